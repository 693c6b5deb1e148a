package augment

import (
	"math/rand/v2"
	"slices"
	"sort"
	"strings"

	"entente"
	"entente/internal/syntax"
)

// Swaps rewrites trees with other words in the same places, so that a finite verb is known by its place and not by what the
// treebanks mostly use its form for ("Arnor severed ties", "Rohan tests missiles"): one tree in every of those whose root
// is a finite verb with an object takes another verb of that kind, and a subject of one word becomes a name. Verbs and names
// are drawn from those of the trees, each as often as any other. The trees given are left as they are.
func Swaps(trees []syntax.Tree, every int, rng *rand.Rand) []syntax.Tree {
	verbs, names := transitive(trees), subjects(trees)
	if len(verbs) == 0 || len(names) == 0 {
		return nil
	}
	var out []syntax.Tree
	for _, t := range trees {
		root, subject := frame(t.Tokens)
		if root < 0 || rng.IntN(every) != 0 {
			continue
		}
		tokens := slices.Clone(t.Tokens)
		v := verbs[rng.IntN(len(verbs))]
		tokens[root].Lemma = v.lemma
		if tokens[root].XPOS == "VBZ" {
			tokens[root].Form = third(v.lemma)
		} else {
			tokens[root].Form = v.past
		}
		if s := &tokens[subject]; len(s.Form) > 0 && !hasChild(tokens, subject) {
			n := names[rng.IntN(len(names))]
			s.Form, s.Lemma, s.UPOS, s.XPOS, s.Feats = n.Form, n.Lemma, n.UPOS, n.XPOS, n.Feats
			if tokens[root].XPOS == "VBD" {
				tokens[root].Feats = "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin"
			}
		}
		out = append(out, syntax.Tree{Tokens: tokens})
	}
	return out
}

// frame gives the root of a sentence that tells who did something to whom in the past or the third person of the present, and
// its subject, which stands before it; -1 for another sentence.
func frame(tokens []entente.Token) (root, subject int) {
	root, subject = slices.IndexFunc(tokens, func(t entente.Token) bool { return t.Head < 0 }), -1
	if root < 0 || len(tokens) < 3 || tokens[root].UPOS != "VERB" || tokens[root].XPOS != "VBD" && tokens[root].XPOS != "VBZ" {
		return -1, -1
	}
	object := false
	for i, t := range tokens {
		if t.Head != root {
			continue
		}
		switch t.Rel {
		case "nsubj":
			if i > root || t.Multi > 0 || i > 0 && tokens[i-1].Multi > 0 || t.XPOS == "WP" || t.XPOS == "EX" || t.XPOS == "WDT" {
				return -1, -1
			}
			subject = i
		case "obj":
			object = i > root
		case "xcomp", "ccomp", "iobj", "compound:prt", "expl":
			return -1, -1
		}
	}
	if subject < 0 || !object {
		return -1, -1
	}
	return root, subject
}

func hasChild(tokens []entente.Token, head int) bool {
	return slices.ContainsFunc(tokens, func(t entente.Token) bool { return t.Head == head })
}

type verb struct{ lemma, past string }

// transitive lists the verbs that mostly have an object, or stand in the passive, with their past tense, by lemma.
func transitive(trees []syntax.Tree) []verb {
	uses, objects, past := map[string]int{}, map[string]int{}, map[string]string{}
	for _, t := range trees {
		for i, w := range t.Tokens {
			if w.UPOS != "VERB" || w.Lemma == "" || strings.Trim(w.Lemma, "abcdefghijklmnopqrstuvwxyz") != "" {
				continue
			}
			uses[w.Lemma]++
			if w.XPOS == "VBD" && (past[w.Lemma] == "" || w.Form < past[w.Lemma]) || w.XPOS == "VBN" && past[w.Lemma] == "" && strings.HasSuffix(w.Form, "ed") {
				past[w.Lemma] = strings.ToLower(w.Form)
			}
			if slices.ContainsFunc(t.Tokens, func(o entente.Token) bool {
				return o.Head == i && (o.Rel == "obj" || o.Rel == "nsubj:pass")
			}) {
				objects[w.Lemma]++
			}
		}
	}
	var out []verb
	for l, n := range uses {
		if 2*objects[l] >= n && past[l] != "" && l != "have" && l != "do" {
			out = append(out, verb{l, past[l]})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].lemma < out[j].lemma })
	return out
}

// subjects lists the names of one word in the singular that do something, by form.
func subjects(trees []syntax.Tree) []entente.Token {
	seen := map[string]entente.Token{}
	for _, t := range trees {
		for i, w := range t.Tokens {
			if w.Rel == "nsubj" && w.XPOS == "NNP" && len(w.Form) > 2 && w.Multi == 0 && !hasChild(t.Tokens, i) && seen[w.Form].Form == "" {
				seen[w.Form] = w
			}
		}
	}
	out := make([]entente.Token, 0, len(seen))
	for _, w := range seen {
		out = append(out, w)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Form < out[j].Form })
	return out
}
