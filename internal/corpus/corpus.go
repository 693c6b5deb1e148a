// Package corpus finds what only shows across documents: which documents are one story, which events are one happening told
// several times, what became of what was planned, and what denies what was claimed. The rows are a function of the set of
// documents and corrections, whatever their order.
package corpus

import (
	"cmp"
	"slices"

	"entente"
)

// An Input is a document as the corpus sees it.
type Input struct {
	Document entente.Brief
	Text     string
	Rows     []entente.Row // its events; other rows are passed over
}

// Rows are the corpus rows of a set of documents, each list in the order of ids.
type Rows struct {
	Stories    []entente.Story
	Happenings []entente.Happening
	Links      []entente.Link
}

// Build makes the corpus rows. Rows come as they hold (corrections.Ruling.Row); what was said of happenings is applied here.
func Build(in []Input, said []entente.Correction, kinds Kinds) Rows {
	words := kinds.Words(said)
	in = slices.Clone(in)
	slices.SortFunc(in, func(a, b Input) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	in = slices.CompactFunc(in, func(a, b Input) bool { return a.Document.ID == b.Document.ID })
	var rows Rows
	rows.Stories = Stories(in)
	story := map[string]string{}
	for _, y := range rows.Stories {
		for _, d := range y.Documents {
			story[d] = y.ID
		}
	}
	var told []*telling
	for _, d := range in {
		for i := range d.Rows {
			if t := tell(&d.Rows[i], story, kinds); t != nil && !words.Rejected(t.id) {
				told = append(told, t)
			}
		}
	}
	found := happenings(join(told, words), words)
	rows.Happenings, rows.Links = found.Happenings, found.Links
	return rows
}
