package ledger

import (
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
			sketches.add(int64(h), n)
		}
	}
	tellings := table{name: "corpus_tellings", columns: "document, key, alone, telling"}
	for _, t := range s.x.Tellings {
		tellings.add(numbers[t.Document], t.Key, t.Alone, t.Packed)
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
type shelved struct {
	n                  int64
	id, text, together string
}

// happenings replaces those under the keys; what is there already stays untouched.
func (s shelving) happenings(ctx context.Context) error {
	have, err := collect(ctx, s.in, s.x.Keys, func(got *sql.Rows) (x shelved, err error) {
		err = got.Scan(&x.n, &x.id, &x.text, &x.together)
		return x, err
	}, func(marks string) string {
		return `SELECT n, id, happening, key || '|' || parties FROM happenings WHERE key IN (` + marks + `)`
	})
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
	parties := table{name: "happening_parties", columns: "a, b, happening"}
	for _, k := range fresh {
		first, last := days(k.Date)
		n, err := s.in.count(ctx, `INSERT INTO happenings (id, key, first, last, status, kind, type, parties, happening) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
			k.ID, k.Key, first, last, k.Status, k.Kind, k.Type, strings.Join(k.Parties, ","), encode(k.Happening))
		if err != nil {
			return err
		}
		for i, a := range k.Parties {
			for _, b := range k.Parties[i:] {
				parties.add(a, b, n)
			}
		}
	}
	return parties.write(ctx, s.in)
}

// links replaces those under the keys.
func (s shelving) links(ctx context.Context) error {
	have, err := collect(ctx, s.in, s.x.Keys, func(got *sql.Rows) (x shelved, err error) {
		err = got.Scan(&x.id, &x.text)
		return x, err
	}, func(marks string) string {
		return `SELECT id, key || '|' || link FROM happening_links WHERE key IN (` + marks + `)`
	})
	if err != nil {
		return err
	}
	there := map[string]string{}
	for _, x := range have {
		there[x.id] = x.text
	}
	t := table{name: "happening_links", columns: "id, key, link"}
	var gone []string
	for _, l := range s.x.Links {
		if there[l.ID] == l.Key+"|"+encode(l.Link) {
			delete(there, l.ID)
			continue
		}
		gone = append(gone, l.ID)
		t.add(l.ID, l.Key, encode(l.Link))
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

// Happenings is entente.Shelf's.
func (s *Store) Happenings(ctx context.Context, f entente.Filter) ([]entente.Happening, []entente.Link, error) {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, "event") {
		return nil, nil, nil
	}
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, nil, err
	}
	w := &where{}
	both := func(a, b string) {
		if a, b = c.Code(a), c.Code(b); a != "" {
			w.add("h.n IN (SELECT happening FROM happening_parties WHERE a = ? AND b = ?)", min(a, b), max(a, b))
		}
	}
	both(f.Actor, f.Actor)
	both(f.Dyad[0], f.Dyad[1])
	rows := "h"
	if len(w.conditions) > 0 {
		rows = s.d.Loose("h")
	}
	w.period(rows, f)
	w.among("h.status", f.Status)
	if len(f.Class) > 0 {
		marks, args := marksFor(f.Class)
		w.add("(h.kind IN ("+marks+") OR h.type IN ("+marks+"))", append(args, args...)...)
	}
	out, err := list(ctx, s.session(), scanJSON[entente.Happening], `SELECT h.happening FROM happenings h`+w.String()+byDate("h", f)+`, h.id`+limit(f), w.args...)
	if err != nil {
		return nil, nil, wrapped("list happenings", err)
	}
	among := make(map[string]bool, len(out))
	for i := range out {
		among[out[i].ID] = true
	}
	links, err := list(ctx, s.session(), scanJSON[entente.Link], `SELECT DISTINCT l.id, l.link FROM happenings h JOIN happening_links l ON l.key = h.key`+w.String()+` ORDER BY l.id`, w.args...)
	if err != nil {
		return nil, nil, wrapped("list links", err)
	}
	return out, slices.DeleteFunc(links, func(l entente.Link) bool { return !among[l.From] && !among[l.To] }), nil
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
