package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"entente"
	"entente/internal/export"
	"entente/internal/views"
	"entente/internal/views/claims"
	"entente/internal/views/reading"
	"entente/internal/views/tables"
	"entente/internal/web/asked"
	"entente/internal/web/page"
	"entente/internal/web/replies"
)

// api puts the views under /api/v1 as JSON, with their description in OpenAPI 3.1. Errors are problem details (RFC 9457).
func (s *Server) api(mux *http.ServeMux) {
	inner := http.NewServeMux()
	c := huma.DefaultConfig("entente", s.Version)
	c.Info.Description = "The record of what is written about the relations between states: the views of the pages as data. Every row names the passage it was read from. Lists are paged by the cursor that each page gives for the next; answers bear an ETag."
	c.DocsPath, c.SchemasPath, c.CreateHooks = "", "", nil
	a := humago.New(inner, c)
	s.operations(a)
	mux.Handle("/api/", s.keeper.Keep(problems(inner)))
	for _, p := range []string{"/openapi.json", "/openapi.yaml", "/openapi-3.0.json", "/openapi-3.0.yaml"} {
		mux.Handle("GET "+p, s.keeper.Keep(inner))
	}
}

// problems turns the plain answers of the router (no such path, no such method) into problem details.
func problems(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, pattern := mux.Handler(r); pattern != "" {
			mux.ServeHTTP(w, r)
			return
		}
		h := replies.Hold()
		mux.ServeHTTP(h, r)
		if allow := h.Header().Get("Allow"); allow != "" {
			w.Header().Set("Allow", allow)
		}
		w.Header().Set("Content-Type", "application/problem+json")
		w.WriteHeader(h.Status)
		json.NewEncoder(w).Encode(huma.ErrorModel{Status: h.Status, Title: http.StatusText(h.Status), Detail: strings.TrimSpace(h.Body.String())})
	})
}

// problem gives an error of ours its status; what is nobody's fault but ours is logged and not told.
func (s *Server) problem(err error) error {
	status := page.StatusOf(err)
	if status == http.StatusInternalServerError {
		s.Log.Error("the API failed", "error", err)
		return huma.NewError(status, "the server made a mistake; its log says more")
	}
	return huma.NewError(status, page.InWords(err))
}

// A body is an answer in JSON.
type body[T any] struct{ Body T }

// get adds an operation that answers a question with a view.
func get[In, Out any](s *Server, a huma.API, path, id, summary string, answer func(context.Context, *In) (Out, error)) {
	op := huma.Operation{OperationID: id, Method: http.MethodGet, Path: "/api/v1" + path, Summary: summary, Errors: []int{400, 404, 409, 422, 500}}
	huma.Register(a, op, func(ctx context.Context, in *In) (*body[Out], error) {
		out, err := answer(ctx, in)
		if err != nil {
			return nil, s.problem(err)
		}
		return &body[Out]{out}, nil
	})
}

// Parameters of the operations. Those that others embed are exported, for only these are seen by huma.
type (
	Period struct {
		Since string `query:"since" maxLength:"10" doc:"first day, month or year: 2013-09-07, 2013-09 or 2013"`
		Until string `query:"until" maxLength:"10" doc:"last day, month or year"`
	}
	One struct {
		A string `path:"a" maxLength:"200" doc:"code or name of an actor: KAZ, Kazakhstan, org:SCO"`
	}
	Two struct {
		One
		B string `path:"b" maxLength:"200" doc:"code or name of an actor"`
	}
	idIn struct {
		ID string `path:"id" maxLength:"80" doc:"id, or the beginning of one that no other has"`
	}
	Stretch struct {
		Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100" doc:"rows of a page"`
		Cursor string `query:"cursor" maxLength:"60" doc:"next of the page before"`
	}
	Part struct {
		Period
		Limit  int      `query:"limit" minimum:"1" maximum:"1000" default:"200" doc:"things of a page"`
		Cursor string   `query:"cursor" maxLength:"60" doc:"next of the page before"`
		Status []string `query:"status" maxItems:"5" enum:"happened,ongoing,planned,hypothetical,denied" doc:"only these"`
	}
	rowsIn struct {
		Period
		Stretch
		Which
		Order string `query:"order" enum:"oldest,newest" default:"oldest" doc:"of rows, by date"`
	}
	Which struct {
		Actor   string   `query:"actor" maxLength:"200" doc:"code or name of somebody who takes part"`
		Dyad    []string `query:"dyad" maxItems:"2" doc:"two who both take part: KAZ,CHN"`
		Sort    []string `query:"sort" maxItems:"4" enum:"event,statement,figure,tie"`
		Status  []string `query:"status" maxItems:"20" doc:"status of events and ties, modality of figures"`
		Kind    []string `query:"kind" maxItems:"50" doc:"kind or PLOVER type of events, kind of ties, measure of figures, mode of statements"`
		Source  string   `query:"source" maxLength:"500" doc:"part of path, address or publisher, or a document id"`
		Speaker string   `query:"speaker" maxLength:"200" doc:"code, or part of the name, of who says it"`
		Words   string   `query:"q" maxLength:"400" doc:"words and \"phrases\" that the text of the document holds"`
	}
	Written struct {
		Since string `query:"since" maxLength:"10" doc:"leaves out what lies before"`
		On    string `query:"on" maxLength:"10" doc:"the day on which it is written"`
	}
	figuresIn struct {
		Two
		Period
		Measure string `query:"measure" maxLength:"60" doc:"only this measure, as trade"`
	}
	balanceIn struct {
		One
		Period
		By    string `query:"by" enum:"week,month,quarter,year" default:"year"`
		Among string `query:"among" enum:"states,organisations,all" default:"states" doc:"whose weights are shares of one whole"`
		Told  bool   `query:"told" doc:"count what has no date where it was first told"`
	}
)

func (i *Part) question() views.Question {
	return views.Question{Since: i.Since, Until: i.Until, Status: asked.List(i.Status), Limit: i.Limit, Cursor: i.Cursor}
}

func (i *rowsIn) question() views.Question {
	q := i.Which.question()
	q.Since, q.Until, q.Limit, q.Cursor, q.Newest = i.Since, i.Until, i.Limit, i.Cursor, i.Order == "newest"
	return q
}

func (i *Which) question() views.Question {
	return views.Question{Actor: i.Actor, Dyad: asked.List(i.Dyad), Sorts: asked.List(i.Sort), Status: asked.List(i.Status), Class: asked.List(i.Kind), Source: i.Source, Speaker: i.Speaker, Words: strings.TrimSpace(i.Words)}
}

// operations are what the API answers.
func (s *Server) operations(a huma.API) {
	d := s.Desk
	get(s, a, "/start", "start", "What is in the store, and what is new", func(ctx context.Context, _ *struct{}) (*views.Start, error) { return d.Start(ctx) })
	get(s, a, "/saved", "saved", "Saved views", func(ctx context.Context, _ *struct{}) ([]entente.View, error) { return s.Store.Saved(ctx) })
	get(s, a, "/rows", "rows", "Exactly the rows that a question asks for, with what they could be chosen by further",
		func(ctx context.Context, in *rowsIn) (*views.Rows, error) { return d.Rows(ctx, in.question()) })
	get(s, a, "/rows/{id}", "row", "One row with its passage", func(ctx context.Context, in *idIn) (*views.Row, error) { return d.Row(ctx, in.ID) })
	get(s, a, "/documents", "documents", "Documents, the newest first; with words, the best first",
		func(ctx context.Context, in *rowsIn) (*views.Documents, error) {
			return d.Documents(ctx, in.question())
		})
	get(s, a, "/documents/{id}", "document", "A document in parts, with what was found in it and its source", func(ctx context.Context, in *idIn) (*reading.Reading, error) { return reading.Of(ctx, d, in.ID) })
	get(s, a, "/dossier/{a}", "dossier-of-one", "The brief on one actor", func(ctx context.Context, in *struct {
		One
		Written
	}) (*views.Brief, error) {
		return brief(d.Dossier(ctx, in.A, "", in.Since, in.On))
	})
	get(s, a, "/dossier/{a}/{b}", "dossier", "The brief on two actors", func(ctx context.Context, in *struct {
		Two
		Written
	}) (*views.Brief, error) {
		return brief(d.Dossier(ctx, in.A, in.B, in.Since, in.On))
	})
	get(s, a, "/chronology/{a}", "chronology-of-one", "What one actor took part in, each thing once, the newest page first", func(ctx context.Context, in *struct {
		One
		Part
	}) (*views.Chronology, error) {
		return d.ChronologyPage(ctx, in.A, "", in.question())
	})
	get(s, a, "/chronology/{a}/{b}", "chronology", "What happened between two actors, was planned or denied, each thing once, the newest page first", func(ctx context.Context, in *struct {
		Two
		Part
	}) (*views.Chronology, error) {
		return d.ChronologyPage(ctx, in.A, in.B, in.question())
	})
	get(s, a, "/figures/{a}/{b}", "figures", "What is claimed of the quantities between two actors, and whether it agrees",
		func(ctx context.Context, in *figuresIn) (*claims.Figures, error) {
			return claims.Of(ctx, d, in.A, in.B, in.Measure, in.Since, in.Until)
		})
	get(s, a, "/balance/{a}", "balance", "How the relations of a state spread over its partners",
		func(ctx context.Context, in *balanceIn) (*views.Balance, error) {
			return d.Balance(ctx, in.A, in.By, in.Among, in.Since, in.Until, in.Told)
		})
	s.recordOperation(a)
	s.screenOperation(a)
	s.exportOperation(a)
	s.tableOperation(a)
}

func brief(d *views.Dossier, err error) (*views.Brief, error) {
	if err != nil {
		return nil, err
	}
	return d.Brief(), nil
}

// A whole answer is bytes in a form that is not of the API.
type whole struct {
	Type        string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

// recordOperation gives the record of a document as the contract has it.
func (s *Server) recordOperation(a huma.API) {
	op := huma.Operation{OperationID: "record", Method: http.MethodGet, Path: "/api/v1/documents/{id}/record", Summary: "The record of a document, entente.analysis/1", Errors: []int{404, 422, 500},
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{"application/json": {Schema: &huma.Schema{Type: "object", AdditionalProperties: true}}}}}}
	huma.Register(a, op, func(ctx context.Context, in *idIn) (*whole, error) {
		x, err := s.Store.Document(ctx, in.ID)
		if err != nil {
			return nil, s.problem(err)
		}
		line, err := entente.Encode(x)
		if err != nil {
			return nil, s.problem(err)
		}
		return &whole{Type: "application/json", Body: line}, nil
	})
}

type screenIn struct {
	Body struct {
		Text string `json:"text,omitempty" maxLength:"2000000" doc:"a text"`
		URL  string `json:"url,omitempty" maxLength:"2000" doc:"or the address of a page"`
		Date string `json:"date,omitempty" maxLength:"10" doc:"day on which it was published, where it does not say so itself"`
	}
}

// screenOperation reads a text or a page without keeping it.
func (s *Server) screenOperation(a huma.API) {
	op := huma.Operation{OperationID: "screen", Method: http.MethodPost, Path: "/api/v1/screen", Summary: "What is in a text or at an address; nothing is kept", Errors: []int{400, 403, 404, 413, 422, 500, 504},
		MaxBodyBytes: 8 << 20}
	huma.Register(a, op, func(ctx context.Context, in *screenIn) (*body[[]*reading.Reading], error) {
		out, err := s.screened(ctx, in.Body.Text, in.Body.URL, in.Body.Date)
		if err != nil {
			return nil, s.problem(err)
		}
		return &body[[]*reading.Reading]{out}, nil
	})
}

type exportIn struct {
	Period
	Which
	Format string `path:"format" maxLength:"40" doc:"events-csv, events-parquet, xlsx, gdelt …; an unknown one is answered with the list"`
}

// exportOperation gives the rows of a question in any format of the exports.
func (s *Server) exportOperation(a huma.API) {
	kinds := map[string]*huma.MediaType{}
	for _, f := range export.Formats() {
		kinds[f.MediaType] = &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	}
	op := huma.Operation{OperationID: "export", Method: http.MethodGet, Path: "/api/v1/export/{format}", Summary: "The rows of a question as CSV, Parquet and the other forms of entente export",
		Errors: []int{400, 404, 409, 413, 422, 500}, Responses: map[string]*huma.Response{"200": {Description: "OK", Content: kinds}}}
	huma.Register(a, op, func(ctx context.Context, in *exportIn) (*whole, error) {
		f, err := export.Find(in.Format)
		if err != nil {
			return nil, s.problem(err)
		}
		q := in.Which.question()
		q.Since, q.Until = in.Since, in.Until
		filter, err := s.Desk.Filter(ctx, q)
		if err != nil {
			return nil, s.problem(err)
		}
		out, err := s.written(ctx, f, filter)
		if err != nil {
			return nil, s.problem(err)
		}
		return &whole{Type: f.MediaType, Disposition: fmt.Sprintf(`attachment; filename="entente-%s%s"`, f.Name, f.Extension), Body: out}, nil
	})
}

type tableIn struct {
	Period
	View   string `path:"view" enum:"dossier,chronology,figures,balance"`
	Format string `path:"format" enum:"csv,parquet"`
	A      string `query:"a" required:"true" maxLength:"200" doc:"code or name of an actor"`
	B      string `query:"b" maxLength:"200" doc:"code or name of the other"`
}

// tableOperation gives a view as one table.
func (s *Server) tableOperation(a huma.API) {
	binary := &huma.MediaType{Schema: &huma.Schema{Type: "string", Format: "binary"}}
	op := huma.Operation{OperationID: "table", Method: http.MethodGet, Path: "/api/v1/tables/{view}/{format}", Summary: "A dossier, chronology, balance or the figures of a pair as one table", Errors: []int{400, 404, 409, 422, 500},
		Responses: map[string]*huma.Response{"200": {Description: "OK", Content: map[string]*huma.MediaType{"text/csv": binary, "application/vnd.apache.parquet": binary}}}}
	huma.Register(a, op, func(ctx context.Context, in *tableIn) (*whole, error) {
		t, err := tables.Of(ctx, s.Desk, in.View, in.A, in.B, in.Since, in.Until)
		if err != nil {
			return nil, s.problem(err)
		}
		var out bytes.Buffer
		w := &whole{Type: "text/csv", Disposition: fmt.Sprintf(`attachment; filename="%s.%s"`, in.View, in.Format)}
		if in.Format == "parquet" {
			w.Type, err = "application/vnd.apache.parquet", t.Parquet(&out)
		} else {
			err = t.CSV(&out)
		}
		if err != nil {
			return nil, s.problem(err)
		}
		w.Body = out.Bytes()
		return w, nil
	})
}

// views of the API: the rest of it may tell what changes without the store.
var viewed = []string{"start", "saved", "rows", "documents", "dossier", "chronology", "figures", "balance", "tables"}

// keeps reports whether an answer hangs on the store alone.
func keeps(path string) bool {
	rest, api := strings.CutPrefix(path, "/api/v1/")
	first, _, _ := strings.Cut(rest, "/")
	return !api || slices.Contains(viewed, first)
}
