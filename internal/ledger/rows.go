package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
)

// rows is what can be listed of one document, on its way in.
type rows struct {
	in       session
	document int64
	ruling   *corrections.Ruling
}

const rowColumns = "document, sort, ord, id, first, last, status, class, subclass, row"

// values are the columns of a row.
func (k rows) values(r *entente.Row) []any {
	first, last := days(r.When())
	class := r.Classes()
	return []any{k.document, r.Sort(), r.Order, r.ID(), first, last, r.Status(), class[0], class[1],
		encode(stored{r.Event, r.Statement, r.Figure, r.Tie, r.Parties, r.Quote, r.Passage, r.Corrected})}
}

// keep puts in failures, names without an actor, and rows with who takes part in them.
func (k rows) keep(ctx context.Context, a *entente.Analysis) error {
	failures := table{name: "failures", columns: "document, stage, kind, error"}
	for _, f := range a.Failures {
		failures.add(k.document, f.Stage, f.Kind, f.Error)
	}
	unknowns := k.unknowns(a)
	all := entente.Rows(a)
	kept := table{name: "rows", columns: rowColumns}
	for i := range all {
		all[i] = k.ruling.Fields(all[i])
		kept.add(k.values(&all[i])...)
	}
	if err := write(ctx, k.in, failures, unknowns, kept); err != nil {
		return err
	}
	numbers, err := k.numbers(ctx)
	if err != nil {
		return err
	}
	parties, dyads, hidden := sideTables()
	for _, r := range all {
		n, ok := numbers[place{r.Sort(), r.Order}]
		if !ok {
			return fmt.Errorf("row %s was not kept: %w", r.ID(), entente.ErrInvalid)
		}
		sides(&parties, &dyads, n, r)
		if k.ruling.Rejected(r.ID()) {
			hidden.add(n)
		}
	}
	return write(ctx, k.in, parties, dyads, hidden)
}

func sideTables() (parties, dyads, hidden table) {
	return table{name: "parties", columns: "row, code, name, part, side"}, table{name: "dyads", columns: "a, b, first, sort, row, last"}, table{name: "hidden", columns: "row"}
}

// renew makes the rows of an id, or of the whole document, anew from its record.
func (k rows) renew(ctx context.Context, a *entente.Analysis, id string) error {
	numbers, err := k.numbers(ctx)
	if err != nil {
		return err
	}
	parties, dyads, hidden := sideTables()
	for _, r := range entente.Rows(a) {
		n, ok := numbers[place{r.Sort(), r.Order}]
		if !ok || r.ID() != id && a.Document.ID != id {
			continue
		}
		r = k.ruling.Fields(r)
		v := k.values(&r)
		if err := k.in.exec(ctx, `UPDATE rows SET first = ?, last = ?, status = ?, class = ?, subclass = ?, row = ? WHERE n = ?`, append(v[4:], n)...); err != nil {
			return err
		}
		for _, table := range []string{"parties", "dyads", "hidden"} {
			if err := k.in.exec(ctx, `DELETE FROM `+table+` WHERE row = ?`, n); err != nil {
				return err
			}
		}
		sides(&parties, &dyads, n, r)
		if k.ruling.Rejected(r.ID()) {
			hidden.add(n)
		}
	}
	return write(ctx, k.in, parties, dyads, hidden)
}

// place is where a row stands in its document.
type place struct {
	sort  string
	order int
}

// numbers are the numbers that the rows of the document were given.
func (k rows) numbers(ctx context.Context) (map[place]int64, error) {
	out := map[place]int64{}
	_, err := list(ctx, k.in, func(got *sql.Rows) (struct{}, error) {
		var p place
		var n int64
		err := got.Scan(&n, &p.sort, &p.order)
		out[p] = n
		return struct{}{}, err
	}, `SELECT n, sort, ord FROM rows WHERE document = ?`, k.document)
	return out, err
}

// named are the ways of speaking of an actor that give a name one could look up.
var named = map[string]bool{"name": true, "title": true, "label": true, "byline": true, "input": true}

func (k rows) unknowns(a *entente.Analysis) table {
	t := table{name: "unknowns", columns: "document, name, kind, sentence"}
	for _, m := range a.Mentions {
		if m.Actor != "" || !named[m.Via] {
			continue
		}
		name, sentence := m.Name, ""
		if name == "" {
			name = m.Span().In(a.Document.Text)
		}
		if i := a.SentenceAt(m.Span().Start); m.Start != nil && i >= 0 {
			sentence = a.Sentences[i].In(a.Document.Text)
		}
		if name = strings.Join(strings.Fields(name), " "); name != "" {
			t.add(k.document, name, m.Kind, sentence)
		}
	}
	return t
}

// stored is a row as it is kept: without its document, which is joined.
type stored struct {
	Event     *entente.Event            `json:"event,omitempty"`
	Statement *entente.Statement        `json:"statement,omitempty"`
	Figure    *entente.Figure           `json:"figure,omitempty"`
	Tie       *entente.Tie              `json:"tie,omitempty"`
	Parties   map[string]*entente.Party `json:"parties,omitempty"`
	Quote     string                    `json:"quote"`
	Passage   entente.Span              `json:"passage"`
	Corrected []string                  `json:"corrected,omitempty"`
}

// sides notes who takes part in row n or says it, and the pairs of codes that take part, each code with itself among them.
func sides(parties, dyads *table, n int64, r entente.Row) {
	var codes []string
	for _, side := range r.Sides() {
		part := 1
		if side.Side == "asserts" {
			part = 0
		}
		of := []string{side.Code}
		if side.Of != "" && side.Of != side.Code {
			of = append(of, side.Of)
		}
		for _, code := range of {
			parties.add(n, code, fold(side.Name), part, side.Side)
			if part == 1 && code != "" {
				codes = append(codes, code)
			}
		}
	}
	first, last := days(r.When())
	slices.Sort(codes)
	codes = slices.Compact(codes)
	for i, a := range codes {
		for _, b := range codes[i:] {
			dyads.add(a, b, cmp.Or(first.String, undated), r.Sort(), n, last.String)
		}
	}
}

// A table is rows on their way into a table of the database, several with one query.
type table struct {
	name, columns string
	width, rows   int
	values        []any
}

func (t *table) add(values ...any) {
	t.width = len(values)
	t.rows++
	t.values = append(t.values, values...)
}

// together is how many rows go in with one query.
const together = 40

// write puts the rows of tables in.
func write(ctx context.Context, in session, tables ...table) error {
	for _, t := range tables {
		if err := t.write(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) write(ctx context.Context, in session) error {
	for from := 0; from < t.rows; from += together {
		n := min(together, t.rows-from)
		row := "(" + strings.TrimSuffix(strings.Repeat("?, ", t.width), ", ") + ")"
		query := "INSERT INTO " + t.name + " (" + t.columns + ") VALUES " + strings.TrimSuffix(strings.Repeat(row+", ", n), ", ")
		if err := in.exec(ctx, query, t.values[from*t.width:(from+n)*t.width]...); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}
