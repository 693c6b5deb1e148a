package figures

import (
	"strings"

	"entente"
	"entente/internal/numerals"
)

// now is the year of publication as the time of what is said in the present.
func (c *clause) now() *entente.Date {
	p := c.d.Document.Published
	if p == nil || len(p.Start) < 10 {
		return nil
	}
	y := p.Start[:4]
	return &entente.Date{EDTF: y + "~", Start: y + "-01-01", End: y + "-12-31", Precision: "year", Basis: "published"}
}

// period is the date that the figure holds for: the nearest of the sentence, one after it counting as nearer; a stretch
// that ends now is also what a change is measured over. base is the first year of such a stretch.
func (c *clause) period(f *entente.Figure, q *quantity) (period, base *entente.Date) {
	if f.Form == "duration" {
		return c.during(f)
	}
	best := 1 << 30
	for i := range c.dates {
		d := c.dates[i]
		if d.Use != "date" || d.EDTF == "" || d.Span == nil || d.Value == "PAST_REF" || d.Value == "FUTURE_REF" {
			continue
		}
		if f.Span.Overlaps(*d.Span) {
			continue
		}
		k := 0
		for k < len(c.it) && c.it[k].Start < d.Span.Start {
			k++
		}
		cost := c.distance(k, q)
		if k >= q.to {
			cost -= 3
		}
		change := f.Form == "multiple" || f.Form == "change"
		if change && (d.Value != "" && d.Value[0] == 'P' || strings.Contains(d.EDTF, "/")) {
			cost -= 12
		}
		if k > 0 && c.it[k-1].is("since") && change {
			cost -= 4
		}
		for i := q.to; i < k; i++ {
			if c.it[i].Kind == numerals.Number && !c.it[i].date {
				cost += 8 // the date of another number
			}
		}
		if change && c.compared(k) {
			b := c.dates[i]
			base = &b
			continue
		}
		if cost < best {
			best = cost
			period = &c.dates[i]
		}
	}
	if period == nil {
		return nil, base
	}
	p := *period
	change := f.Form == "multiple" || f.Form == "change"
	if c.since(period) {
		b := p
		if pub := c.d.Document.Published; pub != nil && len(pub.End) >= 10 && p.Precision == "year" && p.Start[:4] < pub.End[:4] {
			p.EDTF, p.End = p.EDTF+"/"+pub.End[:4], pub.End[:4]+"-12-31"
		}
		if !change {
			return &p, nil
		}
		return &p, &b
	}
	if p.Value == "PRESENT_REF" && len(p.Start) >= 4 {
		y := p.Start[:4]
		p.EDTF, p.Start, p.End, p.Precision = y+"~", y+"-01-01", y+"-12-31", "year"
	}
	if base == nil && change && p.Start != "" && p.End != "" && p.Precision == "year" && p.Start[:4] != p.End[:4] {
		b := p
		b.EDTF, b.End = p.Start[:4], p.Start[:4]+"-12-31"
		base = &b
	}
	return &p, base
}

// compared reports whether the date at item k is what a change is counted from: "up 18 percent from 2010", "higher than in 2001".
func (c *clause) compared(k int) bool {
	if k < 1 {
		return false
	}
	switch p := c.it[k-1]; {
	case p.is("from", "over", "than"):
		return true
	case p.is("in", "to", "with") && k > 1 && c.it[k-2].is("than", "compared", "relative"):
		return true
	case p.is("in") && k > 2 && c.it[k-2].is("level", "levels"):
		return true
	}
	return false
}

// since reports whether "since" stands before a date.
func (c *clause) since(d *entente.Date) bool {
	for k := 1; k < len(c.it); k++ {
		if c.it[k].Start >= d.Span.Start {
			return c.it[k-1].is("since") || c.it[k-1].is("the") && k > 1 && c.it[k-2].is("since")
		}
	}
	return false
}

// during is the stretch of time that a length of time is itself part of: "the past 30 years".
func (c *clause) during(f *entente.Figure) (period, base *entente.Date) {
	for i := range c.dates {
		if d := &c.dates[i]; d.Use == "date" && d.Span != nil && d.Span.Overlaps(f.Span) {
			p := *d
			return &p, nil
		}
	}
	return nil, nil
}
