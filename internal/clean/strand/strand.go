// Package strand carries text together with where every piece of it was read: a Text is a string whose runs lead back to
// the decoded source, through every cut, joint and repair.
package strand

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// A Text is a string with its origins. The zero value is the empty text. A Text is not changed once made: operations
// return new ones.
type Text struct {
	S    string
	runs []entente.Run // ascending in both; what lies between two runs was put in by a repair
}

// At is the text s as it stands in the source, from byte src on.
func At(s string, src int) Text {
	if s == "" {
		return Text{}
	}
	return Text{s, []entente.Run{{Text: 0, Source: src, Len: len(s), SourceLength: len(s)}}}
}

// Put is text that no source carries: a space between glued sentences, a separator.
func Put(s string) Text { return Text{S: s} }

// For is the text s that stands for a stretch of the source with other characters: a decoded entity, a repaired
// character. was is what the source has there.
func For(s, was string, src int) Text {
	if s == was {
		return At(s, src)
	}
	if s == "" || len(s) == len(was) || utf8.RuneCountInString(s) == utf8.RuneCountInString(was) {
		return Text{S: s} // a run of equal length promises equal characters: leave a gap
	}
	return Text{s, []entente.Run{{Text: 0, Source: src, Len: len(s), SourceLength: len(was)}}}
}

// Runs are the stretches carried from the source, their Text offsets counted from the start of this text.
func (t Text) Runs() []entente.Run { return t.runs }

// Slice is the piece from byte i to byte j.
func (t Text) Slice(i, j int) Text {
	out := Text{S: t.S[i:j]}
	first := sort.Search(len(t.runs), func(k int) bool { return t.runs[k].Text+t.runs[k].Len > i })
	for _, r := range t.runs[first:] {
		a, b := max(i, r.Text), min(j, r.Text+r.Len)
		if r.Text >= j {
			break
		}
		switch {
		case a >= b:
		case r.Len == r.SourceLength:
			out.runs = append(out.runs, entente.Run{Text: a - i, Source: r.Source + a - r.Text, Len: b - a, SourceLength: b - a})
		case a == r.Text && b == r.Text+r.Len: // a repaired character is carried whole or not at all
			out.runs = append(out.runs, entente.Run{Text: a - i, Source: r.Source, Len: r.Len, SourceLength: r.SourceLength})
		}
	}
	return out
}

// Trim takes white space off both ends.
func (t Text) Trim() Text {
	left := len(t.S) - len(strings.TrimLeftFunc(t.S, unicode.IsSpace))
	right := len(strings.TrimRightFunc(t.S, unicode.IsSpace))
	if left >= right {
		return Text{}
	}
	if left == 0 && right == len(t.S) {
		return t
	}
	return t.Slice(left, right)
}

// Source is the stretch of the source from the first to the last carried character; empty where nothing was carried.
func (t Text) Source() entente.Span {
	if len(t.runs) == 0 {
		return entente.Span{}
	}
	last := t.runs[len(t.runs)-1]
	return entente.Span{Start: t.runs[0].Source, End: last.Source + last.SourceLength}
}

// Sources are the stretches of the source that the text was carried from, one a run, touching ones joined.
func (t Text) Sources() []entente.Span {
	var out []entente.Span
	for _, r := range t.runs {
		if n := len(out); n > 0 && out[n-1].End == r.Source {
			out[n-1].End += r.SourceLength
			continue
		}
		out = append(out, entente.Span{Start: r.Source, End: r.Source + r.SourceLength})
	}
	return out
}

// A Builder joins texts.
type Builder struct {
	b    strings.Builder
	runs []entente.Run
}

// Len is the number of bytes so far.
func (b *Builder) Len() int { return b.b.Len() }

// String is the text so far, without its origins.
func (b *Builder) String() string { return b.b.String() }

// Add appends a text; a run that goes on where the last one ended becomes one with it.
func (b *Builder) Add(t Text) {
	at := b.b.Len()
	for _, r := range t.runs {
		r.Text += at
		if n := len(b.runs); n > 0 {
			l := &b.runs[n-1]
			plain := l.Len == l.SourceLength && r.Len == r.SourceLength
			if plain && l.Text+l.Len == r.Text && l.Source+l.SourceLength == r.Source {
				l.Len += r.Len
				l.SourceLength += r.Len
				continue
			}
		}
		b.runs = append(b.runs, r)
	}
	b.b.WriteString(t.S)
}

// Text is what was built.
func (b *Builder) Text() Text { return Text{b.b.String(), b.runs} }

// Join joins texts with a separator that no source carries.
func Join(texts []Text, sep string) Text {
	var b Builder
	for i, t := range texts {
		if i > 0 {
			b.Add(Put(sep))
		}
		b.Add(t)
	}
	return b.Text()
}

// Replace puts with in the place of bytes i to j; with stands for all the source between them.
func (t Text) Replace(i, j int, with string) Text {
	var b Builder
	b.Add(t.Slice(0, i))
	mid := t.Slice(i, j)
	if s := mid.Source(); !s.Empty() && s.Len() == j-i {
		b.Add(For(with, mid.S, s.Start))
	} else {
		b.Add(Put(with))
	}
	b.Add(t.Slice(j, len(t.S)))
	return b.Text()
}

// Insert puts a string in at byte i.
func (t Text) Insert(i int, s string) Text { return t.Replace(i, i, s) }

// Lines splits the text at the line ends.
func (t Text) Lines() []Text {
	var out []Text
	for at := 0; at <= len(t.S); {
		end := strings.IndexByte(t.S[at:], '\n')
		if end < 0 {
			return append(out, t.Slice(at, len(t.S)))
		}
		out = append(out, t.Slice(at, at+end))
		at += end + 1
	}
	return out
}
