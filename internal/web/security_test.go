package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/internal/accounts"
	"entente/internal/web"
)

// TestNobodyGetsIn asks for everything without saying who one is.
func TestNobodyGetsIn(t *testing.T) {
	g := guard(t)
	b := g.browser(t)
	for _, path := range []string{"/", "/dossier/KAZ/CHN", "/explore", "/documents", "/review", "/review/results", "/saved", "/sql?q=SELECT+1", "/api/v1/rows", "/openapi.json", "/export/csv", "/mcp", "/metrics", "/accounts", "/nothing"} {
		if status, h, _ := b.ask(t, "GET", path, nil); status != 303 || !strings.HasPrefix(h.Get("Location"), "/login?to=") {
			t.Errorf("%s: got %d to %q, want the form", path, status, h.Get("Location"))
		}
		if status, _, body := b.ask(t, "GET", path, nil, "Accept", "application/json"); status != 401 || strings.Contains(body, "KAZ") {
			t.Errorf("%s, a program: got %d", path, status)
		}
	}
	for _, path := range []string{"/read", "/screen", "/saved", "/review", "/mcp", "/logout"} {
		if status, _, _ := b.ask(t, "POST", path, url.Values{"text": {"x"}}); status != 401 {
			t.Errorf("POST %s: got %d, want 401", path, status)
		}
	}
	for _, path := range []string{"/healthz", "/login", "/static/desk.css"} {
		if status, _, _ := b.ask(t, "GET", path, nil); status != 200 {
			t.Errorf("%s: got %d", path, status)
		}
	}
	for _, c := range []string{"entente-session=", "entente-session=x", "entente-session=" + strings.Repeat("A", 43)} {
		if status, _, _ := b.ask(t, "GET", "/", nil, "Cookie", c); status != 303 {
			t.Errorf("with %s: got %d", c, status)
		}
	}
	if status, _, _ := b.ask(t, "GET", "/", nil, "Authorization", "Bearer ent_none"); status != 401 {
		t.Errorf("with a token that is none: got %d", status)
	}
}

// TestPrivileges lets each role try what is not theirs.
func TestPrivileges(t *testing.T) {
	g := guard(t)
	rea, ann, ada := g.as(t, "rea"), g.as(t, "ann"), g.as(t, "ada")
	for _, c := range []struct {
		b            *browser
		who          string
		method, path string
		form         url.Values
		want         int
	}{
		{rea, "reader", "GET", "/", nil, 200},
		{rea, "reader", "GET", "/review", nil, 403},
		{rea, "reader", "GET", "/review/results", nil, 403},
		{rea, "reader", "POST", "/review", url.Values{"act": {"accept"}, "row": {"e:1"}}, 403},
		{rea, "reader", "POST", "/saved", url.Values{"name": {"x"}, "address": {"/explore"}}, 403},
		{rea, "reader", "POST", "/read", url.Values{}, 403},
		{rea, "reader", "GET", "/accounts", nil, 403},
		{rea, "reader", "GET", "/metrics", nil, 403},
		{ann, "reviewer", "GET", "/accounts", nil, 403},
		{ann, "reviewer", "GET", "/accounts/", nil, 403},
		{ann, "reviewer", "POST", "/saved", url.Values{"name": {"x"}, "address": {"/explore"}}, 303},
		{ada, "admin", "GET", "/accounts", nil, 200},
		{ada, "admin", "GET", "/metrics", nil, 200},
	} {
		if status, _, _ := c.b.ask(t, c.method, c.path, c.form); status != c.want {
			t.Errorf("%s %s %s: got %d, want %d", c.who, c.method, c.path, status, c.want)
		}
	}
	if all, _ := g.desk.Store.Corrections(t.Context()); len(all) > 0 {
		t.Error("a reader corrected something")
	}
	// what a caller says of itself counts for nothing
	if status, _, _ := rea.ask(t, "POST", "/review", url.Values{"act": {"accept"}, "role": {"admin"}, "who": {"ada"}}, "X-Role", "admin", "X-Forwarded-User", "ada"); status != 403 {
		t.Errorf("a reader who says to be an admin: got %d", status)
	}
	id := ""
	{
		_, _, page := ann.ask(t, "GET", "/review", nil)
		id = row(t, page)
	}
	ann.ask(t, "POST", "/review", url.Values{"act": {"accept"}, "row": {id}, "who": {"ada"}})
	if all, _ := g.desk.Store.Corrections(t.Context()); len(all) != 1 || all[0].Who != "ann" {
		t.Errorf("got %+v, want it in the name of ann", all)
	}
	// a token may no more than it was made for
	secret, err := g.acc.Issue(t.Context(), "test", "ada", accounts.Reader, "", time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	b := g.browser(t)
	if status, _, _ := b.ask(t, "GET", "/accounts", nil, "Authorization", "Bearer "+secret); status != 403 {
		t.Errorf("a reader's token of an admin: got %d", status)
	}
	if status, _, _ := b.ask(t, "GET", "/api/v1/rows", nil, "Authorization", "Bearer "+secret); status != 200 {
		t.Errorf("a reader's token: got %d", status)
	}
	// a role that is taken away is gone at once, in sessions too
	if err := g.acc.Add(t.Context(), "test", "ann", accounts.Reader, ""); err != nil {
		t.Fatal(err)
	}
	if status, _, _ := ann.ask(t, "POST", "/review", url.Values{"act": {"reject"}, "row": {id}}); status != 401 {
		t.Errorf("a reviewer who is none any more: got %d", status)
	}
}

// TestForgedForms sends what a page elsewhere could make a browser send.
func TestForgedForms(t *testing.T) {
	g := guard(t)
	ann := g.as(t, "ann")
	_, _, page := ann.ask(t, "GET", "/review", nil)
	id := row(t, page)
	key := page[strings.Index(page, `name="key" value="`)+len(`name="key" value="`):][:32]
	accept := url.Values{"act": {"accept"}, "row": {id}}
	for _, c := range []struct {
		name, site string
		set        []string
		form       url.Values
		want       int
	}{
		{"from another site", "cross-site", nil, accept, 403},
		{"from a sister site", "same-site", nil, accept, 403},
		{"from another origin, an old browser", "", []string{"Origin", "https://evil.example"}, accept, 403},
		{"from a page without origin", "", []string{"Origin", "null"}, accept, 403},
		{"without a word of where from", "", nil, accept, 403},
		{"with the key of nobody", "", nil, url.Values{"act": {"accept"}, "row": {id}, "key": {""}}, 403},
		{"with another's key", "", nil, url.Values{"act": {"accept"}, "row": {id}, "key": {accounts.FormKey("x")}}, 403},
		{"as text", "", []string{"Content-Type", "text/plain"}, accept, 403},
		{"with the key of the session", "", nil, url.Values{"act": {"accept"}, "row": {id}, "key": {key}}, 303},
		{"from our own page", "same-origin", nil, accept, 303},
	} {
		b := *ann
		b.site = c.site
		if status, _, _ := b.ask(t, "POST", "/review", c.form, c.set...); status != c.want {
			t.Errorf("%s: got %d, want %d", c.name, status, c.want)
		}
	}
	for _, path := range []string{"/saved", "/screen", "/read", "/logout", "/mcp"} {
		b := *ann
		b.site = ""
		if status, _, _ := b.ask(t, "POST", path, url.Values{"name": {"x"}}); status != 403 {
			t.Errorf("POST %s without a word of where from: got %d, want 403", path, status)
		}
	}
	for _, c := range g.browserCookies(ann) {
		if !c.HttpOnly || c.SameSite == http.SameSiteDefaultMode || c.SameSite == http.SameSiteNoneMode {
			t.Errorf("cookie %+v: want HttpOnly and SameSite", c)
		}
	}
}

// browserCookies logs in again to see the cookie as it is set.
func (g *guarded) browserCookies(b *browser) []*http.Cookie {
	res, err := b.PostForm(g.URL+"/login", url.Values{"name": {"ann"}, "password": {password + " for ann"}})
	if err != nil {
		return nil
	}
	res.Body.Close()
	return res.Cookies()
}

// TestSessionFixation gives a browser a session that somebody else chose, and logs in with it.
func TestSessionFixation(t *testing.T) {
	g := guard(t)
	mallory := g.as(t, "rea")
	u, _ := url.Parse(g.URL)
	planted := mallory.Jar.Cookies(u)[0]
	for _, secret := range []string{planted.Value, "chosen-by-mallory-chosen-by-mallory-12345678"} {
		victim := g.browser(t)
		victim.Jar.SetCookies(u, []*http.Cookie{{Name: planted.Name, Value: secret, Path: "/"}})
		victim.ask(t, "POST", "/login", url.Values{"name": {"ann"}, "password": {password + " for ann"}})
		got := victim.Jar.Cookies(u)[0].Value
		if got == secret {
			t.Error("the session that was planted goes on after login")
		}
		if status, _, _ := victim.ask(t, "GET", "/review", nil); status != 200 {
			t.Errorf("ann after login: got %d", status)
		}
		spy := g.browser(t)
		if status, _, _ := spy.ask(t, "GET", "/review", nil, "Cookie", planted.Name+"="+secret); status == 200 {
			t.Error("who planted the session sees what ann may")
		}
	}
	ann := g.as(t, "ann")
	kept := ann.Jar.Cookies(u)[0].Value
	ann.ask(t, "POST", "/logout", url.Values{})
	if status, _, _ := g.browser(t).ask(t, "GET", "/", nil, "Cookie", planted.Name+"="+kept); status != 303 {
		t.Errorf("a session after logout: got %d, want the form", status)
	}
}

// TestGuessing guesses at a password over HTTP, from one address and from many.
func TestGuessing(t *testing.T) {
	g := guard(t)
	b := g.browser(t)
	waits := 0
	for i := range 12 {
		set := []string{}
		if i%2 == 1 {
			set = []string{"X-Forwarded-For", "192.0.2." + string(rune('0'+i%10))}
		}
		status, h, _ := b.ask(t, "POST", "/login", url.Values{"name": {"ada"}, "password": {"guess after guess"}}, set...)
		switch {
		case status == 429 && h.Get("Retry-After") != "":
			waits++
		case status != 403:
			t.Errorf("guess %d: got %d", i, status)
		}
	}
	if waits != 7 {
		t.Errorf("of 12 guesses %d had to wait, want 7", waits)
	}
	_, _, known := b.ask(t, "POST", "/login", url.Values{"name": {"rea"}, "password": {"guess after guess"}})
	_, _, unknown := b.ask(t, "POST", "/login", url.Values{"name": {"nobody"}, "password": {"guess after guess"}})
	if known != unknown {
		t.Error("the answer tells which names there are")
	}
	if _, h, _ := g.browser(t).ask(t, "POST", "/login", url.Values{"name": {"rea"}, "password": {password + " for rea"}, "to": {"//evil.example"}}, "X-Forwarded-For", "192.0.2.77"); h.Get("Location") != "/" {
		t.Errorf("login leads to %q", h.Get("Location"))
	}
}

// TestTrailOfWhatWasDone writes each act into the trail, and finds what is changed in the store by other means.
func TestTrailOfWhatWasDone(t *testing.T) {
	g := guard(t)
	ann := g.as(t, "ann")
	_, _, page := ann.ask(t, "GET", "/review", nil)
	ann.ask(t, "POST", "/review", url.Values{"act": {"reject"}, "row": {row(t, page)}})
	ann.ask(t, "POST", "/review", url.Values{"act": {"undo"}})
	ann.ask(t, "POST", "/logout", url.Values{})
	trail, err := g.desk.Store.Trail(t.Context(), 5) // after the accounts
	if err != nil {
		t.Fatal(err)
	}
	acts := ""
	for _, e := range trail {
		acts += e.Who + " " + e.Act + " "
	}
	if acts != "ann login ann correct ann undo ann logout " {
		t.Errorf("got %q", acts)
	}
	check := func() (faults int, head string) {
		all, err := g.desk.Store.Trail(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		_, head = accounts.Verify(all, "", func(string) { faults++ })
		return faults, head
	}
	if n, _ := check(); n > 0 {
		t.Errorf("%d faults in an untouched trail", n)
	}
	if _, err := g.desk.Store.DB().Exec(`UPDATE account_audit SET entry = replace(entry, '"ann"', '"bob"') WHERE n = 7`); err != nil {
		t.Fatal(err)
	}
	if n, _ := check(); n == 0 {
		t.Error("another name in an entry: not found")
	}
	ada := g.as(t, "ada")
	if _, _, page := ada.ask(t, "GET", "/accounts", nil); !strings.Contains(page, "it was changed") {
		t.Error("the page of the accounts does not say so")
	}
}

func TestListenTakesAccounts(t *testing.T) {
	for _, a := range []string{"0.0.0.0:0", "[::]:0", ":0"} {
		if l, err := web.Listen(a, false); err == nil {
			l.Close()
			t.Errorf("%s without accounts: opened", a)
		}
		l, err := web.Listen(a, true)
		if err != nil {
			t.Errorf("%s with accounts: %v", a, err)
			continue
		}
		l.Close()
	}
}
