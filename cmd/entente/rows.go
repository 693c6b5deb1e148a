package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente"
)

func (a *app) rowsCommands() []*cobra.Command {
	list := func(sort, short string, columns []column[*entente.Row]) *cobra.Command {
		q := &question{}
		c := &cobra.Command{
			Use:     sort + "s",
			Short:   short,
			Args:    cobra.NoArgs,
			Example: fmt.Sprintf("  entente %ss --dyad KAZ,CHN --since 2020\n  entente %ss --actor Kazakhstan --format csv > %ss.csv", sort, sort, sort),
			RunE: func(c *cobra.Command, _ []string) error {
				q.Kinds = []string{sort}
				return a.listRows(c, q, columns)
			},
		}
		q.flags(c, true)
		c.Flags().StringVar(&q.Speaker, "by", "", "who says it: code or part of the name")
		return c
	}
	figures := list("figure", "quantities as claims: value, bound, unit, period, who says it", figureColumns)
	figures.AddCommand(a.compareCommand())
	return []*cobra.Command{
		list("event", "who did what to whom, when and where, and whether it happened, is planned or denied", eventColumns),
		list("statement", "who said what about whom", statementColumns),
		figures,
		list("tie", "memberships, partnership levels, agreements, relations, offices", tieColumns),
	}
}

func (a *app) listRows(c *cobra.Command, q *question, columns []column[*entente.Row]) error {
	if err := a.settle(q); err != nil {
		return err
	}
	if q.Kinds[0] == "event" {
		if err := eventClasses(q.Class); err != nil {
			return err
		}
	}
	s, err := a.open(c.Context())
	if err != nil {
		return err
	}
	defer s.Close()
	rows, err := s.Rows(c.Context(), q.Filter)
	if err != nil {
		return err
	}
	return listed(a, q.format, columns, pointers(rows), "no "+q.Kinds[0]+"s that fit; entente documents lists what was read")
}

func pointers[T any](values []T) []*T {
	out := make([]*T, len(values))
	for i := range values {
		out[i] = &values[i]
	}
	return out
}

func (a *app) documentsCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:     "documents",
		Short:   "what was read",
		Example: "  entente documents --since 2024\n  entente documents --source \"Great Steppe News\" --format csv",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.settle(q); err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			got, err := s.Documents(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			return listed(a, q.format, documentColumns, pointers(got), "no documents that fit; entente read PATH reads some")
		},
	}
	q.flags(c, false)
	return c
}

func (a *app) failuresCommand() *cobra.Command {
	q := &question{}
	again := false
	c := &cobra.Command{
		Use:     "failures",
		Short:   "what could not be read, and why; pages that were given up and sources that fail among it",
		Example: "  entente failures\n  entente failures --retry",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			got, err := s.Failed(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			more, err := a.givenUp(c.Context(), s, again)
			if err != nil {
				return err
			}
			for _, f := range more {
				if strings.Contains(strings.ToLower(f.Source), strings.ToLower(q.Source)) {
					got = append(got, f)
				}
			}
			return listed(a, q.format, failureColumns, pointers(got), "no failures: all that was read into the store could be read")
		},
	}
	c.Flags().StringVar(&q.Source, "source", "", "part of the path, address or publisher, or a document id")
	c.Flags().BoolVar(&again, "retry", false, "put pages that were given up back into the queue, for entente work or watch")
	c.Flags().StringVar(&q.format, "format", "table", formats)
	return c
}

func (a *app) unknownCommand() *cobra.Command {
	var n int
	var format string
	c := &cobra.Command{
		Use:   "unknown",
		Short: "names that no table knows, with counts and an example each",
		Long: `unknown lists the names of people, bodies and places that no table knows, the most frequent first. Such a name
is kept as it stands; nothing is guessed. entente alias add NAME CODE says who it is.`,
		Example: "  entente unknown --limit 20\n  entente alias add \"Republic of Arnor\" KAZ",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			got, err := s.Unknown(c.Context(), n)
			if err != nil {
				return err
			}
			return listed(a, format, unknownColumns, pointers(got), "no names that the tables do not know")
		},
	}
	c.Flags().IntVar(&n, "limit", 50, "at most so many names, 0 for all")
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}

func (a *app) searchCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:     "search WORDS…",
		Short:   "documents whose text holds words or \"phrases in quotes\", best first",
		Example: "  entente search earthquake\n  entente search '\"free trade agreement\" Serbia' --since 2023",
		Args:    atLeastOne("word"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.settle(q); err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			got, err := s.Search(c.Context(), strings.Join(args, " "), q.Filter)
			if err != nil {
				return err
			}
			return listed(a, q.format, hitColumns, pointers(got), "no document holds these words")
		},
	}
	q.flags(c, false)
	return c
}

var hitColumns = []column[*entente.Hit]{
	{"document", 10, func(h *entente.Hit) cell { return text(h.Document.ID) }, func(h *entente.Hit) string { return shortID(h.Document.ID) }},
	{"published", 11, func(h *entente.Hit) cell { return text(edtf(h.Document.Published)) }, func(h *entente.Hit) string { return shortDate(h.Document.Published) }},
	{"title", 24, func(h *entente.Hit) cell { return text(h.Document.Title) }, func(h *entente.Hit) string { return first(h.Document.Title, h.Document.Source) }},
	{"passage", flexible, func(h *entente.Hit) cell { return text(h.Passage) }, nil},
	{name: "source", get: func(h *entente.Hit) cell { return text(h.Document.Source) }},
}
