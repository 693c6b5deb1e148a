package syntax

import (
	"os"
	"strings"
	"testing"

	"entente"
)

// TestTrees reads testdata/trees.txt: a sentence, and under it arcs "word relation head", the head "-" for the root.
func TestTrees(t *testing.T) {
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		lines := strings.Split(block, "\n")
		got := map[string]bool{}
		for _, s := range p.Parse(lines[0], nil) {
			for _, k := range s.Tokens {
				got[arc(s.Tokens, k)] = true
			}
		}
		for _, want := range lines[1:] {
			if !got[want] {
				t.Errorf("%s\nno %q in %v", lines[0], want, got)
			}
		}
	}
}

func arc(tokens []entente.Token, k entente.Token) string {
	head := "-"
	if k.Head >= 0 {
		head = tokens[k.Head].Form
	}
	return k.Form + " " + k.Rel + " " + head
}
