package figures

import (
	"entente"
	"entente/internal/quantities"
)

// context fills who, when, how sure and on whose word.
func (c *clause) context(f *entente.Figure, q *quantities.Quantity) {
	f.AssertedBy, f.ReportedBy = c.source(f.Span)
	f.Parties = c.parties(f, q)
	c.direction(f, q)
	f.Period, f.Base = c.period(f, q)
	if f.Period == nil && f.Form == "rank" {
		f.Period = c.now()
	}
	if f.Modality = "actual"; !property(c.it, q) { // "if the 16-inch screen breaks"
		f.Modality = c.modality(q)
	}
	if q.Op == "~" && c.hasRole(q.From, q.To, "estimate") {
		f.Modality = "estimate"
	}
	if f.Form == "share" && c.near("gdp", q, 6) {
		f.Of = "gdp"
	}
	f.Confidence = c.confidence(f, q)
}

func (c *clause) hasRole(from, to int, role string) bool {
	for k := max(from, 0); k < to && k < len(c.it); k++ {
		if c.read.Role(c.it[k].Text, role) {
			return true
		}
	}
	return false
}

// confidence is the chance that the row is right in all it says. What it says beyond value and unit can be wrong: whom it is
// about most often, and how it is meant where that is not as a fact. The costs are rounded from 220 figures of web pages and
// the annotated texts that were read by hand.
func (c *clause) confidence(f *entente.Figure, q *quantities.Quantity) float64 {
	p := 0.92
	if f.Measure != "" {
		p -= 0.04
	}
	switch {
	case len(f.Parties) == 2 && dyadic(f.Measure):
		p -= 0.06
	case len(f.Parties) > 0:
		p -= 0.18
	}
	switch f.Modality {
	case "actual":
	case "planned", "estimate":
		p -= 0.1
	default:
		p -= 0.2
	}
	if f.Period != nil {
		p -= 0.06
	}
	if f.Form == "change" || f.Form == "multiple" {
		p -= 0.05
	}
	if len(f.Flags) > 0 || q.Vague {
		p -= 0.05
	}
	return max(p, 0.3)
}
