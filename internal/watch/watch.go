// Package watch reads what is published day by day, and archives with several processes: sources on a schedule, the pages that
// they lead to, and pages that were kept to be read later are jobs in the store's own database, worked off by any number of
// processes (River; one process on a file, many on PostgreSQL).
//
// A job is done when what it read is kept; whoever is killed leaves a job that another takes up, and as a reading that is
// there already is not kept twice, the record is the same whoever read it and however often it was tried.
package watch

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"

	"entente"
	"entente/internal/ingest"
	"entente/internal/ledger"
	"entente/internal/pipeline"
)

// A Store keeps the record and the work that is still to be done.
type Store interface {
	entente.Store
	ledger.Queue
}

// A Coder reads one page with fixed versions of models and tables: a pipeline.
type Coder interface {
	Versions() entente.Versions
	Read(ctx context.Context, page entente.Page) pipeline.Result
}

// Options say how to work. Zero fields take the values of Defaults.
type Options struct {
	Workers  int           // documents read at once
	Pace     ingest.Pace   // how hosts are asked
	Retry    time.Duration // before the second try; five times as long before each further one
	Tries    int           // of a page before it is given up
	Waiting  int           // jobs waiting above which sources are not asked for more
	Timeout  time.Duration // of one job; a job of a process that was killed is taken up after it
	Poll     time.Duration // how often to look for jobs
	Grace    time.Duration // what jobs under way may take when working is to stop
	Date     string        // publication day of pages that have none, or ""
	Looks    bool          // only looks at what is going on: nothing is done to the queue
	Private  bool          // private addresses are fetched too
	Log      *slog.Logger
	Progress func(Done) // told of each job, from many goroutines; may be nil
	Now      func() time.Time
}

// Defaults are what one machine does well with.
var Defaults = Options{Workers: 2, Pace: ingest.DefaultPace, Retry: 30 * time.Second, Tries: 5, Waiting: 5000, Timeout: 5 * time.Minute, Poll: time.Second, Grace: 30 * time.Second}

func (o Options) filled() Options {
	set := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	for n, to := range map[*int]int{&o.Workers: Defaults.Workers, &o.Tries: Defaults.Tries, &o.Waiting: Defaults.Waiting} {
		if *n == 0 {
			*n = to
		}
	}
	set(&o.Retry, Defaults.Retry)
	set(&o.Timeout, Defaults.Timeout)
	set(&o.Poll, Defaults.Poll)
	set(&o.Grace, Defaults.Grace)
	if o.Pace.Every == 0 {
		o.Pace.Every = Defaults.Pace.Every
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Progress == nil {
		o.Progress = func(Done) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// A Done is what came of a job.
type Done struct {
	Kind    string // ask, fetch, read
	Source  string
	Read    []*entente.Analysis
	Found   int // addresses that were new
	Passed  int // pages that had been read before
	Waits   time.Duration
	Err     error
	GivesUp bool // Err ends it: it is among the dead letters
}

// A Watcher works jobs off.
type Watcher struct {
	Options
	store  Store
	coder  Coder
	web    *ingest.Fetcher
	engine engine
	slots  chan struct{} // documents that are read
	hands  chan struct{} // documents that are kept
	room   atomic.Int64  // so many jobs can be put into the queue before it is counted again
}

// New makes a watcher on a store, which name says where to find: a file, or an address of PostgreSQL.
func New(ctx context.Context, name string, store Store, coder Coder, o Options) (*Watcher, error) {
	w := &Watcher{Options: o.filled(), store: store, coder: coder}
	w.web = ingest.NewFetcher(ingest.Limits{Hop: w.Pace.Every, Enter: w.enter}, w.Private)
	w.slots, w.hands = make(chan struct{}, w.Workers), make(chan struct{}, w.Workers)
	var err error
	if w.engine, err = w.open(ctx, name); err != nil {
		return nil, fmt.Errorf("open the queue of %s: %w", name, err)
	}
	return w, nil
}

// Close gives the connections back.
func (w *Watcher) Close() error { return w.engine.close() }

// Work works jobs off until the context ends, and lets those under way come to their end within Grace.
func (w *Watcher) Work(ctx context.Context) error {
	if err := w.start(ctx); err != nil {
		return err
	}
	<-ctx.Done()
	return w.stop()
}

// start starts working; a database that is just being restarted is waited for.
func (w *Watcher) start(ctx context.Context) (err error) {
	const tries = 10
	for try := range tries {
		if err = w.engine.start(context.WithoutCancel(ctx)); err == nil {
			return nil
		}
		w.Log.Warn("cannot start working", "try", try+1, "error", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return fmt.Errorf("start working: %w", err)
}

func (w *Watcher) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), w.Grace+10*time.Second)
	defer cancel()
	if err := w.engine.stop(ctx); err != nil {
		return fmt.Errorf("stop working: %w", err)
	}
	return nil
}

// Drain works jobs off until none is left that could be worked on; those that are asked again and again do not count.
func (w *Watcher) Drain(ctx context.Context) error {
	if err := w.start(ctx); err != nil {
		return err
	}
	for ctx.Err() == nil {
		n, err := w.left(ctx)
		if err == nil && n == 0 {
			break
		}
		if err != nil && ctx.Err() == nil {
			w.Log.Warn("cannot count what is left", "error", err) // the database may come back
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(w.Poll, drained)):
		}
	}
	return errors.Join(ctx.Err(), w.stop())
}

// drained is how often one looks whether anything is left to do.
const drained = 100 * time.Millisecond

// left counts the jobs that are not done, but for those that never are.
func (w *Watcher) left(ctx context.Context) (int, error) {
	all, err := w.engine.pending(ctx)
	n := 0
	for c, k := range all {
		if c.Kind != kindAsk {
			n += k
		}
	}
	return n, err
}

const (
	kindAsk   = "ask"
	kindFetch = "fetch"
	kindRead  = "read"
)

// An ask is a source that is asked again and again.
type ask struct {
	Address string `json:"address" river:"unique"`
	Every   int    `json:"every"` // seconds
}

// Kind names the job.
func (ask) Kind() string { return kindAsk }

// A fetch is an address that is fetched once.
type fetch struct {
	Address string `json:"address" river:"unique"`
	Depth   int    `json:"depth"` // how many feeds and sitemaps led there
}

// Kind names the job.
func (fetch) Kind() string { return kindFetch }

// A read is a page that was kept.
type read struct {
	Raw    string `json:"raw" river:"unique"`
	Source string `json:"source" river:"unique"`
	Input  string `json:"input" river:"unique"` // entente.Input as JSON
}

// Kind names the job.
func (read) Kind() string { return kindRead }

// once are the options of jobs of which there is one for the same arguments.
func (w *Watcher) once(queue string) *river.InsertOpts {
	return &river.InsertOpts{Queue: queue, MaxAttempts: w.Tries, UniqueOpts: river.UniqueOpts{ByArgs: true}}
}

// Schedule makes the sources those that are watched: new ones are asked soon, others as they were; what is no longer among
// them is not asked any more.
func (w *Watcher) Schedule(ctx context.Context, sources []Source) error {
	want := map[string]int{}
	for _, s := range sources {
		want[s.Address] = int(s.Every / time.Second)
	}
	had, err := w.engine.asks(ctx)
	if err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	for _, j := range had {
		if every, ok := want[j.Address]; ok && every == j.Every {
			delete(want, j.Address)
			continue
		}
		if err := w.engine.remove(ctx, j.id); err != nil {
			return fmt.Errorf("schedule: %w", err)
		}
		if a, err := w.store.Asked(ctx, j.Address); err == nil && want[j.Address] == 0 {
			a.Every = 0
			if err := w.store.SetAsked(ctx, a); err != nil {
				return err
			}
		}
	}
	var jobs []river.InsertManyParams
	for _, s := range sources {
		if every, ok := want[s.Address]; ok {
			o := w.once(kindFetch)
			o.MaxAttempts = 1000 // a source is not given up
			o.ScheduledAt = w.Now().Add(spread(s.Address, min(s.Every, time.Minute, time.Duration(len(sources)-1)*200*time.Millisecond)))
			jobs = append(jobs, river.InsertManyParams{Args: ask{Address: s.Address, Every: every}, InsertOpts: o})
		}
	}
	if _, err := w.engine.insert(ctx, jobs); err != nil {
		return fmt.Errorf("schedule: %w", err)
	}
	return nil
}

// spread is a moment within a time that an address has for itself, so that not all are asked at once.
func spread(address string, within time.Duration) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(address))
	return time.Duration(float64(within) * float64(h.Sum32()) / float64(1<<32))
}

// Put puts pages into the queue: their bytes are kept at once, to be read by whoever works. What the store has read already
// is passed over. Where enough is waiting already, Put waits too.
func (w *Watcher) Put(ctx context.Context, page entente.Page) (queued bool, err error) {
	if w.Date != "" {
		page.Input.DateElse = w.Date
	}
	if err := w.enough(ctx); err != nil {
		return false, err
	}
	if has, err := w.store.Has(ctx, page, w.coder.Versions()); err != nil || has {
		return false, err
	}
	page.Source = strings.ReplaceAll(strings.ToValidUTF8(page.Source, "\uFFFD"), "\x00", "\uFFFD") // as arguments of a job can be kept
	input, err := w.store.Keep(ctx, page, w.stamp())
	if err != nil {
		return false, err
	}
	n, err := w.engine.insert(ctx, []river.InsertManyParams{{Args: read{Raw: entente.Hash(page.Raw), Source: page.Source, Input: input}, InsertOpts: w.once(kindRead)}})
	return n > 0, err
}

// atOnce is how many jobs are put into the queue, at most, before it is counted again.
const atOnce = 100

// enough waits while enough is waiting in the queue.
func (w *Watcher) enough(ctx context.Context) error {
	for w.room.Add(-1) < 0 {
		n, err := w.left(ctx)
		if err != nil {
			return err
		}
		if n < w.Waiting {
			w.room.Store(int64(min(atOnce, w.Waiting-n)))
			continue
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(w.Poll):
		}
	}
	return nil
}

func (w *Watcher) stamp() string { return w.Now().UTC().Format(time.RFC3339) }
