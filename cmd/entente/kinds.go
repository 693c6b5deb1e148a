package main

import (
	"entente/internal/corpus"
	"entente/internal/ontology"
)

// kinds tells the corpus which kinds of events may tell one thing.
func (a *app) kinds() (corpus.Kinds, error) {
	o, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	return corpus.KindsOf(o)
}
