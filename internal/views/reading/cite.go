package reading

import (
	"context"

	"entente"
	"entente/internal/prose"
	"entente/internal/views"
)

// A Citation is a row with the words around its passage, and with what a footnote needs.
type Citation struct {
	Row      views.Row `json:"row"`
	Before   string    `json:"before,omitempty" doc:"the sentences before the passage"`
	Words    string    `json:"words" doc:"the passage, as the text has it"`
	After    string    `json:"after,omitempty" doc:"the sentences after it"`
	Start    int       `json:"start" doc:"place of the passage in the text, in code points"`
	End      int       `json:"end"`
	Footnote string    `json:"footnote"`
	Hash     string    `json:"hash" doc:"SHA-256 of the source bytes"`
}

// Cite gives the passage behind a row with two sentences on each side.
func Cite(ctx context.Context, d *views.Desk, id string) (*Citation, error) {
	r, err := d.Store().Row(ctx, id)
	if err != nil {
		return nil, err
	}
	a, err := d.Store().Document(ctx, r.Document.ID)
	if err != nil {
		return nil, err
	}
	text := a.Document.Text
	from, to := around(a, r.Passage)
	c := &Citation{Row: d.RowOf(&r), Before: text[from:r.Passage.Start], Words: r.Passage.In(text), After: text[r.Passage.End:to], Hash: r.Document.Raw}
	c.Start = len([]rune(text[:r.Passage.Start]))
	c.End = c.Start + len([]rune(c.Words))
	c.Footnote = "“" + c.Words + "” " + prose.Citation(&r.Document) + "."
	return c, nil
}

// around widens a span by two whole sentences on each side.
func around(a *entente.Analysis, s entente.Span) (from, to int) {
	first, last := a.SentenceAt(s.Start), a.SentenceAt(max(s.Start, s.End-1))
	if first < 0 || last < 0 {
		return s.Start, s.End
	}
	first, last = max(0, first-2), min(len(a.Sentences)-1, last+2)
	return min(s.Start, a.Sentences[first].Start), max(s.End, a.Sentences[last].End)
}
