package augment

import (
	"math/rand/v2"
	"strings"
	"testing"

	"entente/internal/syntax"
)

func TestHeadlines(t *testing.T) {
	trees, err := syntax.ReadCoNLLU(strings.NewReader(`1	The	the	DET	DT	_	2	det	_	_
2	minister	minister	NOUN	NN	_	4	nsubj	_	_
3	quickly	quickly	ADV	RB	_	4	advmod	_	_
4	carried	carry	VERB	VBD	Mood=Ind	0	root	_	_
5	the	the	DET	DT	_	6	det	_	_
6	treaty	treaty	NOUN	NN	_	4	obj	_	_
7	.	.	PUNCT	.	_	4	punct	_	_

`))
	if err != nil {
		t.Fatal(err)
	}
	got := Headlines(trees, 1, rand.New(rand.NewPCG(1, 1)))
	if len(got) != 1 {
		t.Fatalf("got %d headlines", len(got))
	}
	var words []string
	for _, w := range got[0].Tokens {
		words = append(words, strings.ToLower(w.Form))
	}
	if s := strings.Join(words, " "); s != "minister quickly carries treaty" {
		t.Errorf("got %q", s)
	}
	if h := got[0].Tokens; h[0].Head != 2 || h[2].Head != -1 || h[3].Head != 2 || h[2].XPOS != "VBZ" {
		t.Errorf("heads or tags are wrong: %+v", h)
	}
	if trees[0].Tokens[0].Form != "The" || len(trees[0].Tokens) != 7 {
		t.Error("the tree given was changed")
	}
}
