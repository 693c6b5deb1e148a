// Package views turns a question to the store into what a screen, an API or an assistant shows: a dossier, a chronology,
// the figures of a pair, the balance of a state, a document beside its source, rows with their facets. A view is plain data
// with its passages, so that every form it is given leads back to the words it was read from.
package views

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
	kept   kept

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

func (d *Desk) actors(codes []string) []Actor {
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

// pair settles two names, both of which must be given.
func (d *Desk) pair(a, b string) (x, y Actor, err error) {
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

func (d *Desk) passage(r *entente.Row) Passage {
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

// kept holds answers until the store changes, the latest of them up to a weight.
type kept struct {
	mu     sync.Mutex
	views  map[string]*answer
	order  []string // of those that are there, the oldest first
	weight int
}

// mostKept is the weight of the answers that are held at once: one for each row with its passage, about a kilobyte.
const mostKept = 60_000

// weigh is roughly how many rows with their passages an answer has.
func weigh(v any) int {
	switch v := v.(type) {
	case *Chronology:
		n := 1
		for i := range v.Items {
			n += 1 + len(v.Items[i].Passages)
		}
		return n
	case *Dossier:
		return 1 + 2*len(v.Notes)
	case []entente.Row:
		return 1 + len(v)
	case *Reading:
		n := 1 + 2*len(v.Rows)
		for i := range v.Raw {
			n += len(v.Raw[i].Text) >> 9
		}
		return n
	case *Figures:
		n := 1
		for i := range v.Measures {
			n += len(v.Measures[i].Claims) + len(v.Measures[i].Verdicts)
		}
		return n
	case *Balance:
		return 1 + len(v.Edges)/4 + len(v.Partners)*len(v.Periods)/4
	}
	return 4
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

// An answer under way, or kept: what it is, as of which stamp, until when it may be given out whatever happens.
type answer struct {
	view  any
	err   error
	done  chan struct{} // closed when it is there
	stamp string
	until time.Time
}

// Keep is keep for the views that lie in packages of their own.
func Keep[T any](ctx context.Context, d *Desk, key string, answers func() (T, error)) (T, error) {
	return keep(ctx, d, key, answers)
}

// keep answers from what is kept as long as the store has not changed, waits for the same answer that another is making, or
// makes it. Answers are shared: nobody may change them.
func keep[T any](ctx context.Context, d *Desk, key string, answers func() (T, error)) (T, error) {
	return keepFor(ctx, d, key, 0, answers)
}

// slow is how long a count takes that may lag behind.
const slow = 500 * time.Millisecond

// keepFor is keep for counts, which may lag behind where they are slow: they are given out for so many times as long as they took
// to make, whatever changed. Counting half a million rows anew for every document that comes in would leave time for nothing else.
func keepFor[T any](ctx context.Context, d *Desk, key string, times int, answers func() (T, error)) (T, error) {
	stamp := d.Stamp(ctx)
	if stamp == "" {
		return answers()
	}
	k := &d.kept
	k.mu.Lock()
	if x := k.views[key]; x != nil && (x.stamp == stamp || time.Now().Before(x.until)) {
		k.mu.Unlock()
		select {
		case <-x.done:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
		if v, ok := x.view.(T); ok && x.err == nil {
			return v, nil
		}
		return answers() // the other's failure, a caller's going away perhaps, is not ours
	}
	x := &answer{done: make(chan struct{}), stamp: stamp}
	k.put(key, x)
	k.mu.Unlock()
	begun := time.Now()
	made, err := guarded(answers)
	k.mu.Lock()
	defer k.mu.Unlock()
	if x.err = err; err == nil {
		x.view = made
	}
	if took := time.Since(begun); took > slow {
		x.until = time.Now().Add(time.Duration(times) * took)
	}
	close(x.done)
	k.settle(key, x)
	return made, err
}

// guarded turns a break into an error, so that nobody waits for an answer that never comes.
func guarded[T any](answers func() (T, error)) (made T, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("a view broke: %v", x)
		}
	}()
	return answers()
}

// put holds an answer under way in place of an older one.
func (k *kept) put(key string, x *answer) {
	if k.views == nil {
		k.views = map[string]*answer{}
	}
	k.drop(key)
	k.views[key] = x
}

// drop lets an answer go.
func (k *kept) drop(key string) {
	if old := k.views[key]; old != nil {
		if i := slices.Index(k.order, key); i >= 0 {
			k.weight -= weigh(old.view)
			k.order = slices.Delete(k.order, i, i+1)
		}
		delete(k.views, key)
	}
}

// settle keeps an answer that was made, and lets the oldest go where they weigh too much.
func (k *kept) settle(key string, x *answer) {
	if k.views[key] != x {
		return
	}
	if x.err != nil {
		delete(k.views, key)
		return
	}
	w := weigh(x.view)
	if w > mostKept/4 {
		delete(k.views, key)
		return
	}
	k.order = append(k.order, key)
	k.weight += w
	for k.weight > mostKept {
		k.drop(k.order[0])
	}
}
