package syntax

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// finiteSlack is what a tree whose root is a finite verb may cost against the best one, in natural logarithms, where a
// whole sentence has none.
const finiteSlack = 32

// clause looks for a finite verb where a sentence with a stop at its end was read as a bare noun phrase: "An earthquake
// struck Turkey." The verb is the word whose tree, with it as the root and with a finite tag, costs least.
func (n *network) clause(tokens []entente.Token) bool {
	t := len(tokens) + 1
	if t < 4 || t > longest || !ended(tokens) || !n.bare(tokens) {
		return false
	}
	m := n.m
	s := n.scores[:t*t]
	e := &n.eisner
	base := int64(0)
	for i := 1; i < t; i++ {
		base += int64(s[i*t+n.heads[i]])
	}
	e.fill(s, t)
	verb, least, tag := 0, 0.0, 0
	for i := 1; i < t; i++ {
		if !predicate(tokens, i-1) || n.heads[i] == 0 && !complemented(tokens, i-1) {
			continue
		}
		x, d := m.finite(n.tags[(i-1)*m.tag.out : (i-1)*m.tag.out+len(m.XPOS)])
		if d > 8 || d > 4 && tokens[i-1].UPOS != "VERB" || d > 2 && !objectAfter(tokens, i-1) {
			continue
		}
		tree := e.complete[0][t+i] + e.complete[1][i*t+t-1] + int64(s[i*t])
		cost := d + float64(base-tree)/(ArcScale*ArcScale)
		if verb == 0 || cost < least {
			verb, least, tag = i, cost, x
		}
	}
	if verb == 0 || least > finiteSlack {
		return false
	}
	e.rooted(t, verb, n.heads)
	k := &tokens[verb-1]
	k.XPOS, k.UPOS = m.XPOS[tag], "VERB"
	k.Feats = m.inflection(n.tags[(verb-1)*m.tag.out : verb*m.tag.out])
	k.Lemma = m.lemma(k.Form, k.UPOS, k.XPOS)
	return true
}

// inflection is the best set of features of a finite verb.
func (m *model) inflection(row []float32) string {
	row = row[len(m.XPOS)+len(m.UPOS):]
	best := -1
	for i, f := range m.Feats {
		if strings.Contains(f, "VerbForm=Fin") && (best < 0 || row[i] > row[best]) {
			best = i
		}
	}
	return m.Feats[best]
}

// predicate reports whether the word may be the finite verb of the sentence: a noun or a name stands right before it, an
// adverb apart, and no relative word or finite verb anywhere before.
func predicate(tokens []entente.Token, i int) bool {
	switch tokens[i].XPOS {
	case "VBG", "VB":
		return false
	}
	for i--; i > 0 && tokens[i].UPOS == "ADV"; i-- {
	}
	if i < 0 || tokens[i].UPOS != "NOUN" && tokens[i].UPOS != "PROPN" {
		return false
	}
	for ; i >= 0; i-- {
		switch tokens[i].XPOS {
		case "WDT", "WP", "WRB", "WP$", ":", "VBP", "VBZ", "VBD", "MD":
			return false
		}
	}
	return true
}

// objectAfter reports whether something that may be an object follows.
func objectAfter(tokens []entente.Token, i int) bool {
	if i+1 == len(tokens) {
		return false
	}
	switch tokens[i+1].UPOS {
	case "DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM":
		return true
	}
	return false
}

// complemented reports whether what follows can only follow a verb: "hopes to visit".
func complemented(tokens []entente.Token, i int) bool {
	return i+2 < len(tokens) && tokens[i+1].XPOS == "TO" && tokens[i+2].XPOS == "VB"
}

// ended reports whether the sentence has a capital or a number at its begin and a stop at its end.
func ended(tokens []entente.Token) bool {
	switch tokens[len(tokens)-1].Form {
	case ".", "!", "?":
		r, _ := utf8.DecodeRuneInString(tokens[0].Form)
		return !unicode.IsLower(r)
	}
	return false
}

// subjects gives finite verbs what only they can have: a noun that was read as the first part of a compound with the verb is
// its subject ("France plans to"), with the article before it, and a subject without an auxiliary beside it is no
// passive's ("the minister resigned"). A main verb in its plain form with a subject is present ("Brussels and Astana sign").
func (n *network) subjects(tokens []entente.Token) {
	for i := range tokens {
		k := &tokens[i]
		if k.Head < 0 && k.XPOS == "VB" && hangs(tokens, i, "nsubj") && !hangs(tokens, i, "aux", "aux:pass", "mark") {
			k.XPOS, k.Feats = "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
		}
		if k.Head < 0 && k.UPOS == "NOUN" && hangs(tokens, i, "nsubj") && hangs(tokens, i, "obj", "iobj") && !hangs(tokens, i, "cop") {
			n.present(k)
			if o := kid(tokens, i, "iobj"); o >= 0 && !hangs(tokens, i, "obj") {
				tokens[o].Rel = "obj"
			}
		}
		if v := k.Head; k.Rel == "nsubj:pass" && i < v && tokens[v].XPOS == "VBN" && tokens[v].Head < 0 && ended(tokens) && !assisted(tokens, v) {
			tokens[v].XPOS, tokens[v].Feats = "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
		}
		if k.Head < 0 || !finite(tokens[k.Head].XPOS) || tokens[k.Head].UPOS != "VERB" {
			continue
		}
		switch k.Rel {
		case "nsubj:pass":
			if !assisted(tokens, k.Head) {
				k.Rel = "nsubj"
			}
		case "compound":
			if i < k.Head && (k.UPOS == "NOUN" || k.UPOS == "PROPN") && !hangs(tokens, k.Head, "nsubj", "nsubj:pass", "csubj") {
				k.Rel = "nsubj"
				articles(tokens, i)
			}
		case "iobj":
			if !hangs(tokens, k.Head, "obj", "ccomp", "xcomp") {
				infinitive(tokens, i)
			}
		}
	}
}

// single leaves every word one object, the one whose label is surer; the other takes its second best label.
func (n *network) single(tokens []entente.Token) {
	for i := range tokens {
		if tokens[i].Rel != "obj" {
			continue
		}
		for j := range i {
			if tokens[j].Rel == "obj" && tokens[j].Head == tokens[i].Head {
				less := i
				if n.margin(j, "obj") < n.margin(i, "obj") {
					less = j
				}
				tokens[less].Rel = n.m.best(n.labelsOf(less), "obj")
				break
			}
		}
	}
}

// labelsOf are the scores of the labels of a word under its head.
func (n *network) labelsOf(i int) []float32 {
	return n.labels[i*n.m.label.out : i*n.m.label.out+len(n.m.Labels)]
}

// margin is how far a label stands before the best of the others.
func (n *network) margin(i int, label string) float32 {
	row := n.labelsOf(i)
	return row[slices.Index(n.m.Labels, label)] - row[slices.Index(n.m.Labels, n.m.best(row, label))]
}

// infinitive takes an infinitive from the only object of a verb to the verb: "allowed inspectors to visit".
func infinitive(tokens []entente.Token, object int) {
	for i := object + 1; i < len(tokens); i++ {
		if k := &tokens[i]; k.Head == object && k.Rel == "acl" && k.XPOS == "VB" {
			k.Head, k.Rel, tokens[object].Rel = tokens[object].Head, "xcomp", "obj"
		}
	}
}

// thats reads "that" right behind a verb, or behind the person told, as the mark of what is said: "told his guest that
// trade could double".
func thats(tokens []entente.Token) {
	for i := 1; i < len(tokens); i++ {
		if k := &tokens[i]; k.Form != "that" || k.Rel == "mark" || k.Head < i {
			continue
		}
		top := i // the clause that begins with "that"
		for tokens[top].Head >= i {
			top = tokens[top].Head
		}
		said := tokens[top].Head
		switch {
		case said == i-1 && tokens[top].Rel == "ccomp":
		case said >= 0 && tokens[top].Rel == "acl:relcl" && said == i-1 && tokens[said].Head >= 0 && slices.Contains(telling, tokens[tokens[said].Head].Lemma) &&
			(tokens[said].Rel == "iobj" || tokens[said].Rel == "obj") && hangs(tokens, top, "nsubj", "nsubj:pass", "csubj", "expl"):
			tokens[top].Head, tokens[top].Rel = tokens[said].Head, "ccomp"
		default:
			continue
		}
		k := &tokens[i]
		k.UPOS, k.XPOS, k.Feats, k.Rel, k.Head = "SCONJ", "IN", "", "mark", top
	}
}

// telling are verbs that take a person and what that person is told.
var telling = []string{"tell", "inform", "assure", "remind", "warn", "notify", "convince", "persuade", "promise"}

// hangs reports whether a word of one of the relations hangs on the head.
func hangs(tokens []entente.Token, head int, rels ...string) bool { return kid(tokens, head, rels...) >= 0 }

// kid is the first word of one of the relations that hangs on the head, -1 for none.
func kid(tokens []entente.Token, head int, rels ...string) int {
	for i := range tokens {
		if tokens[i].Head == head && slices.Contains(rels, tokens[i].Rel) {
			return i
		}
	}
	return -1
}

// present makes a present of a word that was read as a noun though it has a subject and an object: "Namibia thanks the Government".
func (n *network) present(k *entente.Token) {
	k.UPOS, k.XPOS, k.Feats = "VERB", "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
	if strings.HasSuffix(k.Form, "s") {
		k.XPOS, k.Feats = "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
	}
	k.Lemma = n.m.lemma(k.Form, k.UPOS, k.XPOS)
}

// articles moves articles and adjectives from a verb to the subject that follows them.
func articles(tokens []entente.Token, noun int) {
	for i := noun - 1; i >= 0 && tokens[i].Head == tokens[noun].Head; i-- {
		switch tokens[i].Rel {
		case "det", "amod", "nummod", "compound", "nmod:poss":
			tokens[i].Head = noun
		default:
			return
		}
	}
}

func finite(xpos string) bool { return xpos == "VBD" || xpos == "VBZ" || xpos == "VBP" }

// assisted reports whether an auxiliary hangs on the word.
func assisted(tokens []entente.Token, head int) bool {
	for i := range tokens {
		if tokens[i].Head == head && tokens[i].UPOS == "AUX" {
			return true
		}
	}
	return false
}

// bare reports whether the root is no finite verb and has no subject, auxiliary or copula.
func (n *network) bare(tokens []entente.Token) bool {
	for i := range tokens {
		k := &tokens[i]
		if k.Head < 0 {
			switch k.XPOS {
			case "VBD", "VBZ", "VBP", "VB", "MD":
				return false
			}
			continue
		}
		if tokens[k.Head].Head < 0 {
			switch k.Rel {
			case "nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "csubj", "expl":
				return false
			}
		}
	}
	return true
}

// finite is the best finite tag and what it costs against the best tag of all.
func (m *model) finite(row []float32) (tag int, cost float64) {
	tag = -1
	for i, v := range row[:len(m.XPOS)] {
		if finite(m.XPOS[i]) && (tag < 0 || v > row[tag]) {
			tag = i
		}
	}
	return tag, float64(row[highest(row)] - row[tag])
}

// rooted reads the best projective tree with one root off the filled tables.
func (e *eisner) rooted(t, root int, heads []int) {
	heads[0], heads[root] = -1, 0
	e.walk(heads, t, 1, root, 0, true)
	e.walk(heads, t, root, t-1, 1, true)
}
