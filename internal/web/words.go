package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"entente"
	"entente/internal/export"
	"entente/internal/prose"
	"entente/internal/web/asked"
	"entente/internal/web/drawn"
	"entente/internal/web/judging"
	"entente/internal/web/page"
	"entente/internal/web/wording"
)

// words are the functions of the templates.
func (s *Server) words(book *page.Book) template.FuncMap {
	return template.FuncMap{
		"file":     func(name string) string { return "/static/" + name + "?" + book.Hash(name) },
		"has":      func(name string) bool { return book.Hash(name) != "" },
		"path":     screenPath,
		"words":    func(s string) string { return strings.NewReplacer("-", " ", ".", " ").Replace(s) },
		"add":      func(a, b int) int { return a + b },
		"minus":    func(a int) int { return -a },
		"percent":  func(f float64) string { return fmt.Sprintf("%.0f\u00a0%%", f*100) },
		"cite":     prose.Citation,
		"brief":    func(b entente.Brief) *entente.Brief { return &b },
		"quote":    func(s string) string { return strings.Trim(strings.TrimSpace(s), "\"“”„«»") },
		"clip":     wording.Clip,
		"web":      func(s string) bool { return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") },
		"plural":   wording.Plural,
		"note":     noteOf,
		"years":    drawn.Years,
		"strip":    drawn.Strip,
		"bounds":   drawn.Bounds,
		"scale":    drawn.Scale,
		"series":   drawn.Series,
		"axis":     drawn.Axis,
		"binds":    drawn.Binds,
		"mark":     drawn.Mark,
		"narrow":   func(u *url.URL, key, value string) string { return withOrWithout(u, key, value) },
		"chosen":   func(u *url.URL, key, value string) bool { return has(u.Query()[key], value) },
		"query":    func(u *url.URL, key string) string { return u.Query().Get(key) },
		"language": func(s string) string { return asked.First(s, "en") },
		"order":    func(u *url.URL, how string) string { return ordered(u, how) },
		"sides":    func(sides ...string) []string { return sides },
		"fieldKey": judging.Key,
		"slug":     func(s string) string { return strings.NewReplacer(" ", "-", ",", "").Replace(strings.ToLower(s)) },
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// screenPath is the address of a screen on one actor or two.
func screenPath(screen, a, b string) string {
	p := "/" + screen
	for _, x := range []string{a, b} {
		if x != "" {
			p += "/" + url.PathEscape(x)
		}
	}
	return p
}

// withOrWithout is an address with a value added to its query, or taken out where it stands there; the cursor goes.
func withOrWithout(u *url.URL, key, value string) string {
	q := u.Query()
	q.Del("cursor")
	var left []string
	for _, x := range q[key] {
		if x != value {
			left = append(left, x)
		}
	}
	if len(left) == len(q[key]) {
		left = append(left, value)
	}
	if key == "actor" && len(left) > 1 {
		left = []string{value}
	}
	q[key] = left
	return u.Path + "?" + q.Encode()
}

// ordered is an address with another order of its rows, from their beginning.
func ordered(u *url.URL, how string) string {
	q := u.Query()
	q.Del("cursor")
	if q.Del("order"); how != "" {
		q.Set("order", how)
	}
	return u.Path + "?" + q.Encode()
}

// A table is one of the codebook.
type table struct {
	Name    string
	Columns []export.Column
}

// codebook groups the columns by their table.
func codebook() []table {
	var out []table
	for _, c := range export.Codebook() {
		if len(out) == 0 || out[len(out)-1].Name != c.Table {
			out = append(out, table{Name: c.Table})
		}
		t := &out[len(out)-1]
		t.Columns = append(t.Columns, c)
	}
	return out
}
