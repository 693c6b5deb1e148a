//go:build !amd64

package train

const hasFMA, hasAVX512 = false, false

func gemm12(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64) {}
func gemm6(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64)  {}
func gemm1(k int64, a *float32, rsa, csa int64, b *float32, c *float32, ldc int64)  {}
func tanhs(x *float32, n int64)                                                     {}
func sigmoids(x *float32, n int64)                                                  {}
func adds(dst, src *float32, n int64)                                               {}
func dotlanes(a, b *float32, n int64, out *float32)                                 {}
func adams(w, m, v, g *float32, n int64, c *float32)                                {}
