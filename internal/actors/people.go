package actors

import (
	"strings"

	"entente/internal/gazetteer"
)

// A persona is somebody that the text names.
type persona struct {
	key    string // "person:…" or a key of ours
	full   string // folded fullest name
	words  []string
	known  *gazetteer.Person
	gender string
	of     string
	role   string
	class  string
	sector []string
	former bool
	first  int // in the order of the text
}

// identify says who the people are: by the gazetteer, by what the text itself says of them, by spelling.
func (d *reading) identify() {
	for _, m := range d.ms {
		if m.Kind == "person" && m.name != "" && m.gender != "family" && (strings.Contains(m.name, " ") || m.Role != "") {
			d.meet(m)
		}
	}
	d.join()
	for _, m := range d.ms {
		if m.Kind == "person" && m.name != "" {
			d.recognise(m)
		}
	}
	d.drop()
	d.appositions()
	for _, m := range d.ms {
		if m.Kind == "person" && m.key != "" && m.name != "" {
			d.describe(m)
		}
	}
}

// meet enters a full name, or a family name with an office, in the register of the text.
func (d *reading) meet(m *mention) {
	words := strings.Fields(m.name)
	if p := d.lookup(words); p != nil && (len(words) > 1 || d.agrees(p, m)) {
		d.note(p, m)
		return
	}
	p := &persona{full: m.name, words: words, gender: m.gender, first: len(d.people)}
	id := m.key
	if !strings.HasPrefix(id, "person:") || m.Of != "" && !d.servedIn(id, m.Of) {
		if other := d.leader(m, words); other != "" || !strings.HasPrefix(id, "person:") {
			id = other
		}
	} else if m.Role == "" && !d.supported(id) {
		id = ""
	}
	if id != "" && d.g.People[id] != nil {
		p.key, p.known = id, d.g.People[id]
		p.gender = p.known.Gender
		p.words = strings.Fields(gazetteer.Fold(p.known.Name))
		if len(words) > len(p.words) {
			p.words = words
		}
		for _, q := range d.people {
			if q.key == id {
				d.note(q, m)
				return
			}
		}
	} else {
		p.key = "?person:" + m.name
	}
	d.people = append(d.people, p)
	d.note(p, m)
}

// agrees reports whether a mention does not contradict what is known of a person.
func (d *reading) agrees(p *persona, m *mention) bool {
	return m.Of == "" || p.of == "" || p.of == m.Of
}

// note keeps what a mention says of a person.
func (d *reading) note(p *persona, m *mention) {
	m.key = p.key
	if p.of == "" {
		p.of = m.Of
	}
	if p.role == "" && m.Role != "" {
		p.role, p.class, p.sector, p.former = m.Role, m.class, m.Sectors, m.former
	}
	if p.gender == "" && (m.gender == "m" || m.gender == "f") {
		p.gender = m.gender
	}
	if p.gender == "" {
		switch m.Role {
		case "monarch":
		}
	}
}

// lookup finds whom the text has named before by these words: the same full name, the family name, or a spelling of them.
func (d *reading) lookup(words []string) *persona {
	var found *persona
	for _, p := range d.people {
		if p.full == strings.Join(words, " ") {
			return p
		}
		if found == nil && sameName(p.words, words) {
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
func (d *reading) join() {
	to := map[string]string{}
	for i, p := range d.people {
		for _, q := range d.people[:i] {
			if q.key != p.key && len(p.words) > 1 && len(q.words) > 1 && sameName(q.words, p.words) && (q.of == "" || p.of == "" || q.of == p.of) {
				to[p.key] = q.key
				d.note(q, &mention{class: p.class, former: p.former})
				break
			}
		}
	}
	if len(to) == 0 {
		return
	}
	for _, m := range d.ms {
		if k, ok := to[m.key]; ok {
			m.key = k
		}
	}
}

// recognise leads a family name, or a name met before, to its person.
func (d *reading) recognise(m *mention) {
	if m.key != "" && d.persona(m.key) != nil {
		return
	}
	words := strings.Fields(m.name)
	if p := d.lookup(words); p != nil {
		m.key = p.key
		if m.gender == "family" {
			m.gender = ""
		}
		return
	}
	if strings.HasPrefix(m.key, "person:") {
		d.meet(m)
		return
	}
	if id := d.stateOwn(m, words); id != "" {
		m.key, m.gender = id, ""
		d.meet(m)
		return
	}
	if id := d.prominent(words); id != "" {
		m.key, m.gender = id, ""
		d.meet(m)
		return
	}
	if m.gender != "family" && m.gender != "" || len(words) > 1 {
		d.meet(m)
	}
}

func (d *reading) persona(key string) *persona {
	for _, p := range d.people {
		if p.key == key {
			return p
		}
	}
	return nil
}

// drop leaves out single names that turned out to be nobody.
func (d *reading) drop() {
	out := d.ms[:0]
	for _, m := range d.ms {
		if m.Kind == "person" && m.gender == "family" && m.key == "" {
			continue
		}
		out = append(out, m)
	}
	d.ms = out
}

// appositions tells a name and the office beside it of each other.
func (d *reading) appositions() {
	if len(d.acts) == 0 {
		return
	}
	byPlace := map[string]*mention{}
	for _, m := range d.ms {
		if m.Sentence >= 0 {
			k := at(d.sents[m.Sentence], m.w1-1)
			if byPlace[k] == nil {
				byPlace[k] = m
			}
		}
	}
	for _, m := range d.ms {
		if m.Sentence < 0 {
			continue
		}
		o := byPlace[d.acts["apposed "+at(d.sents[m.Sentence], m.w1-1)]]
		if o == nil || o == m {
			continue
		}
		name, office := m, o
		if name.name == "" {
			name, office = o, m
		}
		p := d.persona(name.key)
		if p == nil || office.name != "" {
			continue
		}
		d.note(p, office)
		office.key, office.open, office.gender = p.key, false, ""
		if name.Role == "" {
			name.Role, name.Sectors, name.class, name.former = office.Role, office.Sectors, office.class, office.former
		}
		if name.Of == "" {
			name.Of = office.Of
		}
	}
}

// describe gives a named person the actor, the state, the office of the day and the sectors.
func (d *reading) describe(m *mention) {
	p := d.persona(m.key)
	if p == nil {
		return
	}
	if p.known != nil {
		m.Actor, m.Name = p.known.ID, p.known.Name
	} else if len(p.words) > 1 {
		m.Name = d.display(p, m)
	}
	held := d.g.Held(p.key, d.day)
	switch {
	case m.former:
		m.Sectors = []string{"ELI"}
	case m.Role != "":
	case len(held) > 0 && d.day != "":
		m.Role = held[0].Role
		if m.Of == "" {
			m.Of = held[0].Of
		}
		m.Sectors = d.g.SectorsOf(m.Role)
	case p.role != "" && !p.former:
		m.Role, m.Sectors = p.role, p.sector
	}
	if m.Of == "" {
		m.Of = p.of
	}
	if m.Of == "" && len(held) > 0 {
		m.Of = held[0].Of
	}
	if career := d.g.Career(p.key); m.Of == "" && len(career) > 0 {
		m.Of = career[len(career)-1].Of
		if m.Role == "" && m.Sectors == nil {
			m.Sectors = []string{"ELI"}
		}
	}
	if m.Role == "" && m.Sectors == nil && p.former {
		m.Sectors = []string{"ELI"}
	}
	if m.Sectors == nil && m.Role != "" {
		m.Sectors = d.g.SectorsOf(strings.ReplaceAll(m.Role, "-", " "))
	}
	if m.class == "" {
		m.class = p.class
		if r := d.g.Roles[strings.ReplaceAll(m.Role, "-", " ")]; r != nil {
			m.class = r.Class
		}
	}
}

// display is the fullest form of a name as the text prints it.
func (d *reading) display(p *persona, m *mention) string {
	for _, x := range d.ms {
		if x.name == p.full && x.key == p.key {
			return x.Name
		}
	}
	return m.Name
}
