//go:build !nobuckets

package backfill

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"entente"
)

// A stand is a stand-in for an object store, one bucket of it, as far as a backfill uses one.
type stand struct {
	mu      sync.Mutex
	objects map[string][]byte
	signed  bool // whether anything came with credentials
}

func (s *stand) keys(prefix string) (out []string) {
	for k := range s.objects {
		if strings.HasPrefix(k, prefix) {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// s3 answers ListObjectsV2, GetObject and PutObject of path-style addresses.
func (s *stand) s3(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signed = s.signed || r.Header.Get("Authorization") != ""
	key := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/mine"), "/")
	switch {
	case r.Method == http.MethodPut:
		b, err := io.ReadAll(r.Body)
		if err == nil && strings.Contains(r.Header.Get("Content-Encoding"), "aws-chunked") {
			b, err = unchunked(b)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.objects[key] = b
		w.Header().Set("ETag", `"1"`)
	case key == "":
		type entry struct {
			Key          string
			Size         int
			LastModified string
			ETag         string
		}
		var list struct {
			XMLName  xml.Name `xml:"ListBucketResult"`
			Contents []entry
		}
		for _, k := range s.keys(r.URL.Query().Get("prefix")) {
			list.Contents = append(list.Contents, entry{k, len(s.objects[k]), "2024-01-01T00:00:00.000Z", `"1"`})
		}
		w.Header().Set("Content-Type", "application/xml")
		xml.NewEncoder(w).Encode(list)
	case s.objects[key] == nil:
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, "<Error><Code>NoSuchKey</Code></Error>")
	default:
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")
		w.Header().Set("Content-Length", strconv.Itoa(len(s.objects[key])))
		w.Write(s.objects[key])
	}
}

// unchunked takes the framing of "aws-chunked" off a body.
func unchunked(b []byte) (out []byte, err error) {
	in := bufio.NewReader(bytes.NewReader(b))
	for {
		head, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		size, _, _ := strings.Cut(strings.TrimSpace(head), ";")
		n, err := strconv.ParseInt(size, 16, 32)
		if err != nil || n == 0 {
			return out, err
		}
		part := make([]byte, n+2)
		if _, err := io.ReadFull(in, part); err != nil {
			return nil, err
		}
		out = append(out, part[:n]...)
	}
}

// gcs answers the list, media and multipart upload of the JSON API, and reads by name.
func (s *stand) gcs(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signed = s.signed || r.Header.Get("Authorization") != ""
	_, key, named := strings.Cut(r.URL.Path, "/o/")
	switch {
	case r.Method == http.MethodPost:
		_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
		parts := multipart.NewReader(r.Body, params["boundary"])
		meta, err2 := parts.NextPart()
		if err = errors.Join(err, err2); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var o struct{ Name string }
		err = json.NewDecoder(meta).Decode(&o)
		body, err2 := parts.NextPart()
		if err = errors.Join(err, err2); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		b, err := io.ReadAll(body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		s.objects[o.Name] = b
		json.NewEncoder(w).Encode(map[string]any{"name": o.Name, "bucket": "mine", "size": strconv.Itoa(len(b)), "generation": "1"})
	case strings.HasSuffix(r.URL.Path, "/o"):
		items := []map[string]any{}
		for _, k := range s.keys(r.URL.Query().Get("prefix")) {
			items = append(items, map[string]any{"name": k, "bucket": "mine", "size": strconv.Itoa(len(s.objects[k])), "updated": "2024-01-01T00:00:00Z"})
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]any{"items": items})
	default:
		if !named {
			key = strings.TrimPrefix(r.URL.Path, "/mine/")
		}
		b := s.objects[key]
		if b == nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Length", strconv.Itoa(len(b)))
		w.Header().Set("X-Goog-Generation", "1")
		w.Header().Set("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT")
		w.Write(b)
	}
}

// TestBuckets reads an archive from a bucket and writes to it, without credentials.
func TestBuckets(t *testing.T) {
	dir := t.TempDir()
	archive(t, dir, 4)
	lines, err := os.ReadFile(filepath.Join(dir, "lines.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"s3", "gs"} {
		t.Run(scheme, func(t *testing.T) {
			s := &stand{objects: map[string][]byte{"in/lines.jsonl": lines, "in/lines.txt": []byte("not asked for")}}
			handler, query := s.s3, url.Values{"region": {"eu-central-1"}, "use_path_style": {"true"}, "anonymous": {"true"}}
			if scheme == "gs" {
				handler, query = s.gcs, url.Values{"anonymous": {"true"}}
			}
			server := httptest.NewServer(http.HandlerFunc(handler))
			defer server.Close()
			query.Set("endpoint", server.URL)
			if scheme == "gs" {
				query.Set("endpoint", server.URL+"/storage/v1/")
			}
			files(t, scheme+"://mine/out?"+query.Encode())
			j := Job{Inputs: []string{scheme + "://mine/in/*.jsonl?" + query.Encode()}, Out: scheme + "://mine/out?" + query.Encode(), Pages: 3, Parts: 1}
			r, err := j.Run(t.Context(), onPrism)
			if err != nil {
				t.Fatal(err)
			}
			if r.Shards != 3 || r.Counts.Documents != 6 || r.Counts.Unread != 1 || r.Happenings == 0 || r.Panel == 0 {
				t.Errorf("report %+v", r)
			}
			if s.signed {
				t.Error("credentials were sent though none were asked for")
			}
			for _, rec := range written(t, j.Out, r).Records {
				if !strings.Contains(rec, `"source":"`+scheme+`://mine/in/lines.jsonl#`) {
					t.Errorf("source of %.200s", rec)
				}
			}
		})
	}
}

// files holds a bucket against what Files promise.
func files(t *testing.T, at string) {
	t.Helper()
	f, err := Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(t.Context(), "test/none"); !errors.Is(err, entente.ErrNotFound) {
		t.Errorf("read of nothing: %v", err)
	}
	for _, name := range []string{"test/b", "test/a"} {
		if err := f.Write(t.Context(), name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := f.List(t.Context(), "test/"); err != nil || !slices.Equal(got, []string{"test/a", "test/b"}) {
		t.Errorf("list: %v %v", got, err)
	}
	if b, err := f.Read(t.Context(), "test/a"); err != nil || string(b) != "test/a" {
		t.Errorf("read: %q %v", b, err)
	}
}
