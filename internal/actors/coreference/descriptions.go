package coreference

import (
	"strings"

	"entente/internal/actors/draft"
)

// described makes the mentions of states and organisations that refer back by a common noun: "the two countries", "both sides",
// "our country", "the bloc". It returns the number of words read, 0 for none.
func (c *context) described(s *draft.Sentence, w int, covered []bool) int {
	noun, n, two, mine := c.phrase(s, w)
	if n == 0 || covered[w+n-1] {
		return 0
	}
	switch {
	case two && s.Lex.Is(draft.Plurals, noun):
		c.both(s, w, w+n, mine)
	case two:
		return 0
	case mine && s.Lex.Is(draft.StateNoun, noun):
		if id := c.ours(s); id != "" {
			c.put(s, w, w+n, id)
		}
	case s.Lex.Is(draft.StateNoun, noun):
		if id := c.lastState(s, w); id != "" {
			c.put(s, w, w+n, id)
		}
	case s.Lex.Is(draft.BodyNoun, noun):
		for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 3; i-- {
			x := c.seen[i]
			id := x.Key
			if c.d.Gazetteer.Organisations[id] == nil {
				id = x.Of
			}
			o := c.d.Gazetteer.Organisations[id]
			if o == nil || (noun == "court" || noun == "tribunal") != draft.Contains(o.Sectors, "JUD") || !(o.Class == "igo" || o.Class == "alliance" || o.Class == "forum" && noun != "alliance" || o.Class == "armed" && (noun == "group" || noun == "movement" || noun == "organisation" || noun == "organization") || o.Class == "party" && noun == "party" || o.Class == "firm" && (noun == "company" || noun == "firm")) {
				continue
			}
			m := draft.Mention{}
			m.Kind, m.Via, m.Name, m.Actor, m.Key, m.Of, m.Sectors = "organisation", "description", o.Name, id, id, o.Of, o.Sectors
			p := c.d.Add(s, w, w+n, m)
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
func (c *context) phrase(s *draft.Sentence, w int) (noun string, n int, two, mine bool) {
	k := w
	det := s.Key(k)
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
	for k < len(s.Words.List) && s.Near(k-1) {
		x := s.Key(k)
		switch {
		case x == "two":
			two = true
		case !mine && !two && k == w+1 && (x == "sides" || x == "parties" && s.Capital(k)):
			return x, 2, true, false
		case mine && !two && (x == "countries" || x == "states" || x == "nations" || x == "peoples" || x == "governments"):
			return x, k - w + 1, true, mine
		case s.Lex.Is(draft.Plurals, x) && two || (s.Lex.Is(draft.StateNoun, x) || s.Lex.Is(draft.BodyNoun, x)) && !two:
			if s.Near(k) && k+1 < len(s.Words.List) && s.UPOS(k+1) == "NOUN" && s.Between(k) == " " {
				return "", 0, false, false
			}
			return x, k - w + 1, two, mine
		case strings.HasSuffix(x, "est") || x == "most" || x == "first" || x == "only" || x == "last":
			return "", 0, false, false
		case s.UPOS(k) == "ADJ" && k-w < 4 && (two || x != "other" && x != "whole" && x != "entire" && x != "first"), s.Hit(k) == nil && s.UPOS(k) == "PROPN" && k-w < 4:
		case two && s.Hit(k) != nil && s.Hit(k).Kind == "organisation" && s.Hit(k).W1 == k+1 && k-w < 4: // "the two NATO allies"
		case x == "neighboring", x == "neighbouring", x == "member", x == "armed", x == "militant":
		default:
			return "", 0, false, false
		}
		k++
	}
	return "", 0, false, false
}

// put makes a mention of a state by description.
func (c *context) put(s *draft.Sentence, w0, w1 int, id string) *draft.Mention {
	m := draft.Mention{Key: id}
	m.Kind, m.Actor, m.Of, m.Via = c.d.KindOf(id), id, id, "description"
	if st := c.d.Gazetteer.States[id]; st != nil {
		m.Name = st.Name
	}
	p := c.d.Add(s, w0, w1, m)
	c.seen = append(c.seen, p)
	return p
}

// both makes one mention for each of the two states spoken of.
func (c *context) both(s *draft.Sentence, w0, w1 int, mine bool) {
	ids := c.two(s)
	if x := c.opposite(s, w1-1); len(ids) == 2 && x != "" && draft.Contains(ids, x) {
		return // "my country asked the two countries": it is none of them
	}
	if len(ids) != 2 {
		return
	}
	if own := c.ours(s); mine && own != "" && !draft.Contains(ids, own) {
		ids = []string{own, ids[1]}
	}
	c.pair = nil
	for _, id := range ids {
		p := c.put(s, w0, w1, id)
		p.Plural = true
		c.pair = append(c.pair, p)
	}
	c.pairAt = s.Index
}

// opposite is the state that does what falls on word w: the subject of the verb whose object that is.
func (c *context) opposite(s *draft.Sentence, w int) string {
	t := s.TokenOf[w]
	if t < 0 || s.Tokens[t].Rel != "obj" && s.Tokens[t].Rel != "iobj" {
		return ""
	}
	for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.Index; i-- {
		x := c.seen[i]
		if c.subject(x) && s.Tokens[x.Head].Head == s.Tokens[t].Head {
			return c.stateOf(x)
		}
	}
	return ""
}

// statesThere are the states that a sentence names or whose people it names, in order.
func (c *context) statesThere(sentence int) []string {
	var ids []string
	for _, x := range c.seen {
		if x.Sentence != sentence {
			continue
		}
		id := x.Key
		if !c.d.IsState(id) {
			id = x.Of
		}
		if c.d.IsState(id) && !draft.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// two are the two states spoken of: those of this sentence, those of the sentences just before, the two that the text is about.
func (c *context) two(s *draft.Sentence) []string {
	for back := 0; back <= 2; back++ {
		if ids := c.statesThere(s.Index - back); back == 1 && len(ids) == 2 {
			return ids
		}
		var ids []string
		for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= back; i-- {
			id := c.seen[i].Key
			if !c.d.IsState(id) {
				if id = c.seen[i].Of; back == 0 || !c.d.IsState(id) {
					continue
				}
			}
			if !draft.Contains(ids, id) {
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
	for _, id := range draft.SortedKeys(c.counts) {
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

// bothHolders settles "the two presidents": one mention for each of the two people of that office spoken of.
func (c *context) bothHolders(s *draft.Sentence, m *draft.Mention) bool {
	l := strings.ToLower(m.Name)
	two := m.Open && m.W0 > 0 && s.Key(m.W0-1) == "the" && s.Key(m.W1) != "of" && (m.Class == "head" || m.Class == "government" || m.Class == "leader" || m.Role == "foreign-minister") || strings.HasPrefix(l, "both ") || m.W0 > 0 && s.Key(m.W0-1) == "both" || m.W0 > 1 && s.Key(m.W0-1) == "two" && definite[s.Key(m.W0-2)] ||
		m.W0 > 0 && strings.HasPrefix(l, "two ") && definite[s.Key(m.W0-1)] || strings.Contains(l, " two ")
	if !two {
		return false
	}
	var people []*draft.Mention
	var states []string
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 10 && len(people) < 2; i-- {
		x := c.seen[i]
		if x.Kind == "person" && x.Key != "" && c.d.IsState(x.Of) && sameOffice(m, x) && !draft.Contains(states, x.Of) {
			people, states = append(people, x), append(states, x.Of)
		}
	}
	if len(people) == 2 {
		second := *m
		p := &second
		c.d.Mentions = append(c.d.Mentions, p)
		c.inherit(m, people[1])
		c.inherit(p, people[0])
		c.remember(s, m, p)
		return true
	}
	if ids := c.two(s); len(ids) == 2 {
		second := *m
		p := &second
		c.d.Mentions = append(c.d.Mentions, p)
		m.Of, p.Of = ids[0], ids[1]
		c.remember(s, m, p)
		return true
	}
	return false
}

// definite are words before "two" that say that one knows which: "two ministers" may be anybody.
var definite = map[string]bool{"the": true, "these": true, "those": true, "our": true, "their": true, "both": true, "all": true}

func (c *context) remember(s *draft.Sentence, ms ...*draft.Mention) {
	c.pair, c.pairAt = ms, s.Index
	c.seen = append(c.seen, ms...)
}

// ours is the state that "our country" means: that of the speaker of the part, of the document, of the one who is quoted in
// the sentence.
func (c *context) ours(s *draft.Sentence) string {
	if s.Part >= 0 && s.Part < len(c.d.ByPart) && c.d.ByPart[s.Part] != nil {
		return c.stateOf(c.d.ByPart[s.Part])
	}
	if c.d.Speaker != nil {
		return c.stateOf(c.d.Speaker)
	}
	for _, m := range s.Mentions {
		if m.Kind == "person" && m.Of != "" && c.d.IsState(m.Of) && s.Says(m) {
			return m.Of
		}
	}
	if c.d.Alone {
		return c.d.Home
	}
	return ""
}

func (c *context) stateOf(m *draft.Mention) string {
	switch {
	case c.d.IsState(m.Of):
		return m.Of
	case c.d.IsState(m.Actor):
		return m.Actor
	}
	return ""
}

// lastState is the state that "the country" means: the subject of this sentence or the one before, else the last one named.
func (c *context) lastState(s *draft.Sentence, w int) string {
	for back := 0; back <= 2; back++ {
		last, subject := "", ""
		for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= back; i-- {
			x := c.seen[i]
			if x.Sentence != s.Index-back {
				continue
			}
			id := x.Key
			if !c.d.IsState(id) {
				if id = x.Of; !c.d.IsState(id) || x.Kind != "person" && x.Kind != "group" {
					continue
				}
			}
			if st := c.d.Gazetteer.States[id]; st.Until != "" && c.d.Day > st.Until {
				continue
			}
			if last == "" || x.Key == id {
				last = id
			}
			if c.subject(x) || x.W0 <= 1 {
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

func (c *context) subject(m *draft.Mention) bool {
	s := c.d.Sentences[m.Sentence]
	return m.Head >= 0 && m.Head < len(s.Tokens) && strings.HasPrefix(s.Tokens[m.Head].Rel, "nsubj")
}
