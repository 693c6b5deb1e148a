package conform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"entente"
)

// Dense holds a store to it where many documents tell of the same few parties over some years: what comes in between, is read
// again or forgotten is joined with what it can meet alone, and that must be what Build makes of everything at once.
func Dense(t *testing.T, open func(t *testing.T) entente.Store) {
	kinds := kindsOf(t)
	r := rand.New(rand.NewPCG(3, 1))
	for _, statuses := range [][]string{{"happened"}, {"happened", "happened", "planned", "hypothetical"}, {"happened", "planned", "hypothetical", "denied", "ongoing"}} {
		h := &held{t: t, s: open(t), kinds: kinds, r: r}
		const documents = 150
		version := map[int]int{}
		for i := range documents {
			h.put(dense(i, 1, statuses))
			version[i] = 1
			if i%29 == 28 {
				h.look(fmt.Sprintf("after document %d", i))
			}
		}
		for round := range 12 {
			i := r.IntN(documents)
			id := dense(i, 1, statuses).Analyses[0].Document.ID
			switch {
			case slices.Contains(h.gone, id):
			case round%3 == 2:
				if err := h.s.Forget(context.Background(), id, entente.Tombstone{Document: id, Who: "t", When: "2026-01-01T00:00:00Z"}); err != nil {
					t.Fatal(err)
				}
				h.gone = append(h.gone, id)
			default:
				version[i]++
				h.put(dense(i, version[i], statuses))
			}
			h.look(fmt.Sprintf("round %d, document %d", round, i))
		}
	}
}

// dense is the n-th of a row of made-up documents about two parties over four years, every fifth a copy of the one before.
func dense(n, version int, statuses []string) entente.Reading {
	x := reading(n, version)
	a := x.Analyses[0]
	r := rand.New(rand.NewPCG(uint64(n), uint64(version)+77))
	date := func() *entente.Date {
		y, m, d := 2001+r.IntN(4), 1+r.IntN(12), 1+r.IntN(28)
		s := fmt.Sprintf("%d-%02d-%02d", y, m, d)
		switch r.IntN(9) {
		case 0:
			return nil
		case 1:
			s = s[:7]
			return &entente.Date{EDTF: s, Start: s + "-01", End: s + "-28", Precision: "month", Basis: "text"}
		case 2:
			s = s[:4]
			return &entente.Date{EDTF: s, Start: s + "-01-01", End: s + "-12-31", Precision: "year", Basis: "text"}
		}
		return &entente.Date{EDTF: s, Start: s, End: s, Precision: "day", Basis: "text"}
	}
	a.Document.Published = date()
	for i := range a.Events {
		e := &a.Events[i]
		e.Kind, e.Status, e.Date = []string{"visit", "meeting", "condemnation"}[r.IntN(3)], statuses[r.IntN(len(statuses))], date()
		e.Actors, e.Recipients, e.Place = []string{"m0"}, []string{"m1"}, nil
		switch r.IntN(8) {
		case 0:
			e.Actors = []string{"m4"}
		case 1:
			e.Actors = []string{"m5", "m0"}
		case 2:
			e.Actors, e.Recipients = e.Recipients, e.Actors
		case 3:
			e.Place = &entente.Place{Name: "Edoras", Country: places[r.IntN(4)]}
		}
	}
	return x
}

// Crowd holds a store to it where more documents share a formula than are compared with one another by it, copies among them.
func Crowd(t *testing.T, open func(t *testing.T) entente.Store) {
	kinds := kindsOf(t)
	h := &held{t: t, s: open(t), kinds: kinds}
	r := rand.New(rand.NewPCG(8, 2))
	const documents = 330
	for i, n := range r.Perm(documents) {
		h.put(formula(n))
		if i == 200 || i > 250 && i%20 == 0 || i == documents-1 {
			h.look(fmt.Sprintf("after %d documents", i+1))
		}
	}
	for range 12 {
		id := formula(r.IntN(documents)).Analyses[0].Document.ID
		if slices.Contains(h.gone, id) {
			continue
		}
		if err := h.s.Forget(context.Background(), id, entente.Tombstone{Document: id, Who: "t", When: "2026-01-01T00:00:00Z"}); err != nil {
			t.Fatal(err)
		}
		h.gone = append(h.gone, id)
	}
	h.look("some forgotten")
}

// formula is a document of formulas that hundreds share, with words of its own; those of a dozen are near one another.
func formula(n int) entente.Reading {
	text := "The two sides held talks on matters of common interest and agreed to meet again before long in a spirit of trust."
	for i := range 8 {
		text += fmt.Sprintf(" In hall %c%c the scribes of %c wrote of the matter of %c.", 'a'+n/12%26, 'a'+n/12/26, 'a'+i, 'a'+i*(n%12)%26)
	}
	raw := fmt.Sprintf("%d\n%s", n, text)
	a := &entente.Analysis{Schema: entente.Schema, Versions: entente.Versions{Entente: "1"}}
	a.Document = entente.Document{ID: entente.ID("d", raw), Source: fmt.Sprintf("%d.txt", n), Raw: entente.Hash([]byte(raw)), Text: text}
	return entente.Reading{Page: entente.Page{Source: a.Document.Source, Raw: []byte(raw)}, Versions: a.Versions, Analyses: []*entente.Analysis{a}}
}
