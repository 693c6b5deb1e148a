package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/imports"
)

// beside is what `entente import` was asked.
type beside struct {
	question
	days     int
	directed bool
	only     string
}

func (a *app) importEventsCommand() *cobra.Command {
	q := &beside{}
	var list strings.Builder
	for _, f := range imports.Formats() {
		fmt.Fprintf(&list, "  %-8s %s\n", f.Name, f.About)
	}
	c := &cobra.Command{
		Use:   "import FORMAT FILE…",
		Short: "event files of GDELT, ICEWS or POLECAT beside your own record: ours and theirs by pair and month, who has what",
		Long: `import reads event files that others coded and lays them beside the happenings of your own record:

` + list.String() + `
FILE is a file, one packed with gzip or zip, a folder of such, or - for standard input. Files are read each time and nothing of them is
kept: your own counts stay your own.

For each pair of states and month it says how many happenings you have and how many rows they have, by quad class; then by class (CAMEO
root, or PLOVER type of POLECAT) how many of either side meet one of the other: the same pair and class, at most --days apart. Of your own
record counts what happened, goes on or was planned, each happening once however often it is told, by the day it is dated to; what is
dated to a year or worse, or has no code in their scheme, is left out and counted. Only the days that their rows cover are compared.

A line that is broken is named by its number on standard error and skipped whole.`,
		Example: "  entente import gdelt 20220914.export.CSV.zip --dyad KAZ,CHN\n  entente import icews events.2015.tab.gz --since 2015 --format csv > months.csv\n  entente import polecat ngecEvents.DV.2023.txt --dyad IND,PAK --only theirs",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usage("import takes a format and at least one file, as in entente import gdelt 20220914.export.CSV.zip; see entente import --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			f, err := imports.Find(args[0])
			if err != nil {
				return err
			}
			if q.only != "" && q.only != "ours" && q.only != "theirs" {
				return usage("--only is ours or theirs, not %q", q.only)
			}
			if q.days < 0 {
				return usage("--days is 0 or more, not %d", q.days)
			}
			if err := a.settle(&q.question); err != nil {
				return err
			}
			return a.importEvents(c.Context(), f, args[1:], q)
		},
	}
	q.periodFlags(c)
	c.Flags().StringSliceVar(&q.dyad, "dyad", nil, "this pair alone: KAZ,CHN (every pair on which your record has something)")
	c.Flags().IntVar(&q.days, "days", 3, "how many days may lie between two that meet")
	c.Flags().BoolVar(&q.directed, "directed", false, "A on B apart from B on A")
	c.Flags().StringVar(&q.only, "only", "", "the rows themselves that have nothing near them on the other side: ours or theirs")
	return c
}

func (a *app) importEvents(ctx context.Context, f imports.Format, paths []string, q *beside) error {
	acts, left, err := a.ownActs(ctx, f.Scheme, q.Filter)
	if err != nil {
		return err
	}
	countries, err := a.countries()
	if err != nil {
		return err
	}
	c := imports.NewComparison(acts, imports.Options{Pair: q.Dyad, Since: q.Since, Until: q.Until, Days: q.days, Directed: q.directed})
	var count imports.Count
	var alone []*imports.Row
	read := func(name string, r io.Reader) error {
		broken := 0
		n, err := imports.Read(r, name, f, countries, func(row imports.Row) error {
			if len(c.Add(row)) > 0 && q.only == "theirs" {
				alone = append(alone, &row)
			}
			return ctx.Err()
		}, func(line int, why string) {
			if broken++; broken <= mostBroken {
				fmt.Fprintf(a.stderr, "%s:%d: skipped: %s\n", name, line, why)
			}
		})
		count.Add(n)
		if broken > mostBroken {
			fmt.Fprintf(a.stderr, "%s: %d more lines skipped\n", name, broken-mostBroken)
		}
		return err
	}
	for _, p := range paths {
		if err := a.foreign(p, read); err != nil {
			return err
		}
	}
	if count.Broken > 0 && count.Broken == count.Lines {
		return fmt.Errorf("no line is a row of %s; is it a file of another form? %w", f.Name, entente.ErrInvalid)
	}
	r := c.Report()
	switch {
	case q.only == "theirs":
		return write(a.stdout, q.format, width(a.stdout), foreignColumns, alone)
	case q.only == "ours":
		return write(a.stdout, q.format, width(a.stdout), actColumns, pointers(r.OnlyOurs))
	case q.format != "table":
		return write(a.stdout, q.format, 0, monthColumns, pointers(r.Cells))
	}
	return a.layBeside(f, q, count, left, &r)
}

// mostBroken is how many broken lines of one file are named each.
const mostBroken = 20

// foreign opens a path, or standard input for "-".
func (a *app) foreign(path string, each func(name string, r io.Reader) error) error {
	if path != "-" {
		return imports.Open(path, each)
	}
	in := bufio.NewReader(a.stdin)
	switch magic, _ := in.Peek(2); string(magic) {
	case "\x1f\x8b":
		return imports.Gunzip(in, "standard input", each)
	case "PK":
		return usage("a zip archive cannot be read from standard input: give its path")
	}
	return each("standard input", in)
}

// leftOut says how many happenings of one's own have no place in a comparison.
type leftOut struct{ uncoded, undated int }

// ownActs are the happenings that could meet a row of a scheme: those that took place, go on or were planned, have a code in
// the scheme and are dated to a month at worst; what carries no date of its own stands on the day of its earliest document.
func (a *app) ownActs(ctx context.Context, scheme imports.Scheme, f entente.Filter) ([]imports.Act, leftOut, error) {
	var left leftOut
	s, err := a.open(ctx)
	if err != nil {
		return nil, left, err
	}
	defer s.Close()
	rows, err := s.Rows(ctx, entente.Filter{Kinds: []string{"event"}, Dyad: f.Dyad})
	if err != nil {
		return nil, left, err
	}
	all, err := a.corpus(ctx, s, rows)
	if err != nil {
		return nil, left, err
	}
	byID := map[string]*entente.Row{}
	for i := range rows {
		byID[rows[i].ID()] = &rows[i]
	}
	var acts []imports.Act
	for i := range all.Happenings {
		h := &all.Happenings[i]
		if h.Status == "denied" || h.Status == "hypothetical" || len(h.Actors) == 0 || len(h.Actors)+len(h.Recipients) < 2 {
			continue
		}
		x, ok := ownAct(h, byID, scheme)
		switch {
		case !ok:
			left.uncoded++
		case len(x.Start) != 10 || x.Start[:7] != x.End[:min(7, len(x.End))] && h.Date.Precision != "day":
			left.undated++
		default:
			acts = append(acts, x)
		}
	}
	return acts, left, nil
}

// ownAct puts a happening into the codes of a scheme; false where it has none there.
func ownAct(h *entente.Happening, rows map[string]*entente.Row, scheme imports.Scheme) (imports.Act, bool) {
	x := imports.Act{ID: h.ID, From: h.Actors, To: h.Recipients, Class: h.Type, Quad: h.Quad, Kind: h.Kind, Stories: len(h.Stories)}
	told, code, sure := "", "", 0.0
	for _, id := range h.Events {
		r := rows[id]
		if r == nil {
			continue
		}
		if p := r.Document.Published; p != nil && p.Start != "" && !r.Event.Historical && (told == "" || p.Start < told) {
			told = p.Start
		}
		if r.Event.CAMEO != "" && (code == "" || r.Event.Confidence > sure) {
			code, sure = r.Event.CAMEO, r.Event.Confidence
		}
	}
	if x.Start, x.End = told, told; h.Date != nil {
		x.Start, x.End = h.Date.Start, h.Date.End
	}
	x.Day = x.Start
	if scheme == imports.PLOVER {
		return x, x.Class != ""
	}
	if len(code) < 2 {
		return x, false
	}
	x.Class = code[:2]
	x.Quad = imports.Quad(x.Class)
	return x, true
}

// countries knows states by whatever codes and names the files of others have for them.
type countries struct {
	ask  func(name string) (string, error)
	seen map[string]string
}

func (a *app) countries() (*countries, error) {
	g, err := a.tables()
	if err != nil {
		return nil, err
	}
	return &countries{g.Asked, map[string]string{"": ""}}, nil
}

// State is the code of a state, "" for what is none.
func (c *countries) State(name string) string {
	code, ok := c.seen[name]
	if !ok {
		if code, _ = c.ask(name); strings.Contains(code, ":") {
			code = ""
		}
		c.seen[name] = code
	}
	return code
}
