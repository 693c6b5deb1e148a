package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"entente"
)

const tellingColumns = `t.document, t.key, t.stage, t.dated, t.lo, t.hi, t.alone, t.telling`

// A tellings collects tellings by the numbers of their documents.
type tellings struct {
	s       *Store
	out     []entente.Telling
	numbers []int64 // of the document of each
}

func (x *tellings) scan(got *sql.Rows) (struct{}, error) {
	var n int64
	var t entente.Telling
	err := got.Scan(&n, &t.Key, &t.Stage, &t.Dated, &t.Lo, &t.Hi, &t.Alone, &t.Packed)
	x.out, x.numbers = append(x.out, t), append(x.numbers, n)
	return struct{}{}, err
}

// named are the tellings with their documents and stories.
func (x *tellings) named(ctx context.Context, err error) ([]entente.Telling, error) {
	if err != nil {
		return nil, wrapped("list tellings", err)
	}
	type at struct{ id, story string }
	documents := map[int64]at{}
	var numbers []int64
	for _, n := range x.numbers {
		if _, seen := documents[n]; !seen {
			documents[n], numbers = at{}, append(numbers, n)
		}
	}
	_, err = collect(ctx, x.s.session(), numbers, func(got *sql.Rows) (none struct{}, err error) {
		var n int64
		var d at
		err = got.Scan(&n, &d.id, &d.story)
		documents[n] = d
		return none, err
	}, func(marks string) string {
		return `SELECT n, id, story FROM corpus_documents WHERE n IN (` + marks + `)`
	})
	if err != nil {
		return nil, wrapped("list tellings", err)
	}
	for i, n := range x.numbers {
		x.out[i].Document, x.out[i].Story = documents[n].id, documents[n].story
	}
	return x.out, nil
}

// TellingsOf is entente.Shelf's.
func (s *Store) TellingsOf(ctx context.Context, documents []string) ([]entente.Telling, error) {
	x := &tellings{s: s}
	_, err := collect(ctx, s.session(), documents, x.scan, func(marks string) string {
		return `SELECT ` + tellingColumns + ` FROM corpus_documents d JOIN corpus_tellings t ON t.document = d.n WHERE d.id IN (` + marks + `)`
	})
	return x.named(ctx, err)
}

// Tellings is entente.Shelf's.
func (s *Store) Tellings(ctx context.Context, keys []string) ([]entente.Telling, error) {
	x := &tellings{s: s}
	_, err := collect(ctx, s.session(), keys, x.scan, func(marks string) string {
		return `SELECT ` + tellingColumns + ` FROM corpus_tellings t WHERE t.key IN (` + marks + `)`
	})
	return x.named(ctx, err)
}

// Within is entente.Shelf's.
func (s *Store) Within(ctx context.Context, r entente.Reach) ([]entente.Telling, error) {
	x := &tellings{s: s}
	if r.Stories != nil {
		return x.named(ctx, x.beside(ctx, r))
	}
	if r.All {
		w := under(r)
		_, err := list(ctx, s.session(), x.scan, `SELECT `+tellingColumns+` FROM corpus_tellings t`+w.String(), w.args...)
		return x.named(ctx, err)
	}
	for _, days := range []struct {
		condition string
		args      []any
	}{
		{"t.dated = ? AND t.lo BETWEEN ? AND ? AND t.hi >= ?", []any{entente.ShortlyDated, r.From - entente.ShortDays, r.To, r.From}},
		{"t.dated = ? AND t.lo <= ? AND t.hi >= ?", []any{entente.LongDated, r.To, r.From}},
	} {
		w := under(r)
		w.add(days.condition, days.args...)
		if _, err := list(ctx, s.session(), x.scan, `SELECT `+tellingColumns+` FROM corpus_tellings t`+w.String(), w.args...); err != nil {
			return nil, wrapped("list tellings", err)
		}
	}
	return x.named(ctx, nil)
}

// under are the conditions on tellings t under the key of a reach and of its stage.
func under(r entente.Reach) *where {
	w := &where{}
	w.add("t.key = ? AND t.stage = ?", r.Key, r.Stage)
	return w
}

// beside finds the tellings of stories.
func (x *tellings) beside(ctx context.Context, r entente.Reach) error {
	return each(r.Stories, func(marks string, args []any) error {
		w := under(r)
		w.add("d.story IN ("+marks+")", args...)
		_, err := list(ctx, x.s.session(), x.scan, `SELECT `+tellingColumns+` FROM corpus_documents d JOIN corpus_tellings t ON t.document = d.n`+w.String(), w.args...)
		return err
	})
}

// Crowded is entente.Shelf's.
func (s *Store) Crowded(ctx context.Context, keys []string, most int) ([]string, error) {
	out, err := s.beyond(ctx, "corpus_tellings", "key", keys, most)
	return out, wrapped("count tellings", err)
}

// beyond are the values of a column that stand in more than so many rows, which are not counted any further.
func (s *Store) beyond(ctx context.Context, table, column string, values []string, most int) ([]string, error) {
	var out []string
	for some := range slices.Chunk(values, compound) {
		parts, args := make([]string, len(some)), make([]any, len(some))
		for i, v := range some {
			parts[i], args[i] = fmt.Sprintf(`SELECT * FROM (SELECT %[1]s FROM %[2]s WHERE %[1]s = ? LIMIT 1 OFFSET %[3]d) AS x%[4]d`, column, table, most, i), v
		}
		found, err := list(ctx, s.session(), scanText, strings.Join(parts, " UNION ALL "), args...)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	return out, nil
}
