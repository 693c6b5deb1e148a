package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"entente/internal/syntax"
)

// TestFitSameBytes trains twice, on one processor and on four: the same weights come out, which are not those at the beginning,
// and the sentences are learnt.
func TestFitSameBytes(t *testing.T) {
	var rows strings.Builder
	for i := range 60 {
		fmt.Fprintf(&rows, "1\tking%d\tking\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\t_\n3\tenvoy%d\tenvoy\tNOUN\tNN\t_\t2\tobj\t_\t_\n\n", i%7, i%5)
	}
	trees, err := syntax.ReadCoNLLU(strings.NewReader(rows.String()))
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	fit := func(processors int) (*Net, losses) {
		runtime.GOMAXPROCS(processors)
		voc := NewVocabulary(trees)
		sizes := Sizes{Dim: 32, Layers: 2, Shift: 8, Arc: 16, Label: 16, Tag: 16}
		n := NewNet(sizes, voc, 0, rand.New(rand.NewPCG(1, 2)))
		known := Known(Forms(trees), nil, 1, 16)
		samples := voc.Samples(trees, Frequencies(trees), known)
		o := Options{Sizes: sizes, Rates: Rates{Embed: 0.1, Layer: 0.1, Head: 0.1, Tags: 0.3}, Epochs: 20, Batch: 40, Workers: 3, LR: 0.01, Average: 0.9, Seed: 1, Log: io.Discard}
		Fit(n, samples, nil, o, false, nil)
		w := newWorker(n, o.Rates)
		return n, evaluate([]*worker{w}, samples)
	}
	a, learnt := fit(1)
	b, _ := fit(4)
	for i, p := range append([]*param{a.embed}, a.all...) {
		if q := append([]*param{b.embed}, b.all...)[i]; !slices.Equal(p.w, q.w) {
			t.Errorf("%s: other weights on four processors than on one", p.name)
		}
	}
	if learnt.words == 0 || learnt.both < learnt.words*95/100 {
		t.Errorf("%d of %d words of the sentences trained on have their head and label", learnt.both, learnt.words)
	}
}
