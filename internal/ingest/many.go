package ingest

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"entente"
)

// ErrUnchanged says that a page is still what it was when its validators were kept.
var ErrUnchanged = errors.New("unchanged")

// A Refusal is an answer of a server other than the page.
type Refusal struct {
	Status     int
	RetryAfter time.Duration // 0 where the server names none
	kind       error
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("the server says %d %s: %v", r.Status, http.StatusText(r.Status), r.kind)
}

// Unwrap gives the kind of the error.
func (r *Refusal) Unwrap() error { return r.kind }

// refusal reads the answer that is no page; the kinds are those of Fetch.
func refusal(res *http.Response, now time.Time) *Refusal {
	r := &Refusal{Status: res.StatusCode, RetryAfter: retryAfter(res.Header.Get("Retry-After"), now), kind: entente.ErrInvalid}
	switch res.StatusCode {
	case http.StatusNotModified:
		r.kind = ErrUnchanged
	case http.StatusNotFound, http.StatusGone:
		r.kind = entente.ErrNotFound
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons:
		r.kind = entente.ErrForbidden
	}
	return r
}

// retryAfter reads seconds or a date of HTTP (RFC 9110, 10.2.3).
func retryAfter(s string, now time.Time) time.Duration {
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n >= 0 {
		return time.Duration(n) * time.Second
	}
	if t, err := http.ParseTime(s); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}

// Pace bounds how hosts are asked. Zero fields take the values of DefaultPace.
type Pace struct {
	Hosts   int           // hosts asked at once
	Every   time.Duration // from one question to the next, at the same host; a longer Crawl-delay of its robots.txt is kept
	Retries int           // after answers 429 and 503
	Wait    time.Duration // the longest pause that a server may ask for; with a longer one its pages are given up
}

// DefaultPace is polite to a small site.
var DefaultPace = Pace{Hosts: 8, Every: time.Second, Retries: 2, Wait: 2 * time.Minute}

func (p Pace) filled() Pace {
	if p.Hosts == 0 {
		p.Hosts = DefaultPace.Hosts
	}
	if p.Every == 0 {
		p.Every = DefaultPace.Every
	}
	if p.Retries == 0 {
		p.Retries = DefaultPace.Retries
	}
	if p.Wait == 0 {
		p.Wait = DefaultPace.Wait
	}
	return p
}

// An answer is a page or why there is none.
type answer struct {
	page entente.Page
	err  error
}

// Many gets many addresses: each host has a queue of its own, asked one page after the other at a pace, and several hosts are
// asked at once. Pages come as they arrive; known gives the validators of pages that were fetched before (nil for none), and
// such a page that did not change comes with ErrUnchanged.
func (f *Fetcher) Many(ctx context.Context, addresses []string, pace Pace, known func(address string) entente.Validators) iter.Seq2[entente.Page, error] {
	pace = pace.filled()
	return func(yield func(entente.Page, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		answers, slots := make(chan answer), make(chan struct{}, pace.Hosts)
		var group sync.WaitGroup
		for _, queue := range byHost(addresses) {
			group.Go(func() {
				select {
				case slots <- struct{}{}:
				case <-ctx.Done():
					return
				}
				f.host(ctx, queue, pace, known, answers)
				<-slots
			})
		}
		go func() {
			group.Wait()
			close(answers)
		}()
		for a := range answers {
			if !yield(a.page, a.err) {
				cancel()
				for range answers { // let the queues end
				}
				return
			}
		}
	}
}

// byHost makes a queue for every host, in the order in which the hosts come up; an address twice is asked once.
func byHost(addresses []string) [][]string {
	at, seen := map[string]int{}, map[string]bool{}
	var queues [][]string
	for _, a := range addresses {
		if seen[a] {
			continue
		}
		seen[a] = true
		host := ""
		if u, err := url.Parse(a); err == nil {
			host = u.Host
		}
		i, ok := at[host]
		if !ok {
			i = len(queues)
			at[host] = i
			queues = append(queues, nil)
		}
		queues[i] = append(queues[i], a)
	}
	return queues
}

// host works a queue off.
func (f *Fetcher) host(ctx context.Context, queue []string, pace Pace, known func(string) entente.Validators, out chan<- answer) {
	var given error // why the rest of the queue is given up
	for i, address := range queue {
		a := answer{entente.Page{Source: address}, given}
		if given == nil {
			if i > 0 && !pause(ctx, f.every(address, pace)) {
				return
			}
			a.page, a.err = f.patient(ctx, address, pace, known)
			var r *Refusal
			if errors.As(a.err, &r) && r.RetryAfter > pace.Wait {
				given = fmt.Errorf("%s asks to wait %s: %w", address, r.RetryAfter, a.err)
			}
		}
		select {
		case out <- a:
		case <-ctx.Done():
			return
		}
	}
}

// patient fetches a page, waiting and asking again where the server says that it is asked too often.
func (f *Fetcher) patient(ctx context.Context, address string, pace Pace, known func(string) entente.Validators) (entente.Page, error) {
	var v entente.Validators
	if known != nil {
		v = known(address)
	}
	for try := 0; ; try++ {
		page, err := f.FetchIf(ctx, address, v)
		var r *Refusal
		if err == nil || !errors.As(err, &r) || r.Status != http.StatusTooManyRequests && r.Status != http.StatusServiceUnavailable || try == pace.Retries || r.RetryAfter > pace.Wait {
			return page, err
		}
		if !pause(ctx, max(r.RetryAfter, pace.Every<<try)) {
			return page, err
		}
	}
}

// Every is the pace at which the host of an address is asked: a longer Crawl-delay of its robots.txt is kept, once that was read.
func (f *Fetcher) Every(address string, pace Pace) time.Duration {
	return f.every(address, pace.filled())
}

// every is the pace at the host of an address: its Crawl-delay where that is longer than ours, up to a minute.
func (f *Fetcher) every(address string, pace Pace) time.Duration {
	u, err := url.Parse(address)
	if err != nil {
		return pace.Every
	}
	f.mu.Lock()
	r := f.robots[u.Scheme+"://"+u.Host]
	f.mu.Unlock()
	if r == nil || !r.mu.TryLock() {
		return pace.Every
	}
	defer r.mu.Unlock()
	if r.data == nil {
		return pace.Every
	}
	return max(pace.Every, min(r.data.FindGroup(agentToken).CrawlDelay, time.Minute))
}

func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// isAddresses tells a list of addresses, one a line, "#" before remarks, by its first bytes.
func isAddresses(head []byte) bool {
	lines, whole := bytes.Split(head, []byte("\n")), true
	n := 0
	for i, l := range lines {
		l = bytes.TrimSpace(l)
		if len(l) == 0 || l[0] == '#' || i == len(lines)-1 && i > 0 {
			continue
		}
		whole = whole && (bytes.HasPrefix(l, []byte("http://")) || bytes.HasPrefix(l, []byte("https://"))) && !bytes.ContainsAny(l, " \t<>")
		n++
	}
	return whole && n > 0
}

// readAddresses fetches what a list names.
func (r Reader) readAddresses(ctx context.Context, source string, in *bufio.Reader, yield yield) bool {
	raw, err := bounded(in, MaxFile)
	if err != nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: %w", source, err))
	}
	var list []string
	for line := range strings.Lines(string(raw)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			list = append(list, line)
		}
	}
	return r.fetch(ctx, source, list, yield)
}

// maxDepth bounds how far feeds and sitemaps are followed that name further ones.
const maxDepth = 3

// fetch gets addresses with the reader's fetcher; without one it says so, once. What comes as a feed or sitemap is read as such.
func (r Reader) fetch(ctx context.Context, source string, list []string, yield yield) bool {
	if r.later != nil {
		r.later(list)
		return true
	}
	if r.Web == nil {
		return yield(entente.Page{Source: source}, fmt.Errorf("read %s: addresses are not read here: %w", source, entente.ErrForbidden))
	}
	for page, err := range r.Web.Many(ctx, list, r.Pace, r.Before.Validators) {
		if err == nil && r.depth < maxDepth && IsFeed(page.Raw) {
			deeper := r
			deeper.depth++
			if !deeper.readFeed(ctx, page.Source, bufio.NewReader(bytes.NewReader(page.Raw)), yield) {
				return false
			}
			continue
		}
		if !yield(page, err) {
			return false
		}
	}
	return ctx.Err() == nil
}
