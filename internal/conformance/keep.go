package conformance

import (
	"context"
	"errors"
	"strings"
	"testing"

	"entente"
)

func forget(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, all := context.Background(), readings()
	s := fill(t, open, all)
	id, raw := all[0].Analyses[0].Document.ID, entente.Hash(all[0].Page.Raw)
	before := len(documents(t, s, entente.Filter{}))
	if err := s.Forget(ctx, "d:", entente.Tombstone{}); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("a beginning that many ids share: %v, want invalid", err)
	}
	if err := s.Forget(ctx, id, entente.Tombstone{Document: id, Who: "ed", When: "2025-01-01T00:00:00Z", Why: "asked to"}); err != nil {
		t.Fatal(err)
	}
	if n := len(documents(t, s, entente.Filter{})); n != before-1 {
		t.Errorf("%d documents, want %d", n, before-1)
	}
	if got := rows(t, s, entente.Filter{Document: []string{id}}); len(got) != 0 {
		t.Errorf("%d rows of the forgotten document are left", len(got))
	}
	if _, err := s.Source(ctx, raw); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("its source: %v, want not found", err)
	}
	if hits, err := s.Search(ctx, "alliance", entente.Filter{}); err != nil || len(hits) != 0 {
		t.Errorf("its words are still found: %v, %v", hits, err)
	}
	if has, err := s.Has(ctx, all[0].Page, versions); !has || err != nil {
		t.Errorf("the bytes would be read again: has %v, %v", has, err)
	}
	if err := s.Put(ctx, all[0]); err != nil {
		t.Errorf("bytes that were forgotten come again: %v", err)
	}
	if _, err := s.Source(ctx, raw); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("forgotten bytes were kept again: %v", err)
	}
	if err := s.Forget(ctx, id, entente.Tombstone{}); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("forgetting twice: %v, want not found", err)
	}
	nothingWrong(t, s)
}

func nothingWrong(t *testing.T, s entente.Store) entente.Checked {
	t.Helper()
	var faults []string
	c, err := s.Check(context.Background(), func(f string) { faults = append(faults, f) })
	if err != nil || len(faults) > 0 {
		t.Errorf("check: %v, faults %s", err, strings.Join(faults, "; "))
	}
	return c
}

func check(t *testing.T, open func(*testing.T) entente.Store) {
	all := readings()
	s := fill(t, open, all)
	c := nothingWrong(t, s)
	if c.Sources != len(all) || c.Documents != len(all) || c.Rows != len(rows(t, s, entente.Filter{})) || c.Bytes == 0 {
		t.Errorf("looked at %+v, want all of %d documents", c, len(all))
	}
}

// Readings are the readings that the suite works on, for tests of one store alone.
func Readings() []entente.Reading { return readings() }
