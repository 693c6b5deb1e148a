// Package claims compares what is claimed of the quantities between two actors, one measure after the other, and places the claims on a
// scale to be drawn.
package claims

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
	"entente/internal/reconcile"
	"entente/internal/views"
)

// Figures are the quantities that concern two actors, one measure after the other.
type Figures struct {
	A        views.Actor `json:"a"`
	B        views.Actor `json:"b"`
	Measures []Measure   `json:"measures"`
	Earlier  bool        `json:"earlier,omitempty" doc:"only the newest figures were compared; until leads to earlier ones"`
}

// A Measure is what is claimed of one quantity between the same parties.
type Measure struct {
	ID       string        `json:"id" doc:"anchor on the page"`
	Name     string        `json:"name"`
	Parties  []views.Actor `json:"parties"`
	Verdict  string        `json:"verdict" doc:"conflict, target-against-actual, refine, agree or single"`
	Claims   []Claim       `json:"claims"`
	Implied  []Implied     `json:"implied"`
	Verdicts []Verdict     `json:"verdicts"`

	scales map[string]scale // of the units; made when the measure is, as are
	voices []string         // who makes most of the claims
}

// A Claim is a figure as somebody gave it.
type Claim struct {
	ID       string        `json:"id"`
	N        int           `json:"n" doc:"number by which verdicts name it"`
	Amount   string        `json:"amount" doc:"for people"`
	Op       string        `json:"op"`
	Value    string        `json:"value,omitempty" doc:"decimal string"`
	Low      string        `json:"low,omitempty" doc:"decimal string"`
	High     string        `json:"high,omitempty" doc:"decimal string"`
	Unit     string        `json:"unit,omitempty"`
	Form     string        `json:"form" doc:"level, multiple, change, share, rank or duration"`
	Modality string        `json:"modality" doc:"actual, target, planned, forecast, estimate, demand, hypothetical or denied"`
	Period   string        `json:"period,omitempty" doc:"EDTF"`
	When     string        `json:"when,omitempty" doc:"the period in words"`
	Start    string        `json:"start,omitempty"`
	End      string        `json:"end,omitempty"`
	Who      string        `json:"who" doc:"who says it"`
	Passage  views.Passage `json:"passage"`
}

// Implied is a level that follows from two claims.
type Implied struct {
	Level      int    `json:"level" doc:"number of the claim of the level"`
	Change     int    `json:"change" doc:"number of the claim of the change"`
	Low        string `json:"low,omitempty"`
	High       string `json:"high,omitempty"`
	Unit       string `json:"unit,omitempty"`
	At         string `json:"at,omitempty" doc:"EDTF"`
	Arithmetic string `json:"arithmetic"`
}

// A Verdict says how claims stand to each other.
type Verdict struct {
	Kind       string `json:"kind"`
	Claims     []int  `json:"claims" doc:"numbers of the claims"`
	Why        string `json:"why"`
	Arithmetic string `json:"arithmetic,omitempty"`
}

// mostClaims is how many figures are compared with one another, the newest.
const mostClaims = 300

// Of compares what is claimed of the quantities between two actors. measure keeps one, "" all.
func Of(ctx context.Context, d *views.Desk, a, b, measure, since, until string) (*Figures, error) {
	return UpTo(ctx, d, a, b, measure, since, until, mostClaims)
}

// UpTo compares so many figures at most, the newest.
func UpTo(ctx context.Context, d *views.Desk, a, b, measure, since, until string, most int) (*Figures, error) {
	x, y, err := d.Pair(a, b)
	if err != nil {
		return nil, err
	}
	f, err := d.Filter(ctx, views.Question{Sorts: []string{"figure"}, Dyad: []string{x.Code, y.Code}, Since: since, Until: until})
	if err != nil {
		return nil, err
	}
	return views.Keep(ctx, d, fmt.Sprintf("figures %+v %s %d", f, measure, most), func() (*Figures, error) {
		f.Newest, f.Limit = true, most+1
		rows, err := d.Store().Rows(ctx, f)
		if err != nil {
			return nil, err
		}
		out := &Figures{A: x, B: y, Measures: []Measure{}, Earlier: len(rows) > most}
		rows = rows[:min(len(rows), most)]
		var claims []reconcile.Claim
		byID := map[string]*entente.Row{}
		for i := range rows {
			f := rows[i].Figure
			if f.Measure == "" || measure != "" && f.Measure != measure && !strings.HasPrefix(f.Measure, measure+".") ||
				!slices.Contains(f.Parties, x.Code) || !slices.Contains(f.Parties, y.Code) {
				continue
			}
			byID[f.ID] = &rows[i]
			claims = append(claims, reconcile.Claim{Figure: *f, Document: rows[i].Document.ID, Published: rows[i].Document.Published})
		}
		for i, l := range d.Sums().Lines(claims) {
			out.Measures = append(out.Measures, measureOf(d, i, &l, byID))
		}
		slices.SortStableFunc(out.Measures, func(x, y Measure) int {
			return cmp.Or(cmp.Compare(gravity(x.Verdict), gravity(y.Verdict)), cmp.Compare(len(y.Claims), len(x.Claims)))
		})
		return out, nil
	})
}

var gravest = []string{reconcile.Conflict, reconcile.Target, reconcile.Refine, reconcile.Agree, reconcile.NotComparable, "single"}

func gravity(kind string) int { return slices.Index(gravest, kind) }

func measureOf(d *views.Desk, i int, l *reconcile.Line, rows map[string]*entente.Row) Measure {
	m := Measure{ID: fmt.Sprintf("%s-%d", strings.NewReplacer(".", "-", " ", "-").Replace(l.Measure), i+1), Name: l.Measure, Parties: d.Named(l.Parties), Verdict: "single",
		Claims: []Claim{}, Implied: []Implied{}, Verdicts: []Verdict{}}
	number := map[string]int{}
	for i := range l.Claims {
		f := &l.Claims[i].Figure
		number[f.ID] = i + 1
		m.Claims = append(m.Claims, claimOf(d, i+1, f, rows[f.ID]))
	}
	for _, x := range l.Implied {
		m.Implied = append(m.Implied, Implied{number[x.Level], number[x.Change], x.Low, x.High, x.Unit, views.EDTF(x.At), x.Arithmetic})
	}
	for _, v := range l.Verdicts {
		x := Verdict{Kind: v.Kind, Claims: []int{}, Why: v.Why, Arithmetic: v.Arithmetic}
		for _, id := range v.Figures {
			x.Claims = append(x.Claims, number[id])
		}
		m.Verdicts = append(m.Verdicts, x)
		if gravity(v.Kind) < gravity(m.Verdict) {
			m.Verdict = v.Kind
		}
	}
	m.measured()
	return m
}

func claimOf(d *views.Desk, n int, f *entente.Figure, r *entente.Row) Claim {
	c := Claim{ID: f.ID, N: n, Amount: prose.Amount(f), Op: f.Op, Value: f.Value, Low: f.Low, High: f.High, Unit: f.Unit, Form: f.Form, Modality: f.Modality, Period: views.EDTF(f.Period),
		When: prose.Date(f.Period), Passage: d.Passage(r)}
	if f.Period != nil {
		c.Start, c.End = f.Period.Start, f.Period.End
	}
	c.Who = cmp.Or(c.Passage.Said, c.Passage.Publisher)
	if c.Who == "" && c.Passage.Title != "" {
		c.Who = "“" + strings.Trim(c.Passage.Title, "\"“”") + "”" // nobody is named: the text itself
	}
	c.Who = cmp.Or(c.Who, c.Passage.Source)
	return c
}

// Says tells how many measures the sources agree on, and how many not.
func (f *Figures) Says() string {
	n := map[string]int{}
	for _, m := range f.Measures {
		kind := m.Verdict
		if kind == "single" && len(m.Claims) > 1 {
			kind = "series"
		}
		n[kind]++
	}
	var out []string
	for _, x := range []struct{ kind, says string }{{reconcile.Conflict, "sources conflict on %d"}, {reconcile.Target, "%d of a target against what came of it"}, {reconcile.Refine, "one refines the other on %d"},
		{reconcile.Agree, "sources agree on %d"}, {"series", "%d as a series"}, {reconcile.NotComparable, "%d not comparable"}, {"single", "%d claimed once"}} {
		if n[x.kind] > 0 {
			out = append(out, fmt.Sprintf(x.says, n[x.kind]))
		}
	}
	return strings.Join(out, ", ")
}

// A scale is that of the levels in one unit: its end, and how many claims have a place on it.
type scale struct {
	top   float64
	drawn int
}

// measured fills in the scales, which every drawing of a claim asks for.
func (m *Measure) measured() {
	scales := map[string]scale{}
	for i := range m.Claims {
		u := m.Claims[i].Unit
		if _, have := scales[u]; !have {
			scales[u] = scale{top: m.end(u)}
		}
	}
	m.scales = scales
	for i := range m.Claims {
		if _, _, ok := m.Span(&m.Claims[i]); ok {
			x := scales[m.Claims[i].Unit]
			x.drawn++
			scales[m.Claims[i].Unit] = x
		}
	}
	m.heard()
}

// Drawn counts the claims that have a place on the scale of a unit.
func (m *Measure) Drawn(unit string) int {
	if m.scales == nil {
		m.measured()
	}
	return m.scales[unit].drawn
}

// mostVoices is how many of those who make claims have a colour of their own.
const mostVoices = 5

// Voice numbers who makes a claim, for its colour: those with most claims first, from 0; mostVoices for all the others.
func (m *Measure) Voice(c *Claim) int {
	if i := slices.Index(m.voices, c.Who); i >= 0 {
		return i
	}
	return mostVoices
}

// heard lists who makes most of the claims that are drawn.
func (m *Measure) heard() {
	n := map[string]int{}
	for i := range m.Claims {
		c := &m.Claims[i]
		if _, _, ok := m.Span(c); !ok {
			continue
		}
		if n[c.Who]++; n[c.Who] == 1 {
			m.voices = append(m.voices, c.Who)
		}
	}
	slices.SortStableFunc(m.voices, func(a, b string) int { return cmp.Compare(n[b], n[a]) })
	m.voices = m.voices[:min(mostVoices, len(m.voices))]
}

// mostWhy is how many reasons a page gives for a measure.
const mostWhy = 30

// Why gives the gravest verdicts of a measure, as many as a reader can take; the API has all.
func (m *Measure) Why() []Verdict {
	all := slices.Clone(m.Verdicts)
	slices.SortStableFunc(all, func(x, y Verdict) int { return cmp.Compare(gravity(x.Kind), gravity(y.Kind)) })
	return all[:min(mostWhy, len(all))]
}

// MoreWhy is how many verdicts Why leaves out.
func (m *Measure) MoreWhy() int { return max(0, len(m.Verdicts)-mostWhy) }

// Unit is the unit of the claims that are drawn, where they have one in common.
func (m *Measure) Unit() (unit string, one bool) {
	for i := range m.Claims {
		u := m.Claims[i].Unit
		if m.Drawn(u) < 2 || one && u == unit {
			continue
		}
		if one {
			return "", false
		}
		unit, one = u, true
	}
	return unit, one
}

// Span places a claim on a scale from 0 to 1000 of the measure's levels in its unit, for a drawing; ok is false where it has no
// place there.
func (m *Measure) Span(c *Claim) (low, high float64, ok bool) {
	top := m.Top(c.Unit)
	if top == 0 || c.Form != "level" {
		return 0, 0, false
	}
	lo, hi := number(c.Low), number(c.High)
	if v := number(c.Value); v != nil {
		switch c.Op {
		case ">", ">=":
			lo, hi = v, nil
		case "<", "<=":
			lo, hi = nil, v
		default:
			lo, hi = v, v
		}
	}
	high = 1000
	if lo != nil {
		low = *lo / top * 1000
	}
	if hi != nil {
		high = *hi / top * 1000
	}
	return low, high, lo != nil || hi != nil
}

// Top is the end of the scale of a unit: the highest number that is claimed, and a little.
func (m *Measure) Top(unit string) float64 {
	if m.scales == nil {
		return m.end(unit)
	}
	return m.scales[unit].top
}

func (m *Measure) end(unit string) float64 {
	top := 0.0
	for _, c := range m.Claims {
		for _, s := range []string{c.Value, c.Low, c.High} {
			if v := number(s); v != nil && c.Unit == unit && c.Form == "level" {
				top = max(top, *v)
			}
		}
	}
	return top * 1.08
}

func number(s string) *float64 {
	r, ok := new(big.Rat).SetString(s)
	if s == "" || !ok {
		return nil
	}
	f, _ := r.Float64()
	return &f
}

// Weight is roughly how many rows with their passages it has.
func (f *Figures) Weight() int {
	n := 1
	for i := range f.Measures {
		n += len(f.Measures[i].Claims) + len(f.Measures[i].Verdicts)
	}
	return n
}
