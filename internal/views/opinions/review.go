// Package opinions is what people make of the rows of a desk: which to look at next, what to say of them and what that would change, how
// good they are found.
package opinions

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"entente"
	"entente/internal/corrections"
	"entente/internal/prose"
	"entente/internal/review"
	"entente/internal/views"
)

// Reviews are what people make of the rows of a desk: which to look at next, what to say of them, how good they are found.
type Reviews struct {
	desk  *views.Desk
	store entente.Store
	words prose.Words
	judge *corrections.Judge
	now   func() time.Time

	saying sync.Mutex // one says at a time, so that no two words come at one moment
	last   string     // moment of the last word

	mu     sync.Mutex
	queues map[string]queued
	read   map[string]machine // by document
}

// queued is a queue with the moment until which it holds.
type queued struct {
	rows  []string
	until time.Time
}

// machine are the rows of a document as they were read, with the moment when they were taken.
type machine struct {
	*entente.Analysis
	rows []entente.Row
	made time.Time
}

// How long a queue and the rows of a document are held, a queue that took long to make a hundred times as long. One that is older is
// made anew: documents may have come in.
const fresh = 2 * time.Minute

// New makes the reviews of a desk over its store.
func New(d *views.Desk, s entente.Store, now func() time.Time) *Reviews {
	return &Reviews{desk: d, store: s, words: prose.New(d.Name), judge: corrections.New(d.Kinds()), now: now, queues: map[string]queued{}, read: map[string]machine{}}
}

// A Pile is a way to choose what to look at.
type Pile struct {
	Name string // doubt sample second settle
	Seed uint64 // of a sample
	Size int    // of a sample
	views.Question
}

// Task is what is noted with what is said on a pile.
func (p *Pile) Task() string {
	switch p.Name {
	case "sample":
		return review.SampleTask(p.Seed)
	case "settle":
		return review.Settle
	}
	return ""
}

// corrections are all there are; they are read once for each state of the store.
func (v *Reviews) corrections(ctx context.Context) ([]entente.Correction, error) {
	return views.Keep(ctx, v.desk, "corrections", func() ([]entente.Correction, error) { return v.store.Corrections(ctx) })
}

// said is who judged or corrected a row, and in what tasks.
type said struct{ names, tasks []string }

// coders are, by row, those who judged or corrected it.
func coders(all []entente.Correction) map[string]*said {
	out := map[string]*said{}
	for _, c := range entente.Holding(all) {
		switch corrections.Sort(c.Row) {
		case "event", "statement", "figure", "tie":
			if c.Replaces != "" && c.Value == "" || c.Field == "merge" || c.Field == "split" {
				continue
			}
			x := out[c.Row]
			if x == nil {
				x = &said{}
				out[c.Row] = x
			}
			if !slices.Contains(x.names, c.Who) {
				x.names = append(x.names, c.Who)
			}
			if c.Task != "" && !slices.Contains(x.tasks, c.Task) {
				x.tasks = append(x.tasks, c.Task)
			}
		}
	}
	return out
}

// Waiting lists the rows of a pile that wait for somebody, the first to look at first, and counts those of it that are done.
func (v *Reviews) Waiting(ctx context.Context, p Pile, who string) (rows []string, done int, err error) {
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, 0, err
	}
	by := coders(all)
	switch p.Name {
	case "second", "settle":
		for row, x := range by {
			if !slices.Contains(x.names, who) && (p.Name == "second" && len(x.names) == 1 || p.Name == "settle" && len(x.names) == 2) {
				rows = append(rows, row)
			}
		}
		slices.Sort(rows)
		if p.Name == "settle" {
			rows, err = v.disputed(ctx, rows, all)
		}
		return rows, 0, err
	}
	queue, err := v.queue(ctx, p, by)
	if err != nil {
		return nil, 0, err
	}
	for _, row := range queue {
		// a row of a sample waits until it is judged as one, whoever said what of it before: to leave out those that were looked at
		// because they were doubtful would leave out the worst
		if x := by[row]; x == nil || p.Name == "sample" && !slices.Contains(x.tasks, p.Task()) {
			rows = append(rows, row)
		} else {
			done++
		}
	}
	if p.Name == "doubt" && reflect.ValueOf(p.Question).IsZero() {
		done = len(by) // those that were rejected are on no pile any more
	}
	return rows, done, nil
}

// about are the corrections of a row, and what undoes them.
func about(all []entente.Correction, row string) (out []entente.Correction) {
	for _, c := range all {
		if c.Row == row {
			out = append(out, c)
		}
	}
	return out
}

// disputed keeps the rows on which two differ.
func (v *Reviews) disputed(ctx context.Context, rows []string, all []entente.Correction) (out []string, err error) {
	for _, id := range rows {
		m, _, err := v.machine(ctx, id)
		if errors.Is(err, entente.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if review.Disputed(review.Codings(v.judge, &m, about(all, id))) {
			out = append(out, id)
		}
	}
	return out, nil
}

// mostQueued is how many rows a queue is made of at the most, the newest.
const mostQueued = 50_000

// queue are the rows of a pile, done or not.
func (v *Reviews) queue(ctx context.Context, p Pile, by map[string]*said) ([]string, error) {
	f, err := v.desk.Filter(ctx, p.Question)
	if err != nil {
		return nil, err
	}
	f.Limit, f.Skip, f.Newest = mostQueued, 0, true
	key := fmt.Sprint(p.Name, p.Seed, p.Size, f)
	v.mu.Lock()
	q, ok := v.queues[key]
	v.mu.Unlock()
	begun := v.now()
	if ok && begun.Before(q.until) {
		return q.rows, nil
	}
	var ids []string
	if p.Name == "sample" {
		f.Limit, f.Newest = 0, false
		if ids, err = v.ids(ctx, f); err != nil {
			return nil, err
		}
		if f.Actor == "" && f.Dyad[0] == "" && len(f.Kinds) == 0 { // what was rejected is shown no more, and was drawn all the same
			for id := range by {
				ids = append(ids, id)
			}
		}
		slices.Sort(ids)
		ids = review.Sample(slices.Compact(ids), p.Seed, p.Size)
	} else {
		rows, err := v.store.Rows(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, i := range review.Queue(rows) {
			ids = append(ids, i.Row)
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.queues) > 50 {
		clear(v.queues)
	}
	v.queues[key] = queued{ids, v.now().Add(max(fresh, 100*v.now().Sub(begun)))}
	return ids, nil
}

// ids are those of all rows that a filter lets through: a sample is drawn from all of them.
func (v *Reviews) ids(ctx context.Context, f entente.Filter) ([]string, error) {
	if s, ok := v.store.(interface {
		IDs(context.Context, entente.Filter) ([]string, error)
	}); ok {
		return s.IDs(ctx, f)
	}
	rows, err := v.store.Rows(ctx, f)
	var out []string
	for i := range rows {
		out = append(out, rows[i].ID())
	}
	return out, err
}

// machine gives a row as it was read, with the record that it is of.
func (v *Reviews) machine(ctx context.Context, id string) (entente.Row, *entente.Analysis, error) {
	r, err := v.store.Row(ctx, id)
	if err != nil {
		return entente.Row{}, nil, err
	}
	m, err := v.record(ctx, r.Document.ID)
	if err != nil {
		return entente.Row{}, nil, err
	}
	for i := range m.rows {
		if m.rows[i].ID() == r.ID() {
			return m.rows[i], m.Analysis, nil
		}
	}
	return entente.Row{}, nil, fmt.Errorf("row %s was read no more: %w", id, entente.ErrNotFound)
}

func (v *Reviews) record(ctx context.Context, document string) (machine, error) {
	v.mu.Lock()
	m, ok := v.read[document]
	v.mu.Unlock()
	if ok && v.now().Sub(m.made) < fresh {
		return m, nil
	}
	a, err := v.store.Document(ctx, document)
	if err != nil {
		return machine{}, err
	}
	m = machine{a, entente.Rows(a), v.now()}
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.read) > 200 {
		clear(v.read)
	}
	v.read[document] = m
	return m, nil
}

// judged are the rows that somebody judged with their codings, of a task or, where that is "", of any.
func (v *Reviews) judged(ctx context.Context, task string) ([]review.Judged, error) {
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, err
	}
	said := map[string][]entente.Correction{}
	for _, c := range all {
		said[c.Row] = append(said[c.Row], c)
	}
	var out []review.Judged
	by := coders(all)
	for _, id := range sorted(by) {
		if task != "" && !slices.ContainsFunc(entente.Holding(said[id]), func(c entente.Correction) bool { return c.Task == task }) {
			continue
		}
		m, _, err := v.machine(ctx, id)
		if errors.Is(err, entente.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if codings := review.Codings(v.judge, &m, said[id]); len(codings) > 0 {
			out = append(out, review.Judged{Machine: m, Codings: codings})
		}
	}
	return out, nil
}

// Measured is how good the rows were found.
type Measured struct {
	Seed       uint64             `json:"seed" doc:"of the random sample"`
	Rows       int                `json:"rows" doc:"of the sample that were judged"`
	Precision  []review.Rate      `json:"precision" doc:"measured on the random sample"`
	Agreements []review.Agreement `json:"agreements" doc:"of those who judged the same rows, of any task"`
	Judged     int                `json:"judged" doc:"rows that somebody judged or corrected"`
	Disputed   int                `json:"disputed" doc:"rows on which two differ and no third has settled"`
}

// Rate is one of the rates; nil where nothing was measured.
func (m *Measured) Rate(sort, field string) *review.Rate {
	for i := range m.Precision {
		if m.Precision[i].Sort == sort && m.Precision[i].Field == field {
			return &m.Precision[i]
		}
	}
	return nil
}

// Measured gives the measured precision on the sample of a seed; of the sample of which most was judged where the seed is 0.
func (v *Reviews) Measured(ctx context.Context, seed uint64) (*Measured, error) {
	return views.Keep(ctx, v.desk, fmt.Sprint("measured ", seed), func() (*Measured, error) {
		every, err := v.judged(ctx, "")
		if err != nil {
			return nil, err
		}
		m := &Measured{Seed: cmp.Or(seed, mostJudged(every)), Agreements: review.Agreements(every), Judged: len(every)}
		var drawn []review.Judged
		for _, x := range every {
			if review.Disputed(x.Codings) {
				m.Disputed++
			}
			if slices.ContainsFunc(x.Codings, func(c review.Coding) bool { return c.Sampled(m.Seed) }) {
				drawn = append(drawn, x)
			}
		}
		m.Rows, m.Precision = len(drawn), review.Precision(drawn)
		return m, nil
	})
}

// mostJudged is the seed of the sample of which most rows were judged, 1 where there is none.
func mostJudged(rows []review.Judged) uint64 {
	counts := map[uint64]int{}
	for _, x := range rows {
		for _, c := range x.Codings {
			for _, seed := range c.Seeds {
				counts[seed]++
			}
		}
	}
	best := uint64(1)
	for _, seed := range sorted(counts) {
		if counts[seed] > counts[best] {
			best = seed
		}
	}
	return best
}

// Gold are all rows that were judged and on which nobody differs any more, as they hold, with the records they are of.
func (v *Reviews) Gold(ctx context.Context) (held []review.Held, records map[string]*entente.Analysis, err error) {
	every, err := v.judged(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	all, err := v.corrections(ctx)
	if err != nil {
		return nil, nil, err
	}
	records = map[string]*entente.Analysis{}
	for _, x := range every {
		final, settled := review.Final(x.Codings)
		if !settled {
			continue
		}
		mine := slices.DeleteFunc(about(all, x.Machine.ID()), func(c entente.Correction) bool { return c.Who != final.Who })
		row, _ := v.judge.Rule(mine).Row(x.Machine)
		held = append(held, review.Held{Row: row, Rejected: final.Rejected})
		m, err := v.record(ctx, x.Machine.Document.ID)
		if err != nil {
			return nil, nil, err
		}
		records[x.Machine.Document.ID] = m.Analysis
	}
	return held, records, nil
}
