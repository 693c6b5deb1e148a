// Package door lets people into the pages: who asks, by token or session, and what they may. What was done goes into the trail. Without
// accounts whoever reaches the server runs it.
package door

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"

	"entente"
	"entente/internal/accounts"
	"entente/internal/web/asked"
	"entente/internal/web/page"
)

// cookie is the name of the cookie that bears the secret of a session.
const cookie = "entente-session"

// A Caller is who asks, in what way, and what they may.
type Caller struct {
	accounts.Caller
	Key string // that forms of the session carry; "" where none is needed
}

// A Door asks people who they are, once there are accounts.
type Door struct {
	Accounts *accounts.Accounts // nil where nobody is asked
	Who      string             // in whose name things are said as long as there is no account
	Book     *page.Book
	Log      *slog.Logger
	asking   atomic.Bool // there are accounts
}

// Ask has people asked from now on, even if all accounts should be closed.
func (s *Door) Ask() { s.asking.Store(true) }

type callerKey struct{}

// CallerOf is who asks. Where there are no accounts, it is whoever runs the server, with all rights.
func CallerOf(r *http.Request) Caller {
	c, _ := r.Context().Value(callerKey{}).(Caller)
	return c
}

// open are the paths that anybody may ask for: they show nothing of the store.
func open(path string) bool {
	return path == "/login" || path == "/healthz" || path == "/readyz" || strings.HasPrefix(path, "/static/")
}

// needs is the role that a request takes. What only looks takes a reader, what adds or changes a reviewer.
func needs(r *http.Request) accounts.Role {
	safe := r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions
	switch p := r.URL.Path; {
	case p == "/accounts" || strings.HasPrefix(p, "/accounts/") || p == "/metrics":
		return accounts.Admin
	case strings.HasPrefix(p, "/review"):
		return accounts.Reviewer
	case safe || p == "/screen" || p == "/logout" || p == "/mcp":
		return accounts.Reader
	}
	return accounts.Reviewer
}

// Known lets nobody in whom it does not know, once there are accounts; and lets nobody do what their role may not. Before there are any,
// the loopback address is the guard. A server that has asked once who somebody is does not stop asking.
func (s *Door) Known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		guarded, err := s.Guarded(r.Context())
		if err != nil {
			s.Log.Error("the accounts cannot be read", "error", err)
			http.Error(w, "the server cannot tell who you are; its log says more", http.StatusInternalServerError)
			return
		}
		if !guarded {
			s.admit(w, r, next, Caller{Caller: accounts.Caller{Name: asked.First(s.Who, "unnamed"), Role: accounts.Admin}})
			return
		}
		if open(r.URL.Path) {
			next.ServeHTTP(w, r)
			return
		}
		c, err := s.who(r)
		if err != nil {
			s.turnAway(w, r)
			return
		}
		if !c.Role.May(needs(r)) {
			s.refuse(w, r, fmt.Errorf("that takes a %s, and %s is %s: %w", needs(r), c.Name, c.Role, entente.ErrForbidden))
			return
		}
		if c.Key != "" && !ours(r, c.Key) {
			s.refuse(w, r, fmt.Errorf("the form does not come from a page of this server: %w", entente.ErrForbidden))
			return
		}
		s.admit(w, r, next, c)
	})
}

func (s *Door) admit(w http.ResponseWriter, r *http.Request, next http.Handler, c Caller) {
	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, c)))
}

// Guarded reports whether people are asked who they are.
func (s *Door) Guarded(ctx context.Context) (bool, error) {
	if s.Accounts == nil {
		return false, nil
	}
	if s.asking.Load() {
		return true, nil
	}
	any, err := s.Accounts.Any(ctx)
	if any {
		s.asking.Store(true)
	}
	return any, err
}

// who tells the caller by token or session.
func (s *Door) who(r *http.Request) (Caller, error) {
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c, err := s.Accounts.ByToken(r.Context(), strings.TrimSpace(secret))
		return Caller{Caller: c}, err
	}
	if name, secret, ok := r.BasicAuth(); ok { // what readers of feeds can send: a name, and a token for its password
		c, err := s.Accounts.ByToken(r.Context(), secret)
		if err == nil && c.Name != name {
			err = fmt.Errorf("the token is another's: %w", entente.ErrForbidden)
		}
		return Caller{Caller: c}, err
	}
	k, err := r.Cookie(cookie)
	if err != nil {
		return Caller{}, fmt.Errorf("nobody: %w", entente.ErrForbidden)
	}
	c, err := s.Accounts.BySession(r.Context(), k.Value)
	return Caller{c, accounts.FormKey(k.Value)}, err
}

// ours reports whether a request of a session that changes something comes from a page of this server: it says so itself, as browsers
// do and no page can make them say falsely, or bears the key of the session.
func ours(r *http.Request, key string) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	}
	if r.Header.Get("Sec-Fetch-Site") == "same-origin" || r.Header.Get("X-Form-Key") == key {
		return true
	}
	if o := r.Header.Get("Origin"); o != "" && r.Header.Get("Sec-Fetch-Site") == "" {
		u, err := url.Parse(o)
		return err == nil && u.Host != "" && u.Host == r.Host
	}
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") && r.PostFormValue("key") == key
}

// turnAway sends a browser to the form, and tells a program that it has to say who it is.
func (s *Door) turnAway(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == "" {
		http.Redirect(w, r, "/login?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="entente"`)
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "say who you are: Authorization: Bearer TOKEN (entente accounts token), or log in at /login", http.StatusUnauthorized)
}

func (s *Door) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.Book.Fail(w, r, err)
}

// from is the address that asks. Behind a proxy on this machine it is the last that the proxy names.
func from(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if via := r.Header.Get("X-Forwarded-For"); via != "" && near(r) {
		hops := strings.Split(via, ",")
		return strings.TrimSpace(hops[len(hops)-1])
	}
	return host
}

// A greeting is the form on which somebody says who they are.
type greeting struct {
	To, Says string
	Caller   *Caller
}

// inside is an address of this server, "/" for any other.
func inside(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return "/"
	}
	return to
}

func (s *Door) login(r *http.Request) (*page.View, error) {
	return &page.View{Template: "login", Title: "Log in", Data: greeting{To: inside(r.URL.Query().Get("to"))}}, nil
}

// enter begins a session. Whatever session the browser bore before plays no part in it.
func (s *Door) enter(w http.ResponseWriter, r *http.Request) {
	if s.Accounts == nil {
		s.Book.Show(page.Nowhere).ServeHTTP(w, r)
		return
	}
	to := inside(r.PostFormValue("to"))
	secret, err := s.Accounts.Login(r.Context(), r.PostFormValue("name"), r.PostFormValue("password"), from(r))
	if err != nil {
		status := page.StatusOf(err)
		if errors.Is(err, accounts.ErrTooMany) {
			status = http.StatusTooManyRequests
			w.Header().Set("Retry-After", "60")
		}
		says := "No such name and password."
		if status != http.StatusForbidden {
			says = "Too many wrong passwords. Wait a while."
		}
		if status == http.StatusInternalServerError {
			s.Log.Error("login failed", "error", err)
			says = "The server made a mistake; its log says more."
		}
		s.Book.Show(func(*http.Request) (*page.View, error) {
			return &page.View{Template: "login", Title: "Log in", Data: greeting{To: to, Says: says}, Status: status}, nil
		}).ServeHTTP(w, r)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: OverTLS(r)})
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// OverTLS reports whether the browser speaks to the server, or to the proxy before it on this machine, over TLS.
func OverTLS(r *http.Request) bool {
	return r.TLS != nil || near(r) && r.Header.Get("X-Forwarded-Proto") == "https"
}

// near reports whether a request comes from this machine, as from a proxy on it.
func near(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// leave ends the session.
func (s *Door) leave(w http.ResponseWriter, r *http.Request) {
	if k, err := r.Cookie(cookie); err == nil && s.Accounts != nil {
		if err := s.Accounts.Logout(r.Context(), k.Value, from(r)); err != nil && !errors.Is(err, entente.ErrNotFound) {
			s.Log.Error("logout failed", "error", err)
		}
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: OverTLS(r)})
	http.Redirect(w, r, "/login", http.StatusSeeOther)
}

// A roster is the accounts with the end of the trail.
type roster struct {
	Users  []accounts.User
	Tokens []accounts.Token
	Trail  []accounts.Entry
	Faults []string
	Head   string
}

// accounts lists who may come in, and what was done last. Accounts are made on the command line alone.
func (s *Door) accounts(r *http.Request) (*page.View, error) {
	if s.Accounts == nil {
		return page.Nowhere(r)
	}
	var x roster
	var err error
	if x.Users, err = s.Accounts.Store.Users(r.Context()); err != nil {
		return nil, err
	}
	if x.Tokens, err = s.Accounts.Store.Tokens(r.Context()); err != nil {
		return nil, err
	}
	all, err := s.Accounts.Store.Trail(r.Context(), 0)
	if err != nil {
		return nil, err
	}
	_, x.Head = accounts.Verify(all, "", func(says string) { x.Faults = append(x.Faults, says) })
	x.Trail = all[max(0, len(all)-200):]
	return &page.View{Template: "accounts", Title: "Accounts", Data: x}, nil
}

// Note writes what somebody did into the trail.
func (s *Door) Note(r *http.Request, act, on string) {
	if s.Accounts == nil {
		return
	}
	if err := s.Accounts.Note(r.Context(), CallerOf(r).Name, act, on, from(r)); err != nil {
		s.Log.Error("the trail cannot be written", "act", act, "on", on, "error", err)
	}
}

// Pages are the form at the door and the accounts.
func (s *Door) Pages() map[string]page.Showing {
	return map[string]page.Showing{"GET /login": s.login, "GET /accounts": s.accounts}
}

// Forms are those by which people come in and out.
func (s *Door) Forms() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{"POST /login": s.enter, "POST /logout": s.leave}
}
