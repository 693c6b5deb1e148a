package ingest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente"
)

// busy is a server that counts when it was asked, and has a page for every answer.
func busy(t *testing.T) (*httptest.Server, func() []time.Time) {
	t.Helper()
	var mu sync.Mutex
	var asked []time.Time
	tries := map[string]int{}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "User-agent: *\nDisallow: /no") })
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		asked = append(asked, time.Now())
		tries[r.URL.Path]++
		try := tries[r.URL.Path]
		mu.Unlock()
		switch {
		case r.URL.Path == "/often" && try == 1:
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
		case r.URL.Path == "/closed":
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.Header.Get("If-None-Match") == `"v1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Tue, 06 May 2025 10:30:00 GMT")
			fmt.Fprint(w, "page "+r.URL.Path)
		}
	})
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s, func() []time.Time { mu.Lock(); defer mu.Unlock(); return slices.Clone(asked) }
}

func get(t *testing.T, f *Fetcher, list []string, pace Pace, known func(string) entente.Validators) map[string]string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	got := map[string]string{}
	for p, err := range f.Many(ctx, list, pace, known) {
		path := p.Source[strings.LastIndex(p.Source, "/"):]
		switch {
		case errors.Is(err, ErrUnchanged):
			got[path] = "unchanged"
		case errors.Is(err, entente.ErrForbidden):
			got[path] = "forbidden"
		case err != nil:
			got[path] = err.Error()
		default:
			got[path] = string(p.Raw)
			if p.Validators.ETag != `"v1"` || p.Validators.Modified == "" {
				t.Errorf("%s: validators %+v", path, p.Validators)
			}
		}
	}
	return got
}

func TestMany(t *testing.T) {
	s, asked := busy(t)
	f := NewFetcher(Limits{Time: 5 * time.Second}, true)
	pace := Pace{Every: 30 * time.Millisecond}
	got := get(t, f, []string{s.URL + "/a", s.URL + "/often", s.URL + "/no", s.URL + "/a", s.URL + "/b"}, pace, nil)
	for path, want := range map[string]string{"/a": "page /a", "/often": "page /often", "/no": "forbidden", "/b": "page /b"} {
		if got[path] != want {
			t.Errorf("%s: got %q, want %q", path, got[path], want)
		}
	}
	times := asked()
	if len(times) != 4 {
		t.Errorf("asked %d times, want 4: /a once, /often twice, /b once", len(times))
	}
	for i := 1; i < len(times); i++ {
		if d := times[i].Sub(times[i-1]); d < 25*time.Millisecond {
			t.Errorf("asked again after %s, want at least the pace of 30ms", d)
		}
	}
}

func TestManyKeepsValidatorsAndGivesUp(t *testing.T) {
	s, asked := busy(t)
	f := NewFetcher(Limits{Time: 5 * time.Second}, true)
	got := get(t, f, []string{s.URL + "/a"}, Pace{}, func(string) entente.Validators { return entente.Validators{ETag: `"v1"`} })
	if got["/a"] != "unchanged" {
		t.Errorf("got %q, want unchanged", got["/a"])
	}
	before := len(asked())
	got = get(t, f, []string{s.URL + "/closed", s.URL + "/x", s.URL + "/y"}, Pace{Every: time.Millisecond, Wait: time.Second}, nil)
	if n := len(asked()) - before; n != 1 || !strings.Contains(got["/x"], "asks to wait") {
		t.Errorf("asked %d times, /x says %q; want the queue given up after the first answer", n, got["/x"])
	}
}

func TestManyStopsWhenNobodyListens(t *testing.T) {
	s, _ := busy(t)
	f := NewFetcher(Limits{Time: 5 * time.Second}, true)
	for range f.Many(context.Background(), []string{s.URL + "/a", s.URL + "/b", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/c"}, Pace{Every: time.Millisecond}, nil) {
		break
	}
}

func TestListOfAddresses(t *testing.T) {
	s, _ := busy(t)
	list := "# two pages\n" + s.URL + "/a\n\n" + s.URL + "/b\n"
	r := Reader{Stdin: strings.NewReader(list), Web: NewFetcher(Limits{Time: 5 * time.Second}, true), Pace: Pace{Every: time.Millisecond}}
	var got []string
	for p, err := range r.Pages(context.Background(), "-") {
		if err != nil {
			t.Error(err)
		}
		got = append(got, string(p.Raw))
	}
	slices.Sort(got)
	if strings.Join(got, "|") != "page /a|page /b" {
		t.Errorf("got %v", got)
	}
	if isAddresses([]byte("https://a.example/ is an address in a sentence.\n")) || isAddresses([]byte("text\nhttps://a.example/\n")) || isAddresses(nil) {
		t.Error("a text was taken for a list of addresses")
	}
}

func TestFeedAndSitemapFromTheWeb(t *testing.T) {
	pages, _ := busy(t)
	mux := http.NewServeMux()
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>Wire</title><item><link>%s/a</link><description>Short.</description></item><item><guid>2</guid><description>Kept in the feed.</description></item></channel></rss>`, pages.URL)
	})
	mux.HandleFunc("/index.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<sitemapindex><sitemap><loc>http://%s/map.xml</loc></sitemap></sitemapindex>`, r.Host)
	})
	mux.HandleFunc("/map.xml", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `<urlset><url><loc>%s/b</loc></url></urlset>`, pages.URL)
	})
	s := httptest.NewServer(mux)
	defer s.Close()
	r := Reader{Web: NewFetcher(Limits{Time: 5 * time.Second}, true), Pace: Pace{Every: time.Millisecond}}
	var got []string
	for p, err := range r.Pages(context.Background(), s.URL+"/feed", s.URL+"/index.xml") {
		if err != nil {
			t.Error(err)
		}
		got = append(got, string(p.Raw))
	}
	if strings.Join(got, "|") != "<article>Kept in the feed.</article>|page /a|page /b" {
		t.Errorf("got %q", got)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2025, 5, 6, 10, 0, 0, 0, time.UTC)
	for s, want := range map[string]time.Duration{"": 0, "30": 30 * time.Second, "-1": 0, "Tue, 06 May 2025 10:01:00 GMT": time.Minute, "Tue, 06 May 2025 09:00:00 GMT": 0, "soon": 0} {
		if got := retryAfter(s, now); got != want {
			t.Errorf("Retry-After %q: got %s, want %s", s, got, want)
		}
	}
}
