package clean

import (
	"os"
	"strings"
	"testing"

	"entente"
	"entente/internal/clean/pubdate"
)

// TestDates holds the date of publication, and where it was read, against testdata/dates.txt. A day that is not the right
// one is a fault of its own.
func TestDates(t *testing.T) {
	b, err := os.ReadFile("testdata/dates.txt")
	if err != nil {
		t.Fatal(err)
	}
	c := cleaner(t)
	n, right := 0, 0
	for _, piece := range strings.Split("\n"+string(b), "\n= ")[1:] {
		want, text, _ := strings.Cut(piece, "\n")
		docs, _ := c.Clean(entente.Page{Source: "x", Raw: []byte(text)})
		got := "none"
		if len(docs) > 0 && docs[0].Published != nil {
			d := docs[0].Published
			got = strings.TrimSpace(d.EDTF+" "+d.Time) + " (" + d.Basis + ")"
			if pubdate.Coarse(d) == 0 && !strings.HasPrefix(want, d.EDTF) {
				t.Errorf("a wrong day: got %s, want %s, of\n%s", got, want, text)
			}
		}
		if n++; got == want {
			right++
		} else {
			t.Logf("got %s, want %s, of\n%s", got, want, text)
		}
	}
	if n < 20 || right < n-1 {
		t.Errorf("%d of %d dates right, want all but one", right, n)
	}
}
