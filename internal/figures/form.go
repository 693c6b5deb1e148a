package figures

import (
	"entente"
)

// reaching ends a stretch that was counted to the day of the text at the year of the level it led to: "has grown 70-fold in
// 30 years, reaching $25 billion in 2021".
func (c *clause) reaching() {
	for i := 0; i+1 < len(c.out); i++ {
		m, l := &c.out[i], &c.out[i+1]
		if m.Form != "multiple" && m.Form != "change" || l.Form != "level" || m.Measure != l.Measure || m.Period == nil || l.Period == nil {
			continue
		}
		k := c.qs[i+1].from - 1
		if k < 0 || !c.it[k].is("reaching", "reached", "to", "hitting", "totalling", "totaling", "amounting") {
			continue
		}
		p, e := m.Period, l.Period
		if p.Precision == "year" && e.Precision == "year" && len(p.Start) >= 4 && len(e.End) >= 4 && p.Start < e.Start && e.End < p.End {
			d := *p
			d.EDTF, d.End = p.Start[:4]+"/"+e.End[:4], e.End
			m.Period = &d
		}
	}
}

// form says what kind of claim the number is.
func (c *clause) form(q *quantity) {
	switch {
	case q.form != "":
	case q.dim == "multiple":
		q.form = "multiple"
	case q.dim == "time":
		q.form = "duration"
	case q.dim == "points":
		q.form = "change"
	case q.dim == "percent":
		q.form = c.percentForm(q)
	case c.byAmount(q):
		q.form = "change"
	default:
		q.form = "level"
	}
}

// percentForm tells a share from a change and from a level (a rate).
func (c *clause) percentForm(q *quantity) string {
	p, n := c.place(q.from-1), c.place(q.to)
	if p != nil && p.is("by") {
		return "change"
	}
	if n != nil && n.is("of", "share", "stake", "majority", "owned") {
		return "share"
	}
	if c.near("growth", q, 3) && n != nil && !n.is("of") {
		return "change"
	}
	if n != nil && n.is("increase", "rise", "growth", "decline", "drop", "decrease", "fall", "cut", "reduction", "jump", "surge", "hike", "more", "less", "higher", "lower", "up", "down") {
		return "change"
	}
	if c.back(q, 7, "share") {
		return "share"
	}
	for k := q.from - 1; k >= 0 && k >= q.from-7; k-- {
		w := &c.it[k]
		if w.is(";", "(", ":", ",") {
			break
		}
		if c.read.role(w.Text, "change") {
			if p != nil && (p.is("to", "at", "from") || w.is("growth")) {
				if w.is("growth") {
					return "change"
				}
				return "level"
			}
			return "change"
		}
	}
	return "level"
}

// back reports whether a word of a role stands in the n words before the quantity, in its clause.
func (c *clause) back(q *quantity, n int, role string) bool {
	for k := q.from - 1; k >= 0 && k >= q.from-n; k-- {
		if c.it[k].is(";", "(", ":", ",") {
			break
		}
		if c.read.role(c.it[k].Text, role) {
			return true
		}
	}
	return false
}

// byAmount reports whether a level is really a change: "increased by $5 billion", "a $5 billion increase".
func (c *clause) byAmount(q *quantity) bool {
	p, n := c.place(q.from-1), c.place(q.to)
	if p != nil && p.is("by") && (c.changed(q, 6) || q.dim != "money" && q.dim != "count") {
		return true
	}
	return n != nil && n.is("increase", "rise", "drop", "decline", "cut", "decrease", "reduction") && q.dim != "count"
}

// convert links an amount in brackets to the one before it where both are of one kind in different units.
func (c *clause) convert(f *entente.Figure, q *quantity) {
	last := c.qs[len(c.qs)-1]
	if last.dim == q.dim && last.unit != q.unit && (q.dim == "money" || q.dim == "length" || q.dim == "area" || q.dim == "mass" || q.dim == "volume") {
		p := c.out[len(c.out)-1]
		f.Converts = previous
		f.Measure, f.Parties, f.From, f.To, f.Period, f.Base, f.Modality, f.Form = p.Measure, p.Parties, p.From, p.To, p.Period, p.Base, p.Modality, p.Form
	}
}
