package entente

import "testing"

// TestHolding undoes, undoes an undoing, and does both within one second, in whatever order the ids sort.
func TestHolding(t *testing.T) {
	c := func(id, replaces string) Correction {
		return Correction{ID: id, Row: "e:1", Field: "status", Replaces: replaces, When: "2025-01-01T00:00:00Z"}
	}
	for _, x := range []struct {
		all  []Correction
		want string
	}{
		{[]Correction{c("b", ""), c("a", "b")}, "a"},
		{[]Correction{c("b", ""), c("c", "b")}, "c"},
		{[]Correction{c("b", ""), c("a", "b"), c("d", "a")}, "bd"},
		{[]Correction{c("b", ""), c("a", "b"), c("d", "a"), c("0", "d")}, "0a"},
		{[]Correction{c("x", "elsewhere")}, "x"},
	} {
		got := ""
		for _, h := range Holding(x.all) {
			got += h.ID
		}
		if got != x.want {
			t.Errorf("%v: %q holds, want %q", x.all, got, x.want)
		}
	}
}
