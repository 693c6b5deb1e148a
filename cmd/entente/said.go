package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/gazetteer"
	"entente/internal/prose"
	"entente/internal/statements"
)

func (a *app) saidCommand() *cobra.Command {
	var about, topic, since string
	c := &cobra.Command{
		Use:     "said NAME",
		Short:   "what somebody said, where first, where again, and what contradicts it",
		Example: "  entente said Nuryshev\n  entente said KAZ --about CHN --since 2020",
		Args:    exactly("a NAME or code"),
		RunE: func(c *cobra.Command, args []string) error {
			q := statements.Query{Topic: topic}
			var err error
			if q.Since, err = firstDay("since", since); err != nil {
				return err
			}
			if about != "" {
				if q.About, err = a.actor(about); err != nil {
					return err
				}
			}
			who := strings.TrimSpace(args[0])
			if who == "" {
				return usage("said takes the name or code of somebody, as in entente said KAZ")
			}
			if code, err := a.actor(who); err == nil {
				who = code
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			rows, err := a.statementsOf(c.Context(), s, who)
			if err != nil {
				return err
			}
			return a.said(rows, q, args[0])
		},
	}
	c.Flags().StringVar(&about, "about", "", "only about this actor: code or name")
	c.Flags().StringVar(&topic, "topic", "", "only on this topic (a PLOVER context: economic, military, diplomatic …)")
	c.Flags().StringVar(&since, "since", "", "only from this day, month or year on")
	return c
}

// statementsOf are the statements of an actor: a code, part of a name as it is written, or the surname of somebody that the
// tables know, with its accents or without.
func (a *app) statementsOf(ctx context.Context, s entente.Store, who string) ([]entente.Row, error) {
	g, err := a.tables()
	if err != nil {
		return nil, err
	}
	asked := []string{who}
	for _, p := range g.Surname(gazetteer.Fold(who)) {
		asked = append(asked, p.ID)
	}
	var out []entente.Row
	had := map[string]bool{}
	for _, speaker := range asked {
		rows, err := s.Rows(ctx, entente.Filter{Kinds: []string{"statement"}, Speaker: speaker})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if !had[r.ID()] {
				had[r.ID()] = true
				out = append(out, r)
			}
		}
	}
	return out, nil
}

func (a *app) said(rows []entente.Row, q statements.Query, who string) error {
	at := map[string]*entente.Row{}
	var all []statements.Saying
	for i := range rows {
		r := &rows[i]
		at[r.ID()] = r
		x := statements.Saying{Statement: *r.Statement, Text: r.Quote, Actor: r.Party(r.Statement.Speaker).Code, Document: r.Document.ID}
		if r.Document.Published != nil {
			x.Published = r.Document.Published.Start
		}
		all = append(all, x)
	}
	found := statements.Said(all, q)
	if len(found) == 0 {
		fmt.Fprintf(a.stderr, "no statements by %s that fit; entente statements lists all, entente unknown the names that no table knows\n", who)
		return nil
	}
	wide := min(width(a.stdout), 100)
	for _, l := range found {
		r := at[l.First.Statement.ID]
		fmt.Fprintf(a.stdout, "%s  %s  (%s)\n", first(l.First.Day(), "undated   "), sayer(r), shortID(r.ID()))
		fmt.Fprintln(a.stdout, indent(wrap(r.Quote, wide-4)))
		fmt.Fprintln(a.stdout, indent(wrap("— "+prose.Citation(&r.Document), wide-4)))
		for _, x := range l.Repeats {
			fmt.Fprintf(a.stdout, "    again: %s (%s)\n", first(x.Day(), "undated"), shortID(x.Statement.ID))
		}
		for _, x := range l.Against {
			fmt.Fprintln(a.stdout, indent(wrap(fmt.Sprintf("against it: %s (%s): %s", first(x.Day(), "undated"), shortID(x.Statement.ID), x.Text), wide-4)))
		}
		fmt.Fprintln(a.stdout)
	}
	return nil
}

func indent(s string) string { return "    " + strings.ReplaceAll(s, "\n", "\n    ") }
