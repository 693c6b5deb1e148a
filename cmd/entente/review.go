package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/review"
	"entente/internal/views"
	"entente/internal/views/opinions"
)

// reviews opens the store for those who judge its rows.
func (a *app) reviews(ctx context.Context) (*opinions.Reviews, entente.Store, error) {
	d, s, err := a.newsDesk(ctx)
	if err != nil {
		return nil, nil, err
	}
	return opinions.New(d, s, time.Now), s, nil
}

// waits is a row of a pile, for a table.
type waits struct {
	place int
	*opinions.Opinion
}

var waitsColumns = []column[*waits]{
	{"place", 5, func(w *waits) cell { return number(w.place) }, nil},
	{"doubt", 5, func(w *waits) cell { return share(w.Doubt) }, nil},
	{"sure", 5, func(w *waits) cell { return share(w.Confidence) }, nil},
	{"sort", 9, func(w *waits) cell { return text(w.Sort) }, nil},
	{"what", flexible, func(w *waits) cell { return text(w.What) }, nil},
	{"date", 10, func(w *waits) cell { return text(w.Date) }, nil},
	{"id", 18, func(w *waits) cell { return text(w.ID) }, nil},
}

func (a *app) reviewCommand() *cobra.Command {
	q := &question{}
	p := opinions.Pile{}
	var who string
	c := &cobra.Command{
		Use:   "review",
		Short: "what to look at next: rows by doubt, a random sample; what was measured; reviewed rows as gold",
		Long: `review lists the rows that wait for a look, the most doubtful first: by the probability that a row is wrong, times what hangs on
it. The judging itself is done in the browser (entente serve, then /review), by keys, or with entente correct.

Piles: doubt (all rows), sample (drawn at random by a seed: precision is measured on it), second (judged by one other person:
judge them, too, and agreement is measured), settle (two differ: a third says what holds).`,
		Example: "  entente review --dyad KAZ,CHN --limit 20\n  entente review measured\n  entente review export --out ../gold",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.settle(q); err != nil {
				return err
			}
			p.Question = views.Question{Actor: q.Actor, Since: q.Since, Until: q.Until, Source: q.Source, Status: q.Status, Class: q.Class}
			if q.Dyad[0] != "" {
				p.Question.Dyad = q.Dyad[:]
			}
			return a.waiting(c.Context(), p, who, q.Limit, q.format)
		},
	}
	q.flags(c, true)
	c.Flags().StringVar(&p.Name, "pile", "doubt", "doubt, sample, second or settle")
	c.PersistentFlags().Uint64Var(&p.Seed, "seed", 0, "of the random sample (1; what was measured: the one with most rows)")
	c.Flags().IntVar(&p.Size, "size", 200, "of the random sample")
	c.Flags().StringVar(&who, "who", os.Getenv("USER"), "for whom")
	c.PreRun = func(*cobra.Command, []string) {
		if p.Seed == 0 {
			p.Seed = 1
		}
	}
	c.AddCommand(a.measuredCommand(&p.Seed), a.goldCommand())
	return c
}

// waiting lists what waits on a pile for somebody, fifty rows where no limit is given.
func (a *app) waiting(ctx context.Context, p opinions.Pile, who string, limit int, format string) error {
	v, s, err := a.reviews(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	rows, _, err := v.Waiting(ctx, p, who)
	if err != nil {
		return err
	}
	if limit == 0 {
		limit = 50
	}
	var out []*waits
	for i, id := range rows[:min(len(rows), limit)] {
		o, err := v.Opinion(ctx, id, who, p.Name)
		if err != nil {
			return err
		}
		out = append(out, &waits{i + 1, o})
	}
	if err := write(a.stdout, format, width(a.stdout), waitsColumns, out); err != nil {
		return err
	}
	if format == "table" {
		fmt.Fprintf(a.stderr, "%s on the pile\n", plural(len(rows), "row"))
	}
	return nil
}

var rateColumns = []column[*review.Rate]{
	{"rows", 9, func(r *review.Rate) cell { return text(r.Sort) }, nil},
	{"right_in", flexible, func(r *review.Rate) cell { return text(r.Field) }, func(r *review.Rate) string {
		return map[string]string{"row": "being a row at all", "all": "everything"}[r.Field] + map[bool]string{true: r.Field}[r.Field != "row" && r.Field != "all"]
	}},
	{"right", 5, func(r *review.Rate) cell { return number(r.Right) }, nil},
	{"of", 5, func(r *review.Rate) cell { return number(r.Of) }, nil},
	{"share", 5, func(r *review.Rate) cell { return share(r.Value) }, nil},
	{"low", 5, func(r *review.Rate) cell { return share(r.Low) }, nil},
	{"high", 5, func(r *review.Rate) cell { return share(r.High) }, nil},
}

func (a *app) measuredCommand(seed *uint64) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:     "measured",
		Short:   "precision on the random sample, with its 95 % interval, and how far people agree",
		Example: "  entente review measured --seed 1",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			v, s, err := a.reviews(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			m, err := v.Measured(c.Context(), *seed)
			if err != nil {
				return err
			}
			if format == "json" {
				e := json.NewEncoder(a.stdout)
				e.SetIndent("", "  ")
				return e.Encode(m)
			}
			fmt.Fprintf(a.stdout, "%s judged, %d of them in the sample of seed %d; %d wait for a third\n\n", plural(m.Judged, "row"), m.Rows, m.Seed, m.Disputed)
			if err := write(a.stdout, format, width(a.stdout), rateColumns, pointers(m.Precision)); err != nil {
				return err
			}
			for _, g := range m.Agreements {
				alpha := "not defined: all are one"
				if g.Defined {
					alpha = fmt.Sprintf("%.3f", g.Alpha)
				}
				fmt.Fprintf(a.stdout, "agreement on %s %s: %d of %d the same, Krippendorff's alpha %s\n", g.Sort, g.Field, g.Same, g.Rows, alpha)
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table or json")
	return c
}

func (a *app) goldCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "export",
		Short: "writes the reviewed rows as gold, which entente eval reads",
		Long: `export writes reviewed.json and, in reviewed/, the texts of the documents it is about. Rows are as they hold after review; those
that were rejected are listed as such. Sentences all of whose events were judged are cases, in reviewed-cases.txt, in the form in which
those of the coder are kept. entente eval --gold FOLDER --only reviewed reads the texts anew and says how many of the rows
are found again, right in which fields, and how many of the rejected are not.`,
		Example: "  entente review export --out build/gold && entente eval --gold build/gold --only reviewed",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			v, s, err := a.reviews(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			held, records, err := v.Gold(c.Context())
			if err != nil {
				return err
			}
			g := review.MakeGold(held, records)
			if len(g.Documents) == 0 {
				return fmt.Errorf("no row was reviewed yet: %w", entente.ErrNotFound)
			}
			if err := os.MkdirAll(filepath.Join(out, "reviewed"), 0o755); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			for id, r := range records {
				if err := os.WriteFile(filepath.Join(out, "reviewed", review.GoldFile(id)), []byte(r.Document.Text), 0o644); err != nil {
					return fmt.Errorf("export: %w", err)
				}
			}
			b, err := json.MarshalIndent(g, "", " ")
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if err := os.WriteFile(filepath.Join(out, "reviewed.json"), append(b, '\n'), 0o644); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if err := os.WriteFile(filepath.Join(out, "reviewed-cases.txt"), []byte(review.Cases(held, records)), 0o644); err != nil {
				return fmt.Errorf("export: %w", err)
			}
			fmt.Fprintf(a.stdout, "%s in %s\n", plural(len(g.Documents), "document"), filepath.Join(out, "reviewed.json"))
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", ".", "folder to write to")
	return c
}
