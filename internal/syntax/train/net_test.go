package train

import (
	"math"
	"math/rand/v2"
	"testing"

	"entente/internal/syntax/features"
)

// TestGradients holds the gradients of every matrix against finite differences.
func TestGradients(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	voc := &Vocabulary{Labels: []string{"a", "b", "c"}, XPOS: []string{"x", "y"}, UPOS: []string{"u", "v"}, Feats: []string{"", "f"}}
	for _, pretrain := range []bool{false, true} {
		n := NewNet(Sizes{Dim: 32, Layers: 2, Shift: 8, Arc: 16, Label: 16, Tag: 16}, voc, 20, rng)
		var batch []*sample
		for range 3 {
			s := &sample{}
			m := 4 + rng.IntN(19)
			for i := range m {
				var r [features.Count]uint32
				features.RowsOf(string(rune('a'+rng.IntN(26)))+"ing", nil, &r)
				s.rows = append(s.rows, r)
				s.head = append(s.head, (i+1+1+rng.IntN(m))%(m+1))
				s.label, s.x, s.u, s.f = append(s.label, rng.IntN(3)), append(s.x, rng.IntN(2)), append(s.u, rng.IntN(2)), append(s.f, rng.IntN(2)-1)
				s.rare, s.target = append(s.rare, 0), append(s.target, rng.IntN(20))
			}
			batch = append(batch, s)
		}
		w := newWorker(n, Rates{Tags: 0.5, Mask: 0.4, Layer: 0.2, Head: 0.2, Embed: 0.1})
		w.pretrain = pretrain
		loss := func() float64 {
			w.run(batch, 5, true)
			l := w.loss
			return l.arc + l.label + 0.5*l.tag + l.mask
		}
		loss()
		grads := make([][]float32, len(n.all))
		for i, g := range w.grad {
			grads[i] = append([]float32(nil), g...)
			clear(g)
		}
		row := int(batch[0].rows[0][9])
		embed := make([]float32, n.Dim)
		for tpos, r := range w.rows {
			for _, x := range r {
				if int(x) == row {
					for j := range embed {
						embed[j] += w.dx[tpos*n.Dim+j]
					}
				}
			}
		}
		check := func(name string, v *float32, got float32) {
			old := *v
			const h = 2e-3
			*v = old + h
			up := loss()
			*v = old - h
			down := loss()
			*v = old
			want := (up - down) / (2 * h)
			if math.Abs(want-float64(got)) > 0.03+0.04*math.Abs(want) {
				t.Errorf("pretrain %v %s: gradient %.4f, want %.4f", pretrain, name, got, want)
			}
		}
		for i, p := range n.all {
			for range 6 {
				j := rng.IntN(len(p.w))
				check(p.name, &p.w[j], grads[i][j])
			}
		}
		for j := 0; j < n.Dim; j += 5 {
			check("embed", &n.embed.w[row*n.Dim+j], embed[j])
		}
	}
}

func BenchmarkGemm(b *testing.B) {
	const m, n, k = 768, 576, 192
	x, y, z := make([]float32, m*k), make([]float32, k*n), make([]float32, m*n)
	var pack []float32
	for b.Loop() {
		gemm(m, n, k, rows(x, k), rows(y, n), z, n, &pack)
	}
	b.ReportMetric(float64(m*n*k)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
