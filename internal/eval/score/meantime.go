package score

import "entente"

// A DatedText is a text of MEANTIME with its TIMEX3 annotations; spans are code points.
type DatedText struct {
	Name string
	DCT  string
	Text string
	Last struct {
		TIMEX3, VALUE int
	} `json:"last_sentence_annotated"`
	Timexes []Timex
	Values  []struct {
		Spans [][2]int
		Type  string
		Text  string
	}
}

// A Timex is a TIMEX3 annotation; spans are code points.
type Timex struct {
	Spans    [][2]int
	Text     string
	Type     string
	Value    string
	Function string `json:"functionInDocument"`
}

// Limit is the code point where the annotation of a text ends: the end of the nth line, counted from 0.
func (d *DatedText) Limit(n int) int {
	at, line := 0, 0
	for _, r := range d.Text {
		if r == '\n' {
			if line == n {
				return at
			}
			line++
		}
		at++
	}
	return at
}

// Analysis is the text with its lines, which are its sentences, and its date of creation; parse gives the words of a
// sentence, or is nil.
func (d *DatedText) Analysis(parse Parse) *entente.Analysis {
	a := &entente.Analysis{Document: entente.Document{Text: d.Text, Published: DayDate(d.DCT)}}
	a.Sentences = LineSentences(d.Text, parse)
	return a
}

func (d *DatedText) Touches(g entente.Date, at []int) bool {
	for _, t := range d.Timexes {
		if g.Span.Overlaps(entente.Span{Start: at[t.Spans[0][0]], End: at[t.Spans[len(t.Spans)-1][1]]}) {
			return true
		}
	}
	return false
}

// Outer reports whether a span holds another of its kind.
func (d *DatedText) Outer(i int) bool {
	a, b := d.Values[i].Spans[0][0], d.Values[i].Spans[len(d.Values[i].Spans)-1][1]
	for k, v := range d.Values {
		c, e := v.Spans[0][0], v.Spans[len(v.Spans)-1][1]
		if k != i && v.Type == d.Values[i].Type && a <= c && e <= b && (a < c || e < b) {
			return true
		}
	}
	return false
}
