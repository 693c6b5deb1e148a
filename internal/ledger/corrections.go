package ledger

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"entente"
)

// Correct appends a correction. The same correction twice is kept once.
func (s *Store) Correct(ctx context.Context, c entente.Correction) error {
	if c.ID == "" {
		c.ID = entente.ID("c", c.Row, c.Field, c.Value, c.Who, c.When)
	}
	err := s.in(ctx, func(in session) error {
		return in.exec(ctx, `INSERT INTO corrections (id, correction) VALUES (?, ?) ON CONFLICT DO NOTHING`, c.ID, encode(c))
	})
	if err != nil {
		return fmt.Errorf("correct %s: %w", c.Row, err)
	}
	return nil
}

// Corrections lists all corrections, those that were undone too, in the order of when they were made.
func (s *Store) Corrections(ctx context.Context) ([]entente.Correction, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (c entente.Correction, err error) {
		var line []byte
		if err := got.Scan(&line); err != nil {
			return c, err
		}
		return c, json.Unmarshal(line, &c)
	}, `SELECT correction FROM corrections ORDER BY n`)
	if err != nil {
		return nil, fmt.Errorf("list corrections: %w", err)
	}
	slices.SortStableFunc(out, func(a, b entente.Correction) int { return cmp.Compare(a.When, b.When) })
	return out, nil
}

// aliases are the names and codes that people said stand for an actor: folded name, or code, → code.
type aliases map[string]string

// of lists what stands for a code, in no order.
func (a aliases) of(code string) []string {
	var out []string
	for name, c := range a {
		if c == code {
			out = append(out, name)
		}
	}
	return out
}

// corrected is what holds of the corrections when those undone are taken away.
type corrected struct {
	names    aliases
	rejected []string
}

func (s *Store) corrections(ctx context.Context) (corrected, error) {
	all, err := s.Corrections(ctx)
	if err != nil {
		return corrected{}, err
	}
	out := corrected{names: aliases{}}
	rejected := map[string]bool{}
	for _, c := range entente.Holding(all) {
		switch {
		case c.Field == "alias" && c.Value != "":
			out.names[c.Row], out.names[fold(c.Row)] = c.Value, c.Value
		case c.Field == "rejected":
			rejected[c.Row] = c.Value == "true"
		}
	}
	for _, row := range slices.Sorted(maps.Keys(rejected)) {
		if rejected[row] {
			out.rejected = append(out.rejected, row)
		}
	}
	return out, nil
}

// apply names the parties that an alias explains.
func (c corrected) apply(r *entente.Row) {
	for _, p := range r.Parties {
		key := p.Code
		if key == "" {
			key = fold(p.Name)
		}
		if code, ok := c.names[key]; ok {
			p.Code = code
		}
	}
}
