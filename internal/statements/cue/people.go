package cue

import (
	"strings"

	"entente"
	"entente/internal/trees"
)

// person reports whether a noun names people: "two of the ministers".
func (r *Text) person(t *trees.Tree, n int) bool {
	kind := r.Tables.Sources[t.Lemma(n)]
	return kind == "person" || kind == "group" || t.Tokens[n].UPOS == "PROPN"
}

// Speaks reports whether the head of a phrase can say anything: a person, body or document, a name, a pronoun that is no
// placeholder. Frames other than clauses and quotations ask for a kind that is known.
func (r *Text) Speaks(t *trees.Tree, i, n int, frame string) bool {
	if n < 0 {
		return false
	}
	strict := frame != "clause" && frame != "quote"
	w := t.Tokens[n]
	switch lemma := t.Lemma(n); {
	case w.UPOS == "PRON":
		switch strings.ToLower(w.Form) {
		case "it":
			return !strict && !t.Has(t.Head(n), "expl")
		case "this", "that", "these", "which", "what", "there", "something", "nothing", "everything", "anything":
			return false
		}
		return w.XPOS != "WDT"
	case w.UPOS == "PROPN":
		return !r.Tables.Is("day", lemma)
	case w.UPOS == "INTJ" || w.UPOS == "X" || w.UPOS == "VERB":
		return n == 0
	case w.UPOS == "NUM" || w.UPOS == "ADJ" || w.UPOS == "DET":
		kind := r.Tables.Sources[lemma]
		named := n > 0 && w.Form != lower(w.Form) || kind == "person" || kind == "body"
		return !strict || named || w.UPOS == "NUM" && t.Kid(n, "nmod") >= 0 && r.person(t, t.Kid(n, "nmod"))
	default:
		kind, known := r.Tables.Sources[lemma]
		if _, m := r.MentionAt(t, i, n); m != nil && m.Kind != "place" {
			return true
		}
		if !known {
			known = agentive(lemma)
			kind = "person"
		}
		return kind != "none" && (known || !strict)
	}
}

// agentive reports whether a noun has the form of one that names a person by what they do.
func agentive(lemma string) bool {
	for _, end := range [...]string{"man", "woman", "person", "ist", "ician", "ologist", "eer", "or", "ant", "crat"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
			return true
		}
	}
	return false
}

// MentionAt finds the mention that a phrase stands for: the one with the same head, else the one that covers the head, else
// a person in apposition or inside the phrase next to its head.
func (r *Text) MentionAt(t *trees.Tree, i, n int) (int, *entente.Mention) {
	best, rank := -1, 0
	head := t.Tokens[n].Span
	for _, k := range r.mentions[i] {
		m := &r.Analysis.Mentions[k]
		score := 0
		switch {
		case m.Head == n:
			score = 4
		case m.Span().Contains(head):
			score = 3
		case m.Kind == "person" && m.Head >= 0 && m.Head < len(t.Tokens) && t.Head(m.Head) == n && (t.Rel(m.Head) == "appos" || t.Rel(m.Head) == "flat"):
			score = 2
		}
		if m.Kind == "person" && m.Actor != "" && score > 0 && score < 4 {
			score++
		}
		if score > rank {
			best, rank = k, score
		}
	}
	if best < 0 {
		return -1, nil
	}
	return best, &r.Analysis.Mentions[best]
}

// NameSpan is the phrase of a head without what hangs loosely on it: relative clauses, appositions, what follows a comma.
func (r *Text) NameSpan(t *trees.Tree, n int) entente.Span {
	lo, hi := n, n
	for lo > 0 && (t.Tokens[lo-1].UPOS != "PUNCT" || t.Tokens[lo-1].XPOS == "HYPH") && (t.Tokens[lo-1].UPOS != "VERB" || t.Tokens[lo-1].XPOS == "VBN" && t.Rel(lo-1) != "acl") && (t.Under(lo-1, n) || t.Tokens[lo-1].UPOS == "DET" && t.Head(lo-1) > lo) {
		lo--
	}
	for hi+1 < len(t.Tokens) && t.Under(hi+1, n) {
		k := hi + 1
		if u := t.Tokens[k].UPOS; u == "PUNCT" && t.Tokens[k].Form != "-" || u == "VERB" || u == "AUX" || lower(t.Tokens[k].Form) == "as" {
			break
		}
		if h := t.Head(k); t.Tokens[k].UPOS == "ADP" && h >= 0 && (r.Tables.Is("day", t.Lemma(h)) || r.Tables.Is("time", t.Lemma(h))) {
			break
		}
		if rel := t.Tokens[k].Rel; t.Head(k) == n && (rel == "acl:relcl" || rel == "acl" || rel == "cc" || rel == "appos") || t.Tokens[k].XPOS == "WP" || t.Tokens[k].XPOS == "WDT" {
			break
		}
		hi = k
	}
	for lo < n && (t.Rel(lo) == "case" || t.Rel(lo) == "cc" || t.Rel(lo) == "mark" || t.Rel(lo) == "fixed" || t.Rel(lo) == "advmod" && t.Head(lo) == n) {
		lo++
	}
	return t.Tokens[lo].Span.Cover(t.Tokens[hi].Span)
}
