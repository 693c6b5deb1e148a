package cue

import (
	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

// Headline reads a title that quotes with a colon: "No deal yet: Peruvian minister", "Envoy: port stays open". The source
// is a short phrase without a verb whose head can speak.
func (r *Text) Headline(i int) (Attribution, bool) {
	if k := r.Kinds[i]; k != "title" && k != "heading" {
		return Attribution{}, false
	}
	t := r.Trees[i]
	n := len(t.Tokens)
	if n > 3 && t.Tokens[n-1].Form == ":" && i+1 < len(r.Kinds) && r.Kinds[i+1] == r.Kinds[i] {
		next := r.Trees[i+1] // the source stands in a sentence of its own
		if h := r.sourceIn(next, i+1, 0, len(next.Tokens)); h >= 0 {
			a := r.titled(t, i, h, 0, n-1)
			a.From, a.Group = i+1, r.NameSpan(next, h)
			return a, true
		}
	}
	for k := n - 1; k > 0; k-- {
		if t.Tokens[k].Form != ":" || k+1 == n {
			continue
		}
		if h := r.sourceIn(t, i, k+1, n); h >= 0 && k > 2 {
			return r.titled(t, i, h, 0, k), true
		}
		if h := r.sourceIn(t, i, 0, k); h >= 0 && n-k > 3 {
			return r.titled(t, i, h, k+1, n), true
		}
	}
	return Attribution{}, false
}

// sourceIn is the head of a stretch of a title that names somebody who can speak, or -1. What stands in brackets at its end
// is no part of it.
func (r *Text) sourceIn(t *trees.Tree, i, from, to int) int {
	head := -1
	for k := from; k < to; k++ {
		w := t.Tokens[k]
		if w.Form == "(" {
			to = k
			break
		}
		if w.UPOS == "VERB" && w.XPOS != "VBG" && w.XPOS != "VBN" || w.UPOS == "AUX" || w.Form == "," {
			return -1
		}
		if (w.UPOS == "NOUN" || w.UPOS == "PROPN" || r.Tables.Sources[lower(w.Form)] == "person") && (head < 0 || k == head+1 || k == head+2 && t.Tokens[k-1].XPOS == "POS") {
			head = k
		}
	}
	if head < 0 || to-from > 7 || !r.Speaks(t, i, head, "body") {
		return -1
	}
	_, m := r.MentionAt(t, i, head)
	kind := r.Tables.Sources[t.Lemma(head)]
	if m != nil && (m.Kind == "person" || m.Kind == "organisation") || kind == "person" || kind == "body" || kind == "group" || agentive(t.Lemma(head)) {
		return head
	}
	return -1
}

func (r *Text) titled(t *trees.Tree, i, head, from, to int) Attribution {
	in := make([]bool, len(t.Tokens))
	for k := from; k < to; k++ {
		in[k] = true
	}
	colon := to
	if from > 0 {
		colon = from - 1
	}
	return Attribution{Sentence: i, From: i, Word: head, Name: "quote", Frame: Frame{Class: "say"}, Source: head, To: -1, Quote: -1, Reporter: -1, Target: -1,
		Main: true, Content: wordset.Spans(r.Analysis.Document.Text, t, in), Cue: t.Tokens[colon].Span, Group: r.NameSpan(t, head)}
}
