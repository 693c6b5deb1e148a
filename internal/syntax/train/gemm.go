package train

// A view is a matrix in a slice: element (i, j) stands at i*rs + j*cs.
type view struct {
	v      []float32
	rs, cs int
}

func rows(v []float32, width int) view { return view{v, width, 1} }

// t is the transposed view.
func (m view) t() view { return view{m.v, m.cs, m.rs} }

// gemm adds A·B to C (m×n, rows ldc apart). Columns are worked on in panels of 16, so ldc and C's rows must have room up
// to the next multiple of 16. The sum over k runs in order with fused multiply-add, so that every kernel gives the same
// bits. pack is scratch and grows as needed.
func gemm(m, n, k int, a, b view, c []float32, ldc int, pack *[]float32) {
	if m == 0 || n == 0 || k == 0 {
		return
	}
	if cap(*pack) < k*16 {
		*pack = make([]float32, k*16)
	}
	panel := (*pack)[:k*16]
	for j := 0; j < n; j += 16 {
		packPanel(panel, b, k, j, min(16, n-j))
		if !hasFMA {
			slowPanel(m, k, a, panel, c[j:], ldc)
			continue
		}
		i := 0
		if hasAVX512 {
			for ; i+12 <= m; i += 12 {
				gemm12(int64(k), &a.v[i*a.rs], int64(a.rs)*4, int64(a.cs)*4, &panel[0], &c[i*ldc+j], int64(ldc)*4)
			}
		}
		for ; i+6 <= m; i += 6 {
			gemm6(int64(k), &a.v[i*a.rs], int64(a.rs)*4, int64(a.cs)*4, &panel[0], &c[i*ldc+j], int64(ldc)*4)
		}
		for ; i < m; i++ {
			gemm1(int64(k), &a.v[i*a.rs], int64(a.rs)*4, int64(a.cs)*4, &panel[0], &c[i*ldc+j], int64(ldc)*4)
		}
	}
}

func packPanel(panel []float32, b view, k, j, width int) {
	if b.cs == 1 && width == 16 {
		for p := 0; p < k; p++ {
			copy(panel[p*16:p*16+16], b.v[p*b.rs+j:p*b.rs+j+16])
		}
		return
	}
	if width < 16 {
		clear(panel)
	}
	for x := 0; x < width; x++ {
		at := (j + x) * b.cs
		for p := 0; p < k; p++ {
			panel[p*16+x] = b.v[p*b.rs+at]
		}
	}
}

func slowPanel(m, k int, a view, panel, c []float32, ldc int) {
	for i := 0; i < m; i++ {
		row := c[i*ldc : i*ldc+16]
		for p := 0; p < k; p++ {
			x := a.v[i*a.rs+p*a.cs]
			for j, y := range panel[p*16 : p*16+16] {
				row[j] += x * y
			}
		}
	}
}

// tanh replaces every number by a rational approximation of its hyperbolic tangent (the continued fraction of Lambert,
// cut after seven terms), the same function that the parser uses.
func tanh(x []float32) {
	n := 0
	if hasFMA {
		if n = len(x) &^ 7; n > 0 {
			tanhs(&x[0], int64(n))
		}
	}
	for i, v := range x[n:] {
		v = max(-4.97, min(4.97, v))
		s := v * v
		x[n+i] = v * (135135 + s*(17325+s*(378+s))) / (135135 + s*(62370+s*(3150+s*28)))
	}
}

// sigmoid replaces every number by 1/(1+exp(-x)).
func sigmoid(x []float32) {
	n := 0
	if hasFMA {
		if n = len(x) &^ 7; n > 0 {
			sigmoids(&x[0], int64(n))
		}
	}
	for i, v := range x[n:] {
		x[n+i] = v * 0.5
	}
	tanh(x[n:])
	for i, v := range x[n:] {
		x[n+i] = 0.5 + 0.5*v
	}
}

// add adds src to dst.
func add(dst, src []float32) {
	dst = dst[:len(src)]
	n := 0
	if hasFMA {
		if n = len(src) &^ 7; n > 0 {
			adds(&dst[0], &src[0], int64(n))
		}
	}
	for i, v := range src[n:] {
		dst[n+i] += v
	}
}

// dot is the sum of products; the length is a multiple of 8.
func dot(a, b []float32) float32 {
	var l [8]float32
	if hasFMA {
		dotlanes(&a[0], &b[0], int64(len(a)), &l[0])
	} else {
		for i, v := range a {
			l[i&7] += v * b[i]
		}
	}
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}
