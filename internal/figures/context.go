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
	f.Modality = c.modality(q)
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

// confidence is a first estimate of the chance that the row is right; it is calibrated elsewhere.
func (c *clause) confidence(f *entente.Figure, q *quantities.Quantity) float64 {
	p := 0.9
	if q.Dim == "count" {
		p = 0.75
	}
	if f.Measure == "" {
		p -= 0.1
	}
	if len(f.Flags) > 0 {
		p -= 0.1
	}
	if q.Vague {
		p -= 0.15
	}
	return p
}
