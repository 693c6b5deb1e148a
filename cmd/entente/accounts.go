package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente"
	"entente/internal/accounts"
)

// accountsOf are the accounts that a store keeps.
func accountsOf(s entente.Store) (*accounts.Accounts, error) {
	k, ok := s.(accounts.Store)
	if !ok {
		return nil, fmt.Errorf("this store keeps no accounts: %w", entente.ErrUnsupported)
	}
	return accounts.New(accounts.Options{Store: k})
}

// checkTrail holds the trail of a store against its hashes.
func checkTrail(ctx context.Context, s entente.Store, known string, fault func(string)) (int, string, error) {
	k, ok := s.(accounts.Store)
	if !ok {
		return 0, "", nil
	}
	all, err := k.Trail(ctx, 0)
	if err != nil {
		return 0, "", err
	}
	n, head := accounts.Verify(all, known, fault)
	said, err := s.Corrections(ctx)
	if err != nil {
		return 0, "", err
	}
	checkSaid(all, said, fault)
	return n, head, nil
}

// checkSaid holds the corrections against their ids, which are hashes of what was said, and against the trail, which names those that
// were made over the web.
func checkSaid(trail []accounts.Entry, said []entente.Correction, fault func(string)) {
	there := map[string]bool{}
	for _, c := range said {
		there[c.ID] = true
		if c.ID != entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When) && c.ID != entente.ID("c", c.Row, c.Field, c.Replaces, c.Who, c.When) {
			fault(fmt.Sprintf("correction %s (%s of %s by %s) is not what was said: it was changed", c.ID, c.Field, c.Row, c.Who))
		}
	}
	for _, e := range trail {
		if e.Act != "correct" {
			continue
		}
		for _, id := range strings.Fields(e.On) {
			if len(id) == 18 && !there[id] {
				fault(fmt.Sprintf("correction %s, made by %s on %s, is gone", id, e.Who, e.When))
			}
		}
	}
}

func (a *app) accountsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "accounts",
		Short: "who may come in over entente serve, and in what role",
		Long: `accounts makes and closes accounts. As long as there is none, entente serve listens on this machine alone and asks nobody who they
are. With the first one, everybody has to say so.

Roles: a reader looks, a reviewer also reads texts into the store, judges and corrects rows and saves views, an admin also sees
accounts and the trail of what was done. Passwords are kept as argon2id, tokens as hashes: neither can be read back.`,
		Example: "  entente accounts add ann --role reviewer\n  entente accounts token ann --label \"weekly script\" --days 90\n  curl -H \"Authorization: Bearer $TOKEN\" http://127.0.0.1:8080/api/v1/rows",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.accountsAdd(), a.accountsList(), a.accountsRevoke(), a.accountsToken(), a.accountsTrail())
	return c
}

// on runs something on the accounts of the store.
func (a *app) on(c *cobra.Command, f func(*accounts.Accounts) error) error {
	s, err := a.open(c.Context())
	if err != nil {
		return err
	}
	defer s.Close()
	acc, err := accountsOf(s)
	if err != nil {
		return err
	}
	return f(acc)
}

// runner is whoever runs the program, for the trail.
func runner() string { return first(os.Getenv("USER"), "unnamed") + " on this machine" }

func (a *app) accountsAdd() *cobra.Command {
	var role string
	var none bool
	c := &cobra.Command{
		Use:   "add NAME",
		Short: "makes an account, or gives one another role and password; ends its sessions",
		Long: `add asks for a password, twice on a terminal; elsewhere it is the first line of standard input. Who has an account already gets
another role and, unless the line is empty, another password.`,
		Example: "  entente accounts add ann --role reviewer",
		Args:    exactly("NAME"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.on(c, func(acc *accounts.Accounts) error {
				password := ""
				var err error
				if !none {
					if password, err = a.askPassword(); err != nil {
						return err
					}
				}
				if err := acc.Add(c.Context(), runner(), args[0], accounts.Role(role), password); err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "%s is %s\n", args[0], role)
				return nil
			})
		},
	}
	c.Flags().StringVar(&role, "role", "reader", "reader, reviewer or admin")
	c.Flags().BoolVar(&none, "no-password", false, "let it in by token alone")
	return c
}

// askPassword reads a password without showing it.
func (a *app) askPassword() (string, error) {
	f, ok := a.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		line, err := bufio.NewReader(a.stdin).ReadString('\n')
		if err != nil && line == "" {
			return "", usage("no password on standard input; say --no-password for an account that comes by token alone")
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var got [2]string
	for i, says := range []string{"Password: ", "Again: "} {
		fmt.Fprint(a.stderr, says)
		b, err := term.ReadPassword(int(f.Fd()))
		fmt.Fprintln(a.stderr)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		got[i] = string(b)
	}
	if got[0] != got[1] {
		return "", usage("the two are not the same")
	}
	return got[0], nil
}

var userColumns = []column[*accounts.User]{
	{"name", flexible, func(u *accounts.User) cell { return text(u.Name) }, nil},
	{"role", 9, func(u *accounts.User) cell { return text(string(u.Role)) }, nil},
	{"since", 20, func(u *accounts.User) cell { return text(u.Made) }, nil},
	{"closed", 20, func(u *accounts.User) cell { return text(u.Revoked) }, nil},
	{"password", 8, func(u *accounts.User) cell { return text(map[bool]string{true: "yes", false: "no"}[u.Password != ""]) }, nil},
}

var tokenColumns = []column[*accounts.Token]{
	{"token", 14, func(t *accounts.Token) cell { return text(t.ID()) }, nil},
	{"user", 16, func(t *accounts.Token) cell { return text(t.User) }, nil},
	{"role", 9, func(t *accounts.Token) cell { return text(string(t.Role)) }, nil},
	{"label", flexible, func(t *accounts.Token) cell { return text(t.Label) }, nil},
	{"until", 20, func(t *accounts.Token) cell { return text(t.Until) }, nil},
	{"closed", 20, func(t *accounts.Token) cell { return text(t.Revoked) }, nil},
}

var trailColumns = []column[*accounts.Entry]{
	{"n", 6, func(e *accounts.Entry) cell { return number(e.N) }, nil},
	{"when", 20, func(e *accounts.Entry) cell { return text(e.When) }, nil},
	{"who", 16, func(e *accounts.Entry) cell { return text(e.Who) }, nil},
	{"act", 8, func(e *accounts.Entry) cell { return text(e.Act) }, nil},
	{"on", flexible, func(e *accounts.Entry) cell { return text(e.On) }, nil},
	{"from", 15, func(e *accounts.Entry) cell { return text(e.From) }, nil},
	{name: "hash", get: func(e *accounts.Entry) cell { return text(e.Hash) }},
}

func (a *app) accountsList() *cobra.Command {
	var format string
	var tokens bool
	c := &cobra.Command{
		Use:     "list",
		Short:   "the accounts, those that were closed too; with --tokens their tokens",
		Example: "  entente accounts list --tokens",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.on(c, func(acc *accounts.Accounts) error {
				if tokens {
					all, err := acc.Store.Tokens(c.Context())
					if err != nil {
						return err
					}
					return listed(a, format, tokenColumns, pointers(all), "no tokens yet; entente accounts token NAME makes one")
				}
				all, err := acc.Store.Users(c.Context())
				if err != nil {
					return err
				}
				return listed(a, format, userColumns, pointers(all), "no accounts yet; entente accounts add NAME makes one")
			})
		},
	}
	c.Flags().BoolVar(&tokens, "tokens", false, "tokens instead")
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}

func (a *app) accountsRevoke() *cobra.Command {
	return &cobra.Command{
		Use:     "revoke NAME",
		Short:   "closes an account with its sessions and tokens, or one token by its id (k:…)",
		Example: "  entente accounts revoke ann",
		Args:    exactly("a NAME or token id (k:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.on(c, func(acc *accounts.Accounts) error {
				if err := acc.Revoke(c.Context(), runner(), args[0]); err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "%s is closed\n", args[0])
				return nil
			})
		},
	}
}

func (a *app) accountsToken() *cobra.Command {
	var role, label string
	var days int
	c := &cobra.Command{
		Use:     "token NAME",
		Short:   "makes a token for a program and prints it once; it is kept nowhere",
		Example: "  entente accounts token ann --label \"weekly script\" --days 90",
		Args:    exactly("NAME"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.on(c, func(acc *accounts.Accounts) error {
				var until time.Time
				if days > 0 {
					until = time.Now().AddDate(0, 0, days)
				}
				secret, err := acc.Issue(c.Context(), runner(), args[0], accounts.Role(role), label, until)
				if err != nil {
					return err
				}
				fmt.Fprintln(a.stdout, secret)
				return nil
			})
		},
	}
	c.Flags().StringVar(&role, "role", "", "the most it may (the role of its user)")
	c.Flags().StringVar(&label, "label", "", "what it is for")
	c.Flags().IntVar(&days, "days", 0, "how long it lasts, for ever where 0")
	return c
}

func (a *app) accountsTrail() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "trail",
		Short:   "what was done in whose name, in order; entente verify checks that nothing in it was changed",
		Example: "  entente accounts trail --format csv",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.on(c, func(acc *accounts.Accounts) error {
				all, err := acc.Store.Trail(c.Context(), 0)
				if err != nil {
					return err
				}
				return listed(a, format, trailColumns, pointers(all), "nothing was done in anybody's name yet")
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}
