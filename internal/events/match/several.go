package match

import (
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// counts are words for a number of states spoken of together.
var counts = map[string]int{"three": 3, "trio": 3, "four": 4, "quartet": 4, "five": 5, "quintet": 5, "3": 3, "4": 4, "5": 5}

// members are nouns for those that are counted: "the three countries", "all four leaders".
var members = pattern.Set(`country state nation government minister leader president premier side party neighbour neighbor member ally capital power`)

// several are the states that "the three", "the trio", "all four countries" stands for as a subject where no mention says so: those
// of the sentence before, where they are just as many, else those named before it in its own.
func (s *Sentence) several(w int) []int {
	t := s.Tree
	if t.Rel(w) != "nsubj" || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	n := counts[t.Lemma(w)]
	if n == 0 && members[t.Lemma(w)] && t.Kid(w, "amod", "nmod", "compound", "acl", "acl:relcl") < 0 {
		n = counts[t.Lemma(t.Kid(w, "nummod"))]
	}
	if n == 0 || !t.Has(w, "det", "the", "all", "these", "those") && !t.Has(w, "det:predet", "all") || t.Kid(w, "nmod", "acl", "acl:relcl") >= 0 {
		return nil
	}
	p := s.prev
	if p != nil && p.Index == s.Index-1 && s.A.Sentences[p.Index].Part == s.A.Sentences[s.Index].Part {
		if out := s.states(s.d.Present[p.Index]); len(out) == n {
			return out
		}
	}
	var here []int
	for _, k := range s.d.Present[s.Index] {
		if *s.A.Mentions[k].Start < t.Tokens[w].Start {
			here = append(here, k)
		}
	}
	if here = s.states(here); len(here) == n {
		return here
	}
	return nil
}

// states keeps one mention of each known state, no organisation.
func (s *Sentence) states(ms []int) []int {
	var out []int
	for _, m := range s.different(ms) {
		if x := &s.A.Mentions[m]; x.Kind != "organisation" && trees.Known(x) {
			out = append(out, m)
		}
	}
	return out
}
