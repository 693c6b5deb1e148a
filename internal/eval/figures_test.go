package eval

import (
	"fmt"
	"os"
	"testing"

	"entente"
	"entente/internal/dates"
	"entente/internal/figures"
	"entente/internal/syntax"
)

// TestFigures prints the scores and, with -v, the differences, where ENTENTE_GOLD names the gold folder.
func TestFigures(t *testing.T) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		t.Skip("ENTENTE_GOLD is not set")
	}
	var parse func(string, []entente.Part) []entente.Sentence
	if os.Getenv("ENTENTE_PARSE") != "" {
		p, err := syntax.New()
		if err != nil {
			t.Fatal(err)
		}
		parse = p.Parse
	}
	rows, err := Figures(gold, parse)
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
		tally.add(&d, df, ff, parse, tell)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}
