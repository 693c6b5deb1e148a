package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"entente"
)

// tellings are read with their documents d: as of one key there may be thousands, and of one document a few, the document is looked up
// for each.
const tellings = `SELECT d.id, d.story, t.key, t.stage, t.dated, t.lo, t.hi, t.alone, t.telling FROM corpus_tellings t CROSS JOIN corpus_documents d`

func scanTelling(got *sql.Rows) (t entente.Telling, err error) {
	err = got.Scan(&t.Document, &t.Story, &t.Key, &t.Stage, &t.Dated, &t.Lo, &t.Hi, &t.Alone, &t.Packed)
	return t, err
}

// TellingsOf is entente.Shelf's.
func (s *Store) TellingsOf(ctx context.Context, documents []string) ([]entente.Telling, error) {
	out, err := collect(ctx, s.session(), documents, scanTelling, func(marks string) string {
		return tellings + ` WHERE t.document = d.n AND t.document IN (SELECT n FROM corpus_documents WHERE id IN (` + marks + `))`
	})
	return out, wrapped("list tellings", err)
}

// Tellings is entente.Shelf's.
func (s *Store) Tellings(ctx context.Context, keys []string) ([]entente.Telling, error) {
	out, err := collect(ctx, s.session(), keys, scanTelling, func(marks string) string {
		return tellings + ` WHERE t.document = d.n AND t.key IN (` + marks + `)`
	})
	return out, wrapped("list tellings", err)
}

// Within is entente.Shelf's.
func (s *Store) Within(ctx context.Context, r entente.Reach) ([]entente.Telling, error) {
	if r.Stories != nil {
		out, err := s.beside(ctx, r)
		return out, wrapped("list tellings", err)
	}
	type days struct {
		condition string
		args      []any
	}
	var out []entente.Telling
	all := []days{{"t.dated = ? AND t.lo BETWEEN ? AND ? AND t.hi >= ?", []any{entente.ShortlyDated, r.From - entente.ShortDays, r.To, r.From}},
		{"t.dated = ? AND t.lo <= ? AND t.hi >= ?", []any{entente.LongDated, r.To, r.From}}}
	if r.All {
		all = []days{{"t.dated >= ?", []any{entente.Undated}}}
	}
	for _, x := range all {
		w := under(r)
		w.add("t.document = d.n")
		w.add(x.condition, x.args...)
		found, err := list(ctx, s.session(), scanTelling, tellings+w.String(), w.args...)
		if err != nil {
			return nil, wrapped("list tellings", err)
		}
		out = append(out, found...)
	}
	return out, nil
}

// under are the conditions on tellings t under the key of a reach and of its stage.
func under(r entente.Reach) *where {
	w := &where{}
	w.add("t.key = ? AND t.stage = ?", r.Key, r.Stage)
	return w
}

// beside finds the tellings of stories.
func (s *Store) beside(ctx context.Context, r entente.Reach) (out []entente.Telling, err error) {
	err = each(r.Stories, func(marks string, args []any) error {
		w := under(r)
		w.add("d.story IN ("+marks+")", args...)
		found, err := list(ctx, s.session(), scanTelling, strings.Replace(tellings, "CROSS JOIN", "JOIN", 1)+" ON t.document = d.n"+w.String(), w.args...)
		out = append(out, found...)
		return err
	})
	return out, err
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
