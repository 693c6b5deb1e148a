package cue

import (
	"strings"
	"unicode"

	"entente/internal/statements/quotation"
	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

func isMark(form string) bool {
	switch form {
	case `"`, "“", "”", "``", "''", "«", "»", "„":
		return true
	}
	return false
}

// passive reports whether a verb is passive: a form of "be" or "get" stands right before the participle, or the participle
// hangs on a noun. A parser that only names a passive subject is not believed.
func passive(t *trees.Tree, v int) bool {
	if x := t.Tokens[v].XPOS; x == "VBZ" || x == "VBG" || x == "VBP" || x == "VB" {
		return false
	}
	if t.Kid(v, "aux:pass") >= 0 {
		return true
	}
	for k := v - 1; k >= 0 && k > v-4; k-- {
		switch lower(t.Tokens[k].Form) {
		case "be", "was", "were", "been", "being", "is", "are", "'s", "’s", "am", "got", "gets":
			return t.Tokens[k].XPOS != "POS"
		}
		if u := t.Tokens[k].UPOS; u != "ADV" && u != "PART" {
			break
		}
	}
	l := lemma(t, v)
	return (t.Rel(v) == "acl" || t.Rel(v) == "amod" || t.Rel(v) == "advcl") && l != "say" && l != "tell" && t.Kid(v, "obj") < v && t.Passive(v)
}

// open is the first word of the cue's own words: back from the verb, or from a source before it, to the punctuation or the
// verb that stands before.
func (c *clause) open(source int) int {
	t, g := c.t, c.lead
	if source >= 0 && source < g {
		g = source
	}
	for g > 0 {
		switch w := t.Tokens[g-1]; w.UPOS {
		case "PUNCT":
			if w.Form == "-" || w.Form == "." && g > 1 && t.Tokens[g-2].UPOS == "PROPN" {
				break
			}
			return g
		case "VERB", "SCONJ", "INTJ":
			return g
		case "AUX":
			if g != c.lead {
				return g
			}
		case "PRON":
			if x := w.XPOS; x == "WP" || x == "WDT" {
				return g
			}
		}
		g--
	}
	return g
}

// shut is the first word after the cue's own words: behind an inverted source, an addressee, and phrases of time and place
// before the next punctuation.
func (c *clause) shut() int {
	t := c.t
	k := c.v + 1
	for k < len(t.Tokens) && t.Tokens[k].UPOS != "PUNCT" && t.Tokens[k].UPOS != "SCONJ" {
		k++
	}
	return k
}

// beside finds a quotation that ends right before the cue's words or begins right after them: its index where it is all
// that is said (the set of words is empty then), or -1 and the words before the cue where the quotation only ends them. ok is
// false where there is none.
func (c *clause) beside(source int) (in []bool, quote int, ok bool) {
	t := c.t
	if c.r.InQuote(t.Tokens[c.v].Start) >= 0 || len(c.r.Quotes) == 0 {
		return nil, -1, false
	}
	for k := source + 1; k < c.v; k++ {
		if c.t.Tokens[k].UPOS == "VERB" && c.cue(k) {
			return nil, -1, false // "...," he said, adding that: the quotation is not of the second cue
		}
	}
	g := c.open(source)
	text := c.r.Analysis.Document.Text
	start := t.Tokens[g].Start
	for k := len(c.r.Quotes) - 1; k >= 0; k-- {
		q := c.r.Quotes[k]
		if q.Outer.End > start {
			continue
		}
		if gap := text[q.Outer.End:start]; len(gap) > 4 || !quotation.Bridged(gap) || strings.Contains(gap, "\n") || !closedBy(text, q) {
			break
		}
		if q.Outer.Start <= t.Sentence.Start+1 || c.begins(q) {
			return make([]bool, len(t.Tokens)), k, true
		}
		if !sentential(t, g-1) {
			break // a title in an opening phrase: In "The News," the minister said
		}
		in := make([]bool, len(t.Tokens))
		for j := 0; j < g; j++ {
			in[j] = true
		}
		return in, -1, true
	}
	e := c.shut()
	if e >= len(t.Tokens) {
		return nil, -1, false
	}
	for k, q := range c.r.Quotes {
		if q.Outer.Start < t.Tokens[e].Start || q.Outer.Start >= t.Sentence.End {
			continue
		}
		gap := strings.TrimSpace(text[t.Tokens[e-1].End:q.Outer.Start])
		rest := ""
		if q.Outer.End < t.Sentence.End {
			rest = text[q.Outer.End:t.Sentence.End]
		}
		if (gap == "," || gap == ":" || gap == "" && q.Words(text) > 4 && !c.verbBetween(e) && !c.nounBehind(source)) && quotation.Bridged(rest) {
			return make([]bool, len(t.Tokens)), k, true
		}
		break
	}
	return nil, -1, false
}

// nounBehind reports whether a noun that is neither source nor addressee follows the cue at once: the subject of what is said.
func (c *clause) nounBehind(source int) bool {
	k := c.v + 1
	if source > c.v || c.rows["addressee"] != (Frame{}) || k >= len(c.t.Tokens) || c.timely(k) {
		return false
	}
	switch c.t.Tokens[k].UPOS {
	case "DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ":
		return k+1 >= len(c.t.Tokens) || !c.timely(k+1)
	}
	return false
}

// verbBetween reports whether another verb stands between the cue and a word behind it.
func (c *clause) verbBetween(e int) bool {
	for k := c.v + 1; k < e; k++ {
		if u := c.t.Tokens[k].UPOS; u == "VERB" || u == "AUX" {
			return true
		}
	}
	return false
}

// closedBy reports whether a quotation ends as speech does before a cue: a comma, a question mark or the like stands on
// either side of the closing mark.
func closedBy(text string, q quotation.Quotation) bool {
	in := strings.TrimRightFunc(text[q.Outer.Start:q.Outer.End], func(r rune) bool { return strings.ContainsRune("\"”»'’“ ", r) })
	if in != "" && strings.ContainsAny(in[len(in)-1:], ",.?!-") || strings.HasSuffix(in, "…") || strings.HasSuffix(in, "—") {
		return true
	}
	return q.Outer.End < len(text) && strings.HasPrefix(strings.TrimLeft(text[q.Outer.End:], " "), ",")
}

// begins reports whether a quotation starts a sentence of its own inside this one: its first letter is a capital and
// punctuation stands before the mark.
func (c *clause) begins(q quotation.Quotation) bool {
	text := c.r.Analysis.Document.Text
	before := strings.TrimRight(text[c.t.Sentence.Start:q.Outer.Start], " ")
	if before == "" {
		return true
	}
	first := []rune(q.Pieces[0].In(text))
	return strings.ContainsAny(before[len(before)-1:], ",.:;-") && len(first) > 0 && unicode.IsUpper(first[0])
}

// leads reports whether a cue governs its sentence by the order of words: its words close or split what is said, or nothing
// with a verb or a conjunction stands before them.
func (c *clause) leads(source int, name string) bool {
	g := c.open(source)
	if x := c.t.Tokens[g].XPOS; x == "WP" || x == "WDT" || g > 0 && (c.t.Tokens[g-1].XPOS == "WDT" || c.t.Tokens[g-1].XPOS == "WP" || c.t.Tokens[g-1].UPOS == "SCONJ") {
		return false
	}
	if name == "quote" {
		return true
	}
	if source < 0 || source > c.v {
		return false
	}
	for k := 0; k < g; k++ {
		switch w := c.t.Tokens[k]; {
		case w.UPOS == "SCONJ", w.UPOS == "VERB" && w.XPOS != "VBG", w.UPOS == "AUX", isMark(w.Form):
			return false
		}
	}
	return true
}

// interposed reports whether the cue's own words stand between two commas, with more of the sentence on both sides.
func (c *clause) interposed(source int) bool {
	t := c.t
	if source < 0 {
		return false
	}
	g, e := c.open(source), c.shut()
	if g < 2 || e+2 >= len(t.Tokens) || t.Tokens[g-1].Form != "," || t.Tokens[e].Form != "," || c.verbBetween(e) || c.nounBehind(source) {
		return false
	}
	if t.Tokens[g].UPOS == "CCONJ" || t.Tokens[g].XPOS == "WP" || t.Tokens[g].XPOS == "WDT" {
		return false
	}
	next := e + 1
	for next < len(t.Tokens) && (t.Tokens[next].UPOS == "ADV" || t.Tokens[next].UPOS == "PUNCT") {
		next++
	}
	return next < len(t.Tokens) && t.Tokens[next].XPOS != "VBG" && t.Tokens[next].XPOS != "WP" && t.Tokens[next].XPOS != "WDT"
}

// between is what stands on both sides of an interposed cue: "The road, he said, is open."
func (c *clause) between(source int) []bool {
	t := c.t
	if !c.interposed(source) {
		return nil
	}
	g, e := c.open(source), c.shut()
	in := make([]bool, len(t.Tokens))
	for k := range in {
		in[k] = k < g-1 || k > e
	}
	for k := e + 1; k < len(in); k++ {
		if t.Tokens[k].Form == "," && k+1 < len(in) && t.Tokens[k+1].XPOS == "VBG" && c.cue(k+1) {
			for ; k < len(in); k++ {
				in[k] = false
			}
		}
	}
	return in
}

// relativeAfter is what follows a cue in a relative clause: "which experts said favoured Peru".
func (c *clause) relativeAfter() []bool {
	t, v := c.t, c.v
	s := c.left()
	if s < 0 || v+2 >= len(t.Tokens) {
		return nil
	}
	g := c.open(s)
	if g == 0 || t.Tokens[g-1].XPOS != "WDT" && t.Tokens[g-1].XPOS != "WP" {
		return nil
	}
	switch t.Tokens[v+1].UPOS {
	case "VERB", "AUX", "ADV":
	default:
		return nil
	}
	in := make([]bool, len(t.Tokens))
	for k := v + 1; k < len(in) && t.Tokens[k].Form != ","; k++ {
		in[k] = true
	}
	return in
}

// sayAfter is what follows "say" where nothing else is found: it hardly ever takes a bare noun.
func (c *clause) sayAfter(source int) []bool {
	t, v := c.t, c.v
	if lemma(t, v) != "say" || source < 0 || source > v || v+5 >= len(t.Tokens) {
		return nil
	}
	switch next := t.Tokens[v+1]; {
	case next.UPOS == "PUNCT" || next.UPOS == "SCONJ" || next.UPOS == "INTJ" || next.UPOS == "ADP" || next.UPOS == "CCONJ" || next.UPOS == "ADV":
		return nil
	case next.Form == "so" || next.Form == "nothing" || next.Form == "much" || next.Form == "no":
		return nil
	}
	in := make([]bool, len(t.Tokens))
	for k := v + 1; k < len(in); k++ {
		in[k] = true
	}
	return in
}

// plainAfter is the clause after a verb of saying where the tree has none: behind "that", or behind a subject with a finite
// verb unless "that" is asked for.
func (c *clause) plainAfter(explicit bool) []bool {
	t, v := c.t, c.v
	from := -1
	if in := c.relativeAfter(); in != nil && !explicit {
		return in
	}
	for k := v + 1; k < len(t.Tokens) && k < v+24; k++ {
		w := t.Tokens[k]
		if w.UPOS == "PUNCT" && !isMark(w.Form) && w.XPOS != "HYPH" && w.Form != "-" || w.UPOS == "VERB" && w.XPOS != "VBN" && w.XPOS != "VBG" || w.UPOS == "AUX" {
			break
		}
		if w.UPOS == "SCONJ" && !strings.EqualFold(w.Form, "that") {
			break
		}
		if strings.EqualFold(w.Form, "that") && (w.UPOS == "SCONJ" || w.XPOS == "IN") {
			from = k + 1
			break
		}
	}
	_, noun := c.rows["noun"]
	if from < 0 && !explicit && !noun && c.rows["addressee"] == (Frame{}) {
		for k := v + 1; k < len(t.Tokens) && t.Tokens[k].UPOS != "PUNCT" && t.Tokens[k].UPOS != "SCONJ"; k++ {
			if x := t.Tokens[k].XPOS; k > v+1 && (x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD") {
				from = v + 1
				break
			}
		}
	}
	if from < 0 || from >= len(t.Tokens) {
		return nil
	}
	in := make([]bool, len(t.Tokens))
	for k := from; k < len(in); k++ {
		if t.Tokens[k].Form == "," && (c.subordinate() || k+1 < len(in) && t.Tokens[k+1].XPOS == "VBG" && c.cue(k+1)) || k > from && c.aside(k) {
			break
		}
		in[k] = true
	}
	return in
}

// subordinate reports whether the cue's own words open with a conjunction: "While Paris says".
func (c *clause) subordinate() bool {
	g := c.open(c.left())
	return g > 0 && c.t.Tokens[g-1].UPOS == "SCONJ" && lower(c.t.Tokens[g-1].Form) != "that"
}

// inserted reads a cue that stands in or behind the clause it attributes, as the parser's parataxis: "The road, he said,
// is open."
func (c *clause) inserted(a *Attribution) []bool {
	t, v := c.t, c.v
	h := t.Head(v)
	rel := t.Rel(v)
	if h < 0 || a.Source < 0 {
		return nil
	}
	as := rel == "advcl" && t.Has(v, "mark", "as")
	if rel != "parataxis" && !as || rel == "parataxis" && h > v && !c.bounded(a.Source) {
		return nil
	}
	if as && (t.Has(h, "advmod", "not", "n't") || t.Has(h, "cc", "not")) || as && c.denied(h) {
		a.Negated = true
		in := wordset.Under(t, v)
		return in
	}
	in := wordset.Under(t, h)
	for _, y := range wordset.List(wordset.Under(t, v)) {
		in[y] = false
	}
	if wordset.First(in) < 0 {
		return nil
	}
	return in
}

// denied looks for a negation among the words coordinated with h, "X rather than Y and not Z as they claim".
func (c *clause) denied(h int) bool {
	t := c.t
	for n := 0; h >= 0 && n < 4; n++ {
		if t.Has(h, "advmod", "not", "n't", "never") || t.Has(h, "cc", "not", "rather") {
			return true
		}
		if t.Rel(h) != "conj" {
			return false
		}
		h = t.Head(h)
	}
	return false
}

// bounded reports whether punctuation stands before the cue and its source.
func (c *clause) bounded(source int) bool {
	g := c.open(source)
	return g > 0 && c.t.Tokens[g-1].UPOS == "PUNCT"
}
