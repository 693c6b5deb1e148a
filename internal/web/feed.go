package web

import (
	"context"
	"encoding/xml"
	"fmt"
	"net/http"
	"sync"
	"time"

	"entente"
	"entente/internal/views/alerts"
	"entente/internal/web/asked"
	"entente/internal/web/door"
	"entente/internal/web/replies"
)

// news holds what was found new last, and whether it is being looked for.
type news struct {
	mu     sync.Mutex
	key    string // of the state for which it was found
	alerts []alerts.Alert
	under  chan struct{} // closed when the look that is under way is over; nil where none is
}

// patience is how long the start page waits for what is new; on a large store that takes longer, and the page shows what was found before.
const patience = 400 * time.Millisecond

// latestNews gives what is new in the saved views, as of now or, where that takes long, as of the last look.
func (s *Server) latestNews(ctx context.Context, saved []entente.View) []alerts.Alert {
	if len(saved) == 0 {
		return nil
	}
	now := s.Now()
	key := fmt.Sprint(s.Desk.Stamp(ctx), now.Format(time.DateOnly), saved)
	n := &s.news
	n.mu.Lock()
	if n.key != key && n.under == nil {
		n.under = make(chan struct{})
		go s.lookForNews(key, saved, now, n.under)
	}
	under := n.under
	n.mu.Unlock()
	if under != nil {
		select {
		case <-under:
		case <-time.After(patience):
		case <-ctx.Done():
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.alerts
}

// lookForNews looks for what is new, ten minutes at most.
func (s *Server) lookForNews(key string, saved []entente.View, now time.Time, over chan struct{}) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	var found []alerts.Alert
	err := fmt.Errorf("a view broke")
	func() {
		defer func() {
			if x := recover(); x != nil {
				s.Log.Error("the look for what is new broke", "with", x)
			}
		}()
		found, err = alerts.Of(ctx, s.Desk, saved, now.AddDate(0, 0, -30), now)
	}()
	if err != nil {
		s.Log.Warn("what is new was not found", "error", err)
	}
	s.news.mu.Lock()
	defer s.news.mu.Unlock()
	if err == nil {
		s.news.alerts = found
	}
	s.news.key, s.news.under = key, nil
	close(over)
}

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
		s.book.Fail(w, r, err)
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
		found, err := alerts.Of(r.Context(), s.Desk, []entente.View{v}, s.Now().AddDate(0, 0, -30), s.Now())
		if err != nil {
			fail(err)
			return
		}
		scheme := "http"
		if door.OverTLS(r) {
			scheme = "https"
		}
		base := scheme + "://" + r.Host
		f := feed{Title: v.Name + " · entente", ID: "urn:entente:" + v.ID, Author: "entente", Updated: asked.First(v.When, s.Now().UTC().Format(time.RFC3339)),
			Links: []link{{"self", base + r.URL.Path}, {"alternate", base + "/saved/" + v.ID}}}
		for i, x := range found {
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
		replies.Write(w, r, http.StatusOK, append([]byte(xml.Header), out...))
		return
	}
	fail(fmt.Errorf("no saved view %s: %w", r.PathValue("id"), entente.ErrNotFound))
}
