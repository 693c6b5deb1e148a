package accounts_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"entente"
	"entente/internal/accounts"
)

// cheap makes a guess cost nothing, so that tests take no time; one test looks at the real cost.
var cheap = accounts.Cost{Memory: 64, Passes: 1, Lanes: 1}

type clock struct {
	mu sync.Mutex
	t  time.Time
}

func (c *clock) now() time.Time        { c.mu.Lock(); defer c.mu.Unlock(); return c.t }
func (c *clock) pass(by time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.t = c.t.Add(by) }
func forbidden(err error) bool         { return errors.Is(err, entente.ErrForbidden) }
func must(t *testing.T, err error)     { t.Helper(); fatal(t, err) }
func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

const password = "nine swans a-swimming"

func open(t *testing.T) (*accounts.Accounts, *accounts.Memory, *clock) {
	t.Helper()
	c := &clock{t: time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)}
	m := accounts.NewMemory()
	a, err := accounts.New(accounts.Options{Store: m, Now: c.now, Cost: cheap})
	must(t, err)
	for name, role := range map[string]accounts.Role{"ada": accounts.Admin, "rob": accounts.Reviewer, "rea": accounts.Reader} {
		must(t, a.Add(t.Context(), "test", name, role, password+" "+string(role)))
	}
	return a, m, c
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		have, want accounts.Role
		may        bool
	}{{accounts.Admin, accounts.Reviewer, true}, {accounts.Reviewer, accounts.Reviewer, true}, {accounts.Reader, accounts.Reviewer, false}, {accounts.Reviewer, accounts.Admin, false}, {"", accounts.Reader, false}, {"root", accounts.Reader, false}} {
		if got := c.have.May(c.want); got != c.may {
			t.Errorf("%q may %q: got %v, want %v", c.have, c.want, got, c.may)
		}
	}
}

func TestPasswordIsArgon2id(t *testing.T) {
	m := accounts.NewMemory()
	a, err := accounts.New(accounts.Options{Store: m})
	must(t, err)
	must(t, a.Add(t.Context(), "test", "ada", accounts.Admin, password))
	users, err := m.Users(t.Context())
	must(t, err)
	if got := users[0].Password; !strings.HasPrefix(got, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(got, password) {
		t.Errorf("got %s, want argon2id of 19 MiB and two passes", got)
	}
	if _, err := a.Login(t.Context(), "ada", password, "192.0.2.1"); err != nil {
		t.Errorf("the right password: %v", err)
	}
	if _, err := a.Login(t.Context(), "ada", password+"x", "192.0.2.1"); !forbidden(err) {
		t.Errorf("a wrong password: got %v", err)
	}
	for _, weak := range []string{"short", "aaaaaaaaaaaaaaaa", "ada-ada-ada-1"} {
		if err := a.Add(t.Context(), "test", "ada", accounts.Admin, weak); !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("password %q: got %v, want it refused", weak, err)
		}
	}
}

func TestSessions(t *testing.T) {
	a, m, c := open(t)
	ctx := t.Context()
	s, err := a.Login(ctx, "rob", password+" reviewer", "192.0.2.1")
	must(t, err)
	who, err := a.BySession(ctx, s)
	if err != nil || who != (accounts.Caller{Name: "rob", Role: accounts.Reviewer}) {
		t.Fatalf("got %v, %v", who, err)
	}
	if _, err := m.Session(ctx, s); err == nil {
		t.Error("the secret itself is in the store")
	}
	again, err := a.Login(ctx, "rob", password+" reviewer", "192.0.2.1")
	must(t, err)
	if again == s {
		t.Error("a second login gives the same secret")
	}
	must(t, a.Logout(ctx, s, "192.0.2.1"))
	if _, err := a.BySession(ctx, s); !forbidden(err) {
		t.Errorf("after logout: got %v", err)
	}
	must(t, a.Add(ctx, "ada", "rob", accounts.Reader, ""))
	if _, err := a.BySession(ctx, again); !forbidden(err) {
		t.Errorf("after another role was given: got %v, want the session over", err)
	}
	s, err = a.Login(ctx, "rob", password+" reviewer", "192.0.2.1")
	must(t, err)
	c.pass(13 * time.Hour)
	if _, err := a.BySession(ctx, s); !forbidden(err) {
		t.Errorf("after thirteen quiet hours: got %v", err)
	}
	s, err = a.Login(ctx, "rob", password+" reviewer", "192.0.2.1")
	must(t, err)
	for range 16 {
		c.pass(11 * time.Hour)
		_, err = a.BySession(ctx, s)
	}
	if !forbidden(err) {
		t.Errorf("after a week in use: got %v", err)
	}
	s, err = a.Login(ctx, "rob", password+" reviewer", "192.0.2.1")
	must(t, err)
	must(t, a.Revoke(ctx, "ada", "rob"))
	if _, err := a.BySession(ctx, s); !forbidden(err) {
		t.Errorf("after the account was revoked: got %v", err)
	}
	if _, err := a.Login(ctx, "rob", password+" reviewer", "192.0.2.1"); !forbidden(err) {
		t.Errorf("login to a revoked account: got %v", err)
	}
}

func TestTokens(t *testing.T) {
	a, m, c := open(t)
	ctx := t.Context()
	if _, err := a.Issue(ctx, "rea", "rea", accounts.Admin, "", time.Time{}); !forbidden(err) {
		t.Errorf("a reader's token of an admin: got %v", err)
	}
	s, err := a.Issue(ctx, "ada", "rob", "", "a script", c.now().Add(time.Hour))
	must(t, err)
	all, err := m.Tokens(ctx)
	must(t, err)
	if len(all) != 1 || strings.Contains(s, all[0].Hash) || all[0].Role != accounts.Reviewer {
		t.Fatalf("got %+v", all)
	}
	if who, err := a.ByToken(ctx, s); err != nil || who.Role != accounts.Reviewer {
		t.Errorf("got %v, %v", who, err)
	}
	must(t, a.Add(ctx, "ada", "rob", accounts.Reader, ""))
	if who, err := a.ByToken(ctx, s); err != nil || who.Role != accounts.Reader {
		t.Errorf("of a user who is a reader by now: got %v, %v", who, err)
	}
	c.pass(2 * time.Hour)
	if _, err := a.ByToken(ctx, s); !forbidden(err) {
		t.Errorf("past its end: got %v", err)
	}
	s, err = a.Issue(ctx, "ada", "rob", "", "", time.Time{})
	must(t, err)
	all, _ = m.Tokens(ctx)
	for _, k := range all {
		if k.Until == "" {
			must(t, a.Revoke(ctx, "ada", k.ID()))
		}
	}
	if _, err := a.ByToken(ctx, s); !forbidden(err) {
		t.Errorf("revoked: got %v", err)
	}
}

func TestBruteForce(t *testing.T) {
	a, _, c := open(t)
	ctx := t.Context()
	var waits int
	var wg sync.WaitGroup
	var mu sync.Mutex
	for range 40 { // all at once: none may slip by while another is being looked at
		wg.Go(func() {
			_, err := a.Login(ctx, "ada", "guess after guess", "192.0.2.7")
			mu.Lock()
			defer mu.Unlock()
			if errors.Is(err, accounts.ErrTooMany) {
				waits++
			} else if !forbidden(err) {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	if waits != 35 {
		t.Errorf("of 40 guesses at once %d had to wait, want 35: five are free", waits)
	}
	if _, err := a.Login(ctx, "ada", password+" admin", "192.0.2.8"); !errors.Is(err, accounts.ErrTooMany) {
		t.Errorf("the right password during the wait: got %v, want it to wait, too", err)
	}
	tried := 0
	for range 24 * 60 {
		c.pass(time.Minute)
		if _, err := a.Login(ctx, "ada", "guess after guess", "192.0.2.7"); !errors.Is(err, accounts.ErrTooMany) {
			tried++
		}
	}
	if tried > 110 {
		t.Errorf("%d guesses in a day, want 110 at most", tried)
	}
	c.pass(2 * time.Hour)
	if _, err := a.Login(ctx, "ada", password+" admin", "192.0.2.8"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	for i := range 30 { // another name each time, from one address; an account of one's own in between
		name := strings.Repeat("x", i+1)
		a.Login(ctx, name, "guess after guess", "192.0.2.9")
		a.Login(ctx, "rea", password+" reader", "192.0.2.9")
	}
	if _, err := a.Login(ctx, "somebody", "guess after guess", "192.0.2.9"); !errors.Is(err, accounts.ErrTooMany) {
		t.Errorf("one address, many names: got %v", err)
	}
}

func TestTrail(t *testing.T) {
	a, m, _ := open(t)
	ctx := context.Background()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { must(t, a.Note(ctx, "rob", "correct", "e:1 \xff type", "192.0.2.1")) })
	}
	wg.Wait()
	good, err := m.Trail(ctx, 0)
	must(t, err)
	if len(good) != 11 {
		t.Fatalf("got %d entries, want 11", len(good))
	}
	check := func(e []accounts.Entry, known string) (faults []string) {
		accounts.Verify(e, known, func(s string) { faults = append(faults, s) })
		return faults
	}
	if f := check(good, good[10].Hash); len(f) > 0 {
		t.Errorf("untouched: %v", f)
	}
	with := func(change func([]accounts.Entry) []accounts.Entry) []accounts.Entry {
		return change(append([]accounts.Entry(nil), good...))
	}
	for name, bad := range map[string][]accounts.Entry{
		"another name":  with(func(e []accounts.Entry) []accounts.Entry { e[4].Who = "ada"; return e }),
		"another time":  with(func(e []accounts.Entry) []accounts.Entry { e[4].When = "2020-01-01T00:00:00Z"; return e }),
		"one taken out": with(func(e []accounts.Entry) []accounts.Entry { return append(e[:4], e[5:]...) }),
		"out and renumbered": with(func(e []accounts.Entry) []accounts.Entry {
			e = append(e[:4], e[5:]...)
			for i := range e {
				e[i].N = i + 1
			}
			return e
		}),
		"two exchanged": with(func(e []accounts.Entry) []accounts.Entry { e[4], e[5] = e[5], e[4]; return e }),
		"another hash":  with(func(e []accounts.Entry) []accounts.Entry { e[10].Hash = strings.Repeat("0", 64); return e }),
	} {
		if len(check(bad, "")) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
	if len(check(good[:9], good[10].Hash)) == 0 {
		t.Error("the end cut off, with its hash known from elsewhere: not found")
	}
}
