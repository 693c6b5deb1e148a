package main

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
)

// everyRecord calls f with the records of the examples and, where they lie beside the project, of the texts it began with.
func everyRecord(t *testing.T, f func(source string, a *entente.Analysis)) {
	t.Helper()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"../../examples"}
	if _, err := os.Stat("../../../shared/texts"); err == nil {
		paths = append(paths, "../../../shared/texts")
	} else {
		t.Log("the texts beside the project are not there; the examples alone are checked")
	}
	n := 0
	err = p.Run(context.Background(), ingest.Pages(context.Background(), paths...), 2, func(r pipeline.Result) error {
		if r.Err != nil {
			t.Errorf("%s: %v", r.Page.Source, r.Err)
		}
		for _, a := range r.Analyses {
			n++
			f(a.Document.Source, a)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 15 {
		t.Errorf("%d records, want 15 at least", n)
	}
}

func TestEveryRecordIsValid(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(entente.AnalysisSchema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("analysis.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("analysis.json")
	if err != nil {
		t.Fatal(err)
	}
	everyRecord(t, func(source string, a *entente.Analysis) {
		line, err := entente.Encode(a)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(string(line)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", source, err)
		}
		for _, f := range a.Failures {
			t.Errorf("%s: %s failed: %s", source, f.Stage, f.Error)
		}
	})
}

// TestEverySpanLeadsBack checks that the spans of every record lie in its text, that the ids of its rows are its own, and
// that the map leads the characters of the text to the same characters of the source.
func TestEverySpanLeadsBack(t *testing.T) {
	everyRecord(t, func(source string, a *entente.Analysis) {
		if err := a.CheckSpans(); err != nil {
			t.Errorf("%s: %v", source, err)
		}
		seen := map[string]bool{}
		for _, r := range entente.Rows(a) {
			if seen[r.ID()] {
				t.Errorf("%s: two rows have the id %s", source, r.ID())
			}
			if seen[r.ID()] = true; strings.TrimSpace(r.Quote) == "" {
				t.Errorf("%s: the %s %s quotes nothing", source, r.Sort(), r.ID())
			}
		}
		carried(t, source, &a.Document)
	})
}

// carried checks the map: runs in order and without overlap in the text, equal to the source but for repaired characters,
// and nothing but space outside of them.
func carried(t *testing.T, source string, d *entente.Document) {
	t.Helper()
	at, repaired := 0, 0
	for _, r := range d.Map {
		if r.Text < at {
			t.Errorf("%s: run %v begins inside the one before", source, r)
			return
		}
		if gap := d.Text[at:r.Text]; strings.TrimSpace(gap) != "" {
			t.Errorf("%s: %q in the text comes from nowhere in the source", source, gap)
		}
		at = r.Text + r.Len
		here, there := d.Text[r.Text:at], d.Decoded[r.Source:r.Source+r.SourceLength]
		if here != there {
			if repaired += r.Len; r.Len > 16 {
				t.Errorf("%s: %q in the text leads to %q in the source", source, here, there)
			}
		}
	}
	if strings.TrimSpace(d.Text[at:]) != "" {
		t.Errorf("%s: the end of the text comes from nowhere in the source", source)
	}
	if repaired*20 > len(d.Text) {
		t.Errorf("%s: %d of %d bytes of the text are repaired, more than a twentieth", source, repaired, len(d.Text))
	}
}
