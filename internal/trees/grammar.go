package trees

import "entente/internal/trees/mend"

// Passive reports whether a verb is passive: "was seized", "the ship seized by", "seized in 1990, the ship ...".
func (t *Tree) Passive(v int) bool {
	if v < 0 {
		return false
	}
	if t.Kid(v, "aux:pass") >= 0 || t.Kid(v, "nsubj:pass") >= 0 || t.Kid(v, "csubj:pass") >= 0 {
		return true
	}
	w := t.Tokens[v]
	if t.bereft(v) || w.Lemma == "blame" && w.XPOS == "VB" && t.Has(v, "mark", "to") && t.Kid(v, "obj") < 0 && t.Kid(v, "aux:pass", "aux", "cop") >= 0 { // "is to blame"
		return true
	}
	if w.XPOS == "VBD" && t.joined(v) {
		return true
	}
	if !participle(w.XPOS, w.Feats) || t.Kid(v, "aux") >= 0 {
		return false
	}
	if t.Kid(v, "nsubj") >= 0 {
		return false
	}
	switch t.Rel(v) {
	case "acl": // with an object of its own it is a finite verb taken for a participle: "the countries established ties"
		return t.Kid(v, "obj") < 0 || t.Kid(v, "obl:agent") >= 0
	case "amod":
		return true
	case "advcl", "dep", "root", "parataxis":
		return t.Kid(v, "obj") < 0
	case "conj":
		return t.Kid(v, "obj") < 0 && t.Passive(t.Head(v))
	case "xcomp":
		return t.Kid(v, "mark") < 0 && t.Kid(v, "obj") < 0
	}
	return false
}

// joined reports whether a verb read as a past goes on with a passive: "was backed by Oslo but turned down by Bergen".
func (t *Tree) joined(v int) bool {
	if t.Rel(v) != "conj" || t.Kid(v, "nsubj", "obj", "ccomp", "xcomp") >= 0 || t.Kid(v, "aux") >= 0 {
		return false
	}
	for _, k := range t.Kids(v) {
		if t.Rel(k) == "obl" && t.Case(k) == "by" && !number(t, k) {
			return t.Passive(t.Head(v))
		}
	}
	return false
}

// bereft reports whether a past form lacks the object that its verb cannot do without: headlines and cables leave out the
// auxiliary of a passive ("Two soldiers killed in clash.").
func (t *Tree) bereft(v int) bool {
	w := &t.Tokens[v]
	if w.XPOS != "VBD" && w.XPOS != "VBN" || !needy[w.Lemma] && !needy[w.Lemma+"_"+t.Lemma(t.Kid(v, "compound:prt"))] || t.Kid(v, "aux") >= 0 {
		return false
	}
	for _, r := range [4]string{"obj", "iobj", "ccomp", "xcomp"} {
		if t.Kid(v, r) >= 0 {
			return false
		}
	}
	for _, k := range t.Kids(v) { // the object of what is joined: "arrested or killed two commanders"
		if t.Rel(k) == "conj" && t.Kid(k, "obj") >= 0 {
			return false
		}
	}
	return t.Kid(v, "nsubj") >= 0 || t.Rel(v) == "conj" && t.bereft(t.Head(v))
}

// needy are verbs that are not used without their object.
var needy = set(`kill wound injure detain arrest shoot_down destroy damage jail imprison sentence deport expel kidnap abduct seize free release rescue
 evacuate execute assassinate behead extradite indict convict acquit sanction blacklist oust overthrow topple sack`)

func participle(xpos, feats string) bool { return xpos == "VBN" }

// Agents are the by-phrases of a passive verb.
func (t *Tree) Agents(v int) []int {
	var out []int
	for _, k := range t.Kids(v) {
		if t.Tokens[k].Rel == "obl:agent" || t.Rel(k) == "obl" && t.Case(k) == "by" && !number(t, k) {
			out = append(out, k)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, k := range t.Kids(v) { // attached too low: "imposed on Myanmar by Washington", "was granted a credit of ten million by the bank"
		if t.Rel(k) == "advcl" && k > v && t.Has(k, "mark", "from") { // "was banned from worshipping by the ministry"
			for _, w := range append([]int{k}, t.Kids(k)...) {
				out = append(out, t.Phrases(w, "by")...)
			}
		}
		if (t.Rel(k) == "obl" || t.Rel(k) == "obj") && k > v {
			if out = append(out, t.Phrases(k, "by")...); len(out) == 0 {
				for _, n := range t.Kids(k) {
					if t.Rel(n) == "nmod" && n > k {
						out = append(out, t.Phrases(n, "by")...)
					}
				}
			}
		}
	}
	return out
}

// number keeps "by 2030" and "by 5 percent" from being agents.
func number(t *Tree, i int) bool {
	return t.Tokens[i].UPOS == "NUM" || t.Kid(i, "nummod") >= 0 && t.Tokens[i].UPOS == "SYM"
}

// Case is the preposition of a phrase in lower case, "" for none; of several words ("because of") joined by "_".
func (t *Tree) Case(i int) string {
	for _, k := range t.Kids(i) {
		if t.Rel(k) != "case" || t.Tokens[k].UPOS == "PART" {
			continue
		}
		c := t.Lemma(k)
		for _, f := range t.Kids(k) {
			if t.Rel(f) == "fixed" {
				c += "_" + t.Lemma(f)
			}
		}
		return c
	}
	return ""
}

// Relative is what a relative pronoun in a phrase or before its noun stands for: "with which it signed", "whose king visited"; -1 where a
// word is none.
func (t *Tree) Relative(i int) int {
	switch t.Lemma(i) {
	case "which", "who", "whom", "whose":
	default:
		return -1
	}
	if r := t.Rel(i); r == "nsubj" || r == "obj" {
		return -1 // antecedent and antecedentObject know of these
	}
	for v, n := i, 0; v >= 0 && n < maxSteps; n++ {
		if t.Tokens[v].Rel == "acl:relcl" {
			if h := t.Head(v); h < i {
				return h
			}
			return -1
		}
		v = t.Head(v)
	}
	return -1
}

// quantified reports whether a word is "both" or "all" of "both of which", "all of whom".
func (t *Tree) quantified(i int) bool {
	switch t.Lemma(i) {
	case "both", "all", "each", "neither", "none":
	default:
		return false
	}
	for _, k := range t.Phrases(i, "of") {
		if x := t.Tokens[k].XPOS; x == "WDT" || x == "WP" {
			return true
		}
	}
	return false
}

// Object is what the act of a verb falls on: the subject of a passive, an object shared with a coordinated verb, the
// antecedent of a relative clause without an object.
func (t *Tree) Object(v int) int {
	if v < 0 {
		return -1
	}
	if t.Passive(v) {
		if o := t.Kid(v, "obj"); o >= 0 && o > v && mend.Ditransitive(t.Lemma(v)) { // "was granted asylum"
			return o
		}
		return t.surface(v)
	}
	if o := t.Kid(v, "obj"); o >= 0 {
		return t.antecedentObject(o, v)
	}
	if o := t.Kid(v, "iobj"); o >= 0 && t.Kid(v, "xcomp") >= 0 { // "urged Spain to", where Spain was taken for a receiver
		return o
	}
	if t.Tokens[v].Rel == "acl:relcl" && t.Kid(v, "nsubj") >= 0 && t.Kid(v, "ccomp") < 0 {
		if s := t.Kid(v, "nsubj"); t.antecedent(s, v) == s {
			return t.Head(v)
		}
	}
	if o := t.shared(v); o >= 0 {
		return o
	}
	for _, k := range t.Kids(v) { // a bare phrase right of the verb that was not seen as its object: "released five Americans"
		if t.Tokens[k].Rel == "obl" && k > v && t.Case(k) == "" && t.Noun(k) && k-v < 5 && t.Kid(v, "ccomp", "xcomp") < 0 {
			return k
		}
	}
	return -1
}

// Receiver is who gets what a passive gives: "the minister" of "the minister was granted asylum"; -1 for none.
func (t *Tree) Receiver(v int) int {
	if t.Passive(v) && mend.Ditransitive(t.Lemma(v)) && t.Kid(v, "obj") > v {
		return t.surface(v)
	}
	return -1
}

func (t *Tree) antecedentObject(o, v int) int {
	if x := t.Tokens[o].XPOS; (x == "WDT" || x == "WP") && t.Tokens[v].Rel == "acl:relcl" {
		if b := t.before(o); b >= 0 && t.Lemma(o) == "whom" && t.Tokens[b].UPOS == "PROPN" { // hung on a thing: "tensions with Oslo, whom it accused"
			return b
		}
		return t.Head(v)
	}
	return o
}

// shared finds the object that two coordinated verbs have in common: "condemned and rejected the plan".
func (t *Tree) shared(v int) int {
	bare := func(w int) bool { return t.Kid(w, "obl") < 0 && t.Kid(w, "ccomp") < 0 && t.Kid(w, "xcomp") < 0 }
	if !bare(v) {
		return -1
	}
	for _, c := range t.Kids(v) {
		if t.Rel(c) == "conj" && t.Verb(c) && t.Kid(c, "nsubj") < 0 && adjacent(t, v, c) {
			return t.Kid(c, "obj")
		}
	}
	return -1
}

// adjacent reports whether nothing but conjunctions, adverbs and auxiliaries stands between two verbs.
func adjacent(t *Tree, v, c int) bool {
	for i := v + 1; i < c; i++ {
		switch t.Tokens[i].UPOS {
		case "CCONJ", "ADV", "AUX", "PUNCT":
		default:
			return false
		}
	}
	return true
}

// Phrases are the prepositional phrases of a word with that preposition.
func (t *Tree) Phrases(i int, prep string) []int {
	var out []int
	for _, k := range t.Kids(i) {
		switch t.Rel(k) {
		case "obl", "nmod", "obj", "xcomp", "advcl", "acl":
			if t.Tokens[k].Rel != "nmod:poss" && t.Case(k) == prep {
				out = append(out, k)
			}
		}
	}
	return out
}
