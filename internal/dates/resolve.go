package dates

import "entente/internal/calendar"

func absoluteDay(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		if x.d > calendar.MonthLength(x.y, x.m) {
			return when{}, false
		}
		return dayOf(calendar.Days(x.y, x.m, x.d)).as("text")
	}
	y, basis, ok := s.yearFor(x, x.m, x.d)
	if !ok || x.d > calendar.MonthLength(y, x.m) {
		return when{}, false
	}
	return dayOf(calendar.Days(y, x.m, x.d)).as(basis)
}

func daysOfMonth(x *expr, s *state) (when, bool) {
	y, basis := x.y, "text"
	if y == 0 {
		var ok bool
		if y, basis, ok = s.yearFor(x, x.m, x.d); !ok {
			return when{}, false
		}
	}
	if x.d2 > calendar.MonthLength(y, x.m) {
		return when{}, false
	}
	return when{Interval: calendar.Interval{Lo: calendar.Days(y, x.m, x.d), Hi: calendar.Days(y, x.m, x.d2), Prec: calendar.Day}}.as(basis)
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

func monthOfYear(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, _, _ := calendar.Civil(z)
	if x.dir == 3 {
		if s.last == nil {
			return when{}, false
		}
		y, _, _ = calendar.Civil(s.last.Lo)
		return monthOrDay(y, x).as("context")
	}
	if x.d != 0 {
		if x.d > calendar.MonthLength(y+x.dir, x.m) {
			return when{}, false
		}
		return dayOf(calendar.Days(y+x.dir, x.m, x.d)).as("relative")
	}
	return monthOf(y+x.dir, x.m).as("relative")
}

func monthOrDay(y int, x *expr) when {
	if x.d != 0 && x.d <= calendar.MonthLength(y, x.m) {
		return dayOf(calendar.Days(y, x.m, x.d))
	}
	return monthOf(y, x.m)
}

// weekdayNear is the day of that name nearest before the text, or after it where the words look ahead.
func weekdayNear(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	if s.guide() && s.tense(x) >= 0 {
		return when{}, false // "closed on Monday"
	}
	if s.ref.Prec > calendar.Day {
		return s.blur(dayOf(z)).as("relative")
	}
	back := ((calendar.Weekday(z)-x.d)%7 + 7) % 7
	w := dayOf(z - back)
	if back > 0 && s.tense(x) > 0 {
		w = dayOf(z + 7 - back)
	}
	return s.blur(w).as("relative")
}

// weekdayNow is the day of that name nearest to the text; from here on it is the present, for who says which day it is keeps
// a diary.
func weekdayNow(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok || s.ref.Prec > calendar.Day {
		return when{}, false
	}
	w := dayOf(z + (x.d-calendar.Weekday(z)+10)%7 - 3)
	s.ref = &w
	return w.as("relative")
}

func weekdayStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	back := ((calendar.Weekday(z)-x.d)%7 + 7) % 7
	switch {
	case x.dir < 0 && back == 0:
		z -= 7
	case x.dir < 0:
		z -= back
	case x.dir == 0:
		z += x.d - calendar.Weekday(z)
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
	return s.blur(dayOf(z + x.d - calendar.Weekday(z) + 7*x.dir)).as("relative")
}

// monthStep is "last June": the latest June before the month of the text.
func monthStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, m, _ := calendar.Civil(z)
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
	y, m, _ := calendar.Civil(z)
	if m <= 2 && x.n == 24 {
		y--
	}
	w := seasonOf(y, x.n)
	switch {
	case x.dir == -1 && w.Hi >= z:
		w = seasonOf(y-1, x.n)
	case x.dir >= 1 && x.dir < 3 && w.Lo <= z:
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
	y, _, _ := calendar.Civil(z)
	if x.dir != 9 {
		w, ok := s.yearOf(x.dir, y)
		if !ok {
			return when{}, false
		}
		return quarterOf(w, x.n).as("relative")
	}
	w := quarterOf(y, x.n)
	if w.Lo > z && s.tense(x) <= 0 {
		w = quarterOf(y-1, x.n)
	}
	return w.as("relative")
}

func halfOfYear(x *expr, s *state) (when, bool) {
	if x.y != 0 {
		return halfOf(x.y, x.n).as("text")
	}
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, _, _ := calendar.Civil(z)
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
	w.Prec = calendar.Century
	if x.y < 0 {
		w.Prec = calendar.Year
	}
	return w.as("text")
}

func decadeRow(x *expr, s *state) (when, bool) {
	w := yearsOf(x.y, max(x.y, x.y2)+9)
	w.Prec = calendar.Decade
	return w.as("text")
}

func yearsRow(x *expr, s *state) (when, bool) { return yearsOf(x.y, x.y2).as("text") }

func dayStep(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	w := s.blur(dayOf(z + x.n))
	if s.ref.Prec > calendar.Day {
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
	if s.ref.Prec > calendar.Day && x.precision() == calendar.Day {
		return s.blur(dayOf(z)).as("relative")
	}
	w := s.blur(unit(z, x.unit).step(x.n, x.unit))
	return w.as("relative")
}

// precision is that of the unit of an expression.
func (x *expr) precision() calendar.Precision {
	switch x.unit {
	case 'M':
		return calendar.Month
	case 'Q':
		return calendar.Quarter
	case 'H':
		return calendar.Half
	case 'Y':
		return calendar.Year
	case 'E':
		return calendar.Decade
	case 'C':
		return calendar.Century
	}
	return calendar.Day
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
	w.Hi = w.Lo
	switch u {
	case 'Y', 'E', 'C':
		w = unit(w.Lo, 'Y')
	case 'M', 'Q', 'H':
		w = unit(w.Lo, 'M')
	case 'K':
		w = unit(z+7*x.n, 'K')
	}
	w.Fuzzy = x.part != ""
	return s.blur(w).as("relative")
}

func daysAgo(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok || s.ref.Prec > calendar.Day {
		return when{}, false
	}
	w := dayOf(z+x.d).shift(x.n, x.unit)
	return dayOf(w.Lo).as("relative")
}

func durationOf(x *expr, s *state) (when, bool) { return when{use: "duration", value: x.value}, true }

func setOf(x *expr, s *state) (when, bool) { return when{use: "set", value: x.value}, true }

func nameOf(x *expr, s *state) (when, bool) { return when{use: "name"}, true }
