package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/clean/explain"
)

func (a *app) cleanCommand() *cobra.Command {
	var dropped, asJSON, marked, asHTML bool
	var date string
	c := &cobra.Command{
		Use:   "clean FILE|-…",
		Short: "the text that would be read, without navigation, teasers and credits; what is known of the document",
		Long: `The text that would be read, without navigation, teasers and credits; what is known of the document. On a terminal,
and with --marked, what goes is shown in its place with the reason; --html writes source and text side by side.`,
		Example: "  entente clean page.html\n  entente clean page.html --marked\n  entente clean page.html --html > page-marked.html\n  entente clean page.html --dropped\n  entente clean page.html --json",
		Args:    atLeastOne("FILE or - (standard input)"),
		RunE: func(c *cobra.Command, args []string) error {
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			var all []entente.Document
			for page, err := range a.pages(c.Context(), a.reader(), args, date) {
				if err != nil {
					return err
				}
				docs, failures := p.Documents(page)
				for _, f := range failures {
					fmt.Fprintf(a.stderr, "entente: %s: %s: %s\n", page.Source, f.Stage, f.Error)
				}
				if asHTML {
					all = append(all, docs...)
					continue
				}
				for i := range docs {
					if marked || terminal(a.stdout) && !dropped && !asJSON {
						if err := explain.Text(a.stdout, &docs[i], terminal(a.stdout)); err != nil {
							return err
						}
						continue
					}
					x := &entente.Analysis{Schema: entente.Schema, Versions: p.Versions(), Document: docs[i]}
					if err := a.showCleaned(x, dropped, asJSON); err != nil {
						return err
					}
				}
			}
			if asHTML {
				return explain.HTML(a.stdout, all)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&marked, "marked", false, "what stays and what goes, in the order of the source, with kinds and reasons")
	c.Flags().BoolVar(&asHTML, "html", false, "source and text side by side, as a page")
	c.Flags().BoolVar(&dropped, "dropped", false, "list what was left out, with reasons, instead of the text")
	c.Flags().BoolVar(&asJSON, "json", false, "the document as in the record, one a line, with parts and map")
	a.webFlags(c)
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
