// Package sqlite keeps the record in one SQLite file: sources by hash, records, the rows taken out of them, a text index,
// and the corrections that people made.
//
// A reading goes in as one transaction, so whoever kills the program loses at most the document under way. Records of
// older versions stay beside the newest, whose rows are the ones shown.
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
	"sync"

	"github.com/klauspost/compress/zstd"
	"github.com/pressly/goose/v3"
	"modernc.org/sqlite" // registers the driver
	sqlite3 "modernc.org/sqlite/lib"

	"entente"
)

//go:embed migrations/*.sql
var migrations embed.FS

// A Store is the record in one file. It is safe for concurrent use, by several processes too.
type Store struct {
	db   *sql.DB
	pack *zstd.Encoder
	open *zstd.Decoder

	watch   sync.Mutex
	watched *sql.Conn // that sees when others write; nil before it is asked
	turn    int64     // how many such connections there were before
}

var _ entente.Store = (*Store)(nil)

// Open opens a store, making the file where there is none and bringing older files up to the present tables.
func Open(ctx context.Context, path string) (*Store, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(20000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-65536)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	if err := migrate(ctx, db); err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, kindOf(err))
	}
	s := &Store{db: db}
	if s.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(2)); err == nil {
		s.open, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2))
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return s, nil
}

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

// Close closes the file.
func (s *Store) Close() error {
	s.watch.Lock()
	s.unwatch()
	s.watch.Unlock()
	s.open.Close()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// in runs f in one transaction.
func (s *Store) in(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func (s *Store) squeeze(b []byte) []byte { return s.pack.EncodeAll(b, nil) }

func (s *Store) unpack(b []byte) ([]byte, error) {
	out, err := s.open.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return out, nil
}
