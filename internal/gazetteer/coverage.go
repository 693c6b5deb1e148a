package gazetteer

import (
	"fmt"
	"slices"
	"strings"
)

// A Cover says how well the gazetteer knows the offices of a state.
type Cover struct {
	State   string
	Years   int    // in which the state existed since 1945, up to the year asked for
	Ruled   int    // of them with a head of state or government on the first of July
	Foreign int    // of them with a foreign minister
	Envoys  int    // of them with a permanent representative at the United Nations
	Thin    string // years without a head: "1945–1959, 1974"
	Unknown string // years since 1990 without a foreign minister
}

// Coverage reports on every state from 1945 to a year, in the order of ids, and names the years that are thin.
func (g *Gazetteer) Coverage(until int) []Cover {
	var out []Cover
	for _, id := range g.stateIDs() {
		s := g.States[id]
		if s.Status == "territory" {
			continue
		}
		c := Cover{State: id}
		var missing, unknown []int
		for y := 1945; y <= until; y++ {
			day := fmt.Sprintf("%04d-07-01", y)
			if !within(day, s.From, s.Until) || s.From == "" && s.Status != "state" {
				continue
			}
			c.Years++
			if g.ruled(id, day) {
				c.Ruled++
			} else {
				missing = append(missing, y)
			}
			if len(g.Holders(id, "foreign-minister", day)) > 0 {
				c.Foreign++
			} else if y >= 1990 {
				unknown = append(unknown, y)
			}
			if len(g.Holders(id, "permanent-representative", day)) > 0 {
				c.Envoys++
			}
		}
		if c.Years > 0 {
			c.Thin, c.Unknown = spans(missing), spans(unknown)
			out = append(out, c)
		}
	}
	return out
}

func (g *Gazetteer) stateIDs() []string {
	ids := make([]string, 0, len(g.States))
	for id := range g.States {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// TopOffices are those of which a ruler holds one.
func TopOffices() []string {
	return []string{"president", "prime-minister", "monarch", "chancellor", "leader", "general-secretary", "supreme-leader", "head-of-state", "chairman", "pope", "chief-executive"}
}

func (g *Gazetteer) ruled(state, day string) bool {
	for _, role := range TopOffices() {
		if len(g.Holders(state, role, day)) > 0 {
			return true
		}
	}
	return false
}

// spans writes years as ranges.
func spans(years []int) string {
	var out []string
	for i := 0; i < len(years); {
		j := i
		for j+1 < len(years) && years[j+1] == years[j]+1 {
			j++
		}
		if i == j {
			out = append(out, fmt.Sprint(years[i]))
		} else {
			out = append(out, fmt.Sprintf("%d–%d", years[i], years[j]))
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}
