package sqlite

import (
	"context"
	"fmt"
	"strings"

	"entente"
)

// Save keeps a view under its name; one without address takes the name away.
func (s *Store) Save(ctx context.Context, v entente.View) error {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" {
		return fmt.Errorf("save a view: it has no name: %w", entente.ErrInvalid)
	}
	var err error
	if v.Address == "" {
		_, err = s.db.ExecContext(ctx, `DELETE FROM saved WHERE name = ?`, v.Name)
	} else {
		_, err = s.db.ExecContext(ctx, `INSERT INTO saved (name, id, address, who, at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET address = excluded.address, who = excluded.who, at = excluded.at`, v.Name, entente.ID("w", v.Name), v.Address, v.Who, v.When)
	}
	if err != nil {
		return fmt.Errorf("save view %s: %w", v.Name, err)
	}
	return nil
}

// Saved lists the views that were saved, by name.
func (s *Store) Saved(ctx context.Context) ([]entente.View, error) {
	got, err := s.db.QueryContext(ctx, `SELECT id, name, address, who, at FROM saved ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("list saved views: %w", err)
	}
	defer got.Close()
	var out []entente.View
	for got.Next() {
		var v entente.View
		if err := got.Scan(&v.ID, &v.Name, &v.Address, &v.Who, &v.When); err != nil {
			return nil, fmt.Errorf("list saved views: %w", err)
		}
		out = append(out, v)
	}
	if err := got.Err(); err != nil {
		return nil, fmt.Errorf("list saved views: %w", err)
	}
	return out, nil
}
