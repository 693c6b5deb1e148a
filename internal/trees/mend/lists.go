package mend

import (
	"strings"

	"entente"
)

// series: "Oslo reopened its embassy, resumed flights and invited the king": of several verbs in a row, each with its object, a later one
// was taken for a participle before its object. It returns the first verb, and what was taken for the subject behind it (-1 for none).
func series(tokens []entente.Token, i int) (verb, thing int, ok bool) {
	w := &tokens[i]
	if i < 3 || w.UPOS != "VERB" || w.Rel != "amod" || w.XPOS != "VBD" && w.XPOS != "VBN" || w.Head <= i {
		return 0, 0, false
	}
	before, o := tokens[i-1], &tokens[w.Head]
	if before.Form != "," && before.UPOS != "CCONJ" || o.UPOS != "NOUN" && o.UPOS != "PROPN" || o.Head < 0 || o.Head >= i {
		return 0, 0, false
	}
	v := o.Head
	if before.UPOS == "CCONJ" && o.Rel == "conj" { // "…, resumed flights and invited the king": the series has begun
		for n := 0; v >= 0 && n < 4; n++ {
			if t := &tokens[v]; t.UPOS == "VERB" && t.Rel == "conj" && finiteForm(t) && v > 0 && tokens[v-1].Form == "," {
				return v, -1, true
			}
			v = tokens[v].Head
		}
		return 0, 0, false
	}
	if tokens[v].UPOS != "VERB" || !finiteForm(&tokens[v]) && tokens[v].XPOS != "VBN" {
		return 0, 0, false
	}
	if o.Rel == "conj" { // a noun that is coordinated with a verb
		return v, -1, true
	}
	if o.Rel != "obj" {
		return 0, 0, false
	}
	for k := v + 1; k < i; k++ {
		if t := &tokens[k]; t.Head == v && (strings.HasPrefix(t.Rel, "nsubj") || t.Rel == "obj") && t.UPOS != "PRON" {
			return v, k, true
		}
	}
	return 0, 0, false
}

func finiteForm(t *entente.Token) bool { return t.XPOS == "VBD" || t.XPOS == "VBZ" || t.XPOS == "VBP" }

// inSeries makes verb i, with the noun that it hung on for its object, a further verb beside the first.
func inSeries(tokens []entente.Token, i int) {
	v, thing, _ := series(tokens, i)
	o := tokens[i].Head
	if thing >= 0 {
		tokens[thing].Rel = "obj"
	}
	tokens[i].Head, tokens[i].Rel, tokens[i].XPOS = v, "conj", "VBD"
	tokens[o].Head, tokens[o].Rel = i, "obj"
	for k := range tokens {
		if t := &tokens[k]; t.Head == o && (t.Rel == "cc" && k < i || t.Rel == "punct" && k < i || t.Rel == "conj" && t.UPOS == "VERB") {
			t.Head = i
		}
	}
}

// parenthetic: "Chad and Niger, two states with a long border, agreed": what stands between commas behind the subject says who it is.
func parenthetic(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.UPOS != "NOUN" || w.Rel != "nsubj" || w.Head <= i {
		return -1
	}
	first := i
	for first > 0 && (tokens[first-1].Head == i || tokens[first-1].Head >= 0 && tokens[tokens[first-1].Head].Head == i) && tokens[first-1].UPOS != "PUNCT" {
		first--
	}
	last := w.Head - 1
	for last > i && (tokens[last].UPOS == "AUX" || tokens[last].UPOS == "ADV") {
		last--
	}
	if first == 0 || tokens[first-1].Form != "," || tokens[last].Form != "," {
		return -1
	}
	for k := first - 1; k >= 0; k-- {
		if t := &tokens[k]; t.Head == w.Head && t.Rel == "nsubj" && t.UPOS == "PROPN" {
			return k
		}
	}
	return -1
}

// floating: "and in May both signed a pact": "both" before a verb that has no other subject is its subject.
func floating(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Lemma != "both" || w.Rel != "advmod" && w.Rel != "det" || w.Head <= i || tokens[w.Head].UPOS != "VERB" {
		return false
	}
	for k := i + 1; k < w.Head; k++ {
		if u := tokens[k].UPOS; u != "AUX" && u != "ADV" {
			return false
		}
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return true
}

// fellow: "met in Oslo with his colleague from Chad": who somebody is, where "from" was hung on the verb of meeting. It returns the noun, or -1.
func fellow(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "obl" || w.UPOS != "PROPN" || w.Head < 0 || w.Head > i || !meeting[tokens[w.Head].Lemma] || case1(tokens, i) != "from" {
		return -1
	}
	for k := i - 1; k > w.Head; k-- {
		if t := &tokens[k]; t.Head == w.Head && (t.Rel == "obl" || t.Rel == "obj") && (people[t.Lemma] || agentive[t.Lemma]) && tokens[k+1].Lemma == "from" {
			return k
		}
	}
	return -1
}

var meeting = set("meet receive host welcome talk speak confer discuss greet brief thank")

// called: "Laos, the current chair of the bloc, will host", where the subject was taken for somebody who is spoken to.
func called(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "vocative" || w.UPOS != "PROPN" || w.Head <= i || tokens[w.Head].UPOS != "VERB" {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return tokens[w.Head].XPOS != "VB" || auxiliary(tokens, w.Head)
}

func auxiliary(tokens []entente.Token, v int) bool {
	for k := range v {
		if t := &tokens[k]; t.Head == v && strings.HasPrefix(t.Rel, "aux") {
			return true
		}
	}
	return false
}

// temporal: "after an earthquake devastated parts of Nepal", where the clause was taken for a phrase: "an" is no article of "parts". It is the
// noun that was taken for its head, or -1.
func temporal(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i < 2 || w.UPOS != "VERB" || w.Rel != "amod" || w.Head <= i || w.XPOS != "VBD" && w.XPOS != "VBN" {
		return -1
	}
	s, h := &tokens[i-1], w.Head
	if s.Head != h || s.Rel != "compound" || s.UPOS != "NOUN" && s.UPOS != "PROPN" || tokens[h].Head < 0 {
		return -1
	}
	joined, singular := false, s.UPOS == "PROPN" && tokens[h].XPOS != "NNP"
	for k := range i {
		if t := &tokens[k]; t.Head == h {
			joined = joined || t.Rel == "case" && clauses[t.Lemma]
			singular = singular || t.Rel == "det" && (t.Lemma == "a" || t.Lemma == "an") && tokens[h].XPOS == "NNS"
		}
	}
	if !joined || !singular {
		return -1
	}
	return h
}

var clauses = set("after before since until as")

// clause2 makes a clause of what temporal finds.
func clause2(tokens []entente.Token, i, h int) {
	up := tokens[h].Head
	for k := range i {
		if t := &tokens[k]; t.Head == h {
			switch {
			case t.Rel == "case":
				t.Head, t.Rel, t.UPOS = i, "mark", "SCONJ"
			case k != i-1:
				t.Head = i - 1
			}
		}
	}
	tokens[i-1].Head, tokens[i-1].Rel = i, "nsubj"
	tokens[i].Head, tokens[i].Rel, tokens[i].XPOS = up, "advcl", "VBD"
	tokens[h].Head, tokens[h].Rel = i, "obj"
}

// uncased: "In a call on Sunday the ministers of both discussed", where the subject was hung on the phrase before it: it has an article and
// no preposition, and its verb no other subject. It returns the verb, or -1.
func uncased(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "nmod" || w.UPOS != "NOUN" || w.Head < 0 || w.Head > i || case1(tokens, i) != "" {
		return -1
	}
	p := &tokens[w.Head]
	if p.Rel != "obl" || p.Head <= i || tokens[p.Head].UPOS != "VERB" || case1(tokens, w.Head) == "" || !articled(tokens, i) {
		return -1
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == p.Head && (strings.HasPrefix(t.Rel, "nsubj") || t.Rel == "expl") {
			return -1
		}
	}
	return p.Head
}

func articled(tokens []entente.Token, i int) bool {
	for k := range i {
		if t := &tokens[k]; t.Head == i && t.Rel == "det" {
			return true
		}
	}
	return false
}

// worth: "contracts worth two billion dollars with Chadian firms": the phrase belongs to what is worth so much. It returns the word that it
// belongs to, or -1.
func worth(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "obl" && w.Rel != "obj" && w.Rel != "nmod" || w.Head < 0 || w.Head > i {
		return -1
	}
	switch case1(tokens, i) {
	case "with", "to", "from", "between":
	default:
		return -1
	}
	h := w.Head
	if tokens[h].Lemma != "worth" && tokens[h].Head >= 0 && tokens[h].Head < h {
		h = tokens[h].Head
	}
	if tokens[h].Lemma != "worth" || tokens[h].Head < 0 || tokens[h].Head > h {
		return -1
	}
	return tokens[h].Head
}
