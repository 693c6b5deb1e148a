package match

import (
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
	for _, alt := range r.Alts {
		var found []Party
		for _, path := range alt {
			via := strings.Join(path, ".")
			for _, w := range s.walk(m, path) {
				for _, x := range s.Cast.Parties(w, reach) {
					if s.somebody(x) && !(s.A.Mentions[x].Name == "Europe" && s.d.europe() != "") {
						found = append(found, Party{x, r.As, via})
					}
				}
				for _, y := range s.Tree.Conjuncts(w) {
					if k, ok := s.town[y]; ok && s.A.Mentions[k].Of == union {
						found = append(found, Party{k, r.As, via})
					}
					if x, ok := s.d.unlisted(s.Tree, s.Cast.In, s.Index, y); ok {
						found = append(found, Party{x, r.As, via})
					}
				}
				for _, x := range s.parallel(w) {
					found = append(found, Party{x, r.As, via + ", who did what the sentence before tells"})
				}
				for _, x := range s.said(w) {
					found = append(found, Party{x, r.As, via + ", who says so"})
				}
				if x, ok := s.voice(w); ok {
					found = append(found, Party{x, r.As, via + ", who speaks"})
				}
			}
		}
		if s.AnyKnown(found) {
			return found
		}
		if unknown == nil {
			unknown = found
		}
	}
	return unknown
}

// Crowds are those on the receiving side that only a description names: "recommended that *local airlines* not buy". They are
// asked for last, where nobody is known there.
func (s *Sentence) Crowds(m *Candidate) []Party {
	for _, r := range m.Pattern.Roles {
		if r.Name != "recipient" {
			continue
		}
		for _, alt := range r.Alts {
			for _, path := range alt {
				for _, w := range s.walk(m, path) {
					if x, ok := s.d.crowd(s.Tree, s.Cast.In, s.Index, w); ok {
						return []Party{{x, r.As, strings.Join(path, ".") + ", a group"}}
					}
				}
			}
		}
	}
	return nil
}

// each are the first and second word of a reciprocal pronoun.
var each = map[string]string{"each": "other", "one": "another"}

// said is who "it" or "they" is in what somebody says, where no mention says so: "Oslo and Bergen said they would".
func (s *Sentence) said(w int) []int {
	t := s.Tree
	l := t.Lemma(w)
	if t.Tokens[w].UPOS != "PRON" || l != "it" && l != "they" || t.Rel(w) != "nsubj" || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	v := t.Head(w)
	for n := 0; v >= 0 && (t.Rel(v) == "conj" || t.Rel(v) == "xcomp") && n < 5; n++ {
		v = t.Head(v)
	}
	if v < 0 || t.Rel(v) != "ccomp" || !Reporting(t.Lemma(t.Head(v))) {
		return nil
	}
	var out []int
	for _, who := range t.Kids(t.Head(v)) {
		if t.Rel(who) == "nsubj" && who != w {
			out = append(out, s.Cast.Parties(who, trees.Bodies)...)
		}
	}
	if !s.Cast.AnyKnown(out) || (l == "it") != (len(out) == 1) {
		return nil
	}
	return out
}

// Reporting reports whether a verb, by its lemma, tells what somebody said or thinks.
func Reporting(lemma string) bool { return reporting[lemma] }

var reporting = pattern.Set(`say tell report announce state note add claim confirm tell according write quote explain stress emphasize emphasise recall believe think know show`)

// parallel is who "it" is at the head of a sentence, where no mention says so: the one state or body that is the subject of the sentence
// before. What stands there does something that only states and bodies do, so that "it rained" is not asked.
func (s *Sentence) parallel(w int) []int {
	t, p := s.Tree, s.prev
	if t.Tokens[w].UPOS != "PRON" || t.Lemma(w) != "it" || t.Rel(w) != "nsubj" || t.Head(t.Head(w)) >= 0 || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	if p == nil || p.Index != s.Index-1 || s.A.Sentences[p.Index].Part != s.A.Sentences[s.Index].Part {
		return nil
	}
	for r := range p.Tree.Tokens {
		if p.Tree.Head(r) >= 0 || !p.Tree.Verb(r) {
			continue
		}
		out := p.Cast.Parties(p.Tree.Kid(r, "nsubj"), trees.Bodies)
		if len(out) != 1 || !p.Cast.AnyKnown(out) {
			return nil
		}
		if k := s.A.Mentions[out[0]].Kind; k == "state" || k == "organisation" {
			return out
		}
	}
	return nil
}

// voice is who "we" or "I" is, where no mention says so: the speaker of the words around it.
func (s *Sentence) voice(w int) (mention int, ok bool) {
	t := &s.Tree.Tokens[w]
	if t.UPOS != "PRON" || s.Cast.AnyKnown(s.Cast.On[w]) || !firstPerson[s.Tree.Lemma(w)] {
		return 0, false
	}
	for i := range s.A.Statements {
		x := &s.A.Statements[i]
		if x.Speaker == "" || x.Mode == "indirect" {
			continue
		}
		for _, c := range x.Content {
			if c.Contains(t.Span) {
				for k := range s.A.Mentions {
					if s.A.Mentions[k].ID == x.Speaker {
						return k, true
					}
				}
			}
		}
	}
	return 0, false
}

var firstPerson = pattern.Set("i we us our my ours me")

// two reports whether both sides are known: two parties of a mutual act, else an actor and a recipient.
func (s *Sentence) two(m *Candidate) bool {
	if m.Pattern.Flags["mutual"] {
		return s.Known(m) > 1
	}
	return s.AnyKnown(m.Actors) && s.AnyKnown(m.Recipients)
}

// lend makes the pair spoken of the actors, unless somebody outside it was found.
func (s *Sentence) lend(m *Candidate) {
	pair := s.pair()
	for _, p := range m.Actors {
		x, in := &s.A.Mentions[p.Mention], false
		for _, q := range pair {
			in = in || trees.Code(x) == trees.Code(&s.A.Mentions[q.Mention])
		}
		if trees.Known(x) && !in {
			return
		}
	}
	if len(pair) == 2 {
		m.Actors = pair
	}
}

// pair is the two states that an act between "the two countries" belongs to where the sentence does not say: those of its own
// sentence, else of the one before, if there are just two.
func (s *Sentence) pair() []Party {
	for i := s.Index; i >= 0 && i >= s.Index-2; i-- {
		if out := s.together(i); len(out) == 2 {
			return out
		}
		codes := map[string]bool{}
		var out []Party
		for _, m := range s.d.Present[i] {
			x := &s.A.Mentions[m]
			if c := trees.Code(x); trees.Known(x) && x.Kind != "organisation" && !strings.Contains(c, ":") && !codes[c] {
				codes[c] = true
				out = append(out, Party{m, "", "the pair spoken of"})
			}
		}
		if len(out) == 2 {
			return out
		}
		if len(out) > 2 {
			return nil
		}
	}
	return nil
}

// together is what a phrase that stands for two states at once, "the two countries", stands for.
func (s *Sentence) together(i int) []Party {
	for k, m := range s.d.Present[i] {
		var out []Party
		for _, n := range s.d.Present[i][k:] {
			if x := &s.A.Mentions[n]; x.Span() == s.A.Mentions[m].Span() && trees.Known(x) {
				out = append(out, Party{n, "", "the pair spoken of"})
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// somebody keeps those who are known or named; "two prisoners" of no known state is nobody that a row could name.
func (s *Sentence) somebody(m int) bool {
	x := &s.A.Mentions[m]
	return trees.Known(x) || x.Via != "description" && x.Via != "pronoun" && x.Kind != "place" || x.Via == "description" && s.proper(x)
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
			dup = dup || trees.Identity(x) == trees.Identity(&s.A.Mentions[q.Mention])
		}
		for _, q := range not {
			y := &s.A.Mentions[q.Mention]
			dup = dup || trees.Identity(x) == trees.Identity(y) || trees.Known(x) && trees.Code(x) == trees.Code(y) && x.Kind != "person" && x.Kind != "group"
		}
		if !dup {
			out = append(out, p)
		}
	}
	return out
}
