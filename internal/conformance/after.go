package conformance

import (
	"context"
	"errors"
	"slices"
	"testing"

	"entente"
)

// after pages through lists by the last that was seen, while more comes in.
func after(t *testing.T, open func(*testing.T) entente.Store) {
	ctx := context.Background()
	for _, newest := range []bool{false, true} {
		s := fill(t, open, readings())
		lists := map[string]func(entente.Filter) ([]string, error){
			"rows": func(f entente.Filter) (out []string, err error) {
				rows, err := s.Rows(ctx, f)
				for i := range rows {
					out = append(out, rows[i].ID())
				}
				return out, err
			},
			"documents": func(f entente.Filter) (out []string, err error) {
				all, err := s.Documents(ctx, f)
				for _, b := range all {
					out = append(out, b.ID)
				}
				return out, err
			},
		}
		for name, list := range lists {
			inPagesOfTwo(t, name, newest, list)
		}
		before, err := lists["rows"](entente.Filter{Newest: newest})
		if err != nil {
			t.Fatal(err)
		}
		early := document("e.txt", "2022-09-13", "Shire Times", "The king of Arnor thanked Gondor.")
		early.mention("m0", "ARN", "ARN", "Arnor", "name").mention("m1", "GON", "GON", "Gondor", "name")
		early.event("thanked", "thanks", "SUPPORT", "happened", "2022-09-13", []string{"m0"}, []string{"m1"})
		if err := s.Put(ctx, early.reading()); err != nil {
			t.Fatal(err)
		}
		rest, err := lists["rows"](entente.Filter{Newest: newest, After: before[1]})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range before[2:] {
			if !slices.Contains(rest, id) {
				t.Errorf("newest first %v: %s is on neither page after a row came in between", newest, id)
			}
		}
		if slices.Contains(rest, before[0]) || slices.Contains(rest, before[1]) {
			t.Errorf("newest first %v: a row of the first page is on the second, too, after a row came in", newest)
		}
	}
}

// inPagesOfTwo holds a list in pages against the list as a whole.
func inPagesOfTwo(t *testing.T, name string, newest bool, list func(entente.Filter) ([]string, error)) {
	all, err := list(entente.Filter{Newest: newest})
	if err != nil {
		t.Fatal(err)
	}
	var paged []string
	for last := ""; len(paged) <= len(all); {
		page, err := list(entente.Filter{Newest: newest, Limit: 2, After: last})
		if err != nil {
			t.Fatalf("%s after %q: %v", name, last, err)
		}
		if len(page) == 0 {
			break
		}
		paged, last = append(paged, page...), page[len(page)-1]
	}
	if !slices.Equal(paged, all) {
		t.Errorf("%s in pages of two, newest first %v: got %v, want %v", name, newest, paged, all)
	}
	if _, err := list(entente.Filter{After: "e:none"}); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("%s after one that is not there: got %v, want not found", name, err)
	}
}
