package figures

import (
	"strconv"
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/quantities"
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

// period is the date that the figure holds for, and of a change the beginning of the time that it is measured over.
func (c *clause) period(f *entente.Figure, q *quantities.Quantity) (period, base *entente.Date) {
	if f.Form == "duration" {
		return c.during(f)
	}
	change := f.Form == "multiple" || f.Form == "change"
	period, base = c.nearest(f, q, change)
	switch {
	case period != nil:
		return c.spanned(*period, base, change)
	case change && base == nil:
		return c.counted(q)
	case !change && changing(f.Measure) && c.present(q):
		return c.now(), nil
	}
	return nil, base
}

// nearest is the date of the sentence that is nearest to the figure, one after it counting as nearer; what a change is
// counted from is its base.
func (c *clause) nearest(f *entente.Figure, q *quantities.Quantity, change bool) (period, base *entente.Date) {
	best := 1 << 30
	for i := range c.dates {
		d := &c.dates[i]
		if d.Use != "date" || d.EDTF == "" || d.Span == nil || d.Value == "PAST_REF" || d.Value == "FUTURE_REF" || f.Span.Overlaps(*d.Span) {
			continue
		}
		k := 0
		for k < len(c.it) && c.it[k].Start < d.Span.Start {
			k++
		}
		if other := c.ofOther(k, q); other || change && c.compared(k) {
			if change {
				base = d
			}
			continue
		}
		if cost := c.away(d, k, q, change); cost < best && cost < 60 {
			best, period = cost, d
		}
	}
	return period, base
}

// ofOther reports whether the date at item k belongs to the value that the figure came from: "30 percent, from 20 percent in
// 2015".
func (c *clause) ofOther(k int, q *quantities.Quantity) bool {
	for i := q.To; i < k-1; i++ {
		if !c.it[i].Is("from", "versus", "against") {
			continue
		}
		for n := i + 1; n < k && n <= i+4; n++ {
			if c.it[n].Kind == numerals.Number && !c.it[n].Date {
				return true
			}
		}
	}
	return false
}

// away is the cost of taking the date at item k for the period.
func (c *clause) away(d *entente.Date, k int, q *quantities.Quantity, change bool) int {
	cost := c.distance(k, q)
	if k >= q.To {
		cost -= 3
	}
	if change && (d.Value != "" && d.Value[0] == 'P' || strings.Contains(d.EDTF, "/")) {
		cost -= 12 // a stretch that ends now is what a change is measured over
	}
	if k > 0 && c.it[k-1].Is("since") && change {
		cost -= 4
	}
	for i := q.To; i < k; i++ {
		if c.it[i].Kind == numerals.Number && !c.it[i].Date {
			cost += 8 // the date of another number
		}
	}
	return cost
}

// spanned lets "since 1990" run to the text, "currently" be the year of the text, and gives a stretch its base.
func (c *clause) spanned(p entente.Date, base *entente.Date, change bool) (*entente.Date, *entente.Date) {
	if c.since(&p) {
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

// counted is the stretch of a change that is only given by its length: "70-fold over a 30-year period" ends about now.
func (c *clause) counted(q *quantities.Quantity) (period, base *entente.Date) {
	pub := c.d.Document.Published
	if pub == nil || len(pub.End) < 10 {
		return nil, nil
	}
	for i := range c.dates {
		d := &c.dates[i]
		n, ok := strings.CutSuffix(strings.TrimPrefix(d.Value, "P"), "Y")
		years, err := strconv.Atoi(n)
		if d.Use != "duration" || !ok || err != nil || years < 1 || years > 200 || !c.introduced(d) {
			continue
		}
		end, err := strconv.Atoi(pub.End[:4])
		if err != nil {
			continue
		}
		from, to := strconv.Itoa(end-years), strconv.Itoa(end)
		period = &entente.Date{EDTF: from + "~/" + to + "~", Start: from + "-01-01", End: to + "-12-31", Precision: "year", Basis: "relative", Span: d.Span}
		return period, &entente.Date{EDTF: from + "~", Start: from + "-01-01", End: from + "-12-31", Precision: "year", Basis: "relative", Span: d.Span}
	}
	return nil, nil
}

// introduced reports whether "over", "in" or the like stands before a length of time.
func (c *clause) introduced(d *entente.Date) bool {
	for k := 1; k < len(c.it); k++ {
		if c.it[k].Start >= d.Span.Start {
			p := c.it[k-1]
			if p.Is("a", "the", "these", "those", "some", "about", "nearly") && k > 1 {
				p = c.it[k-2]
			}
			return p.Is("over", "in", "within", "during", "across")
		}
	}
	return false
}

// changing are measures of which a figure without a date is a figure of the day: a deal is worth what it is worth, trade not.
func changing(measure string) bool {
	switch measure {
	case "trade", "exports", "imports", "investment", "investment.fdi", "debt", "gdp", "growth", "unemployment", "inflation", "reserves", "poverty", "interest", "trade.balance", "deficit", "remittances":
		return true
	}
	return false
}

// present reports whether the words just before the figure speak of the present: "stands at", "amounts to", "has reached".
func (c *clause) present(q *quantities.Quantity) bool {
	if q.Dim == "length" || q.Dim == "area" || q.Dim == "time" || q.Dim == "count" {
		return false
	}
	for k := q.From - 1; k >= 0 && k >= q.From-5; k-- {
		if c.it[k].Is(",", ";", "and", "if", "that") {
			return false
		}
		if c.read.Role(c.it[k].Text, "present") {
			return true
		}
	}
	return false
}

// compared reports whether the date at item k is what a change is counted from: "up 18 percent from 2010", "higher than in 2001".
func (c *clause) compared(k int) bool {
	if k < 1 {
		return false
	}
	switch p := c.it[k-1]; {
	case p.Is("from", "over", "than"):
		return true
	case p.Is("in", "to", "with") && k > 1 && c.it[k-2].Is("than", "compared", "relative"):
		return true
	case p.Is("in") && k > 2 && c.it[k-2].Is("level", "levels"):
		return true
	}
	return false
}

// since reports whether "since" stands before a date.
func (c *clause) since(d *entente.Date) bool {
	for k := 1; k < len(c.it); k++ {
		if c.it[k].Start >= d.Span.Start {
			return c.it[k-1].Is("since") || c.it[k-1].Is("the") && k > 1 && c.it[k-2].Is("since")
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
