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
	floors(t, rows, map[string]float64{"MONEY span F1": .85, "PERCENT span F1": .85, "span holds its number": 1, "value": .93, "unit": .93, "operator": .93})
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

// floors fails where a measure that was scored lies under its floor.
func floors(t *testing.T, rows []Row, want map[string]float64) {
	t.Helper()
	for _, r := range rows {
		if f, ok := want[r.Measure]; ok && r.Value < f {
			t.Errorf("%s %s %s is %.3f, want at least %.2f", r.Stage, r.Set, r.Measure, r.Value, f)
		}
	}
}
