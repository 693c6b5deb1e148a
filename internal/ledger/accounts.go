package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"entente"
	"entente/internal/accounts"
)

var _ accounts.Store = (*Store)(nil)

// SetUser keeps a user in place of what bore its name.
func (s *Store) SetUser(ctx context.Context, u accounts.User) error {
	return s.set(ctx, "user "+u.Name, `INSERT INTO account_users (name, entry) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET entry = excluded.entry`, u.Name, encode(u))
}

// Users lists all users by name.
func (s *Store) Users(ctx context.Context) ([]accounts.User, error) {
	return entries[accounts.User](ctx, s, "users", `SELECT entry FROM account_users ORDER BY name`)
}

// SetToken keeps a token in place of what bore its hash.
func (s *Store) SetToken(ctx context.Context, t accounts.Token) error {
	return s.set(ctx, "token "+t.ID(), `INSERT INTO account_tokens (hash, entry) VALUES (?, ?) ON CONFLICT (hash) DO UPDATE SET entry = excluded.entry`, t.Hash, encode(t))
}

// Tokens lists all tokens by hash.
func (s *Store) Tokens(ctx context.Context) ([]accounts.Token, error) {
	return entries[accounts.Token](ctx, s, "tokens", `SELECT entry FROM account_tokens ORDER BY hash`)
}

// SetSession keeps a session in place of what bore its hash.
func (s *Store) SetSession(ctx context.Context, x accounts.Session) error {
	return s.set(ctx, "session of "+x.User, `INSERT INTO account_sessions (hash, name, entry) VALUES (?, ?, ?) ON CONFLICT (hash) DO UPDATE SET entry = excluded.entry`, x.Hash, x.User, encode(x))
}

// Session gives a session by its hash.
func (s *Store) Session(ctx context.Context, hash string) (accounts.Session, error) {
	all, err := entries[accounts.Session](ctx, s, "session", `SELECT entry FROM account_sessions WHERE hash = ?`, hash)
	if err != nil {
		return accounts.Session{}, err
	}
	if len(all) == 0 {
		return accounts.Session{}, fmt.Errorf("no such session: %w", entente.ErrNotFound)
	}
	return all[0], nil
}

// EndSession takes a session away.
func (s *Store) EndSession(ctx context.Context, hash string) error {
	return s.set(ctx, "end session", `DELETE FROM account_sessions WHERE hash = ?`, hash)
}

// EndSessions takes all sessions of a user away.
func (s *Store) EndSessions(ctx context.Context, user string) error {
	return s.set(ctx, "end sessions of "+user, `DELETE FROM account_sessions WHERE name = ?`, user)
}

// Append adds an entry to the trail; entente.ErrConflict where another of its number is there.
func (s *Store) Append(ctx context.Context, e accounts.Entry) error {
	line := encode(e)
	if err := s.set(ctx, "trail", `INSERT INTO account_audit (n, entry) VALUES (?, ?) ON CONFLICT (n) DO NOTHING`, e.N, line); err != nil {
		return err
	}
	var there string
	if err := s.session().row(ctx, `SELECT entry FROM account_audit WHERE n = ?`, e.N).Scan(&there); err != nil {
		return fmt.Errorf("trail: %w", err)
	}
	if there != line {
		return fmt.Errorf("entry %d of the trail: %w", e.N, entente.ErrConflict)
	}
	return nil
}

// Last gives the last entry of the trail, the zero one where there is none.
func (s *Store) Last(ctx context.Context) (accounts.Entry, error) {
	all, err := entries[accounts.Entry](ctx, s, "trail", `SELECT entry FROM account_audit ORDER BY n DESC LIMIT 1`)
	if err != nil || len(all) == 0 {
		return accounts.Entry{}, err
	}
	return all[0], nil
}

// Trail gives the entries after a number.
func (s *Store) Trail(ctx context.Context, after int) ([]accounts.Entry, error) {
	return entries[accounts.Entry](ctx, s, "trail", `SELECT entry FROM account_audit WHERE n > ? ORDER BY n`, after)
}

// SetHook keeps a hook in place of what bore its id; one without address takes it away.
func (s *Store) SetHook(ctx context.Context, h entente.Hook) error {
	if h.Address == "" {
		return s.set(ctx, "hook "+h.ID, `DELETE FROM account_hooks WHERE id = ?`, h.ID)
	}
	return s.set(ctx, "hook "+h.ID, `INSERT INTO account_hooks (id, entry) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry`, h.ID, encode(h))
}

// Hooks lists all hooks by id.
func (s *Store) Hooks(ctx context.Context) ([]entente.Hook, error) {
	return entries[entente.Hook](ctx, s, "hooks", `SELECT entry FROM account_hooks ORDER BY id`)
}

// set writes what no view shows: the stamp of the store stays as it is.
func (s *Store) set(ctx context.Context, what, query string, args ...any) error {
	if err := s.session().exec(ctx, query, args...); err != nil {
		return fmt.Errorf("keep %s: %w", what, err)
	}
	return nil
}

// entries reads a column of JSON.
func entries[T any](ctx context.Context, s *Store, what, query string, args ...any) ([]T, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (x T, err error) {
		var line []byte
		if err = got.Scan(&line); err == nil {
			err = json.Unmarshal(line, &x)
		}
		return x, err
	}, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list %s: %w", what, err)
	}
	return out, nil
}
