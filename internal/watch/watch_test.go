package watch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/postgres/cluster"
	"entente/internal/stores"
)

func TestMain(m *testing.M) { cluster.Main(m) }

// coder reads pages by keeping their text; it takes its time.
type coder struct{ takes time.Duration }

func (coder) Versions() entente.Versions { return entente.Versions{Entente: "test"} }

func (c coder) Read(ctx context.Context, page entente.Page) pipeline.Result {
	select {
	case <-time.After(c.takes):
	case <-ctx.Done():
	}
	raw := entente.Hash(page.Raw)
	a := &entente.Analysis{Schema: entente.Schema, Versions: c.Versions(), Document: entente.Document{ID: entente.ID("d", raw), Source: page.Source, Raw: raw, Text: string(page.Raw)}}
	return pipeline.Result{Page: page, Analyses: []*entente.Analysis{a}}
}

// on runs a test on both kinds of store.
func on(t *testing.T, test func(t *testing.T, name string)) {
	t.Run("sqlite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "watch.db")) })
	t.Run("postgres", func(t *testing.T) { test(t, cluster.Schema(t)) })
}

func watcher(t *testing.T, name string, o Options) (*Watcher, stores.Store) {
	t.Helper()
	s, err := stores.Open(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	o.Private, o.Poll, o.Grace = true, 20*time.Millisecond, time.Second
	if o.Pace.Every == 0 {
		o.Pace.Every = 5 * time.Millisecond
	}
	if o.Retry == 0 {
		o.Retry = 50 * time.Millisecond
	}
	if os.Getenv("WATCH_LOG") != "" {
		o.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	}
	w, err := New(context.Background(), name, s, coder{2 * time.Millisecond}, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close(); s.Close() })
	return w, s
}

// site is a web site that counts what it is asked.
type site struct {
	*httptest.Server
	mu    sync.Mutex
	asked map[string]int
	items atomic.Int64
	last  time.Time
	least time.Duration // between two questions
}

func newSite(t *testing.T, items int) *site {
	s := &site{asked: map[string]int{}, least: time.Hour}
	s.items.Store(int64(items))
	s.Server = httptest.NewServer(http.HandlerFunc(s.serve))
	t.Cleanup(s.Close)
	return s
}

func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked[r.URL.Path]++
	n := s.asked[r.URL.Path]
	if !s.last.IsZero() {
		s.least = min(s.least, time.Since(s.last))
	}
	s.last = time.Now()
	s.mu.Unlock()
	items := int(s.items.Load())
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /secret\n")
	case r.URL.Path == "/feed.xml":
		tag := fmt.Sprintf(`"%d"`, items)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", tag)
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>`)
		for i := range items {
			fmt.Fprintf(w, `<item><title>Item %d</title><link>%s/item/%d</link></item>`, i, s.URL, i)
		}
		fmt.Fprintf(w, `<item><title>A secret</title><link>%s/secret</link></item></channel></rss>`, s.URL)
	case r.URL.Path == "/broken.xml":
		w.WriteHeader(http.StatusInternalServerError)
	case r.URL.Path == "/site":
		fmt.Fprintf(w, `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body></body></html>`)
	case strings.HasPrefix(r.URL.Path, "/item/") && strings.HasSuffix(r.URL.Path, "3") && n == 1:
		w.WriteHeader(http.StatusBadGateway) // at first
	case r.URL.Path == "/item/4":
		w.WriteHeader(http.StatusNotFound)
	default:
		fmt.Fprintf(w, "<html><body><p>This is %s.</p></body></html>", r.URL.Path)
	}
}

func (s *site) times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

// until waits for something to hold, ten seconds at most.
func until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for range 1500 {
		if holds() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("waited in vain for: %s", what)
}

func documents(t *testing.T, s entente.Store) []string {
	t.Helper()
	docs, err := s.Documents(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range docs {
		out = append(out, d.ID)
	}
	return out
}

// work runs the watcher beside the test; the function it gives stops it.
func work(t *testing.T, w *Watcher) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- w.Work(ctx) }()
	stopped := sync.OnceFunc(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stopped)
	return stopped
}

// TestWatchReadsWhatIsNewOnce watches a feed, a page that names it, and one that is broken.
func TestWatchReadsWhatIsNewOnce(t *testing.T) {
	on(t, func(t *testing.T, name string) {
		ctx, s := context.Background(), newSite(t, 6)
		w, store := watcher(t, name, Options{})
		now := time.Now
		var ahead atomic.Int64
		w.Now = func() time.Time { return now().Add(time.Duration(ahead.Load())) }
		sources := []Source{{s.URL + "/feed.xml", time.Second}, {s.URL + "/broken.xml", time.Second}, {s.URL + "/site", time.Second}}
		if err := w.Schedule(ctx, sources); err != nil {
			t.Fatal(err)
		}
		if err := w.Schedule(ctx, sources); err != nil { // a second time changes nothing
			t.Fatal(err)
		}
		stop := work(t, w)
		until(t, "five items read", func() bool { return len(documents(t, store)) == 5 })
		until(t, "two letters dead", func() bool { d, err := w.Dead(ctx); return err == nil && len(d) == 2 })
		s.items.Store(8)
		until(t, "two more", func() bool { return len(documents(t, store)) == 7 })
		until(t, "the feed asked again", func() bool { return s.times("/feed.xml") > 3 })
		stop()
		for path, most := range map[string]int{"/item/0": 1, "/item/3": 2, "/item/4": 1, "/secret": 0, "/robots.txt": 1} {
			if n := s.times(path); n > most {
				t.Errorf("%s was asked %d times, want %d at most", path, n, most)
			}
		}
		status, err := w.Status(ctx)
		if err != nil || len(status.Sources) != 3 {
			t.Fatalf("%d sources, %v; want three", len(status.Sources), err)
		}
		failing, err := w.Failures(ctx)
		if err != nil || len(failing) != 3 {
			t.Errorf("failures %v, %v; want the page that is not there, the one robots.txt forbids, and the broken feed", failing, err)
		}
		if err := w.Schedule(ctx, sources[:1]); err != nil {
			t.Fatal(err)
		}
		if status, err = w.Status(ctx); err != nil || len(status.Sources) != 1 || status.Sources[0].Address != sources[0].Address {
			t.Errorf("sources after two were taken away: %v, %v", status.Sources, err)
		}
		if n, err := w.TryAgain(ctx); err != nil || n != 2 {
			t.Errorf("%d letters tried again, %v; want 2", n, err)
		}
	})
}

// slow is a store that takes its time to give turns, as one does under load.
type slow struct {
	Store
	takes time.Duration
	n     *atomic.Int64
}

func (s slow) Turn(ctx context.Context, host string, every, within time.Duration, now time.Time) (time.Duration, error) {
	wait, err := s.Store.Turn(ctx, host, every, within, now)
	time.Sleep(s.takes * time.Duration(s.n.Add(1)%5) / 4)
	return wait, err
}

// TestHostsAreAskedAtAPace lets two watchers ask one host, by its name and by redirects from another: what the server sees keeps
// the pace, robots.txt with it, however long the way from a turn to the server is.
func TestHostsAreAskedAtAPace(t *testing.T) {
	ctx, s, name := context.Background(), newSite(t, 6), cluster.Schema(t)
	const pace = 60 * time.Millisecond
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, s.URL+"/other"+r.URL.Path, http.StatusFound)
	}))
	t.Cleanup(other.Close)
	first, store := watcher(t, name, Options{Pace: ingest.Pace{Every: pace}})
	second, _ := watcher(t, name, Options{Pace: ingest.Pace{Every: pace}})
	var n atomic.Int64
	for _, w := range []*Watcher{first, second} {
		w.store = slow{w.store, pace, &n}
	}
	if err := first.Schedule(ctx, []Source{{s.URL + "/feed.xml", time.Second}, {other.URL + "/feed.xml", time.Second}}); err != nil {
		t.Fatal(err)
	}
	work(t, first)
	work(t, second)
	until(t, "five items read", func() bool { return len(documents(t, store)) == 5 && s.times("/other/feed.xml") > 1 }) // the sixth is not there
	if s.least < pace {
		t.Errorf("the host was asked after %s, want %s at least", s.least, pace)
	}
}

// TestManyWorkOneArchive puts pages into the queue and lets several watchers, one of which stops in the middle, and a database
// that is restarted, work them off: each page is kept once.
func TestManyWorkOneArchive(t *testing.T) {
	ctx := context.Background()
	base := cluster.For(t)
	name := base.Schema(t)
	const pages = 120
	first, store := watcher(t, name, Options{Timeout: 2 * time.Second})
	want := map[string]bool{}
	for i := range pages {
		p := entente.Page{Source: fmt.Sprintf("archive!%d", i), Raw: fmt.Appendf(nil, "page %d", i), Input: entente.Input{ID: fmt.Sprint(i)}}
		want[entente.ID("d", entente.Hash(p.Raw))] = true
		for range 2 { // twice is once
			if _, err := first.Put(ctx, p); err != nil {
				t.Fatal(err)
			}
		}
	}
	second, _ := watcher(t, name, Options{Timeout: 2 * time.Second})
	third, _ := watcher(t, name, Options{Timeout: 2 * time.Second})
	stop := work(t, second)
	work(t, third)
	until(t, "some pages read", func() bool { return len(documents(t, store)) > 10 })
	stop()
	base.Stop()
	if err := base.Run(); err != nil {
		t.Fatal(err)
	}
	drained, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := first.Drain(drained); err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, id := range documents(t, store) {
		got[id] = true
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("what was read differs:\n%s", d)
	}
	if _, err := store.Check(ctx, func(f string) { t.Error(f) }); err != nil {
		t.Error(err)
	}
}

// TestPutWaitsWhereEnoughWaits fills the queue up.
func TestPutWaitsWhereEnoughWaits(t *testing.T) {
	on(t, func(t *testing.T, name string) {
		w, _ := watcher(t, name, Options{Waiting: 3})
		ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
		defer cancel()
		var err error
		n := 0
		for ; n < 10 && err == nil; n++ {
			_, err = w.Put(ctx, entente.Page{Source: fmt.Sprint(n), Raw: fmt.Appendf(nil, "page %d", n)})
		}
		if !errors.Is(err, context.DeadlineExceeded) || n != 4 {
			t.Errorf("put %d pages, %v; want the fourth to wait", n, err)
		}
	})
}

func TestSources(t *testing.T) {
	for text, want := range map[string]string{
		"# news\nhttps://a.example/feed 30m # half-hourly\n\nhttp://b.example/\nhttps://c.example/x#y 2d\n":                                                                                                                   `[["https://a.example/feed",1800],["http://b.example/",3600],["https://c.example/x#y",172800]]`,
		`<?xml version="1.0"?><opml version="2.0"><body><outline text="all"><outline type="rss" xmlUrl="https://a.example/rss"/><outline xmlUrl="mailto:x"/></outline><outline XMLURL="https://b.example/rss"></body></opml>`: `[["https://a.example/rss",3600],["https://b.example/rss",3600]]`,
	} {
		got, err := Sources([]byte(text))
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var all [][]any
		for _, s := range got {
			all = append(all, []any{s.Address, s.Every.Seconds()})
		}
		if b, _ := json.Marshal(all); string(b) != want {
			t.Errorf("%s: got %s, want %s", text, b, want)
		}
	}
	for text, says := range map[string]string{
		"": "no source", "ftp://a.example/": "line 1", "\nhttps://a.example/ often": "line 2", "https://a.example/ 10s": "too often", "https://a.example/ 1h x": "more than",
		"https://a.example/\nhttps://a.example/": "line 1 already", "<html></html>": "no feed", "<opml><body><outline": "no OPML", "https://a.example/ 99999999d": "no time",
	} {
		if _, err := Sources([]byte(text)); !errors.Is(err, entente.ErrInvalid) || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: got %v, want an error that says %q", text, err, says)
		}
	}
}

func TestLinks(t *testing.T) {
	page := func(body string) entente.Page {
		return entente.Page{Source: "https://a.example/news/", Raw: []byte(body)}
	}
	for body, want := range map[string][]string{
		`<link rel="alternate" type="application/atom+xml" href="/atom.xml"><a href="/x">Ministers of both countries meet in the capital</a>`:                                                        {"https://a.example/atom.xml"},
		`<a href="1.html#top">Ministers of both countries <b>meet</b> in the capital</a><a href="1.html">Ministers of both countries meet again today</a>`:                                           {"https://a.example/news/1.html"},
		`<a href="/about">About us</a><a href="https://b.example/1">Ministers of both countries meet in the capital</a><a href="javascript:x()">Ministers of both countries meet in the capital</a>`: nil,
		`<a href="/x">unclosed`: nil,
	} {
		if d := cmp.Diff(want, links(page(body))); d != "" {
			t.Errorf("%s:\n%s", body, d)
		}
	}
}
