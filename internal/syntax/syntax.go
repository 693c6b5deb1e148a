// Package syntax turns text into sentences of tokens with lemmas, tags, features and dependency trees in the sense of
// Universal Dependencies v2, with a model that is embedded in the program.
package syntax

import (
	_ "embed"
	"fmt"
	"sync"
	"unsafe"

	"entente"
	"entente/internal/syntax/kernel"
	"entente/internal/syntax/segment"
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
	out := segment.Sentences(text, parts, p.model.split)
	n := p.pool.Get().(*network)
	for i := range out {
		n.annotate(out[i].Tokens)
	}
	p.pool.Put(n)
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
