package opinions

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/corrections"
	"entente/internal/prose"
	"entente/internal/views"
	"errors"
)

// An Effect is what a change would do, before it is kept.
type Effect struct {
	Acts       []Act     `json:"-"`
	Rows       []Changed `json:"rows" doc:"rows that would change, the first of them"`
	Total      int       `json:"total" doc:"how many would"`
	Happenings []Changed `json:"happenings" doc:"happenings that would"`
}

// Changed is a row or happening before and after; "" where it is none.
type Changed struct {
	ID     string `json:"id"`
	Before string `json:"before"`
	After  string `json:"after"`
	Quote  string `json:"quote,omitempty"`
}

// mostChanged is how many changed rows are shown.
const mostChanged = 100

// Effect shows what acts would change. Nothing is kept.
func (v *Reviews) Effect(ctx context.Context, who string, acts ...Act) (*Effect, error) {
	said, err := v.proposed(ctx, who, "9999-12-31T23:59:59Z", acts)
	if err != nil {
		return nil, err
	}
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, err
	}
	e := &Effect{Acts: acts, Rows: []Changed{}, Happenings: []Changed{}}
	before, after := v.judge.Rule(all), v.judge.Rule(slices.Concat(all, said))
	rows, err := v.concerned(ctx, said)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		was, stood := before.Row(rows[i])
		is, stands := after.Row(rows[i])
		c := Changed{ID: rows[i].ID(), Quote: rows[i].Quote}
		if stood {
			c.Before = v.gist(&was)
		}
		if stands {
			c.After = v.gist(&is)
		}
		if c.Before != c.After {
			if e.Total++; len(e.Rows) < mostChanged {
				e.Rows = append(e.Rows, c)
			}
		}
	}
	for _, c := range said {
		if corrections.Sort(c.Row) != "event" {
			continue
		}
		if err := v.happen(ctx, e, c, said); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// happen adds the happenings that a correction of an event would change.
func (v *Reviews) happen(ctx context.Context, e *Effect, c entente.Correction, said []entente.Correction) error {
	rows, was, err := v.corpus(ctx, c.Row, nil)
	if errors.Is(err, entente.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if to := corrections.Text(c.Value); c.Field == "merge" && !slices.ContainsFunc(rows, func(r entente.Row) bool { return r.ID() == to }) {
		if r, err := v.store.Row(ctx, to); err == nil {
			rows = append(rows, r)
		}
		all, err := v.corrections(ctx)
		if err != nil {
			return err
		}
		if was, err = v.build(ctx, rows, all); err != nil {
			return err
		}
	}
	all, err := v.corrections(ctx)
	if err != nil {
		return err
	}
	is, err := v.build(ctx, rows, slices.Concat(all, said))
	if err != nil {
		return err
	}
	e.Happenings = append(e.Happenings, v.between(was, is)...)
	return nil
}

// between lists the happenings that are not the same in two corpora.
func (v *Reviews) between(was, is corpus.Rows) []Changed {
	say := func(h *entente.Happening) string {
		names := func(codes []string) string {
			var out []string
			for _, c := range codes {
				out = append(out, v.desk.Name(c))
			}
			return strings.Join(out, ", ")
		}
		who := names(h.Actors)
		if len(h.Recipients) > 0 {
			who += " → " + names(h.Recipients)
		}
		rows := "one row"
		if n := len(h.Events); n != 1 {
			rows = fmt.Sprintf("%d rows", n)
		}
		return strings.Join(full([]string{strings.ReplaceAll(h.Kind, "-", " ") + ": " + who, prose.Date(h.Date), h.Status, "told by " + rows}), ", ")
	}
	changes := map[string]*Changed{}
	at := func(id string) *Changed {
		if changes[id] == nil {
			changes[id] = &Changed{ID: id}
		}
		return changes[id]
	}
	for i := range was.Happenings {
		at(was.Happenings[i].ID).Before = say(&was.Happenings[i])
	}
	for i := range is.Happenings {
		at(is.Happenings[i].ID).After = say(&is.Happenings[i])
	}
	out := []Changed{}
	for _, id := range slices.Sorted(maps.Keys(changes)) {
		if c := changes[id]; c.Before != c.After {
			out = append(out, *c)
		}
	}
	return out
}

// concerned are the rows, as they were read, that corrections may change.
func (v *Reviews) concerned(ctx context.Context, said []entente.Correction) ([]entente.Row, error) {
	var out []entente.Row
	seen := map[string]bool{}
	add := func(rows ...entente.Row) {
		for _, r := range rows {
			if !seen[r.ID()] {
				seen[r.ID()] = true
				out = append(out, r)
			}
		}
	}
	for _, c := range said {
		switch corrections.Sort(c.Row) {
		case "event", "statement", "figure", "tie":
			m, _, err := v.machine(ctx, c.Row)
			if err != nil {
				return nil, err
			}
			add(m)
		case "document":
			m, err := v.record(ctx, c.Row)
			if err != nil {
				return nil, err
			}
			add(m.rows...)
		case "name", "rule": // of any row
			rows, err := v.store.Rows(ctx, entente.Filter{Limit: mostQueued, Newest: true})
			if err != nil {
				return nil, err
			}
			add(rows...)
		}
	}
	return out, nil
}

// gist is a row in a line.
func (v *Reviews) gist(r *entente.Row) string {
	x := v.desk.RowOf(r)
	var sides []string
	for _, p := range x.Parties {
		if p.Side != "asserts" {
			sides = append(sides, p.Side+" "+cmp.Or(p.Code, p.Name))
		}
	}
	words := []string{x.Type, views.ClipTo(x.What, 120), strings.Join(sides, ", "), x.Date, x.Status, fmt.Sprintf("%.0f %%", views.Confidence(r)*100)}
	return strings.Join(full(words), " · ")
}

func sorted[V any, K cmp.Ordered](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func parseDay(s string) (time.Time, error) { return time.Parse(time.DateOnly, s) }

// parseMoment is the microsecond after a moment.
func parseMoment(s string) (time.Time, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	return t.Add(time.Microsecond), err
}
