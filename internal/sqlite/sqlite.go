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
	"path/filepath"
	"syscall"

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
		return nil, fmt.Errorf("open store %s: %w", path, kindOf(path, err))
	}
	return opened(path, db)
}

func opened(path string, db *sql.DB) (*Store, error) {
	s, err := ledger.New(db, dialect{})
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	return &Store{s}, nil
}

// Database is the file as a database, for tables beside those of the record.
func Database(path string) (*sql.DB, error) {
	return database(path, url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(20000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)", "cache_size(-65536)"}})
}

func database(path string, q url.Values) (*sql.DB, error) {
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
	if f, err := os.OpenFile(path, os.O_RDWR, 0); errors.Is(err, fs.ErrPermission) {
		return openStill(ctx, path)
	} else if err == nil {
		f.Close()
	}
	return Open(ctx, path)
}

// openStill opens a file that may be read and not written, for questions: as it stands, for nobody else can be writing to what has no
// log beside it.
func openStill(ctx context.Context, path string) (*Store, error) {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return nil, fmt.Errorf("open store %s: the file may not be written, and what was written last lies beside it in %[1]s-wal: %w", path, entente.ErrForbidden)
	}
	db, err := database(path, url.Values{"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"cache_size(-65536)"}})
	if err != nil {
		return nil, err
	}
	has, wants, err := versions(ctx, db)
	switch {
	case err != nil:
		err = kindOf(path, err)
	case has < wants:
		err = fmt.Errorf("the file may not be written, and its tables are of an older version of entente, which have to be brought up to date first: %w", entente.ErrForbidden)
	case has > wants:
		err = errLater
	}
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	s, err := opened(path, db)
	if err == nil {
		s.Still()
	}
	return s, err
}

// errLater is what is wrong with a store of a version to come.
var errLater = fmt.Errorf("it was written by a later version of entente than this one: %w", entente.ErrUnsupported)

// versions are the version of the tables in a file, and that which this program works with.
func versions(ctx context.Context, db *sql.DB) (has, wants int64, err error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, 0, fmt.Errorf("migrate: %w", err)
	}
	if err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version WHERE is_applied`).Scan(&has); err != nil {
		return 0, 0, fmt.Errorf("read version: %w", err)
	}
	if _, err := fmt.Sscanf(names[len(names)-1], "migrations/%d_", &wants); err != nil {
		return 0, 0, fmt.Errorf("migrate: %w", err)
	}
	return has, wants, nil
}

// kindOf says in words what is wrong with a file that cannot be opened, and gives it a kind.
func kindOf(path string, err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("the file is no store, or a damaged one: %w", entente.ErrInvalid)
	case sqlite3.SQLITE_CANTOPEN:
		return unopened(path)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("the file may not be written: %w", entente.ErrForbidden)
	case sqlite3.SQLITE_FULL:
		return syscall.ENOSPC
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("another program is writing to it: %w", entente.ErrConflict)
	}
	return err
}

// Explained gives an error of a file that is in use a kind: of a disk that is full, and of a file that may not be written.
func Explained(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xFF {
	case sqlite3.SQLITE_FULL:
		return fmt.Errorf("%w: %w", err, syscall.ENOSPC)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return fmt.Errorf("%w: the store may not be written: %w", err, entente.ErrForbidden)
	}
	return err
}

// unopened says why no file can be opened at a path.
func unopened(path string) error {
	at, err := os.Stat(path)
	if err == nil && at.IsDir() {
		return fmt.Errorf("it is a folder: %w", entente.ErrInvalid)
	}
	if _, err := os.Stat(filepath.Dir(path)); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no folder %s: %w", filepath.Dir(path), entente.ErrNotFound)
	}
	return fmt.Errorf("the file may not be made or opened there: %w", entente.ErrForbidden)
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
	has, wants, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if has > wants {
		return errLater
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Backup writes the store, as it stands at this moment, into a new file, which appears only when it is whole.
func (s *Store) Backup(ctx context.Context, path string) error {
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: it is there already: %w", path, entente.ErrConflict)
	}
	unfinished := path + ".unfinished"
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	if _, err := s.DB().ExecContext(ctx, `VACUUM INTO ?`, unfinished); err != nil {
		os.Remove(unfinished)
		return fmt.Errorf("back up to %s: %w", path, kindOf(path, err))
	}
	if err := os.Rename(unfinished, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}
