package expressions

import (
	"fmt"
	"strings"

	"entente/internal/calendar"
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// numeric reads digits in a fixed order; the arguments are the places of year, month and day among the numbers.
func numeric(y, m, d int) func(*match) *anchoring.Expression {
	return func(m0 *match) *anchoring.Expression {
		if !m0.glued() || m0.next(0).Glued && m0.next(0).Is("-", "/") {
			return nil
		}
		var n []int
		for i := m0.at; i < m0.at+m0.n; i++ {
			if m0.items[i].Int >= 0 {
				n = append(n, m0.items[i].Int)
			}
		}
		if len(n) != 3 {
			return nil
		}
		return absolute(n[y], n[m], n[d])
	}
}

// slashed reads 5/12/2015: the month first unless it cannot be, or the text elsewhere writes the day first.
func slashed(m *match) *anchoring.Expression {
	if !m.glued() {
		return nil
	}
	a, b, y := m.items[m.at].Int, m.items[m.at+2].Int, m.items[m.at+4].Int
	if y < 100 {
		y = full(y)
	}
	if a > 12 || m.day && b <= 12 {
		a, b = b, a
	}
	return absolute(y, a, b)
}

// full gives a year of two digits its century: 1930–2029.
func full(y int) int {
	if y < 30 {
		return 2000 + y
	}
	return 1900 + y
}

func absolute(y, m, d int) *anchoring.Expression {
	if m < 1 || m > 12 || d < 1 || d > calendar.MonthLength(y, m) || y < 1000 {
		return nil
	}
	x := date(anchoring.AbsoluteDay)
	x.Year, x.Month, x.Day = y, m, d
	return x
}

func decadeOf(m *match) *anchoring.Expression {
	x := &anchoring.Expression{Class: cDECADE}
	if m.prev(0).Is("his", "her", "their", "my", "our", "your", "upper", "high", "low", "roaring", "late") && (m.of(cYY, 0) == nil && !m.prev(0).Is("late")) {
		return nothing(m)
	}
	switch p := m.prev(0); {
	case m.next(0).Is("°"), m.has("'", "’") && m.of(cYY, 0) != nil && p.Upper && p.Class == 0 && p.Kind == numerals.Word && !p.Is("the", "in"):
		return nil // "in the 30s °F", "Vision 2030's aims"
	case m.of(cYY, 0) != nil:
		x.Year = m.num(cYY, 0)
	case m.of(cY2, 0) != nil:
		x.Year = full(m.num(cY2, 0))
		if m.num(cY2, 0) < 30 || !m.glued() {
			return nil
		}
	default:
		x.Year = 1900 + m.of(cDECADENAME, 0).Value
	}
	if x.Year%10 != 0 || m.of(cDECADENAME, 0) == nil && !m.items[m.at+m.n-1].Glued {
		return nil
	}
	return x
}

func clock(m *match) *anchoring.Expression {
	h, min := m.num(cN, 0), 0
	if i := m.of(cHHMM, 0); i != nil {
		h, min = i.Int/100, i.Int%100
	}
	if i := m.of(cN, 1); i != nil {
		if !m.items[m.at+1].Glued || !i.Glued || len(i.Text) != 2 {
			return nil
		}
		min = i.Int
	}
	if m.has("p", "pm") && h < 12 {
		h += 12
	} else if m.has("a", "am") && h == 12 {
		h = 0
	}
	if h > 24 || min > 59 || (m.has("a", "p") && !m.has("m")) {
		return nil
	}
	if !m.prev(0).Is("at", "around", "about", "by", "until", "of", "from", "since", "before", "after", "between", "and", "to", ",", "(") && !m.next(0).Is("utc", "gmt", "local", "on", "hours") && m.of(cHHMM, 0) == nil && m.at > 0 {
		return nil
	}
	if m.has("hours", "hrs") && !m.prev(0).Is("at", "around", "about", "by", "until", "from", "since", "before", "after", "between", "and", "to", "(") {
		return nil // "the 1600 hours of work"
	}
	x := &anchoring.Expression{Class: cTIME, Do: anchoring.TimeAlone, Clock: fmt.Sprintf("%02d:%02d", h, min)}
	return x
}

func century(m *match) *anchoring.Expression {
	c := m.num(cOD, 0)
	if c < 1 || c > 30 {
		return nil
	}
	x := date(anchoring.CenturyRow)
	x.Year = (c - 1) * 100
	if e := m.of(cERA, 0); e != nil && e.Value < 0 {
		x.Year = -c*100 + 1
	}
	return x
}

func centuries(m *match) *anchoring.Expression {
	x := date(anchoring.CenturyRow)
	x.Year, x.Year2 = (m.num(cOD, 0)-1)*100, (m.num(cOD, 1)-1)*100
	if x.Year2 <= x.Year {
		return nil
	}
	return x
}

func centuryHalf(m *match) *anchoring.Expression {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(anchoring.YearsRow)
	x.Year = (m.num(cOD, 1)-1)*100 + 50*(h-1)
	x.Year2 = x.Year + 49
	return x
}

func decade(m *match) *anchoring.Expression {
	x := date(anchoring.DecadeRow)
	x.Year = m.of(cDECADE, 0).X.Year
	return x
}

func decades(m *match) *anchoring.Expression {
	x := decade(m)
	x.Year2 = m.of(cDECADE, 1).X.Year
	if x.Year2 <= x.Year {
		return nil
	}
	return x
}

func decadeHalf(m *match) *anchoring.Expression {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(anchoring.YearsRow)
	x.Year = m.of(cDECADE, 0).X.Year + 5*(h-1)
	x.Year2 = x.Year + 4
	return x
}

func fiscal(m *match) *anchoring.Expression {
	x := date(anchoring.YearsRow)
	x.Year, x.Year2 = m.num(cYY, 0), m.num(cYY, 0)
	if m.of(cY2, 0) != nil {
		x.Year2 = m.num(cY2, 0) + x.Year/100*100
	}
	if x.Year2 < x.Year {
		return nil
	}
	return x
}

// yearRange reads "2012–13" and "1999–2003". With a hyphen, two digits that could be a month ("2012-06") are one where no
// range of years would run forward.
func yearRange(m *match) *anchoring.Expression {
	x := date(anchoring.YearsRow)
	x.Year = m.num(cYY, 0)
	if m.of(cYY, 1) != nil {
		x.Year2 = m.num(cYY, 1)
	} else {
		y2 := m.num(cY2, 0)
		x.Year2 = x.Year/100*100 + y2
		if x.Year%100 == 99 && y2 == 0 {
			x.Year2 = x.Year + 1
		}
		if m.has("-") && m.glued() && x.Year2 <= x.Year && 1 <= y2 && y2 <= 12 {
			x.Do, x.Month, x.Year2 = anchoring.AbsoluteMonth, y2, 0
			return x
		}
		if m.has("/") && x.Year2 != x.Year+1 || !m.glued() && !m.spaced(x) {
			return nil
		}
	}
	if x.Year2 <= x.Year || x.Year < 1000 || m.next(0).Glued && m.next(0).Is("-", "/", "–") || m.numbered() {
		return nil
	}
	return x
}

func yearRow(m *match) *anchoring.Expression {
	x := date(anchoring.YearsRow)
	x.Year = max(m.num(cYY, 0), m.num(cN, 0))
	x.Year2 = x.Year
	if x.Year < 1 || x.Year > 2199 {
		return nil
	}
	return x
}

func eraYear(m *match) *anchoring.Expression {
	e := m.of(cERA, 0)
	i := m.items[m.at+m.n-1]
	if i.Int < 0 {
		i = m.items[m.at]
	}
	if !strings.EqualFold(e.Text, "bc") && !e.Upper || i.Int < 1 || i.Kind == 2 {
		return nil
	}
	x := date(anchoring.YearsRow)
	x.Year = i.Int
	if e.Value < 0 {
		x.Year = 1 - i.Int
	}
	x.Year2 = x.Year
	return x
}

func shortYear(m *match) *anchoring.Expression {
	if !m.glued() || m.items[m.at].Glued || m.next(0).Is("s") {
		return nil
	}
	x := date(anchoring.YearsRow)
	x.Year = full(m.num(cY2, 0))
	x.Year2 = x.Year
	return x
}

// Era reads a named span of history after a preposition: "during the Cold War".
func era(lo, hi int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		p := m.prev(0)
		if p.Is("the") {
			p = m.prev(1)
		}
		if !p.Is("in", "during", "since", "after", "before", "until", "throughout", "from", "through", "post") && !(p.Is("of") && (m.prev(2).Is("end", "start", "beginning", "outbreak", "close", "years", "middle") || m.prev(1).Is("end", "outbreak"))) {
			return nil
		}
		return date(func(*anchoring.Expression, *anchoring.State) (anchoring.When, bool) {
			w := anchoring.When{Interval: calendar.Interval{Lo: lo, Hi: hi, Prec: calendar.Year}, Basis: "text"}
			if lo == hi {
				w.Prec = calendar.Day
			}
			return w, true
		})
	}
}

// spaced reports whether "1871 – 72", with blanks, is two years: the dash is long, the years lie near each other, what
// stands before asks for a year, and nothing follows that the second number could count.
func (m *match) spaced(x *anchoring.Expression) bool {
	p, n := m.prev(0), m.next(0)
	asked := p.Is("(", "in", "from", "circa", "of", "between", ",", ";") || p.Is(".") && m.prev(1).Is("c", "ca")
	return asked && m.has("–", "—") && x.Year2-x.Year <= 20 && (n.Kind != numerals.Word || n.Upper || n.Text == "") && n.Kind != numerals.Number && !n.Is("%", "°")
}

// speltYear reads "nineteen sixty-seven" and "nineteen oh five" where what stands before asks for a year.
func speltYear(m *match) *anchoring.Expression {
	a, b := m.of(cN, 0), m.of(cN, 1)
	low, p := 10, m.prev(0)
	if m.n == 3 {
		low = 1
	}
	asked := p.Is("in", "since", "of", "by", "until", "till", "from", "after", "before", "year", "around", "about", "to", "between", "spring", "summer", "autumn", "fall", "winter") || p.Class&cMON != 0
	if !asked || !a.Spelt || !b.Spelt || a.Int < 10 || a.Int > 20 || b.Int < low || b.Int > 99 || low == 1 && b.Int > 9 {
		return nil
	}
	return &anchoring.Expression{Class: cYY, Year: 100*a.Int + b.Int}
}
