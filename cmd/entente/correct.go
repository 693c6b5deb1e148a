package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/views/opinions"
)

func (a *app) correctCommand() *cobra.Command {
	var act opinions.Act
	var who string
	var dry bool
	c := &cobra.Command{
		Use:   "correct ROW FIELD VALUE",
		Short: "says what a row should be; shows what that changes, can be undone",
		Long: `correct appends a person's word on a row: who, when, what and why. Nothing is overwritten; entente recode keeps every word, for ids
do not hang on what was read. --dry-run shows the rows and happenings that would change, and keeps nothing.

ROW is the id of an event, statement, figure, tie, document or happening, a name (for alias and block), or rule:NAME (for weight).
FIELD is a key of the row (type, status, date, actors, recipients, kind …), or one of
  confirmed true     the row is right          rejected true       it is none
  merge EVENT        it is one with another    split true          it is not one with those it was joined with
  alias ACTOR        the name stands for       block true          the name stands for nobody
  weight 0.5         how much a pattern's rows are trusted`,
		Example: "  entente correct e:1f0c status planned --why \"the visit was called off\"\n  entente correct \"Republic of Arnor\" alias KAZ --dry-run\n  entente correct undo c:2b7e",
		Args:    exactly("ROW", "FIELD", "VALUE"),
		RunE: func(c *cobra.Command, args []string) error {
			v, s, err := a.reviews(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			act.Row, act.Field, act.Value = args[0], args[1], args[2]
			e, err := v.Effect(c.Context(), first(who, "unnamed"), act)
			if err != nil {
				return err
			}
			for _, x := range append(e.Happenings, e.Rows...) {
				fmt.Fprintf(a.stdout, "- %s\n+ %s\n", first(x.Before, "none"), first(x.After, "none"))
			}
			if more := e.Total - len(e.Rows); more > 0 {
				fmt.Fprintf(a.stdout, "and %s more\n", plural(more, "row"))
			}
			if dry {
				fmt.Fprintf(a.stdout, "%s would change; nothing was kept\n", plural(e.Total, "row"))
				return nil
			}
			ids, err := v.Say(c.Context(), first(who, "unnamed"), act)
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "%s; entente correct undo %s takes it back\n", strings.Join(ids, " "), ids[0])
			return nil
		},
	}
	c.PersistentFlags().StringVar(&who, "who", os.Getenv("USER"), "who says so")
	c.Flags().StringVar(&act.Why, "why", "", "for what reason")
	c.Flags().StringVar(&act.Task, "task", "", `in what work: "settle", or "sample 1" for the sample of seed 1`)
	c.Flags().BoolVar(&dry, "dry-run", false, "only show what would change")
	c.AddCommand(a.correctUndo(&who), a.correctList())
	return c
}

func (a *app) correctUndo(who *string) *cobra.Command {
	return &cobra.Command{
		Use:     "undo [ID]",
		Short:   "takes a correction back, the last of --who where none is named",
		Example: "  entente correct undo c:2b7e",
		Args:    atMostOne,
		RunE: func(c *cobra.Command, args []string) error {
			v, s, err := a.reviews(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			rows, err := v.Undo(c.Context(), first(*who, "unnamed"), strings.Join(args, ""))
			if err != nil {
				return err
			}
			fmt.Fprintf(a.stdout, "taken back: what was said of %s\n", strings.Join(rows, " "))
			return nil
		},
	}
}

func (a *app) correctList() *cobra.Command {
	var format string
	list := &cobra.Command{
		Use:     "list",
		Short:   "all corrections, those undone too",
		Example: "  entente correct list --format csv",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			all, err := a.corrections(c.Context(), func(*entente.Correction) bool { return true })
			if err != nil {
				return err
			}
			return listed(a, format, saidColumns, pointers(all), "no corrections yet; entente correct ROW FIELD VALUE makes one")
		},
	}
	list.Flags().StringVar(&format, "format", "table", formats)
	return list
}

// corrections are those that people made and that are asked for, those undone too.
func (a *app) corrections(ctx context.Context, asked func(*entente.Correction) bool) ([]entente.Correction, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	all, err := s.Corrections(ctx)
	return slices.DeleteFunc(all, func(x entente.Correction) bool { return !asked(&x) }), err
}

var saidColumns = []column[*entente.Correction]{
	{"id", 18, func(x *entente.Correction) cell { return text(x.ID) }, nil},
	{"row", 18, func(x *entente.Correction) cell { return text(x.Row) }, nil},
	{"field", 10, func(x *entente.Correction) cell { return text(x.Field) }, nil},
	{"value", flexible, func(x *entente.Correction) cell { return text(x.Value) }, func(x *entente.Correction) string {
		if x.Replaces != "" && x.Value == "" {
			return "undoes " + x.Replaces
		}
		return x.Value
	}},
	{"was", 12, func(x *entente.Correction) cell { return text(x.Was) }, nil},
	{"when", 20, func(x *entente.Correction) cell { return text(x.When) }, func(x *entente.Correction) string { return x.When[:min(19, len(x.When))] }},
	{"who", 10, func(x *entente.Correction) cell { return text(x.Who) }, nil},
	{name: "why", get: func(x *entente.Correction) cell { return text(x.Why) }},
	{name: "task", get: func(x *entente.Correction) cell { return text(x.Task) }},
}
