package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/hooks"
	"entente/internal/views"
	"entente/internal/views/alerts"
)

// keepsHooks is a store that keeps hooks.
type keepsHooks interface {
	SetHook(context.Context, entente.Hook) error
	Hooks(context.Context) ([]entente.Hook, error)
}

var hookColumns = []column[*entente.Hook]{
	{"id", 18, func(h *entente.Hook) cell { return text(h.ID) }, nil},
	{"address", flexible, func(h *entente.Hook) cell { return text(h.Address) }, nil},
	{"view", 18, func(h *entente.Hook) cell { return text(h.View) }, nil},
	{"told", 20, func(h *entente.Hook) cell { return text(h.Told) }, nil},
	{"failed", 24, func(h *entente.Hook) cell { return text(h.Failed) }, nil},
}

func (a *app) hooksCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "hooks",
		Short: "addresses that are told what is new, by signed requests",
		Long: `hooks names the addresses that entente serve tells, once a minute, what is new in the saved views; entente hooks send does the same at
once. Each request is a POST of JSON (alerts), signed in the header Entente-Signature: t=SECONDS,v1=HEX, where HEX is HMAC-SHA256, with
the secret of the hook, over SECONDS, a dot and the body. Redirects are not followed; addresses of private networks are refused
unless --private allows one.`,
		Example: "  entente hooks add https://desk.example/entente\n  entente hooks list\n  entente hooks send",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.hooksAdd(), a.hooksList(), a.hooksRemove(), a.hooksSend())
	return c
}

// withHooks runs something on the hooks of the store.
func (a *app) withHooks(c *cobra.Command, f func(entente.Store, keepsHooks) error) error {
	s, err := a.open(c.Context())
	if err != nil {
		return err
	}
	defer s.Close()
	k, ok := s.(keepsHooks)
	if !ok {
		return fmt.Errorf("this store keeps no hooks: %w", entente.ErrUnsupported)
	}
	return f(s, k)
}

// noteHook writes a change of the hooks into the trail.
func noteHook(ctx context.Context, s entente.Store, what string) error {
	acc, err := accountsOf(s)
	if err != nil {
		return err
	}
	return acc.Note(ctx, runner(), "hook", what, "")
}

func (a *app) hooksAdd() *cobra.Command {
	var view string
	var private bool
	c := &cobra.Command{
		Use:     "add ADDRESS",
		Short:   "names an address and prints the secret with which it is told",
		Example: "  entente hooks add https://desk.example/entente --view \"Kazakhstan and China\"",
		Args:    exactly("ADDRESS"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withHooks(c, func(s entente.Store, k keepsHooks) error {
				id := ""
				if view != "" {
					v, err := a.followed(c.Context(), s, "", nil, view)
					if err != nil {
						return err
					}
					id = v[0].ID
				}
				h, err := hooks.New(args[0], id, runner(), now(), private)
				if err != nil {
					return err
				}
				if err := k.SetHook(c.Context(), h); err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "%s\nsecret %s\n", h.ID, h.Secret)
				return noteHook(c.Context(), s, "add "+h.Address)
			})
		},
	}
	c.Flags().StringVar(&view, "view", "", "saved view whose news it is told, by name or id (all)")
	c.Flags().BoolVar(&private, "private", false, "the address may be one of a private network or of this machine, and need not speak TLS")
	return c
}

func (a *app) hooksList() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "list",
		Short:   "the addresses, up to when each was told, and what went wrong the last time",
		Example: "  entente hooks list",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withHooks(c, func(_ entente.Store, k keepsHooks) error {
				all, err := k.Hooks(c.Context())
				if err != nil {
					return err
				}
				return listed(a, format, hookColumns, pointers(all), "no hooks yet; entente hooks add ADDRESS makes one")
			})
		},
	}
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}

func (a *app) hooksRemove() *cobra.Command {
	return &cobra.Command{
		Use:     "remove ID",
		Short:   "tells an address nothing more",
		Example: "  entente hooks remove k:2b7e",
		Args:    exactly("an ID (k:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withHooks(c, func(s entente.Store, k keepsHooks) error {
				all, err := k.Hooks(c.Context())
				if err != nil {
					return err
				}
				if !slices.ContainsFunc(all, func(h entente.Hook) bool { return h.ID == args[0] }) {
					return fmt.Errorf("no hook %s: %w", args[0], entente.ErrNotFound)
				}
				if err := k.SetHook(c.Context(), entente.Hook{ID: args[0]}); err != nil {
					return err
				}
				return noteHook(c.Context(), s, "remove "+args[0])
			})
		},
	}
}

func (a *app) hooksSend() *cobra.Command {
	return &cobra.Command{
		Use:     "send",
		Short:   "tells every address now what is new since it was told last",
		Example: "  entente hooks send",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			d, s, err := a.newsDesk(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			sent, err := tellHooks(c.Context(), d, s)
			fmt.Fprintf(a.stdout, "%s sent\n", plural(sent, "alert"))
			return err
		},
	}
}

// A bulletin is the body of a request.
type bulletin struct {
	Alerts []alerts.Alert `json:"alerts"`
	More   int            `json:"more,omitempty"` // that are left out
}

// mostAlerts is how many alerts one request bears.
const mostAlerts = 100

// tellHooks tells every hook what is new since it was told last. One that fails is told the same the next time.
func tellHooks(ctx context.Context, d *views.Desk, s entente.Store) (sent int, err error) {
	k, ok := s.(keepsHooks)
	if !ok {
		return 0, nil
	}
	all, err := k.Hooks(ctx)
	if err != nil || len(all) == 0 {
		return 0, err
	}
	saved, err := s.Saved(ctx)
	if err != nil {
		return 0, err
	}
	var failed []string
	for _, h := range all {
		at := time.Now()
		since, err := time.Parse(time.RFC3339, h.Told)
		if err != nil {
			since = at.AddDate(0, 0, -1)
		}
		mine := slices.DeleteFunc(slices.Clone(saved), func(v entente.View) bool { return h.View != "" && v.ID != h.View })
		found, err := alerts.Of(ctx, d, mine, since, at)
		if err != nil {
			return sent, err
		}
		if len(found) == 0 {
			continue
		}
		b := bulletin{found[:min(len(found), mostAlerts)], max(0, len(found)-mostAlerts)}
		body, err := json.Marshal(b)
		if err != nil {
			return sent, fmt.Errorf("tell %s: %w", h.Address, err)
		}
		was := h
		if err := hooks.Send(ctx, h, body, at); err != nil {
			h.Failed = at.UTC().Format(time.RFC3339) + " " + err.Error()
			failed = append(failed, err.Error())
		} else {
			h.Failed, h.Told = "", found[0].When
			sent += len(b.Alerts)
		}
		if h != was {
			if err := k.SetHook(ctx, h); err != nil {
				return sent, err
			}
		}
	}
	if len(failed) > 0 {
		return sent, fmt.Errorf("%s: %w", strings.Join(failed, "; "), entente.ErrUnsupported)
	}
	return sent, nil
}

// keepTelling tells the hooks once a minute, until the context ends.
func keepTelling(ctx context.Context, d *views.Desk, s entente.Store, log *slog.Logger) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Minute):
		}
		if _, err := tellHooks(ctx, d, s); err != nil && ctx.Err() == nil {
			log.Warn("an address was not told", "error", err)
		}
	}
}
