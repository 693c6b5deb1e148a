package statements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/trees"
)

// This file reads cues by the order of the words where the tree does not help: parsers are at their weakest where
// quotation marks, cues and inverted subjects meet.

// near finds the source beside a verb: the noun right before it, over adverbs and a relative clause or apposition in
// commas, or after it where punctuation or a quotation mark stands before it.
func (c *clause) near() int {
	t, v := c.t, c.v
	if passive(t, v) || t.Tokens[v].XPOS == "VBG" || t.Tokens[v].XPOS == "VB" {
		return -1
	}
	k := v - 1
	for k >= 0 && (t.Tokens[k].UPOS == "ADV" || t.Tokens[k].UPOS == "AUX") {
		k--
	}
	k = overBrackets(t, overTime(t, k))
	if named(t, k) || k == 0 && c.atStart() {
		return c.nameHead(k)
	}
	if k >= 0 && t.Tokens[k].Form == "," {
		if s := c.beforeApposition(k); s >= 0 {
			return s
		}
	}
	if k < 0 || t.Tokens[k].UPOS == "PUNCT" {
		return c.behind()
	}
	return -1
}

// atStart reports whether the sentence opens with a capitalised word and a cue of the commonest kind: then the word is a
// name, whatever its tag.
func (c *clause) atStart() bool {
	switch lower(c.t.Tokens[c.v].Form) {
	case "said", "says", "told", "added", "wrote", "announced", "claimed", "warned":
		first, _ := utf8.DecodeRuneInString(c.t.Tokens[0].Form)
		return unicode.IsUpper(first) && c.t.Tokens[0].UPOS != "ADV" && c.t.Tokens[0].UPOS != "SCONJ" && c.t.Tokens[0].UPOS != "ADP"
	}
	return false
}

// overTime steps back over "on Tuesday", "last week", "this morning" between a source and its verb.
func overTime(t *trees.Tree, k int) int {
	if k < 1 || !weekdays[t.Lemma(k)] && !spells[t.Lemma(k)] {
		return k
	}
	j := k - 1
	for j >= 0 && (weekdays[t.Lemma(j)] || t.Tokens[j].UPOS == "DET" || t.Tokens[j].UPOS == "ADJ" || t.Tokens[j].UPOS == "ADV" || t.Tokens[j].UPOS == "NUM") {
		j--
	}
	if j >= 0 && t.Tokens[j].UPOS == "ADP" {
		j--
	}
	return j
}

var spells = map[string]bool{"week": true, "month": true, "year": true, "morning": true, "afternoon": true, "evening": true, "night": true, "yesterday": true, "today": true}

// beforeApposition is the noun before a stretch in commas that ends at k: a relative clause, or words without a finite verb.
// Where the stretch is a clause of its own the comma is one that ends a quotation.
func (c *clause) beforeApposition(k int) int {
	t := c.t
	finite := false
	for j := k - 1; j > 0 && j > k-30; j-- {
		switch w := t.Tokens[j]; {
		case isMark(w.Form):
			return -1
		case w.Form == ",":
			j0 := overBrackets(t, j-1)
			relative := t.Tokens[j+1].XPOS == "WP" || t.Tokens[j+1].XPOS == "WDT"
			if named(t, j0) && (relative || !finite) {
				return c.nameHead(j0)
			}
			if finite {
				return -1
			}
		case w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP" || w.XPOS == "MD":
			finite = true
		}
	}
	return -1
}

// overBrackets steps back over "(R-Utah)".
func overBrackets(t *trees.Tree, k int) int {
	if k < 0 || t.Tokens[k].Form != ")" && t.Tokens[k].Form != "]" {
		return k
	}
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if f := t.Tokens[j].Form; f == "(" || f == "[" {
			return j - 1
		}
	}
	return k
}

// behind is the source after the verb: the last noun of the run of nouns that begins there.
func (c *clause) behind() int {
	t := c.t
	head := -1
	for k := c.v + 1; k < len(t.Tokens) && k < c.v+12; k++ {
		switch w := t.Tokens[k]; w.UPOS {
		case "NOUN", "PROPN", "PRON":
			head = k
			if w.UPOS == "PRON" && w.XPOS != "PRP$" {
				return head
			}
		case "DET", "ADJ", "NUM":
		case "PART":
			if w.XPOS != "POS" {
				return c.nameHead(head)
			}
		default:
			if w.Form != "-" && w.Form != "." || head < 0 {
				return c.nameHead(head)
			}
			if w.Form == "." && (k+1 == len(t.Tokens) || t.Tokens[k+1].UPOS != "PROPN") {
				return c.nameHead(head)
			}
		}
	}
	return c.nameHead(head)
}

// nameHead goes from the last word of a name to the word that the parser made its head.
func (c *clause) nameHead(k int) int {
	t := c.t
	for n := 0; k >= 0 && n < 6; n++ {
		h := t.Head(k)
		if r := t.Rel(k); h < 0 || h == c.v || r != "flat" && r != "compound" || h > k && r == "flat" {
			break
		}
		k = h
	}
	return k
}

// named reports whether a word can end the name of a source.
func named(t *trees.Tree, k int) bool {
	if k < 0 {
		return false
	}
	switch w := t.Tokens[k]; w.UPOS {
	case "NOUN", "PROPN":
		return true
	case "PRON":
		return w.XPOS == "PRP"
	case "ADJ":
		return k > 0 && t.Tokens[k-1].UPOS == "DET"
	}
	return false
}

func isMark(form string) bool {
	switch form {
	case `"`, "“", "”", "``", "''", "«", "»", "„":
		return true
	}
	return false
}

// passive reports whether a form of "be" stands right before a participle.
func passive(t *trees.Tree, v int) bool {
	if t.Passive(v) {
		return true
	}
	if t.Tokens[v].XPOS == "VBZ" || t.Tokens[v].XPOS == "VBG" {
		return false
	}
	for k := v - 1; k >= 0 && k > v-3; k-- {
		switch t.Lemma(k) {
		case "be", "was", "were", "been", "being", "is", "are":
			return true
		}
		if t.Tokens[k].UPOS != "ADV" {
			return false
		}
	}
	return false
}

// sound reports whether a source that the tree gave can be right: no verb, and no edge of a quotation between it and the cue.
func (c *clause) sound(s int) bool {
	if s < 0 || c.t.Tokens[s].UPOS == "VERB" && !(s == 0 && c.v == 1 && c.atStart()) || c.t.Tokens[s].UPOS == "PUNCT" {
		return false
	}
	for k := min(s, c.v); k < max(s, c.v); k++ {
		if isMark(c.t.Tokens[k].Form) {
			return false
		}
	}
	return c.r.inQuote(c.t.Tokens[s].Start) == c.r.inQuote(c.t.Tokens[c.v].Start)
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
	if c.r.inQuote(t.Tokens[c.v].Start) >= 0 || len(c.r.quotes) == 0 {
		return nil, -1, false
	}
	for k := source + 1; k < c.v; k++ {
		if c.t.Tokens[k].UPOS == "VERB" && c.cue(k) {
			return nil, -1, false // "...," he said, adding that: the quotation is not of the second cue
		}
	}
	g := c.open(source)
	text := c.r.a.Document.Text
	start := t.Tokens[g].Start
	for k := len(c.r.quotes) - 1; k >= 0; k-- {
		q := c.r.quotes[k]
		if q.outer.End > start {
			continue
		}
		if gap := text[q.outer.End:start]; len(gap) > 4 || !bridged(gap) || strings.Contains(gap, "\n") || !closedBy(text, q) {
			break
		}
		if q.outer.Start <= t.Sentence.Start+1 || c.begins(q) {
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
	for k, q := range c.r.quotes {
		if q.outer.Start < t.Tokens[e].Start || q.outer.Start >= t.Sentence.End {
			continue
		}
		gap := strings.TrimSpace(text[t.Tokens[e-1].End:q.outer.Start])
		rest := ""
		if q.outer.End < t.Sentence.End {
			rest = text[q.outer.End:t.Sentence.End]
		}
		if (gap == "," || gap == ":" || gap == "" && q.words(text) > 4 && !c.verbBetween(e)) && bridged(rest) {
			return make([]bool, len(t.Tokens)), k, true
		}
		break
	}
	return nil, -1, false
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
func closedBy(text string, q quotation) bool {
	in := strings.TrimRightFunc(text[q.outer.Start:q.outer.End], func(r rune) bool { return strings.ContainsRune("\"”»'’“ ", r) })
	if in != "" && strings.ContainsAny(in[len(in)-1:], ",.?!-") || strings.HasSuffix(in, "…") || strings.HasSuffix(in, "—") {
		return true
	}
	return q.outer.End < len(text) && strings.HasPrefix(strings.TrimLeft(text[q.outer.End:], " "), ",")
}

// begins reports whether a quotation starts a sentence of its own inside this one: its first letter is a capital and
// punctuation stands before the mark.
func (c *clause) begins(q quotation) bool {
	text := c.r.a.Document.Text
	before := strings.TrimRight(text[c.t.Sentence.Start:q.outer.Start], " ")
	if before == "" {
		return true
	}
	first := []rune(q.pieces[0].In(text))
	return strings.ContainsAny(before[len(before)-1:], ",.:;-") && len(first) > 0 && unicode.IsUpper(first[0])
}

func (q quotation) words(text string) int {
	n := 0
	for _, p := range q.pieces {
		n += len(strings.Fields(p.In(text)))
	}
	return n
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

// quotedAs reads "Reuters quoted the minister as saying" and "the minister was quoted by Reuters as saying": the source, and
// who reports it, -1 for nobody.
func (c *clause) quotedAs() (source, reporter int, ok bool) {
	t, v := c.t, c.v
	if v < 3 || lower(t.Tokens[v-1].Form) != "as" || t.Tokens[v].XPOS != "VBG" {
		return -1, -1, false
	}
	q := -1
	for k := v - 2; k >= 0 && k > v-16 && q < 0; k-- {
		switch lower(t.Tokens[k].Form) {
		case "quoted", "quotes", "quoting", "cited", "cites", "citing", "reported":
			q = k
		}
	}
	if q < 0 {
		return -1, -1, false
	}
	c.lead = q
	before := (&clause{r: c.r, t: t, i: c.i, v: q, lead: q}).left()
	if !passive(t, q) {
		for k := v - 2; k > q; k-- {
			if named(t, k) {
				return c.nameHead(k), before, true
			}
		}
		return -1, -1, false
	}
	for k := q + 1; k < v-1; k++ {
		if t.Tokens[k].Form == "by" {
			reporter = c.nameHead(v - 2)
			return before, reporter, before >= 0
		}
	}
	return before, -1, before >= 0
}

// left is the noun right before the verb's auxiliaries and adverbs.
func (c *clause) left() int {
	k := c.v - 1
	for k >= 0 && (c.t.Tokens[k].UPOS == "ADV" || c.t.Tokens[k].UPOS == "AUX") {
		k--
	}
	if k = overBrackets(c.t, k); named(c.t, k) {
		return c.nameHead(k)
	}
	return -1
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
	if g < 2 || e+2 >= len(t.Tokens) || t.Tokens[g-1].Form != "," || t.Tokens[e].Form != "," {
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

// plainAfter is the clause after a verb of saying where the tree has none: behind "that", or behind a subject with a finite
// verb.
func (c *clause) plainAfter() []bool {
	t, v := c.t, c.v
	from := -1
	if in := c.relativeAfter(); in != nil {
		return in
	}
	for k := v + 1; k < len(t.Tokens) && k < v+14; k++ {
		w := t.Tokens[k]
		if w.UPOS == "PUNCT" || w.UPOS == "VERB" || w.UPOS == "AUX" {
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
	if from < 0 && !noun && c.rows["addressee"] == (frame{}) {
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
		if t.Tokens[k].Form == "," && k+1 < len(in) && t.Tokens[k+1].XPOS == "VBG" && c.cue(k+1) {
			break
		}
		in[k] = true
	}
	return in
}
