// Package ledger keeps the record in the tables of a database: sources by hash, records, the rows taken out of them, a text
// index, and the corrections that people made. What differs between databases is a Dialect.
//
// A reading goes in as one transaction, so whoever kills the program loses at most the document under way. Records of
// older versions stay beside the newest, whose rows are the ones shown.
//
// Queries are written with the marks ?, or ?1 ?2 … where one is used twice; the dialect turns them into its own.
package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"

	"github.com/klauspost/compress/zstd"

	"entente"
	"entente/internal/corrections"
	"entente/internal/ontology"
)

// A Dialect is what differs between databases.
type Dialect interface {
	// Bind turns a query with ? marks, and its values, into what the database takes.
	Bind(query string, args []any) (string, []any)
	// Index is the query that puts the words of document n into the text index.
	Index(n int64, title, text string) (query string, args []any)
	// Matches is the condition on "texts" that all phrases are found, and the score of what was, the least best.
	Matches(phrases []string) (condition string, args []any, score string, scoreArgs []any)
	// Lock is what a SELECT of rows ends with that keeps others from changing them until the transaction ends.
	Lock() string
	// Loose keeps the planner from looking a column up in an index: "+r.sort".
	Loose(table string) string
	// Leading is the number at the beginning of an expression.
	Leading(expression string) string
	// Snapshot is the isolation in which a transaction that reads sees one moment.
	Snapshot() sql.IsolationLevel
	// Numbered are queries that let numbers go on after rows were put in with theirs.
	Numbered() []string
	// Faults are queries of one text column, each value of which is a fault of the database itself.
	Faults() []Fault
}

// A Fault is a query of one column and what each value of it says ("… %s").
type Fault struct{ Query, Says string }

// A Store is the record in a database. It is safe for concurrent use, by several processes too.
type Store struct {
	db   *sql.DB
	d    Dialect
	pack *zstd.Encoder
	open *zstd.Decoder

	still bool // nothing can be written

	judge *corrections.Judge
	ruled atomic.Pointer[ruled] // what was last made of the corrections
}

// New is a store over a database that has its tables.
func New(db *sql.DB, d Dialect) (*Store, error) {
	kinds, err := ontology.Load()
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s := &Store{db: db, d: d, judge: corrections.New(kinds)}
	if s.pack, err = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderConcurrency(2)); err == nil {
		s.open, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2))
	}
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
}

// DB is the database, for what one kind of store alone can do.
func (s *Store) DB() *sql.DB { return s.db }

// Still says that nothing can be written, so that nobody works something out that cannot be kept.
func (s *Store) Still() { s.still = true }

// Close closes the database.
func (s *Store) Close() error {
	s.open.Close()
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// A base is a database or a transaction in it.
type base interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// A session asks a base in the store's dialect.
type session struct {
	b base
	d Dialect
}

func (s *Store) session() session { return session{s.db, s.d} }

func (s session) exec(ctx context.Context, query string, args ...any) error {
	query, args = s.d.Bind(query, args)
	_, err := s.b.ExecContext(ctx, query, args...)
	return err
}

func (s session) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	query, args = s.d.Bind(query, args)
	return s.b.QueryContext(ctx, query, args...)
}

func (s session) row(ctx context.Context, query string, args ...any) *sql.Row {
	query, args = s.d.Bind(query, args)
	return s.b.QueryRowContext(ctx, query, args...)
}

// count is the number that a query gives.
func (s session) count(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = s.row(ctx, query, args...).Scan(&n)
	return n, err
}

// list collects what scan makes of each row of a query.
func list[T any](ctx context.Context, s session, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	got, err := s.query(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer got.Close()
	var out []T
	for got.Next() {
		x, err := scan(got)
		if err != nil {
			return nil, err
		}
		out = append(out, x)
	}
	return out, got.Err()
}

// in runs f in one transaction that changes what the store shows.
func (s *Store) in(ctx context.Context, f func(session) error) error {
	return s.quietly(ctx, func(in session) error {
		if err := f(in); err != nil {
			return err
		}
		return in.changed(ctx)
	})
}

// quietly runs f in one transaction that changes nothing of what the store shows.
func (s *Store) quietly(ctx context.Context, f func(session) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	in := session{tx, s.d}
	if err := f(in); err != nil {
		return errors.Join(err, undo(tx))
	}
	return tx.Commit()
}

// undo rolls back; a transaction that its context has ended already is rolled back.
func undo(tx *sql.Tx) error {
	if err := tx.Rollback(); err != nil && !errors.Is(err, sql.ErrTxDone) {
		return err
	}
	return nil
}

// kept is how many changes are told apart at least.
const kept = 1000

// changed notes that something changed.
func (s session) changed(ctx context.Context) error {
	n, err := s.count(ctx, `INSERT INTO changes DEFAULT VALUES RETURNING n`)
	if err != nil || n%kept != 0 {
		return err
	}
	return s.exec(ctx, `DELETE FROM changes WHERE n < ?`, n-kept)
}

// Stamp tells the transactions apart that changed something: which came last, and how many of the last ones are there, as
// they need not end in the order in which they began.
func (s *Store) Stamp(ctx context.Context) (string, error) {
	var last, n int64
	if err := s.session().row(ctx, `SELECT coalesce(max(n), 0), count(*) FROM changes`).Scan(&last, &n); err != nil {
		return "", fmt.Errorf("stamp: %w", err)
	}
	return strconv.FormatInt(last, 10) + "." + strconv.FormatInt(n, 10), nil
}

func (s *Store) squeeze(b []byte) []byte { return s.pack.EncodeAll(b, nil) }

func (s *Store) unpack(b []byte) ([]byte, error) {
	out, err := s.open.DecodeAll(b, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack: %w", err)
	}
	return out, nil
}

// notFound gives an empty answer its kind.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return entente.ErrNotFound
	}
	return err
}
