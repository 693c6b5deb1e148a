//go:build unix

package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/pipeline"
	"entente/internal/postgres/cluster"
	"entente/internal/sqlite"
	"entente/internal/stores"
	"entente/internal/syntax"
)

// BenchmarkRatios reads made articles of some 500 words in several ways and prints how they compare, not how long they take: the
// whole pipeline beside the parser alone, keeping in SQLite beside keeping in PostgreSQL, two workers beside one. There are 200
// articles, or as many as ENTENTE_RATIOS says.
func BenchmarkRatios(b *testing.B) {
	n := 200
	if k, err := strconv.Atoi(os.Getenv("ENTENTE_RATIOS")); err == nil {
		n = k
	}
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		besideParser(b, p, n)
		keeping(b, p, n)
		scaling(b, p, n)
	}
}

// ratio prints a ratio, which bench.txt is searched for.
func ratio(b *testing.B, name string, x float64, note string) {
	b.Helper()
	fmt.Printf("ratio: %s %.2f (%s)\n", name, x, note)
	b.ReportMetric(x, strings.ReplaceAll(name, " ", "-"))
}

// articles are made texts of five bulletins each.
func articles(n int) iter.Seq2[entente.Page, error] {
	return func(yield func(entente.Page, error) bool) {
		var texts []string
		i := 0
		for page := range bulletins(5 * n) {
			if texts = append(texts, page.Text); len(texts) < 5 {
				continue
			}
			text := strings.Join(texts, "\n\n")
			page.Raw, page.Text, page.Source = fmt.Appendf(nil, `{"id":"%d","date":%q,"text":%q}`, i, page.Input.Date, text), text, fmt.Sprintf("made.jsonl#%d", i)
			if texts = nil; !yield(page, nil) {
				return
			}
			i++
		}
	}
}

// besideParser measures the pipeline beside the parser, in processor time.
func besideParser(b *testing.B, p *pipeline.Pipeline, n int) {
	b.Helper()
	parser, err := syntax.New()
	if err != nil {
		b.Fatal(err)
	}
	var docs []entente.Document
	whole := spent(b, func() error {
		return p.Run(b.Context(), articles(n), 1, func(r pipeline.Result) error {
			for _, a := range r.Analyses {
				docs = append(docs, a.Document)
			}
			return nil
		})
	})
	alone := spent(b, func() error {
		for _, d := range docs {
			parser.Parse(d.Text, d.Parts)
		}
		return nil
	})
	ratio(b, "pipeline / parser alone", whole/alone, fmt.Sprintf("processor time, %d articles", n))
}

// spent is the processor time that something takes, in seconds.
func spent(b *testing.B, do func() error) float64 {
	b.Helper()
	begun := processor(b)
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return processor(b) - begun
}

// took is the time that something takes, in seconds.
func took(b *testing.B, do func() error) float64 {
	b.Helper()
	runtime.GC()
	begun := time.Now()
	if err := do(); err != nil {
		b.Fatal(err)
	}
	return time.Since(begun).Seconds()
}

// keeping measures the two stores beside each other: the same readings put, then all rows listed.
func keeping(b *testing.B, p *pipeline.Pipeline, n int) {
	b.Helper()
	var all []entente.Reading
	if err := p.Run(b.Context(), articles(n), workers(), func(r pipeline.Result) error {
		all = append(all, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
		return nil
	}); err != nil {
		b.Fatal(err)
	}
	fill := func(name string) (put, list float64) {
		s, err := stores.Open(b.Context(), name)
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		put = took(b, func() error {
			for _, r := range all {
				if err := s.Put(b.Context(), r); err != nil {
					return err
				}
			}
			return nil
		})
		list = took(b, func() error {
			_, err := s.Rows(b.Context(), entente.Filter{})
			return err
		})
		return put, list
	}
	put, list := fill(filepath.Join(b.TempDir(), "keep.db"))
	pgPut, pgList := fill(cluster.For(b).Schema(b))
	ratio(b, "PostgreSQL / SQLite, putting", pgPut/put, fmt.Sprintf("time, %d articles, %.1f ms each in SQLite", n, put/float64(n)*1000))
	ratio(b, "PostgreSQL / SQLite, listing rows", pgList/list, fmt.Sprintf("time, %d articles", n))
}

// scaling measures two workers beside one: in one process on SQLite, and two processes on PostgreSQL, whose server takes its part of
// the same cores, beside one on SQLite. One worker has one core.
func scaling(b *testing.B, p *pipeline.Pipeline, n int) {
	b.Helper()
	read := func(cores int) float64 {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), fmt.Sprintf("%d.db", cores)))
		if err != nil {
			b.Fatal(err)
		}
		defer s.Close()
		return took(b, func() error {
			return p.Run(b.Context(), articles(n), cores, func(r pipeline.Result) error {
				return s.Put(b.Context(), entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
			})
		})
	}
	one, two := read(1), read(2)
	ratio(b, "two workers in one process / one", one/two, fmt.Sprintf("documents a second, SQLite, %d articles, %.1f ms each with one", n, one/float64(n)*1000))
	ratio(b, "two processes on PostgreSQL / one on SQLite", one/processes(b, n), "documents a second, the start of the processes taken off")
}

// processes is the time that two processes take for what is queued on PostgreSQL, less what they take to start and find nothing.
func processes(b *testing.B, n int) float64 {
	b.Helper()
	dir := b.TempDir()
	bin, archive := filepath.Join(dir, "entente"), filepath.Join(dir, "made.jsonl")
	if out, err := exec.Command("go", "build", "-o", bin, ".").CombinedOutput(); err != nil {
		b.Fatalf("build: %v\n%s", err, out)
	}
	f, err := os.Create(archive)
	if err != nil {
		b.Fatal(err)
	}
	for page := range articles(n) {
		f.Write(append(page.Raw, '\n'))
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	name := cluster.For(b).Schema(b)
	run := func(args ...string) *exec.Cmd {
		c := exec.CommandContext(context.WithoutCancel(b.Context()), bin, append(args, "--db", name)...)
		c.Env, c.Stdout, c.Stderr = append(os.Environ(), "GOMAXPROCS=1"), io.Discard, os.Stderr
		if err := c.Start(); err != nil {
			b.Fatal(err)
		}
		return c
	}
	both := func() error {
		first, second := run("work", "--drain", "-q", "--workers", "1"), run("work", "--drain", "-q", "--workers", "1")
		if err := first.Wait(); err != nil {
			second.Wait()
			return err
		}
		return second.Wait()
	}
	if err := run("read", "--queue", archive).Wait(); err != nil {
		b.Fatal(err)
	}
	all := took(b, both)
	return all - took(b, both)
}
