package dates

import (
	"fmt"
	"strconv"
	"strings"

	"entente"
)

// An expr is a date expression that was read but not yet set against the calendar.
type expr struct {
	class class // what the expression is to the next level: a date, a duration, a clock time, a decade; 0: nothing
	span  entente.Span
	from  int // items at the beginning of the match that are only context
	do    func(*expr, *state) (when, bool)

	y, m, d    int // as printed; 0 for what is not
	y2, m2, d2 int // the other end
	n          int
	unit       byte
	dir        int
	part       string
	clock      string
	value      string
	a, b       *expr
}

func date(do func(*expr, *state) (when, bool)) *expr { return &expr{class: cDATE, do: do} }

// actions give the last column of the grammar its meaning. An action that returns nil refuses the match.
func actions() map[string]func(*match) *expr {
	return map[string]func(*match) *expr{
		"iso": numeric(0, 1, 2), "dotted": numeric(2, 1, 0), "dashed": numeric(2, 1, 0), "slashed": slashed,
		"decade-of": decadeOf, "clock": clock,
		"day": day, "days": dayRange, "month": month, "bare-month": bareMonth, "month-of": monthOfDir, "day-of": monthOfDir,
		"weekday": weekdayRow, "dir-weekday": dirWeekday, "weekday-of": weekdayOf, "dir-month": dirMonth,
		"season": season, "winter": winter, "dir-season": dirSeason, "the-season": dirSeason,
		"quarter": quarter, "quarter-last": quarterLast, "q": shortQuarter, "h": shortHalf, "half": half,
		"century": century, "centuries": centuries, "century-half": centuryHalf, "decade": decade, "decades": decades, "decade-half": decadeHalf,
		"fiscal": fiscal, "years": yearRange, "year": yearRow, "era-year": eraYear, "short-year": shortYear, "bare-year": bareYear,
		"today": fixed(0), "yesterday": fixed(-1), "tomorrow": fixed(1), "before-yesterday": fixed(-2), "after-tomorrow": fixed(2),
		"today-tod": todayPart, "now": reference("PRESENT_REF"), "recently": reference("PAST_REF"),
		"dir-unit": dirUnit, "unit-before": unitBefore, "before-last": stepUnit(-2), "after-next": stepUnit(2), "same-unit": sameUnit,
		"the-day": theDay, "the-year": theYear,
		"ago": ago, "half-ago": halfAgo, "vague-ago": nothing, "later": shifted(1), "earlier": shifted(-1), "hence": hence,
		"window": window, "vague-window": vagueWindow,
		"duration": duration, "one": one, "half-unit": halfUnit, "vague-duration": vagueDuration, "set": set, "annual": annual,
		"age": nothing, "anniversary": anniversary,
		"part": part, "half-of": halfOf2, "week-of": weekOf, "last-week-of": weekOf, "circa": circa, "timed": timed,
		"after-date": fromDate(1), "before-date": fromDate(-1), "unit-after": neighbour(1), "unit-before-date": neighbour(-1),
		"range": rangeOf,
	}
}

// nothing marks a stretch as read without a date in it: an age is no date.
func nothing(*match) *expr { return &expr{} }

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
	if m < 1 || m > 12 || d < 1 || d > monthLength(y, m) || y < 1000 {
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
	switch {
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
	x := &expr{class: cTIME, do: timeAlone, clock: fmt.Sprintf("%02d:%02d", h, min)}
	return x
}

func day(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(absoluteDay)
	x.y, x.m, x.d = m.num(cYY, 0), m.of(cMON, 0).value, m.num(cDD, 0)
	if x.d > monthLength(2000, x.m) || x.y == 0 && m.of(cDD, 0).is("second") {
		return nil
	}
	if x.y == 0 {
		if n := m.next(0); n.Kind == 2 || n.is("%") || n.is(":") && m.next(1).Glued && m.next(1).Int >= 0 {
			return nil
		}
	}
	return x
}

// capital reports whether the item that plays c has a capital letter: "may", "march" and "sun" are months and days only then.
func (m *match) capital(c class) bool {
	i := m.of(c, 0)
	return i != nil && i.Upper
}

func dayRange(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(daysOfMonth)
	x.y, x.m, x.d, x.d2 = m.num(cYY, 0), m.of(cMON, 0).value, m.num(cDD, 0), m.num(cDD, 1)
	if x.d2 <= x.d || x.d2 > monthLength(2000, x.m) {
		return nil
	}
	return x
}

func month(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(absoluteMonth)
	x.y, x.m = m.num(cYY, 0), m.of(cMON, 0).value
	return x
}

// bareMonth takes a month without day and year; "May" and "March" need a word before them that asks for a date.
func bareMonth(m *match) *expr {
	i := m.of(cMON, 0)
	if !i.Upper {
		return nil
	}
	if p := m.prev(0); i.is("may", "march", "mar", "dec", "jan", "august") || len(i.Text) <= 3 {
		if !p.is("in", "of", "since", "until", "till", "by", "from", "between", "to", "and", "or", "last", "next", "this", "early", "late", "mid", "through",
			"before", "after", "during", "-", "–", "for", "on", ",", "around") || p.is(",") && !(m.next(0).is(",", "and") || m.prev(1).class&cMON != 0) {
			return nil
		}
	}
	x := date(absoluteMonth)
	x.m = i.value
	return x
}

func monthOfDir(m *match) *expr {
	d := m.of(cDIR, 0)
	if m.has("that") && m.capital(cMON) {
		x := date(monthOfYear)
		x.m, x.d, x.dir = m.of(cMON, 0).value, m.num(cDD, 0), 3
		return x
	}
	if !m.capital(cMON) || d == nil || d.value == -2 || d.value == 2 {
		return nil
	}
	x := date(monthOfYear)
	x.m, x.d, x.dir = m.of(cMON, 0).value, m.num(cDD, 0), d.value
	return x
}

func weekdayRow(m *match) *expr {
	if !m.capital(cWD) || m.prev(0).is("black", "good", "bloody", "ash", "easter", "palm", "holy", "maundy", "super") {
		return nil
	}
	x := date(weekdayNear)
	x.d = m.of(cWD, 0).value
	return x
}

func dirWeekday(m *match) *expr {
	d := m.num(cDIR, 0)
	if !m.capital(cWD) {
		return nil
	}
	x := date(weekdayStep)
	x.d, x.dir = m.of(cWD, 0).value, d
	return x
}

func weekdayOf(m *match) *expr {
	if !m.capital(cWD) {
		return nil
	}
	x := date(weekdayOfWeek)
	x.d, x.dir = m.of(cWD, 0).value, m.num(cDIR, 0)
	return x
}

func dirMonth(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(monthStep)
	x.m, x.dir = m.of(cMON, 0).value, m.num(cDIR, 0)
	return x
}

func season(m *match) *expr {
	x := date(absoluteSeason)
	x.y, x.n = m.num(cYY, 0), m.of(cSEAS, 0).value
	return x
}

func winter(m *match) *expr {
	x := season(m)
	if (x.y+1)%100 != m.num(cY2, 0) {
		return nil
	}
	return x
}

func dirSeason(m *match) *expr {
	s := m.of(cSEAS, 0)
	if m.of(cDIR, 0) == nil && (s.is("fall", "spring") || !m.prev(0).is("in", "during", "by", "until", "since", "this", "before")) {
		return nil
	}
	x := date(seasonStep)
	x.n, x.dir = s.value, m.num(cDIR, 0)
	return x
}

func quarter(m *match) *expr {
	q := m.num(cOD, 0)
	if q < 1 || q > 4 {
		return nil
	}
	if m.of(cYY, 0) == nil && m.of(cDIR, 0) == nil && !m.prev(0).is("in", "of", "for", "during", "since", "its") && !m.items[m.at].is("the") && m.next(0).is("of") {
		return nil
	}
	x := date(quarterOfYear)
	x.n, x.y = q, m.num(cYY, 0)
	x.dir = 9
	if d := m.of(cDIR, 0); d != nil {
		x.dir = d.value
	}
	return x
}

func quarterLast(m *match) *expr {
	x := date(quarterOfYear)
	x.n, x.y, x.dir = 4, m.num(cYY, 0), m.num(cDIR, m.count(cDIR)-1)
	return x
}

func (m *match) count(c class) (n int) {
	for _, p := range m.row.plays {
		if p == c {
			n++
		}
	}
	return n
}

func shortQuarter(m *match) *expr {
	x := date(quarterOfYear)
	x.n, x.y, x.dir = int(m.items[m.at].Text[1]-'0'), m.num(cYY, 0), 9
	return x
}

func shortHalf(m *match) *expr {
	x := date(halfOfYear)
	x.n, x.y = int(m.items[m.at].Text[1]-'0'), m.num(cYY, 0)
	return x
}

func half(m *match) *expr {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(halfOfYear)
	x.n, x.y = h, m.num(cYY, 0)
	if d := m.of(cDIR, 0); d != nil {
		x.dir = d.value
	}
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
		if m.has("/") && x.y2 != x.y+1 || !m.glued() {
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

func itoa(n int) string { return strconv.Itoa(n) }

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
		return date(func(*expr, *state) (when, bool) { return when{lo: lo, hi: hi, prec: byYear, basis: "text"}, true })
	}
}
