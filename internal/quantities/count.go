package quantities

import (
	"strings"

	"entente/internal/numerals"
	"entente/internal/trees"
)

// Count finds the noun that a bare number counts: "191 signatory countries", "51 of the carriers", "102 and 21 people".
// It returns false where the number counts nothing that is a claim.
func (r *Reader) Count(it []Item, q *Quantity, t *trees.Tree) bool {
	at, lemma := -1, ""
	if k := q.To; k < len(it) && it[k].Upper && strings.HasSuffix(it[k].Text, "ese") && (k+1 >= len(it) || Function(it[k+1].Text) || it[k+1].Kind != numerals.Word) {
		at, lemma = k, "person" // "23 million Taiwanese"
	} else if t != nil && len(t.Tokens) > 0 {
		at, lemma = r.countedTree(it, q, t)
	}
	if at < 0 {
		at, lemma = r.countedWords(it, q)
	}
	if k, name := models(it, q); k >= 0 {
		at, lemma = k, name
	}
	if at < 0 || lemma == "" || r.Role(lemma, "skip") || it[at].Kind != numerals.Word || len(it[at].Text) < 2 && !strings.ContainsAny(lemma, "0123456789") {
		return false
	}
	if _, scale := r.Scales[it[at].Text]; scale {
		return false
	}
	if single(it, q, at, t) || it[min(q.To, len(it)-1)].Is("pronged", "tiered") {
		return false
	}
	if k := q.To + 1; k < len(it) && at > k && it[q.To].Is("-") && it[q.To].Glued && it[k].Glued && it[k].Kind == numerals.Word {
		at, lemma = k, Singular(it[k].Text) // "a six-point programme"
	} else if at > q.To && !Plural(it[at].Text) && Plural(it[at-1].Text) && !it[at-1].Upper && !Function(it[at-1].Text) && !it[at-1].Date {
		at, lemma = at-1, Singular(it[at-1].Text) // "900 people age 12 and older"
	}
	if n := at + 1; n < len(it) && at >= q.To && !it[n].Date && !it[n].Upper && Plural(it[n].Text) && it[n].Kind == numerals.Word && !Function(it[n].Text) && !r.Role(it[n].Text, "verb") && noun(t, it[n].Start) {
		at, lemma = n, Singular(it[n].Text) // "two police officers"
	}
	if it[at].Upper && at > q.To && !strings.HasSuffix(it[at].Text, "s") {
		return false
	}
	q.Noun, q.NounAt = lemma, at
	if row, _ := r.Units.From(it, at); row != nil && row[2] == "time" && !it[min(q.To, len(it)-1)].Is("of") { // "five long years"
		q.Unit, q.Dim, q.Noun = row[1], row[2], ""
	} else {
		q.Unit, q.Dim = "{"+thing(lemma)+"}", "count"
		if at > 0 && q.Noun == "member" && r.Role(it[at-1].Text, "body") {
			q.Unit = "{person}"
		}
		if it[at].Upper && at > 0 && (strings.HasSuffix(it[at].Text, "ans") || strings.HasSuffix(it[at].Text, "is") && len(lemma) > 4) {
			q.Unit = "{person}" // "36 million Brazilians"
		}
	}
	if at >= q.To && at-q.To <= 6 && at < q.Limit && !numbersBetween(it, q.To, at) {
		q.To = at + 1
	}
	return true
}

// models reads a count of things that are named by a number: "five Boeing 737s", "12 F-16s".
func models(it []Item, q *Quantity) (int, string) {
	name := ""
	for k := q.To; k+1 < len(it) && k < q.To+4; k++ {
		w := &it[k]
		switch {
		case w.Kind == numerals.Number && !w.Date && !w.Spelt && it[k+1].Is("s") && it[k+1].Glued && (name != "" || q.Spelt):
			return k + 1, strings.ReplaceAll(strings.TrimSpace(name+" "+w.Text), "- ", "-")
		case w.Kind == numerals.Word && w.Upper:
			name += " " + w.Text
		case w.Is("-") && name != "":
			name += "-"
		default:
			return -1, ""
		}
	}
	return -1, ""
}

// single reports whether the noun is in the singular after a number in digits that is over one, and nothing follows that it
// qualifies: then the number is the name of one thing ("the 717 jet", "a 787 Dreamliner").
func single(it []Item, q *Quantity, at int, t *trees.Tree) bool {
	if t == nil || len(t.Tokens) == 0 || q.Spelt || q.Vague || q.Value == nil || at < q.To || at >= q.To+3 || it[q.Num].Int < 100 || it[q.Num].Int > 999 || strings.Contains(it[q.Num].Text, ",") || q.From != q.Num {
		return false
	}
	w := t.At(it[at].Start)
	if w < 0 || t.Tokens[w].XPOS != "NN" && t.Tokens[w].XPOS != "NNP" || it[at-1].Is("-", "of") {
		return false
	}
	if Plural(it[at].Text) { // "the final 737 aircraft" against "300 aircraft"
		return it[at].Is("aircraft") && q.Num > 0 && it[q.Num-1].Is("a", "an", "the", "new", "final", "first", "last", "its")
	}
	return at+1 >= len(it) || it[at+1].Kind != numerals.Word || Function(it[at+1].Text) || !noun(t, it[at+1].Start)
}

// numbersBetween reports whether a noun is shared with another number: "102 and 21 people".
func numbersBetween(it []Item, from, to int) bool {
	for k := from; k < to; k++ {
		if it[k].Kind == numerals.Number {
			return true
		}
	}
	return false
}

// noun reports whether the word at a byte of the text is a noun, as far as the sentence has a tree.
func noun(t *trees.Tree, at int) bool {
	if t == nil || len(t.Tokens) == 0 {
		return true
	}
	w := t.At(at)
	return w < 0 || t.Noun(w)
}

// countedTree climbs from the number to the noun that it modifies.
func (r *Reader) countedTree(it []Item, q *Quantity, t *trees.Tree) (int, string) {
	last := q.To - 1
	for last > q.Num && it[last].Is("or", "more", "plus", "+", "so", "less") {
		last--
	}
	w := t.At(it[last].Start)
	if w < 0 {
		return -1, ""
	}
	for n := 0; n < 3; n++ {
		h := t.Head(w)
		switch t.Rel(w) {
		case "nummod", "compound", "det", "amod", "advmod":
			if h >= 0 && t.Noun(h) && t.Tokens[h].Start > it[last].Start {
				return itemAt(it, t.Tokens[h].Start), t.Lemma(h)
			}
		case "conj":
		default:
			for _, k := range t.Phrases(w, "of") {
				if t.Noun(k) {
					return itemAt(it, t.Tokens[k].Start), t.Lemma(k)
				}
			}
			return -1, ""
		}
		if h < 0 {
			return -1, ""
		}
		w = h
	}
	return -1, ""
}

func itemAt(it []Item, start int) int {
	for i := range it {
		if it[i].Start <= start && start < it[i].End {
			return i
		}
	}
	return -1
}

// countedWords finds the noun without a tree: the last word of the run of words after the number that looks like a plural.
func (r *Reader) countedWords(it []Item, q *Quantity) (int, string) {
	k := q.To
	if k < len(it) && it[k].Is("and", "or") && k+1 < len(it) && it[k+1].Kind == numerals.Number && !it[k+1].Date {
		k += 2 // "102 and 21 people"
	}
	if k < len(it) && it[k].Is("of") {
		k++
		for n := 0; k < len(it) && n < 3 && (it[k].Kind == numerals.Number && !it[k].Date || it[k].Is("the", "its", "their", "these", "those", "our", "s", "'", "’") || it[k].Upper); n++ {
			k++
		}
	}
	best := -1
	for n := 0; k < len(it) && n < 6; k, n = k+1, n+1 {
		w := &it[k]
		if w.Is("'", "’") && k+1 < len(it) && it[k+1].Is("s") && it[k+1].Glued {
			k, best = k+1, -1
			continue
		}
		if w.Is("more", "others") && k+1 < len(it) && it[k+1].Is(",", ".") {
			break
		}
		if w.Kind != numerals.Word || w.Date || Function(w.Text) {
			if w.Is("-", ",") && best < 0 && k+1 < len(it) && it[k+1].Kind == numerals.Word && !Function(it[k+1].Text) && w.Glued {
				continue
			}
			break
		}
		if Plural(w.Text) {
			best = k
			if !w.Upper && k+1 < len(it) && !Plural(it[k+1].Text) {
				break
			}
			continue
		}
		if best >= 0 && !(it[best].Upper && !w.Upper && k+1 < len(it) && Plural(it[k+1].Text)) {
			break // but "100 United States air bases"
		}
	}
	if best < 0 {
		return -1, ""
	}
	return best, Singular(it[best].Text)
}

// thing is the name of what is counted, in the singular; words for one thing share one name.
func thing(lemma string) string {
	switch lemma {
	case "people", "person", "individual", "life", "passenger", "civilian", "victim", "casualty", "fatality", "being", "inhabitant", "resident", "citizen", "dead", "injured", "wounded", "missing", "death", "man", "woman":
		return "person"
	case "troops", "troop", "serviceman", "soldier", "personnel", "peacekeeper", "marine":
		return "soldier"
	case "country", "nation", "state":
		return "state"
	case "carrier", "airline", "firm", "enterprise", "corporation", "company", "business":
		return "company"
	}
	return lemma
}

// Definite reports whether the count is of things already known, which claims nothing: "the two countries", "both".
func Definite(it []Item, q *Quantity) bool {
	v := q.Value
	if v == nil || !v.IsInt() || v.Num().Int64() > 9 {
		return false
	}
	n := v.Num().Int64()
	if n == 1 && q.Dim == "count" {
		return true
	}
	p := Item{}
	if q.From > 0 {
		p = it[q.From-1]
	}
	switch q.Noun {
	case "country", "side", "nation", "state", "leader", "president", "minister", "party", "government", "neighbor", "neighbour", "session", "capital", "time", "day", "power":
		return n <= 3 || p.Is("the", "our", "these", "all", "both", "its", "their")
	}
	return n == 2 && p.Is("the", "our", "these", "those", "their", "other", "first", "last", "any", "both", "between", "its", "his")
}
