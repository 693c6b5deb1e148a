package who

import (
	"fmt"
	"os"
	"testing"

	"entente/internal/actors"
	"entente/internal/eval/score"
	"entente/internal/gazetteer"
	"entente/internal/places"
	"entente/internal/syntax"
)

// TestWho shows what the stages for actors and places get wrong on the gold in $ENTENTE_GOLD.
func TestWho(t *testing.T) {
	gold := os.Getenv("ENTENTE_GOLD")
	if gold == "" {
		t.Skip("needs the gold folder in $ENTENTE_GOLD")
	}
	g, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	tell := func(name, text, want, got string) {
		if os.Getenv("ENTENTE_TELL") != "" {
			fmt.Printf("%s | %s | %s | %s\n", name, text, want, got)
		}
	}
	r, f := actors.New(g), places.New(g)
	show := func(rows []score.Row, err error) {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range rows {
			t.Logf("%s %s %s %.3f %s", x.Stage, x.Set, x.Measure, x.Value, x.Counts)
		}
	}
	switch os.Getenv("ENTENTE_STAGE") {
	case "gum":
		show(gumLinks(gold, r, f, p.Parse, tell))
	case "offices":
		show(offices(gold, g, tell))
	case "visits":
		show(visits(gold, g, r, tell))
	case "unga":
		show(debate(gold, g, r, tell))
	case "tr":
		show(toponyms(gold, "tr-news-dev", g, f, p.Parse, tell))
	case "geo":
		show(toponyms(gold, "geovirus-dev", g, f, p.Parse, tell))
	default:
		show(gumLinks(gold, r, f, p.Parse, nil))
		show(offices(gold, g, nil))
		show(visits(gold, g, r, nil))
		show(debate(gold, g, r, nil))
		show(toponyms(gold, "tr-news-dev", g, f, p.Parse, nil))
	}
}
