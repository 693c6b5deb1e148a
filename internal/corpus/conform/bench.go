package conform

import (
	"context"
	"testing"
	"time"

	"entente"
	"entente/internal/conformance"
	"entente/internal/corpus"
	"entente/internal/ontology"
)

// Bench fills a store, takes all in, and times what is asked of it: of its rows and texts, one more document with its place in
// the corpus (told), the first happenings of a dyad, and those of one month of it. size gives how many bytes it has on disk.
func Bench(b *testing.B, s entente.Store, size func() (int64, error)) {
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		b.Fatal(err)
	}
	ctx, n := context.Background(), conformance.Fill(b, s)
	begun := time.Now()
	if err := corpus.Update(ctx, s, kinds); err != nil {
		b.Fatal(err)
	}
	rate := float64(n) / time.Since(begun).Seconds()
	conformance.Bench(b, s, n, size)
	if err := corpus.Update(ctx, s, kinds); err != nil {
		b.Fatal(err)
	}
	next := 3 * n
	of := func(f entente.Filter) error {
		_, err := corpus.Of(ctx, s, kinds, f)
		return err
	}
	dyad := [2]string{"ALFA", "BRAV"}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"told", func() error {
			next++
			if err := s.Put(ctx, conformance.Reading(next)); err != nil {
				return err
			}
			return corpus.Update(ctx, s, kinds)
		}},
		{"happenings", func() error { return of(entente.Filter{Dyad: dyad, Limit: 100}) }},
		{"happenings-month", func() error { return of(entente.Filter{Dyad: dyad, Since: "2005-03-01", Until: "2005-03-31"}) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(rate, "taken-in/s")
		})
	}
}
