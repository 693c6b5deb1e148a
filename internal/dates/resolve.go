package dates

// A state is what is known while the expressions of a text are set against the calendar, in the order of the text.
type state struct {
	ref      *when // the day the text was published, as far as it is known
	last     *when // the last date that can serve as an anchor
	explicit *when // the last date with a printed year that can lend its year
	at       int   // sentence of the expression; lastAt and explicitAt those of the anchors
	explAt   int
	tale     bool            // the text is a history: a printed year holds for what follows
	past     bool            // and "today" is its present
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
	return s.ref.lo, true
}

// blur keeps the coarser precision: a day counted from a month is known to the month.
func (s *state) blur(w when) when {
	if s.ref == nil || s.ref.prec <= byDay || w.prec >= s.ref.prec {
		return w
	}
	switch s.ref.prec {
	case byMonth:
		w = unit(w.lo, 'M')
	default:
		w = unit(w.lo, 'Y')
	}
	w.fuzzy = true
	return w
}

func absoluteDay(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		if x.d > monthLength(x.y, x.m) {
			return when{}, false
		}
		return dayOf(days(x.y, x.m, x.d)).as("text")
	}
	y, basis, ok := s.yearFor(x, x.m, x.d)
	if !ok || x.d > monthLength(y, x.m) {
		return when{}, false
	}
	return dayOf(days(y, x.m, x.d)).as(basis)
}

func daysOfMonth(x *expr, s *state) (when, bool) {
	y, basis := x.y, "text"
	if y == 0 {
		var ok bool
		if y, basis, ok = s.yearFor(x, x.m, x.d); !ok {
			return when{}, false
		}
	}
	if x.d2 > monthLength(y, x.m) {
		return when{}, false
	}
	return when{lo: days(y, x.m, x.d), hi: days(y, x.m, x.d2), prec: byDay}.as(basis)
}

func absoluteMonth(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		return monthOf(x.y, x.m).as("text")
	}
	y, basis, ok := s.yearFor(x, x.m, 15)
	if !ok {
		return when{}, false
	}
	return monthOf(y, x.m).as(basis)
}

// yearFor finds the year of a day and month: that of a printed date just before if the text is telling of another year
// than its own, else the year that brings it nearest to the day of publication on the side that the tense asks for.
func (s *state) yearFor(x *expr, m, d int) (int, string, bool) {
	if s.explicit != nil && s.at-s.explAt <= s.reach() {
		y, _, _ := civil(s.explicit.lo)
		y2, _, _ := civil(s.explicit.hi)
		ref := y
		if s.ref != nil {
			ref, _, _ = civil(s.ref.lo)
		}
		if y == y2 && (s.ref == nil || y < ref && !s.fresh(y, ref, m, d)) {
			return y, "context", true
		}
	}
	if s.ref == nil {
		if s.last == nil {
			return 0, "", false
		}
		y, _, _ := civil(s.last.lo)
		return y, "context", true
	}
	y, _, _ := civil(s.ref.lo)
	tense := s.tense(x)
	best, cost := y, 1<<30
	for c := y - 1; c <= y+1; c++ {
		gap := days(c, m, d) - s.ref.lo
		k := gap
		switch {
		case gap < 0 && tense > 0 && gap < -20:
			k = -gap * 20
		case gap < 0:
			k = -gap
		case tense < 0 && gap > 15:
			k = gap * 20
		case tense == 0 && gap > 31:
			k = gap * 3 / 2
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
	gap := s.ref.lo - days(ref, m, d)
	return !s.tale && s.at != s.explAt && y < ref-1 && -10 <= gap && gap <= 45
}

// reach is how many sentences on a printed year is lent: in a tale of long ago further than in the news.
func (s *state) reach() int {
	switch {
	case s.ref == nil:
		return 1 << 20
	case s.tale || s.ref.lo-s.explicit.hi > 20*366:
		return 12
	case s.ref.lo-s.explicit.hi > 5*366:
		return 6
	case s.explicit.prec > byMonth:
		return 0
	}
	return 2
}

func monthOfYear(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, _, _ := civil(z)
	if x.dir == 3 {
		if s.last == nil {
			return when{}, false
		}
		y, _, _ = civil(s.last.lo)
		return monthOrDay(y, x).as("context")
	}
	if x.d != 0 {
		if x.d > monthLength(y+x.dir, x.m) {
			return when{}, false
		}
		return dayOf(days(y+x.dir, x.m, x.d)).as("relative")
	}
	return monthOf(y+x.dir, x.m).as("relative")
}

func monthOrDay(y int, x *expr) when {
	if x.d != 0 && x.d <= monthLength(y, x.m) {
		return dayOf(days(y, x.m, x.d))
	}
	return monthOf(y, x.m)
}

// weekdayNear is the day of that name nearest before the text, or after it where the words look ahead.
func weekdayNear(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	if s.ref.prec > byDay {
		return s.blur(dayOf(z)).as("relative")
	}
	back := ((weekday(z)-x.d)%7 + 7) % 7
	w := dayOf(z - back)
	if back > 0 && s.tense(x) > 0 {
		w = dayOf(z + 7 - back)
	}
	return s.blur(w).as("relative")
}

func weekdayStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	back := ((weekday(z)-x.d)%7 + 7) % 7
	switch {
	case x.dir < 0 && back == 0:
		z -= 7
	case x.dir < 0:
		z -= back
	case x.dir == 0:
		z += x.d - weekday(z)
	default:
		z += 7 - back
	}
	return s.blur(dayOf(z)).as("relative")
}

func weekdayOfWeek(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	return s.blur(dayOf(z + x.d - weekday(z) + 7*x.dir)).as("relative")
}

// monthStep is "last June": the latest June before the month of the text.
func monthStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, m, _ := civil(z)
	switch {
	case x.dir < 0 && x.m >= m:
		y--
	case (x.dir == 1 || x.dir == 2) && x.m <= m:
		y++
	}
	return monthOf(y, x.m).as("relative")
}

func absoluteSeason(x *expr, s *state) (when, bool) { return seasonOf(x.y, x.n).as("text") }

func seasonStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, m, _ := civil(z)
	if m <= 2 && x.n == 24 {
		y--
	}
	w := seasonOf(y, x.n)
	switch {
	case x.dir == -1 && w.hi >= z:
		w = seasonOf(y-1, x.n)
	case x.dir >= 1 && x.dir < 3 && w.lo <= z:
		w = seasonOf(y+1, x.n)
	}
	return w.as("relative")
}

func quarterOfYear(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		return quarterOf(x.y, x.n).as("text")
	}
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, _, _ := civil(z)
	if x.dir != 9 {
		w, ok := s.yearOf(x.dir, y)
		if !ok {
			return when{}, false
		}
		return quarterOf(w, x.n).as("relative")
	}
	w := quarterOf(y, x.n)
	if w.lo > z && s.tense(x) <= 0 {
		w = quarterOf(y-1, x.n)
	}
	return w.as("relative")
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
	y, _, _ := civil(s.last.lo)
	switch dir {
	case 2:
		y++
	case -2:
		y--
	}
	return y, true
}

func halfOfYear(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		return halfOf(x.y, x.n).as("text")
	}
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, _, _ := civil(z)
	if y, ok = s.yearOf(x.dir, y); !ok {
		return when{}, false
	}
	return halfOf(y, x.n).as("relative")
}

func centuryRow(x *expr, s *state) (when, bool) {
	w := yearsOf(x.y, x.y+99)
	if x.y2 != 0 {
		w = yearsOf(x.y, x.y2+99)
	}
	w.prec = byCentury
	if x.y < 0 {
		w.prec = byYear
	}
	return w.as("text")
}

func decadeRow(x *expr, s *state) (when, bool) {
	w := yearsOf(x.y, max(x.y, x.y2)+9)
	w.prec = byDecade
	return w.as("text")
}

func yearsRow(x *expr, s *state) (when, bool) { return yearsOf(x.y, x.y2).as("text") }

func dayStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	w := s.blur(dayOf(z + x.n))
	if s.ref.prec > byDay {
		w = s.blur(dayOf(z))
	}
	w.value = x.value
	if x.n == 0 && s.past && w.value == "" {
		w.value = "PRESENT_REF" // "today" in a book is no day
	}
	return w.as("relative")
}

// unitStep counts whole weeks, months, years … from the one that holds the text.
func unitStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	if s.ref.prec > byDay && x.precision() == byDay {
		return s.blur(dayOf(z)).as("relative")
	}
	w := s.blur(unit(z, x.unit).step(x.n, x.unit))
	return w.as("relative")
}

// step goes to the nth unit after this one; units are whole.
func (w when) step(n int, u byte) when {
	switch u {
	case 'D':
		return unit(w.lo+n, u)
	case 'W', 'K':
		return unit(w.lo+7*n, u)
	case 'F':
		return w.shift(n, u)
	}
	y, m, _ := civil(w.lo)
	y, m = carry(y, m+n*unitMonths(u))
	return unit(days(y, m, 1), u)
}

func contextStep(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.prec > x.precision() {
		return when{}, false
	}
	return unit(s.last.lo, x.unit).step(x.n, x.unit).as("context")
}

// precision is that of the unit of an expression.
func (x *expr) precision() precision {
	switch x.unit {
	case 'M':
		return byMonth
	case 'Q':
		return byQuarter
	case 'H':
		return byHalf
	case 'Y':
		return byYear
	case 'E':
		return byDecade
	case 'C':
		return byCentury
	}
	return byDay
}

func sameAs(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.prec > x.precision() {
		if x.unit == 'D' && s.ref != nil && s.ref.prec <= byDay && s.last == nil {
			return dayOf(s.ref.lo).as("relative")
		}
		return when{}, false
	}
	return unit(s.last.lo, x.unit).as("context")
}

// agoOf counts back from the text; the result is as fine as the unit counted.
func agoOf(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	u := x.unit
	if u == 'E' || u == 'C' {
		x.part = "~"
	}
	w := dayOf(z).shift(x.n, u)
	w.hi = w.lo
	switch u {
	case 'Y', 'E', 'C':
		w = unit(w.lo, 'Y')
	case 'M', 'Q', 'H':
		w = unit(w.lo, 'M')
	case 'K':
		w = unit(z+7*x.n, 'K')
	}
	w.fuzzy = x.part != ""
	return s.blur(w).as("relative")
}

func contextShift(x *expr, s *state) (when, bool) {
	if s.last == nil {
		return when{}, false
	}
	return s.last.move(x.n, x.unit, x.part).as("context")
}

// move counts units from an anchor; the result is as fine as the coarser of the two.
func (w when) move(n int, u byte, part string) when {
	out := when{lo: w.lo, hi: w.hi, prec: w.prec}.shift(n, u)
	if n > 0 && (u == 'D' || u == 'W') {
		out.lo = out.hi
		if w.prec > byDay {
			out.lo = out.hi - (w.hi - w.lo)
		}
	}
	switch u {
	case 'Y', 'E', 'C':
		if out.prec < byYear {
			out = unit(out.lo, 'Y')
		}
	case 'M', 'Q':
		if out.prec < byMonth {
			out = unit(out.lo, 'M')
		}
	case 'D', 'W':
		if out.prec > byDay {
			switch {
			case out.prec == byMonth:
				out = unit(out.lo, 'M')
			default:
				out = unit(out.lo, 'Y')
			}
			out.fuzzy = true
		}
	}
	out.fuzzy = out.fuzzy || part != ""
	return out
}

// windowOf is the stretch of n units that ends or begins with the text.
func windowOf(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	p := period(x.n, x.unit, false)
	edge := dayOf(z).shift(x.n*x.dir, x.unit)
	w := when{lo: min(z, edge.lo), hi: max(z, edge.lo), prec: byDay, value: p.value, fuzzy: x.part != ""}
	switch x.unit {
	case 'Y', 'E', 'C':
		w.lo, w.hi, w.prec = unit(w.lo, 'Y').lo, unit(w.hi, 'Y').hi, byYear
	case 'M', 'Q', 'H':
		w.lo, w.hi, w.prec = unit(w.lo, 'M').lo, unit(w.hi, 'M').hi, byMonth
	}
	return w.as("relative")
}

func durationOf(x *expr, s *state) (when, bool) { return when{use: "duration", value: x.value}, true }
func setOf(x *expr, s *state) (when, bool)      { return when{use: "set", value: x.value}, true }
func nameOf(x *expr, s *state) (when, bool)     { return when{use: "name"}, true }

// timeAlone is a clock time without a day: that of the last day named, or of the text.
func timeAlone(x *expr, s *state) (when, bool) {
	w := when{}
	switch {
	case s.last != nil && s.last.prec <= byDay && s.last.lo == s.last.hi:
		w = dayOf(s.last.lo)
	case s.ref != nil && s.ref.prec <= byDay:
		w = dayOf(s.ref.lo)
	default:
		return when{}, false
	}
	w.clock = x.clock
	return w.as("context")
}
