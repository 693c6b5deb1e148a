package sqlite

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente"
	"entente/internal/ledger"
)

//go:embed ask.sql
var askViews string

// An Asker answers queries in SQL over views of a store, on connections of its own that can write nothing: the file is open
// for reading, no other file can be attached, and lengths are bounded. How long a query may take is the caller's context's.
type Asker struct{ db *sql.DB }

// NewAsker opens a store file for queries.
func NewAsker(path string) (*Asker, error) {
	q := url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(2000)", "temp_store(1)", "cache_size(-16384)", "trusted_schema(0)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("open %s for queries: %w", path, err)
	}
	db.SetMaxOpenConns(2)
	return &Asker{db}, nil
}

// Close closes the connections.
func (a *Asker) Close() error { return a.db.Close() }

// limits of a connection: bytes of a value, bytes of a query, depth, terms, columns, and no other file.
var limits = map[int]int{sqlite3.SQLITE_LIMIT_LENGTH: 1 << 18, sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000, sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100, sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 20,
	sqlite3.SQLITE_LIMIT_COLUMN: 200, sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000, sqlite3.SQLITE_LIMIT_ATTACHED: 0, sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200}

// conn is a connection with the views and the limits on it.
func (a *Asker) conn(ctx context.Context) (*sql.Conn, error) {
	c, err := a.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	var ready int
	if err := c.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_temp_master WHERE type = 'view'`).Scan(&ready); err != nil {
		c.Close()
		return nil, err
	}
	if ready > 0 {
		return c, nil
	}
	if _, err := c.ExecContext(ctx, askViews+"PRAGMA query_only = 1;"); err != nil {
		c.Close()
		return nil, err
	}
	for id, most := range limits {
		if _, err := sqlite.Limit(c, id, most); err != nil {
			c.Close()
			return nil, err
		}
	}
	return c, nil
}

// Ask answers one SELECT with at most so many rows; more says that there are others. What is wrong with a query is an error
// that wraps entente.ErrInvalid, what it may not do entente.ErrForbidden.
func (a *Asker) Ask(ctx context.Context, query string, most int) (columns []string, rows [][]string, more bool, err error) {
	query, err = single(query)
	if err != nil {
		return nil, nil, false, err
	}
	c, err := a.conn(ctx)
	if err != nil {
		return nil, nil, false, fmt.Errorf("ask: %w", err)
	}
	defer c.Close()
	got, err := c.QueryContext(ctx, fmt.Sprintf("SELECT * FROM (%s\n) LIMIT %d", query, most+1))
	if err != nil {
		return nil, nil, false, refused(ctx, err)
	}
	defer got.Close()
	columns, rows, more, err = ledger.Answer(got, most)
	if err != nil {
		return nil, nil, false, refused(ctx, err)
	}
	return columns, rows, more, nil
}

// refused tells what is wrong with a query.
func refused(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		return fmt.Errorf("%s: %w", strings.TrimSuffix(e.Error(), fmt.Sprintf(" (%d)", e.Code())), entente.ErrInvalid)
	}
	return err
}

var inward = regexp.MustCompile(`(?i)\b(pragma\w*|sqlite_dbpage|dbstat|load_extension|attach|detach|vacuum)\b`)

// accounts are the tables of who may do what; they are not asked, however their name is written.
var accounts = regexp.MustCompile(`(?i)account_\w*`)

// single is one query that reads, and names nothing of the file itself.
func single(query string) (string, error) {
	query, plain, err := ledger.Single(query)
	if err == nil && accounts.MatchString(query) {
		err = fmt.Errorf("%s is not answered here: %w", accounts.FindString(query), entente.ErrForbidden)
	}
	if err == nil && inward.MatchString(plain) {
		err = fmt.Errorf("%s is not answered here: %w", strings.ToUpper(inward.FindString(plain)), entente.ErrForbidden)
	}
	return query, err
}

var viewNames = regexp.MustCompile(`CREATE TEMP VIEW (\w+)`)

// Views are the views that queries may ask, with their columns, in the order of their definition.
func (a *Asker) Views(ctx context.Context) (columns map[string][]string, names []string, err error) {
	c, err := a.conn(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("views: %w", err)
	}
	defer c.Close()
	for _, m := range viewNames.FindAllStringSubmatch(askViews, -1) {
		names = append(names, m[1])
	}
	if columns, err = ledger.Columns(ctx, c, names); err != nil {
		return nil, nil, fmt.Errorf("views: %w", err)
	}
	return columns, names, nil
}
