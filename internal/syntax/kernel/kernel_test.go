package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestPortableEqualsFast holds the two kinds of arithmetic against each other, bit by bit.
func TestPortableEqualsFast(t *testing.T) {
	fast, slow := Best(), Portable()
	if !fast.Fast() {
		t.Skip("no AVX2 here")
	}
	rng := rand.New(rand.NewPCG(1, 2))
	floats := func(n int, scale float64) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(rng.NormFloat64() * scale)
		}
		return x
	}
	for range 50 {
		rows, k, n := 1+rng.IntN(20), 32*(1+rng.IntN(8)), 16*(1+rng.IntN(40))
		x, w := make([]int16, rows*k), make([]int8, k*n)
		for i := range x {
			x[i] = int16(rng.IntN(30000) - 15000)
		}
		for i := range w {
			w[i] = int8(rng.IntN(255) - 127)
		}
		scale, bias := floats(n, 1e-4), floats(n, 1)
		a, b := make([]float32, rows*n), make([]float32, rows*n)
		fast.Dense(rows, k, n, x, k, w, scale, bias, a)
		slow.Dense(rows, k, n, x, k, w, scale, bias, b)
		same(t, "Dense", a, b)

		for i := range x {
			x[i] /= 8
		}
		d, e := make([]int32, rows), make([]int32, rows)
		fast.Dots(rows, x[:k], x, k, d)
		slow.Dots(rows, x[:k], x, k, e)
		same(t, "Dots", d, e)

		a, b = make([]float32, k), make([]float32, k)
		list := []uint32{0, 3, 3, 1}
		fast.Embed(a, w[:4*k], scale[:4], list)
		slow.Embed(b, w[:4*k], scale[:4], list)
		same(t, "Embed", a, b)

		u := floats(6*k, 3)
		if f, s := fast.Norm(u), slow.Norm(u); f != s {
			t.Errorf("Norm: %v in assembly, %v in Go", f, s)
		}
		q, p := make([]int16, k), make([]int16, k)
		fast.Quantise(q, u[:k], u[k:2*k], 700, -4095, 4095)
		slow.Quantise(p, u[:k], u[k:2*k], 700, -4095, 4095)
		same(t, "Quantise", q, p)

		c1, c2 := slices.Clone(u[3*k:4*k]), slices.Clone(u[3*k:4*k])
		fast.Recur(u[:k], u[k:2*k], u[2*k:3*k], c1, u[4*k:5*k], a)
		slow.Recur(u[:k], u[k:2*k], u[2*k:3*k], c2, u[4*k:5*k], b)
		same(t, "Recur", a, b)
		same(t, "Recur state", c1, c2)
	}
}

func same[T comparable](t *testing.T, name string, fast, portable []T) {
	t.Helper()
	for i := range fast {
		if fast[i] != portable[i] {
			t.Fatalf("%s: number %d is %v in assembly, %v in Go", name, i, fast[i], portable[i])
		}
	}
}

func BenchmarkDense(b *testing.B) {
	const rows, k, n = 24, 224, 672
	x, w := make([]int16, rows*k), make([]int8, k*n)
	scale, out := make([]float32, n), make([]float32, rows*n)
	s := Best()
	for b.Loop() {
		s.Dense(rows, k, n, x, k, w, scale, scale, out)
	}
	b.ReportMetric(float64(rows*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
}
