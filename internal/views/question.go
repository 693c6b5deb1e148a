package views

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/calendar"
)

// A Question chooses rows. What is empty lets everything through.
type Question struct {
	Actor   string   // code or name of somebody who takes part
	Dyad    []string // two who both take part
	Sorts   []string // event statement figure tie
	Since   string   // first day, month or year
	Until   string   // last day, month or year
	Status  []string
	Class   []string // kind or type of events, kind of ties, measure of figures, mode of statements
	Source  string
	Speaker string
	Words   string // full text, for documents
	Limit   int
	Cursor  string
	Newest  bool // rows by date, the latest first
}

// MostRows is the most that one page of rows may have.
const MostRows = 1000

// firstDay is the first day of a day, month or year, lastDay the last; "" for none.
func firstDay(name, s string) (string, error) {
	first, _, err := ends(name, s)
	return first, err
}

// lastDay is what firstDay says.
func lastDay(name, s string) (string, error) {
	_, last, err := ends(name, s)
	return last, err
}

func ends(name, s string) (first, last string, err error) {
	if s == "" {
		return "", "", nil
	}
	first, last, ok := calendar.Ends(s)
	if !ok {
		return "", "", Asked(fmt.Sprintf("%s is a day, month or year as in 2022-09-14, 2022-09 or 2022, not %q", name, s))
	}
	return first, last, nil
}

var sorts = []string{"event", "statement", "figure", "tie"}

// filter settles a question: names become codes, months days.
func (d *Desk) filter(q Question) (entente.Filter, error) {
	f := entente.Filter{Status: q.Status, Class: q.Class, Source: q.Source, Speaker: q.Speaker}
	for _, s := range q.Sorts {
		if !slices.Contains(sorts, s) {
			return f, Asked(fmt.Sprintf("sort is event, statement, figure or tie, not %q", s))
		}
		f.Kinds = append(f.Kinds, s)
	}
	var err error
	if f.Since, err = firstDay("since", q.Since); err != nil {
		return f, err
	}
	if f.Until, err = lastDay("until", q.Until); err != nil {
		return f, err
	}
	who, err := d.actor(q.Actor)
	if err != nil {
		return f, err
	}
	f.Actor = who.Code
	if len(q.Dyad) != 0 {
		if len(q.Dyad) != 2 {
			return f, Asked("dyad takes two actors with a comma between them: KAZ,CHN")
		}
		a, b, err := d.Pair(q.Dyad[0], q.Dyad[1])
		if err != nil {
			return f, err
		}
		f.Dyad = [2]string{a.Code, b.Code}
	}
	return f, nil
}

// A cursor is where a list goes on: after what, and how much was shown. Callers get it as one word that they need not
// understand.
type cursor struct {
	after string // id of the last that was shown; "" for a list by rank, which goes on after a number
	shown int
}

func (c cursor) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte("after " + strconv.Itoa(c.shown) + " " + c.after))
}

func readCursor(s string) (c cursor, err error) {
	if s == "" {
		return c, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(s)
	rest, ok := strings.CutPrefix(string(b), "after ")
	digits, after, also := strings.Cut(rest, " ")
	n, bad := strconv.Atoi(digits)
	if err != nil || !ok || !also || bad != nil || n < 0 || n > 1<<30 || len(after) > 100 {
		return c, Asked("that cursor was not given out here")
	}
	return cursor{after, n}, nil
}

func bounded(limit, usual int) int {
	switch {
	case limit <= 0:
		return usual
	case limit > MostRows:
		return MostRows
	}
	return limit
}

// Actors settles names or codes; empty ones are left out.
func (d *Desk) Actors(names ...string) ([]Actor, error) {
	var out []Actor
	for _, n := range names {
		a, err := d.actor(n)
		if err != nil {
			return nil, err
		}
		if a.Code != "" {
			out = append(out, a)
		}
	}
	return out, nil
}
