package gazetteer

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"entente"
)

// A kind is a table: its file, its columns, and what becomes of a row.
type kind struct {
	file    string
	columns int
	add     func(*Gazetteer, []string) error
}

var kinds = []kind{
	{"states.tsv", 12, (*Gazetteer).addState},
	{"organisations.tsv", 8, (*Gazetteer).addOrganisation},
	{"state-names.tsv", 6, (*Gazetteer).addStateName},
	{"members.tsv", 6, (*Gazetteer).addMember},
	{"people.tsv", 5, (*Gazetteer).addPerson},
	{"offices.tsv", 6, (*Gazetteer).addOffice},
	{"heads.tsv", 7, (*Gazetteer).addHead},
	{"roles.tsv", 4, (*Gazetteer).addRole},
	{"agents.tsv", 3, (*Gazetteer).addAgent},
	{"bodies.tsv", 4, (*Gazetteer).addBody},
	{"groups.tsv", 4, (*Gazetteer).addGroup},
	{"words.tsv", 2, (*Gazetteer).addWord},
	{"senses.tsv", 3, (*Gazetteer).addSense},
}

// eachRow calls f with the columns of every row; lines that begin with # are remarks.
func eachRow(file string, data []byte, columns int, f func([]string) error) error {
	text := string(bytes.TrimPrefix(data, []byte("\ufeff")))
	n, cells := 0, make([]string, columns)
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		rest, got := line, 0
		for more := true; more && got < columns; got++ {
			cells[got], rest, more = strings.Cut(rest, "\t")
		}
		if got != columns || rest != "" {
			return fmt.Errorf("%s line %d: want %d columns with tabs between them (%s): %w", file, n, columns, described(file), entente.ErrInvalid)
		}
		if err := f(cells); err != nil {
			return fmt.Errorf("%s line %d: %w", file, n, err)
		}
	}
	return nil
}

// described are the columns of a table in the words of its first line.
func described(file string) string {
	data, err := embedded.ReadFile("tables/" + file)
	if err != nil {
		return file
	}
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSuffix(strings.TrimPrefix(line, "# "), ".")
}

func (g *Gazetteer) addState(c []string) error {
	s := &State{ID: c[0], Name: c[1], From: c[2], Until: c[3], Wikidata: c[6], ISO2: c[7], Status: c[8], Region: c[10], Source: c[11]}
	s.GW, _ = strconv.Atoi(c[4])
	s.COW, _ = strconv.Atoi(c[5])
	if at, on, ok := strings.Cut(c[9], ","); ok {
		s.Lat, _ = strconv.ParseFloat(at, 64)
		s.Lon, _ = strconv.ParseFloat(on, 64)
	}
	g.States[s.ID] = s
	return nil
}

func (g *Gazetteer) addStateName(c []string) error {
	if g.States[c[0]] == nil && (g.Organisations[c[0]] == nil || c[2] != "seat") {
		return fmt.Errorf("no state %q: %w", c[0], entente.ErrInvalid)
	}
	g.name(Name{Form: c[1], ID: c[0], Via: c[2], From: c[3], Until: c[4]})
	return nil
}

func (g *Gazetteer) addOrganisation(c []string) error {
	names := strings.Split(c[6], ";")
	o := &Organisation{ID: c[0], Name: names[0], Class: c[1], Sectors: split(c[2]), Of: c[3], From: c[4], Until: c[5], Source: c[7]}
	g.Organisations[o.ID] = o
	for _, n := range names {
		g.name(Name{Form: n, ID: o.ID, Via: "name"})
	}
	return nil
}

func (g *Gazetteer) addMember(c []string) error {
	g.members = append(g.members, Membership{c[0], c[1], c[2], c[3], c[4], c[5]})
	return nil
}

func (g *Gazetteer) addPerson(c []string) error {
	names := strings.Split(c[1], ";")
	p := &Person{ID: c[0], Name: names[0], Family: c[2], Gender: c[3], Source: c[4]}
	g.People[p.ID] = p
	for _, n := range names {
		if strings.HasSuffix(c[4], "(family name only)") {
			break // a family name alone names nobody; it serves those who have an office beside it
		}
		g.name(Name{Form: n, ID: p.ID, Via: "name"})
	}
	for _, f := range strings.Split(c[2], ";") {
		if f := Fold(f); f != "" {
			g.surnames[f] = append(g.surnames[f], p)
		}
	}
	p.Family, _, _ = strings.Cut(c[2], ";")
	if first, _, ok := strings.Cut(Fold(names[0]), " "); ok && first != Fold(p.Family) && len(first) > 1 {
		g.Given[first] = true
	}
	return nil
}

func (g *Gazetteer) addOffice(c []string) error {
	if g.People[c[2]] == nil {
		return fmt.Errorf("no person %q: %w", c[2], entente.ErrInvalid)
	}
	g.offices = append(g.offices, Office{Of: c[0], Role: c[1], Person: c[2], From: c[3], Until: c[4], Source: c[5]})
	return nil
}

func (g *Gazetteer) addRole(c []string) error {
	g.Roles[Fold(c[0])] = &Role{c[0], c[1], c[2], split(c[3])}
	return nil
}

func (g *Gazetteer) addAgent(c []string) error {
	for _, w := range strings.Split(c[0], ";") {
		g.Agents[Fold(w)] = &Agent{w, c[1], split(c[2])}
	}
	return nil
}

func (g *Gazetteer) addBody(c []string) error {
	for _, w := range strings.Split(c[0], ";") {
		g.Bodies[Fold(w)] = &Body{w, c[1], c[2], split(c[3])}
	}
	return nil
}

// addGroup adds a people or community without a state of its own.
func (g *Gazetteer) addGroup(c []string) error {
	names := strings.Split(c[1], ";")
	g.Organisations[c[0]] = &Organisation{ID: c[0], Name: names[0], Class: "group", Sectors: split(c[2]), Source: c[3]}
	for _, n := range names {
		g.name(Name{Form: n, ID: c[0], Via: "name"})
	}
	return nil
}

func (g *Gazetteer) addWord(c []string) error {
	for _, w := range strings.Split(c[1], ";") {
		switch c[0] {
		case "given":
			g.Given[Fold(w)] = true
		default:
			g.Words[Fold(w)] = c[0]
		}
	}
	return nil
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ";")
}
