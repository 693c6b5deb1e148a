package who

import (
	"testing"

	"entente/internal/gazetteer"
)

// TestHeads holds that heads of state and of government are right on 98% of the days drawn, and names those that are not.
func TestHeads(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := Heads(g, func(at, _, want, got string) { t.Logf("%s: got %q, want %q", at, got, want) })
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		t.Logf("%s: %.3f (%s)", r.Measure, r.Value, r.Counts)
		if r.Value < .98 {
			t.Errorf("%s: got %.3f (%s), want .98", r.Measure, r.Value, r.Counts)
		}
	}
}
