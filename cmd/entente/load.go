package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/shards"
	"entente/internal/stores"
)

func (a *app) loadCommand() *cobra.Command {
	quiet := false
	c := &cobra.Command{
		Use:   "load DIR",
		Short: "takes what entente-backfill read from an archive into the store, as read would have",
		Long: `load takes the finished shards in DIR, which entente-backfill wrote, into the store: sources, records and rows, the same
that entente read of the same archive keeps. What is there already is passed over, so a load that was stopped is taken
up by the same command, and shards that are finished later are added by it.`,
		Example: "  entente load out/ --db archive.db",
		Args:    exactly("DIR"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.load(c.Context(), args[0], quiet)
		},
	}
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "only the last line")
	return c
}

func (a *app) load(ctx context.Context, dir string, quiet bool) error {
	if _, err := os.Stat(dir); err != nil {
		return fmt.Errorf("no folder %s: %w", dir, entente.ErrNotFound)
	}
	from := shards.Dir(dir)
	finished, err := shards.Manifests(ctx, from, "")
	if err != nil {
		return err
	}
	if len(finished) == 0 {
		return fmt.Errorf("no finished shard in %s: %w", dir, entente.ErrNotFound)
	}
	store, err := stores.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer store.Close()
	t, unread := &tally{}, 0
	for _, m := range finished {
		if err := a.loadShard(ctx, from, m, store, t); err != nil {
			return err
		}
		unread += m.Counts.Unread
		if !quiet {
			fmt.Fprintf(a.stdout, "loaded  %s, pages %d to %d\n", m.Input, m.Chunk*m.Size+1, m.Chunk*m.Size+m.Counts.Pages+m.Counts.Unread)
		}
	}
	fmt.Fprintln(a.stdout, t)
	if unread > 0 {
		fmt.Fprintf(a.stdout, "%s could not be read; they are listed in %s/failed\n", plural(unread, "page"), dir)
	}
	return nil
}

func (a *app) loadShard(ctx context.Context, from shards.Files, m shards.Manifest, store entente.Store, t *tally) error {
	return shards.Readings(ctx, from, m, func(r entente.Reading) error {
		r.At = now()
		had, err := store.Has(ctx, r.Page, r.Versions)
		if err != nil {
			return err
		}
		if had {
			r.Analyses = nil
			t.skipped.Add(1)
			t.had++
		}
		if err := store.Put(ctx, r); err != nil {
			return err
		}
		for _, x := range r.Analyses {
			t.count(x)
		}
		return nil
	})
}
