// Package stores opens a store by its name: a file, or the address of a database on PostgreSQL.
package stores

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"entente"
	"entente/internal/ledger"
	"entente/internal/postgres"
	"entente/internal/sqlite"
)

// A Store is the record wherever it is kept, and what looks after it.
type Store interface {
	entente.Store
	ledger.Queue
	// CopyTo writes everything into an empty store.
	CopyTo(ctx context.Context, to *ledger.Store) error
}

// Open opens a store and makes what is not there yet: the file, or the tables in a database.
func Open(ctx context.Context, name string) (Store, error) { return open(ctx, name, true) }

// OpenExisting opens a store that must be there already: a question to a store that is not there is a mistake in its name.
func OpenExisting(ctx context.Context, name string) (Store, error) { return open(ctx, name, false) }

func open(ctx context.Context, name string, create bool) (Store, error) {
	if postgres.Is(name) {
		if create {
			return opened(postgres.Open(ctx, name))
		}
		return opened(postgres.OpenExisting(ctx, name))
	}
	if create {
		return opened(sqlite.Open(ctx, name))
	}
	return opened(sqlite.OpenExisting(ctx, name))
}

// opened keeps an error from coming with a store that is nil but has a type.
func opened[T Store](s T, err error) (Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}

// An Asker answers queries in SQL that only read.
type Asker interface {
	Ask(ctx context.Context, query string, most int) (columns []string, rows [][]string, more bool, err error)
	Views(ctx context.Context) (columns map[string][]string, names []string, err error)
	Close() error
}

// NewAsker opens a store for queries in SQL.
func NewAsker(ctx context.Context, name string) (Asker, error) {
	if postgres.Is(name) {
		return asker(postgres.NewAsker(ctx, name))
	}
	return asker(sqlite.NewAsker(name))
}

func asker[T Asker](a T, err error) (Asker, error) {
	if err != nil {
		return nil, err
	}
	return a, nil
}

// Backup writes a store, as it stands at this moment, into a new file, which is a store itself.
func Backup(ctx context.Context, s Store, path string) (err error) {
	if f, is := s.(*sqlite.Store); is {
		return f.Backup(ctx, path)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: it is there already: %w", path, entente.ErrConflict)
	}
	unfinished := path + ".unfinished"
	if err := os.Remove(unfinished); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	to, err := sqlite.Open(ctx, unfinished)
	if err != nil {
		return err
	}
	err = s.CopyTo(ctx, to.Store)
	if err = errors.Join(err, to.Close()); err != nil {
		return errors.Join(err, os.Remove(unfinished))
	}
	if err := os.Rename(unfinished, path); err != nil {
		return fmt.Errorf("back up to %s: %w", path, err)
	}
	return nil
}

// Restore makes a store that is not there yet, or an empty one in a database, from a backup.
func Restore(ctx context.Context, from Store, name string) error {
	if !postgres.Is(name) {
		return Backup(ctx, from, name)
	}
	to, err := postgres.Open(ctx, name)
	if err != nil {
		return err
	}
	return errors.Join(from.CopyTo(ctx, to.Store), to.Close())
}

// Explained gives an error of a store that is in use a kind, where the machine is what stands against it.
func Explained(err error) error { return sqlite.Explained(err) }

// Shown is the name of a store without a password in it.
func Shown(name string) string {
	if postgres.Is(name) {
		return postgres.Redacted(name)
	}
	return name
}
