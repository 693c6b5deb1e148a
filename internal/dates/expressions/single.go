package expressions

import (
	"entente/internal/calendar"
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// wholeYear reads "for the entire year": that of the date named before, or of the text.
func wholeYear(m *match) *anchoring.Expression {
	if !m.prev(0).Is("for", "of", "during", "in", "over", "throughout") {
		return nil
	}
	return date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		if s.Last != nil && s.Last.Prec <= calendar.Year {
			return anchoring.Unit(s.Last.Lo, 'Y').As("context")
		}
		z, ok := s.Today()
		if !ok {
			return anchoring.When{}, false
		}
		return anchoring.Unit(z, 'Y').As("relative")
	})
}

// weekend is the last one before the text, or the next where the words look ahead.
func weekend(m *match) *anchoring.Expression {
	if !m.prev(0).Is("over", "during", "at", "on", "for") {
		return nil
	}
	return date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		z, ok := s.Today()
		if !ok {
			return anchoring.When{}, false
		}
		w := anchoring.Unit(z, 'K')
		if w.Lo > z && s.Tense(x) <= 0 {
			w = w.Stepped(-1, 'K')
		}
		return s.Blur(w).As("relative")
	})
}

// yearEnd reads "by year-end".
func yearEnd(m *match) *anchoring.Expression {
	if !m.prev(0).Is("by", "at", "before", "until", "of", "to", "for") {
		return nil
	}
	return date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		z, ok := s.Today()
		if !ok {
			return anchoring.When{}, false
		}
		w := anchoring.Unit(z, 'Y')
		w.Interval = w.Part("end")
		return w.As("relative")
	})
}

// bareDay reads "on the 20th": of the month named before, or the last such day before the text.
func bareDay(m *match) *anchoring.Expression {
	n := m.next(0)
	if !m.prev(0).Is("on") || n.Kind == numerals.Word && !n.Is("and", "but", "when", "in", "at", "after", "before") || m.num(cOD, 0) > 31 || m.num(cOD, 0) < 1 {
		return nil
	}
	x := date(anchoring.DayOfMonth)
	x.Day = m.num(cOD, 0)
	return x
}

// weekWith reads "the week of 6 May": the week that holds the day.
func weekWith(m *match) *anchoring.Expression {
	a := m.of(cDATE, 0).X
	if a.Day == 0 || a.Value != "" {
		return nil
	}
	x := date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		w, ok := x.A.Do(x.A, s)
		if !ok || w.Prec != calendar.Day {
			return anchoring.When{}, false
		}
		return anchoring.Unit(w.Lo, 'W').As(w.Basis)
	})
	x.A = a
	return x
}

// Holiday reads a day that stands on the same day every year.
func holiday(month, day int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		if !m.items[m.at].Upper || !m.prev(0).Is("on", "since", "until", "by", "before", "after", "at", "from", "to") && m.prev(0).Text != "" {
			return nil
		}
		x := date(anchoring.AbsoluteDay)
		x.Year, x.Month, x.Day = m.num(cYY, 0), month, day
		return x
	}
}
