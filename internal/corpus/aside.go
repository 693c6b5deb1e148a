package corpus

import (
	"cmp"
	"context"
	"slices"

	"entente"
)

// aside gives what a shelf would that is out of date and may not be written: the rows are joined anew, those of both of a pair where a
// filter asks for one, else all, and what comes of them is chosen as the shelf chooses. Of a pair, stories are put together from the
// documents that speak of either.
func aside(ctx context.Context, s record, kinds Kinds, f entente.Filter) (Rows, error) {
	who := []string{""}
	if f.Dyad[0] != "" && f.Dyad[1] != "" {
		who = f.Dyad[:]
	}
	var rows []entente.Row
	have := map[string]bool{}
	for _, code := range who {
		more, err := s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Actor: code})
		if err != nil {
			return Rows{}, err
		}
		for _, r := range more {
			if k := r.Document.ID + r.ID(); !have[k] {
				have[k] = true
				rows = append(rows, r)
			}
		}
	}
	said, err := s.Corrections(ctx)
	if err != nil {
		return Rows{}, err
	}
	words := kinds.Words(said)
	out, err := joined(ctx, s, kinds, rows)
	if err != nil {
		return Rows{}, err
	}
	parties := partiesOf(rows, kinds)
	among := map[string]bool{}
	out.Stories = nil
	out.Happenings = slices.DeleteFunc(out.Happenings, func(h entente.Happening) bool {
		of := slices.Concat(h.Actors, h.Recipients)
		for _, e := range h.Events {
			of = append(of, parties[e]...)
		}
		return !lets(f, &h, of, words.Code)
	})
	out.Happenings = stretch(out.Happenings, f)
	for _, h := range out.Happenings {
		among[h.ID] = true
	}
	out.Links = slices.DeleteFunc(out.Links, func(l entente.Link) bool { return !among[l.From] && !among[l.To] })
	return out, nil
}

// partiesOf are all who take part in each event.
func partiesOf(rows []entente.Row, kinds Kinds) map[string][]string {
	out := map[string][]string{}
	for i := range rows {
		if t := tell(&rows[i], nil, kinds); t != nil {
			out[t.id] = slices.Concat(t.actors, t.recipients, t.people)
		}
	}
	return out
}

// lets reports whether a filter lets a happening through in which some take part.
func lets(f entente.Filter, h *entente.Happening, parties []string, code func(string) string) bool {
	for _, who := range []string{f.Actor, f.Dyad[0], f.Dyad[1]} {
		if who != "" && !slices.Contains(parties, code(who)) {
			return false
		}
	}
	first, last := "", ""
	if h.Date != nil {
		first, last = h.Date.Start, h.Date.End
	}
	switch {
	case f.Since != "" && (last == "" || last < f.Since), f.Until != "" && (first == "" || first > f.Until):
		return false
	case len(f.IDs) > 0 && !slices.Contains(f.IDs, h.ID), len(f.Status) > 0 && !slices.Contains(f.Status, h.Status):
		return false
	}
	return len(f.Class) == 0 || slices.Contains(f.Class, h.Kind) || slices.Contains(f.Class, h.Type)
}

// stretch puts happenings in the order of their days, what is not dated last, and takes the stretch of the list that a filter asks for.
func stretch(all []entente.Happening, f entente.Filter) []entente.Happening {
	days := func(h *entente.Happening) (first, last string) {
		if h.Date != nil {
			first, last = h.Date.Start, h.Date.End
		}
		return first, last
	}
	slices.SortFunc(all, func(a, b entente.Happening) int {
		x, xx := days(&a)
		y, yy := days(&b)
		if (x == "") != (y == "") {
			return cmp.Compare(y, x)
		}
		c := cmp.Or(cmp.Compare(x, y), cmp.Compare(xx, yy))
		if f.Newest {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.ID, b.ID))
	})
	all = all[min(max(0, f.Skip), len(all)):]
	if f.Limit > 0 {
		all = all[:min(f.Limit, len(all))]
	}
	return all
}
