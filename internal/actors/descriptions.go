package actors

import "strings"

// described makes the mentions of states and organisations that refer back by a common noun: "the two countries", "both sides",
// "our country", "the bloc". It returns the number of words read, 0 for none.
func (c *context) described(s *sentence, w int, covered []bool) int {
	noun, n, two, mine := c.phrase(s, w)
	if n == 0 || covered[w+n-1] {
		return 0
	}
	switch {
	case two && s.lex.is(plurals, noun):
		c.both(s, w, w+n, mine)
	case two:
		return 0
	case mine && s.lex.is(stateNoun, noun):
		if id := c.ours(s); id != "" {
			c.put(s, w, w+n, id)
		}
	case s.lex.is(stateNoun, noun):
		if id := c.lastState(s, w); id != "" {
			c.put(s, w, w+n, id)
		}
	case s.lex.is(bodyNoun, noun):
		for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 3; i-- {
			x := c.seen[i]
			id := x.key
			if c.d.g.Organisations[id] == nil {
				id = x.Of
			}
			o := c.d.g.Organisations[id]
			if o == nil || !(o.Class == "igo" || o.Class == "alliance" || o.Class == "forum" && noun != "alliance" || o.Class == "armed" && (noun == "group" || noun == "movement" || noun == "organisation" || noun == "organization") || o.Class == "party" && noun == "party" || o.Class == "firm" && (noun == "company" || noun == "firm")) {
				continue
			}
			m := mention{}
			m.Kind, m.Via, m.Name, m.Actor, m.key, m.Of, m.Sectors = "organisation", "description", o.Name, id, id, o.Of, o.Sectors
			p := c.d.add(s, w, w+n, m)
			c.seen = append(c.seen, p)
			break
		}
	default:
		return 0
	}
	return n
}

// phrase reads "the two countries", "both sides", "our two nations", "the Central Asian country" from word w: its noun, its length,
// whether it speaks of two, whether it says "our" or "my".
func (c *context) phrase(s *sentence, w int) (noun string, n int, two, mine bool) {
	k := w
	det := s.key(k)
	switch det {
	case "both":
		two = true
	case "the", "these", "this":
	case "our", "my":
		mine = true
	default:
		return "", 0, false, false
	}
	k++
	for k < len(s.words.List) && s.near(k-1) {
		x := s.key(k)
		switch {
		case x == "two":
			two = true
		case !mine && !two && k == w+1 && (x == "sides" || x == "parties" && s.capital(k)):
			return x, 2, true, false
		case mine && !two && (x == "countries" || x == "states" || x == "nations" || x == "peoples" || x == "governments"):
			return x, k - w + 1, true, mine
		case s.lex.is(plurals, x) && two || (s.lex.is(stateNoun, x) || s.lex.is(bodyNoun, x)) && !two:
			if s.near(k) && k+1 < len(s.words.List) && s.upos(k+1) == "NOUN" && s.between(k) == " " {
				return "", 0, false, false
			}
			return x, k - w + 1, two, mine
		case strings.HasSuffix(x, "est") || x == "most" || x == "first" || x == "only" || x == "last":
			return "", 0, false, false
		case s.upos(k) == "ADJ" && k-w < 4 && (two || x != "other" && x != "whole" && x != "entire" && x != "first"), s.at(k) == nil && s.upos(k) == "PROPN" && k-w < 4:
		case x == "neighboring", x == "neighbouring", x == "member", x == "armed", x == "militant":
		default:
			return "", 0, false, false
		}
		k++
	}
	return "", 0, false, false
}

// put makes a mention of a state by description.
func (c *context) put(s *sentence, w0, w1 int, id string) *mention {
	m := mention{key: id}
	m.Kind, m.Actor, m.Of, m.Via = c.d.kindOf(id), id, id, "description"
	if st := c.d.g.States[id]; st != nil {
		m.Name = st.Name
	}
	p := c.d.add(s, w0, w1, m)
	c.seen = append(c.seen, p)
	return p
}

// both makes one mention for each of the two states spoken of.
func (c *context) both(s *sentence, w0, w1 int, mine bool) {
	ids := c.two(s)
	if len(ids) != 2 {
		return
	}
	if own := c.ours(s); mine && own != "" && !contains(ids, own) {
		ids = []string{own, ids[1]}
	}
	c.pair = nil
	for _, id := range ids {
		p := c.put(s, w0, w1, id)
		p.plural = true
		c.pair = append(c.pair, p)
	}
	c.pairAt = s.index
}

// two are the two states spoken of: those of this sentence, those of the sentences just before, the two that the text is about.
func (c *context) two(s *sentence) []string {
	for back := 0; back <= 2; back++ {
		var ids []string
		for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= back; i-- {
			id := c.seen[i].key
			if !c.d.isState(id) {
				if id = c.seen[i].Of; back == 0 || !c.d.isState(id) {
					continue
				}
			}
			if !contains(ids, id) {
				ids = append(ids, id)
			}
		}
		if len(ids) == 2 {
			return []string{ids[1], ids[0]}
		}
		if len(ids) > 2 {
			break
		}
	}
	first, second, total := "", "", 0
	for _, id := range sortedKeys(c.counts) {
		n := c.counts[id]
		total += n
		switch {
		case first == "" || n > c.counts[first]:
			first, second = id, first
		case second == "" || n > c.counts[second]:
			second = id
		}
	}
	if second != "" && (c.counts[first]+c.counts[second])*10 >= total*5 && c.counts[second]*6 >= c.counts[first] {
		return []string{first, second}
	}
	return nil
}

func contains(xs []string, x string) bool {
	for _, y := range xs {
		if x == y {
			return true
		}
	}
	return false
}

// bothHolders settles "the two presidents": one mention for each of the two people of that office spoken of.
func (c *context) bothHolders(s *sentence, m *mention) bool {
	l := strings.ToLower(m.Name)
	two := m.open && m.w0 > 0 && s.key(m.w0-1) == "the" && s.key(m.w1) != "of" && (m.class == "head" || m.class == "government" || m.class == "leader" || m.Role == "foreign-minister") || strings.HasPrefix(l, "both ") || m.w0 > 0 && (s.key(m.w0-1) == "two" || s.key(m.w0-1) == "both") || strings.Contains(l, "two ")
	if !two {
		return false
	}
	var people []*mention
	var states []string
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 10 && len(people) < 2; i-- {
		x := c.seen[i]
		if x.Kind == "person" && x.key != "" && c.d.isState(x.Of) && sameOffice(m, x) && !contains(states, x.Of) {
			people, states = append(people, x), append(states, x.Of)
		}
	}
	if len(people) == 2 {
		second := *m
		p := &second
		c.d.ms = append(c.d.ms, p)
		c.inherit(m, people[1])
		c.inherit(p, people[0])
		c.remember(s, m, p)
		return true
	}
	if ids := c.two(s); len(ids) == 2 {
		second := *m
		p := &second
		c.d.ms = append(c.d.ms, p)
		m.Of, p.Of = ids[0], ids[1]
		c.remember(s, m, p)
		return true
	}
	return false
}

func (c *context) remember(s *sentence, ms ...*mention) {
	c.pair, c.pairAt = ms, s.index
	c.seen = append(c.seen, ms...)
}

// ours is the state that "our country" means: that of the speaker of the part, of the document, of the one who is quoted in
// the sentence.
func (c *context) ours(s *sentence) string {
	if s.Part >= 0 && s.Part < len(c.d.byPart) && c.d.byPart[s.Part] != nil {
		return c.stateOf(c.d.byPart[s.Part])
	}
	if c.d.speaker != nil {
		return c.stateOf(c.d.speaker)
	}
	for _, m := range s.ms {
		if m.Kind == "person" && m.Of != "" && c.d.isState(m.Of) && s.says(m) {
			return m.Of
		}
	}
	if c.d.alone {
		return c.d.home
	}
	return ""
}

func (c *context) stateOf(m *mention) string {
	switch {
	case c.d.isState(m.Of):
		return m.Of
	case c.d.isState(m.Actor):
		return m.Actor
	}
	return ""
}

// says reports whether a mention is the subject of the verb that heads the sentence or introduces its quotation.
func (s *sentence) says(m *mention) bool {
	if m.Head < 0 || m.Head >= len(s.Tokens) {
		return false
	}
	t := s.Tokens[m.Head]
	return strings.HasPrefix(t.Rel, "nsubj") && t.Head >= 0 && t.Head < len(s.Tokens) && (s.Tokens[t.Head].Rel == "root" || s.Tokens[t.Head].Rel == "parataxis")
}

// lastState is the state that "the country" means: the subject of this sentence or the one before, else the last one named.
func (c *context) lastState(s *sentence, w int) string {
	for back := 0; back <= 2; back++ {
		last, subject := "", ""
		for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= back; i-- {
			x := c.seen[i]
			if x.Sentence != s.index-back {
				continue
			}
			id := x.key
			if !c.d.isState(id) {
				if id = x.Of; !c.d.isState(id) || x.Kind != "person" && x.Kind != "group" {
					continue
				}
			}
			if st := c.d.g.States[id]; st.Until != "" && c.d.day > st.Until {
				continue
			}
			if last == "" || x.key == id {
				last = id
			}
			if c.subject(x) || x.w0 <= 1 {
				subject = id
			}
		}
		if subject != "" {
			return subject
		}
		if last != "" {
			return last
		}
	}
	return ""
}

func (c *context) subject(m *mention) bool {
	s := c.d.sents[m.Sentence]
	return m.Head >= 0 && m.Head < len(s.Tokens) && strings.HasPrefix(s.Tokens[m.Head].Rel, "nsubj")
}
