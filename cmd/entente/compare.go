package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
	"entente/internal/reconcile"

	"github.com/spf13/cobra"
)

// compareCommand lays out what is claimed of one measure between two actors: the series, what it implies, the verdicts.
func (a *app) compareCommand() *cobra.Command {
	q, measure, reference := &question{}, "", ""
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "do the figures agree: the claims in the order of time, what they imply, the verdicts, each source",
		Long: `compare sets the figures on two actors side by side, by measure. Claims are read as what they say: "more than 25 billion" as
a bound, a round number as what rounds to it. A level and a multiple imply a base, which is held against the base that is
claimed elsewhere. With --reference a series of your own (CSV with the columns period, value, unit; or SDMX-CSV) stands
beside the claims.`,
		Example: "  entente figures compare KAZ CHN --measure trade\n  entente figures compare Peru Chile --measure trade --reference customs.csv",
		Args:    exactly("two actors, A", "B"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.pair(q, args); err != nil {
				return err
			}
			if q.format == "csv" {
				return usage("--format of figures compare is table or jsonl, not csv")
			}
			q.Kinds = []string{"figure"}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			rows, err := s.Rows(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			claims, sources := claimsOf(rows, q.Dyad, measure)
			if reference != "" {
				more, err := series(reference, measure, q.Dyad)
				if err != nil {
					return err
				}
				claims = append(claims, more...)
			}
			r, err := reconcile.New()
			if err != nil {
				return err
			}
			lines := r.Lines(claims)
			if q.format == "jsonl" {
				return writeVerdicts(a.stdout, lines)
			}
			if len(lines) == 0 {
				fmt.Fprintf(a.stderr, "no figures on %s and %s; entente figures lists what there is\n", q.Dyad[0], q.Dyad[1])
				return nil
			}
			return layOut(a.stdout, lines, sources)
		},
	}
	q.periodFlags(c)
	c.Flags().StringVar(&measure, "measure", "", "only this measure: trade, exports, investment …")
	c.Flags().StringVar(&reference, "reference", "", "a CSV or SDMX-CSV series to stand beside the claims")
	return c
}

// series reads a series of one's own as claims; one that names no parties is of the two.
func series(path, measure string, dyad [2]string) ([]reconcile.Claim, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read series: %w", err)
	}
	claims, err := reconcile.Reference(filepath.Base(path), measure, data)
	for i := range claims {
		if f := &claims[i].Figure; len(f.Parties) == 0 {
			f.Parties = []string{dyad[0], dyad[1]}
		}
	}
	return claims, err
}

// claimsOf picks the figures whose parties are the two actors, and says where each stands.
func claimsOf(rows []entente.Row, dyad [2]string, measure string) ([]reconcile.Claim, map[string]string) {
	var claims []reconcile.Claim
	sources := map[string]string{}
	for i := range rows {
		f := rows[i].Figure
		if f == nil || measure != "" && f.Measure != measure && !strings.HasPrefix(f.Measure, measure+".") {
			continue
		}
		if len(f.Parties) != 2 || !slices.Contains(f.Parties, dyad[0]) || !slices.Contains(f.Parties, dyad[1]) {
			continue
		}
		d := rows[i].Document
		claims = append(claims, reconcile.Claim{Figure: *f, Document: d.ID, Published: d.Published})
		where := d.Publisher
		if where == "" {
			where = d.Source
		}
		if p := rows[i].Parties[f.AssertedBy]; p != nil && p.Name != "" {
			where = p.Name + ", in " + where
		}
		sources[f.ID] = strings.TrimSpace(where + " " + edtf(d.Published))
	}
	return claims, sources
}

// layOut writes the lines for a reader.
func layOut(w io.Writer, lines []reconcile.Line, sources map[string]string) error {
	b := bufio.NewWriter(w)
	for n, l := range lines {
		if n > 0 {
			fmt.Fprintln(b)
		}
		fmt.Fprintf(b, "%s  %s\n", l.Measure, strings.Join(l.Parties, " "))
		mark := map[string]int{}
		for i := range l.Claims {
			c := &l.Claims[i]
			mark[c.Figure.ID] = i + 1
			modality := ""
			if c.Figure.Modality != "actual" {
				modality = "  " + c.Figure.Modality
			}
			source := sources[c.Figure.ID]
			if source == "" {
				source = c.Document
			}
			fmt.Fprintf(b, "  [%d] %-12s %s%s  (%s)\n", i+1, plain(edtf(c.Figure.Period)), prose.Amount(&c.Figure), modality, source)
		}
		for _, x := range l.Implied {
			at := ""
			if x.At != nil {
				at = " in " + plain(edtf(x.At))
			}
			fmt.Fprintf(b, "  implied   [%d] [%d]: %s%s\n", mark[x.Level], mark[x.Change], plain(x.Arithmetic), at)
		}
		for _, v := range gravest(l.Verdicts) {
			var at []string
			for _, id := range v.Figures {
				at = append(at, fmt.Sprintf("[%d]", mark[id]))
			}
			fmt.Fprintf(b, "  %-9s %s: %s", verdictNames[v.Kind], strings.Join(at, " "), v.Why)
			if v.Arithmetic != "" {
				fmt.Fprintf(b, "; %s", plain(v.Arithmetic))
			}
			fmt.Fprintln(b)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	return nil
}

// verdictNames are the kinds of verdict in the words of a table; the order of gravest is theirs.
var verdictNames = map[string]string{reconcile.Conflict: "conflict", reconcile.Target: "target", reconcile.Refine: "refine", reconcile.Agree: "agree", reconcile.NotComparable: "apart"}

// gravest puts conflicts first, then targets, then what refines, agrees and cannot be compared.
func gravest(vs []entente.Verdict) []entente.Verdict {
	order := []string{reconcile.Conflict, reconcile.Target, reconcile.Refine, reconcile.Agree, reconcile.NotComparable}
	out := slices.Clone(vs)
	slices.SortStableFunc(out, func(x, y entente.Verdict) int { return slices.Index(order, x.Kind) - slices.Index(order, y.Kind) })
	return out
}

var (
	decade = regexp.MustCompile(`\b(\d{3})X`)
	spell  = regexp.MustCompile(`\b(\d{4})~?/(\d{4})~?`)
	circa  = regexp.MustCompile(`\b(\d{4})~`)
)

// plain writes an arithmetic for a reader: short numbers, words for bounds, "1990s" for 199X, "1992–2022" for 1992/2022.
func plain(s string) string {
	s = spell.ReplaceAllString(decade.ReplaceAllString(s, "${1}0s"), "$1–$2")
	return prose.Readable(circa.ReplaceAllString(s, "about $1"))
}

// writeVerdicts writes the verdicts as rows of the corpus contract, one a line.
func writeVerdicts(w io.Writer, lines []reconcile.Line) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, l := range lines {
		for i := range l.Verdicts {
			if err := e.Encode(entente.CorpusRow{Schema: entente.CorpusSchema, Verdict: &l.Verdicts[i]}); err != nil {
				return fmt.Errorf("write verdicts: %w", err)
			}
		}
	}
	return nil
}
