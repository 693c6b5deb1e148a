package events

import "entente/internal/trees"

// governs reports whether a date that stands in another clause is that of an event told in the plain past: at the head of the sentence for
// what follows a semicolon, before "when" for what that tells, on a letter for what it says.
func (d *reading) governs(e *coded, k int, usable []int) bool {
	if e.status != trees.Happened || e.mood.Finite < 0 || e.mood.Perfect || !e.s.Tree.Verb(e.Anchor) || e.s.Tree.Pluperfect(e.mood.Finite) {
		return false
	}
	w := e.s.Tree.HeadOf(*d.A.Dates[k].Span)
	return w >= 0 && w < e.Anchor && (len(usable) == 1 && e.s.opened(w, e.Anchor) || e.s.whenever(w, e.Anchor) || e.s.wrote(w, e.Anchor))
}

// opened reports whether a date opens the sentence and verb v is that of a clause behind a semicolon: "In 2017 a minister was killed; Oslo
// expelled the envoy, and Bergen closed its embassy".
func (s *scan) opened(w, v int) bool {
	t := s.Tree
	root := t.Head(w)
	if root < 0 || w > root || t.Head(root) >= 0 || w > 4 || t.Rel(w) != "obl" && t.Rel(w) != "advmod" || t.Verb(root) && !t.Past(root) && !t.Pluperfect(root) {
		return false
	}
	for n := 0; n < 5 && t.Rel(v) == "conj" && t.Head(v) != root; n++ {
		v = t.Head(v)
	}
	if t.Head(v) != root || t.Rel(v) != "conj" && t.Rel(v) != "parataxis" {
		return false
	}
	for i := root + 1; i < v; i++ {
		if t.Tokens[i].Form == ";" {
			return true
		}
	}
	return false
}

// whenever reports whether a date stands right before the clause of verb v with "when", on the verb above that: "in May 2024, when the
// minister visited Oslo".
func (s *scan) whenever(w, v int) bool {
	t := s.Tree
	for n := 0; n < 3 && t.Rel(v) == "conj" && t.Kid(v, "nsubj") < 0; n++ {
		v = t.Head(v)
	}
	if r := t.Rel(v); r != "advcl" && r != "acl:relcl" && r != "acl" {
		return false
	}
	when := -1
	for _, i := range t.Kids(v) {
		if i < v && t.Lemma(i) == "when" {
			when = i
		}
	}
	if when < 2 || !t.Under(w, t.Head(v)) && t.Head(v) != w {
		return false
	}
	last := when - 1
	if t.Tokens[last].Form == "," {
		last--
	}
	return t.Under(last, w)
}

// wrote reports whether verb v tells what a letter says, "in which it rejected", and the date is that of the letter or of sending it.
func (s *scan) wrote(w, v int) bool {
	t := s.Tree
	for n := 0; n < 3 && t.Rel(v) == "conj" && t.Kid(v, "nsubj") < 0; n++ {
		v = t.Head(v)
	}
	if t.Rel(v) != "acl" {
		return false
	}
	n, in := t.Head(v), false
	for _, i := range t.Kids(v) {
		in = in || i < v && t.Lemma(i) == "which" && t.Case(i) == "in"
	}
	for k := 0; k < 3 && n >= 0 && !letters[t.Lemma(n)] && t.Rel(n) == "nmod"; k++ {
		n = t.Head(n) // "a letter to the Council in which"
	}
	if n < 0 || !in || !letters[t.Lemma(n)] {
		return false
	}
	for k := 0; k < 3 && t.Rel(w) == "nmod" && t.Head(w) != n; k++ {
		w = t.Head(w)
	}
	return t.Head(w) == n || t.Head(w) == t.Head(n) && t.Verb(t.Head(n)) && w > t.Head(n)
}

// letters are what is written or said on one day.
var letters = map[string]bool{"letter": true, "statement": true, "note": true, "message": true, "speech": true, "address": true, "communique": true, "communiqué": true,
	"telegram": true, "declaration": true, "memorandum": true, "interview": true, "cable": true, "notice": true, "reply": true, "resolution": true, "decree": true, "decision": true}
