package cue

import (
	"unicode"
	"unicode/utf8"

	"entente/internal/trees"
)

// source finds who says it, and who reports that.
func (c *clause) source() (source, reporter int) {
	t, v := c.t, c.v
	if s, by, ok := c.quotedAs(); ok {
		return s, by
	}
	if s := c.subject(); s >= 0 && s < v {
		if k := v - 1; k > 0 && t.Tokens[k].Form == "," {
			if n := c.beforeApposition(k); n >= 0 && n < s {
				s = n
			}
		}
		return s, -1
	}
	if s := c.near(); s >= 0 && c.sound(s) {
		return s, -1
	}
	if s := t.Subject(v); c.sound(s) && s < v {
		return s, -1 // a subject behind the cue that the order of the words does not bear out is that of what is said
	}
	return -1, -1
}

// subject is the verb's own subject in the tree, the nearest one where the parser gave several.
func (c *clause) subject() int {
	t, v := c.t, c.v
	best := -1
	if t.Kid(v, "aux:pass") >= 0 {
		return -1
	}
	for _, s := range t.Kids(v) {
		if r := t.Tokens[s].Rel; r != "nsubj" && (r != "nsubj:pass" || passive(t, v)) {
			continue
		}
		if c.timely(s) {
			continue
		}
		if w := t.Lemma(s); w == "who" || w == "which" || w == "that" {
			if n := c.near(); n > s {
				return n // which experts said
			}
			s = c.antecedent(s, t.Subject(v))
		}
		if c.sound(s) && (best < 0 || max(s-v, v-s) < max(best-v, v-best)) {
			best = s
		}
	}
	return best
}

// This file reads cues by the order of the words where the tree does not help: parsers are at their weakest where
// quotation marks, cues and inverted subjects meet.

// near finds the source beside a verb: the noun right before it, over adverbs and a relative clause or apposition in
// commas, or after it where punctuation or a quotation mark stands before it.
func (c *clause) near() int {
	t, v := c.t, c.v
	if passive(t, v) || t.Tokens[v].XPOS == "VBG" || t.Tokens[v].XPOS == "VB" {
		return -1
	}
	k := v - 1
	for k >= 0 && (t.Tokens[k].UPOS == "ADV" || t.Tokens[k].UPOS == "AUX") {
		k--
	}
	k = overBrackets(t, c.overTime(k))
	if named(t, k) || c.mentioned(k) || k == 0 && c.atStart() {
		return c.nameHead(k)
	}
	if k >= 0 && t.Tokens[k].Form == "," {
		if s := c.beforeApposition(k); s >= 0 {
			return s
		}
	}
	if k < 0 || t.Tokens[k].UPOS == "PUNCT" {
		return c.behind()
	}
	return -1
}

// atStart reports whether the sentence opens with a capitalised word right before a finite verb of saying: then the word is a
// name, whatever its tag.
func (c *clause) atStart() bool {
	if x := c.t.Tokens[c.v].XPOS; c.rows["aside"] == (Frame{}) || x != "VBD" && x != "VBZ" && x != "VBN" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(c.t.Tokens[0].Form)
	switch c.t.Tokens[0].UPOS {
	case "INTJ", "X", "VERB", "ADJ", "NOUN", "PROPN":
		return unicode.IsUpper(first)
	}
	return false
}

// antecedent is whom a relative pronoun stands for: what the tree says, or the name right before the comma where that cannot
// speak ("an angry response from Tehran, which said").
func (c *clause) antecedent(pronoun, n int) int {
	k := pronoun - 2
	if n < 0 || k < 0 || c.t.Tokens[k+1].Form != "," || c.t.Tokens[k].UPOS != "PROPN" || c.t.Tokens[n].UPOS != "NOUN" {
		return n
	}
	if kind := c.r.Tables.Sources[c.t.Lemma(n)]; kind == "" && !agentive(c.t.Lemma(n)) || kind == "none" {
		return c.nameHead(k)
	}
	return n
}

// timely reports whether a word is a day or a stretch of time.
func (c *clause) timely(k int) bool {
	l := c.t.Lemma(k)
	return c.r.Tables.Is("day", l) || c.r.Tables.Is("time", l)
}

// mentioned reports whether a word belongs to a mention of somebody who can speak, whatever its tag.
func (c *clause) mentioned(k int) bool {
	if k < 0 {
		return false
	}
	for _, n := range c.r.mentions[c.i] {
		if m := &c.r.Analysis.Mentions[n]; m.Kind != "place" && m.Span().Contains(c.t.Tokens[k].Span) && m.Head == k {
			return true
		}
	}
	return false
}

// overTime steps back over "on Tuesday", "last week", "this morning" between a source and its verb.
func (c *clause) overTime(k int) int {
	t := c.t
	if k < 1 || !c.timely(k) {
		return k
	}
	j := k - 1
	for j >= 0 && (c.timely(j) || t.Tokens[j].UPOS == "DET" || t.Tokens[j].UPOS == "ADJ" || t.Tokens[j].UPOS == "ADV" || t.Tokens[j].UPOS == "NUM") {
		j--
	}
	if j >= 0 && t.Tokens[j].UPOS == "ADP" {
		j--
	}
	return j
}

// beforeApposition is the noun before a stretch in commas that ends at k: a relative clause, or words without a finite verb.
// Where the stretch is a clause of its own the comma is one that ends a quotation.
func (c *clause) beforeApposition(k int) int {
	t := c.t
	finite := false
	for j := k - 1; j > 0 && j > k-30; j-- {
		switch w := t.Tokens[j]; {
		case isMark(w.Form):
			return -1
		case w.Form == ",":
			j0 := overBrackets(t, j-1)
			relative := t.Tokens[j+1].XPOS == "WP" || t.Tokens[j+1].XPOS == "WDT"
			if named(t, j0) && (relative || !finite) {
				return c.nameHead(j0)
			}
			if finite {
				return -1
			}
		case w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP" || w.XPOS == "MD":
			finite = true
		}
	}
	return -1
}

// overBrackets steps back over "(R-Utah)".
func overBrackets(t *trees.Tree, k int) int {
	if k < 0 || t.Tokens[k].Form != ")" && t.Tokens[k].Form != "]" {
		return k
	}
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if f := t.Tokens[j].Form; f == "(" || f == "[" {
			return j - 1
		}
	}
	return k
}

// behind is the source after the verb: the last noun of the run of nouns that begins there.
func (c *clause) behind() int {
	t := c.t
	head := -1
	for k := c.v + 1; k < len(t.Tokens) && k < c.v+12; k++ {
		switch w := t.Tokens[k]; w.UPOS {
		case "NOUN", "PROPN", "PRON":
			head = k
			if w.UPOS == "PRON" && w.XPOS != "PRP$" {
				return head
			}
		case "DET", "ADJ", "NUM":
		case "PART":
			if w.XPOS != "POS" {
				return c.nameHead(head)
			}
		case "AUX", "VERB":
			if x := w.XPOS; x == "VBD" || x == "VBZ" || x == "VBP" || x == "MD" {
				return -1 // the subject of what is said
			}
			return c.nameHead(head)
		default:
			if w.Form != "-" && w.Form != "." || head < 0 {
				return c.nameHead(head)
			}
			if w.Form == "." && (k+1 == len(t.Tokens) || t.Tokens[k+1].UPOS != "PROPN") {
				return c.nameHead(head)
			}
		}
	}
	return c.nameHead(head)
}

// nameHead goes from the last word of a name to the word that the parser made its head.
func (c *clause) nameHead(k int) int {
	t := c.t
	for n := 0; k >= 0 && n < 6; n++ {
		h := t.Head(k)
		if r := t.Rel(k); h < 0 || h == c.v || !beside(t, k, h) || r != "flat" && r != "compound" || h > k && r == "flat" {
			break
		}
		k = h
	}
	return k
}

// named reports whether a word can end the name of a source.
func named(t *trees.Tree, k int) bool {
	if k < 0 {
		return false
	}
	switch w := t.Tokens[k]; w.UPOS {
	case "NOUN", "PROPN":
		return true
	case "PRON":
		return w.XPOS == "PRP"
	case "ADJ":
		return k > 0 && t.Tokens[k-1].UPOS == "DET"
	}
	return false
}

// quotedAs reads "Reuters quoted the minister as saying" and "the minister was quoted by Reuters as saying": the source, and
// who reports it, -1 for nobody.
func (c *clause) quotedAs() (source, reporter int, ok bool) {
	t, v := c.t, c.v
	if v < 3 || lower(t.Tokens[v-1].Form) != "as" || t.Tokens[v].XPOS != "VBG" {
		return -1, -1, false
	}
	q := -1
	for k := v - 2; k >= 0 && k > v-16 && q < 0; k-- {
		switch lower(t.Tokens[k].Form) {
		case "quoted", "quotes", "quoting", "cited", "cites", "citing", "reported":
			q = k
		}
	}
	if q < 0 {
		return -1, -1, false
	}
	c.lead = q
	before := (&clause{r: c.r, t: t, i: c.i, v: q, lead: q}).left()
	if !passive(t, q) {
		for k := v - 2; k > q; k-- {
			if named(t, k) {
				return c.nameHead(k), before, true
			}
		}
		return -1, -1, false
	}
	for k := q + 1; k < v-1; k++ {
		if t.Tokens[k].Form == "by" {
			reporter = c.nameHead(v - 2)
			return before, reporter, before >= 0
		}
	}
	return before, -1, before >= 0
}

// left is the noun right before the verb's auxiliaries and adverbs.
func (c *clause) left() int {
	k := c.v - 1
	for k >= 0 && (c.t.Tokens[k].UPOS == "ADV" || c.t.Tokens[k].UPOS == "AUX") {
		k--
	}
	if k = overBrackets(c.t, k); named(c.t, k) {
		return c.nameHead(k)
	}
	return -1
}

// sound reports whether a source that the tree gave can be right: no verb, and no edge of a quotation between it and the cue.
func (c *clause) sound(s int) bool {
	if s < 0 || c.t.Tokens[s].UPOS == "VERB" && !(s == 0 && c.v == 1 && c.atStart()) && !c.mentioned(s) || c.t.Tokens[s].UPOS == "PUNCT" {
		return false
	}
	marks := 0
	for k := min(s, c.v); k < max(s, c.v); k++ {
		if isMark(c.t.Tokens[k].Form) {
			marks++
		}
	}
	return marks%2 == 0 && c.r.InQuote(c.t.Tokens[s].Start) == c.r.InQuote(c.t.Tokens[c.v].Start)
}
