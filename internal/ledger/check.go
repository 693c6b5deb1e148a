package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"entente"
)

// Forget removes a document with its records and rows, and the source bytes where no other document was read from them. A
// tombstone stays, so that the same bytes are not read again.
func (s *Store) Forget(ctx context.Context, document string, t entente.Tombstone) error {
	prefix := document
	err := s.in(ctx, func(in session) error {
		var n int64
		var raw string
		err := in.row(ctx, `SELECT n, id, raw FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT 1`, document, document+"\uffff").Scan(&n, &document, &raw)
		if err != nil {
			return notFound(err)
		}
		like, err := in.count(ctx, `SELECT count(*) FROM documents WHERE id >= ? AND id < ?`, prefix, prefix+"\uffff")
		if err != nil {
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
			{`INSERT INTO corpus_marks (document) VALUES (?)`, document},
		} {
			if err := in.exec(ctx, q.query, q.arg); err != nil {
				return err
			}
		}
		if err := in.exec(ctx, `INSERT INTO tombstones (document, raw, who, at, why) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`, document, raw, t.Who, t.When, t.Why); err != nil {
			return err
		}
		if left, err := in.count(ctx, `SELECT count(*) FROM documents WHERE raw = ?`, raw); err != nil || left > 0 {
			return err
		}
		for _, table := range []string{"readings", "sightings", "fetches"} {
			if err := in.exec(ctx, `DELETE FROM `+table+` WHERE raw = ?`, raw); err != nil {
				return err
			}
		}
		return in.exec(ctx, `DELETE FROM sources WHERE hash = ?`, raw)
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
	if err == nil {
		err = s.checkCorpus(ctx, fault)
	}
	if err != nil {
		return c, fmt.Errorf("check store: %w", err)
	}
	return c, nil
}

func (s *Store) checkFile(ctx context.Context, fault func(string)) error {
	faults := append(s.d.Faults(), Fault{`SELECT id FROM documents WHERE raw NOT IN (SELECT raw FROM readings)`, "document %s has no reading"},
		Fault{`SELECT id FROM documents WHERE id NOT IN (SELECT id FROM corpus_documents) AND id NOT IN (SELECT document FROM corpus_marks)`, "document %s is in no story, and not to come into one"},
		Fault{`SELECT id FROM corpus_documents WHERE id NOT IN (SELECT id FROM documents) AND id NOT IN (SELECT document FROM corpus_marks)`, "document %s is gone and still tells of what happened"})
	for _, q := range faults {
		if err := s.each(ctx, q.Query, func(x string) error { fault(fmt.Sprintf(q.Says, x)); return nil }); err != nil {
			return fmt.Errorf("check store: %w", err)
		}
	}
	return nil
}

// each calls f for every value of a query of one text column. The values are read first, so that f may query.
func (s *Store) each(ctx context.Context, query string, f func(string) error, args ...any) error {
	values, err := list(ctx, s.session(), func(got *sql.Rows) (v string, err error) { err = got.Scan(&v); return v, err }, query, args...)
	if err != nil {
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
	err = s.each(ctx, `SELECT r.id FROM rows r JOIN documents d ON d.n = r.document WHERE d.id = ?`, func(row string) error {
		kept[row]++
		rows++
		return nil
	}, id)
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
