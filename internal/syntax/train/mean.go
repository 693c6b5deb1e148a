package train

import "math"

// meanEvery is the number of steps after which the mean follows the weights.
const meanEvery = 16

// mean is the exponential running mean of the weights of a network; nil keeps none.
type mean struct {
	params []*param
	w      [][]float32
	keep   float64
}

func newMean(n *Net, keep float64) *mean {
	if keep <= 0 {
		return nil
	}
	m := &mean{params: append([]*param{n.embed}, n.all...), keep: keep}
	for _, p := range m.params {
		m.w = append(m.w, append([]float32(nil), p.w...))
	}
	return m
}

// follow moves the mean towards the weights after a step; in the first steps, when the mean is young, faster.
func (m *mean) follow(step int) {
	if m == nil || step%meanEvery != 0 {
		return
	}
	keep := math.Pow(m.keep, meanEvery)
	keep = min(keep, float64(step)/float64(step+10*meanEvery))
	k := float32(1 - keep)
	const parts = 8
	parallel(parts, func(part int) {
		for i, p := range m.params {
			from, to := part*len(p.w)/parts, (part+1)*len(p.w)/parts
			w, mw := p.w[from:to], m.w[i][from:to]
			for j, v := range w {
				mw[j] += float32(k * (v - mw[j]))
			}
		}
	})
}

// swap puts the mean where the weights are and keeps these, and back.
func (m *mean) swap() {
	if m == nil {
		return
	}
	for i, p := range m.params {
		p.w, m.w[i] = m.w[i], p.w
	}
}
