package trees

import "strings"

// A group is what the auxiliaries and the copula of a verb say.
type group struct {
	modal string // lemma; "" for none
	have  bool
	be    bool
	being bool
	toBe  bool   // "are to be", "are due to be"
	form  string // tag of the first finite auxiliary
}

// auxiliaries reads the auxiliaries and the copula of a verb.
func (t *Tree) auxiliaries(v int) group {
	var g group
	for _, k := range t.Kids(v) {
		if r := t.Rel(k); r != "aux" && r != "cop" {
			continue
		}
		switch l, x := t.Lemma(k), t.Tokens[k].XPOS; l {
		case "will", "shall", "would", "could", "may", "might", "can", "should", "must", "ought", "wo", "ca", "'ll", "'d":
			g.modal = l
		case "have", "'ve":
			g.have, g.form = true, x
		case "be", "get":
			g.be = true
			if g.form == "" {
				g.form = x
			}
			switch x {
			case "VBG":
				g.being = true
			case "VB":
				g.toBe = g.form == "VBZ" || g.form == "VBP"
			}
		case "do", "did", "does":
			g.form = x
		}
	}
	return g
}

// tense reads the auxiliaries and the form of a verb; false where the form says nothing (infinitive, gerund).
func (t *Tree) tense(v int, m *Mood) bool {
	g, negated := t.auxiliaries(v), t.negation(v)
	m.Finite = v
	switch {
	case g.modal != "":
		t.modal(v, g.modal, g.have, negated, m)
		return true
	case negated:
		m.Status = Denied
		m.because("negated")
		return t.Tokens[v].XPOS != "VB" || g.form != "" || t.Rel(v) != "xcomp"
	}
	x, present := t.Tokens[v].XPOS, g.form == "VBZ" || g.form == "VBP"
	switch {
	case g.have:
		m.Status, m.Perfect = Happened, present
		if x == "VBG" {
			m.Status = Ongoing
		}
	case g.be && present && (x == "VBG" || g.being):
		m.Status = Ongoing
	case g.be && g.form == "VB" && t.Has(v, "mark", "to"): // "is to be held", "a summit to be held"
		if r := t.Rel(v); r == "xcomp" || r == "ccomp" || r == "advcl" || r == "csubj" || r == "acl" && t.effect(t.Head(v)) != "" {
			return false
		}
		m.Status = Planned
	case g.toBe && !g.have:
		m.Status = Planned
	case g.be && x == "VB" && t.Has(v, "mark", "to") && g.form != "VB" && t.Rel(v) != "xcomp": // "is to visit"
		m.Status = Planned
	case g.be && g.form == "VBD", x == "VBD":
		m.Status = Happened
	case g.be && g.form != "VB" && g.form != "VBN" && g.form != "VBG":
		m.Status = Present
	case g.form == "VBD":
		m.Status = Happened
	case present || x == "VBZ" || x == "VBP":
		m.Status = Present
	case x == "VBN" && (t.Rel(v) == "acl" || t.Rel(v) == "root" || t.Rel(v) == "amod"):
		m.Status = Happened
	default:
		return false
	}
	m.because("tense of", t.Tokens[v].Form)
	return true
}

// modal reads a modal verb, with the future in the past of reports ("said it would send").
func (t *Tree) modal(v int, modal string, have, negated bool, m *Mood) {
	future := modal == "will" || modal == "shall" || modal == "wo" || modal == "'ll"
	if (modal == "would" || modal == "'d") && !have && (t.Rel(v) == "ccomp" || t.Rel(v) == "root" && t.Kid(v, "ccomp", "parataxis") >= 0) {
		future = true
	}
	if m.Modal = modal; t.turned(v) {
		m.Modal = "" // a condition: "should Iran attack"
	}
	m.because("modal", modal)
	switch {
	case negated:
		m.Status, m.Refused = Denied, future
		m.because("negated")
	case future && have: // "will have destroyed": nobody says that he will
		m.Status = Hypothetical
	case future:
		m.Status = Planned
	default:
		m.Status = Hypothetical
	}
}

// negation reports whether a verb is negated: by an adverb, by "no" on subject or object, by "neither" or "nobody".
func (t *Tree) negation(v int) bool {
	if v > 1 && strings.EqualFold(t.Tokens[v-1].Form, "longer") && strings.EqualFold(t.Tokens[v-2].Form, "no") {
		return true
	}
	for _, k := range t.Kids(v) {
		l := t.Lemma(k)
		switch t.Rel(k) {
		case "advmod", "cc", "det":
			switch l {
			case "not", "n't", "never", "neither", "nor", "hardly", "nowhere", "almost", "nearly":
				return !t.notOnly(k)
			case "longer":
				return t.Has(k, "advmod", "no") || t.Has(k, "det", "no")
			}
		case "nsubj", "obj":
			if (l == "nobody" || l == "none" || l == "nothing" || t.Has(k, "det", "no", "neither")) && t.Lemma(v) != "spare" { // "will spare no effort to"
				return true
			}
		}
	}
	return false
}

// notOnly reports whether a "not" is that of "not only", which denies nothing.
func (t *Tree) notOnly(k int) bool {
	if k+1 >= len(t.Tokens) {
		return false
	}
	switch strings.ToLower(t.Tokens[k+1].Form) {
	case "only", "just", "merely", "simply", "least":
		return true
	}
	return false
}

// Past reports whether a verb or a predicate is in the plain past: "signed", "was signed", "was chairman".
func (t *Tree) Past(v int) bool {
	g := t.auxiliaries(v)
	if g.have || g.modal != "" || t.Has(v, "mark", "to") {
		return false
	}
	return g.form == "VBD" || g.form == "" && t.Tokens[v].XPOS == "VBD"
}

// Pluperfect reports whether a verb tells what had been before: "had signed".
func (t *Tree) Pluperfect(v int) bool {
	g := t.auxiliaries(v)
	return g.have && g.form == "VBD"
}

// everywhere reports whether a clause begins with "wherever" or "whenever".
func (t *Tree) everywhere(v int) bool {
	for _, k := range t.Kids(v) {
		if l := t.Lemma(k); k < v && (l == "wherever" || l == "whenever") && (t.Rel(k) == "advmod" || t.Rel(k) == "mark") {
			return true
		}
	}
	return false
}
