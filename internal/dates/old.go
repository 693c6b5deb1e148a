package dates

import (
	"entente/internal/calendar"
	"entente/internal/numerals"
)

// ancientDay reads "30 September 420": a day of a year before 1000. Only a history has such years; elsewhere the number
// counts what follows it.
func ancientDay(m *match) *expr {
	x := day(m)
	if n := m.next(0); n.Kind == numerals.Word && !n.is("he", "she", "it", "they", "the", "and", "but", "when", "after", "at", "by", "to", "in", "as", "under") {
		return nil // "on 30 September 420 people were missing"
	}
	if x != nil {
		x.do, x.y = ancient(absoluteDay), m.num(cY3, 0)
	}
	return x
}

// ancientMonth reads "December of 384".
func ancientMonth(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(ancient(absoluteMonth))
	x.m, x.y = m.of(cMON, 0).value, m.num(cY3, 0)
	return x
}

// ancientYear reads "in 366" where nothing follows that the number could count.
func ancientYear(m *match) *expr {
	n := m.next(0)
	if !m.asksYear() || m.numbered() || n.Kind == numerals.Word && !(n.Upper && m.prev(0).is("in")) && !n.is("he", "she", "it", "they", "the", "and", "but", "when", "after", "at", "by", "to", "in", "as", "under") || n.is("%", "-", "/", ".") && n.Glued && m.next(1).Glued {
		return nil
	}
	x := date(func(x *expr, s *state) (when, bool) {
		if !s.tale {
			return when{}, false
		}
		return yearsRow(x, s)
	})
	x.y = m.num(cY3, 0)
	x.y2 = x.y
	return x
}

// asksYear reports whether what stands before can ask for a year of a history: "in 366", "c. 347", "about 360 – 366".
func (m *match) asksYear() bool {
	p := m.prev(0)
	if p.is("–", "—", "-") {
		p = m.prev(1)
		return p.class&cY3 != 0 && m.next(0).Kind != numerals.Word
	}
	return p.is("in", "since", "until", "by", "circa", "about", "around", "after", "before", "ad") || p.is(".") && m.prev(1).is("c", "ca")
}

// ancient reads the year as a year in a history, and as none elsewhere.
func ancient(do func(*expr, *state) (when, bool)) func(*expr, *state) (when, bool) {
	return func(x *expr, s *state) (when, bool) {
		if s.tale {
			return do(x, s)
		}
		plain := *x
		plain.y = 0
		return do(&plain, s)
	}
}

// nearestDay reads "the 12th of October last" and "the 1st day of February next", as notes and decrees write; nearestMonth
// "in October last".
func nearestDay(m *match) *expr {
	x := day(m)
	if x == nil || m.next(0).Kind == numerals.Word && m.next(0).is("year", "week", "month", "season") {
		return nil
	}
	return nearest(x, m)
}

func nearestMonth(m *match) *expr {
	if !m.capital(cMON) || m.next(0).Kind == numerals.Word || m.next(0).Kind == numerals.Number || m.next(0).Kind == numerals.Ordinal {
		return nil
	}
	x := date(nil)
	x.m = m.of(cMON, 0).value
	return nearest(x, m)
}

func nearest(x *expr, m *match) *expr {
	x.do, x.dir = nearestTo, 1
	if m.has("last") {
		x.dir = -1
	}
	return x
}

// nearestTo is the first such day or month after, or the last before, the day of the text; in a history, the printed date
// that the telling has come to.
func nearestTo(x *expr, s *state) (when, bool) {
	from, basis := s.ref, "relative"
	if s.tale && s.explicit != nil {
		from, basis = s.explicit, "context"
	}
	if from == nil {
		return when{}, false
	}
	y, _, _ := calendar.Civil(from.Lo)
	for c := y - x.dir; c != y+3*x.dir; c += x.dir {
		w := monthOrDay(c, x)
		if x.dir < 0 && w.Hi < from.Lo || x.dir > 0 && w.Lo > from.Hi {
			return w.as(basis)
		}
	}
	return when{}, false
}
