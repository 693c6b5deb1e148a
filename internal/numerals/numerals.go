// Package numerals turns running text into words, marks and numbers: digits in any grouping, decimals, ordinals ("24th")
// and numbers written out ("twenty-one", "two hundred and fifty", "twenty-first") each become one token with its value.
//
// Dates and figures are read from these tokens. Scale words (million) stay words of their own, for a range shares them
// ("2 to 3 million"). Offsets are bytes of the text that was scanned.
package numerals

import (
	_ "embed"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

//go:embed words.tsv
var table string

// Kind says what a token is.
type Kind uint8

const (
	Word    Kind = iota
	Number       // an integer or decimal
	Ordinal      // "24th", "second"
	Mark         // punctuation, one character; a hyphen inside "mid-2014" is a mark of its own
	Break        // one or more line ends
)

// A Token is a word, mark or number.
type Token struct {
	entente.Span
	Kind   Kind
	Text   string // lower case; numbers as printed
	Upper  bool   // begins with a capital letter
	Glued  bool   // no blank before it
	Spelt  bool   // a number written in words
	Int    int    // value of an integer or ordinal, -1 where it is no integer or over nine digits
	Digits string // plain decimal of a number, without grouping: "1250.5"
}

type word struct {
	kind  string
	value int
}

// A Scanner holds the table of number words.
type Scanner struct{ words map[string]word }

// New reads the embedded table.
func New() *Scanner {
	s := &Scanner{words: make(map[string]word, 64)}
	for line := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue
		}
		n, err := strconv.Atoi(f[2])
		if err != nil {
			panic("numerals: bad value in embedded table: " + line)
		}
		s.words[f[0]] = word{f[1], n}
	}
	return s
}

// Scan appends the tokens of text[from:to] to dst.
func (s *Scanner) Scan(dst []Token, text string, from, to int) []Token {
	base := len(dst)
	glued := false
	for i := from; i < to; {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			i, glued = i+1, false
			continue
		case c == '\n':
			j := i + 1
			for j < to && (text[j] == '\n' || text[j] == ' ' || text[j] == '\r' || text[j] == '\t') {
				j++
			}
			dst = append(dst, Token{Span: entente.Span{Start: i, End: j}, Kind: Break, Text: "\n", Int: -1})
			i, glued = j, false
			continue
		case '0' <= c && c <= '9':
			dst, i = number(dst, text, i, to)
		default:
			r, n := utf8.DecodeRuneInString(text[i:to])
			switch {
			case unicode.IsSpace(r):
				i, glued = i+n, false
				continue
			case unicode.IsLetter(r):
				dst, i = letters(dst, text, i, to)
			default:
				dst = append(dst, Token{Span: entente.Span{Start: i, End: i + n}, Kind: Mark, Text: text[i : i+n], Int: -1})
				i += n
			}
		}
		dst[len(dst)-1].Glued, glued = glued, true
	}
	return s.join(dst, base, text)
}

// letters reads a word; an apostrophe inside belongs to it only before what is not a possessive ("o'clock").
func letters(dst []Token, text string, i, to int) ([]Token, int) {
	j := i
	ascii, upper := true, false
	for j < to {
		if c := text[j]; c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				upper = true
			} else if (c < 'a' || 'z' < c) && (c < '0' || '9' < c || j == i) {
				if c != '\'' || j+2 >= to || text[j+1] != 'c' || text[i:j] != "o" {
					break
				}
			}
			j++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[j:to])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		ascii = false
		j += n
	}
	t := text[i:j]
	first, _ := utf8.DecodeRuneInString(t)
	out := Token{Span: entente.Span{Start: i, End: j}, Kind: Word, Text: t, Upper: unicode.IsUpper(first), Int: -1}
	if upper || !ascii {
		out.Text = strings.ToLower(t)
	}
	return append(dst, out), j
}

// number reads digits with grouping ("1,250,000", "1 250 000" with thin or hard blanks) and decimals, and the ending of an ordinal.
func number(dst []Token, text string, i, to int) ([]Token, int) {
	j := digits(text, i, to)
	plain, grouped, whole := text[i:j], false, true
	for {
		n := group(text, j, to)
		if n == 0 || j-i > 3 && !grouped {
			break
		}
		plain += text[j+n-3 : j+n]
		j, grouped = j+n, true
	}
	dotted := i > 1 && text[i-1] == '.' && isDigit(text[i-2]) // the later part of "24.11.2015"
	if j+1 < to && text[j] == '.' && isDigit(text[j+1]) && !dotted {
		k := digits(text, j+1, to)
		if k >= to || text[k] != '.' || k+1 >= to || !isDigit(text[k+1]) {
			plain += text[j:k]
			j, whole = k, false
		}
	}
	t := Token{Span: entente.Span{Start: i, End: j}, Kind: Number, Text: text[i:j], Int: -1, Digits: plain}
	if whole && len(plain) <= 9 {
		t.Int, _ = strconv.Atoi(plain)
	}
	if whole && !grouped && ending(text, j, to) {
		t.Kind, t.End, t.Text = Ordinal, j+2, text[i:j+2]
	}
	return append(dst, t), t.End
}

func digits(text string, i, to int) int {
	for i < to && isDigit(text[i]) {
		i++
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// group is the length of a mark and three digits at i that go on a number, or 0.
func group(text string, i, to int) int {
	n := 0
	switch {
	case i < to && text[i] == ',':
		n = 1
	case strings.HasPrefix(text[i:to], "\u00a0"):
		n = 2
	case strings.HasPrefix(text[i:to], "\u202f"), strings.HasPrefix(text[i:to], "\u2009"):
		n = 3
	default:
		return 0
	}
	if i+n+3 > to || !isDigit(text[i+n]) || !isDigit(text[i+n+1]) || !isDigit(text[i+n+2]) {
		return 0
	}
	if i+n+3 < to && isDigit(text[i+n+3]) {
		return 0
	}
	return n + 3
}

// ending reports whether "st", "nd", "rd" or "th" stands at i and ends the word.
func ending(text string, i, to int) bool {
	if i+2 > to || i+2 < to && isAlnum(text[i+2]) {
		return false
	}
	switch text[i : i+2] {
	case "st", "nd", "rd", "th", "ST", "ND", "RD", "TH":
		return true
	}
	return false
}

func isAlnum(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= utf8.RuneSelf }

// join puts number words from base on together.
func (s *Scanner) join(toks []Token, base int, text string) []Token {
	out := base
	for i := base; i < len(toks); {
		t, n := s.spelt(toks[i:], text)
		toks[out] = t
		out++
		i += n
	}
	return toks[:out]
}

// spelt reads the number words at the beginning of toks; it returns the first token as it is where there are none.
func (s *Scanner) spelt(toks []Token, text string) (Token, int) {
	first := toks[0]
	if first.Kind != Word || len(first.Text) < 3 {
		return first, 1
	}
	w, ok := s.words[first.Text]
	if !ok || w.kind == "hundred" {
		return first, 1
	}
	total, n, ordinal := 0, 0, false
	last := ""
	for n < len(toks) {
		k := s.joined(toks, n, last, text)
		if k >= len(toks) {
			break
		}
		w, ok := s.words[toks[k].Text]
		if !ok || toks[k].Kind != Word || !follows(last, w, total) {
			break
		}
		if w.kind == "hundred" {
			total *= 100
		} else {
			total += w.value
		}
		last, n = w.kind, k+1
		if w.kind == "ordinal" || w.kind == "tenth" {
			ordinal = true
			break
		}
	}
	if n == 0 {
		return first, 1
	}
	t := first
	t.Kind, t.Int, t.Spelt, t.Digits = Number, total, true, strconv.Itoa(total)
	if ordinal {
		t.Kind = Ordinal
	}
	t.End = toks[n-1].End
	if n > 1 {
		t.Text = strings.ToLower(text[t.Start:t.End])
	}
	return t, n
}

// joined is where the next number word stands after n words: behind a hyphen, an "and" after "hundred", the end of one line.
func (s *Scanner) joined(toks []Token, n int, last, text string) int {
	if n == 0 {
		return 0
	}
	k := lineEnd(toks, n, text)
	switch {
	case k+1 >= len(toks):
		return k
	case k == n && toks[k].Text == "-" && toks[k].Glued:
		if m := lineEnd(toks, k+1, text); m > k+1 || toks[m].Glued || s.words[toks[m].Text].kind == "ordinal" {
			return m // cut at the end of a line, or "twenty -first"
		}
	case toks[k].Text == "and" && last == "hundred":
		return lineEnd(toks, k+1, text)
	}
	return k
}

// lineEnd skips the end of one line at k, not that of a paragraph.
func lineEnd(toks []Token, k int, text string) int {
	if k+1 < len(toks) && toks[k].Kind == Break && strings.Count(toks[k].Span.In(text), "\n") == 1 {
		return k + 1
	}
	return k
}

// follows reports whether a number word can stand after one of kind last.
func follows(last string, w word, total int) bool {
	switch last {
	case "":
		return true
	case "unit":
		return w.kind == "hundred" && total < 20
	case "tens":
		return (w.kind == "unit" || w.kind == "ordinal") && 0 < w.value && w.value < 10
	case "hundred":
		return w.kind != "hundred"
	}
	return false
}
