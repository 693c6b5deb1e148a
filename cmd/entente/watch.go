package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/ingest"
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
	p, store, err := a.toRead(ctx)
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
	p, store, err := a.toRead(ctx)
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
