package cue

import (
	"strings"

	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

// adjective reads "is concerned that".
func (r *Text) adjective(t *trees.Tree, i, v int) (Attribution, bool) {
	class := r.Tables.Adjectives[strings.ToLower(t.Tokens[v].Form)]
	c := t.Kid(v, "ccomp")
	if c < 0 {
		c = t.Kid(v, "advcl")
		if c >= 0 && !t.Has(c, "mark", "that") {
			c = -1
		}
	}
	s := t.Kid(v, "nsubj")
	if class == "" || c < v || s < 0 || t.Has(v, "advmod", "not", "n't") {
		return Attribution{}, false
	}
	if w := t.Lemma(s); w == "who" || w == "which" || w == "that" {
		s = relative(t, v)
	}
	a := Attribution{Sentence: i, From: i, Cue: t.Tokens[v].Span, Word: v, Name: "clause", Frame: Frame{Class: class}, Source: s, To: -1, Quote: -1, Reporter: -1, Target: -1, Main: main(t, v)}
	in := wordset.Under(t, c)
	wordset.DropMark(t, c, in)
	a.Content = wordset.Spans(r.Analysis.Document.Text, t, in)
	a.Group = (&clause{r: r, t: t, i: i, v: v, lead: v}).group(in, s)
	return a, r.Speaks(t, i, s, "body") && len(a.Content) > 0
}

func relative(t *trees.Tree, v int) int {
	if t.Tokens[v].Rel == "acl:relcl" {
		return t.Head(v)
	}
	return -1
}

// noun reads "the claim by Rome that", "its hope that", "expressed confidence that".
func (r *Text) noun(t *trees.Tree, i, v int) (Attribution, bool) {
	row, ok := r.Tables.Nouns[t.Lemma(v)]
	if !ok || t.Tokens[v].UPOS != "NOUN" || t.Has(v, "det", "no") {
		return Attribution{}, false
	}
	c := -1
	for _, k := range t.Kids(v) {
		if k > v && (t.Rel(k) == "acl" || t.Rel(k) == "ccomp") && t.Tokens[k].Rel != "acl:relcl" && t.Has(k, "mark", "that") {
			c = k
		}
	}
	if c < 0 {
		return Attribution{}, false
	}
	s, negated := r.owner(t, v)
	if s < 0 {
		return Attribution{}, false
	}
	a := Attribution{Sentence: i, From: i, Cue: t.Tokens[v].Span, Word: v, Name: "clause", Frame: Frame{Class: row.Class}, Source: s,
		To: -1, Quote: -1, Reporter: -1, Target: -1, Negated: negated}
	h := t.Head(v)
	a.Main = !negated && h >= 0 && r.Tables.Is("light", t.Lemma(h)) && main(t, h)
	if a.Main {
		a.Cue = cueSpan(t, h).Cover(a.Cue)
	}
	in := wordset.Under(t, c)
	wordset.DropMark(t, c, in)
	a.Content = wordset.Spans(r.Analysis.Document.Text, t, in)
	a.Group = (&clause{r: r, t: t, i: i, v: v, lead: v}).group(in, s)
	return a, r.Speaks(t, i, s, "body") && len(a.Content) > 0
}

// owner is whose claim, hope or statement it is; and whether the sentence rejects it.
func (r *Text) owner(t *trees.Tree, v int) (source int, negated bool) {
	h := t.Head(v)
	if h >= 0 && t.Rel(v) == "obj" {
		switch t.Lemma(h) {
		case "reject", "deny", "dismiss", "refute", "rebut":
			negated = true
		}
	}
	if k := t.Kid(v, "nmod:poss"); k >= 0 {
		return k, negated
	}
	for _, k := range t.Kids(v) {
		if c := t.Case(k); t.Rel(k) == "nmod" && (c == "by" || c == "of" || c == "from" || c == "among") {
			return k, negated
		}
	}
	if h >= 0 && !negated && (t.Rel(v) == "obj" || t.Rel(v) == "obl") && r.Tables.Is("light", t.Lemma(h)) && asserted(t, h) {
		return t.Subject(h), false
	}
	return -1, negated
}
