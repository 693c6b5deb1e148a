package train

import (
	"math"

	"entente/internal/syntax/features"
)

// Rates of dropout and the weights of the losses.
type Rates struct {
	Embed, Layer, Head float64
	Form               float64 // of a word's form, at least
	Feature            float64 // of one other feature of a word
	Tags               float32 // weight of a tag's loss
	Mask               float64 // share of words masked in pretraining
	Smooth             float32 // label smoothing
}

// A worker runs the network forward and backward over a batch of sentences with buffers of its own.
type worker struct {
	net                              *Net
	rates                            Rates
	grad                             [][]float32 // by param.index
	rng                              uint64
	pack                             []float32
	batch                            []*sample
	pretrain                         bool
	starts                           []int                    // of the sentences, in positions
	t                                int                      // positions
	rows                             [][features.Count]uint32 // by position, after dropout
	xs                               [][]float32              // input of each layer; the last is the output
	norms                            [][]float32              // 1/rms by position
	xn                               [][]float32              // normalised and dropped
	drop                             [][]float32              // factors
	u                                [][]float32              // candidate, gates (activated)
	c, g                             [][]float32              // states and their tanh
	head, headDrop, dhead            []float32
	q, dq                            []float32 // queries of the arcs
	tagOut, labelOut, labelHid, dHid []float32
	dx, dxn, du                      []float32
	s, ds, kt                        []float32
	masked                           []int
	right                            []bool // by position: the label is right
	mx, mo, dmx                      []float32
	loss                             losses
}

type losses struct {
	arc, label, tag, mask                  float64
	words, heads, labels, both, tags, hits int
}

func newWorker(n *Net, r Rates) *worker {
	w := &worker{net: n, rates: r}
	for _, p := range n.all {
		w.grad = append(w.grad, make([]float32, len(p.w)))
	}
	k := n.Layers + 1
	w.xs, w.norms, w.xn, w.drop = make([][]float32, k), make([][]float32, k), make([][]float32, k), make([][]float32, k)
	w.u, w.c, w.g = make([][]float32, k), make([][]float32, k), make([][]float32, k)
	return w
}

func grow(s *[]float32, n int) []float32 {
	if cap(*s) < n {
		*s = make([]float32, n+n/4)
	}
	*s = (*s)[:n]
	return *s
}

func (w *worker) random() uint64 {
	w.rng += 0x9E3779B97F4A7C15
	z := w.rng
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (w *worker) chance() float64 { return float64(w.random()>>11) / (1 << 53) }

// dropout fills factors: 0 with probability p, else 1/(1-p).
func (w *worker) dropout(f []float32, p float64) {
	if p <= 0 {
		for i := range f {
			f[i] = 1
		}
		return
	}
	limit := uint64(p * 65536)
	keep := float32(1 / (1 - float64(limit)/65536))
	for i := 0; i < len(f); i += 4 {
		r := w.random()
		for j := i; j < min(i+4, len(f)); j++ {
			if r&0xffff < limit {
				f[j] = 0
			} else {
				f[j] = keep
			}
			r >>= 16
		}
	}
}

// run goes forward and backward over the batch; without train it only goes forward, without dropout.
func (w *worker) run(batch []*sample, seed uint64, train bool) {
	w.batch, w.rng, w.loss = batch, seed, losses{}
	rates := w.rates
	if !train {
		w.rates = Rates{Tags: rates.Tags}
		if w.pretrain {
			w.rates.Mask = rates.Mask
		}
	}
	w.embed()
	for l := 0; l < w.net.Layers; l++ {
		w.layer(l)
	}
	w.normalise(w.net.Layers, w.rates.Layer)
	d := grow(&w.dxn, w.t*w.net.Dim)
	clear(d)
	if w.pretrain {
		w.maskHead(train)
	} else {
		w.heads(train)
	}
	if train {
		dx := grow(&w.dx, w.t*w.net.Dim)
		clear(dx)
		w.normaliseBack(w.net.Layers)
		for l := w.net.Layers - 1; l >= 0; l-- {
			w.layerBack(l)
		}
	}
	w.rates = rates
}

// embed sums the rows of the words' features.
func (w *worker) embed() {
	d := w.net.Dim
	w.starts, w.t, w.rows, w.masked = w.starts[:0], 0, w.rows[:0], w.masked[:0]
	none := [features.Count]uint32{}
	for i := range none {
		none[i] = features.RowNone
	}
	for _, s := range w.batch {
		w.starts = append(w.starts, w.t)
		root := none
		root[0] = features.RowRoot
		w.rows = append(w.rows, root)
		for i, r := range s.rows {
			if w.pretrain {
				if s.target[i] >= 0 && w.chance() < w.rates.Mask {
					w.masked = append(w.masked, w.t+1+i)
					r = none
					r[0] = features.RowMask
				}
			} else if w.rates.Form > 0 {
				w.forget(&r, float64(s.rare[i]))
			}
			w.rows = append(w.rows, r)
		}
		w.t += s.len()
	}
	x := grow(&w.xs[0], w.t*d)
	for t, r := range w.rows {
		v := x[t*d : t*d+d]
		clear(v)
		for _, row := range r {
			if row == features.RowNone {
				continue
			}
			add(v, w.net.embed.w[int(row)*d:int(row)*d+d])
		}
	}
}

// forget drops features of a word: its form the rarer it is, its longest affixes with the form half of the time, any other
// now and then, as if they were not known.
func (w *worker) forget(r *[features.Count]uint32, rare float64) {
	if w.chance() < max(rare, w.rates.Form) {
		r[0], r[1] = features.RowNone, features.RowNone
		if w.chance() < 0.4 {
			r[5] = features.RowNone
		}
		if w.chance() < 0.2 {
			r[8], r[4] = features.RowNone, features.RowNone
		}
	}
	if w.chance() < w.rates.Feature {
		r[2+int(w.random()%8)] = features.RowNone
	}
}

const normEpsilon = 1e-6

// normalise divides the vectors of layer l by their root mean square and drops some of their numbers.
func (w *worker) normalise(l int, rate float64) {
	d := w.net.Dim
	x, n := w.xs[l], grow(&w.norms[l], w.t)
	out, f := grow(&w.xn[l], w.t*d), grow(&w.drop[l], w.t*d)
	w.dropout(f, rate)
	for t := 0; t < w.t; t++ {
		v := x[t*d : t*d+d]
		sum := dot(v, v)
		s := float32(1 / math.Sqrt(float64(sum)/float64(d)+normEpsilon))
		n[t] = s
		o, f := out[t*d:t*d+d], f[t*d:t*d+d]
		for j, e := range v {
			o[j] = e * s * f[j]
		}
	}
}

// shift puts numbers of the words before and after into the vectors xn of layer l: the first Shift numbers are those of the
// word before, the next those of the word after. Sentences do not see one another.
func (w *worker) shift(x []float32) {
	d, k := w.net.Dim, w.net.Shift
	for i, s := range w.batch {
		from, to := w.starts[i], w.starts[i]+s.len()
		for t := to - 1; t > from; t-- {
			copy(x[t*d:t*d+k], x[(t-1)*d:(t-1)*d+k])
		}
		clear(x[from*d : from*d+k])
		for t := from; t < to-1; t++ {
			copy(x[t*d+k:t*d+2*k], x[(t+1)*d+k:(t+1)*d+2*k])
		}
		clear(x[(to-1)*d+k : (to-1)*d+2*k])
	}
}

// shiftBack is shift for gradients: each goes back where the number came from.
func (w *worker) shiftBack(x []float32) {
	d, k := w.net.Dim, w.net.Shift
	for i, s := range w.batch {
		from, to := w.starts[i], w.starts[i]+s.len()
		for t := from; t < to-1; t++ {
			copy(x[t*d:t*d+k], x[(t+1)*d:(t+1)*d+k])
		}
		clear(x[(to-1)*d : (to-1)*d+k])
		for t := to - 1; t > from; t-- {
			copy(x[t*d+k:t*d+2*k], x[(t-1)*d+k:(t-1)*d+2*k])
		}
		clear(x[from*d+k : from*d+2*k])
	}
}

// normaliseBack adds to dx what dxn says of the layer's input.
func (w *worker) normaliseBack(l int) {
	d := w.net.Dim
	for t := 0; t < w.t; t++ {
		x, f := w.xs[l][t*d:t*d+d], w.drop[l][t*d:t*d+d]
		g, dx := w.dxn[t*d:t*d+d], w.dx[t*d:t*d+d]
		s := w.norms[l][t]
		for j := range g {
			g[j] *= f[j]
		}
		k := dot(g, x) * s * s * s / float32(d)
		for j := range g {
			dx[j] += g[j]*s - x[j]*k
		}
	}
}

// layer runs recurrent layer l: forwards in the first half of the numbers, backwards in the second.
func (w *worker) layer(l int) {
	d := w.net.Dim
	rate := w.rates.Layer
	if l == 0 {
		rate = w.rates.Embed
	}
	w.normalise(l, rate)
	w.shift(w.xn[l])
	u := grow(&w.u[l], w.t*3*d)
	for t := 0; t < w.t; t++ {
		copy(u[t*3*d:], w.net.layerB[l].w)
	}
	gemm(w.t, 3*d, d, rows(w.xn[l], d), rows(w.net.layerW[l].w, 3*d), u, 3*d, &w.pack)
	for t := 0; t < w.t; t++ {
		sigmoid(u[t*3*d+d : t*3*d+3*d])
	}
	c := grow(&w.c[l], w.t*d)
	for i := range w.batch {
		from, to := w.starts[i], w.starts[i]+w.batch[i].len()
		for t := from; t < to; t++ {
			recur(u, c, d, t, t-1, t == from, 0, d/2)
		}
		for t := to - 1; t >= from; t-- {
			recur(u, c, d, t, t+1, t == to-1, d/2, d)
		}
	}
	g := grow(&w.g[l], w.t*d)
	copy(g, c)
	tanh(g)
	y := grow(&w.xs[l+1], w.t*d)
	for t := 0; t < w.t; t++ {
		x, r, g, y := w.xs[l][t*d:t*d+d], u[t*3*d+2*d:t*3*d+3*d], g[t*d:t*d+d], y[t*d:t*d+d]
		for j := range y {
			y[j] = x[j] + r[j]*g[j]
		}
	}
}

// recur computes numbers a to b of the state at t from that at prev.
func recur(u, c []float32, d, t, prev int, first bool, a, b int) {
	z, f, o := u[t*3*d+a:t*3*d+b], u[t*3*d+d+a:t*3*d+d+b], c[t*d+a:t*d+b]
	if first {
		for j := range o {
			o[j] = z[j] - f[j]*z[j]
		}
		return
	}
	p := c[prev*d+a : prev*d+b]
	for j := range o {
		o[j] = z[j] + f[j]*(p[j]-z[j])
	}
}

// layerBack turns dx, the gradient of the layer's output, into that of its input.
func (w *worker) layerBack(l int) {
	d := w.net.Dim
	u, c, g := w.u[l], w.c[l], w.g[l]
	du := grow(&w.du, w.t*3*d)
	carry := make([]float32, d)
	for i := range w.batch {
		from, to := w.starts[i], w.starts[i]+w.batch[i].len()
		clear(carry)
		for t := to - 1; t >= from; t-- {
			recurBack(w.dx, u, c, g, du, carry, d, t, t-1, t == from, 0, d/2)
		}
		for t := from; t < to; t++ {
			recurBack(w.dx, u, c, g, du, carry, d, t, t+1, t == to-1, d/2, d)
		}
	}
	w.accumulate(w.net.layerW[l], w.net.layerB[l], w.xn[l], d, du, 3*d, w.t)
	clear(w.dxn)
	gemm(w.t, d, 3*d, rows(du, 3*d), rows(w.net.layerW[l].w, 3*d).t(), w.dxn, d, &w.pack)
	w.shiftBack(w.dxn)
	w.normaliseBack(l)
}

func recurBack(dx, u, c, g, du, carry []float32, d, t, prev int, first bool, a, b int) {
	z, f, r := u[t*3*d+a:t*3*d+b], u[t*3*d+d+a:t*3*d+d+b], u[t*3*d+2*d+a:t*3*d+2*d+b]
	dz, df, dr := du[t*3*d+a:t*3*d+b], du[t*3*d+d+a:t*3*d+d+b], du[t*3*d+2*d+a:t*3*d+2*d+b]
	g, dy, carry := g[t*d+a:t*d+b], dx[t*d+a:t*d+b], carry[a:b]
	for j := range z {
		dr[j] = dy[j] * g[j] * r[j] * (1 - r[j])
		dc := dy[j]*r[j]*(1-g[j]*g[j]) + carry[j]
		p := float32(0)
		if !first {
			p = c[prev*d+a+j]
		}
		df[j] = dc * (p - z[j]) * f[j] * (1 - f[j])
		dz[j] = dc * (1 - f[j])
		carry[j] = dc * f[j]
	}
}

// accumulate adds the gradient of a dense layer: x (t×k) times w (k×n) plus b gave what dy is the gradient of.
func (w *worker) accumulate(pw, pb *param, x []float32, k int, dy []float32, n, t int) {
	gemm(k, n, t, rows(x, k).t(), rows(dy, n), w.grad[pw.index], n, &w.pack)
	b := w.grad[pb.index]
	for i := 0; i < t; i++ {
		add(b, dy[i*n:i*n+n])
	}
}
