package mend

import (
	"strings"

	"entente"
)

// telling: "the lie that Oslo is arming Bergen": a clause with a subject and an object of its own says what the noun tells.
func telling(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Lemma == "that" && w.Rel == "mark" && w.UPOS == "SCONJ" && w.Head > i && tokens[w.Head].Rel == "acl:relcl" {
		return true
	}
	if w.Lemma != "that" || w.Rel != "obj" || w.Head <= i || tokens[w.Head].Rel != "acl:relcl" {
		return false
	}
	subject, object := false, false
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && k != i {
			subject = subject || strings.HasPrefix(t.Rel, "nsubj")
			object = object || t.Rel == "obj" && k > w.Head
		}
	}
	return subject && object
}

// owned: "denies US claims": two objects side by side, the second of them a plural that was read as a verb.
func owned(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "PROPN" || i+1 >= len(tokens) || w.Rel != "iobj" && w.Rel != "obj" {
		return false
	}
	o := &tokens[i+1]
	return o.Head == w.Head && o.Rel == "obj" && o.XPOS == "VBZ" && strings.HasSuffix(o.Form, "s")
}

// finite: "Chad and Niger resumed talks", where a finite verb hangs as an attribute on the name that opens the sentence.
func finite(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "VERB" || w.Rel != "amod" || w.Head < 0 || w.Head >= i {
		return false
	}
	h := &tokens[w.Head]
	if h.Head >= 0 || !name(h) {
		return false
	}
	if w.XPOS == "VBN" { // a participle behind its noun that has a noun behind it which nothing joins on
		for k := i + 1; k < len(tokens) && tokens[k].UPOS != "CCONJ" && tokens[k].UPOS != "ADP"; k++ {
			if t := &tokens[k]; t.Head == w.Head && t.Rel == "conj" {
				return true
			}
		}
	}
	return w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP"
}

// finiteRoot makes verb v the root: the name before it is its subject, the noun after it its object.
func finiteRoot(tokens []entente.Token, v int) {
	s := tokens[v].Head
	tokens[v].Head, tokens[v].Rel, tokens[s].Head, tokens[s].Rel = -1, "root", v, "nsubj"
	if tokens[v].XPOS == "VBN" {
		tokens[v].XPOS = "VBD"
	}
	object := false
	for k := range tokens {
		t := &tokens[k]
		if t.Head != s || k < v {
			continue
		}
		t.Head = v
		switch r := Base(t.Rel); {
		case (r == "conj" || r == "appos" || r == "list" || r == "dep") && (t.UPOS == "NOUN" || t.UPOS == "PROPN") && !object:
			t.Rel, object = "obj", true
		case r == "nmod":
			t.Rel = "obl"
		}
	}
}

// attribute: "the invasion of neighbouring Georgia": a participle that says where or which, right before what it was taken to have for
// an object.
func attribute(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "VERB" || w.Rel != "acl" || !attributive[w.Lemma] && !attributive[strings.ToLower(w.Form)] || i+1 >= len(tokens) {
		return false
	}
	o := &tokens[i+1]
	return o.Head == i && o.Rel == "obj" && o.UPOS == "PROPN"
}

var attributive = set("neighbour neighbor neighbouring neighboring surrounding adjoining bordering warring visiting")

// listed: "Norway, Ireland and Spain said": of two subjects before one verb the second goes on the list that the first begins. It
// returns the first, -1 where there is no such list.
func listed(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i > 1 && w.UPOS == "PROPN" && tokens[i-1].Form == "," && tokens[i-2].UPOS == "PROPN" && i+1 < len(tokens) {
		o := &tokens[i-2]
		if w.Rel == "nsubj" && o.Rel == "nsubj" && w.Head == o.Head && w.Head == i+1 || w.Rel == "appos" && w.Head == i-2 && o.Head < 0 && tokens[i+1].Lemma == "to" {
			return i - 2 // headlines: "Oslo, Bergen begin", "Oslo, Bergen to begin"
		}
	}
	if w.Rel != "nsubj" || w.UPOS != "PROPN" || w.Head <= i {
		return -1
	}
	last := false
	for k := i + 1; k < w.Head; k++ {
		last = last || tokens[k].Rel == "conj" && tokens[k].Head == i
	}
	if !last || i < 2 || tokens[i-1].UPOS != "PUNCT" {
		return -1
	}
	for k := i - 2; k >= 0; k-- {
		if t := &tokens[k]; t.Head == w.Head && t.Rel == "nsubj" && t.UPOS == "PROPN" {
			return k
		} else if t.UPOS == "VERB" || t.UPOS == "ADP" || t.UPOS == "SCONJ" {
			return -1
		}
	}
	return -1
}

// given: "gave Moldova 40 million euros": a name between a verb of giving and a number belongs to the verb.
func given(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i == 0 || i+1 >= len(tokens) || w.UPOS != "PROPN" || w.Head <= i || w.Rel != "compound" && w.Rel != "nmod" && w.Rel != "amod" {
		return false
	}
	v := &tokens[i-1]
	return v.UPOS == "VERB" && ditransitive[v.Lemma] && (tokens[i+1].UPOS == "NUM" || tokens[i+1].UPOS == "SYM")
}

// handed: "handed over 40 prisoners", which is no more than forty.
func handed(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return i > 0 && w.Lemma == "over" && w.Rel == "advmod" && w.Head > i && tokens[i-1].UPOS == "VERB" && (tokens[i-1].Lemma == "hand" || tokens[i-1].Lemma == "turn")
}

// stranded: "The minister's visit to Oslo drew criticism", where the noun heads the sentence and its phrase was taken for the subject:
// a subject has no preposition.
func stranded(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "nsubj" || w.UPOS != "PROPN" || w.Head <= i {
		return false
	}
	v := &tokens[w.Head]
	if v.Head < 0 || v.Head >= i || v.UPOS != "VERB" || v.XPOS != "VBD" && v.XPOS != "VBZ" && v.XPOS != "VBP" {
		return false
	}
	n := &tokens[v.Head]
	if n.UPOS != "NOUN" || n.Head >= 0 {
		return false
	}
	for k := v.Head + 1; k < i; k++ {
		if t := &tokens[k]; t.Head == i && t.Rel == "case" && t.UPOS == "ADP" {
			return true
		}
	}
	return false
}

// strand makes the verb above word i the root, the noun above that its subject, and word i a phrase of the noun.
func strand(tokens []entente.Token, i int) {
	v := tokens[i].Head
	n := tokens[v].Head
	for k := v + 1; k < len(tokens); k++ {
		if tokens[k].Head == n {
			tokens[k].Head = v
		}
	}
	tokens[v].Head, tokens[v].Rel = -1, "root"
	tokens[n].Head, tokens[n].Rel = v, "nsubj"
	tokens[i].Head, tokens[i].Rel = n, "nmod"
}

// infinitive: "urges Oslo to relent and to come to the table": an infinitive goes on the infinitive before it, not on the verb that
// governs both. It returns the one before, -1 for none.
func infinitive(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.UPOS != "VERB" || w.XPOS != "VB" || w.Rel != "conj" || w.Head < 0 || w.Head >= i || tokens[w.Head].XPOS == "VB" || !marked(tokens, i) {
		return -1
	}
	for k := i - 1; k > w.Head; k-- {
		if t := &tokens[k]; t.Head == w.Head && t.XPOS == "VB" && (t.Rel == "xcomp" || t.Rel == "advcl" || t.Rel == "ccomp") && marked(tokens, k) {
			return k
		}
	}
	return -1
}

// marked reports whether a verb has "to" before it.
func marked(tokens []entente.Token, v int) bool {
	for k := v - 1; k >= 0 && k > v-4; k-- {
		if t := &tokens[k]; t.Head == v && t.Lemma == "to" && t.Rel == "mark" {
			return true
		}
	}
	return false
}

// sequel: "it invaded a country that I have mentioned, and occupied part of it": what a comma and "and" join on to a relative clause in
// the past is told of the main clause. It returns the main verb, -1 for none.
func sequel(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if v := afterwards(tokens, i); v >= 0 {
		return v
	}
	if i < 3 || w.UPOS != "VERB" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Rel != "conj" || w.Head < 0 || w.Head >= i || tokens[w.Head].Rel != "acl:relcl" || tokens[w.Head].XPOS == w.XPOS && w.XPOS == "VBD" {
		return -1
	}
	if tokens[i-1].Form != "and" || tokens[i-2].Form != "," {
		return -1
	}
	for k, n := w.Head, 0; k >= 0 && k < len(tokens) && n < 20; k, n = tokens[k].Head, n+1 {
		if t := &tokens[k]; k != w.Head && t.UPOS == "VERB" && t.XPOS == "VBD" && t.Head < 0 {
			return k
		}
	}
	return -1
}

// afterwards: "have said that an attack would be answered, and sent jets": a past that a comma and "and" join on to what would be is
// told of those who said so. It returns the verb of saying, -1 for none.
func afterwards(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i < 3 || w.UPOS != "VERB" || w.XPOS != "VBD" || w.Rel != "conj" || w.Head < 0 || w.Head >= i || tokens[i-1].Form != "and" || tokens[i-2].Form != "," || tokens[w.Head].Rel != "ccomp" {
		return -1
	}
	v, modal := tokens[w.Head].Head, false
	for k := range tokens {
		t := &tokens[k]
		if t.Head == i && (strings.HasPrefix(t.Rel, "nsubj") || strings.HasPrefix(t.Rel, "aux")) {
			return -1
		}
		modal = modal || t.Head == w.Head && t.Rel == "aux" && t.XPOS == "MD"
	}
	if !modal || v < 0 || v >= w.Head || tokens[v].UPOS != "VERB" || tokens[v].XPOS != "VBD" && tokens[v].XPOS != "VBN" {
		return -1
	}
	return v
}

// concord: "We note that Oslo has met the conditions and is willing to": a singular is not joined to "we note" but to what Oslo does. It
// returns the verb of the clause, -1 for none.
func concord(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "conj" || w.Head < 0 || w.Head >= i || w.UPOS != "VERB" && w.UPOS != "ADJ" && w.UPOS != "NOUN" {
		return -1
	}
	singular, plural, clause := w.XPOS == "VBZ", false, -1
	for k := range tokens[:i+1] {
		t := &tokens[k]
		switch {
		case t.Head == i && strings.HasPrefix(t.Rel, "nsubj"):
			return -1
		case t.Head == i && (t.Rel == "aux" || t.Rel == "aux:pass" || t.Rel == "cop"):
			singular = singular || t.Form == "is" || t.Form == "has" || t.Form == "was" || t.Form == "does"
		case t.Head == w.Head && t.Rel == "nsubj":
			plural = t.Lemma == "we" || t.Lemma == "they" || t.Lemma == "you"
		case t.Head == w.Head && t.Rel == "ccomp":
			clause = k
		}
	}
	if !singular || !plural || clause < 0 {
		return -1
	}
	for k := range tokens[:clause] {
		if t := &tokens[k]; t.Head == clause && strings.HasPrefix(t.Rel, "nsubj") && t.Lemma != "we" && t.Lemma != "they" && t.Lemma != "you" && t.XPOS != "NNS" {
			return clause
		}
	}
	return -1
}

// resumed: "I thank Oslo for supporting us and appeal to Bergen", "(have) ordered the envoy to leave and closed the embassy": a finite verb is
// not joined to a gerund or an infinitive but to the finite verb above. It returns that, -1 for none.
func resumed(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.UPOS != "VERB" || w.Rel != "conj" || w.Head < 0 || w.Head >= i {
		return -1
	}
	h := &tokens[w.Head]
	past := w.XPOS == "VBD" || w.XPOS == "VBN" && kid(tokens, i, "obj") > i
	if !(h.XPOS == "VBG" && (w.XPOS == "VBP" || w.XPOS == "VBZ") || h.XPOS == "VB" && past && marked(tokens, w.Head)) {
		return -1
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == i && (strings.HasPrefix(t.Rel, "nsubj") || strings.HasPrefix(t.Rel, "aux")) || t.Head == w.Head && t.Rel == "aux" {
			return -1
		}
	}
	for k, n := h.Head, 0; k >= 0 && k < w.Head && n < 10; k, n = tokens[k].Head, n+1 {
		if t := &tokens[k]; t.UPOS == "VERB" && (!past && (t.XPOS == "VBP" || t.XPOS == "VBZ") || past && (t.XPOS == "VBD" || t.XPOS == "VBN" && kid(tokens, k, "aux") >= 0)) {
			return k
		}
	}
	return -1
}

// perfect reports whether a participle has "have" before it.
func perfect(tokens []entente.Token, v int) bool {
	k := kid(tokens, v, "aux")
	return k >= 0 && k < v && tokens[k].Lemma == "have"
}
