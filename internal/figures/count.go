package figures

import (
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/trees"
)

// counted finds the noun that a bare number counts: "191 signatory countries", "51 of the carriers", "102 and 21 people".
// It returns false where the number counts nothing that is a claim.
func (r *reader) counted(it []item, q *quantity, t *trees.Tree) bool {
	at, lemma := -1, ""
	if k := q.to; k < len(it) && it[k].Upper && strings.HasSuffix(it[k].Text, "ese") && (k+1 >= len(it) || function(it[k+1].Text) || it[k+1].Kind != numerals.Word) {
		at, lemma = k, "person" // "23 million Taiwanese"
	} else if t != nil && len(t.Tokens) > 0 {
		at, lemma = r.countedTree(it, q, t)
	}
	if at < 0 {
		at, lemma = r.countedWords(it, q)
	}
	if at < 0 || lemma == "" || r.role(lemma, "skip") {
		return false
	}
	if _, scale := r.scales[it[at].Text]; scale {
		return false
	}
	if n := at + 1; n < len(it) && at >= q.to && !it[n].date && !it[n].Upper && plural(it[n].Text) && it[n].Kind == numerals.Word && !function(it[n].Text) && !r.role(it[n].Text, "verb") {
		at, lemma = n, singular(it[n].Text) // "two police officers"
	}
	if it[at].Upper && at > q.to && !strings.HasSuffix(it[at].Text, "s") {
		return false
	}
	q.noun, q.nounAt = lemma, at
	if row, _ := r.units.from(it, at); row != nil && row[2] == "time" && !it[min(q.to, len(it)-1)].is("of") { // "five long years"
		q.unit, q.dim, q.noun = row[1], row[2], ""
	} else {
		q.unit, q.dim = "{"+r.thing(lemma)+"}", "count"
		if at > 0 && q.noun == "member" && r.role(it[at-1].Text, "body") {
			q.unit = "{person}"
		}
		if it[at].Upper && at > 0 && (strings.HasSuffix(it[at].Text, "ans") || strings.HasSuffix(it[at].Text, "is") && len(lemma) > 4) {
			q.unit = "{person}" // "36 million Brazilians"
		}
	}
	if at >= q.to && at-q.to <= 6 && at < q.limit && !numbersBetween(it, q.to, at) {
		q.to = at + 1
	}
	return true
}

// numbersBetween reports whether a noun is shared with another number: "102 and 21 people".
func numbersBetween(it []item, from, to int) bool {
	for k := from; k < to; k++ {
		if it[k].Kind == numerals.Number {
			return true
		}
	}
	return false
}

// countedTree climbs from the number to the noun that it modifies.
func (r *reader) countedTree(it []item, q *quantity, t *trees.Tree) (int, string) {
	last := q.to - 1
	for last > q.num && it[last].is("or", "more", "plus", "+", "so", "less") {
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
				return r.itemAt(it, t.Tokens[h].Start), t.Lemma(h)
			}
		case "conj":
		default:
			for _, k := range t.Phrases(w, "of") {
				if t.Noun(k) {
					return r.itemAt(it, t.Tokens[k].Start), t.Lemma(k)
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

func (r *reader) itemAt(it []item, start int) int {
	for i := range it {
		if it[i].Start <= start && start < it[i].End {
			return i
		}
	}
	return -1
}

// countedWords finds the noun without a tree: the last word of the run of words after the number that looks like a plural.
func (r *reader) countedWords(it []item, q *quantity) (int, string) {
	k := q.to
	if k < len(it) && it[k].is("and", "or") && k+1 < len(it) && it[k+1].Kind == numerals.Number && !it[k+1].date {
		k += 2 // "102 and 21 people"
	}
	if k < len(it) && it[k].is("of") {
		k++
		for n := 0; k < len(it) && n < 3 && (it[k].Kind == numerals.Number && !it[k].date || it[k].is("the", "its", "their", "these", "those", "our", "s", "'", "’") || it[k].Upper); n++ {
			k++
		}
	}
	best := -1
	for n := 0; k < len(it) && n < 6; k, n = k+1, n+1 {
		w := &it[k]
		if w.is("'", "’") && k+1 < len(it) && it[k+1].is("s") && it[k+1].Glued {
			k, best = k+1, -1
			continue
		}
		if w.is("more", "others") && k+1 < len(it) && it[k+1].is(",", ".") {
			break
		}
		if w.Kind != numerals.Word || w.date || function(w.Text) {
			if w.is("-", ",") && best < 0 && k+1 < len(it) && it[k+1].Kind == numerals.Word && !function(it[k+1].Text) && w.Glued {
				continue
			}
			break
		}
		if plural(w.Text) {
			best = k
			if !w.Upper && k+1 < len(it) && !plural(it[k+1].Text) {
				break
			}
			continue
		}
		if best >= 0 && !(it[best].Upper && !w.Upper && k+1 < len(it) && plural(it[k+1].Text)) {
			break // but "100 United States air bases"
		}
	}
	if best < 0 {
		return -1, ""
	}
	return best, singular(it[best].Text)
}

// function reports whether a word ends a noun phrase.
func function(w string) bool {
	switch w {
	case "in", "on", "at", "of", "to", "for", "from", "by", "with", "and", "or", "but", "is", "are", "was", "were", "has", "have", "had", "that", "which", "who", "as", "than",
		"will", "would", "can", "could", "may", "since", "during", "after", "before", "while", "when", "where", "if", "this", "these", "those", "its", "their", "his", "s", "said",
		"under", "over", "between", "into", "through", "until", "against", "about", "a", "an", "the", "not", "also", "including", "per", "respectively":
		return true
	}
	return false
}

// plural reports whether a word looks like a noun in the plural.
func plural(w string) bool {
	switch w {
	case "people", "men", "women", "children", "personnel", "police", "aircraft", "troops", "servicemen", "servicewomen", "peacekeepers", "spacecraft", "cattle", "sheep", "memoranda",
		"percent", "businessmen", "policemen", "fishermen", "gunmen", "militiamen", "crew", "staff", "dead", "injured", "wounded", "missing", "crises", "bases", "analyses":
		return w != "percent"
	}
	return len(w) > 3 && w[len(w)-1] == 's' && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !strings.HasSuffix(w, "ous") && !strings.HasSuffix(w, "is")
}

func singular(w string) string {
	switch w {
	case "people", "persons", "individuals", "dead", "injured", "wounded", "missing":
		return "person"
	case "men", "women", "children", "servicemen", "policemen", "businessmen", "fishermen", "gunmen":
		return map[string]string{"men": "man", "women": "woman", "children": "child"}[w] + map[bool]string{true: strings.TrimSuffix(w, "en") + "an"}[len(w) > 8 || w == "gunmen"]
	case "memoranda":
		return "memorandum"
	case "crises":
		return "crisis"
	case "lives":
		return "life"
	case "series", "species", "troops", "forces":
		return map[string]string{"troops": "soldier", "forces": "soldier"}[w] + map[bool]string{true: w}[w == "series" || w == "species"]
	}
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}

// thing is the name of what is counted, in the singular; words for one thing share one name.
func (r *reader) thing(lemma string) string {
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

// definite reports whether the count is of things already known, which claims nothing: "the two countries", "both".
func (r *reader) definite(it []item, q *quantity) bool {
	v := q.value
	if v == nil || !v.IsInt() || v.Num().Int64() > 9 {
		return false
	}
	n := v.Num().Int64()
	if n == 1 && q.dim == "count" {
		return true
	}
	p := item{}
	if q.from > 0 {
		p = it[q.from-1]
	}
	switch q.noun {
	case "country", "side", "nation", "state", "leader", "people", "president", "minister", "party", "government", "neighbor", "neighbour", "man", "session", "capital", "time", "day", "power":
		return n <= 3 || p.is("the", "our", "these", "all", "both", "its", "their")
	}
	return n == 2 && p.is("the", "our", "these", "those", "their", "other", "first", "last", "any", "both", "between", "its", "his")
}

// covered reports whether a span lies in one of the date expressions that keep their numbers to themselves.
func covered(s entente.Span, ds []entente.Date) bool {
	for _, d := range ds {
		if d.Span == nil || d.Use == "duration" || d.Use == "date" && d.Value != "" && d.Value[0] == 'P' && d.Value != "PAST_REF" && d.Value != "PRESENT_REF" {
			continue
		}
		if d.Span.Overlaps(s) {
			return true
		}
	}
	return false
}
