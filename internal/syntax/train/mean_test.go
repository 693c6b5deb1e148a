package train

import (
	"math/rand/v2"
	"testing"
)

// TestMean: the mean of weights that stand still is these weights, it follows others slowly, and swapping twice changes nothing.
func TestMean(t *testing.T) {
	n := NewNet(Sizes{Dim: 32, Layers: 1, Shift: 8, Arc: 16, Label: 16, Tag: 16}, &Vocabulary{Labels: []string{"a"}}, 0, rand.New(rand.NewPCG(1, 1)))
	m := newMean(n, 0.99)
	w := n.embed.w
	before := w[5]
	m.follow(10 * meanEvery)
	m.swap()
	if n.embed.w[5] != before {
		t.Errorf("the mean of %v is %v", before, n.embed.w[5])
	}
	m.swap()
	w[5] = before + 1
	m.follow(100000 * meanEvery)
	m.swap()
	if got := n.embed.w[5]; got <= before || got > before+0.2 {
		t.Errorf("the mean moved from %v to %v", before, got)
	}
	m.swap()
	if n.embed.w[5] != before+1 {
		t.Errorf("the weights became %v", n.embed.w[5])
	}
	newMean(n, 0).swap() // no mean
	if n.embed.w[5] != before+1 {
		t.Error("no mean changed the weights")
	}
}
