package pipeline

import (
	"entente"
	"entente/internal/classify"
	"entente/internal/events"
	"entente/internal/ontology"
	"entente/internal/syntax"
)

// A Relator tells the relation between two marked mentions: it parses the text, lets the patterns find events of the two,
// and asks the classifier. It is safe for concurrent use.
type Relator struct {
	parser     *syntax.Parser
	coder      *events.Coder
	scheme     *ontology.Ontology
	Classifier *classify.Classifier
}

// NewRelator returns a relator with a model; nil for one that is only to be fitted.
func NewRelator(m *classify.Model) (*Relator, error) {
	parser, err := syntax.New()
	if err != nil {
		return nil, err
	}
	coder, scheme, err := newCoder(Options{}, nil)
	if err != nil {
		return nil, err
	}
	c, err := classify.New(m)
	if err != nil {
		return nil, err
	}
	return &Relator{parser, coder, scheme, c}, nil
}

// Input prepares a text for the classifier. Spans are bytes of the text; either may be nil.
func (r *Relator) Input(text string, source, target *entente.Span) classify.Input {
	in := classify.Input{Sentences: r.parser.Parse(text, nil), Source: source, Target: target}
	a := &entente.Analysis{Document: entente.Document{Text: text}, Sentences: in.Sentences}
	for i, s := range []*entente.Span{source, target} {
		if s == nil {
			continue
		}
		m := entente.Mention{ID: []string{"source", "target"}[i], Kind: "organisation", Via: "description", Head: -1, Sentence: a.SentenceAt(s.Start)}
		m.Actor = m.ID
		if m.Sentence >= 0 {
			a.Mentions = append(a.Mentions, m.At(*s))
		}
	}
	for _, e := range r.coder.Code(a).Events {
		in.Rules = append(in.Rules, classify.Rule{Type: e.Type, Mode: e.Mode, Kind: e.Kind, Parties: parties(&e)})
	}
	return in
}

// parties says which of the two spans take part in an event and how.
func parties(e *entente.Event) string {
	out := ""
	for _, id := range e.Actors {
		out += "+" + id
	}
	for _, id := range e.Recipients {
		out += ">" + id
	}
	return out
}

// Relation is what stands between source and target, with the quad class of its type.
func (r *Relator) Relation(text string, source, target *entente.Span) (classify.Relation, int) {
	in := r.Input(text, source, target)
	x := r.Classifier.Relate(&in)
	return x, r.scheme.Quad(x.Type)
}
