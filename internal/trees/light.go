package trees

import "strings"

// Light is the verb that lends noun n its subject, tense and phrases: "hold" in "held talks", "take place" in "talks took
// place"; -1 where there is none. place is the noun's function there, status what the verb makes of it ("" for its tense).
func (t *Tree) Light(n int) (verb int, place, status string) {
	if v := t.carrier(n); v >= 0 {
		return v, "obj", strings.TrimPrefix(t.g.lights[[2]string{t.Lemma(v), "obj"}], "-")
	}
	h, top := t.Head(n), n
	for k := 0; t.Rel(top) == "conj" && h >= 0 && t.Noun(h) && k < maxSteps; k++ { // "held talks and a press conference"
		top, h = h, t.Head(h)
	}
	if h < 0 {
		return -1, "", ""
	}
	if rounds[t.Lemma(h)] && t.Rel(top) == "nmod" && t.Case(top) == "of" { // "held a round of talks"
		return t.Light(h)
	}
	if t.Tokens[h].Rel == "cop" {
		return -1, "", ""
	}
	switch t.Rel(top) {
	case "obj":
		place = "obj"
	case "nsubj":
		if place = "subj"; t.Passive(h) {
			place = "obj"
		}
	case "obl", "xcomp":
		place = t.Case(top)
	case "acl":
		return -1, "", ""
	}
	if place == "" {
		return -1, "", ""
	}
	for _, lemma := range [2]string{t.Phrasal(h), t.Lemma(h)} {
		if s, ok := t.g.lights[[2]string{lemma, place}]; ok {
			if s == "-" {
				s = ""
			}
			return h, place, s
		}
	}
	if x := t.Kid(h, "xcomp", "advcl", "ccomp"); t.Rel(top) == "nsubj" && x >= 0 { // "the talks are due to begin", "the visit is expected to take place"
		for _, lemma := range [2]string{t.Phrasal(x), t.Lemma(x)} {
			slot := "subj"
			if t.Passive(x) {
				slot = "obj"
			}
			if s, ok := t.g.lights[[2]string{lemma, slot}]; ok || lemma == "take" && t.Has(x, "obj", "place") {
				return x, "subj", strings.TrimPrefix(s, "-")
			}
		}
	}
	if lemma := t.Lemma(h); lemma == "take" && place == "subj" && t.Has(h, "obj", "place") {
		return h, place, ""
	} else if lemma == "take" && place == "in" && t.Has(h, "obj", "part") {
		return h, place, ""
	}
	return -1, "", ""
}

// Lends reports whether a verb lends its tense and its phrases to a noun in a place: "held" to its object.
func (t *Tree) Lends(v int, place string) bool {
	_, ok := t.g.lights[[2]string{t.Lemma(v), place}]
	return ok
}

// carrier is the light verb in a clause on noun n whose object the noun is: "the visit that he paid to", "talks which both held"; -1 for
// none.
func (t *Tree) carrier(n int) int {
	for _, v := range t.Kids(n) {
		if t.Tokens[v].Rel != "acl:relcl" || !t.Verb(v) || t.Passive(v) || t.Kid(v, "nsubj") < 0 {
			continue
		}
		if _, ok := t.g.lights[[2]string{t.Lemma(v), "obj"}]; ok && t.Object(v) == n {
			return v
		}
	}
	return -1
}

// Bundle is the noun that counts or bundles noun n: "rounds" in "rounds of talks", or -1.
func (t *Tree) Bundle(n int) int {
	if h := t.Head(n); h >= 0 && t.Rel(n) == "nmod" && t.Case(n) == "of" && rounds[t.Lemma(h)] {
		return h
	}
	return -1
}

// rounds are nouns that count or bundle an act without being it.
var rounds = map[string]bool{"round": true, "series": true, "number": true, "set": true, "wave": true, "string": true, "spate": true, "package": true, "lot": true, "kind": true, "type": true, "form": true,
	"act": true, "acts": true, "start": true, "beginning": true, "opening": true, "resumption": true, "continuation": true, "holding": true, "launch": true}

// judged is who did what stands behind "in" after a verb of judging: "welcome the response of the Council in adopting"; -1 for none.
func (t *Tree) judged(v, h int) int {
	if t.Rel(v) != "advcl" || t.Tokens[v].XPOS != "VBG" || !t.Has(v, "mark", "in") || !judging[t.Lemma(h)] && t.Lemma(h) != "welcome" && t.Lemma(h) != "appreciate" && t.Lemma(h) != "support" {
		return -1
	}
	o := t.Kid(h, "obj")
	if k := t.Kid(o, "nmod:poss"); k >= 0 {
		return k
	}
	if of := t.Phrases(o, "of"); len(of) > 0 {
		return of[0]
	}
	return o
}
