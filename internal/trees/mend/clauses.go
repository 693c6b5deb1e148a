package mend

import "entente"

// another: "Oslo expelled the envoy, and Bergen barred eleven Danes": a name that "and" seems to join to a verb begins a clause of its own
// with the verb right behind it, which has an object.
func another(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i < 2 || i+2 >= len(tokens) || w.UPOS != "PROPN" || w.Rel != "conj" || w.Head < 0 || w.Head >= i-1 || tokens[w.Head].UPOS != "VERB" || tokens[i-1].Lemma != "and" && tokens[i-1].Lemma != "but" || tokens[i-2].Form != "," {
		return false
	}
	v := &tokens[i+1]
	return v.UPOS == "VERB" && (v.XPOS == "VBN" || v.XPOS == "VBD") && kid(tokens, i+1, "obj") > i &&
		(v.Head == i && v.Rel == "acl" || v.Head == w.Head && v.Rel == "conj")
}

// bound: "protested against the extradition of two citizens to Oslo": where somebody is handed over to belongs to the handing over, not to
// the verb above it. It returns that noun, -1 for none.
func bound(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "obl" || w.UPOS != "PROPN" || w.Head < 0 || w.Head >= i || tokens[w.Head].UPOS != "VERB" {
		return -1
	}
	c := kid(tokens, i, "case")
	if c < 0 || tokens[c].Lemma != "to" {
		return -1
	}
	for k := c - 1; k > w.Head; k-- {
		if t := &tokens[k]; t.Head == w.Head {
			if (Base(t.Rel) == "obj" || Base(t.Rel) == "obl") && (k == c-1 || of(tokens, k)) && transfers[t.Lemma] {
				return k
			}
			return -1
		}
	}
	return -1
}

// of reports whether a noun has a phrase with "of" behind it.
func of(tokens []entente.Token, n int) bool {
	for k := n + 1; k < len(tokens); k++ {
		if tokens[k].Head == n && Base(tokens[k].Rel) == "nmod" {
			if c := kid(tokens, k, "case"); c >= 0 && tokens[c].Lemma == "of" {
				return true
			}
		}
	}
	return false
}

// transfers are nouns for bringing somebody or something to another place.
var transfers = set("extradition deportation handover repatriation rendition transfer surrender expulsion removal relocation")

// Transfer reports whether a noun is one for bringing somebody to another place: "extradition".
func Transfer(lemma string) bool { return transfers[lemma] }
