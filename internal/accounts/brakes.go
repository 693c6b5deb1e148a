package accounts

import (
	"strings"
	"sync"
	"time"
)

// brakes slow guesses down: after five wrong ones in a row by name, or twenty by address, each takes twice as long to be allowed as
// the one before, up to fifteen minutes. What is forgotten after an hour of quiet cannot fill the memory: at the most, the oldest go.
type brakes struct {
	mu     sync.Mutex
	counts map[string]*guesses
}

type guesses struct {
	wrong int
	last  time.Time
}

const (
	freeByName, freeByAddress = 5, 20
	mostBrakes                = 50_000
	longestWait               = 15 * time.Minute
)

func newBrakes() *brakes { return &brakes{counts: map[string]*guesses{}} }

func brakeKeys(name, from string) [2]string {
	return [2]string{"n" + strings.ToLower(name), "a" + from}
}

// take is how long the next guess has to wait; where it has not, the guess is counted as a wrong one, until right says otherwise: of
// many guesses at once, none goes by uncounted.
func (b *brakes) take(now time.Time, name, from string) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys, most := brakeKeys(name, from), time.Duration(0)
	for i, k := range keys {
		g := b.counts[k]
		if g == nil || now.Sub(g.last) > time.Hour {
			continue
		}
		over := g.wrong - []int{freeByName, freeByAddress}[i]
		if over < 0 {
			continue
		}
		pause := min(longestWait, time.Second<<min(over, 12))
		most = max(most, g.last.Add(pause).Sub(now))
	}
	if most > 0 {
		return most
	}
	if len(b.counts) > mostBrakes {
		b.ease(now)
	}
	for _, k := range keys {
		g := b.counts[k]
		if g == nil || now.Sub(g.last) > time.Hour {
			g = &guesses{}
			b.counts[k] = g
		}
		g.wrong++
		g.last = now
	}
	return 0
}

// ease forgets what is long past, and all single guesses where that is not enough.
func (b *brakes) ease(now time.Time) {
	for _, keep := range []func(*guesses) bool{
		func(g *guesses) bool { return now.Sub(g.last) < time.Hour },
		func(g *guesses) bool { return g.wrong > 2 },
		func(g *guesses) bool { return now.Sub(g.last) < time.Minute },
	} {
		if len(b.counts) <= mostBrakes {
			return
		}
		for k, g := range b.counts {
			if !keep(g) {
				delete(b.counts, k)
			}
		}
	}
}

// right forgets the wrong guesses at a name and takes back the one by address that was right; the others of the address stay, so that
// an account of one's own lets nobody guess on.
func (b *brakes) right(name, from string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	keys := brakeKeys(name, from)
	delete(b.counts, keys[0])
	if g := b.counts[keys[1]]; g != nil && g.wrong > 0 {
		g.wrong--
	}
}
