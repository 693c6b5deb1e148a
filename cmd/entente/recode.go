package main

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/stores"
)

func (a *app) recodeCommand() *cobra.Command {
	var stale, quiet bool
	var n int
	c := &cobra.Command{
		Use:   "recode",
		Short: "reads kept sources again with the present version, and shows what changed",
		Long: `recode reads the sources that older versions of models or tables have read, from the bytes that were kept, and
shows each row that came (+), went (-) or changed (~). Corrections stay. Older records stay beside the new ones.`,
		Example: "  entente recode --stale",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if !stale {
				return usage("recode reads what older versions wrote; say --stale")
			}
			return a.recode(c.Context(), n, quiet)
		},
	}
	c.Flags().BoolVar(&stale, "stale", false, "what was read with other versions than the present ones")
	c.Flags().BoolVarP(&quiet, "quiet", "q", false, "only the last line")
	c.Flags().IntVar(&n, "workers", workers(), "documents under way at once")
	return c
}

func (a *app) recode(ctx context.Context, n int, quiet bool) error {
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	docs, err := s.Documents(ctx, entente.Filter{})
	if err != nil {
		return err
	}
	var total change
	read := 0
	err = p.Run(ctx, stalePages(ctx, s, docs, p.Versions()), n, func(r pipeline.Result) error {
		if r.Err != nil {
			return r.Err
		}
		ids := documentsOf(r.Analyses)
		before, err := s.Rows(ctx, entente.Filter{Document: ids})
		if err != nil {
			return err
		}
		if err := s.Put(ctx, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses, At: now()}); err != nil {
			return err
		}
		after, err := s.Rows(ctx, entente.Filter{Document: ids})
		if err != nil {
			return err
		}
		read += len(ids)
		d := difference(before, after)
		total.add(d)
		if !quiet {
			d.print(a)
		}
		return nil
	})
	fmt.Fprintf(a.stdout, "%s read again: %s\n", plural(read, "document"), total.String())
	return err
}

func documentsOf(analyses []*entente.Analysis) (ids []string) {
	for _, x := range analyses {
		ids = append(ids, x.Document.ID)
	}
	return ids
}

// stalePages are the kept pages that were not read with the present versions, each once.
func stalePages(ctx context.Context, s entente.Store, docs []entente.Brief, v entente.Versions) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) {
		done := map[string]bool{}
		for _, d := range docs {
			if done[d.Raw] {
				continue
			}
			done[d.Raw] = true
			page, err := s.Page(ctx, d.ID)
			if err == nil {
				var has bool
				if has, err = s.Has(ctx, page, v); err == nil && has {
					continue
				}
			}
			if !yield(page, err) {
				return
			}
		}
	}
}

// A change is what differs between two lists of rows, by id.
type change struct {
	lines                   []string
	came, went, other, kept int
}

func difference(before, after []entente.Row) (c change) {
	old := map[string]*entente.Row{}
	for i := range before {
		old[before[i].ID()] = &before[i]
	}
	for i := range after {
		r := &after[i]
		o, ok := old[r.ID()]
		delete(old, r.ID())
		switch {
		case !ok:
			c.came++
			c.lines = append(c.lines, "+ "+gistOf(r))
		case !sameRow(o, r):
			c.other++
			c.lines = append(c.lines, "~ "+gistOf(o)+"\n  "+gistOf(r))
		default:
			c.kept++
		}
	}
	for i := range before {
		if o := old[before[i].ID()]; o != nil {
			c.went++
			c.lines = append(c.lines, "- "+gistOf(o))
		}
	}
	return c
}

// sameRow compares what a row says, not where it stands in the list of mentions.
func sameRow(a, b *entente.Row) bool {
	return gistOf(a) == gistOf(b) && a.Quote == b.Quote
}

// gistOf is a row in one line: its id, what it is and between whom, when, how sure.
func gistOf(r *entente.Row) string {
	var sides []string
	for _, s := range r.Sides() {
		sides = append(sides, s.Side+" "+first(s.Code, s.Name))
	}
	extra := ""
	if f := r.Figure; f != nil {
		extra = strings.TrimSpace(f.Op + " " + first(f.Value, f.Low+"–"+f.High) + " " + f.Unit)
	}
	return strings.Join(slices.DeleteFunc([]string{r.ID(), strings.Join(r.Classes(), " "), r.Status(), edtf(r.When()), extra, strings.Join(sides, ", ")}, func(s string) bool { return strings.TrimSpace(s) == "" }), " | ")
}

func (c *change) add(d change) {
	c.came, c.went, c.other, c.kept = c.came+d.came, c.went+d.went, c.other+d.other, c.kept+d.kept
}

func (c change) String() string {
	return fmt.Sprintf("%d rows came, %d went, %d changed, %d as before", c.came, c.went, c.other, c.kept)
}

func (c change) print(a *app) {
	for _, l := range c.lines {
		fmt.Fprintln(a.stdout, l)
	}
}

func (a *app) diffCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:   "diff STORE",
		Short: "rows that differ between this store (--db) and another",
		Long: `diff compares the rows of the store with those of another, by id: + stands in the other only, - here only, ~ says
something else there.`,
		Example: "  entente diff monday.db\n  entente diff monday.db --dyad KAZ,CHN",
		Args:    exactly("STORE"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.settle(q); err != nil {
				return err
			}
			here, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer here.Close()
			there, err := stores.OpenExisting(c.Context(), args[0])
			if err != nil {
				return err
			}
			defer there.Close()
			before, err := here.Rows(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			after, err := there.Rows(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			d := difference(before, after)
			d.print(a)
			fmt.Fprintln(a.stdout, d.String())
			return nil
		},
	}
	q.flags(c, true)
	c.Flags().MarkHidden("format")
	return c
}
