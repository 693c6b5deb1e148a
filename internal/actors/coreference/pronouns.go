package coreference

import (
	"cmp"
	"strings"

	"entente/internal/actors/draft"
)

// pronoun makes the mention of a pronoun at word w where it is clear whom it means.
func (c *context) pronoun(s *draft.Sentence, w int) {
	if u := s.UPOS(w); u != "PRON" && u != "DET" && u != "" {
		return
	}
	switch s.Key(w + 1) {
	case "excellency", "majesty", "highness", "holiness", "excellencies":
		return
	}
	var a *draft.Mention
	switch k := s.Key(w); k {
	case "he", "him", "his", "himself":
		a = c.person(s, w, "m")
	case "she", "her", "hers", "herself":
		a = c.person(s, w, "f")
	case "it", "its", "itself":
		if k == "it" && c.expletive(s, w) {
			return
		}
		a = c.thing(s, w)
	case "they", "their", "them", "themselves":
		c.plural(s, w)
		return
	case "i", "my", "me", "myself":
		a = cmp.Or(c.voice(s), c.unnamed())
	case "we", "our", "us", "ourselves":
		c.we(s, w)
		return
	default:
		return
	}
	if a == nil {
		return
	}
	m := draft.Mention{}
	m.Via = "pronoun"
	p := c.d.Add(s, w, w+1, m)
	c.inherit(p, a)
	p.Via = "pronoun"
	if k := s.Key(w); k != "his" && k != "her" && k != "its" {
		c.seen = append(c.seen, p)
	}
}

// person is whom "he" or "she" means: of the people of this sentence and the two before the nearest, subjects first.
func (c *context) person(s *draft.Sentence, w int, gender string) *draft.Mention {
	var best *draft.Mention
	rank := -100
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 3; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.Key == "" && x.Of == "" || x.Plural {
			continue
		}
		g := x.Gender
		if p := c.d.Person(x.Key); p != nil && p.Gender != "" {
			g = p.Gender
		}
		if g != "" && g != gender && (g == "m" || g == "f") {
			continue
		}
		score := -4 * (s.Index - x.Sentence)
		if c.subject(x) {
			score += 5
		}
		if g == gender {
			score++
		}
		if x.Sentence == s.Index && !c.subject(x) && s.Governed(w, x) {
			continue
		}
		if score > rank {
			best, rank = x, score
		}
	}
	return best
}

// thing is what "it" means: the subject of this sentence or the one before, else the last state or body of them.
func (c *context) thing(s *draft.Sentence, w int) *draft.Mention {
	if s.Key(w) == "its" {
		if x, sure := c.actorOf(s, w); sure {
			if x != nil && (x.Kind == "state" || x.Kind == "organisation" || x.Kind == "group" && !x.Plural) {
				return x
			}
			return nil
		}
	}
	for back := 0; back <= 1; back++ {
		var last, subject *draft.Mention
		for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= back; i-- {
			x := c.seen[i]
			if x.Sentence != s.Index-back || x.Key == "" || x.Plural || x.Kind != "state" && x.Kind != "organisation" || c.modifies(x) {
				continue
			}
			if last == nil {
				last = x
			}
			if c.subject(x) || x.W0 <= 1 {
				subject = x
			}
		}
		if back == 0 && s.Key(w) != "its" && c.otherSubject(s, w) {
			return nil
		}
		if subject != nil {
			return subject
		}
		if back == 1 && last != nil && c.headedBy(s.Index-1, last) {
			return last
		}
		if last != nil && (back == 0 && s.Key(w) == "its" || last.Via == "pronoun") {
			return last
		}
	}
	return nil
}

// modifies reports whether a name only says of what kind another thing is: "the Irish airline", "a US manufacturer".
func (c *context) modifies(m *draft.Mention) bool {
	t := c.d.Sentences[m.Sentence].Tokens
	if m.Kind != "state" || m.Via != "demonym" && m.Via != "name" || m.Head < 0 || m.Head >= len(t) {
		return m.Kind == "state" && m.Via == "demonym"
	}
	return m.Via == "demonym" || t[m.Head].Rel == "compound" || t[m.Head].Rel == "amod"
}

// otherSubject reports whether a noun that is no mention is the subject before word w: "trade grew, and it has reached".
func (c *context) otherSubject(s *draft.Sentence, w int) bool {
	for k := w - 1; k >= 0; k-- {
		t := s.TokenOf[k]
		if t < 0 || !strings.HasPrefix(s.Tokens[t].Rel, "nsubj") || s.Tokens[t].UPOS != "NOUN" {
			continue
		}
		for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.Index; i-- {
			if c.seen[i].Head == t {
				return false
			}
		}
		return true
	}
	return false
}

// headedBy reports whether the subject of a sentence is somebody who acts for the state.
func (c *context) headedBy(i int, state *draft.Mention) bool {
	for k := len(c.seen) - 1; k >= 0 && c.seen[k].Sentence >= i; k-- {
		if x := c.seen[k]; x.Sentence == i && x.Kind == "person" && x.Of == state.Key && (c.subject(x) || x.W0 == 0) {
			return true
		}
	}
	return false
}

// expletive reports whether "it" stands for nothing: "it is important that", "it rained".
func (c *context) expletive(s *draft.Sentence, w int) bool {
	t := s.TokenOf[w]
	if t < 0 {
		return true
	}
	x := s.Tokens[t]
	if x.Rel != "nsubj" && x.Rel != "nsubj:pass" || x.Head < 0 {
		return true
	}
	h := s.Tokens[x.Head]
	if h.UPOS == "ADJ" || h.UPOS == "ADV" || h.UPOS == "NUM" {
		return true
	}
	if s.Lex.Is(draft.Impersonal, strings.ToLower(h.Lemma)) {
		return true
	}
	for k := range s.Tokens {
		if y := s.Tokens[k]; y.Head == x.Head && (strings.HasPrefix(y.Rel, "csubj") || y.Rel == "ccomp" && x.Rel == "nsubj:pass" || y.Rel == "cop" && h.UPOS == "NOUN" && k > 0 && c.clause(s, x.Head)) {
			return true
		}
	}
	return false
}

// clause reports whether a predicate noun has a clause behind it: "it is a fact that".
func (c *context) clause(s *draft.Sentence, h int) bool {
	for _, y := range s.Tokens {
		if y.Head == h && (strings.HasPrefix(y.Rel, "ccomp") || strings.HasPrefix(y.Rel, "acl") || strings.HasPrefix(y.Rel, "csubj") || strings.HasPrefix(y.Rel, "xcomp") || strings.HasPrefix(y.Rel, "advcl")) {
			return true
		}
	}
	return false
}

// plural leads "they" to the members of the last plural mention, or to the last group.
func (c *context) plural(s *draft.Sentence, w int) {
	var of []*draft.Mention
	if s.Key(w) == "their" {
		if x, sure := c.actorOf(s, w); sure && x == nil {
			return // that of the subject, who is not known
		}
	}
	if len(c.pair) > 0 && s.Index-c.pairAt <= 1 {
		of = c.pair
	} else {
		for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
			if x := c.seen[i]; x.Kind == "group" && (c.subject(x) || x.Sentence == s.Index && !c.behalf(s, x)) {
				of = []*draft.Mention{x}
				break
			}
		}
	}
	if len(of) == 0 && s.Key(w) == "them" {
		of = c.row(s, w)
	}
	for _, x := range of {
		m := draft.Mention{}
		m.Via = "pronoun"
		p := c.d.Add(s, w, w+1, m)
		c.inherit(p, x)
		p.Via, p.Plural = "pronoun", true
	}
}

// behalf reports whether somebody speaks on behalf of a mention of the sentence, who is then not "them".
func (c *context) behalf(s *draft.Sentence, x *draft.Mention) bool {
	for w := max(x.W0-4, 0); w < x.W0; w++ {
		if s.Key(w) == "behalf" {
			return true
		}
	}
	return false
}

// row are the states that "them" means: the only ones joined together in this sentence or the one before, where no other plural stands
// between.
func (c *context) row(s *draft.Sentence, w int) []*draft.Mention {
	type place struct{ sentence, head int }
	rows := map[place][]*draft.Mention{}
	var last place
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
		x := c.seen[i]
		t := c.d.Sentences[x.Sentence].Tokens
		if x.Key == "" || x.Via == "pronoun" || x.Via == "demonym" || x.Kind == "place" || x.Head < 0 || x.Head >= len(t) || c.subject(x) && x.Sentence == s.Index {
			continue
		}
		at := place{x.Sentence, x.Head}
		if strings.HasPrefix(t[x.Head].Rel, "conj") {
			at.head = t[x.Head].Head
		}
		if rows[at] = append([]*draft.Mention{x}, rows[at]...); len(rows[at]) == 2 {
			if last != (place{}) && last != at {
				return nil
			}
			last = at
		}
	}
	of := rows[last]
	if len(of) < 2 || c.plurals(of[len(of)-1], s, w) {
		return nil
	}
	return of
}

// plurals reports whether a noun in the plural stands between a mention and word w of sentence s.
func (c *context) plurals(x *draft.Mention, s *draft.Sentence, w int) bool {
	for i := x.Sentence; i <= s.Index; i++ {
		for k, t := range c.d.Sentences[i].Tokens {
			if (i > x.Sentence || k > x.Head) && (i < s.Index || k < s.TokenOf[w]) && (t.XPOS == "NNS" || t.XPOS == "NNPS") {
				return true
			}
		}
	}
	return false
}

// voice is who says "I": the speaker of the part, of the document.
func (c *context) voice(s *draft.Sentence) *draft.Mention {
	if s.Part >= 0 && s.Part < len(c.d.ByPart) && c.d.ByPart[s.Part] != nil {
		return c.d.ByPart[s.Part]
	}
	return c.d.Speaker
}

// unnamed is the speaker of a speech that names nobody, who acts for a state; nil elsewhere.
func (c *context) unnamed() *draft.Mention {
	if !c.d.Alone {
		return nil
	}
	v := &draft.Mention{Class: "head"}
	v.Kind, v.Of, v.Sectors = "person", c.d.Home, []string{"GOV"}
	return v
}

// we leads "we" to the state a speaker with an office speaks for.
func (c *context) we(s *draft.Sentence, w int) {
	v := cmp.Or(c.voice(s), c.unnamed())
	if v == nil || !c.d.IsState(v.Of) {
		return
	}
	switch v.Class {
	case "head", "government", "minister", "envoy", "deputy", "spokesperson":
	default:
		if c.d.Home == "" {
			return
		}
	}
	m := draft.Mention{Plural: true}
	m.Kind, m.Of, m.Via, m.Sectors = "group", v.Of, "pronoun", v.Sectors
	if st := c.d.Gazetteer.States[v.Of]; st != nil {
		m.Name = st.Name
	}
	c.d.Add(s, w, w+1, m)
}
