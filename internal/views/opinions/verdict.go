package opinions

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
	"entente/internal/review"
	"entente/internal/views"
	"entente/internal/views/reading"
)

// An Opinion is a row with its words in their context, and what can be said of it.
type Opinion struct {
	views.Row
	Document   views.Document    `json:"document"`
	Segments   []reading.Segment `json:"segments" doc:"the paragraph around it; what it rests on bears the mark here"`
	Fields     []Field           `json:"fields"`
	Codings    []Said            `json:"codings,omitempty" doc:"what others made of it, where a third settles"`
	Mine       bool              `json:"mine" doc:"you said something of it already"`
	Names      []Named           `json:"names" doc:"who takes part, as the text names them"`
	Rule       string            `json:"rule,omitempty" doc:"the pattern by which it was read"`
	Happening  []Told            `json:"happening,omitempty" doc:"other events that are held to be one with it"`
	Alike      []Told            `json:"alike,omitempty" doc:"happenings near it, with which it could be one"`
	Doubt      float64           `json:"doubt"`
	Confidence float64           `json:"confidence"`
}

// Named is somebody who takes part, by the name that the text gives.
type Named struct {
	Side string `json:"side"`
	Name string `json:"name,omitempty"`
	Code string `json:"code,omitempty"`
}

// A Field is what can be corrected of a row, and what it is.
type Field struct {
	Name    string   `json:"name"`
	Says    string   `json:"says"`
	Value   string   `json:"value" doc:"as you hold it"`
	Machine string   `json:"machine" doc:"as it was read"`
	Words   []string `json:"words,omitempty" doc:"those it may be"`
	Form    string   `json:"form"`
}

// Said is what somebody made of a row.
type Said struct {
	Who      string            `json:"who"`
	Rejected bool              `json:"rejected"`
	Values   map[string]string `json:"values,omitempty"`
}

// Told is an event that tells a thing.
type Told struct {
	Event string `json:"event"`
	What  string `json:"what"`
	When  string `json:"when,omitempty"`
	Quote string `json:"quote"`
	Title string `json:"title,omitempty"`
}

// Opinion gives a row to be judged by somebody: as it was read and as they corrected it, not as others did, unless a third settles.
func (v *Reviews) Opinion(ctx context.Context, id, who, pile string) (*Opinion, error) {
	m, a, err := v.machine(ctx, id)
	if err != nil {
		return nil, err
	}
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, err
	}
	here := about(all, m.ID())
	mine := slices.DeleteFunc(slices.Clone(here), func(c entente.Correction) bool { return c.Who != who })
	row, _ := v.judge.Rule(mine).Row(m)
	o := &Opinion{Row: v.desk.RowOf(&row), Document: views.DocumentOf(&row.Document), Fields: v.fields(&m, &row), Doubt: review.Doubt(&m), Confidence: views.Confidence(&m)}
	if e := m.Event; e != nil {
		o.Rule = e.Rule
	} else if t := m.Tie; t != nil {
		o.Rule = t.Rule
	}
	o.Segments = reading.Around(v.desk, a, m)
	for _, s := range m.Sides() {
		if n := (Named{s.Side, s.Name, s.Code}); (n.Name != "" || n.Code != "") && !slices.ContainsFunc(o.Names, func(x Named) bool { return x.Name == n.Name && x.Code == n.Code }) {
			o.Names = append(o.Names, n)
		}
	}
	for _, c := range review.Codings(v.judge, &m, here) {
		o.Mine = o.Mine || c.Who == who
		if pile == "settle" {
			o.Codings = append(o.Codings, Said{c.Who, c.Rejected, c.Values})
		}
	}
	if m.Event != nil {
		err = v.tell(ctx, o, id)
	}
	return o, err
}

// fields are what can be corrected of a row, with what stands there.
func (v *Reviews) fields(m, row *entente.Row) []Field {
	was, is := stands(m), stands(row)
	var out []Field
	for _, f := range v.judge.Fields(m.Sort()) {
		if _, ok := is[f.Name]; ok {
			out = append(out, Field{f.Name, f.Says, is[f.Name], was[f.Name], f.Words, f.Form})
		}
	}
	return out
}

// stands is what stands in the fields of a row that can be corrected here, as one would write it.
func stands(r *entente.Row) map[string]string {
	codes := func(ids []string) string {
		var out []string
		for _, id := range ids {
			p := r.Party(id)
			out = append(out, cmp.Or(p.Code, p.Name))
		}
		return strings.Join(out, ",")
	}
	switch {
	case r.Event != nil:
		e := r.Event
		x := map[string]string{"type": e.Type, "mode": e.Mode, "kind": e.Kind, "status": e.Status, "actors": codes(e.Actors), "recipients": codes(e.Recipients), "date": views.EDTF(e.Date), "place": ""}
		if e.Place != nil {
			x["place"] = e.Place.Name
		}
		return x
	case r.Statement != nil:
		t := r.Statement
		return map[string]string{"speaker": codes(full([]string{t.Speaker})), "about": codes(t.About), "mode": t.Mode, "date": views.EDTF(t.Date)}
	case r.Figure != nil:
		f := r.Figure
		return map[string]string{"op": f.Op, "value": f.Value, "unit": f.Unit, "measure": f.Measure, "parties": codes(f.Parties), "from": f.From, "to": f.To, "period": views.EDTF(f.Period), "modality": f.Modality}
	default:
		t := r.Tie
		return map[string]string{"kind": t.Kind, "status": t.Status, "name": t.Name, "parties": codes(t.Parties), "from": views.EDTF(t.From), "until": views.EDTF(t.Until)}
	}
}

func full(ids []string) []string {
	return slices.DeleteFunc(ids, func(s string) bool { return s == "" })
}

// An Act is what somebody wants to be said.
type Act struct {
	Row, Field, Value, Was string
	Task, Why              string
}

// moment is later than that of any word before.
func (v *Reviews) moment() string {
	const form = "2006-01-02T15:04:05.000000Z"
	at := v.now().UTC().Format(form)
	if at <= v.last {
		if t, err := parseMoment(v.last); err == nil {
			at = t.Format(form)
		}
	}
	v.last = at
	return at
}

// proposed are the corrections that acts come to, checked, all of one moment.
func (v *Reviews) proposed(ctx context.Context, who, when string, acts []Act) ([]entente.Correction, error) {
	if strings.TrimSpace(who) == "" {
		return nil, views.Asked("nobody said who says so")
	}
	var out []entente.Correction
	for _, a := range acts {
		c := entente.Correction{Row: a.Row, Field: a.Field, Value: strings.TrimSpace(a.Value), Was: a.Was, Who: who, When: when, Task: a.Task, Why: views.ClipTo(strings.TrimSpace(a.Why), 500)}
		value, err := v.settled(c)
		if err != nil {
			return nil, err
		}
		c.Value = value
		if err := v.judge.Check(c); err != nil {
			return nil, err
		}
		switch corrections.Sort(c.Row) {
		case "event", "statement", "figure", "tie":
			m, _, err := v.machine(ctx, c.Row)
			if err != nil {
				return nil, err
			}
			c.Row = m.ID()
			c.Was = cmp.Or(c.Was, stands(&m)[c.Field])
		}
		c.ID = entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When)
		out = append(out, c)
	}
	return out, nil
}

// settled turns names of actors into codes, where a field takes codes.
func (v *Reviews) settled(c entente.Correction) (string, error) {
	for _, f := range v.judge.Fields(corrections.Sort(c.Row)) {
		if f.Name != c.Field || f.Form != "code" && f.Form != "codes" {
			continue
		}
		var codes []string
		for _, name := range corrections.List(c.Value) {
			who, err := v.desk.Actors(name)
			if err != nil {
				return "", err
			}
			for _, a := range who {
				codes = append(codes, a.Code)
			}
		}
		return strings.Join(codes, ","), nil
	}
	return c.Value, nil
}

// Say keeps what somebody says, and gives the ids of the corrections.
func (v *Reviews) Say(ctx context.Context, who string, acts ...Act) ([]string, error) {
	v.saying.Lock()
	defer v.saying.Unlock()
	list, err := v.proposed(ctx, who, v.moment(), acts)
	if err != nil {
		return nil, err
	}
	return v.append(ctx, list)
}

func (v *Reviews) append(ctx context.Context, list []entente.Correction) ([]string, error) {
	var ids []string
	for _, c := range list {
		if err := v.store.Correct(ctx, c); err != nil {
			return ids, err
		}
		ids = append(ids, c.ID)
	}
	return ids, nil
}

// Accept says that a row is right as the caller has corrected it. Where somebody rejected it, it is let stand again.
func (v *Reviews) Accept(ctx context.Context, who, row, task, why string) ([]string, error) {
	acts := []Act{{Row: row, Field: "confirmed", Value: "true", Task: task, Why: why}}
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, err
	}
	if v.judge.Rule(all).Rejected(row) {
		acts = append(acts, Act{Row: row, Field: "rejected", Value: "false", Was: "true", Task: task, Why: why})
	}
	return v.Say(ctx, who, acts...)
}

// Undo takes back the last thing that somebody said (all that they said at that moment), or one correction by its id, whoever said it.
func (v *Reviews) Undo(ctx context.Context, who, id string) (rows []string, err error) {
	v.saying.Lock()
	defer v.saying.Unlock()
	all, err := v.store.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	var back []entente.Correction
	for _, c := range slices.Backward(entente.Holding(all)) {
		undoes := c.Replaces != "" && c.Value == ""
		if id == "" && (c.Who != who || undoes) || id != "" && c.ID != id {
			continue
		}
		if len(back) > 0 && (back[0].When != c.When || id != "") {
			break
		}
		back = append(back, c)
	}
	if len(back) == 0 {
		return nil, fmt.Errorf("there is nothing to undo: %w", entente.ErrNotFound)
	}
	when := v.moment()
	var list []entente.Correction
	for _, c := range back {
		u := entente.Correction{Row: c.Row, Field: c.Field, Was: c.Value, Who: who, When: when, Replaces: c.ID}
		u.ID = entente.ID("c", u.Row, u.Field, u.Replaces, u.Who, u.When)
		list, rows = append(list, u), append(rows, c.Row)
	}
	_, err = v.append(ctx, list)
	return rows, err
}
