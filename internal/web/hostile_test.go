package web_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/html"

	"entente"
	"entente/internal/web"
)

// upload makes a form with one file.
func upload(name, content string) (kind, form string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	p, _ := w.CreateFormFile("file", name)
	io.WriteString(p, content)
	w.Close()
	return w.FormDataContentType(), b.String()
}

// json reads an answer of the API.
func (s *site) json(t testing.TB, path string, into any) {
	t.Helper()
	status, _, body := s.get(t, path)
	if status != 200 {
		t.Fatalf("%s: got %d, %s", path, status, body)
	}
	if err := json.Unmarshal([]byte(body), into); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// evil are what a hostile writer may put into any text.
var evil = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(2)>`, `'onmouseover='alert(3)`, `</title><svg onload=alert(4)>`, `{{.Title}}${7*7}`, `javascript:alert(5)`}

// hostile are pages with these in every field that is shown.
func hostile() []entente.Page {
	all := strings.Join(evil, " ")
	esc := html.EscapeString(all)
	page := fmt.Sprintf(`<!DOCTYPE html><html lang="en&quot;&gt;&lt;script&gt;"><head><title>Envoy %[1]s</title><meta property="og:title" content="Envoy %[1]s"><meta property="og:site_name" content="Post %[1]s">
<meta name="author" content="Ada %[1]s"><link rel="canonical" href="javascript:alert(6)"><meta property="article:published_time" content="2022-03-04"></head>
<body><nav><a href="javascript:alert(7)">Menu %[1]s</a></nav><article><h1>Envoy %[1]s</h1><p>The president of France, Jean %[1]s, visited Chad on 3 March 2022. "We trust Chad %[1]s," the president of France said on Thursday.</p>
<p>Trade between France and Chad reached 3 billion dollars %[1]s in 2021. France and Chad signed a treaty on %[1]s on 4 March 2022. The two states are strategic partners %[1]s.</p></article></body></html>`, esc)
	line, _ := json.Marshal(map[string]any{"id": all, "title": "Line " + all, "publisher": all, "uri": "javascript:alert(8)", "authors": []string{all}, "speaker": all, "date": "2022-03-05",
		"text": "The foreign minister of France met the foreign minister of Chad " + all + " on 5 March 2022. France praised Chad " + all + "."})
	return []entente.Page{
		{Source: "evil" + evil[1] + ".html", Raw: []byte(page), ContentType: "text/html"},
		{Source: "evil" + evil[0] + ".jsonl", Raw: line, Layer: "text", Text: "The foreign minister of France met the foreign minister of Chad " + all + " on 5 March 2022. France praised Chad " + all + ".",
			Input: entente.Input{ID: all, Title: "Line " + all, Publisher: all, URI: "javascript:alert(8)", Authors: []string{all}, Speaker: all, Date: "2022-03-05"}},
	}
}

// inert reports what in a page could run: script of its own, handlers, addresses that are script, frames, styles.
func inert(page string) (faults []string) {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			src := ""
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcdoc" {
					faults = append(faults, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
				}
				if v := strings.ToLower(strings.TrimSpace(a.Val)); (a.Key == "href" || a.Key == "src" || a.Key == "action" || a.Key == "formaction") && (strings.HasPrefix(v, "javascript:") || strings.HasPrefix(v, "data:")) {
					faults = append(faults, fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val))
				}
				if a.Key == "src" {
					src = a.Val
				}
			}
			switch n.Data {
			case "script":
				if !strings.HasPrefix(src, "/static/") || n.FirstChild != nil {
					faults = append(faults, "a script of its own")
				}
			case "img", "iframe", "object", "embed", "base", "meta", "style":
				if n.Data != "meta" || strings.Contains(fmt.Sprint(n.Attr), "http-equiv") {
					faults = append(faults, "<"+n.Data+">")
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return faults
}

// TestStoredScript reads hostile pages and looks through every page that shows them.
func TestStoredScript(t *testing.T) {
	s := open(t, hostile()...)
	all, err := s.desk.Store.Documents(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range evil {
		s.do(t, "POST", "/saved", url.Values{"name": {"View " + e}, "address": {"/explore?dyad=FRA,TCD&q=" + url.QueryEscape(e)}}.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	}
	paths := []string{"/saved", "/review", "/review/results", "/dossier/FRA/TCD.html", "/explore?dyad=FRA,TCD&order=newest", "/chronology/FRA", "/", "/documents", "/documents?q=Chad", "/explore?dyad=FRA,TCD", "/explore?q=Chad", "/dossier/FRA/TCD", "/dossier/FRA", "/chronology/FRA/TCD", "/figures/FRA/TCD", "/balance/FRA",
		"/sql?q=" + url.QueryEscape("SELECT title, publisher, source FROM documents")}
	found := 0
	for _, d := range all {
		if strings.Contains(d.Title, "Envoy") || strings.Contains(d.Title, "Line") {
			paths = append(paths, "/reader/"+d.ID, "/reader/"+d.ID+"?source")
			found++
		}
	}
	if found != 2 {
		t.Fatalf("%d hostile documents were read, want 2", found)
	}
	shown := 0
	for _, p := range paths {
		status, h, body := s.get(t, p)
		if status != 200 || !strings.HasPrefix(h.Get("Content-Type"), "text/html") {
			t.Errorf("%s: got %d %s", p, status, h.Get("Content-Type"))
		}
		for _, f := range inert(body) {
			if !(f == "<style>" && strings.HasSuffix(p, ".html")) { // a file to take along has its style in it
				t.Errorf("%s: %s", p, f)
			}
		}
		if strings.Contains(body, "alert(") {
			shown++
		}
	}
	if shown < 8 {
		t.Errorf("only %d pages show the hostile words at all; the test looks past them", shown)
	}
	kind, form := upload("x\"><img src=y onerror=alert(1)>.html", string(hostile()[0].Raw))
	status, h, body := s.do(t, "POST", "/read", form, "Content-Type", kind)
	if status == 303 {
		_, _, body = s.get(t, h.Get("Location"))
	}
	for _, p := range []string{"/api/v1/rows?dyad=FRA,TCD", "/api/v1/documents", "/api/v1/saved", "/openapi.json", "/export/events-csv?dyad=FRA,TCD", "/export/geojson?dyad=FRA,TCD"} {
		if _, h, _ := s.get(t, p, "Accept", "text/html"); strings.Contains(h.Get("Content-Type"), "html") {
			t.Errorf("%s would be read as a page: %s", p, h.Get("Content-Type"))
		}
	}
	for _, f := range inert(body) {
		t.Errorf("a dropped file: %s", f)
	}
	_, _, body = s.do(t, "POST", "/screen", url.Values{"text": {string(hostile()[0].Raw)}}.Encode(), "Content-Type", "application/x-www-form-urlencoded")
	for _, f := range inert(body) {
		t.Errorf("a screened text: %s", f)
	}
}

// TestReflectedScript puts hostile words into every parameter.
func TestReflectedScript(t *testing.T) {
	s := open(t)
	for _, e := range evil {
		q, p := url.QueryEscape(e), url.PathEscape(e)
		for _, path := range []string{"/documents?q=" + q, "/explore?q=" + q, "/explore?actor=" + q, "/explore?dyad=" + q + ",CHN", "/explore?status=" + q, "/explore?kind=" + q, "/explore?speaker=" + q, "/explore?source=" + q,
			"/explore?since=" + q, "/explore?until=" + q, "/explore?sort=" + q, "/explore?cursor=" + q, "/explore?" + q + "=" + q, "/sql?q=" + q, "/dossier/" + p, "/dossier/KAZ/" + p, "/dossier?a=" + q, "/chronology/KAZ/CHN?since=" + q,
			"/chronology/" + p, "/figures/" + p + "/CHN", "/balance/" + p, "/balance/KAZ?by=" + q, "/balance/KAZ?told=" + q + "&since=" + q, "/explore?order=" + q, "/chronology/KAZ/CHN?cursor=" + q, "/saved/" + p, "/saved/" + p + "/feed", "/reader/" + p, "/row/" + p, "/export/" + p, "/" + p, "/dossier/KAZ/CHN?since=" + q, "/dossier/KAZ/CHN?on=" + q} {
			_, h, body := s.get(t, path)
			if strings.HasPrefix(h.Get("Content-Type"), "text/html") {
				for _, f := range inert(body) {
					t.Errorf("%s: %s", path, f)
				}
			}
			if to := h.Get("Location"); strings.Contains(to, "//") || strings.HasPrefix(strings.ToLower(to), "javascript") {
				t.Errorf("%s leads to %s", path, to)
			}
		}
	}
}

// TestHeaders holds every kind of answer to the headers that guard it.
func TestHeaders(t *testing.T) {
	s := open(t)
	for _, p := range []string{"/", "/nowhere", "/static/desk.css", "/static/none", "/api/v1/start", "/api/v1/none", "/metrics", "/healthz", "/export/events-csv", "/dossier/KAZ/CHN.html", "/row/e:none", "/openapi.json"} {
		_, h, _ := s.get(t, p)
		for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin"} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q, want %q in it", p, name, h.Get(name), want)
			}
		}
		if csp := h.Get("Content-Security-Policy"); strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: the policy allows too much: %s", p, csp)
		}
		if h.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: others may read it", p)
		}
	}
}

// TestOtherHosts asks under names that a hostile page could make lead here, and from hostile pages.
func TestOtherHosts(t *testing.T) {
	s := open(t)
	for _, host := range []string{"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "[2001:db8::1]:80", ""} {
		req := httptest.NewRequest("GET", "/", nil)
		req.Host = host
		w := httptest.NewRecorder()
		s.Config.Handler.ServeHTTP(w, req)
		if w.Code != http.StatusMisdirectedRequest {
			t.Errorf("Host %q: got %d, want 421", host, w.Code)
		}
	}
	for _, host := range []string{"localhost", "localhost:99", "127.0.0.1:1", "[::1]:80", "127.8.8.8"} {
		if status, _, _ := s.get(t, "/healthz", "Host", host); status != 200 {
			t.Errorf("Host %q: got %d, want 200", host, status)
		}
	}
	kind, form := upload("x.txt", "France praised Chad.")
	for _, set := range [][]string{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Origin", "null"}, {"Sec-Fetch-Site", "same-site"}} {
		for _, p := range []string{"/read", "/screen", "/api/v1/screen", "/mcp"} {
			if status, _, _ := s.do(t, "POST", p, form, append(set, "Content-Type", kind)...); status != 403 {
				t.Errorf("POST %s with %v: got %d, want 403", p, set, status)
			}
		}
	}
}

// TestListen refuses addresses that others can reach.
func TestListen(t *testing.T) {
	for _, a := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.168.1.10:0", "10.1.2.3:0", "8.8.8.8:0", "example.com:0", "8080", "127.0.0.1", ""} {
		if l, err := web.Listen(a, false); err == nil {
			l.Close()
			t.Errorf("%q: it listens at %s", a, l.Addr())
		}
	}
	for _, a := range []string{"127.0.0.1:0", "localhost:0", "127.3.2.1:0"} {
		l, err := web.Listen(a, false)
		if err != nil {
			t.Errorf("%q: %v", a, err)
			continue
		}
		l.Close()
	}
}

// TestTraversal looks for files outside.
func TestTraversal(t *testing.T) {
	s := open(t)
	for _, p := range []string{"/static/../server.go", "/static/..%2fserver.go", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/....//etc/passwd", "/static//etc/passwd", "/static/built%2fdesk.js", "/export/..%2f..%2fetc%2fpasswd",
		"/reader/..%2f..%2fetc%2fpasswd", "/dossier/..%2f..%2fetc%2fpasswd.md", "/api/v1/documents/..%2f..%2fetc%2fpasswd/record", "/static/desk.css%00.png"} {
		status, _, body := s.get(t, p)
		if status == 200 || strings.Contains(body, "root:") {
			t.Errorf("%s: got %d", p, status)
		}
	}
	for i, name := range []string{"../../outside.txt", `..\..\outside.txt`, "/etc/outside.txt", `C:\outside.txt`, "a/../../outside.txt"} {
		kind, form := upload(strings.ReplaceAll(name, `\`, `\\`), fmt.Sprintf("Envoys %d\n\nThe foreign minister of Peru visited Chile on 7 May 2021, for the %d. time.\n", i, i))
		if status, _, body := s.do(t, "POST", "/read", form, "Content-Type", kind); status != 303 {
			t.Errorf("a file called %q: got %d, %s", name, status, body)
		}
	}
	all, err := s.desk.Store.Documents(context.Background(), entente.Filter{Source: "outside.txt"})
	if err != nil || len(all) != 5 {
		t.Fatalf("%d files called outside.txt, want 5 (%v)", len(all), err)
	}
	for _, d := range all {
		if d.Source != "outside.txt" {
			t.Errorf("a file is kept under %q, want outside.txt", d.Source)
		}
	}
}

// TestInnerAddresses asks for pages that only this machine can reach.
func TestInnerAddresses(t *testing.T) {
	s := open(t)
	var asked atomic.Int32
	inner := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked.Add(1)
		io.WriteString(w, "secret")
	}))
	defer inner.Close()
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(inner.URL, "http://"))
	for _, a := range []string{inner.URL, "http://localhost:" + port, "http://[::1]:" + port, "http://0.0.0.0:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://2130706433:" + port, "http://0x7f.1:" + port, "http://169.254.169.254/latest/meta-data/",
		"http://10.0.0.1/", "http://192.168.0.1/", "http://user:pw@127.0.0.1:" + port, "file:///etc/passwd", "gopher://127.0.0.1:" + port, "ftp://127.0.0.1/", "http://", "//127.0.0.1", "javascript:alert(1)", "/etc/passwd"} {
		for _, post := range [][3]string{{"/screen", url.Values{"url": {a}}.Encode(), "application/x-www-form-urlencoded"}, {"/api/v1/screen", fmt.Sprintf(`{"url":%q}`, a), "application/json"}} {
			status, _, body := s.do(t, "POST", post[0], post[1], "Content-Type", post[2])
			if status < 400 || strings.Contains(body, "secret") {
				t.Errorf("%s %s: got %d", post[0], a, status)
			}
		}
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("the inner server was asked %d times", n)
	}
}

// TestUploads sends what is too much, or swells when it is opened.
func TestUploads(t *testing.T) {
	s := open(t)
	var many bytes.Buffer
	w := multipart.NewWriter(&many)
	for i := range 30 {
		p, _ := w.CreateFormFile("file", fmt.Sprintf("%d.txt", i))
		io.WriteString(p, " ")
	}
	w.Close()
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	for _, name := range []string{"[Content_Types].xml", "word/document.xml"} {
		p, _ := z.Create(name)
		zeros := make([]byte, 1<<20)
		for range 400 {
			p.Write(zeros)
		}
	}
	z.Close()
	var swollen bytes.Buffer
	g := gzip.NewWriter(&swollen)
	for range 2000 {
		g.Write(make([]byte, 1<<20))
	}
	g.Close()
	packed, packedForm := upload("x.warc.gz", swollen.String())
	big, bigForm := upload("big.txt", strings.Repeat("France praised Chad. ", 1<<20))
	docx, docxForm := upload("x.docx", bomb.String())
	deep, deepForm := upload("deep.html", strings.Repeat("<div>", 100_000)+"France praised Chad.")
	for _, c := range []struct {
		name, kind, form string
		want             []int
	}{
		{"too large", big, bigForm, []int{413}},
		{"too many", w.FormDataContentType(), many.String(), []int{413}},
		{"a bomb", docx, docxForm, []int{413, 422, 400}},
		{"a packed archive that swells to two gigabytes", packed, packedForm, []int{413, 422, 400}},
		{"deep", deep, deepForm, []int{303, 413, 422, 400}},
		{"no form", "text/plain", "x", []int{400}},
		{"an empty form", w.FormDataContentType(), "", []int{400}},
		{"a broken form", "multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc", []int{400}},
	} {
		begun := time.Now()
		status, _, _ := s.do(t, "POST", "/read", c.form, "Content-Type", c.kind)
		ok := false
		for _, x := range c.want {
			ok = ok || status == x
		}
		if took := time.Since(begun); !ok || took > 20*time.Second {
			t.Errorf("%s: got %d after %s, want one of %v", c.name, status, took.Round(time.Millisecond), c.want)
		}
	}
	if status, _, _ := s.get(t, "/healthz"); status != 200 {
		t.Errorf("after that the server answers %d", status)
	}
}

// TestPane writes, and asks for ever, through the SQL page.
func TestPane(t *testing.T) {
	s := open(t)
	before, err := s.desk.Store.Tally(context.Background(), entente.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{"DELETE FROM main.rows", "DROP TABLE main.rows", "PRAGMA writable_schema = 1", "ATTACH '/tmp/x' AS x", "SELECT 1; DELETE FROM main.rows", "VACUUM INTO '/tmp/x.db'", "UPDATE main.rows SET id = ''"} {
		if status, _, _ := s.get(t, "/sql?q="+url.QueryEscape(q)); status != 400 {
			t.Errorf("%s: got %d, want 400", q, status)
		}
	}
	begun := time.Now()
	status, _, _ := s.get(t, "/sql?q="+url.QueryEscape("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c"))
	if took := time.Since(begun); status != http.StatusGatewayTimeout || took > 6*time.Second {
		t.Errorf("an endless query: got %d after %s, want 504 within some seconds", status, took)
	}
	after, err := s.desk.Store.Tally(context.Background(), entente.Filter{})
	if err != nil || after.Rows != before.Rows {
		t.Errorf("%d rows, before %d (%v)", after.Rows, before.Rows, err)
	}
}

// TestStops ends a server while it answers.
func TestStops(t *testing.T) {
	s := open(t)
	begun, finish := make(chan bool), make(chan bool)
	o := web.Options{Desk: s.desk.Desk, Store: s.desk.Store, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Version: "test", Fetch: func(ctx context.Context, _ string) (entente.Page, error) {
		close(begun)
		<-finish
		return entente.Page{Source: "x", Raw: []byte("France praised Chad on 3 May 2021."), ContentType: "text/plain"}, nil
	}}
	server, err := web.New(o)
	if err != nil {
		t.Fatal(err)
	}
	l, err := web.Listen("127.0.0.1:0", false)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	stopped, answered := make(chan error, 1), make(chan int, 1)
	go func() { stopped <- server.Serve(ctx, l) }()
	go func() {
		res, err := http.PostForm("http://"+l.Addr().String()+"/screen", url.Values{"url": {"http://x.example"}})
		if err != nil {
			answered <- 0
			return
		}
		res.Body.Close()
		answered <- res.StatusCode
	}()
	<-begun
	cancel()
	time.Sleep(50 * time.Millisecond)
	close(finish)
	if status := <-answered; status != 200 {
		t.Errorf("the request under way got %d, want 200", status)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stop: %v", err)
	}
}
