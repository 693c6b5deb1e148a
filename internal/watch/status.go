package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente"
	"entente/internal/ledger"
)

// A Status is what is going on.
type Status struct {
	Jobs    map[Count]int
	Sources []Due
	Dead    []Letter
}

// A Due is a source and when it is asked next.
type Due struct {
	ledger.Asked
	Every time.Duration
}

// A Letter is a job that was given up.
type Letter struct {
	ID      int64
	Kind    string
	Source  string
	Tries   int
	Error   string
	At      time.Time
	Address string // of a page of the web
}

// Status says what is going on.
func (w *Watcher) Status(ctx context.Context) (Status, error) {
	var s Status
	var err error
	if s.Jobs, err = w.engine.counts(ctx); err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	asks, err := w.engine.asks(ctx)
	if err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	for _, a := range asks {
		was, err := w.store.Asked(ctx, a.Address)
		if err != nil {
			was = ledger.Asked{Address: a.Address}
		}
		s.Sources = append(s.Sources, Due{was, time.Duration(a.Every) * time.Second})
	}
	slices.SortFunc(s.Sources, func(a, b Due) int { return strings.Compare(a.Address, b.Address) })
	s.Dead, err = w.Dead(ctx)
	return s, err
}

// Dead lists the jobs that were given up, the oldest first.
func (w *Watcher) Dead(ctx context.Context) ([]Letter, error) {
	jobs, err := w.engine.dead(ctx)
	if err != nil {
		return nil, fmt.Errorf("list what was given up: %w", err)
	}
	var out []Letter
	for _, j := range jobs {
		l := Letter{ID: j.ID, Kind: j.Kind, Tries: j.Attempt, At: j.CreatedAt}
		var args struct{ Address, Source string }
		if err := json.Unmarshal(j.EncodedArgs, &args); err != nil {
			return nil, fmt.Errorf("list what was given up: %w", err)
		}
		l.Address, l.Source = args.Address, args.Source
		if l.Source == "" {
			l.Source = args.Address
		}
		if n := len(j.Errors); n > 0 {
			l.Error, l.At = j.Errors[n-1].Error, j.Errors[n-1].At
		}
		out = append(out, l)
	}
	return out, nil
}

// Failures are the jobs that were given up and the sources that fail, as failures of documents are listed.
func (w *Watcher) Failures(ctx context.Context) ([]entente.Failed, error) {
	dead, err := w.Dead(ctx)
	if err != nil {
		return nil, err
	}
	var out []entente.Failed
	for _, l := range dead {
		out = append(out, entente.Failed{Source: l.Source, Failure: entente.Failure{Stage: l.Kind, Kind: "given-up", Error: l.Error}})
	}
	watched, err := w.store.Watched(ctx)
	if err != nil {
		return nil, err
	}
	for _, a := range watched {
		if a.Failures > 0 {
			out = append(out, entente.Failed{Source: a.Address, Failure: entente.Failure{Stage: kindAsk, Kind: "failing", Error: fmt.Sprintf("%d times in a row: %s", a.Failures, a.Error)}})
		}
	}
	return out, nil
}

// TryAgain puts the jobs that were given up back into the queue.
func (w *Watcher) TryAgain(ctx context.Context) (int, error) {
	dead, err := w.Dead(ctx)
	if err != nil {
		return 0, err
	}
	for i, l := range dead {
		if err := w.engine.again(ctx, l.ID); err != nil {
			return i, fmt.Errorf("try %s again: %w", l.Source, err)
		}
	}
	return len(dead), nil
}
