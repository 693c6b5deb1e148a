package expressions

import (
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// ancientDay reads "30 September 420": a day of a year before 1000. Only a history has such years; elsewhere the number
// counts what follows it.
func ancientDay(m *match) *anchoring.Expression {
	x := day(m)
	if n := m.next(0); n.Kind == numerals.Word && !n.Is("he", "she", "it", "they", "the", "and", "but", "when", "after", "at", "by", "to", "in", "as", "under") {
		return nil // "on 30 September 420 people were missing"
	}
	if x != nil {
		x.Do, x.Year = ancient(anchoring.AbsoluteDay), m.num(cY3, 0)
	}
	return x
}

// ancientMonth reads "December of 384".
func ancientMonth(m *match) *anchoring.Expression {
	if !m.capital(cMON) {
		return nil
	}
	x := date(ancient(anchoring.AbsoluteMonth))
	x.Month, x.Year = m.of(cMON, 0).Value, m.num(cY3, 0)
	return x
}

// ancientYear reads "in 366" where nothing follows that the number could count.
func ancientYear(m *match) *anchoring.Expression {
	n := m.next(0)
	if !m.asksYear() || m.numbered() || n.Kind == numerals.Word && !(n.Upper && m.prev(0).Is("in")) && !n.Is("he", "she", "it", "they", "the", "and", "but", "when", "after", "at", "by", "to", "in", "as", "under") || n.Is("%", "-", "/", ".") && n.Glued && m.next(1).Glued {
		return nil
	}
	x := date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		if !s.Tale {
			return anchoring.When{}, false
		}
		return anchoring.YearsRow(x, s)
	})
	x.Year = m.num(cY3, 0)
	x.Year2 = x.Year
	return x
}

// asksYear reports whether what stands before can ask for a year of a history: "in 366", "c. 347", "about 360 – 366".
func (m *match) asksYear() bool {
	p := m.prev(0)
	if p.Is("–", "—", "-") {
		p = m.prev(1)
		return p.Class&cY3 != 0 && m.next(0).Kind != numerals.Word
	}
	return p.Is("in", "since", "until", "by", "circa", "about", "around", "after", "before", "ad") || p.Is(".") && m.prev(1).Is("c", "ca")
}

// ancient reads the year as a year in a history, and as none elsewhere.
func ancient(do func(*anchoring.Expression, *anchoring.State) (anchoring.When, bool)) func(*anchoring.Expression, *anchoring.State) (anchoring.When, bool) {
	return func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		if s.Tale {
			return do(x, s)
		}
		plain := *x
		plain.Year = 0
		return do(&plain, s)
	}
}

// nearestDay reads "the 12th of October last" and "the 1st day of February next", as notes and decrees write; nearestMonth
// "in October last".
func nearestDay(m *match) *anchoring.Expression {
	x := day(m)
	if x == nil || m.next(0).Kind == numerals.Word && m.next(0).Is("year", "week", "month", "season") {
		return nil
	}
	return nearest(x, m)
}

func nearestMonth(m *match) *anchoring.Expression {
	if !m.capital(cMON) || m.next(0).Kind == numerals.Word || m.next(0).Kind == numerals.Number || m.next(0).Kind == numerals.Ordinal {
		return nil
	}
	x := date(nil)
	x.Month = m.of(cMON, 0).Value
	return nearest(x, m)
}

func nearest(x *anchoring.Expression, m *match) *anchoring.Expression {
	x.Do, x.Dir = anchoring.NearestTo, 1
	if m.has("last") {
		x.Dir = -1
	}
	return x
}
