package dates

import (
	"strconv"

	"entente"
	"entente/internal/calendar"
	"entente/internal/numerals"
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
		"decade-of": decadeOf, "clock": clock, "spelt-year": speltYear,
		"day": day, "days": dayRange, "month": month, "bare-month": bareMonth, "month-of": monthOfDir, "day-of": monthOfDir,
		"weekday": weekdayRow, "dir-weekday": dirWeekday, "weekday-of": weekdayOf, "dir-month": dirMonth,
		"season": season, "winter": winter, "dir-season": dirSeason, "the-season": dirSeason,
		"quarter": quarter, "quarter-last": quarterLast, "q": shortQuarter, "h": shortHalf, "half": half,
		"century": century, "centuries": centuries, "century-half": centuryHalf, "decade": decade, "decades": decades, "decade-half": decadeHalf,
		"fiscal": fiscal, "years": yearRange, "year": yearRow, "era-year": eraYear, "short-year": shortYear, "bare-year": bareYear,
		"today": fixed(0), "yesterday": fixed(-1), "tomorrow": fixed(1), "before-yesterday": fixed(-2), "after-tomorrow": fixed(2),
		"today-tod": todayPart, "now": reference("PRESENT_REF"), "recently": reference("PAST_REF"),
		"dir-unit": dirUnit, "unit-before": unitBefore, "before-last": stepUnit(-2), "after-next": stepUnit(2), "same-unit": sameUnit,
		"the-day": theDay, "the-year": theYear, "dir-year": wholeYear, "year-end": yearEnd, "bare-day": bareDay, "week-with": weekWith, "weekend": weekend,
		"ago": ago, "ago-day": agoDay, "half-ago": halfAgo, "vague-ago": nothing, "later": shifted(1), "earlier": shifted(-1), "hence": hence,
		"window": window, "vague-window": vagueWindow,
		"duration": duration, "one": one, "half-unit": halfUnit, "vague-duration": vagueDuration, "set": set, "annual": annual,
		"age": nothing, "anniversary": anniversary,
		"part": part, "half-of": halfOf2, "week-of": weekOf, "last-week-of": weekOf, "circa": circa, "timed": timed,
		"after-date": fromDate(1), "before-date": fromDate(-1), "unit-after": neighbour(1), "unit-before-date": neighbour(-1),
		"range":       rangeOf,
		"ancient-day": ancientDay, "ancient-month": ancientMonth, "ancient-year": ancientYear, "nearest-day": nearestDay, "nearest-month": nearestMonth,
	}
}

// nothing marks a stretch as read without a date in it: an age is no date.
func nothing(*match) *expr { return &expr{} }

func day(m *match) *expr {
	if !m.capital(cMON) {
		return nil
	}
	x := date(absoluteDay)
	x.y, x.m, x.d = m.num(cYY, 0), m.of(cMON, 0).value, m.num(cDD, 0)
	if x.d > calendar.MonthLength(2000, x.m) || x.y == 0 && m.of(cDD, 0).is("second") {
		return nil
	}
	if w := m.of(cWD, 0); w != nil {
		x.n = w.value
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
	if x.d2 <= x.d || x.d2 > calendar.MonthLength(2000, x.m) {
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
	if m.recurs() {
		return nothing(m)
	}
	x := date(weekdayNear)
	if m.presents() {
		x.do = weekdayNow
	}
	x.d = m.of(cWD, 0).value
	return x
}

// presents reports whether the words say which day it is: "it is Tuesday", "today's Tuesday".
func (m *match) presents() bool {
	p, k := m.prev(0), 1
	if p.is("s") && m.prev(1).is("'", "’") {
		p, k = &item{Token: numerals.Token{Text: "is"}}, 2
	}
	return p.is("is") && m.prev(k).is("it", "today") && (m.closes() || m.next(0).is("and", "so", "but", "again"))
}

// recurs reports whether a weekday is said of every week: "every Wednesday/Thursday", "on a Monday", "Saturday mornings",
// "one flight per week, on Thursday".
func (m *match) recurs() bool {
	p := m.prev(0)
	if p.is("/", "and", "or") && m.prev(1).class&cWD != 0 {
		p = m.prev(2)
	}
	if p.is("every", "each", "most", "alternate") || p.is("a") && m.prev(1).is("on") || m.next(0).is("mornings", "afternoons", "evenings", "nights") {
		return true
	}
	for i := 1; i < m.at; i++ {
		if m.items[i].is("week") && m.items[i-1].is("per", "every", "each") {
			return true
		}
	}
	return false
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

func itoa(n int) string { return strconv.Itoa(n) }
