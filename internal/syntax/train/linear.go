// Package train fits the models that syntax embeds.
package train

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"

	"entente/internal/syntax"
)

// averaged is a perceptron's weights with the sum over time for averaging.
type averaged struct {
	w, sum []int32
	step   int32
}

func newAveraged(n int) *averaged {
	return &averaged{w: make([]int32, n), sum: make([]int32, n), step: 1}
}

func (a *averaged) add(i int, d int32) { a.w[i] += d; a.sum[i] += d * a.step }

// final is the average, in int16, scaled by scale.
func (a *averaged) final(scale float64) []int16 {
	out := make([]int16, len(a.w))
	for i := range out {
		v := (float64(a.w[i]) - float64(a.sum[i])/float64(a.step)) * scale
		out[i] = int16(max(-32000, min(32000, v)))
	}
	return out
}

// Linear trains tagger, lemma tables and parser.
func Linear(trees []syntax.Tree, epochs int, seed uint64, log io.Writer) *syntax.Linear {
	m := &syntax.Linear{}
	tagID, labelID := map[string]int{}, map[string]int{}
	for _, t := range trees {
		for _, w := range t.Tokens {
			if _, ok := tagID[w.XPOS]; !ok {
				tagID[w.XPOS] = len(m.Tags)
				m.Tags = append(m.Tags, w.XPOS)
			}
			if _, ok := labelID[w.Rel]; !ok {
				labelID[w.Rel] = len(m.Labels)
				m.Labels = append(m.Labels, w.Rel)
			}
		}
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	keys := make([][]syntax.WordKey, len(trees))
	for i, t := range trees {
		for _, w := range t.Tokens {
			keys[i] = append(keys[i], syntax.NewWordKey(w.Form))
		}
	}
	tags := make([][]uint32, len(trees))
	half := len(trees) / 2
	sets := [][2]int{{0, half}, {half, len(trees)}, {0, len(trees)}}
	for s, set := range sets {
		m.TagW = tagger(trees[set[0]:set[1]], keys[set[0]:set[1]], tagID, 5, rng)
		for i := range trees {
			if s < 2 && (i < set[0] || i >= set[1]) {
				tags[i] = make([]uint32, len(keys[i]))
				m.Tag(keys[i], tags[i])
			}
		}
		fmt.Fprintln(log, "tagger", s)
	}
	tables(m, trees)
	parser(m, trees, keys, tags, labelID, epochs, rng, log)
	return m
}

func tagger(trees []syntax.Tree, keys [][]syntax.WordKey, id map[string]int, epochs int, rng *rand.Rand) []int16 {
	n := len(id)
	a := newAveraged(syntax.TagRows * n)
	score := make([]int32, n)
	var buf [32]uint32
	for e := 0; e < epochs; e++ {
		for _, x := range rng.Perm(len(trees)) {
			t1, t2 := uint32(998), uint32(999)
			for i, w := range trees[x].Tokens {
				clear(score)
				fs := syntax.TagFeats(keys[x], i, t1, t2, buf[:0])
				for _, f := range fs {
					for c, w := range a.w[int(f)*n : int(f)*n+n] {
						score[c] += w
					}
				}
				best, gold := top(score), id[w.XPOS]
				if best != gold {
					for _, f := range fs {
						a.add(int(f)*n+gold, 1)
						a.add(int(f)*n+best, -1)
					}
				}
				a.step++
				t2, t1 = t1, uint32(best)
			}
		}
	}
	return a.final(60)
}

func top(s []int32) int {
	b := 0
	for i := range s {
		if s[i] > s[b] {
			b = i
		}
	}
	return b
}

func tables(m *syntax.Linear, trees []syntax.Tree) {
	morph, lemma := map[string]map[string]int{}, map[string]map[string]int{}
	count := func(t map[string]map[string]int, k, v string) {
		if t[k] == nil {
			t[k] = map[string]int{}
		}
		t[k][v]++
	}
	for _, t := range trees {
		for _, w := range t.Tokens {
			if strings.Contains(w.Feats, "Typo") || w.UPOS == "_" {
				continue
			}
			l := strings.ToLower(w.Form)
			count(morph, w.XPOS+"|"+l, w.UPOS+"|"+w.Feats)
			base := l
			if w.XPOS == "NNP" || w.XPOS == "NNPS" {
				base = w.Form
			}
			count(lemma, w.UPOS+"|"+base, w.Lemma)
			rule := script(base, w.Lemma)
			for n := 0; n <= 4; n++ {
				if n <= len(l) {
					count(morph, w.XPOS+"|~"+l[len(l)-n:], w.UPOS+"|"+w.Feats)
					if rule != "" {
						count(lemma, w.XPOS+"|~"+l[len(l)-n:], rule)
					}
				}
			}
		}
	}
	m.Morph, m.Lemmas = most(morph), most(lemma)
}

// script is "cut+add", or "" where the lemma is no change of the ending.
func script(form, lemma string) string {
	k := 0
	for k < len(form) && k < len(lemma) && form[k] == lemma[k] {
		k++
	}
	if len(form)-k > 4 {
		return ""
	}
	return fmt.Sprintf("%d+%s", len(form)-k, lemma[k:])
}

func most(t map[string]map[string]int) map[string]string {
	out := map[string]string{}
	for k, vs := range t {
		best, n := "", 0
		for v, c := range vs {
			if c > n || c == n && v < best {
				best, n = v, c
			}
		}
		out[k] = best
	}
	return out
}

func parser(m *syntax.Linear, trees []syntax.Tree, keys [][]syntax.WordKey, tags [][]uint32, id map[string]int, epochs int, rng *rand.Rand, log io.Writer) {
	nl := len(m.Labels)
	mv, lb := newAveraged(syntax.MoveRows*3), newAveraged(syntax.LabelRows*nl)
	score := make([]int32, nl)
	var buf [80]uint32
	for e := 0; e < epochs; e++ {
		wrong, all := 0, 0
		for _, x := range rng.Perm(len(trees)) {
			n := len(keys[x])
			gold, gl := make([]int, n+1), make([]int, n+1)
			gold[n] = -1
			for i, w := range trees[x].Tokens {
				gold[i], gl[i] = w.Head, id[w.Rel]
				if w.Head < 0 {
					gold[i] = n
				}
			}
			s := syntax.NewState(keys[x], tags[x])
			for !s.Done() {
				fs := s.Feats(buf[:0])
				var sc [3]int32
				for _, f := range fs {
					r := int(f&(syntax.MoveRows-1)) * 3
					sc[0] += mv.w[r]
					sc[1] += mv.w[r+1]
					sc[2] += mv.w[r+2]
				}
				best, ok, low := -1, -1, 1<<30
				var cost [3]int
				for c := range sc {
					if s.Can(c) {
						cost[c] = costOf(s, gold, c)
						low = min(low, cost[c])
					}
				}
				for c := range sc {
					if !s.Can(c) {
						continue
					}
					if best < 0 || sc[c] > sc[best] {
						best = c
					}
					if cost[c] == low && (ok < 0 || sc[c] > sc[ok]) {
						ok = c
					}
				}
				mv.step++
				all++
				if cost[best] != low {
					wrong++
					for _, f := range fs {
						r := int(f&(syntax.MoveRows-1)) * 3
						mv.add(r+ok, 1)
						mv.add(r+best, -1)
					}
				}
				do := ok
				if e > 0 && rng.IntN(10) < 9 {
					do = best
				}
				l := 0
				if do > 0 {
					d := s.Stack[len(s.Stack)-1]
					clear(score)
					for _, f := range fs {
						r := int(syntax.Mix(f, uint32(do))&(syntax.LabelRows-1)) * nl
						for c, w := range lb.w[r : r+nl] {
							score[c] += w
						}
					}
					l = top(score)
					h := s.B
					if do == 2 {
						h = s.Stack[len(s.Stack)-2]
					}
					if h == gold[d] {
						lb.step++
						if l != gl[d] {
							for _, f := range fs {
								r := int(syntax.Mix(f, uint32(do))&(syntax.LabelRows-1)) * nl
								lb.add(r+gl[d], 1)
								lb.add(r+l, -1)
							}
						}
					}
				}
				s.Do(do, l)
			}
		}
		fmt.Fprintf(log, "epoch %d: %d of %d moves wrong\n", e, wrong, all)
	}
	m.MoveW, m.LabelW = mv.final(30), lb.final(30)
}

// costOf is the number of gold arcs that a move makes impossible.
func costOf(s *syntax.State, gold []int, move int) int {
	c := 0
	in := func(j int) bool { return j >= s.B && j <= s.N }
	if move == 0 {
		for d, x := range s.Stack {
			if gold[x] == s.B {
				c++
			}
			if d < len(s.Stack)-1 && gold[s.B] == x {
				c++
			}
		}
		return c
	}
	d := s.Stack[len(s.Stack)-1]
	h := gold[d]
	if move == 1 {
		if h != s.B && (in(h) || len(s.Stack) > 1 && h == s.Stack[len(s.Stack)-2]) {
			c++
		}
	} else if in(h) {
		c++
	}
	for j := s.B; j < s.N; j++ {
		if gold[j] == d {
			c++
		}
	}
	return c
}
