package conformance

import (
	"context"
	"slices"
	"testing"

	"entente"
)

// ids lists what Rows lists, by id.
func ids(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, s := context.Background(), fill(t, open, readings())
	lists, ok := s.(interface {
		IDs(context.Context, entente.Filter) ([]string, error)
	})
	if !ok {
		t.Fatalf("%T lists no ids", s)
	}
	for _, f := range []entente.Filter{{}, {Kinds: []string{"event"}}, {Actor: "GON"}, {Dyad: [2]string{"ARN", "GON"}}, {Since: "2022-09-01"}, {Source: "b.txt"}} {
		rows, err := s.Rows(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for i := range rows {
			want = append(want, rows[i].ID())
		}
		slices.Sort(want)
		got, err := lists.IDs(ctx, f)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%+v: got %v, %v; want %v", f, got, err, want)
		}
	}
}
