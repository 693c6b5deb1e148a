// Package replies turns what was made for a request into bytes on the wire: with a tag, packed where the caller unpacks, and kept as they
// were sent until the store changes (docs/decisions/0017).
package replies

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// A Reply is an answer that was made and is still to be sent.
type Reply struct {
	header http.Header // what it says of itself
	status int
	body   []byte // nil where the packed form alone was kept
	packed []byte // nil where packing does not help
	tag    string // "" for what nobody can ask for again
}

// replied makes a reply to a request.
func replied(r *http.Request, header http.Header, status int, body []byte) *Reply {
	y := &Reply{header: header, status: status, body: body}
	if status == http.StatusOK && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		sum := sha256.Sum256(body)
		y.tag = `"` + hex.EncodeToString(sum[:12]) + `"`
	}
	return y
}

// File is a reply that is a file, under the hash that its name bears.
func File(kind, hash string, body []byte) *Reply {
	y := &Reply{header: http.Header{"Content-Type": {kind}}, status: http.StatusOK, body: body, tag: `"` + hash + `"`}
	y.pack()
	return y
}

// pack adds the packed form, where it is worth the work.
func (y *Reply) pack() {
	if len(y.body) > 1400 && packs(y.header.Get("Content-Type")) {
		y.packed = pack(y.body)
	}
}

// Send writes a reply with its tag, packed where the caller can unpack it, or says that the caller has it already.
func (y *Reply) Send(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	for k, v := range y.header {
		h[k] = v
	}
	if y.tag != "" {
		h.Set("ETag", "W/"+y.tag)
		if h.Get("Cache-Control") == "" {
			h.Set("Cache-Control", "private, no-cache")
		}
		if matches(r.Header.Get("If-None-Match"), y.tag) {
			h.Del("Content-Length")
			w.WriteHeader(http.StatusNotModified)
			return
		}
	} else {
		h.Set("Cache-Control", "no-store")
	}
	h.Set("Vary", "Accept-Encoding")
	body := y.body
	switch unpacks := strings.Contains(r.Header.Get("Accept-Encoding"), "gzip"); {
	case unpacks && y.packed == nil && y.body != nil:
		y.pack()
		fallthrough
	case unpacks:
		if y.packed != nil {
			h.Set("Content-Encoding", "gzip")
			body = y.packed
		}
	case y.body == nil:
		body = unpack(y.packed)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(y.status)
	w.Write(body) // an error here is the caller's going away
}

// Write writes a body of which the header is set already.
func Write(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	replied(r, w.Header(), status, body).Send(w, r)
}

// A Held answer waits until it is whole.
type Held struct {
	header http.Header
	Status int // 0 where nothing was answered
	Body   bytes.Buffer
}

// Hold begins one.
func Hold() *Held { return &Held{header: http.Header{}} }

// Header is http.ResponseWriter's, as are WriteHeader and Write.
func (h *Held) Header() http.Header { return h.header }

// WriteHeader is http.ResponseWriter's.
func (h *Held) WriteHeader(status int) {
	if h.Status == 0 {
		h.Status = status
	}
}

// Write is http.ResponseWriter's.
func (h *Held) Write(b []byte) (int, error) {
	h.WriteHeader(http.StatusOK)
	return h.Body.Write(b)
}

// packs reports whether a type of content gets smaller by packing.
func packs(kind string) bool {
	return strings.HasPrefix(kind, "text/") || strings.Contains(kind, "json") || strings.Contains(kind, "javascript") || strings.Contains(kind, "xml")
}

var packers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, 3) // a level that there is: half the time of the usual one, for a tenth more bytes
	return z
}}

func pack(body []byte) []byte {
	var out bytes.Buffer
	z := packers.Get().(*gzip.Writer)
	defer packers.Put(z)
	z.Reset(&out)
	z.Write(body) // into memory: it cannot fail
	z.Close()
	return out.Bytes()
}

// unpack is the other way, for what pack made.
func unpack(packed []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(z)
	return out
}

func matches(header, tag string) bool {
	for _, t := range strings.Split(header, ",") {
		if t = strings.TrimPrefix(strings.TrimSpace(t), "W/"); t == tag || t == "*" {
			return true
		}
	}
	return false
}
