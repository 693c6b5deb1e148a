package pipeline

import (
	"context"
	"fmt"
	"iter"
	"sync"

	"entente"
)

// A Result is what one page gave: its documents, read, in their order. Err is set where the page could not be fetched or
// opened at all; what went wrong inside is a failure of the record.
type Result struct {
	Page     entente.Page
	Analyses []*entente.Analysis
	Err      error
}

// Run reads pages on a number of workers and hands the results over in the order of the pages, from one goroutine. It
// stops at the first error of emit or when the context ends, and returns that.
func (p *Pipeline) Run(ctx context.Context, pages iter.Seq2[entente.Page, error], workers int, emit func(Result) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	workers = max(1, workers)
	type job struct {
		page entente.Page
		err  error
		done chan Result
	}
	jobs, queue := make(chan job), make(chan job, 4*workers) // queue keeps the order and bounds what is under way
	go func() {
		defer close(queue)
		defer close(jobs)
		for page, err := range pages {
			j := job{page, err, make(chan Result, 1)}
			select {
			case queue <- j:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return
			}
		}
	}()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for j := range jobs {
				j.done <- p.one(ctx, j.page, j.err)
			}
		})
	}
	for j := range queue {
		select {
		case r := <-j.done:
			if err := emit(r); err != nil {
				cancel(err)
			}
		case <-ctx.Done():
		}
		if ctx.Err() != nil {
			break
		}
	}
	cause := context.Cause(ctx)
	cancel(nil)
	group.Wait()
	return cause
}

// Read reads one page.
func (p *Pipeline) Read(ctx context.Context, page entente.Page) Result { return p.one(ctx, page, nil) }

func (p *Pipeline) one(ctx context.Context, page entente.Page, err error) Result {
	r := Result{Page: page, Err: err}
	if err != nil {
		return r
	}
	docs, failures := p.Documents(page)
	if len(docs) == 0 {
		d := entente.Document{ID: entente.ID("d", entente.Hash(page.Raw), page.Source), Ref: page.Input.ID, Source: page.Source, Raw: entente.Hash(page.Raw)}
		r.Analyses = append(r.Analyses, &entente.Analysis{Schema: entente.Schema, Versions: p.versions, Document: d, Failures: failures})
		return r
	}
	for i, d := range docs {
		a, err := p.Analyze(ctx, d)
		if err != nil {
			return r
		}
		if i == 0 {
			a.Failures = append(failures, a.Failures...)
		}
		r.Analyses = append(r.Analyses, a)
	}
	return r
}

// Documents cleans a page. A page on which cleaning breaks gives a failure.
func (p *Pipeline) Documents(page entente.Page) (docs []entente.Document, failures []entente.Failure) {
	defer func() {
		if r := recover(); r != nil {
			docs, failures = nil, []entente.Failure{{Stage: "clean", Kind: "panic", Error: fmt.Sprint(r)}}
		}
	}()
	docs, failures = p.cleaner.Clean(page)
	if len(docs) == 0 && len(failures) == 0 {
		failures = []entente.Failure{{Stage: "clean", Kind: "empty", Error: "no text was found in it"}}
	}
	return docs, failures
}
