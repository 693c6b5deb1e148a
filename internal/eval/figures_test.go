package eval

import (
	"fmt"
	"os"
	"testing"

	"entente/internal/dates"
	"entente/internal/figures"
)

// TestFigures prints the scores and, with -v, the differences, where ENTENTE_GOLD names the gold folder.
func TestFigures(t *testing.T) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		t.Skip("ENTENTE_GOLD is not set")
	}
	rows, err := Figures(gold, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(os.Stderr, rows, nil); err != nil {
		t.Fatal(err)
	}
	if !testing.Verbose() {
		return
	}
	df := dates.New()
	ff, err := figures.New()
	if err != nil {
		t.Fatal(err)
	}
	tell := func(name, text, gold, got string) { fmt.Printf("%.20s\t%s\tgold %s\tgot %s\n", name, text, gold, got) }
	var tally valueTally
	err = eachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d datedText) bool {
		tally.add(&d, df, ff, nil, tell)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}
