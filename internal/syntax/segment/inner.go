package segment

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// inner cuts a stretch without outer punctuation at marks inside it: "oil-rich" and "China/Russia" are three tokens,
// "re-elect", "e-mail" and "Yiu-chung" one, "challenges.By" the three of two glued sentences.
func inner(text string, i, j int, out []span) []span {
	if i >= j {
		return out
	}
	start := i
	for k := i; k < j; {
		r, n := utf8.DecodeRuneInString(text[k:j])
		if k > start && k+n < j || (r == '–' || r == '—') && k > start {
			if width := cutAt(text[start:j], k-start, r); width > 0 {
				out = append(out, span{Start: start, End: k}, span{Start: k, End: k + width})
				start = k + width
				k = start
				continue
			}
		}
		k += n
	}
	if start >= j {
		return out
	}
	return units(text, start, j, out)
}

// units cuts a number from its unit or a stop from the word that it closes: "50km" stays, "$5bn" was cut before.
func units(text string, i, j int, out []span) []span {
	s := text[i:j]
	if n := leadingNumber(s); n > 0 && n < len(s) {
		switch strings.ToLower(s[n:]) {
		case "am", "pm", "a.m.", "p.m.", "km", "kg", "mm", "cm", "m", "bn", "mn", "gb", "mb", "ghz", "mph", "ft", "lbs", "hrs", "mg", "ml", "yr", "yrs", "mins", "min", "k", "b", "tn":
			return append(out, span{Start: i, End: i + n}, span{Start: i + n, End: j})
		}
	}
	return append(out, span{Start: i, End: j})
}

func leadingNumber(s string) int {
	for k := 0; k < len(s); k++ {
		if (s[k] < '0' || s[k] > '9') && s[k] != '.' && s[k] != ',' && s[k] != ':' {
			return k
		}
	}
	return len(s)
}

// cutAt is the width of the mark at byte k of s where the word is cut there, else 0.
func cutAt(s string, k int, r rune) int {
	before, after := s[:k], s[k:]
	width := utf8.RuneLen(r)
	if width < 0 {
		width = 1
	}
	left, _ := utf8.DecodeLastRuneInString(before)
	right, _ := utf8.DecodeRuneInString(after[min(width, len(after)):])
	switch r {
	case '–', '—', '…':
		return width
	case '-':
		if strings.HasPrefix(after, "--") {
			return len(after) - len(strings.TrimLeft(after, "-"))
		}
		return hyphen(before, after[1:], left, right)
	case '/':
		if unicode.IsLetter(left) && unicode.IsLetter(right) && len(before) > 1 && !strings.Contains(s, ".") {
			return 1
		}
	case '.':
		if strings.HasPrefix(after, "..") {
			return len(after) - len(strings.TrimLeft(after, "."))
		}
		if gluedStop(before, after[1:], left, right) {
			return 1
		}
	case '?', '!':
		if unicode.IsLetter(left) && !strings.Contains(s, "://") && (unicode.IsUpper(right) || strings.ContainsRune("\"”", right)) {
			return 1
		}
	case ',', ';':
		if !(unicode.IsDigit(left) && unicode.IsDigit(right)) && !strings.Contains(s, "://") {
			return 1
		}
	case ':':
		if unicode.IsLetter(left) && unicode.IsLetter(right) && !strings.Contains(s, "://") {
			return 1
		}
	case '(', ')', '[', ']', '"', '“', '”', '„', '«', '»', '=', '<', '>', '+', '*', '&', '~', '|':
		if r == '&' && (len(before) <= 2 || strings.ToUpper(s) == s) || strings.Contains(s, "://") || strings.Contains(s, "@") {
			return 0
		}
		return width
	case '%':
		if unicode.IsDigit(left) {
			return 1
		}
	case '$', '€', '£':
		if unicode.IsDigit(left) {
			return 0
		}
		return width
	}
	return 0
}

// gluedStop reports a full stop that ends one sentence and touches the next: a word of small letters before it, a capital after it.
func gluedStop(before, after string, left, right rune) bool {
	if strings.Contains(after, "/") || strings.Contains(before, "/") || strings.Contains(before, "@") {
		return false
	}
	if k := strings.LastIndexByte(before, '.'); k >= 0 {
		return false
	}
	if unicode.IsUpper(right) {
		second, _ := utf8.DecodeRuneInString(after[utf8.RuneLen(right):])
		return (unicode.IsLower(left) && len(before) > 1 || unicode.IsDigit(left)) && (second == utf8.RuneError || !unicode.IsUpper(second) && second != '.') && len(before) > 1 ||
			(strings.ContainsRune("”\")", left))
	}
	return strings.ContainsRune("“\"”", right)
}

// hyphen decides whether a word is cut at a hyphen.
func hyphen(before, after string, left, right rune) int {
	if right == utf8.RuneError || left == utf8.RuneError {
		return 0
	}
	l := strings.ToLower(before)
	if k := strings.LastIndexAny(l, "-/"); k >= 0 {
		l = l[k+1:]
	}
	if unicode.IsDigit(left) && unicode.IsDigit(right) {
		return digitsHyphen(before, after)
	}
	if prefixes[l] {
		return 0
	}
	first, _ := utf8.DecodeRuneInString(before)
	if unicode.IsUpper(first) && unicode.IsLower(left) && unicode.IsLower(right) && nameSyllables(before, after) {
		return 0
	}
	if strings.ContainsAny(before+after, "@_#\\") || strings.Contains(after, "://") {
		return 0
	}
	if len(before) == 1 && unicode.IsUpper(left) && unicode.IsDigit(right) { // F-16
		return 1
	}
	return 1
}

// digitsHyphen cuts ranges ("2012-13", "5-6"), not telephone numbers and dates.
func digitsHyphen(before, after string) int {
	if strings.Contains(after, "-") || strings.Contains(before, "-") {
		return 0
	}
	if leadingNumber(after) != len(after) && !strings.ContainsAny(after, "%") {
		return 1
	}
	if len(after) == 4 && len(before) == 3 {
		return 0
	}
	return 1
}

// nameSyllables reports a given name in two syllables ("Yiu-chung", "Jae-in", "Tung-hsing"): both short.
func nameSyllables(before, after string) bool {
	return len(before) <= 5 && len(after) <= 5 && syllables[strings.ToLower(after)]
}

//go:embed prefixes.tsv
var prefixRows string

//go:embed syllables.tsv
var syllableRows string

var prefixes, syllables = rows(prefixRows), rows(syllableRows)

func rows(table string) map[string]bool {
	m := map[string]bool{}
	for _, line := range strings.Split(table, "\n") {
		if line != "" && line[0] != '#' {
			m[line] = true
		}
	}
	return m
}

//go:embed stops.tsv
var stopRows string

var stopWords = rows(stopRows)

//go:embed address.tsv
var addressRows string

var addressWords = rows(addressRows)

// keepsStop reports whether the full stop at the end of s belongs to the word: initials, "U.S.", titles, months.
func keepsStop(s string) bool {
	w := s[:len(s)-1]
	if w == "" {
		return false
	}
	l := strings.ToLower(w)
	if stopWords[l] {
		return true
	}
	if len(w) == 1 && w[0] >= 'A' && w[0] <= 'Z' && w != "I" {
		return true
	}
	if strings.Contains(w, ".") { // U.S, a.m, Ph.D
		for _, part := range strings.Split(l, ".") {
			if len(part) == 0 || len(part) > 2 || !isLetters(part) {
				return false
			}
		}
		return true
	}
	return false
}

func isLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// words cuts surface tokens into syntactic words: contractions and possessives become multiword tokens.
func words(text string, tokens []span) []entente.Token {
	out := make([]entente.Token, 0, len(tokens)+len(tokens)/16)
	for _, t := range tokens {
		s := text[t.Start:t.End]
		k := clip(s)
		if k <= 0 || k >= len(s) {
			out = append(out, entente.Token{Span: t, Form: s, Head: -1})
			continue
		}
		out = append(out,
			entente.Token{Span: span{Start: t.Start, End: t.Start + k}, Form: s[:k], Head: -1, Multi: 2, MultiSpan: t},
			entente.Token{Span: span{Start: t.Start + k, End: t.End}, Form: s[k:], Head: -1})
	}
	return out
}

// clip is the byte at which a contraction is cut in two, 0 for none.
func clip(s string) int {
	if len(s) < 3 {
		return 0
	}
	l := strings.ToLower(s)
	if len(l) != len(s) {
		l = s
	}
	switch l {
	case "cannot":
		return 3
	case "gonna", "wanna", "gotta", "gimme", "lemme":
		return 3
	case "dont", "wont", "cant", "didnt", "doesnt", "isnt", "wasnt", "couldnt", "wouldnt", "arent", "aint", "havent", "shouldnt":
		return len(l) - 2
	case "it’s", "it's":
		return 2
	case "o'clock", "ma'am", "y'all", "'n'", "rock'n'roll", "o’clock", "ma’am":
		return 0
	}
	for _, end := range [...]string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "`s"} {
		if strings.HasSuffix(l, end) {
			return len(l) - len(end)
		}
	}
	for _, end := range [...]string{"s'", "s’"} {
		if strings.HasSuffix(l, end) {
			return len(l) - len(end) + 1
		}
	}
	return 0
}
