package sqlite

import (
	"context"
	"fmt"
	"strconv"

	"entente"
)

// Tally counts the rows that a filter lets through, by sort, class, status, actor and year.
func (s *Store) Tally(ctx context.Context, f entente.Filter) (entente.Tally, error) {
	c, err := s.corrections(ctx)
	if err != nil {
		return entente.Tally{}, err
	}
	w := chosen(c, f)
	from := ` FROM rows r`
	if f.Source != "" || len(f.Document) > 0 {
		from += ` JOIN documents d ON d.n = r.document`
	}
	from += w.String()
	among := ` AND row IN (SELECT r.n` + from + `)`
	if len(w.conditions) == 0 {
		among = ""
	}
	var t entente.Tally
	err = s.db.QueryRowContext(ctx, `SELECT count(*), count(DISTINCT r.document)`+from, w.args...).Scan(&t.Rows, &t.Documents)
	for _, g := range []struct {
		into  *[]entente.Count
		query string
	}{
		{&t.Sorts, `SELECT r.sort, count(*)` + from + ` GROUP BY 1 ORDER BY 2 DESC, 1`},
		{&t.Classes, `SELECT r.class, count(*)` + from + ` GROUP BY 1 HAVING r.class <> '' ORDER BY 2 DESC, 1`},
		{&t.Status, `SELECT r.status, count(*)` + from + ` GROUP BY 1 HAVING r.status <> '' ORDER BY 2 DESC, 1`},
		{&t.Years, `SELECT substr(r.first, 1, 4), count(*)` + from + ` GROUP BY 1 HAVING substr(r.first, 1, 4) <> '' ORDER BY 1`},
		{&t.Actors, `SELECT code, count(DISTINCT row) FROM parties WHERE part = 1 AND code <> ''` + among + ` GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 40`},
	} {
		if err == nil {
			*g.into, err = s.counts(ctx, g.query, w.args...)
		}
	}
	if err != nil {
		return t, fmt.Errorf("tally: %w", err)
	}
	return t, nil
}

func (s *Store) counts(ctx context.Context, query string, args ...any) ([]entente.Count, error) {
	got, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer got.Close()
	out := []entente.Count{}
	for got.Next() {
		var x entente.Count
		if err := got.Scan(&x.Value, &x.Count); err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, got.Err()
}

// Stamp is the number of commits that others made, as one connection sees it that never writes itself.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	s.watch.Lock()
	defer s.watch.Unlock()
	if s.watched == nil {
		conn, err := s.db.Conn(context.WithoutCancel(ctx))
		if err != nil {
			return "", fmt.Errorf("stamp: %w", err)
		}
		s.watched = conn
	}
	var n int64
	if err := s.watched.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&n); err != nil {
		s.unwatch()
		return "", fmt.Errorf("stamp: %w", err)
	}
	return strconv.FormatInt(s.turn, 10) + "." + strconv.FormatInt(n, 10), nil
}

// unwatch gives the connection back; stamps of the next one are other than all before.
func (s *Store) unwatch() {
	if s.watched != nil {
		s.watched.Close()
		s.watched = nil
		s.turn++
	}
}
