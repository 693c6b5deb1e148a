package cue

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

// A clause is what the tree around one cue gave.
type clause struct {
	r    *Text
	t    *trees.Tree
	i    int // the sentence
	v    int // the cue
	rows map[string]Frame
	lead int // the verb that the cue's own words begin from: "quoted" in "quoted him as saying", else the cue
}

// verb reads a verb with what it introduces.
func (r *Text) verb(t *trees.Tree, i, v int) (Attribution, bool) {
	rows := r.Tables.Verbs[t.Phrasal(v)]
	if rows == nil {
		rows = r.Tables.Verbs[t.Lemma(v)]
	}
	if rows == nil {
		rows = r.Tables.Verbs[r.Tables.Inflected[lower(t.Tokens[v].Form)]] // where the lemma went wrong
	}
	if rows == nil || !verbal(t, v) && !r.misread(t, v) || !asserted(t, v) {
		return Attribution{}, false
	}
	c := &clause{r: r, t: t, i: i, v: v, rows: rows, lead: v}
	a := Attribution{Sentence: i, From: i, Cue: cueSpan(t, v), Word: v, To: -1, Quote: -1, Reporter: -1, Target: -1, Main: main(t, v)}
	a.Source, a.Reporter = c.source()
	if r.Author(t, a.Source) && r.InQuote(a.Cue.Start) < 0 && !r.Voiced[i] {
		return Attribution{}, false // "I think" outside quotation marks is the author's own
	}
	if c.plural(a.Source) {
		return Attribution{}, false
	}
	in, ok := c.content(&a)
	if k := r.Kinds[i]; (k == "title" || k == "heading") && a.Name != "clause" && a.Name != "quote" && a.Name != "body" {
		return Attribution{}, false // a title names what was done; that it was done in words is for the text to say
	}
	if !ok || !r.Speaks(t, i, a.Source, a.Name) {
		return Attribution{}, false
	}
	a.Content = wordset.Spans(r.Analysis.Document.Text, t, in)
	a.Group = c.group(in, a.Source)
	a.Main = a.Main || c.leads(a.Source, a.Name)
	if a.Name == "quote" {
		a.Group = t.Tokens[c.open(a.Source)].Span.Cover(t.Tokens[c.shut()-1].Span)
	}
	return a, len(a.Content) > 0 || a.Name == "quote"
}

// Author reports whether a source is the writer or the reader: "I", "we", "you".
func (r *Text) Author(t *trees.Tree, n int) bool {
	if n < 0 {
		return false
	}
	switch strings.ToLower(t.Tokens[n].Form) {
	case "i", "we", "you", "us", "one":
		return true
	}
	return false
}

// verbal keeps participles that only modify a noun ("the proposed law") from being cues, and lets a mistagged "says" be one.
func verbal(t *trees.Tree, v int) bool {
	w := t.Tokens[v]
	switch lower(w.Form) {
	case "said", "says", "told":
		return t.Rel(v) != "amod"
	}
	if h := t.Head(v); t.Rel(v) == "amod" && h >= 0 && h < v && t.Kid(v, "obj") > v {
		return true // Beijing on Thursday accused Washington
	}
	if t.Rel(v) == "amod" || t.Rel(v) == "compound" || t.Rel(v) == "case" || t.Tokens[v].Rel == "acl" && w.XPOS == "VBN" {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(w.Form); v > 0 && unicode.IsUpper(first) && v+1 < len(t.Tokens) && t.Tokens[v+1].UPOS == "PROPN" {
		return false // Hope Hicks
	}
	return w.UPOS == "VERB"
}

// plural reports whether a cue is rather the plural of a noun with a bare noun before it: "key member states". Only titles
// leave the article out.
func (c *clause) plural(source int) bool {
	t, v := c.t, c.v
	if source < 0 || source != v-1 || t.Tokens[v].XPOS != "VBZ" && t.Tokens[v].XPOS != "VBP" || t.Tokens[source].XPOS != "NN" || c.r.Kinds[c.i] == "title" || c.r.Kinds[c.i] == "heading" {
		return false
	}
	return c.r.Tables.Is("homograph", t.Lemma(v)) && t.Kid(source, "det", "nmod:poss", "nummod", "nmod") < 0
}

// misread reports whether a word tagged as a noun or adjective is a cue all the same: an inflected form behind a noun that a
// quotation before it or a clause with "that" behind it leaves no other part: "...," a narrator asks.
func (r *Text) misread(t *trees.Tree, v int) bool {
	w := t.Tokens[v]
	form := lower(w.Form)
	verb := r.Tables.Inflected[form]
	if verb == "" || verb == form || w.UPOS != "NOUN" && w.UPOS != "ADJ" || v == 0 || v+1 >= len(t.Tokens) || w.Form != form {
		return false
	}
	if p := t.Tokens[v-1]; p.UPOS != "NOUN" && p.UPOS != "PROPN" && p.XPOS != "PRP" {
		return false
	}
	if next := t.Tokens[v+1]; lower(next.Form) == "that" && v+2 < len(t.Tokens) {
		return t.Tokens[v+2].UPOS != "VERB" && t.Tokens[v+2].UPOS != "AUX"
	} else if next.Form != "." {
		return false
	}
	for k := v - 1; k >= 0; k-- {
		if isMark(t.Tokens[k].Form) && r.Tables.Verbs[verb]["quote"] != (Frame{}) {
			return true
		}
		if t.Tokens[k].UPOS == "PUNCT" {
			return false
		}
	}
	return false
}

func lower(s string) string { return strings.ToLower(s) }

// lemma is the lemma of a verb; that of the commonest cues does not hang on their tag.
func lemma(t *trees.Tree, v int) string {
	switch lower(t.Tokens[v].Form) {
	case "said", "says":
		return "say"
	case "told":
		return "tell"
	}
	return t.Lemma(v)
}

// asserted reports whether the words claim that it was said: no negation, no condition, no modal verb, no purpose.
func asserted(t *trees.Tree, v int) bool {
	if t.Has(v, "mark", "if", "unless", "whether", "lest") {
		return false
	}
	for _, k := range t.Kids(v) {
		if !beside(t, k, v) {
			continue
		}
		switch t.Lemma(k) {
		case "not", "n't", "never":
			return false
		}
		if t.Rel(k) != "aux" {
			continue
		}
		switch t.Lemma(k) {
		case "will", "would", "shall", "should", "can", "could", "may", "might", "must", "wo", "ca", "'ll", "'d":
			if f := t.Tokens[k].Form; !strings.EqualFold(f, "'d") && (k == 0 || f == lower(f)) {
				return false // but "Theresa May said"
			}
		}
	}
	if t.Has(v, "mark", "to") {
		h := t.Head(v)
		return h >= 0 && (t.Lemma(h) == "go" || t.Lemma(h) == "continue" || t.Lemma(h) == "proceed" || t.Lemma(h) == "hasten") && asserted(t, h)
	}
	return t.Tokens[v].XPOS != "VB" || t.Kid(v, "aux") >= 0 || t.Kid(v, "nsubj") >= 0
}

// beside reports whether no punctuation stands between a word and the verb behind it.
func beside(t *trees.Tree, k, v int) bool {
	for j := min(k, v); j < max(k, v); j++ {
		if t.Tokens[j].UPOS == "PUNCT" {
			return false
		}
	}
	return true
}

// main reports whether a word belongs to the main clause: no subordinate clause stands between it and the root.
func main(t *trees.Tree, v int) bool {
	for n := 0; v >= 0 && n < 40; n++ {
		h := t.Head(v)
		if h < 0 {
			return true
		}
		switch rel := t.Rel(v); rel {
		case "conj", "parataxis", "xcomp", "dep", "ccomp", "discourse":
		case "advcl":
			return t.Lemma(h) == "quote" || t.Lemma(h) == "cite" || t.Lemma(h) == "report"
		default:
			return false
		}
		v = h
	}
	return true
}

// cueSpan covers a verb with its auxiliaries and particle where they stand together.
func cueSpan(t *trees.Tree, v int) entente.Span {
	s := t.Tokens[v].Span
	for _, k := range t.Kids(v) {
		if t.Tokens[k].Rel == "compound:prt" && k == v+1 {
			s = s.Cover(t.Tokens[k].Span)
		}
	}
	return s
}
