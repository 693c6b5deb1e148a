package web_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"entente"
	"entente/internal/export"
	"entente/internal/ingest"
	"entente/internal/mcp"
	"entente/internal/sqlite"
	"entente/internal/views/viewstest"
	"entente/internal/web"
)

// A site is a server over the example texts, and what else a test put beside them.
type site struct {
	*httptest.Server
	desk *viewstest.Desk
}

type codes struct{ *viewstest.Desk }

func (c codes) Name(code string) string        { return c.Desk.Name(code) }
func (codes) COW(string) string                { return "" }
func (codes) Label(string) string              { return "" }
func (codes) Goldstein(string) (float64, bool) { return 0, false }

func open(t testing.TB, also ...entente.Page) *site {
	t.Helper()
	d := viewstest.Open(t, also...)
	ask, err := sqlite.NewAsker(d.Path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ask.Close() })
	s, err := web.New(web.Options{Desk: d.Desk, Store: d.Store, Ask: ask, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test", Tools: mcp.Handler(d.Desk, "test"),
		Fetch: ingest.NewFetcher(ingest.Limits{}, false).Fetch,
		Data: func(ctx context.Context, f entente.Filter) (*export.Data, error) {
			rows, err := d.Store.Rows(ctx, f)
			return &export.Data{Rows: rows, Countries: codes{d}, CAMEO: codes{d}}, err
		}})
	if err != nil {
		t.Fatal(err)
	}
	x := &site{httptest.NewServer(s.Handler()), d}
	t.Cleanup(x.Close)
	return x
}

var still = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// get answers with status, headers and body.
func (s *site) get(t testing.TB, path string, set ...string) (int, http.Header, string) {
	t.Helper()
	return s.do(t, "GET", path, "", set...)
}

func (s *site) do(t testing.TB, method, path, body string, set ...string) (int, http.Header, string) {
	t.Helper()
	req, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(set); i += 2 {
		if set[i] == "Host" {
			req.Host = set[i+1]
		}
		req.Header.Set(set[i], set[i+1])
	}
	res, err := still.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header, string(b)
}

// document is the id of the first document whose title holds words.
func (s *site) document(t testing.TB, title string) string {
	t.Helper()
	all, err := s.desk.Store.Documents(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if strings.Contains(d.Title, title) {
			return d.ID
		}
	}
	t.Fatalf("no document %q", title)
	return ""
}

// TestPages asks every page for what it must say.
func TestPages(t *testing.T) {
	s := open(t)
	reader := "/reader/" + s.document(t, "Brussels")
	for _, c := range []struct {
		path   string
		status int
		says   []string
	}{
		{"/", 200, []string{"Newest documents", "Kazakhstan", "Read and keep", "Screen"}},
		{"/dossier", 200, []string{"What do I need to know"}},
		{"/dossier?a=Kazakhstan&b=China&since=2013", 303, nil},
		{"/dossier/KAZ/CHN", 200, []string{"Kazakhstan and China", "In brief", "State of relations", `id="n1"`, "Sources"}},
		{"/dossier/Kazakhstan/China", 303, nil},
		{"/dossier/KAZ", 200, []string{"Memberships"}},
		{"/dossier/KAZ/CHN.md", 200, []string{"# Kazakhstan and China"}},
		{"/dossier/KAZ/CHN.html", 200, []string{"<!DOCTYPE html>"}},
		{"/dossier/KAZ/CHN.docx", 200, []string{"PK"}},
		{"/dossier/KAZ/KAZ", 400, []string{"one"}},
		{"/dossier/Kazakhsatn", 404, []string{"nearest are Kazakhstan"}},
		{"/dossier/TUV/NRU", 404, []string{"nothing was read on"}},
		{"/chronology/KAZ/CHN", 200, []string{"State visit by Xi Jinping", `id="h:`, "<svg class=\"strip\"", "planned"}},
		{"/chronology/KAZ/CHN?since=2025", 200, []string{"2025-06-16"}},
		{"/chronology/KAZ/CHN?since=soon", 400, []string{"2022-09-14"}},
		{"/chronology/KAZ", 200, []string{"Chronology"}},
		{"/figures/KAZ/CHN", 200, []string{"Trade", "43.8 bn USD", `id="f:`, "Why"}},
		{"/figures/KAZ", 200, []string{"Those who share rows with KAZ", "/figures/KAZ/CHN"}},
		{"/balance/KAZ", 200, []string{"How concentrated", "China", "<svg class=\"series\"", "entente-map"}},
		{"/balance/KAZ?by=fortnight", 400, []string{"week, month, quarter or year"}},
		{"/explore", 200, []string{"Exactly these rows", "Further rows", "/export/xlsx", "/api/v1/rows", "tools/call"}},
		{"/explore?dyad=KAZ,CHN&sort=event&status=planned", 200, []string{"planned"}},
		{"/explore?q=pipeline", 200, []string{"pipeline"}},
		{"/explore?q=zzzzqqqq", 200, []string{"No rows fit"}},
		{"/explore?sort=bogus", 400, nil},
		{"/explore?cursor=bogus", 400, []string{"cursor"}},
		{"/documents", 200, []string{"What was read"}},
		{"/documents?q=pipeline", 200, []string{"pipeline"}},
		{reader, 200, []string{"Brussels and Astana", "<mark class=\"", "Beside its source", `id="e:`}},
		{reader + "?source", 200, []string{"<del title=\"navigation\">", "Text alone"}},
		{"/reader/d:0000", 404, []string{"Not here"}},
		{"/schema", 200, []string{"events", "confidence"}},
		{"/sql", 200, []string{"SELECT"}},
		{"/sql?q=SELECT+kind+FROM+events+LIMIT+3", 200, []string{"3 rows"}},
		{"/nowhere", 404, []string{"there is no page"}},
		{"/export/events-csv?dyad=KAZ,CHN", 200, []string{"KAZ"}},
		{"/api/v1/tables/chronology/csv?a=KAZ&b=CHN", 200, []string{"id,date,start", "State visit by Xi Jinping"}},
		{"/api/v1/tables/figures/parquet?a=KAZ&b=CHN", 200, []string{"PAR1"}},
		{"/api/v1/tables/balance/csv?a=KAZ", 200, []string{"period,partner", "CHN"}},
		{"/api/v1/tables/dossier/csv?a=KAZ&b=CHN", 200, []string{"State of relations"}},
		{"/export/nothing", 404, []string{"there are"}},
		{"/healthz", 200, []string{"ok"}},
		{"/readyz", 200, []string{"ready"}},
		{"/metrics", 200, []string{"entente_http_request_seconds_bucket", "go_goroutines"}},
		{"/openapi.json", 200, []string{`"openapi":"3.1`}},
	} {
		status, _, body := s.get(t, c.path)
		if status != c.status {
			t.Errorf("%s: got status %d, want %d", c.path, status, c.status)
		}
		for _, w := range c.says {
			if !strings.Contains(body, w) {
				t.Errorf("%s does not say %q", c.path, w)
			}
		}
	}
}

// TestDeepLinks follows the address of every row of a page to its passage.
func TestDeepLinks(t *testing.T) {
	s := open(t)
	rows, err := s.desk.Store.Rows(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		id := rows[i].ID()
		status, h, _ := s.get(t, "/row/"+id)
		to := h.Get("Location")
		if want := "/reader/" + rows[i].Document.ID + "#" + url.PathEscape(id); status != 303 || to != want {
			t.Fatalf("/row/%s: got %d %s, want 303 %s", id, status, to, want)
		}
	}
	for _, d := range []string{"Brussels", "summit ends"} {
		id := s.document(t, d)
		_, _, body := s.get(t, "/reader/"+id)
		for i := range rows {
			if rows[i].Document.ID == id && !strings.Contains(body, `id="`+rows[i].ID()+`"`) {
				t.Errorf("the reader of %q has no place for %s", d, rows[i].ID())
			}
		}
	}
}

// TestTags asks again with the tag of the first answer.
func TestTags(t *testing.T) {
	s := open(t)
	for _, p := range []string{"/dossier/KAZ/CHN", "/api/v1/rows?limit=3", "/static/desk.css"} {
		_, h, _ := s.get(t, p)
		if status, _, body := s.get(t, p, "If-None-Match", h.Get("ETag")); status != 304 || body != "" {
			t.Errorf("%s with its own tag: got %d and %d bytes, want 304 and none", p, status, len(body))
		}
		if status, _, _ := s.get(t, p, "If-None-Match", `"other"`); status != 200 {
			t.Errorf("%s with another tag: got %d, want 200", p, status)
		}
	}
}

// TestCursor walks through all rows by the cursors and meets each once.
func TestCursor(t *testing.T) {
	s := open(t)
	all, err := s.desk.Store.Rows(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	next := ""
	for pages := 0; pages < 50; pages++ {
		var got struct {
			Total int
			Rows  []struct{ ID string }
			Next  string
		}
		s.json(t, "/api/v1/rows?limit=37&cursor="+next, &got)
		for _, r := range got.Rows {
			if seen[r.ID] {
				t.Fatalf("%s comes twice", r.ID)
			}
			seen[r.ID] = true
		}
		if next = got.Next; next == "" {
			break
		}
	}
	if len(seen) != len(all) {
		t.Errorf("got %d rows by cursor, want %d", len(seen), len(all))
	}
}

// TestKeeps drops a file, finds it, and screens a text that is not kept.
func TestKeeps(t *testing.T) {
	s := open(t)
	count := func() int {
		all, err := s.desk.Store.Documents(context.Background(), entente.Filter{})
		if err != nil {
			t.Fatal(err)
		}
		return len(all)
	}
	before := count()
	status, _, body := s.do(t, "POST", "/screen", url.Values{"text": {"The president of France visited Chad on 3 May 2021. He praised the army of Chad."}}.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	if status != 200 || !strings.Contains(body, "screened, not kept") || !strings.Contains(body, "visited") {
		t.Errorf("screen: got %d without the text", status)
	}
	if n := count(); n != before {
		t.Errorf("screening kept something: %d documents, before %d", n, before)
	}
	kind, form := upload("..\\..\\etc/x/memo.txt", "The president of France visited Chad on 3 May 2021.\n")
	status, h, body := s.do(t, "POST", "/read", form, "Content-Type", kind)
	if status != 303 || !strings.HasPrefix(h.Get("Location"), "/reader/d:") {
		t.Fatalf("drop a file: got %d, %s, %s", status, h.Get("Location"), body)
	}
	if n := count(); n != before+1 {
		t.Errorf("dropping kept %d documents, want 1", n-before)
	}
	if _, _, body := s.get(t, h.Get("Location")); !strings.Contains(body, "memo.txt") || strings.Contains(body, "etc/x") {
		t.Errorf("the reader names the file otherwise than memo.txt")
	}
	if _, _, body := s.get(t, "/chronology/FRA/TCD"); !strings.Contains(body, "2021-05-03") {
		t.Errorf("the chronology does not have what was dropped")
	}
}

// TestSaved saves a view, comes back to it by its address, changes it and takes it away.
func TestSaved(t *testing.T) {
	s := open(t)
	post := func(form url.Values) (int, string) {
		status, h, _ := s.do(t, "POST", "/saved", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
		return status, h.Get("Location")
	}
	if status, to := post(url.Values{"name": {"Plans"}, "address": {"/explore?dyad=KAZ,CHN&status=planned&cursor=x"}}); status != 303 || to != "/saved" {
		t.Fatalf("save: got %d %s", status, to)
	}
	all, err := s.desk.Store.Saved(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v, want one view", all, err)
	}
	at := "/saved/" + all[0].ID
	if status, h, _ := s.get(t, at); status != 303 || h.Get("Location") != "/explore?dyad=KAZ%2CCHN&status=planned" {
		t.Errorf("%s: got %d %s", at, status, h.Get("Location"))
	}
	post(url.Values{"name": {"Plans"}, "address": {"/dossier/KAZ/CHN"}})
	if _, h, _ := s.get(t, at); h.Get("Location") != "/dossier/KAZ/CHN" {
		t.Errorf("%s after it was saved anew: got %s", at, h.Get("Location"))
	}
	if _, _, body := s.get(t, "/"); !strings.Contains(body, at) {
		t.Errorf("the start page does not have %s", at)
	}
	for _, bad := range []string{"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/metrics", "", "explore", "/../etc", "/static/desk.css"} {
		if status, _ := post(url.Values{"name": {"Bad"}, "address": {bad}}); status != 400 {
			t.Errorf("save %q: got %d, want 400", bad, status)
		}
	}
	if status, _ := post(url.Values{"name": {" "}, "address": {"/explore"}}); status != 400 {
		t.Errorf("save without a name: got %d, want 400", status)
	}
	post(url.Values{"name": {"Plans"}, "remove": {""}})
	if status, _, _ := s.get(t, at); status != 404 {
		t.Errorf("%s after it was taken away: got %d, want 404", at, status)
	}
}
