package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"entente"
)

// A shelving is an intake on its way into the tables.
type shelving struct {
	in session
	x  entente.Intake
}

func (s shelving) run(ctx context.Context) error {
	for _, step := range []func(context.Context) error{s.stories, s.documents, s.happenings, s.links} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// stories takes out the stories that any of the documents was in, and puts in those there are.
func (s shelving) stories(ctx context.Context) error {
	about := slices.Clone(s.x.Documents)
	for _, m := range s.x.Members {
		about = append(about, m.Document)
	}
	old, err := collect(ctx, s.in, about, scanText, func(marks string) string {
		return `SELECT DISTINCT story FROM corpus_documents WHERE id IN (` + marks + `)`
	})
	if err != nil {
		return err
	}
	for _, y := range s.x.Stories {
		old = append(old, y.ID)
	}
	if err := s.remove(ctx, "stories", "id", old); err != nil {
		return err
	}
	t := table{name: "stories", columns: "id, story"}
	for _, y := range s.x.Stories {
		t.add(y.ID, encode(y))
	}
	return t.write(ctx, s.in)
}

func (s shelving) remove(ctx context.Context, table, column string, values []string) error {
	return each(values, func(marks string, args []any) error {
		return s.in.exec(ctx, `DELETE FROM `+table+` WHERE `+column+` IN (`+marks+`)`, args...)
	})
}

// documents puts the documents in anew, with their sketches and tellings, and gives others their new story.
func (s shelving) documents(ctx context.Context) error {
	if err := s.remove(ctx, "corpus_documents", "id", s.x.Documents); err != nil {
		return err
	}
	sketches := table{name: "corpus_sketches", columns: "hash, document"}
	numbers := map[string]int64{}
	for _, m := range s.x.Members {
		if _, here := slices.BinarySearch(s.x.Documents, m.Document); !here {
			if err := s.in.exec(ctx, `UPDATE corpus_documents SET story = ? WHERE id = ?`, m.Story, m.Document); err != nil {
				return err
			}
			continue
		}
		var sketch []byte
		for _, h := range m.Sketch {
			sketch = binary.LittleEndian.AppendUint32(sketch, h)
		}
		carried := 0
		if m.Carried {
			carried = 1
		}
		n, err := s.in.count(ctx, `INSERT INTO corpus_documents (`+memberColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING n`,
			m.Document, m.Story, m.Last, carried, m.Length, filled(sketch), filled(m.Shingles))
		if err != nil {
			return err
		}
		numbers[m.Document] = n
		for _, h := range m.Sketch {
			sketches.add(int64(h), m.Document)
		}
	}
	tellings := table{name: "corpus_tellings", columns: "document, key, stage, dated, lo, hi, alone, telling"}
	for _, t := range s.x.Tellings {
		tellings.add(numbers[t.Document], t.Key, t.Stage, t.Dated, t.Lo, t.Hi, t.Alone, t.Packed)
	}
	return write(ctx, s.in, sketches, tellings)
}

// filled are bytes that are there, if none.
func filled(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// A shelved is a happening or link that is there.
type shelved struct{ id, text, together string }

// there lists what is to be replaced: what stands under the keys, and what has one of the values in a column.
func (s shelving) there(ctx context.Context, values []string, column string, scan func(*sql.Rows) (shelved, error), query string) ([]shelved, error) {
	out, err := collect(ctx, s.in, s.x.Keys, scan, func(marks string) string { return query + ` WHERE key IN (` + marks + `)` })
	if err != nil {
		return nil, err
	}
	more, err := collect(ctx, s.in, values, scan, func(marks string) string { return query + ` WHERE ` + column + ` IN (` + marks + `)` })
	return append(out, more...), err
}

// happenings replaces those under the keys; what is there already stays untouched.
func (s shelving) happenings(ctx context.Context) error {
	have, err := s.there(ctx, s.x.Replaced, "id", func(got *sql.Rows) (x shelved, err error) {
		err = got.Scan(&x.id, &x.text, &x.together)
		return x, err
	}, `SELECT id, happening, key || '|' || parties FROM happenings`)
	if err != nil {
		return err
	}
	there := map[string]shelved{}
	for _, x := range have {
		there[x.id] = x
	}
	var fresh []entente.KeptHappening
	for _, k := range s.x.Kept {
		x, ok := there[k.ID]
		if ok && x.text == encode(k.Happening) && x.together == k.Key+"|"+strings.Join(k.Parties, ",") {
			delete(there, k.ID)
			continue
		}
		fresh = append(fresh, k)
	}
	var gone []string
	for id := range there {
		gone = append(gone, id)
	}
	for _, k := range fresh {
		gone = append(gone, k.ID) // under another key, perhaps
	}
	slices.Sort(gone)
	if err := s.remove(ctx, "happenings", "id", slices.Compact(gone)); err != nil {
		return err
	}
	numbers, err := s.numbered(ctx, fresh)
	if err != nil {
		return err
	}
	parties := table{name: "happening_parties", columns: "a, b, first, happening, last"}
	for _, k := range fresh {
		first, last := days(k.Date)
		for i, a := range k.Parties {
			for _, b := range k.Parties[i:] {
				parties.add(a, b, cmp.Or(first.String, undated), numbers[k.ID], last.String)
			}
		}
	}
	return parties.write(ctx, s.in)
}

// numbered puts happenings in and gives their numbers.
func (s shelving) numbered(ctx context.Context, all []entente.KeptHappening) (map[string]int64, error) {
	t := table{name: "happenings", columns: "id, key, first, last, status, kind, type, parties, happening"}
	var ids []string
	for _, k := range all {
		first, last := days(k.Date)
		t.add(k.ID, k.Key, first, last, k.Status, k.Kind, k.Type, strings.Join(k.Parties, ","), encode(k.Happening))
		ids = append(ids, k.ID)
	}
	if err := t.write(ctx, s.in); err != nil {
		return nil, err
	}
	out := map[string]int64{}
	_, err := collect(ctx, s.in, ids, func(got *sql.Rows) (none struct{}, err error) {
		var id string
		var n int64
		err = got.Scan(&id, &n)
		out[id] = n
		return none, err
	}, func(marks string) string { return `SELECT id, n FROM happenings WHERE id IN (` + marks + `)` })
	return out, err
}

// links replaces those under the keys.
func (s shelving) links(ctx context.Context) error {
	have, err := s.there(ctx, s.x.Seekers, "seeker", func(got *sql.Rows) (x shelved, err error) {
		err = got.Scan(&x.id, &x.text)
		return x, err
	}, `SELECT id, key || '|' || seeker || '|' || link FROM happening_links`)
	if err != nil {
		return err
	}
	there := map[string]string{}
	for _, x := range have {
		there[x.id] = x.text
	}
	t := table{name: "happening_links", columns: "id, key, seeker, link"}
	var gone []string
	for _, l := range s.x.Links {
		if there[l.ID] == l.Key+"|"+l.Seeker+"|"+encode(l.Link) {
			delete(there, l.ID)
			continue
		}
		gone = append(gone, l.ID)
		t.add(l.ID, l.Key, l.Seeker, encode(l.Link))
	}
	for id := range there {
		gone = append(gone, id)
	}
	slices.Sort(gone)
	if err := s.remove(ctx, "happening_links", "id", slices.Compact(gone)); err != nil {
		return err
	}
	return t.write(ctx, s.in)
}

// scanJSON reads the last column as JSON.
func scanJSON[T any](got *sql.Rows) (x T, err error) {
	columns, err := got.Columns()
	if err != nil {
		return x, err
	}
	var text sql.RawBytes
	places := make([]any, len(columns))
	for i := range places {
		places[i] = new(sql.RawBytes)
	}
	places[len(places)-1] = &text
	if err := got.Scan(places...); err != nil {
		return x, err
	}
	return x, json.Unmarshal(text, &x)
}

// StoriesOf is entente.Shelf's.
func (s *Store) StoriesOf(ctx context.Context, documents []string) ([]entente.Story, error) {
	members, err := s.Members(ctx, documents)
	if err != nil {
		return nil, err
	}
	alone := map[string]string{}
	for _, m := range members {
		alone[m.Story] = m.Document
	}
	var ids []string
	for id := range alone {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	out, err := collect(ctx, s.session(), ids, scanJSON[entente.Story], func(marks string) string {
		return `SELECT story FROM stories WHERE id IN (` + marks + `) ORDER BY id`
	})
	if err != nil {
		return nil, wrapped("list stories", err)
	}
	for i := range out {
		delete(alone, out[i].ID)
	}
	for id, d := range alone {
		out = append(out, entente.Story{ID: id, Documents: []string{d}, Original: d, Copies: []entente.Copy{}})
	}
	slices.SortFunc(out, func(a, b entente.Story) int { return strings.Compare(a.ID, b.ID) })
	return out, nil
}
