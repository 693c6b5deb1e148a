// Package kernel holds the arithmetic of the parser's network: products of 16-bit activations with 8-bit weights, sums of
// quantised embedding rows, and the time step of the recurrent layers. Every function exists twice, in AVX2 assembly and in
// Go, and both give the same bits: sums of products are integers, and what is done in floating point is done number by
// number, in one order, without fused operations.
package kernel

import "math"

// Set is the arithmetic of one machine.
type Set struct{ fast bool }

// Best is the fastest arithmetic that this machine can run.
func Best() Set { return Set{fastHere()} }

// Portable is the arithmetic in Go alone.
func Portable() Set { return Set{} }

// Fast reports whether the assembly is in use.
func (s Set) Fast() bool { return s.fast }

// Dense computes out = float(x·w)·scale + bias for t rows of x, each of k numbers (k even, rows ldx apart), and n outputs
// (a multiple of 16), rows of out n apart. w is packed in panels of 16 outputs: for each pair of inputs 32 bytes, the
// two weights of the first output, of the second, and so on.
func (s Set) Dense(t, k, n int, x []int16, ldx int, w []int8, scale, bias, out []float32) {
	if t == 0 {
		return
	}
	_, _, _, _ = x[(t-1)*ldx+k-1], w[k*n-1], scale[n-1], out[t*n-1]
	for j := 0; j < n; j += 16 {
		panel := w[j*k:]
		if !s.fast {
			for i := 0; i < t; i++ {
				dense(x[i*ldx:i*ldx+k], panel[:16*k], scale[j:j+16], bias[j:j+16], out[i*n+j:i*n+j+16])
			}
			continue
		}
		i := 0
		for ; i+6 <= t; i += 6 {
			mat6(int64(k/2), &x[i*ldx], int64(ldx)*2, &panel[0], &scale[j], &bias[j], &out[i*n+j], int64(n)*4)
		}
		for ; i < t; i++ {
			mat1(int64(k/2), &x[i*ldx], int64(ldx)*2, &panel[0], &scale[j], &bias[j], &out[i*n+j], int64(n)*4)
		}
	}
}

func dense(x []int16, w []int8, scale, bias, out []float32) {
	var acc [16]int32
	for p := 0; p+1 < len(x); p += 2 {
		a, b := int32(x[p]), int32(x[p+1])
		row := w[p*16 : p*16+32]
		for j := range acc {
			acc[j] += a*int32(row[2*j]) + b*int32(row[2*j+1])
		}
	}
	for j, v := range acc {
		m := float32(v) * scale[j]
		out[j] = float32(m) + bias[j]
	}
}

// Dots computes the products of q with n keys, stride apart; len(q) is a multiple of 16.
func (s Set) Dots(n int, q, keys []int16, stride int, out []int32) {
	if n == 0 {
		return
	}
	_, _ = keys[(n-1)*stride+len(q)-1], out[n-1]
	if s.fast {
		dots(int64(n), &q[0], &keys[0], int64(stride)*2, int64(len(q)/16), &out[0])
		return
	}
	for i := range n {
		key := keys[i*stride : i*stride+len(q)]
		sum := int32(0)
		for j, v := range q {
			sum += int32(v) * int32(key[j])
		}
		out[i] = sum
	}
}

// Embed sums the given rows of a table of 8-bit numbers, each times its scale. len(out) is the width, a multiple of 8.
func (s Set) Embed(out []float32, table []int8, scales []float32, rows []uint32) {
	d := len(out)
	for _, r := range rows {
		_, _ = table[int(r)*d+d-1], scales[r]
	}
	if s.fast {
		embed(&out[0], &table[0], &scales[0], &rows[0], int64(len(rows)), int64(d))
		return
	}
	clear(out)
	for _, r := range rows {
		scale := scales[r]
		for j, v := range table[int(r)*d : int(r)*d+d] {
			p := float32(v) * scale
			out[j] = out[j] + float32(p)
		}
	}
}

// Norm is the sum of the squares of x, whose length is a multiple of 8: eight sums, added in a tree.
func (s Set) Norm(x []float32) float32 {
	var l [8]float32
	if s.fast {
		squares(&x[0], int64(len(x)), &l[0])
	} else {
		for i := 0; i+8 <= len(x); i += 8 {
			for j := range l {
				p := x[i+j] * x[i+j]
				l[j] = l[j] + float32(p)
			}
		}
	}
	a, b := float32(l[0]+l[4])+float32(l[2]+l[6]), float32(l[1]+l[5])+float32(l[3]+l[7])
	return float32(a) + float32(b)
}

// Quantise rounds (x+y)·scale, kept between low and high, to 16 bits; len(x) is a multiple of 16.
func (s Set) Quantise(out []int16, x, y []float32, scale, low, high float32) {
	n := len(x)
	_, _ = out[n-1], y[n-1]
	if s.fast {
		quant(&out[0], &x[0], &y[0], int64(n), scale, low, high)
		return
	}
	for j, v := range x {
		sum := v + y[j]
		v := float32(sum) * scale
		v = min(high, max(low, float32(v)))
		out[j] = int16(math.RoundToEven(float64(v)))
	}
}

// Recur makes one time step of a recurrent layer: c = z + σ(f)·(c−z), y = x + σ(r)·tanh(c). The length is a multiple of 8.
func (s Set) Recur(z, f, r, c, x, y []float32) {
	n := len(z)
	_, _, _, _, _ = f[n-1], r[n-1], c[n-1], x[n-1], y[n-1]
	if s.fast {
		recur(&z[0], &f[0], &r[0], &c[0], &x[0], &y[0], int64(n))
		return
	}
	for j := range z {
		diff := c[j] - z[j]
		move := float32(diff) * sigmoid(f[j])
		c[j] = float32(move) + z[j]
		step := tanh(c[j]) * sigmoid(r[j])
		y[j] = float32(step) + x[j]
	}
}

func sigmoid(x float32) float32 {
	h := tanh(x*0.5) * 0.5
	return float32(h) + 0.5
}

// tanh is Lambert's continued fraction, cut after seven terms, the order of operations that of the assembly.
func tanh(x float32) float32 {
	x = max(-4.97, min(4.97, x))
	s := float32(x * x)
	p := float32(s + 378)
	p = float32(p*s) + 17325
	p = float32(p*s) + 135135
	p = float32(p * x)
	q := float32(s*28) + 3150
	q = float32(q*s) + 62370
	q = float32(q*s) + 135135
	return p / q
}
