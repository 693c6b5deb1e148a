package statements

import (
	"slices"
	"strings"

	"entente"
	"entente/internal/statements/cue"
	"entente/internal/statements/quotation"
	"entente/internal/trees"
)

// carryOn reads free indirect speech, narrowly: the sentence after one that reports what somebody said in the past, in the
// same paragraph and without a cue of its own, goes on with it where its main verb says "would" or "should" of somebody
// else than the speaker.
func (r *reading) carryOn() {
	last := len(r.found)
	for k := 0; k < last; k++ {
		a := r.found[k]
		i := a.Sentence + 1
		if !a.Main || a.Frame.Class != "say" || a.direct || a.Word < 0 || a.Source < 0 || i >= len(r.Trees) || r.voices[a.Sentence] != "" ||
			r.part(r.Analysis.Sentences[i].Start) != r.part(r.Analysis.Sentences[a.Sentence].Start) || r.Trees[a.Sentence].Tokens[a.Word].XPOS != "VBD" {
			continue
		}
		if r.spoken(i) || !supposed(r.Trees[i]) {
			continue
		}
		s := quotation.TrimFunc(r.Analysis.Document.Text, r.Analysis.Sentences[i].Span, func(c rune) bool { return strings.ContainsRune(" .\n", c) })
		r.found = append(r.found, attribution{Attribution: cue.Attribution{Sentence: i, From: a.From, Word: -1, Name: "free", Frame: a.Frame,
			Source: a.Source, To: -1, Quote: -1, Reporter: -1, Target: -1, Main: true, Content: []entente.Span{s}}})
	}
}

// spoken reports whether a sentence has a statement or quotation of its own.
func (r *reading) spoken(i int) bool {
	s := r.Analysis.Sentences[i].Span
	for k := range r.found {
		if r.found[k].Sentence == i {
			return true
		}
		for _, c := range r.found[k].Content {
			if c.Overlaps(s) {
				return true
			}
		}
	}
	for _, q := range r.Quotes {
		if q.Outer.Overlaps(s) {
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
		if s < 0 || slices.ContainsFunc(t.Tokens, func(w entente.Token) bool { return w.Form == "later" || w.Form == "eventually" }) {
			return false // "they would be found years later" is the author's future
		}
		switch strings.ToLower(t.Tokens[s].Form) {
		case "he", "she", "who", "that", "which":
			return false
		}
		return t.Has(v, "aux", "would", "should")
	}
	return false
}
