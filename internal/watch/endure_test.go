package watch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente"
	"entente/internal/ingest"
	"entente/internal/pipeline"
	"entente/internal/stores"
)

// TestEndures watches feeds that misbehave in all the ways that feeds do, each on a host of its own: for eight seconds and 24
// feeds, or as long as ENTENTE_WATCH_TIME says ("1h") and 500 feeds, read by the real pipeline then. No host may be asked
// faster than its pace, what robots.txt forbids not at all, and every item of a feed that works is read once; the memory is
// printed every so often.
func TestEndures(t *testing.T) {
	lasts, feeds, every, pace := 8*time.Second, 24, 2*time.Second, 200*time.Millisecond
	long := os.Getenv("ENTENTE_WATCH_TIME")
	if long != "" {
		var err error
		if lasts, err = time.ParseDuration(long); err != nil {
			t.Fatal(err)
		}
		feeds, every, pace = 500, time.Minute, time.Second
	}
	if runtime.GOOS != "linux" {
		t.Skip("only Linux answers on all of 127.0.0.0/8, and every feed needs a host of its own")
	}
	on(t, func(t *testing.T, name string) {
		if long != "" && !strings.HasPrefix(name, "/") {
			t.Skip("the long run watches on a file")
		}
		w, store := watcher(t, name, Options{Pace: ingest.Pace{Every: pace}, Retry: every / 4})
		w.Poll = time.Second
		if long != "" {
			p, err := pipeline.New(pipeline.Options{})
			if err != nil {
				t.Fatal(err)
			}
			w.coder = p
		}
		s := newFeeds(t, feeds)
		var sources []Source
		for i := range feeds {
			sources = append(sources, Source{s.address(i) + "/feed.xml", every})
		}
		ctx, cancel := context.WithTimeout(context.Background(), lasts)
		defer cancel()
		if err := w.Schedule(ctx, sources); err != nil {
			t.Fatal(err)
		}
		if long == "" { // as long again as a busy machine needs
			ctx, cancel = context.WithTimeout(context.Background(), time.Minute)
			defer cancel()
			go func() {
				time.Sleep(lasts)
				for ctx.Err() == nil && len(s.lacks(t, store, lasts, every)) > 0 {
					time.Sleep(100 * time.Millisecond)
				}
				cancel()
			}()
		}
		memory := make(chan []uint64, 1)
		go func() { memory <- sample(ctx, t, lasts/12) }()
		if err := w.Work(ctx); err != nil {
			t.Error(err)
		}
		s.judge(t, store, pace, lasts, every)
		if m := <-memory; long != "" {
			flat(t, m)
		}
	})
}

// sample prints what memory is in use, twelve times, and gives what lives.
func sample(ctx context.Context, t *testing.T, every time.Duration) (live []uint64) {
	begun := time.Now()
	for {
		select {
		case <-ctx.Done():
			return live
		case <-time.After(every):
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			live = append(live, m.HeapAlloc)
			t.Logf("after %s: %.1f MB live, %.1f MB from the system, %d goroutines", time.Since(begun).Round(time.Second), float64(m.HeapAlloc)/1e6, float64(m.Sys)/1e6, runtime.NumGoroutine())
		}
	}
}

// flat holds the memory of the last third of the time against that of the second, after everything was warm: a tenth more at
// most, or 10 MB.
func flat(t *testing.T, live []uint64) {
	third := len(live) / 3
	if third == 0 {
		return
	}
	if a, b := slices.Max(live[third:2*third]), slices.Min(live[2*third:]); b > a+max(a/10, 10e6) {
		t.Errorf("memory grows: %d bytes at most in the second third of the time, %d at least in the last", a, b)
	}
}

// feeds are web sites, each with a feed and a way to misbehave.
type feeds struct {
	port  int
	begun time.Time
	mu    sync.Mutex
	seen  map[int]*visits
}

// visits is how a host was asked.
type visits struct {
	last   time.Time
	least  time.Duration
	paths  map[string]int
	secret int
}

// ways to misbehave; the n-th site has way n modulo their number.
var ways = []string{"well", "grows", "broken", "hangs", "endless", "bomb", "loops", "garbage", "busy", "forbids", "trickles", "cuts"}

func newFeeds(t *testing.T, n int) *feeds {
	s := &feeds{begun: time.Now(), seen: map[int]*visits{}}
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	s.port = l.Addr().(*net.TCPAddr).Port
	loopback := &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: 10 * time.Second}
	go loopback.Serve(local{l})
	t.Cleanup(func() { loopback.Close() })
	for i := range n {
		s.seen[i] = &visits{least: time.Hour, paths: map[string]int{}}
	}
	return s
}

// local takes connections from this machine alone.
type local struct{ net.Listener }

func (l local) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil || c.RemoteAddr().(*net.TCPAddr).IP.IsLoopback() {
			return c, err
		}
		c.Close()
	}
}

func (s *feeds) address(i int) string {
	return fmt.Sprintf("http://127.0.%d.%d:%d", 1+i/250, 1+i%250, s.port)
}

// visit notes that a host was asked, robots.txt with it: the server's clock is what counts.
func (s *feeds) visit(i int, path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.seen[i]
	v.paths[path]++
	if !v.last.IsZero() {
		v.least = min(v.least, time.Since(v.last))
	}
	v.last = time.Now()
}

func (s *feeds) serve(w http.ResponseWriter, r *http.Request) {
	var a, b int
	if _, err := fmt.Sscanf(r.Host, "127.0.%d.%d:", &a, &b); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	i := (a-1)*250 + b - 1
	way := ways[i%len(ways)]
	s.visit(i, r.URL.Path)
	if r.URL.Path == "/robots.txt" {
		if way == "forbids" {
			fmt.Fprint(w, "User-agent: *\nDisallow: /item/1\n")
		} else {
			w.WriteHeader(http.StatusNotFound)
		}
		return
	}
	if r.URL.Path != "/feed.xml" {
		fmt.Fprintf(w, "<html><body><article><h1>Item %s</h1><p>The foreign minister of Kazakhstan visited Beijing on %d May 2021, the ministry of host %d said.</p></article></body></html>", r.URL.Path, 1+len(r.URL.Path)%28, i)
		return
	}
	switch way {
	case "broken":
		w.WriteHeader(http.StatusInternalServerError)
	case "hangs":
		<-r.Context().Done()
	case "endless":
		for line := bytes.Repeat([]byte("<item>"), 1000); ; {
			if _, err := w.Write(line); err != nil {
				return
			}
		}
	case "bomb":
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		for zeros := make([]byte, 1<<20); ; {
			if _, err := z.Write(zeros); err != nil {
				return
			}
		}
	case "loops":
		http.Redirect(w, r, "/feed.xml", http.StatusFound)
	case "garbage":
		fmt.Fprint(w, "<rss><channel><item><title>\x00\xff", strings.Repeat("<x>", 5000))
	case "busy":
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
	case "trickles":
		for range 1000 {
			if _, err := w.Write([]byte(" ")); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-r.Context().Done():
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	case "cuts":
		w.Header().Set("Content-Length", "100000")
		fmt.Fprint(w, "<rss>")
	default:
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>`)
		for k := range s.items(i) {
			fmt.Fprintf(w, `<item><title>Item %d</title><link>%s/item/%d</link></item>`, k, s.address(i), k)
		}
		fmt.Fprint(w, `</channel></rss>`)
	}
}

// items is how many items a feed has by now.
func (s *feeds) items(i int) int { return itemsAfter(ways[i%len(ways)], time.Since(s.begun)) }

// itemsAfter is how many items a feed has after so long.
func itemsAfter(way string, d time.Duration) int {
	switch {
	case way == "grows":
		return 3 + min(30, int(max(0, d)/(10*time.Second)))
	case way == "well" || way == "forbids":
		return 3
	}
	return 0
}

// judge holds what was asked and read against what should have been: every item that stood in a feed long enough, once.
func (s *feeds) judge(t *testing.T, store stores.Store, pace, lasts, every time.Duration) {
	t.Helper()
	for _, lack := range s.lacks(t, store, lasts, every) {
		t.Error(lack)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	asked, items, quickest := 0, 0, time.Hour
	for i, v := range s.seen {
		quickest = min(quickest, v.least)
		way := ways[i%len(ways)]
		for path, n := range v.paths {
			asked += n
			if strings.HasPrefix(path, "/item/") {
				items++
				if n > 1 {
					t.Errorf("%s%s was asked %d times", s.address(i), path, n)
				}
			}
		}
		if way == "forbids" && v.paths["/item/1"] > 0 {
			t.Errorf("%s was asked for what its robots.txt forbids", s.address(i))
		}
	}
	t.Logf("%d questions to %d hosts, %d items asked for, each once; the shortest pause at one host %s", asked, len(s.seen), items, quickest.Round(time.Millisecond))
	if quickest < pace {
		t.Errorf("a host was asked after %s; its pace is %s", quickest, pace)
	}
}

// lacks says which items were not read once: each that stood in its feed long enough, and was not forbidden, should be.
func (s *feeds) lacks(t *testing.T, store stores.Store, lasts, every time.Duration) (out []string) {
	docs, err := store.Documents(context.Background(), entente.Filter{})
	if err != nil {
		t.Error(err)
		return nil
	}
	read := map[string]int{}
	for _, d := range docs {
		read[d.Source]++
	}
	for i := range len(s.seen) {
		way := ways[i%len(ways)]
		for k := range max(itemsAfter(way, lasts-3*every), itemsAfter(way, 0)) {
			want := 1
			if way == "forbids" && k == 1 {
				want = 0
			}
			if n := read[fmt.Sprintf("%s/item/%d", s.address(i), k)]; n != want {
				out = append(out, fmt.Sprintf("%s: item %d was read %d times, want %d", s.address(i), k, n, want))
			}
		}
	}
	return out
}
