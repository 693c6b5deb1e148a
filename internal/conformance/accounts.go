package conformance

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/accounts"
)

// keepers keep users, tokens, sessions, the trail and hooks beside the record.
type keepers interface {
	accounts.Store
	SetHook(context.Context, entente.Hook) error
	Hooks(context.Context) ([]entente.Hook, error)
}

func keepsAccounts(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, s := context.Background(), open(t)
	k, ok := s.(keepers)
	if !ok {
		t.Fatalf("%T keeps no accounts", s)
	}
	fail := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	before, err := s.Stamp(ctx)
	fail(err)
	bob, ann := accounts.User{Name: "bob", Role: accounts.Reader, Made: "2024-01-01T00:00:00Z"}, accounts.User{Name: "ann", Role: accounts.Admin, Password: "$x", Made: "2024-01-02T00:00:00Z"}
	for _, u := range []accounts.User{bob, {Name: "ann", Role: accounts.Reader}, ann} {
		fail(k.SetUser(ctx, u))
	}
	users, err := k.Users(ctx)
	fail(err)
	if d := cmp.Diff([]accounts.User{ann, bob}, users); d != "" {
		t.Errorf("users (-want +got):\n%s", d)
	}
	token := accounts.Token{Hash: "abcdefabcdefabcdef", User: "bob", Role: accounts.Reader, Label: "a script's", Made: "2024-01-01T00:00:00Z"}
	fail(k.SetToken(ctx, token))
	token.Revoked = "2024-01-03T00:00:00Z"
	fail(k.SetToken(ctx, token))
	tokens, err := k.Tokens(ctx)
	fail(err)
	if d := cmp.Diff([]accounts.Token{token}, tokens); d != "" {
		t.Errorf("tokens (-want +got):\n%s", d)
	}
	for _, x := range []accounts.Session{{Hash: "1", User: "bob"}, {Hash: "2", User: "bob"}, {Hash: "3", User: "ann"}, {Hash: "3", User: "ann", Seen: "2024-01-04T00:00:00Z"}} {
		fail(k.SetSession(ctx, x))
	}
	fail(k.EndSession(ctx, "1"))
	if _, err := k.Session(ctx, "1"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("a session that ended: got %v", err)
	}
	fail(k.EndSessions(ctx, "bob"))
	if _, err := k.Session(ctx, "2"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("a session of bob, whose all ended: got %v", err)
	}
	if x, err := k.Session(ctx, "3"); err != nil || x.Seen == "" {
		t.Errorf("got %+v, %v", x, err)
	}
	hook := entente.Hook{ID: "k:1", Address: "https://example.org/hook", Secret: "s", Who: "ann", When: "2024-01-01T00:00:00Z"}
	fail(k.SetHook(ctx, hook))
	fail(k.SetHook(ctx, entente.Hook{ID: "k:2", Address: "https://example.org/other"}))
	fail(k.SetHook(ctx, entente.Hook{ID: "k:2"}))
	hooks, err := k.Hooks(ctx)
	fail(err)
	if d := cmp.Diff([]entente.Hook{hook}, hooks); d != "" {
		t.Errorf("hooks (-want +got):\n%s", d)
	}
	if after, err := s.Stamp(ctx); err != nil || after != before {
		t.Errorf("what nobody is shown changes the stamp: %s, then %s, %v", before, after, err)
	}
}

// keepsTrail writes to the trail from many at once; no entry is lost and the chain holds.
func keepsTrail(t *testing.T, open func(*testing.T) entente.Store) {
	ctx, s := context.Background(), open(t)
	k := s.(keepers)
	if e, err := k.Last(ctx); err != nil || e != (accounts.Entry{}) {
		t.Fatalf("an empty trail ends with %+v, %v", e, err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		a, err := accounts.New(accounts.Options{Store: k, Now: func() time.Time { return time.Unix(1700000000, 0) }, Cost: accounts.Cost{Memory: 64, Passes: 1, Lanes: 1}})
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			for n := range 5 {
				if err := a.Note(ctx, fmt.Sprint("writer ", i), "correct", fmt.Sprint(n), ""); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	trail, err := k.Trail(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	n, head := accounts.Verify(trail, "", func(says string) { t.Error(says) })
	if last, err := k.Last(ctx); n != 20 || err != nil || last.Hash != head {
		t.Errorf("got %d entries up to %s, the last is %s, %v; want 20", n, head, last.Hash, err)
	}
	if err := k.Append(ctx, accounts.Entry{N: 20, Who: "another"}); !errors.Is(err, entente.ErrConflict) {
		t.Errorf("an entry of a number that is there: got %v, want a conflict", err)
	}
	if part, err := k.Trail(ctx, 17); err != nil || len(part) != 3 || part[0].N != 18 {
		t.Errorf("after 17: got %d entries, %v", len(part), err)
	}
}
