package cue

import (
	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

// content finds what a verb introduces, as a set of words, and names the frame. A quotation that stands next to the cue
// may still be joined where the set is empty ("quote").
func (c *clause) content(a *Attribution) ([]bool, bool) {
	t, v := c.t, c.v
	a.To = c.addressee()
	if f, ok := c.rows["quote"]; ok && a.Source >= 0 {
		if in, k, ok := c.beside(a.Source); ok {
			a.Name, a.Frame, a.Quote = "quote", f, k
			return in, true
		}
	}
	if f, ok := c.row("clause", "that"); ok && !c.interposed(a.Source) {
		if in := c.clauseAfter(); in != nil {
			a.Name, a.Frame = "clause", f
			if _, strict := c.rows["body"]; strict && c.rows["quote"] == (Frame{}) {
				a.Name = "body"
			}
			return in, true
		}
	}
	if f, ok := c.rows["aside"]; ok && a.Source >= 0 {
		if in := c.between(a.Source); in != nil {
			a.Name, a.Frame = "quote", f
			return in, true
		}
	}
	if f, ok := c.row("clause", "that"); ok && a.Source >= 0 && a.Source < v {
		if in := c.plainAfter(c.rows["clause"] == (Frame{})); in != nil {
			a.Name, a.Frame = "clause", f
			return in, true
		}
	}
	if f, ok := c.rows["aside"]; ok && (t.Kid(v, "obj") < 0 || t.Kid(v, "obj") == a.Source || a.To >= 0) {
		if in := c.fronted(a.Source); in != nil {
			a.Name, a.Frame = "quote", f
			return in, true
		}
		if in := c.inserted(a); in != nil {
			a.Name, a.Frame = "quote", f
			return in, true
		}
	}
	if in := c.lesser(a); in != nil {
		return in, true
	}
	if f, ok := c.rows["clause"]; ok {
		if in := c.sayAfter(a.Source); in != nil {
			a.Name, a.Frame = "clause", f
			return in, true
		}
	}
	if f, ok := c.rows["quote"]; ok && a.Source >= 0 {
		a.Name, a.Frame = "quote", f
		return make([]bool, len(t.Tokens)), true
	}
	return nil, false
}

// row is the first of some frames that the verb has.
func (c *clause) row(names ...string) (Frame, bool) {
	for _, n := range names {
		if f, ok := c.rows[n]; ok {
			return f, true
		}
	}
	return Frame{}, false
}

// addressee is whom it is told: the object of "tell", the phrase with "to" of "say".
func (c *clause) addressee() int {
	t, v := c.t, c.v
	if _, ok := c.rows["addressee"]; ok {
		if o := t.Kid(v, "iobj", "obj"); o >= 0 && !t.Verb(o) {
			return o
		}
		return -1
	}
	if _, ok := c.rows["addressee-infinitive"]; ok {
		if o := t.Kid(v, "obj", "iobj"); o >= 0 {
			return o
		}
	}
	for _, k := range t.Kids(v) {
		if t.Rel(k) == "obl" && t.Case(k) == "to" && t.Noun(k) {
			return k
		}
	}
	return -1
}

// clauseAfter is the clause that follows the verb, with what the parser hung on the verb behind it.
func (c *clause) clauseAfter() []bool {
	t, v := c.t, c.v
	k := c.complement()
	_, strict := c.rows["body"]
	_, explicit := c.rows["that"]
	if k < 0 || strict && !tensed(t, k) || explicit && c.rows["clause"] == (Frame{}) && !t.Has(k, "mark", "that") {
		return nil
	}
	in := wordset.Under(t, k)
	for j := 0; j <= v; j++ {
		in[j] = false
	}
	start := wordset.First(in)
	if start < 0 {
		return nil
	}
	if !c.subordinate() {
		c.toEnd(in, start)
	}
	if c.headless(k, start) {
		for j := v + 1; j < start; j++ {
			in[j] = true // the parser took the subject for an object
		}
	}
	if m := c.conjunction(); m > 0 {
		wordset.After(in, m) // whom it is said to stands before "that"
	}
	c.cutCues(in, k)
	wordset.DropMark(t, k, in)
	for j := range in {
		in[j] = in[j] && j > v
	}
	return in
}

// conjunction is the "that" behind the cue, with nothing but the cue's own words between them; -1 for none.
func (c *clause) conjunction() int {
	t := c.t
	for k := c.v + 1; k < len(t.Tokens) && k < c.v+14; k++ {
		switch w := t.Tokens[k]; {
		case lower(w.Form) == "that" && (w.UPOS == "SCONJ" || w.XPOS == "IN"):
			return k
		case w.UPOS == "PUNCT" && w.XPOS != "HYPH", w.UPOS == "AUX", w.XPOS == "VBD", w.XPOS == "VBZ", w.XPOS == "VBP", w.XPOS == "MD":
			return -1
		}
	}
	return -1
}

// headless reports whether a clause begins with its verb and a noun stands between it and a cue that takes no object: then
// the noun is its subject.
func (c *clause) headless(k, start int) bool {
	t := c.t
	_, noun := c.rows["noun"]
	if start <= c.v+1 || noun || c.rows["addressee"] != (Frame{}) || t.Has(k, "mark", "that") {
		return false
	}
	first := start
	for first+1 < len(t.Tokens) && t.Tokens[first].UPOS == "ADV" {
		first++
	}
	if u := t.Tokens[first].UPOS; u != "AUX" && u != "VERB" && (u != "CCONJ" || first != start) {
		return false
	}
	switch t.Tokens[c.v+1].UPOS {
	case "DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ":
		return true
	}
	return false
}

// complement is the head of the clause after the verb.
func (c *clause) complement() int {
	t, v := c.t, c.v
	for _, k := range t.Kids(v) {
		if k > v && t.Rel(k) == "ccomp" && finite(t, k) {
			return k
		}
	}
	for _, k := range t.Kids(v) {
		if k <= v {
			continue
		}
		switch t.Rel(k) {
		case "advcl", "xcomp", "obj", "dep", "acl":
			if t.Has(k, "mark", "that") {
				return k
			}
		case "parataxis":
			if t.Kid(k, "nsubj") >= 0 && !c.cue(k) {
				return k
			}
		}
		if t.Rel(k) == "xcomp" && t.Kid(k, "nsubj") >= 0 {
			return k
		}
	}
	return -1
}

// finite reports whether a clause has a subject, an auxiliary or a finite verb, and is not a condition.
func finite(t *trees.Tree, k int) bool {
	if t.Has(k, "mark", "that") {
		return true
	}
	if t.Has(k, "mark", "as", "because", "while", "when", "after", "before") {
		return false
	}
	switch t.Tokens[k].XPOS {
	case "VBG", "VBN":
		return t.Kid(k, "nsubj") >= 0 || t.Kid(k, "aux") >= 0
	}
	return true
}

// tensed reports whether a clause has a finite verb or auxiliary: "found the law void" has none.
func tensed(t *trees.Tree, k int) bool {
	for _, w := range append([]int{k}, t.Kids(k)...) {
		switch t.Tokens[w].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return t.Has(k, "mark", "that")
}

// toEnd lets a content run on to the end of the sentence, or to what goes on with the cue's own clause: a coordinated verb with
// a subject or a cue of its own, a participle, "as" or "while" behind a comma.
func (c *clause) toEnd(in []bool, start int) {
	t := c.t
	last := start
	for j := range in {
		if in[j] {
			last = j
		}
	}
	stop := len(in)
	for _, x := range t.Kids(c.v) {
		if x <= last || !c.goesOn(x) {
			continue
		}
		if f := t.At(t.Cover(x).Start); f > last && f < stop {
			stop = f
		}
	}
	for j := last + 1; j < stop; j++ {
		if c.aside(j) {
			break
		}
		in[j] = true
	}
	for j := stop - 1; j > start && (t.Tokens[j].UPOS == "CCONJ" || t.Tokens[j].UPOS == "PUNCT"); j-- {
		in[j] = false
	}
}

// goesOn reports whether a dependent of the cue behind its content belongs to the cue's clause and not to the content.
func (c *clause) goesOn(x int) bool {
	t := c.t
	switch t.Rel(x) {
	case "conj":
		return c.cue(x) || t.Kid(x, "nsubj", "expl") >= 0 && !t.Has(x, "mark", "that")
	case "parataxis":
		return c.cue(x)
	case "advcl":
		if c.cue(x) || t.Tokens[x].XPOS == "VBG" {
			return true
		}
		first := t.At(t.Cover(x).Start)
		return first > 0 && t.Tokens[first-1].Form == "," && !t.Has(x, "mark", "because", "if", "unless", "when", "until", "that")
	}
	return false
}

// aside reports whether at a word, behind a comma or a conjunction, another cue's own words begin: ", he added", "and warned".
func (c *clause) aside(j int) bool {
	t := c.t
	if u := t.Tokens[j].UPOS; u != "PUNCT" && u != "CCONJ" || t.Tokens[j].XPOS == "HYPH" {
		return false
	}
	for k := j + 1; k < len(t.Tokens) && k < j+8; k++ {
		switch w := t.Tokens[k]; w.UPOS {
		case "VERB":
			if (t.Tokens[j].Form == ";" || t.Tokens[j+1].UPOS == "SCONJ") && c.r.Tables.Verbs[t.Lemma(k)] != nil {
				return true
			}
			return c.cue(k) && (w.XPOS == "VBG" || w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP" && t.Tokens[j].Form == ";") && c.r.Tables.Verbs[t.Lemma(k)]["aside"] != (Frame{})
		case "DET", "ADJ", "NOUN", "PROPN", "ADV", "CCONJ", "PART":
		case "SCONJ":
			if k > j+1 {
				return false
			}
		case "PRON":
			if w.XPOS != "PRP" && w.XPOS != "PRP$" {
				return false
			}
		default:
			return false
		}
	}
	return false
}

// cue reports whether a word is itself a verb of saying.
func (c *clause) cue(x int) bool {
	_, ok := c.r.Tables.Verbs[c.t.Lemma(x)]["quote"]
	return ok
}

// cutCues ends a content where a further cue begins behind a comma: "..., adding that", "..., while the police deny".
func (c *clause) cutCues(in []bool, k int) {
	t := c.t
	for x := wordset.First(in) + 2; x > 1 && x < len(in); x++ {
		if !in[x] || t.Tokens[x-1].Form != "," {
			continue
		}
		participle := t.Tokens[x].XPOS == "VBG" && c.cue(x)
		if w := lower(t.Tokens[x].Form); !participle && (w != "while" && w != "whereas" || !c.aside(x-1)) {
			continue
		}
		for y := x - 1; y < len(in); y++ {
			in[y] = false
		}
	}
}

// fronted reads a clause before the cue: "The road is open, he said."; it needs a comma or a mark between them.
func (c *clause) fronted(source int) []bool {
	t, v := c.t, c.v
	if source < 0 {
		return nil
	}
	g := c.open(source)
	title := c.r.Kinds[c.i] == "title" || c.r.Kinds[c.i] == "heading"
	if g < 2 || t.Tokens[g-1].UPOS != "PUNCT" || !title && !sentential(t, g-1) {
		return nil
	}
	for _, k := range t.Kids(v) {
		if k > v && k != source && (t.Rel(k) == "ccomp" || t.Rel(k) == "obj" && c.rows["addressee"] == (Frame{})) {
			return nil
		}
	}
	in := make([]bool, len(t.Tokens))
	from := 0
	if t.Rel(v) == "conj" && t.Head(v) < g && t.Tokens[g].UPOS == "CCONJ" {
		if k := t.Kid(v, "ccomp"); k < 0 || k > v {
			return nil
		}
	}
	if k := t.Kid(v, "ccomp"); k >= 0 && k < v && t.Head(v) >= 0 && t.Rel(v) == "conj" {
		from = t.At(t.Cover(k).Start)
	}
	for j := max(from, 0); j < g; j++ {
		in[j] = true
	}
	return in
}

// sentential reports whether the words before a comma hold a finite verb, so that "On Monday, he said" is no statement.
func sentential(t *trees.Tree, end int) bool {
	for j := 0; j < end; j++ {
		switch t.Tokens[j].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}
