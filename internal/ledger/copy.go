package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"entente"
)

// Tables are the tables of a store but for the text index and the corpus rows, which are made anew, each after those that it
// refers to.
var Tables = []string{"sources", "sightings", "readings", "documents", "records", "rows", "parties", "dyads", "unknowns", "failures", "corrections", "tombstones", "saved", "fetches", "changes", "hidden",
	"account_users", "account_tokens", "account_sessions", "account_audit", "account_hooks",
	"asked", "hosts"}

// CopyTo writes everything in the store, as it stands at one moment, into an empty one, all or nothing.
func (s *Store) CopyTo(ctx context.Context, to *Store) error {
	from, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: s.d.Snapshot(), ReadOnly: true})
	if err != nil {
		return fmt.Errorf("copy store: %w", err)
	}
	defer undo(from)
	err = to.in(ctx, func(in session) error {
		if n, err := in.count(ctx, `SELECT count(*) FROM sources`); err != nil || n > 0 {
			if err == nil {
				err = fmt.Errorf("the store to copy into is not empty: %w", entente.ErrConflict)
			}
			return err
		}
		for _, name := range Tables {
			if err := copyTable(ctx, session{from, s.d}, in, name); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		if err := in.exec(ctx, `INSERT INTO corpus_marks (document) SELECT id FROM documents ORDER BY id`); err != nil {
			return err
		}
		for _, q := range to.d.Numbered() {
			if err := in.exec(ctx, q); err != nil {
				return err
			}
		}
		return s.indexInto(ctx, session{from, s.d}, in)
	})
	if err != nil {
		return fmt.Errorf("copy store: %w", err)
	}
	return nil
}

// copyTable copies the rows of a table as they are.
func copyTable(ctx context.Context, from, to session, name string) error {
	got, err := from.query(ctx, `SELECT * FROM `+name)
	if err != nil {
		return err
	}
	defer got.Close()
	columns, err := got.Columns()
	if err != nil {
		return err
	}
	if err := to.exec(ctx, `DELETE FROM `+name); err != nil {
		return err
	}
	t := table{name: name, columns: strings.Join(columns, ", ")}
	for got.Next() {
		values := make([]any, len(columns))
		places := make([]any, len(columns))
		for i := range values {
			places[i] = &values[i]
		}
		if err := got.Scan(places...); err != nil {
			return err
		}
		t.add(values...)
		if t.rows == together {
			if err := t.write(ctx, to); err != nil {
				return err
			}
			t = table{name: name, columns: t.columns}
		}
	}
	if err := got.Err(); err != nil {
		return err
	}
	return t.write(ctx, to)
}

// indexInto builds the text index of the copy from the records.
func (s *Store) indexInto(ctx context.Context, from, to session) error {
	type newest struct {
		n      int64
		record []byte
	}
	numbers, err := list(ctx, from, func(got *sql.Rows) (n int64, err error) { err = got.Scan(&n); return n, err }, `SELECT n FROM documents ORDER BY n`)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(numbers, together) {
		marks, args := marksFor(some)
		found, err := list(ctx, from, func(got *sql.Rows) (x newest, err error) { err = got.Scan(&x.n, &x.record); return x, err },
			`SELECT d.n, x.record FROM documents d JOIN readings g ON g.raw = d.raw JOIN records x ON x.document = d.id AND x.versions = g.versions WHERE d.n IN (`+marks+`)`, args...)
		if err != nil {
			return err
		}
		for _, x := range found {
			line, err := s.unpack(x.record)
			if err != nil {
				return err
			}
			a, err := entente.Decode(line, "")
			if err != nil {
				return err
			}
			query, words := to.d.Index(x.n, a.Document.Title, a.Document.Text)
			if err := to.exec(ctx, query, words...); err != nil {
				return err
			}
		}
	}
	return nil
}
