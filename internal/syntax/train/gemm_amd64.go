package train

import "golang.org/x/sys/cpu"

//go:noescape
func gemm12(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64)

//go:noescape
func gemm6(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64)

//go:noescape
func gemm1(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64)

//go:noescape
func tanhs(x *float32, n int64)

//go:noescape
func sigmoids(x *float32, n int64)

//go:noescape
func adds(dst, src *float32, n int64)

//go:noescape
func dotlanes(a, b *float32, n int64, out *float32)

//go:noescape
func adams(w, m, v, grad *float32, n int64, c *float32)

var tanhConst = [9]float32{4.97, -4.97, 135135, 17325, 378, 62370, 3150, 28, 0.5}

var (
	hasFMA    = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = cpu.X86.HasAVX512F
)
