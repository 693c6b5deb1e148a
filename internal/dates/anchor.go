package dates

import "entente/internal/calendar"

// A state is what is known while the expressions of a text are set against the calendar, in the order of the text.
type state struct {
	ref      *when // the day the text was published, as far as it is known
	last     *when // the last date that can serve as an anchor
	explicit *when // the last date with a printed year that can lend its year
	at       int   // sentence of the expression; lastAt and explAt those of the anchors
	explAt   int
	lastAt   int
	tale     bool            // the text is a history: a printed year holds for what follows
	past     bool            // and "today" is its present
	lent     *expr           // the date that follows in a list and prints the year: "October and November 1956"
	tense    func(*expr) int // -1 past, 1 future, 0 unknown
}

func (w when) as(basis string) (when, bool) {
	if w.basis == "" {
		w.basis = basis
	}
	return w, true
}

// today is the reference day; coarse says that the reference is known to the month or worse.
func (s *state) today() (z int, ok bool) {
	if s.ref == nil {
		return 0, false
	}
	return s.ref.Lo, true
}

// guide reports whether the text describes what is so at all times, as a guide or a textbook does: its weekdays and hours are
// those of every week and day.
func (s *state) guide() bool { return s.past && !s.tale }

// blur keeps the coarser precision: a day counted from a month is known to the month.
func (s *state) blur(w when) when {
	if s.ref == nil || s.ref.Prec <= calendar.Day || w.Prec >= s.ref.Prec {
		return w
	}
	switch s.ref.Prec {
	case calendar.Month:
		w = unit(w.Lo, 'M')
	default:
		w = unit(w.Lo, 'Y')
	}
	w.Fuzzy = true
	return w
}

// yearFor finds the year of a day and month: that of a printed date just before if the text is telling of another year
// than its own, else the year that brings it nearest to the day of publication on the side that the tense asks for.
func (s *state) yearFor(x *expr, m, d int) (int, string, bool) {
	if s.lent != nil {
		y := s.lent.y
		if m > s.lent.m {
			y-- // "December and January 1957"
		}
		return y, "text", true
	}
	if s.explicit != nil && s.at-s.explAt <= s.reach() {
		y, _, _ := calendar.Civil(s.explicit.Lo)
		y2, _, _ := calendar.Civil(s.explicit.Hi)
		ref := y
		if s.ref != nil {
			ref, _, _ = calendar.Civil(s.ref.Lo)
		}
		if y == y2 && (s.ref == nil || y < ref && !s.fresh(y, ref, m, d)) {
			return y, "context", true
		}
	}
	if s.ref == nil {
		if s.last == nil {
			return 0, "", false
		}
		y, _, _ := calendar.Civil(s.last.Lo)
		return y, "context", true
	}
	y, _, _ := calendar.Civil(s.ref.Lo)
	tense := s.tense(x)
	best, cost := y, 1<<30
	for c := y - 1; c <= y+1; c++ {
		gap := calendar.Days(c, m, d) - s.ref.Lo
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
		if x.d == d && x.n != 0 && calendar.Weekday(calendar.Days(c, m, d)) != x.n {
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
func (s *state) fresh(y, ref, m, d int) bool {
	gap := s.ref.Lo - calendar.Days(ref, m, d)
	return !s.tale && s.at != s.explAt && y < ref-1 && -10 <= gap && gap <= 45
}

// reach is how many sentences on a printed year is lent: in a tale of long ago further than in the news.
func (s *state) reach() int {
	switch {
	case s.ref == nil:
		return 1 << 20
	case s.tale || s.ref.Lo-s.explicit.Hi > 20*366:
		return 12
	case s.ref.Lo-s.explicit.Hi > 5*366:
		return 6
	case s.explicit.Prec > calendar.Month:
		return 0
	}
	return 2
}

// yearOf is the year that "last", "this", "the same" … year means.
func (s *state) yearOf(dir, ref int) (int, bool) {
	switch dir {
	case -1, 0, 1:
		return ref + dir, true
	}
	if s.last == nil {
		return 0, false
	}
	y, _, _ := calendar.Civil(s.last.Lo)
	switch dir {
	case 2:
		y++
	case -2:
		y--
	}
	return y, true
}

func contextStep(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.Prec > x.precision() {
		return when{}, false
	}
	return unit(s.last.Lo, x.unit).step(x.n, x.unit).as("context")
}

func sameAs(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.Prec > x.precision() {
		if x.unit == 'D' && x.dir == 0 && s.ref != nil && s.ref.Prec <= calendar.Day && s.last == nil {
			return dayOf(s.ref.Lo).as("relative")
		}
		return when{}, false
	}
	return unit(s.last.Lo, x.unit).as("context")
}

func contextShift(x *expr, s *state) (when, bool) {
	if s.last == nil {
		return when{}, false
	}
	return s.last.move(x.n, x.unit, x.part).as("context")
}

// windowOf is the stretch of n units that ends or begins with the text.
func windowOf(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	p := period(x.n, x.unit, false)
	edge := dayOf(z).shift(x.n*x.dir, x.unit)
	w := when{Interval: calendar.Interval{Lo: min(z, edge.Lo), Hi: max(z, edge.Lo), Prec: calendar.Day, Fuzzy: x.part != ""}, value: p.value}
	switch x.unit {
	case 'Y', 'E', 'C':
		w.Lo, w.Hi, w.Prec = unit(w.Lo, 'Y').Lo, unit(w.Hi, 'Y').Hi, calendar.Year
	case 'M', 'Q', 'H':
		w.Lo, w.Hi, w.Prec = unit(w.Lo, 'M').Lo, unit(w.Hi, 'M').Hi, calendar.Month
	}
	return w.as("relative")
}

// timeAlone is a clock time without a day: that of the last day named, or of the text.
func timeAlone(x *expr, s *state) (when, bool) {
	w := when{}
	switch {
	case s.guide() && s.lastAt != s.at:
		return when{}, false // "the last bus leaves at 8 pm"
	case s.last != nil && s.last.Prec <= calendar.Day && s.last.Lo == s.last.Hi:
		w = dayOf(s.last.Lo)
	case s.ref != nil && s.ref.Prec <= calendar.Day:
		w = dayOf(s.ref.Lo)
	default:
		return when{}, false
	}
	w.clock = x.clock
	return w.as("context")
}
