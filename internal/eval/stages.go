package eval

import (
	"context"
	"slices"

	"entente"
	"entente/internal/eval/done"
	"entente/internal/eval/pages"
	"entente/internal/eval/said"
	"entente/internal/eval/score"
	"entente/internal/eval/who"
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
		{"clean", pages.Clean},
		{"syntax", pages.Syntax},
		{"dates", func(gold string) ([]score.Row, error) { return who.Dates(gold, parse) }},
		{"actors", func(gold string) ([]score.Row, error) { return who.Actors(gold, parse) }},
		{"places", func(gold string) ([]score.Row, error) { return who.Places(gold, parse) }},
		{"statements", func(gold string) ([]score.Row, error) { return said.Statements(gold, analyze) }},
		{"twelve", func(gold string) ([]score.Row, error) { return said.Twelve(gold, analyze) }},
		{"figures", func(gold string) ([]score.Row, error) { return said.Figures(gold, parse) }},
		{"events", func(gold string) ([]score.Row, error) { return done.Events(gold, parse) }},
		{"happenings", func(gold string) ([]score.Row, error) { return done.Happenings(gold, analyze) }},
		{"confidence", func(gold string) ([]score.Row, error) {
			events, err := done.Confidence(gold, analyze)
			if err != nil {
				return nil, err
			}
			fresh, err := done.FreshConfidence(gold, read)
			if err != nil {
				return events, err
			}
			figures, err := said.FigureConfidence(gold, analyze)
			return slices.Concat(events, fresh, figures), err
		}},
		{"classify", done.Classify},
		{"duplicates", pages.Duplicates},
		{"reviewed", func(gold string) ([]score.Row, error) { return done.Reviewed(gold, read) }},
		{"texts", func(gold string) ([]score.Row, error) { return pages.Texts(gold, read) }},
	}
}
