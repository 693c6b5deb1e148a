// Package review turns rows and what people said of them into what to look at next, and into how good the rows are: a queue by
// doubt, a random sample with measured precision and its interval, the agreement of people who judged the same rows, and the rows on
// which a third has to settle. It keeps nothing: all of it is a function of rows and corrections.
package review

import (
	"cmp"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
)

// The tasks that a correction is said in.
const (
	Settle = "settle"  // by a third, on a row on which two differ
	sample = "sample " // with the seed behind it
)

// A Coding is what one person made of a row: that it is none, or what each of its fields should be.
type Coding struct {
	Row      string            `json:"row"`
	Who      string            `json:"who"`
	When     string            `json:"when"`            // of the last word
	Task     string            `json:"task,omitempty"`  // of the last word that has one
	Seeds    []uint64          `json:"seeds,omitempty"` // of the samples in which something of it was said
	Rejected bool              `json:"rejected,omitempty"`
	Values   map[string]string `json:"values,omitempty"` // of a row that was not rejected, by field; see Fields
	IDs      []string          `json:"ids"`              // of the corrections that it consists of, in order
}

// Sampled reports whether something of it was said in the sample of a seed.
func (c *Coding) Sampled(seed uint64) bool { return slices.Contains(c.Seeds, seed) }

// Codings are what each person made of a row as the machine read it, in the order of their last words. The corrections are all there
// are; who did not confirm, reject or correct the row is not among them.
func Codings(j *corrections.Judge, machine *entente.Row, all []entente.Correction) []Coding {
	id := machine.ID()
	by := map[string][]entente.Correction{}
	for _, c := range entente.Holding(all) {
		if c.Row == id && c.Field != "merge" && c.Field != "split" && (c.Replaces == "" || c.Value != "") {
			by[c.Who] = append(by[c.Who], c)
		}
	}
	var out []Coding
	for who, said := range by {
		x := Coding{Row: id, Who: who}
		for _, c := range said {
			x.IDs, x.When = append(x.IDs, c.ID), c.When
			x.Task = cmp.Or(c.Task, x.Task)
			if seed, ok := SeedOf(c.Task); ok && !x.Sampled(seed) {
				x.Seeds = append(x.Seeds, seed)
			}
			switch {
			case c.Field == "rejected":
				x.Rejected = corrections.Text(c.Value) == "true"
			case c.Field == "confirmed" && corrections.Text(c.Value) == "true":
				x.Rejected = false
			}
		}
		if !x.Rejected {
			row, _ := j.Rule(said).Row(*machine)
			x.Values = Values(&row)
		}
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b Coding) int { return cmp.Or(cmp.Compare(a.When, b.When), cmp.Compare(a.Who, b.Who)) })
	return out
}

// Fields are what is judged of a sort of row, besides whether it is a row at all.
func Fields(sort string) []string {
	switch sort {
	case "event":
		return []string{"type", "actors", "direction", "status", "date"}
	case "statement":
		return []string{"speaker", "about", "mode", "date"}
	case "figure":
		return []string{"value", "unit", "parties", "period", "modality"}
	}
	return []string{"kind", "parties", "status", "date"}
}

// Values are what a row says, by the fields that are judged; who takes part by code, the unknown by name.
func Values(r *entente.Row) map[string]string {
	edtf := func(d *entente.Date) string {
		if d == nil {
			return ""
		}
		return d.EDTF
	}
	who := func(ids ...string) string {
		var names []string
		for _, id := range ids {
			if p := r.Party(id); id != "" {
				names = append(names, cmp.Or(p.Code, p.Name))
			}
		}
		slices.Sort(names)
		return strings.Join(slices.Compact(names), "+")
	}
	switch {
	case r.Event != nil:
		e := r.Event
		kind := cmp.Or(e.Type, e.Kind)
		if e.Type != "" && e.Mode != "" {
			kind += " " + e.Mode
		}
		return map[string]string{"type": kind, "actors": who(slices.Concat(e.Actors, e.Recipients)...), "direction": who(e.Actors...) + ">" + who(e.Recipients...),
			"status": e.Status, "date": edtf(e.Date)}
	case r.Statement != nil:
		return map[string]string{"speaker": who(r.Statement.Speaker), "about": who(r.Statement.About...), "mode": r.Statement.Mode, "date": edtf(r.Statement.Date)}
	case r.Figure != nil:
		f := r.Figure
		return map[string]string{"value": strings.TrimSpace(f.Op + " " + cmp.Or(f.Value, f.Low+"–"+f.High)), "unit": f.Unit, "parties": who(append(slices.Clone(f.Parties), f.From, f.To)...),
			"period": edtf(f.Period), "modality": f.Modality}
	default:
		t := r.Tie
		return map[string]string{"kind": t.Kind, "parties": who(t.Parties...), "status": t.Status, "date": strings.Trim(edtf(t.From)+"/"+edtf(t.Until), "/")}
	}
}

// same reports whether two codings say the same.
func same(a, b *Coding) bool {
	if a.Rejected || b.Rejected {
		return a.Rejected == b.Rejected
	}
	for f, v := range a.Values {
		if b.Values[f] != v {
			return false
		}
	}
	return true
}

// Final is what holds of a row that was coded once or oftener: what a third settled, what two agree on, what the only one said. False
// says that two differ and no third has settled it yet; the latest is given all the same.
func Final(codings []Coding) (Coding, bool) {
	last := &codings[len(codings)-1]
	if len(codings) == 2 && !same(&codings[0], last) {
		return *last, false
	}
	for i := range codings {
		if codings[i].Task == Settle && i >= 2 {
			return codings[i], true
		}
	}
	return *last, true
}
