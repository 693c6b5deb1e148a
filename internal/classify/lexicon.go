package classify

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/trees"
)

//go:embed lexicon.tsv
var lexiconRows string

// A phrase is a row of the lexicon: lemmas that follow one another within reach words, and what they stand for.
type phrase struct {
	words     []string
	typ, mode string
}

// reach is how far apart two words of a phrase may stand.
const reach = 7

// A lexicon finds phrases by their first lemma.
type lexicon map[string][]phrase

func loadLexicon() (lexicon, error) {
	l := lexicon{}
	for n, line := range strings.Split(lexiconRows, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("lexicon.tsv:%d: %d columns, want 3: %w", n+1, len(f), entente.ErrInvalid)
		}
		if f[2] == "-" {
			f[2] = ""
		}
		words := strings.Split(f[0], "+")
		l[words[0]] = append(l[words[0]], phrase{words, f[1], f[2]})
	}
	return l, nil
}

// A hit is a phrase found: its first and last word, and how many words it has.
type hit struct {
	*phrase
	first, last int
}

// find lists the phrases in a sentence.
func (l lexicon) find(t *trees.Tree) []hit {
	var out []hit
	for i := range t.Tokens {
		for _, key := range keys(t, i) {
			rows := l[key]
			for k := range rows {
				if last, ok := follow(t, i, rows[k].words[1:]); ok {
					out = append(out, hit{&rows[k], i, last})
				}
			}
		}
	}
	return out
}

// keys are the names of a word: its lemma, its form and what the form may be inflected from, so that a wrong tag does not hide
// it, and it with its particle or the next words.
func keys(t *trees.Tree, i int) []string {
	lemma, form := t.Lemma(i), strings.ToLower(t.Tokens[i].Form)
	out := []string{lemma}
	for _, k := range append(stems(form), form) {
		if !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	if p := t.Phrasal(i); p != lemma {
		out = append(out, p)
	} else if i+1 < len(t.Tokens) {
		out = append(out, lemma+"_"+t.Lemma(i+1))
		if i+2 < len(t.Tokens) {
			out = append(out, lemma+"_"+t.Lemma(i+1)+"_"+t.Lemma(i+2))
		}
	}
	return out
}

// stems are the words that a form may be inflected from: released → release, releas; barred → bar; carries → carry.
func stems(form string) []string {
	var out []string
	for _, end := range []string{"ed", "ing", "s"} {
		root, ok := strings.CutSuffix(form, end)
		if !ok || len(root) < 3 {
			continue
		}
		out = append(out, root)
		if end != "s" {
			out = append(out, root+"e")
			if n := len(root); root[n-1] == root[n-2] {
				out = append(out, root[:n-1])
			}
		}
		if y, ok := strings.CutSuffix(root, "i"); ok && end == "ed" {
			out = append(out, y+"y")
		} else if y, ok := strings.CutSuffix(root, "ie"); ok && end == "s" {
			out = append(out, y+"y")
		}
	}
	return out
}

// follow finds the further words of a phrase, each within reach of the one before.
func follow(t *trees.Tree, at int, words []string) (int, bool) {
	for _, w := range words {
		found := -1
		for j := at + 1; j < len(t.Tokens) && j <= at+reach && found < 0; j++ {
			for _, k := range keys(t, j) {
				if k == w {
					found = j
					break
				}
			}
		}
		if found < 0 {
			return 0, false
		}
		at = found
	}
	return at, true
}
