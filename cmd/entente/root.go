package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"entente"
	"entente/internal/gazetteer"
	"entente/internal/pipeline"
	"entente/internal/stores"
)

// app is what the commands share: the streams and the flags that all of them know.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	db             string
	gazetteer      []string
	patterns       []string
	net            net
	loaded         *gazetteer.Gazetteer // on first use
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "entente",
		Short: "reads what is written about the relations between states and keeps a record that can be checked",
		Long: `entente reads news, interviews, press releases and official statements and keeps who did what to whom,
when and where, who said what about whom, which figures were given, and which treaties, memberships and
partnership levels stand. Every row leads back to the characters it was read from.

Begin with:
  entente read FOLDER              read texts into the store (entente.db)
  entente dossier KAZ CHN          the brief on two states, each line with a footnote
  entente events --dyad KAZ,CHN    the rows themselves, as a table, CSV or JSON Lines
  entente show ID                  the passage behind a row

States are given as ISO codes or names: KAZ, Kazakhstan.`,
		Version:       pipeline.Release,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%v; see entente %s --help", err, strings.TrimPrefix(c.CommandPath(), "entente "))
	})
	f := root.PersistentFlags()
	f.StringVar(&a.db, "db", "entente.db", "the store: a file, or postgres://user@host/database")
	f.StringSliceVar(&a.gazetteer, "gazetteer", nil, "folder with tables of states, people, offices, organisations of your own")
	f.StringSliceVar(&a.patterns, "patterns", nil, "folder with patterns of your own")
	root.AddGroup(&cobra.Group{ID: "read", Title: "Read:"}, &cobra.Group{ID: "look", Title: "Look:"}, &cobra.Group{ID: "review", Title: "Mend, measure, be told:"}, &cobra.Group{ID: "parts", Title: "Single parts, for machines and the curious:"},
		&cobra.Group{ID: "rest", Title: "The rest:"})
	root.SetHelpCommandGroupID("rest")
	root.SetCompletionCommandGroupID("rest")
	add := func(group string, commands ...*cobra.Command) {
		for _, c := range commands {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add("read", a.readCommand(), a.loadCommand(), a.codeCommand())
	add("read", a.watchCommands()...)
	add("look", a.dossierCommand())
	add("look", a.rowsCommands()...)
	add("look", a.documentsCommand(), a.searchCommand(), a.showCommand(), a.unknownCommand(), a.statusCommand(), a.failuresCommand(), a.saidCommand(), a.whyCommand(), a.aliasCommand())
	add("review", a.reviewCommand(), a.correctCommand(), a.alertsCommand(), a.hooksCommand(), a.accountsCommand())
	add("parts", a.findCommand(), a.cleanCommand(), a.parseCommand(), a.classifyCommand())
	add("look", append(a.acrossCommands(), a.exportCommand())...)
	add("look", a.serveCommand(), a.mcpCommand())
	add("rest", a.keepCommands()...)
	add("rest", a.versionCommand(), a.schemaCommand(), a.ontologyCommand(), a.gazetteerCommand(), a.patternsCommand(), a.sourceCommand(), a.evalCommand())
	return root
}

// exactly is cobra.ExactArgs with an error that says what is missing.
func exactly(names ...string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == len(names) {
			return nil
		}
		return usage("%s takes %s; got %d argument(s); see %s --help", c.CommandPath(), strings.Join(names, " and "), len(args), c.CommandPath())
	}
}

func atLeastOne(name string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return usage("%s takes at least one %s; see %s --help", c.CommandPath(), name, c.CommandPath())
	}
}

// open opens the store for questions.
func (a *app) open(ctx context.Context) (stores.Store, error) {
	s, err := stores.OpenExisting(ctx, a.db)
	if errors.Is(err, entente.ErrNotFound) {
		return nil, fmt.Errorf("%w: read something into it first (entente read PATH --db %s), or name another with --db", err, stores.Shown(a.db))
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (a *app) pipeline() (*pipeline.Pipeline, error) {
	p, err := pipeline.New(pipeline.Options{Gazetteer: a.gazetteer, Patterns: a.patterns})
	if err != nil {
		return nil, fmt.Errorf("load tables and models: %w", err)
	}
	return p, nil
}

// terminal reports whether a stream is a terminal.
func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// width is the width of the terminal behind a stream, 100 where there is none.
func width(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil && n >= 60 {
			return n
		}
	}
	return 100
}

func workers() int { return runtime.GOMAXPROCS(0) }

func now() string { return time.Now().UTC().Format(time.RFC3339) }

// plural says "1 event", "2 events".
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}
