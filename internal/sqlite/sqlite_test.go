package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"
	"entente/internal/conformance"
)

func TestConformance(t *testing.T) {
	conformance.Run(t, func(t *testing.T) entente.Store {
		t.Helper()
		s, err := Open(context.Background(), filepath.Join(t.TempDir(), "entente.db"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestOpenExistingMakesNoFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "none.db")
	if _, err := OpenExisting(context.Background(), path); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("got %v, want not found", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a file was made")
	}
}

func TestPathsWithOddCharacters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the store is not where it was asked for: %v", err)
	}
}

func TestCheckFindsFaults(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct{ name, damage, says string }{
		{"other bytes", `UPDATE sources SET bytes = (SELECT bytes FROM sources ORDER BY hash DESC LIMIT 1) WHERE hash = (SELECT min(hash) FROM sources)`, "another hash"},
		{"a row gone", `DELETE FROM rows WHERE n = (SELECT min(n) FROM rows)`, "is missing"},
		{"a record gone", `DELETE FROM records WHERE document = (SELECT min(document) FROM records)`, "not found"},
		{"a reading gone", `DELETE FROM readings WHERE raw = (SELECT min(raw) FROM readings)`, "no reading"},
	} {
		s, err := Open(ctx, filepath.Join(t.TempDir(), "entente.db"))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range conformance.Readings() {
			if err := s.Put(ctx, r); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := s.DB().Exec(c.damage); err != nil {
			t.Fatal(err)
		}
		var faults []string
		if _, err := s.Check(ctx, func(f string) { faults = append(faults, f) }); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if !strings.Contains(strings.Join(faults, "\n"), c.says) {
			t.Errorf("%s: faults %q, want one that says %q", c.name, faults, c.says)
		}
		s.Close()
	}
}

func TestBackupIsAWholeStore(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(t.TempDir(), "entente.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, r := range conformance.Readings() {
		if err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	b, err := OpenExisting(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	want, _ := s.Rows(ctx, entente.Filter{})
	got, err := b.Rows(ctx, entente.Filter{})
	if err != nil || len(got) != len(want) || len(got) == 0 {
		t.Errorf("the backup holds %d rows, %v; want %d", len(got), err, len(want))
	}
}

func TestWhatIsNoStoreIsSaid(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "poem.txt"), []byte(strings.Repeat("roses are red\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, kind := range map[string]error{"poem.txt": entente.ErrInvalid, "none/a.db": entente.ErrNotFound} {
		if _, err := Open(context.Background(), filepath.Join(dir, path)); !errors.Is(err, kind) {
			t.Errorf("%s: got %v, want %v", path, err, kind)
		}
	}
}
