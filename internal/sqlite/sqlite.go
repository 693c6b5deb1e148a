// Package sqlite keeps the record in one SQLite file, and answers queries in SQL over views of it.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"entente"
	"entente/internal/ledger"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A Store is the record in one file. It is safe for concurrent use, by several processes too.
type Store struct{ *ledger.Store }

var _ entente.Store = (*Store)(nil)

// Open opens a store, making the file where there is none and bringing older files up to the present tables.
func Open(ctx context.Context, path string) (*Store, error) {
	db, err := Database(path)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, db); err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, kindOf(err))
	}
	s, err := ledger.New(db, dialect{})
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return &Store{s}, nil
}

// Database is the file as a database, for tables beside those of the record.
func Database(path string) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(20000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-65536)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	db.SetMaxIdleConns(connections)
	return db, nil
}

// connections is how many are kept open, each with the pages it has read: to open one anew takes longer than most questions.
const connections = 8

// OpenExisting opens a store that must be there already: a question to a store that is not there is a mistake in its name.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("no store %s: %w", path, entente.ErrNotFound)
	}
	return Open(ctx, path)
}

// kindOf says in words what is wrong with a file that cannot be opened, and gives it a kind.
func kindOf(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("the file is no store, or a damaged one: %w", entente.ErrInvalid)
	case sqlite3.SQLITE_CANTOPEN:
		return fmt.Errorf("the file cannot be made or opened there: %w", entente.ErrNotFound)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("the file must not be written: %w", entente.ErrForbidden)
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("another program is writing to it: %w", entente.ErrConflict)
	}
	return err
}

func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Backup writes the store, as it stands at this moment, into a new file.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := s.DB().ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}
