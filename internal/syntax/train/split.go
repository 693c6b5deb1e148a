package train

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"unicode"

	"entente/internal/syntax"
	"entente/internal/syntax/segment"
)

// A paragraph of running text with the ends of its sentences.
type paragraph struct {
	text string
	ends map[int]bool
}

// paragraphs joins the sentences of treebank paragraphs by spaces; a share of those that end in a stop before a capital is
// glued to the next one, as pages do that lost a break.
func paragraphs(trees []syntax.Tree, glue float64, rng *rand.Rand) []paragraph {
	var out []paragraph
	var b strings.Builder
	ends := map[int]bool{}
	flush := func() {
		if b.Len() > 0 {
			out = append(out, paragraph{b.String(), ends})
		}
		b.Reset()
		ends = map[int]bool{}
	}
	for i, t := range trees {
		if t.NewDoc || t.NewPar {
			flush()
		}
		if b.Len() > 0 && !trees[i-1].Glued {
			first := []rune(t.Text)[0]
			stop := strings.ContainsAny(trees[i-1].Text[len(trees[i-1].Text)-1:], ".?!")
			if !(stop && unicode.IsUpper(first) && rng.Float64() < glue) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(t.Text)
		ends[b.Len()] = true
	}
	flush()
	return out
}

// Splitter learns where sentences end: logistic regression over hashed features, by stochastic gradient steps that
// shrink, with the weights averaged and rounded to eight bits.
func Splitter(trees []syntax.Tree, bits, epochs int, seed uint64, log io.Writer) []int8 {
	rng := rand.New(rand.NewPCG(seed, 11))
	pars := paragraphs(trees, 0.06, rng)
	w, sum := make([]float64, 1<<bits), make([]float64, 1<<bits)
	stamp := make([]float64, 1<<bits)
	mask := uint32(1<<bits - 1)
	now := 0.0
	touch := func(f uint32) { sum[f] += w[f] * (now - stamp[f]); stamp[f] = now }
	var buf []uint32
	for e := range epochs {
		wrong, all := 0, 0
		rate := 0.1 / (1 + 0.5*float64(e))
		for _, x := range rng.Perm(len(pars)) {
			p := pars[x]
			tokens := segment.Surface(p.text, 0, len(p.text))
			c := segment.NewCutter(p.text, tokens)
			from := 0
			for i := 0; i+1 < len(tokens); i++ {
				c.Pass(i)
				buf = c.Features(i, from, buf[:0])
				s := 0.0
				for _, f := range buf {
					s += w[f&mask]
				}
				gold := 0.0
				if p.ends[tokens[i].End] {
					gold = 1
				}
				g := gold - 1/(1+math.Exp(-s))
				all++
				if (s > 0) != (gold == 1) {
					wrong++
				}
				now++
				if math.Abs(g) > 0.01 {
					for _, f := range buf {
						touch(f & mask)
						w[f&mask] += rate * g
					}
				}
				if gold == 1 {
					from = i + 1
					c.Cut()
				}
			}
		}
		fmt.Fprintf(log, "splitter epoch %d: %d of %d wrong\n", e, wrong, all)
	}
	top := 0.0
	for f := range sum {
		touch(uint32(f))
		top = max(top, math.Abs(sum[f]/now))
	}
	out := make([]int8, len(w))
	for f := range out {
		out[f] = int8(math.Round(max(-127, min(127, sum[f]/now*127/min(top, 2.5)))))
	}
	return out
}
