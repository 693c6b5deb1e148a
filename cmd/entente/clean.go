package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente"
)

func (a *app) cleanCommand() *cobra.Command {
	var dropped, asJSON bool
	var date string
	c := &cobra.Command{
		Use:     "clean FILE|-…",
		Short:   "the text that would be read, without navigation, teasers and credits; what is known of the document",
		Example: "  entente clean page.html\n  entente clean page.html --dropped\n  entente clean page.html --json",
		Args:    atLeastOne("FILE or - (standard input)"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			for page, err := range a.pages(c.Context(), args, date) {
				if err != nil {
					return err
				}
				docs, failures := p.Documents(page)
				for _, f := range failures {
					fmt.Fprintf(a.stderr, "entente: %s: %s: %s\n", page.Source, f.Stage, f.Error)
				}
				for i := range docs {
					x := &entente.Analysis{Schema: entente.Schema, Versions: p.Versions(), Document: docs[i]}
					if err := a.showCleaned(x, dropped, asJSON); err != nil {
						return err
					}
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&dropped, "dropped", false, "list what was left out, with reasons, instead of the text")
	c.Flags().BoolVar(&asJSON, "json", false, "the document as in the record, one a line, with parts and map")
	c.Flags().StringVar(&date, "date", "", "date of documents that carry none, 2022-06-21")
	return c
}

func (a *app) showCleaned(x *entente.Analysis, dropped, asJSON bool) error {
	d := &x.Document
	switch {
	case asJSON:
		line, err := entente.Encode(x)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(a.stdout, string(line))
		return err
	case dropped:
		for _, r := range d.Dropped {
			fmt.Fprintf(a.stdout, "%-14s %s\n", r.Reason, fit(r.In(d.Decoded), width(a.stdout)-15))
		}
		return nil
	}
	return a.showDocument(x)
}
