package kernel

import "golang.org/x/sys/cpu"

//go:noescape
func mat6(pairs int64, x *int16, ldx int64, w *int8, scale, bias, out *float32, ldo int64)

//go:noescape
func mat1(pairs int64, x *int16, ldx int64, w *int8, scale, bias, out *float32, ldo int64)

//go:noescape
func dots(n int64, q *int16, keys *int16, stride, blocks int64, out *int32)

//go:noescape
func embed(out *float32, table *int8, scales *float32, rows *uint32, n, dim int64)

//go:noescape
func squares(x *float32, n int64, out *float32)

//go:noescape
func quant(out *int16, x, y *float32, n int64, scale, low, high float32)

//go:noescape
func recur(z, f, r, c, x, y *float32, n int64)

// constants of recur: the limits and coefficients of tanh, and one half.
var constants = [9]float32{4.97, -4.97, 135135, 17325, 378, 62370, 3150, 28, 0.5}

func fastHere() bool { return cpu.X86.HasAVX2 }
