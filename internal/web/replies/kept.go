package replies

import (
	"container/list"
	"context"
	"net/http"
	"sync"
)

// Answers over the store are kept, packed, until the store changes: most of the work of a page is writing and packing it.

// mostKept is how much of answers is kept, in bytes.
const mostKept = 128 << 20

// A copied is a kept answer.
type copied struct {
	key, stamp string
	reply      *Reply
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
func (c *copies) get(key, stamp string) *Reply {
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

// A Keeper keeps answers over a store.
type Keeper struct {
	stamp  func(context.Context) string // changes when the store does; "" where nothing is to be kept
	keeps  func(path string) bool       // whether an answer hangs on the store alone
	making chan struct{}                // one for each answer that is being made
	copies copies
}

// NewKeeper makes a keeper that lets so many answers be made at once.
func NewKeeper(stamp func(context.Context) string, keeps func(path string) bool, atOnce int) *Keeper {
	return &Keeper{stamp: stamp, keeps: keeps, making: make(chan struct{}, atOnce)}
}

// Keep answers from what was answered before, where nothing has changed since. Who asks is part of what is asked: nobody gets
// what was made for another session.
func (k *Keeper) Keep(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stamp, key := "", ""
		if r.Method == http.MethodGet && k.keeps(r.URL.Path) {
			stamp = k.stamp(r.Context())
			key = r.Host + " " + r.URL.RequestURI() + "\n" + r.Header.Get("Accept") + "\n" + r.Header.Get("Cookie") + "\n" + r.Header.Get("Authorization")
			if y := k.copies.get(key, stamp); y != nil && stamp != "" {
				y.Send(w, r)
				return
			}
			select { // so many at once as the machine can make: more would only make all of them slow, and fill the memory
			case k.making <- struct{}{}:
				defer func() { <-k.making }()
			case <-r.Context().Done():
				return
			}
			if y := k.copies.get(key, stamp); y != nil && stamp != "" { // another made it meanwhile
				y.Send(w, r)
				return
			}
		}
		bare := r.Clone(r.Context())
		bare.Header.Del("Accept-Encoding")
		bare.Header.Del("If-None-Match")
		h := Hold()
		next.ServeHTTP(h, bare)
		if h.Status == 0 {
			h.Status = http.StatusOK
		}
		y := replied(r, h.header, h.Status, h.Body.Bytes())
		if stamp != "" && y.tag != "" && h.header.Get("Set-Cookie") == "" {
			kept := *y
			if kept.pack(); kept.packed != nil {
				y.packed, kept.body = kept.packed, nil
			}
			k.copies.put(&copied{key, stamp, &kept})
		}
		y.Send(w, r)
	})
}
