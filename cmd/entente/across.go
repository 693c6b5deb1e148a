package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/corpus"
	"entente/internal/relations"
)

// acrossCommands are the views over many documents.
func (a *app) acrossCommands() []*cobra.Command {
	return []*cobra.Command{a.chronologyCommand(), a.seriesCommand(), a.balanceCommand(), a.agreementsCommand(), a.calendarCommand(), a.importEventsCommand()}
}

// happenings lists what happened by the corpus, in the order of dates, for the rows that a filter lets through.
func (a *app) happenings(ctx context.Context, f entente.Filter) ([]entente.Happening, []entente.Link, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	f.Kinds = []string{"event"}
	kinds, err := a.kinds()
	if err != nil {
		return nil, nil, err
	}
	c, err := corpus.Of(ctx, s, kinds, f)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(c.Happenings, func(x, y entente.Happening) int {
		return cmp.Or(cmp.Compare(begins(x.Date), begins(y.Date)), cmp.Compare(x.ID, y.ID))
	})
	return c.Happenings, c.Links, nil
}

func begins(d *entente.Date) string {
	if d == nil || d.Start == "" {
		return "9999"
	}
	return d.Start
}

// pair settles two actors and the flags of a question.
func (a *app) pair(q *question, args []string) error {
	q.dyad = args
	return a.settle(q)
}

var happeningColumns = []column[*entente.Happening]{
	{"id", 10, func(h *entente.Happening) cell { return text(h.ID) }, func(h *entente.Happening) string { return shortID(h.ID) }},
	{"date", 21, func(h *entente.Happening) cell { return text(edtf(h.Date)) }, nil},
	{"status", 12, func(h *entente.Happening) cell { return text(h.Status) }, nil},
	{"actors", 12, func(h *entente.Happening) cell { return many(h.Actors) }, nil},
	{"recipients", 12, func(h *entente.Happening) cell { return many(h.Recipients) }, nil},
	{"kind", flexible, func(h *entente.Happening) cell { return text(h.Kind) }, nil},
	{name: "type", get: func(h *entente.Happening) cell { return text(h.Type) }},
	{"stories", 7, func(h *entente.Happening) cell { return number(len(h.Stories)) }, nil},
	{"tellings", 8, func(h *entente.Happening) cell { return number(len(h.Events)) }, nil},
	{name: "conflicts", get: func(h *entente.Happening) cell { return many(h.Conflicts) }},
	{name: "events", get: func(h *entente.Happening) cell { return many(h.Events) }},
	{name: "why", get: func(h *entente.Happening) cell { return text(h.Why) }},
}

func (a *app) chronologyCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:     "chronology A B",
		Short:   "what happened between two actors, each thing once, with the number of stories that tell it",
		Example: "  entente chronology KAZ CHN --since 2020\n  entente chronology Greece Turkey --format csv > chronology.csv",
		Args:    exactly("two actors, A", "B"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.pair(q, args); err != nil {
				return err
			}
			h, _, err := a.happenings(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			return listed(a, q.format, happeningColumns, pointers(h), nothingOn(q))
		},
	}
	q.periodFlags(c)
	return c
}

// nothingOn says that nothing was read on the actors of a question.
func nothingOn(q *question) string {
	who := q.Actor
	if who == "" {
		who = q.Dyad[0] + " and " + q.Dyad[1] + " together"
	}
	return "nothing dated that fits was read on " + who + "; --told counts what has no date where it was first told, entente documents lists what was read"
}

// periodic checks the period that --by names.
func periodic(by string) error {
	if !slices.Contains([]string{"week", "month", "quarter", "year"}, by) {
		return usage("--by is week, month, quarter or year, not %q", by)
	}
	return nil
}

func (q *question) periodFlags(c *cobra.Command) {
	c.Flags().StringVar(&q.Since, "since", "", "first day, month or year")
	c.Flags().StringVar(&q.Until, "until", "", "last day, month or year")
	c.Flags().StringVar(&q.format, "format", "table", formats)
}

var seriesColumns = []column[*relations.Cell]{
	{"period", 9, func(c *relations.Cell) cell { return text(c.Period) }, nil},
	{"events", 6, func(c *relations.Cell) cell { return number(c.Events) }, nil},
	{"a_to_b", 6, func(c *relations.Cell) cell { return number(c.AToB) }, nil},
	{"b_to_a", 6, func(c *relations.Cell) cell { return number(c.BToA) }, nil},
	{"mutual", 6, func(c *relations.Cell) cell { return number(c.Mutual) }, nil},
	{"quad1", 5, func(c *relations.Cell) cell { return number(c.Quad[1]) }, nil},
	{"quad2", 5, func(c *relations.Cell) cell { return number(c.Quad[2]) }, nil},
	{"quad3", 5, func(c *relations.Cell) cell { return number(c.Quad[3]) }, nil},
	{"quad4", 5, func(c *relations.Cell) cell { return number(c.Quad[4]) }, nil},
	{"score_mean", 10, func(c *relations.Cell) cell { return decimal(float64(int(c.Mean*100+sign(c.Mean)/2)) / 100) }, nil},
	{"planned", 7, func(c *relations.Cell) cell { return number(c.Planned) }, nil},
	{"denied", 6, func(c *relations.Cell) cell { return number(c.Denied) }, nil},
	{"types", flexible, func(c *relations.Cell) cell { return text(counted(c.ByType)) }, nil},
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

func counted(n map[string]int) string {
	var keys []string
	for k := range n {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(cmp.Compare(n[b], n[a]), cmp.Compare(a, b)) })
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s %d", k, n[k])
	}
	return strings.Join(keys, ", ")
}

func (a *app) seriesCommand() *cobra.Command {
	q, by, told := &question{}, "", false
	c := &cobra.Command{
		Use:   "series A B",
		Short: "happenings between two actors by period: types, quad classes, directions, mean score",
		Long: `series counts what happened between two actors by week, month, quarter or year, each happening once however often it
is told. What is dated less exactly than the period is left out and counted on standard error.`,
		Example: "  entente series KAZ CHN --by quarter --since 2015\n  entente series KAZ CHN --by month --format csv > series.csv",
		Args:    exactly("two actors, A", "B"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := cmp.Or(periodic(by), a.pair(q, args)); err != nil {
				return err
			}
			h, _, err := a.happenings(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			cells, coarse, err := relations.Series(acts(h, told), q.Dyad[0], q.Dyad[1], relations.Period(by))
			if err != nil {
				return usage("%v", err)
			}
			if coarse > 0 {
				fmt.Fprintf(a.stderr, "%s dated less exactly than a %s left out\n", plural(coarse, "happening"), by)
			}
			return listed(a, q.format, seriesColumns, pointers(cells), nothingOn(q))
		},
	}
	q.periodFlags(c)
	c.Flags().StringVar(&by, "by", "year", "week, month, quarter or year")
	c.Flags().BoolVar(&told, "told", false, "count what has no date where it was first told")
	return c
}

// A partnerLine is a partner in one period of a balance.
type partnerLine struct {
	period string
	p      *relations.Partner
	beside relations.Beside
}

func share(f float64) cell { return decimal(float64(int(f*1000+0.5)) / 1000) }

var balanceColumns = []column[*partnerLine]{
	{"period", 9, func(l *partnerLine) cell { return text(l.period) }, nil},
	{"partner", 14, func(l *partnerLine) cell { return text(l.p.Code) }, nil},
	{"weight", 6, func(l *partnerLine) cell { return share(l.p.Weight) }, nil},
	{"low", 6, func(l *partnerLine) cell { return share(l.p.Low) }, nil},
	{"high", 6, func(l *partnerLine) cell { return share(l.p.High) }, nil},
	{"visits", 6, func(l *partnerLine) cell { return number(l.p.Counts[relations.Visits]) }, nil},
	{"agreements", 10, func(l *partnerLine) cell { return number(l.p.Counts[relations.Agreements]) }, nil},
	{"warm", 5, func(l *partnerLine) cell { return number(l.p.Counts[relations.Warm]) }, nil},
	{"critical", 8, func(l *partnerLine) cell { return number(l.p.Counts[relations.Critical]) }, nil},
	{"shared", 6, func(l *partnerLine) cell { return many(l.beside.Together) }, func(l *partnerLine) string { return counts(len(l.beside.Together)) }},
	{"trade_usd", flexible, func(l *partnerLine) cell { return text(l.beside.Trade) }, nil},
	{name: "happenings", get: func(l *partnerLine) cell { return many(l.p.IDs) }},
}

// counts is a number for a table, nothing for none.
func counts(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// around reads what stands beside the balance of a state.
func (a *app) around(ctx context.Context, state, by string) (*relations.Surroundings, error) {
	s, err := a.open(ctx)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	rows, err := s.Rows(ctx, entente.Filter{Kinds: []string{"tie"}, Class: []string{"membership"}})
	if err != nil {
		return nil, err
	}
	figures, err := s.Rows(ctx, entente.Filter{Kinds: []string{"figure"}, Actor: state})
	if err != nil {
		return nil, err
	}
	return relations.Around(append(rows, figures...), state, relations.Period(by))
}

func (a *app) balanceCommand() *cobra.Command {
	q, by, among, top, told := &question{}, "", "", 0, false
	c := &cobra.Command{
		Use:   "balance A",
		Short: "how the relations of a state spread over its partners, with the parts and bands",
		Long: `balance gives, for a state and each period, the weight of every partner and the counts it is made of: visits and
meetings, agreements and cooperation, warm words, critical words and conflict. Beside it stand the organisations in which
both have a place, and the volume of trade that was claimed for the period; these are not weighed. Partners are states; organisations are
weighed among themselves (--among organisations), or together with states (--among all). The bands hold nine of ten weights when the stories
are drawn again. docs/measures.md says how each number is made and where the method is from.`,
		Example: "  entente balance KAZ --by year --top 5\n  entente balance Kazakhstan --format csv > balance.csv",
		Args:    exactly("an actor A"),
		RunE: func(c *cobra.Command, args []string) error {
			q.Actor = args[0]
			keep, ok := relations.Partners(among)
			if !ok {
				return usage("--among is states, organisations or all, not %q", among)
			}
			if err := cmp.Or(periodic(by), a.settle(q)); err != nil {
				return err
			}
			h, _, err := a.happenings(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			balances, err := relations.Balances(acts(h, told), q.Actor, relations.Period(by), keep)
			if err != nil {
				return usage("%v", err)
			}
			around, err := a.around(c.Context(), q.Actor, by)
			if err != nil {
				return err
			}
			var lines []*partnerLine
			for i := range balances {
				b := &balances[i]
				for k := range b.Partners {
					if top == 0 || k < top {
						lines = append(lines, &partnerLine{b.Period, &b.Partners[k], around.Of(q.Actor, b.Partners[k].Code, b.Period)})
					}
				}
				fmt.Fprintf(a.stderr, "%s: %s, %.1f effective, evenness %.2f, HHI %.2f\n", b.Period, plural(len(b.Partners), "partner"), b.Effective, b.Evenness, b.HHI)
			}
			return listed(a, q.format, balanceColumns, lines, nothingOn(q))
		},
	}
	q.periodFlags(c)
	c.Flags().StringVar(&by, "by", "year", "week, month, quarter or year")
	c.Flags().BoolVar(&told, "told", false, "count what has no date where it was first told")
	c.Flags().StringVar(&among, "among", relations.States, "states, organisations or all: whose weights are shares of one whole")
	c.Flags().IntVar(&top, "top", 10, "at most so many partners a period, 0 for all")
	return c
}

// acts are happenings as they are counted; as told, those without a date where they were first told.
func acts(h []entente.Happening, told bool) []relations.Act {
	if told {
		return relations.AsTold(relations.Acts(h))
	}
	return relations.Acts(h)
}
