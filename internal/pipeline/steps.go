package pipeline

import (
	"entente"
	"entente/internal/clean"
	"entente/internal/dates"
	"entente/internal/statements"
)

// compose builds the steps in their order: each sees what those before it found.
func (p *Pipeline) compose(o Options) error {
	cleaner, err := clean.New()
	if err != nil {
		return err
	}
	said, err := statements.New()
	if err != nil {
		return err
	}
	when := dates.New()
	p.cleaner = cleaner
	p.steps = []step{
		{"dates", func(a *entente.Analysis) { a.Dates = when.Find(a) }},
		{"statements", func(a *entente.Analysis) { attribute(a, said.Find(a)) }},
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
