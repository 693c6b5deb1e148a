package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
)

func (a *app) codeCommand() *cobra.Command {
	var n int
	var date string
	c := &cobra.Command{
		Use:   "code FILE|DIR|URL|-…",
		Short: "documents in, analysis records out, one JSON object a line; keeps nothing",
		Long: `code reads documents and writes one record a document on standard output (JSON Lines, entente.analysis/1, see
entente schema). Warnings go to standard error. A document that cannot be read becomes a record that says so.
The output comes in the order of the input and is the same for any number of workers.

JSON Lines and CSV input takes the fields id, text (or event_text), title, date, publisher, uri, lang, authors,
speaker, country.`,
		Example: "  entente code notes/ > record.jsonl\n  curl -s https://example.org/a.html | entente code - --date 2022-06-21",
		Args:    atLeastOne("FILE, DIR or - (standard input)"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.code(c.Context(), args, n, date)
		},
	}
	c.Flags().IntVar(&n, "workers", workers(), "documents under way at once")
	a.webFlags(c)
	c.Flags().StringVar(&date, "date", "", "date of documents that carry none, 2022-06-21")
	return c
}

func (a *app) code(ctx context.Context, paths []string, n int, date string) error {
	if err := ready(n, date); err != nil {
		return err
	}
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(a.stdout, 1<<16)
	var first error
	err = p.Run(ctx, a.pages(ctx, a.reader(), paths, date), n, func(r pipeline.Result) error {
		if r.Err != nil {
			fmt.Fprintln(a.stderr, "entente: "+r.Err.Error())
			if first == nil && len(r.Page.Raw) == 0 {
				first = r.Err
			}
			r.Analyses = []*entente.Analysis{unread(r.Page, r.Err, p.Versions())}
		}
		for _, x := range r.Analyses {
			line, err := entente.Encode(x)
			if err != nil {
				return err
			}
			if _, err := out.Write(append(line, '\n')); err != nil {
				return fmt.Errorf("write record: %w", err)
			}
		}
		return nil
	})
	if e := out.Flush(); err == nil && e != nil {
		err = fmt.Errorf("write record: %w", e)
	}
	if err == nil && first != nil {
		return told{"not everything could be read; the failures are in the records", first}
	}
	return err
}

// ready checks the flags that reading knows.
func ready(workers int, date string) error {
	if workers < 1 {
		return usage("--workers must be 1 or more, got %d", workers)
	}
	if _, err := time.Parse("2006-01-02", date); date != "" && err != nil {
		return usage("--date is a day as in 2022-06-21, not %q", date)
	}
	return nil
}

// pages are the pages of the paths, with the date that those without one get.
func (a *app) pages(ctx context.Context, r ingest.Reader, paths []string, date string) iter.Seq2[entente.Page, error] {
	in := r.Pages(ctx, paths...)
	return func(yield func(entente.Page, error) bool) {
		for p, err := range in {
			p.Input.DateElse = date
			if !yield(p, err) {
				return
			}
		}
	}
}

// unread is the record of a page that could not be opened.
func unread(p entente.Page, err error, v entente.Versions) *entente.Analysis {
	raw := entente.Hash(p.Raw)
	return &entente.Analysis{Schema: entente.Schema, Versions: v,
		Document: entente.Document{ID: entente.ID("d", raw, p.Source), Ref: p.Input.ID, Source: p.Source, Raw: raw},
		Failures: []entente.Failure{{Stage: "ingest", Kind: kindOf(err), Error: err.Error()}}}
}

func kindOf(err error) string {
	for _, k := range []struct {
		kind error
		name string
	}{{entente.ErrNotFound, "not-found"}, {entente.ErrInvalid, "invalid"}, {entente.ErrUnsupported, "unsupported"}, {entente.ErrTooLarge, "too-large"}, {entente.ErrForbidden, "forbidden"}} {
		if errors.Is(err, k.kind) {
			return k.name
		}
	}
	return "io"
}
