package ledger

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"entente"
)

var _ entente.Shelf = (*Store)(nil)

// Take is entente.Shelf's. Whoever takes holds the row of corpus_state, so that others wait.
func (s *Store) Take(ctx context.Context, version string, limit int, f func([]string) (entente.Intake, error)) (int, error) {
	if idle, err := s.taken(ctx, version); err != nil || idle {
		return 0, err
	}
	if s.still {
		return 0, fmt.Errorf("take in: the store may not be written: %w", entente.ErrForbidden)
	}
	if err := s.anew(ctx, version); err != nil {
		return 0, fmt.Errorf("take in: %w", err)
	}
	taken := 0
	err := s.alone(ctx, func(in session) error {
		marks, err := list(ctx, in, func(got *sql.Rows) (m mark, err error) { err = got.Scan(&m.n, &m.document); return m, err },
			`SELECT n, document FROM corpus_marks ORDER BY n LIMIT ?`, limit)
		if err != nil || len(marks) == 0 {
			return err
		}
		var documents []string
		var numbers []int64
		for _, m := range marks {
			documents, numbers = append(documents, m.document), append(numbers, m.n)
		}
		slices.Sort(documents)
		documents = slices.Compact(documents)
		x, err := f(documents)
		if err != nil {
			return err
		}
		taken = len(documents)
		if err := (shelving{in, x}).run(ctx); err != nil {
			return err
		}
		return each(numbers, func(marks string, args []any) error {
			return in.exec(ctx, `DELETE FROM corpus_marks WHERE n IN (`+marks+`)`, args...)
		})
	})
	if err != nil {
		return 0, fmt.Errorf("take in: %w", err)
	}
	return taken, nil
}

// A mark notes that a document came, changed or went.
type mark struct {
	n        int64
	document string
}

// taken reports whether there is nothing to take in.
func (s *Store) taken(ctx context.Context, version string) (bool, error) {
	var made string
	var left int
	err := s.session().row(ctx, `SELECT version, (SELECT count(*) FROM (SELECT 1 FROM corpus_marks LIMIT 1) AS x) FROM corpus_state WHERE n = 1`).Scan(&made, &left)
	if err != nil {
		return false, fmt.Errorf("take in: %w", err)
	}
	return made == version && left == 0, nil
}

// alone runs f in a transaction in which nobody else takes. It does not count as a change: what it keeps follows from what was
// there before.
func (s *Store) alone(ctx context.Context, f func(session) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	in := session{tx, s.d}
	if _, err = in.count(ctx, `SELECT n FROM corpus_state WHERE n = 1`+s.d.Lock()); err == nil {
		err = f(in)
	}
	if err != nil {
		if rolled := undo(tx); rolled != nil {
			return fmt.Errorf("%w; %w", err, rolled)
		}
		return err
	}
	return tx.Commit()
}

// anew clears what another version made and marks all documents.
func (s *Store) anew(ctx context.Context, version string) error {
	const ask = `SELECT version FROM corpus_state WHERE n = 1`
	var made string
	if err := s.session().row(ctx, ask).Scan(&made); err != nil || made == version {
		return err
	}
	return s.alone(ctx, func(in session) error {
		if err := in.row(ctx, ask).Scan(&made); err != nil || made == version {
			return err
		}
		for _, q := range []string{`DELETE FROM happening_links`, `DELETE FROM happenings`, `DELETE FROM stories`, `DELETE FROM corpus_documents`, `DELETE FROM corpus_marks`,
			`INSERT INTO corpus_marks (document) SELECT id FROM documents ORDER BY id`} {
			if err := in.exec(ctx, q); err != nil {
				return err
			}
		}
		return in.exec(ctx, `UPDATE corpus_state SET version = ? WHERE n = 1`, version)
	})
}

// markDocuments notes that documents came, changed or went.
func markDocuments(ctx context.Context, in session, documents ...string) error {
	t := table{name: "corpus_marks", columns: "document"}
	for _, d := range documents {
		t.add(d)
	}
	return t.write(ctx, in)
}

// most is how many values stand in one query.
const most = 1000

// each calls f for values, so many at a time, with the marks for them.
func each[T any](values []T, f func(marks string, args []any) error) error {
	for some := range slices.Chunk(values, most) {
		args := make([]any, len(some))
		for i, v := range some {
			args[i] = v
		}
		if err := f(marksOf(len(some)), args); err != nil {
			return err
		}
	}
	return nil
}

// marksOf are n marks with commas between them.
func marksOf(n int) string {
	marks, _ := marksFor(make([]string, n))
	return marks
}

// collect is list over many values.
func collect[T, V any](ctx context.Context, in session, values []V, scan func(*sql.Rows) (T, error), query func(marks string) string) ([]T, error) {
	var out []T
	err := each(values, func(marks string, args []any) error {
		got, err := list(ctx, in, scan, query(marks), args...)
		out = append(out, got...)
		return err
	})
	return out, err
}

func scanText(got *sql.Rows) (s string, err error) { err = got.Scan(&s); return s, err }

const memberColumns = `id, story, last, carried, length, sketch, shingles`

func scanMember(got *sql.Rows) (m entente.StoryMember, err error) {
	var sketch []byte
	var carried int
	err = got.Scan(&m.Document, &m.Story, &m.Last, &carried, &m.Length, &sketch, &m.Shingles)
	m.Carried = carried != 0
	for ; len(sketch) >= 4; sketch = sketch[4:] {
		m.Sketch = append(m.Sketch, binary.LittleEndian.Uint32(sketch))
	}
	return m, err
}

// Members is entente.Shelf's.
func (s *Store) Members(ctx context.Context, documents []string) ([]entente.StoryMember, error) {
	out, err := collect(ctx, s.session(), documents, scanMember, func(marks string) string {
		return `SELECT ` + memberColumns + ` FROM corpus_documents WHERE id IN (` + marks + `)`
	})
	return out, wrapped("list members of stories", err)
}

// MembersOf is entente.Shelf's.
func (s *Store) MembersOf(ctx context.Context, stories []string) ([]entente.StoryMember, error) {
	out, err := collect(ctx, s.session(), stories, scanMember, func(marks string) string {
		return `SELECT ` + memberColumns + ` FROM corpus_documents WHERE story IN (` + marks + `)`
	})
	return out, wrapped("list members of stories", err)
}

// Wide is entente.Shelf's.
func (s *Store) Wide(ctx context.Context, stories []string, most int) ([]string, error) {
	out, err := s.beyond(ctx, "corpus_documents", "story", stories, most)
	return out, wrapped("count members of stories", err)
}

// Bearing is entente.Shelf's.
func (s *Store) Bearing(ctx context.Context, hashes []uint32, most int) (map[uint32][]string, error) {
	out := map[uint32][]string{}
	tail := ""
	if most > 0 {
		tail = fmt.Sprintf(" LIMIT %d", most)
	}
	for some := range slices.Chunk(hashes, compound) {
		parts, args := make([]string, len(some)), make([]any, len(some))
		for i, h := range some { // one row for each hash: a crowd is hundreds of documents
			parts[i], args[i] = fmt.Sprintf(`SELECT hash, string_agg(document, ',') FROM (SELECT hash, document FROM corpus_sketches WHERE hash = ? ORDER BY document%s) AS x%d GROUP BY hash`, tail, i), int64(h)
		}
		_, err := list(ctx, s.session(), func(got *sql.Rows) (x struct{}, err error) {
			var h int64
			var documents string
			err = got.Scan(&h, &documents)
			out[uint32(h)] = strings.Split(documents, ",")
			return x, err
		}, strings.Join(parts, " UNION ALL "), args...)
		if err != nil {
			return nil, wrapped("find likenesses", err)
		}
	}
	for _, documents := range out {
		slices.Sort(documents)
	}
	return out, nil
}

// compound is how many queries stand in one.
const compound = 100

// KeysOf is entente.Shelf's.
func (s *Store) KeysOf(ctx context.Context, happenings []string) ([]string, error) {
	out, err := collect(ctx, s.session(), happenings, scanText, func(marks string) string {
		return `SELECT DISTINCT key FROM corpus_tellings WHERE alone IN (` + marks + `) ORDER BY key`
	})
	return out, wrapped("list keys", err)
}

func wrapped(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, err)
}
