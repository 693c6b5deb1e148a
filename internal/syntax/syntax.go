// Package syntax turns text into sentences of tokens with lemmas, tags, features and dependency trees in the sense of
// Universal Dependencies v2, with a model that is embedded in the program.
package syntax

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"unicode/utf8"

	"entente"
)

//go:embed linear.model
var linearModel []byte

// A Parser holds the model; it is safe for use from several goroutines.
type Parser struct {
	model   *Linear
	version string
}

// New loads the embedded model.
func New() (*Parser, error) {
	z, err := gzip.NewReader(bytes.NewReader(linearModel))
	if err != nil {
		return nil, fmt.Errorf("syntax model: %w", err)
	}
	m := &Linear{}
	if err := gob.NewDecoder(z).Decode(m); err != nil {
		return nil, fmt.Errorf("syntax model: %w", err)
	}
	sum := sha256.Sum256(linearModel)
	return &Parser{model: m, version: hex.EncodeToString(sum[:6])}, nil
}

// Version is the first twelve hexadecimal digits of the model's SHA-256.
func (p *Parser) Version() string { return p.version }

// Parse cuts the text into sentences that never cross a part, and these into tokens with tags, lemmas and trees. Spans
// are bytes of text. Without parts the whole text is one.
func (p *Parser) Parse(text string, parts []entente.Part) []entente.Sentence {
	out := p.Split(text, parts)
	for i := range out {
		p.model.Annotate(out[i].Tokens)
	}
	return out
}

// Split is Parse without tags and trees.
func (p *Parser) Split(text string, parts []entente.Part) []entente.Sentence {
	if len(parts) == 0 {
		parts = []entente.Part{{Span: span{Start: 0, End: len(text)}}}
	}
	text = valid(text)
	var out []entente.Sentence
	for i, part := range parts {
		part.Start, part.End = max(0, part.Start), min(part.End, len(text))
		out = p.sentences(text, part.Span, part.Kind, i, out)
	}
	return out
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

// ParseTokens tags and parses one sentence whose words are given. Spans of the tokens are left empty.
func (p *Parser) ParseTokens(words []string) []entente.Token {
	tokens := make([]entente.Token, len(words))
	for i, w := range words {
		tokens[i] = entente.Token{Form: w, Head: -1}
	}
	if len(tokens) > 0 {
		p.model.Annotate(tokens)
	}
	return tokens
}
