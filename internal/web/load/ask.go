package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"entente/internal/gazetteer"
)

// A kind of request with its share among a hundred.
type kind struct {
	name  string
	share int
	path  func(*rand.Rand) string
}

// A taken time, of a kind of request.
type taken struct {
	kind   int
	time   time.Duration
	status int
	first  bool // nobody had asked for that address before
}

// local refuses to ask anything but this machine.
func local(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if ip, err := netip.ParseAddr(u.Hostname()); u.Hostname() != "localhost" && (err != nil || !ip.IsLoopback()) {
		return fmt.Errorf("%s is not this machine", address)
	}
	return nil
}

// ask sends requests at a steady rate, whether or not earlier ones are answered, and reports how long they took; those of a while
// before, in which the server fills what it keeps, are not counted.
func ask(ctx context.Context, base string, rate int, warm, length, most time.Duration) error {
	if err := local(base); err != nil {
		return err
	}
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: 256}}
	kinds, err := mixed(client, base)
	if err != nil {
		return err
	}
	var deck []int
	for i, k := range kinds {
		for range k.share {
			deck = append(deck, i)
		}
	}
	dice := rand.New(rand.NewPCG(11, 13))
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	from := time.Now().Add(warm)
	end := time.After(warm + length)
	var mu sync.Mutex
	var all []taken
	var group sync.WaitGroup
	asked := map[string]bool{}
	memory := []float64{resident(client, base)}
	watch := time.NewTicker((warm + length) / 10)
	defer watch.Stop()
loop:
	for {
		select {
		case <-ctx.Done():
			break loop
		case <-end:
			break loop
		case <-watch.C:
			memory = append(memory, resident(client, base))
		case <-tick.C:
			i := deck[dice.IntN(len(deck))]
			path := kinds[i].path(dice)
			first := !asked[path]
			asked[path] = true
			group.Go(func() {
				begun := time.Now()
				status := one(client, base+path)
				if begun.Before(from) {
					return
				}
				mu.Lock()
				all = append(all, taken{i, time.Since(begun), status, first})
				mu.Unlock()
			})
		}
	}
	group.Wait()
	memory = append(memory, resident(client, base))
	return report(kinds, all, memory, length, most)
}

func one(client *http.Client, address string) int {
	res, err := client.Get(address)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	if _, err := io.Copy(io.Discard, res.Body); err != nil {
		return 0
	}
	return res.StatusCode
}

// A stock is what the store has that can be asked for.
type stock struct {
	states          []string // by code, the most written of first, as fill draws them
	documents, rows []string
}

// most is how many documents and rows are asked for one by one.
const most = 10_000

// look fills a stock from the lists of the server.
func look(client *http.Client, base string) (s stock, err error) {
	g, err := gazetteer.Load()
	if err != nil {
		return s, err
	}
	for _, name := range states(g) {
		code, err := g.Asked(name)
		if err != nil {
			return s, err
		}
		s.states = append(s.states, code)
	}
	for _, x := range []struct {
		list string
		into *[]string
	}{{"documents", &s.documents}, {"rows", &s.rows}} {
		for cursor := "-"; cursor != "" && len(*x.into) < most; {
			var page struct {
				Documents, Rows []struct{ ID string }
				Next            string
			}
			res, err := client.Get(base + "/api/v1/" + x.list + "?limit=1000&cursor=" + strings.Trim(cursor, "-"))
			if err != nil {
				return s, err
			}
			err = json.NewDecoder(res.Body).Decode(&page)
			res.Body.Close()
			if err != nil {
				return s, fmt.Errorf("%s: %w", x.list, err)
			}
			for _, y := range append(page.Documents, page.Rows...) {
				*x.into = append(*x.into, y.ID)
			}
			cursor = page.Next
		}
	}
	if len(s.documents) == 0 || len(s.rows) == 0 {
		return s, fmt.Errorf("the store has too little in it")
	}
	return s, nil
}

// mixed are the kinds of requests, over what the store has: pairs of all states, as unequal as they are written of, and years, so that
// much of what is asked for was never asked before.
func mixed(client *http.Client, base string) ([]kind, error) {
	s, err := look(client, base)
	if err != nil {
		return nil, err
	}
	zipf := rand.NewZipf(rand.New(rand.NewPCG(17, 19)), 1.3, 12, uint64(len(s.states)-1))
	actor := func() string { return s.states[zipf.Uint64()] }
	one := func(form string) func(*rand.Rand) string {
		return func(*rand.Rand) string { return fmt.Sprintf(form, actor()) }
	}
	two := func(form string) func(*rand.Rand) string {
		return func(*rand.Rand) string {
			a, b := actor(), actor()
			for a == b {
				b = actor()
			}
			return fmt.Sprintf(form, a, b)
		}
	}
	topics := []string{"fisheries", "visas", "trade+dollars", "sanctions", "embassy", "railways+agreement"}
	return []kind{
		{"start", 4, func(*rand.Rand) string { return "/" }},
		{"dossier", 12, two("/dossier/%s/%s")},
		{"dossier of one", 1, one("/dossier/%s")},
		{"chronology", 11, two("/chronology/%s/%s")},
		{"c. of a year", 2, func(d *rand.Rand) string {
			y := 2000 + d.IntN(25)
			return two("/chronology/%s/%s")(d) + fmt.Sprintf("?since=%d&until=%d", y, y+1)
		}},
		{"c. of one", 1, one("/chronology/%s")},
		{"figures", 8, two("/figures/%s/%s")},
		{"balance", 2, one("/balance/%s")},
		{"reader", 18, func(d *rand.Rand) string { return "/reader/" + s.documents[d.IntN(len(s.documents))] }},
		{"explore pair", 10, two("/explore?dyad=%s,%s")},
		{"explore actor", 4, func(d *rand.Rand) string {
			return fmt.Sprintf("/explore?actor=%s&sort=event&since=%d", actor(), 2000+d.IntN(25))
		}},
		{"API rows", 10, two("/api/v1/rows?dyad=%s,%s&limit=50")},
		{"API row", 8, func(d *rand.Rand) string { return "/api/v1/rows/" + s.rows[d.IntN(len(s.rows))] }},
		{"search", 4, func(d *rand.Rand) string {
			return "/documents?q=" + topics[d.IntN(len(topics))] + "+" + strconv.Itoa(d.IntN(900))
		}},
		{"files", 5, func(*rand.Rand) string { return "/static/desk.css" }},
	}, nil
}

var residentLine = regexp.MustCompile(`^process_resident_memory_bytes ([0-9.e+]+)`)

// resident is the memory of the server in MB, by its metrics.
func resident(client *http.Client, base string) float64 {
	res, err := client.Get(base + "/metrics")
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	for s := bufio.NewScanner(res.Body); s.Scan(); {
		if m := residentLine.FindStringSubmatch(s.Text()); m != nil {
			f, _ := strconv.ParseFloat(m[1], 64)
			return f / 1e6
		}
	}
	return 0
}

func quantile(sorted []time.Duration, q float64) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(len(sorted)-1, int(float64(len(sorted))*q))].Round(100 * time.Microsecond)
}

// report prints the times by kind, and fails where they are too long or answers failed.
func report(kinds []kind, all []taken, memory []float64, length, most time.Duration) error {
	var times, anew []time.Duration
	by := make([][]time.Duration, len(kinds))
	failed := 0
	for _, t := range all {
		if t.status != 200 && t.status != 404 { // a pair without rows has no dossier
			failed++
		}
		times = append(times, t.time)
		if t.first {
			anew = append(anew, t.time)
		}
		by[t.kind] = append(by[t.kind], t.time)
	}
	slices.Sort(times)
	slices.Sort(anew)
	fmt.Printf("%-14s %8s %9s %9s %9s %9s\n", "", "requests", "p50", "p95", "p99", "longest")
	for i, k := range kinds {
		slices.Sort(by[i])
		fmt.Printf("%-14s %8d %9s %9s %9s %9s\n", k.name, len(by[i]), quantile(by[i], .5), quantile(by[i], .95), quantile(by[i], .99), quantile(by[i], 1))
	}
	fmt.Printf("%-14s %8d %9s %9s %9s %9s\n", "never before", len(anew), quantile(anew, .5), quantile(anew, .95), quantile(anew, .99), quantile(anew, 1))
	fmt.Printf("%-14s %8d %9s %9s %9s %9s\n", "all", len(times), quantile(times, .5), quantile(times, .95), quantile(times, .99), quantile(times, 1))
	var mb []string
	for _, m := range memory {
		mb = append(mb, fmt.Sprintf("%.0f", m))
	}
	fmt.Printf("%.0f requests/s, %d failed; memory in MB: %s\n", float64(len(all))/length.Seconds(), failed, strings.Join(mb, " "))
	if p99 := quantile(times, .99); p99 > most || failed > len(all)/1000 {
		return fmt.Errorf("p99 is %s, wanted %s; %d of %d failed", p99, most, failed, len(all))
	}
	return nil
}
