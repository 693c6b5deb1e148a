package views_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/views"
	"entente/internal/views/reading"
	"entente/internal/views/viewstest"
)

// TestChronology holds plans against their outcomes, and the order of what is laid out.
func TestChronology(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	for _, pair := range [][2]string{{"KAZ", "CHN"}, {"Kazakhstan", "European Union"}, {"CHN", ""}} {
		c, err := d.Chronology(ctx, pair[0], pair[1], "", "")
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Items) == 0 {
			t.Errorf("%v: nothing", pair)
		}
		last := ""
		byID := map[string]*views.Item{}
		for i := range c.Items {
			byID[c.Items[i].ID] = &c.Items[i]
		}
		for _, x := range c.Items {
			if x.Start != "" {
				if x.Start < last {
					t.Errorf("%v: %s stands after %s", pair, x.Start, last)
				}
				last = x.Start
			}
			if len(x.Passages) == 0 || x.What == "" || x.When == "" {
				t.Errorf("%v: %s without passage, words or time", pair, x.ID)
			}
			if x.Outcome != nil && !slices.ContainsFunc(byID[x.Outcome.ID].PlanOf, func(r views.Ref) bool { return r.ID == x.ID }) {
				t.Errorf("%v: %s became %s, which does not know it", pair, x.ID, x.Outcome.ID)
			}
			if x.Outcome != nil && x.Open {
				t.Errorf("%v: %s has an outcome and is open", pair, x.ID)
			}
		}
	}
}

// TestQuestions are questions with what is wrong with them, or the number of rows they must not exceed.
func TestQuestions(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	for _, c := range []struct {
		q    views.Question
		kind error
	}{
		{views.Question{}, nil},
		{views.Question{Actor: "kazakhstan", Since: "2013", Until: "2013-09"}, nil},
		{views.Question{Dyad: []string{"KAZ", "CHN"}, Sorts: []string{"tie"}}, nil},
		{views.Question{Words: "pipeline", Limit: 5}, nil},
		{views.Question{Words: "\"\" ,"}, entente.ErrInvalid},
		{views.Question{Dyad: []string{"KAZ"}}, entente.ErrInvalid},
		{views.Question{Dyad: []string{"KAZ", ""}}, entente.ErrInvalid},
		{views.Question{Dyad: []string{"KAZ", "Kazakhstan"}}, entente.ErrInvalid},
		{views.Question{Since: "13.9.2013"}, entente.ErrInvalid},
		{views.Question{Sorts: []string{"treaty"}}, entente.ErrInvalid},
		{views.Question{Cursor: "YWZ0ZXIgLTE"}, entente.ErrInvalid},
		{views.Question{Actor: "Kazakhsatn"}, entente.ErrNotFound},
	} {
		got, err := d.Rows(ctx, c.q)
		if !errors.Is(err, c.kind) {
			t.Errorf("%+v: got %v, want %v", c.q, err, c.kind)
		}
		if err == nil && (len(got.Rows) == 0 || got.Total < len(got.Rows) || c.q.Limit > 0 && len(got.Rows) > c.q.Limit) {
			t.Errorf("%+v: got %d rows of %d", c.q, len(got.Rows), got.Total)
		}
	}
}

// TestPages pages through rows and documents while documents come in: nothing that was there is left out or shown twice.
func TestPages(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	pages := map[string]func(cursor string) (ids []string, next string, err error){
		"rows": func(cursor string) (ids []string, next string, err error) {
			x, err := d.Rows(ctx, views.Question{Limit: 7, Cursor: cursor})
			if err != nil {
				return nil, "", err
			}
			for _, r := range x.Rows {
				ids = append(ids, r.ID)
			}
			return ids, x.Next, nil
		},
		"documents": func(cursor string) (ids []string, next string, err error) {
			x, err := d.Documents(ctx, views.Question{Limit: 3, Cursor: cursor})
			if err != nil {
				return nil, "", err
			}
			for _, b := range x.Documents {
				ids = append(ids, b.ID)
			}
			return ids, x.Next, nil
		},
	}
	for name, page := range pages {
		there := map[string]bool{}
		for cursor := "-"; cursor != ""; {
			ids, next, err := page(strings.Trim(cursor, "-"))
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range ids {
				there[id] = true
			}
			cursor = next
		}
		seen, n := map[string]bool{}, 0
		for cursor := "-"; cursor != ""; n++ {
			ids, next, err := page(strings.Trim(cursor, "-"))
			if err != nil {
				t.Fatalf("%s, page %d: %v", name, n, err)
			}
			for _, id := range ids {
				if seen[id] {
					t.Errorf("%s, page %d: %s was shown before", name, n, id)
				}
				seen[id] = true
			}
			cursor = next
			day := []string{"1992-05-05", "2026-05-05"}[n%2]
			text := fmt.Sprintf("News %s %d\n\nThe foreign minister of Peru visited Chile on %s.\n", name, n, day)
			if _, err := reading.Take(ctx, d.Desk, entente.Page{Source: fmt.Sprintf("%s-%d.txt", name, n), Raw: []byte(text), Input: entente.Input{Date: day}}, ""); err != nil {
				t.Fatal(err)
			}
			if n > 200 {
				t.Fatalf("%s: no end", name)
			}
		}
		for id := range there {
			if !seen[id] {
				t.Errorf("%s: %s was there and is on no page", name, id)
			}
		}
	}
}

// TestKept asks the same twice around a correction: what is held must not outlive it.
func TestKept(t *testing.T) {
	d, ctx := viewstest.Open(t), context.Background()
	before, err := d.Chronology(ctx, "KAZ", "CHN", "", "")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := d.Chronology(ctx, "KAZ", "CHN", "", ""); again != before {
		t.Error("the same question was answered anew though nothing changed")
	}
	row := before.Items[0].Passages[0].Row
	if err := d.Store.Correct(ctx, entente.Correction{Row: row, Field: "rejected", Value: "true", Who: "t", When: "2026-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	after, err := d.Chronology(ctx, "KAZ", "CHN", "", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range after.Items {
		for _, p := range x.Passages {
			if p.Row == row {
				t.Errorf("%s is shown after it was rejected", row)
			}
		}
	}
}
