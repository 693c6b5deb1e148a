// Package answers keeps what was answered until the store behind it changes, and lets many who ask the same wait for one answer.
package answers

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"entente"
)

// Kept holds answers until the store changes, the latest of them up to a weight. Its zero value is empty and ready.
type Kept struct {
	mu     sync.Mutex
	views  map[string]*answer
	order  []string // of those that are there, the oldest first
	weight int
}

// mostKept is the weight of the answers that are held at once: one for each row with its passage, about a kilobyte.
const mostKept = 60_000

// A Weighty answer says roughly how many rows with their passages it has, about a kilobyte each.
type Weighty interface{ Weight() int }

// weigh is the weight of an answer; one that does not say is small.
func weigh(v any) int {
	switch v := v.(type) {
	case Weighty:
		return v.Weight()
	case []entente.Row:
		return 1 + len(v)
	}
	return 4
}

// An answer under way, or kept: what it is, as of which stamp, until when it may be given out whatever happens.
type answer struct {
	view  any
	err   error
	done  chan struct{} // closed when it is there
	stamp string
	until time.Time
}

// slow is how long an answer takes that may lag behind.
const slow = 500 * time.Millisecond

// Keep answers from what is kept as long as the stamp is the same, waits for the same answer that another is making, or makes it; with
// no stamp it is made each time. Answers are shared: nobody may change them. A slow one may lag behind: it is given out for so many
// times as long as it took to make, whatever changed. Counting half a million rows anew for every document that comes in would leave
// time for nothing else.
func Keep[T any](ctx context.Context, k *Kept, stamp, key string, times int, answers func() (T, error)) (T, error) {
	if stamp == "" {
		return answers()
	}
	k.mu.Lock()
	if x := k.views[key]; x != nil && (x.stamp == stamp || time.Now().Before(x.until)) {
		k.mu.Unlock()
		select {
		case <-x.done:
		case <-ctx.Done():
			var none T
			return none, ctx.Err()
		}
		if v, ok := x.view.(T); ok && x.err == nil {
			return v, nil
		}
		return answers() // the other's failure, a caller's going away perhaps, is not ours
	}
	x := &answer{done: make(chan struct{}), stamp: stamp}
	k.put(key, x)
	k.mu.Unlock()
	begun := time.Now()
	made, err := guarded(answers)
	k.mu.Lock()
	defer k.mu.Unlock()
	if x.err = err; err == nil {
		x.view = made
	}
	if took := time.Since(begun); took > slow {
		x.until = time.Now().Add(time.Duration(times) * took)
	}
	close(x.done)
	k.settle(key, x)
	return made, err
}

// guarded turns a break into an error, so that nobody waits for an answer that never comes.
func guarded[T any](answers func() (T, error)) (made T, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = fmt.Errorf("a view broke: %v", x)
		}
	}()
	return answers()
}

// put holds an answer under way in place of an older one.
func (k *Kept) put(key string, x *answer) {
	if k.views == nil {
		k.views = map[string]*answer{}
	}
	k.drop(key)
	k.views[key] = x
}

// drop lets an answer go.
func (k *Kept) drop(key string) {
	if old := k.views[key]; old != nil {
		if i := slices.Index(k.order, key); i >= 0 {
			k.weight -= weigh(old.view)
			k.order = slices.Delete(k.order, i, i+1)
		}
		delete(k.views, key)
	}
}

// settle keeps an answer that was made, and lets the oldest go where they weigh too much.
func (k *Kept) settle(key string, x *answer) {
	if k.views[key] != x {
		return
	}
	if x.err != nil {
		delete(k.views, key)
		return
	}
	w := weigh(x.view)
	if w > mostKept/4 {
		delete(k.views, key)
		return
	}
	k.order = append(k.order, key)
	k.weight += w
	for k.weight > mostKept {
		k.drop(k.order[0])
	}
}
