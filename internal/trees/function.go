package trees

import (
	"slices"

	"entente/internal/trees/mend"
)

// Function gives the words that stand in a function to word i; docs/patterns.md lists the functions. For a noun with a
// light verb, anchor is that verb: its subject and its phrases are the noun's, too.
func (t *Tree) Function(i, anchor int, fn string) []int {
	switch fn {
	case "subj":
		return t.doer(i, anchor)
	case "obj":
		if t.Noun(i) && t.Kid(i, "aux:pass") < 0 {
			return nil
		}
		out := some(t.Object(i))
		if len(out) == 0 && t.Verb(i) { // "warned Oslo that"
			out = some(t.Kid(i, "iobj"))
		}
		for _, k := range t.Kids(i) { // an apposition taken for a second object
			if t.Tokens[k].Rel == "obj" && len(out) > 0 && k > out[0] {
				out = append(out, k)
			}
		}
		return out
	case "iobj":
		if r := t.Receiver(i); r >= 0 {
			return some(r)
		}
		return some(t.Kid(i, "iobj"))
	case "poss":
		k := t.Kid(i, "nmod:poss")
		if k < 0 { // "Oslo's acts of aggression"
			return some(t.Kid(t.Bundle(i), "nmod:poss"))
		}
		if t.Lemma(k) != "whose" {
			return some(k)
		}
		return some(t.whoseOwner(i))
	case "mod":
		out := t.related(i, "compound", "amod", "nmod:desc", "nmod:unmarked", "flat")
		if b := t.Bundle(i); b >= 0 {
			out = append(out, t.related(b, "compound", "amod")...)
		}
		return out
	case "amod", "aux":
		return t.related(i, fn)
	case "noun":
		return t.related(i, "compound", "flat")
	case "comp":
		return t.complements(i)
	case "inf":
		return t.infinitives(i)
	case "adj":
		return t.adjunct(i)
	case "up":
		return some(t.Head(i))
	case "appos":
		return some(t.Kid(i, "appos"))
	case "adv":
		if k := t.Kid(i, "advmod"); k < 0 || t.Lemma(k) != "not" || !t.notOnly(k) {
			return some(k)
		}
		return nil
	case "pred":
		if t.Kid(i, "cop") >= 0 {
			return some(t.Kid(i, "nsubj"))
		}
		return nil
	}
	return t.phrases(i, anchor, fn)
}

// whoseOwner is the word that a relative clause hangs on in which i stands, -1 for none: "a state whose rockets fell".
func (t *Tree) whoseOwner(i int) int {
	for n := 0; i >= 0 && n < maxSteps; n++ {
		if t.Tokens[i].Rel == "acl:relcl" {
			return t.Head(i)
		}
		i = t.Head(i)
	}
	return -1
}

// related are the dependents of a word with one of some relations.
func (t *Tree) related(i int, rels ...string) []int {
	var out []int
	for _, k := range t.Kids(i) {
		if slices.Contains(rels, t.Tokens[k].Rel) {
			out = append(out, k)
		}
	}
	return out
}

func some(i int) []int {
	if i < 0 {
		return nil
	}
	return []int{i}
}

// doer is the subject of a verb, of the light verb of a noun, or of the copula before a noun or an adjective ("is on a visit").
func (t *Tree) doer(i, anchor int) []int {
	if t.Kid(i, "cop") >= 0 && !t.Verb(i) {
		if c := t.Case(i); t.Noun(i) && (c == "against" || c == "for" || c == "about" || c == "without") { // "was against the war": a stance
			return nil
		}
		return some(t.Kid(i, "nsubj"))
	}
	if !t.Noun(i) {
		return some(t.Subject(i))
	}
	if anchor < 0 || anchor == i {
		if b := t.Bundle(i); b >= 0 && len(t.Phrases(b, "with")) > 0 {
			return t.adjunct(b)
		}
		if h := t.Head(i); h >= 0 && t.Rel(i) == "nmod" && t.Case(i) == "on" && mend.Agentive(t.Lemma(h)) { // "the king, in Oslo on a visit"
			return some(h)
		}
		if t.Kid(i, "nmod:poss") < 0 && len(t.Phrases(i, "by")) == 0 && len(t.Phrases(i, "between")) == 0 && t.toward(i) {
			return t.adjunct(i)
		}
		return nil
	}
	if _, place, _ := t.Light(i); place != "subj" {
		return some(t.Subject(anchor))
	}
	return nil
}

// toward reports whether an act named by a noun has a phrase that says with whom or to where it is: "talks with", "restoration of ties with".
func (t *Tree) toward(i int) bool {
	if len(t.Phrases(i, "with"))+len(t.Phrases(i, "to")) > 0 {
		return true
	}
	for _, k := range t.Phrases(i, "of") {
		if len(t.Phrases(k, "with")) > 0 {
			return true
		}
	}
	return false
}

// complements are the clauses that a word governs.
func (t *Tree) complements(i int) []int {
	var out []int
	for _, k := range t.Kids(i) {
		switch t.Tokens[k].Rel {
		case "xcomp", "ccomp", "acl":
			out = append(out, k)
		case "advcl":
			if c := t.Case(k); c != "" || t.Has(k, "mark", "to", "of", "for", "from") {
				out = append(out, k)
			}
		case "obj": // "urged Moscow to": the clause may hang on the object
			for _, g := range t.Kids(k) {
				if r := t.Tokens[g].Rel; r == "acl" && t.Has(g, "mark", "to") {
					out = append(out, g)
				}
			}
		}
	}
	return out
}

// infinitives are the clauses with "to" that a word governs: "told Oslo *to withdraw*", not "told Oslo that it withdraws".
func (t *Tree) infinitives(i int) []int {
	var out []int
	for _, k := range t.complements(i) {
		if t.Has(k, "mark", "to") || t.Has(k, "aux", "to") {
			out = append(out, k)
		}
	}
	return out
}

// adjunct is the subject of the clause in which a noun stands as an adverbial: "on a visit to Baku, the minister said".
func (t *Tree) adjunct(i int) []int {
	for n := 0; n < 3 && t.Rel(i) == "nmod" && t.Case(i) == "of" && t.Noun(t.Head(i)); n++ { // "after rounds of negotiations"
		i = t.Head(i)
	}
	if t.Rel(i) != "obl" {
		return nil
	}
	switch t.Case(i) {
	case "during", "on", "after", "in", "following", "follow", "before", "at", "from", "through", "via", "for", "amid", "ahead_of", "by", "under":
		return some(t.Subject(t.Head(i)))
	}
	return nil
}

// phrases are prepositional phrases on the word, on its light verb, or on its object ("signed an agreement with").
func (t *Tree) phrases(i, anchor int, prep string) []int {
	out := t.Phrases(i, prep)
	if anchor >= 0 && anchor != i {
		for _, k := range t.Phrases(anchor, prep) {
			if k != i {
				out = append(out, k)
			}
		}
	}
	if b := t.Bundle(i); b >= 0 {
		out = append(out, t.Phrases(b, prep)...)
	}
	if t.Verb(i) && prep != "of" {
		if o := t.Object(i); o >= 0 {
			out = append(out, t.Phrases(o, prep)...)
		}
	}
	if len(out) == 0 && t.Verb(i) && prep != "of" && prep != "by" { // "imposed by Washington on Tehran"
		for _, k := range t.Kids(i) {
			if t.Rel(k) == "obl" && k > i && prep != t.Case(k) && !(prep == "to" && mend.Transfer(t.Lemma(k))) {
				out = append(out, t.Phrases(k, prep)...)
			}
		}
	}
	if len(out) == 0 && t.Verb(i) {
		out = t.low(t.Object(i), prep, mend.Ditransitive(t.Lemma(i)) || giving[t.Lemma(i)])
	}
	if len(out) == 0 && t.Noun(i) && prep == "by" { // "the raid carried out by"
		for _, k := range t.Kids(i) {
			if t.Tokens[k].Rel == "acl" && k > i && deeds[t.Phrasal(k)] {
				out = append(out, t.Agents(k)...)
			}
		}
	}
	if len(out) == 0 && t.Noun(i) && prep != "of" && prep != "by" { // "sanctions imposed on", "ships bound for"
		for _, k := range t.Kids(i) {
			if t.Tokens[k].Rel == "acl" && k > i && (t.Tokens[k].XPOS == "VBN" || t.Tokens[k].UPOS == "ADJ" || t.Lemma(k) == "belong") {
				out = append(out, t.Phrases(k, prep)...)
			}
		}
	}
	if len(out) == 0 && t.Noun(i) && prep != "of" { // attached too low: "the arrest of the captain by France"
		for _, k := range t.Kids(i) {
			if t.Rel(k) == "nmod" && k > i && prep != t.Case(k) {
				out = append(out, t.Phrases(k, prep)...)
			}
		}
	}
	return out
}

// deeds are verbs whose doer is the doer of the noun before them.
var deeds = set("perpetrate commit launch carry carry_out make stage wage conduct impose mount organise organize unleash undertake hold")

// giving are verbs, beside those with two objects, that say to whom.
var giving = set("present deliver hand_over supply provide donate transfer submit dispatch ship export extend convey")

// low are phrases of a verb that were attached below its object: "signed a deal for the sale of gas with Iran".
func (t *Tree) low(o int, prep string, gives bool) []int {
	switch {
	case prep == "with", prep == "against", prep == "on", prep == "between", prep == "to" && gives:
	default:
		return nil
	}
	for n := 0; o >= 0 && n < 2; n++ {
		next := -1
		for _, k := range t.Kids(o) {
			if c := t.Case(k); k > o && t.Rel(k) == "nmod" && (c == "for" || c == "of" || c == "on" || c == "in" || c == "over" || c == "about") {
				next = k
			}
		}
		if out := t.Phrases(next, prep); len(out) > 0 {
			return out
		}
		o = next
	}
	return nil
}
