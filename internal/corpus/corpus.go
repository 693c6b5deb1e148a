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

// Kinds tells the corpus what it must know of the kinds of events.
type Kinds interface {
	// Family is a name that kinds have in common which may tell one thing ("visit" and "state-visit").
	Family(kind string) string
	// Once reports whether a thing of this kind happens to the same parties once ("recognition").
	Once(kind string) bool
}

// Build makes the corpus rows.
func Build(in []Input, corrections []entente.Correction, kinds Kinds) Rows {
	in = slices.Clone(in)
	slices.SortFunc(in, func(a, b Input) int { return cmp.Compare(a.Document.ID, b.Document.ID) })
	in = slices.CompactFunc(in, func(a, b Input) bool { return a.Document.ID == b.Document.ID })
	words := read(corrections)
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
			if t := tell(&d.Rows[i], story, kinds); t != nil && !words.rejected[t.id] {
				told = append(told, t)
			}
		}
	}
	found := happenings(join(told, kinds, words))
	rows.Happenings, rows.Links = found.Happenings, found.Links
	return rows
}

// said are the corrections that concern the corpus.
type said struct {
	rejected map[string]bool
	apart    map[string]bool   // events that stand alone
	together map[string]string // event → event it is joined with
}

// read keeps the last word on each row; a correction that is undone says nothing.
func read(corrections []entente.Correction) said {
	s := said{map[string]bool{}, map[string]bool{}, map[string]string{}}
	for _, c := range entente.Holding(corrections) {
		switch c.Field {
		case "rejected":
			s.rejected[c.Row] = c.Value == "true"
		case "split":
			s.apart[c.Row] = true
			delete(s.together, c.Row)
		case "merge":
			s.together[c.Row] = c.Value
			delete(s.apart, c.Row)
		}
	}
	return s
}
