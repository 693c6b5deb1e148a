package dossier

import (
	"cmp"
	"slices"

	"entente"
)

// A passage is what a note quotes: words of a document, by somebody.
type passage struct {
	document, quote, said string
}

// note numbers the passage of a row; rows that were read in the same words by the same speaker share a note.
func (b *builder) note(r *entente.Row) int {
	n := Note{Row: r.ID(), Quote: r.Quote, Source: r.Document, Span: r.Passage}
	if id := r.Speaker(); id != "" {
		n.Said = b.words.Speaker(r.Party(id))
	}
	key := passage{r.Document.ID, r.Quote, n.Said}
	if i, ok := b.notes[key]; ok {
		return i
	}
	b.d.Notes = append(b.d.Notes, n)
	b.notes[key] = len(b.d.Notes) - 1
	return len(b.d.Notes) - 1
}

// number puts the notes in the order in which the sections use them, and drops those that no line uses.
func (b *builder) number() {
	at := map[int]int{}
	var notes []Note
	for _, s := range b.d.Sections {
		for _, l := range s.Lines {
			for k, n := range l.Notes {
				if _, ok := at[n]; !ok {
					at[n] = len(notes)
					notes = append(notes, b.d.Notes[n])
				}
				l.Notes[k] = at[n]
			}
		}
	}
	b.d.Notes = notes
}

func (b *builder) sources() {
	seen := map[string]bool{}
	for _, n := range b.d.Notes {
		if !seen[n.Source.ID] {
			seen[n.Source.ID] = true
			b.d.Sources = append(b.d.Sources, n.Source)
		}
	}
	slices.SortFunc(b.d.Sources, func(x, y entente.Brief) int {
		return cmp.Or(cmp.Compare(start(x.Published), start(y.Published)), cmp.Compare(x.ID, y.ID))
	})
}
