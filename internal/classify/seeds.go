package classify

import (
	_ "embed"
	"fmt"
	"strings"

	"entente"
)

//go:embed seeds.tsv
var seedRows string

// A Seed is a sentence written for fitting. Spans are bytes of the text.
type Seed struct {
	Class, Text    string
	Source, Target *entente.Span
}

// Seeds are the sentences that are fitted beside the rows of a corpus, so that every type and mode is seen.
func Seeds() ([]Seed, error) {
	var out []Seed
	for n, line := range strings.Split(seedRows, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		class, marked, ok := strings.Cut(line, "\t")
		if !ok {
			return nil, fmt.Errorf("seeds.tsv:%d: no tab: %w", n+1, entente.ErrInvalid)
		}
		s := Seed{Class: class}
		s.Text, s.Source, s.Target = unmark(marked)
		if s.Source == nil && s.Target == nil {
			return nil, fmt.Errorf("seeds.tsv:%d: neither [source] nor {target}: %w", n+1, entente.ErrInvalid)
		}
		out = append(out, s)
	}
	return out, nil
}

// unmark takes the marks out of "[Oslo] recognised {Palestine}.": source in [], target in {}.
func unmark(marked string) (text string, source, target *entente.Span) {
	var b strings.Builder
	for _, c := range marked {
		switch at := b.Len(); c {
		case '[':
			source = &entente.Span{Start: at}
		case '{':
			target = &entente.Span{Start: at}
		case ']':
			if source != nil {
				source.End = at
			}
		case '}':
			if target != nil {
				target.End = at
			}
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), source, target
}
