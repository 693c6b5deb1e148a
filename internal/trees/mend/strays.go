package mend

import "entente"

// strays puts right bare nouns that were taken for the predicate of a verb ("fined Oslo a million", "its regulator barred", `condemned the
// "agents" law`), and the names that a headline lists before its verb ("Oslo, Bergen sign deal"). change copies the tokens before the first change.
func strays(tokens []entente.Token, change func() []entente.Token) {
	out := tokens
	for i := range out {
		w := &out[i]
		if w.Rel != "xcomp" || w.UPOS != "NOUN" && w.UPOS != "PROPN" || w.Head < 0 || w.Head >= len(out) || out[w.Head].UPOS != "VERB" || cased(out, i) || out[w.Head].Lemma == "become" || out[w.Head].Lemma == "remain" {
			continue
		}
		v := w.Head
		o, subject := kid(out, v, "obj"), kid(out, v, "nsubj")
		switch {
		case i < v && subject < 0 && i == v-1: // "India's regulator barred"
			out = change()
			out[i].Rel = "nsubj"
		case i > v && w.UPOS == "PROPN" && o > i && onlyName(out, v, i): // "fined Hungary 200 million euros"
			out = change()
			out[i].Rel = "iobj"
		case i > v && w.UPOS == "NOUN" && o > v && o < i && quoted(out, o, i) && kid(out, i, "det") < 0: // `Georgia's "foreign agents" law`
			out = change()
			out[i].Rel, out[o].Head, out[o].Rel = "obj", i, "compound"
			for k := range out {
				if out[k].Head == o && out[k].Rel == "nmod:poss" {
					out[k].Head = i
				}
			}
		}
	}
	for i := range out { // "the Fund and the Bank asked": both were taken for subjects of their own
		if Base(out[i].Rel) != "nsubj" || out[i].Head <= i {
			continue
		}
		if a, c := kid(out, out[i].Head, "nsubj"), kid(out, i, "cc"); a >= 0 && a < c && c < i {
			out = change()
			out[i].Head, out[i].Rel = a, "conj"
		}
	}
	if first, names, v := headlined(out); v >= 0 {
		out = change()
		out[first].Head, out[first].Rel = v, "nsubj"
		for _, n := range names {
			out[n].Head, out[n].Rel = first, "conj"
		}
	}
}

// headlined are the heads of the names that stand, parted by commas alone, before the verb that heads a sentence; verb is -1 for none.
func headlined(tokens []entente.Token) (first int, names []int, verb int) {
	first, verb = -1, -1
	last, commas := -1, 0
	for i := range tokens {
		t := &tokens[i]
		switch {
		case t.UPOS == "PROPN" || t.UPOS == "ADJ" && t.Form != "" && t.Form[0] >= 'A' && t.Form[0] <= 'Z':
			last = i
			continue
		case t.Form == "," && last == i-1 && i > 0:
			commas++
		case t.UPOS == "VERB" && (t.XPOS == "VBP" || t.XPOS == "VB") && t.Head < 0 && last == i-1 && commas > 0:
			return first, append(names, last), i
		default:
			return -1, nil, -1
		}
		if first < 0 {
			first = last
		} else {
			names = append(names, last)
		}
	}
	return -1, nil, -1
}

// kid is the first dependent of a word with a relation, subtypes of it taken in, or -1.
func kid(tokens []entente.Token, head int, rel string) int {
	for i := range tokens {
		if tokens[i].Head == head && Base(tokens[i].Rel) == rel {
			return i
		}
	}
	return -1
}

// onlyName reports whether nothing but articles and parts of the name stand between a verb and a name.
func onlyName(tokens []entente.Token, v, i int) bool {
	for k := v + 1; k < i; k++ {
		if tokens[k].UPOS != "DET" && tokens[k].UPOS != "PROPN" && tokens[k].UPOS != "ADJ" {
			return false
		}
	}
	return true
}

// quoted reports whether a quotation mark and nothing else stands between two words.
func quoted(tokens []entente.Token, a, b int) bool {
	for k := a + 1; k < b; k++ {
		if tokens[k].UPOS != "PUNCT" || tokens[k].Form == "," {
			return false
		}
	}
	return b-a == 2
}
