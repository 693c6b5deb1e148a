package alerts_test

import (
	"testing"
	"time"

	"entente"
	"entente/internal/views/alerts"
	"entente/internal/views/viewstest"
)

// TestAlerts follows a pair, an actor and nothing, before and after things come in.
func TestAlerts(t *testing.T) {
	page := entente.Page{Source: "plan.txt", Raw: []byte("A plan of two states\n\nThe president of Chad will visit Japan on 7 May 2026. Trade between Chad and Japan reached 3 billion dollars in 2021.\n\nTrade between Chad and Japan reached 9 billion dollars in 2021, the minister said.\n"), Input: entente.Input{Date: "2026-01-02"}}
	d := viewstest.Open(t, page)
	pair := entente.View{ID: "w:1", Name: "Chad and Japan", Address: "/explore?dyad=TCD,JPN"}
	state := entente.View{ID: "w:2", Name: "Chad", Address: "/balance/TCD"}
	other := entente.View{ID: "w:3", Name: "Fiji", Address: "/dossier/FJI/TON"}
	sql := entente.View{ID: "w:4", Name: "a query", Address: "/sql?q=SELECT+1"}
	seen := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	count := func(since, now time.Time, v ...entente.View) map[string]int {
		t.Helper()
		got, err := alerts.Of(t.Context(), d.Desk, v, since, now)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, a := range got {
			n[a.Kind]++
			if a.What == "" || a.Address == "" || a.When == "" {
				t.Errorf("an alert that says too little: %+v", a)
			}
		}
		return n
	}
	before, may, june := seen.Add(-time.Hour), time.Date(2026, 5, 7, 12, 0, 0, 0, time.UTC), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name                string
		since, now          time.Time
		v                   entente.View
		rows, due, conflict int
	}{
		{"the pair, when it came in", before, seen, pair, 1, 0, 1},
		{"the pair, nothing since", seen, may, pair, 0, 0, 0},
		{"the pair, once the visit is past", seen, june, pair, 0, 1, 0},
		{"the pair, told of that already", june, june.AddDate(0, 1, 0), pair, 0, 0, 0},
		{"a state, when it came in", before, seen, state, 1, 0, 0},
		{"a state, once the visit is past", seen, june, state, 0, 1, 0},
		{"two of whom nothing is known", before, june, other, 0, 0, 0},
		{"a query in SQL", before, june, sql, 0, 0, 0},
	} {
		if n := count(c.since, c.now, c.v); n["rows"] != c.rows || n["due"] != c.due || n["conflict"] != c.conflict {
			t.Errorf("%s: got %v, want %d rows, %d due, %d conflict", c.name, n, c.rows, c.due, c.conflict)
		}
	}
}
