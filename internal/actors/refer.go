package actors

import (
	"sort"
	"strings"
)

// refer leads what refers back to whom it can only mean, from the first sentence to the last.
func (d *reading) refer() {
	bySentence := make([][]*mention, len(d.sents))
	for _, m := range d.ms {
		if m.Sentence >= 0 {
			bySentence[m.Sentence] = append(bySentence[m.Sentence], m)
		}
	}
	c := &context{d: d, counts: map[string]int{}}
	for _, m := range d.ms {
		if d.isState(m.key) {
			c.counts[m.key] += 2
		} else if d.isState(m.Of) {
			c.counts[m.Of]++
		}
	}
	for i, s := range d.sents {
		here := bySentence[i]
		sort.SliceStable(here, func(x, y int) bool { return *here[x].Start < *here[y].Start })
		c.sentence(s, here)
	}
}

func (d *reading) isState(id string) bool { return id != "" && d.g.States[id] != nil }

// context is what has been said so far.
type context struct {
	d      *reading
	seen   []*mention // settled mentions in the order of the text
	counts map[string]int
	pair   []*mention // members of the last plural mention
	pairAt int
}

// sentence settles the open mentions of a sentence and adds pronouns and descriptions of states, in order.
func (c *context) sentence(s *sentence, here []*mention) {
	covered := make([]bool, len(s.words.List))
	for _, m := range here {
		for w := m.w0; w < m.w1; w++ {
			covered[w] = true
		}
	}
	k := 0
	for w := 0; w < len(s.words.List); w++ {
		for k < len(here) && here[k].w0 <= w {
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
func (c *context) settle(s *sentence, m *mention) {
	if m.Role == "counterpart" {
		c.counterpart(s, m)
	}
	if strings.HasPrefix(m.gender, "poss:") {
		c.possessed(s, m)
	}
	switch {
	case m.name != "" || m.Kind == "state":
	case m.Kind == "group" && m.class == "states":
		if c.counted(s, m) {
			return
		}
	case m.Kind == "person" && m.key == "" && !m.plural:
		c.holder(s, m)
	case m.Kind == "group" && m.plural && m.Role != "" && m.Of == "":
		if c.bothHolders(s, m) {
			return
		}
	case m.open && m.Kind == "organisation":
		c.body(s, m)
	case m.Kind == "group" && m.Of == "" && len(m.Sectors) > 0 && m.Sectors[0] == "REB" && m.w0 > 0 && s.key(m.w0-1) == "the":
		m.Of = c.armed(s)
	}
	if m.key == "" && m.Of == "" && m.Role == "secretary-general" && m.open {
		m.Of = c.lastBody()
		c.byOffice(m)
	}
	if m.key == "" && m.Of == "" && m.open && m.Kind == "person" && m.Role != "secretary-general" && m.Role != "director-general" && (m.class == "head" || m.class == "government" || m.class == "minister") {
		m.Of = c.around(s)
	}
	if m.key == "" && m.Of == "" && m.open && m.Kind == "person" && !m.plural && m.class == "envoy" && !indefinite(m) {
		m.Of = c.sameRole(s, m)
	}
	if m.key == "" && m.Kind == "person" && m.Of != "" && m.Role != "" && m.open && (m.class == "head" || m.class == "government") {
		c.byOffice(m)
	}
	c.seen = append(c.seen, m)
}

// possessed settles "his foreign minister", "its army", "our government".
func (c *context) possessed(s *sentence, m *mention) {
	pron := strings.TrimPrefix(m.gender, "poss:")
	m.gender = ""
	if m.Of != "" {
		return
	}
	var a *mention
	switch pron {
	case "his", "her":
		a = c.person(s, m.w0, s.lex.value(possessive, pron))
	case "its":
		a = c.thing(s, m.w0)
	case "our", "my":
		if m.Of = c.ours(s); m.Of == "" {
			m.open, m.gender = false, "new" // somebody's, but nobody knows whose
		}
	}
	if a != nil {
		m.Of = a.Of
		if a.Of == "" && (a.Kind == "organisation" || a.Kind == "state") {
			m.Of = a.Actor
		}
	}
	if m.Of != "" && (m.Kind == "organisation" || m.Kind == "state") {
		m.open = false
		if m.class == "government" && c.d.isState(m.Of) {
			m.Kind, m.Actor, m.key = "state", m.Of, m.Of
		}
	}
}

// holder settles an office without a name: who in the text holds it, else who held it on the day.
func (c *context) holder(s *sentence, m *mention) {
	for i := len(c.seen) - 1; i >= 0; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.key == "" || s.index-x.Sentence > 12 || m.former && !x.former {
			continue
		}
		if m.gender != "new" && (m.open || m.Of != "") && sameOffice(m, x) && (m.Of == "" || x.Of == m.Of) && !indefinite(m) {
			c.inherit(m, x)
			return
		}
	}
	if p := c.registered(m); p != nil {
		m.key, m.open = p.key, false
		if p.known != nil {
			m.Actor, m.Name = p.known.ID, p.known.Name
		}
		return
	}
	if m.Of != "" && !m.former && !indefinite(m) && m.gender != "new" {
		c.byOffice(m)
	}
}

// sameRole is the state whose envoy of that title the last three sentences speak of, "" where they speak of two.
func (c *context) sameRole(s *sentence, m *mention) string {
	of := ""
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 3; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.Role != m.Role || x.Of == "" || x.Of == of {
			continue
		}
		if of != "" {
			return ""
		}
		of = x.Of
	}
	return of
}

// lastBody is the international organisation named last, or the United Nations where the text names them.
func (c *context) lastBody() string {
	if c.d.stated["org:UN"]+c.d.stated["org:UNGA"] > 0 {
		return "org:UN"
	}
	for i := len(c.seen) - 1; i >= 0; i-- {
		if o := c.d.g.Organisations[c.seen[i].key]; o != nil && (o.Class == "igo" || o.Class == "alliance") && o.Of == "" {
			return c.seen[i].key
		}
	}
	return ""
}

// registered is the one person whom the text, before or later, gives the office of the state.
func (c *context) registered(m *mention) *persona {
	if m.Of == "" || m.gender == "new" || indefinite(m) || m.class == "official" || m.class == "journalist" || m.class == "expert" || m.class == "legislator" {
		return nil
	}
	var found *persona
	for _, p := range c.d.people {
		holds := p.of == m.Of && p.role == m.Role && p.former == m.former
		if p.known != nil && !m.former {
			for _, o := range c.d.g.Held(p.key, c.d.day) {
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
func indefinite(m *mention) bool {
	l := strings.ToLower(m.Name)
	return strings.HasPrefix(l, "a ") || strings.HasPrefix(l, "an ") || m.plural
}

// sameOffice reports whether a description may mean a person of that office.
func sameOffice(m, x *mention) bool {
	if m.Role == x.Role {
		return true
	}
	switch m.Role {
	case "envoy", "diplomat", "representative":
		return x.class == "envoy"
	case "leader":
		return x.class == "head" || x.class == "government" || x.class == "leader"
	case "minister", "secretary":
		return x.class == "minister"
	case "monarch":
		return x.Role == "monarch"
	case "official":
		return x.class == "official" || x.class == "minister" || x.class == "spokesperson"
	case "legislator":
		return x.class == "legislator"
	case "head-of-state":
		return x.class == "head"
	case "general", "commander":
		return x.class == "officer"
	}
	return false
}

// byOffice settles an office of a state by who held it on the day of the text.
func (c *context) byOffice(m *mention) {
	d := c.d
	if d.day == "" || m.former || m.class != "head" && m.class != "government" && m.Role != "foreign-minister" && m.Role != "leader" {
		return
	}
	held := d.g.Holders(m.Of, m.Role, d.day)
	if len(held) == 0 && m.Role == "leader" {
		for _, role := range [...]string{"president", "monarch", "prime-minister", "chancellor"} {
			if held = d.g.Holders(m.Of, role, d.day); len(held) > 0 {
				break
			}
		}
		if len(held) > 0 && len(d.g.Holders(m.Of, "prime-minister", d.day)) > 0 && held[0].Role != "prime-minister" {
			return
		}
	}
	if len(held) == 1 {
		m.Actor, m.key = held[0].Person, held[0].Person
	}
}

// inherit makes a mention one of the actor of another.
func (c *context) inherit(m, x *mention) {
	m.key, m.Actor, m.Kind = x.key, x.Actor, x.Kind
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
		if st := c.d.g.States[x.Actor]; st != nil {
			m.Name = st.Name
		}
	}
	if m.class == "" {
		m.class = x.class
	}
	m.open = false
}

// body settles "the ministry", "the government", "the embassy": the same organ named before, else that of the state spoken of.
func (c *context) body(s *sentence, m *mention) {
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 8 && c.owner(s, m) == ""; i-- {
		x := c.seen[i]
		if x.Kind == "person" || x.class == "" || x.class != m.class && !(m.class == "ministry" && strings.HasSuffix(x.class, "-ministry")) || x.Of == "" {
			continue
		}
		m.key, m.Actor, m.Of, m.Kind, m.open = x.key, x.Actor, x.Of, x.Kind, false
		return
	}
	of := c.owner(s, m)
	if of == "" {
		of = c.around(s)
	}
	if of != "" && m.class != "embassy" && m.class != "ministry" && m.class != "consulate" {
		m.Of = of
		if m.class == "government" && c.d.isState(of) {
			m.Kind, m.Actor, m.key = "state", of, of
		} else {
			m.key = "?" + m.class + ":" + of
		}
	}
}

// armed is the armed group named last: "the rebels" after "talks with the ELN".
func (c *context) armed(s *sentence) string {
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 2; i-- {
		for _, id := range [...]string{c.seen[i].key, c.seen[i].Of} {
			if c.d.classOf(id) == "armed" {
				return id
			}
		}
	}
	return ""
}

// owner is the state of the person whose possessive stands before an organ: "President Berikov's government".
func (c *context) owner(s *sentence, m *mention) string {
	for i := len(c.seen) - 1; i >= 0 && c.seen[i].Sentence == s.index; i-- {
		if x := c.seen[i]; x.Kind == "person" && m.w0-x.w1 <= 1 && m.w0 >= x.w1 && s.key(m.w0-1) == "s" {
			return x.Of
		}
	}
	return ""
}

// around is the one state spoken of: in the sentence and the one before, else the one the document speaks for, else the one that
// has more than half of what is said of states.
func (c *context) around(s *sentence) string {
	one, more := "", false
	for i := len(c.seen) - 1; i >= 0 && s.index-c.seen[i].Sentence <= 1; i-- {
		id := c.seen[i].key
		if !c.d.isState(id) {
			id = c.seen[i].Of
		}
		if c.d.isState(id) {
			more = more || one != "" && id != one
			one = id
		}
	}
	if one != "" && !more {
		return one
	}
	if c.d.home != "" && c.d.speaker != nil {
		return c.d.home
	}
	total, best := 0, ""
	for _, id := range sortedKeys(c.counts) {
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

func sortedKeys(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
