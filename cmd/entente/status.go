package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/stores"
	"entente/internal/watch"
)

func (a *app) statusCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "what the store holds, what is queued, and how the sources that are watched are doing",
		Example: "  entente status\n  entente status --db postgres://entente@db.example/entente",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			t, err := s.Tally(c.Context(), entente.Filter{})
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "store    %s: %s with %s\n", stores.Shown(a.db), plural(t.Documents, "document"), plural(t.Rows, "row"))
			w, err := a.looking(c.Context(), s)
			if err != nil || w == nil {
				if w == nil && err == nil {
					fmt.Fprintln(a.stdout, "queue    none yet; entente watch and read --queue make one")
				}
				return err
			}
			defer w.Close()
			status, err := w.Status(c.Context())
			if err != nil {
				return err
			}
			a.showStatus(status)
			return nil
		},
	}
}

// looking opens the queue of a store to look at it; nil where it has none.
func (a *app) looking(ctx context.Context, s stores.Store) (*watch.Watcher, error) {
	has, err := watch.Has(ctx, a.db)
	if err != nil || !has {
		return nil, err
	}
	p, err := a.pipeline()
	if err != nil {
		return nil, err
	}
	return watch.New(ctx, a.db, s, p, watch.Options{Looks: true})
}

func (a *app) showStatus(s watch.Status) {
	var lines []string
	for c, n := range s.Jobs {
		if c.Kind != "ask" {
			lines = append(lines, fmt.Sprintf("queue    %-6s %-10s %d", c.Kind, c.State, n))
		}
	}
	slices.Sort(lines)
	for _, l := range lines {
		fmt.Fprintln(a.stdout, l)
	}
	failing := 0
	for _, x := range s.Sources {
		said := "not asked yet"
		if x.At != "" {
			said = fmt.Sprintf("asked %s, %s so far", x.At, plural(x.Found, "new page"))
		}
		if x.Failures > 0 {
			failing++
			said = fmt.Sprintf("failing %s: %s", times(x.Failures), x.Error)
		}
		fmt.Fprintf(a.stdout, "source   %s every %s: %s\n", x.Address, brief(x.Every), said)
	}
	if len(s.Sources) > 0 {
		fmt.Fprintf(a.stdout, "sources  %d watched, %d failing\n", len(s.Sources), failing)
	}
	if len(s.Dead) > 0 {
		fmt.Fprintf(a.stdout, "given up %s; entente failures lists them, entente failures --retry tries again\n", plural(len(s.Dead), "page"))
	}
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times in a row", n)
}

// brief writes "1h" for "1h0m0s".
func brief(d time.Duration) string {
	s := d.String()
	if strings.HasSuffix(s, "m0s") {
		s = strings.TrimSuffix(s, "0s")
	}
	if strings.HasSuffix(s, "h0m") {
		s = strings.TrimSuffix(s, "0m")
	}
	return s
}

// givenUp lists what failed in the queue, after having put it back where again is set.
func (a *app) givenUp(ctx context.Context, s stores.Store, again bool) ([]entente.Failed, error) {
	w, err := a.looking(ctx, s)
	if err != nil || w == nil {
		return nil, err
	}
	defer w.Close()
	if again {
		n, err := w.TryAgain(ctx)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(a.stderr, "%s tried again by who works next\n", plural(n, "page"))
	}
	return w.Failures(ctx)
}
