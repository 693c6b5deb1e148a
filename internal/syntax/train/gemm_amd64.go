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

var tanhConst = [8]float32{4.97, -4.97, 135135, 17325, 378, 62370, 3150, 28}

var (
	hasFMA    = cpu.X86.HasAVX2 && cpu.X86.HasFMA
	hasAVX512 = cpu.X86.HasAVX512F
)
