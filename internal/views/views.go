// Package views turns a question to the store into what a screen, an API or an assistant shows: a dossier, a chronology,
// the figures of a pair, the balance of a state, a document beside its source, rows with their facets. A view is plain data
// with its passages, so that every form it is given leads back to the words it was read from.
package views

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"entente"
	"entente/internal/corpus"
	"entente/internal/gazetteer"
	"entente/internal/ontology"
	"entente/internal/prose"
	"entente/internal/reconcile"
	"entente/internal/views/answers"
)

// A Reader reads pages into documents and documents into records; a pipeline is one.
type Reader interface {
	Documents(entente.Page) ([]entente.Document, []entente.Failure)
	Analyze(context.Context, entente.Document) (*entente.Analysis, error)
	Versions() entente.Versions
}

// A Desk answers questions over one store. It is safe for concurrent use.
type Desk struct {
	store  entente.Store
	reader Reader
	names  *gazetteer.Gazetteer
	kinds  *ontology.Ontology
	sums   *reconcile.Reconciler
	joins  corpus.Kinds
	words  prose.Words
	kept   answers.Kept

	mu      sync.Mutex
	trouble func(error)  // is told what goes wrong behind the answers
	running *refreshing  // that brings the happenings up to date, or failed to
	again   time.Time    // when that is tried again
	late    atomic.Int64 // how often that took longer than readers waited
}

// A refreshing is the happenings on their way up to date.
type refreshing struct {
	done     chan struct{}
	err      error
	outlived atomic.Bool // somebody had their answer before it was done
}

// New makes a desk over a store. The reader reads what is screened or dropped on a page, and finds the source beside a text.
func New(store entente.Store, reader Reader, names *gazetteer.Gazetteer) (*Desk, error) {
	d := &Desk{store: store, reader: reader, names: names}
	var err error
	if d.kinds, err = ontology.Load(); err == nil {
		d.sums, err = reconcile.New()
	}
	if err == nil {
		d.joins, err = corpus.KindsOf(d.kinds)
	}
	if err != nil {
		return nil, fmt.Errorf("load tables: %w", err)
	}
	d.words = prose.New(d.Name)
	return d, nil
}

// Store is what is asked; Reader reads pages, and is nil where none are read; Words puts rows into words.
func (d *Desk) Store() entente.Store { return d.store }

// Reader is what Store says.
func (d *Desk) Reader() Reader { return d.reader }

// Sums compares figures.
func (d *Desk) Sums() *reconcile.Reconciler { return d.sums }

// Words is what Store says.
func (d *Desk) Words() prose.Words { return d.words }

// Name is the name of an actor code for people, the code where no table has it.
func (d *Desk) Name(code string) string { return cmp.Or(d.names.NameOf(code), code) }

// Kinds are the kinds of events, and Joins what of them can be one happening.
func (d *Desk) Kinds() *ontology.Ontology { return d.kinds }

// Joins is what Kinds says.
func (d *Desk) Joins() corpus.Kinds { return d.joins }

// An Actor is a code with its name.
type Actor struct {
	Code string `json:"code" doc:"ISO 3166-1 alpha-3 of a state, org:…, person:… or group:…"`
	Name string `json:"name"`
}

// Named gives codes with their names.
func (d *Desk) Named(codes []string) []Actor {
	out := []Actor{}
	for _, c := range codes {
		out = append(out, Actor{c, d.Name(c)})
	}
	return out
}

// actor settles a name or code; "" stays "".
func (d *Desk) actor(name string) (Actor, error) {
	if strings.TrimSpace(name) == "" {
		return Actor{}, nil
	}
	code, err := d.names.Asked(name)
	if err != nil {
		return Actor{}, err
	}
	return Actor{code, d.Name(code)}, nil
}

// Pair settles two names, both of which must be given.
func (d *Desk) Pair(a, b string) (x, y Actor, err error) {
	if x, err = d.actor(a); err == nil {
		y, err = d.actor(b)
	}
	switch {
	case err != nil:
	case x.Code == "" || y.Code == "":
		err = Asked("two actors are needed, as codes or names: KAZ and CHN")
	case x.Code == y.Code:
		err = Asked("the two actors are one: " + x.Name)
	}
	return x, y, err
}

// A mistake is an error of a question, in its own words.
type mistake string

func (m mistake) Error() string { return string(m) }

func (m mistake) Unwrap() error { return entente.ErrInvalid }

// Asked is a mistake in a question, in words.
func Asked(words string) error { return mistake(words) }

// A Passage is the words that a row rests on, with their source.
type Passage struct {
	Row        string  `json:"row" doc:"id of the row"`
	Document   string  `json:"document" doc:"id of the document"`
	Quote      string  `json:"quote" doc:"the words themselves"`
	Said       string  `json:"said,omitempty" doc:"who is answerable for it, where that is not the author"`
	Title      string  `json:"title,omitempty"`
	Publisher  string  `json:"publisher,omitempty"`
	Published  string  `json:"published,omitempty" doc:"EDTF"`
	Source     string  `json:"source" doc:"address or path"`
	Confidence float64 `json:"confidence" doc:"probability that the row is right"`
}

// Passage is what a row rests on.
func (d *Desk) Passage(r *entente.Row) Passage {
	p := Passage{Row: r.ID(), Document: r.Document.ID, Quote: r.Quote, Title: r.Document.Title, Publisher: r.Document.Publisher, Published: EDTF(r.Document.Published),
		Source: cmp.Or(r.Document.URL, r.Document.Source), Confidence: Confidence(r)}
	if id := r.Speaker(); id != "" {
		p.Said = d.words.Person(r.Party(id))
	}
	return p
}

// Confidence is that of a row, to two decimals.
func Confidence(r *entente.Row) float64 {
	c := 0.0
	switch {
	case r.Event != nil:
		c = r.Event.Confidence
	case r.Statement != nil:
		c = r.Statement.Confidence
	case r.Figure != nil:
		c = r.Figure.Confidence
	default:
		c = r.Tie.Confidence
	}
	return float64(int(c*100+.5)) / 100
}

// EDTF is that of a date; "" for none.
func EDTF(d *entente.Date) string {
	if d == nil {
		return ""
	}
	return d.EDTF
}

// Corpus makes the corpus rows of the events among rows of a store.
func Corpus(ctx context.Context, s entente.Store, kinds corpus.Kinds, rows []entente.Row) (corpus.Rows, error) {
	corrections, err := s.Corrections(ctx)
	if err != nil {
		return corpus.Rows{}, err
	}
	at := map[string]int{}
	var in []corpus.Input
	for _, r := range rows {
		i, ok := at[r.Document.ID]
		if !ok {
			a, err := s.Document(ctx, r.Document.ID)
			if err != nil {
				return corpus.Rows{}, err
			}
			i = len(in)
			at[r.Document.ID] = i
			in = append(in, corpus.Input{Document: r.Document, Text: a.Document.Text})
		}
		if r.Event != nil {
			in[i].Rows = append(in[i].Rows, r)
		}
	}
	return corpus.Build(in, corrections, kinds), nil
}

// A stamper is a store that says when what it shows has changed.
type stamper interface {
	Stamp(ctx context.Context) (string, error)
}

// Stamp changes whenever the store does; "" where the store cannot say.
func (d *Desk) Stamp(ctx context.Context) string {
	s, ok := d.store.(stamper)
	if !ok {
		return ""
	}
	stamp, err := s.Stamp(ctx)
	if err != nil {
		return ""
	}
	if n := d.late.Load(); n > 0 { // what was answered meanwhile is out of date
		stamp += "." + strconv.FormatInt(n, 10)
	}
	return stamp
}

// Keep is keep for the views that lie in packages of their own.
func Keep[T any](ctx context.Context, d *Desk, key string, answers func() (T, error)) (T, error) {
	return keep(ctx, d, key, answers)
}

// keep answers from what is kept as long as the store has not changed, or makes the answer. Answers are shared: nobody may change them.
func keep[T any](ctx context.Context, d *Desk, key string, make func() (T, error)) (T, error) {
	return keepFor(ctx, d, key, 0, make)
}

// keepFor is keep for counts, which may lag behind where they are slow: so many times as long as they took to make.
func keepFor[T any](ctx context.Context, d *Desk, key string, times int, make func() (T, error)) (T, error) {
	return answers.Keep(ctx, &d.kept, d.Stamp(ctx), key, times, make)
}

// ClipTo shortens to so many bytes, at a character.
func ClipTo(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
