package syntax

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/cases.txt
var cases string

// TestCases reads the sentences and words of short texts aloud.
func TestCases(t *testing.T) {
	p := parser(t)
	missing := false
	for _, line := range strings.Split(cases, "\n") {
		missing = missing || line == "# known misses"
		text, want, ok := strings.Cut(line, " => ")
		if !ok || line[0] == '#' {
			continue
		}
		text = strings.ReplaceAll(text, "¶", "\n")
		var sentences []string
		for _, s := range p.Parse(text, nil) {
			var words []string
			for _, w := range s.Tokens {
				words = append(words, w.Form)
			}
			sentences = append(sentences, strings.Join(words, " "))
		}
		got := strings.Join(sentences, " / ")
		switch {
		case !missing && got != want:
			t.Errorf("%s\n got  %s\n want %s", text, got, want)
		case missing && got == want:
			t.Errorf("no miss any more, move it up: %s", text)
		case missing:
			t.Logf("known miss: %s", text)
		}
	}
}
