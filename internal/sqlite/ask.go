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
	if columns, err = got.Columns(); err != nil {
		return nil, nil, false, refused(ctx, err)
	}
	cells, size := make([]any, len(columns)), 0
	for i := range cells {
		cells[i] = new(sql.NullString)
	}
	for got.Next() {
		if err := got.Scan(cells...); err != nil {
			return nil, nil, false, refused(ctx, err)
		}
		if len(rows) == most || size > 4<<20 {
			return columns, rows, true, nil
		}
		row := make([]string, len(cells))
		for i := range cells {
			row[i] = strings.ToValidUTF8(cells[i].(*sql.NullString).String, "\ufffd")
			size += len(row[i])
		}
		rows = append(rows, row)
	}
	if err := got.Err(); err != nil {
		return nil, nil, false, refused(ctx, err)
	}
	return columns, rows, false, nil
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

var (
	reads  = regexp.MustCompile(`(?i)^(select|with|values)\b`)
	inward = regexp.MustCompile(`(?i)\b(pragma\w*|sqlite_dbpage|dbstat|load_extension|attach|detach|vacuum)\b`)
)

// single checks that a query is one that reads, and no more than one: it is put into a SELECT of ours, and what would close
// that is refused here.
func single(query string) (string, error) {
	query = strings.TrimRight(strings.TrimSpace(query), "; \t\n")
	plain, err := bare(query)
	switch {
	case err != nil:
		return "", err
	case !reads.MatchString(strings.TrimSpace(plain)):
		return "", fmt.Errorf("only SELECT, WITH and VALUES are answered: %w", entente.ErrForbidden)
	case strings.Contains(plain, ";"):
		return "", fmt.Errorf("one query at a time: %w", entente.ErrForbidden)
	case inward.MatchString(plain):
		return "", fmt.Errorf("%s is not answered here: %w", strings.ToUpper(inward.FindString(plain)), entente.ErrForbidden)
	}
	depth := 0
	for _, c := range plain {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return "", fmt.Errorf("a bracket closes that none opened: %w", entente.ErrInvalid)
			}
		}
	}
	if depth != 0 {
		return "", fmt.Errorf("a bracket is not closed: %w", entente.ErrInvalid)
	}
	return query, nil
}

// bare is a query with the insides of its strings, quoted names and comments taken out.
func bare(query string) (string, error) {
	var out strings.Builder
	ends := map[byte]string{'\'': "'", '"': "\"", '`': "`", '[': "]"}
	for i := 0; i < len(query); {
		rest := query[i:]
		end, open := ends[query[i]], 1
		switch {
		case query[i] == 0:
			return "", fmt.Errorf("a NUL in the query: %w", entente.ErrInvalid)
		case strings.HasPrefix(rest, "--"):
			end, open = "\n", 2
		case strings.HasPrefix(rest, "/*"):
			end, open = "*/", 2
		}
		if end == "" {
			out.WriteByte(query[i])
			i++
			continue
		}
		n := strings.Index(rest[open:], end)
		if n < 0 && end != "\n" {
			return "", fmt.Errorf("%s is not closed: %w", rest[:open], entente.ErrInvalid)
		}
		out.WriteByte(' ')
		if n < 0 {
			break
		}
		i += open + n + len(end)
	}
	return out.String(), nil
}

// Views are the views that queries may ask, with their columns, in the order of their definition.
func (a *Asker) Views(ctx context.Context) (columns map[string][]string, names []string, err error) {
	c, err := a.conn(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("views: %w", err)
	}
	defer c.Close()
	columns = map[string][]string{}
	for _, m := range regexp.MustCompile(`CREATE TEMP VIEW (\w+)`).FindAllStringSubmatch(askViews, -1) {
		got, err := c.QueryContext(ctx, "SELECT * FROM "+m[1]+" LIMIT 0")
		if err != nil {
			return nil, nil, fmt.Errorf("views: %w", err)
		}
		columns[m[1]], err = got.Columns()
		got.Close()
		if err != nil {
			return nil, nil, fmt.Errorf("views: %w", err)
		}
		names = append(names, m[1])
	}
	return columns, names, nil
}
