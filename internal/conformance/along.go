package conformance

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"entente"
)

// along holds the lists and counts of an actor or a pair, which stores may answer from an index of their own, against all rows
// looked at one by one.
func along(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	readings := readings()
	for i := range 9 { // several a day, one over a month, one undated
		day := fmt.Sprintf("2023-03-0%d", 1+i/3)
		day = []string{day, day, day[:7], ""}[i%4]
		d := document(fmt.Sprintf("n%d.txt", i), "2023-04-01", "Arnor Post", "Arnor thanked Gondor. Gondor thanked Arnor.")
		d.mention("m0", "ARN", "ARN", "Arnor", "name").mention("m1", "GON", "GON", "Gondor", "name").mention("m2", "person:denethor", "GON", "Denethor", "label")
		d.event("thanked", "thanks", "SUPPORT", []string{"happened", "planned"}[i%2], day, []string{"m0"}, []string{[]string{"m1", "m2"}[i%2]})
		readings = append(readings, d.reading())
	}
	s := fill(t, open, readings)
	whole, err := s.Rows(ctx, entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Correct(ctx, entente.Correction{Row: whole[len(whole)/2].ID(), Field: "rejected", Value: "true", Who: "a reader", When: "2023-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	for _, f := range []entente.Filter{{}, {Kinds: []string{"event"}}, {Class: []string{"SUPPORT"}}, {Status: []string{"planned"}}, {Source: "arnor"}, {Since: "2023-03-02"}} {
		counts(t, s, f, len(rowIDs(t, s, f))) // of nobody
	}
	for _, who := range []entente.Filter{{Actor: "ARN"}, {Actor: "GON"}, {Actor: "person:denethor"}, {Dyad: [2]string{"GON", "ARN"}}, {Dyad: [2]string{"ARN", "GON"}, Actor: "person:denethor"}} {
		for _, f := range []entente.Filter{{}, {Newest: true}, {Kinds: []string{"event"}}, {Status: []string{"planned"}, Newest: true}, {Since: "2023-03-02"}, {Until: "2023-03-02", Newest: true}, {Skip: 2, Newest: true}} {
			f.Actor, f.Dyad = who.Actor, who.Dyad
			aliens := f
			aliens.Source = "." // looks at documents too, and lets all through
			want, got := rowIDs(t, s, aliens), rowIDs(t, s, f)
			if !slices.Equal(got, want) {
				t.Errorf("%+v: got %v, want %v", f, got, want)
			}
			f.Limit = 2
			if got := rowIDs(t, s, f); !slices.Equal(got, want[:min(2, len(want))]) {
				t.Errorf("%+v: got %v, want %v", f, got, want[:min(2, len(want))])
			}
			counts(t, s, f, len(want))
		}
	}
}

// counts holds a tally of a sample against the number of rows.
func counts(t *testing.T, s entente.Store, f entente.Filter, want int) {
	t.Helper()
	f.Sample = 3
	got, err := s.Tally(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	classes := 0
	for _, c := range got.Classes {
		classes += c.Count
	}
	want += f.Skip
	if got.Rows != want || classes != want && classes != got.Over || got.Over != 0 && got.Over < f.Sample {
		t.Errorf("%+v: got %d rows, %d of them in classes (%d looked at), want %d", f, got.Rows, classes, got.Over, want)
	}
}

func rowIDs(t *testing.T, s entente.Store, f entente.Filter) (out []string) {
	t.Helper()
	rows, err := s.Rows(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		out = append(out, rows[i].ID())
	}
	return out
}
