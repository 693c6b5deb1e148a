package anchoring

import "entente/internal/calendar"

// AbsoluteDay is a day as printed; its year is found where it is not printed.
func AbsoluteDay(x *Expression, s *State) (When, bool) {
	if x.Year != 0 {
		if x.Day > calendar.MonthLength(x.Year, x.Month) {
			return When{}, false
		}
		return dayOf(calendar.Days(x.Year, x.Month, x.Day)).As("text")
	}
	y, basis, ok := s.yearFor(x, x.Month, x.Day)
	if !ok || x.Day > calendar.MonthLength(y, x.Month) {
		return When{}, false
	}
	return dayOf(calendar.Days(y, x.Month, x.Day)).As(basis)
}

// DaysOfMonth is a range of days of one month.
func DaysOfMonth(x *Expression, s *State) (When, bool) {
	y, basis := x.Year, "text"
	if y == 0 {
		var ok bool
		if y, basis, ok = s.yearFor(x, x.Month, x.Day); !ok {
			return When{}, false
		}
	}
	if x.Day2 > calendar.MonthLength(y, x.Month) {
		return When{}, false
	}
	return When{Interval: calendar.Interval{Lo: calendar.Days(y, x.Month, x.Day), Hi: calendar.Days(y, x.Month, x.Day2), Prec: calendar.Day}}.As(basis)
}

// AbsoluteMonth is a month as printed.
func AbsoluteMonth(x *Expression, s *State) (When, bool) {
	if x.Year != 0 {
		return monthOf(x.Year, x.Month).As("text")
	}
	y, basis, ok := s.yearFor(x, x.Month, 15)
	if !ok {
		return When{}, false
	}
	return monthOf(y, x.Month).As(basis)
}

// MonthOfYear is a month or day of the last, this, the next or that year.
func MonthOfYear(x *Expression, s *State) (When, bool) {
	z, ok := s.Today()
	if !ok {
		s.forget('Y')
		return When{}, false
	}
	y, _, _ := calendar.Civil(z)
	if x.Dir == 3 {
		if s.Last == nil {
			return When{}, false
		}
		y, _, _ = calendar.Civil(s.Last.Lo)
		return monthOrDay(y, x).As("context")
	}
	if x.Day != 0 {
		if x.Day > calendar.MonthLength(y+x.Dir, x.Month) {
			return When{}, false
		}
		return dayOf(calendar.Days(y+x.Dir, x.Month, x.Day)).As("relative")
	}
	return monthOf(y+x.Dir, x.Month).As("relative")
}

// AbsoluteSeason is a season of a year.
func AbsoluteSeason(x *Expression, s *State) (When, bool) { return seasonOf(x.Year, x.N).As("text") }

// QuarterOfYear is a quarter of a year.
func QuarterOfYear(x *Expression, s *State) (When, bool) {
	if x.Year != 0 {
		return quarterOf(x.Year, x.N).As("text")
	}
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	y, _, _ := calendar.Civil(z)
	if x.Dir != 9 {
		w, ok := s.yearOf(x.Dir, y)
		if !ok {
			return When{}, false
		}
		return quarterOf(w, x.N).As("relative")
	}
	w := quarterOf(y, x.N)
	if w.Lo > z && s.Tense(x) <= 0 {
		w = quarterOf(y-1, x.N)
	}
	return w.As("relative")
}

// HalfOfYear is a half of a year.
func HalfOfYear(x *Expression, s *State) (When, bool) {
	if x.Year != 0 {
		return halfOf(x.Year, x.N).As("text")
	}
	z, ok := s.Today()
	if !ok {
		return When{}, false
	}
	y, _, _ := calendar.Civil(z)
	if y, ok = s.yearOf(x.Dir, y); !ok {
		return When{}, false
	}
	return halfOf(y, x.N).As("relative")
}

// CenturyRow is a century or several.
func CenturyRow(x *Expression, s *State) (When, bool) {
	w := yearsOf(x.Year, x.Year+99)
	if x.Year2 != 0 {
		w = yearsOf(x.Year, x.Year2+99)
	}
	w.Prec = calendar.Century
	if x.Year < 0 {
		w.Prec = calendar.Year
	}
	return w.As("text")
}

// DecadeRow is a decade or several.
func DecadeRow(x *Expression, s *State) (When, bool) {
	w := yearsOf(x.Year, max(x.Year, x.Year2)+9)
	w.Prec = calendar.Decade
	return w.As("text")
}

// YearsRow is a year or several.
func YearsRow(x *Expression, s *State) (When, bool) { return yearsOf(x.Year, x.Year2).As("text") }

// precision is that of the unit of an expression.
func (x *Expression) precision() calendar.Precision {
	switch x.Unit {
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

// DurationOf is a length of time.
func DurationOf(x *Expression, s *State) (When, bool) {
	return When{Use: "duration", Value: x.Value}, true
}

// SetOf is a recurrence.
func SetOf(x *Expression, s *State) (When, bool) { return When{Use: "set", Value: x.Value}, true }

// NameOf is what only looks like a date.
func NameOf(x *Expression, s *State) (When, bool) { return When{Use: "name"}, true }
