package views

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
	"entente/internal/relations"
)

// A Chronology is what happened, was planned or denied, each thing once, in the order of dates.
type Chronology struct {
	A      Actor    `json:"a"`
	B      Actor    `json:"b"`
	Since  string   `json:"since,omitempty"`
	Until  string   `json:"until,omitempty"`
	Status []string `json:"status" doc:"only these; none for all"`
	Today  string   `json:"today" doc:"the last day on which a document was published"`
	// Total counts what happened in the period, and Years by year over all times, "" for what is not dated; Items are a page of it.
	Total  int             `json:"total"`
	Years  []entente.Count `json:"years" doc:"things by the year in which they began, over all times"`
	Items  []Item          `json:"items"`
	Next   string          `json:"next,omitempty" doc:"cursor of the page with what came before"`
	Behind bool            `json:"behind,omitempty" doc:"documents that came in lately are still being put together with the others"`
}

// An Item is a happening with the passages that tell it and what it led to.
type Item struct {
	ID         string    `json:"id"`
	What       string    `json:"what" doc:"in words"`
	When       string    `json:"when" doc:"in words"`
	Date       string    `json:"date,omitempty" doc:"EDTF"`
	Start      string    `json:"start,omitempty" doc:"first day"`
	End        string    `json:"end,omitempty" doc:"last day"`
	Precision  string    `json:"precision,omitempty"`
	Status     string    `json:"status" doc:"happened, ongoing, planned, hypothetical or denied"`
	Kind       string    `json:"kind"`
	Type       string    `json:"type,omitempty" doc:"PLOVER"`
	Quad       int       `json:"quad,omitempty" doc:"1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"`
	Against    bool      `json:"against,omitempty" doc:"a conflict that sets the two against each other"`
	Actors     []Actor   `json:"actors"`
	Recipients []Actor   `json:"recipients"`
	Place      string    `json:"place,omitempty"`
	Lat        float64   `json:"lat,omitempty"`
	Lon        float64   `json:"lon,omitempty"`
	Stories    int       `json:"stories" doc:"independent stories that tell it"`
	Told       int       `json:"told" doc:"passages that tell it; the surest are given"`
	Conflicts  []string  `json:"conflicts" doc:"dates, in EDTF, that other accounts give"`
	Outcome    *Ref      `json:"outcome,omitempty" doc:"what became of a plan"`
	PlanOf     []Ref     `json:"planned_as,omitempty" doc:"the plans that it carried out"`
	Denials    []Ref     `json:"denials,omitempty"`
	Open       bool      `json:"open,omitempty" doc:"a plan whose day is past, without an outcome"`
	Passages   []Passage `json:"passages"`

	order string // what is not dated stands last, by the day on which it was told
}

// A Ref names another item.
type Ref struct {
	ID     string `json:"id"`
	What   string `json:"what"`
	When   string `json:"when"`
	Status string `json:"status"`
}

// Chronology lays out all that happened between two actors, or what one took part in.
func (d *Desk) Chronology(ctx context.Context, a, b, since, until string) (*Chronology, error) {
	return d.chronology(ctx, a, b, Question{Since: since, Until: until}, 0)
}

// Planned lays out all that was planned and of which nothing else is known, whatever its day.
func (d *Desk) Planned(ctx context.Context, a, b string) (*Chronology, error) {
	return d.chronology(ctx, a, b, Question{Status: []string{"planned"}}, 0)
}

// MostItems is how many things a page of a chronology has, where nobody asks for another number.
const MostItems = 200

// ChronologyPage lays out the newest of what happened, or what came before that; of the question its period, status, limit and cursor count.
func (d *Desk) ChronologyPage(ctx context.Context, a, b string, q Question) (*Chronology, error) {
	return d.chronology(ctx, a, b, Question{Since: q.Since, Until: q.Until, Status: q.Status, Cursor: q.Cursor}, bounded(q.Limit, MostItems))
}

func (d *Desk) chronology(ctx context.Context, a, b string, q Question, limit int) (*Chronology, error) {
	c := &Chronology{Since: q.Since, Until: q.Until, Status: append([]string{}, q.Status...), Items: []Item{}}
	var err error
	if b == "" {
		c.A, err = d.actor(a)
		q.Actor = c.A.Code
	} else {
		c.A, c.B, err = d.Pair(a, b)
		q.Dyad = []string{c.A.Code, c.B.Code}
	}
	if err != nil {
		return nil, err
	}
	from, err := readCursor(q.Cursor)
	if err != nil {
		return nil, err
	}
	return keep(ctx, d, fmt.Sprintf("chronology %+v %d", q, limit), func() (*Chronology, error) {
		t, err := d.told(ctx, q, piece{limit, from.after})
		if err != nil {
			return nil, err
		}
		c.Today, c.Items, c.Behind = t.today, t.items(c.A.Code, c.B.Code), t.behind
		if t.more {
			c.Next = cursor{t.last, from.shown + limit}.String()
		}
		return c, d.counted(ctx, c, q)
	})
}

// counted tells how much there is of what a chronology shows a page of.
func (d *Desk) counted(ctx context.Context, c *Chronology, q Question) error {
	c.Total, c.Years = len(c.Items), []entente.Count{}
	s, ok := d.store.(interface {
		HappeningYears(ctx context.Context, f entente.Filter) ([]entente.Count, error)
	})
	if !ok {
		return nil
	}
	f, err := d.filter(q)
	if err != nil {
		return err
	}
	within, err := s.HappeningYears(ctx, f)
	if err != nil {
		return err
	}
	c.Total = 0
	for _, x := range within {
		c.Total += x.Count
	}
	if f.Since, f.Until = "", ""; q.Since+q.Until != "" {
		within, err = s.HappeningYears(ctx, f)
	}
	c.Years = append(c.Years, within...)
	return err
}

func begins(d *entente.Date) string {
	if d == nil {
		return "~"
	}
	return cmp.Or(d.Start, d.End, "~")
}

// items are the happenings, with what sets a and b against each other marked.
func (t *told) items(a, b string) []Item {
	out := []Item{}
	at := map[string]int{}
	for i := range t.c.Happenings {
		if x, ok := t.item(&t.c.Happenings[i]); ok {
			x.Against = against(&t.c.Happenings[i], a, b)
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(x, y Item) int { return cmp.Compare(x.order, y.order) })
	for i := range out {
		at[out[i].ID] = i
	}
	for _, l := range t.c.Links {
		i, from := at[l.From]
		k, to := at[l.To]
		r, known := t.ref(l.To)
		if to {
			r, known = out[k].ref(), true
		}
		plan, also := t.ref(l.From)
		if from {
			plan, also = out[i].ref(), true
		}
		switch {
		case l.Kind == "outcome":
			if from && known {
				out[i].Outcome, out[i].Open = &r, false
			}
			if to && also {
				out[k].PlanOf = append(out[k].PlanOf, plan)
			}
		case l.Kind == "denial" && from && known:
			out[i].Denials = append(out[i].Denials, r)
		}
	}
	return out
}

// against reports whether a conflict has a and b on its two sides, or is a fight that they share; without b, whether a has
// part in it on either side.
func against(h *entente.Happening, a, b string) bool {
	if h.Quad < 3 {
		return false
	}
	has := slices.Contains[[]string]
	if b == "" {
		return len(h.Recipients) > 0 && (has(h.Actors, a) || has(h.Recipients, a))
	}
	if has(h.Actors, a) && has(h.Recipients, b) || has(h.Actors, b) && has(h.Recipients, a) {
		return true
	}
	x := relations.Act{Type: h.Type, Mode: h.Mode, Kind: h.Kind, Quad: h.Quad, Actors: h.Actors, Recipients: h.Recipients}
	return has(h.Actors, a) && has(h.Actors, b) && x.Reciprocal()
}

func (x *Item) ref() Ref { return Ref{x.ID, x.What, x.When, x.Status} }

// item is a happening with its passages, the surest first.
func (t *told) item(h *entente.Happening) (Item, bool) {
	var rows []*entente.Row
	for _, id := range h.Events {
		if r := t.rows[id]; r != nil {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return Item{}, false
	}
	slices.SortFunc(rows, func(x, y *entente.Row) int {
		return cmp.Or(cmp.Compare(y.Event.Confidence, x.Event.Confidence), cmp.Compare(begins(x.Document.Published), begins(y.Document.Published)), cmp.Compare(x.ID(), y.ID()))
	})
	x := Item{ID: h.ID, What: t.d.words.Event(rows[0]), When: prose.Date(h.Date), Status: h.Status, Kind: h.Kind, Type: h.Type, Quad: h.Quad, Actors: t.d.Named(h.Actors),
		Recipients: t.d.Named(h.Recipients), Stories: len(h.Stories), Told: max(len(h.Events), len(rows)), Conflicts: append([]string{}, h.Conflicts...)}
	if h.Date != nil {
		x.Date, x.Start, x.End, x.Precision = h.Date.EDTF, h.Date.Start, h.Date.End, h.Date.Precision
	}
	x.order = begins(h.Date)
	if x.When == "" {
		x.order = "~" + begins(rows[0].Document.Published)
		x.When = "undated"
		if p := prose.Date(rows[0].Document.Published); p != "" {
			x.When = "told " + p
		}
	}
	if h.Place != nil {
		x.Place, x.Lat, x.Lon = h.Place.Name, h.Place.Lat, h.Place.Lon
	}
	x.Open = h.Status == "planned" && x.End != "" && x.End < t.today
	for _, r := range rows {
		x.Passages = append(x.Passages, t.d.Passage(r))
	}
	return x, true
}

// Mark is the word for how an item is drawn: solid, hollow, dashed or struck.
func (x *Item) Mark() string {
	switch x.Status {
	case "planned":
		return "hollow"
	case "hypothetical":
		return "dashed"
	case "denied":
		return "struck"
	}
	return "solid"
}

// Year is the year of an item for a heading; "" for none.
func (x *Item) Year() string {
	day := cmp.Or(x.Start, x.End)
	if len(day) < 4 {
		return ""
	}
	return day[:4]
}

// Parties names who took part on either side, for people.
func (x *Item) Parties() string {
	var names []string
	for _, p := range slices.Concat(x.Actors, x.Recipients) {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// Weight is roughly how many rows with their passages it has.
func (c *Chronology) Weight() int {
	n := 1
	for i := range c.Items {
		n += 1 + len(c.Items[i].Passages)
	}
	return n
}
