package gazetteer

import (
	"cmp"
	"slices"
	"strings"
)

// NameOf is the name of a state, organisation or person by its id; "" where no table has it.
func (g *Gazetteer) NameOf(id string) string {
	if s := g.States[id]; s != nil {
		return s.Name
	}
	if o := g.Organisations[id]; o != nil {
		return o.Name
	}
	if p := g.People[id]; p != nil {
		return p.Name
	}
	return ""
}

// Nearest returns the names that are most like a form, n at most, the nearest first: those within a third of its letters
// by edits (Damerau 1964, adjacent letters swapped count one), and those that hold it as words.
func (g *Gazetteer) Nearest(form string, n int) []Name {
	want := Fold(form)
	if want == "" {
		return nil
	}
	type near struct {
		name *Name
		cost int
	}
	most := max(1, len([]rune(want))/3)
	best := map[string]near{}
	for key, names := range g.names {
		cost := edits(want, key, most)
		if cost > most {
			if !strings.Contains(" "+key+" ", " "+want+" ") {
				continue
			}
			cost = most + 1
		}
		for _, x := range names {
			if x.Via == "demonym" || x.Via == "people" {
				continue
			}
			if b, ok := best[x.ID]; !ok || cost < b.cost || cost == b.cost && x.Form < b.name.Form {
				best[x.ID] = near{x, cost}
			}
		}
	}
	var all []near
	for _, b := range best {
		all = append(all, b)
	}
	slices.SortFunc(all, func(a, b near) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(rank(a.name), rank(b.name)), cmp.Compare(a.name.Form, b.name.Form), cmp.Compare(a.name.ID, b.name.ID))
	})
	var out []Name
	for _, x := range all[:min(n, len(all))] {
		out = append(out, *x.name)
	}
	return out
}

// rank puts states of today before those of the past, and both before everything else.
func rank(n *Name) int {
	switch {
	case strings.Contains(n.ID, ":") && !strings.HasPrefix(n.ID, "gw:"):
		return 2
	case n.Until != "":
		return 1
	}
	return 0
}

// edits counts the letters to put in, take out, replace or swap with their neighbour to make b of a; more than most is
// given as most+1.
func edits(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > most || len(y)-len(x) > most {
		return most + 1
	}
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}
