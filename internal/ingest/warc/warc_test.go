package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente"

	"github.com/klauspost/compress/gzip"
)

func pack(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.Bytes()
}

func response(uri, http string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", uri, len(http), http)
}

const page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<p>page</p>"

// all reads to the end; broken records are counted.
func all(t *testing.T, b []byte, base int64) (records []Record, broken []error) {
	t.Helper()
	x, err := NewReader(bytes.NewReader(b), base)
	if err != nil {
		return nil, []error{err}
	}
	x.MaxBody = 4 << 20
	for range len(b) + 2 {
		r, err := x.Next()
		if errors.Is(err, io.EOF) {
			return records, broken
		}
		if err != nil {
			broken = append(broken, err)
			continue
		}
		records = append(records, r)
	}
	t.Fatal("the reader does not come to an end")
	return nil, nil
}

func TestBodies(t *testing.T) {
	bomb := pack(strings.Repeat("0", 5<<20))
	for _, c := range []struct{ name, http, body, problem string }{
		{"plain", page, "<p>page</p>", ""},
		{"chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n4\r\n</p>\r\n0\r\n\r\n", "<p>a</p>", ""},
		{"chunked by its header only", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>not in chunks</p>", "<p>not in chunks</p>", ""},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(pack("<p>zip</p>")), "<p>zip</p>", ""},
		{"gzip by its header only", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>unpacked</p>", "<p>unpacked</p>", ""},
		{"brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80hello\x03", "hello", ""},
		{"a gzip bomb", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + string(bomb), "", "too large"},
		{"no HTTP", "this is not HTTP", "", "HTTP header"},
	} {
		got, broken := all(t, []byte(response("http://a.example/", c.http)+response("http://b.example/", page)), 0)
		if c.problem != "" {
			if len(broken) != 1 || !strings.Contains(broken[0].Error(), c.problem) || len(got) != 1 {
				t.Errorf("%s: %d records, errors %v; want the second record and an error with %q", c.name, len(got), broken, c.problem)
			}
			continue
		}
		if len(got) != 2 || len(broken) != 0 {
			t.Errorf("%s: %d records, errors %v; want 2 records", c.name, len(got), broken)
			continue
		}
		if string(got[0].Body) != c.body || !got[0].Page() {
			t.Errorf("%s: body %q, want %q", c.name, got[0].Body, c.body)
		}
	}
}

func TestResumeAtAnOffset(t *testing.T) {
	for _, zip := range []bool{false, true} {
		var file []byte
		for i := range 5 {
			s := response(fmt.Sprintf("http://a.example/%d", i), page)
			if zip {
				file = append(file, pack(s)...)
			} else {
				file = append(file, s...)
			}
		}
		whole, _ := all(t, file, 0)
		if len(whole) != 5 {
			t.Fatalf("zip %v: %d records, want 5", zip, len(whole))
		}
		for i, r := range whole {
			rest, _ := all(t, file[r.Offset:], r.Offset)
			if len(rest) != 5-i || rest[0].URI != r.URI || rest[0].Offset != r.Offset {
				t.Errorf("zip %v: reading from %d gives %d records, want %d from %s on", zip, r.Offset, len(rest), 5-i, r.URI)
			}
		}
	}
}

func TestWholeFileInOneMember(t *testing.T) {
	got, broken := all(t, pack(response("http://a.example/1", page)+response("http://a.example/2", page)), 0)
	if len(got) != 2 || len(broken) != 0 || got[1].Nth != 1 {
		t.Errorf("%+v, errors %v; want two records, the second with number 1", got, broken)
	}
}

func TestBrokenArchivesGoOn(t *testing.T) {
	good, zipped := response("http://a.example/", page), pack(response("http://a.example/", page))
	torn := pack(response("http://b.example/", page))
	for _, c := range []struct {
		name    string
		file    []byte
		records int
	}{
		{"rubbish between records", []byte(good + "rubbish\r\nmore\r\n" + good), 2},
		{"a wrong length", []byte(strings.Replace(good, "Content-Length: ", "Content-Length: x", 1) + good), 1},
		{"cut off", []byte(good + good[:len(good)-20]), 1},
		{"a torn gzip member", append(append(append([]byte{}, zipped...), torn[:len(torn)/2]...), zipped...), 1},
		{"a damaged gzip header", append(append(append([]byte{}, zipped...), "\x1f\x8b\xff???"...), zipped...), 2},
	} {
		got, broken := all(t, c.file, 0)
		if len(got) < c.records || len(broken) == 0 {
			t.Errorf("%s: %d records, errors %v; want at least %d records and an error", c.name, len(got), broken, c.records)
		}
	}
}

func TestARC(t *testing.T) {
	body := "HTTP/1.0 200 OK\r\n\r\n<p>arc</p>"
	file := "filedesc://x.arc 0.0.0.0 20100101000000 text/plain 14\n1 0 Somebody\n\n\n" +
		fmt.Sprintf("http://a.example/a b 127.0.0.1 20100101000001 text/html %d\n%s\n", len(body), body)
	got, broken := all(t, []byte(file), 0)
	if len(broken) != 0 || len(got) != 2 {
		t.Fatalf("%+v, errors %v; want two records", got, broken)
	}
	if r := got[1]; r.URI != "http://a.example/a b" || string(r.Body) != "<p>arc</p>" || !r.Page() {
		t.Errorf("got %+v", r)
	}
}

func TestWriterIsRead(t *testing.T) {
	write := func() []byte {
		var b bytes.Buffer
		w, err := NewWriter(&b, "entente", "2025-01-01T00:00:00Z")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Resource("https://a.example/", "2025-01-02T00:00:00Z", "text/html", []byte("<p>kept</p>")); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	got, broken := all(t, write(), 0)
	if len(broken) != 0 || len(got) != 2 || string(got[1].Body) != "<p>kept</p>" || got[1].URI != "https://a.example/" {
		t.Errorf("%+v, errors %v", got, broken)
	}
	if !bytes.Equal(write(), write()) {
		t.Error("two runs give different bytes")
	}
}

// TestGold reads the archives of a WARC library's own tests, broken ones among them, where they are present.
func TestGold(t *testing.T) {
	files, _ := filepath.Glob("../../../../shared/gold/warc/*")
	if len(files) == 0 {
		t.Skip("no gold archives beside the project")
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, broken := all(t, b, 0)
		bad := strings.Contains(f, "bad.arc") || strings.Contains(f, "trunc") || strings.Contains(f, "space-in-url")
		if bad != (len(broken) > 0) || len(got) == 0 {
			t.Errorf("%s: %d records, errors %v", filepath.Base(f), len(got), broken)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(response("http://a.example/", page)))
	f.Add(pack(response("http://a.example/", page)))
	f.Add([]byte("filedesc://x.arc 0.0.0.0 20100101000000 text/plain 5\n1 0 x\n"))
	f.Fuzz(func(t *testing.T, b []byte) { all(t, b, 0) })
}

func BenchmarkRead(b *testing.B) {
	var file []byte
	text := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + strings.Repeat("<p>The ministers of two countries met and agreed on the opening of a border crossing.</p>\n", 200)
	for i := range 500 {
		file = append(file, response(fmt.Sprintf("http://a.example/%d", i), text)...)
	}
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		x, err := NewReader(bytes.NewReader(file), 0)
		if err != nil {
			b.Fatal(err)
		}
		for err == nil {
			_, err = x.Next()
		}
		if !errors.Is(err, io.EOF) || errors.Is(err, entente.ErrInvalid) {
			b.Fatal(err)
		}
	}
}
