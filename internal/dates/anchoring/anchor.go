// Package anchoring sets date expressions that were read against the calendar, in the order of the text: with the day of
// publication, the dates named before and the tense of the clause as anchors.
package anchoring

import "entente/internal/calendar"

// A state is what is known while the expressions of a text are set against the calendar, in the order of the text.
type State struct {
	Ref        *When // the day the text was published, as far as it is known
	Last       *When // the last date that can serve as an anchor
	Explicit   *When // the last date with a printed year that can lend its year
	At         int   // sentence of the expression; lastAt and explAt those of the anchors
	ExplicitAt int
	LastAt     int
	Tale       bool                  // the text is a history: a printed year holds for what follows
	Past       bool                  // and "today" is its present
	Lent       *Expression           // the date that follows in a list and prints the year: "October and November 1956"
	Tense      func(*Expression) int // -1 past, 1 future, 0 unknown
}

// As gives a value its basis unless it has one.
func (w When) As(basis string) (When, bool) {
	if w.Basis == "" {
		w.Basis = basis
	}
	return w, true
}

// Today is the reference day; coarse says that the reference is known to the month or worse.
func (s *State) Today() (z int, ok bool) {
	if s.Ref == nil {
		return 0, false
	}
	return s.Ref.Lo, true
}

// Guide reports whether the text describes what is so at all times, as a guide or a textbook does: its weekdays and hours are
// those of every week and day.
func (s *State) Guide() bool { return s.Past && !s.Tale }

// Blur keeps the coarser precision: a day counted from a month is known to the month.
func (s *State) Blur(w When) When {
	if s.Ref == nil || s.Ref.Prec <= calendar.Day || w.Prec >= s.Ref.Prec {
		return w
	}
	switch s.Ref.Prec {
	case calendar.Month:
		w = Unit(w.Lo, 'M')
	default:
		w = Unit(w.Lo, 'Y')
	}
	w.Fuzzy = true
	return w
}

// yearFor finds the year of a day and month: that of a printed date just before if the text is telling of another year
// than its own, else the year that brings it nearest to the day of publication on the side that the tense asks for.
func (s *State) yearFor(x *Expression, m, d int) (int, string, bool) {
	if s.Lent != nil {
		y := s.Lent.Year
		if m > s.Lent.Month {
			y-- // "December and January 1957"
		}
		return y, "text", true
	}
	ahead := !s.Tale && s.At != s.ExplicitAt && s.Ref != nil && s.Tense(x) > 0 // "will meet in July" is of no year told before
	if s.Explicit != nil && s.At-s.ExplicitAt <= s.reach() && !ahead {
		y, _, _ := calendar.Civil(s.Explicit.Lo)
		y2, _, _ := calendar.Civil(s.Explicit.Hi)
		ref := y
		if s.Ref != nil {
			ref, _, _ = calendar.Civil(s.Ref.Lo)
		}
		if y == y2 && (s.Ref == nil || y < ref && !s.fresh(y, ref, m, d)) {
			return y, "context", true
		}
	}
	if s.Ref == nil {
		if s.Last == nil {
			return 0, "", false
		}
		y, _, _ := calendar.Civil(s.Last.Lo)
		return y, "context", true
	}
	y, _, _ := calendar.Civil(s.Ref.Lo)
	tense := s.Tense(x)
	best, cost := y, 1<<30
	for c := y - 1; c <= y+1; c++ {
		gap := calendar.Days(c, m, d) - s.Ref.Lo
		if gap > 0 { // no day of a month of publication lies ahead of it
			gap = max(gap-(s.Ref.Hi-s.Ref.Lo), 0)
		}
		k := gap
		switch {
		case gap < 0 && tense > 0 && gap < -20:
			k = -gap * 20
		case gap < 0:
			k = -gap
		case tense < 0 && gap > 3:
			k = gap * 20
		case tense == 0 && gap > 31:
			k = gap * 3 / 2
		}
		if x.Day == d && x.N != 0 && calendar.Weekday(calendar.Days(c, m, d)) != x.N {
			k += 1 << 20 // "Monday, 3 May" is of a year in which that day was a Monday
		}
		if k < cost {
			best, cost = c, k
		}
	}
	return best, "relative", true
}

// fresh reports whether a day without a year is rather one of the last weeks before the text than of a year named in an
// earlier sentence.
func (s *State) fresh(y, ref, m, d int) bool {
	gap := s.Ref.Lo - calendar.Days(ref, m, d)
	return !s.Tale && s.At != s.ExplicitAt && y < ref-1 && -10 <= gap && gap <= 45
}

// reach is how many sentences on a printed year is lent: in a tale of long ago further than in the news.
func (s *State) reach() int {
	switch {
	case s.Ref == nil:
		return 1 << 20
	case s.Tale || s.Ref.Lo-s.Explicit.Hi > 20*366:
		return 12
	case s.Ref.Lo-s.Explicit.Hi > 5*366:
		return 6
	case s.Explicit.Prec > calendar.Month:
		return 0
	}
	return 2
}

// yearOf is the year that "last", "this", "the same" … year means.
func (s *State) yearOf(dir, ref int) (int, bool) {
	switch dir {
	case -1, 0, 1:
		return ref + dir, true
	}
	if s.Last == nil {
		return 0, false
	}
	y, _, _ := calendar.Civil(s.Last.Lo)
	switch dir {
	case 2:
		y++
	case -2:
		y--
	}
	return y, true
}
