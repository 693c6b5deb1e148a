package anchoring

import "entente/internal/calendar"

// WeekInDate is the nth week of a month, or its last.
func WeekInDate(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	if !ok || w.Prec != calendar.Month {
		return When{}, false
	}
	z := w.Lo + 7*(x.N-1)
	if x.N == 0 {
		z = w.Hi
	}
	if z > w.Hi {
		return When{}, false
	}
	out := Unit(z, 'W')
	out.Basis = w.Basis
	return out, true
}

// CircaDate is a date that is not meant exactly.
func CircaDate(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	w.Fuzzy = true
	return w, ok
}

// TimedDate is a day with a time of day.
func TimedDate(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	if ok && w.Lo == w.Hi && w.Use == "" {
		w.Clock = x.Clock
	}
	return w, ok
}

// MovedDate is so many units before or after another date.
func MovedDate(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	if !ok || w.Use != "" {
		return When{}, false
	}
	w = w.move(x.N, x.Unit, "")
	return w.As("context")
}

// RangeDates is from one date to another.
func RangeDates(x *Expression, s *State) (When, bool) {
	b, okB := x.B.Do(x.B, s)
	if okB && x.A.Year == 0 && x.A.Month != 0 && b.Basis == "text" {
		s.Explicit, s.ExplicitAt = &b, s.At // "from May to July 2014": the first takes the year of the second
	}
	a, okA := x.A.Do(x.A, s)
	if okA && okB && b.Lo < a.Lo && x.B.Year == 0 && x.B.Month != 0 {
		if x.A.Year == 0 && s.Ref != nil && s.Tense(x) <= 0 && a.Lo > s.Ref.Lo {
			a = a.shift(-1, 'Y')
		} else {
			b = b.shift(1, 'Y')
		}
	}
	if !okA || !okB || a.Use != "" || b.Use != "" || b.Hi < a.Lo {
		return When{}, false
	}
	w := When{Interval: calendar.Interval{Lo: a.Lo, Hi: b.Hi, Prec: min(a.Prec, b.Prec), Fuzzy: a.Fuzzy || b.Fuzzy}, Basis: a.Basis, Clock: a.Clock}
	if x.A.Year == 0 && x.B.Year != 0 && a.Basis == "context" {
		w.Basis = b.Basis // the second end prints the year of both
	}
	if a.Prec != b.Prec && w.Prec > calendar.Month {
		w.Prec = calendar.Month
	}
	return w, true
}

// PartOf is the first, middle or last third of a date.
func PartOf(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	if ok && w.Use == "" {
		w.Interval = w.Part(x.Part)
	}
	return w, ok
}

// HalfDate is the first or second half of a date.
func HalfDate(x *Expression, s *State) (When, bool) {
	w, ok := x.A.Do(x.A, s)
	if ok && w.Use == "" {
		w.Interval = w.Half(x.N)
	}
	return w, ok
}
