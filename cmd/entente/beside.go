package main

import (
	"bufio"
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"entente/internal/imports"
	"entente/internal/ontology"
)

var monthColumns = []column[*imports.Cell]{
	{"pair", 9, nil, func(c *imports.Cell) string { return c.Pair[0] + " " + c.Pair[1] }},
	{name: "a", get: func(c *imports.Cell) cell { return text(c.Pair[0]) }},
	{name: "b", get: func(c *imports.Cell) cell { return text(c.Pair[1]) }},
	{"month", 7, func(c *imports.Cell) cell { return text(c.Month) }, nil},
	{"ours", 5, func(c *imports.Cell) cell { return number(c.Ours) }, nil},
	{"theirs", 6, func(c *imports.Cell) cell { return number(c.Theirs) }, nil},
	{name: "ours_quad1", get: func(c *imports.Cell) cell { return number(c.OurQuad[1]) }},
	{name: "ours_quad2", get: func(c *imports.Cell) cell { return number(c.OurQuad[2]) }},
	{name: "ours_quad3", get: func(c *imports.Cell) cell { return number(c.OurQuad[3]) }},
	{name: "ours_quad4", get: func(c *imports.Cell) cell { return number(c.OurQuad[4]) }},
	{name: "theirs_quad1", get: func(c *imports.Cell) cell { return number(c.TheirQuad[1]) }},
	{name: "theirs_quad2", get: func(c *imports.Cell) cell { return number(c.TheirQuad[2]) }},
	{name: "theirs_quad3", get: func(c *imports.Cell) cell { return number(c.TheirQuad[3]) }},
	{name: "theirs_quad4", get: func(c *imports.Cell) cell { return number(c.TheirQuad[4]) }},
	{"quad 1", 9, nil, func(c *imports.Cell) string { return against(c, 1) }},
	{"quad 2", 9, nil, func(c *imports.Cell) string { return against(c, 2) }},
	{"quad 3", 9, nil, func(c *imports.Cell) string { return against(c, 3) }},
	{"quad 4", 9, nil, func(c *imports.Cell) string { return against(c, 4) }},
	{"ours_met", 8, func(c *imports.Cell) cell { return number(c.OursMet) }, nil},
	{"theirs_met", 10, func(c *imports.Cell) cell { return number(c.TheirsMet) }, nil},
}

// against puts ours and theirs of a quad class side by side.
func against(c *imports.Cell, quad int) string {
	if c.OurQuad[quad]+c.TheirQuad[quad] == 0 {
		return "·"
	}
	return fmt.Sprintf("%d : %d", c.OurQuad[quad], c.TheirQuad[quad])
}

var foreignColumns = []column[*imports.Row]{
	{"date", 10, func(r *imports.Row) cell { return text(r.Day) }, nil},
	{"id", 16, func(r *imports.Row) cell { return text(r.ID) }, nil},
	{"actors", 8, func(r *imports.Row) cell { return many(r.From) }, nil},
	{"recipients", 10, func(r *imports.Row) cell { return many(r.To) }, nil},
	{"class", 10, func(r *imports.Row) cell { return text(r.Class) }, nil},
	{"code", 6, func(r *imports.Row) cell { return text(r.Code) }, nil},
	{"quad", 4, func(r *imports.Row) cell { return number(r.Quad) }, nil},
	{name: "actor_name", get: func(r *imports.Row) cell { return text(r.Who) }},
	{name: "recipient_name", get: func(r *imports.Row) cell { return text(r.Whom) }},
	{"source", flexible, func(r *imports.Row) cell { return text(r.Source) }, nil},
	{name: "file", get: func(r *imports.Row) cell { return text(r.File) }},
	{name: "line", get: func(r *imports.Row) cell { return number(r.Line) }},
}

var actColumns = []column[*imports.Act]{
	{"date", 10, func(x *imports.Act) cell { return text(x.Day) }, nil},
	{"id", 10, func(x *imports.Act) cell { return text(x.ID) }, func(x *imports.Act) string { return shortID(x.ID) }},
	{"actors", 12, func(x *imports.Act) cell { return many(x.From) }, nil},
	{"recipients", 12, func(x *imports.Act) cell { return many(x.To) }, nil},
	{"class", 10, func(x *imports.Act) cell { return text(x.Class) }, nil},
	{"quad", 4, func(x *imports.Act) cell { return number(x.Quad) }, nil},
	{"stories", 7, func(x *imports.Act) cell { return number(x.Stories) }, nil},
	{"kind", flexible, func(x *imports.Act) cell { return text(x.Kind) }, nil},
}

// layBeside writes a comparison for a reader: what was read, the months, the classes, and what the two agree on.
func (a *app) layBeside(f imports.Format, q *beside, n imports.Count, left leftOut, r *imports.Report) error {
	w := bufio.NewWriter(a.stdout)
	pairs := "every pair on which this record has something"
	if q.Dyad[0] != "" {
		pairs = q.Dyad[0] + " and " + q.Dyad[1]
	}
	fmt.Fprintf(w, "theirs  %s read as %s: %s on %s", plural(n.Lines, "line"), f.Name, plural(r.Theirs, "row"), pairs)
	if r.First != "" {
		fmt.Fprintf(w, ", in a file of %s to %s", r.First, r.Last)
	}
	fmt.Fprintf(w, "\n        not compared: %d on other pairs, %d without a state on one side, %d within one state, %d outside the period, %d broken\n",
		r.Elsewhere, n.Stateless, n.Domestic, r.Outside, n.Broken)
	fmt.Fprintf(w, "ours    %s in these days; left out: %d dated to no month, %d without a code there\n", plural(r.Ours, "happening"), left.undated, left.uncoded)
	if r.Ours+r.Theirs == 0 {
		fmt.Fprintln(w, "\nnothing to compare: neither side has anything on these pairs in these days")
		return flushed(w)
	}
	fmt.Fprintln(w, "\nBy month (ours : theirs by quad class: verbal and material cooperation, verbal and material conflict)")
	if err := write(w, "table", width(a.stdout), monthColumns, pointers(r.Cells)); err != nil {
		return err
	}
	o, err := ontology.Load()
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "\nBy class (met: the other side has one of the same class, "+plural(q.days, "day")+" apart at most)")
	if err := write(w, "table", width(a.stdout), classColumns(o), pointers(r.Classes)); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nAgreement\n  of theirs %s met, %s more near one of the same quad class, %s alone (--only theirs)\n", portion(r.TheirsMet, r.Theirs), portion(r.TheyNear, r.Theirs), portion(r.Theirs-r.TheirsMet-r.TheyNear, r.Theirs))
	fmt.Fprintf(w, "  of ours   %s met, %s more near one of the same quad class, %s alone (--only ours)\n", portion(r.OursMet, r.Ours), portion(r.OursNear, r.Ours), portion(r.Ours-r.OursMet-r.OursNear, r.Ours))
	if r.Ranked {
		fmt.Fprintf(w, "  counts by pair and month: Spearman %.2f over %d months in which either has a row\n", r.Rank, len(r.Cells))
	} else {
		fmt.Fprintln(w, "  counts by pair and month: too few, or too much the same, for a correlation")
	}
	return flushed(w)
}

func flushed(w *bufio.Writer) error {
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

func portion(n, of int) string {
	if of == 0 {
		return "0 of 0"
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(of) + fmt.Sprintf(" (%.0f %%)", 100*float64(n)/float64(of))
}

func classColumns(o *ontology.Ontology) []column[*imports.Class] {
	return []column[*imports.Class]{
		{"class", 10, func(c *imports.Class) cell { return text(c.Name) }, nil},
		{"ours", 6, func(c *imports.Class) cell { return number(c.Ours) }, nil},
		{"theirs", 6, func(c *imports.Class) cell { return number(c.Theirs) }, nil},
		{"ours_met", 8, func(c *imports.Class) cell { return number(c.OursMet) }, nil},
		{"theirs_met", 10, func(c *imports.Class) cell { return number(c.TheyMet) }, nil},
		{"what", flexible, func(c *imports.Class) cell {
			x, _ := o.Code(c.Name)
			return text(cmp.Or(x.Label, strings.ToLower(c.Name)))
		}, nil},
	}
}
