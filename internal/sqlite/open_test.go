package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"
)

// made is a new store in a file, closed again.
func made(t *testing.T, then ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range then {
		if _, err := s.DB().Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestALaterStoreIsLeftAlone refuses a store whose tables this program does not know, in both ways of opening it.
func TestALaterStoreIsLeftAlone(t *testing.T) {
	ctx, path := context.Background(), made(t, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	for name, open := range map[string]func(context.Context, string) (*Store, error){"open": Open, "to read": openStill} {
		if _, err := open(ctx, path); !errors.Is(err, entente.ErrUnsupported) || !strings.Contains(err.Error(), "later version") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAStoreThatMayNotBeWrittenAnswers asks a file as it stands, and refuses one whose last writes are not in it.
func TestAStoreThatMayNotBeWrittenAnswers(t *testing.T) {
	ctx, path := context.Background(), made(t)
	s, err := openStill(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if rows, err := s.Rows(ctx, entente.Filter{}); err != nil || len(rows) != 0 {
		t.Errorf("rows: %v, %v", rows, err)
	}
	if _, err := s.DB().Exec(`DELETE FROM documents`); !errors.Is(Explained(err), entente.ErrForbidden) {
		t.Errorf("it was written to: %v", err)
	}
	if err := os.WriteFile(path+"-wal", []byte("what was written last"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := openStill(ctx, path); !errors.Is(err, entente.ErrForbidden) {
		t.Errorf("with a log beside it: %v", err)
	}
	older := made(t, `DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`)
	if _, err := openStill(ctx, older); !errors.Is(err, entente.ErrForbidden) || !strings.Contains(err.Error(), "older version") {
		t.Errorf("an older one: %v", err)
	}
}

// TestNoFileThere says of each place where no file can be opened what is wrong with it.
func TestNoFileThere(t *testing.T) {
	dir := t.TempDir()
	for path, kind := range map[string]error{dir: entente.ErrInvalid, filepath.Join(dir, "none", "a.db"): entente.ErrNotFound} {
		if _, err := Open(context.Background(), path); !errors.Is(err, kind) {
			t.Errorf("%s: %v, want %v", path, err, kind)
		}
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(context.Background(), filepath.Join(dir, "a.db")); !errors.Is(err, entente.ErrForbidden) {
			t.Errorf("a folder that may not be written: %v", err)
		}
	}
}

// TestABackupIsWholeOrNotThere backs up where it cannot, and where something is already.
func TestABackupIsWholeOrNotThere(t *testing.T) {
	ctx := context.Background()
	s, err := Open(ctx, made(t))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	to := filepath.Join(t.TempDir(), "none", "b.db")
	if err := s.Backup(ctx, to); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("into a folder that is not there: %v", err)
	}
	to = filepath.Join(t.TempDir(), "b.db")
	if err := os.WriteFile(to+".unfinished", []byte("of a run that was killed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(to + "*"); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
	if err := s.Backup(ctx, to); !errors.Is(err, entente.ErrConflict) {
		t.Errorf("over another: %v", err)
	}
}
