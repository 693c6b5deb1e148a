package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"entente"
)

// Document gives the newest record of a document by its id or the beginning of it.
func (s *Store) Document(ctx context.Context, id string) (*entente.Analysis, error) {
	return s.record(ctx, s.session(), id)
}

func (s *Store) record(ctx context.Context, in session, id string) (*entente.Analysis, error) {
	var packed []byte
	err := in.row(ctx, `SELECT x.record FROM documents d JOIN readings g ON g.raw = d.raw
		JOIN records x ON x.document = d.id AND x.versions = g.versions WHERE d.id >= ? AND d.id < ? ORDER BY d.id LIMIT 1`, id, id+"\uffff").Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("no document %s: %w", id, entente.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", id, err)
	}
	line, err := s.unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", id, err)
	}
	return entente.Decode(line, "")
}

// Source gives the bytes behind a hash.
func (s *Store) Source(ctx context.Context, hash string) ([]byte, error) {
	var packed []byte
	err := s.session().row(ctx, `SELECT bytes FROM sources WHERE hash = ?`, hash).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("no source %s: %w", hash, entente.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", hash, err)
	}
	b, err := s.unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("source %s: %w", hash, err)
	}
	if entente.Hash(b) != hash {
		return nil, fmt.Errorf("source %s: the bytes kept have another hash: %w", hash, entente.ErrInvalid)
	}
	return b, nil
}

// Page gives the page that a document was read from, as it was given to the reader.
func (s *Store) Page(ctx context.Context, document string) (entente.Page, error) {
	var raw, input string
	var p entente.Page
	var text []byte
	err := s.session().row(ctx, `SELECT g.raw, g.source, x.content_type, g.input, x.layer, x.text FROM documents d JOIN readings g ON g.raw = d.raw
		JOIN sightings x ON x.raw = g.raw AND x.source = g.source AND x.input = g.input WHERE d.id = ?`, document).
		Scan(&raw, &p.Source, &p.ContentType, &input, &p.Layer, &text)
	if errors.Is(err, sql.ErrNoRows) {
		return p, fmt.Errorf("no document %s: %w", document, entente.ErrNotFound)
	}
	if err == nil {
		err = json.Unmarshal([]byte(input), &p.Input)
	}
	if err == nil && p.Layer != "" {
		text, err = s.unpack(text)
		p.Text = string(text)
	}
	if err != nil {
		return p, fmt.Errorf("page of %s: %w", document, err)
	}
	p.Raw, err = s.Source(ctx, raw)
	return p, err
}

// Sightings lists where and when bytes were seen, by source and time.
func (s *Store) Sightings(ctx context.Context, hash string) ([]entente.Sighting, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (x entente.Sighting, err error) {
		err = got.Scan(&x.Source, &x.At, &x.ETag, &x.Modified)
		return x, err
	}, `SELECT source, at, max(etag), max(modified) FROM (SELECT source, at, '' AS etag, '' AS modified FROM sightings WHERE raw = ?1
		UNION ALL SELECT source, at, etag, modified FROM fetches WHERE raw = ?1) AS seen GROUP BY source, at ORDER BY source, at`, hash)
	if err != nil {
		return nil, fmt.Errorf("sightings of %s: %w", hash, err)
	}
	return out, nil
}
