// Package accounts turns a name and a password, a token or a session into the user that somebody is, and keeps a trail of what was
// done in whose name. Passwords are kept as argon2id (RFC 9106), tokens and sessions as SHA-256 of 32 random bytes, the trail as a
// chain of hashes, so that a line that was changed, put in or taken out is found.
package accounts

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"slices"
	"time"

	"entente"
)

// A Role is what a user may do; each may what those before it may.
type Role string

const (
	Reader   Role = "reader"   // looks, and screens texts that are not kept
	Reviewer Role = "reviewer" // reads texts into the store, judges and corrects rows, saves views
	Admin    Role = "admin"    // sees accounts and the trail
)

// Roles are all roles, the least first.
var roles = []Role{Reader, Reviewer, Admin}

// May reports whether a role may what another may.
func (r Role) May(what Role) bool {
	have := slices.Index(roles, r)
	return have >= 0 && have >= slices.Index(roles, what)
}

// A User is somebody with a name of their own.
type User struct {
	Name     string `json:"name"`
	Role     Role   `json:"role"`
	Password string `json:"password,omitempty"` // argon2id in PHC form; "" for one who comes by token alone
	Made     string `json:"made"`               // RFC 3339, UTC
	Revoked  string `json:"revoked,omitempty"`  // since when nothing is open to it
}

// A Token lets a program in for a user.
type Token struct {
	Hash    string `json:"hash"` // of the secret
	User    string `json:"user"`
	Role    Role   `json:"role"` // the most it may, never more than its user
	Label   string `json:"label,omitempty"`
	Made    string `json:"made"`
	Until   string `json:"until,omitempty"`   // when it ends, RFC 3339, UTC
	Revoked string `json:"revoked,omitempty"` // since when it lets nobody in
}

// ID is what a token is called where it is listed.
func (t *Token) ID() string { return "k:" + t.Hash[:12] }

// A Session is a browser in which somebody gave name and password.
type Session struct {
	Hash string `json:"hash"` // of the secret in the cookie
	User string `json:"user"`
	Made string `json:"made"`
	Seen string `json:"seen"`
}

// A Store keeps accounts. What is not there gives an error that wraps entente.ErrNotFound; lists come in the order of their first
// field, the trail in its own.
type Store interface {
	// SetUser keeps a user in place of what bore its name.
	SetUser(ctx context.Context, u User) error
	Users(ctx context.Context) ([]User, error)
	// SetToken keeps a token in place of what bore its hash.
	SetToken(ctx context.Context, t Token) error
	Tokens(ctx context.Context) ([]Token, error)
	// SetSession keeps a session in place of what bore its hash. EndSession takes one away, EndSessions all of a user.
	SetSession(ctx context.Context, s Session) error
	Session(ctx context.Context, hash string) (Session, error)
	EndSession(ctx context.Context, hash string) error
	EndSessions(ctx context.Context, user string) error
	// Append adds an entry to the trail. It gives entente.ErrConflict where an entry of that number is there already.
	Append(ctx context.Context, e Entry) error
	// Last gives the last entry, the zero Entry where there is none. Trail gives the entries after a number.
	Last(ctx context.Context) (Entry, error)
	Trail(ctx context.Context, after int) ([]Entry, error)
}

// Options are what accounts are made of.
type Options struct {
	Store Store
	Now   func() time.Time // time.Now where absent
	Rand  io.Reader        // crypto/rand where absent
	Cost  Cost             // of a password; the zero Cost is DefaultCost
}

// Accounts answer who somebody is. They are safe for concurrent use.
type Accounts struct {
	Options
	brakes *brakes
	mixing chan struct{} // one for each password under way: each takes Cost.Memory
	blind  string        // the hash of no password, so that a wrong name takes as long as a wrong password
}

// New makes accounts over a store.
func New(o Options) (*Accounts, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	if o.Cost == (Cost{}) {
		o.Cost = DefaultCost
	}
	a := &Accounts{Options: o, brakes: newBrakes(), mixing: make(chan struct{}, 2)}
	secret, err := a.secret()
	if err == nil {
		a.blind, err = a.seal(secret)
	}
	if err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	return a, nil
}

// Any reports whether there is any account that still stands; without one, nobody is asked who they are.
func (a *Accounts) Any(ctx context.Context) (bool, error) {
	all, err := a.Store.Users(ctx)
	return slices.ContainsFunc(all, func(u User) bool { return u.Revoked == "" }), err
}

var plainName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$`)

// Add makes a user, or gives one that is there another role or password and ends its sessions: what was open to it before is
// asked for anew. An empty password leaves the one that is there.
func (a *Accounts) Add(ctx context.Context, by, name string, role Role, password string) error {
	if !plainName.MatchString(name) {
		return fmt.Errorf("a name has letters, digits and . _ @ -, 64 at most, not %.80q: %w", name, entente.ErrInvalid)
	}
	if !slices.Contains(roles, role) {
		return fmt.Errorf("a role is reader, reviewer or admin, not %q: %w", role, entente.ErrInvalid)
	}
	u, err := a.user(ctx, name)
	if err != nil {
		u = User{Name: name, Made: a.now()}
	}
	u.Role, u.Revoked = role, ""
	if password != "" {
		if err := sound(name, password); err != nil {
			return err
		}
		if u.Password, err = a.seal(password); err != nil {
			return err
		}
	}
	if err := a.Store.SetUser(ctx, u); err != nil {
		return err
	}
	if err := a.Store.EndSessions(ctx, name); err != nil {
		return err
	}
	return a.Note(ctx, by, "account", name+" "+string(role), "")
}

// Revoke closes an account with its sessions and tokens, or one token by the id that lists give it.
func (a *Accounts) Revoke(ctx context.Context, by, name string) error {
	tokens, err := a.Store.Tokens(ctx)
	if err != nil {
		return err
	}
	found := false
	for _, t := range tokens {
		if (t.ID() == name || t.User == name) && t.Revoked == "" {
			t.Revoked, found = a.now(), true
			if err := a.Store.SetToken(ctx, t); err != nil {
				return err
			}
		}
	}
	if u, err := a.user(ctx, name); err == nil {
		u.Revoked, found = a.now(), true
		if err := a.Store.SetUser(ctx, u); err != nil {
			return err
		}
		if err := a.Store.EndSessions(ctx, name); err != nil {
			return err
		}
	}
	if !found {
		return fmt.Errorf("no account or token %s; entente accounts list names them: %w", name, entente.ErrNotFound)
	}
	return a.Note(ctx, by, "revoke", name, "")
}

// Issue makes a token for a user and gives its secret, which is kept nowhere. It lasts until a time, for ever where that is zero.
func (a *Accounts) Issue(ctx context.Context, by, name string, role Role, label string, until time.Time) (string, error) {
	u, err := a.user(ctx, name)
	if err != nil {
		return "", err
	}
	if role == "" {
		role = u.Role
	}
	if !u.Role.May(role) || !slices.Contains(roles, role) {
		return "", fmt.Errorf("%s is %s; a token of theirs cannot be %s: %w", name, u.Role, role, entente.ErrForbidden)
	}
	secret, err := a.secret()
	if err != nil {
		return "", err
	}
	secret = "ent_" + secret
	t := Token{Hash: hash(secret), User: name, Role: role, Label: label, Made: a.now()}
	if !until.IsZero() {
		t.Until = until.UTC().Format(time.RFC3339)
	}
	if err := a.Store.SetToken(ctx, t); err != nil {
		return "", err
	}
	return secret, a.Note(ctx, by, "token", t.ID()+" for "+name, "")
}

// user gives an account that stands or was revoked.
func (a *Accounts) user(ctx context.Context, name string) (User, error) {
	all, err := a.Store.Users(ctx)
	if err != nil {
		return User{}, err
	}
	for _, u := range all {
		if u.Name == name {
			return u, nil
		}
	}
	return User{}, fmt.Errorf("no account %.80s: %w", name, entente.ErrNotFound)
}

func (a *Accounts) now() string { return a.Now().UTC().Format(time.RFC3339) }

// secret is 32 random bytes, to be carried in a header.
func (a *Accounts) secret() (string, error) {
	b := make([]byte, 32)
	if _, err := io.ReadFull(a.Rand, b); err != nil {
		return "", fmt.Errorf("take random bytes: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(b), nil
}

func hash(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
