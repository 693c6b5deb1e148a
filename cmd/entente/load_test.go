package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/shards"
)

// TestLoad holds a store that read an archive against one that loaded the shards of it: every row, document and source is the same.
func TestLoad(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "news.jsonl")
	lines := `{"id":"1","date":"2022-06-21","text":"The president of Kazakhstan visited Uzbekistan on 6 June 2022. Trade reached 4 billion dollars."}
{"id":"2","text":"China and Kazakhstan signed an agreement on transit in 2015."}
{"id":"3"}
{"id":"2","text":"China and Kazakhstan signed an agreement on transit in 2015."}
`
	if err := os.WriteFile(archive, []byte(lines), 0o644); err != nil {
		t.Fatal(err)
	}
	backfill(t, filepath.Join(dir, "out"), archive)
	read, loaded := filepath.Join(dir, "read.db"), filepath.Join(dir, "loaded.db")
	call(t, "", "read", "-q", "--db", read, archive)
	for range 2 { // the second time nothing is new
		if code, _, stderr := call(t, "", "load", "--db", loaded, filepath.Join(dir, "out")); code != 0 {
			t.Fatalf("load: exit %d: %s", code, stderr)
		}
	}
	for _, args := range [][]string{{"events"}, {"events", "--format", "jsonl"}, {"statements"}, {"figures", "--format", "jsonl"}, {"ties"}, {"documents"}, {"unknown"}, {"failures"}, {"export", "plover"}} {
		_, want, _ := call(t, "", append(slices.Clone(args), "--db", read)...)
		code, got, stderr := call(t, "", append(slices.Clone(args), "--db", loaded)...)
		if code != 0 || got != want {
			t.Errorf("entente %s: exit %d %s\nread:\n%s\nloaded:\n%s", strings.Join(args, " "), code, stderr, want, got)
		}
	}
	if code, out, _ := call(t, "", "verify", "--db", loaded); code != 0 {
		t.Errorf("verify: %s", out)
	}
	if code, _, stderr := call(t, "", "load", "--db", loaded, dir); code == 0 || !strings.Contains(stderr, "no finished shard") {
		t.Errorf("a folder without shards: exit %d, %s", code, stderr)
	}
}

// backfill writes the shards of an archive, two pages in each.
func backfill(t *testing.T, out, archive string) {
	t.Helper()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var readings []entente.Reading
	var unread []shards.Unread
	n := 0
	flush := func() {
		m := shards.Manifest{Shard: shards.Name(archive, n), Input: archive, Chunk: n, Size: 2, Versions: p.Versions()}
		if _, err := shards.Write(t.Context(), shards.Dir(out), m, readings, unread); err != nil {
			t.Fatal(err)
		}
		n, readings, unread = n+1, nil, nil
	}
	err = p.Run(t.Context(), ingest.Pages(t.Context(), archive), 2, func(r pipeline.Result) error {
		if r.Err != nil {
			unread = append(unread, shards.Unread{Source: r.Page.Source, Error: r.Err.Error()})
		} else {
			readings = append(readings, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
		}
		if len(readings)+len(unread) == 2 {
			flush()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	flush()
}
