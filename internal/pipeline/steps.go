package pipeline

import (
	"entente"
	"entente/internal/clean"
	"entente/internal/dates"
	"entente/internal/statements"
	"entente/internal/syntax"
	"entente/internal/ties"
)

// compose builds the steps in their order: each sees what those before it found.
func (p *Pipeline) compose(o Options) error {
	cleaner, err := clean.New()
	if err != nil {
		return err
	}
	parser, err := syntax.New()
	if err != nil {
		return err
	}
	said, err := statements.New()
	if err != nil {
		return err
	}
	stands, err := ties.New()
	if err != nil {
		return err
	}
	when := dates.New()
	p.cleaner = cleaner
	p.versions.Syntax = parser.Version()
	p.steps = []step{
		{"syntax", func(a *entente.Analysis) { a.Sentences = parser.Parse(a.Document.Text, a.Document.Parts) }},
		{"dates", func(a *entente.Analysis) { a.Dates = when.Find(a) }},
		{"statements", func(a *entente.Analysis) { attribute(a, said.Find(a)) }},
		{"ties", func(a *entente.Analysis) { a.Ties = stands.Find(a) }},
	}
	return nil
}

// attribute puts statements and the speakers of sentences in.
func attribute(a *entente.Analysis, r statements.Result) {
	a.Statements = r.Statements
	a.Mentions = append(a.Mentions, r.Mentions...)
	for i, speaker := range r.Speakers {
		a.Sentences[i].Speaker = speaker
	}
}
