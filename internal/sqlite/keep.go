package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"entente"
)

// Forget removes a document with its records and rows, and the source bytes where no other document was read from them. A
// tombstone stays, so that the same bytes are not read again.
func (s *Store) Forget(ctx context.Context, document string, t entente.Tombstone) error {
	prefix := document
	err := s.in(ctx, func(tx *sql.Tx) error {
		var n int64
		var raw string
		err := tx.QueryRowContext(ctx, `SELECT n, id, raw FROM documents WHERE id >= ? AND id < ? ORDER BY id`, document, document+"\uffff").Scan(&n, &document, &raw)
		if errors.Is(err, sql.ErrNoRows) {
			return entente.ErrNotFound
		}
		if err != nil {
			return err
		}
		var like int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE id >= ?1 AND id < ?1 || char(65535)`, prefix).Scan(&like); err != nil {
			return err
		}
		if like > 1 && document != prefix {
			return fmt.Errorf("%d documents begin like that: %w", like, entente.ErrInvalid)
		}
		for _, q := range []struct {
			query string
			arg   any
		}{
			{`DELETE FROM texts WHERE rowid = ?`, n},
			{`DELETE FROM documents WHERE n = ?`, n},
			{`DELETE FROM records WHERE document = ?`, document},
		} {
			if _, err := tx.ExecContext(ctx, q.query, q.arg); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO tombstones (document, raw, who, at, why) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, document, raw, t.Who, t.When, t.Why); err != nil {
			return err
		}
		var left int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM documents WHERE raw = ?`, raw).Scan(&left); err != nil || left > 0 {
			return err
		}
		for _, table := range []string{"readings", "sightings", "fetches"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE raw = ?`, raw); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM sources WHERE hash = ?`, raw)
		return err
	})
	if err != nil {
		return fmt.Errorf("forget %s: %w", document, err)
	}
	return nil
}

// Check holds everything kept against what it says it is: sources against their hashes, records against the schema and their
// own spans, rows against their records, texts against the index. Each fault is told in a line; the counts say what was looked at.
func (s *Store) Check(ctx context.Context, fault func(string)) (entente.Checked, error) {
	var c entente.Checked
	if err := s.checkFile(ctx, fault); err != nil {
		return c, err
	}
	err := s.each(ctx, `SELECT hash FROM sources ORDER BY hash`, func(hash string) error {
		c.Sources++
		b, err := s.Source(ctx, hash)
		if err != nil {
			fault(err.Error())
			return nil
		}
		c.Bytes += int64(len(b))
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("check store: %w", err)
	}
	err = s.each(ctx, `SELECT id FROM documents ORDER BY id`, func(id string) error {
		c.Documents++
		n, err := s.checkDocument(ctx, id)
		c.Rows += n
		if err != nil {
			fault(fmt.Sprintf("document %s: %v", id, err))
		}
		return nil
	})
	if err != nil {
		return c, fmt.Errorf("check store: %w", err)
	}
	return c, nil
}

func (s *Store) checkFile(ctx context.Context, fault func(string)) error {
	for _, q := range []struct{ query, says string }{
		{`SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`, "the file: %s"},
		{`SELECT "table" || ' row ' || rowid FROM pragma_foreign_key_check`, "a link that leads nowhere: %s"},
		{`SELECT id FROM documents WHERE raw NOT IN (SELECT raw FROM readings)`, "document %s has no reading"},
	} {
		if err := s.each(ctx, q.query, func(x string) error { fault(fmt.Sprintf(q.says, x)); return nil }); err != nil {
			return fmt.Errorf("check store: %w", err)
		}
	}
	return nil
}

// each calls f for every value of a query of one text column. The values are read first, so that f may query.
func (s *Store) each(ctx context.Context, query string, f func(string) error) error {
	rows, err := s.db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			rows.Close()
			return err
		}
		values = append(values, v)
	}
	rows.Close()
	if err := rows.Err(); err != nil {
		return err
	}
	for _, v := range values {
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

// checkDocument decodes the record of a document, checks its spans, and compares its rows with those that are kept.
func (s *Store) checkDocument(ctx context.Context, id string) (rows int, err error) {
	a, err := s.Document(ctx, id)
	if err != nil {
		return 0, err
	}
	if err := a.CheckSpans(); err != nil {
		return 0, err
	}
	kept := map[string]int{}
	err = s.each(ctx, `SELECT r.id FROM rows r JOIN documents d ON d.n = r.document WHERE d.id = '`+id+`'`, func(row string) error {
		kept[row]++
		rows++
		return nil
	})
	if err != nil {
		return rows, err
	}
	for _, r := range entente.Rows(a) {
		if kept[r.ID()]--; kept[r.ID()] < 0 {
			return rows, fmt.Errorf("row %s of its record is missing: %w", r.ID(), entente.ErrInvalid)
		}
	}
	for row, n := range kept {
		if n > 0 {
			return rows, fmt.Errorf("row %s does not stand in its record: %w", row, entente.ErrInvalid)
		}
	}
	return rows, nil
}

// Backup writes the store, as it stands at this moment, into a new file.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := s.db.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}
