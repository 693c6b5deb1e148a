package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"entente"
)

// An Asked is what came of asking an address while watching.
type Asked struct {
	Address string        `json:"address"`
	Every   time.Duration `json:"-"`            // how often it is asked; 0 for what is asked once
	At      string        `json:"at,omitempty"` // the last time, RFC 3339
	entente.Validators
	Found    int    `json:"found"`           // pages that were new, all times together
	Failures int    `json:"failures"`        // in a row
	Error    string `json:"error,omitempty"` // of the last time
}

// A Queue is what a store keeps of work that is still to be done.
type Queue interface {
	Keep(ctx context.Context, p entente.Page, at string) (input string, err error)
	Kept(ctx context.Context, raw, source, input string) (entente.Page, error)
	Asked(ctx context.Context, address string) (Asked, error)
	SetAsked(ctx context.Context, a Asked) error
	Watched(ctx context.Context) ([]Asked, error)
	Turn(ctx context.Context, host string, every, within time.Duration, now time.Time) (time.Duration, error)
	Yield(ctx context.Context, host string, lasts, next time.Time) error
	Hold(ctx context.Context, host string, until time.Time) error
}

var _ Queue = (*Store)(nil)

// Keep keeps the bytes of a page that is to be read later, and where they were seen; Kept finds it by the input it gives.
func (s *Store) Keep(ctx context.Context, page entente.Page, at string) (input string, err error) {
	p := put{s: s, raw: entente.Hash(page.Raw), input: encode(page.Input), r: entente.Reading{Page: page, At: at}}
	if err := p.prepare(); err != nil {
		return "", fmt.Errorf("keep %s: %w", page.Source, err)
	}
	if err := s.quietly(ctx, func(in session) error { p.in = in; return p.source(ctx) }); err != nil {
		return "", fmt.Errorf("keep %s: %w", page.Source, err)
	}
	return p.input, nil
}

// Kept gives a page that was kept to be read later, by the hash of its bytes, where it was seen and its input as JSON.
func (s *Store) Kept(ctx context.Context, raw, source, input string) (entente.Page, error) {
	p := entente.Page{Source: source}
	var text []byte
	err := s.session().row(ctx, `SELECT content_type, layer, text FROM sightings WHERE raw = ? AND source = ? AND input = ?`, raw, source, input).Scan(&p.ContentType, &p.Layer, &text)
	if err == nil {
		err = json.Unmarshal([]byte(input), &p.Input)
	}
	if err == nil && p.Layer != "" {
		text, err = s.unpack(text)
		p.Text = string(text)
	}
	if err != nil {
		return p, fmt.Errorf("page %s: %w", source, notFound(err))
	}
	p.Raw, err = s.Source(ctx, raw)
	return p, err
}

const askedColumns = `address, every, at, etag, modified, found, failures, error`

func scanAsked(scan func(...any) error) (a Asked, err error) {
	var seconds int64
	err = scan(&a.Address, &seconds, &a.At, &a.ETag, &a.Modified, &a.Found, &a.Failures, &a.Error)
	a.Every = time.Duration(seconds) * time.Second
	return a, err
}

// Asked gives what came of asking an address; entente.ErrNotFound where it never was.
func (s *Store) Asked(ctx context.Context, address string) (Asked, error) {
	a, err := scanAsked(s.session().row(ctx, `SELECT `+askedColumns+` FROM asked WHERE address = ?`, address).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return Asked{Address: address}, fmt.Errorf("%s was never asked: %w", address, entente.ErrNotFound)
	}
	if err != nil {
		return a, fmt.Errorf("asked %s: %w", address, err)
	}
	return a, nil
}

// SetAsked keeps what came of asking an address, in place of what came of it before.
func (s *Store) SetAsked(ctx context.Context, a Asked) error {
	err := s.quietly(ctx, func(in session) error {
		if err := in.exec(ctx, `DELETE FROM asked WHERE address = ?`, a.Address); err != nil {
			return err
		}
		return in.exec(ctx, `INSERT INTO asked (`+askedColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			a.Address, int64(a.Every/time.Second), a.At, a.ETag, a.Modified, a.Found, a.Failures, a.Error)
	})
	if err != nil {
		return fmt.Errorf("keep what came of %s: %w", a.Address, err)
	}
	return nil
}

// Watched lists what is asked again and again, by address.
func (s *Store) Watched(ctx context.Context) ([]Asked, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (Asked, error) { return scanAsked(got.Scan) },
		`SELECT `+askedColumns+` FROM asked WHERE every > 0 ORDER BY address`)
	if err != nil {
		return nil, fmt.Errorf("list what is watched: %w", err)
	}
	return out, nil
}

// taken is the row of a host that says until when somebody is asking it.
func taken(host string) string { return host + " taken" }

// Turn asks for a turn at a host: 0 where it is ours now, by all processes together, until Yield gives it back or so long has
// passed (of a process that was killed); else how long to wait before asking for one again, which is every where another is
// just asking the host.
func (s *Store) Turn(ctx context.Context, host string, every, within time.Duration, now time.Time) (wait time.Duration, err error) {
	ms := now.UnixMilli()
	err = s.quietly(ctx, func(in session) error {
		if err := in.exec(ctx, `INSERT INTO hosts (host, next) VALUES (?, 0), (?, 0) ON CONFLICT DO NOTHING`, host, taken(host)); err != nil {
			return err
		}
		next, err := in.count(ctx, `SELECT next FROM hosts WHERE host = ?`+s.d.Lock(), host)
		if err != nil || next > ms {
			wait = time.Duration(next-ms) * time.Millisecond
			return err
		}
		until, err := in.count(ctx, `SELECT next FROM hosts WHERE host = ?`, taken(host))
		if err != nil || until > ms {
			wait = min(every, time.Duration(until-ms)*time.Millisecond)
			return err
		}
		wait = 0
		return in.exec(ctx, `UPDATE hosts SET next = ? WHERE host = ?`, now.Add(within).UnixMilli(), taken(host))
	})
	if err != nil {
		return 0, fmt.Errorf("turn at %s: %w", host, err)
	}
	return wait, nil
}

// Yield gives back a turn that was to last so long at most; nobody gets one at the host before next.
func (s *Store) Yield(ctx context.Context, host string, lasts, next time.Time) error {
	if err := s.Hold(ctx, host, next); err != nil {
		return err
	}
	if err := s.session().exec(ctx, `UPDATE hosts SET next = 0 WHERE host = ? AND next = ?`, taken(host), lasts.UnixMilli()); err != nil {
		return fmt.Errorf("yield %s: %w", host, err)
	}
	return nil
}

// Hold keeps everybody from a host until then.
func (s *Store) Hold(ctx context.Context, host string, until time.Time) error {
	ms := until.Add(time.Millisecond - 1).UnixMilli() // a moment later rather than sooner
	err := s.session().exec(ctx, `INSERT INTO hosts (host, next) VALUES (?1, ?2) ON CONFLICT (host) DO UPDATE SET next = CASE WHEN hosts.next > ?2 THEN hosts.next ELSE ?2 END`, host, ms)
	if err != nil {
		return fmt.Errorf("hold %s: %w", host, err)
	}
	return nil
}
