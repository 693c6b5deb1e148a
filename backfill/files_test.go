package backfill

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"entente"
	"entente/internal/shards"
)

// TestMatch finds files, folders and patterns, and says what is not there.
func TestMatch(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b/2.jsonl", "b/1.jsonl", "b/.hidden", "a.warc"} {
		if err := (shards.Dir(dir)).Write(t.Context(), name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	for pattern, want := range map[string]string{"b": "b/1.jsonl b/2.jsonl", "*.warc": "a.warc", "b/2*": "b/2.jsonl"} {
		found, err := Match(t.Context(), filepath.Join(dir, pattern))
		var got []string
		for _, in := range found {
			rel, _ := filepath.Rel(dir, in.Name)
			got = append(got, filepath.ToSlash(rel))
		}
		if err != nil || strings.Join(got, " ") != want {
			t.Errorf("%s: %v %v, want %s", pattern, got, err, want)
		}
	}
	if _, err := Match(t.Context(), filepath.Join(dir, "none*")); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("nothing there: %v", err)
	}
}
