package ingest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"

	"entente"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/temoto/robotstxt"
)

// UserAgent names the program to the servers it asks.
const UserAgent = "entente/0.1 (reads pages on request; one at a time)"

// agentToken is the name by which robots.txt speaks of us.
const agentToken = "entente"

// Limits bound a fetch. Zero fields take the values of DefaultLimits.
type Limits struct {
	Bytes     int64         // of the body as it comes over the wire, and again of the body unpacked
	Time      time.Duration // for the whole, redirects and robots.txt with it
	Redirects int
	Ratio     int64         // unpacked to packed bytes
	Hop       time.Duration // pause between two requests to a host: before a redirect within it, and between its robots.txt and a page
	// Enter is asked before a redirect to another host is followed; leave is called after the last request there. It may be nil.
	Enter func(ctx context.Context, u *url.URL) (leave func(), err error)
}

// DefaultLimits are what a page of news never needs.
var DefaultLimits = Limits{Bytes: 16 << 20, Time: 30 * time.Second, Redirects: 5, Ratio: 200}

// A Fetcher gets one address at a time from the web. It asks robots.txt first, keeps to its limits, and talks to no
// private, loopback or link-local address, whatever name leads there. It may be used by several goroutines.
type Fetcher struct {
	limits  Limits
	private bool
	client  *http.Client

	mu     sync.Mutex
	robots map[string]*rules // by scheme and host
}

// rules are the robots.txt of a host, read by one at a time.
type rules struct {
	mu   sync.Mutex
	data *robotstxt.RobotsData // nil before it was read
	at   time.Time
}

// robotsHold is how long a robots.txt is taken to stay as it was (RFC 9309, 2.4).
const robotsHold = 24 * time.Hour

// NewFetcher makes a fetcher. private allows addresses of private networks and of this machine.
func NewFetcher(limits Limits, private bool) *Fetcher {
	if limits.Bytes == 0 {
		limits.Bytes = DefaultLimits.Bytes
	}
	if limits.Time == 0 {
		limits.Time = DefaultLimits.Time
	}
	if limits.Redirects == 0 {
		limits.Redirects = DefaultLimits.Redirects
	}
	if limits.Ratio == 0 {
		limits.Ratio = DefaultLimits.Ratio
	}
	f := &Fetcher{limits: limits, private: private, robots: map[string]*rules{}}
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: f.control}
	f.client = &http.Client{
		Transport: &http.Transport{DialContext: dialer.DialContext, DisableCompression: true, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: limits.Time,
			MaxResponseHeaderBytes: 256 << 10, MaxIdleConns: 4, IdleConnTimeout: 30 * time.Second, ForceAttemptHTTP2: true,
			DisableKeepAlives: limits.Hop > 0}, // on a connection kept open a request that was cut off is sent again at once
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

// control sees the address that is really dialled, after every look-up: a name that leads into a private network, or
// that changes between two look-ups, gets no further.
func (f *Fetcher) control(network, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("dial %s: %w", address, entente.ErrForbidden)
	}
	if !f.private && !public(ap.Addr()) {
		return fmt.Errorf("%s is no public address: %w", ap.Addr(), entente.ErrForbidden)
	}
	return nil
}

// reserved are the networks that are not the public internet, beside what netip knows (RFC 6890 and its registry).
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Fetch gets the page at an address of http or https. Its Source is the address it came from in the end. Errors are of
// the kinds entente.ErrForbidden (robots.txt, a private address), ErrTooLarge, ErrNotFound, ErrInvalid.
func (f *Fetcher) Fetch(ctx context.Context, address string) (entente.Page, error) {
	return f.FetchIf(ctx, address, entente.Validators{})
}

// FetchIf is Fetch for a page that was fetched before: where it did not change since, the error is ErrUnchanged.
func (f *Fetcher) FetchIf(ctx context.Context, address string, v entente.Validators) (entente.Page, error) {
	ctx, cancel := context.WithTimeout(ctx, f.limits.Time)
	defer cancel()
	page := entente.Page{Source: address}
	leave := func() {}
	defer func() { leave() }()
	u, err := target(address)
	for hops := 0; err == nil; hops++ {
		if hops > f.limits.Redirects {
			err = fmt.Errorf("more than %d redirects: %w", f.limits.Redirects, entente.ErrInvalid)
			break
		}
		if err = f.allowed(ctx, u); err != nil {
			break
		}
		var next *url.URL
		page.Source = u.String()
		next, err = f.get(ctx, u, v, &page)
		if next == nil {
			break
		}
		leave, err = f.step(ctx, u, next, leave)
		u = next
	}
	if err != nil {
		return entente.Page{Source: page.Source}, fmt.Errorf("fetch %s: %w", address, err)
	}
	return page, nil
}

// step goes from one host to another, or waits where it is the same; leave gives back the one where we are.
func (f *Fetcher) step(ctx context.Context, from, to *url.URL, leave func()) (func(), error) {
	switch {
	case Host(from) == Host(to):
		return leave, f.rest(ctx, to)
	case f.limits.Enter == nil:
		return leave, nil
	}
	leave()
	next, err := f.limits.Enter(ctx, to)
	if err != nil {
		return func() {}, err
	}
	return next, nil
}

// rest waits between two requests to a host.
func (f *Fetcher) rest(ctx context.Context, u *url.URL) error {
	if f.limits.Hop > 0 && !pause(ctx, f.every(u.String(), Pace{Every: f.limits.Hop})) {
		return ctx.Err()
	}
	return nil
}

// Host names what is asked at one pace: the host of an address whatever the scheme, and its port where that is not the usual one.
func Host(u *url.URL) string {
	if p := u.Port(); p == "80" || p == "443" {
		return strings.ToLower(u.Hostname())
	}
	return strings.ToLower(u.Host)
}

// target checks an address before anything is asked of it.
func target(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", entente.ErrInvalid, err)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("only http and https can be fetched: %w", entente.ErrInvalid)
	}
	if u.User != nil {
		return nil, fmt.Errorf("an address with a password in it: %w", entente.ErrForbidden)
	}
	u.Fragment = ""
	return u, nil
}

// get asks once and fills the page in; next is where a redirect leads.
func (f *Fetcher) get(ctx context.Context, u *url.URL, v entente.Validators, page *entente.Page) (next *url.URL, err error) {
	res, err := f.ask(ctx, u, v)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode >= 300 && res.StatusCode < 400 && res.Header.Get("Location") != "":
		to, err := u.Parse(res.Header.Get("Location"))
		if err != nil {
			return nil, fmt.Errorf("redirect: %w: %w", entente.ErrInvalid, err)
		}
		return target(to.String())
	case res.StatusCode != http.StatusOK:
		return nil, refusal(res, time.Now())
	}
	page.ContentType = res.Header.Get("Content-Type")
	page.Validators = entente.Validators{ETag: res.Header.Get("ETag"), Modified: res.Header.Get("Last-Modified")}
	page.Raw, err = f.body(res)
	return nil, err
}

func (f *Fetcher) ask(ctx context.Context, u *url.URL, v entente.Validators) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", entente.ErrInvalid, err)
	}
	req.Header.Set("User-Agent", UserAgent)
	req.Header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf;q=0.8,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip, br")
	if v.ETag != "" {
		req.Header.Set("If-None-Match", v.ETag)
	}
	if v.Modified != "" {
		req.Header.Set("If-Modified-Since", v.Modified)
	}
	res, err := f.client.Do(req)
	var asked *url.Error
	if errors.As(err, &asked) {
		err = asked.Err
	}
	return res, err
}

// body reads and unpacks the body of an answer, both within the limits.
func (f *Fetcher) body(res *http.Response) ([]byte, error) {
	if res.ContentLength > f.limits.Bytes {
		return nil, fmt.Errorf("%d MB: %w", res.ContentLength>>20, entente.ErrTooLarge)
	}
	packed, err := bounded(res.Body, f.limits.Bytes)
	if err != nil {
		return nil, err
	}
	encodings := strings.Split(res.Header.Get("Content-Encoding"), ",")
	if len(encodings) > 2 {
		return nil, fmt.Errorf("packed %d times: %w", len(encodings), entente.ErrInvalid)
	}
	for i := len(encodings) - 1; i >= 0; i-- {
		if packed, err = f.unpack(packed, strings.ToLower(strings.TrimSpace(encodings[i]))); err != nil {
			return nil, err
		}
	}
	return packed, nil
}

func (f *Fetcher) unpack(packed []byte, encoding string) ([]byte, error) {
	var r io.Reader = bytes.NewReader(packed)
	switch encoding {
	case "", "identity":
		return packed, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
		}
		r = z
	case "deflate":
		r = flate.NewReader(r)
	case "br":
		r = brotli.NewReader(r)
	default:
		return nil, fmt.Errorf("packed as %q: %w", encoding, entente.ErrUnsupported)
	}
	limit := min(f.limits.Bytes, max(1<<20, int64(len(packed))*f.limits.Ratio))
	out, err := bounded(r, limit)
	if err != nil && !errors.Is(err, entente.ErrTooLarge) {
		return nil, fmt.Errorf("unpack: %w: %w", entente.ErrInvalid, err)
	}
	return out, err
}

// allowed asks the robots.txt of a host, once. A host without one allows everything; one that forbids us to read it, or
// fails, allows nothing (RFC 9309).
func (f *Fetcher) allowed(ctx context.Context, u *url.URL) error {
	key := u.Scheme + "://" + u.Host
	f.mu.Lock()
	r := f.robots[key]
	if r == nil {
		r = &rules{}
		f.robots[key] = r
	}
	f.mu.Unlock()
	data, err := f.rulesOf(ctx, r, u)
	if err != nil {
		return err
	}
	path := u.EscapedPath()
	if path == "" {
		path = "/"
	}
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	if !data.TestAgent(path, agentToken) {
		return fmt.Errorf("robots.txt of %s: %w", u.Host, entente.ErrForbidden)
	}
	return nil
}

func (f *Fetcher) rulesOf(ctx context.Context, r *rules, u *url.URL) (*robotstxt.RobotsData, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.data != nil && time.Since(r.at) < robotsHold {
		return r.data, nil
	}
	data, err := f.readRobots(ctx, u)
	if err != nil {
		return nil, err
	}
	r.data, r.at = data, time.Now()
	return data, f.rest(ctx, u)
}

func (f *Fetcher) readRobots(ctx context.Context, u *url.URL) (*robotstxt.RobotsData, error) {
	at := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	leave := func() {}
	defer func() { leave() }()
	for hops := 0; hops <= f.limits.Redirects; hops++ {
		res, err := f.ask(ctx, at, entente.Validators{})
		if err != nil {
			return nil, err
		}
		to := res.Header.Get("Location")
		if res.StatusCode >= 300 && res.StatusCode < 400 && to != "" {
			res.Body.Close()
			next, err := at.Parse(to)
			if err == nil {
				next, err = target(next.String())
			}
			if err != nil {
				return nil, fmt.Errorf("robots.txt: %w", err)
			}
			if leave, err = f.step(ctx, at, next, leave); err != nil {
				return nil, fmt.Errorf("robots.txt: %w", err)
			}
			at = next
			continue
		}
		raw, err := io.ReadAll(io.LimitReader(res.Body, 512<<10))
		res.Body.Close()
		if err != nil {
			return nil, fmt.Errorf("robots.txt: %w", err)
		}
		data, err := robotstxt.FromStatusAndBytes(res.StatusCode, raw)
		if err != nil {
			return nil, fmt.Errorf("robots.txt: %w: %w", entente.ErrForbidden, err)
		}
		return data, nil
	}
	return nil, fmt.Errorf("robots.txt: more than %d redirects: %w", f.limits.Redirects, entente.ErrInvalid)
}
