package pipeline

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"

	"entente"
	"entente/internal/ingest"
)

const silkRoad = "../../examples/silk-road"

// records reads the examples on a number of workers.
func records(t *testing.T, p *Pipeline, workers int) []*entente.Analysis {
	t.Helper()
	var out []*entente.Analysis
	err := p.Run(context.Background(), ingest.Pages(context.Background(), silkRoad), workers, func(r Result) error {
		if errors.Is(r.Err, fs.ErrNotExist) || errors.Is(r.Err, entente.ErrNotFound) {
			t.Skip("the examples are not there: ", r.Err)
		}
		out = append(out, r.Analyses...)
		return r.Err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func load(t *testing.T) *Pipeline {
	t.Helper()
	p, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestExamples holds what is known of each example: its day and where that was read, publisher, genre.
func TestExamples(t *testing.T) {
	want := map[string][4]string{
		"01-recognition.txt":    {"1992-01-04", "dateline", "", "news"},
		"02-border.txt":         {"2012-06-12", "credit", "Caravan Quarterly", "news"},
		"03-pipeline.txt":       {"2005-12-15", "dateline", "", "release"},
		"04-silk-road-belt.txt": {"2013-09-08", "header", "Steppe Courier", "news"},
		"05-interview.txt":      {"2015-12-02", "dateline", "", "interview"},
		"06-epca.html":          {"2015-12-21", "meta", "The Danube Observer", "news"},
		"07-opinion.txt":        {"2019-09-20", "header", "", "opinion"},
		"08-plan.txt":           {"2022-09-05", "header", "", "news"},
		"09-visit.txt":          {"2022-09-14", "dateline", "Great Steppe News", "news"},
		"10-visit-copy.txt":     {"2022-09-14", "header", "Great Steppe News", "news"},
		"11-xian.txt":           {"2023-05-20", "header", "Steppe Courier", "news"},
		"12-figures.txt":        {"2024-02-12", "dateline", "", "news"},
		"15-briefs.jsonl#1":     {"2021-11-13", "input", "Great Steppe News", "news"},
		"15-briefs.jsonl#2":     {"2023-09-20", "input", "Great Steppe News", "news"},
		"15-briefs.jsonl#3":     {"2025-06-18", "input", "Great Steppe News", "news"},
	}
	for _, a := range records(t, load(t), 2) {
		d := a.Document
		name := d.Source[strings.LastIndex(d.Source, "/")+1:]
		w, ok := want[name]
		if !ok {
			continue
		}
		delete(want, name)
		got := [4]string{2: d.Publisher, 3: d.Genre}
		if d.Published != nil {
			got[0], got[1] = d.Published.EDTF, d.Published.Basis
		}
		if got != w {
			t.Errorf("%s: got %q, want %q", name, got, w)
		}
		if len(a.Failures) > 0 {
			t.Errorf("%s: %v", name, a.Failures)
		}
	}
	for name := range want {
		t.Errorf("%s was not read", name)
	}
}

// TestSameBytes holds that the number of workers and another load of the tables change no byte of the records.
func TestSameBytes(t *testing.T) {
	var first []byte
	for i, workers := range []int{1, 8} {
		var b bytes.Buffer
		for _, a := range records(t, load(t), workers) {
			line, err := entente.Encode(a)
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(line, '\n'))
		}
		if i == 0 {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Errorf("%d workers give other records than one", workers)
		}
	}
}
