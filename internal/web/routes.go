package web

import (
	"fmt"
	"net/http"
	"slices"

	"entente/internal/web/page"
)

// A route is a pattern of the site and what answers there.
type route struct {
	pattern string // "METHOD /path/{value}"
	handler http.Handler
}

// routes is the map of the site but for the API: one group of routes for each part of it, made beside what answers them.
func (s *Server) routes() []route {
	return slices.Concat(s.screenRoutes(), s.fileRoutes(), s.serviceRoutes(), s.shows(s.judging.Pages()), s.doorRoutes())
}

// shows are routes that answer with pages.
func (s *Server) shows(pages map[string]page.Showing) (out []route) {
	for pattern, show := range pages {
		out = append(out, route{pattern, s.book.Show(show)})
	}
	return out
}

// screenRoutes are the screens and the forms on them. What shows the store alone, to anybody who may see it, is kept until the
// store changes.
func (s *Server) screenRoutes() []route {
	screens := s.shows(map[string]page.Showing{
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
		screens[i].handler = s.keeper.Keep(screens[i].handler)
	}
	return append(screens, s.shows(map[string]page.Showing{
		"GET /sql":        s.sql,
		"GET /saved":      s.saved,
		"GET /saved/{id}": s.recall,
		"POST /saved":     s.save,
		"POST /screen":    s.screen,
		"POST /read":      s.read,
		"/":               page.Nowhere,
	})...)
}

// fileRoutes answer with files, or lead elsewhere.
func (s *Server) fileRoutes() []route {
	return []route{
		{"GET /dossier/{a}", s.keeper.Keep(s.dossierForm(s.book.Show(s.dossier)))},
		{"GET /dossier/{a}/{b}", s.keeper.Keep(s.dossierForm(s.book.Show(s.dossier)))},
		{"GET /row/{id}", http.HandlerFunc(s.row)},
		{"GET /saved/{id}/feed.atom", http.HandlerFunc(s.feed)},
		{"GET /export/{format}", http.HandlerFunc(s.export)},
		{"GET /static/{name}", http.HandlerFunc(s.book.File)},
	}
}

// doorRoutes let people in and out.
func (s *Server) doorRoutes() []route {
	out := s.shows(s.door.Pages())
	for pattern, form := range s.door.Forms() {
		out = append(out, route{pattern, form})
	}
	return out
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
