package match

import (
	"slices"
	"strings"

	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// fill finds the mentions in a role: the first alternative that yields a known actor, else the first that yields any.
func (s *Sentence) fill(m *Candidate, r pattern.Role) []Party {
	var unknown []Party
	reach := trees.Bodies
	if r.Name == "recipient" {
		if reach = trees.Things; whose(r) {
			reach = trees.Owners
		}
	}
	for _, alt := range s.order(m, r) {
		var found []Party
		for _, path := range alt {
			via := strings.Join(path, ".")
			for _, w := range s.walk(m, path) {
				found = append(found, s.standing(m, r, via, w, reach, found)...)
			}
		}
		if s.AnyKnown(found) && (r.Name != "recipient" || s.AnyKnown(s.Unique(found, m.Actors))) {
			return found
		}
		if unknown == nil {
			unknown = found
		}
	}
	return unknown
}

// standing are the parties that one word in a role stands for. found are those of the words before it.
func (s *Sentence) standing(m *Candidate, r pattern.Role, via string, w int, reach trees.Reach, found []Party) []Party {
	if r.Name == "recipient" && (m.Pattern.Type == "REQUEST" && papers[s.Tree.Lemma(w)] || s.reflexive(w, m.Pattern.Type)) {
		return nil
	}
	var out []Party
	add := func(k int, why string) { out = append(out, Party{k, r.As, via + why}) }
	for _, x := range s.Cast.Parties(w, reach) {
		if s.somebody(x) && !(s.A.Mentions[x].Name == "Europe" && s.d.europe() != "") {
			add(x, "")
		}
	}
	for _, y := range s.Tree.Conjuncts(w) {
		if k, ok := s.town[y]; ok && s.A.Mentions[k].Of == union {
			add(k, "")
		}
		if k, ok := s.town[y]; ok && r.Name == "actor" && via == "subj" && s.region(y) {
			add(k, ", a part of the state")
		}
		if k, ok := s.town[y]; ok && s.Cast.In[y] != k && r.As == "host" && missions[m.Pattern.Kind] && strings.HasSuffix(via, "in") {
			return []Party{{k, r.As, via + ", where the mission is"}}
		}
		if k, ok := s.seated(y); ok && r.Name == "actor" {
			add(k, seat)
		}
		if x, ok := s.d.unlisted(s.Tree, s.Cast.In, s.Index, y, trading[m.Pattern.Kind]); ok {
			add(x, "")
		}
	}
	for _, x := range s.parallel(w) {
		add(x, ", who did what the sentence before tells")
	}
	if r.Name != "recipient" || s.Tree.Tokens[w].Rel != "nmod:poss" { // "detained the crew and seized their boat"
		for _, x := range s.both(w) {
			add(x, ", the two spoken of")
		}
		for _, x := range s.several(w) {
			add(x, ", as many as were spoken of")
		}
	}
	if r.Name == "recipient" {
		out = s.others(m, r, via, w, found, out)
	}
	for _, x := range s.said(w) {
		add(x, ", who says so")
	}
	if x, ok := s.voice(w); ok {
		add(x, ", who speaks")
	}
	if k := s.Tree.Kid(w, "nmod:poss"); k >= 0 && r.Name == "recipient" && s.Tree.Noun(w) {
		if x, ok := s.voice(k); ok { // "is training our soldiers"
			add(x, ", whose it is: who speaks")
		}
	}
	if x, ok := s.addressed(w); ok {
		add(x, ", who is spoken to")
	}
	return out
}

// others adds to those that a word on the receiving side stands for whom "it" and "its" mean there.
func (s *Sentence) others(m *Candidate, r pattern.Role, via string, w int, found, out []Party) []Party {
	if k := s.owner(w); k >= 0 {
		if x, ok := s.other(m.Actors, k); ok {
			out = append(out, Party{x, r.As, via + ", whose it is: the other one in the sentence"})
		}
	}
	acts := append(append(append([]Party{}, found...), out...), m.Actors...)
	if s.Cast.AnyKnown(s.Cast.On[w]) {
		acts = m.Actors // taken for him who acts himself, if for one of these
	}
	if x, ok := s.other(acts, w); ok {
		out = append(s.without(out, w), Party{x, r.As, via + ", the other one in the sentence"})
	}
	return out
}

// reflexive reports whether an act falls on who does it: "itself", "its own liquidation".
func (s *Sentence) reflexive(w int, typ string) bool {
	switch s.Tree.Lemma(w) {
	case "itself", "himself", "herself", "themselves", "ourselves", "myself", "oneself":
		return s.Tree.Tokens[w].UPOS == "PRON"
	}
	if typ == "ASSAULT" || typ == "COERCE" {
		return false // "its own people"
	}
	return s.Tree.Tokens[w].XPOS == "PRP$" && s.Tree.Has(s.Tree.Head(w), "amod", "own") || s.Tree.Kid(w, "nmod:poss") >= 0 && s.Tree.Has(w, "amod", "own")
}

// papers are nouns for what somebody has written: who is asked to keep to "a resolution of the Council" is not the Council.
var papers = pattern.Set("resolution report charter convention declaration recommendation statute communique communiqué agenda article chapter")

// without leaves out whom a pronoun was taken for that cannot be he who acts: "invited her" is nobody who invites.
func (s *Sentence) without(found []Party, w int) []Party {
	var out []Party
	for _, p := range found {
		if !slices.Contains(s.Cast.On[w], p.Mention) {
			out = append(out, p)
		}
	}
	return out
}

// order is that of the alternatives of a role; who announces a visit need not make it, so that its subject comes last.
func (s *Sentence) order(m *Candidate, r pattern.Role) [][][]string {
	if !m.Announced || r.Name != "actor" || len(r.Alts) < 2 || len(r.Alts[0]) != 1 || len(r.Alts[0][0]) != 1 || r.Alts[0][0][0] != "subj" {
		return r.Alts
	}
	return append(append([][][]string{}, r.Alts[1:]...), r.Alts[0])
}

// Crowds are those on the receiving side that only a description names: "recommended that *local airlines* not buy". They are
// asked for last, where nobody is known there. In an act done together they stand on the side of all.
func (s *Sentence) Crowds(m *Candidate) []Party {
	side := "recipient"
	if m.Pattern.Flags["mutual"] {
		side = "actor"
	}
	for _, r := range m.Pattern.Roles {
		if r.Name != side {
			continue
		}
		for _, alt := range r.Alts {
			for _, path := range alt {
				for _, w := range s.walk(m, path) {
					if s.kind(m, w) {
						continue
					}
					if x, ok := s.d.crowd(s.Tree, s.Cast.In, s.Index, w); ok {
						return []Party{{x, r.As, strings.Join(path, ".") + ", a group"}}
					}
				}
			}
		}
	}
	return nil
}

// kind reports whether the act only says which of many are meant, of whom nothing picks out any: "a list of carriers banned there".
func (s *Sentence) kind(m *Candidate, w int) bool {
	if h := s.Tree.Head(m.Trigger); s.Tree.Rel(m.Trigger) != "acl" || h != w && (s.Tree.Head(w) != h || s.Tree.Rel(w) != "nmod") {
		return false
	}
	for _, k := range s.Tree.Kids(w) {
		switch s.Tree.Rel(k) {
		case "det", "nummod", "nmod:poss", "amod":
			return false
		}
	}
	return true
}

// missions are the kinds of acts about a mission abroad, whose town stands for the state that it is in.
var missions = pattern.Set("recall embassy-closed embassy-opened")

// two reports whether both sides are known: two parties of a mutual act, else an actor and a recipient.
func (s *Sentence) two(m *Candidate) bool {
	if m.Pattern.Flags["mutual"] {
		return s.Known(m) > 1
	}
	return s.AnyKnown(m.Actors) && s.AnyKnown(m.Recipients)
}

// somebody keeps those who are known or named; "two prisoners" of no known state is nobody that a row could name.
func (s *Sentence) somebody(m int) bool {
	x := &s.A.Mentions[m]
	return trees.Known(x) || x.Via == "pronoun" && x.Kind == "person" && x.SameAs != "" && x.Name != "" || x.Via != "description" && x.Via != "pronoun" && x.Kind != "place" || x.Via == "description" && s.proper(x)
}

// proper reports whether a description has a name in it: "the head of the Seamen's Union".
func (s *Sentence) proper(m *entente.Mention) bool {
	for i := range s.Tree.Tokens {
		if t := &s.Tree.Tokens[i]; t.UPOS == "PROPN" && t.Overlaps(m.Span()) {
			return true
		}
	}
	return false
}

// whose reports whether a role says itself whose a thing is.
func whose(r pattern.Role) bool {
	for _, alt := range r.Alts {
		for _, path := range alt {
			if path[len(path)-1] == "whose" {
				return true
			}
		}
	}
	return false
}

func (s *Sentence) AnyKnown(ps []Party) bool {
	for _, p := range ps {
		if trees.Known(&s.A.Mentions[p.Mention]) {
			return true
		}
	}
	return false
}

// anyBody reports whether one of some parties is a body with a name.
func (s *Sentence) anyBody(ps []Party) bool {
	for _, p := range ps {
		if m := &s.A.Mentions[p.Mention]; m.Kind == "organisation" && m.Via == "name" {
			return true
		}
	}
	return false
}

// known counts the different known parties of a candidate.
func (s *Sentence) Known(m *Candidate) int {
	seen := map[string]bool{}
	for _, ps := range m.Parties() {
		for _, p := range ps {
			if x := &s.A.Mentions[p.Mention]; trees.Known(x) {
				seen[trees.Code(x)] = true
			}
		}
	}
	return len(seen)
}

// tidy takes out repeats, puts everybody of a mutual act among the actors, and keeps nobody on both sides.
func (s *Sentence) tidy(m *Candidate) {
	if m.Pattern.Flags["mutual"] {
		m.Actors, m.Recipients = s.foremost(append(m.Actors, m.Recipients...)), nil
	}
	m.Actors = s.Unique(m.Actors, nil)
	m.Recipients = s.domestic(m)
	if m.Recipients = s.Unique(m.Recipients, m.Actors); len(m.Recipients) == 0 && len(m.Actors) > 1 && s.reciprocal(m) {
		m.Recipients = m.Actors
	}
}

// foremost leaves out a state where somebody who acts for it is a party, too: "the envoy held talks with both sides".
func (s *Sentence) foremost(ps []Party) []Party {
	var out []Party
	for i, p := range ps {
		x, acted := &s.A.Mentions[p.Mention], false
		for k, q := range ps {
			y := &s.A.Mentions[q.Mention]
			acted = acted || k != i && x.Kind == "state" && x.Via != "name" && y.Kind != "state" && y.Of == x.Actor
		}
		if !acted {
			out = append(out, p)
		}
	}
	return out
}

// reciprocal reports whether an act falls on "each other".
func (s *Sentence) reciprocal(m *Candidate) bool {
	if m.Pattern.Flags["mutual"] || m.Pattern.POS != 'V' {
		return false
	}
	for _, r := range m.Pattern.Roles {
		if r.Name != "recipient" {
			continue
		}
		for _, alt := range r.Alts {
			for _, path := range alt {
				for _, w := range s.walk(m, path) {
					for _, k := range [2]int{w - 1, w} {
						if k >= 0 && k+1 < len(s.Tree.Tokens) && each[s.Tree.Lemma(k)] == s.Tree.Lemma(k+1) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// unique takes out repeats of one actor, and a state or body that stands on the other side already.
func (s *Sentence) Unique(ps, not []Party) []Party {
	var out []Party
	for _, p := range ps {
		x, dup := &s.A.Mentions[p.Mention], false
		for _, q := range out {
			y := &s.A.Mentions[q.Mention]
			dup = dup || s.oneself(x, y) || trees.Identity(x) == trees.Identity(y)
		}
		for _, q := range not {
			y := &s.A.Mentions[q.Mention]
			dup = dup || s.oneself(x, y) || trees.Identity(x) == trees.Identity(y) || trees.Known(x) && trees.Code(x) == trees.Code(y) && x.Kind != "person" && x.Kind != "group"
		}
		if !dup {
			out = append(out, p)
		}
	}
	return out
}

// oneself reports whether two pronouns that stand for nobody known by name mean one and the same: "we" and "our", "he" and "his"; and
// whether a third person was taken for the one who says "I", who cannot be meant.
func (s *Sentence) oneself(x, y *entente.Mention) bool {
	if x.Via == "pronoun" && s.person(x) == 1 && y.Kind == "state" && x.Of == y.Actor && x.Of != "" {
		return true // "The Netherlands is committed to giving 0.8 per cent of our product"
	}
	if x.Via != "pronoun" || y.Via != "pronoun" || x.Of == "" || x.Of != y.Of || x.Actor != "" && y.Actor != "" {
		return false
	}
	a, b := s.person(x), s.person(y)
	switch {
	case a == 0 || b == 0:
		return false
	case a == b:
		return true
	}
	return a == 3 && x.Actor == "" || b == 3 && y.Actor == ""
}

// First reports whether those who act say "I" or "we".
func (s *Sentence) First(m *Candidate) bool {
	for _, p := range m.Actors {
		if x := &s.A.Mentions[p.Mention]; x.Via == "pronoun" && s.person(x) == 1 {
			return true
		}
	}
	return false
}

// Third reports whether a mention is a pronoun of the third person.
func (s *Sentence) Third(m *entente.Mention) bool { return m.Via == "pronoun" && s.person(m) == 3 }

// person is the grammatical person of a pronoun in the singular or of "we": 1, 3, or 0 for others.
func (s *Sentence) person(m *entente.Mention) int {
	switch p := strings.ToLower(m.Span().In(s.A.Document.Text)); {
	case firstPerson[p]:
		return 1
	case thirdPerson[p]:
		return 3
	}
	return 0
}

var thirdPerson = pattern.Set("he him his she her hers")
