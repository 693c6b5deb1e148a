package watch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/riverqueue/river"

	"entente"
	"entente/internal/ingest"
	"entente/internal/ledger"
)

// workers do the jobs.
func (w *Watcher) workers() *river.Workers {
	all := river.NewWorkers()
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, j *river.Job[ask]) error {
		return w.report(w.ask(ctx, j.Args), j.Attempt >= j.MaxAttempts)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, j *river.Job[fetch]) error {
		return w.report(w.fetch(ctx, j.Args), j.Attempt >= j.MaxAttempts)
	}))
	river.AddWorker(all, river.WorkFunc(func(ctx context.Context, j *river.Job[read]) error {
		return w.report(w.read(ctx, j.Args), j.Attempt >= j.MaxAttempts)
	}))
	return all
}

// report tells what came of a job, and gives River the error that it goes by.
func (w *Watcher) report(d Done, last bool) error {
	again := d.Waits > 0 || d.Kind == kindAsk && !errors.Is(d.Err, context.Canceled)
	d.GivesUp = d.Err != nil && !again && (last || final(d.Err))
	w.Progress(d)
	switch {
	case errors.Is(d.Err, context.Canceled):
		return river.JobSnooze(0) // working stops: somebody takes it up again
	case again:
		return river.JobSnooze(max(d.Waits, time.Millisecond))
	case d.GivesUp && final(d.Err):
		return river.JobCancel(d.Err)
	}
	return d.Err
}

// final reports whether trying again would be in vain.
func final(err error) bool {
	var r *ingest.Refusal
	if errors.As(err, &r) && (r.Status >= 500 || r.Status == http.StatusTooManyRequests || r.Status == http.StatusRequestTimeout) {
		return false
	}
	for _, kind := range []error{entente.ErrForbidden, entente.ErrNotFound, entente.ErrInvalid, entente.ErrTooLarge, entente.ErrUnsupported} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// a turn is what a host is asked in: until is when it ends at the latest.
type turn struct {
	w     *Watcher
	host  string
	until time.Time
}

// A later is the error of a host that cannot be asked now, and says when to come back.
type later struct{ wait time.Duration }

// Error says so.
func (l *later) Error() string { return fmt.Sprintf("the host may be asked in %s", l.wait) }

// longest is how long a turn lasts at most: whoever has not sent his request by then does not send it any more.
const longest = 90 * time.Second

// turn waits for a turn at the host of an address: a moment here, or, where that would be long, by coming back later.
func (w *Watcher) turn(ctx context.Context, u *url.URL) (*turn, error) {
	address, begun := u.String(), w.Now()
	every := w.web.Every(address, w.Pace)
	for {
		now := w.Now()
		wait, err := w.store.Turn(ctx, ingest.Host(u), every, longest, now)
		if err != nil {
			return nil, err
		}
		if wait == 0 {
			return &turn{w, ingest.Host(u), now.Add(longest)}, nil
		}
		if patience := max(2*every, 2*time.Second); wait > patience || w.Now().Sub(begun) > patience {
			return nil, &later{wait + spread(address, every)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(wait):
		}
	}
}

// yield ends a turn: the host is asked again when its pace has passed, counted from here, as what was sent may have reached the
// server a moment ago.
func (t *turn) yield(ctx context.Context, every time.Duration) error {
	return t.w.store.Yield(context.WithoutCancel(ctx), t.host, t.until, t.w.Now().Add(every))
}

// enter takes a turn at a host that a redirect leads to.
func (w *Watcher) enter(ctx context.Context, u *url.URL) (leave func(), err error) {
	t, err := w.turn(ctx, u)
	if err != nil {
		return nil, err
	}
	return func() {
		if err := t.yield(ctx, w.web.Every(u.String(), w.Pace)); err != nil {
			w.Log.Warn("cannot give back a turn", "host", t.host, "error", err)
		}
	}, nil
}

// get fetches an address in a turn at its host. Where it cannot be asked now, waits says when to come back.
func (w *Watcher) get(ctx context.Context, address string, v entente.Validators) (page entente.Page, waits time.Duration, err error) {
	u, err := url.Parse(address)
	if err != nil {
		return page, 0, fmt.Errorf("fetch %s: %w: %w", address, entente.ErrInvalid, err)
	}
	var l *later
	t, err := w.turn(ctx, u)
	if err == nil {
		timed, cancel := context.WithDeadline(ctx, t.until)
		page, err = w.web.FetchIf(timed, address, v)
		cancel()
		if held := t.yield(ctx, w.web.Every(address, w.Pace)); held != nil && err == nil {
			err = held
		}
	}
	if errors.As(err, &l) {
		return page, l.wait, nil
	}
	return page, 0, err
}

// ask asks a source for what is new: the pages that it carries are read, those that it leads to become jobs.
func (w *Watcher) ask(ctx context.Context, args ask) Done {
	d := Done{Kind: kindAsk, Source: args.Address}
	every := time.Duration(args.Every) * time.Second
	if n, err := w.left(ctx); err == nil && n > w.Waiting {
		d.Waits = min(every, time.Minute)
		return d
	}
	was, err := w.store.Asked(ctx, args.Address)
	if err != nil && !errors.Is(err, entente.ErrNotFound) {
		d.Err = err
		return w.rest(d, every)
	}
	was.Every = every
	var page entente.Page
	if page, d.Waits, err = w.get(ctx, args.Address, was.Validators); d.Waits > 0 {
		return d
	}
	was.At = w.stamp()
	switch {
	case errors.Is(err, ingest.ErrUnchanged):
		was.Failures, was.Error = 0, ""
	case err != nil:
		if ctx.Err() != nil {
			d.Err = ctx.Err()
			return d
		}
		d.Err = err
		was.Failures++
		was.Error = err.Error()
		d.Waits = w.pause(ctx, args.Address, every, was.Failures, err)
	default:
		w.page(ctx, &d, page, 0)
		if d.Err != nil {
			was.Failures++
			was.Error = d.Err.Error()
			was.Validators = entente.Validators{} // what was not taken in whole is asked for again
		} else {
			was.Failures, was.Error, was.Validators = 0, "", page.Validators
			was.Found += d.Found + len(d.Read)
		}
	}
	if err := w.store.SetAsked(ctx, was); err != nil {
		d.Err = errors.Join(d.Err, err)
	}
	return w.rest(d, every)
}

// rest sets when a source is asked again.
func (w *Watcher) rest(d Done, every time.Duration) Done {
	if d.Waits == 0 {
		d.Waits = every
	}
	return d
}

// longestPause is how rarely a source is asked that keeps failing.
const longestPause = 24 * time.Hour

// pause is how long a source that failed is left alone: twice as long each time, and as long as the server asks for.
func (w *Watcher) pause(ctx context.Context, address string, every time.Duration, failures int, err error) time.Duration {
	wait := min(every<<min(failures, 10), longestPause)
	var r *ingest.Refusal
	if errors.As(err, &r) && r.RetryAfter > 0 {
		hold := min(r.RetryAfter, longestPause)
		if err := w.hold(ctx, address, hold); err != nil {
			w.Log.Warn("cannot hold the host", "address", address, "error", err)
		}
		wait = max(wait, hold)
	}
	return max(wait, every)
}

// hold keeps everybody from the host of an address for so long.
func (w *Watcher) hold(ctx context.Context, address string, d time.Duration) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	return w.store.Hold(ctx, ingest.Host(u), w.Now().Add(d))
}

// maxDepth bounds how far feeds and sitemaps are followed that name further ones.
const maxDepth = 3

// fetch fetches an address and reads what it holds.
func (w *Watcher) fetch(ctx context.Context, args fetch) Done {
	d := Done{Kind: kindFetch, Source: args.Address}
	was, err := w.store.Asked(ctx, args.Address)
	if err == nil && was.Error == "" {
		return d // somebody did it
	}
	page, waits, err := w.get(ctx, args.Address, was.Validators)
	if waits > 0 {
		d.Waits = waits
		return d
	}
	if errors.Is(err, ingest.ErrUnchanged) {
		d.Passed++
		return d
	}
	if err == nil {
		w.page(ctx, &d, page, args.Depth)
		err = d.Err
	}
	was = ledger.Asked{Address: args.Address, At: w.stamp(), Validators: page.Validators, Found: d.Found + len(d.Read)}
	if err != nil {
		d.Err, was.Error, was.Failures, was.Validators = err, err.Error(), was.Failures+1, entente.Validators{}
		var r *ingest.Refusal
		if errors.As(err, &r) && r.RetryAfter > 0 && !final(err) {
			d.Waits = w.pause(ctx, args.Address, 0, 0, err)
		}
	}
	if ctx.Err() != nil {
		return d
	}
	if err := w.store.SetAsked(ctx, was); err != nil {
		d.Err = errors.Join(d.Err, err)
	}
	return d
}

// page reads what a fetched page holds, and makes jobs of what it leads to and is new.
func (w *Watcher) page(ctx context.Context, d *Done, page entente.Page, depth int) {
	var later []string
	if d.Kind == kindAsk && !ingest.IsFeed(page.Raw) {
		later = links(page)
	} else {
		for p, err := range (ingest.Reader{}).Fetched(ctx, page, func(addresses []string) { later = append(later, addresses...) }) {
			if err == nil {
				err = w.one(ctx, d, p)
			}
			if err != nil && d.Err == nil {
				d.Err = err
			}
		}
	}
	if depth >= maxDepth || len(later) == 0 {
		return
	}
	var jobs []river.InsertManyParams
	for _, address := range later {
		if _, err := w.store.Asked(ctx, address); err == nil {
			continue
		} else if !errors.Is(err, entente.ErrNotFound) {
			d.Err = err
			return
		}
		jobs = append(jobs, river.InsertManyParams{Args: fetch{Address: address, Depth: depth + 1}, InsertOpts: w.once(kindFetch)})
	}
	n, err := w.engine.insert(ctx, jobs)
	d.Found += n
	if err != nil {
		d.Err = err
	}
}

// one reads a page and keeps what was read, unless it is kept already.
func (w *Watcher) one(ctx context.Context, d *Done, page entente.Page) error {
	if w.Date != "" {
		page.Input.DateElse = w.Date
	}
	v := w.coder.Versions()
	reading := entente.Reading{Page: page, Versions: v, At: w.stamp()}
	has, err := w.store.Has(ctx, page, v)
	if err != nil {
		return err
	}
	if has {
		d.Passed++
		return w.store.Put(ctx, reading) // that it was seen here too
	}
	if reading.Analyses, err = w.coded(ctx, page); err != nil {
		return err
	}
	if err := taking(ctx, w.hands); err != nil {
		return err
	}
	err = w.store.Put(ctx, reading)
	<-w.hands
	if err != nil {
		return err
	}
	d.Read = append(d.Read, reading.Analyses...)
	return nil
}

// coded reads a page. Another is read while this one is kept.
func (w *Watcher) coded(ctx context.Context, page entente.Page) ([]*entente.Analysis, error) {
	if err := taking(ctx, w.slots); err != nil {
		return nil, err
	}
	defer func() { <-w.slots }()
	r := w.coder.Read(ctx, page)
	if r.Err != nil {
		return nil, r.Err
	}
	return r.Analyses, ctx.Err() // what was read may not be all of it
}

// taking takes a place. Who waits for one in vain has not tried: somebody takes the job up again.
func taking(ctx context.Context, places chan struct{}) error {
	select {
	case places <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("no place was free: %w", context.Canceled)
	}
}

// read reads a page that was kept.
func (w *Watcher) read(ctx context.Context, args read) Done {
	d := Done{Kind: kindRead, Source: args.Source}
	page, err := w.store.Kept(ctx, args.Raw, args.Source, args.Input)
	if err == nil {
		err = w.one(ctx, &d, page)
	}
	if err != nil {
		d.Err = fmt.Errorf("read %s: %w", args.Source, err)
	}
	return d
}
