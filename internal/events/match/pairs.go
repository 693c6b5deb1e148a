package match

import (
	"strings"

	"entente"
	"entente/internal/trees"
	"entente/internal/trees/mend"
)

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

// understood gives an act whose author alone is named the one on whom it falls, as far as its row allows that.
func (s *Sentence) understood(m *Candidate) {
	switch f := m.Pattern.Flags; {
	case f["other"]:
		s.elsewhere(m)
	case f["partner"]:
		s.partner(m)
	}
}

// partner gives an act the other one of the pair of states spoken of: "paid the first visit by a Korean head of state" in a text on two.
func (s *Sentence) partner(m *Candidate) {
	var others []Party
	for _, q := range s.pair() {
		in := false
		for _, p := range m.Actors {
			x := &s.A.Mentions[p.Mention]
			in = in || trees.Code(x) == trees.Code(&s.A.Mentions[q.Mention]) || x.Of != "" && x.Of == trees.Code(&s.A.Mentions[q.Mention])
		}
		if !in {
			others = append(others, q)
		}
	}
	if len(others) == 1 {
		m.Recipients = append(m.Recipients, others[0])
	}
}

// elsewhere gives an act between states that names its author alone the one other state of the sentence: "insulted the Spanish premier,
// and Spain recalled its ambassador" does not say to whom, but there is one only.
func (s *Sentence) elsewhere(m *Candidate) {
	acts := map[string]bool{}
	for _, p := range m.Actors {
		acts[trees.Code(&s.A.Mentions[p.Mention])] = true
	}
	found, code := -1, ""
	for _, k := range s.d.Present[s.Index] {
		x := &s.A.Mentions[k]
		c := trees.Code(x)
		if !trees.Known(x) || acts[c] || strings.Contains(c, ":") || m.Pattern.POS == 'V' && s.beyond(m.Trigger, x) || s.destination(x) {
			continue
		}
		if code != "" && c != code {
			return
		}
		if code == "" {
			found, code = k, c
		}
	}
	if found >= 0 {
		m.Recipients = []Party{{found, "", "the one other state in the sentence"}}
	}
}

// destination reports whether somebody is only where others are brought to: "the extradition of a citizen to Oslo".
func (s *Sentence) destination(x *entente.Mention) bool {
	w := s.Tree.HeadOf(x.Span())
	return w >= 0 && s.Tree.Rel(w) == "nmod" && s.Tree.Case(w) == "to" && mend.Transfer(s.Tree.Lemma(s.Tree.Head(w)))
}

// pair is the two states that an act between "the two countries" belongs to where the sentence does not say: those of its own
// sentence, else of the one before, if there are just two.
func (s *Sentence) pair() []Party {
	for i := s.Index; i >= 0 && i >= s.Index-2; i-- {
		if out := s.together(i); len(out) == 2 {
			return out
		}
		if out := s.between(i); len(out) == 2 {
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
	return s.d.Joint()
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

// between is the two states that sentence i says something is between: "talks between Somalia and Ethiopia".
func (s *Sentence) between(i int) []Party {
	tokens := s.d.A.Sentences[i].Tokens
	state := func(k int) (mention, next int) {
		for n := 0; k < len(tokens) && n < 3; k, n = k+1, n+1 {
			for _, m := range s.d.Present[i] {
				x := &s.A.Mentions[m]
				if x.Kind != "state" || !trees.Known(x) || !x.Span().Contains(tokens[k].Span) {
					continue
				}
				for k < len(tokens) && tokens[k].Start < x.Span().End {
					k++
				}
				return m, k
			}
			if u := tokens[k].UPOS; u != "DET" && u != "ADJ" {
				break
			}
		}
		return -1, k
	}
	for k := range tokens {
		if tokens[k].Lemma != "between" {
			continue
		}
		a, n := state(k + 1)
		if a < 0 || n >= len(tokens) || tokens[n].Lemma != "and" {
			continue
		}
		if b, _ := state(n + 1); b >= 0 && trees.Code(&s.A.Mentions[a]) != trees.Code(&s.A.Mentions[b]) {
			return []Party{{a, "", "between whom it is said to be"}, {b, "", "between whom it is said to be"}}
		}
	}
	return nil
}
