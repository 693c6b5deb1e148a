package actors

import (
	"strings"

	"entente/internal/gazetteer"
)

// leader looks a family name or a longer form of a name up among those who hold or held the office that stands beside it.
func (d *reading) leader(m *mention, words []string) string {
	best, rank := "", 0
	for i := range words {
		if i > 2 {
			break
		}
		tail := strings.Join(words[i:], " ")
		for _, p := range append(d.g.Surname(tail), d.g.Surname(words[0])...) {
			if r := d.fitsOffice(p, m, words); r > rank {
				best, rank = p.ID, r
			}
		}
	}
	if best == "" && m.Of != "" && m.Role != "" && !m.former {
		best = d.inOffice(m, words)
	}
	return best
}

// inOffice finds who held the office of the state on the day, or another of its highest, under a spelling close to the name:
// office, state and day leave one or two people.
func (d *reading) inOffice(m *mention, words []string) string {
	if d.day == "" {
		return ""
	}
	for _, role := range append([]string{m.Role}, highest...) {
		if gazetteer.Weight(role) < 4 && role != m.Role || gazetteer.Weight(m.Role) < 3 && role != m.Role {
			continue
		}
		for _, o := range d.g.Holders(m.Of, role, d.day) {
			for _, y := range strings.Fields(gazetteer.Fold(d.g.People[o.Person].Name)) {
				for _, x := range words {
					if len(x) > 3 && (x == y || gazetteer.Near(x, y) || len(y) > 5 && strings.HasPrefix(x, y[:5])) {
						return o.Person
					}
				}
			}
		}
	}
	return ""
}

var highest = []string{"president", "prime-minister", "monarch", "chancellor", "head-of-state"}

// servedIn reports whether a person held an office of a state or body.
func (d *reading) servedIn(person, of string) bool {
	for _, o := range d.g.Career(person) {
		if o.Of == of {
			return true
		}
	}
	return false
}

// supported reports whether something besides the name speaks for a person of the gazetteer: the text names a state or body
// that they served, or they were at the head of one within five years.
func (d *reading) supported(person string) bool {
	for _, o := range d.g.Career(person) {
		if d.stated[o.Of] > 0 {
			return true
		}
		if gazetteer.Weight(o.Role) >= 4 && (d.day == "" || o.From <= years(d.day, 1) && (o.Until == "" || years(d.day, -5) < o.Until)) {
			return true
		}
	}
	return len(d.g.Career(person)) == 0
}

// fitsOffice weighs a person of the gazetteer against a mention with an office: 0 for no.
func (d *reading) fitsOffice(p *gazetteer.Person, m *mention, words []string) int {
	own := strings.Fields(gazetteer.Fold(p.Name))
	if len(words) > 1 && !sameGiven(words, own) {
		return 0
	}
	r := 0
	for _, o := range d.g.Career(p.ID) {
		if m.Of != "" && o.Of != m.Of {
			continue
		}
		score := 0
		same := o.Role == m.Role || m.Role == "leader" || m.Role == "minister" && strings.HasSuffix(o.Role, "minister") || m.Role == "president" && o.Role == "general-secretary"
		switch {
		case same && d.day != "" && o.From <= d.day && (o.Until == "" || d.day < o.Until):
			score = 6
		case same && d.day == "":
			score = 3
		case same && o.From <= d.day:
			score = 4
		case m.Role == "" && d.day != "" && o.From <= d.day && (o.Until == "" || d.day < o.Until):
			score = 3
		}
		if score > 0 && m.Of != "" {
			score += 2
		}
		if len(words) > 1 && score == 0 && (m.Of != "" || len(words) > 2) {
			score = 1
		}
		r = max(r, score)
	}
	return r
}

// sameGiven reports whether two names share a given name or its initial, besides the family name.
func sameGiven(a, b []string) bool {
	hit, first := 0, false
	for i, x := range a {
		for k, y := range b {
			if x == y || len(x) == 1 && strings.HasPrefix(y, x) || len(y) == 1 && strings.HasPrefix(x, y) || gazetteer.Near(x, y) {
				hit++
				first = first || i == 0 || k == 0
				break
			}
		}
	}
	return hit >= 2 && first
}

// prominent is the one head of state or government of the day with a family name that is no common word: "Putin said".
func (d *reading) prominent(words []string) string {
	if len(words) != 1 || d.day == "" || d.g.Words[words[0]] == "common" || len(words[0]) < 4 && d.g.Words[words[0]] != "short" {
		return ""
	}
	best := ""
	for _, p := range d.g.Surname(words[0]) {
		for _, o := range d.g.Career(p.ID) {
			if gazetteer.Weight(o.Role) < 4 || o.From > d.day || o.Until != "" && o.Until < years(d.day, -3) {
				continue
			}
			if best != "" && best != p.ID {
				return ""
			}
			best = p.ID
		}
	}
	if ps := d.g.Surname(words[0]); best == "" && len(ps) == 1 && len(words[0]) > 6 { // one of history, in a text on their state
		for _, o := range d.g.Career(ps[0].ID) {
			if gazetteer.Weight(o.Role) >= 3 && o.From <= d.day && d.stated[o.Of] > 0 {
				best = ps[0].ID
			}
		}
	}
	if best != "" && (!d.supported(best) || d.namesake(words[0], best)) {
		return ""
	}
	return best
}

// stateOwn is the head or minister of the day whom a family name after a state means: "South Korea's Yoon".
func (d *reading) stateOwn(m *mention, words []string) string {
	if len(words) != 1 || d.day == "" || m.Sentence < 0 || m.w0 < 2 {
		return ""
	}
	s := d.sents[m.Sentence]
	h := s.at(m.w0 - 2)
	if s.key(m.w0-1) != "s" || h == nil || h.kind != "state" {
		return ""
	}
	for _, p := range d.g.Surname(words[0]) {
		for _, o := range d.g.Held(p.ID, d.day) {
			if o.Of == h.id && gazetteer.Weight(o.Role) >= 2 {
				return p.ID
			}
		}
	}
	return ""
}

// namesake reports whether the text gives somebody else with the family name a given name.
func (d *reading) namesake(family, person string) bool {
	own := " " + gazetteer.Fold(d.g.People[person].Name) + " "
	for _, s := range d.sents {
		for w := 1; w < len(s.words.List); w++ {
			if s.key(w) == family && s.capital(w) && s.close(w-1) && s.capital(w-1) && !s.lex.is(stop, s.key(w-1)) && d.g.Words[s.key(w-1)] != "mr" &&
				!strings.Contains(own, " "+s.key(w-1)+" ") && s.at(w-1) == nil && !d.before(s, w) {
				return true
			}
		}
	}
	return false
}

// years moves a day by whole years.
func years(day string, n int) string {
	if len(day) < 4 {
		return day
	}
	y := 0
	for _, c := range day[:4] {
		if c < '0' || c > '9' {
			return day
		}
		y = y*10 + int(c-'0')
	}
	y += n
	return string([]byte{byte('0' + y/1000%10), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)}) + day[4:]
}
