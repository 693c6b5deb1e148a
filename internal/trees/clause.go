package trees

import "strings"

// verbal reads the status of a verb: its own auxiliaries first, then, where it has no tense of its own, what governs it.
func (t *Tree) verbal(v int, m *Mood) {
	for n := 0; n < maxSteps; n++ {
		h := t.Head(v)
		if t.tense(v, m) {
			t.outside(v, m)
			return
		}
		switch t.Rel(v) {
		case "conj", "cop", "aux":
			if h < 0 || t.Noun(h) && t.Kid(h, "cop") < 0 {
				m.Status = Happened
				return
			}
			v = h
		case "xcomp", "ccomp", "acl", "csubj", "advcl", "nmod", "obl", "obj":
			if t.embedded(v, h, m) {
				return
			}
			v = h
		default:
			if m.Status == "" {
				m.Status = Happened
				if t.Tokens[v].XPOS == "VB" && t.Has(v, "mark", "to") { // "Ankara to host talks"
					m.Status = Planned
					m.because("infinitive of a headline")
				} else if t.Tokens[v].XPOS == "VB" {
					m.Status = Hypothetical
					m.because("imperative")
				}
			}
			return
		}
	}
	m.Status = Happened
}

// embedded settles the status of a verb without tense of its own under h; false leaves it to the status of h.
func (t *Tree) embedded(v, h int, m *Mood) bool {
	if h < 0 {
		m.Status = Happened
		return true
	}
	x := t.Tokens[v].XPOS
	if t.subjunctive(v) {
		if m.Status = Hypothetical; t.effect(h) != "" {
			t.under(h, t.effect(h), m)
		}
		m.because("subjunctive")
		return true
	}
	if t.Has(v, "mark", "without", "instead", "rather") || t.Has(v, "case", "without", "instead", "rather") || t.Has(v, "cc", "rather", "instead") {
		m.Status = Denied
		m.because("without")
		return true
	}
	if (t.Rel(v) == "acl" || t.Rel(v) == "advcl") && x == "VB" && t.Kid(v, "aux:pass") < 0 && t.ranked(h) { // "among the first to recognise"
		return false
	}
	if (t.Rel(v) == "acl" || t.Rel(v) == "advcl") && x == "VBN" && !t.Has(v, "mark", "to") {
		m.Status, m.Perfect = Happened, false
		m.because("participle")
		return true
	}
	if x == "VBG" && t.Lemma(h) == "view" && t.Has(v, "mark", "to") { // "with a view to signing"
		m.Status = Planned
		m.because("with a view to")
		return true
	}
	if x == "VBG" && t.Rel(v) == "csubj" && t.Kid(h, "cop") >= 0 && t.Mood(h).Status == Present { // "agreeing on a definition is one of the issues"
		m.Status = Hypothetical
		m.because("what is said to be", t.Lemma(h))
		return true
	}
	if x == "VB" && t.carried(v, h, m) {
		return true
	}
	if x == "VB" && t.Rel(v) == "acl" && t.Rel(h) == "obj" && t.chance(t.Head(h)) {
		t.under(t.Head(h), Happened, m)
		return true
	}
	if eff := t.effect(h); eff != "" && (t.Lemma(h) != "be" || x == "VB" || x == "VBN") && !(t.Rel(v) == "advcl" && x == "VBG" && !t.Has(v, "mark", complements...)) && !(t.Rel(v) == "acl" && x == "VBG" && t.Kid(v, "mark") < 0) {
		t.under(h, eff, m)
		return true
	}
	if t.Rel(v) == "advcl" && (x == "VB" || x == "VBN") && t.Has(v, "mark", "to") {
		g := t.Mood(h)
		m.Status = Planned
		if g.Status == Denied || g.Status == Hypothetical {
			m.Status = Hypothetical
		}
		m.Purpose, m.Under = true, t.Lemma(h)
		m.because("purpose of", t.Lemma(h))
		return true
	}
	return t.attached(v, h, x, m)
}

// attached settles the status of an infinitive or a gerund that hangs on a noun that says nothing of it.
func (t *Tree) attached(v, h int, x string, m *Mood) bool {
	if t.Rel(v) == "acl" && x == "VB" && t.Tokens[h].UPOS == "PROPN" && t.Rel(h) == "root" {
		m.Status = Planned
		m.because("infinitive of a headline")
		return true
	}
	if t.Rel(v) == "acl" && x == "VB" { // "the first to recognise", "measures to curb"
		m.Status = Hypothetical
		m.because("infinitive under", t.Lemma(h))
		return true
	}
	if t.Rel(v) == "acl" && x == "VBG" {
		m.Status = Happened
		m.because("participle")
		return true
	}
	if !t.Verb(h) && t.Kid(h, "cop") < 0 {
		m.Status = Happened
		m.because("gerund taken for granted")
		return true
	}
	return false
}

// subjunctive reports whether a clause with "that" says what is to be: "it is important that a treaty be concluded".
func (t *Tree) subjunctive(v int) bool {
	if !t.Has(v, "mark", "that") || t.Kid(v, "nsubj") < 0 {
		return false
	}
	g := t.auxiliaries(v)
	return g.modal == "" && !g.have && (g.form == "VB" || g.form == "" && t.Tokens[v].XPOS == "VB")
}

// carried settles the status of an infinitive under a verb that says little by itself.
func (t *Tree) carried(v, h int, m *Mood) bool {
	switch o := t.bearer(h); {
	case o >= 0: // "made plans to visit", "took steps to leave"
		t.under(o, t.effect(o), m)
	case t.Lemma(h) == "have" && (t.Has(h, "advmod", "yet") || t.Has(v, "advmod", "yet")): // "has yet to agree"
		m.Status = Denied
		m.because("yet to")
	case t.chance(h): // "seized the opportunity to accept"
		t.under(h, Happened, m)
	case t.Lemma(h) == "have" && t.past(h): // "had to withdraw"
		t.under(h, Happened, m)
	case t.Lemma(h) == "lead" && t.Passive(h) && t.Has(v, "mark", "to"): // "a bid led by Oslo to persuade"
		m.Status, m.Purpose, m.Under = Planned, true, "lead"
		m.because("purpose of", "lead")
	default:
		return false
	}
	return true
}

// chance reports whether a verb says that an opportunity is taken.
func (t *Tree) chance(h int) bool {
	switch t.Lemma(h) {
	case "seize", "take", "use", "grasp":
		l := t.Lemma(t.Object(h))
		return l == "opportunity" || l == "occasion" || l == "chance"
	}
	return false
}

// bearer is the noun with which a light verb governs what follows: "plans" of "made plans to", "preparations" of "preparations are made
// for"; -1 for none.
func (t *Tree) bearer(h int) int {
	switch t.Lemma(h) {
	case "make", "have", "draw", "take", "give", "announce", "develop", "prepare", "express":
		if o := t.Object(h); o >= 0 && t.Noun(o) && t.effect(o) != "" {
			return o
		}
	}
	return -1
}

// complements are conjunctions that make a gerund what its governor speaks of: "accuse of", "refrain from", "warn against".
var complements = []string{"of", "from", "against", "to", "for", "in", "on", "about", "at"}

// ranked reports whether a word is "the first", "one of the few", "the latest state": what follows as an infinitive was done.
func (t *Tree) ranked(h int) bool {
	switch t.Lemma(h) {
	case "first", "last", "only", "few", "one", "latest", "early", "second", "third":
		return true
	}
	if t.Has(h, "amod", "first", "last", "latest", "only", "second", "third", "early", "few", "late", "new") {
		return true
	}
	for _, k := range t.Kids(h) {
		if t.Rel(k) == "amod" && ordinal(t.Lemma(k)) {
			return true
		}
	}
	up := t.Head(h)
	return up >= 0 && t.Rel(h) == "nmod" && t.Case(h) == "of" && t.Tokens[up].UPOS != "VERB" && t.ranked(up) // "the last of the allies to ratify"
}

// ordinal reports whether a word tells a place in a row: "fourth", "32nd".
func ordinal(w string) bool {
	switch w {
	case "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth":
		return true
	}
	return len(w) > 2 && w[0] >= '0' && w[0] <= '9' && (strings.HasSuffix(w, "th") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd") || strings.HasSuffix(w, "st"))
}

// conditioned reads a clause that is itself a condition or a time to come: "if", "when it will", "should it", "wherever".
func (t *Tree) conditioned(v int, m *Mood) bool {
	if t.Has(v, "mark", "if", "unless", "whether", "lest") && m.Status != Denied {
		m.Status, m.Modal = Hypothetical, ""
		m.because("condition")
		return true
	}
	if h := t.Head(v); m.Status == Present && t.Rel(v) == "advcl" && h >= 0 && t.Has(v, "mark", "when", "once", "after", "before", "until", "as") || m.Status == Present && t.Rel(v) == "advcl" && t.Has(v, "advmod", "when") {
		if g := t.Mood(h); g.Status == Planned || g.Status == Hypothetical {
			m.Status = g.Status
			m.because("as open as", t.Lemma(h))
			return true
		}
	}
	if t.inverted(v) {
		m.Status, m.Modal = Hypothetical, ""
		m.because("inverted condition")
		return true
	}
	if m.Status != Denied && t.everywhere(v) {
		m.Status, m.Modal = Hypothetical, ""
		m.because("as often as")
		return true
	}
	return false
}

// outside reads what surrounds a clause that has its own tense: conditions, questions, "deny that", "hope that".
func (t *Tree) outside(v int, m *Mood) {
	if t.conditioned(v, m) {
		return
	}
	if m.Status == Planned || m.Status == Denied && m.Refused {
		for _, k := range t.Kids(v) {
			if t.Rel(k) == "advcl" && (t.Has(k, "mark", "if", "unless") || t.inverted(k)) {
				m.Status, m.Refused, m.Conditional = Hypothetical, false, true
				m.because("depends on a condition")
			}
		}
	}
	h := t.Head(v)
	for n := 0; t.Rel(v) == "conj" && h >= 0 && n < maxSteps; n++ {
		v, h = h, t.Head(h)
	}
	if h < 0 || t.Rel(v) != "ccomp" && t.Tokens[v].Rel != "acl" && t.Rel(v) != "csubj" {
		if h < 0 {
			t.question(v, m)
		}
		return
	}
	if reports[t.Lemma(h)] && (t.Tokens[v].Rel == "acl" || t.Rel(v) == "ccomp") { // "denied claims that it had armed them"
		if g := t.Head(h); g >= 0 && (t.Rel(h) == "obj" || t.Passive(g) || t.Rel(h) == "nsubj" && t.Kid(g, "cop") >= 0) && t.effect(g) == Denied {
			t.under(g, Denied, m)
			return
		}
	}
	switch eff := t.effect(h); {
	case (t.Lemma(h) == "true" || t.Lemma(h) == "case" || t.Lemma(h) == "correct") && t.negation(h):
		m.Status = Denied
		m.because("not", t.Lemma(h))
	case (t.Lemma(h) == "true" || t.Lemma(h) == "case" || t.Lemma(h) == "correct" || t.Lemma(h) == "possible") && t.Tokens[len(t.Tokens)-1].Form == "?":
		m.Status, m.Modal = Hypothetical, ""
		m.because("question")
	case eff == Denied && m.Status != Denied:
		t.under(h, eff, m)
	case eff == Hypothetical && (m.Status == Present || m.Status == Hypothetical || m.Status == Planned && t.Lemma(h) != "warn"):
		t.under(h, eff, m)
	case t.Verb(h) && m.Status != Denied && maybe[t.Lemma(h)] && t.Mood(h).Modal != "" && t.Mood(h).Status == Hypothetical: // "it may seem that", "some might say that"
		t.under(h, Hypothetical, m)
	case t.Verb(h) && m.Status != Denied && (t.Lemma(h) == "say" || t.Lemma(h) == "think" || t.Lemma(h) == "believe"):
		if t.negation(h) {
			m.Status = Denied
			m.because("not", t.Lemma(h))
		}
	}
}

// maybe are verbs of seeming and saying of which "may" or "might" says that nobody need have done so.
var maybe = map[string]bool{"seem": true, "appear": true, "say": true, "argue": true, "claim": true, "think": true, "believe": true, "suggest": true, "object": true, "surmise": true, "suppose": true, "assume": true, "imagine": true, "conclude": true, "infer": true, "expect": true}

// reports are nouns for what somebody says is so.
var reports = map[string]bool{"claim": true, "allegation": true, "accusation": true, "report": true, "suggestion": true, "charge": true, "assertion": true,
	"notion": true, "rumour": true, "rumor": true, "statement": true, "speculation": true, "idea": true, "contention": true}

// inverted reports a condition without a conjunction: "should a maker be willing", "had they agreed".
func (t *Tree) inverted(v int) bool {
	if t.Rel(v) != "advcl" || t.Kid(v, "mark") >= 0 {
		return false
	}
	a, s := t.Kid(v, "aux", "cop"), t.Kid(v, "nsubj")
	return a >= 0 && s > a && (t.Lemma(a) == "should" || t.Lemma(a) == "have" || t.Lemma(a) == "be")
}

// turned reports whether a clause that is no question has its auxiliary before its subject.
func (t *Tree) turned(v int) bool {
	a, s := t.Kid(v, "aux"), t.nearest(v)
	if a < 0 || s < a {
		return false
	}
	last := len(t.Tokens) - 1
	return t.Tokens[last].Form != "?"
}

// question makes the main clause of a yes-or-no question a supposition; what "why" and "when" ask about is taken for granted.
func (t *Tree) question(v int, m *Mood) {
	last := -1
	for _, k := range t.Kids(v) {
		if t.Tokens[k].UPOS == "PUNCT" {
			last = k
		}
	}
	if last < 0 || t.Tokens[last].Form != "?" {
		return
	}
	for _, k := range t.Kids(v) {
		switch t.Lemma(k) {
		case "why", "when", "how", "who", "where":
			return
		}
	}
	m.Status = Hypothetical
	m.because("question")
}
