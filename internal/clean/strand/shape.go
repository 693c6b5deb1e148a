package strand

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Closes reports whether a line ends a sentence.
func Closes(s string) bool {
	s = strings.TrimRight(s, ` "'”’»)]}`)
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".?!:;…。？！：", r)
}

// Prose reports whether a block reads as running text: a sentence of some length.
func Prose(s string) bool {
	return Closes(s) && len(strings.Fields(s)) >= 8
}

// Headline reports whether a block could be the headline of something: some words, no stop at the end.
func Headline(s string) bool {
	if strings.HasSuffix(s, ",") || !wordy.MatchString(s) || salutation.MatchString(s) {
		return false
	}
	n := len(strings.Fields(s))
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, `"'“‘«`))
	return n >= 2 && n <= 45 && len(s) <= 300 && (!Closes(s) || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!")) && !unicode.IsLower(r)
}

var wordy = regexp.MustCompile(`\pL{3}|[\p{Han}\p{Hiragana}]{2}`)

var salutation = regexp.MustCompile(`(?i)^(?:mr|mrs|ms|madam|madame|your|excellenc\pL+|distinguished|ladies|dear|honou?rable|members of|fellow|colleagues|friends)\b.{0,120}[,!]$`)

// Capital reports whether a string begins with a capital letter.
func Capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// Split cuts a block at byte offsets of its text; no cuts leave it as it is.
func Split(b Block, cuts []int) []Block {
	if len(cuts) == 0 {
		return []Block{b}
	}
	sort.Ints(cuts)
	t := b.Text
	var out []Block
	at := 0
	for _, cut := range append(cuts, len(t.S)) {
		if piece := t.Slice(at, cut).Trim(); piece.S != "" {
			x := b.WithText(piece)
			if at > 0 {
				x.Gap = 0
			}
			out = append(out, x)
		}
		at = cut
	}
	return out
}

// Name reports whether every word of some weight is capitalised.
func Name(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 8 {
		return false
	}
	for _, w := range words {
		r := []rune(strings.TrimLeft(w, `"'“(`))
		if len(r) == 0 || !unicode.IsUpper(r[0]) && !SmallWord[strings.ToLower(strings.Trim(w, ",."))] {
			return false
		}
	}
	return unicode.IsUpper([]rune(s)[0])
}

// SmallWord are the words that names write small.
var SmallWord = map[string]bool{"of": true, "the": true, "and": true, "for": true, "in": true, "de": true, "al": true, "la": true, "&": true, "du": true, "des": true, "der": true, "und": true, "et": true}

// Contains reports whether one of the literals stands in s.
func Contains(s string, literals []string) bool {
	for _, l := range literals {
		if strings.Contains(s, l) {
			return true
		}
	}
	return false
}
