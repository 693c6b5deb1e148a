// Package conformance is what a store must do to be one: the suite that every implementation of entente.Store passes.
package conformance

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"entente"
)

// Run runs the suite on stores that open gives, each of them empty.
func Run(t *testing.T, open func(t *testing.T) entente.Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, func(*testing.T) entente.Store)
	}{
		{"ReadsNothingTwice", readsNothingTwice}, {"Filters", filters}, {"Order", order}, {"NewVersions", newVersions}, {"Sources", sources},
		{"Search", search}, {"Aliases", aliases}, {"Rejections", rejections}, {"Corrected", corrected}, {"AllOrNothing", allOrNothing}, {"NotThere", notThere}, {"Prefixes", prefixes}, {"Failures", failures},
		{"Forget", forget}, {"Check", check}, {"Stretches", stretches}, {"After", after}, {"Tally", tally}, {"Along", along}, {"Stamp", stamp}, {"Saved", saved}, {"Fetches", fetches}, {"Accounts", keepsAccounts}, {"Trail", keepsTrail}, {"IDs", ids},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

var versions = entente.Versions{Entente: "0.0.1"}

// readings are three documents on two dyads of countries that do not exist, and one that failed.
func readings() []entente.Reading {
	visit := document("a.txt", "2022-09-14", "Arnor Post", "The king of Arnor visited Gondor on Wednesday. He praised the alliance. Trade reached 25 billion crowns.")
	visit.mention("m0", "ARN", "ARN", "Arnor", "name").mention("m1", "GON", "GON", "Gondor", "name").mention("m2", "", "", "Prince Imrahil", "name")
	visit.event("visited", "visit", "CONSULT", "happened", "2022-09-14", []string{"m0"}, []string{"m1"})
	visit.statement("praised the alliance", "m0", "GON")
	visit.figure("25 billion crowns", "trade", "2021", "ARN", "GON")
	plan := document("b.txt", "2022-06-01", "White Tower News", "Gondor may send an envoy to Mordor in September. Arnor is a member of the Council.")
	plan.mention("m0", "GON", "GON", "Gondor", "name").mention("m1", "MOR", "MOR", "Mordor", "name").mention("m2", "person:denethor", "GON", "Denethor", "label")
	plan.event("send an envoy", "visit", "AGREE", "planned", "2022-09", []string{"m2"}, []string{"m1"})
	plan.tie("member of the Council", "membership", "in-force", "ARN", "org:COUNCIL")
	undated := document("c.txt", "", "", "Mordor attacked Gondor. The smoke was seen from Arnor.")
	undated.mention("m0", "MOR", "MOR", "Mordor", "name").mention("m1", "GON", "GON", "Gondor", "name").mention("m2", "", "", "Prince Imrahil", "name")
	undated.event("attacked", "attack", "ASSAULT", "happened", "", []string{"m0"}, []string{"m1"})
	broken := document("d.bin", "", "", "")
	broken.a.Failures = []entente.Failure{{Stage: "clean", Kind: "encoding", Error: "no text in it"}}
	return []entente.Reading{visit.reading(), plan.reading(), undated.reading(), broken.reading()}
}

func fill(t *testing.T, open func(*testing.T) entente.Store, readings []entente.Reading) entente.Store {
	t.Helper()
	s := open(t)
	for _, r := range readings {
		if err := s.Put(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func readsNothingTwice(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, all := context.Background(), readings()
	s := open(t)
	if has, err := s.Has(ctx, all[0].Page, versions); has || err != nil {
		t.Errorf("an empty store has the page: %v, %v", has, err)
	}
	for range 2 {
		if err := s.Put(ctx, all[0]); err != nil {
			t.Fatal(err)
		}
	}
	elsewhere := all[0].Page
	elsewhere.Source = "copy/a.txt"
	if has, err := s.Has(ctx, elsewhere, versions); !has || err != nil {
		t.Errorf("the same bytes under another name are not known: %v, %v", has, err)
	}
	if err := s.Put(ctx, entente.Reading{Page: elsewhere, Versions: versions}); err != nil {
		t.Fatal(err)
	}
	if got := len(documents(t, s, entente.Filter{})); got != 1 {
		t.Errorf("%d documents, want 1", got)
	}
	if got := rows(t, s, entente.Filter{}); len(got) != 3 {
		t.Errorf("%d rows, want 3", len(got))
	}
	seen, err := s.Sightings(ctx, entente.Hash(elsewhere.Raw))
	if err != nil || len(seen) != 2 || seen[0].Source != "a.txt" || seen[1].Source != "copy/a.txt" {
		t.Errorf("sightings %v, %v; want a.txt and copy/a.txt", seen, err)
	}
	dated := all[0].Page
	dated.Input.Date = "2022-09-15"
	if has, _ := s.Has(ctx, dated, versions); has {
		t.Error("a page with another input counts as read")
	}
}

func filters(t *testing.T, open func(*testing.T) entente.Store) {
	s := fill(t, open, readings())
	for _, c := range []struct {
		name   string
		filter entente.Filter
		want   string
	}{
		{"all", entente.Filter{}, "figure:trade statement:direct event:visit/planned event:visit/happened tie:membership event:attack/happened"},
		{"events", entente.Filter{Kinds: []string{"event"}}, "event:visit/planned event:visit/happened event:attack/happened"},
		{"an actor", entente.Filter{Actor: "MOR"}, "event:visit/planned event:attack/happened"},
		{"whom a person acts for", entente.Filter{Actor: "GON", Status: []string{"planned"}}, "event:visit/planned"},
		{"a person", entente.Filter{Actor: "person:denethor"}, "event:visit/planned"},
		{"a dyad, either way", entente.Filter{Dyad: [2]string{"GON", "ARN"}, Kinds: []string{"event"}}, "event:visit/happened"},
		{"speaker and whom it is about are a dyad", entente.Filter{Dyad: [2]string{"ARN", "GON"}, Kinds: []string{"statement"}}, "statement:direct"},
		{"since", entente.Filter{Since: "2022-09-15", Kinds: []string{"event"}}, "event:visit/planned"},
		{"until", entente.Filter{Until: "2022-08-31"}, "figure:trade tie:membership"},
		{"status", entente.Filter{Status: []string{"in-force", "planned"}}, "tie:membership event:visit/planned"},
		{"kind", entente.Filter{Class: []string{"attack"}}, "event:attack/happened"},
		{"type", entente.Filter{Class: []string{"ASSAULT"}}, "event:attack/happened"},
		{"publisher", entente.Filter{Source: "arnor post", Kinds: []string{"event"}}, "event:visit/happened"},
		{"path", entente.Filter{Source: "c.txt"}, "event:attack/happened"},
		{"speaker by code", entente.Filter{Speaker: "ARN"}, "statement:direct"},
		{"speaker by name", entente.Filter{Speaker: "arno"}, "statement:direct"},
		{"limit", entente.Filter{Limit: 2, Kinds: []string{"event"}}, "event:visit/planned event:visit/happened"},
		{"nobody", entente.Filter{Actor: "XXX"}, ""},
	} {
		var got []string
		for _, r := range rows(t, s, c.filter) {
			got = append(got, label(r))
		}
		want := strings.Fields(c.want)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", c.name, got, want)
		}
	}
	if got := documents(t, s, entente.Filter{Actor: "MOR", Until: "2022-12-31"}); len(got) != 1 || got[0].Source != "b.txt" {
		t.Errorf("documents on MOR until 2022: %v, want b.txt", got)
	}
}

func label(r entente.Row) string {
	s := r.Sort() + ":" + r.Classes()[0]
	if r.Event != nil {
		s += "/" + r.Status()
	}
	return s
}

// order puts the same readings in other orders: every list must come out the same.
func order(t *testing.T, open func(*testing.T) entente.Store) {
	first := fill(t, open, readings())
	all := readings()
	shuffle := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		shuffle.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		s := fill(t, open, all)
		if d := cmp.Diff(rows(t, first, entente.Filter{}), rows(t, s, entente.Filter{})); d != "" {
			t.Errorf("rows differ by order of arrival:\n%s", d)
		}
		if d := cmp.Diff(documents(t, first, entente.Filter{}), documents(t, s, entente.Filter{})); d != "" {
			t.Errorf("documents differ by order of arrival:\n%s", d)
		}
	}
	dates := []string{}
	for _, r := range rows(t, first, entente.Filter{Kinds: []string{"event"}}) {
		if d := r.When(); d != nil {
			dates = append(dates, d.Start)
		}
	}
	if !slices.IsSorted(dates) || len(dates) != 2 {
		t.Errorf("events come in the order of dates %v", dates)
	}
}

func newVersions(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := fill(t, open, readings()[:1])
	next := readings()[0]
	next.Versions.Entente = "0.0.2"
	next.Analyses[0].Versions = next.Versions
	next.Analyses[0].Events[0].Status = "denied"
	next.Analyses[0].Figures = nil
	if has, _ := s.Has(ctx, next.Page, next.Versions); has {
		t.Error("newer versions count as read")
	}
	if err := s.Put(ctx, next); err != nil {
		t.Fatal(err)
	}
	got := rows(t, s, entente.Filter{})
	if len(got) != 2 || got[0].Status()+got[1].Status() != "denied" {
		t.Errorf("%d rows, want the event as the newer version coded it, and the statement", len(got))
	}
	a, err := s.Document(ctx, next.Analyses[0].Document.ID)
	if err != nil || a.Versions.Entente != "0.0.2" {
		t.Errorf("the record is not the newest: %v, %v", a, err)
	}
}

func sources(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, all := context.Background(), readings()
	all[1].Page.Layer, all[1].Page.Text = "event_text", "as a field"
	all[1].Page.Input = entente.Input{ID: "77", Date: "2022-06-01", Authors: []string{"A", "B"}}
	s := fill(t, open, all)
	for _, r := range all {
		b, err := s.Source(ctx, entente.Hash(r.Page.Raw))
		if err != nil || string(b) != string(r.Page.Raw) {
			t.Errorf("source of %s: %q, %v", r.Page.Source, b, err)
		}
		p, err := s.Page(ctx, r.Analyses[0].Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(r.Page, p); d != "" {
			t.Errorf("page of %s comes back changed:\n%s", r.Page.Source, d)
		}
		a, err := s.Document(ctx, r.Analyses[0].Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		want, _ := entente.Encode(r.Analyses[0])
		if got, _ := entente.Encode(a); string(got) != string(want) {
			t.Errorf("record of %s comes back changed:\n got %s\nwant %s", r.Page.Source, got, want)
		}
	}
}

func search(t *testing.T, open func(*testing.T) entente.Store) {
	s := fill(t, open, readings())
	for _, c := range []struct{ query, want string }{
		{"smoke", "c.txt"}, {"visiting", "a.txt"}, {"envoy september", "b.txt"}, {`"may send"`, "b.txt"}, {"alliance smoke", ""}, {"title", "a.txt b.txt c.txt d.bin"},
		{`quo"te AND (`, ""},
	} {
		hits, err := s.Search(context.Background(), c.query, entente.Filter{})
		if err != nil {
			t.Errorf("%q: %v", c.query, err)
		}
		var got []string
		for _, h := range hits {
			got = append(got, h.Document.Source)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q is found in %v, want %s", c.query, got, c.want)
		}
	}
	hits, err := s.Search(context.Background(), "alliance", entente.Filter{})
	if err != nil || len(hits) != 1 || hits[0].Passage != "He praised the alliance." {
		t.Errorf("hits %v, %v; want the sentence with the word", hits, err)
	}
	if hits, _ := s.Search(context.Background(), "gondor", entente.Filter{Since: "2022-09-01"}); len(hits) != 1 {
		t.Errorf("%d documents since September, want 1", len(hits))
	}
	all, err := s.Search(context.Background(), "title", entente.Filter{})
	if err != nil || len(all) != 4 {
		t.Fatalf("%d documents, %v; want four", len(all), err)
	}
	for n := range 6 {
		part, err := s.Search(context.Background(), "title", entente.Filter{Limit: 2, Skip: n})
		if d := cmp.Diff(all[min(n, 4):min(n+2, 4)], part, cmpopts.EquateEmpty()); err != nil || d != "" {
			t.Errorf("two after %d: %v\n%s", n, err, d)
		}
	}
	if hits, err := s.Search(context.Background(), "gondor", entente.Filter{Since: "2022-09-01", Limit: 5}); err != nil || len(hits) != 1 {
		t.Errorf("%d documents since September, %v; want 1", len(hits), err)
	}
	if _, err := s.Search(context.Background(), " ?! ", entente.Filter{}); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("a search without words gives %v, want invalid input", err)
	}
}

func aliases(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := fill(t, open, readings())
	got, err := s.Unknown(ctx, 0)
	if err != nil || len(got) != 1 || got[0].Name != "Prince Imrahil" || got[0].Count != 2 || got[0].Documents != 2 {
		t.Fatalf("unknown names %v, %v; want Prince Imrahil twice in two documents", got, err)
	}
	add := entente.Correction{Row: "person:denethor", Field: "alias", Value: "person:steward", Who: "a reader", When: "2023-01-01T00:00:00Z"}
	name := entente.Correction{Row: "Prince  Imrahil", Field: "alias", Value: "person:imrahil", Who: "a reader", When: "2023-01-02T00:00:00Z"}
	for _, c := range []entente.Correction{add, name, name} {
		if err := s.Correct(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if got := rows(t, s, entente.Filter{Actor: "person:steward"}); len(got) != 1 || got[0].Party("m2").Code != "person:steward" {
		t.Errorf("the alias does not apply: %v", got)
	}
	if got, _ := s.Unknown(ctx, 0); len(got) != 0 {
		t.Errorf("a name with an alias is still unknown: %v", got)
	}
	all, err := s.Corrections(ctx)
	if err != nil || len(all) != 2 || all[0].Row != add.Row {
		t.Fatalf("corrections %v, %v; want two, the oldest first", all, err)
	}
	undo := entente.Correction{Row: add.Row, Field: "alias", Who: "a reader", When: "2023-01-03T00:00:00Z", Replaces: all[0].ID}
	if err := s.Correct(ctx, undo); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, entente.Filter{Actor: "person:steward"}); len(got) != 0 {
		t.Error("an alias that was undone still applies")
	}
}

func rejections(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := fill(t, open, readings())
	id := rows(t, s, entente.Filter{Class: []string{"attack"}})[0].ID()
	if err := s.Correct(ctx, entente.Correction{Row: id, Field: "rejected", Value: "true", Who: "a reader", When: "2023-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	if got := rows(t, s, entente.Filter{Class: []string{"attack"}}); len(got) != 0 {
		t.Error("a rejected row is listed")
	}
	if _, err := s.Row(ctx, id); err != nil {
		t.Errorf("a rejected row can no longer be looked up: %v", err)
	}
}

// allOrNothing puts a reading whose second document cannot go in: nothing of it may stay.
func allOrNothing(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := open(t)
	r := readings()[0]
	r.Analyses = append(r.Analyses, r.Analyses[0])
	if err := s.Put(ctx, r); err == nil {
		t.Fatal("a reading with the same document twice was kept")
	}
	if got := documents(t, s, entente.Filter{}); len(got) != 0 {
		t.Errorf("a reading that failed left %d documents", len(got))
	}
	if has, _ := s.Has(ctx, r.Page, versions); has {
		t.Error("a reading that failed counts as read")
	}
	if _, err := s.Source(ctx, entente.Hash(r.Page.Raw)); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("a reading that failed left its source: %v", err)
	}
}

func notThere(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := open(t)
	_, document := s.Document(ctx, "d:0123456789abcdef")
	_, row := s.Row(ctx, "e:0123456789abcdef")
	_, source := s.Source(ctx, "sha256:00")
	_, page := s.Page(ctx, "d:0123456789abcdef")
	for what, err := range map[string]error{"document": document, "row": row, "source": source, "page": page} {
		if !errors.Is(err, entente.ErrNotFound) {
			t.Errorf("a %s that is not there gives %v, want not found", what, err)
		}
	}
}

func prefixes(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	s := fill(t, open, readings())
	id := rows(t, s, entente.Filter{Class: []string{"attack"}})[0].ID()
	r, err := s.Row(ctx, id[:10])
	if err != nil || r.ID() != id {
		t.Errorf("the beginning of an id gives %v, %v; want %s", r.ID(), err, id)
	}
	if _, err := s.Row(ctx, "e:"); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("the beginning of several ids gives %v, want invalid input", err)
	}
	doc := r.Document.ID
	if a, err := s.Document(ctx, doc[:10]); err != nil || a.Document.ID != doc {
		t.Errorf("the beginning of a document's id gives %v", err)
	}
}

func failures(t *testing.T, open func(*testing.T) entente.Store) {
	s := fill(t, open, readings())
	got, err := s.Failed(context.Background(), entente.Filter{})
	if err != nil || len(got) != 1 || got[0].Source != "d.bin" || got[0].Stage != "clean" {
		t.Errorf("failures %v, %v; want the one of d.bin", got, err)
	}
}

func rows(t *testing.T, s entente.Store, f entente.Filter) []entente.Row {
	t.Helper()
	got, err := s.Rows(context.Background(), f)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func documents(t *testing.T, s entente.Store, f entente.Filter) []entente.Brief {
	t.Helper()
	got, err := s.Documents(context.Background(), f)
	if err != nil {
		t.Fatal(fmt.Errorf("documents: %w", err))
	}
	return got
}
