package eval

import (
	"fmt"
	"os"
	"testing"

	"entente"
	"entente/internal/dates"
	"entente/internal/syntax"
)

// TestDates prints the scores and, with -v, the differences, where ENTENTE_GOLD names the gold folder.
func TestDates(t *testing.T) {
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
	rows, err := Dates(gold, parse)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(os.Stderr, rows, nil); err != nil {
		t.Fatal(err)
	}
	floors(t, rows, map[string]float64{"value F1": .82})
	if !testing.Verbose() {
		return
	}
	f := dates.New()
	tell := func(name, text, gold, got string) { fmt.Printf("%.20s\t%s\tgold %s\tgot %s\n", name, text, gold, got) }
	err = eachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d datedText) bool {
		scoreTimexes(&d, f, parse, new(int), new(int), tell)
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	err = eachLine(gold, "entities/"+gumSet()+".jsonl.gz", func(d gumText) bool {
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
