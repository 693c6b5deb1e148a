package train

import (
	"fmt"
	"math"
	"math/rand/v2"

	"entente/internal/syntax/features"
)

// A param is one matrix of the network, with the moments that Adam keeps of its gradient.
type param struct {
	name       string
	rows, cols int
	w, m, v    []float32
	index      int
}

// Sizes of the network.
type Sizes struct {
	Dim, Layers     int // width of a word's vector, recurrent layers
	Shift           int // numbers that a layer sees of the word before, and as many of the word after
	Arc, Label, Tag int // widths of the hidden layers of the heads
}

// A Net is the network in floating point: hashed embeddings, bidirectional recurrent layers without a matrix between time
// steps (simple recurrent units; Lei, Zhang, Wang, Dai and Artzi 2018), a biaffine scorer of arcs (Dozat and Manning 2017), and
// heads for labels and tags.
type Net struct {
	Sizes
	Voc    *Vocabulary
	embed  *param
	layerW []*param // Dim × 3·Dim: candidate, forget gate, output gate
	layerB []*param
	headW  *param // Dim × (2·Arc + Tag + 2·Label): arc of the dependent and the head, tag, label of the dependent and the head
	headB  *param
	arcU   *param // Arc × Arc
	arcB   *param // 1 × Arc
	labelW *param // Label × labels
	labelB *param
	tagW   *param // Tag × (XPOS + UPOS + features)
	tagB   *param
	maskW  *param // Dim × vocabulary of the masked words, for pretraining
	maskB  *param
	all    []*param // but embed
}

func pad16(n int) int { return (n + 15) &^ 15 }

// NewNet makes a network with random weights.
func NewNet(s Sizes, voc *Vocabulary, masked int, rng *rand.Rand) *Net {
	n := &Net{Sizes: s, Voc: voc}
	n.embed = n.param("embed", features.Rows, s.Dim, 0.2, rng)
	n.all = nil
	d := s.Dim
	for l := 0; l < s.Layers; l++ {
		n.layerW = append(n.layerW, n.param(fmt.Sprintf("layer%d.w", l), d, 3*d, 1/math.Sqrt(float64(d)), rng))
		b := n.param(fmt.Sprintf("layer%d.b", l), 1, 3*d, 0, rng)
		for i := 0; i < d; i++ {
			b.w[d+i] = float32(rng.Float64()*3 - 1)
		}
		n.layerB = append(n.layerB, b)
	}
	h := 2*s.Arc + s.Tag + 2*s.Label
	n.headW, n.headB = n.param("head.w", d, h, 1/math.Sqrt(float64(d)), rng), n.param("head.b", 1, h, 0, rng)
	n.arcU, n.arcB = n.param("arc.u", s.Arc, s.Arc, 0.5/math.Sqrt(float64(s.Arc)), rng), n.param("arc.b", 1, s.Arc, 0, rng)
	nl, nt := pad16(len(voc.Labels)), pad16(voc.tags())
	n.labelW, n.labelB = n.param("label.w", s.Label, nl, 1/math.Sqrt(float64(s.Label)), rng), n.param("label.b", 1, nl, 0, rng)
	n.tagW, n.tagB = n.param("tag.w", s.Tag, nt, 1/math.Sqrt(float64(s.Tag)), rng), n.param("tag.b", 1, nt, 0, rng)
	if masked > 0 {
		n.maskW, n.maskB = n.param("mask.w", d, pad16(masked), 1/math.Sqrt(float64(d)), rng), n.param("mask.b", 1, pad16(masked), 0, rng)
	}
	return n
}

func (n *Net) param(name string, rows, cols int, scale float64, rng *rand.Rand) *param {
	p := &param{name: name, rows: rows, cols: cols, index: len(n.all)}
	size := rows * cols
	p.w, p.m, p.v = make([]float32, size), make([]float32, size), make([]float32, size)
	for i := range p.w {
		p.w[i] = float32(rng.NormFloat64() * scale)
	}
	n.all = append(n.all, p)
	return p
}

// dropParam takes the pretraining head out of the network.
func (n *Net) dropMask() {
	n.maskW, n.maskB = nil, nil
	n.all = n.all[:len(n.all)-2]
}

// A Vocabulary numbers the classes that the heads tell apart.
type Vocabulary struct{ Labels, XPOS, UPOS, Feats []string }

func (v *Vocabulary) tags() int { return len(v.XPOS) + len(v.UPOS) + len(v.Feats) }

// A sample is one sentence with its classes; position 0 is the root.
type sample struct {
	rows           [][features.Count]uint32 // of the words
	head           []int                    // of the words: 0 the root, i+1 the word i
	label, x, u, f []int                    // -1: not to be learned
	rare           []float32                // probability that the word's form is dropped
	target         []int                    // number of the word among those masked, -1 for none
}

func (s *sample) len() int { return len(s.rows) + 1 }
