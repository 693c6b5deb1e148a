package mend

import (
	"strings"

	"entente"
)

// rehang mends phrases that hang where their preposition or their ending rules it out, and reports whether it did; change is called
// before the first change.
func rehang(tokens []entente.Token, i int, change func() []entente.Token) {
	w := &tokens[i]
	if _, _, ok := series(tokens, i); ok {
		inSeries(change(), i)
		return
	}
	if h := temporal(tokens, i); h >= 0 {
		clause2(change(), i, h)
		return
	}
	switch {
	case uncased(tokens, i) >= 0:
		v := uncased(tokens, i)
		t := change()
		t[i].Head, t[i].Rel = v, "nsubj"
	case worth(tokens, i) >= 0:
		k := worth(tokens, i)
		t := change()
		if t[i].Head, t[i].Rel = k, "nmod"; t[k].UPOS == "VERB" {
			t[i].Rel = "obl"
		}
	case called(tokens, i):
		change()[i].Rel = "nsubj"
	case phrased(tokens, i):
		change()[i].Rel = "obl"
	case owning(tokens, i) >= 0:
		k := owning(tokens, i)
		t := change()
		t[i].Head, t[i].Rel = k, "nmod:poss"
	case sufferer(tokens, i):
		h := tokens[w.Head].Head
		change()[i].Head = h
	case intending(tokens, i) >= 0:
		n := intending(tokens, i)
		t := change()
		t[i].Head, t[i].Rel = n, "acl"
	case strayed(tokens, i) >= 0:
		v := strayed(tokens, i)
		change()[i].Head = v
	case lent(tokens, i):
		change()[i].Rel = "iobj"
	case getting(tokens, i):
		t := change()
		t[i].Head, t[i].Rel = i-1, "iobj"
	case applying(tokens, i):
		h := tokens[w.Head].Head
		change()[i].Head = h
	case dated(tokens, i):
		t := change()
		t[i-1].Head, t[i-1].Rel = w.Head, "obl"
		t[i-2].Head = i - 1
		t[i].Rel = "nsubj"
	case parenthetic(tokens, i) >= 0:
		k := parenthetic(tokens, i)
		t := change()
		t[i].Head, t[i].Rel = k, "appos"
	case floating(tokens, i):
		t := change()
		t[i].Rel, t[i].UPOS = "nsubj", "PRON"
	case fellow(tokens, i) >= 0:
		k := fellow(tokens, i)
		t := change()
		t[i].Head, t[i].Rel = k, "nmod"
	case attending(tokens, i) >= 0:
		k := attending(tokens, i)
		t := change()
		t[k].Head, t[k].Rel, t[i].Head, t[i].Rel, t[i].UPOS = w.Head, w.Rel, k, "amod", "ADJ"
		for j := range i {
			if t[j].Head == i && (t[j].Rel == "nsubj" || t[j].Rel == "nmod:poss") {
				t[j].Head, t[j].Rel = k, "nmod:poss"
			}
		}
	}
}

// phrased: "pulled its troops out of Gambia", "lifted its veto on the accession": what has a preposition is no second object.
func phrased(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "obj" || w.Head < 0 || w.Head > i {
		return false
	}
	first, cased := false, false
	for k := range i {
		t := &tokens[k]
		first = first || t.Head == w.Head && t.Rel == "obj" && k > w.Head
		cased = cased || t.Head == i && t.Rel == "case" && t.UPOS == "ADP" && k > w.Head
	}
	return first && cased
}

// owning: "Togo's offer was turned down", where owner and thing were both taken for the subject. It is the thing, or -1.
func owning(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i+2 >= len(tokens) || !strings.HasPrefix(w.Rel, "nsubj") || tokens[i+1].Head != i || tokens[i+1].XPOS != "POS" {
		return -1
	}
	for k := i + 2; k < min(i+6, len(tokens)); k++ {
		if t := &tokens[k]; t.UPOS == "NOUN" && t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj") {
			return k
		} else if t.UPOS == "VERB" || t.UPOS == "PUNCT" {
			return -1
		}
	}
	return -1
}

// sufferer: "the occupation by Oslo of the valley": the "of" is that of the act, not of who did it.
func sufferer(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "nmod" || w.Head <= 0 || w.Head > i || case1(tokens, i) != "of" {
		return false
	}
	by := &tokens[w.Head]
	return by.Rel == "nmod" && by.UPOS == "PROPN" && by.Head >= 0 && by.Head < w.Head && tokens[by.Head].UPOS == "NOUN" && case1(tokens, w.Head) == "by"
}

func case1(tokens []entente.Token, i int) string {
	for k := range i {
		if t := &tokens[k]; t.Head == i && t.Rel == "case" {
			return t.Lemma
		}
	}
	return ""
}

// lent: "lent Morocco 100 million euros", where who gets it was taken for a complement.
func lent(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "PROPN" || w.Rel != "xcomp" && w.Rel != "obl:unmarked" || w.Head != i-1 || !ditransitive[tokens[i-1].Lemma] {
		return false
	}
	for k := i + 1; k < len(tokens); k++ {
		if t := &tokens[k]; t.Head == w.Head && t.Rel == "obj" {
			return true
		}
	}
	return false
}

// getting: "give Ethiopia exclusive access", where who gets it was taken for a part of the thing: an adjective does not stand behind such a part.
func getting(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i == 0 || i+1 >= len(tokens) || w.UPOS != "PROPN" || w.Rel != "compound" || w.Head <= i+1 || !ditransitive[tokens[i-1].Lemma] || tokens[i-1].UPOS != "VERB" {
		return false
	}
	h, next := &tokens[w.Head], &tokens[i+1]
	return h.Rel == "obj" && h.Head == i-1 && h.UPOS == "NOUN" && next.XPOS == "JJ" && next.Rel == "amod" && next.Head == w.Head
}

// dated: "In 1956 Oslo attacked Bergen", where year and name were taken for one phrase.
func dated(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i != 2 || w.UPOS != "PROPN" || w.Rel != "obl" || w.Head < 0 || tokens[1].Head != i || tokens[1].UPOS != "NUM" || len(tokens[1].Form) != 4 ||
		tokens[0].Head != i || tokens[0].Rel != "case" {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && (strings.HasPrefix(t.Rel, "nsubj") || t.Rel == "expl") {
			return false
		}
	}
	return true
}

// attending: "Oslo's visiting minister told", where the participle was taken for a clause. It is the noun, or -1.
func attending(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i == 0 || w.XPOS != "VBG" || w.Rel == "amod" || tokens[i-1].XPOS != "POS" {
		return -1
	}
	for k := i + 1; k < min(i+5, len(tokens)); k++ {
		if t := &tokens[k]; t.UPOS == "NOUN" && t.Head == i && t.Rel == "obj" {
			return k
		}
	}
	return -1
}

// applying: "applied to join the bloc together with Oslo in May": who applies with somebody, and when, is said of the application: the joining is
// still to come.
func applying(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Head < 0 || w.Head > i || !strings.HasPrefix(w.Rel, "obl") {
		return false
	}
	v := &tokens[w.Head]
	if v.Rel != "xcomp" || v.Head < 0 || tokens[v.Head].Lemma != "apply" || tokens[v.Head].UPOS != "VERB" {
		return false
	}
	switch case1(tokens, i) {
	case "with":
		return true
	case "in", "on", "":
		return months[w.Form] || w.UPOS == "NUM" || kid(tokens, i, "nummod") >= 0 || tokens[i].Lemma == "year" || tokens[i].Lemma == "month"
	}
	return false
}

var months = set("January February March April May June July August September October November December")
