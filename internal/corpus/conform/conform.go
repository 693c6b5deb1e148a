// Package conform holds a store's shelf to what it is for: whatever comes, changes or goes, in whatever order and however
// often somebody looks in between, the corpus rows are those that Build makes of all documents at once.
package conform

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/corpus"
	"entente/internal/ontology"
)

// Run holds stores that open gives, each of them empty, to it.
func Run(t *testing.T, open func(t *testing.T) entente.Store) {
	kinds := kindsOf(t)
	h := &held{t: t, s: open(t), kinds: kinds, r: rand.New(rand.NewPCG(5, 9))}
	h.grow()
	h.change()
	h.correct()
	h.again(open(t))
}

// kindsOf are the kinds of the embedded ontology.
func kindsOf(t *testing.T) corpus.Kinds {
	t.Helper()
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	kinds, err := corpus.KindsOf(o)
	if err != nil {
		t.Fatal(err)
	}
	return kinds
}

type held struct {
	t     *testing.T
	s     entente.Store
	kinds corpus.Kinds
	r     *rand.Rand
	said  []entente.Correction
	gone  []string
	all   []entente.Reading
}

// grow puts documents in, a few at a time.
func (h *held) grow() {
	for i := range 24 {
		h.put(reading(i, 1))
		if i%7 == 0 || i == 23 {
			h.look(fmt.Sprintf("after document %d", i))
		}
	}
}

func (h *held) put(r entente.Reading) {
	h.t.Helper()
	if err := h.s.Put(context.Background(), r); err != nil {
		h.t.Fatal(err)
	}
	h.all = slices.DeleteFunc(h.all, func(x entente.Reading) bool { return x.Analyses[0].Document.ID == r.Analyses[0].Document.ID })
	h.all = append(h.all, r)
}

// change reads some documents again, by a version that codes otherwise, and forgets others, originals of stories among them.
func (h *held) change() {
	for _, i := range []int{3, 10, 12} {
		h.put(reading(i, 2))
	}
	h.look("read again")
	for _, i := range []int{0, 4, 9} {
		id := reading(i, 1).Analyses[0].Document.ID
		if err := h.s.Forget(context.Background(), id, entente.Tombstone{Document: id, Who: "t", When: "2026-01-01T00:00:00Z"}); err != nil {
			h.t.Fatal(err)
		}
		h.gone = append(h.gone, id)
		h.look("forgotten " + id)
	}
}

// correct says one thing after another, and takes every second one back.
func (h *held) correct() {
	events := h.events()
	other := func(e *entente.Row) *entente.Row { // an event of another key
		for i := range events {
			if corpus.Key(&events[i], h.kinds) != corpus.Key(e, h.kinds) && events[i].Document.ID != e.Document.ID {
				return &events[i]
			}
		}
		return e
	}
	var many entente.Happening
	for _, x := range h.of().Happenings {
		if len(x.Events) > len(many.Events) {
			many = x
		}
	}
	a, b := &events[0], &events[len(events)/2]
	for i, c := range []entente.Correction{
		{Row: a.ID(), Field: "status", Value: "denied"},
		{Row: b.ID(), Field: "merge", Value: other(b).ID()},
		{Row: entente.ID("h", a.ID()), Field: "merge", Value: other(a).ID()},
		{Row: many.Events[0], Field: "split"},
		{Row: many.ID, Field: "split", Value: `["` + strings.Join(many.Events[:2], `","`) + `"]`},
		{Row: many.ID, Field: "status", Value: "planned"},
		{Row: many.ID, Field: "rejected", Value: "true"},
		{Row: b.ID(), Field: "rejected", Value: "true"},
		{Row: "ARN", Field: "alias", Value: "GON"},
		{Row: "person:boromir", Field: "alias", Value: "person:faramir"},
		{Row: a.Document.ID, Field: "published", Value: "2001-05-04"},
		{Row: events[7].ID(), Field: "recipients", Value: `["MOR"]`},
	} {
		h.say(&c, 2*i)
		h.look(c.Field + " of " + c.Row)
		if i%2 == 0 {
			h.say(&entente.Correction{Row: c.Row, Field: "undo", Replaces: c.ID}, 2*i+1)
			h.look(c.Field + " of " + c.Row + ", taken back")
		}
	}
}

func (h *held) say(c *entente.Correction, n int) {
	h.t.Helper()
	c.Who, c.When = "a reader", fmt.Sprintf("2026-01-01T00:00:%02dZ", n)
	c.ID = entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When)
	if err := h.s.Correct(context.Background(), *c); err != nil {
		h.t.Fatal(err)
	}
	h.said = append(h.said, *c)
}

// again puts the same into another store, in another order.
func (h *held) again(s entente.Store) {
	want := lines(h.t, h.of())
	h.s = s
	all := slices.Clone(h.all)
	h.r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for i, c := range h.said {
		if i%3 == 0 {
			if err := s.Correct(context.Background(), c); err != nil {
				h.t.Fatal(err)
			}
		}
	}
	for i, r := range all {
		if slices.Contains(h.gone, r.Analyses[0].Document.ID) {
			continue
		}
		if err := s.Put(context.Background(), r); err != nil {
			h.t.Fatal(err)
		}
		if i%11 == 0 {
			h.of()
		}
	}
	for _, c := range h.said {
		if err := s.Correct(context.Background(), c); err != nil {
			h.t.Fatal(err)
		}
	}
	if d := cmp.Diff(want, lines(h.t, h.of())); d != "" {
		h.t.Errorf("another order gives other rows (-first +second):\n%s", d)
	}
}

func (h *held) events() []entente.Row {
	h.t.Helper()
	rows, err := h.s.Rows(context.Background(), entente.Filter{Kinds: []string{"event"}})
	if err != nil {
		h.t.Fatal(err)
	}
	return rows
}

// of is what the shelf gives.
func (h *held) of() corpus.Rows {
	h.t.Helper()
	rows, err := corpus.Of(context.Background(), h.s, h.kinds, entente.Filter{})
	if err != nil {
		h.t.Fatal(err)
	}
	return rows
}

// look compares what the shelf gives with what Build makes of everything.
func (h *held) look(when string) {
	h.t.Helper()
	ctx := context.Background()
	at, in := map[string]int{}, []corpus.Input{}
	documents, err := h.s.Documents(ctx, entente.Filter{})
	if err != nil {
		h.t.Fatal(err)
	}
	var ids []string
	for _, d := range documents {
		a, err := h.s.Document(ctx, d.ID)
		if err != nil {
			h.t.Fatal(err)
		}
		at[d.ID], in, ids = len(in), append(in, corpus.Input{Document: d, Text: a.Document.Text}), append(ids, d.ID)
	}
	for _, r := range h.events() {
		in[at[r.Document.ID]].Rows = append(in[at[r.Document.ID]].Rows, r)
	}
	said, err := h.s.Corrections(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	want, got := corpus.Build(in, said, h.kinds), h.of()
	if got.Stories, err = h.s.(entente.Shelf).StoriesOf(ctx, ids); err != nil {
		h.t.Fatal(err)
	}
	if d := cmp.Diff(lines(h.t, want), lines(h.t, got)); d != "" {
		h.t.Fatalf("%s: the shelf gives other rows (-all at once +shelf):\n%s", when, d)
	}
}

// lines are corpus rows as they are written, in order.
func lines(t *testing.T, r corpus.Rows) []string {
	t.Helper()
	var out []string
	add := func(x entente.CorpusRow) {
		b, err := entente.EncodeCorpus(x)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(b))
	}
	for i := range r.Stories {
		add(entente.CorpusRow{Story: &r.Stories[i]})
	}
	for i := range r.Happenings {
		add(entente.CorpusRow{Happening: &r.Happenings[i]})
	}
	for i := range r.Links {
		add(entente.CorpusRow{Link: &r.Links[i]})
	}
	slices.Sort(out)
	return out
}

var (
	places = []string{"ARN", "GON", "MOR", "ROH"}
	people = []string{"", "", "person:boromir", "person:faramir"}
	what   = []string{"visit", "meeting", "recognition", "attack"}
	status = []string{"happened", "happened", "planned", "hypothetical", "denied"}
)

// reading is the n-th of a row of made-up documents, every sixth a copy of the one before it, as some version reads it.
func reading(n, version int) entente.Reading {
	story := n
	if n%6 == 5 {
		story = n - 1
	}
	var b strings.Builder
	for i := range 30 {
		fmt.Fprintf(&b, "In matter %c%c%c of hall %c the %c scribes of %s wrote of it. ", 'a'+story%26, 'a'+story/26, 'a'+i%26, 'a'+i/26, 'a'+(i*7+story)%26, places[(i+story)%4])
	}
	fmt.Fprintf(&b, "Told by the %c herald.", 'a'+n%26)
	text := b.String()
	raw := fmt.Sprintf("%d\n%s", n, text)
	r := rand.New(rand.NewPCG(uint64(n), uint64(version)))
	a := &entente.Analysis{Schema: entente.Schema, Versions: entente.Versions{Entente: fmt.Sprint(version)}}
	a.Document = entente.Document{ID: entente.ID("d", raw), Source: fmt.Sprintf("%d.txt", n), Raw: entente.Hash([]byte(raw)), Text: text, Published: day(r, 0)}
	for i := range 30 {
		at := len(text) * i / 31
		a.Sentences = append(a.Sentences, entente.Sentence{Span: entente.Span{Start: at, End: at + 10}})
	}
	for i := range 4 {
		a.Mentions = append(a.Mentions, entente.Mention{ID: fmt.Sprintf("m%d", i), Actor: places[i], Kind: "state", Via: "name"}.At(a.Sentences[i].Span))
	}
	for i := range 2 {
		a.Mentions = append(a.Mentions, entente.Mention{ID: fmt.Sprintf("m%d", 4+i), Actor: people[2+i], Of: "GON", Kind: "person", Via: "name"}.At(a.Sentences[4+i].Span))
	}
	for i := range 5 {
		s := a.Sentences[10+i].Span
		x := r.IntN(6)
		e := entente.Event{ID: entente.RowID("e", &a.Document, s, 0), Kind: what[r.IntN(4)], Type: "CONSULT", Status: status[r.IntN(5)], Actors: []string{fmt.Sprintf("m%d", x)},
			Recipients: []string{fmt.Sprintf("m%d", (x+1+r.IntN(3))%4)}, Trigger: []entente.Span{s}, Evidence: s, Confidence: float64(r.IntN(9)) / 10}
		if r.IntN(4) > 0 {
			e.Date = day(r, r.IntN(3))
		}
		if r.IntN(3) == 0 {
			e.Place = &entente.Place{Name: "Edoras", Country: places[r.IntN(4)], Lat: 1.5, Lon: -2.25}
		}
		a.Events = append(a.Events, e)
	}
	return entente.Reading{Page: entente.Page{Source: a.Document.Source, Raw: []byte(raw)}, Versions: a.Versions, Analyses: []*entente.Analysis{a}}
}

// day is a day (0), month (1) or year (2) around 2001.
func day(r *rand.Rand, precision int) *entente.Date {
	m, d := 1+r.IntN(2), 1+r.IntN(9)
	switch precision {
	case 1:
		s := fmt.Sprintf("2001-%02d", m)
		return &entente.Date{EDTF: s, Start: s + "-01", End: s + "-28", Precision: "month", Basis: "text"}
	case 2:
		return &entente.Date{EDTF: "2001", Start: "2001-01-01", End: "2001-12-31", Precision: "year", Basis: "text"}
	}
	s := fmt.Sprintf("2001-%02d-%02d", m, d)
	return &entente.Date{EDTF: s, Start: s, End: s, Precision: "day", Basis: "text"}
}
