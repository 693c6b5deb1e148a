package postgres

import (
	"context"
	"errors"
	"testing"
	"time"

	"entente"
	"entente/internal/conformance"
)

func asker(t *testing.T) (*Asker, *Store) {
	t.Helper()
	ctx, address := context.Background(), schema(t)
	s, err := Open(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	for _, r := range conformance.Readings() {
		if err := s.Put(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	a, err := NewAsker(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, s
}

func TestAskReads(t *testing.T) {
	a, _ := asker(t)
	for _, c := range []struct{ query, want string }{
		{"SELECT count(*) FROM events", "3"},
		{"SELECT kind || ' ' || actors || ' ' || recipients FROM events WHERE status = 'happened' AND date IS NOT NULL", "visit ARN GON"},
		{"SELECT speaker FROM statements", "ARN"},
		{"SELECT measure FROM figures", "trade"},
		{"SELECT kind FROM ties", "membership"},
		{"select 'a;b' -- with a comment; and more", "a;b"},
		{"WITH x(n) AS (VALUES (1), (2)) SELECT sum(n) FROM x;", "3"},
		{`SELECT '(' AS "a)"`, "("},
		{`SELECT count("end") FROM documents WHERE title LIKE 'x?y' OR published IS NOT NULL`, "2"},
	} {
		_, rows, _, err := a.Ask(context.Background(), c.query, 10)
		if c.query == `SELECT count("end") FROM documents WHERE title LIKE 'x?y' OR published IS NOT NULL` {
			if !errors.Is(err, entente.ErrInvalid) {
				t.Errorf("a column that is not there: got %v, %v", rows, err)
			}
			continue
		}
		if err != nil || len(rows) != 1 || rows[0][0] != c.want {
			t.Errorf("%s: got %v, %v, want %s", c.query, rows, err, c.want)
		}
	}
	_, rows, more, err := a.Ask(context.Background(), "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100) SELECT n FROM c", 7)
	if err != nil || len(rows) != 7 || !more {
		t.Errorf("a long list: got %d rows, more %v, %v; want 7, true", len(rows), more, err)
	}
	if _, names, err := a.Views(context.Background()); err != nil || len(names) != 6 {
		t.Errorf("views: got %v, %v; want six", names, err)
	}
}

// TestAskWritesNothing tries to write, to change who asks, and to read what is no view.
func TestAskWritesNothing(t *testing.T) {
	a, s := asker(t)
	var store string
	if err := s.DB().QueryRow(`SELECT current_schema()`).Scan(&store); err != nil {
		t.Fatal(err)
	}
	before, err := s.Stamp(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"DELETE FROM " + store + ".corrections", "WITH x AS (DELETE FROM " + store + ".documents RETURNING 1) SELECT * FROM x", "DROP VIEW events", "CREATE TABLE x (y int)",
		"SELECT 1; DELETE FROM corrections", "SELECT 1) ; DROP VIEW events; SELECT * FROM (SELECT 1", "SELECT 1) UNION SELECT * FROM (SELECT 2",
		"SELECT * FROM " + store + ".sources", "SELECT * FROM " + store + ".corrections", `SELECT "set_config"('role', 'entente', true)`, "SELECT set_config('role', 'none', false)",
		"SELECT query_to_xml('select 1', true, true, '')", `SELECT "pg_read_file"('/etc/passwd')`, "SELECT pg_sleep(100)", "SELECT $$a$$", `SELECT E'\'`, "SELECT U&'x'", "SELECT lo_import('/etc/passwd')",
		"SELECT nextval('" + store + ".changes_n_seq')", "SELECT 1 INTO x", "EXPLAIN SELECT 1", "BEGIN", "SELECT 'x", "SELECT /* 1", "SELECT 1\x00", "", ";", "COPY events TO '/tmp/x'",
	} {
		_, rows, _, err := a.Ask(context.Background(), q, 10)
		if !errors.Is(err, entente.ErrInvalid) && !errors.Is(err, entente.ErrForbidden) {
			t.Errorf("%q: got %v, %v; want it refused", q, rows, err)
		}
	}
	if after, err := s.Stamp(context.Background()); err != nil || after != before {
		t.Errorf("the store has changed (%v)", err)
	}
	if _, rows, _, err := a.Ask(context.Background(), "SELECT current_user || '', count(*) FROM events GROUP BY 1", 1); err != nil || len(rows) != 1 || rows[0][0] != role {
		t.Errorf("asked as %v, %v; want %s", rows, err, role)
	}
}

// TestAskEnds holds an endless query to its time.
func TestAskEnds(t *testing.T) {
	a, _ := asker(t)
	ctx, cancel := context.WithTimeout(context.Background(), 300*time.Millisecond)
	defer cancel()
	begun := time.Now()
	_, _, _, err := a.Ask(ctx, "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c", 10)
	if took := time.Since(begun); err == nil || took > 3*time.Second {
		t.Errorf("got %v after %s, want it stopped", err, took)
	}
	if _, rows, _, err := a.Ask(context.Background(), "SELECT 1", 1); err != nil || len(rows) != 1 {
		t.Errorf("after a stopped query: got %v, %v", rows, err)
	}
}
