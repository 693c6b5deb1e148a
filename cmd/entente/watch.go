package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/ingest"
	"entente/internal/stores"
	"entente/internal/watch"
)

// watchCommands read day by day, and with several processes.
func (a *app) watchCommands() []*cobra.Command {
	return []*cobra.Command{a.watchCommand(), a.workCommand()}
}

func (a *app) watchCommand() *cobra.Command {
	w := workFlags{}
	c := &cobra.Command{
		Use:   "watch FILE",
		Short: "asks feeds, sitemaps and sites again and again, and reads what is new in them",
		Long: `watch reads a list of sources, a line each: an address and how often it is asked.

  https://news.example/feed.xml    30m     a feed: RSS, Atom, JSON Feed
  https://news.example/sitemap.xml 6h      a sitemap
  https://ministry.example/        1d      a page: its feed, or its links that read like headlines

OPML, as readers of feeds export it, does as well. A source is asked whether it has changed since; the pages that it
leads to are fetched once, one of a host after the other, as robots.txt allows. What fails is tried again, later each
time; what is given up is listed by entente failures. It runs until it is stopped (Ctrl-C), and takes up from there.

On a file, one process watches. On PostgreSQL (--db postgres://…) any number may: entente watch with the same list, or
entente work. entente status shows what is going on.`,
		Example: "  entente watch sources.txt\n  entente watch subscriptions.opml --db postgres://entente@db.example/entente",
		Args:    exactly("FILE"),
		RunE: func(c *cobra.Command, args []string) error {
			b, err := a.list(args[0])
			if err != nil {
				return err
			}
			sources, err := watch.Sources(b)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			return a.working(c.Context(), w, func(ctx context.Context, w *watch.Watcher) error {
				if err := w.Schedule(ctx, sources); err != nil {
					return err
				}
				fmt.Fprintf(a.stdout, "watching %s; Ctrl-C stops\n", plural(len(sources), "source"))
				return w.Work(ctx)
			})
		},
	}
	w.add(c)
	a.webFlags(c)
	return c
}

// workFlags say how jobs are worked off.
type workFlags struct {
	workers int
	quiet   bool
	longest time.Duration
}

func (w *workFlags) add(c *cobra.Command) {
	c.Flags().IntVar(&w.workers, "workers", workers(), "documents under way at once")
	c.Flags().BoolVarP(&w.quiet, "quiet", "q", false, "no line for every document")
	c.Flags().DurationVar(&w.longest, "longest", 5*time.Minute, "what one job may take; those of a process that was killed are taken up again half as much later")
}

// list reads the file of sources; "-" is standard input.
func (a *app) list(path string) ([]byte, error) {
	const most = 16 << 20
	in := a.stdin
	if path != "-" {
		f, err := os.Open(path)
		if errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("no file %s: %w", path, entente.ErrNotFound)
		}
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(b) > most {
		err = fmt.Errorf("%s is over %d MB: %w", path, most>>20, entente.ErrTooLarge)
	}
	return b, err
}

func (a *app) workCommand() *cobra.Command {
	var drain bool
	w := workFlags{}
	c := &cobra.Command{
		Use:   "work",
		Short: "works off what is queued: what watch found, and what read --queue put there",
		Long: `work is one of any number of processes, on any number of machines, that read what is queued in a store on PostgreSQL. Each
job is done once; those of a process that is killed are taken up by another. On a file, one process works at a time.`,
		Example: "  entente read --queue archive.warc.gz --db postgres://entente@db.example/entente\n  entente work --drain --db postgres://entente@db.example/entente",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.working(c.Context(), w, func(ctx context.Context, w *watch.Watcher) error {
				if drain {
					return w.Drain(ctx)
				}
				fmt.Fprintln(a.stdout, "working; Ctrl-C stops")
				return w.Work(ctx)
			})
		},
	}
	w.add(c)
	c.Flags().BoolVar(&drain, "drain", false, "end when nothing is left to do")
	a.webFlags(c)
	return c
}

// working opens the queue, does something with it that lasts, and says at the end what was done.
func (a *app) working(ctx context.Context, f workFlags, do func(context.Context, *watch.Watcher) error) error {
	if err := ready(f.workers, ""); err != nil {
		return err
	}
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	store, err := stores.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer store.Close()
	var mu sync.Mutex
	t := &tally{}
	w, err := watch.New(ctx, a.db, store, p, watch.Options{Workers: f.workers, Timeout: f.longest, Private: a.net.private, Pace: ingest.Pace{Every: a.net.every},
		Log: slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Progress: func(d watch.Done) {
			mu.Lock()
			defer mu.Unlock()
			a.done(t, d, f.quiet)
		}})
	if err != nil {
		return err
	}
	defer w.Close()
	err = do(ctx, w)
	mu.Lock()
	defer mu.Unlock()
	fmt.Fprintln(a.stdout, t)
	if errors.Is(err, context.Canceled) {
		return nil // it was stopped, as it is meant to be
	}
	return err
}

// done tells what came of a job.
func (a *app) done(t *tally, d watch.Done, quiet bool) {
	t.had += d.Passed
	for _, x := range d.Read {
		t.count(x)
	}
	if d.GivesUp {
		t.failed++
	}
	switch {
	case quiet:
		return
	case d.Err != nil && errors.Is(d.Err, context.Canceled):
		return
	case d.GivesUp:
		fmt.Fprintf(a.stdout, "given up %s: %v\n", d.Source, d.Err)
	case d.Err != nil:
		fmt.Fprintf(a.stdout, "failed  %s: %v; it is tried again\n", d.Source, d.Err)
	}
	for _, x := range d.Read {
		fmt.Fprintf(a.stdout, "read    %s: %s, %s, %s, %s\n", x.Document.Source, plural(len(x.Events), "event"), plural(len(x.Statements), "statement"), plural(len(x.Figures), "figure"), plural(len(x.Ties), "tie"))
	}
	if d.Found > 0 {
		fmt.Fprintf(a.stdout, "found   %s: %s\n", d.Source, plural(d.Found, "new page"))
	}
}

// queue puts pages into the queue, to be read by entente work.
func (a *app) queue(ctx context.Context, paths []string, date string) error {
	if err := ready(1, date); err != nil {
		return err
	}
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	store, err := stores.Open(ctx, a.db)
	if err != nil {
		return err
	}
	defer store.Close()
	w, err := watch.New(ctx, a.db, store, p, watch.Options{Date: date, Log: slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))})
	if err != nil {
		return err
	}
	defer w.Close()
	queued, passed, failed := 0, 0, 0
	var first error
	for page, err := range a.pages(ctx, a.reader(), paths, date) {
		if err != nil {
			if failed++; first == nil {
				first = err
			}
			fmt.Fprintf(a.stdout, "failed  %s: %v\n", page.Source, err)
			continue
		}
		new, err := w.Put(ctx, page)
		if err != nil {
			return err
		}
		if new {
			queued++
		} else {
			passed++
		}
	}
	fmt.Fprintf(a.stdout, "%s queued; %d passed over, read or queued before; entente work reads them\n", plural(queued, "page"), passed)
	if first != nil {
		return told{fmt.Sprintf("%s could not be opened, the first of them: %v", plural(failed, "source"), first), first}
	}
	return ctx.Err()
}

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
