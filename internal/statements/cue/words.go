package cue

import (
	"entente"
	"entente/internal/statements/quotation"
	"entente/internal/trees"
)

// group covers the cue and its own words, without the content.
func (c *clause) group(in []bool, source int) entente.Span {
	t := c.t
	s := t.Tokens[c.v].Span
	mine := under(t, c.v)
	lo, hi := c.v, c.v
	if source >= 0 {
		for _, y := range words(under(t, source)) {
			mine[y] = true
		}
	}
	for lo > 0 && mine[lo-1] && !in[lo-1] {
		lo--
	}
	for hi+1 < len(mine) && mine[hi+1] && !in[hi+1] && t.Tokens[hi+1].UPOS != "PUNCT" {
		hi++
	}
	return s.Cover(t.Tokens[lo].Span).Cover(t.Tokens[hi].Span)
}

// under marks the words that hang on i, i included.
func under(t *trees.Tree, i int) []bool {
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

func words(in []bool) []int {
	var out []int
	for i, b := range in {
		if b {
			out = append(out, i)
		}
	}
	return out
}

func add(in, more []bool) {
	for i, b := range more {
		in[i] = in[i] || b
	}
}

// after keeps the words behind one.
func after(in []bool, i int) []bool {
	for k := 0; k <= i; k++ {
		in[k] = false
	}
	return in
}

func firstOf(in []bool) int {
	for i, b := range in {
		if b {
			return i
		}
	}
	return -1
}

// dropMark takes the conjunction "that" and what stands before it off a clause.
func dropMark(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "mark" && t.Lemma(m) == "that" {
			for j := 0; j <= m; j++ {
				in[j] = false
			}
			return
		}
	}
	if m := firstOf(in); m >= 0 && lower(t.Tokens[m].Form) == "that" && t.Tokens[m].UPOS != "DET" {
		in[m] = false // a conjunction under another name
	}
}

func dropCase(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "case" || t.Rel(m) == "mark" {
			in[m] = false
		}
	}
}

// spans turns words into stretches of the text. Punctuation at their edges falls away, but for the marks of a quotation
// that lies inside; a gap that only punctuation fills is closed.
func spans(text string, t *trees.Tree, in []bool) []entente.Span {
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
