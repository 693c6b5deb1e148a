package trees

import "entente/internal/trees/mend"

// surface is the grammatical subject of a verb, found where the verb itself does not carry it, and whether it is
// a relative pronoun's antecedent or a controller.
func (t *Tree) surface(v int) int {
	for n := 0; v >= 0 && n < maxSteps; n++ {
		if s := t.nearest(v); s >= 0 {
			return t.antecedent(s, v)
		}
		h := t.Head(v)
		switch t.Rel(v) {
		case "conj", "parataxis":
			if t.Rel(v) == "parataxis" && !t.Verb(h) {
				return -1
			}
			if t.Noun(h) && t.Verb(v) && t.Kid(h, "cop") < 0 {
				if t.Kid(v, "cc") < 0 && h < v { // a noun taken for the root: "Demonstrators in Iran rallied"
					return h
				}
				return -1
			}
			v = h
		case "xcomp":
			if o := t.controller(h); o >= 0 {
				return o
			}
			v = h
		case "advcl", "ccomp":
			if t.Rel(v) == "ccomp" && t.Kid(v, "mark") < 0 && t.Tokens[v].XPOS != "VB" && t.Tokens[v].XPOS != "VBG" {
				return -1
			}
			if o := t.falls(v, h); t.Rel(v) == "advcl" && o >= 0 {
				return o
			}
			if !t.Verb(h) && t.Kid(h, "cop") < 0 {
				if t.Has(v, "mark", "to") {
					return t.owner(h)
				}
				return -1
			}
			v = h
		case "acl":
			if t.Tokens[v].Rel == "acl:relcl" {
				if t.Kid(v, "obj") >= 0 || t.Passive(v) {
					return h
				}
				return -1
			}
			if g := t.Head(h); t.Has(v, "mark", "of") && t.g.controls[t.Lemma(g)] == "object" && (t.Rel(h) == "obj" || t.Passive(g) && t.Rel(h) == "nsubj") {
				return h // "convicted three men of killing"
			}
			if t.Has(v, "mark", "to", "of") || t.Kid(v, "case") >= 0 {
				return t.owner(h)
			}
			return h
		case "amod":
			return h
		default:
			return -1
		}
	}
	return -1
}

// judging are verbs whose object is who did what stands behind "for".
var judging = set(`thank praise commend applaud laud congratulate honour honor reward blame criticise criticize condemn denounce rebuke reprimand punish sanction fine jail
 arrest detain prosecute try chide fault slam blast attack accuse`)

// controller is who does what the infinitive under a verb says, where that is not the verb's own subject; -1 where it is.
func (t *Tree) controller(h int) int {
	if o := t.Kid(h, "obj", "iobj"); o >= 0 && t.g.controls[t.Lemma(h)] != "subject" {
		return o
	}
	if o := t.addressee(h); o >= 0 {
		return o
	}
	if t.Passive(h) && t.Kid(h, "nsubj:pass") >= 0 {
		return t.antecedent(t.Kid(h, "nsubj:pass"), h)
	}
	return -1
}

// addressee is who is to do what is asked where the verb of asking has no object: "called on Oslo to", "appealed to both to"; -1 for none.
func (t *Tree) addressee(v int) int {
	if t.g.controls[t.Lemma(v)] != "object" || t.Kid(v, "obj") >= 0 || t.Passive(v) {
		return -1
	}
	for _, k := range t.Kids(v) {
		if c := t.Case(k); t.Rel(k) == "obl" && (c == "on" || c == "to" || c == "upon" || c == "with") {
			return k
		}
	}
	return -1
}

// nearest is the subject that a verb carries, of several the last before it.
func (t *Tree) nearest(v int) int {
	found := -1
	for _, k := range t.Kids(v) {
		if t.Rel(k) == "nsubj" && (found < 0 || k < v) {
			found = k
		}
	}
	return found
}

// antecedent is what a relative pronoun stands for, or the word itself.
func (t *Tree) antecedent(i, v int) int {
	switch x := t.Tokens[i].XPOS; {
	case x == "WDT" || x == "WP":
	case t.quantified(i):
	default:
		if l := t.Lemma(i); l != "which" && l != "who" || t.Tokens[i].UPOS != "PRON" {
			return i
		}
	}
	for n := 0; v >= 0 && n < maxSteps; n++ {
		switch {
		case t.Tokens[v].Rel == "acl:relcl":
			return t.Head(v)
		case t.Tokens[v].Rel == "advcl:relcl":
			if t.Lemma(i) == "who" {
				return t.before(i)
			}
			return -1
		case t.Rel(v) == "conj" || t.Rel(v) == "ccomp" || t.Rel(v) == "xcomp":
			v = t.Head(v)
		default:
			return i
		}
	}
	return i
}

// adjoining is the head of the name right before a relative pronoun and its preposition, -1 for none.
func (t *Tree) adjoining(i int) int {
	w := i - 1
	for w >= 0 && (t.Tokens[w].UPOS == "PUNCT" || t.Tokens[w].UPOS == "ADP") {
		w--
	}
	if w < 0 || t.Tokens[w].UPOS != "PROPN" {
		return -1
	}
	for n := 0; n < 4 && (t.Rel(w) == "flat" || t.Rel(w) == "compound") && t.Head(w) >= 0 && t.Head(w) < i; n++ {
		w = t.Head(w)
	}
	return w
}

// before is the head of the noun phrase that ends right before word i, commas left out: whom a "who" attached too high stands for.
func (t *Tree) before(i int) int {
	w := i - 1
	for w >= 0 && t.Tokens[w].UPOS == "PUNCT" {
		w--
	}
	for n := 0; w >= 0 && n < 8; n++ {
		switch h := t.Head(w); t.Rel(w) {
		case "nmod", "flat", "appos", "compound", "case", "amod":
			if r := t.Rel(w); h >= 0 && h < i && (r != "nmod" || t.Lemma(i) != "whom" || mend.Agentive(t.Lemma(h))) {
				w = h
				continue
			}
		}
		break
	}
	if w >= 0 && t.Noun(w) {
		return w
	}
	return -1
}

// decided are nouns for what others have made up their minds to do.
var decided = set("decision plan proposal move intention initiative effort willingness readiness commitment agreement attempt bid offer resolve refusal")

// owner is who does what a noun with an infinitive speaks of: "Iran's plan to", "Iran has no plan to", "a decision by Iran to".
func (t *Tree) owner(n int) int {
	if k := t.Kid(n, "nmod:poss"); k >= 0 {
		return k
	}
	for _, k := range t.Kids(n) {
		if c := t.Case(k); t.Rel(k) == "nmod" && (c == "by" || c == "of") {
			return k
		}
	}
	for up, k := n, 0; up >= 0 && k < 3; k++ { // "were among the first to", "is one of the few states to"
		if s := t.Kid(up, "nsubj"); s >= 0 && t.Kid(up, "cop") >= 0 {
			return s
		}
		if h := t.Head(up); h >= 0 && (t.Rel(up) == "obl" && t.Lemma(h) == "be" || t.Rel(up) == "xcomp" && t.Verb(h)) {
			return t.Subject(h)
		}
		if t.Rel(up) != "nmod" {
			break
		}
		up = t.Head(up)
	}
	if h := t.Head(n); t.Rel(n) == "obj" && (judging[t.Lemma(h)] || t.Lemma(h) == "welcome" || t.Lemma(h) == "regret" || t.Lemma(h) == "support" || t.Lemma(h) == "note") && decided[t.Lemma(n)] {
		return -1 // "commend the decision to hold": not ours
	}
	if h := t.Head(n); t.Rel(n) == "obj" || t.Rel(n) == "obl" && t.Verb(h) {
		return t.Subject(h)
	}
	if t.Tokens[n].UPOS == "PROPN" && t.Rel(n) == "root" { // "Ankara to host talks"
		return n
	}
	return t.Kid(n, "compound", "amod")
}

// Subject is who does what a verb says: the agent of a passive, the subject shared with a coordinated verb, the controller
// of an infinitive, the noun that a participle modifies.
func (t *Tree) Subject(v int) int {
	if t.Passive(v) {
		if a := t.Agents(v); len(a) > 0 {
			return a[0]
		}
		return -1
	}
	return t.surface(v)
}

// falls is who does what adverbial clause v says where that is not the subject of the verb above but on whom that falls; -1 for none.
func (t *Tree) falls(v, h int) int {
	gerund := t.Tokens[v].XPOS == "VBG"
	if o := t.Kid(h, "obj"); o >= 0 && (t.g.controls[t.Lemma(h)] == "object" || gerund && t.Has(v, "mark", "into")) { // "pushed the Council into adopting"
		return o
	}
	if o := t.addressee(h); o >= 0 {
		return o
	}
	if o := t.Kid(h, "obj", "iobj"); o >= 0 && (gerund || t.auxiliaries(v).have) && t.Has(v, "mark", "for") && judging[t.Lemma(h)] {
		return o // "thanked Oslo for hosting"
	}
	return t.judged(v, h)
}
