// Package coreference leads what refers back to whom it can only mean: pronouns, "the two countries", "the ambassador",
// "the bloc", "the former". What may mean two is left open.
package coreference

import (
	"sort"
	"strings"

	"entente/internal/actors/draft"
)

// Refer leads what refers back to whom it can only mean, from the first sentence to the last.
func Refer(d *draft.Text) {
	bySentence := make([][]*draft.Mention, len(d.Sentences))
	for _, m := range d.Mentions {
		if m.Sentence >= 0 {
			bySentence[m.Sentence] = append(bySentence[m.Sentence], m)
		}
	}
	c := &context{d: d, counts: map[string]int{}}
	for _, m := range d.Mentions {
		if d.IsState(m.Key) {
			c.counts[m.Key] += 2
		} else if d.IsState(m.Of) {
			c.counts[m.Of]++
		}
	}
	for i, s := range d.Sentences {
		here := bySentence[i]
		sort.SliceStable(here, func(x, y int) bool { return *here[x].Start < *here[y].Start })
		c.sentence(s, here)
	}
}

// context is what has been said so far.
type context struct {
	d      *draft.Text
	seen   []*draft.Mention // settled mentions in the order of the text
	counts map[string]int
	pair   []*draft.Mention // members of the last plural mention
	pairAt int
}

// sentence settles the open mentions of a sentence and adds pronouns and descriptions of states, in order.
func (c *context) sentence(s *draft.Sentence, here []*draft.Mention) {
	covered := make([]bool, len(s.Words.List))
	for _, m := range here {
		for w := m.W0; w < m.W1; w++ {
			covered[w] = true
		}
	}
	k := 0
	for w := 0; w < len(s.Words.List); w++ {
		for k < len(here) && here[k].W0 <= w {
			c.settle(s, here[k])
			k++
		}
		if covered[w] {
			continue
		}
		if n := c.described(s, w, covered); n > 0 {
			w += n - 1
			continue
		}
		if n := c.formerLatter(s, w); n > 0 {
			w += n - 1
			continue
		}
		if !covered[w] {
			c.pronoun(s, w)
		}
	}
	for ; k < len(here); k++ {
		c.settle(s, here[k])
	}
}

// settle gives an open mention its actor and remembers it.
func (c *context) settle(s *draft.Sentence, m *draft.Mention) {
	if m.Role == "counterpart" {
		c.counterpart(s, m)
	}
	if strings.HasPrefix(m.Gender, "poss:") {
		c.possessed(s, m)
	}
	switch {
	case m.Folded != "" || m.Kind == "state":
	case m.Kind == "group" && m.Class == "states":
		if c.counted(s, m) {
			return
		}
	case m.Kind == "person" && m.Key == "" && !m.Plural:
		c.holder(s, m)
	case m.Kind == "group" && m.Plural && m.Role != "" && m.Of == "":
		if c.bothHolders(s, m) {
			return
		}
	case m.Open && m.Kind == "organisation":
		c.body(s, m)
	case m.Kind == "group" && m.Of == "" && len(m.Sectors) > 0 && m.Sectors[0] == "REB" && m.W0 > 0 && s.Key(m.W0-1) == "the":
		m.Of = c.armed(s)
	}
	if m.Kind == "person" && m.Of == "" && !m.Plural && m.Gender != "new" && !indefinite(m) && atHome[m.Class] && (m.Class != "head" || m.Folded == "") {
		m.Of = c.only()
	}
	if m.Kind == "group" && m.Key == "" && m.Of == "" && len(m.Sectors) > 0 && (m.Sectors[0] == "LEG" || m.Sectors[0] == "JUD") && m.Via == "description" {
		m.Of = c.chamber(s) // "lawmakers approved", in a text on one state
	}
	if m.Key == "" && m.Of == "" && m.Role == "secretary-general" && m.Open {
		m.Of = c.lastBody()
		c.byOffice(m)
	}
	if m.Key == "" && m.Of == "" && m.Open && m.Kind == "person" && m.Role != "secretary-general" && m.Role != "director-general" && (m.Class == "head" || m.Class == "government" || m.Class == "minister") {
		m.Of = c.around(s)
	}
	if m.Key == "" && m.Of == "" && m.Open && m.Kind == "person" && !m.Plural && m.Class == "envoy" && !indefinite(m) {
		m.Of = c.sameRole(s, m)
	}
	if m.Key == "" && m.Kind == "person" && m.Of != "" && m.Role != "" && m.Open && (m.Class == "head" || m.Class == "government") {
		c.byOffice(m)
	}
	c.seen = append(c.seen, m)
}

// lastBody is the international organisation named last, or the United Nations where the text names them.
func (c *context) lastBody() string {
	if c.d.Stated["org:UN"]+c.d.Stated["org:UNGA"] > 0 {
		return "org:UN"
	}
	for i := len(c.seen) - 1; i >= 0; i-- {
		if o := c.d.Gazetteer.Organisations[c.seen[i].Key]; o != nil && (o.Class == "igo" || o.Class == "alliance") && o.Of == "" {
			return c.seen[i].Key
		}
	}
	return ""
}

// registered is the one person whom the text, before or later, gives the office of the state.
func (c *context) registered(m *draft.Mention) *draft.Person {
	if m.Of == "" || m.Gender == "new" || indefinite(m) || m.Class == "official" || m.Class == "journalist" || m.Class == "expert" || m.Class == "legislator" {
		return nil
	}
	var found *draft.Person
	for _, p := range c.d.People {
		holds := p.Of == m.Of && p.Role == m.Role && p.Former == m.Former
		if p.Known != nil && !m.Former {
			for _, o := range c.d.Gazetteer.Held(p.Key, c.d.Day) {
				holds = holds || o.Of == m.Of && o.Role == m.Role
			}
		}
		if holds {
			if found != nil {
				return nil
			}
			found = p
		}
	}
	return found
}

// indefinite reports whether a description is of one among several: "a Chinese diplomat", "a former president".
func indefinite(m *draft.Mention) bool {
	l := strings.ToLower(m.Name)
	return strings.HasPrefix(l, "a ") || strings.HasPrefix(l, "an ") || m.Plural
}

// sameOffice reports whether a description may mean a person of that office.
func sameOffice(m, x *draft.Mention) bool {
	if m.Role == x.Role {
		return true
	}
	switch m.Role {
	case "envoy", "diplomat", "representative":
		return x.Class == "envoy"
	case "leader":
		return x.Class == "head" || x.Class == "government" || x.Class == "leader"
	case "minister", "secretary":
		return x.Class == "minister"
	case "monarch":
		return x.Role == "monarch"
	case "official":
		return x.Class == "official" || x.Class == "minister" || x.Class == "spokesperson"
	case "legislator":
		return x.Class == "legislator"
	case "head-of-state":
		return x.Class == "head"
	case "general", "commander":
		return x.Class == "officer"
	}
	return false
}

// byOffice settles an office of a state by who held it on the day of the text.
func (c *context) byOffice(m *draft.Mention) {
	d := c.d
	if d.Day == "" || m.Former || m.Class != "head" && m.Class != "government" && m.Role != "foreign-minister" && m.Role != "leader" {
		return
	}
	held := d.Gazetteer.Holders(m.Of, m.Role, d.Day)
	if len(held) == 0 && m.Role == "leader" {
		for _, role := range [...]string{"president", "monarch", "prime-minister", "chancellor"} {
			if held = d.Gazetteer.Holders(m.Of, role, d.Day); len(held) > 0 {
				break
			}
		}
		if len(held) > 0 && len(d.Gazetteer.Holders(m.Of, "prime-minister", d.Day)) > 0 && held[0].Role != "prime-minister" {
			return
		}
	}
	if len(held) == 1 {
		m.Actor, m.Key = held[0].Person, held[0].Person
	}
}

// inherit makes a mention one of the actor of another.
func (c *context) inherit(m, x *draft.Mention) {
	m.Key, m.Actor, m.Kind = x.Key, x.Actor, x.Kind
	if m.Of == "" {
		m.Of = x.Of
	}
	if m.Role == "" || m.Via == "pronoun" || m.Role == "leader" || m.Role == "envoy" || m.Role == "diplomat" {
		m.Role = x.Role
	}
	if m.Via == "pronoun" || m.Sectors == nil || x.Role == m.Role {
		m.Sectors = x.Sectors
	}
	if m.Kind == "person" || m.Via == "pronoun" {
		m.Name = x.Name
		if st := c.d.Gazetteer.States[x.Actor]; st != nil {
			m.Name = st.Name
		}
	}
	if m.Class == "" {
		m.Class = x.Class
	}
	m.Open = false
}

// body settles "the ministry", "the government", "the embassy": the same organ named before, else that of the state spoken of.
func (c *context) body(s *draft.Sentence, m *draft.Mention) {
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 8 && c.owner(s, m) == ""; i-- {
		x := c.seen[i]
		if x.Kind == "person" || x.Class == "" || x.Class != m.Class && !(m.Class == "ministry" && strings.HasSuffix(x.Class, "-ministry")) || x.Of == "" {
			continue
		}
		m.Key, m.Actor, m.Of, m.Kind, m.Open = x.Key, x.Actor, x.Of, x.Kind, false
		return
	}
	of := c.owner(s, m)
	if of == "" {
		of = c.around(s)
	}
	if of != "" && m.Class != "embassy" && m.Class != "ministry" && m.Class != "consulate" {
		m.Of = of
		if m.Class == "government" && c.d.IsState(of) {
			m.Kind, m.Actor, m.Key = "state", of, of
		} else {
			m.Key = "?" + m.Class + ":" + of
		}
	}
}

// armed is the armed group named last: "the rebels" after "talks with the ELN".
func (c *context) armed(s *draft.Sentence) string {
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 2; i-- {
		for _, id := range [...]string{c.seen[i].Key, c.seen[i].Of} {
			if c.d.ClassOf(id) == "armed" {
				return id
			}
		}
	}
	return ""
}

// owner is the state of the person whose possessive stands before an organ: "President Berikov's government".
func (c *context) owner(s *draft.Sentence, m *draft.Mention) string {
	for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.Index; i-- {
		if x := c.seen[i]; x.Kind == "person" && m.W0-x.W1 <= 1 && m.W0 >= x.W1 && s.Key(m.W0-1) == "s" {
			return x.Of
		}
	}
	return ""
}

// around is the one state spoken of: in the sentence and the one before, else the one the document speaks for, else the one that
// has more than half of what is said of states.
func (c *context) around(s *draft.Sentence) string {
	one, more := "", false
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
		id := c.seen[i].Key
		if !c.d.IsState(id) {
			id = c.seen[i].Of
		}
		if c.d.IsState(id) {
			more = more || one != "" && id != one
			one = id
		}
	}
	if one != "" && !more {
		return one
	}
	if c.d.Home != "" && c.d.Speaker != nil {
		return c.d.Home
	}
	total, best := 0, ""
	for _, id := range draft.SortedKeys(c.counts) {
		total += c.counts[id]
		if best == "" || c.counts[id] > c.counts[best] {
			best = id
		}
	}
	if best != "" && c.counts[best]*2 > total {
		return best
	}
	return ""
}

// atHome are offices whose holder, where no state stands beside, is of the one state that a text speaks of.
var atHome = map[string]bool{"legislator": true, "minister": true, "head": true, "government": true}

// chamber is the state whose lawmakers or judges are spoken of where nothing beside them says so: the only one of the text, else the subject
// of the sentence before.
func (c *context) chamber(s *draft.Sentence) string {
	if one := c.only(); one != "" {
		return one
	}
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 1; i-- {
		if x := c.seen[i]; x.Sentence < s.Index && c.subject(x) {
			return c.stateOf(x)
		}
	}
	return ""
}

// only is the one state that the text speaks of at all, "" where it speaks of several.
func (c *context) only() string {
	one := ""
	for _, id := range draft.SortedKeys(c.counts) {
		if one != "" {
			return ""
		}
		one = id
	}
	return one
}
