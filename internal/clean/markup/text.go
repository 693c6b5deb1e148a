package markup

import (
	"html"
	"strings"
	"unicode/utf8"

	"entente/internal/clean/strand"
)

// The first character of the planes of private use, one for each piece of text: a marker that the parser carries along.
const (
	firstMark = 0xF0000
	lastMark  = 0x10FFFD
	maxMarks  = lastMark - firstMark
)

func isMark(r rune) bool { return r >= firstMark && r <= lastMark }

// decode reads a piece of raw text at an offset of the source: character references become characters.
func decode(raw string, at int) strand.Text {
	if !strings.ContainsAny(raw, "&") {
		return strand.At(raw, at)
	}
	var b strand.Builder
	from := 0
	for i := 0; i < len(raw); {
		if raw[i] != '&' {
			i++
			continue
		}
		n, char := reference(raw[i:])
		if n == 0 {
			i++
			continue
		}
		b.Add(strand.At(raw[from:i], at+from))
		b.Add(strand.For(char, raw[i:i+n], at+i))
		i += n
		from = i
	}
	b.Add(strand.At(raw[from:], at+from))
	return b.Text()
}

// reference reads the character reference at the front of s: its length, 0 for none, and what it stands for.
func reference(s string) (int, string) {
	end := 1
	for end < len(s) && end < 40 && (isLetter(s[end]) || s[end] == '#') {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	char := html.UnescapeString(s[:end])
	if char == s[:end] {
		return 0, ""
	}
	if tail := unread(s[:end], char); tail > 0 { // "&ampfoo": only its front is a reference
		end -= tail
		char = char[:len(char)-tail]
	}
	return end, char
}

// unread is the number of bytes at the end of a reference that came through as they were.
func unread(raw, char string) int {
	n := 0
	for n < len(raw) && n < len(char) && raw[len(raw)-1-n] == char[len(char)-1-n] {
		n++
	}
	if n == len(char) { // keep one character for the reference itself
		_, last := utf8.DecodeRuneInString(char)
		n -= last
	}
	return max(n, 0)
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
