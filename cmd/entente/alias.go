package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/corpus"
	"entente/internal/stores"
)

func (a *app) aliasCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "alias",
		Short:   "says who a name stands for; applies at once and can be undone",
		Example: "  entente unknown\n  entente alias add \"Republic of Arnor\" KAZ --why \"misprint in the archive\"\n  entente alias list",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	var who, why string
	add := &cobra.Command{
		Use:     "add NAME ACTOR",
		Short:   "NAME (or the code of a person who has two) stands for ACTOR, a code or name",
		Example: `  entente alias add "Republic of Arnor" KAZ --why "misprint in the archive"`,
		Args:    exactly("NAME", "ACTOR"),
		RunE: func(c *cobra.Command, args []string) error {
			code, err := a.actor(args[1])
			if err != nil {
				return err
			}
			return a.correct(c, entente.Correction{Row: args[0], Field: "alias", Value: code, Who: who, Why: why})
		},
	}
	undo := &cobra.Command{
		Use:     "undo ID",
		Short:   "takes an alias back, by the id that alias list prints",
		Example: "  entente alias undo c:2b7e",
		Args:    exactly("an ID (c:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			all, err := s.Corrections(c.Context())
			if err != nil {
				return err
			}
			for _, x := range all {
				if x.ID == args[0] {
					return s.Correct(c.Context(), entente.Correction{Row: x.Row, Field: x.Field, Was: x.Value, Who: who, When: now(), Why: why, Replaces: x.ID})
				}
			}
			return fmt.Errorf("no correction %s; entente alias list prints them: %w", args[0], entente.ErrNotFound)
		},
	}
	for _, x := range []*cobra.Command{add, undo} {
		x.Flags().StringVar(&who, "who", os.Getenv("USER"), "who says so")
		x.Flags().StringVar(&why, "why", "", "for what reason")
	}
	c.AddCommand(add, undo, a.aliasListCommand(), a.aliasSuggestCommand())
	return c
}

func (a *app) correct(c *cobra.Command, x entente.Correction) error {
	s, err := stores.Open(c.Context(), a.db)
	if err != nil {
		return err
	}
	defer s.Close()
	x.When = now()
	x.Who = first(x.Who, "unnamed")
	return s.Correct(c.Context(), x)
}

var correctionColumns = []column[*entente.Correction]{
	{"id", 18, func(x *entente.Correction) cell { return text(x.ID) }, nil},
	{"name", 26, func(x *entente.Correction) cell { return text(x.Row) }, nil},
	{"actor", 16, func(x *entente.Correction) cell { return text(x.Value) }, func(x *entente.Correction) string {
		if x.Replaces != "" {
			return "undoes " + x.Replaces
		}
		return x.Value
	}},
	{"when", 10, func(x *entente.Correction) cell { return text(x.When) }, nil},
	{"who", 10, func(x *entente.Correction) cell { return text(x.Who) }, nil},
	{"why", flexible, func(x *entente.Correction) cell { return text(x.Why) }, nil},
	{name: "replaces", get: func(x *entente.Correction) cell { return text(x.Replaces) }},
}

func (a *app) aliasListCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "list",
		Short:   "all aliases, those undone too",
		Example: "  entente alias list",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			aliases, err := a.corrections(c.Context(), func(x *entente.Correction) bool { return x.Field == "alias" })
			if err != nil {
				return err
			}
			return listed(a, format, correctionColumns, pointers(aliases), "no aliases yet; entente alias add NAME ACTOR makes one")
		},
	}
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}

var variantColumns = []column[*corpus.Variant]{
	{"name", 30, func(v *corpus.Variant) cell { return text(v.Name) }, nil},
	{"other", 30, func(v *corpus.Variant) cell { return text(v.Other) }, nil},
	{"count", 5, func(v *corpus.Variant) cell { return number(v.Count) }, nil},
	{"why", flexible, func(v *corpus.Variant) cell { return text(v.Why) }, nil},
}

func (a *app) aliasSuggestCommand() *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "suggest",
		Short:   "names of several texts that may be one person's: spellings, transliterations, titles and initials, with what speaks for it",
		Example: "  entente alias suggest",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			names, err := s.Unknown(c.Context(), 0)
			if err != nil {
				return err
			}
			return listed(a, format, variantColumns, pointers(corpus.Variants(names)), "no two unknown names that may be one person's")
		},
	}
	c.Flags().StringVar(&format, "format", "table", formats)
	return c
}
