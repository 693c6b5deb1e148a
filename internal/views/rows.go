package views

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

// Rows are exactly the rows that a question asks for, a page of them, with what they could be chosen by further.
type Rows struct {
	Total  int            `json:"total"`
	Tally  entente.Tally  `json:"tally"`
	Rows   []Row          `json:"rows"`
	Next   string         `json:"next,omitempty" doc:"cursor of the page that follows"`
	Filter entente.Filter `json:"-"`
	From   int            `json:"-"` // number of the first row, from 0
}

// A Row is an event, statement, figure or tie with its passage.
type Row struct {
	ID      string  `json:"id"`
	Sort    string  `json:"sort" doc:"event, statement, figure or tie"`
	What    string  `json:"what" doc:"in words"`
	When    string  `json:"when,omitempty" doc:"in words"`
	Date    string  `json:"date,omitempty" doc:"EDTF"`
	Start   string  `json:"start,omitempty"`
	End     string  `json:"end,omitempty"`
	Status  string  `json:"status,omitempty"`
	Class   string  `json:"class,omitempty" doc:"kind of an event or tie, measure of a figure, mode of a statement"`
	Type    string  `json:"type,omitempty" doc:"PLOVER"`
	Parties []Side  `json:"parties"`
	Passage Passage `json:"passage"`
}

// A Side is a part taken in a row.
type Side struct {
	Side string `json:"side" doc:"actor, recipient, speaker, to, about, party or asserts"`
	Code string `json:"code,omitempty"`
	Of   string `json:"of,omitempty" doc:"the state or body that it acts for"`
	Name string `json:"name,omitempty"`
}

// RowOf puts a row of the store into words.
func (d *Desk) RowOf(r *entente.Row) Row {
	x := Row{ID: r.ID(), Sort: r.Sort(), Status: r.Status(), Class: r.Classes()[0], Parties: []Side{}, Passage: d.Passage(r)}
	if w := r.When(); w != nil {
		x.When, x.Date, x.Start, x.End = prose.Date(w), w.EDTF, w.Start, w.End
	}
	for _, s := range r.Sides() {
		x.Parties = append(x.Parties, Side{s.Side, s.Code, s.Of, cmp.Or(d.words.Person(s.Party), s.Name, s.Code)})
	}
	switch {
	case r.Event != nil:
		x.What, x.Type = d.words.Event(r), r.Event.Type
	case r.Statement != nil:
		x.What = strings.Trim(r.Quote, "\"“”„«» ")
	case r.Figure != nil:
		x.What = strings.NewReplacer("-", " ", ".", " ").Replace(r.Figure.Measure) + ": " + prose.Amount(r.Figure)
		x.What = strings.TrimPrefix(x.What, ": ")
	default:
		x.What = tieWords(r.Tie)
	}
	return x
}

// tieWords names a tie by its name, with its kind and role where that does not say them.
func tieWords(t *entente.Tie) string {
	var words []string
	for _, w := range []string{t.Kind, t.Role, t.Name} {
		if w != "" && w != "member" && w != "partner" && (w == t.Name || !strings.Contains(strings.ToLower(t.Name), w)) {
			words = append(words, w)
		}
	}
	return strings.Join(words, " ")
}

// Who is the first of a side, for a table.
func (r *Row) Who(sides ...string) string {
	var names []string
	for _, p := range r.Parties {
		if slices.Contains(sides, p.Side) && p.Name != "" && !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Filter settles a question: names become codes, months days, and words the hundred documents whose texts hold them best;
// where none does, its Document is empty and not nil.
func (d *Desk) Filter(ctx context.Context, q Question) (entente.Filter, error) {
	f, err := d.filter(q)
	if err != nil || q.Words == "" {
		return f, err
	}
	hits, err := d.store.Search(ctx, q.Words, entente.Filter{Limit: 100})
	f.Document = []string{}
	for _, h := range hits {
		f.Document = append(f.Document, h.Document.ID)
	}
	return f, err
}

// mostTallied is in how many rows of an actor or a pair it is counted by what they could be chosen further: the newest.
const mostTallied = 500

// Rows gives a page of the rows that a question asks for. With words, only rows of the hundred documents whose texts hold them
// best.
func (d *Desk) Rows(ctx context.Context, q Question) (*Rows, error) {
	f, err := d.Filter(ctx, q)
	if err != nil {
		return nil, err
	}
	from, err := readCursor(q.Cursor)
	if err != nil {
		return nil, err
	}
	if f.Document != nil && len(f.Document) == 0 {
		return &Rows{Rows: []Row{}, Filter: f}, nil
	}
	out := &Rows{Rows: []Row{}, Filter: f, From: from.shown}
	f.Sample = mostTallied
	out.Tally, err = keepFor(ctx, d, fmt.Sprintf("tally %+v", f), 10, func() (entente.Tally, error) { return d.store.Tally(ctx, f) })
	if err != nil {
		return nil, err
	}
	out.Total = out.Tally.Rows
	limit := bounded(q.Limit, 100)
	f.After, f.Limit, f.Newest = from.after, limit+1, q.Newest
	rows, err := d.store.Rows(ctx, f)
	if err != nil {
		return nil, err
	}
	if len(rows) > limit {
		rows = rows[:limit]
		out.Next = cursor{rows[limit-1].ID(), from.shown + limit}.String()
	}
	for i := range rows {
		out.Rows = append(out.Rows, d.RowOf(&rows[i]))
	}
	return out, nil
}

// Row gives one row by its id.
func (d *Desk) Row(ctx context.Context, id string) (*Row, error) {
	r, err := d.store.Row(ctx, id)
	if err != nil {
		return nil, err
	}
	x := d.RowOf(&r)
	return &x, nil
}

// Documents are a page of documents.
type Documents struct {
	Documents []Document `json:"documents"`
	Next      string     `json:"next,omitempty" doc:"cursor of the page that follows"`
}

// A Document is what a list says of a document.
type Document struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Authors    []string `json:"authors"`
	Publisher  string   `json:"publisher,omitempty"`
	Published  string   `json:"published,omitempty" doc:"EDTF"`
	Source     string   `json:"source" doc:"address or path"`
	Language   string   `json:"language,omitempty"`
	Genre      string   `json:"genre,omitempty"`
	Events     int      `json:"events"`
	Statements int      `json:"statements"`
	Figures    int      `json:"figures"`
	Ties       int      `json:"ties"`
	Failures   int      `json:"failures"`
	Passage    string   `json:"passage,omitempty" doc:"of a search: the sentence that holds most of the words"`
}

// DocumentOf is what a list says of a document.
func DocumentOf(b *entente.Brief) Document {
	return Document{ID: b.ID, Title: cmp.Or(b.Title, b.Source), Authors: append([]string{}, b.Authors...), Publisher: b.Publisher, Published: EDTF(b.Published),
		Source: cmp.Or(b.URL, b.Source), Language: b.Language, Genre: b.Genre, Events: b.Events, Statements: b.Statements, Figures: b.Figures, Ties: b.Ties, Failures: b.Failures}
}

// Documents lists documents, the newest first; with words, those whose texts hold them, best first.
func (d *Desk) Documents(ctx context.Context, q Question) (*Documents, error) {
	f, err := d.filter(q)
	if err != nil {
		return nil, err
	}
	from, err := readCursor(q.Cursor)
	if err != nil {
		return nil, err
	}
	limit := bounded(q.Limit, 50)
	f.After, f.Limit, f.Newest = from.after, limit+1, true
	out := &Documents{Documents: []Document{}}
	if q.Words != "" { // by rank, which what comes in may change: these go on after a number
		f.Skip, f.After = from.shown, ""
		hits, err := d.store.Search(ctx, q.Words, f)
		if err != nil {
			return nil, err
		}
		for i := range hits {
			x := DocumentOf(&hits[i].Document)
			x.Passage = hits[i].Passage
			out.Documents = append(out.Documents, x)
		}
	} else {
		briefs, err := d.store.Documents(ctx, f)
		if err != nil {
			return nil, err
		}
		for i := range briefs {
			out.Documents = append(out.Documents, DocumentOf(&briefs[i]))
		}
	}
	if len(out.Documents) > limit {
		next := cursor{shown: from.shown + limit}
		if out.Documents = out.Documents[:limit]; q.Words == "" {
			next.after = out.Documents[limit-1].ID
		}
		out.Next = next.String()
	}
	return out, nil
}

// A Start is what is in the store, and what is new.
type Start struct {
	Tally  entente.Tally     `json:"tally"`
	Newest []Document        `json:"newest"`
	Actors []Weighted        `json:"actors"`
	Failed []entente.Failed  `json:"failed"`
	Open   []entente.Unknown `json:"unknown" doc:"names that no table knows"`
}

// A Weighted is an actor with the number of rows in which it takes part.
type Weighted struct {
	Actor
	Rows int `json:"rows"`
}

// Start tells what is in the store.
func (d *Desk) Start(ctx context.Context) (*Start, error) {
	t, err := keepFor(ctx, d, "tally of all", 10, func() (entente.Tally, error) { return d.store.Tally(ctx, entente.Filter{}) })
	if err != nil {
		return nil, err
	}
	open, err := keepFor(ctx, d, "unknown names", 10, func() ([]entente.Unknown, error) { return d.store.Unknown(ctx, 10) })
	if err != nil {
		return nil, err
	}
	return keep(ctx, d, "start", func() (*Start, error) {
		s := &Start{Tally: t, Newest: []Document{}, Actors: []Weighted{}, Open: open}
		docs, err := d.store.Documents(ctx, entente.Filter{Newest: true, Limit: 12})
		if err != nil {
			return nil, err
		}
		for i := range docs {
			s.Newest = append(s.Newest, DocumentOf(&docs[i]))
		}
		for _, c := range s.Tally.Actors {
			if d.names.States[c.Value] != nil {
				s.Actors = append(s.Actors, Weighted{Actor{c.Value, d.Name(c.Value)}, c.Count})
			}
		}
		s.Failed, err = d.store.Failed(ctx, entente.Filter{Limit: 10})
		return s, err
	})
}

// Partners lists the pairs of an actor by the number of rows that they share.
func (d *Desk) Partners(ctx context.Context, code string) ([]Weighted, error) {
	t, err := keepFor(ctx, d, "tally of "+code, 10, func() (entente.Tally, error) {
		return d.store.Tally(ctx, entente.Filter{Actor: code, Sample: 2 * mostTallied})
	})
	out := []Weighted{}
	for _, c := range t.Actors {
		if c.Value != code && partner(c.Value) {
			out = append(out, Weighted{Actor{c.Value, d.Name(c.Value)}, c.Count})
		}
	}
	return out, err
}
