package figures

import (
	"testing"

	"entente"
)

// TestCutByLineEnds reads quantities whose sentence a line end cut in two, and leaves lists alone.
func TestCutByLineEnds(t *testing.T) {
	f, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ first, second, kind, want string }{
		{"The tariff is less than 1 per", "cent on average.", "paragraph", "‹less than 1 per\ncent› <1 % level tariff"},
		{"Chile has enjoyed more", "than 100 years of peace.", "paragraph", "‹more\nthan 100 years› >100 a duration time"},
		{"Trade rose to $25", "billion.", "paragraph", "‹$25\nbillion› 25000000000 USD level trade"},
		{"Trade rose to $25.", "billion.", "paragraph", "‹$25› 25 USD level trade"},
		{"apples 5", "per cent", "list", ""},
	} {
		text := c.first + "\n" + c.second
		a := &entente.Analysis{Document: entente.Document{Text: text, Parts: []entente.Part{{Kind: c.kind, Span: entente.Span{End: len(text)}}}}}
		a.Sentences = []entente.Sentence{{Span: entente.Span{End: len(c.first)}}, {Span: entente.Span{Start: len(c.first) + 1, End: len(text)}}}
		if got := show(a, f.Find(a)); got != c.want {
			t.Errorf("%q: got %s, want %s", text, got, c.want)
		}
	}
}
