// Package trees turns a parsed sentence into what its words do to one another: who is the subject of a verb even where
// the verb is passive, shared, reduced or infinitive; what hangs on a noun and by which preposition; and whether the
// words claim that something happened, is planned, is supposed or is denied.
//
// Trees are those of Universal Dependencies v2 as package syntax gives them. Word numbers are indexes in
// Sentence.Tokens; -1 stands for none.
package trees

import (
	"strings"

	"entente"
	"entente/internal/trees/mend"
)

// A Tree is a sentence with its arcs turned round.
type Tree struct {
	Sentence *entente.Sentence
	Tokens   []entente.Token

	g     *Grammar
	flat  []int // children of all words, word after word, in the order of the text
	moods []*Mood
	first []int // first[i]:first[i+1] is the slice of flat that holds the children of word i
}

// maxSteps bounds every walk over a tree, so that a parser's cycle cannot hang the program.
const maxSteps = 60

// Tree turns a sentence round. Heads that lie outside the sentence count as the root.
func (g *Grammar) Tree(s *entente.Sentence) *Tree {
	t := &Tree{Sentence: s, Tokens: acyclic(mend.Tokens(s.Tokens)), g: g}
	n := len(s.Tokens)
	t.first = make([]int, n+2)
	for i := range t.Tokens {
		if h := t.Tokens[i].Head; h >= 0 && h < n && h != i {
			t.first[h+2]++
		}
	}
	for i := 2; i < len(t.first); i++ {
		t.first[i] += t.first[i-1]
	}
	t.flat = make([]int, t.first[n+1])
	for i := range t.Tokens {
		if h := t.Tokens[i].Head; h >= 0 && h < n && h != i {
			t.flat[t.first[h+1]] = i
			t.first[h+1]++
		}
	}
	return t
}

// acyclic makes a root of a word whose heads lead back to it, so that every walk upward ends.
func acyclic(tokens []entente.Token) []entente.Token {
	state := make([]byte, len(tokens)) // 1 on the way up, 2 known to end
	broken := false
	for i := range tokens {
		w := i
		for w >= 0 && w < len(tokens) && state[w] == 0 {
			state[w] = 1
			w = tokens[w].Head
		}
		if w >= 0 && w < len(tokens) && state[w] == 1 {
			if !broken {
				tokens, broken = append([]entente.Token{}, tokens...), true
			}
			tokens[w].Head = -1
		}
		for w = i; w >= 0 && w < len(tokens) && state[w] == 1; w = tokens[w].Head {
			state[w] = 2
		}
	}
	return tokens
}

// Kids are the words that depend on word i, in the order of the text.
func (t *Tree) Kids(i int) []int {
	if i < 0 || i >= len(t.Tokens) {
		return nil
	}
	return t.flat[t.first[i]:t.first[i+1]]
}

// Head is the word that i depends on.
func (t *Tree) Head(i int) int {
	if i < 0 || i >= len(t.Tokens) {
		return -1
	}
	if h := t.Tokens[i].Head; h >= 0 && h < len(t.Tokens) && h != i {
		return h
	}
	return -1
}

// Rel is the relation of word i to its head without its subtype, "nsubj" for "nsubj:pass".
func (t *Tree) Rel(i int) string {
	if i < 0 {
		return ""
	}
	return mend.Base(t.Tokens[i].Rel)
}

// Kid is the first dependent of i whose relation is one of rels; "nsubj" also takes its subtypes, "nsubj:pass" only itself.
func (t *Tree) Kid(i int, rels ...string) int {
	for _, k := range t.Kids(i) {
		for _, r := range rels {
			if t.Tokens[k].Rel == r || t.Rel(k) == r {
				return k
			}
		}
	}
	return -1
}

// Has reports whether i has a dependent with that relation and one of the lemmas; without lemmas any will do.
func (t *Tree) Has(i int, rel string, lemmas ...string) bool {
	for _, k := range t.Kids(i) {
		if t.Tokens[k].Rel != rel && t.Rel(k) != rel {
			continue
		}
		if len(lemmas) == 0 {
			return true
		}
		for _, l := range lemmas {
			if t.Lemma(k) == l {
				return true
			}
		}
	}
	return false
}

// Lemma is the lower-case lemma of a word; a verb's particle is joined on: "carry_out".
func (t *Tree) Lemma(i int) string {
	if i < 0 {
		return ""
	}
	w := &t.Tokens[i]
	if w.UPOS == "VERB" {
		if b := irregular[w.Form]; b != "" {
			return b
		}
	}
	if w.Lemma == "" || w.Lemma == "_" {
		return strings.ToLower(w.Form)
	}
	return strings.ToLower(w.Lemma)
}

// Phrasal is the lemma of a verb with its particle, "carry_out", or the bare lemma.
func (t *Tree) Phrasal(i int) string {
	if k := t.Kid(i, "compound:prt"); k >= 0 {
		return t.Lemma(i) + "_" + t.Lemma(k)
	}
	return t.Lemma(i)
}

// Verb reports whether word i is a verb, or an adjective or noun that an auxiliary of the passive makes one.
func (t *Tree) Verb(i int) bool {
	return i >= 0 && (t.Tokens[i].UPOS == "VERB" || t.Tokens[i].UPOS == "AUX" || t.Kid(i, "aux:pass") >= 0)
}

// Noun reports whether word i is a noun or a name.
func (t *Tree) Noun(i int) bool {
	return i >= 0 && (t.Tokens[i].UPOS == "NOUN" || t.Tokens[i].UPOS == "PROPN")
}

// Conjuncts are word i and what is coordinated with it: A, B and C from A.
func (t *Tree) Conjuncts(i int) []int {
	if i < 0 {
		return nil
	}
	out := []int{i}
	for k := 0; k < len(out) && len(out) < maxSteps; k++ {
		for _, c := range t.Kids(out[k]) {
			if t.Rel(c) == "conj" {
				out = append(out, c)
			}
		}
	}
	return out
}

// Cover is the span from the first to the last word that hangs on i, i included.
func (t *Tree) Cover(i int) entente.Span {
	s := t.Tokens[i].Span
	todo := []int{i}
	for n := 0; len(todo) > 0 && n < len(t.Tokens)+1; n++ {
		w := todo[len(todo)-1]
		todo = append(todo[:len(todo)-1], t.Kids(w)...)
		s = s.Cover(t.Tokens[w].Span)
	}
	return s
}

// Under reports whether word i is top or hangs below it.
func (t *Tree) Under(i, top int) bool {
	for n := 0; i >= 0 && n < maxSteps; n++ {
		if i == top {
			return true
		}
		i = t.Head(i)
	}
	return false
}

// At is the word that holds a byte of the text, or -1.
func (t *Tree) At(b int) int {
	for i := range t.Tokens {
		if t.Tokens[i].Start <= b && b < t.Tokens[i].End {
			return i
		}
	}
	return -1
}

// HeadOf is the word of a span whose head lies outside it: the head of the phrase that the span marks, or -1.
func (t *Tree) HeadOf(s entente.Span) int {
	best := -1
	for i := range t.Tokens {
		if !t.Tokens[i].Overlaps(s) {
			continue
		}
		h := t.Head(i)
		if h < 0 || !t.Tokens[h].Overlaps(s) {
			if best < 0 || t.Tokens[i].UPOS != "PUNCT" && t.Tokens[best].UPOS == "PUNCT" {
				best = i
			}
		}
	}
	return best
}
