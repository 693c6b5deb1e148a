package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"entente"
	"entente/internal/actors"
	"entente/internal/classify"
	"entente/internal/clean"
	"entente/internal/dates"
	"entente/internal/events"
	"entente/internal/figures"
	"entente/internal/gazetteer"
	"entente/internal/ontology"
	"entente/internal/places"
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
	judge, err := newJudge()
	if err != nil {
		return err
	}
	coder, scheme, err := newCoder(o, judge)
	if err != nil {
		return err
	}
	when, where, who := dates.New(), places.New(names), actors.New(names)
	p.cleaner, p.parser, p.coder = cleaner, parser, coder
	p.versions.Syntax, p.versions.Gazetteer = parser.Version(), together(names.Version(), actors.Version(), places.Version())
	p.versions.Ontology, p.versions.Classifier = scheme.Version(), classify.Version()
	p.versions.Patterns = together(coder.Version(), stands.Version(), said.Version(), figures.Version(), dates.Version(), cleaner.Version())
	p.steps = []step{
		{"syntax", func(a *entente.Analysis) { a.Sentences = parser.Parse(a.Document.Text, a.Document.Parts) }},
		{"dates", func(a *entente.Analysis) { a.Dates = when.Find(a) }},
		{"places", func(a *entente.Analysis) { a.Places = where.Find(a) }},
		{"actors", func(a *entente.Analysis) { name(a, who.Resolve(a)) }},
		{"statements", func(a *entente.Analysis) { attribute(a, said.Find(a)) }},
		{"figures", func(a *entente.Analysis) { a.Figures = numbers.Find(a) }},
		{"ties", func(a *entente.Analysis) { a.Ties = stands.Find(a) }},
		{"events", func(a *entente.Analysis) { tell(a, coder.Code(a)) }},
	}
	return nil
}

// together is one version of several tables: that of the gazetteer also covers how names are read, that of the patterns all other
// tables by which texts are read.
func together(versions ...string) string { return entente.Version([]byte(strings.Join(versions, " "))) }

// newJudge is the classifier with the embedded model.
func newJudge() (*classify.Classifier, error) {
	m, err := classify.Embedded()
	if err != nil {
		return nil, err
	}
	return classify.New(m)
}

// newCoder reads the patterns, embedded ones first, and the ontology they are scored by. judge may be nil.
func newCoder(o Options, judge events.Judge) (*events.Coder, *ontology.Ontology, error) {
	scheme, err := ontology.Load()
	if err != nil {
		return nil, nil, err
	}
	files, err := events.Embedded()
	if err != nil {
		return nil, nil, err
	}
	own, err := patternFiles(o.Patterns)
	if err != nil {
		return nil, nil, err
	}
	table, err := events.NewTable(append(files, own...))
	if err != nil {
		return nil, nil, err
	}
	coder, err := events.New(scheme, table, judge)
	return coder, scheme, err
}

// patternFiles reads the tables (*.tsv) of folders, in the order of the folders and of the names in them.
func patternFiles(folders []string) ([]events.File, error) {
	var out []events.File
	for _, dir := range folders {
		paths, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
		if err != nil {
			return nil, fmt.Errorf("list patterns in %s: %w", dir, err)
		}
		for _, path := range paths {
			b, err := os.ReadFile(path)
			if err != nil {
				return nil, fmt.Errorf("read patterns: %w", err)
			}
			out = append(out, events.File{Name: filepath.Base(path), Text: string(b)})
		}
	}
	return out, nil
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

// tell puts events in, with the towns that stand for a state in them.
func tell(a *entente.Analysis, r events.Result) {
	a.Events = r.Events
	a.Mentions = append(a.Mentions, r.Mentions...)
}
