package dossier

import "fmt"

// A Bar is a year with its acts of cooperation and of conflict.
type Bar struct {
	Year     string
	Up, Down int
}

// bars counts what happened by year of its first day, quad classes 1 and 2 against 3 and 4 where these set the two against each
// other; years without acts between the first and the last are kept.
func bars(acts []*act) []Bar {
	counts := map[int]*Bar{}
	least, most := 0, 0
	for _, a := range acts {
		year := 0
		if !a.happened() || a.Quad == 0 || a.Quad >= 3 && !a.against || a.Date == nil || len(a.Date.Start) < 4 || len(a.Date.End) < 4 || a.Date.Start[:4] != a.Date.End[:4] {
			continue
		}
		if _, err := fmt.Sscanf(a.Date.Start[:4], "%d", &year); err != nil {
			continue
		}
		if counts[year] == nil {
			counts[year] = &Bar{}
		}
		if a.Quad <= 2 {
			counts[year].Up++
		} else {
			counts[year].Down++
		}
		if least == 0 || year < least {
			least = year
		}
		most = max(most, year)
	}
	var out []Bar
	for y := least; y <= most && len(counts) > 1; y++ {
		b := Bar{Year: fmt.Sprint(y)}
		if c := counts[y]; c != nil {
			b.Up, b.Down = c.Up, c.Down
		}
		out = append(out, b)
	}
	return out
}
