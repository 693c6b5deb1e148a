package mend

import "entente"

// intending: "welcomed the decision of Oslo to reopen": the infinitive right behind a noun that speaks of a will or of words says what
// it is about; it hangs on the noun, not on the verb above. It returns the noun, -1 for none.
func intending(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.UPOS != "VERB" && w.UPOS != "AUX" || w.XPOS != "VB" || w.Rel != "advcl" && w.Rel != "xcomp" || w.Head < 0 || tokens[w.Head].UPOS != "VERB" {
		return -1
	}
	to := i - 1
	for to >= 0 && !(tokens[to].Head == i && tokens[to].Rel == "mark" && tokens[to].Lemma == "to") {
		if to--; to < i-4 {
			return -1
		}
	}
	if to < 2 {
		return -1
	}
	end := to - 1
	if tokens[end].Lemma == "not" {
		end--
	}
	for n, k := end, 0; n >= 0 && k < 6; n, k = tokens[n].Head, k+1 {
		t := &tokens[n]
		if t.Head == w.Head {
			r := Base(t.Rel)
			if t.UPOS == "NOUN" && contents[t.Lemma] && (r == "nsubj" || r == "obj" || r == "obl") && n < i && !(w.Rel == "xcomp" && r == "obj" && n == end && !determined(tokens, n)) {
				return n
			}
			return -1
		}
	}
	return -1
}

// determined reports whether a noun has an article or an owner.
func determined(tokens []entente.Token, n int) bool {
	for k := range n {
		if tokens[k].Head == n && (tokens[k].Rel == "det" || tokens[k].Rel == "nmod:poss" || tokens[k].Rel == "amod") {
			return true
		}
	}
	return false
}

// contents are nouns whose infinitive says what is willed, asked, promised or refused.
var contents = set(`decision refusal plan offer promise pledge threat vow intention attempt bid proposal willingness readiness failure call appeal request
 demand commitment desire reluctance determination undertaking resolve unwillingness inability invitation agreement`)

// strayed: "follows with concern the operations": a noun in a phrase has no object; it is the verb's. It returns the verb, -1 where
// nothing strayed.
func strayed(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "obj" || w.Head < 0 || w.Head >= i || tokens[w.Head].UPOS != "NOUN" || tokens[w.Head].Rel != "obl" {
		return -1
	}
	v := tokens[w.Head].Head
	if v < 0 || v > w.Head || tokens[v].UPOS != "VERB" {
		return -1
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == v && (t.Rel == "obj" || t.Rel == "ccomp" || t.Rel == "xcomp" || t.Rel == "nsubj:pass") {
			return -1
		}
	}
	return v
}
