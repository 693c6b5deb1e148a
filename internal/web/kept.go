package web

import (
	"container/list"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// Answers over the store are kept, packed, until the store changes: most of the work of a page is writing and packing it.

// mostKept is how much of answers is kept, in bytes.
const mostKept = 128 << 20

// A copied is a kept answer.
type copied struct {
	key, stamp string
	reply      *reply
}

func (c *copied) weight() int { return len(c.key) + len(c.reply.body) + len(c.reply.packed) + 1024 }

// copies are the answers that were asked for last.
type copies struct {
	mu     sync.Mutex
	at     map[string]*list.Element
	order  list.List // of *copied, the one that was asked for last in front
	weight int
}

// get finds the answer to what was asked, as the store stands.
func (c *copies) get(key, stamp string) *reply {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.at[key]
	if e == nil {
		return nil
	}
	x := e.Value.(*copied)
	if x.stamp != stamp {
		c.drop(e)
		return nil
	}
	c.order.MoveToFront(e)
	return x.reply
}

// put keeps an answer, and lets those go that nobody asked for the longest.
func (c *copies) put(x *copied) {
	if x.weight() > mostKept/32 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at == nil {
		c.at = map[string]*list.Element{}
	}
	if e := c.at[x.key]; e != nil {
		c.drop(e)
	}
	c.at[x.key] = c.order.PushFront(x)
	for c.weight += x.weight(); c.weight > mostKept; {
		c.drop(c.order.Back())
	}
}

func (c *copies) drop(e *list.Element) {
	x := c.order.Remove(e).(*copied)
	delete(c.at, x.key)
	c.weight -= x.weight()
}

// views of the API: the rest of it may tell what changes without the store.
var viewed = []string{"start", "saved", "rows", "documents", "dossier", "chronology", "figures", "balance", "tables"}

// keeps reports whether an answer hangs on the store alone.
func keeps(path string) bool {
	rest, api := strings.CutPrefix(path, "/api/v1/")
	first, _, _ := strings.Cut(rest, "/")
	return !api || slices.Contains(viewed, first)
}

// kept answers from what was answered before, where nothing has changed since. Who asks is part of what is asked: nobody gets
// what was made for another session.
func (s *Server) kept(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stamp, key := "", ""
		if r.Method == http.MethodGet && keeps(r.URL.Path) {
			stamp = s.Desk.Stamp(r.Context())
			key = r.Host + " " + r.URL.RequestURI() + "\n" + r.Header.Get("Accept") + "\n" + r.Header.Get("Cookie") + "\n" + r.Header.Get("Authorization")
			if y := s.copies.get(key, stamp); y != nil && stamp != "" {
				y.send(w, r)
				return
			}
			select { // so many at once as the machine can make: more would only make all of them slow, and fill the memory
			case s.making <- struct{}{}:
				defer func() { <-s.making }()
			case <-r.Context().Done():
				return
			}
			if y := s.copies.get(key, stamp); y != nil && stamp != "" { // another made it meanwhile
				y.send(w, r)
				return
			}
		}
		bare := r.Clone(r.Context())
		bare.Header.Del("Accept-Encoding")
		bare.Header.Del("If-None-Match")
		h := &held{header: http.Header{}}
		next.ServeHTTP(h, bare)
		if h.status == 0 {
			h.status = http.StatusOK
		}
		y := replied(r, h.header, h.status, h.body.Bytes())
		if stamp != "" && y.tag != "" && h.header.Get("Set-Cookie") == "" {
			kept := *y
			if kept.pack(); kept.packed != nil {
				y.packed, kept.body = kept.packed, nil
			}
			s.copies.put(&copied{key, stamp, &kept})
		}
		y.send(w, r)
	})
}
