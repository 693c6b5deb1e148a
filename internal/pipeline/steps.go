package pipeline

import (
	"entente"
	"entente/internal/actors"
	"entente/internal/clean"
	"entente/internal/dates"
	"entente/internal/events"
	"entente/internal/figures"
	"entente/internal/gazetteer"
	"entente/internal/ontology"
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
	numbers, err := figures.New()
	if err != nil {
		return err
	}
	names, err := gazetteer.Load(o.Gazetteer...)
	if err != nil {
		return err
	}
	coder, scheme, err := newCoder(o)
	if err != nil {
		return err
	}
	when, who := dates.New(), actors.New(names)
	p.cleaner, p.parser, p.coder = cleaner, parser, coder
	p.versions.Syntax, p.versions.Gazetteer = parser.Version(), names.Version()
	p.versions.Ontology, p.versions.Patterns = scheme.Version(), coder.Version()
	p.steps = []step{
		{"syntax", func(a *entente.Analysis) { a.Sentences = parser.Parse(a.Document.Text, a.Document.Parts) }},
		{"dates", func(a *entente.Analysis) { a.Dates = when.Find(a) }},
		{"actors", func(a *entente.Analysis) { name(a, who.Resolve(a)) }},
		{"statements", func(a *entente.Analysis) { attribute(a, said.Find(a)) }},
		{"figures", func(a *entente.Analysis) { a.Figures = numbers.Find(a) }},
		{"ties", func(a *entente.Analysis) { a.Ties = stands.Find(a) }},
		{"events", func(a *entente.Analysis) { a.Events = coder.Code(a) }},
	}
	return nil
}

// newCoder reads the patterns, embedded ones first, and the ontology they are scored by.
func newCoder(o Options) (*events.Coder, *ontology.Ontology, error) {
	scheme, err := ontology.Load()
	if err != nil {
		return nil, nil, err
	}
	files, err := events.Embedded()
	if err != nil {
		return nil, nil, err
	}
	table, err := events.NewTable(files)
	if err != nil {
		return nil, nil, err
	}
	coder, err := events.New(scheme, table, nil)
	return coder, scheme, err
}

// name puts mentions in, and says which of them the labels of parts and the voice of the document stand for.
func name(a *entente.Analysis, r actors.Result) {
	a.Mentions, a.Document.Speaker = r.Mentions, r.Speaker
	parts := append([]entente.Part(nil), a.Document.Parts...)
	for i, speaker := range r.Parts {
		parts[i].Speaker = speaker
	}
	a.Document.Parts = parts
}

// attribute puts statements and the speakers of sentences in.
func attribute(a *entente.Analysis, r statements.Result) {
	a.Statements = r.Statements
	a.Mentions = append(a.Mentions, r.Mentions...)
	for i, speaker := range r.Speakers {
		a.Sentences[i].Speaker = speaker
	}
}
