package sqlite

import (
	"database/sql"
	"strings"

	"entente/internal/ledger"
)

// dialect is SQLite's: FTS5 for the text index, its marks as they are written.
type dialect struct{}

func (dialect) Bind(query string, args []any) (string, []any) { return query, args }

func (dialect) Index(n int64, title, text string) (string, []any) {
	return `INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)`, []any{n, title, text}
}

// Matches ranks by BM25; titles count threefold.
func (dialect) Matches(phrases []string) (condition string, args []any, score string, scoreArgs []any) {
	quoted := make([]string, len(phrases))
	for i, p := range phrases {
		quoted[i] = `"` + strings.ReplaceAll(p, `"`, `""`) + `"`
	}
	return "texts MATCH ?", []any{strings.Join(quoted, " ")}, "bm25(texts, 3.0, 1.0)", nil
}

// Lock is nothing: one transaction writes at a time.
func (dialect) Lock() string { return "" }

func (dialect) Loose(table string) string { return "+" + table }

func (dialect) Leading(expression string) string { return "CAST(" + expression + " AS INTEGER)" }

// Snapshot is what every transaction is.
func (dialect) Snapshot() sql.IsolationLevel { return sql.LevelDefault }

func (dialect) Numbered() []string { return nil }

func (dialect) Faults() []ledger.Fault {
	return []ledger.Fault{
		{Query: `SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'`, Says: "the file: %s"},
		{Query: `SELECT "table" || ' row ' || rowid FROM pragma_foreign_key_check`, Says: "a link that leads nowhere: %s"},
	}
}
