// Package viewstest makes a desk over a store of the example texts, for the tests of those who show views.
package viewstest

import (
	"context"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync"
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
}

// base is what all tests of a process share: the models, and the bytes of a store with the example texts in it.
type base struct {
	p     *pipeline.Pipeline
	names *gazetteer.Gazetteer
	store []byte
}

var shared = sync.OnceValues(func() (*base, error) {
	b := &base{}
	var err error
	if b.p, err = pipeline.New(pipeline.Options{}); err != nil {
		return nil, err
	}
	if b.names, err = gazetteer.Load(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "entente-examples-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ctx := context.Background()
	s, err := sqlite.Open(ctx, filepath.Join(dir, "examples.db"))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if err := put(b.p, s, examples(ctx)); err != nil {
		return nil, err
	}
	copied := filepath.Join(dir, "copy.db")
	if err := s.Backup(ctx, copied); err != nil {
		return nil, err
	}
	b.store, err = os.ReadFile(copied)
	return b, err
})

// examples are the pages of examples/silk-road, under their names alone.
func examples(ctx context.Context) iter.Seq2[entente.Page, error] {
	_, here, _, _ := runtime.Caller(0)
	return func(yield func(entente.Page, error) bool) {
		for page, err := range ingest.Pages(ctx, filepath.Join(filepath.Dir(here), "../../../examples/silk-road")) {
			page.Source = filepath.Base(page.Source)
			if !yield(page, err) {
				return
			}
		}
	}
}

func put(p *pipeline.Pipeline, s *sqlite.Store, pages iter.Seq2[entente.Page, error]) error {
	ctx := context.Background()
	return p.Run(ctx, pages, 2, func(r pipeline.Result) error {
		if r.Err != nil {
			return r.Err
		}
		return s.Put(ctx, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses, At: "2026-01-02T03:04:05Z"})
	})
}

// Open gives a desk over a store of its own with the example texts, and what else is named, in it.
func Open(t testing.TB, also ...entente.Page) *Desk {
	t.Helper()
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	d := &Desk{Path: filepath.Join(t.TempDir(), "examples.db"), Names: b.names}
	if err := os.WriteFile(d.Path, b.store, 0o600); err != nil {
		t.Fatal(err)
	}
	if d.Store, err = sqlite.Open(context.Background(), d.Path); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Store.Close() })
	err = put(b.p, d.Store, func(yield func(entente.Page, error) bool) {
		for _, page := range also {
			if !yield(page, nil) {
				return
			}
		}
	})
	if err == nil {
		d.Desk, err = views.New(d.Store, b.p, b.names)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}
