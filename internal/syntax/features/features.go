// Package features turns a word into hashed features: its form, its ends, its shape, each a row of an embedding table or nothing where
// training did not see it.
package features

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count is the number of embedding rows of a word: its form in two hashes, suffixes of one to four characters,
// prefixes of one to three, and its shape.
const Count = 10

// The regions of the embedding table, one a feature.
var regions = [Count]uint32{1 << 14, 1 << 14, 1 << 8, 1 << 10, 1 << 12, 1 << 13, 1 << 8, 1 << 10, 1 << 12, 1 << 10}

// Rows of the embedding table: the regions and a few for special positions.
const (
	RowRoot = 36352 + 16384
	RowMask = RowRoot + 1
	RowNone = RowRoot + 2 // an empty feature
	Rows    = RowRoot + 16
)

// Normal is the form of a word that features and tables see: small letters, digits as "0", plain quotes and dashes.
func Normal(form string) string {
	plain := true
	for i := 0; i < len(form); i++ {
		if c := form[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			plain = false
			break
		}
	}
	if plain {
		return form
	}
	var b strings.Builder
	b.Grow(len(form))
	for _, r := range form {
		switch {
		case r >= '0' && r <= '9':
			r = '0'
		case r == '’' || r == '‘':
			r = '\''
		case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
			r = '"'
		case r == '–' || r == '—' || r == '−':
			r = '-'
		default:
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// A Filter remembers which features were seen in training, as a Bloom filter with two probes: one bit array whose length is a
// power of two. A feature that was not seen has no row; its row would say something about other words.
type Filter []byte

// Add marks feature i with hash h as known.
func (f Filter) Add(h uint64) {
	mask := uint64(len(f)*8 - 1)
	for _, b := range [2]uint64{h & mask, (h >> 32) & mask} {
		f[b/8] |= 1 << (b % 8)
	}
}

// Has reports whether a feature is known; an empty filter knows all.
func (f Filter) Has(h uint64) bool {
	if len(f) == 0 {
		return true
	}
	mask := uint64(len(f)*8 - 1)
	a, b := h&mask, (h>>32)&mask
	return f[a/8]>>(a%8)&1 == 1 && f[b/8]>>(b%8)&1 == 1
}

// Hashes are the features of a word before they are rows: the form counts once.
func Hashes(form string, out *[Count]uint64) {
	l := Normal(form)
	if len(l) > 64 {
		l = l[:64]
	}
	out[0] = Hash(l)
	out[1] = Scramble(out[0])
	end := len(l)
	for i := 2; i < 6; i++ {
		if end > 0 {
			_, n := utf8.DecodeLastRuneInString(l[:end])
			end -= n
		}
		out[i] = Hash(l[end:])
	}
	begin := 0
	for i := 6; i < 9; i++ {
		if begin < len(l) {
			_, n := utf8.DecodeRuneInString(l[begin:])
			begin += n
		}
		out[i] = Hash(l[:begin])
	}
	out[9] = Shape(form)
}

// Key is what a filter knows feature i with hash h by.
func Key(i int, h uint64) uint64 { return Scramble(h + uint64(max(i, 1))*0x9E3779B97F4A7C15) }

// RowsOf fills the rows of the embedding table that a word's vector is the sum of; features that the filter does not
// know are RowNone.
func RowsOf(form string, known Filter, out *[Count]uint32) {
	var h [Count]uint64
	Hashes(form, &h)
	base, word := uint32(0), known.Has(Key(1, h[1]))
	for i := range out {
		out[i] = base + uint32(h[i]>>33)&(regions[i]-1)
		if i < 2 && !word || i >= 2 && !known.Has(Key(i, h[i])) {
			out[i] = RowNone
		}
		base += regions[i]
	}
}

// Shape hashes the classes of a word's characters, runs of one class cut to two, with its length up to six.
func Shape(form string) uint64 {
	h := uint64(14695981039346656037)
	var last, run byte
	n := 0
	for _, r := range form {
		c := byte('x')
		switch {
		case r >= 'a' && r <= 'z':
		case r >= 'A' && r <= 'Z':
			c = 'X'
		case r >= '0' && r <= '9':
			c = 'd'
		case r < 0x80:
			c = byte(r)
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
		default:
			c = '~'
		}
		if n++; n > 64 {
			break
		}
		if c != last {
			last, run = c, 0
		}
		if run++; run <= 2 {
			h = (h ^ uint64(c)) * 1099511628211
		}
	}
	return Scramble(h ^ uint64(min(n, 6)))
}

func Hash(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return Scramble(h)
}

func Scramble(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}

// Mix joins two hashes.
func Mix(a, b uint32) uint32 {
	h := a*0x9E3779B1 ^ b
	h ^= h >> 15
	h *= 0x85EBCA77
	h ^= h >> 13
	return h
}
