package figures

import (
	"entente"
	"entente/internal/quantities"
)

// reaching ends a stretch that was counted to the day of the text at the year of the level it led to: "has grown 70-fold in
// 30 years, reaching $25 billion in 2021".
func (c *clause) reaching() {
	for i := 0; i+1 < len(c.out); i++ {
		m, l := &c.out[i], &c.out[i+1]
		if m.Form != "multiple" && m.Form != "change" || l.Form != "level" || m.Measure != l.Measure || m.Period == nil || l.Period == nil {
			continue
		}
		k := c.qs[i+1].From - 1
		if k < 0 || !c.it[k].Is("reaching", "reached", "to", "hitting", "totalling", "totaling", "amounting") {
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
func (c *clause) form(q *quantities.Quantity) {
	switch {
	case q.Form != "":
	case q.Dim == "multiple":
		q.Form = "multiple"
	case q.Dim == "time":
		q.Form = "duration"
	case q.Dim == "points":
		q.Form = "change"
	case q.Dim == "percent":
		q.Form = c.percentForm(q)
	case c.byAmount(q):
		q.Form = "change"
	default:
		q.Form = "level"
	}
}

// percentForm tells a share from a change and from a level (a rate).
func (c *clause) percentForm(q *quantities.Quantity) string {
	p, n := c.place(q.From-1), c.place(q.To)
	if p != nil && p.Is("by", "up", "down", "gained", "lost", "shed", "added") && !(n != nil && n.Is("of")) {
		return "change"
	}
	if n != nil && n.Is("of", "share", "stake", "majority", "owned") {
		return "share"
	}
	if c.near("growth", q, 3) && n != nil && !n.Is("of") {
		return "change"
	}
	if n != nil && n.Is("increase", "rise", "growth", "decline", "drop", "decrease", "fall", "cut", "reduction", "jump", "surge", "hike", "gain", "improvement", "loss", "more", "less", "higher", "lower", "up", "down") {
		return "change"
	}
	if c.back(q, 10, "share") {
		return "share"
	}
	for k := q.From - 1; k >= 0 && k >= q.From-7; k-- {
		w := &c.it[k]
		if w.Is(";", "(", ":", ",") {
			break
		}
		if c.read.Role(w.Text, "change") {
			if p != nil && (p.Is("to", "at", "from") || w.Is("growth")) {
				if w.Is("growth") {
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
func (c *clause) back(q *quantities.Quantity, n int, role string) bool {
	for k := q.From - 1; k >= 0 && k >= q.From-n; k-- {
		if c.it[k].Is(";", "(", ":", ",") {
			break
		}
		if c.read.Role(c.it[k].Text, role) {
			return true
		}
	}
	return false
}

// byAmount reports whether a level is really a change: "increased by $5 billion", "a $5 billion increase".
func (c *clause) byAmount(q *quantities.Quantity) bool {
	p, n := c.place(q.From-1), c.place(q.To)
	if p != nil && p.Is("by") && (c.changed(q, 6) || q.Dim != "money" && q.Dim != "count") {
		return true
	}
	return n != nil && n.Is("increase", "rise", "drop", "decline", "cut", "decrease", "reduction") && q.Dim != "count"
}

// convert links an amount in brackets to the one before it where both are of one kind in different units.
func (c *clause) convert(f *entente.Figure, q *quantities.Quantity) {
	last := c.qs[len(c.qs)-1]
	if last.Dim == q.Dim && last.Unit != q.Unit && (q.Dim == "money" || q.Dim == "length" || q.Dim == "area" || q.Dim == "mass" || q.Dim == "volume") {
		p := c.out[len(c.out)-1]
		f.Converts = previous
		f.Measure, f.Parties, f.From, f.To, f.Period, f.Base, f.Modality, f.Form = p.Measure, p.Parties, p.From, p.To, p.Period, p.Base, p.Modality, p.Form
	}
}
