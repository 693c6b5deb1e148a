package dates

import (
	"fmt"
	"strings"

	"entente/internal/calendar"
	"entente/internal/numerals"
)

// numeric reads digits in a fixed order; the arguments are the places of year, month and day among the numbers.
func numeric(y, m, d int) func(*match) *expr {
	return func(m0 *match) *expr {
		if !m0.glued() || m0.next(0).Glued && m0.next(0).is("-", "/") {
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
func slashed(m *match) *expr {
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

func absolute(y, m, d int) *expr {
	if m < 1 || m > 12 || d < 1 || d > calendar.MonthLength(y, m) || y < 1000 {
		return nil
	}
	x := date(absoluteDay)
	x.y, x.m, x.d = y, m, d
	return x
}

func decadeOf(m *match) *expr {
	x := &expr{class: cDECADE}
	if m.prev(0).is("his", "her", "their", "my", "our", "your", "upper", "high", "low", "roaring", "late") && (m.of(cYY, 0) == nil && !m.prev(0).is("late")) {
		return nothing(m)
	}
	switch p := m.prev(0); {
	case m.next(0).is("°"), m.has("'", "’") && m.of(cYY, 0) != nil && p.Upper && p.class == 0 && p.Kind == numerals.Word && !p.is("the", "in"):
		return nil // "in the 30s °F", "Vision 2030's aims"
	case m.of(cYY, 0) != nil:
		x.y = m.num(cYY, 0)
	case m.of(cY2, 0) != nil:
		x.y = full(m.num(cY2, 0))
		if m.num(cY2, 0) < 30 || !m.glued() {
			return nil
		}
	default:
		x.y = 1900 + m.of(cDECADENAME, 0).value
	}
	if x.y%10 != 0 || m.of(cDECADENAME, 0) == nil && !m.items[m.at+m.n-1].Glued {
		return nil
	}
	return x
}

func clock(m *match) *expr {
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
	if !m.prev(0).is("at", "around", "about", "by", "until", "of", "from", "since", "before", "after", "between", "and", "to", ",", "(") && !m.next(0).is("utc", "gmt", "local", "on", "hours") && m.of(cHHMM, 0) == nil && m.at > 0 {
		return nil
	}
	if m.has("hours", "hrs") && !m.prev(0).is("at", "around", "about", "by", "until", "from", "since", "before", "after", "between", "and", "to", "(") {
		return nil // "the 1600 hours of work"
	}
	x := &expr{class: cTIME, do: timeAlone, clock: fmt.Sprintf("%02d:%02d", h, min)}
	return x
}

func century(m *match) *expr {
	c := m.num(cOD, 0)
	if c < 1 || c > 30 {
		return nil
	}
	x := date(centuryRow)
	x.y = (c - 1) * 100
	if e := m.of(cERA, 0); e != nil && e.value < 0 {
		x.y = -c*100 + 1
	}
	return x
}

func centuries(m *match) *expr {
	x := date(centuryRow)
	x.y, x.y2 = (m.num(cOD, 0)-1)*100, (m.num(cOD, 1)-1)*100
	if x.y2 <= x.y {
		return nil
	}
	return x
}

func centuryHalf(m *match) *expr {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(yearsRow)
	x.y = (m.num(cOD, 1)-1)*100 + 50*(h-1)
	x.y2 = x.y + 49
	return x
}

func decade(m *match) *expr {
	x := date(decadeRow)
	x.y = m.of(cDECADE, 0).x.y
	return x
}

func decades(m *match) *expr {
	x := decade(m)
	x.y2 = m.of(cDECADE, 1).x.y
	if x.y2 <= x.y {
		return nil
	}
	return x
}

func decadeHalf(m *match) *expr {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(yearsRow)
	x.y = m.of(cDECADE, 0).x.y + 5*(h-1)
	x.y2 = x.y + 4
	return x
}

func fiscal(m *match) *expr {
	x := date(yearsRow)
	x.y, x.y2 = m.num(cYY, 0), m.num(cYY, 0)
	if m.of(cY2, 0) != nil {
		x.y2 = m.num(cY2, 0) + x.y/100*100
	}
	if x.y2 < x.y {
		return nil
	}
	return x
}

// yearRange reads "2012–13" and "1999–2003". With a hyphen, two digits that could be a month ("2012-06") are one where no
// range of years would run forward.
func yearRange(m *match) *expr {
	x := date(yearsRow)
	x.y = m.num(cYY, 0)
	if m.of(cYY, 1) != nil {
		x.y2 = m.num(cYY, 1)
	} else {
		y2 := m.num(cY2, 0)
		x.y2 = x.y/100*100 + y2
		if x.y%100 == 99 && y2 == 0 {
			x.y2 = x.y + 1
		}
		if m.has("-") && m.glued() && x.y2 <= x.y && 1 <= y2 && y2 <= 12 {
			x.do, x.m, x.y2 = absoluteMonth, y2, 0
			return x
		}
		if m.has("/") && x.y2 != x.y+1 || !m.glued() && !m.spaced(x) {
			return nil
		}
	}
	if x.y2 <= x.y || x.y < 1000 || m.next(0).Glued && m.next(0).is("-", "/", "–") || m.numbered() {
		return nil
	}
	return x
}

func yearRow(m *match) *expr {
	x := date(yearsRow)
	x.y = max(m.num(cYY, 0), m.num(cN, 0))
	x.y2 = x.y
	if x.y < 1 || x.y > 2199 {
		return nil
	}
	return x
}

func eraYear(m *match) *expr {
	e := m.of(cERA, 0)
	i := m.items[m.at+m.n-1]
	if i.Int < 0 {
		i = m.items[m.at]
	}
	if !strings.EqualFold(e.Text, "bc") && !e.Upper || i.Int < 1 || i.Kind == 2 {
		return nil
	}
	x := date(yearsRow)
	x.y = i.Int
	if e.value < 0 {
		x.y = 1 - i.Int
	}
	x.y2 = x.y
	return x
}

func shortYear(m *match) *expr {
	if !m.glued() || m.items[m.at].Glued || m.next(0).is("s") {
		return nil
	}
	x := date(yearsRow)
	x.y = full(m.num(cY2, 0))
	x.y2 = x.y
	return x
}

// era reads a named span of history after a preposition: "during the Cold War".
func era(lo, hi int) func(*match) *expr {
	return func(m *match) *expr {
		p := m.prev(0)
		if p.is("the") {
			p = m.prev(1)
		}
		if !p.is("in", "during", "since", "after", "before", "until", "throughout", "from", "through", "post") && !(p.is("of") && (m.prev(2).is("end", "start", "beginning", "outbreak", "close", "years", "middle") || m.prev(1).is("end", "outbreak"))) {
			return nil
		}
		return date(func(*expr, *state) (when, bool) {
			w := when{Interval: calendar.Interval{Lo: lo, Hi: hi, Prec: calendar.Year}, basis: "text"}
			if lo == hi {
				w.Prec = calendar.Day
			}
			return w, true
		})
	}
}

// spaced reports whether "1871 – 72", with blanks, is two years: the dash is long, the years lie near each other, what
// stands before asks for a year, and nothing follows that the second number could count.
func (m *match) spaced(x *expr) bool {
	p, n := m.prev(0), m.next(0)
	asked := p.is("(", "in", "from", "circa", "of", "between", ",", ";") || p.is(".") && m.prev(1).is("c", "ca")
	return asked && m.has("–", "—") && x.y2-x.y <= 20 && (n.Kind != numerals.Word || n.Upper || n.Text == "") && n.Kind != numerals.Number && !n.is("%", "°")
}

// speltYear reads "nineteen sixty-seven" and "nineteen oh five" where what stands before asks for a year.
func speltYear(m *match) *expr {
	a, b := m.of(cN, 0), m.of(cN, 1)
	low, p := 10, m.prev(0)
	if m.n == 3 {
		low = 1
	}
	asked := p.is("in", "since", "of", "by", "until", "till", "from", "after", "before", "year", "around", "about", "to", "between", "spring", "summer", "autumn", "fall", "winter") || p.class&cMON != 0
	if !asked || !a.Spelt || !b.Spelt || a.Int < 10 || a.Int > 20 || b.Int < low || b.Int > 99 || low == 1 && b.Int > 9 {
		return nil
	}
	return &expr{class: cYY, y: 100*a.Int + b.Int}
}
