package said

import (
	"fmt"
	"os"
	"testing"

	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/figures"
	"entente/internal/syntax"
)

// TestFigures prints the scores and, with -v, the differences, where ENTENTE_GOLD names the gold folder.
func TestFigures(t *testing.T) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		t.Skip("ENTENTE_GOLD is not set")
	}
	var parse score.Parse
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
	if err := score.Write(os.Stderr, rows, nil); err != nil {
		t.Fatal(err)
	}
	for _, short := range score.Short(rows, map[string]float64{"MONEY span F1": .85, "PERCENT span F1": .85, "span holds its number": 1, "value": .93, "unit": .93, "operator": .93}) {
		t.Error(short)
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
	err = score.EachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d score.DatedText) bool {
		tally.add(&d, df, ff, parse, tell)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}
