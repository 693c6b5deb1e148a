package hooks_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"entente"
	"entente/internal/hooks"
)

func TestSigned(t *testing.T) {
	now := time.Unix(1700000000, 0)
	body := []byte(`{"alerts":[]}`)
	h := hooks.Sign("s", body, now)
	for _, c := range []struct {
		name         string
		secret, head string
		body         string
		at           time.Time
		want         bool
	}{
		{"as sent", "s", h, string(body), now, true},
		{"another secret", "x", h, string(body), now, false},
		{"another body", "s", h, `{"alerts":[1]}`, now, false},
		{"sent again later", "s", h, string(body), now.Add(6 * time.Minute), false},
		{"another time", "s", strings.Replace(h, "t=17", "t=18", 1), string(body), now, false},
		{"no signature", "s", "", string(body), now, false},
	} {
		if got := hooks.Verify(c.secret, c.head, []byte(c.body), c.at); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestSend(t *testing.T) {
	got, asked := "", 0
	var head http.Header
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked++
		b, _ := io.ReadAll(r.Body)
		got, head = string(b), r.Header
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/hook", http.StatusTemporaryRedirect)
		case "/broken":
			http.Error(w, "no", http.StatusInternalServerError)
		}
	}))
	defer s.Close()
	hook, err := hooks.New(s.URL+"/hook", "", "ada", "2024-01-01T00:00:00Z", true)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	if err := hooks.Send(t.Context(), hook, []byte(`{"x":1}`), now); err != nil || got != `{"x":1}` || !hooks.Verify(hook.Secret, head.Get(hooks.Header), []byte(got), now) {
		t.Errorf("got %v, %q with %q", err, got, head.Get(hooks.Header))
	}
	for _, path := range []string{"/moved", "/broken"} {
		asked = 0
		h := hook
		h.Address = s.URL + path
		if err := hooks.Send(t.Context(), h, nil, now); err == nil || asked != 1 {
			t.Errorf("%s: got %v after %d requests, want an error after one", path, err, asked)
		}
	}
	asked = 0
	private := hook
	private.Private = false
	for _, address := range []string{s.URL + "/hook", strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/hook"} {
		private.Address = address
		if err := hooks.Send(t.Context(), private, nil, now); !errors.Is(err, entente.ErrForbidden) || asked != 0 {
			t.Errorf("%s, a private network: got %v after %d requests, want it refused", address, err, asked)
		}
	}
}

func TestNew(t *testing.T) {
	for _, address := range []string{"ftp://x/y", "/x", "https://u:p@example.org/", "http://example.org/", "https://10.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://100.64.0.1/", "https://[::ffff:10.0.0.1]/"} {
		if _, err := hooks.New(address, "", "ada", "", false); err == nil {
			t.Errorf("%s: taken", address)
		}
	}
	if h, err := hooks.New("https://example.org/hook", "", "ada", "", false); err != nil || len(h.Secret) != 64 {
		t.Errorf("got %+v, %v", h, err)
	}
}
