package train

import (
	"encoding/binary"
	"fmt"
	"math"

	"entente/internal/syntax"
	"entente/internal/syntax/features"
)

// Export rounds the network to eight bits and lays out the model file.
func Export(n *Net, trees []syntax.Tree, split []int8, known features.Filter, counts map[string]int) ([]byte, error) {
	scripts, lemmas := lemmaTable(trees, counts)
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
		if r == features.RowNone || top == 0 {
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
