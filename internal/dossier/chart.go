package dossier

import (
	"fmt"
	"html"
	"strings"
)

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

// svg draws the bars: cooperation upwards, conflict downwards, with a title for those who cannot see them.
func svg(bars []Bar) string {
	if len(bars) < 2 {
		return ""
	}
	const wide, up, down, foot = 1040.0, 90.0, 45.0, 20.0
	tallest := 1
	for _, b := range bars {
		tallest = max(tallest, b.Up, b.Down)
	}
	step := wide / float64(len(bars))
	unit := min(up, down*2) / float64(tallest)
	var s strings.Builder
	fmt.Fprintf(&s, `<svg viewBox="0 0 %.0f %.0f" role="img" aria-label="%s"><title>%s</title>`, wide, up+down+foot,
		"Acts by year", html.EscapeString(fmt.Sprintf("Acts of cooperation (up) and of conflict (down) by year, %s to %s", bars[0].Year, bars[len(bars)-1].Year)))
	every := max(1, len(bars)/12)
	for i, b := range bars {
		x := float64(i) * step
		if b.Up > 0 {
			fmt.Fprintf(&s, `<rect class="up" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of cooperation</title></rect>`, x+step*.15, up-float64(b.Up)*unit, step*.7, float64(b.Up)*unit, b.Year, b.Up)
		}
		if h := min(float64(b.Down)*unit, down); b.Down > 0 {
			fmt.Fprintf(&s, `<rect class="down" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of conflict</title></rect>`, x+step*.15, up, step*.7, h, b.Year, b.Down)
		}
		if i%every == 0 {
			fmt.Fprintf(&s, `<text x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, x+step/2, up+down+foot-4, b.Year)
		}
	}
	fmt.Fprintf(&s, `<line x1="0" x2="%.0f" y1="%.0f" y2="%.0f"/></svg>`, wide, up, up)
	return s.String()
}
