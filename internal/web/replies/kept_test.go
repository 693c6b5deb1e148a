package replies

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestCopies keeps answers until the store changes, within their weight, the last that were asked for.
func TestCopies(t *testing.T) {
	var c copies
	body := []byte(strings.Repeat("x", mostKept/64))
	for i := range 80 {
		c.put(&copied{fmt.Sprint(i), "1", &Reply{body: body}})
		if c.get("0", "1") == nil {
			t.Fatalf("what was just asked for is gone after %d others", i)
		}
	}
	if c.weight > mostKept || len(c.at) != c.order.Len() {
		t.Errorf("got a weight of %d with %d answers, want %d at most", c.weight, len(c.at), mostKept)
	}
	if c.get("1", "1") != nil {
		t.Error("what nobody asked for the longest is still kept")
	}
	if c.get("79", "2") != nil || c.get("79", "1") != nil {
		t.Error("an answer of another state of the store is given out, or kept")
	}
	c.put(&copied{"large", "1", &Reply{body: make([]byte, mostKept/8)}})
	if c.get("large", "1") != nil {
		t.Error("one answer takes an eighth of all that is kept")
	}
}

// TestForms gives a kept answer to callers who unpack and to those who do not, and to nobody twice.
func TestForms(t *testing.T) {
	words := strings.Repeat("Kazakhstan and China. ", 200)
	r := httptest.NewRequest("GET", "/", nil)
	y := replied(r, http.Header{"Content-Type": {"text/plain"}}, 200, []byte(words))
	y.pack()
	y.body = nil
	plain := httptest.NewRecorder()
	y.Send(plain, r)
	if plain.Body.String() != words {
		t.Errorf("unpacked: got %d bytes, want %d", plain.Body.Len(), len(words))
	}
	r.Header.Set("Accept-Encoding", "gzip")
	small := httptest.NewRecorder()
	y.Send(small, r)
	if small.Header().Get("Content-Encoding") != "gzip" || small.Body.Len() > len(words)/10 || string(unpack(small.Body.Bytes())) != words {
		t.Errorf("packed: got %d bytes as %q", small.Body.Len(), small.Header().Get("Content-Encoding"))
	}
	r.Header.Set("If-None-Match", plain.Header().Get("ETag"))
	again := httptest.NewRecorder()
	y.Send(again, r)
	if rest, _ := io.ReadAll(again.Body); again.Code != http.StatusNotModified || len(rest) > 0 {
		t.Errorf("to one who has it: got %d with %d bytes", again.Code, len(rest))
	}
}
