package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"entente"
)

// Tally counts the rows that a filter lets through, by sort, class, status, actor and year.
func (s *Store) Tally(ctx context.Context, f entente.Filter) (entente.Tally, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return entente.Tally{}, err
	}
	if t, done, err := s.tallyAlong(ctx, c, f); done || err != nil {
		return t, wrapped("tally", err)
	}
	w := s.chosen(c, f)
	from := ` FROM rows r`
	if f.Source != "" || len(f.Document) > 0 {
		from += ` JOIN documents d ON d.n = r.document`
	}
	from += w.String()
	if f.Sample > 0 && len(f.Document) == 0 {
		t, err := s.tallyOf(ctx, from, f.Sample, w.args)
		return t, wrapped("tally", err)
	}
	among := ` AND row IN (SELECT r.n` + from + `)`
	if len(w.conditions) == 0 {
		among = ""
	}
	t, err := s.tallied(ctx, from, w.args...)
	if err == nil {
		err = s.session().row(ctx, `SELECT count(DISTINCT r.document)`+from, w.args...).Scan(&t.Documents)
	}
	if err == nil {
		t.Actors, err = s.counts(ctx, `SELECT code, count(DISTINCT row) FROM parties WHERE part = 1 AND code <> ''`+among+` GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`, w.args...)
	}
	if err != nil {
		return t, fmt.Errorf("tally: %w", err)
	}
	return t, nil
}

// tallyOf counts sorts, classes, status and years of all rows, and documents and actors of so many of the newest.
func (s *Store) tallyOf(ctx context.Context, from string, most int, args []any) (entente.Tally, error) {
	t, err := s.tallied(ctx, from, args...)
	if err != nil {
		return t, err
	}
	if t.Rows > most {
		t.Over = most
	}
	newest := `(SELECT r.n, r.document` + from + byDate("r", entente.Filter{Newest: true}) + limit(entente.Filter{Limit: most}) + `) AS x`
	if err := s.session().row(ctx, `SELECT count(DISTINCT x.document) FROM `+newest, args...).Scan(&t.Documents); err != nil {
		return t, err
	}
	t.Actors, err = s.counts(ctx, `SELECT p.code, count(DISTINCT p.row) FROM `+newest+` CROSS JOIN parties p WHERE p.row = x.n AND p.part = 1 AND p.code <> '' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`, args...)
	return t, err
}

// tallied counts in one go what is counted in rows themselves.
func (s *Store) tallied(ctx context.Context, from string, args ...any) (t entente.Tally, err error) {
	got, err := s.session().query(ctx, `SELECT r.sort, r.class, r.status, coalesce(substr(r.first, 1, 4), ''), count(*)`+from+` GROUP BY 1, 2, 3, 4`, args...)
	if err != nil {
		return t, err
	}
	defer got.Close()
	sums := [4]map[string]int{{}, {}, {}, {}}
	for got.Next() {
		var by [4]string
		var n int
		if err := got.Scan(&by[0], &by[1], &by[2], &by[3], &n); err != nil {
			return t, err
		}
		t.Rows += n
		for i, value := range by {
			if value != "" {
				sums[i][value] += n
			}
		}
	}
	t.Sorts, t.Classes, t.Status, t.Years = highest(sums[0]), highest(sums[1]), highest(sums[2]), highest(sums[3])
	slices.SortFunc(t.Years, func(a, b entente.Count) int { return cmp.Compare(a.Value, b.Value) })
	return t, got.Err()
}

// highest lists counts, the highest first.
func highest(sums map[string]int) []entente.Count {
	out := []entente.Count{}
	for v, n := range sums {
		out = append(out, entente.Count{Value: v, Count: n})
	}
	slices.SortFunc(out, func(a, b entente.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}

func (s *Store) counts(ctx context.Context, query string, args ...any) ([]entente.Count, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (x entente.Count, err error) {
		err = got.Scan(&x.Value, &x.Count)
		return x, err
	}, query, args...)
	if out == nil {
		out = []entente.Count{}
	}
	return out, err
}
