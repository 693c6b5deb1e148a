package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/events"
	"entente/internal/events/petrarch"
	"entente/internal/ontology"
)

func (a *app) patternsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "patterns",
		Short:   "the table of event patterns: check one's own, import those of PETRARCH",
		Example: "  entente patterns check mine/verbs.tsv\n  entente patterns test visit.1 article.txt",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.patternsCheckCommand(), a.patternsTestCommand(), a.patternsImportCommand())
	return c
}

func (a *app) patternsCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "check [FILE…]",
		Short:   "says what is wrong in the embedded patterns and those of the files: names that do not exist, rows that never match",
		Example: "  entente patterns check mine/verbs.tsv",
		RunE: func(_ *cobra.Command, args []string) error {
			o, err := ontology.Load()
			if err != nil {
				return err
			}
			files, err := events.Embedded()
			if err != nil {
				return err
			}
			for _, path := range args {
				b, err := os.ReadFile(path)
				if err != nil {
					return told{err.Error(), entente.ErrNotFound}
				}
				files = append(files, events.File{Name: filepath.Base(path), Text: string(b)})
			}
			t, err := events.NewTable(files)
			if err != nil {
				return err
			}
			wrong := t.Check(o)
			for _, w := range wrong {
				fmt.Fprintln(a.stdout, w)
			}
			fmt.Fprintf(a.stderr, "%d patterns, %d remarks\n", len(t.Patterns), len(wrong))
			return nil
		},
	}
}

func (a *app) patternsTestCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "test RULE FILE",
		Short:   "says for every place of a text where the word of a rule stands whether the rule fits, or what is missing",
		Example: "  entente patterns test visit.3 note.txt",
		Args:    exactly("a RULE", "a FILE of plain text"),
		RunE: func(c *cobra.Command, args []string) error {
			b, err := os.ReadFile(args[1])
			if err != nil {
				return told{err.Error(), entente.ErrNotFound}
			}
			p, err := a.pipeline()
			if err != nil {
				return err
			}
			text := strings.ToValidUTF8(string(b), "\uFFFD")
			x, err := p.Upto(c.Context(), entente.Document{ID: entente.ID("d", text), Text: text}, "events")
			if err != nil {
				return err
			}
			lines, err := p.WhyNot(x, args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(a.stdout, strings.Join(lines, "\n"))
			return err
		},
	}
}

func (a *app) patternsImportCommand() *cobra.Command {
	var file string
	c := &cobra.Command{
		Use:   "import --petrarch FILE",
		Short: "turns a PETRARCH or PETRARCH2 verb dictionary into a table of patterns, on standard output",
		Long: `import reads a CAMEO verb dictionary of PETRARCH or PETRARCH2 and writes a table that --patterns DIR reads once it lies in that folder. What
has no counterpart (codes without a PLOVER type, patterns that forbid an event, transformations) is listed on standard error.`,
		Example: "  entente patterns import --petrarch CAMEO.2.0.txt > mine/petrarch.tsv",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if file == "" {
				return usage("import takes --petrarch FILE")
			}
			b, err := os.ReadFile(file)
			if err != nil {
				return told{err.Error(), entente.ErrNotFound}
			}
			o, err := ontology.Load()
			if err != nil {
				return err
			}
			x, err := petrarch.Read(string(b), o)
			if err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
			for _, l := range x.Left {
				fmt.Fprintf(a.stderr, "%s:%d: %s: %s\n", file, l.Line, l.Text, l.Why)
			}
			fmt.Fprintf(a.stderr, "%d verbs and %d patterns read, %d rows written, %d lines left out\n", x.Verbs, x.Lines, len(x.Rows), len(x.Left))
			_, err = fmt.Fprint(a.stdout, x.Table(filepath.Base(file)))
			return err
		},
	}
	c.Flags().StringVar(&file, "petrarch", "", "the verb dictionary")
	return c
}
