package trees_test

import (
	"os"
	"strings"
	"testing"

	"entente"
	"entente/internal/syntax"
	"entente/internal/trees"
)

// TestFunctions reads subject, object and status of a word off the trees of real sentences. A parser that errs on one
// sentence in ten is allowed for: what is tested is the reading.
func TestFunctions(t *testing.T) {
	p, err := syntax.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := trees.Load()
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/functions.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases, wrong := 0, []string{}
	for _, line := range strings.Split(string(b), "\n") {
		text, want, ok := strings.Cut(line, " => ")
		if !ok || line[0] == '#' {
			continue
		}
		cases++
		word, _, _ := strings.Cut(want, ":")
		sentences := p.Parse(text, []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(text)}}})
		if got := read(g.Tree(&sentences[0]), word); got != want {
			wrong = append(wrong, text+"\n  got  "+got+"\n  want "+want)
		}
	}
	if len(wrong)*10 > 3*cases {
		t.Errorf("%d of %d wrong:\n%s", len(wrong), cases, strings.Join(wrong, "\n"))
	}
}

func read(t *trees.Tree, word string) string {
	for i, w := range t.Tokens {
		if w.Form != word {
			continue
		}
		form := func(k int) string {
			if k < 0 {
				return "-"
			}
			return t.Tokens[k].Form
		}
		return word + ": subj=" + form(t.Subject(i)) + " obj=" + form(t.Object(i)) + " " + t.Mood(i).Status
	}
	return word + ": not there"
}

// FuzzTree holds that no tree, however broken, hangs or breaks the reading.
func FuzzTree(f *testing.F) {
	g, err := trees.Load()
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte{1, 0, 3, 2, 9, 1, 0, 0})
	rels := []string{"nsubj", "obj", "xcomp", "conj", "acl", "acl:relcl", "advcl", "nmod", "obl", "root", "ccomp", "case", "mark", "aux:pass", "nsubj:pass", "cop"}
	tags := []string{"VERB", "NOUN", "PROPN", "ADP", "AUX", "PRON"}
	lemmas := []string{"sign", "talk", "be", "agree", "refuse", "by", "to", "which", "will", "not"}
	f.Fuzz(func(t *testing.T, b []byte) {
		b = b[:min(len(b), 80)]
		s := entente.Sentence{}
		for i, x := range b {
			s.Tokens = append(s.Tokens, entente.Token{Form: lemmas[int(x)%len(lemmas)], Lemma: lemmas[int(x)%len(lemmas)], UPOS: tags[int(x)%len(tags)],
				XPOS: []string{"VBN", "VB", "VBD", "NN", "WDT"}[int(x)%5], Head: int(b[(i*7+3)%len(b)])%(len(b)+2) - 1, Rel: rels[int(x)/3%len(rels)],
				Span: entente.Span{Start: i * 3, End: i*3 + 2}})
		}
		tr := g.Tree(&s)
		for i := range s.Tokens {
			tr.Mood(i)
			tr.Subject(i)
			tr.Object(i)
			tr.Light(i)
			tr.Conjuncts(i)
			tr.Cover(i)
		}
	})
}
