package ingest

import (
	"bufio"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"
)

// BenchmarkWebArchive reads a web archive of 10,000 pages from a file, as it is and packed record by record, up to the pages
// that cleaning gets; the rate counts the bytes of the records unpacked.
func BenchmarkWebArchive(b *testing.B) {
	for _, packed := range []bool{false, true} {
		b.Run(map[bool]string{false: "plain", true: "gzip"}[packed], func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "news.warc")
			size, err := writeArchive(path, 10_000, packed)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(size)
			for b.Loop() {
				n := 0
				for _, err := range (Reader{}).Pages(context.Background(), path) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != 10_000 {
					b.Fatalf("%d pages, want 10000", n)
				}
			}
		})
	}
}

// writeArchive writes pages made of the words of a report, no two alike, and returns the size of the records unpacked.
func writeArchive(path string, records int, packed bool) (int64, error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	r := rand.New(rand.NewPCG(3, 4))
	words := strings.Fields("the foreign ministers of two neighbouring states met on Tuesday and signed a protocol on the reopening of a road while trade reached so many million dollars last year and observers noted that tolls had been disputed for nine years")
	var size int64
	for i := range records {
		var page strings.Builder
		page.WriteString("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>")
		for range 30 {
			page.WriteString("<p>")
			for range 50 {
				page.WriteString(words[r.IntN(len(words))] + " ")
			}
			fmt.Fprintf(&page, "%d</p>\n", r.IntN(1_000_000))
		}
		record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/%d\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, page.Len(), page.String())
		size += int64(len(record))
		if !packed {
			io.WriteString(out, record)
			continue
		}
		z := gzip.NewWriter(out)
		io.WriteString(z, record)
		if err := z.Close(); err != nil {
			return 0, err
		}
	}
	return size, out.Flush()
}

// TestArchiveGoesOn reads an archive from the page that was read last, and from the beginning where another page stands there.
func TestArchiveGoesOn(t *testing.T) {
	for _, packed := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "news.warc")
		if _, err := writeArchive(path, 20, packed); err != nil {
			t.Fatal(err)
		}
		all := readAll(t, Reader{}, path)
		if len(all) != 20 {
			t.Fatalf("%d pages, want 20", len(all))
		}
		var offset int64
		if _, err := fmt.Sscanf(all[12].Source[strings.LastIndexByte(all[12].Source, '!'):], "!%d", &offset); err != nil {
			t.Fatal(err)
		}
		before := Before{Bookmark: func(string) int64 { return offset }, Had: func(p entente.Page) bool { return string(p.Raw) == string(all[12].Raw) }}
		if got := readAll(t, Reader{Before: before}, path); len(got) != 8 || got[0].Source != all[12].Source || string(got[7].Raw) != string(all[19].Raw) {
			t.Errorf("packed %v: %d pages from the bookmark on, want 8 with the same sources", packed, len(got))
		}
		before.Had = func(entente.Page) bool { return false }
		if got := readAll(t, Reader{Before: before}, path); len(got) != 20 {
			t.Errorf("packed %v: %d pages of a file that changed, want all 20", packed, len(got))
		}
		before.Bookmark, before.Had = func(string) int64 { return offset + 1 }, func(entente.Page) bool { return true }
		if got := readAll(t, Reader{Before: before}, path); len(got) != 20 {
			t.Errorf("packed %v: %d pages from a place where no record begins, want all 20", packed, len(got))
		}
	}
}

func readAll(t *testing.T, r Reader, path string) []entente.Page {
	t.Helper()
	var out []entente.Page
	for p, err := range r.Pages(context.Background(), path) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, p)
	}
	return out
}
