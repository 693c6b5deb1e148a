package quotation

import (
	"strings"
	"unicode"

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
