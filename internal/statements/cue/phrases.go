package cue

import (
	"strings"

	"entente/internal/statements/wordset"
	"entente/internal/trees"
)

// phrase reads "according to the ministry".
func (r *Text) phrase(t *trees.Tree, i, v int) (Attribution, bool) {
	words := r.phraseAt(t, v)
	end := v + len(words)
	if words == nil || end >= len(t.Tokens) {
		return Attribution{}, false
	}
	n := t.Head(v)
	if n < end || !(t.Noun(n) || t.Tokens[n].UPOS == "PRON" || t.Tokens[n].UPOS == "NUM") {
		n = -1
		for k := end; k < len(t.Tokens) && k < end+12 && n < 0; k++ {
			if h := t.Head(k); (t.Noun(k) || t.Tokens[k].UPOS == "PRON") && (h < end || h < 0 || t.Rel(k) == "obl" || t.Rel(k) == "obj") {
				n = k
			}
		}
	}
	if n < 0 || r.Tables.Sources[t.Lemma(n)] == "none" {
		return Attribution{}, false
	}
	last := phraseEnd(t, v, max(n, end))
	out := make([]bool, len(t.Tokens))
	for k := v; k <= last; k++ {
		out[k] = true
	}
	a := Attribution{Sentence: i, From: i, Cue: t.Tokens[v].Span.Cover(t.Tokens[end-1].Span), Word: v, Name: "clause", Frame: Frame{Class: "say"}, Source: n, To: -1, Quote: -1, Reporter: -1, Target: -1}
	in := phraseContent(t, v, n, last, out)
	h := t.Head(n)
	a.Main = h < 0 || main(t, h) || in[0] && v > 3
	a.Content = wordset.Spans(r.Analysis.Document.Text, t, in)
	a.Group = t.Tokens[v].Span.Cover(t.Tokens[last].Span)
	return a, len(a.Content) > 0
}

// phraseEnd is the last word of a phrase: before the comma that the clause's own words follow, over an apposition in commas;
// the end of the sentence where no finite verb follows but in a relative clause.
func phraseEnd(t *trees.Tree, v, n int) int {
	comma := func(from int) int {
		for k := from; k < len(t.Tokens); k++ {
			if f := t.Tokens[k].Form; f == "," || isMark(f) || f == ";" || f == "-" && t.Tokens[k].XPOS != "HYPH" || f == "—" || f == "–" {
				return k
			}
		}
		return len(t.Tokens)
	}
	verb := func(from, to int) bool {
		for k := from; k < to; k++ {
			switch t.Tokens[k].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			}
		}
		return false
	}
	c := comma(n + 1)
	if v > 1 && !verb(c, len(t.Tokens)) {
		return len(t.Tokens) - 1
	}
	relative := c+1 < len(t.Tokens) && (t.Tokens[c+1].XPOS == "WP" || t.Tokens[c+1].XPOS == "WDT")
	if next := comma(c + 1); next < len(t.Tokens) && (relative || !verb(c, next) && v == 0) {
		c = next
	}
	return c - 1
}

// phraseContent is what a phrase like "according to" vouches for: the sentence where it opens or closes it, else the clause
// that it stands in.
func phraseContent(t *trees.Tree, v, n, last int, out []bool) []bool {
	edge := true
	for k := last + 1; k < len(t.Tokens); k++ {
		edge = edge && t.Tokens[k].UPOS == "PUNCT"
	}
	var in []bool
	h := t.Head(n)
	if edge || v == 0 || h < 0 {
		in = make([]bool, len(t.Tokens))
		for k := range in {
			in[k] = true
		}
	} else {
		for g := 0; g < 10 && h >= 0 && !clausal(t, h); g++ {
			h = t.Head(h)
		}
		in = wordset.Under(t, max(h, 0))
	}
	for k := range in {
		in[k] = in[k] && !out[k]
	}
	return in
}

func clausal(t *trees.Tree, h int) bool {
	switch t.Rel(h) {
	case "root", "ccomp", "conj", "parataxis", "advcl", "acl", "csubj":
		return true
	}
	return t.Head(h) < 0
}

func (r *Text) phraseAt(t *trees.Tree, v int) []string {
	w := strings.ToLower(t.Tokens[v].Form)
	for _, words := range r.Tables.Phrases[w] {
		n := strings.Fields(words)
		if v+len(n) > len(t.Tokens) {
			continue
		}
		same := true
		for k := range n {
			same = same && strings.EqualFold(t.Tokens[v+k].Form, n[k])
		}
		if same {
			return n
		}
	}
	return nil
}
