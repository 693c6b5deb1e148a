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
			group.Go(func() {
				begun := time.Now()
				status := one(client, base+path)
				if begun.Before(from) {
					return
				}
				mu.Lock()
				all = append(all, taken{i, time.Since(begun), status})
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

// mixed are the kinds of requests, over what the store has.
func mixed(client *http.Client, base string) ([]kind, error) {
	var start struct {
		Actors []struct{ Code string }
	}
	var docs struct{ Documents []struct{ ID string } }
	var rows struct{ Rows []struct{ ID string } }
	for path, into := range map[string]any{"/api/v1/start": &start, "/api/v1/documents?limit=500": &docs, "/api/v1/rows?limit=500": &rows} {
		res, err := client.Get(base + path)
		if err != nil {
			return nil, err
		}
		err = json.NewDecoder(res.Body).Decode(into)
		res.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	if len(start.Actors) < 2 || len(docs.Documents) == 0 || len(rows.Rows) == 0 {
		return nil, fmt.Errorf("the store has too little in it")
	}
	actor := func(d *rand.Rand) string { return start.Actors[d.IntN(len(start.Actors))].Code }
	pair := func(d *rand.Rand) (string, string) {
		i := d.IntN(len(start.Actors))
		return start.Actors[i].Code, start.Actors[(i+1+d.IntN(len(start.Actors)-1))%len(start.Actors)].Code
	}
	two := func(form string) func(*rand.Rand) string {
		return func(d *rand.Rand) string {
			a, b := pair(d)
			return fmt.Sprintf(form, a, b)
		}
	}
	topics := []string{"fisheries", "visas", "trade+dollars", "sanctions", "embassy", "railways+agreement"}
	return []kind{
		{"start", 5, func(*rand.Rand) string { return "/" }},
		{"dossier", 12, two("/dossier/%s/%s")},
		{"chronology", 12, two("/chronology/%s/%s")},
		{"figures", 8, two("/figures/%s/%s")},
		{"reader", 18, func(d *rand.Rand) string { return "/reader/" + docs.Documents[d.IntN(len(docs.Documents))].ID }},
		{"explore pair", 10, two("/explore?dyad=%s,%s")},
		{"explore actor", 4, func(d *rand.Rand) string {
			return fmt.Sprintf("/explore?actor=%s&sort=event&since=%d", actor(d), 2000+d.IntN(25))
		}},
		{"API rows", 12, two("/api/v1/rows?dyad=%s,%s&limit=50")},
		{"API row", 10, func(d *rand.Rand) string { return "/api/v1/rows/" + rows.Rows[d.IntN(len(rows.Rows))].ID }},
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
	var times []time.Duration
	by := make([][]time.Duration, len(kinds))
	failed := 0
	for _, t := range all {
		if t.status != 200 && t.status != 404 { // a pair without rows has no dossier
			failed++
		}
		times = append(times, t.time)
		by[t.kind] = append(by[t.kind], t.time)
	}
	slices.Sort(times)
	fmt.Printf("%-14s %8s %9s %9s %9s %9s\n", "", "requests", "p50", "p95", "p99", "longest")
	for i, k := range kinds {
		slices.Sort(by[i])
		fmt.Printf("%-14s %8d %9s %9s %9s %9s\n", k.name, len(by[i]), quantile(by[i], .5), quantile(by[i], .95), quantile(by[i], .99), quantile(by[i], 1))
	}
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
