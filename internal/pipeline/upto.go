package pipeline

import (
	"context"

	"entente"
	"entente/internal/events"
	"entente/internal/syntax"
)

// Upto reads a text as it is, without cleaning, as far as a step ("dates", "places", "actors", …), and no further. An
// unknown step runs all.
func (p *Pipeline) Upto(ctx context.Context, d entente.Document, last string) (*entente.Analysis, error) {
	a := &entente.Analysis{Schema: entente.Schema, Versions: p.versions, Document: d}
	for _, s := range p.steps {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		if f := guard(s, a); f != nil {
			a.Failures = append(a.Failures, *f)
		}
		if s.name == last {
			break
		}
	}
	return a, nil
}

// Parser is the parser of the pipeline.
func (p *Pipeline) Parser() *syntax.Parser { return p.parser }

// Explain says why an event of an analysis was coded.
func (p *Pipeline) Explain(a *entente.Analysis, id string) (*events.Explanation, error) {
	return p.coder.Explain(a, id)
}

// WhyNot says why a rule does not fit in an analysis, for every place where its word stands.
func (p *Pipeline) WhyNot(a *entente.Analysis, rule string) ([]string, error) {
	return p.coder.WhyNot(a, rule)
}
