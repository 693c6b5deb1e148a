// Package viewstest makes a desk over a store of the example texts, for the tests of those who show views.
package viewstest

import (
	"context"
	"path/filepath"
	"runtime"
	"testing"

	"entente"
	"entente/internal/gazetteer"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/sqlite"
	"entente/internal/views"
)

// A Desk is a desk with the store under it.
type Desk struct {
	*views.Desk
	Store *sqlite.Store
	Path  string // of the store file
	Names *gazetteer.Gazetteer
	p     *pipeline.Pipeline
}

// Open reads the example texts, and what else is named, into a store of its own.
func Open(t testing.TB, also ...entente.Page) *Desk {
	t.Helper()
	ctx := context.Background()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	names, err := gazetteer.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Path: filepath.Join(t.TempDir(), "examples.db"), Names: names, p: p}
	if d.Store, err = sqlite.Open(ctx, d.Path); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Store.Close() })
	_, here, _, _ := runtime.Caller(0)
	examples := filepath.Join(filepath.Dir(here), "../../../examples/silk-road")
	d.run(t, func(yield func(entente.Page, error) bool) {
		for page, err := range ingest.Pages(ctx, examples) {
			if err == nil {
				page.Source = filepath.Base(page.Source)
			}
			if !yield(page, err) {
				return
			}
		}
		for _, page := range also {
			if !yield(page, nil) {
				return
			}
		}
	})
	if d.Desk, err = views.New(d.Store, p, names); err != nil {
		t.Fatal(err)
	}
	return d
}

func (d *Desk) run(t testing.TB, pages func(func(entente.Page, error) bool)) {
	t.Helper()
	ctx := context.Background()
	err := d.p.Run(ctx, pages, 2, func(r pipeline.Result) error {
		if r.Err != nil {
			return r.Err
		}
		return d.Store.Put(ctx, entente.Reading{Page: r.Page, Versions: d.p.Versions(), Analyses: r.Analyses, At: "2026-01-02T03:04:05Z"})
	})
	if err != nil {
		t.Fatal(err)
	}
}
