package anchoring

import "entente/internal/calendar"

// ContextStep is the unit before or after the one that holds the date named last.
func ContextStep(x *Expression, s *State) (When, bool) {
	if s.Last == nil || s.Last.Prec > x.precision() {
		return When{}, false
	}
	return Unit(s.Last.Lo, x.Unit).Stepped(x.N, x.Unit).As("context")
}

// SameAs is the unit that holds the date named last.
func SameAs(x *Expression, s *State) (When, bool) {
	if s.Last == nil || s.Last.Prec > x.precision() {
		if x.Unit == 'D' && x.Dir == 0 && s.Ref != nil && s.Ref.Prec <= calendar.Day && s.Last == nil {
			return dayOf(s.Ref.Lo).As("relative")
		}
		return When{}, false
	}
	return Unit(s.Last.Lo, x.Unit).As("context")
}

// ContextShift is so many units before or after the date named last.
func ContextShift(x *Expression, s *State) (When, bool) {
	if s.Last == nil {
		return When{}, false
	}
	return s.Last.move(x.N, x.Unit, x.Part).As("context")
}

// WindowOf is the stretch of n units that ends or begins with the text.
func WindowOf(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	edge := dayOf(z).shift(x.N*x.Dir, x.Unit)
	w := When{Interval: calendar.Interval{Lo: min(z, edge.Lo), Hi: max(z, edge.Lo), Prec: calendar.Day, Fuzzy: x.Part != ""}, Value: Length(x.N, x.Unit, false)}
	switch x.Unit {
	case 'Y', 'E', 'C':
		w.Lo, w.Hi, w.Prec = Unit(w.Lo, 'Y').Lo, Unit(w.Hi, 'Y').Hi, calendar.Year
	case 'M', 'Q', 'H':
		w.Lo, w.Hi, w.Prec = Unit(w.Lo, 'M').Lo, Unit(w.Hi, 'M').Hi, calendar.Month
	}
	return w.As("relative")
}

// TimeAlone is a clock time without a day: that of the last day named, or of the text.
func TimeAlone(x *Expression, s *State) (When, bool) {
	w := When{}
	switch {
	case s.Guide() && s.LastAt != s.At:
		return When{}, false // "the last bus leaves at 8 pm"
	case s.Last != nil && s.Last.Prec <= calendar.Day && s.Last.Lo == s.Last.Hi:
		w = dayOf(s.Last.Lo)
	case s.Ref != nil && s.Ref.Prec <= calendar.Day:
		w = dayOf(s.Ref.Lo)
	default:
		return When{}, false
	}
	w.Clock = x.Clock
	return w.As("context")
}

// NearestTo is the first such day or month after, or the last before, the day of the text; in a history, the printed date
// that the telling has come to.
func NearestTo(x *Expression, s *State) (When, bool) {
	from, basis := s.Ref, "relative"
	if s.Tale && s.Explicit != nil {
		from, basis = s.Explicit, "context"
	}
	if from == nil {
		return When{}, false
	}
	y, _, _ := calendar.Civil(from.Lo)
	for c := y - x.Dir; c != y+3*x.Dir; c += x.Dir {
		w := monthOrDay(c, x)
		if x.Dir < 0 && w.Hi < from.Lo || x.Dir > 0 && w.Lo > from.Hi {
			return w.As(basis)
		}
	}
	return When{}, false
}

// YearTold is "the year" of a text: the current one in the news, in a history that of the date named before; a guide has none.
func YearTold(x *Expression, s *State) (When, bool) {
	switch {
	case s.Guide():
		return When{}, false
	case s.Tale && s.Last != nil && s.Last.Prec <= calendar.Year:
		return Unit(s.Last.Lo, 'Y').As("context")
	}
	return UnitStep(x, s)
}

func monthOrDay(y int, x *Expression) When {
	if x.Day != 0 && x.Day <= calendar.MonthLength(y, x.Month) {
		return dayOf(calendar.Days(y, x.Month, x.Day))
	}
	return monthOf(y, x.Month)
}

// WeekdayNear is the day of that name nearest before the text, or after it where the words look ahead.
func WeekdayNear(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	if s.Guide() && s.Tense(x) >= 0 {
		return When{}, false // "closed on Monday"
	}
	if s.Ref.Prec > calendar.Day {
		return s.Blur(dayOf(z)).As("relative")
	}
	back := ((calendar.Weekday(z)-x.Day)%7 + 7) % 7
	w := dayOf(z - back)
	if back > 0 && s.Tense(x) > 0 {
		w = dayOf(z + 7 - back)
	}
	return s.Blur(w).As("relative")
}

// WeekdayNow is the day of that name nearest to the text; from here on it is the present, for who says which day it is keeps
// a diary.
func WeekdayNow(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok || s.Ref.Prec > calendar.Day {
		return When{}, false
	}
	w := dayOf(z + (x.Day-calendar.Weekday(z)+10)%7 - 3)
	s.Ref = &w
	return w.As("relative")
}

// WeekdayStep is the last, this or the next day of a name.
func WeekdayStep(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	back := ((calendar.Weekday(z)-x.Day)%7 + 7) % 7
	switch {
	case x.Dir < 0 && back == 0:
		z -= 7
	case x.Dir < 0:
		z -= back
	case x.Dir == 0:
		z += x.Day - calendar.Weekday(z)
	default:
		z += 7 - back
	}
	return s.Blur(dayOf(z)).As("relative")
}

// WeekdayOfWeek is a day of the last, this or the next week.
func WeekdayOfWeek(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	return s.Blur(dayOf(z + x.Day - calendar.Weekday(z) + 7*x.Dir)).As("relative")
}

// MonthStep is "last June": the latest June before the month of the text.
func MonthStep(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	y, m, _ := calendar.Civil(z)
	switch {
	case x.Dir < 0 && x.Month >= m:
		y--
	case (x.Dir == 1 || x.Dir == 2) && x.Month <= m:
		y++
	}
	return monthOf(y, x.Month).As("relative")
}

// SeasonStep is the last, this or the next season of a name.
func SeasonStep(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	y, m, _ := calendar.Civil(z)
	if m <= 2 && x.N == 24 {
		y--
	}
	w := seasonOf(y, x.N)
	switch {
	case x.Dir == -1 && w.Hi >= z:
		w = seasonOf(y-1, x.N)
	case x.Dir >= 1 && x.Dir < 3 && w.Lo <= z:
		w = seasonOf(y+1, x.N)
	}
	return w.As("relative")
}

// DayStep is so many days before or after the text.
func DayStep(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	w := s.Blur(dayOf(z + x.N))
	if s.Ref.Prec > calendar.Day {
		w = s.Blur(dayOf(z))
	}
	w.Value = x.Value
	if x.N == 0 && s.Past && w.Value == "" {
		w.Value = "PRESENT_REF" // "today" in a book is no day
	}
	return w.As("relative")
}

// forget drops the years told so far where the text goes on to one that cannot be known: "last year" in a text without a day.
func (s *State) forget(unit byte) {
	if unit == 'Y' || unit == 'E' || unit == 'C' {
		s.Explicit, s.Last = nil, nil
	}
}

// UnitStep counts whole weeks, months, years … from the one that holds the text.
func UnitStep(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		s.forget(x.Unit)
		return When{}, false
	}
	if s.Ref.Prec > calendar.Day && x.precision() == calendar.Day {
		return s.Blur(dayOf(z)).As("relative")
	}
	w := s.Blur(Unit(z, x.Unit).Stepped(x.N, x.Unit))
	return w.As("relative")
}

// AgoOf counts back from the text; the result is as fine as the unit counted.
func AgoOf(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	u := x.Unit
	if u == 'E' || u == 'C' {
		x.Part = "~"
	}
	w := dayOf(z).shift(x.N, u)
	w.Hi = w.Lo
	switch u {
	case 'Y', 'E', 'C':
		w = Unit(w.Lo, 'Y')
	case 'M', 'Q', 'H':
		w = Unit(w.Lo, 'M')
	case 'K':
		w = Unit(z+7*x.N, 'K')
	}
	w.Fuzzy = x.Part != ""
	return s.Blur(w).As("relative")
}

// DaysAgo is the very day so many units before the text.
func DaysAgo(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok || s.Ref.Prec > calendar.Day {
		return When{}, false
	}
	w := dayOf(z+x.Day).shift(x.N, x.Unit)
	return dayOf(w.Lo).As("relative")
}

// DayOfMonth is a day of the month named last, or of the one of the text.
func DayOfMonth(x *Expression, s *State) (When, bool) {
	if s.Last != nil && s.Last.Prec <= calendar.Month {
		y, m, _ := calendar.Civil(s.Last.Lo)
		if x.Day <= calendar.MonthLength(y, m) {
			return dayOf(calendar.Days(y, m, x.Day)).As("context")
		}
	}
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	y, m, d := calendar.Civil(z)
	switch tense := s.Tense(x); {
	case x.Day > d && tense <= 0:
		y, m = calendar.Carry(y, m-1)
	case x.Day < d && tense > 0:
		y, m = calendar.Carry(y, m+1)
	}
	if x.Day > calendar.MonthLength(y, m) {
		return When{}, false
	}
	return s.Blur(dayOf(calendar.Days(y, m, x.Day))).As("relative")
}
