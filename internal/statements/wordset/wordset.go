// Package wordset turns the words of one sentence that belong together, as a set by their place, into one another and into
// stretches of the text.
package wordset

import (
	"strings"

	"entente"
	"entente/internal/statements/quotation"
	"entente/internal/trees"
)

// Under marks the words that hang on i, i included.
func Under(t *trees.Tree, i int) []bool {
	in := make([]bool, len(t.Tokens))
	todo := []int{i}
	for len(todo) > 0 {
		w := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if w < 0 || in[w] {
			continue
		}
		in[w] = true
		todo = append(todo, t.Kids(w)...)
	}
	return in
}

// List is the set as a list.
func List(in []bool) []int {
	var out []int
	for i, b := range in {
		if b {
			out = append(out, i)
		}
	}
	return out
}

// Add puts the words of one set into another.
func Add(in, more []bool) {
	for i, b := range more {
		in[i] = in[i] || b
	}
}

// After keeps the words behind one.
func After(in []bool, i int) []bool {
	for k := 0; k <= i; k++ {
		in[k] = false
	}
	return in
}

// First is the first word of a set, -1 for none.
func First(in []bool) int {
	for i, b := range in {
		if b {
			return i
		}
	}
	return -1
}

// DropMark takes the conjunction "that" and what stands before it off a clause.
func DropMark(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "mark" && t.Lemma(m) == "that" {
			for j := 0; j <= m; j++ {
				in[j] = false
			}
			return
		}
	}
	if m := First(in); m >= 0 && strings.ToLower(t.Tokens[m].Form) == "that" && t.Tokens[m].UPOS != "DET" {
		in[m] = false // a conjunction under another name
	}
}

// DropCase takes the preposition off a phrase.
func DropCase(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "case" || t.Rel(m) == "mark" {
			in[m] = false
		}
	}
}

// Spans turns words into stretches of the text. Punctuation at their edges falls away, but for the marks of a quotation
// that lies inside; a gap that only punctuation fills is closed.
func Spans(text string, t *trees.Tree, in []bool) []entente.Span {
	var out []entente.Span
	for i := 0; i < len(in); i++ {
		if !in[i] || t.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		s := t.Tokens[i].Span
		if n := len(out) - 1; n >= 0 && quotation.Bridged(text[out[n].End:max(s.Start, out[n].End)]) {
			out[n] = out[n].Cover(s)
			continue
		}
		out = append(out, s)
	}
	for k := range out {
		out[k] = quotation.Widen(text, out[k], t.Sentence.Span)
	}
	return out
}
