// Package drawn turns views into drawings in SVG that need no script: time along a strip, bounds on a scale, the small multiples of a
// balance. Their colours are classes of the style sheet.
package drawn

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"
	"time"

	"entente/internal/dossier"
	"entente/internal/views"
	"entente/internal/views/claims"
	"entente/internal/web/wording"
)

// A drawing is an SVG under way. Coordinates are numbers, every text is escaped.
type drawing struct{ strings.Builder }

func (d *drawing) f(format string, args ...any) { fmt.Fprintf(&d.Builder, format, args...) }

func esc(s string) string { return html.EscapeString(s) }

func (d *drawing) done() template.HTML { return template.HTML(d.String()) }

// Years draws acts by year: cooperation upwards, conflict downwards.
func Years(bars []dossier.Bar) template.HTML {
	if len(bars) < 2 {
		return ""
	}
	const wide, foot = 520.0, 16.0
	up, down := 1, 0
	for _, b := range bars {
		up, down = max(up, b.Up), max(down, b.Down)
	}
	unit := min(12, 84/float64(up+down))
	axis := float64(up)*unit + 2
	high := axis + float64(down)*unit + foot
	step := wide / float64(len(bars))
	d := &drawing{}
	d.f(`<svg class="years" viewBox="0 0 %.0f %.1f" role="img" aria-label="Acts of cooperation (up) and of conflict (down) by year, %s to %s">`, wide, high, esc(bars[0].Year), esc(bars[len(bars)-1].Year))
	every := max(1, (len(bars)+9)/10)
	for i, b := range bars {
		x := float64(i) * step
		if b.Up > 0 {
			d.f(`<rect class="co" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of cooperation</title></rect>`, x+step*.12, axis-float64(b.Up)*unit, step*.76, float64(b.Up)*unit, esc(b.Year), b.Up)
		}
		if b.Down > 0 {
			d.f(`<rect class="con" x="%.1f" y="%.1f" width="%.1f" height="%.1f"><title>%s: %d of conflict</title></rect>`, x+step*.12, axis, step*.76, float64(b.Down)*unit, esc(b.Year), b.Down)
		}
		if i%every == 0 {
			anchor, at := "middle", x+step/2
			if i == 0 {
				anchor, at = "start", 0
			}
			d.f(`<text x="%.1f" y="%.1f" text-anchor="%s">%s</text>`, at, high-3, anchor, esc(b.Year))
		}
	}
	d.f(`<line x1="0" x2="%.0f" y1="%.1f" y2="%.1f"/></svg>`, wide, axis, axis)
	return d.done()
}

// days is the number of a day, of dates from the year 1 on; ok is false for what is no day.
func days(s string) (float64, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, false
	}
	return float64(t.Unix()) / 86400, true
}

// A bar is an item on the strip of time.
type bar struct {
	*views.Item
	x, w  float64
	lane  int
	below bool
}

// laid places items on a strip: what is not dated at either end is left out.
func laid(items []views.Item, wide float64) (bars []bar, from, to float64, lanes [2]int) {
	type span struct{ a, b float64 }
	var spans []span
	for i := range items {
		a, ok := days(items[i].Start)
		b, also := days(items[i].End)
		if !ok || !also {
			continue
		}
		if len(spans) == 0 {
			from, to = a, b
		}
		from, to = min(from, a), max(to, b)
		spans = append(spans, span{a, b})
		bars = append(bars, bar{Item: &items[i], below: items[i].Against})
	}
	if to-from < 365 {
		to = from + 365
	}
	to += (to - from) * .02
	scale := (wide - 12) / (to - from + 1)
	ends := [2][]float64{}
	for i := range bars {
		x := &bars[i]
		x.x = 6 + (spans[i].a-from)*scale
		x.w = max(7, (spans[i].b-spans[i].a+1)*scale)
		side := 0
		if x.below {
			side = 1
		}
		for x.lane = 0; x.lane < len(ends[side]) && ends[side][x.lane] > x.x-1; x.lane++ {
		}
		if x.lane == len(ends[side]) {
			if x.lane >= 12 {
				x.lane = 11
			} else {
				ends[side] = append(ends[side], 0)
			}
		}
		ends[side][x.lane] = x.x + x.w
		lanes[side] = max(lanes[side], x.lane+1)
	}
	return bars, from, to, lanes
}

// Strip draws a chronology along time: cooperation above the line, conflict below; solid what happened, hollow what was
// planned, dashed what is possible, struck what was denied; a bar for what is not known to the day; arcs from plans to what
// became of them.
func Strip(items []views.Item) template.HTML {
	const wide, lane, foot = 1000.0, 10.0, 18.0
	bars, from, to, lanes := laid(items, wide)
	if len(bars) < 2 {
		return ""
	}
	axis := 14 + float64(lanes[0])*lane
	high := axis + float64(lanes[1])*lane + foot + 4
	d := &drawing{}
	d.f(`<svg class="strip" viewBox="0 0 %.0f %.0f" role="img" aria-label="%d dated things along time; the table below has each of them">`, wide, high, len(bars))
	d.ticks(from, to, wide, axis, high)
	at := map[string]*bar{}
	for i := range bars {
		at[bars[i].ID] = &bars[i]
	}
	y := func(b *bar) float64 {
		if b.below {
			return axis + 3 + float64(b.lane)*lane
		}
		return axis - lane - float64(b.lane)*lane
	}
	for i := range bars {
		b := &bars[i]
		if b.Outcome == nil || at[b.Outcome.ID] == nil {
			continue
		}
		o := at[b.Outcome.ID]
		x1, y1, x2, y2 := b.x+b.w/2, y(b)+1, o.x+o.w/2, y(o)+1
		d.f(`<path class="arc" d="M%.1f %.1fQ%.1f %.1f %.1f %.1f"/>`, x1, y1, (x1+x2)/2, min(y1, y2)-12, x2, y2)
	}
	for i := range bars {
		b := &bars[i]
		class := b.Mark()
		if b.Precision != "day" && b.Precision != "minute" {
			class += " fuzzy"
		}
		class += tone(b.Item)
		d.f(`<a href="#%s"><rect class="%s" data-id="%s" x="%.1f" y="%.1f" width="%.1f" height="7" rx="3.5"><title>%s: %s (%s)</title></rect></a>`,
			esc(b.ID), class, esc(b.ID), b.x, y(b), b.w, esc(b.When), esc(b.What), esc(b.Status))
		if b.Status == "denied" {
			d.f(`<line class="strike" x1="%.1f" x2="%.1f" y1="%.1f" y2="%.1f"/>`, b.x-1, b.x+b.w+1, y(b)+3.5, y(b)+3.5)
		}
	}
	d.f(`</svg>`)
	return d.done()
}

// ticks writes the years under a strip.
func (d *drawing) ticks(from, to, wide, axis, high float64) {
	first, last := time.Unix(int64(from)*86400, 0).UTC().Year(), time.Unix(int64(to)*86400, 0).UTC().Year()
	every := 1
	for _, e := range []int{1, 2, 5, 10, 20, 50, 100} {
		if every = e; (last-first)/e <= 14 {
			break
		}
	}
	scale := (wide - 12) / (to - from + 1)
	d.f(`<line class="axis" x1="0" x2="%.0f" y1="%.1f" y2="%.1f"/>`, wide, axis+.5, axis+.5)
	for y := first; y <= last; y++ {
		x := 6 + (float64(time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC).Unix())/86400-from)*scale
		if y%every != 0 || x < 0 || x > wide-26 {
			continue
		}
		d.f(`<line class="tick" x1="%.1f" x2="%.1f" y1="4" y2="%.1f"/><text x="%.1f" y="%.1f">%d</text>`, x, x, high-14, x+3, high-3, y)
	}
}

// tone is the class of the colour of an item: cooperation, conflict between the two, or against somebody else.
func tone(x *views.Item) string {
	switch {
	case x.Against:
		return " con"
	case x.Quad >= 3:
		return " third"
	case x.Quad > 0:
		return " co"
	}
	return ""
}

// Mark is the mark of an item in a table.
func Mark(x *views.Item) template.HTML {
	class := x.Mark()
	class += tone(x)
	d := &drawing{}
	d.f(`<svg class="glyph" viewBox="0 0 14 12" aria-hidden="true"><circle class="%s" cx="7" cy="6" r="4"/>`, class)
	if x.Status == "denied" {
		d.f(`<line class="strike" x1="0" x2="14" y1="6" y2="6"/>`)
	}
	d.f(`</svg>`)
	return d.done()
}

// Scale tells where the drawings of a measure begin and end.
func Scale(m *claims.Measure) string {
	unit, ok := m.Unit()
	if !ok {
		return ""
	}
	if counted := strings.Trim(unit, "{}"); counted != unit {
		return "0 to " + short(m.Top(unit)) + " " + strings.TrimPrefix(wording.Plural(2, counted), "2 ")
	}
	return "0 to " + short(m.Top(unit)) + " " + unit
}

// short is a number for an axis: 47 bn, 1.2 m.
func short(f float64) string {
	for _, x := range []struct {
		by   float64
		unit string
	}{{1e12, " tn"}, {1e9, " bn"}, {1e6, " m"}} {
		if f >= x.by {
			return strconv.FormatFloat(f/x.by, 'g', 2, 64) + x.unit
		}
	}
	return strconv.FormatFloat(f, 'f', 0, 64)
}

// Bounds draws a claim on the scale of its measure: a dot for a value, a line with an open end for a bound.
func Bounds(m *claims.Measure, c *claims.Claim) template.HTML {
	low, high, ok := m.Span(c)
	if !ok || m.Drawn(c.Unit) < 2 { // one alone is compared with nothing
		return ""
	}
	const wide = 180.0
	x1, x2 := 4+low/1000*(wide-8), 4+high/1000*(wide-8)
	d := &drawing{}
	d.f(`<svg class="bounds %s w%d" viewBox="0 0 %.0f 14" aria-hidden="true"><line class="axis" x1="0" x2="%.0f" y1="7" y2="7"/>`, esc(c.Modality), m.Voice(c), wide, wide)
	switch {
	case low == high:
		d.f(`<circle cx="%.1f" cy="7" r="4"/>`, x1)
	case c.Op == ">" || c.Op == ">=":
		d.f(`<line class="reach" x1="%.1f" x2="%.1f" y1="7" y2="7"/><path d="M%.1f 2v10"/>`, x1, x2, x1)
	case c.Op == "<" || c.Op == "<=":
		d.f(`<line class="reach" x1="%.1f" x2="%.1f" y1="7" y2="7"/><path d="M%.1f 2v10"/>`, x1, x2, x2)
	default:
		d.f(`<line class="span" x1="%.1f" x2="%.1f" y1="7" y2="7"/><path d="M%.1f 3v8M%.1f 3v8"/>`, x1, x2, x1, x2)
	}
	d.f(`</svg>`)
	return d.done()
}
