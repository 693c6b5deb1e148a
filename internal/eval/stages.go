package eval

import (
	"context"
	"slices"

	"entente"
	"entente/internal/pipeline"
)

// Stages are all evaluations, in the order of the pipeline, run with the embedded models and tables.
func Stages(p *pipeline.Pipeline) []Stage {
	parse := p.Parser().Parse
	read := func(page entente.Page) ([]*entente.Analysis, error) {
		docs, failures := p.Documents(page)
		var out []*entente.Analysis
		for _, d := range docs {
			a, err := p.Analyze(context.Background(), d)
			if err != nil {
				return nil, err
			}
			a.Failures = append(a.Failures, failures...)
			out = append(out, a)
		}
		return out, nil
	}
	analyze := func(d entente.Document) (*entente.Analysis, error) { return p.Analyze(context.Background(), d) }
	return []Stage{
		{"clean", Clean},
		{"syntax", Syntax},
		{"dates", func(gold string) ([]Row, error) { return Dates(gold, parse) }},
		{"actors", func(gold string) ([]Row, error) { return Actors(gold, parse) }},
		{"places", func(gold string) ([]Row, error) { return Places(gold, parse) }},
		{"statements", func(gold string) ([]Row, error) { return Statements(gold, analyze) }},
		{"twelve", func(gold string) ([]Row, error) { return Twelve(gold, analyze) }},
		{"figures", func(gold string) ([]Row, error) { return Figures(gold, parse) }},
		{"events", func(gold string) ([]Row, error) { return Events(gold, parse) }},
		{"happenings", func(gold string) ([]Row, error) { return Happenings(gold, analyze) }},
		{"confidence", func(gold string) ([]Row, error) {
			events, err := Confidence(gold, analyze)
			if err != nil {
				return nil, err
			}
			fresh, err := FreshConfidence(gold, read)
			if err != nil {
				return events, err
			}
			figures, err := FigureConfidence(gold, analyze)
			return slices.Concat(events, fresh, figures), err
		}},
		{"classify", Classify},
		{"duplicates", Duplicates},
		{"reviewed", func(gold string) ([]Row, error) { return Reviewed(gold, read) }},
		{"texts", func(gold string) ([]Row, error) { return Texts(gold, read) }},
	}
}
