package mend

import "entente"

// naming: "called the inspections an act of aggression": what something is called hangs on the verb, not on the thing. It returns the
// verb that names thing i's head so, -1 where none does.
func naming(tokens []entente.Token, i int) int {
	w := &tokens[i]
	r := Base(w.Rel)
	if r != "appos" && r != "nmod" || w.UPOS != "NOUN" || w.Head < 1 || w.Head > i || cased(tokens, i) {
		return -1
	}
	o := &tokens[w.Head]
	if o.Rel != "obj" || o.Head < 0 || o.Head > w.Head || tokens[o.Head].UPOS != "VERB" || !calling[tokens[o.Head].Lemma] {
		return -1
	}
	article := false
	for k := w.Head + 1; k < i; k++ {
		if tokens[k].Form == "," || tokens[k].Form == "(" || tokens[k].UPOS == "VERB" { // "called his rival, a banker"
			return -1
		}
		article = article || tokens[k].Head == i && (tokens[k].Lemma == "a" || tokens[k].Lemma == "an" || tokens[k].Lemma == "the")
	}
	if !article || kid(tokens, o.Head, "xcomp") >= 0 {
		return -1
	}
	return o.Head
}

// calling are verbs that say what something is called.
var calling = set("call brand label deem dub term declare pronounce proclaim")

// bidden: "called on the parties to agree": what somebody is called on to do hangs on the call, not on him. It returns the verb, -1
// where nobody is called on.
func bidden(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "acl" || w.XPOS != "VB" || w.Head < 1 || w.Head > i {
		return -1
	}
	p := &tokens[w.Head]
	if p.Rel != "obl" || p.Head < 0 || p.Head > w.Head || tokens[p.Head].UPOS != "VERB" || kid(tokens, i, "nsubj") >= 0 || kid(tokens, p.Head, "obj") >= 0 {
		return -1
	}
	to, c := kid(tokens, i, "mark"), kid(tokens, w.Head, "case")
	if to < 0 || tokens[to].Lemma != "to" || c < 0 {
		return -1
	}
	switch v := tokens[p.Head].Lemma + " " + tokens[c].Lemma; v {
	case "call on", "call upon", "appeal to", "prevail on", "prevail upon", "plead with", "lean on":
		return p.Head
	}
	return -1
}

// counted: "a tour of three Baltic states", taken for something that states: a name that is counted is no subject of one. It makes a
// noun of the verb, which hangs on the noun before its preposition.
func counted(tokens []entente.Token, i int, own func() []entente.Token) {
	if w := &tokens[i]; w.Form != "states" || w.UPOS != "VERB" || w.Head < 0 || w.Head > i || i == 0 || tokens[i-1].Head != i || tokens[i-1].Rel != "nsubj" || kid(tokens, i-1, "nummod") < 0 {
		return
	}
	c := kid(tokens, kid(tokens, i-1, "nummod"), "case")
	if c < 0 {
		c = kid(tokens, i, "mark")
	}
	if c < 0 {
		c = kid(tokens, i-1, "case")
	}
	if c < 1 {
		return
	}
	out := own()
	out[i].UPOS, out[i].XPOS, out[i].Rel = "NOUN", "NNS", "obl"
	if out[c-1].UPOS == "NOUN" {
		out[i].Head, out[i].Rel = c-1, "nmod"
	}
	out[i-1].Rel = "compound"
	for k := range out {
		if t := &out[k]; k == c || t.Head == i-1 && t.Rel == "nummod" {
			t.Head = i
		}
	}
	out[c].Rel = "case"
}
