package coreference

import (
	"strings"

	"entente/internal/actors/draft"
)

// counted leads "the three countries" to the states of the sentence, or of one of the two before, that speaks of so many. It
// reports whether it found them.
func (c *context) counted(s *draft.Sentence, m *draft.Mention) bool {
	n := s.Lex.Count(s.Key(m.W0))
	for back := 0; back <= 2; back++ {
		ids := c.statesOf(s.Index-back, m)
		if len(ids) != n {
			if len(ids) > n {
				return false
			}
			continue
		}
		members := []*draft.Mention{m}
		for range ids[1:] {
			x := *m
			members = append(members, &x)
			c.d.Mentions = append(c.d.Mentions, &x)
		}
		for i, id := range ids {
			x := members[i]
			x.Kind, x.Actor, x.Of, x.Key, x.Name = "state", id, id, id, c.d.Gazetteer.States[id].Name
		}
		c.remember(s, members...)
		return true
	}
	return false
}

// statesOf are the states that a sentence speaks of before a mention, in order: by name, else through those who act for them.
func (c *context) statesOf(sentence int, before *draft.Mention) []string {
	var named, acting []string
	for _, x := range c.seen {
		if x.Sentence != sentence || x == before {
			continue
		}
		if c.d.IsState(x.Key) && !draft.Contains(named, x.Key) {
			named = append(named, x.Key)
		}
		if c.d.IsState(x.Of) && !draft.Contains(acting, x.Of) {
			acting = append(acting, x.Of)
		}
	}
	if len(named) == 0 {
		return acting
	}
	return named
}

// formerLatter leads "the former" and "the latter" to the members of the last pair, two names joined by "and" or "or". It
// returns the number of words read, 0 for none.
func (c *context) formerLatter(s *draft.Sentence, w int) int {
	which := s.Key(w + 1)
	if s.Key(w) != "the" || which != "former" && which != "latter" || !s.Near(w) {
		return 0
	}
	if k := w + 2; k < len(s.Words.List) && s.Between(k-1) == " " && (s.UPOS(k) == "NOUN" || s.UPOS(k) == "PROPN" || s.UPOS(k) == "ADJ" || s.Hit(k) != nil) {
		return 0
	}
	first, second := c.couple(s)
	a := first
	if which == "latter" {
		a = second
	}
	if a == nil {
		return 0
	}
	p := c.d.Add(s, w, w+2, draft.Mention{})
	c.inherit(p, a)
	p.Via = "description"
	if a.Kind != "person" {
		p.Name = a.Name
	}
	c.seen = append(c.seen, p)
	return 2
}

// couple is the last pair of mentions joined by a conjunction in this sentence or the one before; nil where three are joined.
func (c *context) couple(s *draft.Sentence) (first, second *draft.Mention) {
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
		y := c.seen[i]
		t := c.d.Sentences[y.Sentence].Tokens
		if y.Key == "" || y.Head < 0 || y.Head >= len(t) || !strings.HasPrefix(t[y.Head].Rel, "conj") {
			continue
		}
		for k := i - 1; k >= 0 && c.seen[k].Sentence == y.Sentence; k-- {
			x := c.seen[k]
			if x.Key == "" || x.Key == y.Key || x.Head != t[y.Head].Head || x.W1 > y.W0 {
				continue
			}
			if second != nil {
				return nil, nil
			}
			first, second = x, y
			break
		}
		if second != nil && (i == 0 || c.seen[i-1].Sentence != y.Sentence) {
			break
		}
	}
	return first, second
}

// actorOf is who does what a possessive belongs to, where grammar says so: the subject of its verb, or the object of the verb
// above that makes it act ("ordered Chad to withdraw its troops"). It is nil and true where that is no mention.
func (c *context) actorOf(s *draft.Sentence, w int) (*draft.Mention, bool) {
	t := s.TokenOf[w]
	if t < 0 {
		return nil, false
	}
	path := map[int]bool{}
	v := t
	for ; v >= 0 && !path[v]; v = s.Tokens[v].Head {
		path[v] = true
		if u := s.Tokens[v].UPOS; u == "VERB" && v != t {
			break
		}
	}
	if v < 0 || s.Tokens[v].UPOS != "VERB" {
		return nil, false
	}
	up := s.Tokens[v].Head
	controlled := s.Tokens[v].Rel == "xcomp" && up >= 0
	for k := range s.Tokens {
		y := &s.Tokens[k]
		if path[k] || y.Head != v || !strings.HasPrefix(y.Rel, "nsubj") {
			if !controlled || path[k] || y.Head != up || y.Rel != "obj" {
				continue
			}
		}
		if k > t && y.UPOS != "PRON" {
			return c.ahead(s, k)
		}
		if y.UPOS == "PRON" {
			return nil, false
		}
		for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.Index; i-- {
			if x := c.seen[i]; x.Head == k && (x.Key != "" || x.Class != "") {
				return x, x.Key != "" // an organ whose state is open says nothing
			}
		}
		if x := c.hangsOn(s, k); x != nil {
			return x, true
		}
		return nil, y.UPOS == "NOUN" || y.UPOS == "PROPN"
	}
	return nil, false
}

// ahead is the subject that comes after a possessive at the head of its clause: "with its decision to annex the valley, Oslo has".
func (c *context) ahead(s *draft.Sentence, k int) (*draft.Mention, bool) {
	for _, x := range s.Mentions {
		if x.Head == k && x.Key != "" && (x.Kind == "state" && x.Via == "name" || x.Kind == "organisation") {
			return x, true
		}
	}
	return nil, false
}

// hangsOn is the state or body whose thing a noun is, or that stands beside it: "Chad's policy", "the smallest state, Nauru".
func (c *context) hangsOn(s *draft.Sentence, noun int) *draft.Mention {
	for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.Index; i-- {
		x := c.seen[i]
		if x.Key == "" || x.Head < 0 || x.Head >= len(s.Tokens) || s.Tokens[x.Head].Head != noun || x.Via == "demonym" {
			continue
		}
		switch s.Tokens[x.Head].Rel {
		case "nmod:poss", "appos", "nmod":
			return x
		}
	}
	return nil
}

// counterpart gives "his Burkinabe counterpart" the office of whom it stands beside: of the person named last in the sentence
// or the one before.
func (c *context) counterpart(s *draft.Sentence, m *draft.Mention) {
	m.Role, m.Class = "", ""
	if strings.HasPrefix(m.Gender, "poss:") { // "his counterpart" is nobody of his own state
		m.Gender, m.Open = "new", false
	}
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.Role == "" || x.Plural || x.Of == m.Of {
			continue
		}
		m.Role, m.Class, m.Sectors = x.Role, x.Class, x.Sectors
		return
	}
}
