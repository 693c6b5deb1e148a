package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/stores"
)

// TestReadAsksOnlyForWhatChanged reads a page from a server twice: the second time the server is told what is there, says
// that nothing changed, and the store keeps a second sighting and no second document.
func TestReadAsksOnlyForWhatChanged(t *testing.T) {
	var asked, unchanged atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		asked.Add(1)
		w.Header().Set("ETag", `"one"`)
		if r.Header.Get("If-None-Match") == `"one"` {
			unchanged.Add(1)
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<html><body><h1>Talks</h1><p>The foreign minister of Kazakhstan visited Beijing on 3 May 2021 and met his counterpart there.</p></body></html>")
	}))
	defer server.Close()
	db := filepath.Join(t.TempDir(), "web.db")
	for range 2 {
		if out, err := command(t, "read", "--db", db, "--allow-private", server.URL+"/talks").CombinedOutput(); err != nil {
			t.Fatalf("read: %v\n%s", err, out)
		}
	}
	if asked.Load() != 2 || unchanged.Load() != 1 {
		t.Errorf("asked %d times, %d of them answered that nothing changed; want 2 and 1", asked.Load(), unchanged.Load())
	}
	s, err := stores.OpenExisting(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	docs, err := s.Documents(context.Background(), entente.Filter{})
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v; want 1", len(docs), err)
	}
	seen, err := s.Sightings(context.Background(), docs[0].Raw)
	if err != nil || len(seen) == 0 || seen[len(seen)-1].ETag != `"one"` {
		t.Errorf("sightings %+v, %v; want the ETag with the last", seen, err)
	}
}

// TestKilledArchiveResumes kills read inside a web archive at several places, runs it again, and compares the store with
// that of one undisturbed run; the second run begins where the first was stopped.
func TestKilledArchiveResumes(t *testing.T) {
	dir := t.TempDir()
	archive := filepath.Join(dir, "news.warc.gz")
	const records = 40
	if err := os.WriteFile(archive, archiveOf(records), 0o600); err != nil {
		t.Fatal(err)
	}
	clean := filepath.Join(dir, "clean.db")
	read(t, archive, clean)
	want := contents(t, clean)
	if len(want) < records {
		t.Fatalf("the clean run kept %d entries, want %d documents at least", len(want), records)
	}
	for _, after := range []int{1, 7, 19, 33} {
		db := filepath.Join(dir, fmt.Sprintf("killed-%d.db", after))
		killAfter(t, archive, db, after)
		out, err := command(t, "read", "--db", db, "--workers", "2", archive).CombinedOutput()
		if err != nil {
			t.Fatalf("read: %v\n%s", err, out)
		}
		if d := cmp.Diff(want, contents(t, db)); d != "" {
			t.Errorf("killed after %d documents and run again, the store differs:\n%s", after, d)
		}
		if !strings.Contains(string(out), "; 1 passed over") {
			t.Errorf("killed after %d documents: %s; want one passed over, that at which reading went on", after, out[max(0, len(out)-200):])
		}
	}
}

// archiveOf is a web archive of so many pages, each record packed by itself.
func archiveOf(records int) []byte {
	var out bytes.Buffer
	for i := range records {
		page := fmt.Sprintf("<html><body><h1>Visit %d</h1><p>The foreign minister of Kazakhstan visited Beijing on %d May 2021. Trade between China and Kazakhstan reached %d billion dollars, he said.</p></body></html>", i, i%28+1, i+10)
		answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
		z := gzip.NewWriter(&out)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(answer), answer)
		z.Close()
	}
	return out.Bytes()
}

func read(t *testing.T, path, db string) {
	t.Helper()
	runs(t, "read", "--db", db, "--workers", "2", path)
}

// killAfter kills a read after so many lines of its progress.
func killAfter(t *testing.T, path, db string, lines int) {
	t.Helper()
	cmd := command(t, "read", "--db", db, "--workers", "2", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(out)
	for n := 0; n < lines && in.Scan(); n++ {
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // says that it was killed
}
