package web

import (
	"entente/internal/web/asked"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// policy lets a page load from this server alone, run no script but its files, and be framed by nobody. The two hashes are the
// style elements that Observable Plot puts into its charts and legends.
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-vnLCBQhI2E03zAY/Mp8RxBhuZSloT7+cclqIlG2t6/M=' 'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers sets what a browser should hold to, on every answer.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		next.ServeHTTP(w, r)
	})
}

// local refuses requests under another name than that of this machine: a page elsewhere whose name was made to lead here
// (DNS rebinding) asks under its own.
func (s *Server) local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
		guarded, unsure := s.door.Guarded(r.Context()) // who has to say who they are may come by any name
		if (!guarded || unsure != nil) && host != "localhost" && (err != nil || !ip.Unmap().IsLoopback()) {
			http.Error(w, "this server answers under localhost, 127.0.0.1 and [::1] only", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, asked.MostBody)
		next.ServeHTTP(w, r)
	})
}

// A recorder notes what was answered.
type recorder struct {
	http.ResponseWriter
	status int
	bytes  int
}

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	if r.status == 0 {
		r.status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(b)
	r.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach what lies below.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// observed logs and counts every request, and answers a broken handler with a plain failure.
func (s *Server) observed(mux *http.ServeMux, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, pattern := mux.Handler(r)
		rec, begun := &recorder{ResponseWriter: w}, time.Now()
		defer func() {
			if x := recover(); x != nil {
				s.Log.Error("a handler broke", "path", r.URL.Path, "with", x)
				if rec.status == 0 {
					http.Error(rec, "the server made a mistake; its log says more", http.StatusInternalServerError)
				}
			}
			took := time.Since(begun)
			s.metrics.request(pattern, r.Method, rec.status, took)
			s.Log.Info("request", "method", r.Method, "path", r.URL.Path, "status", rec.status, "bytes", rec.bytes, "ms", took.Milliseconds())
		}()
		next.ServeHTTP(rec, r)
	})
}
