package shards

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"entente"
	"entente/internal/pipeline"
)

// read reads pages as they are read in one process.
func read(t *testing.T, pages ...entente.Page) (out []entente.Reading) {
	t.Helper()
	p, err := pipeline.New(pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all := func(yield func(entente.Page, error) bool) {
		for _, page := range pages {
			if !yield(page, nil) {
				return
			}
		}
	}
	err = p.Run(t.Context(), all, 2, func(r pipeline.Result) error {
		out = append(out, entente.Reading{Page: r.Page, Versions: p.Versions(), Analyses: r.Analyses})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

var samples = []entente.Page{
	{Source: "a.warc!0", ContentType: "text/html; charset=windows-1252", Input: entente.Input{URI: "https://example.org/1"},
		Raw: []byte("<html><body><article><h1>Ministers meet</h1><p>The foreign minister of Kazakhstan met the foreign minister of China in Astana on 7 June 2022. He said the caf\xe9 was closed, and the two countries signed an agreement on transit.</p><p>Trade between Kazakhstan and China reached 25 billion dollars in 2021.</p></article></body></html>")},
	{Source: "a.jsonl#2", Layer: "text", Text: "Uzbekistan joined the agreement in 2019.", Raw: []byte(`{"id":2,"text":"Uzbekistan joined the agreement in 2019."}`), Input: entente.Input{ID: "2", Date: "2022-06-21"}},
	{Source: "empty.html", Raw: []byte("<html></html>")},
}

// TestRoundTrip writes a shard and gets back what was written, to the byte of every record.
func TestRoundTrip(t *testing.T) {
	readings := read(t, samples...)
	d := Dir(t.TempDir())
	in := Manifest{Shard: Name("a.warc", 3), Input: "a.warc", Chunk: 3, Size: 8, Versions: readings[0].Versions}
	m, err := Write(t.Context(), d, in, readings, []Unread{{"b.html", "no such file"}})
	if err != nil {
		t.Fatal(err)
	}
	if m.Counts.Pages != 3 || m.Counts.Documents != 3 || m.Counts.Events == 0 || m.Counts.Figures == 0 || m.Counts.Unread != 1 || m.Counts.Failures == 0 {
		t.Errorf("counts %+v", m.Counts)
	}
	kept, err := Manifests(t.Context(), d, Folder("a.warc"))
	if err != nil || len(kept) != 1 || kept[0].Shard != m.Shard || kept[0].Counts != m.Counts {
		t.Fatalf("manifests %+v, %v", kept, err)
	}
	var got []entente.Reading
	if err := Readings(t.Context(), d, kept[0], func(r entente.Reading) error { got = append(got, r); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(readings) {
		t.Fatalf("%d readings, want %d", len(got), len(readings))
	}
	for i, r := range readings {
		if got[i].Page.Source != r.Page.Source || string(got[i].Page.Raw) != string(r.Page.Raw) || got[i].Page.Text != r.Page.Text || got[i].Page.ContentType != r.Page.ContentType {
			t.Errorf("page %d is another: %+v", i, got[i].Page)
		}
		for k, a := range r.Analyses {
			want, _ := entente.Encode(a)
			have, err := entente.Encode(got[i].Analyses[k])
			if err != nil || string(have) != string(want) {
				t.Errorf("record %d of %s changed:\n%s\n%s", k, r.Page.Source, want, have)
			}
			if got[i].Analyses[k].Document.Decoded != a.Document.Decoded {
				t.Errorf("decoded source of %s changed", r.Page.Source)
			}
		}
	}
	var unread []Unread
	if err := Failed(t.Context(), d, kept[0], func(u Unread) error { unread = append(unread, u); return nil }); err != nil || !slices.Equal(unread, []Unread{{"b.html", "no such file"}}) {
		t.Errorf("failed: %v %v", unread, err)
	}
	again := Dir(t.TempDir())
	if m2, err := Write(t.Context(), again, in, readings, []Unread{{"b.html", "no such file"}}); err != nil || !equal(m.Files, m2.Files) {
		t.Errorf("a second writing gives other bytes: %v\n%v\n%v", err, m.Files, m2.Files)
	}
}

func equal(a, b map[string]string) bool {
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return len(a) == len(b)
}

// TestBroken says what is wrong with a shard of which something is missing.
func TestBroken(t *testing.T) {
	d := Dir(t.TempDir())
	m, err := Write(t.Context(), d, Manifest{Shard: Name("x", 0), Input: "x"}, read(t, samples[1]), nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(string(d), "records", filepath.FromSlash(m.Shard)+".jsonl.gz")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o644); err != nil {
		t.Fatal(err)
	}
	none := func(entente.Reading) error { return nil }
	if err := Readings(t.Context(), d, m, none); !errors.Is(err, entente.ErrInvalid) {
		t.Errorf("half a file: %v", err)
	}
	os.Remove(path)
	if err := Readings(t.Context(), d, m, none); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("no file: %v", err)
	}
}

// TestDir keeps what a reader sees whole, and the names in order.
func TestDir(t *testing.T) {
	d, ctx := Dir(t.TempDir()), context.Background()
	for _, n := range []string{"m/b/1", "m/a/2", "m/a/1", "n"} {
		if err := d.Write(ctx, n, []byte(n)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := d.List(ctx, "m/a/"); err != nil || strings.Join(got, " ") != "m/a/1 m/a/2" {
		t.Errorf("list: %v %v", got, err)
	}
	if got, err := d.List(ctx, "none/"); err != nil || len(got) != 0 {
		t.Errorf("list of nothing: %v %v", got, err)
	}
	if _, err := d.Read(ctx, "m/c"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("read of nothing: %v", err)
	}
}
