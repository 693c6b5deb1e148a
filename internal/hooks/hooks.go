// Package hooks turns news into signed requests to addresses that somebody who runs the store has named. A request goes to the address
// itself and nowhere else: redirects are not followed, addresses of private networks are refused at the moment of dialling unless the
// hook allows them, and it takes ten seconds at most.
package hooks

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"entente"
)

// The header that bears the signature: t=SECONDS,v1=HEX, where HEX is HMAC-SHA256 with the hook's secret over SECONDS, a dot and the body.
const Header = "Entente-Signature"

const (
	patience = 10 * time.Second
	most     = 1 << 20 // bytes of a body
)

// New makes a hook with a secret of its own. Addresses in the open need https.
func New(address, view, who, when string, private bool) (entente.Hook, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" {
		return entente.Hook{}, fmt.Errorf("%.80q is no address that can be told: https://host/path: %w", address, entente.ErrInvalid)
	}
	if u.Scheme == "http" && !private {
		return entente.Hook{}, fmt.Errorf("%.80q: in the open, news go over https alone: %w", address, entente.ErrForbidden)
	}
	if ip, err := netip.ParseAddr(strings.Trim(u.Hostname(), "[]")); err == nil && !private && !public(ip) {
		return entente.Hook{}, fmt.Errorf("%.80q is an address of a private network; --private allows it: %w", address, entente.ErrForbidden)
	}
	b := make([]byte, 32)
	if _, err := rand.Read(b); err != nil {
		return entente.Hook{}, fmt.Errorf("take random bytes: %w", err)
	}
	return entente.Hook{ID: entente.ID("k", address, view), Address: address, View: view, Secret: hex.EncodeToString(b), Private: private, Who: who, When: when, Told: when}, nil
}

// Sign is what the header says of a body at a time.
func Sign(secret string, body []byte, at time.Time) string {
	t := strconv.FormatInt(at.Unix(), 10)
	return "t=" + t + ",v1=" + sum(secret, t, body)
}

func sum(secret, t string, body []byte) string {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte(t + "."))
	m.Write(body)
	return hex.EncodeToString(m.Sum(nil))
}

// Verify reports whether a body was signed with a secret, within five minutes of now: an old request sent again is refused.
func Verify(secret, header string, body []byte, now time.Time) bool {
	t, v, ok := strings.Cut(strings.TrimPrefix(header, "t="), ",v1=")
	at, err := strconv.ParseInt(t, 10, 64)
	if !ok || err != nil {
		return false
	}
	age := now.Sub(time.Unix(at, 0))
	return age < 5*time.Minute && age > -5*time.Minute && hmac.Equal([]byte(v), []byte(sum(secret, t, body)))
}

// Send tells a hook. Anything but an answer of 2xx is an error.
func Send(ctx context.Context, h entente.Hook, body []byte, now time.Time) error {
	if len(body) > most {
		return fmt.Errorf("tell %s: %d bytes: %w", h.Address, len(body), entente.ErrTooLarge)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, h.Address, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("tell %s: %w", h.Address, entente.ErrInvalid)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "entente")
	req.Header.Set(Header, Sign(h.Secret, body, now))
	d := &net.Dialer{Timeout: patience, Control: func(_, address string, _ syscall.RawConn) error { return allowed(h, address) }}
	client := &http.Client{
		Transport:     &http.Transport{DialContext: d.DialContext, TLSHandshakeTimeout: patience, DisableKeepAlives: true, MaxResponseHeaderBytes: 16 << 10},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("tell %s: %w", h.Address, err)
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, 4<<10)) // what it says does not matter
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("tell %s: it answered %s", h.Address, res.Status)
	}
	return nil
}

// allowed sees the address that is really dialled, whatever name led there.
func allowed(h entente.Hook, address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%s: %w", address, entente.ErrInvalid)
	}
	if !h.Private && !public(ap.Addr()) {
		return fmt.Errorf("%s is an address of a private network: %w", ap.Addr(), entente.ErrForbidden)
	}
	return nil
}

// shared are ranges that netip does not call private and that lead into networks of somebody all the same (RFC 6598, 6890, 6052).
var shared = []netip.Prefix{netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("2001::/32")}

func public(a netip.Addr) bool {
	a = a.Unmap()
	if !a.IsValid() || !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsMulticast() || a.IsUnspecified() {
		return false
	}
	for _, p := range shared {
		if p.Contains(a) {
			return false
		}
	}
	return true
}
