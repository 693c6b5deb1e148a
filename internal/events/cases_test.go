package events_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"entente"
	"entente/internal/events"
	"entente/internal/pipeline"
	"entente/internal/trees"
)

var update = flag.Bool("update", false, "write what the coder finds into the cases")

// A book is a file of cases: lines "sentence => events", sticky headers "@ date genre country" (the state that a speech is held for, if
// any), and the known misses at the end.
//
// A sentence may stand behind its context, separated by " | "; only its own events are compared. " || " stands between a headline
// and the paragraph below it. Events are separated by
// "; " and written "ACTORS TYPE/mode kind > RECIPIENTS status date", a party by its code, several joined by "+".
type book struct {
	path  string
	lines []string
}

// TestCases codes every case and compares.
func TestCases(t *testing.T) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases (%v)", err)
	}
	cases, misses := 0, 0
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		k := &book{path, strings.Split(strings.TrimRight(string(b), "\n"), "\n")}
		c, m := k.run(t, p)
		cases, misses = cases+c, misses+m
		if *update {
			if err := os.WriteFile(path, []byte(strings.Join(k.lines, "\n")+"\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d cases, %d known misses", cases, misses)
	if cases < 400 {
		t.Errorf("%d cases, want at least 400", cases)
	}
}

func (k *book) run(t *testing.T, p *pipeline.Pipeline) (cases, misses int) {
	date, genre, country, missing := "2021-06-15", "news", "", false
	for n, line := range k.lines {
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case strings.HasPrefix(line, "@ "):
			f := strings.Fields(line)
			date, genre, country = f[1], f[2], strings.Join(f[3:], "")
			continue
		case line == "== known misses":
			missing = true
			continue
		}
		text, want, _ := strings.Cut(line, " => ")
		got := code(t, p, text, date, genre, country)
		cases++
		switch {
		case missing:
			misses++
			if got == want && !*update {
				t.Errorf("%s:%d: a known miss passes now; move it up: %s", k.path, n+1, text)
			}
		case *update:
			k.lines[n] = text + " => " + got
		case got != want:
			t.Errorf("%s:%d: %s\n  got  %s\n  want %s", k.path, n+1, text, got, want)
		}
	}
	return cases, misses
}

// code reads a case as a document of its own and writes the events of its last sentence down.
func code(t *testing.T, p *pipeline.Pipeline, text, date, genre, country string) string {
	t.Helper()
	before, last, ok := strings.Cut(text, " | ")
	if !ok {
		before, last = "", text
	}
	d := entente.Document{ID: "d:case", Language: "en", Genre: genre, Country: country, Text: strings.TrimSpace(before + " " + last)}
	d.Parts = []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(d.Text)}}}
	if genre == "headline" {
		d.Genre, d.Parts[0].Kind = "news", "title"
	}
	if title, _, ok := strings.Cut(d.Text, " || "); ok { // a headline and what stands below it
		d.Text = strings.Replace(d.Text, " || ", "\n\n", 1)
		d.Parts = []entente.Part{{Kind: "title", Span: entente.Span{End: len(title)}}, {Kind: "paragraph", Span: entente.Span{Start: len(title) + 2, End: len(d.Text)}}}
		last = strings.Replace(last, " || ", "\n\n", 1)
	}
	d.Published = &entente.Date{EDTF: date, Start: date, End: date, Precision: "day", Basis: "input"}
	a, err := p.Analyze(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range a.Events {
		if a.Events[i].Trigger[0].Start >= len(d.Text)-len(last) {
			out = append(out, written(a, &a.Events[i]))
		}
	}
	if len(out) == 0 {
		return "none"
	}
	return strings.Join(out, "; ")
}

// written is an event as the cases have it.
func written(a *entente.Analysis, e *entente.Event) string {
	s := parties(a, e.Actors)
	if e.Type != "" {
		s += " " + e.Type
		if e.Mode != "" {
			s += "/" + e.Mode
		}
	}
	s += " " + e.Kind
	if len(e.Recipients) > 0 {
		s += " > " + parties(a, e.Recipients)
	}
	s += " " + e.Status
	if e.Date != nil && e.Date.Basis != "published" {
		s += " " + e.Date.EDTF
	}
	return s
}

func parties(a *entente.Analysis, ids []string) string {
	var out []string
	for _, id := range ids {
		m, _ := a.Mention(id)
		c := trees.Code(&m)
		if c == m.ID || c == m.SameAs {
			c = "?"
		}
		out = append(out, c)
	}
	sort.Strings(out)
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, "+")
}

// BenchmarkCode codes the sentences of the cases, parsed beforehand.
func BenchmarkCode(b *testing.B) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil {
		b.Fatal(err)
	}
	var text strings.Builder
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		for _, line := range strings.Split(string(raw), "\n") {
			if s, _, ok := strings.Cut(line, " => "); ok {
				text.WriteString(s + "\n")
			}
		}
	}
	d := entente.Document{ID: "d:bench", Language: "en", Genre: "news", Text: text.String()}
	d.Parts = []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(d.Text)}}}
	a, err := p.Analyze(context.Background(), d)
	if err != nil {
		b.Fatal(err)
	}
	coder := newCoder(b)
	for b.Loop() {
		coder.Code(a)
	}
	b.ReportMetric(float64(len(a.Sentences)*b.N)/b.Elapsed().Seconds(), "sentences/s")
}

func newCoder(b *testing.B) *events.Coder {
	b.Helper()
	files, err := events.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	table, err := events.NewTable(files)
	if err != nil {
		b.Fatal(err)
	}
	coder, err := events.New(nil, table, nil)
	if err != nil {
		b.Fatal(err)
	}
	return coder
}

// FuzzCode holds that no text breaks the coder and that every span lies in the text.
func FuzzCode(f *testing.F) {
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add("France recognised Kosovo in 2008.")
	f.Add("Talks between A and B; talks, talks and talks (and) to to of of.")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := p.Analyze(context.Background(), entente.Document{ID: "d:fuzz", Language: "en", Text: text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(text)}}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range a.Failures {
			if x.Stage == "events" || x.Stage == "ties" {
				t.Errorf("%s: %s", x.Stage, x.Error)
			}
		}
		if err := a.CheckSpans(); err != nil {
			t.Error(err)
		}
		seen := map[string]bool{}
		for _, e := range a.Events {
			if seen[e.ID] {
				t.Errorf("two events have the id %s", e.ID)
			}
			seen[e.ID] = true
			if len(e.Actors)+len(e.Recipients) == 0 {
				t.Error(fmt.Sprintf("event %s has nobody in it", e.Rule))
			}
		}
	})
}
