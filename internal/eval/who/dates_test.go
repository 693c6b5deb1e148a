package who

import (
	"fmt"
	"os"
	"testing"

	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/syntax"
)

// TestDates prints the scores and, with -v, the differences, where ENTENTE_GOLD names the gold folder.
func TestDates(t *testing.T) {
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
	rows, err := Dates(gold, parse)
	if err != nil {
		t.Fatal(err)
	}
	if err := score.Write(os.Stderr, rows, nil); err != nil {
		t.Fatal(err)
	}
	for _, short := range score.Short(rows, map[string]float64{"value F1": .82}) {
		t.Error(short)
	}
	if !testing.Verbose() {
		return
	}
	f := dates.New()
	tell := func(name, text, gold, got string) { fmt.Printf("%.20s\t%s\tgold %s\tgot %s\n", name, text, gold, got) }
	err = score.EachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d score.DatedText) bool {
		scoreTimexes(&d, f, parse, new(int), new(int), tell)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	err = score.EachLine(gold, "entities/"+gumSet()+".jsonl.gz", func(d gumText) bool {
		if len(d.Dates) > 0 {
			scoreWhen(&d, f, parse, tell)
		}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
}

// gumSet is the part of GUM whose differences are printed.
func gumSet() string {
	if s := os.Getenv("ENTENTE_GUM"); s != "" {
		return s
	}
	return "gum-dev"
}
