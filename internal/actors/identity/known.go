package identity

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// leader looks a family name or a longer form of a name up among those who hold or held the office that stands beside it.
func (d *register) leader(m *draft.Mention, words []string) string {
	best, rank := "", 0
	for i := range words {
		if i > 2 {
			break
		}
		tail := strings.Join(words[i:], " ")
		for _, p := range append(d.Gazetteer.Surname(tail), d.Gazetteer.Surname(words[0])...) {
			if r := d.fitsOffice(p, m, words); r > rank {
				best, rank = p.ID, r
			}
		}
	}
	if best == "" && m.Of != "" && m.Role != "" && !m.Former {
		best = d.inOffice(m, words)
	}
	return best
}

// inOffice finds who held the office of the state on the day, or another of its highest, under a spelling close to the name:
// office, state and day leave one or two people.
func (d *register) inOffice(m *draft.Mention, words []string) string {
	if d.Day == "" {
		return ""
	}
	for _, role := range append([]string{m.Role}, highest...) {
		if gazetteer.Weight(role) < 4 && role != m.Role || gazetteer.Weight(m.Role) < 3 && role != m.Role {
			continue
		}
		for _, o := range d.Gazetteer.Holders(m.Of, role, d.Day) {
			for _, y := range strings.Fields(gazetteer.Fold(d.Gazetteer.People[o.Person].Name)) {
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
func (d *register) servedIn(person, of string) bool {
	for _, o := range d.Gazetteer.Career(person) {
		if o.Of == of {
			return true
		}
	}
	return false
}

// supported reports whether something besides the name speaks for a person of the gazetteer: the text names a state or body
// that they served, or they were at the head of one within five years.
func (d *register) supported(person string) bool {
	for _, o := range d.Gazetteer.Career(person) {
		if d.Stated[o.Of] > 0 {
			return true
		}
		if gazetteer.Weight(o.Role) == 2 && d.Day != "" && o.From <= d.Day && (o.Until == "" || d.Day < o.Until) {
			return true // a foreign or defence minister in office
		}
		if gazetteer.Weight(o.Role) >= 4 && (d.Day == "" || o.From <= years(d.Day, 1) && (o.Until == "" || years(d.Day, -5) < o.Until)) {
			return true
		}
	}
	return len(d.Gazetteer.Career(person)) == 0
}

// fitsOffice weighs a person of the gazetteer against a mention with an office: 0 for no.
func (d *register) fitsOffice(p *gazetteer.Person, m *draft.Mention, words []string) int {
	own := strings.Fields(gazetteer.Fold(p.Name))
	if len(words) > 1 && !sameGiven(words, own) {
		return 0
	}
	r := 0
	for _, o := range d.Gazetteer.Career(p.ID) {
		if m.Of != "" && o.Of != m.Of {
			continue
		}
		score := 0
		same := o.Role == m.Role || m.Role == "leader" || m.Role == "minister" && strings.HasSuffix(o.Role, "minister") || m.Role == "president" && o.Role == "general-secretary"
		switch {
		case same && d.Day != "" && o.From <= d.Day && (o.Until == "" || d.Day < o.Until):
			score = 6
		case same && d.Day == "":
			score = 3
		case same && o.From <= d.Day:
			score = 4
		case m.Role == "" && d.Day != "" && o.From <= d.Day && (o.Until == "" || d.Day < o.Until):
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
func (d *register) prominent(words []string) string {
	if len(words) != 1 || d.Day == "" || d.Gazetteer.Words[words[0]] == "common" || len(words[0]) < 4 && d.Gazetteer.Words[words[0]] != "short" {
		return ""
	}
	best := ""
	for _, p := range d.Gazetteer.Surname(words[0]) {
		for _, o := range d.Gazetteer.Career(p.ID) {
			if gazetteer.Weight(o.Role) < 4 || o.From > d.Day || o.Until != "" && o.Until < years(d.Day, -3) {
				continue
			}
			if best != "" && best != p.ID {
				return ""
			}
			best = p.ID
		}
	}
	if ps := d.Gazetteer.Surname(words[0]); best == "" && len(ps) == 1 && len(words[0]) > 6 { // one of history, in a text on their state
		for _, o := range d.Gazetteer.Career(ps[0].ID) {
			if gazetteer.Weight(o.Role) >= 3 && o.From <= d.Day && d.Stated[o.Of] > 0 {
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
func (d *register) stateOwn(m *draft.Mention, words []string) string {
	if len(words) != 1 || d.Day == "" || m.Sentence < 0 || m.W0 < 2 {
		return ""
	}
	s := d.Sentences[m.Sentence]
	h := s.Hit(m.W0 - 2)
	if s.Key(m.W0-1) != "s" || h == nil || h.Kind != "state" {
		return ""
	}
	for _, p := range d.Gazetteer.Surname(words[0]) {
		for _, o := range d.Gazetteer.Held(p.ID, d.Day) {
			if o.Of == h.ID && gazetteer.Weight(o.Role) >= 2 {
				return p.ID
			}
		}
	}
	return ""
}

// namesake reports whether the text gives somebody else with the family name a given name.
func (d *register) namesake(family, person string) bool {
	own := " " + gazetteer.Fold(d.Gazetteer.People[person].Name) + " "
	for _, s := range d.Sentences {
		for w := 1; w < len(s.Words.List); w++ {
			if s.Key(w) == family && s.Capital(w) && s.Close(w-1) && s.Capital(w-1) && !s.Lex.Is(draft.Stop, s.Key(w-1)) && d.Gazetteer.Words[s.Key(w-1)] != "mr" &&
				!strings.Contains(own, " "+s.Key(w-1)+" ") && s.Hit(w-1) == nil && !d.Before(s, w) {
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
