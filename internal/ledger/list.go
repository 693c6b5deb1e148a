package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
)

// A where collects the conditions of a query.
type where struct {
	conditions []string
	args       []any
}

func (w *where) add(condition string, args ...any) {
	w.conditions = append(w.conditions, condition)
	w.args = append(w.args, args...)
}

func (w *where) String() string {
	if len(w.conditions) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(w.conditions, " AND ")
}

// among is "column IN (?, ?, …)" with its arguments.
func (w *where) among(column string, values []string) {
	if len(values) == 0 {
		return
	}
	marks, args := marksFor(values)
	w.add(column+" IN ("+marks+")", args...)
}

// marksFor are the marks for values, and the values.
func marksFor[T any](values []T) (marks string, args []any) {
	for _, v := range values {
		args = append(args, v)
	}
	return strings.TrimSuffix(strings.Repeat("?, ", len(values)), ", "), args
}

// period keeps what overlaps the days from since to until; what is not dated is left out where one of them is given.
func (w *where) period(table string, f entente.Filter) {
	if f.Since != "" {
		w.add(table+".last >= ?", f.Since)
	}
	if f.Until != "" {
		w.add(table+".first <= ?", f.Until)
	}
}

func (w *where) document(f entente.Filter) {
	if f.Source != "" {
		w.add("instr(d.find, ?) > 0", strings.ToLower(f.Source))
	}
	w.among("d.id", f.Document)
}

// limit is the stretch of a list that a filter asks for.
func limit(f entente.Filter) string {
	switch {
	case f.Limit > 0:
		return fmt.Sprintf(" LIMIT %d OFFSET %d", f.Limit, max(0, f.Skip))
	case f.Skip > 0:
		return fmt.Sprintf(" LIMIT %d OFFSET %d", math.MaxInt64, f.Skip)
	}
	return ""
}

// byDate orders by the first and last day of a table, undated ones last.
func byDate(table string, f entente.Filter) string {
	down, unknown := "", " NULLS FIRST"
	if f.Newest {
		down, unknown = " DESC", " NULLS LAST"
	}
	return fmt.Sprintf(" ORDER BY %[1]s.first IS NULL, %[1]s.first%[2]s, %[1]s.last%[2]s%[3]s", table, down, unknown)
}

// parties keeps rows in which each of the codes takes part.
func (w *where) parties(c *corrections.Ruling, codes ...string) {
	for _, code := range codes {
		if code == "" {
			continue
		}
		marks, args := marksFor(append([]string{code}, standFor(c, code)...))
		q := "SELECT row FROM parties WHERE part = 1 AND code IN (" + marks + ")"
		if n := standFor(c, code); len(n) > 0 {
			more, also := marksFor(n)
			q += " UNION SELECT row FROM parties WHERE part = 1 AND code = '' AND name IN (" + more + ")"
			args = append(args, also...)
		}
		w.add("r.n IN ("+q+")", args...)
	}
}

// Rows lists events, statements, figures and ties by date, then document, sort and place in the text; undated ones last.
func (s *Store) Rows(ctx context.Context, f entente.Filter) ([]entente.Row, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, err
	}
	if a, b, ok := pairOf(c, f); ok {
		return s.rowsAlong(ctx, c, f, a, b)
	}
	w := s.chosen(c, f)
	if err := w.after(ctx, s.session(), "r", f); err != nil {
		return nil, fmt.Errorf("list rows: %w", err)
	}
	return s.rows(ctx, c, w.String()+byDate("r", f)+`, d.id, r.sort, r.ord`+limit(f), w.args...)
}

// chosen are the conditions of a filter on rows r with their documents d.
func (s *Store) chosen(c *corrections.Ruling, f entente.Filter) *where {
	w := &where{}
	rows := "r"
	if f.Actor != "" || f.Dyad[0] != "" || len(f.Document) > 0 {
		rows = s.d.Loose("r") // who takes part, or where it stands, narrows most: the other conditions must not be looked up first
	}
	w.among(rows+".sort", f.Kinds)
	w.parties(c, f.Actor)
	w.parties(c, f.Dyad[0], f.Dyad[1])
	w.period(rows, f)
	w.document(f)
	s.narrowed(w, c, f)
	return w
}

// narrowed adds the conditions of a filter on what rows r say.
func (s *Store) narrowed(w *where, c *corrections.Ruling, f entente.Filter) {
	w.among("r.id", f.IDs)
	w.among("r.status", f.Status)
	if len(f.Class) > 0 {
		marks, args := marksFor(f.Class)
		w.add("(r.class IN ("+marks+") OR r.subclass IN ("+marks+"))", append(args, args...)...)
	}
	if f.Speaker != "" {
		marks, args := marksFor(append([]string{f.Speaker}, standFor(c, f.Speaker)...))
		w.add("r.n IN (SELECT row FROM parties WHERE side IN ('speaker', 'asserts') AND (code IN ("+marks+") OR instr(name, ?) > 0))",
			append(args, fold(f.Speaker))...)
	}
	if len(c.AllRejected()) > 0 {
		w.add("r.n NOT IN (SELECT row FROM hidden)")
	}
}

func (s *Store) rows(ctx context.Context, c *corrections.Ruling, tail string, args ...any) ([]entente.Row, error) {
	return s.rowsOf(ctx, c, `rows r JOIN documents d ON d.n = r.document`, tail, args...)
}

// rowsOf lists rows r with their documents d.
func (s *Store) rowsOf(ctx context.Context, c *corrections.Ruling, from, tail string, args ...any) ([]entente.Row, error) {
	briefs := map[int64]entente.Brief{}
	out, err := list(ctx, s.session(), func(got *sql.Rows) (entente.Row, error) {
		var n int64
		var brief, row sql.RawBytes
		var order int
		if err := got.Scan(&n, &brief, &order, &row); err != nil {
			return entente.Row{}, err
		}
		b, seen := briefs[n]
		if !seen {
			if err := json.Unmarshal(brief, &b); err != nil {
				return entente.Row{}, err
			}
			briefs[n] = b
		}
		var k stored
		if err := json.Unmarshal(row, &k); err != nil {
			return entente.Row{}, err
		}
		r := entente.Row{Document: b, Event: k.Event, Statement: k.Statement, Figure: k.Figure, Tie: k.Tie, Parties: k.Parties, Quote: k.Quote, Passage: k.Passage, Order: order, Corrected: k.Corrected}
		return c.Names(r), nil
	}, `SELECT d.n, d.brief, r.ord, r.row FROM `+from+tail, args...)
	if err != nil {
		return nil, fmt.Errorf("list rows: %w", err)
	}
	return out, nil
}

// Row finds a row by its id or the beginning of it.
func (s *Store) Row(ctx context.Context, id string) (entente.Row, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return entente.Row{}, err
	}
	got, err := s.rows(ctx, c, ` WHERE r.id >= ? AND r.id < ? ORDER BY r.id LIMIT 2`, id, id+"\uffff")
	switch {
	case err != nil:
		return entente.Row{}, err
	case len(got) == 0:
		return entente.Row{}, fmt.Errorf("no row %s: %w", id, entente.ErrNotFound)
	case len(got) > 1 && got[0].ID() != id:
		return entente.Row{}, fmt.Errorf("%s is the beginning of several ids, %s and %s among them: %w", id, got[0].ID(), got[1].ID(), entente.ErrInvalid)
	}
	return got[0], nil
}

// Documents lists documents by date of publication, undated ones last. Actor, Dyad, Status and Class keep those that have
// such a row.
func (s *Store) Documents(ctx context.Context, f entente.Filter) ([]entente.Brief, error) {
	w, err := s.documents(ctx, f)
	if err != nil {
		return nil, err
	}
	if err := w.after(ctx, s.session(), "d", f); err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	return s.briefs(ctx, `SELECT d.brief FROM documents d`+w.String()+byDate("d", f)+`, d.id`+limit(f), w.args...)
}

func (s *Store) documents(ctx context.Context, f entente.Filter) (*where, error) {
	w := &where{}
	w.document(f)
	w.period("d", f)
	if f.Actor != "" || f.Dyad[0] != "" || len(f.Status) > 0 || len(f.Class) > 0 {
		c, err := s.ruling(ctx, s.session())
		if err != nil {
			return nil, err
		}
		inner := &where{}
		inner.parties(c, f.Actor, f.Dyad[0], f.Dyad[1])
		inner.among("r.status", f.Status)
		inner.among("r.class", f.Class)
		w.add("d.n IN (SELECT r.document FROM rows r"+inner.String()+")", inner.args...)
	}
	return w, nil
}

func (s *Store) briefs(ctx context.Context, query string, args ...any) ([]entente.Brief, error) {
	out, err := list(ctx, s.session(), scanBrief, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	return out, nil
}

func scanBrief(got *sql.Rows) (b entente.Brief, err error) {
	var brief sql.RawBytes
	if err := got.Scan(&brief); err != nil {
		return b, err
	}
	return b, json.Unmarshal(brief, &b)
}

// Failed lists what could not be read, by source.
func (s *Store) Failed(ctx context.Context, f entente.Filter) ([]entente.Failed, error) {
	w := &where{}
	w.document(f)
	out, err := list(ctx, s.session(), func(got *sql.Rows) (x entente.Failed, err error) {
		var brief sql.RawBytes
		var b entente.Brief
		if err := got.Scan(&x.Document, &brief, &x.Stage, &x.Kind, &x.Error); err != nil {
			return x, err
		}
		err = json.Unmarshal(brief, &b)
		x.Source = b.Source
		return x, err
	}, `SELECT d.id, d.brief, x.stage, x.kind, x.error FROM failures x JOIN documents d ON d.n = x.document`+w.String()+` ORDER BY d.id, x.rowid`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("list failures: %w", err)
	}
	slices.SortStableFunc(out, func(a, b entente.Failed) int { return cmp.Compare(a.Source, b.Source) })
	out = out[min(len(out), max(0, f.Skip)):]
	if f.Limit > 0 {
		out = out[:min(len(out), f.Limit)]
	}
	return out, nil
}

// Unknown lists names without an actor by count, then name; names that an alias explains are left out.
func (s *Store) Unknown(ctx context.Context, n int) ([]entente.Unknown, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, err
	}
	all, err := list(ctx, s.session(), func(got *sql.Rows) (u entente.Unknown, err error) {
		var example string
		err = got.Scan(&u.Name, &u.Kind, &u.Count, &u.Documents, &example)
		u.Document, u.Example, _ = strings.Cut(example, "\x1f")
		return u, err
	}, `SELECT u.name, min(u.kind), count(*), count(DISTINCT u.document), min(d.id || ? || u.sentence)
		FROM unknowns u JOIN documents d ON d.n = u.document GROUP BY u.name ORDER BY 3 DESC, 1`, "\x1f")
	if err != nil {
		return nil, fmt.Errorf("list unknown names: %w", err)
	}
	all = slices.DeleteFunc(all, func(u entente.Unknown) bool { return c.Explained(u.Name) })
	if n > 0 {
		all = all[:min(n, len(all))]
	}
	return all, nil
}
