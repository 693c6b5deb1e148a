package syntax

import (
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
