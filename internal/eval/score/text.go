package score

import (
	"strings"

	"entente"
)

// Points cuts a text by code points.
func Points(text string, from, to int) string {
	r := []rune(text)
	return string(r[min(from, len(r)):min(to, len(r))])
}

// LineSentences makes every line a sentence, or what parse makes of it.
func LineSentences(text string, parse Parse) []entente.Sentence {
	var parts []entente.Part
	var out []entente.Sentence
	at := 0
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\n")
		if body != "" {
			span := entente.Span{Start: at, End: at + len(body)}
			parts = append(parts, entente.Part{Kind: "paragraph", Span: span})
			out = append(out, entente.Sentence{Span: span, Part: len(parts) - 1})
		}
		at += len(line)
	}
	if parse != nil {
		return parse(text, parts)
	}
	return out
}

// DayDate is a day, "2022-06-21", as the date of a text; nil for "".
func DayDate(day string) *entente.Date {
	if day == "" {
		return nil
	}
	return &entente.Date{EDTF: day, Start: day, End: day, Precision: "day", Basis: "input"}
}

// Count is 1 for what holds.
func Count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ByteOffsets gives the byte of every code point, and of the end.
func ByteOffsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// Paragraphs are the parts of a plain text: what blank lines set apart.
func Paragraphs(text string) []entente.Part {
	var out []entente.Part
	for at := 0; at < len(text); {
		end := len(text)
		if k := strings.Index(text[at:], "\n\n"); k >= 0 {
			end = at + k
		}
		piece := text[at:end]
		start := at + len(piece) - len(strings.TrimLeft(piece, " \n\t"))
		if trimmed := strings.TrimSpace(piece); trimmed != "" {
			out = append(out, entente.Part{Kind: "paragraph", Span: entente.Span{Start: start, End: start + len(trimmed)}})
		}
		at = end + 2
	}
	return out
}
