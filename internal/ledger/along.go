package ledger

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
)

// Lists of what an actor or a pair takes part in go along an index in the order of the list (dyads, happening_parties), so that
// the newest of many are found without looking at all of them.

// undated is the first day of what is not dated, in these indexes: it comes after every day.
const undated = "~"

// pairOf is the key of a filter in dyads, the lesser code first and an actor with itself; false where the filter names nobody, where other
// names stand for somebody it names, or where it looks at documents, which narrow more.
func pairOf(c *corrections.Ruling, f entente.Filter) (a, b string, ok bool) {
	a, b = min(f.Dyad[0], f.Dyad[1]), max(f.Dyad[0], f.Dyad[1])
	if f.Dyad[0] == "" || f.Dyad[1] == "" {
		a, b = f.Actor, f.Actor
	}
	alone := f.Source == "" && len(f.Document) == 0 && len(f.IDs) == 0
	return a, b, a != "" && alone && len(standFor(c, a)) == 0 && len(standFor(c, b)) == 0
}

// along are the conditions of a pair on entries y of an index.
func along(a, b string, f entente.Filter) *where {
	w := &where{}
	w.add("y.a = ? AND y.b = ?", a, b)
	w.period("y", f)
	return w
}

// rowsAlong lists the rows of a pair.
func (s *Store) rowsAlong(ctx context.Context, c *corrections.Ruling, f entente.Filter, a, b string) ([]entente.Row, error) {
	w := along(a, b, f)
	w.among("y.sort", f.Kinds)
	if f.Actor != "" && a != b {
		w.parties(c, f.Actor)
	}
	s.narrowed(w, c, f)
	if err := w.after(ctx, s.session(), "r", f); err != nil {
		return nil, fmt.Errorf("list rows: %w", err)
	}
	var out []entente.Row
	for _, part := range strokes(f) {
		g := f
		if f.Limit > 0 {
			if g.Limit = f.Limit - len(out); g.Limit == 0 {
				break
			}
		}
		args := w.args
		if f.After != "" && !part.undated {
			part.condition += seek("rows", f)
			args = append(slices.Clip(args), f.After)
		}
		got, err := s.rowsOf(ctx, c, `dyads y CROSS JOIN rows r CROSS JOIN documents d`,
			w.String()+part.condition+" AND r.n = y.row AND d.n = r.document"+part.order("r")+`, d.id, r.sort, r.ord`+limit(g), args...)
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

// seek begins at the day of f.After.
func seek(table string, f entente.Filter) string {
	way := ">="
	if f.Newest {
		way = "<="
	}
	return " AND y.first " + way + " (SELECT coalesce(first, '~') FROM " + table + " WHERE id = ? ORDER BY n LIMIT 1)"
}

// A stroke is a part of a list that goes along the index: what is not dated stands last whichever way one goes.
type stroke struct {
	condition, first, down, unknown string
	undated                         bool
}

// strokes are the parts of which a list is made, one after the other.
func strokes(f entente.Filter) []stroke {
	switch {
	case !f.Newest:
		return []stroke{{first: "y.first", unknown: " NULLS FIRST"}}
	case f.Skip > 0:
		return []stroke{{first: "y.first = '~', y.first", down: " DESC", unknown: " NULLS LAST", undated: true}}
	}
	dated := stroke{" AND y.first < '~'", "y.first", " DESC", " NULLS LAST", false}
	if f.Since != "" || f.Until != "" {
		return []stroke{dated}
	}
	return []stroke{dated, {" AND y.first = '~'", "y.first", " DESC", " NULLS LAST", true}}
}

func (s stroke) order(table string) string {
	return fmt.Sprintf(" ORDER BY %s%s, %s.last%s%s", s.first, s.down, table, s.down, s.unknown)
}

// tallyAlong counts the rows of a pair by sort and year in the index alone, and the rest of a tally in the rows, the newest where there
// are more than f.Sample. It gives false for a filter that hangs on more than the index has.
func (s *Store) tallyAlong(ctx context.Context, c *corrections.Ruling, f entente.Filter) (t entente.Tally, done bool, err error) {
	a, b, ok := pairOf(c, f)
	if !ok || f.Actor != "" && a != b || f.Speaker != "" || len(f.Status)+len(f.Class) > 0 {
		return t, false, nil
	}
	w := along(a, b, f)
	w.among("y.sort", f.Kinds)
	if len(c.AllRejected()) > 0 {
		w.add("y.row NOT IN (SELECT row FROM hidden)")
	}
	if err := s.indexed(ctx, &t, w); err != nil {
		return t, false, err
	}
	if f.Sample > 0 && t.Rows > f.Sample {
		if err := s.newest(ctx, w, f.Sample); err != nil {
			return t, false, err
		}
	}
	if err := s.sampled(ctx, &t, w); err != nil {
		return t, false, err
	}
	t.Actors, err = s.counts(ctx, `SELECT p.code, count(DISTINCT p.row) FROM dyads y CROSS JOIN parties p`+w.String()+
		` AND p.row = y.row AND p.part = 1 AND p.code <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`, w.args...)
	return t, true, err
}

// newest keeps the newest entries, so many and those of the same day as the last of them; where fewer are dated, all.
func (s *Store) newest(ctx context.Context, w *where, most int) error {
	var from string
	err := s.session().row(ctx, `SELECT y.first FROM dyads y`+w.String()+fmt.Sprintf(` AND y.first < '~' ORDER BY y.first DESC LIMIT 1 OFFSET %d`, most-1), w.args...).Scan(&from)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	w.add("y.first >= ? AND y.first < '~'", from)
	return err
}

// sampled counts classes, status and documents of the rows of entries of dyads.
func (s *Store) sampled(ctx context.Context, t *entente.Tally, w *where) error {
	got, err := s.session().query(ctx, `SELECT r.document, r.class, r.status FROM dyads y CROSS JOIN rows r`+w.String()+` AND r.n = y.row`, w.args...)
	if err != nil {
		return err
	}
	defer got.Close()
	documents, classes, status := map[int64]bool{}, map[string]int{}, map[string]int{}
	looked := 0
	for ; got.Next(); looked++ {
		var n int64
		var class, state sql.RawBytes
		if err := got.Scan(&n, &class, &state); err != nil {
			return err
		}
		documents[n] = true
		if len(class) > 0 {
			classes[string(class)]++
		}
		if len(state) > 0 {
			status[string(state)]++
		}
	}
	if looked < t.Rows {
		t.Over = looked
	}
	t.Documents, t.Classes, t.Status = len(documents), highest(classes), highest(status)
	return got.Err()
}

// indexed counts entries of dyads by sort and year.
func (s *Store) indexed(ctx context.Context, t *entente.Tally, w *where) error {
	got, err := s.session().query(ctx, `SELECT y.sort, substr(y.first, 1, 4), count(*) FROM dyads y`+w.String()+` GROUP BY 1, 2`, w.args...)
	if err != nil {
		return err
	}
	defer got.Close()
	sorts, years := map[string]int{}, map[string]int{}
	for got.Next() {
		var sort, year string
		var n int
		if err := got.Scan(&sort, &year, &n); err != nil {
			return err
		}
		t.Rows += n
		sorts[sort] += n
		if year != undated {
			years[year] += n
		}
	}
	t.Sorts, t.Years = highest(sorts), highest(years)
	slices.SortFunc(t.Years, func(a, b entente.Count) int { return strings.Compare(a.Value, b.Value) })
	return got.Err()
}

// HappeningYears counts the happenings of the actor or pair of a filter by the year in which they began, "" for none, in the order of
// years. Since and Until, Status and Class count.
func (s *Store) HappeningYears(ctx context.Context, f entente.Filter) ([]entente.Count, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, err
	}
	a, b := happeningPair(c, f)
	w, from := along(a, b, f), "happening_parties y"
	if len(f.Status)+len(f.Class) > 0 {
		w.add("h.n = y.happening")
		w.happenings(f)
		from += " CROSS JOIN happenings h"
	}
	out, err := list(ctx, s.session(), func(got *sql.Rows) (x entente.Count, err error) {
		err = got.Scan(&x.Value, &x.Count)
		x.Value = strings.TrimPrefix(x.Value, undated)
		return x, err
	}, `SELECT substr(y.first, 1, 4), count(*) FROM `+from+w.String()+` GROUP BY 1 ORDER BY 1`, w.args...)
	return out, wrapped("count happenings", err)
}

// happeningPair is the key of a filter in happening_parties.
func happeningPair(c *corrections.Ruling, f entente.Filter) (a, b string) {
	a, b = c.Code(f.Actor), c.Code(f.Actor)
	if f.Dyad[0] != "" && f.Dyad[1] != "" {
		a, b = c.Code(f.Dyad[0]), c.Code(f.Dyad[1])
	}
	return min(a, b), max(a, b)
}

// Happenings is entente.Shelf's.
func (s *Store) Happenings(ctx context.Context, f entente.Filter) ([]entente.Happening, []entente.Link, error) {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, "event") {
		return nil, nil, nil
	}
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, nil, err
	}
	var out []keyed
	if a, b := happeningPair(c, f); a != "" && len(f.IDs) == 0 {
		out, err = s.happeningsAlong(ctx, c, f, a, b)
	} else {
		w := &where{}
		w.period("h", f)
		w.happenings(f)
		out, err = list(ctx, s.session(), scanKeyed, `SELECT h.key, h.happening FROM happenings h`+w.String()+byDate("h", f)+`, h.id`+limit(f), w.args...)
	}
	if err != nil {
		return nil, nil, wrapped("list happenings", err)
	}
	happenings, keys, among := make([]entente.Happening, 0, len(out)), []string{}, map[string]bool{}
	for _, x := range out {
		happenings, keys = append(happenings, x.Happening), append(keys, x.key)
		among[x.ID] = true
	}
	slices.Sort(keys)
	links, err := collect(ctx, s.session(), slices.Compact(keys), scanJSON[entente.Link], func(marks string) string {
		return `SELECT link FROM happening_links WHERE key IN (` + marks + `)`
	})
	if err != nil {
		return nil, nil, wrapped("list links", err)
	}
	links = slices.DeleteFunc(links, func(l entente.Link) bool { return !among[l.From] && !among[l.To] })
	slices.SortFunc(links, func(x, y entente.Link) int { return strings.Compare(x.ID, y.ID) })
	return happenings, links, nil
}

// A keyed is a happening with the key it stands under.
type keyed struct {
	entente.Happening
	key string
}

func scanKeyed(got *sql.Rows) (x keyed, err error) {
	var text sql.RawBytes
	if err := got.Scan(&x.key, &text); err != nil {
		return x, err
	}
	return x, json.Unmarshal(text, &x.Happening)
}

// happenings keeps happenings h by what they are.
func (w *where) happenings(f entente.Filter) {
	w.among("h.id", f.IDs)
	w.among("h.status", f.Status)
	if len(f.Class) > 0 {
		marks, args := marksFor(f.Class)
		w.add("(h.kind IN ("+marks+") OR h.type IN ("+marks+"))", append(args, args...)...)
	}
}

// happeningsAlong lists the happenings of a pair.
func (s *Store) happeningsAlong(ctx context.Context, c *corrections.Ruling, f entente.Filter, a, b string) (out []keyed, err error) {
	w := along(a, b, f)
	w.happenings(f)
	if who := c.Code(f.Actor); who != "" && a != b {
		w.add("h.n IN (SELECT happening FROM happening_parties WHERE a = ? AND b = ?)", who, who)
	}
	if err := w.after(ctx, s.session(), "h", f); err != nil {
		return nil, err
	}
	for _, part := range strokes(f) {
		g := f
		if f.Limit > 0 {
			if g.Limit = f.Limit - len(out); g.Limit == 0 {
				break
			}
		}
		args := w.args
		if f.After != "" && !part.undated {
			part.condition += seek("happenings", f)
			args = append(slices.Clip(args), f.After)
		}
		got, err := list(ctx, s.session(), scanKeyed, `SELECT h.key, h.happening FROM happening_parties y CROSS JOIN happenings h`+
			w.String()+part.condition+" AND h.n = y.happening"+part.order("h")+`, h.id`+limit(g), args...)
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}
