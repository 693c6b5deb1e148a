package accounts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"entente"
)

// An Entry is a line of the trail: what was done in whose name. Its hash is of all its other fields, of which one is the hash of
// the entry before it, as in a hash chain (Haber and Stornetta 1991, How to time-stamp a digital document).
type Entry struct {
	N    int    `json:"n"` // from 1
	When string `json:"when"`
	Who  string `json:"who"`
	Act  string `json:"act"` // login refused logout account revoke token correct save read forget hook
	On   string `json:"on,omitempty"`
	From string `json:"from,omitempty"` // address that asked
	Prev string `json:"prev,omitempty"`
	Hash string `json:"hash"`
}

// sum is the hash that an entry should bear.
func (e Entry) sum() string {
	e.Hash = ""
	line, err := json.Marshal(e)
	if err != nil {
		panic(err) // strings and a number cannot fail
	}
	s := sha256.Sum256(line)
	return hex.EncodeToString(s[:])
}

// Note adds a line to the trail.
func (a *Accounts) Note(ctx context.Context, who, act, on, from string) error {
	for range 50 {
		last, err := a.Store.Last(ctx)
		if err != nil {
			return err
		}
		e := Entry{N: last.N + 1, When: a.now(), Who: clipped(who), Act: act, On: clipped(on), From: clipped(from), Prev: last.Hash}
		e.Hash = e.sum()
		if err = a.Store.Append(ctx, e); !errors.Is(err, entente.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("the trail is written to by too many at once: %w", entente.ErrConflict)
}

// clipped bounds what others chose, in bytes, and keeps it text, so that it is read back as it was hashed.
func clipped(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), 300)], "?")
}

// Verify holds every entry against its hash and the entry before it, and tells each fault in a line. It gives the number of entries
// and the last hash: who wrote that down elsewhere finds, too, whether the end was cut off; such a hash is given as known.
func Verify(trail []Entry, known string, fault func(string)) (entries int, head string) {
	seen := known == ""
	for i, e := range trail {
		switch {
		case e.N != i+1:
			fault(fmt.Sprintf("trail: entry %d stands where %d should: entries were taken out or put in", e.N, i+1))
			return len(trail), ""
		case e.Prev != head:
			fault(fmt.Sprintf("trail: entry %d does not follow from the one before it: one of them was changed", e.N))
		case e.sum() != e.Hash:
			fault(fmt.Sprintf("trail: entry %d (%s by %s) is not what was written: it was changed", e.N, e.Act, e.Who))
		}
		head = e.Hash
		seen = seen || e.Hash == known
	}
	if !seen {
		fault(fmt.Sprintf("trail: no entry %.12s…: the end was cut off, or all of it written anew", known))
	}
	return len(trail), head
}
