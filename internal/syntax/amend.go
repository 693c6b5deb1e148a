package syntax

import (
	"slices"
	"strings"

	"entente"
)

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

// names hangs what stands on a later word of a name on its first: "Samia Suluhu Hassan and Uhuru Kenyatta".
func names(tokens []entente.Token) {
	for i := range tokens {
		k := &tokens[i]
		if k.Head < 0 || k.Rel == "flat" || k.Rel == "punct" || tokens[k.Head].Rel != "flat" {
			continue
		}
		for n := 0; n < 20 && tokens[k.Head].Rel == "flat"; n++ {
			k.Head = tokens[k.Head].Head
		}
	}
}

// fronted gives a main verb without a subject the name that was read as an apposition in the phrase before it: "At the
// invitation of Japan, Mr. Vo, President of Viet Nam, paid a visit".
func fronted(tokens []entente.Token) {
	verb := -1
	for i := range tokens {
		if tokens[i].Head < 0 {
			verb = i
		}
	}
	if verb < 3 || !finite(tokens[verb].XPOS) || tokens[verb].UPOS != "VERB" || !ended(tokens) || hangs(tokens, verb, "nsubj", "nsubj:pass", "csubj", "expl", "cop") {
		return
	}
	for i := 1; i < verb; i++ {
		k := &tokens[i]
		if k.Rel != "appos" || k.UPOS != "PROPN" && k.UPOS != "NOUN" {
			continue
		}
		first, last, top := i, i, tokens[k.Head]
		for j := range tokens {
			if beneath(tokens, j, i) && tokens[j].UPOS != "PUNCT" {
				first, last = min(first, j), max(last, j)
			}
		}
		for last++; last < verb && (tokens[last].UPOS == "PUNCT" || tokens[last].UPOS == "ADV" || tokens[last].UPOS == "AUX"); last++ {
		}
		if last != verb || first == 0 || tokens[first-1].Form != "," || k.Head > first || !phrase(tokens, top, verb) {
			continue
		}
		k.Head, k.Rel = verb, "nsubj"
		return
	}
}

// phrase reports whether a word stands in a phrase with a preposition that hangs on the verb.
func phrase(tokens []entente.Token, k entente.Token, verb int) bool {
	for n := 0; n < len(tokens) && k.Head >= 0; n++ {
		if k.Head == verb {
			return k.Rel == "obl"
		}
		k = tokens[k.Head]
	}
	return false
}

// beneath reports whether a word is another or hangs under it.
func beneath(tokens []entente.Token, word, top int) bool {
	for n := 0; word >= 0 && n <= len(tokens); word, n = tokens[word].Head, n+1 {
		if word == top {
			return true
		}
	}
	return false
}

// hangs reports whether a word of one of the relations hangs on the head.
func hangs(tokens []entente.Token, head int, rels ...string) bool {
	return kid(tokens, head, rels...) >= 0
}

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
