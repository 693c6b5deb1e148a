package export

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"entente"
	"entente/internal/gazetteer"
	"entente/internal/ingest"
	"entente/internal/ontology"
	"entente/internal/pipeline"
	"entente/internal/sqlite"
)

// data are the two sets that every format is read back from: a few rows made up to be awkward, and the examples as they are read.
func data(t *testing.T) map[string]*Data {
	t.Helper()
	out := map[string]*Data{"made up": sample()}
	if testing.Short() {
		return out
	}
	d, err := examples()
	if err != nil {
		t.Fatal(err)
	}
	out["examples"] = d
	return out
}

// examples are the rows of examples/silk-road, with the real tables.
var examples = sync.OnceValues(func() (*Data, error) {
	ctx := context.Background()
	dir, err := os.MkdirTemp("", "export")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	store, err := sqlite.Open(ctx, filepath.Join(dir, "a.db"))
	if err != nil {
		return nil, err
	}
	defer store.Close()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		return nil, err
	}
	texts, sentences := map[string]string{}, map[string][]entente.Span{}
	err = p.Run(ctx, ingest.Reader{}.Pages(ctx, "../../examples/silk-road"), 2, func(r pipeline.Result) error {
		for _, a := range r.Analyses {
			texts[a.Document.ID] = a.Document.Text
			for _, s := range a.Sentences {
				sentences[a.Document.ID] = append(sentences[a.Document.ID], s.Span)
			}
		}
		return store.Put(ctx, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses, At: "2026-01-01T00:00:00Z"})
	})
	if err != nil {
		return nil, err
	}
	d := &Data{Version: "0.1.0", Text: func(id string) string { return texts[id] }, Sentences: func(id string) []entente.Span { return sentences[id] }}
	if d.Rows, err = store.Rows(ctx, entente.Filter{}); err != nil {
		return nil, err
	}
	if d.Documents, err = store.Documents(ctx, entente.Filter{}); err != nil {
		return nil, err
	}
	g, err := gazetteer.Load()
	if err != nil {
		return nil, err
	}
	o, err := ontology.Load()
	if err != nil {
		return nil, err
	}
	d.Countries, d.CAMEO = nations{g}, crosswalk{o}
	return d, nil
})

type nations struct{ *gazetteer.Gazetteer }

func (n nations) Name(c string) string {
	if x := n.States[c]; x != nil {
		return x.Name
	}
	return ""
}

func (n nations) COW(c string) string {
	if x := n.States[c]; x != nil && x.COW != 0 {
		return strconv.Itoa(x.COW)
	}
	return ""
}

type crosswalk struct{ *ontology.Ontology }

func (c crosswalk) Label(code string) string {
	x, _ := c.Code(code)
	return x.Label
}

func (c crosswalk) Goldstein(code string) (float64, bool) {
	x, ok := c.Code(code)
	return x.Goldstein, ok
}
