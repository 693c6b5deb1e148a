package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente"
)

// fetched notes that an address gave these bytes.
func (p *put) fetched(ctx context.Context) error {
	page := p.r.Page
	if p.r.At == "" || !strings.HasPrefix(page.Source, "http://") && !strings.HasPrefix(page.Source, "https://") {
		return nil
	}
	return p.in.exec(ctx, `INSERT INTO fetches (source, at, raw, etag, modified) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		page.Source, p.r.At, p.raw, page.Validators.ETag, page.Validators.Modified)
}

// Validators gives what the server said of an address when it was fetched last.
func (s *Store) Validators(ctx context.Context, address string) (entente.Validators, error) {
	var v entente.Validators
	err := s.session().row(ctx, `SELECT etag, modified FROM fetches WHERE source = ? ORDER BY at DESC LIMIT 1`, address).Scan(&v.ETag, &v.Modified)
	if errors.Is(err, sql.ErrNoRows) {
		return v, nil
	}
	if err != nil {
		return v, fmt.Errorf("validators of %s: %w", address, err)
	}
	return v, nil
}

// Unchanged notes that an address still held the bytes that it gave last.
func (s *Store) Unchanged(ctx context.Context, address, at string) error {
	err := s.in(ctx, func(in session) error {
		n, err := in.count(ctx, `SELECT count(*) FROM fetches WHERE source = ?`, address)
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("it was never fetched: %w", entente.ErrNotFound)
		}
		return in.exec(ctx, `INSERT INTO fetches (source, at, raw, etag, modified) SELECT source, ?, raw, etag, modified
			FROM (SELECT * FROM fetches WHERE source = ? ORDER BY at DESC LIMIT 1) AS newest WHERE true ON CONFLICT DO NOTHING`, at, address)
	})
	if err != nil {
		return fmt.Errorf("keep sighting of %s: %w", address, err)
	}
	return nil
}

// Bookmark gives the last place in an archive that was read from it with these versions.
func (s *Store) Bookmark(ctx context.Context, archive string, v entente.Versions) (int64, string, error) {
	prefix := archive + "!"
	var source, hash string
	err := s.session().row(ctx, `SELECT source, raw FROM readings WHERE source >= ?1 AND source < ?2 AND versions = ?3
		ORDER BY `+s.d.Leading("substr(source, ?4)")+` DESC, length(source) DESC, source DESC LIMIT 1`, prefix, archive+"\"", encode(v), len([]rune(prefix))+1).Scan(&source, &hash)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", fmt.Errorf("nothing was read from %s: %w", archive, entente.ErrNotFound)
	}
	if err != nil {
		return 0, "", fmt.Errorf("last place in %s: %w", archive, err)
	}
	place, _, _ := strings.Cut(strings.TrimPrefix(source, prefix), ".")
	offset, err := strconv.ParseInt(place, 10, 64)
	if err != nil {
		return 0, "", fmt.Errorf("last place in %s: %w: %w", archive, entente.ErrInvalid, err)
	}
	return offset, hash, nil
}
