// Package quotation turns a text into its quoted stretches, over sentences and paragraphs.
package quotation

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// A Quotation is what stands between quotation marks: one piece a paragraph, without the marks.
type Quotation struct {
	Outer  entente.Span // from the opening to the closing mark, or to the end of the last paragraph where none closes it
	Pieces []entente.Span
}

// Span covers the words of all pieces.
func (q Quotation) Span() entente.Span {
	return entente.Span{Start: q.Pieces[0].Start, End: q.Pieces[len(q.Pieces)-1].End}
}

// marks are the pairs of quotation marks, by the opening one; a mark that may close several is listed with each.
var marks = []struct{ open, close string }{
	{"“", "”\""}, {"„", "“”"}, {"«", "»"}, {"``", "''"}, {`"`, `"”`}, {"''", "''"}, {"‘", "’"}, {"'", "'"},
}

// A quoter walks the text once and keeps the quotation that is open.
type quoter struct {
	text   string
	pieces []entente.Span
	start  int    // of the opening mark; -1 for none open
	from   int    // where the words of the piece that is open begin
	open   string // the opening mark
	close  string // what closes it
	out    []Quotation
}

// Find finds the quoted stretches of the paragraphs of a text, in their order. A quotation that is open at the end
// of a paragraph goes on in the next where that begins with an opening mark, and ends there where it does not. Single
// marks count outside double ones only, and only where they close in the same paragraph, so that apostrophes do not.
func Find(text string, parts []entente.Span) []Quotation {
	q := &quoter{text: text, start: -1}
	for i, p := range parts {
		next := entente.Span{}
		if i+1 < len(parts) {
			next = parts[i+1]
		}
		q.paragraph(p, next)
	}
	return q.out
}

func (q *quoter) paragraph(p, next entente.Span) {
	at := p.Start
	if q.start >= 0 {
		if m := markAt(q.text, at, p); m == q.open {
			at += len(m)
		}
		q.from = at
	}
	for at < p.End {
		_, size := utf8.DecodeRuneInString(q.text[at:p.End])
		switch {
		case q.start < 0:
			if m, closers := q.opens(at, p); m != "" {
				q.start, q.from, q.open, q.close = at, at+len(m), m, closers
				size = len(m)
			}
		case q.closes(at, p):
			size = len(q.closer(at))
			q.end(at, at+size)
		case (q.open == `"` || q.open == "''") && strings.HasPrefix(q.text[at:p.End], q.open):
			q.start, q.pieces = at, nil // an opening mark where one is open: the first lacks its end
			q.from = at + len(q.open)
			size = len(q.open)
		}
		at += max(size, 1)
	}
	if q.start >= 0 {
		q.pieces = append(q.pieces, Trim(q.text, entente.Span{Start: q.from, End: p.End}))
		if m := markAt(q.text, next.Start, next); next.Empty() || m != q.open && !q.closesIn(next) {
			q.finish(p.End)
		}
	}
}

// closesIn reports whether the next paragraph, which opens no quotation, ends the one that is open: its first mark closes.
func (q *quoter) closesIn(next entente.Span) bool {
	for at := next.Start; at < next.End; at++ {
		switch m := markAt(q.text, at, next); {
		case q.closer(at) != "" && q.open != "'" && q.open != "‘":
			return at > next.Start && q.closes(at, next) && q.text[at-1] != ' '
		case m == q.open:
			return false
		}
	}
	return false
}

// end closes the open quotation at a closing mark.
func (q *quoter) end(at, after int) {
	q.pieces = append(q.pieces, Trim(q.text, entente.Span{Start: q.from, End: at}))
	q.finish(after)
}

func (q *quoter) finish(after int) {
	kept := q.pieces[:0]
	for _, p := range q.pieces {
		if !p.Empty() {
			kept = append(kept, p)
		}
	}
	if len(kept) > 0 {
		q.out = append(q.out, Quotation{entente.Span{Start: q.start, End: after}, kept})
	}
	q.start, q.pieces = -1, nil
}

// markAt is the opening mark that a paragraph begins with, "" for none.
func markAt(text string, at int, p entente.Span) string {
	if p.Empty() {
		return ""
	}
	for _, m := range marks {
		if strings.HasPrefix(text[at:p.End], m.open) {
			return m.open
		}
	}
	return ""
}

// opens gives the mark that opens a quotation at a byte and what will close it.
func (q *quoter) opens(at int, p entente.Span) (mark, closers string) {
	m := markAt(q.text, at, p)
	if m == "" {
		return "", ""
	}
	before, _ := utf8.DecodeLastRuneInString(q.text[p.Start:at])
	after, _ := utf8.DecodeRuneInString(q.text[at+len(m) : p.End])
	start := at == p.Start || !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune(".,!?%)", before)
	for _, x := range marks {
		if x.open != m {
			continue
		}
		switch m {
		case `"`, "''":
			if !start || unicode.IsSpace(after) || at+len(m) == p.End {
				return "", ""
			}
		case "‘", "'":
			if !start || !unicode.IsLetter(after) && after != '[' || !q.closesSingle(at+len(m), p, x.close) {
				return "", ""
			}
		}
		return m, x.close
	}
	return "", ""
}

// singleLength is how far, in bytes, a quotation in single marks may run: an apostrophe far off closes nothing.
const singleLength = 1500

// closesSingle looks for the end of a quotation in single marks. A mark between a letter and a space may be a plural
// possessive ("the states' rights"): it closes only where punctuation stands on one side, or nothing better follows.
func (q *quoter) closesSingle(from int, p entente.Span, mark string) bool {
	return q.singleEnd(from, p, mark) >= 0
}

func (q *quoter) singleEnd(from int, p entente.Span, mark string) int {
	weak := -1
	end := min(p.End, from+singleLength)
	for at := from; at < end; {
		k := strings.Index(q.text[at:end], mark)
		if k < 0 {
			break
		}
		k += at
		at = k + len(mark)
		before, _ := utf8.DecodeLastRuneInString(q.text[from:k])
		after, _ := utf8.DecodeRuneInString(q.text[at:p.End])
		if at < p.End && (unicode.IsLetter(after) || unicode.IsDigit(after)) || unicode.IsSpace(before) {
			continue
		}
		if strings.ContainsRune(",.?!", before) || at == p.End || before != 's' || !unicode.IsSpace(after) {
			return k
		}
		if weak < 0 {
			weak = k
		}
	}
	return weak
}

// closes reports whether the open quotation ends at a byte.
func (q *quoter) closes(at int, p entente.Span) bool {
	c := q.closer(at)
	switch {
	case c == "":
		return false
	case c == "’" || c == "'" && q.open == "'":
		return at == q.singleEnd(q.from, p, c)
	case c == `"` && q.open == "“":
		return !q.hasCurly(at, p)
	case c == `"` || q.open == "''":
		before, _ := utf8.DecodeLastRuneInString(q.text[p.Start:at])
		after, _ := utf8.DecodeRuneInString(q.text[at+len(c) : p.End])
		return !(unicode.IsSpace(before) && (unicode.IsLetter(after) || unicode.IsDigit(after)))
	}
	return true
}

// hasCurly reports whether a curly closing mark comes later in the paragraph, before another opening one.
func (q *quoter) hasCurly(at int, p entente.Span) bool {
	rest := q.text[at:min(p.End, at+2*singleLength)]
	k := strings.Index(rest, "”")
	o := strings.Index(rest, "“")
	return k >= 0 && (o < 0 || k < o)
}

// closer is the closing mark at a byte, "" for none.
func (q *quoter) closer(at int) string {
	if q.close == "''" {
		if strings.HasPrefix(q.text[at:], "''") {
			return "''"
		}
		return ""
	}
	for _, r := range q.close {
		if strings.HasPrefix(q.text[at:], string(r)) {
			return string(r)
		}
	}
	return ""
}

// Trim takes white space off both ends of a span.
func Trim(text string, s entente.Span) entente.Span {
	return TrimFunc(text, s, unicode.IsSpace)
}

// TrimFunc takes characters off both ends of a span.
func TrimFunc(text string, s entente.Span, off func(rune) bool) entente.Span {
	if s.Empty() {
		return s
	}
	in := text[s.Start:s.End]
	left := strings.TrimLeftFunc(in, off)
	s.Start += len(in) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, off))
	return s
}

// Words counts the words of a quotation.
func (q Quotation) Words(text string) int {
	n := 0
	for _, p := range q.Pieces {
		n += len(strings.Fields(p.In(text)))
	}
	return n
}

// At is the index of the quotation that holds a byte, or -1.
func At(list []Quotation, at int) int {
	k := sort.Search(len(list), func(i int) bool { return list[i].Outer.End > at })
	if k < len(list) && list[k].Outer.Start <= at {
		return k
	}
	return -1
}

// Bridged reports whether a gap holds nothing but punctuation and white space.
func Bridged(gap string) bool {
	for _, r := range gap {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// Among are the indexes [from, to) of the quotations that may overlap a span.
func Among(list []Quotation, s entente.Span) (from, to int) {
	from = sort.Search(len(list), func(i int) bool { return list[i].Outer.End > s.Start })
	to = from
	for to < len(list) && list[to].Outer.Start < s.End {
		to++
	}
	return from, to
}
