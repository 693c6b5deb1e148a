package conform

import (
	"context"
	"os"
	"strconv"
	"testing"

	"entente"
	"entente/internal/conformance"
	"entente/internal/corpus"
	"entente/internal/ontology"
)

// Bench fills a store (2,000 documents, or as many as ENTENTE_BENCH_DOCUMENTS says), takes all in, and times one more document
// with its place in the corpus, the first happenings of a dyad, and those of one month of it.
func Bench(b *testing.B, s entente.Store) {
	ctx, n := context.Background(), 2000
	if v, err := strconv.Atoi(os.Getenv("ENTENTE_BENCH_DOCUMENTS")); err == nil {
		n = v
	}
	o, err := ontology.Load()
	if err != nil {
		b.Fatal(err)
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		if err := s.Put(ctx, conformance.Reading(i)); err != nil {
			b.Fatal(err)
		}
	}
	if err := corpus.Update(ctx, s, kinds); err != nil {
		b.Fatal(err)
	}
	next := n
	of := func(f entente.Filter) error {
		_, err := corpus.Of(ctx, s, kinds, f)
		return err
	}
	dyad := [2]string{"ALFA", "BRAV"}
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"add", func() error {
			next++
			if err := s.Put(ctx, conformance.Reading(next)); err != nil {
				return err
			}
			return corpus.Update(ctx, s, kinds)
		}},
		{"dyad", func() error { return of(entente.Filter{Dyad: dyad, Limit: 100}) }},
		{"dyad-month", func() error { return of(entente.Filter{Dyad: dyad, Since: "2005-03-01", Until: "2005-03-31"}) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := c.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
