package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"

	"github.com/spf13/cobra"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
)

func (a *app) readCommand() *cobra.Command {
	var n int
	var date string
	var quiet, dry, queue bool
	c := &cobra.Command{
		Use:   "read PATH…",
		Short: "reads files, folders, addresses and - into the store; reads nothing twice and takes up where it was stopped",
		Long: `read keeps the bytes of every source by their hash, reads the documents in them, and keeps what it found.
What was read before with the same versions is passed over, under whatever name it comes. Whoever stops it loses at
most the document under way; the same command takes up from there.

A PATH is a file or folder of text, HTML, XML, JSON Lines, CSV, PDF, DOCX or e-mail, a zip, tar or web archive (WARC,
ARC), a feed, a list of addresses, an address, or - for standard input. Pages are fetched politely: robots.txt is kept,
one page of a host after the other, within bounds of size and time, and nothing of private networks.

On a terminal a bar shows the progress, elsewhere every document is a line.`,
		Example: "  entente read notes/\n  entente read --db atlas.db articles.jsonl",
		Args:    atLeastOne("PATH"),
		RunE: func(c *cobra.Command, args []string) error {
			if dry {
				return a.dryRun(c.Context(), args, date)
			}
			if queue {
				return a.queue(c.Context(), args, date)
			}
			return a.read(c.Context(), args, n, date, quiet)
		},
	}
	c.Flags().IntVar(&n, "workers", workers(), "documents under way at once")
	a.webFlags(c)
	c.Flags().BoolVar(&dry, "dry-run", false, "list what would be read, and keep nothing")
	c.Flags().BoolVar(&queue, "queue", false, "put the pages into the queue, to be read by entente work, by several processes on PostgreSQL")
	c.Flags().StringVar(&date, "date", "", "date of documents that carry none, 2022-06-21")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "only the last line")
	return c
}

// A tally counts what a run of read did.
type tally struct {
	read, had                         int
	failed                            int // documents with failures, which the store keeps
	unopened                          int // sources of which nothing is kept
	events, statements, figures, ties int
	seen                              atomic.Int64 // pages handed out, for the bar
	skipped                           atomic.Int64
}

func (a *app) read(ctx context.Context, paths []string, n int, date string, quiet bool) error {
	if err := ready(n, date); err != nil {
		return err
	}
	p, store, err := a.toRead(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	t := &tally{}
	show := a.progress(quiet, t)
	var first error
	err = p.Run(ctx, fresh(ctx, store, p.Versions(), a.pages(ctx, a.resuming(ctx, store, p.Versions(), date), paths, date), t), n, func(r pipeline.Result) error {
		if r.Err != nil {
			if t.unopened++; first == nil {
				first = r.Err
			}
			show.line("failed  %s: %v", r.Page.Source, r.Err)
			return nil
		}
		if err := store.Put(ctx, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses, At: now()}); err != nil {
			return err
		}
		for _, x := range r.Analyses {
			t.count(x)
			show.document(x)
		}
		return nil
	})
	show.done()
	if err == nil {
		err = a.refresh(ctx, store)
	}
	t.had = int(t.skipped.Load())
	fmt.Fprintln(a.stdout, t)
	if err == nil && first != nil {
		return told{fmt.Sprintf("%s could not be opened, the first of them: %v", plural(t.unopened, "source"), first), first}
	}
	if err == nil && t.read == 0 && t.had == 0 && t.failed > 0 {
		return told{"nothing of it could be read; entente failures says why", entente.ErrUnsupported}
	}
	return err
}

// resuming is the reader that knows what the store has: pages on the web are asked for again only if they changed, and a web
// archive is taken up where reading stopped.
func (a *app) resuming(ctx context.Context, s entente.Store, v entente.Versions, date string) ingest.Reader {
	r := a.reader()
	r.Before = ingest.Before{
		Validators: func(address string) entente.Validators {
			known, err := s.Validators(ctx, address)
			if err != nil {
				return entente.Validators{} // then it is fetched whole
			}
			return known
		},
		Bookmark: func(archive string) int64 {
			at, _, err := s.Bookmark(ctx, archive, v)
			if err != nil {
				return 0
			}
			return at
		},
		Had: func(p entente.Page) bool {
			p.Input.DateElse = date
			had, err := s.Has(ctx, p, v)
			return err == nil && had
		},
	}
	return r
}

// fresh passes on the pages that the store has not read yet, and notes where the others were seen.
func fresh(ctx context.Context, s entente.Store, v entente.Versions, pages iter.Seq2[entente.Page, error], t *tally) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) {
		for p, err := range pages {
			if errors.Is(err, ingest.ErrUnchanged) {
				if err = s.Unchanged(ctx, p.Source, now()); err == nil {
					t.skipped.Add(1)
					continue
				}
			}
			if err == nil {
				var has bool
				if has, err = s.Has(ctx, p, v); err == nil && has {
					if err = s.Put(ctx, entente.Reading{Page: p, Versions: v, At: now()}); err == nil {
						t.skipped.Add(1)
						continue
					}
				}
			}
			t.seen.Add(1)
			if !yield(p, err) {
				return
			}
		}
	}
}

func (t *tally) count(a *entente.Analysis) {
	if len(a.Failures) > 0 {
		t.failed++
	}
	if unreadable(a) {
		return
	}
	t.read++
	t.events += len(a.Events)
	t.statements += len(a.Statements)
	t.figures += len(a.Figures)
	t.ties += len(a.Ties)
}

// unreadable reports whether nothing of a document could be read.
func unreadable(a *entente.Analysis) bool { return len(a.Failures) > 0 && len(a.Sentences) == 0 }

func (t *tally) String() string {
	s := fmt.Sprintf("%s read: %s, %s, %s, %s", plural(t.read, "document"), plural(t.events, "event"), plural(t.statements, "statement"), plural(t.figures, "figure"), plural(t.ties, "tie"))
	if t.had > 0 {
		s += fmt.Sprintf("; %d passed over, read before", t.had)
	}
	if t.failed > 0 {
		s += fmt.Sprintf("; %d with failures (entente failures)", t.failed)
	}
	if t.unopened > 0 {
		s += fmt.Sprintf("; %d not opened", t.unopened)
	}
	return s
}

// A shower says how reading goes: a bar on a terminal, lines elsewhere.
type shower struct {
	out   io.Writer
	quiet bool
	bars  *mpb.Progress
	bar   *mpb.Bar
	t     *tally
}

func (a *app) progress(quiet bool, t *tally) *shower {
	s := &shower{out: a.stdout, quiet: quiet, t: t}
	if terminal(a.stderr) && !quiet {
		s.bars = mpb.New(mpb.WithOutput(a.stderr), mpb.WithWidth(40))
		s.bar = s.bars.AddBar(0, mpb.PrependDecorators(decor.Name("reading "), decor.CountersNoUnit("%d of %d")),
			mpb.AppendDecorators(decor.AverageSpeed(0, "%.1f/s"), decor.Any(func(decor.Statistics) string { return "" })))
	}
	return s
}

func (s *shower) line(format string, args ...any) {
	switch {
	case s.quiet:
	case s.bars != nil:
		fmt.Fprintf(s.bars, format+"\n", args...)
	default:
		fmt.Fprintf(s.out, format+"\n", args...)
	}
}

func (s *shower) document(a *entente.Analysis) {
	if s.bars != nil {
		s.bar.SetTotal(s.t.seen.Load(), false)
		s.bar.Increment()
	} else if !unreadable(a) {
		s.line("read    %s: %s, %s, %s, %s", a.Document.Source, plural(len(a.Events), "event"), plural(len(a.Statements), "statement"), plural(len(a.Figures), "figure"), plural(len(a.Ties), "tie"))
	}
	for _, f := range a.Failures {
		s.line("failed  %s: %s: %s", a.Document.Source, f.Stage, f.Error)
	}
}

func (s *shower) done() {
	if s.bars != nil {
		s.bar.SetTotal(-1, true)
		s.bars.Wait()
	}
}
