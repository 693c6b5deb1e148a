package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"entente"
)

// Has reports whether the newest reading of the page's bytes was made with this input and these versions, or all that was
// read from them was forgotten.
func (s *Store) Has(ctx context.Context, p entente.Page, v entente.Versions) (bool, error) {
	has, err := hasReading(ctx, s.session(), entente.Hash(p.Raw), encode(p.Input), encode(v))
	if err != nil {
		return false, fmt.Errorf("look up %s: %w", p.Source, err)
	}
	return has, nil
}

func hasReading(ctx context.Context, q session, raw, input, versions string) (bool, error) {
	n, err := q.count(ctx, `SELECT count(*) FROM readings WHERE raw = ? AND input = ? AND versions = ?`, raw, input, versions)
	if err != nil || n > 0 {
		return n > 0, err
	}
	return forgotten(ctx, q, raw)
}

// forgotten reports whether all that was read from some bytes was.
func forgotten(ctx context.Context, q session, raw string) (bool, error) {
	n, err := q.count(ctx, `SELECT count(*) FROM tombstones WHERE raw = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE raw = ?1)`, raw)
	return n > 0, err
}

// Put keeps a reading in one transaction. Where the page was read before with the same input and versions, only the
// sighting is added.
func (s *Store) Put(ctx context.Context, r entente.Reading) error {
	p := put{s: s, raw: entente.Hash(r.Page.Raw), input: encode(r.Page.Input), versions: encode(r.Versions), r: r}
	if err := p.prepare(); err != nil {
		return fmt.Errorf("keep %s: %w", r.Page.Source, err)
	}
	if err := s.in(ctx, func(in session) error { p.in = in; return p.run(ctx) }); err != nil {
		return fmt.Errorf("keep %s: %w", r.Page.Source, err)
	}
	return nil
}

// A put is one reading on its way in. What can be worked out before the transaction is.
type put struct {
	s                    *Store
	in                   session
	raw, input, versions string
	r                    entente.Reading
	packed, text         []byte
	records              [][]byte
}

func (p *put) prepare() error {
	p.packed = p.s.squeeze(p.r.Page.Raw)
	if p.r.Page.Layer != "" {
		p.text = p.s.squeeze([]byte(p.r.Page.Text))
	}
	for _, a := range p.r.Analyses {
		line, err := entente.Encode(a)
		if err != nil {
			return err
		}
		p.records = append(p.records, p.s.squeeze(line))
	}
	return nil
}

func (p *put) run(ctx context.Context) error {
	page := p.r.Page
	if gone, err := forgotten(ctx, p.in, p.raw); err != nil || gone {
		return err // forgotten bytes are not kept again
	}
	if err := p.source(ctx); err != nil {
		return err
	}
	if has, err := hasReading(ctx, p.in, p.raw, p.input, p.versions); err != nil || has {
		return err
	}
	if err := p.retire(ctx); err != nil {
		return err
	}
	if err := p.in.exec(ctx, `INSERT INTO readings (raw, input, versions, source) VALUES (?, ?, ?, ?)`, p.raw, p.input, p.versions, page.Source); err != nil {
		return err
	}
	var ids []string
	for i, a := range p.r.Analyses {
		if err := p.document(ctx, a, p.records[i]); err != nil {
			return err
		}
		ids = append(ids, a.Document.ID)
	}
	return markDocuments(ctx, p.in, ids...)
}

// source keeps the bytes and where they were seen.
func (p *put) source(ctx context.Context) error {
	page := p.r.Page
	if err := p.in.exec(ctx, `INSERT INTO sources (hash, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, p.raw, len(page.Raw), p.packed); err != nil {
		return err
	}
	if _, err := p.in.count(ctx, `SELECT size FROM sources WHERE hash = ?`+p.s.d.Lock(), p.raw); err != nil {
		return err // whoever reads the same bytes waits here
	}
	if err := p.in.exec(ctx, `INSERT INTO sightings (raw, source, at, content_type, input, layer, text) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		p.raw, page.Source, p.r.At, page.ContentType, p.input, page.Layer, p.text); err != nil {
		return err
	}
	return p.fetched(ctx)
}

// retire takes the rows of the older reading of these bytes out of sight; their records stay.
func (p *put) retire(ctx context.Context) error {
	older, err := p.in.count(ctx, `SELECT (SELECT count(*) FROM readings WHERE raw = ?1) + (SELECT count(*) FROM documents WHERE raw = ?1)`, p.raw)
	if err != nil || older == 0 {
		return err
	}
	for _, q := range []string{
		`INSERT INTO corpus_marks (document) SELECT id FROM documents WHERE raw = ?`,
		`DELETE FROM texts WHERE rowid IN (SELECT n FROM documents WHERE raw = ?)`,
		`DELETE FROM documents WHERE raw = ?`,
		`DELETE FROM readings WHERE raw = ?`,
	} {
		if err := p.in.exec(ctx, q, p.raw); err != nil {
			return err
		}
	}
	return nil
}

func (p *put) document(ctx context.Context, a *entente.Analysis, record []byte) error {
	d := &a.Document
	ruling, err := p.s.ruling(ctx, p.in)
	if err != nil {
		return err
	}
	b := ruling.Brief(entente.BriefOf(a))
	first, last := days(b.Published)
	n, err := p.in.count(ctx, `INSERT INTO documents (id, raw, first, last, find, brief) VALUES (?, ?, ?, ?, ?, ?) RETURNING n`,
		d.ID, p.raw, first, last, find(&b), encode(b))
	if err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	if err := p.in.exec(ctx, `INSERT INTO records (document, versions, record) VALUES (?, ?, ?) ON CONFLICT (document, versions) DO UPDATE SET record = excluded.record`,
		d.ID, p.versions, record); err != nil {
		return err
	}
	index, words := p.s.d.Index(n, d.Title, d.Text)
	if err := p.in.exec(ctx, index, words...); err != nil {
		return err
	}
	r := rows{in: p.in, document: n, ruling: ruling}
	return r.keep(ctx, a)
}

// find is what the source filter looks in.
func find(b *entente.Brief) string {
	return strings.ToLower(strings.Join([]string{b.ID, b.Source, b.URL, b.Publisher, b.Republisher}, "\n"))
}

// fold is the form in which names are compared.
func fold(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// days are the first and last day of a date as SQL values, NULL where they are open or there is no date.
func days(d *entente.Date) (first, last sql.NullString) {
	if d == nil {
		return
	}
	return sql.NullString{String: d.Start, Valid: d.Start != ""}, sql.NullString{String: d.End, Valid: d.End != ""}
}

// encode writes a plain value as JSON in one line; a plain value cannot fail to encode.
func encode(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimRight(b.String(), "\n")
}
