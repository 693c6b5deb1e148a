package syntax

import (
	"math"

	"entente"
	"entente/internal/syntax/features"
	"entente/internal/syntax/kernel"
)

// Scales of the 16-bit activations. A normalised vector has no number beyond the root of its length; the hidden layers are cut.
const (
	NormScale   = 1024
	HiddenScale = 512
	ArcScale    = 128
	ArcLimit    = 4095
	normEpsilon = 1e-6
)

// A network runs the model over one sentence at a time, with buffers that it keeps.
type network struct {
	m       *model
	set     kernel.Set
	x, y    []float32
	xn      []int16
	u       []float32
	c       []float32
	zeros   []float32
	head    []float32
	hidden  []int16
	q       []float32
	qi, ki  []int16
	tags    []float32
	labels  []float32
	lead    []float32
	rivals  []int
	scores  []int32
	heads   []int
	eisner  eisner
	pointer pointer
	rows    [features.Count]uint32
}

func grow[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n+n/2)
	}
	*s = (*s)[:n]
	return *s
}

// annotate fills tags, features, lemmas, heads and relations of the tokens of one sentence.
func (n *network) annotate(tokens []entente.Token) {
	if len(tokens) == 0 {
		return
	}
	t := len(tokens) + 1
	n.encode(tokens)
	m := n.m
	width := m.head.out
	h := grow(&n.head, t*width)
	n.set.Dense(t, m.Dim, width, n.xn, m.Dim, m.head.w, m.head.scale, m.head.bias, h)
	n.tag(tokens, h)
	n.arcs(t, h)
	n.relations(tokens, h)
	if n.clause(tokens) {
		n.relations(tokens, h)
	}
	n.subjects(tokens)
	names(tokens)
	thats(tokens)
	if len(tokens) <= longest {
		fronted(tokens)
	}
	n.point(tokens)
}

// encode leaves the normalised output of the last layer in n.xn.
func (n *network) encode(tokens []entente.Token) {
	m, d := n.m, n.m.Dim
	t := len(tokens) + 1
	x, y := grow(&n.x, t*d), grow(&n.y, t*d)
	if len(n.zeros) < d+m.Label+m.Tag+m.Arc {
		n.zeros = make([]float32, d+m.Label+m.Tag+m.Arc)
	}
	root := [1]uint32{features.RowRoot}
	n.set.Embed(x[:d], m.embed, m.embedScale, root[:])
	for i := range tokens {
		features.RowsOf(tokens[i].Form, m.known, &n.rows)
		n.set.Embed(x[(i+1)*d:(i+2)*d], m.embed, m.embedScale, n.rows[:])
	}
	for l := range m.layers {
		n.normalise(t, x)
		n.shift(t)
		u := grow(&n.u, t*3*d)
		w := &m.layers[l]
		n.set.Dense(t, d, 3*d, n.xn, d, w.w, w.scale, w.bias, u)
		c := grow(&n.c, d)
		clear(c)
		half := d / 2
		for i := 0; i < t; i++ {
			n.step(u[i*3*d:(i+1)*3*d], x[i*d:], y[i*d:], c, 0, half)
		}
		for i := t - 1; i >= 0; i-- {
			n.step(u[i*3*d:(i+1)*3*d], x[i*d:], y[i*d:], c, half, d)
		}
		x, y = y, x
	}
	n.normalise(t, x)
}

// shift puts the first numbers of the word before and the next ones of the word after into every vector.
func (n *network) shift(t int) {
	d, k, x := n.m.Dim, n.m.Shift, n.xn
	for i := t - 1; i > 0; i-- {
		copy(x[i*d:i*d+k], x[(i-1)*d:(i-1)*d+k])
	}
	clear(x[:k])
	for i := 0; i < t-1; i++ {
		copy(x[i*d+k:i*d+2*k], x[(i+1)*d+k:(i+1)*d+2*k])
	}
	clear(x[(t-1)*d+k : (t-1)*d+2*k])
}

func (n *network) step(u, x, y, c []float32, a, b int) {
	d := n.m.Dim
	n.set.Recur(u[a:b], u[d+a:d+b], u[2*d+a:2*d+b], c[a:b], x[a:b], y[a:b])
}

// normalise divides every vector by its root mean square and rounds it to 16 bits.
func (n *network) normalise(t int, x []float32) {
	d := n.m.Dim
	out := grow(&n.xn, t*d)
	for i := range t {
		v := x[i*d : i*d+d]
		mean := n.set.Norm(v) / float32(d)
		s := float32(NormScale) / float32(math.Sqrt(float64(float32(mean)+normEpsilon)))
		n.set.Quantise(out[i*d:i*d+d], v, n.zeros, s, -32767, 32767)
	}
}

func (n *network) tag(tokens []entente.Token, h []float32) {
	m := n.m
	width, off := m.head.out, 2*m.Arc
	x := grow(&n.hidden, len(tokens)*m.Tag)
	for i := range tokens {
		row := h[(i+1)*width+off : (i+1)*width+off+m.Tag]
		n.set.Quantise(x[i*m.Tag:(i+1)*m.Tag], row, n.zeros, HiddenScale, 0, 32767)
	}
	o := grow(&n.tags, len(tokens)*m.tag.out)
	n.set.Dense(len(tokens), m.Tag, m.tag.out, x, m.Tag, m.tag.w, m.tag.scale, m.tag.bias, o)
	nx, nu, nf := len(m.XPOS), len(m.UPOS), len(m.Feats)
	for i := range tokens {
		row, t := o[i*m.tag.out:(i+1)*m.tag.out], &tokens[i]
		t.XPOS = m.XPOS[highest(row[:nx])]
		t.UPOS = m.UPOS[highest(row[nx:nx+nu])]
		t.Feats = m.Feats[highest(row[nx+nu:nx+nu+nf])]
		t.Lemma = m.lemma(t.Form, t.UPOS, t.XPOS)
	}
}

func highest(s []float32) int {
	best, top := 0, s[0]
	for i, v := range s {
		if v > top {
			best, top = i, v
		}
	}
	return best
}

// arcs scores every head for every word and leaves the best tree in n.heads (by position; 0 is the root).
func (n *network) arcs(t int, h []float32) {
	m := n.m
	a, width := m.Arc, m.head.out
	x := grow(&n.hidden, t*a)
	keys := grow(&n.ki, t*a)
	for i := range t {
		n.set.Quantise(x[i*a:(i+1)*a], h[i*width:i*width+a], n.zeros, HiddenScale, 0, 32767)
		n.set.Quantise(keys[i*a:(i+1)*a], h[i*width+a:i*width+2*a], n.zeros, ArcScale, 0, ArcLimit)
	}
	q, qi := grow(&n.q, t*a), grow(&n.qi, t*a)
	n.set.Dense(t, a, a, x, a, m.arc.w, m.arc.scale, m.arc.bias, q)
	s := grow(&n.scores, t*t)
	for i := 1; i < t; i++ {
		n.set.Quantise(qi[i*a:(i+1)*a], q[i*a:(i+1)*a], n.zeros, ArcScale, -ArcLimit, ArcLimit)
		n.set.Dots(t, qi[i*a:(i+1)*a], keys, a, s[i*t:(i+1)*t])
	}
	n.joint(t, h)
	n.heads = n.eisner.tree(s, t, grow(&n.heads, t))
}

// relations labels the arcs.
func (n *network) relations(tokens []entente.Token, h []float32) {
	m := n.m
	lb, width := m.Label, m.head.out
	off := 2*m.Arc + m.Tag
	x := grow(&n.hidden, len(tokens)*lb)
	for i := range tokens {
		p, g := i+1, n.heads[i+1]
		n.set.Quantise(x[i*lb:(i+1)*lb], h[p*width+off:p*width+off+lb], h[g*width+off+lb:g*width+off+2*lb], HiddenScale, 0, 32767)
	}
	o := grow(&n.labels, len(tokens)*m.label.out)
	n.set.Dense(len(tokens), lb, m.label.out, x, lb, m.label.w, m.label.scale, m.label.bias, o)
	for i := range tokens {
		row, t := o[i*m.label.out:i*m.label.out+len(m.Labels)], &tokens[i]
		t.Head = n.heads[i+1] - 1
		if t.Head < 0 {
			t.Rel = "root"
			continue
		}
		t.Rel = m.best(row, "")
	}
	n.single(tokens)
}

// best is the label with the highest score but "root" and another.
func (m *model) best(row []float32, not string) string {
	best := -1
	for i, v := range row {
		if (best < 0 || v > row[best]) && m.Labels[i] != "root" && m.Labels[i] != not {
			best = i
		}
	}
	return m.Labels[best]
}
