// Package pipeline turns a document into its Analysis by composing the steps, and a stream of pages into a stream of
// analyses in the same order, on any number of workers.
package pipeline

import (
	"context"
	"fmt"
	"strings"

	"entente"
	"entente/internal/clean"
	"entente/internal/events"
	"entente/internal/syntax"
)

// Release is the version of the program, named in every record.
const Release = "0.1.0"

// Options are what a caller may set. The zero value reads with what is embedded.
type Options struct {
	Gazetteer []string // folders with tables that extend the embedded gazetteer
	Patterns  []string // folders with tables that extend the embedded patterns
}

// A Pipeline holds the steps. It is built once and serves any number of goroutines.
type Pipeline struct {
	versions entente.Versions
	cleaner  *clean.Cleaner
	parser   *syntax.Parser
	coder    *events.Coder
	steps    []step
}

// A step adds what it found to the analysis; it changes nothing that stands there.
type step struct {
	name string
	run  func(*entente.Analysis)
}

// New loads the embedded models and tables and the user's.
func New(o Options) (*Pipeline, error) {
	p := &Pipeline{versions: entente.Versions{Entente: Release}}
	return p, p.compose(o)
}

// Versions names what the records are made with.
func (p *Pipeline) Versions() entente.Versions { return p.versions }

// Analyze reads one cleaned document. A step that breaks on it becomes a failure in the record, and the steps after it
// work with what there is. The error is the context's.
func (p *Pipeline) Analyze(ctx context.Context, d entente.Document) (*entente.Analysis, error) {
	a := &entente.Analysis{Schema: entente.Schema, Versions: p.versions, Document: d}
	if d.Language != "" && d.Language != "en" && !strings.HasPrefix(d.Language, "en-") {
		a.Failures = append(a.Failures, entente.Failure{Stage: "syntax", Kind: "language",
			Error: fmt.Sprintf("the text is in %q; only English can be read yet", d.Language)})
		return a, ctx.Err()
	}
	if d.Genre == "other" {
		a.Failures = append(a.Failures, entente.Failure{Stage: "clean", Kind: "live-blog",
			Error: "a live blog: its entries are of different times and are not one article; nothing is coded from it"})
		return a, ctx.Err()
	}
	for _, s := range p.steps {
		if err := ctx.Err(); err != nil {
			return a, err
		}
		if f := guard(s, a); f != nil {
			a.Failures = append(a.Failures, *f)
		}
	}
	return a, nil
}

// guard turns a panic of a step into a failure.
func guard(s step, a *entente.Analysis) (f *entente.Failure) {
	defer func() {
		if r := recover(); r != nil {
			f = &entente.Failure{Stage: s.name, Kind: "panic", Error: fmt.Sprint(r)}
		}
	}()
	s.run(a)
	return nil
}
