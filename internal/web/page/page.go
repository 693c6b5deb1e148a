// Package page turns what a screen shows, or why it cannot, into HTML by templates that share one frame.
package page

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"

	"entente"
	"entente/internal/web/replies"
)

// A View is what a page shows: its template, title and data.
type View struct {
	Template string // its name
	Title    string
	Tab      string // of the six screens
	A, B     string // codes of the actors that the page is about
	Data     any
	Status   int    // 0 for OK
	To       string // where to go instead
}

// A Showing makes what a page shows.
type Showing = func(*http.Request) (*View, error)

// A Book is the templates and the files of a site.
type Book struct {
	pages   map[string]*template.Template
	files   map[string]file
	version string
	log     *slog.Logger
}

// Open parses templates/*.html with the functions that make gives for the book, and takes the files under static.
func Open(content fs.FS, version string, log *slog.Logger, words func(*Book) template.FuncMap) (*Book, error) {
	b := &Book{version: version, log: log}
	var err error
	if b.files, err = loadFiles(content); err == nil {
		b.pages, err = loadPages(content, words(b))
	}
	return b, err
}

// Hash is that of a file, which its address bears; "" where there is none.
func (b *Book) Hash(name string) string { return b.files[name].hash }

// A frame is what every template gets.
type frame struct {
	Title, Tab, A, B, Version string
	Query                     string // what the search box holds
	URL                       *url.URL
	View                      any
}

// file is a static file with the hash that its name bears.
type file struct {
	hash  string
	reply *replies.Reply
}

// loadFiles takes the embedded files, each under its own name.
func loadFiles(content fs.FS) (map[string]file, error) {
	out := map[string]file{}
	err := fs.WalkDir(content, "static", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(content, p)
		sum := sha256.Sum256(b)
		name := path.Base(p)
		f := file{hash: hex.EncodeToString(sum[:6])}
		f.reply = replies.File(kinds[path.Ext(name)], f.hash, b)
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
func loadPages(content fs.FS, words template.FuncMap) (map[string]*template.Template, error) {
	base, err := template.New("frame.html").Funcs(words).ParseFS(content, "templates/frame.html", "templates/parts.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	names, err := fs.Glob(content, "templates/*.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	out := map[string]*template.Template{}
	for _, n := range names {
		p, err := base.Clone()
		if err == nil {
			p, err = p.ParseFS(content, n)
		}
		if err != nil {
			return nil, fmt.Errorf("load templates: %w", err)
		}
		out[strings.TrimSuffix(path.Base(n), ".html")] = p
	}
	return out, nil
}

// Show answers with what a function shows, or with its error.
func (b *Book) Show(show Showing) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, err := show(r)
		if err != nil {
			x = b.failed(r, err)
		}
		if x.To != "" {
			http.Redirect(w, r, x.To, http.StatusSeeOther)
			return
		}
		var out bytes.Buffer
		f := frame{Title: x.Title, Tab: x.Tab, A: x.A, B: x.B, Version: b.version, Query: searched(x, r), URL: r.URL, View: x.Data}
		if err := b.pages[x.Template].Execute(&out, f); err != nil {
			b.log.Error("a page cannot be written", "page", x.Template, "error", err)
			http.Error(w, "the server made a mistake; its log says more", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		replies.Write(w, r, cmp.Or(x.Status, http.StatusOK), out.Bytes())
	})
}

// Fail answers with the page of an error.
func (b *Book) Fail(w http.ResponseWriter, r *http.Request, err error) {
	b.Show(func(*http.Request) (*View, error) { return nil, err }).ServeHTTP(w, r)
}

// A failure is what a page of an error shows.
type failure struct {
	Status int
	Says   string
	Path   string
}

// failed makes the page of an error.
func (b *Book) failed(r *http.Request, err error) *View {
	status := StatusOf(err)
	says := InWords(err)
	if status == http.StatusInternalServerError {
		b.log.Error("a page failed", "path", r.URL.Path, "error", err)
		says = "The server made a mistake; its log says more."
	}
	return &View{Template: "error", Title: http.StatusText(status), Data: failure{status, says, r.URL.Path}, Status: status}
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

// StatusOf is the HTTP status of an error.
func StatusOf(err error) int {
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

// InWords is what an error says, without the kind at its end: the status says that.
func InWords(err error) string {
	says := err.Error()
	for _, x := range statuses {
		if errors.Is(err, x.kind) {
			says = strings.TrimSuffix(says, ": "+x.kind.Error())
		}
	}
	return says
}

// Nowhere is the page of an address at which there is none.
func Nowhere(r *http.Request) (*View, error) {
	return nil, fmt.Errorf("there is no page %s: %w", r.URL.Path, entente.ErrNotFound)
}

// File serves the files of the pages; a name with the hash of its file may be kept for ever.
func (b *Book) File(w http.ResponseWriter, r *http.Request) {
	f, ok := b.files[r.PathValue("name")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	if r.URL.RawQuery == f.hash {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	f.reply.Send(w, r)
}

// searched is what the search box holds: on the SQL page the query is another one.
func searched(x *View, r *http.Request) string {
	if x.Template == "sql" {
		return ""
	}
	return r.URL.Query().Get("q")
}
