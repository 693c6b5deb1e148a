package sqlite

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"entente"
)

func asker(t *testing.T) (*Asker, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.db")
	s, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Correct(context.Background(), entente.Correction{ID: "c:1", Row: "x", Field: "alias", Value: `"KAZ"`, Who: "t", When: "2024-01-01T00:00:00Z"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	a, err := NewAsker(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, path
}

// TestAskReads asks what may be asked.
func TestAskReads(t *testing.T) {
	a, _ := asker(t)
	for _, c := range []struct {
		query string
		want  string
	}{
		{"SELECT count(*) FROM events", "0"},
		{"select 'a;b' -- with a comment; and more", "a;b"},
		{"WITH x(n) AS (VALUES (1), (2)) SELECT sum(n) FROM x;", "3"},
		{"SELECT count(*) FROM main.corrections /* ; DROP */", "1"},
		{`SELECT '(' AS "a)"`, "("},
	} {
		_, rows, _, err := a.Ask(context.Background(), c.query, 10)
		if err != nil || len(rows) != 1 || rows[0][0] != c.want {
			t.Errorf("%s: got %v, %v, want %s", c.query, rows, err, c.want)
		}
	}
	_, rows, more, err := a.Ask(context.Background(), "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c", 7)
	if err != nil || len(rows) != 7 || !more {
		t.Errorf("an endless list: got %d rows, more %v, %v; want 7, true", len(rows), more, err)
	}
	if _, names, err := a.Views(context.Background()); err != nil || len(names) != 6 {
		t.Errorf("views: got %v, %v; want six", names, err)
	}
}

// TestAskWritesNothing tries to write, to reach other files and to take the server's memory.
func TestAskWritesNothing(t *testing.T) {
	a, path := asker(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(filepath.Dir(path), "out.db")
	for _, q := range []string{
		"DELETE FROM corrections", "INSERT INTO main.corrections VALUES (9, 'c:9', '{}')", "UPDATE main.corrections SET id = 'x'", "DROP TABLE main.corrections",
		"CREATE TABLE x (y)", "CREATE TEMP TABLE x AS SELECT 1", "ATTACH '" + out + "' AS o", "VACUUM INTO '" + out + "'", "PRAGMA query_only = 0", "SELECT * FROM pragma_database_list",
		"SELECT 1; DELETE FROM main.corrections", "SELECT 1) ; DELETE FROM main.corrections; SELECT * FROM (SELECT 1", "SELECT 1) UNION SELECT * FROM (SELECT 2",
		"WITH x AS (SELECT 1) DELETE FROM main.corrections", "WITH x AS (SELECT 1) INSERT INTO main.corrections SELECT 9, 'c:9', '{}' RETURNING 1", "SELECT load_extension('/tmp/x.so')",
		"SELECT * FROM sqlite_dbpage", "EXPLAIN SELECT 1", "BEGIN IMMEDIATE", "SELECT zeroblob(2000000000)", "SELECT 'x", "SELECT /* 1", "SELECT 1\x00",
		"SELECT * FROM events WHERE quote LIKE '" + string(make([]byte, 3)) + "'", "", ";", "SELECT writefile('" + out + "', 'x')", "SELECT edit('x')",
		"SELECT * FROM account_users", "SELECT * FROM main.'account_users'",
	} {
		_, rows, _, err := a.Ask(context.Background(), q, 10)
		if !errors.Is(err, entente.ErrInvalid) && !errors.Is(err, entente.ErrForbidden) {
			t.Errorf("%q: got %v, %v; want it refused", q, rows, err)
		}
	}
	after, err := os.ReadFile(path)
	if err != nil || string(after) != string(before) {
		t.Errorf("the store has changed (%v)", err)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("a file was written: %v", err)
	}
}

// TestAskEnds holds an endless query to its time.
func TestAskEnds(t *testing.T) {
	a, _ := asker(t)
	for _, q := range []string{
		"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c",
		"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100000) SELECT count(*) FROM c a, c b, c d",
	} {
		ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
		begun := time.Now()
		_, _, _, err := a.Ask(ctx, q, 10)
		cancel()
		if took := time.Since(begun); err == nil || took > 3*time.Second {
			t.Errorf("%s: got %v after %s, want it stopped", q, err, took)
		}
	}
	if _, rows, _, err := a.Ask(context.Background(), "SELECT 1", 1); err != nil || len(rows) != 1 {
		t.Errorf("after a stopped query: got %v, %v", rows, err)
	}
}
