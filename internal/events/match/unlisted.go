package match

import (
	"strings"

	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// Unions, banks, firms and movements that no table knows act for nobody that a row could name by a code; but they have a name, and
// a row about a known state or body is better with it than with a blank.

// unlisted makes a party of a body known by its name alone that no mention covers. It stands behind the mentions as a candidate,
// as towns do, and becomes one where an event needs it.
func (d *Document) unlisted(t *trees.Tree, in []int, sentence, w int) (mention int, ok bool) {
	if t.Tokens[w].UPOS != "PROPN" || in[w] >= 0 || !body(t, w) {
		return 0, false
	}
	span := t.Tokens[w].Span
	for first := w - 1; first >= 0 && part(t, first, w); first-- {
		span.Start = t.Tokens[first].Start
	}
	for last := w + 1; last < len(t.Tokens) && part(t, last, w); last++ {
		span.End = t.Tokens[last].End
	}
	if k, ok := d.named[span]; ok {
		return k, true
	}
	for k := range t.Tokens { // no name in the name: "the Bank of India"
		if t.Tokens[k].Overlaps(span) && in[k] >= 0 {
			return 0, false
		}
	}
	name := span.In(d.A.Document.Text)
	if len(strings.Fields(name)) < 2 || strings.ContainsRune(name, '\n') {
		return 0, false
	}
	m := entente.Mention{Kind: "organisation", Name: name, Via: "name", Sentence: sentence, Head: w}
	k := len(d.A.Mentions)
	d.A.Mentions = append(d.A.Mentions, m.At(span))
	d.named[span] = k
	return k, true
}

// part reports whether a word beside a name belongs to it: another capitalised word that hangs on it.
func part(t *trees.Tree, i, w int) bool {
	x := &t.Tokens[i]
	if x.UPOS == "PUNCT" || x.UPOS == "DET" || x.Form == "" {
		return false
	}
	return (x.UPOS == "PROPN" || x.Form[0] >= 'A' && x.Form[0] <= 'Z') && t.Under(i, w)
}

// body reports whether a name is that of a body by one of its words.
func body(t *trees.Tree, w int) bool {
	if bodies[strings.ToLower(t.Tokens[w].Form)] {
		return true
	}
	for _, k := range t.Kids(w) {
		if r := t.Rel(k); (r == "compound" || r == "flat" || r == "amod") && bodies[strings.ToLower(t.Tokens[k].Form)] {
			return true
		}
	}
	return false
}

var bodies = pattern.Set(`union association federation confederation bank banco banque corporation corp company inc ltd group holding holdings airlines airways front party
 movement alliance league society institute foundation council committee congress commission agency authority club consortium cooperative brigade brigades army
 network coalition church university chamber motors industries energy petroleum oil steel telecom mining aerospace systems electric pharmaceuticals shipping`)
