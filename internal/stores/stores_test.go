package stores

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/conformance"
	"entente/internal/ledger"
	"entente/internal/postgres"
	"entente/internal/postgres/cluster"
	"entente/internal/sqlite"
)

func TestMain(m *testing.M) { cluster.Main(m) }

// TestBackupsGoBothWays puts readings into a database, backs it up into a file, restores that into another database and into
// another file: all show the same, and go on being written.
func TestBackupsGoBothWays(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	first, err := Open(ctx, cluster.Schema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	all := conformance.Readings()
	for _, r := range all[:3] {
		if err := first.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	newer := conformance.Readings()[0]
	newer.Versions.Entente = "0.0.2"
	newer.Analyses[0].Versions = newer.Versions
	for _, err := range []error{first.Put(ctx, newer), first.Correct(ctx, entente.Correction{Row: "Prince Imrahil", Field: "alias", Value: "GON", Who: "x", When: "2024-01-01T00:00:00Z"}),
		first.Save(ctx, entente.View{Name: "mine", Address: "/explore"})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "backup.db")
	if err := Backup(ctx, first, file); err != nil {
		t.Fatal(err)
	}
	if err := Backup(ctx, first, file); !errors.Is(err, entente.ErrConflict) {
		t.Errorf("a second backup over the first: %v", err)
	}
	names := []string{file, cluster.Schema(t), filepath.Join(dir, "other.db")}
	for i, name := range names {
		if i > 0 {
			from, err := OpenExisting(ctx, names[0])
			if err != nil {
				t.Fatal(err)
			}
			err = Restore(ctx, from, name)
			if i == 1 && err == nil {
				if err := Restore(ctx, from, name); !errors.Is(err, entente.ErrConflict) {
					t.Errorf("restored twice into one database: %v", err)
				}
			}
			from.Close()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		s, err := OpenExisting(ctx, name)
		if err != nil {
			t.Fatal(err)
		}
		same(t, first, s)
		if i > 0 {
			if err := s.Put(ctx, all[3]); err != nil {
				t.Errorf("%s cannot be written any more: %v", name, err)
			}
		}
		s.Close()
	}
}

// same holds two stores against each other.
func same(t *testing.T, a, b Store) {
	t.Helper()
	ctx := context.Background()
	of := func(s Store) any {
		rows, err1 := s.Rows(ctx, entente.Filter{})
		docs, err2 := s.Documents(ctx, entente.Filter{})
		corrections, err3 := s.Corrections(ctx)
		saved, err4 := s.Saved(ctx)
		hits, err5 := s.Search(ctx, "alliance", entente.Filter{})
		_, err6 := s.Check(ctx, func(f string) { t.Error(f) })
		if err := errors.Join(err1, err2, err3, err4, err5, err6); err != nil {
			t.Fatal(err)
		}
		var versions []string
		for _, r := range rows {
			versions = append(versions, r.ID())
		}
		return []any{rows, docs, corrections, saved, hits, versions}
	}
	if d := cmp.Diff(of(a), of(b)); d != "" {
		t.Errorf("the copy differs:\n%s", d)
	}
}

// TestTablesAreAllCopied holds the list of what is copied against what is there, but for the corpus rows, which are made anew.
func TestTablesAreAllCopied(t *testing.T) {
	ctx := context.Background()
	file, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	base, err := postgres.Open(ctx, cluster.Schema(t))
	if err != nil {
		t.Fatal(err)
	}
	defer base.Close()
	for _, c := range []struct {
		s     *ledger.Store
		query string
	}{
		{file.Store, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'texts%' AND name NOT LIKE 'goose_%' AND name NOT LIKE 'corpus_%' AND name NOT LIKE 'happening%' AND name <> 'stories'`},
		{base.Store, `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> 'texts' AND table_name NOT LIKE 'goose_%' AND table_name NOT LIKE 'river_%' AND table_name NOT LIKE 'corpus_%' AND table_name NOT LIKE 'happening%' AND table_name <> 'stories'`},
	} {
		got, err := c.s.DB().QueryContext(ctx, c.query)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for got.Next() {
			var name string
			if err := got.Scan(&name); err != nil {
				t.Fatal(err)
			}
			names = append(names, name)
		}
		got.Close()
		slices.Sort(names)
		if d := cmp.Diff(slices.Sorted(slices.Values(ledger.Tables)), names); d != "" {
			t.Errorf("tables differ from ledger.Tables:\n%s", d)
		}
	}
}

func TestShownHidesPasswords(t *testing.T) {
	for _, name := range []string{"postgres://u:secret@h/d", "postgres://u@h/d?password=secret", "postgresql://u:secret@h:bad/d"} {
		if got := Shown(name); strings.Contains(got, "secret") {
			t.Errorf("%s is shown as %s", name, got)
		}
	}
	if got := Shown("a/b.db"); got != "a/b.db" {
		t.Errorf("got %s", got)
	}
}
