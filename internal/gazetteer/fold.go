package gazetteer

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A Word is a run of letters and digits of a text, with its folded form in Words.Folded.
type Word struct {
	Start, End int // bytes of the text
	from, to   int // in Folded
	Cap        bool
	Upper      bool // all capitals, at least two letters or an initial with its point
	Initial    bool // one letter and a point: "K."
}

// Words are the words of a stretch of text.
type Words struct {
	List   []Word
	Folded string // the words, lower case, without diacritics, one space between
}

// Key is the folded form of words i to j (not included).
func (w *Words) Key(i, j int) string { return w.Folded[w.List[i].from:w.List[j-1].to] }

// At is the index of the first word that ends after a byte of the text.
func (w *Words) At(pos int) int {
	lo, hi := 0, len(w.List)
	for lo < hi {
		mid := (lo + hi) / 2
		if w.List[mid].End <= pos {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// Fold brings a name to the form names are compared in: lower case, without diacritics, hyphens and apostrophes as spaces,
// initials joined ("U.S." → "us").
func Fold(s string) string { return Split(s, 0, len(s)).Folded }

// Split cuts text[from:to] into words.
func Split(text string, from, to int) *Words {
	w := &Words{List: make([]Word, 0, (to-from)/5+1)}
	buf := make([]byte, 0, to-from+8)
	for i := from; i < to; {
		r, n := utf8.DecodeRuneInString(text[i:to])
		if !inWord(r) {
			i += n
			continue
		}
		if len(buf) > 0 {
			buf = append(buf, ' ')
		}
		word := Word{Start: i, from: len(buf), Cap: unicode.IsUpper(r)}
		letters, uppers := 0, 0
		for i < to {
			r, n := utf8.DecodeRuneInString(text[i:to])
			if !inWord(r) {
				if r == '.' && letters == i-word.Start-(letters-1) && joins(text, i, to) {
					i += n
					continue
				}
				break
			}
			letters++
			if unicode.IsUpper(r) || unicode.IsDigit(r) || r == '+' {
				uppers++
			}
			buf = fold(buf, r)
			i += n
		}
		word.End, word.to = i, len(buf)
		word.Initial = letters == 1 && word.Cap && i < to && text[i] == '.'
		word.Upper = uppers == letters && letters > 1
		w.List = append(w.List, word)
	}
	w.Folded = string(buf)
	return w
}

// joins reports whether the point at i stands between initials: "U.S." but not "J. Smith".
func joins(text string, i, to int) bool {
	if i+1 >= to || !isLetter(text[i+1]) || !isLetter(text[i-1]) {
		return false
	}
	return i+2 >= to || !isLetter(text[i+2]) && text[i+2] < utf8.RuneSelf
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return isLetter(byte(r)) || r >= '0' && r <= '9' || r == '+' || r == '&'
	}
	return unicode.IsLetter(r) && r != 'ʻ' && r != 'ʼ' && r != 'ʿ' && r != 'ʾ' || unicode.IsMark(r)
}

// fold appends a rune in lower case without its marks.
func fold(buf []byte, r rune) []byte {
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r |= 0x20
		}
		return append(buf, byte(r))
	}
	if s, ok := letters[unicode.ToLower(r)]; ok {
		return append(buf, s...)
	}
	if unicode.IsMark(r) {
		return buf
	}
	var in [4]byte
	n := utf8.EncodeRune(in[:], unicode.ToLower(r))
	for d := norm.NFD.Bytes(in[:n]); len(d) > 0; {
		c, n := utf8.DecodeRune(d)
		if !unicode.IsMark(c) {
			buf = append(buf, d[:n]...)
		}
		d = d[n:]
	}
	return buf
}

// letters that do not come apart into a letter and marks.
var letters = map[rune]string{'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'æ': "ae", 'œ': "oe", 'ß': "ss", 'ı': "i", 'ə': "a", 'ħ': "h", 'ŋ': "ng"}
