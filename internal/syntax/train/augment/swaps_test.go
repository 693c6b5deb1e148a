package augment

import (
	"math/rand/v2"
	"strings"
	"testing"

	"entente/internal/syntax"
)

// TestSwaps: a verb with its object takes another such verb in the same tense, and its subject a name; all else stays.
func TestSwaps(t *testing.T) {
	const rows = "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsaw\tsee\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n3\tships\tship\tNOUN\tNNS\t_\t2\tobj\t_\t_\n\n" +
		"1\tTies\ttie\tNOUN\tNNS\t_\t3\tnsubj:pass\t_\t_\n2\twere\tbe\tAUX\tVBD\t_\t3\taux:pass\t_\t_\n3\tsevered\tsever\tVERB\tVBN\t_\t0\troot\t_\t_\n\n" +
		"1\tArnor\tArnor\tPROPN\tNNP\tNumber=Sing\t2\tnsubj\t_\t_\n2\twaited\twait\tVERB\tVBD\tTense=Past\t0\troot\t_\t_\n\n"
	trees, err := syntax.ReadCoNLLU(strings.NewReader(rows))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for seed := range uint64(20) {
		for _, s := range Swaps(trees, 1, rand.New(rand.NewPCG(seed, 1))) {
			var words []string
			for _, w := range s.Tokens {
				words = append(words, w.Form+"/"+w.XPOS)
			}
			got[strings.Join(words, " ")] = true
		}
	}
	if len(got) != 2 || !got["Arnor/NNP severed/VBD ships/NNS"] || !got["Arnor/NNP saw/VBD ships/NNS"] {
		t.Errorf("swapped to %v", got)
	}
	if trees[0].Tokens[0].Form != "He" {
		t.Errorf("the tree given was changed: %v", trees[0].Tokens[0])
	}
}
