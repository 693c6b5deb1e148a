package main

import (
	"context"

	"entente"
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

// refresh brings the corpus rows of a store up to date.
func (a *app) refresh(ctx context.Context, s entente.Store) error {
	kinds, err := a.kinds()
	if err != nil {
		return err
	}
	return corpus.Update(ctx, s, kinds)
}
