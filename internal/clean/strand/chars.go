package strand

import (
	"strings"
	"unicode/utf8"

	"entente"
)

// Tidy makes one line of text plain: every kind of space becomes a space and several become one, characters without
// width go, and what was decoded with the wrong encoding is put right where that is certain. It is its own inverse's
// end: Tidy of a tidy text changes nothing.
func Tidy(t Text) Text {
	if tidy(t.S) {
		return t
	}
	var b Builder
	s, kept, repaired := t.S, 0, -1
	flush := func(i int) {
		if i > kept {
			b.Add(t.Slice(kept, i))
		}
	}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		with, width := "", n
		switch {
		case r == utf8.RuneError && n <= 1:
			with, width = "", 1
		case Space(r):
			for i+width < len(s) {
				next, m := utf8.DecodeRuneInString(s[i+width:])
				if !Space(next) && !noWidth(next) {
					break
				}
				width += m
			}
			with = " "
		case noWidth(r) || control(r):
		default:
			fixed, m := mojibake(s[i:], i > 0 && i == repaired)
			if m == 0 {
				i += n
				continue
			}
			with, width, repaired = fixed, m, i+m
		}
		if s[i:i+width] == with {
			i += width
			continue
		}
		flush(i)
		b.Add(replacement(t, i, i+width, with))
		i += width
		kept = i
	}
	flush(len(s))
	out := b.Text()
	if !tidy(out.S) && len(out.S) < len(t.S) { // a repair may bring forth a space
		return Tidy(out)
	}
	return out
}

// replacement is with in the place of bytes i to j, carrying a character over where it stands among them.
func replacement(t Text, i, j int, with string) Text {
	if with == " " {
		if k := strings.IndexByte(t.S[i:j], ' '); k >= 0 {
			return t.Slice(i+k, i+k+1)
		}
	}
	mid := t.Slice(i, j)
	src := mid.Source()
	if src.Len() == j-i {
		return For(with, mid.S, src.Start)
	}
	if carried := mid.carried(); carried == j-i && with != "" && len(with) < src.Len() { // a repair of what was repaired before
		return Text{with, []entente.Run{{Source: src.Start, Len: len(with), SourceLength: src.Len()}}}
	}
	return Put(with)
}

// carried is the number of bytes of a text that its source carries, where they stand there in one stretch; else 0.
func (t Text) carried() int {
	n, end := 0, -1
	for _, r := range t.runs {
		if end >= 0 && r.Source != end {
			return 0
		}
		n, end = n+r.Len, r.Source+r.SourceLength
	}
	return n
}

func tidy(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' || c == 127 || c == ' ' && i+1 < len(s) && s[i+1] == ' ' {
			return plainRunes(s)
		}
	}
	return true
}

func plainRunes(s string) bool {
	space := false
	for i, r := range s {
		if r == ' ' && !space {
			space = true
			continue
		}
		if Space(r) || noWidth(r) || control(r) || r == utf8.RuneError {
			return false
		}
		space = false
		if r >= 0xC2 {
			if _, n := mojibake(s[i:], false); n > 0 {
				return false
			}
		}
	}
	return true
}

// Space reports whether a character is white space of any kind.
func Space(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200A
}

// noWidth are characters that show nothing: soft hyphen, zero-width space, byte order mark, word joiner, marks of
// direction. The joiners of Persian and of emoji stay.
func noWidth(r rune) bool {
	switch r {
	case 0xAD, 0x200B, 0xFEFF, 0x2060, 0x200E, 0x200F:
		return true
	}
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

func control(r rune) bool { return r < ' ' || r >= 0x7F && r < 0xA0 || 0xE000 <= r && r <= 0xF8FF }

// cp1252 are the characters of Windows-1252 whose code differs from their byte.
var cp1252 = map[rune]byte{'€': 0x80, '‚': 0x82, 'ƒ': 0x83, '„': 0x84, '…': 0x85, '†': 0x86, '‡': 0x87, 'ˆ': 0x88, '‰': 0x89,
	'Š': 0x8A, '‹': 0x8B, 'Œ': 0x8C, 'Ž': 0x8E, '‘': 0x91, '’': 0x92, '“': 0x93, '”': 0x94, '•': 0x95, '–': 0x96, '—': 0x97,
	'˜': 0x98, '™': 0x99, 'š': 0x9A, '›': 0x9B, 'œ': 0x9C, 'ž': 0x9E, 'Ÿ': 0x9F}

// mojibake reads the one character that UTF-8 bytes, decoded as Windows-1252, spell at the front of s: "â€™" is ’. It
// returns the character and the bytes of s it takes, or 0. Only what nobody writes on purpose is read so: a letter with
// a diacritic followed by signs, not by letters. Pairs that begin otherwise than with  or à (Cyrillic, Greek) must come
// in chains; chained says that the one before was repaired.
func mojibake(s string, chained bool) (string, int) {
	first, n := utf8.DecodeRuneInString(s)
	if first < 0xC2 || first > 0xF4 {
		return "", 0
	}
	var b [4]byte
	b[0] = byte(first)
	want := 2
	if first >= 0xF0 {
		want = 4
	} else if first >= 0xE0 {
		want = 3
	}
	for k := 1; k < want; k++ {
		r, m := utf8.DecodeRuneInString(s[n:])
		c, ok := cp1252[r]
		if !ok {
			if r < 0x80 || r > 0xBF {
				return "", 0
			}
			c = byte(r)
		}
		if c < 0x80 || c > 0xBF {
			return "", 0
		}
		b[k], n = c, n+m
	}
	if want == 2 && first > 'Ã' && !chained {
		if _, m := mojibake(s[n:], true); m == 0 {
			return "", 0
		}
	}
	r, m := utf8.DecodeRune(b[:want])
	if r == utf8.RuneError || m != want || !likely(r) {
		return "", 0
	}
	return string(r), n
}

// likely are the characters that texts hold: letters of Latin, Greek, Cyrillic and Arabic, punctuation, signs of money.
func likely(r rune) bool {
	return r >= 0xA0 && r <= 0x17F || r >= 0x370 && r <= 0x6FF || r >= 0x1E00 && r <= 0x1EFF || r >= 0x2010 && r <= 0x2044 ||
		r >= 0x20A0 && r <= 0x20BF || r == 0x2122 || r == 0x2116 || r >= 0x3000 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF || r >= 0x1F300 && r <= 0x1FAFF
}
