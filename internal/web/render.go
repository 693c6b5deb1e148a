package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"

	"entente"
)

//go:embed templates/*.html
var templates embed.FS

//go:embed static
var static embed.FS

// A page is a template that was parsed with the frame around it.
type page = *template.Template

// shown is what a page shows: its template, title and view.
type shown struct {
	page   string // name of the template
	title  string
	tab    string // of the six screens
	a, b   string // codes of the actors that the page is about
	view   any
	status int
	to     string // where to go instead
}

// A frame is what every template gets.
type frame struct {
	Title, Tab, A, B, Version string
	Query                     string // what the search box holds
	URL                       *url.URL
	View                      any
}

// file is a static file with the hash that its name bears.
type file struct {
	kind, hash string
	body       []byte
	reply      *reply
}

// loadFiles takes the embedded files, each under its own name.
func loadFiles() (map[string]file, error) {
	out := map[string]file{}
	err := fs.WalkDir(static, "static", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := static.ReadFile(p)
		sum := sha256.Sum256(b)
		name := path.Base(p)
		f := file{kind: kinds[path.Ext(name)], hash: hex.EncodeToString(sum[:6]), body: b}
		f.reply = &reply{header: http.Header{"Content-Type": {f.kind}}, status: http.StatusOK, body: b, tag: `"` + f.hash + `"`}
		f.reply.pack()
		out[name] = f
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("load files of the pages: %w", err)
	}
	return out, nil
}

var kinds = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json", ".woff2": "font/woff2",
	".txt": "text/plain; charset=utf-8"}

// loadPages parses every template with the frame.
func (s *Server) loadPages() (map[string]page, error) {
	base, err := template.New("frame.html").Funcs(s.words()).ParseFS(templates, "templates/frame.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	names, err := fs.Glob(templates, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	out := map[string]page{}
	for _, n := range names {
		p, err := base.Clone()
		if err == nil {
			p, err = p.ParseFS(templates, n)
		}
		if err != nil {
			return nil, fmt.Errorf("load templates: %w", err)
		}
		out[strings.TrimSuffix(path.Base(n), ".html")] = p
	}
	return out, nil
}

// page answers with what a function shows, or with its error.
func (s *Server) page(show func(*http.Request) (*shown, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, err := show(r)
		if err != nil {
			x = s.failed(r, err)
		}
		if x.to != "" {
			http.Redirect(w, r, x.to, http.StatusSeeOther)
			return
		}
		var out bytes.Buffer
		f := frame{Title: x.title, Tab: x.tab, A: x.a, B: x.b, Version: s.Version, Query: searched(x, r), URL: r.URL, View: x.view}
		if err := s.pages[x.page].Execute(&out, f); err != nil {
			s.Log.Error("a page cannot be written", "page", x.page, "error", err)
			http.Error(w, "the server made a mistake; its log says more", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		answer(w, r, cmp.Or(x.status, http.StatusOK), out.Bytes())
	})
}

// A failure is what a page of an error shows.
type failure struct {
	Status int
	Says   string
	Path   string
}

// failed makes the page of an error.
func (s *Server) failed(r *http.Request, err error) *shown {
	status := statusOf(err)
	says := inWords(err)
	if status == http.StatusInternalServerError {
		s.Log.Error("a page failed", "path", r.URL.Path, "error", err)
		says = "The server made a mistake; its log says more."
	}
	return &shown{page: "error", title: http.StatusText(status), view: failure{status, says, r.URL.Path}, status: status}
}

// statuses is the table of error kinds and HTTP status. The first kind that an error is decides.
var statuses = []struct {
	kind   error
	status int
}{
	{entente.ErrNotFound, http.StatusNotFound},
	{entente.ErrInvalid, http.StatusBadRequest},
	{entente.ErrUnsupported, http.StatusUnprocessableEntity},
	{entente.ErrTooLarge, http.StatusRequestEntityTooLarge},
	{entente.ErrForbidden, http.StatusForbidden},
	{entente.ErrConflict, http.StatusConflict},
	{context.DeadlineExceeded, http.StatusGatewayTimeout},
	{context.Canceled, 499},
}

func statusOf(err error) int {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return http.StatusRequestEntityTooLarge
	}
	for _, x := range statuses {
		if errors.Is(err, x.kind) {
			return x.status
		}
	}
	return http.StatusInternalServerError
}

// inWords is what an error says, without the kind at its end: the status says that.
func inWords(err error) string {
	says := err.Error()
	for _, x := range statuses {
		if errors.Is(err, x.kind) {
			says = strings.TrimSuffix(says, ": "+x.kind.Error())
		}
	}
	return says
}

func (s *Server) nowhere(r *http.Request) (*shown, error) {
	return nil, fmt.Errorf("there is no page %s: %w", r.URL.Path, entente.ErrNotFound)
}

// static serves the files of the pages; a name with the hash of its file may be kept for ever.
func (s *Server) static(w http.ResponseWriter, r *http.Request) {
	f, ok := s.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.URL.RawQuery == f.hash {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	f.reply.send(w, r)
}

// searched is what the search box holds: on the SQL page the query is another one.
func searched(x *shown, r *http.Request) string {
	if x.page == "sql" {
		return ""
	}
	return r.URL.Query().Get("q")
}
