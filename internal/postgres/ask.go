package postgres

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"entente"
	"entente/internal/ledger"
)

//go:embed ask.sql
var askViews string

// An Asker answers queries in SQL over views of a store: in transactions that write nothing and end in a few seconds, as a
// role that may read nothing but the views.
type Asker struct {
	db    *sql.DB
	views string // schema of the views, quoted
}

// role is who asks.
const role = "entente_ask"

// NewAsker makes the views, in a schema beside that of the store ("public_ask"), and the role that may read them. Where we may
// not make them, the error wraps entente.ErrForbidden and says what an administrator has to do.
func NewAsker(ctx context.Context, address string) (*Asker, error) {
	db, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(2)
	a := &Asker{db: db}
	if err := a.prepare(ctx); err != nil {
		db.Close()
		var e *pgconn.PgError
		if errors.As(err, &e) && e.Code == "42501" {
			return nil, fmt.Errorf("queries in SQL need the role %[1]s and a schema for their views; let an administrator run CREATE ROLE %[1]s; GRANT %[1]s TO the user of this address; GRANT CREATE ON DATABASE to it (%[2]s): %[3]w",
				role, e.Message, entente.ErrForbidden)
		}
		return nil, fmt.Errorf("prepare for queries: %w", err)
	}
	return a, nil
}

func (a *Asker) prepare(ctx context.Context) error {
	var store string
	if err := a.db.QueryRowContext(ctx, `SELECT current_schema()`).Scan(&store); err != nil {
		return err
	}
	a.views = pgx.Identifier{store + "_ask"}.Sanitize()
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	queries := []string{`SELECT pg_advisory_xact_lock(20260101)`, // views are made by one at a time
		`DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '` + role + `') THEN CREATE ROLE ` + role + ` NOLOGIN; END IF;
			IF NOT pg_has_role(current_user, '` + role + `', 'MEMBER') THEN GRANT ` + role + ` TO CURRENT_USER; END IF; END $$`,
		`CREATE SCHEMA IF NOT EXISTS ` + a.views}
	for q := range strings.SplitSeq(fmt.Sprintf(askViews, pgx.Identifier{store}.Sanitize(), a.views), ";\n") {
		queries = append(queries, q)
	}
	queries = append(queries, `GRANT USAGE ON SCHEMA `+a.views+` TO `+role, `GRANT SELECT ON ALL TABLES IN SCHEMA `+a.views+` TO `+role)
	for _, q := range queries {
		if q = strings.TrimSpace(q); q == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	return tx.Commit()
}

// Close closes the connections.
func (a *Asker) Close() error { return a.db.Close() }

// longestQuery is what a query may take, whatever its caller allows.
const longestQuery = 10 * time.Second

// begin starts a transaction as the role, in which nothing can be written.
func (a *Asker) begin(ctx context.Context) (*sql.Tx, error) {
	tx, err := a.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, q := range []string{fmt.Sprintf("SET LOCAL statement_timeout = %d", longestQuery.Milliseconds()), "SET LOCAL lock_timeout = 2000", "SET LOCAL work_mem = '16MB'",
		"SET TRANSACTION READ ONLY", "SET LOCAL search_path = " + a.views, "SET LOCAL ROLE " + role} {
		if _, err := tx.ExecContext(ctx, q); err != nil {
			_ = tx.Rollback()
			return nil, err
		}
	}
	return tx, nil
}

// Ask answers one SELECT with at most so many rows; more says that there are others. What is wrong with a query is an error
// that wraps entente.ErrInvalid, what it may not do entente.ErrForbidden.
func (a *Asker) Ask(ctx context.Context, query string, most int) (columns []string, rows [][]string, more bool, err error) {
	query, err = single(query)
	if err != nil {
		return nil, nil, false, err
	}
	tx, err := a.begin(ctx)
	if err != nil {
		return nil, nil, false, fmt.Errorf("ask: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	got, err := tx.QueryContext(ctx, fmt.Sprintf("SELECT * FROM (%s\n) AS asked LIMIT %d", query, most+1))
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
	var e *pgconn.PgError
	if errors.As(err, &e) {
		if e.Code == "57014" {
			return context.DeadlineExceeded
		}
		return fmt.Errorf("%s: %w", e.Message, entente.ErrInvalid)
	}
	return err
}

// inward are functions that change who asks or run queries of their own, and ways of writing that hide a name or a string.
var inward = regexp.MustCompile(`(?i)set_config|current_setting|\b\w+_to_xml\w*|\bpg_\w+|\blo_\w+|dblink\w*|\$|\\|\[|\b[eu]&?['"]`)

// single is one query that reads, and calls nothing that could reach beyond the views; names in quotation marks count.
func single(query string) (string, error) {
	query, _, err := ledger.Single(query)
	if err != nil {
		return "", err
	}
	if at := inward.FindString(query); at != "" {
		return "", fmt.Errorf("%s is not answered here: %w", at, entente.ErrForbidden)
	}
	return query, nil
}

var viewNames = regexp.MustCompile(`VIEW %\[2\]s\.(\w+)`)

// Views are the views that queries may ask, with their columns, in the order of their definition.
func (a *Asker) Views(ctx context.Context) (columns map[string][]string, names []string, err error) {
	tx, err := a.begin(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("views: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	for _, m := range viewNames.FindAllStringSubmatch(askViews, -1) {
		names = append(names, m[1])
	}
	if columns, err = ledger.Columns(ctx, tx, names); err != nil {
		return nil, nil, fmt.Errorf("views: %w", err)
	}
	return columns, names, nil
}
