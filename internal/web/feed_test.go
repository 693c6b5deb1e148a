package web_test

import (
	"encoding/base64"
	"encoding/xml"
	"io"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/accounts"
	"entente/internal/views/viewstest"
	"entente/internal/web"
)

// TestFeed reads what is new in a saved view, as a page, as a feed, and as a reader of feeds that knows a name and a token.
func TestFeed(t *testing.T) {
	g := guard(t, hostile()...)
	ann := g.as(t, "ann")
	ann.ask(t, "POST", "/saved", url.Values{"name": {"France & <Chad>"}, "address": {"/explore?dyad=FRA,TCD"}})
	ann.ask(t, "POST", "/saved", url.Values{"name": {"of nobody"}, "address": {"/dossier/XYZ/QQQ"}})
	all, err := g.desk.Store.Saved(t.Context())
	if err != nil || len(all) != 2 {
		t.Fatalf("got %v, %v", all, err)
	}
	for _, v := range all {
		status, h, body := ann.ask(t, "GET", "/saved/"+v.ID+"/feed.atom", nil)
		if status != 200 || !strings.HasPrefix(h.Get("Content-Type"), "application/atom+xml") {
			t.Errorf("%s: got %d %s", v.Name, status, h.Get("Content-Type"))
		}
		var f struct {
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
		}
		if err := xml.Unmarshal([]byte(body), &f); err != nil || !strings.HasPrefix(f.Title, v.Name) {
			t.Errorf("%s: got %q, %v", v.Name, f.Title, err)
		}
		if _, err := time.Parse(time.RFC3339, f.Updated); err != nil {
			t.Errorf("%s: updated %v", v.Name, err)
		}
	}
	if status, _, page := ann.ask(t, "GET", "/", nil); status != 200 || len(inert(page)) > 0 {
		t.Errorf("the start page: got %d, %v", status, inert(page))
	}
	if status, _, _ := ann.ask(t, "GET", "/saved/w:0000000000000000/feed.atom", nil); status != 404 {
		t.Errorf("a feed of nothing: got %d", status)
	}
	secret, err := g.acc.Issue(t.Context(), "test", "rea", accounts.Reader, "feeds", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, token string
		want        int
	}{{"rea", secret, 200}, {"ada", secret, 401}, {"rea", "ent_x", 401}, {"rea", password + " for rea", 401}} {
		b := g.browser(t)
		req := basic(c.name, c.token)
		if status, _, _ := b.ask(t, "GET", "/saved/"+all[0].ID+"/feed.atom", nil, "Authorization", req); status != c.want {
			t.Errorf("%s with %.8s…: got %d, want %d", c.name, c.token, status, c.want)
		}
	}
}

func basic(name, secret string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(name+":"+secret))
}

// TestNewsOnTheStartPage shows what came in in a saved view.
func TestNewsOnTheStartPage(t *testing.T) {
	d := viewstest.Open(t, hostile()...)
	if err := d.Store.Save(t.Context(), entente.View{Name: "France and Chad", Address: "/explore?dyad=FRA,TCD"}); err != nil {
		t.Fatal(err)
	}
	s, err := web.New(web.Options{Desk: d.Desk, Store: d.Store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test",
		Now: func() time.Time { return time.Date(2026, 1, 12, 0, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	h := s.Handler()
	page := ""
	for range 50 { // the page does not wait for long
		r := httptest.NewRequest("GET", "http://localhost/", nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if page = w.Body.String(); strings.Contains(page, "New in what you follow") {
			break
		}
		time.Sleep(100 * time.Millisecond)
		if err := d.Store.Save(t.Context(), entente.View{Name: "another", Address: "/saved"}); err != nil { // so that the page is made anew
			t.Fatal(err)
		}
	}
	if !strings.Contains(page, "New in what you follow") || !strings.Contains(page, "new rows") || len(inert(page)) > 0 {
		t.Errorf("the start page shows nothing new, or too much: %v", inert(page))
	}
}
