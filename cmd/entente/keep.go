package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/stores"
)

// keepCommands look after the store.
func (a *app) keepCommands() []*cobra.Command {
	return []*cobra.Command{a.verifyCommand(), a.forgetCommand(), a.backupCommand(), a.restoreCommand(), a.recodeCommand(), a.diffCommand()}
}

func (a *app) verifyCommand() *cobra.Command {
	manifest, trail := "", ""
	c := &cobra.Command{
		Use:     "verify",
		Short:   "checks every source against its hash, every record, span and link, and the trail of what was done",
		Example: "  entente verify\n  entente verify --manifest sources.tsv",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			faults := 0
			checked, err := s.Check(c.Context(), func(says string) {
				faults++
				fmt.Fprintln(a.stdout, says)
			})
			if err != nil {
				return err
			}
			entries, head, err := checkTrail(c.Context(), s, trail, func(says string) {
				faults++
				fmt.Fprintln(a.stdout, says)
			})
			if err != nil {
				return err
			}
			if entries > 0 {
				fmt.Fprintf(a.stdout, "trail of %s, the last %s\n", plural(entries, "act"), head)
			}
			fmt.Fprintf(a.stdout, "%s of %.1f MB, %s, %s: ", plural(checked.Sources, "source"), float64(checked.Bytes)/1e6, plural(checked.Documents, "document"), plural(checked.Rows, "row"))
			if faults > 0 {
				fmt.Fprintln(a.stdout, plural(faults, "fault"))
				return fmt.Errorf("the store has %s; entente restore brings back a backup: %w", plural(faults, "fault"), entente.ErrInvalid)
			}
			fmt.Fprintln(a.stdout, "nothing wrong")
			if manifest == "" {
				return nil
			}
			return a.to(manifest, func(w io.Writer) error { return writeManifest(c.Context(), s, w) })
		},
	}
	c.Flags().StringVar(&trail, "trail", "", "hash that the trail ended with when it was last written down: finds an end that was cut off")
	c.Flags().StringVar(&manifest, "manifest", "", "file to list every source in: hash, size in bytes, where it was seen")
	return c
}

// writeManifest lists the sources by hash, a line for every place where one was seen.
func writeManifest(ctx context.Context, s entente.Store, w io.Writer) error {
	docs, err := s.Documents(ctx, entente.Filter{})
	if err != nil {
		return err
	}
	hashes := map[string]bool{}
	for _, d := range docs {
		hashes[d.Raw] = true
	}
	for _, hash := range slices.Sorted(maps.Keys(hashes)) {
		b, err := s.Source(ctx, hash)
		if err != nil {
			return err
		}
		seen, err := s.Sightings(ctx, hash)
		if err != nil {
			return err
		}
		for _, x := range seen {
			if _, err := fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", hash, len(b), x.At, x.Source); err != nil {
				return fmt.Errorf("write manifest: %w", err)
			}
		}
	}
	return nil
}

func (a *app) forgetCommand() *cobra.Command {
	var why, who string
	c := &cobra.Command{
		Use:     "forget ID",
		Short:   "removes a document and all that came from it, and leaves a tombstone",
		Example: "  entente forget d:4d1f8a02 --why \"a draft that was withdrawn\"",
		Args:    exactly("a document ID (d:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Forget(c.Context(), args[0], entente.Tombstone{Document: args[0], Who: who, When: now(), Why: why}); err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "forgotten: %s\n", args[0])
			return nil
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason, kept with the tombstone")
	c.Flags().StringVar(&who, "who", os.Getenv("USER"), "who says so")
	return c
}

func (a *app) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "writes the store, as it stands now, into a new file",
		Example: "  entente backup monday.db\n  entente backup monday.db --db postgres://entente@db.example/entente",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(args[0]); err == nil {
				return fmt.Errorf("%s is there already; a backup goes into a new file: %w", args[0], entente.ErrConflict)
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			return stores.Backup(c.Context(), s, args[0])
		},
	}
}

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "restore FILE",
		Short:   "makes the store anew from a backup, which is checked first",
		Example: "  entente restore monday.db --db again.db",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			if _, err := os.Stat(a.db); err == nil {
				return fmt.Errorf("%s is there already; move it away, or restore elsewhere with --db: %w", a.db, entente.ErrConflict)
			}
			from, err := stores.OpenExisting(c.Context(), args[0])
			if err != nil {
				return err
			}
			defer from.Close()
			faults := 0
			if _, err := from.Check(c.Context(), func(says string) {
				faults++
				fmt.Fprintln(a.stderr, says)
			}); err != nil {
				return err
			}
			if faults > 0 {
				return fmt.Errorf("the backup %s has %s and is not restored: %w", args[0], plural(faults, "fault"), entente.ErrInvalid)
			}
			return stores.Restore(c.Context(), from, a.db)
		},
	}
}
