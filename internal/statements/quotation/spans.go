package quotation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// Merge sorts spans, unites those that overlap, and joins those between which only white space or punctuation without a
// quotation mark stands.
func Merge(text string, list []entente.Span) []entente.Span {
	var out []entente.Span
	for _, s := range sorted(list) {
		if s.Empty() {
			continue
		}
		n := len(out) - 1
		if n >= 0 && s.Start <= out[n].End {
			out[n].End = max(out[n].End, s.End)
			continue
		}
		if n >= 0 {
			if g := text[out[n].End:s.Start]; Bridged(g) && !strings.ContainsAny(g, "\"“”«»\n") && !strings.Contains(g, "''") {
				out[n].End = s.End
				continue
			}
		}
		out = append(out, s)
	}
	kept := out[:0]
	for _, s := range out {
		if s = bare(text, s); !s.Empty() {
			kept = append(kept, s)
		}
	}
	return kept
}

// bare takes quotation marks that belong to no pair inside, and the punctuation beside them, off the edges.
func bare(text string, s entente.Span) entente.Span {
	s = TrimFunc(text, s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:", c) })
	for _, m := range [...]string{`"`, "“", "”", "«", "»", "``", "''"} {
		in := s.In(text)
		if strings.HasPrefix(in, m) && odd(in, m) {
			s.Start += len(m)
		} else if strings.HasSuffix(in, m) && odd(in, m) {
			s.End -= len(m)
		}
	}
	in := s.In(text)
	for _, m := range marks {
		if m.open != "'" && strings.HasPrefix(in, m.open) && strings.HasSuffix(in, m.close) && len(in) > len(m.open)+len(m.close) &&
			strings.Count(in, m.open) == 1+strings.Count(m.open, m.close) && m.open != "‘" {
			s.Start, s.End = s.Start+len(m.open), s.End-len(m.close)
		}
	}
	return TrimFunc(text, s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:", c) })
}

func odd(s, mark string) bool {
	switch mark {
	case `"`:
		return strings.Count(s, mark)%2 == 1
	case "“", "”":
		return strings.Count(s, "“") != strings.Count(s, "”")
	case "«", "»":
		return strings.Count(s, "«") != strings.Count(s, "»")
	}
	return strings.Count(s, "``") != strings.Count(s, "''")
}

func sorted(list []entente.Span) []entente.Span {
	out := append([]entente.Span(nil), list...)
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j].Start < out[j-1].Start; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// Widen takes in the closing bracket or quotation mark of a pair that opens inside the span, and the opening one of a
// pair that closes inside.
func Widen(text string, s, limit entente.Span) entente.Span {
	for _, p := range [...][2]string{{"“", "”"}, {"(", ")"}, {"«", "»"}, {"``", "''"}, {"‘", "’"}} {
		in := text[s.Start:s.End]
		opened, closed := strings.Count(in, p[0]), strings.Count(in, p[1])
		if p[0] == "‘" && opened == 0 {
			continue
		}
		if opened > closed {
			if e := s.End + gapTo(text[s.End:limit.End], p[1]); e > s.End {
				s.End = e
			}
		} else if closed > opened && p[1] != "''" {
			if strings.HasSuffix(strings.TrimRight(text[limit.Start:s.Start], " "), p[0]) {
				s.Start = limit.Start + strings.LastIndex(text[limit.Start:s.Start], p[0])
			}
		}
	}
	if strings.Count(text[s.Start:s.End], `"`)%2 == 1 {
		if e := s.End + gapTo(text[s.End:limit.End], `"`); e > s.End {
			s.End = e
		} else if s.Start > limit.Start && text[s.Start-1] == '"' {
			s.Start--
		}
	}
	return s
}

// gapTo is how far a mark lies ahead with only punctuation before it; 0 where it does not.
func gapTo(ahead, mark string) int {
	k := strings.Index(ahead, mark)
	if k < 0 || !Bridged(ahead[:k]) || utf8.RuneCountInString(ahead[:k]) > 3 {
		return 0
	}
	return k + len(mark)
}
