package actors

import "strings"

// pronoun makes the mention of a pronoun at word w where it is clear whom it means.
func (c *context) pronoun(s *sentence, w int) {
	if u := s.upos(w); u != "PRON" && u != "DET" && u != "" {
		return
	}
	switch s.key(w + 1) {
	case "excellency", "majesty", "highness", "holiness", "excellencies":
		return
	}
	var a *mention
	switch k := s.key(w); k {
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
		a = c.voice(s)
	case "we", "our", "us", "ourselves":
		c.we(s, w)
		return
	default:
		return
	}
	if a == nil {
		return
	}
	m := mention{}
	m.Via = "pronoun"
	p := c.d.add(s, w, w+1, m)
	c.inherit(p, a)
	p.Via = "pronoun"
	if k := s.key(w); k != "his" && k != "her" && k != "its" {
		c.seen = append(c.seen, p)
	}
}

// person is whom "he" or "she" means: of the people of this sentence and the two before the nearest, subjects first.
func (c *context) person(s *sentence, w int, gender string) *mention {
	var best *mention
	rank := -100
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 3; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.key == "" && x.Of == "" || x.plural {
			continue
		}
		g := x.gender
		if p := c.d.persona(x.key); p != nil && p.gender != "" {
			g = p.gender
		}
		if g != "" && g != gender && (g == "m" || g == "f") {
			continue
		}
		score := -4 * (s.index - x.Sentence)
		if c.subject(x) {
			score += 5
		}
		if g == gender {
			score++
		}
		if x.Sentence == s.index && !c.subject(x) && s.governed(w, x) {
			continue
		}
		if score > rank {
			best, rank = x, score
		}
	}
	return best
}

// governed reports whether a subject pronoun and a mention hang on one verb: "he met him" are two people.
func (s *sentence) governed(w int, x *mention) bool {
	t := s.token[w]
	if t < 0 || x.Head < 0 || x.Head >= len(s.Tokens) {
		return false
	}
	return s.Tokens[t].Head == s.Tokens[x.Head].Head && s.Tokens[t].Rel != "nmod:poss"
}

// thing is what "it" means: the subject of this sentence or the one before, else the last state or body of them.
func (c *context) thing(s *sentence, w int) *mention {
	if s.key(w) == "its" {
		if x, sure := c.actorOf(s, w); sure {
			if x != nil && (x.Kind == "state" || x.Kind == "organisation" || x.Kind == "group" && !x.plural) {
				return x
			}
			return nil
		}
	}
	for back := 0; back <= 1; back++ {
		var last, subject *mention
		for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= back; i-- {
			x := c.seen[i]
			if x.Sentence != s.index-back || x.key == "" || x.plural || x.Kind != "state" && x.Kind != "organisation" || c.modifies(x) {
				continue
			}
			if last == nil {
				last = x
			}
			if c.subject(x) || x.w0 <= 1 {
				subject = x
			}
		}
		if back == 0 && s.key(w) != "its" && c.otherSubject(s, w) {
			return nil
		}
		if subject != nil {
			return subject
		}
		if back == 1 && last != nil && c.headedBy(s.index-1, last) {
			return last
		}
		if last != nil && (back == 0 && s.key(w) == "its" || last.Via == "pronoun") {
			return last
		}
	}
	return nil
}

// modifies reports whether a name only says of what kind another thing is: "the Irish airline", "a US manufacturer".
func (c *context) modifies(m *mention) bool {
	t := c.d.sents[m.Sentence].Tokens
	if m.Kind != "state" || m.Via != "demonym" && m.Via != "name" || m.Head < 0 || m.Head >= len(t) {
		return m.Kind == "state" && m.Via == "demonym"
	}
	return m.Via == "demonym" || t[m.Head].Rel == "compound" || t[m.Head].Rel == "amod"
}

// otherSubject reports whether a noun that is no mention is the subject before word w: "trade grew, and it has reached".
func (c *context) otherSubject(s *sentence, w int) bool {
	for k := w - 1; k >= 0; k-- {
		t := s.token[k]
		if t < 0 || !strings.HasPrefix(s.Tokens[t].Rel, "nsubj") || s.Tokens[t].UPOS != "NOUN" {
			continue
		}
		for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.index; i-- {
			if c.seen[i].Head == t {
				return false
			}
		}
		return true
	}
	return false
}

// headedBy reports whether the subject of a sentence is somebody who acts for the state.
func (c *context) headedBy(i int, state *mention) bool {
	for k := len(c.seen) - 1; k >= 0 && c.seen[k].Sentence >= i; k-- {
		if x := c.seen[k]; x.Sentence == i && x.Kind == "person" && x.Of == state.key && (c.subject(x) || x.w0 == 0) {
			return true
		}
	}
	return false
}

// expletive reports whether "it" stands for nothing: "it is important that", "it rained".
func (c *context) expletive(s *sentence, w int) bool {
	t := s.token[w]
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
	if s.lex.is(impersonal, strings.ToLower(h.Lemma)) {
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
func (c *context) clause(s *sentence, h int) bool {
	for _, y := range s.Tokens {
		if y.Head == h && (strings.HasPrefix(y.Rel, "ccomp") || strings.HasPrefix(y.Rel, "acl") || strings.HasPrefix(y.Rel, "csubj") || strings.HasPrefix(y.Rel, "xcomp") || strings.HasPrefix(y.Rel, "advcl")) {
			return true
		}
	}
	return false
}

// plural leads "they" to the members of the last plural mention, or to the last group.
func (c *context) plural(s *sentence, w int) {
	var of []*mention
	if len(c.pair) > 0 && s.index-c.pairAt <= 1 {
		of = c.pair
	} else {
		for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 1; i-- {
			if x := c.seen[i]; x.Kind == "group" && (c.subject(x) || x.Sentence == s.index) {
				of = []*mention{x}
				break
			}
		}
	}
	for _, x := range of {
		m := mention{}
		m.Via = "pronoun"
		p := c.d.add(s, w, w+1, m)
		c.inherit(p, x)
		p.Via, p.plural = "pronoun", true
	}
}

// voice is who says "I": the speaker of the part, of the document.
func (c *context) voice(s *sentence) *mention {
	if s.Part >= 0 && s.Part < len(c.d.byPart) && c.d.byPart[s.Part] != nil {
		return c.d.byPart[s.Part]
	}
	return c.d.speaker
}

// we leads "we" to the state a speaker with an office speaks for.
func (c *context) we(s *sentence, w int) {
	v := c.voice(s)
	if v == nil && c.d.alone {
		v = &mention{class: "head"}
		v.Of, v.Sectors = c.d.home, []string{"GOV"}
	}
	if v == nil || !c.d.isState(v.Of) {
		return
	}
	switch v.class {
	case "head", "government", "minister", "envoy", "deputy", "spokesperson":
	default:
		if c.d.home == "" {
			return
		}
	}
	m := mention{plural: true}
	m.Kind, m.Of, m.Via, m.Sectors = "group", v.Of, "pronoun", v.Sectors
	if st := c.d.g.States[v.Of]; st != nil {
		m.Name = st.Name
	}
	c.d.add(s, w, w+1, m)
}
