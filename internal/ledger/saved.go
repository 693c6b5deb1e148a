package ledger

import (
	"context"
	"database/sql"
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
	err := s.in(ctx, func(in session) error {
		if v.Address == "" {
			return in.exec(ctx, `DELETE FROM saved WHERE name = ?`, v.Name)
		}
		return in.exec(ctx, `INSERT INTO saved (name, id, address, who, at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET address = excluded.address, who = excluded.who, at = excluded.at`, v.Name, entente.ID("w", v.Name), v.Address, v.Who, v.When)
	})
	if err != nil {
		return fmt.Errorf("save view %s: %w", v.Name, err)
	}
	return nil
}

// Saved lists the views that were saved, by name.
func (s *Store) Saved(ctx context.Context) ([]entente.View, error) {
	out, err := list(ctx, s.session(), func(got *sql.Rows) (v entente.View, err error) {
		err = got.Scan(&v.ID, &v.Name, &v.Address, &v.Who, &v.When)
		return v, err
	}, `SELECT id, name, address, who, at FROM saved ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("list saved views: %w", err)
	}
	return out, nil
}
