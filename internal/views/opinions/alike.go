package opinions

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente"
	"entente/internal/corpus"
	"entente/internal/views"
)

// tell adds the events that are held to be one with an event, and happenings near it.
func (v *Reviews) tell(ctx context.Context, o *Opinion, id string) error {
	rows, built, err := v.corpus(ctx, o.ID, nil)
	if err != nil {
		return err
	}
	by := map[string]*entente.Row{}
	for i := range rows {
		by[rows[i].ID()] = &rows[i]
	}
	told := func(event string) Told {
		r := by[event]
		return Told{event, v.words.Event(r), views.EDTF(r.Event.Date), r.Quote, r.Document.Title}
	}
	mine := by[o.ID]
	for _, h := range built.Happenings {
		if slices.Contains(h.Events, o.ID) {
			for _, e := range h.Events {
				if e != o.ID && by[e] != nil {
					o.Happening = append(o.Happening, told(e))
				}
			}
		} else if mine != nil && by[h.Events[0]] != nil && len(o.Alike) < 60 {
			o.Alike = append(o.Alike, told(h.Events[0]))
		}
	}
	day := ""
	if mine != nil && mine.Event.Date != nil {
		day = mine.Event.Date.Start
	}
	kind := func(t Told) int {
		if mine != nil && by[t.Event].Event.Kind == mine.Event.Kind {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(o.Alike, func(a, b Told) int {
		return cmp.Or(cmp.Compare(apart(by[a.Event], day), apart(by[b.Event], day)), cmp.Compare(kind(a), kind(b)), cmp.Compare(a.Event, b.Event))
	})
	o.Alike = o.Alike[:min(9, len(o.Alike))]
	return nil
}

// apart is how many days lie between an event and a day, very many where one of them is not known.
func apart(r *entente.Row, day string) int {
	if r.Event.Date == nil {
		return 1 << 30
	}
	a, err1 := parseDay(r.Event.Date.Start)
	b, err2 := parseDay(day)
	if err1 != nil || err2 != nil {
		return 1 << 30
	}
	n := int(a.Sub(b).Hours() / 24)
	return max(n, -n)
}

// corpus makes happenings of the events between those who take part in an event, with corrections that nobody said yet.
func (v *Reviews) corpus(ctx context.Context, event string, also []entente.Correction) ([]entente.Row, corpus.Rows, error) {
	none := corpus.Rows{}
	r, err := v.store.Row(ctx, event)
	if err != nil {
		return nil, none, err
	}
	f := entente.Filter{Kinds: []string{"event"}, Limit: 3000}
	codes := map[string]bool{}
	for _, s := range r.Sides() {
		if code := cmp.Or(s.Of, s.Code); code != "" && s.Side != "asserts" {
			codes[code] = true
		}
	}
	switch c := slices.Sorted(maps.Keys(codes)); {
	case len(c) > 1:
		f.Dyad = [2]string{c[0], c[1]}
	case len(c) == 1:
		f.Actor = c[0]
	default:
		f.Document = []string{r.Document.ID}
	}
	rows, err := v.store.Rows(ctx, f)
	if err != nil {
		return nil, none, err
	}
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, none, err
	}
	built, err := v.build(ctx, rows, slices.Concat(all, also))
	return rows, built, err
}

// build makes the corpus rows of events with corrections.
func (v *Reviews) build(ctx context.Context, rows []entente.Row, said []entente.Correction) (corpus.Rows, error) {
	return views.Corpus(ctx, with{v.store, said}, v.desk.Joins(), rows)
}

// with is a store in which other corrections were said.
type with struct {
	entente.Store
	said []entente.Correction
}

func (w with) Corrections(context.Context) ([]entente.Correction, error) { return w.said, nil }
