package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"entente"
	"entente/internal/corrections"
)

// What is said of a row, or of a document, is put into what is listed of it: the row as it holds is found by what it says now,
// and shown as it says it. Its record stays as it was read, and the row is made anew from it with every word on it. What is
// said of names and rules holds of all rows, and is applied as they are read.

// Correct appends a correction. The same correction twice is kept once.
func (s *Store) Correct(ctx context.Context, c entente.Correction) error {
	if c.ID == "" {
		c.ID = entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When)
	}
	err := s.in(ctx, func(in session) error {
		if err := in.exec(ctx, `INSERT INTO corrections (id, correction) VALUES (?, ?) ON CONFLICT DO NOTHING`, c.ID, encode(c)); err != nil {
			return err
		}
		return s.redo(ctx, in, c)
	})
	if err != nil {
		return fmt.Errorf("correct %s: %w", c.Row, err)
	}
	return nil
}

// redo puts what a correction says, or takes back, into the rows that it concerns, and marks their documents.
func (s *Store) redo(ctx context.Context, in session, c entente.Correction) error {
	all, err := said(ctx, in)
	if err != nil {
		return err
	}
	r := s.judge.Rule(all)
	about := concerned(all, c)
	for _, j := range parted(s.judge.Rule(slices.DeleteFunc(slices.Clone(all), func(x entente.Correction) bool { return x.ID == c.ID })), r) {
		about = append(about, j.A, j.B)
	}
	slices.Sort(about)
	for _, id := range slices.Compact(about) {
		switch sort := corrections.Sort(id); sort {
		case "event", "statement", "figure", "tie", "document":
			if err := s.remake(ctx, in, r, id); err != nil {
				return err
			}
		case "happening":
			err = in.exec(ctx, `INSERT INTO corpus_marks (document) SELECT DISTINCT d.id FROM corpus_tellings t JOIN corpus_documents d ON d.n = t.document WHERE t.alone = ?`, id)
		case "name":
			who := `p.code = ? OR p.code = '' AND p.name = ?`
			if slices.ContainsFunc(all, func(x entente.Correction) bool { return x.Row == id && x.Field == "block" }) {
				who = `p.code = ? OR p.name = ?`
			}
			err = in.exec(ctx, `INSERT INTO corpus_marks (document) SELECT DISTINCT d.id FROM parties p JOIN rows r ON r.n = p.row JOIN documents d ON d.n = r.document
				WHERE `+who, id, fold(id))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parted are the joins that stand in one ruling and not in the other.
func parted(before, after *corrections.Ruling) []corrections.Join {
	a, b := before.Bound(), after.Bound()
	only := func(some, others []corrections.Join) []corrections.Join {
		return slices.DeleteFunc(slices.Clone(some), func(j corrections.Join) bool { return slices.Contains(others, j) })
	}
	return append(only(a, b), only(b, a)...)
}

// concerned are the ids and names that a correction is about: its own, those it names as joined or parted, and those of the
// corrections that it takes back.
func concerned(all []entente.Correction, c entente.Correction) []string {
	var out []string
	for id, n := c.ID, 0; id != "" && n <= len(all); n++ {
		i := slices.IndexFunc(all, func(x entente.Correction) bool { return x.ID == id })
		if i < 0 {
			break
		}
		x := all[i]
		out = append(out, x.Row)
		if x.Field == "merge" || x.Field == "split" {
			for _, y := range corrections.List(x.Value) {
				if s := corrections.Sort(y); s == "event" || s == "happening" {
					out = append(out, y)
				}
			}
		}
		id = x.Replaces
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// remake makes a row anew from its record, or all rows of a document. An id that is not there may be of a happening, or come
// with a document later.
func (s *Store) remake(ctx context.Context, in session, r *corrections.Ruling, id string) error {
	var document string
	var k rows
	k.in, k.ruling = in, r
	err := in.row(ctx, `SELECT n, id FROM documents WHERE id = ?1 OR n = (SELECT min(document) FROM rows WHERE id = ?1)`, id).Scan(&k.document, &document)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	a, err := s.record(ctx, in, document)
	if err != nil {
		return err
	}
	if id == document {
		b := r.Brief(entente.BriefOf(a))
		first, last := days(b.Published)
		if err := in.exec(ctx, `UPDATE documents SET first = ?, last = ?, find = ?, brief = ? WHERE n = ?`, first, last, find(&b), encode(b), k.document); err != nil {
			return err
		}
	}
	if err := markDocuments(ctx, in, document); err != nil {
		return err
	}
	return k.renew(ctx, a, id)
}

// Corrections lists all corrections, those that were undone too, in the order of when they were made.
func (s *Store) Corrections(ctx context.Context) ([]entente.Correction, error) {
	return said(ctx, s.session())
}

func said(ctx context.Context, in session) ([]entente.Correction, error) {
	out, err := list(ctx, in, func(got *sql.Rows) (c entente.Correction, err error) {
		var line []byte
		if err := got.Scan(&line); err != nil {
			return c, err
		}
		return c, json.Unmarshal(line, &c)
	}, `SELECT correction FROM corrections ORDER BY n`)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	slices.SortStableFunc(out, func(a, b entente.Correction) int { return cmp.Compare(a.When, b.When) })
	return out, nil
}

// standFor lists the codes and names that stand for a code, in order.
func standFor(r *corrections.Ruling, code string) []string {
	var out []string
	for name, c := range r.Aliases() {
		if c == code {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// A ruled is a ruling with the state of the corrections that it was made of.
type ruled struct {
	last, count int64
	ruling      *corrections.Ruling
}

// ruling is what holds of all corrections. They are only ever appended, so the last ruling serves while there are no more.
func (s *Store) ruling(ctx context.Context, in session) (*corrections.Ruling, error) {
	var now ruled
	if err := in.row(ctx, `SELECT coalesce(max(n), 0), count(*) FROM corrections`).Scan(&now.last, &now.count); err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	if old := s.ruled.Load(); old != nil && old.last == now.last && old.count == now.count {
		return old.ruling, nil
	}
	all, err := said(ctx, in)
	if err != nil {
		return nil, err
	}
	now.ruling = s.judge.Rule(all)
	s.ruled.Store(&now)
	return now.ruling, nil
}
