package statements

import (
	"strings"

	"entente"
	"entente/internal/trees"
)

// headline reads a title that quotes with a colon: "No deal yet: Peruvian minister", "Envoy: port stays open". The source
// is a short phrase without a verb whose head can speak.
func (r *reading) headline(i int) (attribution, bool) {
	if k := r.kind(i); k != "title" && k != "heading" {
		return attribution{}, false
	}
	t := r.trees[i]
	n := len(t.Tokens)
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
	return attribution{}, false
}

// sourceIn is the head of a stretch of a title that names somebody who can speak, or -1. What stands in brackets at its end
// is no part of it.
func (r *reading) sourceIn(t *trees.Tree, i, from, to int) int {
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
		if (w.UPOS == "NOUN" || w.UPOS == "PROPN") && (head < 0 || t.Tokens[head+1].UPOS != "ADP" && k == head+1) {
			head = k
		}
	}
	if head < 0 || to-from > 7 || !r.speaks(t, i, head, "body") {
		return -1
	}
	_, m := r.mentionAt(t, i, head)
	kind := r.f.tables.sources[t.Lemma(head)]
	if m != nil && (m.Kind == "person" || m.Kind == "organisation") || kind == "person" || kind == "body" || kind == "group" || agentive(t.Lemma(head)) {
		return head
	}
	return -1
}

func (r *reading) titled(t *trees.Tree, i, head, from, to int) attribution {
	in := make([]bool, len(t.Tokens))
	for k := from; k < to; k++ {
		in[k] = true
	}
	colon := to
	if from > 0 {
		colon = from - 1
	}
	return attribution{sentence: i, from: i, word: head, name: "quote", frame: frame{class: "say"}, source: head, to: -1, quote: -1, reporter: -1, target: -1,
		main: true, content: spans(r.a.Document.Text, t, in), cue: t.Tokens[colon].Span, group: r.nameSpan(t, head)}
}

// carryOn reads free indirect speech, narrowly: the sentence after one that reports what somebody said in the past, in the
// same paragraph and without a cue of its own, goes on with it where its main verb says "would" or "should" of somebody
// else than the speaker.
func (r *reading) carryOn() {
	last := len(r.found)
	for k := 0; k < last; k++ {
		a := r.found[k]
		i := a.sentence + 1
		if !a.main || a.frame.class != "say" || a.direct || a.word < 0 || a.source < 0 || i >= len(r.trees) || r.voices[a.sentence] != "" ||
			r.part(r.a.Sentences[i].Start) != r.part(r.a.Sentences[a.sentence].Start) || r.trees[a.sentence].Tokens[a.word].XPOS != "VBD" {
			continue
		}
		if r.spoken(i) || !supposed(r.trees[i]) {
			continue
		}
		s := trimOf(r.a.Document.Text, r.a.Sentences[i].Span, func(c rune) bool { return strings.ContainsRune(" .\n", c) })
		r.found = append(r.found, attribution{sentence: i, from: a.from, word: -1, name: "free", frame: a.frame, source: a.source, to: -1, quote: -1,
			reporter: -1, target: -1, main: true, content: []entente.Span{s}})
	}
}

// spoken reports whether a sentence has a statement or quotation of its own.
func (r *reading) spoken(i int) bool {
	s := r.a.Sentences[i].Span
	for k := range r.found {
		if r.found[k].sentence == i {
			return true
		}
		for _, c := range r.found[k].content {
			if c.Overlaps(s) {
				return true
			}
		}
	}
	for _, q := range r.quotes {
		if q.outer.Overlaps(s) {
			return true
		}
	}
	return false
}

// supposed reports whether the main verb of a sentence says "would" or "should" of a subject that is no "he" or "she".
func supposed(t *trees.Tree) bool {
	for v := range t.Tokens {
		if t.Head(v) >= 0 {
			continue
		}
		s := t.Kid(v, "nsubj")
		if s < 0 || t.Has(v, "advmod", "later", "eventually") {
			return false
		}
		switch strings.ToLower(t.Tokens[s].Form) {
		case "he", "she", "who", "that", "which":
			return false
		}
		return t.Has(v, "aux", "would", "should")
	}
	return false
}
