package ingest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"entente"

	"github.com/andybalholm/brotli"
)

// misbehaving is a server with a page for every way to go wrong.
func misbehaving(t *testing.T) (*httptest.Server, *atomic.Value) {
	t.Helper()
	var agent atomic.Value
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		agent.Store(r.UserAgent())
		fmt.Fprint(w, "User-agent: *\nDisallow: /secret\nUser-agent: entente\nDisallow: /private\nDisallow: /*?print\n")
	})
	mux.HandleFunc("/page", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<p>a page</p>")
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/page#part", 302) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", 302) })
	mux.HandleFunc("/file", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(302)
	})
	mux.HandleFunc("/tosecret", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/x", 302) })
	mux.HandleFunc("/endless", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<16)); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/bomb", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for i := 0; i < 1000; i++ {
			z.Write(make([]byte, 1<<16))
		}
		z.Close()
	})
	mux.HandleFunc("/br", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "br")
		z := brotli.NewWriter(w)
		z.Write([]byte("packed with brotli"))
		z.Close()
	})
	mux.HandleFunc("/badgzip", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		fmt.Fprint(w, "this is not gzip")
	})
	mux.HandleFunc("/strange", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "zstd")
		fmt.Fprint(w, "x")
	})
	mux.HandleFunc("/cut", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "1000")
		fmt.Fprint(w, "short")
	})
	mux.HandleFunc("/forbidden", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(403) })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500) })
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, &agent
}

func TestFetch(t *testing.T) {
	s, agent := misbehaving(t)
	any := errors.New("any error")
	patient := NewFetcher(Limits{Bytes: 1 << 20, Time: 20 * time.Second, Redirects: 3}, true)
	hasty := NewFetcher(Limits{Bytes: 1 << 20, Time: 2 * time.Second, Redirects: 3}, true)
	for _, c := range []struct {
		path, want string
		err        error
	}{
		{"/page", "<p>a page</p>", nil},
		{"/moved", "<p>a page</p>", nil},
		{"/br", "packed with brotli", nil},
		{"/round", "", entente.ErrInvalid},
		{"/file", "", entente.ErrInvalid},
		{"/private/x", "", entente.ErrForbidden},
		{"/tosecret", "", entente.ErrForbidden},
		{"/page?print", "", entente.ErrForbidden},
		{"/endless", "", entente.ErrTooLarge},
		{"/bomb", "", entente.ErrTooLarge},
		{"/slow", "", context.DeadlineExceeded},
		{"/badgzip", "", entente.ErrInvalid},
		{"/strange", "", entente.ErrUnsupported},
		{"/cut", "", any},
		{"/absent", "", entente.ErrNotFound},
		{"/forbidden", "", entente.ErrForbidden},
		{"/broken", "", entente.ErrInvalid},
	} {
		f := patient
		if c.path == "/slow" {
			f = hasty
		}
		page, err := f.Fetch(context.Background(), s.URL+c.path)
		if c.err == any && err != nil {
			continue
		}
		if !errors.Is(err, c.err) || string(page.Raw) != c.want {
			t.Errorf("%s: got %q, %v; want %q, %v", c.path, page.Raw, err, c.want, c.err)
		}
		if c.path == "/moved" && page.Source != s.URL+"/page" {
			t.Errorf("/moved: source %s, want where it led", page.Source)
		}
	}
	if ua, _ := agent.Load().(string); !strings.HasPrefix(ua, "entente/") {
		t.Errorf("the server saw the user agent %q", ua)
	}
}

func TestFetchRefusesThisMachine(t *testing.T) {
	s, _ := misbehaving(t)
	f := NewFetcher(Limits{Time: 2 * time.Second}, false)
	port := s.URL[strings.LastIndexByte(s.URL, ':'):]
	for _, address := range []string{s.URL + "/page", "http://localhost" + port + "/page", "http://[::1]" + port + "/", "http://[::ffff:127.0.0.1]" + port + "/", "http://169.254.169.254/latest/meta-data",
		"http://10.0.0.1/", "http://192.168.1.1/", "http://0.0.0.0" + port + "/", "http://user:pass@example.org/"} {
		if page, err := f.Fetch(context.Background(), address); !errors.Is(err, entente.ErrForbidden) {
			t.Errorf("%s: got %q, %v; want not allowed", address, page.Raw, err)
		}
	}
	for _, address := range []string{"ftp://example.org/", "file:///etc/passwd", "http://", "://", "gopher://x/"} {
		if _, err := f.Fetch(context.Background(), address); !errors.Is(err, entente.ErrInvalid) {
			t.Errorf("%s: got %v, want invalid input", address, err)
		}
	}
}

func TestPublic(t *testing.T) {
	for address, want := range map[string]bool{"93.184.216.34": true, "2606:2800:220:1::1": true, "127.0.0.1": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.0.1": false,
		"169.254.1.1": false, "fe80::1": false, "fc00::1": false, "100.64.0.1": false, "::ffff:10.0.0.1": false, "0.0.0.0": false, "224.0.0.1": false, "255.255.255.255": false, "64:ff9b::a00:1": false, "2002:a00:1::": false} {
		if got := public(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is public: got %v, want %v", address, got, want)
		}
	}
}

func TestRobotsThatFailForbids(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(503)
			return
		}
		fmt.Fprint(w, "text")
	}))
	defer s.Close()
	if _, err := NewFetcher(Limits{}, true).Fetch(context.Background(), s.URL+"/x"); !errors.Is(err, entente.ErrForbidden) {
		t.Errorf("robots.txt fails: got %v, want not allowed", err)
	}
}
