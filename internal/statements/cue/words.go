package cue

import (
	"entente"
	"entente/internal/statements/wordset"
)

// group covers the cue and its own words, without the content.
func (c *clause) group(in []bool, source int) entente.Span {
	t := c.t
	s := t.Tokens[c.v].Span
	mine := wordset.Under(t, c.v)
	lo, hi := c.v, c.v
	if source >= 0 {
		for _, y := range wordset.List(wordset.Under(t, source)) {
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
