package entente

import "unicode/utf8"

// A ruler counts code points in a string at any byte offset, and back, in constant time after one pass.
type ruler struct {
	text  string
	ascii bool
	at    []int // at[i] is the number of code points that begin before byte i*stride
}

const stride = 64

func newRuler(text string) *ruler {
	r := &ruler{text: text, ascii: true}
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			r.ascii = false
			break
		}
	}
	if r.ascii {
		return r
	}
	r.at = make([]int, len(text)/stride+2)
	n := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			r.at[i/stride] = n
		}
		if utf8.RuneStart(text[i]) {
			n++
		}
	}
	if len(text)%stride == 0 {
		r.at[len(text)/stride] = n
	}
	return r
}

// points turns a byte offset into a code point offset.
func (r *ruler) points(b int) int {
	b = min(max(b, 0), len(r.text))
	if r.ascii {
		return b
	}
	n := r.at[b/stride]
	for i := b - b%stride; i < b; i++ {
		if utf8.RuneStart(r.text[i]) {
			n++
		}
	}
	return n
}

// bytes turns a code point offset into a byte offset.
func (r *ruler) bytes(p int) int {
	if r.ascii {
		return min(max(p, 0), len(r.text))
	}
	lo, hi := 0, len(r.text)/stride
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if r.at[mid] <= p {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	n := r.at[lo]
	for i := lo * stride; i < len(r.text); i++ {
		if utf8.RuneStart(r.text[i]) {
			if n == p {
				return i
			}
			n++
		}
	}
	return len(r.text)
}
