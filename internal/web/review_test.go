package web_test

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"entente"
	"entente/internal/accounts"
	"entente/internal/views/viewstest"
	"entente/internal/web"
)

const password = "nine swans a-swimming"

// guarded is a server with three reviewers, a reader and an admin, all of whom share a password with their name in it.
type guarded struct {
	*httptest.Server
	desk *viewstest.Desk
	acc  *accounts.Accounts
}

func guard(t *testing.T, also ...entente.Page) *guarded {
	t.Helper()
	d := viewstest.Open(t, also...)
	acc, err := accounts.New(accounts.Options{Store: d.Store, Cost: accounts.Cost{Memory: 64, Passes: 1, Lanes: 1}})
	if err != nil {
		t.Fatal(err)
	}
	for name, role := range map[string]accounts.Role{"ann": accounts.Reviewer, "bob": accounts.Reviewer, "cat": accounts.Reviewer, "rea": accounts.Reader, "ada": accounts.Admin} {
		if err := acc.Add(t.Context(), "test", name, role, password+" for "+name); err != nil {
			t.Fatal(err)
		}
	}
	s, err := web.New(web.Options{Desk: d.Desk, Store: d.Store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test", Accounts: acc})
	if err != nil {
		t.Fatal(err)
	}
	g := &guarded{httptest.NewServer(s.Handler()), d, acc}
	t.Cleanup(g.Close)
	return g
}

// A browser keeps cookies and says where its requests come from, as browsers do.
type browser struct {
	*http.Client
	base, site string // what it says with Sec-Fetch-Site; "" for a browser that does not
}

func (g *guarded) browser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &browser{&http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}, g.URL, "same-origin"}
}

func (b *browser) ask(t *testing.T, method, path string, form url.Values, set ...string) (int, http.Header, string) {
	t.Helper()
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	req, err := http.NewRequest(method, b.base+path, body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Accept", "text/html")
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	if b.site != "" {
		req.Header.Set("Sec-Fetch-Site", b.site)
	}
	for i := 0; i+1 < len(set); i += 2 {
		req.Header.Set(set[i], set[i+1])
	}
	res, err := b.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	out, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(out)
}

// as is a browser in which somebody logged in.
func (g *guarded) as(t *testing.T, name string) *browser {
	t.Helper()
	b := g.browser(t)
	if status, h, body := b.ask(t, "POST", "/login", url.Values{"name": {name}, "password": {password + " for " + name}, "to": {"/review"}}); status != 303 || h.Get("Location") != "/review" {
		t.Fatalf("login of %s: got %d to %q, %s", name, status, h.Get("Location"), body)
	}
	return b
}

var rowOnView = regexp.MustCompile(`data-row="([^"]+)"`)

// row is the row on view of a page.
func row(t *testing.T, page string) string {
	t.Helper()
	m := rowOnView.FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no row on view:\n%.2000s", page)
	}
	return m[1]
}

func TestReviewPages(t *testing.T) {
	g := guard(t)
	ann := g.as(t, "ann")
	status, _, page := ann.ask(t, "GET", "/review", nil)
	if status != 200 || strings.Contains(page, "Nothing waits") {
		t.Fatalf("got %d\n%.500s", status, page)
	}
	for _, f := range inert(page) {
		t.Error(f)
	}
	first := row(t, page)
	if status, _, _ := ann.ask(t, "POST", "/review", url.Values{"act": {"accept"}, "row": {first}}); status != 303 {
		t.Errorf("accept: got %d", status)
	}
	_, _, page = ann.ask(t, "GET", "/review", nil)
	second := row(t, page)
	if second == first {
		t.Error("what was accepted waits still")
	}
	ann.ask(t, "POST", "/review", url.Values{"act": {"reject"}, "row": {second}, "why": {"a caption"}})
	if rows, _ := g.desk.Store.Rows(t.Context(), entente.Filter{}); holds(rows, second) {
		t.Error("what was rejected is in the rows still")
	}
	status, h, _ := ann.ask(t, "POST", "/review", url.Values{"act": {"undo"}})
	if status != 303 || !strings.Contains(h.Get("Location"), url.QueryEscape(second)) {
		t.Errorf("undo: got %d to %s, want it to show %s again", status, h.Get("Location"), second)
	}
	if rows, _ := g.desk.Store.Rows(t.Context(), entente.Filter{}); !holds(rows, second) {
		t.Error("undone, and yet the row is gone")
	}
	status, _, page = ann.ask(t, "GET", "/review/results", nil)
	if status != 200 || !strings.Contains(page, "a caption") || !strings.Contains(page, "takes rejected back") {
		t.Errorf("results: got %d\n%.800s", status, page)
	}
	for _, c := range []struct {
		form   url.Values
		status int
	}{
		{url.Values{"act": {"set"}, "row": {first}, "field": {"type"}, "value": {"HUG"}}, 400},
		{url.Values{"act": {"set"}, "row": {first}, "field": {"colour"}, "value": {"red"}}, 400},
		{url.Values{"act": {"accept"}, "row": {"e:0000000000000000"}}, 404},
		{url.Values{"act": {"dance"}, "row": {first}}, 400},
	} {
		if status, _, _ := ann.ask(t, "POST", "/review", c.form); status != c.status {
			t.Errorf("%v: got %d, want %d", c.form, status, c.status)
		}
	}
}

func holds(rows []entente.Row, id string) bool {
	for i := range rows {
		if rows[i].ID() == id {
			return true
		}
	}
	return false
}

// TestSample judges a random sample of twenty rows; the start page then says what was measured, and a row that had been rejected before
// the sample was drawn counts, too.
func TestSample(t *testing.T) {
	g := guard(t)
	ann := g.as(t, "ann")
	_, _, page := ann.ask(t, "GET", "/review?pile=sample&seed=7&size=20", nil)
	before := row(t, page)
	ann.ask(t, "POST", "/review", url.Values{"act": {"reject"}, "row": {before}})
	judged := 0
	for range 30 {
		_, _, page := ann.ask(t, "GET", "/review?pile=sample&seed=7&size=20", nil)
		if strings.Contains(page, "Nothing waits") {
			break
		}
		judged++
		id, act := row(t, page), "accept"
		if id == before || judged%5 == 0 {
			act = "reject"
		}
		ann.ask(t, "POST", "/review", url.Values{"act": {act}, "row": {id}, "rest": {"pile=sample&seed=7&size=20"}})
	}
	if judged != 20 {
		t.Errorf("judged %d rows, want 20", judged)
	}
	_, _, page = ann.ask(t, "GET", "/", nil)
	if !strings.Contains(page, "Measured on 20 rows") {
		t.Errorf("the start page says nothing of what was measured:\n%s", page[strings.Index(page, "standfirst"):][:900])
	}
}

// TestDoubleCoding has two people differ on a row, and a third settle it. The two do not see what the other said.
func TestDoubleCoding(t *testing.T) {
	g := guard(t)
	ann, bob, cat := g.as(t, "ann"), g.as(t, "bob"), g.as(t, "cat")
	_, _, page := ann.ask(t, "GET", "/review?sort=event", nil)
	id := row(t, page)
	ann.ask(t, "POST", "/review", url.Values{"act": {"set"}, "row": {id}, "field": {"status"}, "value": {"denied"}})
	ann.ask(t, "POST", "/review", url.Values{"act": {"accept"}, "row": {id}})
	_, _, page = bob.ask(t, "GET", "/review?pile=second", nil)
	if row(t, page) != id || strings.Contains(page, "read as") {
		t.Error("bob sees what ann said, or another row")
	}
	bob.ask(t, "POST", "/review", url.Values{"act": {"reject"}, "row": {id}, "rest": {"pile=second"}})
	if _, _, page := ann.ask(t, "GET", "/review?pile=settle", nil); !strings.Contains(page, "Nothing waits") {
		t.Error("ann is asked to settle what she said herself")
	}
	_, _, page = cat.ask(t, "GET", "/review?pile=settle", nil)
	if row(t, page) != id || !strings.Contains(page, "Two differ") {
		t.Error("cat is not shown what the two said")
	}
	cat.ask(t, "POST", "/review", url.Values{"act": {"accept"}, "row": {id}, "rest": {"pile=settle"}})
	if _, _, page := cat.ask(t, "GET", "/review?pile=settle", nil); !strings.Contains(page, "Nothing waits") {
		t.Error("it is settled, and waits still")
	}
	if rows, _ := g.desk.Store.Rows(t.Context(), entente.Filter{}); !holds(rows, id) {
		t.Error("cat let the row stand, and it is gone")
	}
	if _, _, page := cat.ask(t, "GET", "/review/results", nil); !strings.Contains(page, "Krippendorff") {
		t.Error("no agreement is shown")
	}
}

// TestEffectBeforeKeeping shows what a change would do, and keeps nothing until it is told to.
func TestEffectBeforeKeeping(t *testing.T) {
	g := guard(t)
	ann := g.as(t, "ann")
	status, _, page := ann.ask(t, "POST", "/review", url.Values{"act": {"change"}, "row": {"KAZ"}, "field": {"alias"}, "value": {"Uzbekistan"}})
	if status != 200 || !strings.Contains(page, "rows would change") || !strings.Contains(page, "UZB") {
		t.Fatalf("got %d\n%.900s", status, page)
	}
	if all, _ := g.desk.Store.Corrections(t.Context()); len(all) != 0 {
		t.Errorf("%d corrections were kept by a look", len(all))
	}
	ann.ask(t, "POST", "/review", url.Values{"act": {"change"}, "row": {"KAZ"}, "field": {"alias"}, "value": {"UZB"}, "keep": {"1"}})
	if all, _ := g.desk.Store.Corrections(t.Context()); len(all) != 1 || all[0].Value != "UZB" || all[0].Who != "ann" {
		t.Errorf("got %+v", all)
	}
}

// TestHostileWords puts script into every field of a review.
func TestHostileWords(t *testing.T) {
	g := guard(t, hostile()...)
	ann := g.as(t, "ann")
	for _, e := range evil {
		q := url.Values{"source": {e}, "later": {e}, "did": {e}, "speaker": {e}}
		if _, _, page := ann.ask(t, "GET", "/review?"+q.Encode(), nil); len(inert(page)) > 0 {
			t.Errorf("%q: %v", e, inert(page))
		}
		for _, form := range []url.Values{{"act": {"change"}, "row": {e}, "field": {"alias"}, "value": {"KAZ"}, "why": {e}, "rest": {"source=" + url.QueryEscape(e)}, "return": {e}}, {"act": {e}}, {"act": {"set"}, "row": {e}}} {
			if _, _, page := ann.ask(t, "POST", "/review", form); len(inert(page)) > 0 {
				t.Errorf("%v: %v", form, inert(page))
			}
		}
		ann.ask(t, "POST", "/review", url.Values{"act": {"change"}, "row": {e}, "field": {"alias"}, "value": {"KAZ"}, "why": {e}, "keep": {"1"}})
	}
	rows, err := g.desk.Store.Rows(t.Context(), entente.Filter{Source: "evil"})
	if err != nil || len(rows) == 0 {
		t.Fatalf("got %d hostile rows, %v", len(rows), err)
	}
	for i := range rows {
		_, _, page := ann.ask(t, "GET", "/review?row="+url.QueryEscape(rows[i].ID()), nil)
		for _, f := range inert(page) {
			t.Errorf("%s: %s", rows[i].ID(), f)
		}
	}
	if _, _, page := ann.ask(t, "GET", "/review/results", nil); len(inert(page)) > 0 {
		t.Errorf("results: %v", inert(page))
	}
}
