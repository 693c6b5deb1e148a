package ingest

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"strings"
	"testing"

	"entente"
)

// FuzzStream reads anything as a file: it ends, and every page has a source under the name of the file. A page may be empty, as a
// file may.
func FuzzStream(f *testing.F) {
	for _, seed := range seeds() {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		pages := 0
		Reader{}.stream(context.Background(), "x", bytes.NewReader(b), func(p entente.Page, err error) bool {
			if !strings.HasPrefix(p.Source, "x") || strings.Contains(p.Source, "/../") {
				t.Errorf("the source is %q, want one under x", p.Source)
			}
			if strings.HasSuffix(p.Source, "/") {
				t.Errorf("the source %q has no name", p.Source)
			}
			pages++
			return pages < 5000
		})
	})
}

// seeds are small files of every form that holds other files or records.
func seeds() [][]byte {
	var z, tr, nested, g bytes.Buffer
	zw, tw := zip.NewWriter(&z), tar.NewWriter(&tr)
	for _, m := range [][2]string{{"a/one.txt", "first"}, {"../two.html", "<p>second</p>"}, {"x.jsonl", `{"text":"third"}` + "\n"}, {"t.csv", "id,text\n1,fourth\n"}} {
		w, _ := zw.Create(m[0])
		w.Write([]byte(m[1]))
		tw.WriteHeader(&tar.Header{Name: m[0], Size: int64(len(m[1])), Mode: 0o600, Typeflag: tar.TypeReg, Format: tar.FormatUSTAR})
		tw.Write([]byte(m[1]))
	}
	zw.Close()
	tw.Close()
	nw := zip.NewWriter(&nested)
	w, _ := nw.CreateHeader(&zip.FileHeader{Name: "inner.tar", Method: zip.Store})
	w.Write(tr.Bytes())
	nw.Close()
	gw := gzip.NewWriter(&g)
	gw.Write(tr.Bytes())
	gw.Close()
	record := "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Type: application/http\r\nContent-Length: 37\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>a page of it</p>\r\n\r\n"
	return [][]byte{z.Bytes(), tr.Bytes(), nested.Bytes(), g.Bytes(), []byte(record),
		[]byte(`<rss version="2.0"><channel><item><title>T</title><description>Talks were held.</description></item></channel></rss>`),
		[]byte(`<urlset><url><loc>https://a.example/1</loc></url></urlset>`), []byte(`[{"text":"a"},{"event_text":"b"}]`), []byte("https://a.example/\nhttps://b.example/\n")}
}
