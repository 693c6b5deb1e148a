package conformance

import (
	"context"
	"testing"

	"entente"
)

// corrected says one word after another on rows and documents: each is found by what it says now, and by what it said before
// once the word is taken back.
func corrected(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, all := context.Background(), readings()
	s := fill(t, open, all)
	visit := rows(t, s, entente.Filter{Class: []string{"visit"}, Status: []string{"happened"}})[0]
	document := visit.Document.ID
	when := 0
	say := func(c entente.Correction) string {
		t.Helper()
		when++
		c.Who, c.When = "a reader", "2023-01-01T00:00:"+string(rune('0'+when/10))+string(rune('0'+when%10))+"Z"
		c.ID = entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When)
		if err := s.Correct(ctx, c); err != nil {
			t.Fatal(err)
		}
		return c.ID
	}
	for _, c := range []struct {
		row, field, value string
		found, gone       entente.Filter
	}{
		{visit.ID(), "status", "denied", entente.Filter{Status: []string{"denied"}}, entente.Filter{Status: []string{"happened"}, Actor: "ARN"}},
		{visit.ID(), "kind", "attack", entente.Filter{Class: []string{"ASSAULT"}, Actor: "ARN"}, entente.Filter{Class: []string{"CONSULT"}, Actor: "ARN"}},
		{visit.ID(), "date", "2021-03", entente.Filter{Until: "2021-04-01", Kinds: []string{"event"}}, entente.Filter{Since: "2022-09-14", Until: "2022-09-14", Kinds: []string{"event"}, Actor: "ARN"}},
		{visit.ID(), "recipients", `["MOR"]`, entente.Filter{Dyad: [2]string{"ARN", "MOR"}}, entente.Filter{Dyad: [2]string{"ARN", "GON"}, Kinds: []string{"event"}}},
		{document, "publisher", "Gazette", entente.Filter{Source: "gazette", Kinds: []string{"event"}}, entente.Filter{Source: "arnor post"}},
	} {
		id := say(entente.Correction{Row: c.row, Field: c.field, Value: c.value})
		if got := rows(t, s, c.found); len(got) != 1 || got[0].ID() != visit.ID() || len(got[0].Corrected) == 0 {
			t.Errorf("%s = %s: found %d rows, want the corrected one", c.field, c.value, len(got))
		}
		if got := rows(t, s, c.gone); len(got) != 0 {
			t.Errorf("%s = %s: still found by what it said before", c.field, c.value)
		}
		say(entente.Correction{Row: c.row, Field: "undo", Replaces: id})
		if got := rows(t, s, c.found); len(got) != 0 {
			t.Errorf("%s = %s, undone: still found by it", c.field, c.value)
		}
		if got := rows(t, s, c.gone); len(got) == 0 || len(got[0].Corrected) != 0 {
			t.Errorf("%s = %s, undone: not found by what was read", c.field, c.value)
		}
	}
	surviving(t, s, say, visit.ID())
}

// surviving reads a corrected and a rejected row again with another version: what was said of them stands.
func surviving(t *testing.T, s entente.Store, say func(entente.Correction) string, visit string) {
	ctx := context.Background()
	attack := rows(t, s, entente.Filter{Class: []string{"attack"}})[0].ID()
	say(entente.Correction{Row: visit, Field: "status", Value: "planned"})
	say(entente.Correction{Row: attack, Field: "rejected", Value: "true"})
	for _, r := range readings() {
		r.Versions.Entente = "0.0.2"
		for _, a := range r.Analyses {
			a.Versions = r.Versions
		}
		if err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	if got := rows(t, s, entente.Filter{Status: []string{"planned"}, Actor: "ARN"}); len(got) != 1 || got[0].ID() != visit {
		t.Errorf("read again, the corrected row is lost: %d rows", len(got))
	}
	if got := rows(t, s, entente.Filter{Class: []string{"attack"}}); len(got) != 0 {
		t.Error("read again, the rejected row is back")
	}
	x, err := s.Tally(ctx, entente.Filter{Kinds: []string{"event"}})
	if err != nil || x.Rows != 2 {
		t.Errorf("tally %d events, %v; want two, the rejected one left out", x.Rows, err)
	}
}
