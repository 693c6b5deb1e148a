package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"entente"
	"entente/internal/export"
	"entente/internal/views"
	"entente/internal/web/asked"
	"entente/internal/web/page"
	"entente/internal/web/replies"
)

// An exploration is a page of rows with the ways to narrow and to take them along.
type exploration struct {
	*views.Rows
	Question views.Question
	More     string
	First    int
	Last     int
	Formats  []download
	API, MCP string
	Names    map[string]string // of the actors among the facets
}

// A download is the present view in another form.
type download struct{ Name, About, Address string }

func (s *Server) explore(r *http.Request) (*page.View, error) {
	q := asked.Question(r.URL.Query())
	v, err := s.Desk.Rows(r.Context(), q)
	if err != nil {
		return nil, err
	}
	x := exploration{Rows: v, Question: q, More: asked.With(r.URL, "cursor", v.Next), First: v.From + 1, Last: v.From + len(v.Rows), Names: map[string]string{}}
	for _, c := range v.Tally.Actors {
		x.Names[c.Value] = s.Desk.Name(c.Value)
	}
	rest := r.URL.Query()
	rest.Del("cursor")
	rest.Del("limit")
	for _, f := range export.Formats() {
		x.Formats = append(x.Formats, download{f.Name, f.About, "/export/" + f.Name + asked.Query(rest)})
	}
	x.API = "curl 'http://" + r.Host + "/api/v1/rows" + asked.Query(rest) + "'"
	x.MCP = call(q)
	return &page.View{Template: "explore", Title: "Explore", Tab: "explore", A: q.Actor, Data: x}, nil
}

// call is the call of a tool that gives an assistant the same rows.
func call(q views.Question) string {
	tool, args := "find_events", []string{}
	if slices.Equal(q.Sorts, []string{"statement"}) {
		tool = "find_statements"
	}
	add := func(name, value string) {
		if value != "" {
			args = append(args, fmt.Sprintf("%q: %q", name, value))
		}
	}
	add("actor", q.Actor)
	if len(q.Dyad) == 2 {
		add("a", q.Dyad[0])
		add("b", q.Dyad[1])
	}
	add("since", q.Since)
	add("until", q.Until)
	if tool == "find_events" {
		add("kind", strings.Join(q.Class, ","))
		add("status", strings.Join(q.Status, ","))
	}
	return fmt.Sprintf(`{"method": "tools/call", "params": {"name": %q, "arguments": {%s}}}`, tool, strings.Join(args, ", "))
}

// mostExport is the most rows that one export may have.
const mostExport = 200_000

// export writes the rows of a question in one of the formats.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	fail := func(err error) {
		s.book.Fail(w, r, err)
	}
	f, err := export.Find(r.PathValue("format"))
	if err != nil {
		fail(err)
		return
	}
	filter, err := s.Desk.Filter(r.Context(), asked.Question(r.URL.Query()))
	if err != nil {
		fail(err)
		return
	}
	body, err := s.written(r.Context(), f, filter)
	if err != nil {
		fail(err)
		return
	}
	w.Header().Set("Content-Type", f.MediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="entente-`+f.Name+f.Extension+`"`)
	replies.Write(w, r, http.StatusOK, body)
}

func (s *Server) written(ctx context.Context, f export.Format, filter entente.Filter) ([]byte, error) {
	t, err := s.Store.Tally(ctx, filter)
	if err != nil {
		return nil, err
	}
	if t.Rows > mostExport {
		return nil, fmt.Errorf("%d rows are too many for a download; narrow the question, or use entente export: %w", t.Rows, entente.ErrTooLarge)
	}
	d, err := s.Data(ctx, filter)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := f.Write(&out, d); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
