package trees

import (
	"strings"

	"entente"
)

// regroups reports whether word i hangs in a way that its neighbours rule out; regroup mends it.
func regroups(tokens []entente.Token, i int) bool {
	return particle(tokens, i) || gerund(tokens, i) || subject(tokens, i) || acronym(tokens, i)
}

// regroup makes a particle of a preposition before an object, a complement of a gerund after "denied", the subject of a name
// before a verb that hangs on what comes after the verb, and a name of capitals that were read as an auxiliary.
func regroup(tokens []entente.Token, i int) {
	w := &tokens[i]
	switch {
	case particle(tokens, i):
		w.Head, w.Rel = i-1, "compound:prt"
	case gerund(tokens, i):
		w.Rel = "xcomp"
	case subject(tokens, i):
		w.Head, w.Rel = tokens[w.Head].Head, "nsubj"
	case acronym(tokens, i):
		w.UPOS, w.XPOS, w.Lemma, w.Rel, w.Feats = "PROPN", "NNP", w.Form, "nsubj", ""
	}
}

// particle: "handed over supplies": an object has no preposition.
func particle(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return i > 0 && w.Rel == "case" && w.Head > i && particles[w.Lemma] && tokens[w.Head].Rel == "obj" &&
		tokens[w.Head].Head == i-1 && tokens[i-1].UPOS == "VERB"
}

var particles = set("over down up off out away back")

// gerund: "denied targeting civilians", which is what was denied, not what went on beside the denial.
func gerund(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return i > 0 && w.Rel == "advcl" && w.XPOS == "VBG" && w.Head == i-1 && gerunds[tokens[i-1].Lemma]
}

var gerunds = set(`deny admit avoid consider stop start begin suspend resume halt cease finish quit keep continue postpone delay
 favour favor oppose recommend suggest propose advocate risk contemplate discuss`)

// subject: "The US and Britain bombed rebel targets", where the names hang on the targets: a word before a finite verb
// belongs to nothing after it.
func subject(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if !name(w) || w.Head <= i || w.Rel != "compound" && w.Rel != "nmod" && w.Rel != "amod" {
		return false
	}
	o := &tokens[w.Head]
	v := o.Head
	if o.Rel != "obj" || v <= i || v >= w.Head || tokens[v].UPOS != "VERB" || tokens[v].XPOS == "VBG" {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == v && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return true
}

// acronym: capitals that are no auxiliary, before a verb that has no other subject.
func acronym(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "AUX" || len(w.Form) < 3 || w.Head <= i || strings.ToUpper(w.Form) != w.Form || auxiliaries[strings.ToLower(w.Form)] {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return true
}

var auxiliaries = set("be is are was were been being am has have had having do does did will would shall should may might must can could")
