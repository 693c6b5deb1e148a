// Package identity says who the people of a text are: by the gazetteer and the offices of the day, by what the text itself
// says of them, by the spellings of a name.
package identity

import (
	"cmp"
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// A register says who the people of a text are.
type register struct{ *draft.Text }

// Identify gives every person of a text a key of its own, and those that the gazetteer knows their actor and office.
func Identify(t *draft.Text) { (&register{t}).identify() }

// Outside identifies a person named outside the text, in a label or a byline.
func Outside(t *draft.Text, m *draft.Mention) {
	d := &register{t}
	if p := d.lookup(strings.Fields(m.Folded)); p != nil && d.agrees(p, m) {
		m.Key = p.Key
		if m.Role == "" && p.Role != "" && !p.Former {
			m.Role, m.Sectors, m.Class = p.Role, p.Sector, p.Class
		}
	} else {
		if m.Of == "" {
			m.Of = d.Home
		}
		d.meet(m)
	}
	d.describe(m)
}

// identify says who the people are: by the gazetteer, by what the text itself says of them, by spelling.
func (d *register) identify() {
	for _, m := range d.Mentions {
		if m.Kind == "person" && m.Folded != "" && m.Gender != "family" && (strings.Contains(m.Folded, " ") || m.Role != "") {
			d.meet(m)
		}
	}
	d.join()
	for _, m := range d.Mentions {
		if m.Kind == "person" && m.Folded != "" {
			d.recognise(m)
		}
	}
	d.drop()
	d.appositions()
	for _, m := range d.Mentions {
		if m.Kind == "person" && m.Key != "" && m.Folded != "" {
			d.describe(m)
		}
	}
}

// meet enters a full name, or a family name with an office, in the register of the text.
func (d *register) meet(m *draft.Mention) {
	words := strings.Fields(m.Folded)
	if p := d.lookup(words); p != nil && (len(words) > 1 || d.agrees(p, m)) {
		d.note(p, m)
		return
	}
	p := &draft.Person{Full: m.Folded, Words: words, Gender: m.Gender, First: len(d.People)}
	id := m.Key
	if !strings.HasPrefix(id, "person:") || m.Of != "" && !d.servedIn(id, m.Of) {
		if other := d.leader(m, words); other != "" || !strings.HasPrefix(id, "person:") {
			id = other
		}
	} else if m.Role == "" && !d.supported(id) {
		id = ""
	}
	if id != "" && d.Gazetteer.People[id] != nil {
		p.Key, p.Known = id, d.Gazetteer.People[id]
		p.Gender = p.Known.Gender
		p.Words = strings.Fields(gazetteer.Fold(p.Known.Name))
		if len(words) > len(p.Words) {
			p.Words = words
		}
		for _, q := range d.People {
			if q.Key == id {
				d.note(q, m)
				return
			}
		}
	} else {
		p.Key = "?person:" + m.Folded
	}
	d.People = append(d.People, p)
	d.note(p, m)
}

// agrees reports whether a mention does not contradict what is known of a person.
func (d *register) agrees(p *draft.Person, m *draft.Mention) bool {
	return m.Of == "" || p.Of == "" || p.Of == m.Of
}

// note keeps what a mention says of a person.
func (d *register) note(p *draft.Person, m *draft.Mention) {
	m.Key = p.Key
	if p.Of == "" {
		p.Of = m.Of
	}
	if p.Role == "" && m.Role != "" {
		p.Role, p.Class, p.Sector, p.Former = m.Role, m.Class, m.Sectors, m.Former
	}
	if p.Gender == "" && (m.Gender == "m" || m.Gender == "f") {
		p.Gender = m.Gender
	}
	if p.Gender == "" {
		switch m.Role {
		case "monarch":
		}
	}
}

// lookup finds whom the text has named before by these words: the same full name, the family name, or a spelling of them.
func (d *register) lookup(words []string) *draft.Person {
	var found *draft.Person
	for _, p := range d.People {
		if p.Full == strings.Join(words, " ") {
			return p
		}
		if found == nil && sameName(p.Words, words) {
			found = p
		}
	}
	return found
}

// sameName reports whether words are another form of a name: its family name alone, with an initial, given name first or last,
// in another transliteration.
func sameName(full, words []string) bool {
	if len(words) == 1 {
		w := words[0]
		if len(full) < 2 {
			return w == full[0]
		}
		return w == full[len(full)-1] || w == full[0] && len(full) > 1 && chinese(full) || gazetteer.Near(w, full[len(full)-1]) || len(full) > 2 && gazetteer.Near(w, full[len(full)-2])
	}
	hit := 0
	for _, x := range words {
		ok := false
		for _, y := range full {
			if x == y || gazetteer.Near(x, y) || len(x) == 1 && strings.HasPrefix(y, x) || len(y) == 1 && strings.HasPrefix(x, y) {
				ok = true
				break
			}
		}
		if ok {
			hit++
		}
	}
	return hit == len(words) || hit == len(full) && hit >= 2
}

// chinese reports whether a name has its family name first: short syllables, as Chinese and Korean names have.
func chinese(full []string) bool { return len(full) <= 3 && len(full[0]) <= 5 }

// join merges people that the register holds under two spellings.
func (d *register) join() {
	to := map[string]string{}
	for i, p := range d.People {
		for _, q := range d.People[:i] {
			if q.Key != p.Key && len(p.Words) > 1 && len(q.Words) > 1 && sameName(q.Words, p.Words) && (q.Of == "" || p.Of == "" || q.Of == p.Of) {
				to[p.Key] = q.Key
				d.note(q, &draft.Mention{Class: p.Class, Former: p.Former})
				break
			}
		}
	}
	if len(to) == 0 {
		return
	}
	for _, m := range d.Mentions {
		if k, ok := to[m.Key]; ok {
			m.Key = k
		}
	}
}

// recognise leads a family name, or a name met before, to its person.
func (d *register) recognise(m *draft.Mention) {
	if m.Key != "" && d.Person(m.Key) != nil {
		return
	}
	words := strings.Fields(m.Folded)
	if p := d.lookup(words); p != nil {
		m.Key = p.Key
		if m.Gender == "family" {
			m.Gender = ""
		}
		return
	}
	if strings.HasPrefix(m.Key, "person:") {
		d.meet(m)
		return
	}
	if id := d.stateOwn(m, words); id != "" {
		m.Key, m.Gender = id, ""
		d.meet(m)
		return
	}
	if id := d.prominent(words); id != "" {
		m.Key, m.Gender = id, ""
		d.meet(m)
		return
	}
	if m.Gender != "family" && m.Gender != "" || len(words) > 1 {
		d.meet(m)
	}
}

// drop leaves out single names that turned out to be nobody.
func (d *register) drop() {
	out := d.Mentions[:0]
	for _, m := range d.Mentions {
		if m.Kind == "person" && m.Gender == "family" && m.Key == "" {
			continue
		}
		out = append(out, m)
	}
	d.Mentions = out
}

// appositions tells a name and the office beside it of each other.
func (d *register) appositions() {
	if len(d.Acts) == 0 {
		return
	}
	byPlace := map[string]*draft.Mention{}
	for _, m := range d.Mentions {
		if m.Sentence >= 0 {
			k := draft.Spot(d.Sentences[m.Sentence], m.W1-1)
			if byPlace[k] == nil {
				byPlace[k] = m
			}
		}
	}
	for _, m := range d.Mentions {
		if m.Sentence < 0 {
			continue
		}
		o := byPlace[d.Acts["apposed "+draft.Spot(d.Sentences[m.Sentence], m.W1-1)]]
		if o == nil || o == m {
			continue
		}
		name, office := m, o
		if name.Folded == "" {
			name, office = o, m
		}
		p := d.Person(name.Key)
		if p == nil || office.Folded != "" {
			continue
		}
		if words := strings.Fields(name.Folded); p.Known == nil && office.Of != "" && len(words) > 1 {
			d.known(p, d.leader(office, words))
		}
		d.note(p, office)
		office.Key, office.Open, office.Gender = p.Key, false, ""
		if p.Known != nil {
			office.Actor, office.Name = p.Known.ID, p.Known.Name
		}
		if name.Role == "" {
			name.Role, name.Sectors, name.Class, name.Former = office.Role, office.Sectors, office.Class, office.Former
		}
		if name.Of == "" {
			name.Of = office.Of
		}
	}
}

// known makes a person of the text one of the gazetteer, where the office beside the name says which; "" says none.
func (d *register) known(p *draft.Person, id string) {
	if d.Gazetteer.People[id] == nil || d.Person(id) != nil {
		return
	}
	for _, m := range d.Mentions {
		if m.Key == p.Key {
			m.Key = id
		}
	}
	p.Key, p.Known = id, d.Gazetteer.People[id]
	p.Gender = p.Known.Gender
}

// describe gives a named person the actor, the state, the office of the day and the sectors.
func (d *register) describe(m *draft.Mention) {
	p := d.Person(m.Key)
	if p == nil {
		return
	}
	if p.Known != nil {
		m.Actor, m.Name = p.Known.ID, p.Known.Name
	} else if len(p.Words) > 1 {
		m.Name = d.display(p, m)
	}
	held := d.Gazetteer.Held(p.Key, d.Day)
	if o := d.earlier(p.Key, cmp.Or(m.Role, p.Role), held); o != nil && !m.Former && !p.Former && m.Of == "" {
		m.Role, m.Of, held = o.Role, o.Of, nil // who is called by an office of another time is spoken of at that time
	}
	switch {
	case m.Former:
		m.Sectors = []string{"ELI"}
	case m.Role == "prince" && len(held) > 0:
		m.Role = held[0].Role
		m.Sectors = d.Gazetteer.SectorsOf(m.Role)
	case m.Role != "":
	case len(held) > 0 && d.Day != "":
		m.Role = held[0].Role
		if m.Of == "" {
			m.Of = held[0].Of
		}
		m.Sectors = d.Gazetteer.SectorsOf(m.Role)
	case p.Role != "" && !p.Former:
		m.Role, m.Sectors = p.Role, p.Sector
	}
	if m.Of == "" {
		m.Of = p.Of
	}
	if m.Of == "" && len(held) > 0 {
		m.Of = held[0].Of
	}
	if career := d.Gazetteer.Career(p.Key); m.Of == "" && len(career) > 0 {
		m.Of = career[len(career)-1].Of
		if m.Role == "" && m.Sectors == nil {
			m.Sectors = []string{"ELI"}
		}
	}
	if m.Role == "" && m.Sectors == nil && p.Former {
		m.Sectors = []string{"ELI"}
	}
	if m.Sectors == nil && m.Role != "" {
		m.Sectors = d.Gazetteer.SectorsOf(strings.ReplaceAll(m.Role, "-", " "))
	}
	if m.Class == "" {
		m.Class = p.Class
		if r := d.Gazetteer.Roles[strings.ReplaceAll(m.Role, "-", " ")]; r != nil {
			m.Class = r.Class
		}
	}
}

// earlier is the last office of a name that a person held and does not hold on the day of the text: "Prime Minister Mark Rutte" in
// a text of the year in which he leads NATO. Nil for none, and for one who holds such an office now.
func (d *register) earlier(person, role string, held []*gazetteer.Office) *gazetteer.Office {
	if role == "" || d.Day == "" || len(held) == 0 {
		return nil
	}
	for _, o := range held {
		if o.Role == role {
			return nil
		}
	}
	var last *gazetteer.Office
	for _, o := range d.Gazetteer.Career(person) {
		if o.Role == role && o.From <= d.Day && (last == nil || o.From > last.From) {
			last = o
		}
	}
	return last
}

// display is the fullest form of a name as the text prints it.
func (d *register) display(p *draft.Person, m *draft.Mention) string {
	for _, x := range d.Mentions {
		if x.Folded == p.Full && x.Key == p.Key {
			return x.Name
		}
	}
	return m.Name
}
