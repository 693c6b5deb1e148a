package train

import (
	"math"
	"runtime"
	"sync"

	"entente/internal/syntax/features"
)

// adam is the optimiser of Kingma and Ba 2015; rows of the embedding move only in the steps that touch them.
type adam struct {
	beta1, beta2, eps float32
	clip              float32
	decay             float32 // of dense weights, decoupled (Loshchilov and Hutter 2019)
	step              int
	slot              []int32 // by embedding row: its place in rowGrad, -1
	touched           []uint32
	rowGrad           []float32
	seen              []int32 // steps by embedding row
}

func newAdam() *adam {
	a := &adam{beta1: 0.9, beta2: 0.98, eps: 1e-8, clip: 2, slot: make([]int32, features.Rows)}
	for i := range a.slot {
		a.slot[i] = -1
	}
	return a
}

// update moves the network along the gradients of the workers, which it adds in order and clears.
func (a *adam) update(n *Net, workers []*worker, lr, scale float32) {
	a.step++
	norm := float64(0)
	var mu sync.Mutex
	parallel(len(n.all), func(i int) {
		g := workers[0].grad[i]
		for _, w := range workers[1:] {
			add(g, w.grad[i])
			clear(w.grad[i])
		}
		for j := range g {
			g[j] *= scale
		}
		sum := dot(g, g)
		mu.Lock()
		defer mu.Unlock()
		norm += math.Round(float64(sum)*1e6) / 1e6 // rounded, so that the order of addition does not matter
	})
	k := float32(1)
	if s := math.Sqrt(norm); s > float64(a.clip) {
		k = a.clip / float32(s)
	}
	c1 := 1 - float32(math.Pow(float64(a.beta1), float64(a.step)))
	c2 := 1 - float32(math.Pow(float64(a.beta2), float64(a.step)))
	parallel(len(n.all), func(i int) {
		p := n.all[i]
		a.move(p.w, p.m, p.v, workers[0].grad[i], lr, k, c1, c2, a.decay*lr)
		clear(workers[0].grad[i])
	})
	a.embed(n, workers, lr, scale, c1, c2)
}

func (a *adam) move(w, m, v, g []float32, lr, k, c1, c2, decay float32) {
	b1, b2 := a.beta1, a.beta2
	r := 1 / c2
	step := lr / c1
	if hasFMA && len(g)%8 == 0 && len(g) > 0 {
		c := [9]float32{k, b1, 1 - b1, b2, 1 - b2, r, step, a.eps, decay}
		adams(&w[0], &m[0], &v[0], &g[0], int64(len(g)), &c[0])
		return
	}
	for j, x := range g {
		x *= k
		m[j] = b1*m[j] + (1-b1)*x
		v[j] = b2*v[j] + (1-b2)*x*x
		w[j] -= step*m[j]/(sqrt32(v[j]*r)+a.eps) + decay*w[j]
	}
}

func sqrt32(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// embed gathers the gradients of the rows that were used, in the order of workers and positions, and moves them.
func (a *adam) embed(n *Net, workers []*worker, lr, scale, c1, c2 float32) {
	d := n.Dim
	a.touched = a.touched[:0]
	for _, w := range workers {
		for _, r := range w.rows {
			for _, row := range r {
				if row != features.RowNone && a.slot[row] < 0 {
					a.slot[row] = int32(len(a.touched))
					a.touched = append(a.touched, row)
				}
			}
		}
	}
	g := grow(&a.rowGrad, len(a.touched)*d)
	const parts = 4
	parallel(parts, func(part int) {
		from, to := part*d/parts, (part+1)*d/parts
		for s := range a.touched {
			clear(g[s*d+from : s*d+to])
		}
		for _, w := range workers {
			for t, r := range w.rows {
				dx := w.dx[t*d+from : t*d+to]
				for _, row := range r {
					if row == features.RowNone {
						continue
					}
					at := int(a.slot[row]) * d
					add(g[at+from:at+to], dx)
				}
			}
		}
		for s, row := range a.touched {
			at := int(row) * d
			o := g[s*d+from : s*d+to]
			for j := range o {
				o[j] *= scale
			}
			a.move(n.embed.w[at+from:at+to], n.embed.m[at+from:at+to], n.embed.v[at+from:at+to], o, lr, 1, c1, c2, 0)
		}
	})
	for _, row := range a.touched {
		a.slot[row] = -1
	}
}

// parallel runs the parts on as many goroutines as there are processors.
func parallel(parts int, do func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(parts, runtime.GOMAXPROCS(0)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				do(i)
			}
		}()
	}
	for i := range parts {
		next <- i
	}
	close(next)
	wg.Wait()
}
