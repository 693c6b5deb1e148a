package dates

import (
	"entente/internal/calendar"
	"entente/internal/numerals"
)

// wholeYear reads "for the entire year": that of the date named before, or of the text.
func wholeYear(m *match) *expr {
	if !m.prev(0).is("for", "of", "during", "in", "over", "throughout") {
		return nil
	}
	return date(func(x *expr, s *state) (when, bool) {
		if s.last != nil && s.last.Prec <= calendar.Year {
			return unit(s.last.Lo, 'Y').as("context")
		}
		z, ok := s.today()
		if !ok {
			return when{}, false
		}
		return unit(z, 'Y').as("relative")
	})
}

// weekend is the last one before the text, or the next where the words look ahead.
func weekend(m *match) *expr {
	if !m.prev(0).is("over", "during", "at", "on", "for") {
		return nil
	}
	return date(func(x *expr, s *state) (when, bool) {
		z, ok := s.today()
		if !ok {
			return when{}, false
		}
		w := unit(z, 'K')
		if w.Lo > z && s.tense(x) <= 0 {
			w = w.step(-1, 'K')
		}
		return s.blur(w).as("relative")
	})
}

// yearEnd reads "by year-end".
func yearEnd(m *match) *expr {
	if !m.prev(0).is("by", "at", "before", "until", "of", "to", "for") {
		return nil
	}
	return date(func(x *expr, s *state) (when, bool) {
		z, ok := s.today()
		if !ok {
			return when{}, false
		}
		w := unit(z, 'Y')
		w.Interval = w.Part("end")
		return w.as("relative")
	})
}

// bareDay reads "on the 20th": of the month named before, or the last such day before the text.
func bareDay(m *match) *expr {
	n := m.next(0)
	if !m.prev(0).is("on") || n.Kind == numerals.Word && !n.is("and", "but", "when", "in", "at", "after", "before") || m.num(cOD, 0) > 31 || m.num(cOD, 0) < 1 {
		return nil
	}
	x := date(dayOfMonth)
	x.d = m.num(cOD, 0)
	return x
}

func dayOfMonth(x *expr, s *state) (when, bool) {
	if s.last != nil && s.last.Prec <= calendar.Month {
		y, m, _ := calendar.Civil(s.last.Lo)
		if x.d <= calendar.MonthLength(y, m) {
			return dayOf(calendar.Days(y, m, x.d)).as("context")
		}
	}
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	y, m, d := calendar.Civil(z)
	switch tense := s.tense(x); {
	case x.d > d && tense <= 0:
		y, m = calendar.Carry(y, m-1)
	case x.d < d && tense > 0:
		y, m = calendar.Carry(y, m+1)
	}
	if x.d > calendar.MonthLength(y, m) {
		return when{}, false
	}
	return s.blur(dayOf(calendar.Days(y, m, x.d))).as("relative")
}

// weekWith reads "the week of 6 May": the week that holds the day.
func weekWith(m *match) *expr {
	a := m.of(cDATE, 0).x
	if a.d == 0 || a.value != "" {
		return nil
	}
	x := date(func(x *expr, s *state) (when, bool) {
		w, ok := x.a.do(x.a, s)
		if !ok || w.Prec != calendar.Day {
			return when{}, false
		}
		return unit(w.Lo, 'W').as(w.basis)
	})
	x.a = a
	return x
}

// holiday reads a day that stands on the same day every year.
func holiday(month, day int) func(*match) *expr {
	return func(m *match) *expr {
		if !m.items[m.at].Upper || !m.prev(0).is("on", "since", "until", "by", "before", "after", "at", "from", "to") && m.prev(0).Text != "" {
			return nil
		}
		x := date(absoluteDay)
		x.y, x.m, x.d = m.num(cYY, 0), month, day
		return x
	}
}
