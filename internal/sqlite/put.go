package sqlite

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente"
)

// Has reports whether the newest reading of the page's bytes was made with this input and these versions, or all that was
// read from them was forgotten.
func (s *Store) Has(ctx context.Context, p entente.Page, v entente.Versions) (bool, error) {
	has, err := hasReading(ctx, s.db, entente.Hash(p.Raw), encode(p.Input), encode(v))
	if err != nil {
		return false, fmt.Errorf("look up %s: %w", p.Source, err)
	}
	return has, nil
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func hasReading(ctx context.Context, q querier, raw, input, versions string) (bool, error) {
	var one int
	err := q.QueryRowContext(ctx, `SELECT 1 FROM readings WHERE raw = ?1 AND input = ?2 AND versions = ?3
		UNION ALL SELECT 1 FROM tombstones WHERE raw = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE raw = ?1)`, raw, input, versions).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// Put keeps a reading in one transaction. Where the page was read before with the same input and versions, only the
// sighting is added.
func (s *Store) Put(ctx context.Context, r entente.Reading) error {
	p := put{s: s, raw: entente.Hash(r.Page.Raw), input: encode(r.Page.Input), versions: encode(r.Versions), r: r}
	if err := p.prepare(); err != nil {
		return fmt.Errorf("keep %s: %w", r.Page.Source, err)
	}
	if err := s.in(ctx, func(tx *sql.Tx) error { p.tx = tx; return p.run(ctx) }); err != nil {
		return fmt.Errorf("keep %s: %w", r.Page.Source, err)
	}
	return nil
}

// A put is one reading on its way in. What can be worked out before the transaction is.
type put struct {
	s                    *Store
	tx                   *sql.Tx
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

func (p *put) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := p.tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}

func (p *put) run(ctx context.Context) error {
	page := p.r.Page
	var gone int
	if err := p.tx.QueryRowContext(ctx, `SELECT count(*) FROM tombstones WHERE raw = ?1 AND NOT EXISTS (SELECT 1 FROM documents WHERE raw = ?1)`, p.raw).Scan(&gone); err != nil || gone > 0 {
		return err // forgotten bytes are not kept again
	}
	if _, err := p.exec(ctx, `INSERT INTO sources (hash, size, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, p.raw, len(page.Raw), p.packed); err != nil {
		return err
	}
	if _, err := p.exec(ctx, `INSERT INTO sightings (raw, source, at, content_type, input, layer, text) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		p.raw, page.Source, p.r.At, page.ContentType, p.input, page.Layer, p.text); err != nil {
		return err
	}
	if err := p.fetched(ctx); err != nil {
		return err
	}
	if has, err := hasReading(ctx, p.tx, p.raw, p.input, p.versions); err != nil || has {
		return err
	}
	if err := p.retire(ctx); err != nil {
		return err
	}
	if _, err := p.exec(ctx, `INSERT INTO readings (raw, input, versions, source) VALUES (?, ?, ?, ?)`, p.raw, p.input, p.versions, page.Source); err != nil {
		return err
	}
	for i, a := range p.r.Analyses {
		if err := p.document(ctx, a, p.records[i]); err != nil {
			return err
		}
	}
	return nil
}

// retire takes the rows of the older reading of these bytes out of sight; their records stay.
func (p *put) retire(ctx context.Context) error {
	for _, q := range []string{
		`DELETE FROM texts WHERE rowid IN (SELECT n FROM documents WHERE raw = ?)`,
		`DELETE FROM documents WHERE raw = ?`,
		`DELETE FROM readings WHERE raw = ?`,
	} {
		if _, err := p.exec(ctx, q, p.raw); err != nil {
			return err
		}
	}
	return nil
}

func (p *put) document(ctx context.Context, a *entente.Analysis, record []byte) error {
	d := &a.Document
	first, last := days(d.Published)
	find := strings.ToLower(strings.Join([]string{d.ID, d.Source, d.URL, d.Publisher, d.Republisher}, "\n"))
	n, err := p.exec(ctx, `INSERT INTO documents (id, raw, first, last, find, brief) VALUES (?, ?, ?, ?, ?, ?)`,
		d.ID, p.raw, first, last, find, encode(entente.BriefOf(a)))
	if err != nil {
		return fmt.Errorf("document %s: %w", d.ID, err)
	}
	if _, err := p.exec(ctx, `INSERT INTO records (document, versions, record) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record`,
		d.ID, p.versions, record); err != nil {
		return err
	}
	if _, err := p.exec(ctx, `INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)`, n, d.Title, d.Text); err != nil {
		return err
	}
	for _, f := range a.Failures {
		if _, err := p.exec(ctx, `INSERT INTO failures (document, stage, kind, error) VALUES (?, ?, ?, ?)`, n, f.Stage, f.Kind, f.Error); err != nil {
			return err
		}
	}
	if err := p.unknowns(ctx, n, a); err != nil {
		return err
	}
	for _, r := range entente.Rows(a) {
		if err := p.row(ctx, n, r); err != nil {
			return fmt.Errorf("row %s: %w", r.ID(), err)
		}
	}
	return nil
}

// named are the ways of speaking of an actor that give a name one could look up.
var named = map[string]bool{"name": true, "title": true, "label": true, "byline": true, "input": true}

func (p *put) unknowns(ctx context.Context, document int64, a *entente.Analysis) error {
	for _, m := range a.Mentions {
		if m.Actor != "" || !named[m.Via] {
			continue
		}
		name, sentence := m.Name, ""
		if name == "" {
			name = m.Span().In(a.Document.Text)
		}
		if i := a.SentenceAt(m.Span().Start); m.Start != nil && i >= 0 {
			sentence = a.Sentences[i].In(a.Document.Text)
		}
		if name = strings.Join(strings.Fields(name), " "); name == "" {
			continue
		}
		if _, err := p.exec(ctx, `INSERT INTO unknowns (document, name, kind, sentence) VALUES (?, ?, ?, ?)`, document, name, m.Kind, sentence); err != nil {
			return err
		}
	}
	return nil
}

// stored is a row as it is kept: without its document, which is joined.
type stored struct {
	Event     *entente.Event            `json:"event,omitempty"`
	Statement *entente.Statement        `json:"statement,omitempty"`
	Figure    *entente.Figure           `json:"figure,omitempty"`
	Tie       *entente.Tie              `json:"tie,omitempty"`
	Parties   map[string]*entente.Party `json:"parties,omitempty"`
	Quote     string                    `json:"quote"`
	Passage   entente.Span              `json:"passage"`
}

func (p *put) row(ctx context.Context, document int64, r entente.Row) error {
	first, last := days(r.When())
	class := r.Classes()
	n, err := p.exec(ctx, `INSERT INTO rows (document, sort, ord, id, first, last, status, class, subclass, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		document, r.Sort(), r.Order, r.ID(), first, last, r.Status(), class[0], class[1],
		encode(stored{r.Event, r.Statement, r.Figure, r.Tie, r.Parties, r.Quote, r.Passage}))
	if err != nil {
		return err
	}
	var pair []string // codes that take part
	for _, side := range r.Sides() {
		part := 1
		if side.Side == "asserts" {
			part = 0
		}
		codes := []string{side.Code}
		if side.Of != "" && side.Of != side.Code {
			codes = append(codes, side.Of)
		}
		for _, code := range codes {
			if _, err := p.exec(ctx, `INSERT INTO parties (row, code, name, part, side) VALUES (?, ?, ?, ?, ?)`, n, code, fold(side.Name), part, side.Side); err != nil {
				return err
			}
			if part == 1 && code != "" {
				pair = append(pair, code)
			}
		}
	}
	return p.dyads(ctx, n, r.Sort(), first.String, pair)
}

// dyads keeps the pairs of codes that take part in a row.
func (p *put) dyads(ctx context.Context, row int64, sort, first string, codes []string) error {
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for i, a := range codes {
		for _, b := range codes[i+1:] {
			if _, err := p.exec(ctx, `INSERT INTO dyads (a, b, sort, first, row) VALUES (?, ?, ?, ?, ?)`, a, b, sort, cmp.Or(first, "~"), row); err != nil {
				return err
			}
		}
	}
	return nil
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
