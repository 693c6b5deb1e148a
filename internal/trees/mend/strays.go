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
	for i := range out {
		if frees(out, i) {
			out = change()
			freed(out, i)
		}
	}
	for i := 1; i < len(out); i++ { // "suspended intelligence sharing": what was taken for an aside heads the object before it
		o := &out[i-1]
		if w := &out[i]; w.UPOS == "NOUN" && w.XPOS == "NN" && w.Rel == "advcl" && o.UPOS == "NOUN" && o.XPOS == "NN" && o.Rel == "obj" && o.Head == w.Head && w.Head >= 0 && w.Head < i {
			out = change()
			out[i].Rel, out[i-1].Head, out[i-1].Rel = "obj", i, "compound"
		}
	}
	for i := 1; i < len(out); i++ { // "a 20 percent stake", taken for a verb
		p := &out[i-1]
		if w := &out[i]; w.UPOS == "VERB" && w.XPOS == "VB" && (p.Lemma == "percent" || p.Form == "%" || p.Lemma == "cent") && (w.Rel == "xcomp" || w.Rel == "obj" || w.Rel == "ccomp" || w.Rel == "advcl") {
			out = change()
			out[i].UPOS, out[i].XPOS, out[i].Rel = "NOUN", "NN", "obj"
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
		case t.UPOS == "PROPN" || (t.UPOS == "ADJ" || t.UPOS == "NOUN") && t.Form != "" && t.Form[0] >= 'A' && t.Form[0] <= 'Z': // "Maldives", taken for a plural
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

// freed makes a verb of "free" behind "to" or a modal, where the people that are let go were taken for its head: "agreed to free two soldiers".
func freed(tokens []entente.Token, i int) {
	w := &tokens[i]
	n := w.Head
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VB", "free"
	if w.Rel != "amod" || n <= i {
		return
	}
	infinitive := tokens[i-1].Form == "to"
	w.Head, w.Rel = tokens[n].Head, "ccomp"
	if infinitive {
		w.Rel, tokens[i-1].Rel, tokens[i-1].UPOS = "xcomp", "mark", "PART"
	}
	if w.Head < 0 {
		w.Rel = "root"
	}
	tokens[n].Head, tokens[n].Rel = i, "obj"
	for k := range tokens[:i] {
		if tokens[k].Head == n {
			tokens[k].Head = i
		}
	}
}

// frees reports whether "free" is a verb that was taken for an adjective.
func frees(tokens []entente.Token, i int) bool {
	if i == 0 || i+1 >= len(tokens) || tokens[i].Form != "free" || tokens[i].UPOS != "ADJ" || tokens[i-1].XPOS != "MD" && tokens[i-1].Form != "to" {
		return false
	}
	switch tokens[i+1].UPOS {
	case "NUM", "DET", "ADJ", "PROPN":
		return true
	case "NOUN":
		return tokens[i+1].XPOS == "NNS"
	}
	return false
}
