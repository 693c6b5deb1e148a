package web

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"entente"
	"entente/internal/dossier"
	"entente/internal/dossier/layout"
	"entente/internal/views"
	"entente/internal/views/alerts"
	"entente/internal/views/claims"
	"entente/internal/views/opinions"
	"entente/internal/views/reading"
	"entente/internal/web/asked"
	"entente/internal/web/page"
	"entente/internal/web/replies"
)

// A beginning is the start page.
type beginning struct {
	*views.Start
	Saved    []entente.View
	Measured *opinions.Measured // by people, on rows drawn at random
	Alerts   []alerts.Alert     // of the saved views, the latest
}

func (s *Server) start(r *http.Request) (*page.View, error) {
	v, err := s.Desk.Start(r.Context())
	if err != nil {
		return nil, err
	}
	saved, err := s.Store.Saved(r.Context())
	if err != nil {
		return nil, err
	}
	measured, err := s.reviews.Measured(r.Context(), 0)
	if err != nil {
		return nil, err
	}
	alerts := s.latestNews(r.Context(), saved)
	return &page.View{Template: "start", Title: "entente", Data: beginning{v, saved, measured, alerts[:min(len(alerts), 12)]}}, nil
}

// A choice is the page on which the actors of a screen are chosen.
type choice struct {
	Screen string
	Two    bool // needs two actors
	Known  string
	Start  *views.Start
	With   []views.Weighted // partners of the one that is known
}

// choose sends a form that names its actors on to their screen, and asks for them where it names none.
func (s *Server) choose(screen string, least int) func(*http.Request) (*page.View, error) {
	return func(r *http.Request) (*page.View, error) {
		q := r.URL.Query()
		a, b := asked.First(q.Get("a"), r.PathValue("a")), q.Get("b")
		if a != "" && (b != "" || least == 1) {
			c, err := s.Desk.Actors(a, b)
			if err != nil {
				return nil, err
			}
			to := "/" + screen
			for _, x := range c {
				to += "/" + url.PathEscape(x.Code)
			}
			q.Del("a")
			q.Del("b")
			if rest := q.Encode(); rest != "" {
				to += "?" + rest
			}
			return &page.View{To: to}, nil
		}
		start, err := s.Desk.Start(r.Context())
		if err != nil {
			return nil, err
		}
		c := choice{Screen: screen, Two: least == 2, Start: start}
		if a != "" {
			who, err := s.Desk.Actors(a)
			if err != nil {
				return nil, err
			}
			c.Known = who[0].Code
			if c.With, err = s.Desk.Partners(r.Context(), c.Known); err != nil {
				return nil, err
			}
		}
		return &page.View{Template: "choose", Title: title(screen), Tab: screen, A: c.Known, Data: c}, nil
	}
}

func title(screen string) string { return strings.ToUpper(screen[:1]) + screen[1:] }

// settled sends an address with names in it on to the one with codes, so that there is one address for every view.
func (s *Server) settled(r *http.Request, screen string) (to string, err error) {
	a, b := r.PathValue("a"), r.PathValue("b")
	c, err := s.Desk.Actors(a, b)
	if err != nil {
		return "", err
	}
	want, same := "/"+screen, true
	for i, x := range c {
		want += "/" + url.PathEscape(x.Code)
		same = same && x.Code == []string{a, b}[i]
	}
	if same {
		return "", nil
	}
	if r.URL.RawQuery != "" {
		want += "?" + r.URL.RawQuery
	}
	return want, nil
}

// A briefing is a dossier, on one actor with the pairs that could be looked at instead.
type briefing struct {
	*views.Dossier
	Since, On string
	Partners  []views.Weighted
}

func (s *Server) dossier(r *http.Request) (*page.View, error) {
	if to, err := s.settled(r, "dossier"); to != "" || err != nil {
		return &page.View{To: to}, err
	}
	q := r.URL.Query()
	v, err := s.Desk.Dossier(r.Context(), r.PathValue("a"), r.PathValue("b"), q.Get("since"), q.Get("on"))
	if err != nil {
		return nil, err
	}
	var with []views.Weighted
	if v.B.Code == "" {
		if with, err = s.Desk.Partners(r.Context(), v.A.Code); err != nil {
			return nil, err
		}
	}
	return &page.View{Template: "dossier", Title: v.Title, Tab: "dossier", A: v.A.Code, B: v.B.Code, Data: briefing{v, q.Get("since"), q.Get("on"), with}}, nil
}

// dossierForms are the files that a dossier can be taken along as, by the end of its address.
var dossierForms = map[string]struct {
	kind  string
	write func(io.Writer, *dossier.Dossier) error
}{
	"md":   {"text/markdown; charset=utf-8", layout.Markdown},
	"html": {"text/html; charset=utf-8", layout.HTML},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", layout.DOCX},
}

// dossierForm answers with a file where the address ends in .md, .html or .docx, and with the page elsewhere.
func (s *Server) dossierForm(page http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, b := r.PathValue("a"), r.PathValue("b")
		last := &b
		if b == "" {
			last = &a
		}
		name, end, _ := strings.Cut(*last, ".")
		form, ok := dossierForms[end]
		if !ok {
			page.ServeHTTP(w, r)
			return
		}
		*last = name
		v, err := s.Desk.Dossier(r.Context(), a, b, r.URL.Query().Get("since"), r.URL.Query().Get("on"))
		var out bytes.Buffer
		if err == nil {
			err = form.write(&out, v.Dossier)
		}
		if err != nil {
			s.book.Fail(w, r, err)
			return
		}
		w.Header().Set("Content-Type", form.kind)
		w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", strings.Trim("dossier-"+plainName(a)+"-"+plainName(b), "-")+"."+end))
		replies.Write(w, r, http.StatusOK, out.Bytes())
	})
}

func (s *Server) chronology(r *http.Request) (*page.View, error) {
	if to, err := s.settled(r, "chronology"); to != "" || err != nil {
		return &page.View{To: to}, err
	}
	q := r.URL.Query()
	v, err := s.Desk.ChronologyPage(r.Context(), r.PathValue("a"), r.PathValue("b"), asked.Question(q))
	if err != nil {
		return nil, err
	}
	return &page.View{Template: "chronology", Title: "Chronology of " + both(v.A, v.B), Tab: "chronology", A: v.A.Code, B: v.B.Code, Data: stretch{v, asked.With(r.URL, "cursor", v.Next), q.Get("cursor") != ""}}, nil
}

func both(a, b views.Actor) string {
	if b.Name == "" {
		return a.Name
	}
	return a.Name + " and " + b.Name
}

func (s *Server) figures(r *http.Request) (*page.View, error) {
	if to, err := s.settled(r, "figures"); to != "" || err != nil {
		return &page.View{To: to}, err
	}
	q := r.URL.Query()
	v, err := claims.Of(r.Context(), s.Desk, r.PathValue("a"), r.PathValue("b"), q.Get("measure"), q.Get("since"), q.Get("until"))
	if err != nil {
		return nil, err
	}
	return &page.View{Template: "figures", Title: "Figures on " + both(v.A, v.B), Tab: "figures", A: v.A.Code, B: v.B.Code, Data: v}, nil
}

func (s *Server) balance(r *http.Request) (*page.View, error) {
	if to, err := s.settled(r, "balance"); to != "" || err != nil {
		return &page.View{To: to}, err
	}
	q := r.URL.Query()
	v, err := s.Desk.Balance(r.Context(), r.PathValue("a"), q.Get("by"), q.Get("among"), q.Get("since"), q.Get("until"), q.Has("told"))
	if err != nil {
		return nil, err
	}
	x := foremost(v)
	x.Since, x.Until = q.Get("since"), q.Get("until")
	return &page.View{Template: "balance", Title: "Balance of " + v.State.Name, Tab: "balance", A: v.State.Code, Data: x}, nil
}

// A leaning is a balance with as many partners as a page can show; the API has all.
type leaning struct {
	*views.Balance
	More         int // partners left out
	Since, Until string
}

// mostPartners is how many partners a page shows.
const mostPartners = 50

// foremost keeps the heaviest partners of a balance, and what they did with the state and with one another.
func foremost(b *views.Balance) leaning {
	if len(b.Partners) <= mostPartners {
		return leaning{Balance: b}
	}
	few := *b
	few.Partners, few.Edges = b.Partners[:mostPartners], nil
	kept := map[string]bool{b.State.Code: true}
	for _, p := range few.Partners {
		kept[p.Code] = true
	}
	for _, e := range b.Edges {
		if kept[e.A] && kept[e.B] && (e.A == b.State.Code || e.B == b.State.Code) {
			few.Edges = append(few.Edges, e)
		}
	}
	return leaning{Balance: &few, More: len(b.Partners) - mostPartners}
}

// A stretch is a page of a chronology.
type stretch struct {
	*views.Chronology
	Earlier string // address of the page with what came before
	Before  bool   // there is a page with what came after
}

// Only reports whether the page shows only things of a status.
func (s stretch) Only(status string) bool { return slices.Equal(s.Status, []string{status}) }

// Year is the address of the things of a year; "" leads to the latest.
func (s stretch) Year(year string) string {
	q := url.Values{"status": s.Status}
	if year != "" {
		q["since"], q["until"] = []string{year}, []string{year}
	}
	return screenPath("chronology", s.A.Code, s.B.Code) + asked.Query(q)
}

// Whole reports whether the page shows all there is.
func (s stretch) Whole() bool { return s.Earlier == "" && !s.Before && s.Since == "" && s.Until == "" }

// A finding is a list of documents with what was asked.
type finding struct {
	*views.Documents
	Words string
	More  string // address of the next page
}

func (s *Server) documents(r *http.Request) (*page.View, error) {
	q := asked.Question(r.URL.Query())
	v, err := s.Desk.Documents(r.Context(), q)
	if err != nil {
		return nil, err
	}
	return &page.View{Template: "documents", Title: "Documents", Tab: "documents", Data: finding{v, q.Words, asked.With(r.URL, "cursor", v.Next)}}, nil
}

// Shown is a document with how it is to be shown.
type shown struct {
	*reading.Reading
	Beside bool // the source stands beside the text
	Kept   bool // it is in the store
}

func (s *Server) reader(r *http.Request) (*page.View, error) {
	read, beside := reading.Text, r.URL.Query().Has("source")
	if beside {
		read = reading.Of
	}
	v, err := read(r.Context(), s.Desk, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return &page.View{Template: "reader", Title: v.Title, Tab: "documents", Data: []shown{{v, beside, true}}}, nil
}

// row leads to the place of a row in the text that it was read from.
func (s *Server) row(w http.ResponseWriter, r *http.Request) {
	v, err := s.Desk.Row(r.Context(), r.PathValue("id"))
	if err != nil {
		s.book.Fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/reader/"+url.PathEscape(v.Passage.Document)+"#"+url.PathEscape(v.ID), http.StatusSeeOther)
}

// schema explains what the tables and columns mean.
func (s *Server) schema(*http.Request) (*page.View, error) {
	return &page.View{Template: "schema", Title: "Schema", Tab: "explore", Data: codebook()}, nil
}

// notes of a dossier, for its template.
func noteOf(d *dossier.Dossier, n int) *dossier.Note { return &d.Notes[n] }
