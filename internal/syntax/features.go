package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Features is the number of embedding rows of a word: its form in two hashes, suffixes of one to four characters,
// prefixes of one to three, and its shape.
const Features = 10

// The regions of the embedding table, one a feature.
var regions = [Features]uint32{1 << 14, 1 << 14, 1 << 8, 1 << 10, 1 << 12, 1 << 13, 1 << 8, 1 << 10, 1 << 12, 1 << 10}

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

// FeatureRows fills the rows of the embedding table that a word's vector is the sum of.
func FeatureRows(form string, out *[Features]uint32) {
	l := Normal(form)
	if len(l) > 64 {
		l = l[:64]
	}
	h := hash64(l)
	base := uint32(0)
	put := func(i int, h uint64) {
		out[i] = base + uint32(h>>33)&(regions[i]-1)
		base += regions[i]
	}
	put(0, h)
	put(1, scramble(h))
	end := len(l)
	for i := 2; i < 6; i++ {
		if end > 0 {
			_, n := utf8.DecodeLastRuneInString(l[:end])
			end -= n
		}
		put(i, hash64(l[end:]))
	}
	begin := 0
	for i := 6; i < 9; i++ {
		if begin < len(l) {
			_, n := utf8.DecodeRuneInString(l[begin:])
			begin += n
		}
		put(i, hash64(l[:begin]))
	}
	put(9, shape(form))
}

// shape hashes the classes of a word's characters, runs of one class cut to two, with its length up to six.
func shape(form string) uint64 {
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
	return scramble(h ^ uint64(min(n, 6)))
}

func hash64(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return scramble(h)
}

func scramble(h uint64) uint64 {
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	return h ^ h>>32
}
