// Package classify turns a text with two marked mentions into the PLOVER relation between them: one of the sixteen types,
// always. It is a linear model over hashed features: the words, the letters, the way through the dependency tree from
// source to target, phrases of a lexicon with what governs them, and the events that patterns found; one plane for each
// class against the rest (a support vector machine, Cortes and Vapnik 1995), fitted by Fit.
package classify

import (
	"entente"
	"entente/internal/trees"
)

// buckets is the number of hashed features in each group.
const buckets = 1 << 16

// Input is a text, parsed, with source and target marked. Spans are bytes of the text; either may be nil.
type Input struct {
	Sentences      []entente.Sentence
	Source, Target *entente.Span
	Rules          []Rule
}

// A Rule is an event that a pattern found in the text.
type Rule struct {
	Type, Mode, Kind string
	Parties          string // who takes part and how: "+source>target", "+source+target", "+target"
}

// A Relation is what stands between source and target.
type Relation struct {
	Type, Mode string
	Scores     map[string]float64 // of the sixteen types; they sum to one
}

// A Classifier is safe for concurrent use.
type Classifier struct {
	grammar *trees.Grammar
	lexicon lexicon
	model   *Model
}

// New returns a classifier with a model; nil for one that can only be fitted.
func New(m *Model) (*Classifier, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, err
	}
	l, err := loadLexicon()
	if err != nil {
		return nil, err
	}
	return &Classifier{grammar: g, lexicon: l, model: m}, nil
}
