package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/corpus"
	"entente/internal/dossier"
	"entente/internal/dossier/layout"
	"entente/internal/export"
	"entente/internal/reconcile"
	"entente/internal/views"
)

func (a *app) dossierCommand() *cobra.Command {
	var since, on, out, format, sources string
	c := &cobra.Command{
		Use:   "dossier A [B]",
		Short: "the brief on a pair of states, or on one, every line with a footnote that quotes its source",
		Long: `dossier writes a brief on two actors from what was read: the present level of relations and how it was reached,
what was last and what is ahead, agreements, figures with who claims them, what each says about the other, disputes,
and a chronology. Every line has footnotes that quote the passages it rests on.`,
		Example: "  entente dossier KAZ CHN\n  entente dossier Kazakhstan China --since 2022-01-01 --out brief.md",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 1 || len(args) == 2 {
				return nil
			}
			return usage("dossier takes one or two actors, as in entente dossier KAZ CHN; got %d", len(args))
		},
		RunE: func(c *cobra.Command, args []string) error {
			in := dossier.Input{}
			var err error
			if in.Since, err = firstDay("since", since); err != nil {
				return err
			}
			if in.On, err = lastDay("on", on); err != nil {
				return err
			}
			if in.A, err = a.actor(args[0]); err != nil {
				return err
			}
			if len(args) == 2 {
				if in.B, err = a.actor(args[1]); err != nil {
					return err
				}
			}
			if err := two(in.A, in.B); err != nil {
				return err
			}
			return a.dossier(c.Context(), in, out, format, sources)
		},
	}
	c.Flags().StringVar(&since, "since", "", "what changed: only what is of this day, month or year or later, and was not told before it")
	c.Flags().StringVar(&on, "on", "", "the day it is written for (the day of the newest document)")
	c.Flags().StringVar(&sources, "sources", "", "in place of the brief, the documents that it cites, as csl (CSL-JSON), bibtex or ris")
	c.Flags().StringVar(&out, "out", "", "file to write to (standard output)")
	c.Flags().StringVar(&format, "format", "", "md, html, docx or pdf (what --out ends in; md)")
	return c
}

func (a *app) dossier(ctx context.Context, in dossier.Input, out, format, sources string) error {
	if sources != "" && sources != "csl" && sources != "bibtex" && sources != "ris" {
		return usage("--sources is csl, bibtex or ris, not %q", sources)
	}
	if sources != "" {
		format = "md" // the form of the brief itself, which is not written
	}
	if format == "" {
		format = first(strings.TrimPrefix(filepath.Ext(out), "."), "md")
	}
	write, ok := dossierForms[format]
	if !ok {
		return usage("--format is md, html, docx or pdf, not %q", format)
	}
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := a.gather(ctx, s, &in); err != nil {
		return err
	}
	d := dossier.Build(in)
	if len(d.Sections) == 0 {
		return fmt.Errorf("nothing was read on %s; entente documents lists what was read: %w", strings.TrimSuffix(in.A+" and "+in.B+" together", " and  together"), entente.ErrNotFound)
	}
	if sources != "" {
		f, err := export.Find(sources)
		if err != nil {
			return err
		}
		return a.to(out, func(w io.Writer) error { return f.Write(w, &export.Data{Documents: d.Sources}) })
	}
	return a.to(out, func(w io.Writer) error { return write(w, &d) })
}

// dossierForms are the forms in which a dossier can be written, by name.
var dossierForms = map[string]func(io.Writer, *dossier.Dossier) error{
	"md":   layout.Markdown,
	"html": layout.HTML,
	"docx": layout.DOCX,
	"pdf":  layout.PDF,
}

// gather brings together what a dossier is made of.
func (a *app) gather(ctx context.Context, s entente.Store, in *dossier.Input) error {
	var err error
	if in.Name, err = a.nameOf(); err != nil {
		return err
	}
	kinds, err := a.kinds()
	if err != nil {
		return err
	}
	sums, err := reconcile.New()
	if err != nil {
		return err
	}
	return views.Gather(ctx, s, kinds, sums, in)
}

// corpus builds the corpus rows of what was listed.
func (a *app) corpus(ctx context.Context, s entente.Store, rows []entente.Row) (corpus.Rows, error) {
	kinds, err := a.kinds()
	if err != nil {
		return corpus.Rows{}, err
	}
	return views.Corpus(ctx, s, kinds, rows)
}
