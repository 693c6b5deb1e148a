package watch

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"entente/internal/postgres"
	"entente/internal/sqlite"
)

// An engine is River on one kind of database.
type engine interface {
	start(ctx context.Context) error
	stop(ctx context.Context) error
	insert(ctx context.Context, jobs []river.InsertManyParams) (int, error)
	counts(ctx context.Context) (map[Count]int, error)
	pending(ctx context.Context) (map[Count]int, error)
	asks(ctx context.Context) ([]asking, error)
	remove(ctx context.Context, id int64) error
	dead(ctx context.Context) ([]*rivertype.JobRow, error)
	again(ctx context.Context, id int64) error
	close() error
}

// A Count says of what jobs there are how many.
type Count struct{ Kind, State string }

// An asking is the job of a source.
type asking struct {
	ask
	id int64
}

type queue[T any] struct {
	client *river.Client[T]
	ask    func(ctx context.Context, query string, each func(kind, state string, n int) error) error // counts jobs
	shut   func() error
}

// open opens the queue in the database of the store, making its tables where they are missing.
func (w *Watcher) open(ctx context.Context, name string) (engine, error) {
	if postgres.Is(name) {
		pool, err := postgres.Pool(ctx, name)
		if err != nil {
			return nil, err
		}
		count := func(ctx context.Context, query string, each func(kind, state string, n int) error) error {
			got, err := pool.Query(ctx, query)
			if err != nil {
				return err
			}
			var kind, state string
			var n int
			_, err = pgx.ForEachRow(got, []any{&kind, &state, &n}, func() error { return each(kind, state, n) })
			return err
		}
		return opened[pgx.Tx](ctx, w, riverpgxv5.New(pool), count, func() error { pool.Close(); return nil }, false)
	}
	db, err := sqlite.Database(name)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	count := func(ctx context.Context, query string, each func(kind, state string, n int) error) error {
		got, err := db.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer got.Close()
		for got.Next() {
			var kind, state string
			var n int
			if err := errors.Join(got.Scan(&kind, &state, &n), each(kind, state, n)); err != nil {
				return err
			}
		}
		return got.Err()
	}
	q, err := opened[*sql.Tx](ctx, w, riversqlite.New(db), count, db.Close, true)
	if err == nil && !w.Looks {
		_, err = db.ExecContext(ctx, `UPDATE river_job SET state = 'available' WHERE state = 'running'`) // one process works on a file: those of one before ended with it
	}
	return q, err
}

// Has reports whether the store of a name has a queue.
func Has(ctx context.Context, name string) (has bool, err error) {
	if postgres.Is(name) {
		pool, err := postgres.Pool(ctx, name)
		if err != nil {
			return false, err
		}
		defer pool.Close()
		err = pool.QueryRow(ctx, `SELECT to_regclass('river_job') IS NOT NULL`).Scan(&has)
		return has, err
	}
	db, err := sqlite.Database(name)
	if err != nil {
		return false, err
	}
	defer db.Close()
	err = db.QueryRowContext(ctx, `SELECT count(*) > 0 FROM sqlite_master WHERE name = 'river_job'`).Scan(&has)
	return has, err
}

const (
	countJobs    = `SELECT kind, CAST(state AS TEXT), count(*) FROM river_job GROUP BY 1, 2`
	countPending = `SELECT kind, CAST(state AS TEXT), count(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') GROUP BY 1, 2`
)

// ahead is how many pages a process holds for each that it reads at once: while one is read, the next is taken out of the database
// and the last one kept.
const ahead = 3

func opened[T any](ctx context.Context, w *Watcher, driver riverdriver.Driver[T], count func(context.Context, string, func(string, string, int) error) error, shut func() error, alone bool) (engine, error) {
	fail := func(err error) (engine, error) { return nil, errors.Join(err, shut()) }
	m, err := rivermigrate.New(driver, &rivermigrate.Config{Logger: w.Log})
	if err != nil {
		return fail(err)
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fail(fmt.Errorf("tables of the queue: %w", err))
	}
	month := 30 * 24 * time.Hour
	client, err := river.NewClient(driver, &river.Config{
		Queues:  map[string]river.QueueConfig{kindFetch: {MaxWorkers: max(32, 8*w.Workers)}, kindRead: {MaxWorkers: ahead * w.Workers}},
		Workers: w.workers(), Logger: w.Log, JobTimeout: w.Timeout, RescueStuckJobsAfter: w.Timeout + w.Timeout/2, RetryPolicy: retry{w},
		FetchPollInterval: w.Poll, FetchCooldown: min(10*time.Millisecond, w.Poll), SoftStopTimeout: w.Grace,
		CompletedJobRetentionPeriod: time.Hour, CancelledJobRetentionPeriod: month, DiscardedJobRetentionPeriod: month, PollOnly: alone,
	})
	if err != nil {
		return fail(err)
	}
	return &queue[T]{client, count, shut}, nil
}

// retry says when a job that failed is tried again.
type retry struct{ w *Watcher }

// NextRetry waits five times as long each time.
func (r retry) NextRetry(j *rivertype.JobRow) time.Time {
	wait := r.w.Retry
	for range min(len(j.Errors), 6) {
		wait *= 5
	}
	return time.Now().Add(min(wait, longestPause)) // by the clock that River goes by
}

func (q *queue[T]) start(ctx context.Context) error { return q.client.Start(ctx) }

func (q *queue[T]) stop(ctx context.Context) error { return q.client.Stop(ctx) }

func (q *queue[T]) close() error { return q.shut() }

// insert adds jobs and gives how many were not there already.
func (q *queue[T]) insert(ctx context.Context, jobs []river.InsertManyParams) (n int, err error) {
	const together = 500
	for len(jobs) > 0 {
		some := jobs[:min(len(jobs), together)]
		jobs = jobs[len(some):]
		got, err := q.client.InsertMany(ctx, some)
		if err != nil {
			return n, err
		}
		for _, r := range got {
			if !r.UniqueSkippedAsDuplicate {
				n++
			}
		}
	}
	return n, nil
}

func (q *queue[T]) counts(ctx context.Context) (map[Count]int, error) {
	return q.counted(ctx, countJobs)
}

// pending counts the jobs that are not over.
func (q *queue[T]) pending(ctx context.Context) (map[Count]int, error) {
	return q.counted(ctx, countPending)
}

func (q *queue[T]) counted(ctx context.Context, query string) (map[Count]int, error) {
	out := map[Count]int{}
	err := q.ask(ctx, query, func(kind, state string, n int) error { out[Count{kind, state}] = n; return nil })
	return out, err
}

// list gives all jobs of some kinds and states.
func (q *queue[T]) list(ctx context.Context, kinds []string, states ...rivertype.JobState) (all []*rivertype.JobRow, err error) {
	const page = 1000
	p := river.NewJobListParams().Kinds(kinds...).States(states...).OrderBy(river.JobListOrderByID, river.SortOrderAsc).First(page)
	for {
		got, err := q.client.JobList(ctx, p)
		if err != nil {
			return nil, err
		}
		all = append(all, got.Jobs...)
		if len(got.Jobs) < page {
			return all, nil
		}
		p = p.After(got.LastCursor)
	}
}

func (q *queue[T]) asks(ctx context.Context) ([]asking, error) {
	got, err := q.list(ctx, []string{kindAsk}, rivertype.JobStateAvailable, rivertype.JobStateScheduled, rivertype.JobStateRetryable, rivertype.JobStateRunning, rivertype.JobStatePending)
	var out []asking
	for _, j := range got {
		a := asking{id: j.ID}
		if err := json.Unmarshal(j.EncodedArgs, &a.ask); err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, err
}

// remove takes a job away, at the end of its run where it is under way.
func (q *queue[T]) remove(ctx context.Context, id int64) error {
	_, err := q.client.JobDelete(ctx, id)
	if errors.Is(err, rivertype.ErrJobRunning) {
		_, err = q.client.JobCancel(ctx, id)
	}
	if errors.Is(err, rivertype.ErrNotFound) {
		return nil
	}
	return err
}

func (q *queue[T]) dead(ctx context.Context) ([]*rivertype.JobRow, error) {
	return q.list(ctx, []string{kindFetch, kindRead}, rivertype.JobStateCancelled, rivertype.JobStateDiscarded)
}

func (q *queue[T]) again(ctx context.Context, id int64) error {
	_, err := q.client.JobRetry(ctx, id)
	return err
}
