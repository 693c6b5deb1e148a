package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"entente"
)

// pages reads one stream and says what it gave, a line each.
func pages(t *testing.T, name string, b []byte) (out []string) {
	t.Helper()
	Reader{}.stream(context.Background(), name, bytes.NewReader(b), func(p entente.Page, err error) bool {
		line := p.Source + " " + string(p.Raw) + p.Text
		if err != nil {
			line = p.Source + " " + err.Error()
		}
		out = append(out, strings.TrimSpace(line))
		return true
	})
	return out
}

func TestArchives(t *testing.T) {
	files := [][2]string{{"a/one.txt", "first"}, {"../../etc/two.txt", "second"}, {".git/config", "no"}, {"lines.jsonl", `{"text":"third"}` + "\n"}}
	var z, tr bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&tr)
	for _, f := range files {
		w, err := zw.Create(f[0])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(f[1]))
		tw.WriteHeader(&tar.Header{Name: f[0], Size: int64(len(f[1])), Mode: 0o600, Typeflag: tar.TypeReg, Format: tar.FormatUSTAR})
		tw.Write([]byte(f[1]))
	}
	zw.Close()
	tw.Close()
	var tgz bytes.Buffer
	g := gzip.NewWriter(&tgz)
	g.Write(tr.Bytes())
	g.Close()
	for name, b := range map[string][]byte{"x.zip": z.Bytes(), "x.tar": tr.Bytes(), "x.tgz": tgz.Bytes()} {
		got := strings.Join(pages(t, name, b), "\n")
		for _, want := range []string{name + "/a/one.txt first", name + "/etc/two.txt second", name + `/lines.jsonl#1 {"text":"third"}third`} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: got\n%s\nwant %s in it", name, got, want)
			}
		}
		if strings.Contains(got, "config") {
			t.Errorf("%s: a hidden file was read", name)
		}
	}
	if got := pages(t, "cut.zip", z.Bytes()[:z.Len()/2]); len(got) != 1 || !strings.Contains(got[0], "invalid") {
		t.Errorf("a zip archive that was cut off: %v, want one error", got)
	}
}

func TestWebArchiveInAFile(t *testing.T) {
	http := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>page</p>"
	record := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(http), http)
	var z bytes.Buffer
	for range 2 {
		g := gzip.NewWriter(&z)
		g.Write([]byte(record))
		g.Close()
	}
	got := pages(t, "x.warc.gz", z.Bytes())
	want := fmt.Sprintf("x.warc.gz!0 <p>page</p>|x.warc.gz!%d <p>page</p>", z.Len()/2)
	if strings.Join(got, "|") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestFeedInAFile(t *testing.T) {
	rss := `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>T</title><link>https://a.example/1</link><description>Talks were held.</description></item></channel></rss>`
	if got := pages(t, "f.xml", []byte(rss)); len(got) != 1 || got[0] != "f.xml#1 <article>Talks were held.</article>" {
		t.Errorf("got %v", got)
	}
	var err error
	Reader{}.stream(context.Background(), "s.xml", strings.NewReader(`<urlset><url><loc>https://a.example/1</loc></url></urlset>`), func(_ entente.Page, e error) bool { err = e; return true })
	if !errors.Is(err, entente.ErrForbidden) {
		t.Errorf("a sitemap without a fetcher: %v, want it to be said that it is not read here", err)
	}
}

// TestGoldWebArchive counts the pages of real news in a web archive, where it is present.
func TestGoldWebArchive(t *testing.T) {
	b, err := os.ReadFile("../../../shared/gold/warc/news-pages-aeb.warc.gz")
	if err != nil {
		t.Skip("no gold web archive beside the project")
	}
	got := pages(t, "news.warc.gz", b)
	if len(got) != 45 {
		t.Errorf("%d pages, want one for each of the 45 responses", len(got))
	}
}
