package train

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"

	"entente/internal/syntax"
)

// Export rounds the network to eight bits and lays out the model file.
func Export(n *Net, trees []syntax.Tree, split []int8, known syntax.Filter) ([]byte, error) {
	scripts, lemmas := lemmaTable(trees)
	h := syntax.Header{Dim: n.Dim, Layers: n.Layers, Shift: n.Shift, Arc: n.Arc, Label: n.Label, Tag: n.Tag, Labels: n.Voc.Labels,
		XPOS: n.Voc.XPOS, UPOS: n.Voc.UPOS, Feats: n.Voc.Feats, Scripts: scripts}
	var names []string
	var data [][]byte
	add := func(name string, b []byte) { names, data = append(names, name), append(data, b) }
	w, s := roundRows(n.embed)
	add("embed.w", w)
	add("embed.scale", s)
	layer := func(name string, w, b *param, input float64) {
		q, s := roundColumns(w, input)
		add(name+".w", q)
		add(name+".scale", s)
		add(name+".bias", bytesOf(b.w))
	}
	for l := range n.layerW {
		layer(fmt.Sprintf("layer%d", l), n.layerW[l], n.layerB[l], syntax.NormScale)
	}
	layer("head", n.headW, n.headB, syntax.NormScale)
	layer("arc", n.arcU, n.arcB, syntax.HiddenScale)
	layer("label", n.labelW, n.labelB, syntax.HiddenScale)
	layer("tag", n.tagW, n.tagB, syntax.HiddenScale)
	add("lemmas", lemmas)
	b := make([]byte, len(split))
	for i, v := range split {
		b[i] = byte(v)
	}
	add("split", b)
	add("known", known)
	return h.Write(names, data)
}

func bytesOf(x []float32) []byte {
	out := make([]byte, 0, 4*len(x))
	for _, v := range x {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
	}
	return out
}

// roundRows rounds every row of the embedding on a scale of its own; rows beyond use are zero.
func roundRows(p *param) ([]byte, []byte) {
	w, scale := make([]byte, len(p.w)), make([]float32, p.rows)
	for r := range p.rows {
		row := p.w[r*p.cols : (r+1)*p.cols]
		top := float32(0)
		for _, v := range row {
			top = max(top, abs(v))
		}
		if r == syntax.RowNone || top == 0 {
			continue
		}
		scale[r] = top / 127
		for j, v := range row {
			w[r*p.cols+j] = byte(int8(math.RoundToEven(float64(v / scale[r]))))
		}
	}
	return w, bytesOf(scale)
}

// roundColumns rounds every output of a dense layer on a scale of its own and packs the weights for kernel.Dense.
func roundColumns(p *param, input float64) ([]byte, []byte) {
	w, scale := make([]byte, len(p.w)), make([]float32, p.cols)
	for c := range p.cols {
		top := float32(0)
		for r := range p.rows {
			top = max(top, abs(p.w[r*p.cols+c]))
		}
		if top == 0 {
			continue
		}
		step := top / 127
		scale[c] = float32(float64(step) / input)
		panel, lane := c/16*16*p.rows, c%16
		for r := range p.rows {
			q := int8(math.RoundToEven(float64(p.w[r*p.cols+c] / step)))
			w[panel+r/2*32+lane*2+r%2] = byte(q)
		}
	}
	return w, bytesOf(scale)
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// lemmaTable learns edits of endings, and keeps the whole forms that they get wrong.
func lemmaTable(trees []syntax.Tree) ([]string, []byte) {
	endings, forms := map[uint64]map[string]int{}, map[uint64]map[string]int{}
	count := func(m map[uint64]map[string]int, k uint64, s string) {
		if m[k] == nil {
			m[k] = map[string]int{}
		}
		m[k][s]++
	}
	type seen struct {
		base string
		xpos map[string]bool // the tags it was seen with: a rule that is right for one may be wrong for another
	}
	words := map[uint64]seen{}
	for _, t := range trees {
		for _, w := range t.Tokens {
			if w.Lemma == "_" || w.Feats != clean(w.Feats) {
				continue
			}
			base := syntax.Base(w.Form, w.XPOS)
			s := syntax.Script(base, w.Lemma)
			if s == "" {
				continue
			}
			key := syntax.LemmaKey(base, w.UPOS)
			if words[key].xpos == nil {
				words[key] = seen{base, map[string]bool{}}
			}
			words[key].xpos[w.XPOS] = true
			count(forms, key, s)
		}
	}
	// A rule is learned from forms, each counted once: what is frequent is an exception where it is one.
	for key, w := range words {
		s := mostly(forms[key])
		for xpos := range w.xpos {
			for n := 0; n <= syntax.MaxEnding; n++ {
				if k, ok := syntax.EndingKey(w.base, xpos, n); ok {
					count(endings, k, s)
				}
			}
		}
	}
	used := map[string]int{}
	rules := map[uint64]string{}
	for k, m := range endings {
		rules[k] = mostly(m)
	}
	guess := func(base, xpos string) string {
		for n := syntax.MaxEnding; n >= 0; n-- {
			if k, ok := syntax.EndingKey(base, xpos, n); ok {
				if s, ok := rules[k]; ok {
					return s
				}
			}
		}
		return "0+"
	}
	final := map[uint64]string{}
	for _, w := range words { // a rule stands where it says something else than that of the shorter ending
		for xpos := range w.xpos {
			last := "0+"
			for n := 0; n <= syntax.MaxEnding; n++ {
				if k, ok := syntax.EndingKey(w.base, xpos, n); ok && rules[k] != last {
					last = rules[k]
					final[k] = last
				}
			}
		}
	}
	for key, w := range words {
		s := mostly(forms[key])
		exception := len(forms[key]) > 1
		for xpos := range w.xpos {
			exception = exception || s != guess(w.base, xpos)
		}
		if w.xpos["VBD"] || w.xpos["VBN"] || w.xpos["VB"] || w.xpos["VBP"] { // what was seen with one may come with the others
			for _, xpos := range []string{"VBD", "VBN", "VB", "VBP"} {
				exception = exception || s != guess(w.base, xpos)
			}
		}
		if exception {
			final[key] = s
		}
	}
	keys := make([]uint64, 0, len(final))
	for k, s := range final {
		keys = append(keys, k)
		used[s]++
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	scripts := make([]string, 0, len(used))
	for s := range used {
		scripts = append(scripts, s)
	}
	sort.Strings(scripts)
	id := index(scripts)
	values := make([]int, len(keys))
	for i, k := range keys {
		values[i] = id[final[k]]
	}
	return scripts, syntax.BuildTable(keys, values)
}

// mostly is the script with the highest count, the first in the alphabet among equals.
func mostly(m map[string]int) string {
	best, n := "", 0
	for s, c := range m {
		if c > n || c == n && s < best {
			best, n = s, c
		}
	}
	return best
}
