// Package syntax turns text into sentences of tokens with lemmas, tags, features and dependency trees in the sense of
// Universal Dependencies v2, with a model that is embedded in the program.
package syntax

import (
	_ "embed"
	"fmt"
	"sync"
	"unicode/utf8"
	"unsafe"

	"entente"
	"entente/internal/syntax/kernel"
)

//go:embed syntax.model
var embedded string

// A Parser holds a model; it is safe for use from several goroutines.
type Parser struct {
	model *model
	pool  sync.Pool // of *network
}

// New loads the embedded model.
func New() (*Parser, error) { return open(embedded, kernel.Best()) }

// Load reads a model from the bytes of a file, which must not change afterwards.
func Load(file []byte) (*Parser, error) {
	return open(unsafe.String(unsafe.SliceData(file), len(file)), kernel.Best())
}

// Portable loads the embedded model for arithmetic without assembly; the results are the same.
func Portable() (*Parser, error) { return open(embedded, kernel.Portable()) }

func open(file string, set kernel.Set) (*Parser, error) {
	m, err := load(file)
	if err != nil {
		return nil, fmt.Errorf("syntax model: %w", err)
	}
	p := &Parser{model: m}
	p.pool.New = func() any { return &network{m: m, set: set} }
	return p, nil
}

// Version is the first twelve hexadecimal digits of the model's SHA-256.
func (p *Parser) Version() string { return p.model.version }

// Parse cuts the text into sentences that never cross a part, and these into tokens with tags, lemmas and trees. Spans
// are bytes of text. Without parts the whole text is one.
func (p *Parser) Parse(text string, parts []entente.Part) []entente.Sentence {
	out := Split(text, parts, p.model.split)
	n := p.pool.Get().(*network)
	for i := range out {
		n.annotate(out[i].Tokens)
	}
	p.pool.Put(n)
	return out
}

// Split cuts the text into sentences of tokens without tags and trees, with the given weights of a splitter; their number is
// a power of two.
func Split(text string, parts []entente.Part, weights []int8) []entente.Sentence {
	if len(parts) == 0 {
		parts = []entente.Part{{Span: span{Start: 0, End: len(text)}}}
	}
	text = valid(text)
	var out []entente.Sentence
	for i, part := range parts {
		part.Start, part.End = max(0, part.Start), min(part.End, len(text))
		out = splitter(weights).sentences(text, part.Span, part.Kind, i, out)
	}
	return out
}

// ParseTokens tags and parses one sentence whose words are given. Spans of the tokens are left empty.
func (p *Parser) ParseTokens(words []string) []entente.Token {
	tokens := make([]entente.Token, len(words))
	for i, w := range words {
		tokens[i] = entente.Token{Form: w, Head: -1}
	}
	p.Annotate(tokens)
	return tokens
}

// Annotate fills tags, features, lemmas, heads and relations of the tokens of one sentence from their forms. What a
// sentence holds beyond 1,000 words is parsed as if it were another one, hung to the first.
func (p *Parser) Annotate(tokens []entente.Token) {
	n := p.pool.Get().(*network)
	defer p.pool.Put(n)
	const most = 1000
	n.annotate(tokens[:min(most, len(tokens))])
	for from := most; from < len(tokens); from += most {
		part := tokens[from:min(from+most, len(tokens))]
		n.annotate(part)
		for i := range part {
			if part[i].Head < 0 {
				part[i].Head, part[i].Rel = 0, "parataxis"
			} else {
				part[i].Head += from
			}
		}
	}
}

// valid puts one question mark for every byte that is no UTF-8, so that offsets stay.
func valid(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	b := []byte(text)
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			b[i] = '?'
		}
		i += n
	}
	return string(b)
}
