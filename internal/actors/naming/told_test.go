package naming

import (
	"strings"
	"testing"

	"entente/internal/gazetteer"
)

// TestHalves holds that the rows of halves.tsv are read, and name states.
func TestHalves(t *testing.T) {
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for word, hs := range readHalves() {
		for _, h := range hs {
			n++
			if g.States[h.state] == nil || g.States[h.other] == nil || h.from > h.until && h.until != "" {
				t.Errorf("halves.tsv: %s: %+v", word, h)
			}
		}
	}
	if want := strings.Count(halfTable, "\n") - 1; n != want {
		t.Errorf("%d rows were read, want %d", n, want)
	}
}
