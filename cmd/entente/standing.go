package main

import (
	"cmp"
	"slices"

	"github.com/spf13/cobra"

	"entente"
	"entente/internal/relations"
)

var standingColumns = []column[*relations.Standing]{
	{"kind", 11, func(s *relations.Standing) cell { return text(s.Kind) }, nil},
	{"parties", 12, func(s *relations.Standing) cell { return many(s.Parties) }, nil},
	{name: "role", get: func(s *relations.Standing) cell { return text(s.Role) }},
	{"name", flexible, func(s *relations.Standing) cell { return text(s.Name) }, nil},
	{"from", 22, func(s *relations.Standing) cell { return text(edtf(s.From)) }, func(s *relations.Standing) string { return since(s) }},
	{name: "stood_by", get: func(s *relations.Standing) cell { return text(s.By) }},
	{"until", 10, func(s *relations.Standing) cell { return text(edtf(s.Until)) }, nil},
	{"status", 10, func(s *relations.Standing) cell { return text(s.Status) }, nil},
	{name: "level", get: func(s *relations.Standing) cell { return number(s.Level) }},
	{"documents", 9, func(s *relations.Standing) cell { return number(s.Documents) }, nil},
	{"ties", 10, func(s *relations.Standing) cell { return many(s.Ties) }, func(s *relations.Standing) string { return shortID(s.Ties[0]) }},
}

// since is the beginning of a tie for a table: its date, or the day by which it was said to stand.
func since(s *relations.Standing) string {
	if s.From == nil && s.By != "" {
		return "by " + s.By
	}
	return edtf(s.From)
}

func (a *app) agreementsCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:   "agreements A B",
		Short: "treaties, memberships and partnership levels between two actors, with their status",
		Long: `agreements lists what stands between two actors: diplomatic relations, the levels of their partnership, treaties and other
agreements, each once however often it is told, with the date of its beginning or the day by which it was said to stand. The
single rows: entente ties --dyad A,B.`,
		Example: "  entente agreements KAZ CHN\n  entente agreements Vietnam Japan --format csv",
		Args:    exactly("two actors, A", "B"),
		RunE: func(c *cobra.Command, args []string) error {
			if err := a.pair(q, args); err != nil {
				return err
			}
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			q.Kinds = []string{"tie"}
			rows, err := s.Rows(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			return listed(a, q.format, standingColumns, pointers(relations.Standings(rows)), "nothing that stands between the two was read; entente ties --actor lists what was read of one")
		},
	}
	q.periodFlags(c)
	return c
}

// A due is a plan with what became of it.
type due struct {
	*entente.Happening
	outcome *entente.Happening
	over    bool // its day is past, by the newest document
}

// state is what became of a plan, for a table.
func (d *due) state() string {
	switch {
	case d.outcome != nil && d.outcome.Date != nil:
		return d.outcome.Status + " " + edtf(d.outcome.Date)
	case d.outcome != nil:
		return d.outcome.Status
	case d.over:
		return "no outcome was read"
	}
	return ""
}

var dueColumns = []column[*due]{
	{"date", 21, func(d *due) cell { return text(edtf(d.Date)) }, nil},
	{"status", 8, func(d *due) cell { return text(d.Status) }, func(d *due) string {
		return map[string]string{"hypothetical": "possible"}[d.Status] + map[string]string{"planned": "planned"}[d.Status]
	}},
	{"actors", 12, func(d *due) cell { return many(d.Actors) }, nil},
	{"recipients", 12, func(d *due) cell { return many(d.Recipients) }, nil},
	{"kind", flexible, func(d *due) cell { return text(d.Kind) }, nil},
	{"outcome", 21, func(d *due) cell { return text(outcomeID(d)) }, (*due).state},
	{"id", 10, func(d *due) cell { return text(d.ID) }, func(d *due) string { return shortID(d.ID) }},
}

func outcomeID(d *due) string {
	if d.outcome == nil {
		return ""
	}
	return d.outcome.ID
}

func (a *app) calendarCommand() *cobra.Command {
	q := &question{}
	c := &cobra.Command{
		Use:   "calendar",
		Short: "what was planned, and what became of it",
		Long: `calendar lists what was planned, and what was possible where an outcome is known, in the order of the dates for which it was
planned, with what became of it. A plan whose day is past on the day of the newest document that was read, and of which
nothing more was read, says so.`,
		Example: "  entente calendar --actor KAZ --since 2024\n  entente calendar --dyad KAZ,CHN",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if err := a.settle(q); err != nil {
				return err
			}
			h, links, err := a.happenings(c.Context(), q.Filter)
			if err != nil {
				return err
			}
			today, err := a.newest(c)
			if err != nil {
				return err
			}
			return listed(a, q.format, dueColumns, dues(h, links, today), "no plans that fit; entente events --status planned lists them row by row")
		},
	}
	q.flags(c, false)
	return c
}

// dues are the plans among happenings, and the possible things of which the outcome is known.
func dues(happenings []entente.Happening, links []entente.Link, today string) []*due {
	by := map[string]*entente.Happening{}
	for i := range happenings {
		by[happenings[i].ID] = &happenings[i]
	}
	outcome := map[string]*entente.Happening{}
	for _, l := range links {
		if l.Kind == "outcome" {
			outcome[l.From] = by[l.To]
		}
	}
	var out []*due
	for i := range happenings {
		h := &happenings[i]
		became := outcome[h.ID]
		if h.Status == "planned" || h.Status == "hypothetical" && became != nil {
			out = append(out, &due{h, became, h.Date != nil && h.Date.End != "" && h.Date.End < today})
		}
	}
	return out
}

// newest is the last day on which a document was published, "" where none is dated.
func (a *app) newest(c *cobra.Command) (string, error) {
	s, err := a.open(c.Context())
	if err != nil {
		return "", err
	}
	defer s.Close()
	all, err := s.Documents(c.Context(), entente.Filter{})
	if err != nil || len(all) == 0 {
		return "", err
	}
	last := slices.MaxFunc(all, func(x, y entente.Brief) int { return cmp.Compare(published(&x), published(&y)) })
	return published(&last), nil
}

func published(b *entente.Brief) string {
	if b.Published == nil {
		return ""
	}
	return cmp.Or(b.Published.End, b.Published.Start)
}
