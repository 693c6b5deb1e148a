package events

import (
	"strings"

	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// fill finds the mentions in a role: the first alternative that yields a known actor, else the first that yields any.
func (s *scan) fill(m *candidate, r pattern.Role) []party {
	var unknown []party
	reach := trees.Bodies
	if r.Name == "recipient" {
		if reach = trees.Things; whose(r) {
			reach = trees.Owners
		}
	}
	for _, alt := range r.Alts {
		var found []party
		for _, path := range alt {
			via := strings.Join(path, ".")
			for _, w := range s.walk(m, path) {
				for _, x := range s.cast.Parties(w, reach) {
					if s.somebody(x) && !(s.a.Mentions[x].Name == "Europe" && s.d.europe() != "") {
						found = append(found, party{x, r.As, via})
					}
				}
				for _, y := range s.tree.Conjuncts(w) {
					if k, ok := s.town[y]; ok && s.a.Mentions[k].Of == union {
						found = append(found, party{k, r.As, via})
					}
					if x, ok := s.d.unlisted(s.tree, s.cast.In, s.sentence, y); ok {
						found = append(found, party{x, r.As, via})
					}
				}
				for _, x := range s.parallel(w) {
					found = append(found, party{x, r.As, via + ", who did what the sentence before tells"})
				}
				for _, x := range s.said(w) {
					found = append(found, party{x, r.As, via + ", who says so"})
				}
				if x, ok := s.voice(w); ok {
					found = append(found, party{x, r.As, via + ", who speaks"})
				}
			}
		}
		if s.anyKnown(found) {
			return found
		}
		if unknown == nil {
			unknown = found
		}
	}
	return unknown
}

// each are the first and second word of a reciprocal pronoun.
var each = map[string]string{"each": "other", "one": "another"}

// said is who "it" or "they" is in what somebody says, where no mention says so: "Oslo and Bergen said they would".
func (s *scan) said(w int) []int {
	t := s.tree
	l := t.Lemma(w)
	if t.Tokens[w].UPOS != "PRON" || l != "it" && l != "they" || t.Rel(w) != "nsubj" || s.cast.AnyKnown(s.cast.On[w]) {
		return nil
	}
	v := t.Head(w)
	for n := 0; v >= 0 && (t.Rel(v) == "conj" || t.Rel(v) == "xcomp") && n < 5; n++ {
		v = t.Head(v)
	}
	if v < 0 || t.Rel(v) != "ccomp" || !reporting[t.Lemma(t.Head(v))] {
		return nil
	}
	var out []int
	for _, who := range t.Kids(t.Head(v)) {
		if t.Rel(who) == "nsubj" && who != w {
			out = append(out, s.cast.Parties(who, trees.Bodies)...)
		}
	}
	if !s.cast.AnyKnown(out) || (l == "it") != (len(out) == 1) {
		return nil
	}
	return out
}

// parallel is who "it" is at the head of a sentence, where no mention says so: the one state or body that is the subject of the sentence
// before. What stands there does something that only states and bodies do, so that "it rained" is not asked.
func (s *scan) parallel(w int) []int {
	t, p := s.tree, s.d.prev
	if t.Tokens[w].UPOS != "PRON" || t.Lemma(w) != "it" || t.Rel(w) != "nsubj" || t.Head(t.Head(w)) >= 0 || s.cast.AnyKnown(s.cast.On[w]) {
		return nil
	}
	if p == nil || p.sentence != s.sentence-1 || s.a.Sentences[p.sentence].Part != s.a.Sentences[s.sentence].Part {
		return nil
	}
	for r := range p.tree.Tokens {
		if p.tree.Head(r) >= 0 || !p.tree.Verb(r) {
			continue
		}
		out := p.cast.Parties(p.tree.Kid(r, "nsubj"), trees.Bodies)
		if len(out) != 1 || !p.cast.AnyKnown(out) {
			return nil
		}
		if k := s.a.Mentions[out[0]].Kind; k == "state" || k == "organisation" {
			return out
		}
	}
	return nil
}

// voice is who "we" or "I" is, where no mention says so: the speaker of the words around it.
func (s *scan) voice(w int) (mention int, ok bool) {
	t := &s.tree.Tokens[w]
	if t.UPOS != "PRON" || s.cast.AnyKnown(s.cast.On[w]) || !firstPerson[s.tree.Lemma(w)] {
		return 0, false
	}
	for i := range s.a.Statements {
		x := &s.a.Statements[i]
		if x.Speaker == "" || x.Mode == "indirect" {
			continue
		}
		for _, c := range x.Content {
			if c.Contains(t.Span) {
				for k := range s.a.Mentions {
					if s.a.Mentions[k].ID == x.Speaker {
						return k, true
					}
				}
			}
		}
	}
	return 0, false
}

var firstPerson = set("i we us our my ours me")

// two reports whether both sides are known: two parties of a mutual act, else an actor and a recipient.
func (s *scan) two(m *candidate) bool {
	if m.p.Flags["mutual"] {
		return s.known(m) > 1
	}
	return s.anyKnown(m.actors) && s.anyKnown(m.recipients)
}

// lend makes the pair spoken of the actors, unless somebody outside it was found.
func (s *scan) lend(m *candidate) {
	pair := s.pair()
	for _, p := range m.actors {
		x, in := &s.a.Mentions[p.mention], false
		for _, q := range pair {
			in = in || trees.Code(x) == trees.Code(&s.a.Mentions[q.mention])
		}
		if trees.Known(x) && !in {
			return
		}
	}
	if len(pair) == 2 {
		m.actors = pair
	}
}

// pair is the two states that an act between "the two countries" belongs to where the sentence does not say: those of its own
// sentence, else of the one before, if there are just two.
func (s *scan) pair() []party {
	for i := s.sentence; i >= 0 && i >= s.sentence-2; i-- {
		if out := s.together(i); len(out) == 2 {
			return out
		}
		codes := map[string]bool{}
		var out []party
		for _, m := range s.here[i] {
			x := &s.a.Mentions[m]
			if c := trees.Code(x); trees.Known(x) && x.Kind != "organisation" && !strings.Contains(c, ":") && !codes[c] {
				codes[c] = true
				out = append(out, party{m, "", "the pair spoken of"})
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
func (s *scan) together(i int) []party {
	for k, m := range s.here[i] {
		var out []party
		for _, n := range s.here[i][k:] {
			if x := &s.a.Mentions[n]; x.Span() == s.a.Mentions[m].Span() && trees.Known(x) {
				out = append(out, party{n, "", "the pair spoken of"})
			}
		}
		if len(out) == 2 {
			return out
		}
	}
	return nil
}

// somebody keeps those who are known or named; "two prisoners" of no known state is nobody that a row could name.
func (s *scan) somebody(m int) bool {
	x := &s.a.Mentions[m]
	return trees.Known(x) || x.Via != "description" && x.Via != "pronoun" && x.Kind != "place" || x.Via == "description" && s.proper(x)
}

// proper reports whether a description has a name in it: "the head of the Seamen's Union".
func (s *scan) proper(m *entente.Mention) bool {
	for i := range s.tree.Tokens {
		if t := &s.tree.Tokens[i]; t.UPOS == "PROPN" && t.Overlaps(m.Span()) {
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

func (s *scan) anyKnown(ps []party) bool {
	for _, p := range ps {
		if trees.Known(&s.a.Mentions[p.mention]) {
			return true
		}
	}
	return false
}

// anyBody reports whether one of some parties is a body with a name.
func (s *scan) anyBody(ps []party) bool {
	for _, p := range ps {
		if m := &s.a.Mentions[p.mention]; m.Kind == "organisation" && m.Via == "name" {
			return true
		}
	}
	return false
}

// known counts the different known parties of a candidate.
func (s *scan) known(m *candidate) int {
	seen := map[string]bool{}
	for _, ps := range [2][]party{m.actors, m.recipients} {
		for _, p := range ps {
			if x := &s.a.Mentions[p.mention]; trees.Known(x) {
				seen[trees.Code(x)] = true
			}
		}
	}
	return len(seen)
}

// tidy takes out repeats, puts everybody of a mutual act among the actors, and keeps nobody on both sides.
func (s *scan) tidy(m *candidate) {
	if m.p.Flags["mutual"] {
		m.actors, m.recipients = s.foremost(append(m.actors, m.recipients...)), nil
	}
	m.actors = s.unique(m.actors, nil)
	if m.recipients = s.unique(m.recipients, m.actors); len(m.recipients) == 0 && len(m.actors) > 1 && s.reciprocal(m) {
		m.recipients = m.actors
	}
}

// foremost leaves out a state where somebody who acts for it is a party, too: "the envoy held talks with both sides".
func (s *scan) foremost(ps []party) []party {
	var out []party
	for i, p := range ps {
		x, acted := &s.a.Mentions[p.mention], false
		for k, q := range ps {
			y := &s.a.Mentions[q.mention]
			acted = acted || k != i && x.Kind == "state" && x.Via != "name" && y.Kind != "state" && y.Of == x.Actor
		}
		if !acted {
			out = append(out, p)
		}
	}
	return out
}

// reciprocal reports whether an act falls on "each other".
func (s *scan) reciprocal(m *candidate) bool {
	if m.p.Flags["mutual"] || m.p.POS != 'V' {
		return false
	}
	for _, r := range m.p.Roles {
		if r.Name != "recipient" {
			continue
		}
		for _, alt := range r.Alts {
			for _, path := range alt {
				for _, w := range s.walk(m, path) {
					for _, k := range [2]int{w - 1, w} {
						if k >= 0 && k+1 < len(s.tree.Tokens) && each[s.tree.Lemma(k)] == s.tree.Lemma(k+1) {
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
func (s *scan) unique(ps, not []party) []party {
	var out []party
	for _, p := range ps {
		x, dup := &s.a.Mentions[p.mention], false
		for _, q := range out {
			dup = dup || trees.Identity(x) == trees.Identity(&s.a.Mentions[q.mention])
		}
		for _, q := range not {
			y := &s.a.Mentions[q.mention]
			dup = dup || trees.Identity(x) == trees.Identity(y) || trees.Known(x) && trees.Code(x) == trees.Code(y) && x.Kind != "person" && x.Kind != "group"
		}
		if !dup {
			out = append(out, p)
		}
	}
	return out
}
