package reconcile

import (
	"fmt"

	"entente"
)

// A Line is what is claimed of one measure between the same parties: the points in the order of time, what they imply, and
// the verdicts.
type Line struct {
	Measure  string
	Parties  []string
	Claims   []Claim
	Implied  []Implication
	Verdicts []entente.Verdict
}

// An Implication is a level that follows from a level and a multiple or change: decimal strings, "" for an open side.
type Implication struct {
	Change, Level string // ids of the figures it follows from
	Low, High     string
	Unit          string
	At            *entente.Date // the beginning of the time that the change spans, nil where it is not known
	Arithmetic    string
}

// Lines lays claims out for a reader, in a fixed order whatever the order of the claims.
func (r *Reconciler) Lines(claims []Claim) []Line {
	var out []Line
	for _, g := range Group(claims) {
		f := &g[0].Figure
		kinds, _ := distinct(g)
		out = append(out, Line{Measure: f.Measure, Parties: parties(f), Claims: g, Implied: r.implications(kinds), Verdicts: r.Series(g)})
	}
	return out
}

// implications are the bases that follow from every change and every level at its end.
func (r *Reconciler) implications(g []Claim) []Implication {
	var out []Implication
	for i := range g {
		m := &g[i].Figure
		if m.Form != "multiple" && m.Form != "change" || ahead(m) || m.Modality == "hypothetical" || m.Modality == "denied" {
			continue
		}
		for k := range g {
			now := &g[k].Figure
			if now.Form != "level" || ahead(now) || now.Modality == "denied" || !ends(m, now) {
				continue
			}
			low, high, ok := r.Implied(m, now)
			if !ok {
				continue
			}
			x := Implication{Change: m.ID, Level: now.ID, Low: low, High: high, Unit: now.Unit, At: m.Base}
			x.Arithmetic = fmt.Sprintf("%s and %s imply %s %s", Say(now), Say(m), between(low, high), now.Unit)
			out = append(out, x)
		}
	}
	return out
}

// words writes an interval as between does.
func (i interval) words() string {
	low, high := "", ""
	if i.lo != nil {
		low = decimal(i.lo)
	}
	if i.hi != nil {
		high = decimal(i.hi)
	}
	return between(low, high)
}

// between writes a range of decimal strings; nothing lies under 0.
func between(low, high string) string {
	switch {
	case high == "":
		return "at least " + low
	case low == "" || low == "0":
		return "at most " + high
	case low == high:
		return low
	}
	return low + " to " + high
}

// Say writes a figure as it was claimed: "> 25000000000 USD (2021)".
func Say(f *entente.Figure) string { return say(f) }
