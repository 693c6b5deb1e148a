package web

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"

	"entente"
	"entente/internal/accounts"
)

// cookie is the name of the cookie that bears the secret of a session.
const cookie = "entente-session"

// A caller is who asks, in what way, and what they may.
type caller struct {
	accounts.Caller
	key string // that forms of the session carry; "" where none is needed
}

type callerKey struct{}

// callerOf is who asks. Where there are no accounts, it is whoever runs the server, with all rights.
func callerOf(r *http.Request) caller {
	c, _ := r.Context().Value(callerKey{}).(caller)
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

// known lets nobody in whom it does not know, once there are accounts; and lets nobody do what their role may not. Before there are any,
// the loopback address is the guard. A server that has asked once who somebody is does not stop asking.
func (s *Server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		guarded, err := s.guarded(r.Context())
		if err != nil {
			s.Log.Error("the accounts cannot be read", "error", err)
			http.Error(w, "the server cannot tell who you are; its log says more", http.StatusInternalServerError)
			return
		}
		if !guarded {
			s.admit(w, r, next, caller{Caller: accounts.Caller{Name: first(s.Who, "unnamed"), Role: accounts.Admin}})
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
		if c.key != "" && !ours(r, c.key) {
			s.refuse(w, r, fmt.Errorf("the form does not come from a page of this server: %w", entente.ErrForbidden))
			return
		}
		s.admit(w, r, next, c)
	})
}

func (s *Server) admit(w http.ResponseWriter, r *http.Request, next http.Handler, c caller) {
	next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), callerKey{}, c)))
}

// guarded reports whether people are asked who they are.
func (s *Server) guarded(ctx context.Context) (bool, error) {
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
func (s *Server) who(r *http.Request) (caller, error) {
	if secret, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		c, err := s.Accounts.ByToken(r.Context(), strings.TrimSpace(secret))
		return caller{Caller: c}, err
	}
	if name, secret, ok := r.BasicAuth(); ok { // what readers of feeds can send: a name, and a token for its password
		c, err := s.Accounts.ByToken(r.Context(), secret)
		if err == nil && c.Name != name {
			err = fmt.Errorf("the token is another's: %w", entente.ErrForbidden)
		}
		return caller{Caller: c}, err
	}
	k, err := r.Cookie(cookie)
	if err != nil {
		return caller{}, fmt.Errorf("nobody: %w", entente.ErrForbidden)
	}
	c, err := s.Accounts.BySession(r.Context(), k.Value)
	return caller{c, accounts.FormKey(k.Value)}, err
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
func (s *Server) turnAway(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == "" {
		http.Redirect(w, r, "/login?to="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		return
	}
	w.Header().Set("WWW-Authenticate", `Bearer realm="entente"`)
	w.Header().Set("Cache-Control", "no-store")
	http.Error(w, "say who you are: Authorization: Bearer TOKEN (entente accounts token), or log in at /login", http.StatusUnauthorized)
}

func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	s.page(func(*http.Request) (*shown, error) { return nil, err }).ServeHTTP(w, r)
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
	Caller   *caller
}

// inside is an address of this server, "/" for any other.
func inside(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return "/"
	}
	return to
}

func (s *Server) login(r *http.Request) (*shown, error) {
	return &shown{page: "login", title: "Log in", view: greeting{To: inside(r.URL.Query().Get("to"))}}, nil
}

// enter begins a session. Whatever session the browser bore before plays no part in it.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) {
	if s.Accounts == nil {
		s.page(s.nowhere).ServeHTTP(w, r)
		return
	}
	to := inside(r.PostFormValue("to"))
	secret, err := s.Accounts.Login(r.Context(), r.PostFormValue("name"), r.PostFormValue("password"), from(r))
	if err != nil {
		status := statusOf(err)
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
		s.page(func(*http.Request) (*shown, error) {
			return &shown{page: "login", title: "Log in", view: greeting{To: to, Says: says}, status: status}, nil
		}).ServeHTTP(w, r)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: secret, Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: overTLS(r)})
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// overTLS reports whether the browser speaks to the server, or to the proxy before it on this machine, over TLS.
func overTLS(r *http.Request) bool {
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
func (s *Server) leave(w http.ResponseWriter, r *http.Request) {
	if k, err := r.Cookie(cookie); err == nil && s.Accounts != nil {
		if err := s.Accounts.Logout(r.Context(), k.Value, from(r)); err != nil && !errors.Is(err, entente.ErrNotFound) {
			s.Log.Error("logout failed", "error", err)
		}
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: overTLS(r)})
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
func (s *Server) accounts(r *http.Request) (*shown, error) {
	if s.Accounts == nil {
		return s.nowhere(r)
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
	return &shown{page: "accounts", title: "Accounts", view: x}, nil
}

// note writes what somebody did into the trail.
func (s *Server) note(r *http.Request, act, on string) {
	if s.Accounts == nil {
		return
	}
	if err := s.Accounts.Note(r.Context(), callerOf(r).Name, act, on, from(r)); err != nil {
		s.Log.Error("the trail cannot be written", "act", act, "on", on, "error", err)
	}
}

// accountRoutes let people in and out.
func (s *Server) accountRoutes() []route {
	return append(s.shows(map[string]showing{"GET /login": s.login, "GET /accounts": s.accounts}),
		route{"POST /login", http.HandlerFunc(s.enter)}, route{"POST /logout", http.HandlerFunc(s.leave)})
}
