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
	return families{o}, nil
}

// families groups kinds by their topmost kind in the tree.
type families struct{ *ontology.Ontology }

// Family is the topmost kind over a kind.
func (f families) Family(kind string) string {
	for {
		k, ok := f.Kind(kind)
		if !ok {
			return kind
		}
		if !f.HasKind(k.Parent) {
			return k.Name
		}
		kind = k.Parent
	}
}

// once are the kinds that happen to the same parties a single time.
var once = map[string]bool{"recognition": true, "diplomatic-relations-established": true, "independence": true, "membership-accession": true}

// Once reports whether such a thing happens to the same parties once.
func (f families) Once(kind string) bool { return once[kind] }
