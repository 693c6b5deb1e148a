package conformance

import (
	"context"
	"slices"
	"testing"

	"entente"
)

// stretches reads lists piece by piece and backwards.
func stretches(t *testing.T, open func(*testing.T) entente.Store) {
	s, ctx := fill(t, open, readings()), context.Background()
	ids := func(f entente.Filter) (out []string) {
		rows, err := s.Rows(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		for i := range rows {
			out = append(out, rows[i].ID())
		}
		return out
	}
	all := ids(entente.Filter{})
	var pieces []string
	for skip := 0; skip < len(all); skip += 2 {
		pieces = append(pieces, ids(entente.Filter{Skip: skip, Limit: 2})...)
	}
	if !slices.Equal(all, pieces) {
		t.Errorf("in pieces of two: got %v, want %v", pieces, all)
	}
	if got := ids(entente.Filter{Skip: 2}); !slices.Equal(got, all[2:]) {
		t.Errorf("without the first two: got %v, want %v", got, all[2:])
	}
	late, err := s.Documents(ctx, entente.Filter{Newest: true, Limit: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(late) != 2 || late[0].Source != "a.txt" || late[1].Source != "b.txt" {
		t.Errorf("the two newest documents: got %v, want a.txt and b.txt", late)
	}
}

// tally holds the counts against the rows themselves.
func tally(t *testing.T, open func(*testing.T) entente.Store) {
	s, ctx := fill(t, open, readings()), context.Background()
	for _, f := range []entente.Filter{{}, {Kinds: []string{"event"}}, {Actor: "GON"}, {Dyad: [2]string{"ARN", "GON"}, Limit: 1}, {Since: "2022-07-01"}} {
		got, err := s.Tally(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		f.Limit = 0
		rows, err := s.Rows(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		sorts, documents := map[string]int{}, map[string]bool{}
		for i := range rows {
			sorts[rows[i].Sort()]++
			documents[rows[i].Document.ID] = true
		}
		if got.Rows != len(rows) || got.Documents != len(documents) {
			t.Errorf("%+v: got %d rows of %d documents, want %d of %d", f, got.Rows, got.Documents, len(rows), len(documents))
		}
		for _, c := range got.Sorts {
			if sorts[c.Value] != c.Count {
				t.Errorf("%+v: got %d of sort %s, want %d", f, c.Count, c.Value, sorts[c.Value])
			}
		}
		if len(got.Sorts) != len(sorts) || len(rows) > 0 && (len(got.Classes) == 0 || len(got.Actors) == 0) {
			t.Errorf("%+v: counts are missing: %+v", f, got)
		}
	}
}

// stamp asks whether a store says when it changes.
func stamp(t *testing.T, open func(*testing.T) entente.Store) {
	s, ctx := open(t), context.Background()
	ask := func() string {
		x, err := s.Stamp(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	before := ask()
	if again := ask(); again != before {
		t.Errorf("a store that nobody changed has stamps %s and %s", before, again)
	}
	all := readings()
	if err := s.Put(ctx, all[0]); err != nil {
		t.Fatal(err)
	}
	read := ask()
	if read == before {
		t.Errorf("a reading left the stamp at %s", read)
	}
	if err := s.Correct(ctx, entente.Correction{ID: "c:1", Row: "Imrahil", Field: "alias", Value: `"GON"`, Who: "t", When: "2023-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	if corrected := ask(); corrected == read {
		t.Errorf("a correction left the stamp at %s", corrected)
	}
}
