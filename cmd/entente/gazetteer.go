package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"entente/internal/gazetteer"
)

func (a *app) gazetteerCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "gazetteer",
		Short:   "who held which office, how well offices are known, and dictionaries of others as tables",
		Example: "  entente gazetteer heads KAZ --day 2019-03-20\n  entente gazetteer coverage",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.importCommand(), a.coverageCommand(), a.headsCommand())
	return c
}

func (a *app) importCommand() *cobra.Command {
	var petrarch, out string
	c := &cobra.Command{
		Use:   "import --petrarch FILE",
		Short: "a dictionary of PETRARCH as tables for --gazetteer",
		Long: `import reads an actor or agent dictionary of PETRARCH and writes state-names.tsv, organisations.tsv and agents.tsv to a
folder, which --gazetteer then reads. Names that say neither a state nor a sector are left out and named.`,
		Example: "  entente gazetteer import --petrarch Phoenix.Countries.actors.txt --out my-tables",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if petrarch == "" {
				return usage("import needs --petrarch FILE")
			}
			f, err := os.Open(petrarch)
			if err != nil {
				return fmt.Errorf("import dictionary: %w", err)
			}
			defer f.Close()
			g, err := gazetteer.Load()
			if err != nil {
				return err
			}
			files, left, err := g.ImportPETRARCH(f, "PETRARCH "+filepath.Base(petrarch))
			if err != nil {
				return err
			}
			if len(files) == 0 {
				return usage("%s holds no actor or agent that PETRARCH would read: lines like \"KENYA_ [KEN]\" are wanted", petrarch)
			}
			if err := os.MkdirAll(out, 0o755); err != nil {
				return fmt.Errorf("import dictionary: %w", err)
			}
			names := make([]string, 0, len(files))
			for name := range files {
				names = append(names, name)
			}
			slices.Sort(names)
			for _, name := range names {
				if err := os.WriteFile(filepath.Join(out, name), files[name], 0o644); err != nil {
					return fmt.Errorf("import dictionary: %w", err)
				}
				fmt.Fprintf(a.stdout, "%s\t%d rows\n", filepath.Join(out, name), strings.Count(string(files[name]), "\n"))
			}
			for _, name := range left {
				fmt.Fprintf(a.stderr, "left out: %s\n", name)
			}
			return nil
		},
	}
	c.Flags().StringVar(&petrarch, "petrarch", "", "dictionary to read")
	c.Flags().StringVar(&out, "out", ".", "folder to write to")
	return c
}

func (a *app) coverageCommand() *cobra.Command {
	var until int
	c := &cobra.Command{
		Use:     "coverage",
		Short:   "for which years of every state since 1945 a head, a foreign minister and an ambassador at the UN are known",
		Example: "  entente gazetteer coverage --until 2025",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			g, err := gazetteer.Load(a.gazetteer...)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.stdout, "state\tyears\thead\tforeign minister\tUN ambassador\tyears without a head\tyears since 1990 without a foreign minister")
			for _, x := range g.Coverage(until) {
				fmt.Fprintf(a.stdout, "%s\t%d\t%d\t%d\t%d\t%s\t%s\n", x.State, x.Years, x.Ruled, x.Foreign, x.Envoys, x.Thin, x.Unknown)
			}
			return nil
		},
	}
	c.Flags().IntVar(&until, "until", 2025, "last year")
	return c
}
