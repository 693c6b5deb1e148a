package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"entente"
)

// A standing is where something stands in a list by date.
type standing struct {
	first, last sql.NullString
	rest        []any // document, or document, sort and place in the text
}

// after keeps what comes after f.After in the order of byDate and then of the columns of rest. The list is found again where
// it was left, whatever has come in or gone since, but for that one itself.
func (w *where) after(ctx context.Context, s session, table string, f entente.Filter) error {
	if f.After == "" {
		return nil
	}
	query, rest := `SELECT d.first, d.last, d.id, '', 0 FROM documents d WHERE d.id = ?`, []string{"d.id"}
	switch table {
	case "h":
		query, rest = `SELECT h.first, h.last, h.id, '', 0 FROM happenings h WHERE h.id = ?`, []string{"h.id"}
	case "r":
		query, rest = `SELECT r.first, r.last, d.id, r.sort, r.ord FROM rows r JOIN documents d ON d.n = r.document WHERE r.id = ? ORDER BY r.n LIMIT 1`, []string{"d.id", "r.sort", "r.ord"}
	}
	p := standing{}
	var document, sort string
	var order int
	err := s.row(ctx, query, f.After).Scan(&p.first, &p.last, &document, &sort, &order)
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("the list cannot go on after %s, which is no longer in it; begin it again: %w", f.After, entente.ErrNotFound)
	}
	if err != nil {
		return err
	}
	p.rest = []any{document, sort, order}[:len(rest)]
	condition, args := p.behind(table, rest, f.Newest)
	w.add(condition, args...)
	return nil
}

// behind is the condition on what comes after a place: column by column, the later ones where the earlier are the same.
func (p standing) behind(table string, rest []string, newest bool) (string, []any) {
	condition, args := "", []any{}
	for i := len(rest) - 1; i >= 0; i-- {
		if condition == "" {
			condition, args = rest[i]+" > ?", []any{p.rest[i]}
			continue
		}
		condition, args = "("+rest[i]+" > ? OR "+rest[i]+" = ? AND "+condition+")", append([]any{p.rest[i], p.rest[i]}, args...)
	}
	beyond := " > ?"
	if newest {
		beyond = " < ?"
	}
	last := "coalesce(" + table + ".last, '')" // what has no last day comes first, or last where the newest come first
	condition, args = "("+last+beyond+" OR "+last+" = ? AND "+condition+")", append([]any{p.last.String, p.last.String}, args...)
	first := table + ".first"
	if !p.first.Valid {
		return first + " IS NULL AND " + condition, args
	}
	return "(" + first + " IS NULL OR " + first + beyond + " OR " + first + " = ? AND " + condition + ")", append([]any{p.first.String, p.first.String}, args...)
}
