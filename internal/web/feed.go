package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"time"

	"entente"
)

// An Atom feed (RFC 4287).
type (
	feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Links   []link   `xml:"link"`
		Author  string   `xml:"author>name"`
		Entries []entry  `xml:"entry"`
	}
	link struct {
		Rel  string `xml:"rel,attr,omitempty"`
		Href string `xml:"href,attr"`
	}
	entry struct {
		Title   string `xml:"title"`
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Link    link   `xml:"link"`
		Kind    struct {
			Term string `xml:"term,attr"`
		} `xml:"category"`
		Summary string `xml:"summary,omitempty"`
	}
)

// feed answers with what was new in a saved view in the last thirty days.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) {
	fail := func(err error) {
		s.page(func(*http.Request) (*shown, error) { return nil, err }).ServeHTTP(w, r)
	}
	all, err := s.Store.Saved(r.Context())
	if err != nil {
		fail(err)
		return
	}
	for _, v := range all {
		if v.ID != r.PathValue("id") {
			continue
		}
		alerts, err := s.Desk.Alerts(r.Context(), []entente.View{v}, s.Now().AddDate(0, 0, -30), s.Now())
		if err != nil {
			fail(err)
			return
		}
		scheme := "http"
		if overTLS(r) {
			scheme = "https"
		}
		base := scheme + "://" + r.Host
		f := feed{Title: v.Name + " · entente", ID: "urn:entente:" + v.ID, Author: "entente", Updated: first(v.When, s.Now().UTC().Format(time.RFC3339)),
			Links: []link{{"self", base + r.URL.Path}, {"alternate", base + "/saved/" + v.ID}}}
		for i, x := range alerts {
			if i == 0 {
				f.Updated = x.When
			}
			e := entry{Title: x.What, ID: "urn:entente:" + x.ID, Updated: x.When, Link: link{Href: base + x.Address}, Summary: x.Quote}
			e.Kind.Term = x.Kind
			f.Entries = append(f.Entries, e)
		}
		out, err := xml.MarshalIndent(f, "", " ")
		if err != nil {
			fail(fmt.Errorf("write the feed: %w", err))
			return
		}
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		answer(w, r, http.StatusOK, append([]byte(xml.Header), out...))
		return
	}
	fail(fmt.Errorf("no saved view %s: %w", r.PathValue("id"), entente.ErrNotFound))
}
