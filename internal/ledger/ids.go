package ledger

import (
	"context"
	"database/sql"
	"fmt"

	"entente"
)

// IDs lists the ids of the rows that a filter lets through, in their own order: what a sample is drawn from.
func (s *Store) IDs(ctx context.Context, f entente.Filter) ([]string, error) {
	c, err := s.ruling(ctx, s.session())
	if err != nil {
		return nil, err
	}
	w := s.chosen(c, f)
	out, err := list(ctx, s.session(), func(got *sql.Rows) (id string, err error) {
		err = got.Scan(&id)
		return id, err
	}, `SELECT r.id FROM rows r JOIN documents d ON d.n = r.document`+w.String()+` ORDER BY r.id`, w.args...)
	if err != nil {
		return nil, fmt.Errorf("list ids of rows: %w", err)
	}
	return out, nil
}
