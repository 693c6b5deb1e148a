package main

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/pipeline"
)

func (a *app) whyCommand() *cobra.Command {
	var not string
	c := &cobra.Command{
		Use:   "why ID",
		Short: "the pattern, the tree and the mentions behind an event",
		Long: `why reads the source of an event again and says what coded it: the pattern, the words that met its conditions, how each
party was found, and the rules that gave it its status and date. With --not RULE and a document id it says for every
place where the pattern's word stands why the pattern does not fit there.`,
		Example: "  entente why e:4d1f8a02\n  entente why d:4d1f8a02 --not visit.3",
		Args:    exactly("an ID (e:…, or d:… with --not)"),
		RunE: func(c *cobra.Command, args []string) error {
			return a.why(c.Context(), args[0], not)
		},
	}
	c.Flags().StringVar(&not, "not", "", "a rule that was expected to fit in the document")
	return c
}

func (a *app) why(ctx context.Context, id, not string) error {
	s, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	if not != "" {
		x, err := again(ctx, s, p, id)
		if err != nil {
			return err
		}
		lines, err := p.WhyNot(x, not)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(a.stdout, strings.Join(lines, "\n"))
		return err
	}
	r, err := s.Row(ctx, id)
	if err != nil {
		return err
	}
	if r.Event == nil {
		return told{fmt.Sprintf("%s is a %s; why explains events, entente show %s prints the rest", r.ID(), r.Sort(), r.ID()), entente.ErrUnsupported}
	}
	x, err := again(ctx, s, p, r.Document.ID)
	if err != nil {
		return err
	}
	e, err := p.Explain(x, r.ID())
	if err != nil {
		return fmt.Errorf("the present version codes it no more: %w", err)
	}
	fmt.Fprintf(a.stdout, "%s\n\n", wrap(r.Quote, min(width(a.stdout), 100)))
	for _, line := range e.Steps {
		fmt.Fprintln(a.stdout, "- "+line)
	}
	fmt.Fprintln(a.stdout)
	t := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	for _, line := range e.Tree {
		fmt.Fprintln(t, line)
	}
	if err := t.Flush(); err != nil {
		return fmt.Errorf("write tree: %w", err)
	}
	return nil
}

// again reads the source of a document with the present version.
func again(ctx context.Context, s entente.Store, p *pipeline.Pipeline, document string) (*entente.Analysis, error) {
	kept, err := s.Document(ctx, document)
	if err != nil {
		return nil, err
	}
	page, err := s.Page(ctx, kept.Document.ID)
	if err != nil {
		return nil, err
	}
	docs, _ := p.Documents(page)
	for _, d := range docs {
		if d.ID == kept.Document.ID {
			return p.Analyze(ctx, d)
		}
	}
	return nil, fmt.Errorf("the present version finds no document %s in %s: %w", document, page.Source, entente.ErrNotFound)
}
