// Package web turns views into pages, JSON and files over HTTP. Pages are readable without script: what a chart shows stands
// in a table or in a drawing that the server makes, and islands of script only take these over. Nothing is loaded from
// elsewhere, and until there are accounts the server answers on the loopback addresses of its machine alone.
package web

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"

	"entente"
	"entente/internal/accounts"
	"entente/internal/export"
	"entente/internal/views"
	"entente/internal/views/opinions"
	"entente/internal/web/door"
	"entente/internal/web/judging"
	"entente/internal/web/page"
	"entente/internal/web/replies"
)

//go:embed templates/*.html static
var content embed.FS

// Options are what a server is made of.
type Options struct {
	Desk  *views.Desk
	Store entente.Store
	// Fetch gets the page at an address that somebody wants screened; nil where that is not offered.
	Fetch func(ctx context.Context, address string) (entente.Page, error)
	// Data gathers what an export writes.
	Data func(ctx context.Context, f entente.Filter) (*export.Data, error)
	// Ask answers SQL; nil where the store does not.
	Ask Asking
	// Tools answers assistants under /mcp; nil where that is not offered.
	Tools   http.Handler
	Log     *slog.Logger
	Version string
	Now     func() time.Time
	// Accounts tell who asks; nil where nobody is asked. Who is in whose name things are said as long as there is no account.
	Accounts *accounts.Accounts
	Guarded  bool // everybody is asked from the start, even if all accounts should be closed
	Who      string
}

// A Server answers requests over one store.
type Server struct {
	Options
	book    *page.Book
	keeper  *replies.Keeper
	door    *door.Door
	judging *judging.Desk
	metrics *metrics
	busy    chan struct{} // one for each page that is being read
	reviews *opinions.Reviews
	news    news
	ending  atomic.Bool // it is about to stop
}

// New makes a server.
func New(o Options) (*Server, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	s := &Server{Options: o, busy: make(chan struct{}, 2), keeper: replies.NewKeeper(o.Desk.Stamp, keeps, 2*runtime.GOMAXPROCS(0)), reviews: opinions.New(o.Desk, o.Store, o.Now)}
	var err error
	if s.book, err = page.Open(content, o.Version, o.Log, s.words); err != nil {
		return nil, err
	}
	s.door = &door.Door{Accounts: o.Accounts, Who: o.Who, Book: s.book, Log: o.Log}
	if o.Guarded {
		s.door.Ask()
	}
	s.judging = &judging.Desk{Reviews: s.reviews, Store: o.Store, Door: s.door}
	o.Desk.OnTrouble(func(err error) { o.Log.Error("the happenings cannot be brought up to date", "error", err) })
	s.metrics = newMetrics()
	return s, nil
}

// Listen opens an address. Where nobody is asked who they are, for there are no accounts, only loopback addresses are opened: anybody
// who can reach the server can read and add to the store.
func Listen(address string, guarded bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("listen on %q: an address is HOST:PORT, as in 127.0.0.1:8080: %w", address, entente.ErrInvalid)
	}
	if host != "localhost" && !guarded {
		if ip, err := netip.ParseAddr(host); err != nil || !ip.Unmap().IsLoopback() {
			return nil, fmt.Errorf("listen on %q: without accounts only this machine may ask (127.0.0.1, [::1], localhost); entente accounts add makes one: %w", address, entente.ErrForbidden)
		}
	}
	l, err := net.Listen("tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("listen on %q: another program does already; --listen %s takes a free port: %w", address, net.JoinHostPort(host, "0"), entente.ErrConflict)
	}
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if ip, ok := l.Addr().(*net.TCPAddr); !guarded && (!ok || !ip.IP.IsLoopback()) {
		l.Close()
		return nil, fmt.Errorf("listen on %q: that name leads to %s, which is not this machine alone: %w", address, l.Addr(), entente.ErrForbidden)
	}
	return l, nil
}

// Serve answers until the context ends, then lets what is under way finish for ten seconds.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second, WriteTimeout: 120 * time.Second, IdleTimeout: 90 * time.Second,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug)}
	done := make(chan error, 1)
	go func() { done <- h.Serve(l) }()
	go s.Desk.Start(ctx) // counts what the first visitor would wait for
	select {
	case err := <-done:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	s.ending.Store(true)
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := h.Shutdown(end); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("stop: %w", err)
	}
	return nil
}

// Handler is the whole of the server, with its guards.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, x := range s.routes() {
		mux.Handle(x.pattern, x.handler)
	}
	s.api(mux)
	guarded := http.NewCrossOriginProtection().Handler(mux)
	return s.observed(mux, headers(s.local(s.door.Known(guarded))))
}

// readyz tells whether the store answers and the server is not about to stop.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if _, err := s.Store.Documents(ctx, entente.Filter{Limit: 1}); err != nil || s.ending.Load() {
		http.Error(w, "not ready", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}
