package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	net            manners
	loaded         *gazetteer.Gazetteer // on first use
}

// A group is a heading of the help with its commands.
type group struct {
	title    string
	commands []*cobra.Command
}

// groups are the commands in the order in which the help lists their headings.
func (a *app) groups() []group {
	return []group{
		{"Read", append([]*cobra.Command{a.readCommand(), a.codeCommand(), a.loadCommand()}, a.watchCommands()...)},
		{"Look at rows", append(a.rowsCommands(), a.documentsCommand(), a.searchCommand(), a.showCommand(), a.saidCommand(), a.whyCommand())},
		{"Look across documents", append([]*cobra.Command{a.dossierCommand()}, a.acrossCommands()...)},
		{"Give to others", []*cobra.Command{a.serveCommand(), a.mcpCommand(), a.exportCommand(), a.accountsCommand(), a.alertsCommand(), a.hooksCommand()}},
		{"Judge and mend", []*cobra.Command{a.reviewCommand(), a.correctCommand(), a.aliasCommand(), a.unknownCommand()}},
		{"Look after the store", append([]*cobra.Command{a.statusCommand(), a.failuresCommand(), a.sourceCommand()}, a.keepCommands()...)},
		{"Single parts, for machines and the curious", []*cobra.Command{a.findCommand(), a.cleanCommand(), a.parseCommand(), a.classifyCommand()}},
		{"Tables and measures", []*cobra.Command{a.ontologyCommand(), a.gazetteerCommand(), a.patternsCommand(), a.schemaCommand(), a.evalCommand(), a.versionCommand()}},
	}
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
		return usage("%v; see %s --help", err, c.CommandPath())
	})
	f := root.PersistentFlags()
	f.StringVar(&a.db, "db", "entente.db", "the store: a file, or postgres://user@host/database")
	f.StringSliceVar(&a.gazetteer, "gazetteer", nil, "folder with tables of states, people, offices, organisations of your own")
	f.StringSliceVar(&a.patterns, "patterns", nil, "folder with patterns of your own")
	for _, g := range a.groups() {
		root.AddGroup(&cobra.Group{ID: g.title, Title: g.title + ":"})
		for _, c := range g.commands {
			c.GroupID = g.title
			root.AddCommand(c)
		}
	}
	root.SetHelpCommandGroupID("Tables and measures")
	root.SetCompletionCommandGroupID("Tables and measures")
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if short, ok := map[string]string{"help": "what a command does, with examples", "completion": "a script that completes commands and flags in a shell"}[c.Name()]; ok {
			c.Short = short
		}
		if c.Name() == "help" {
			c.PreRunE = func(_ *cobra.Command, args []string) error {
				if _, _, err := root.Find(args); err != nil {
					return usage("there is no command %s; entente --help lists them", strings.Join(args, " "))
				}
				return nil
			}
		}
	}
	instruct(root)
	return root
}

// open opens the store for questions.
func (a *app) open(ctx context.Context) (stores.Store, error) {
	if scheme, _, is := strings.Cut(a.db, "://"); is && !strings.HasPrefix(scheme, "postgres") {
		return nil, usage("--db is a file, or postgres://user@host/database; %s:// is none of them", scheme)
	}
	s, err := stores.OpenExisting(ctx, a.db)
	if err == nil {
		return s, nil
	}
	if _, is := os.Stat(a.db); errors.Is(err, entente.ErrNotFound) && errors.Is(is, fs.ErrNotExist) && !strings.Contains(a.db, "://") {
		return nil, fmt.Errorf("%w: read something into it first (entente read PATH --db %s), or name another with --db", err, a.db)
	}
	return nil, err
}

// toRead is what reading needs: the pipeline, and the store, which is made where it is not there yet.
func (a *app) toRead(ctx context.Context) (*pipeline.Pipeline, stores.Store, error) {
	p, err := a.pipeline()
	if err != nil {
		return nil, nil, err
	}
	s, err := stores.Open(ctx, a.db)
	return p, s, err
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
