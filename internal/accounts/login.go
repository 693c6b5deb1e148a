package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"entente"
)

// How long a browser is let in without a question, and how long at all.
const (
	idle    = 12 * time.Hour
	longest = 7 * 24 * time.Hour
)

// ErrTooMany tells that somebody has to wait before another guess; it wraps entente.ErrForbidden.
var ErrTooMany = fmt.Errorf("too many wrong passwords; wait a while: %w", entente.ErrForbidden)

// errWrong does not tell which of the two was wrong.
var errWrong = fmt.Errorf("no such name and password: %w", entente.ErrForbidden)

// Login gives the secret of a new session for a name and password that an address sent. What secret the browser had before plays no
// part, so that nobody can make another use a session that they know. Wrong guesses slow down by name and by address.
func (a *Accounts) Login(ctx context.Context, name, password, from string) (string, error) {
	name = clipped(name)
	if wait := a.brakes.take(a.Now(), name, from); wait > 0 {
		return "", fmt.Errorf("%d s: %w", int(wait.Seconds())+1, ErrTooMany)
	}
	u, err := a.user(ctx, name)
	if err != nil && !errors.Is(err, entente.ErrNotFound) {
		return "", err
	}
	sealed := u.Password
	if err != nil || u.Revoked != "" || sealed == "" {
		sealed = a.blind
	}
	if right := a.opens(sealed, password); !right || sealed == a.blind {
		if err := a.Note(ctx, name, "refused", "", from); err != nil {
			return "", err
		}
		return "", errWrong
	}
	a.brakes.right(name, from)
	secret, err := a.secret()
	if err != nil {
		return "", err
	}
	if err := a.Store.SetSession(ctx, Session{Hash: hash(secret), User: name, Made: a.now(), Seen: a.now()}); err != nil {
		return "", err
	}
	return secret, a.Note(ctx, name, "login", "", from)
}

// Logout ends a session.
func (a *Accounts) Logout(ctx context.Context, secret, from string) error {
	s, err := a.Store.Session(ctx, hash(secret))
	if err != nil {
		return err
	}
	if err := a.Store.EndSession(ctx, s.Hash); err != nil {
		return err
	}
	return a.Note(ctx, s.User, "logout", "", from)
}

// A Caller is who asks, and what they may.
type Caller struct {
	Name string
	Role Role
}

// BySession gives the caller behind the secret of a session; entente.ErrForbidden where it lets nobody in.
func (a *Accounts) BySession(ctx context.Context, secret string) (Caller, error) {
	s, err := a.Store.Session(ctx, hash(secret))
	if err != nil {
		return Caller{}, fmt.Errorf("no such session: %w", entente.ErrForbidden)
	}
	made, bad1 := time.Parse(time.RFC3339, s.Made)
	seen, bad2 := time.Parse(time.RFC3339, s.Seen)
	if bad1 != nil || bad2 != nil || a.Now().Sub(made) > longest || a.Now().Sub(seen) > idle {
		return Caller{}, errors.Join(fmt.Errorf("the session is over: %w", entente.ErrForbidden), a.Store.EndSession(ctx, s.Hash))
	}
	u, err := a.user(ctx, s.User)
	if err != nil || u.Revoked != "" {
		return Caller{}, fmt.Errorf("no such account: %w", entente.ErrForbidden)
	}
	if a.Now().Sub(seen) > idle/12 {
		s.Seen = a.now()
		if err := a.Store.SetSession(ctx, s); err != nil {
			return Caller{}, err
		}
	}
	return Caller{u.Name, u.Role}, nil
}

// ByToken gives the caller behind the secret of a token; entente.ErrForbidden where it lets nobody in. Guesses are no danger: there
// are 2^256 secrets.
func (a *Accounts) ByToken(ctx context.Context, secret string) (Caller, error) {
	all, err := a.Store.Tokens(ctx)
	if err != nil {
		return Caller{}, err
	}
	want := hash(secret)
	for _, t := range all {
		if t.Hash != want || t.Revoked != "" || t.Until != "" && t.Until <= a.now() {
			continue
		}
		u, err := a.user(ctx, t.User)
		if err != nil || u.Revoked != "" {
			break
		}
		role := t.Role
		if !u.Role.May(role) {
			role = u.Role
		}
		return Caller{u.Name, role}, nil
	}
	return Caller{}, fmt.Errorf("no such token: %w", entente.ErrForbidden)
}

// FormKey is what forms of a session carry, so that pages elsewhere cannot send them (CSRF): only who knows the secret can make it.
func FormKey(secret string) string {
	sum := sha256.Sum256([]byte("form\x1f" + secret))
	return hex.EncodeToString(sum[:16])
}
