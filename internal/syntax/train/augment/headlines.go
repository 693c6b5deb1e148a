// Package augment makes trees of trees, so that training sees what treebanks seldom have: headlines, and other verbs with other subjects.
package augment

import (
	"math/rand/v2"
	"slices"
	"strings"

	"entente"
	"entente/internal/syntax"
)

// Headlines rewrites trees as headlines would put them, so that bare nouns before a finite verb are seen in training: about
// one tree in every is taken where it fits, loses its articles, its auxiliary "be" and its full stop, and tells the past
// in the present tense; half of them have their words capitalised. The trees given are left as they are.
func Headlines(trees []syntax.Tree, every int, rng *rand.Rand) []syntax.Tree {
	var out []syntax.Tree
	for _, t := range trees {
		if len(t.Tokens) < 4 || len(t.Tokens) > 25 || rng.IntN(every) != 0 {
			continue
		}
		if h, ok := headline(t.Tokens, rng.IntN(2) == 0); ok {
			out = append(out, syntax.Tree{Tokens: h})
		}
	}
	return out
}

// headline rewrites one sentence; false where it has no finite verb with a noun as its subject.
func headline(tokens []entente.Token, capitals bool) ([]entente.Token, bool) {
	root := slices.IndexFunc(tokens, func(t entente.Token) bool { return t.Head < 0 })
	if root < 0 || tokens[root].UPOS != "VERB" {
		return nil, false
	}
	subject := slices.IndexFunc(tokens, func(t entente.Token) bool {
		return t.Head == root && strings.HasPrefix(t.Rel, "nsubj") && (t.UPOS == "NOUN" || t.UPOS == "PROPN")
	})
	if subject < 0 || subject > root {
		return nil, false
	}
	at, n := make([]int, len(tokens)), 0
	for i := range tokens {
		at[i] = -1
		if !dropped(tokens, i) {
			at[i] = n
			n++
		}
	}
	out := make([]entente.Token, 0, n)
	for i, t := range tokens {
		if at[i] < 0 {
			continue
		}
		if t.Head >= 0 {
			t.Head = at[t.Head]
		}
		if i == root {
			present(&t, &tokens[subject])
		}
		if (capitals && len(t.Form) > 3 || len(out) == 0) && t.Form != "" {
			t.Form = strings.ToUpper(t.Form[:1]) + t.Form[1:]
		}
		out = append(out, t)
	}
	return out, true
}

// dropped reports whether a headline leaves a word out: a leaf that is an article, an auxiliary "be", or the full stop.
func dropped(tokens []entente.Token, i int) bool {
	if slices.ContainsFunc(tokens, func(t entente.Token) bool { return t.Head == i }) {
		return false
	}
	t := &tokens[i]
	switch {
	case t.UPOS == "DET":
		return t.Lemma == "a" || t.Lemma == "the" || t.Lemma == "an"
	case t.UPOS == "AUX":
		return t.Lemma == "be" && (t.Rel == "aux" || t.Rel == "aux:pass")
	}
	return i == len(tokens)-1 && t.Form == "."
}

// present puts a verb in the past tense into the present, as its subject wants it.
func present(t, subject *entente.Token) {
	if t.XPOS != "VBD" || t.Lemma == "" || t.Lemma == "be" || t.Lemma == "have" {
		return
	}
	if subject.XPOS == "NNS" || subject.XPOS == "NNPS" {
		t.Form, t.XPOS, t.Feats = t.Lemma, "VBP", "Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin"
		return
	}
	t.Form, t.XPOS, t.Feats = third(t.Lemma), "VBZ", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"
}

// third is the third person of a verb in the present.
func third(lemma string) string {
	switch {
	case strings.HasSuffix(lemma, "y") && len(lemma) > 1 && !strings.ContainsRune("aeiou", rune(lemma[len(lemma)-2])):
		return lemma[:len(lemma)-1] + "ies"
	case strings.HasSuffix(lemma, "s"), strings.HasSuffix(lemma, "x"), strings.HasSuffix(lemma, "z"), strings.HasSuffix(lemma, "ch"), strings.HasSuffix(lemma, "sh"), lemma == "go", lemma == "do":
		return lemma + "es"
	}
	return lemma + "s"
}
