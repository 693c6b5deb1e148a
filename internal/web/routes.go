package web

import (
	"fmt"
	"net/http"
	"slices"
)

// A route is a pattern of the site and what answers there.
type route struct {
	pattern string // "METHOD /path/{value}"
	handler http.Handler
}

// A showing makes what a page shows.
type showing = func(*http.Request) (*shown, error)

// routes is the map of the site but for the API: one group of routes for each part of it, made beside what answers them.
func (s *Server) routes() []route {
	return slices.Concat(s.screenRoutes(), s.fileRoutes(), s.serviceRoutes(), s.reviewRoutes(), s.accountRoutes())
}

// shows are routes that answer with pages.
func (s *Server) shows(pages map[string]showing) (out []route) {
	for pattern, show := range pages {
		out = append(out, route{pattern, s.page(show)})
	}
	return out
}

// screenRoutes are the screens and the forms on them. What shows the store alone, to anybody who may see it, is kept until the
// store changes.
func (s *Server) screenRoutes() []route {
	screens := s.shows(map[string]showing{
		"GET /{$}":                s.start,
		"GET /dossier":            s.choose("dossier", 1),
		"GET /chronology":         s.choose("chronology", 1),
		"GET /chronology/{a}":     s.chronology,
		"GET /chronology/{a}/{b}": s.chronology,
		"GET /figures":            s.choose("figures", 2),
		"GET /figures/{a}":        s.choose("figures", 2),
		"GET /figures/{a}/{b}":    s.figures,
		"GET /balance":            s.choose("balance", 1),
		"GET /balance/{a}":        s.balance,
		"GET /explore":            s.explore,
		"GET /documents":          s.documents,
		"GET /reader/{id}":        s.reader,
		"GET /schema":             s.schema,
	})
	for i := range screens {
		screens[i].handler = s.kept(screens[i].handler)
	}
	return append(screens, s.shows(map[string]showing{
		"GET /sql":        s.sql,
		"GET /saved":      s.saved,
		"GET /saved/{id}": s.recall,
		"POST /saved":     s.save,
		"POST /screen":    s.screen,
		"POST /read":      s.read,
		"/":               s.nowhere,
	})...)
}

// fileRoutes answer with files, or lead elsewhere.
func (s *Server) fileRoutes() []route {
	return []route{
		{"GET /dossier/{a}", s.kept(s.dossierForm(s.page(s.dossier)))},
		{"GET /dossier/{a}/{b}", s.kept(s.dossierForm(s.page(s.dossier)))},
		{"GET /row/{id}", http.HandlerFunc(s.row)},
		{"GET /export/{format}", http.HandlerFunc(s.export)},
		{"GET /static/{name}", http.HandlerFunc(s.static)},
	}
}

// serviceRoutes are for those who run the server, and for assistants.
func (s *Server) serviceRoutes() []route {
	out := []route{
		{"GET /healthz", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })},
		{"GET /readyz", http.HandlerFunc(s.readyz)},
		{"GET /metrics", s.metrics.handler()},
	}
	if s.Tools != nil {
		out = append(out, route{"/mcp", s.Tools})
	}
	return out
}
