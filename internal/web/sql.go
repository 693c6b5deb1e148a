package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"entente"
	"entente/internal/web/page"
)

// An Answer is the table that a query gave.
type Answer struct {
	Columns []string
	Rows    [][]string
	More    bool // there are rows beyond the bound
}

// A View is a table that queries may ask.
type View struct {
	Name    string
	Columns []string
}

// Asking is what the SQL pane needs: it answers one query that only reads, within a number of rows.
type Asking interface {
	Ask(ctx context.Context, query string, most int) (columns []string, rows [][]string, more bool, err error)
	Views(ctx context.Context) (map[string][]string, []string, error)
}

const (
	mostAnswer = 500
	longestAsk = 3 * time.Second
)

// A pane is the SQL page.
type pane struct {
	Query         string
	Error         string
	Table         *Answer
	Views         []View
	Most, Seconds int
}

// sql answers one query. The query stands in the address, so that the answer can be passed on.
func (s *Server) sql(r *http.Request) (*page.View, error) {
	if s.Ask == nil {
		return nil, fmt.Errorf("this store answers no SQL here: %w", entente.ErrUnsupported)
	}
	p := pane{Query: strings.TrimSpace(r.URL.Query().Get("q")), Most: mostAnswer, Seconds: int(longestAsk.Seconds())}
	x := &page.View{Template: "sql", Title: "SQL", Tab: "explore"}
	columns, names, err := s.Ask.Views(r.Context())
	if err != nil {
		return nil, err
	}
	for _, n := range names {
		p.Views = append(p.Views, View{n, columns[n]})
	}
	if p.Query != "" {
		ctx, cancel := context.WithTimeout(r.Context(), longestAsk)
		defer cancel()
		a := Answer{}
		a.Columns, a.Rows, a.More, err = s.Ask.Ask(ctx, p.Query, mostAnswer)
		switch {
		case err != nil && ctx.Err() != nil:
			p.Error, x.Status = fmt.Sprintf("The query took more than %d seconds and was stopped.", p.Seconds), http.StatusGatewayTimeout
		case err != nil:
			p.Error, x.Status = err.Error(), http.StatusBadRequest
		default:
			p.Table = &a
		}
	} else {
		p.Query = "SELECT kind, count(*) AS n FROM events GROUP BY kind ORDER BY n DESC LIMIT 20"
	}
	x.Data = p
	return x, nil
}
