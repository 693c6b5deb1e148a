// Package postgres keeps the record in PostgreSQL (15 and later), for several machines and many readers at once: the tables
// of the SQLite store in one schema of a database.
package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"entente"
	"entente/internal/ledger"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A Store is the record in a database. It is safe for concurrent use, by several processes on several machines too.
type Store struct{ *ledger.Store }

var _ entente.Store = (*Store)(nil)

// Is reports whether the name of a store is a PostgreSQL address: "postgres://user@host/database?search_path=schema".
func Is(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// Open opens a store, making its tables in a database that has none and bringing older ones up to the present ones. The
// database must be there.
func Open(ctx context.Context, address string) (*Store, error) {
	db, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", Redacted(address), kindOf(err))
	}
	return with(db, address)
}

// OpenExisting opens a store that must be there already.
func OpenExisting(ctx context.Context, address string) (*Store, error) {
	db, err := connect(ctx, address)
	if err != nil {
		return nil, err
	}
	var has bool
	err = db.QueryRowContext(ctx, `SELECT to_regclass('documents') IS NOT NULL`).Scan(&has)
	if err == nil && !has {
		err = fmt.Errorf("no record in this database yet; entente read makes it: %w", entente.ErrNotFound)
	}
	if err == nil {
		err = migrate(ctx, db)
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", Redacted(address), kindOf(err))
	}
	return with(db, address)
}

func with(db *sql.DB, address string) (*Store, error) {
	s, err := ledger.New(db, dialect{})
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", Redacted(address), err)
	}
	return &Store{s}, nil
}

// connections that one process opens at most.
const connections = 16

func connect(ctx context.Context, address string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("the address of the store, %s, is none: %w", Redacted(address), entente.ErrInvalid)
	}
	for name, value := range map[string]string{"application_name": "entente", "client_encoding": "UTF8", "TimeZone": "UTC", "standard_conforming_strings": "on"} {
		config.RuntimeParams[name] = value
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	if err := db.PingContext(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", Redacted(address), kindOf(err))
	}
	return db, nil
}

// Redacted is an address without its password, to be shown.
func Redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	q := u.Query()
	q.Del("password")
	u.RawQuery = q.Encode()
	return u.Redacted()
}

// kindOf says in words why a database cannot be opened, and gives it a kind.
func kindOf(err error) error {
	var e *pgconn.PgError
	var network net.Error
	switch {
	case errors.Is(err, entente.ErrNotFound), errors.Is(err, context.Canceled):
		return err
	case errors.As(err, &e):
		switch e.Code {
		case "3D000":
			return fmt.Errorf("the server has no such database (createdb makes one): %w", entente.ErrNotFound)
		case "28000", "28P01", "42501":
			return fmt.Errorf("%s: %w", e.Message, entente.ErrForbidden)
		case "53300":
			return fmt.Errorf("%s: %w", e.Message, entente.ErrConflict)
		}
		return fmt.Errorf("%s (%s)", e.Message, e.Code)
	case errors.As(err, &network):
		return fmt.Errorf("no server answers there: %w", entente.ErrNotFound)
	}
	return err
}

// migrate makes the tables; processes that come at once wait for one another.
func migrate(ctx context.Context, db *sql.DB) error {
	var schema sql.NullString
	if err := db.QueryRowContext(ctx, `SELECT current_schema()`).Scan(&schema); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if !schema.Valid {
		return fmt.Errorf("the schema in search_path is not there (CREATE SCHEMA makes it): %w", entente.ErrNotFound)
	}
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectPostgres, db, files, goose.WithSessionLocker(locker))
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if pending, err := p.HasPending(ctx); err != nil || !pending {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Pool is a pool of connections to the database of a store, for tables beside those of the record.
func Pool(ctx context.Context, address string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("the address of the store, %s, is none: %w", Redacted(address), entente.ErrInvalid)
	}
	config.MaxConns = connections
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", Redacted(address), kindOf(err))
	}
	return pool, nil
}
