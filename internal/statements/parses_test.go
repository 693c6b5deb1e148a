package statements_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"entente"
	"entente/internal/syntax"
)

var update = flag.Bool("update", false, "parse the cases again with the embedded model and keep the parses in testdata/parses.jsonl")

// A kept parse stands beside the cases, so that they test the reading of trees and not the parser of the day. A token is
// [form, lemma, UPOS, XPOS, head, relation, start, end].
type keptParse struct {
	Text      string     `json:"text"`
	Sentences []keptTree `json:"sentences"`
}

type keptTree struct {
	Start  int     `json:"start"`
	End    int     `json:"end"`
	Part   int     `json:"part"`
	Tokens [][]any `json:"tokens"`
}

// A parser gives the kept parses, or with -update makes them.
type parser struct {
	t      *testing.T
	kept   map[string]keptParse
	syntax *syntax.Parser
	order  []string
}

func newParser(t *testing.T) *parser {
	t.Helper()
	p := &parser{t: t, kept: map[string]keptParse{}}
	if *update {
		s, err := syntax.New()
		if err != nil {
			t.Fatal(err)
		}
		p.syntax = s
		t.Cleanup(p.write)
		return p
	}
	f, err := os.Open("testdata/parses.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var k keptParse
		if err := json.Unmarshal(lines.Bytes(), &k); err != nil {
			t.Fatal(err)
		}
		p.kept[k.Text] = k
	}
	return p
}

func (p *parser) parse(text string, parts []entente.Part) []entente.Sentence {
	if p.syntax != nil {
		s := p.syntax.Parse(text, parts)
		p.keep(text, s)
		return s
	}
	k, ok := p.kept[text]
	if !ok {
		p.t.Fatalf("no parse of %q is kept: run go test -update", text)
	}
	var out []entente.Sentence
	for _, s := range k.Sentences {
		x := entente.Sentence{Span: entente.Span{Start: s.Start, End: s.End}, Part: s.Part}
		for _, w := range s.Tokens {
			n := func(i int) int { return int(w[i].(float64)) }
			c := func(i int) string { return w[i].(string) }
			x.Tokens = append(x.Tokens, entente.Token{Form: c(0), Lemma: c(1), UPOS: c(2), XPOS: c(3), Head: n(4), Rel: c(5), Span: entente.Span{Start: n(6), End: n(7)}})
		}
		out = append(out, x)
	}
	return out
}

func (p *parser) keep(text string, sentences []entente.Sentence) {
	k := keptParse{Text: text}
	for _, s := range sentences {
		x := keptTree{Start: s.Start, End: s.End, Part: s.Part}
		for _, w := range s.Tokens {
			x.Tokens = append(x.Tokens, []any{w.Form, w.Lemma, w.UPOS, w.XPOS, w.Head, w.Rel, w.Start, w.End})
		}
		k.Sentences = append(k.Sentences, x)
	}
	if _, have := p.kept[text]; !have {
		p.order = append(p.order, text)
	}
	p.kept[text] = k
}

func (p *parser) write() {
	f, err := os.Create("testdata/parses.jsonl")
	if err != nil {
		p.t.Fatal(err)
	}
	defer f.Close()
	e := json.NewEncoder(f)
	e.SetEscapeHTML(false)
	for _, text := range p.order {
		if err := e.Encode(p.kept[text]); err != nil {
			p.t.Fatal(err)
		}
	}
}
