package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"
)

func TestPages(t *testing.T) {
	dir := t.TempDir()
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	z.Write([]byte("packed"))
	z.Close()
	for name, text := range map[string]string{
		"b.txt":        "plain text",
		"a/c.jsonl":    `{"id":7,"text":"one","date":"2020-01-02","authors":"A. Uthor"}` + "\n{broken\n\n" + `{"event_text":"three"}`,
		"array.json":   `[{"text":"x"},{"text":"y","lang":"fr"}]`,
		"one.json":     "{\n \"id\": \"z\",\n \"text\": \"over lines\"\n}\n",
		"table.dat":    "id;headline;body\n1;Head;\"A; body\"\n2;H2;B2\n",
		"z.gz":         packed.String(),
		".hidden/x":    "no",
		"empty.txt":    "",
		"notcsv.txt":   "Peace, they said, was near.\nText follows.",
		"page.html":    "<p>text</p>",
		"notext.jsonl": `{"id":"1","text":""}`,
	} {
		p := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(p), 0o755)
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for page, err := range Pages(context.Background(), dir, filepath.Join(dir, "absent")) {
		line := strings.TrimPrefix(page.Source, filepath.ToSlash(dir)+"/") + " "
		switch {
		case errors.Is(err, entente.ErrInvalid):
			line += "invalid"
		case errors.Is(err, entente.ErrNotFound):
			line += "not found"
		case err != nil:
			line += err.Error()
		case page.Layer != "":
			line += page.Layer + "=" + page.Text + " " + page.Input.ID + page.Input.Title + page.Input.Date + page.Input.Lang + strings.Join(page.Input.Authors, "")
		default:
			line += string(page.Raw)
		}
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{"a/c.jsonl#1 text=one 72020-01-02A. Uthor", "a/c.jsonl#2 invalid", "a/c.jsonl#4 event_text=three", "array.json#1 text=x", "array.json#2 text=y fr",
		"b.txt plain text", "empty.txt", "notcsv.txt Peace, they said, was near.\nText follows.", "notext.jsonl#1 invalid", "one.json text=over lines z", "page.html <p>text</p>",
		"table.dat#1 text=A; body 1Head", "table.dat#2 text=B2 2H2", "z.gz packed", "absent not found"}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("got\n%s\nwant\n%s", g, w)
	}
}

func TestStdinAndRefusedAddress(t *testing.T) {
	r := Reader{Stdin: strings.NewReader(`{"id":"q","text":"piped"}` + "\n")}
	n := 0
	for page, err := range r.Pages(context.Background(), "-", "http://example.org/") {
		if n++; n == 1 && (err != nil || page.Text != "piped" || page.Source != "-#1") {
			t.Errorf("got %q from %q, %v; want piped from -#1", page.Text, page.Source, err)
		}
		if n == 2 && !errors.Is(err, entente.ErrForbidden) {
			t.Errorf("an address without a fetcher: got %v, want not allowed", err)
		}
	}
}

func TestLongLineIsTooLarge(t *testing.T) {
	in := strings.NewReader(`{"text":"` + strings.Repeat("x", MaxLine) + "\"}\n" + `{"text":"next"}` + "\n")
	var errs []error
	var last entente.Page
	for page, err := range (Reader{Stdin: in}).Pages(context.Background(), "-") {
		errs, last = append(errs, err), page
	}
	if len(errs) != 2 || !errors.Is(errs[0], entente.ErrTooLarge) || errs[1] != nil || last.Text != "next" {
		t.Errorf("got %v and %q, want too large, then the next line", errs, last.Text)
	}
}
