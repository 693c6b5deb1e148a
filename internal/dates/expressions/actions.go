package expressions

import (
	"strconv"

	"entente/internal/calendar"
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// actions give the last column of the grammar its meaning. An action that returns nil refuses the match.
func actions() map[string]func(*match) *anchoring.Expression {
	return map[string]func(*match) *anchoring.Expression{
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
func nothing(*match) *anchoring.Expression { return &anchoring.Expression{} }

func day(m *match) *anchoring.Expression {
	if !m.capital(cMON) {
		return nil
	}
	x := date(anchoring.AbsoluteDay)
	x.Year, x.Month, x.Day = m.num(cYY, 0), m.of(cMON, 0).Value, m.num(cDD, 0)
	if x.Day > calendar.MonthLength(2000, x.Month) || x.Year == 0 && m.of(cDD, 0).Is("second") {
		return nil
	}
	if w := m.of(cWD, 0); w != nil {
		x.N = w.Value
	}
	if x.Year == 0 {
		if n := m.next(0); n.Kind == 2 || n.Is("%") || n.Is(":") && m.next(1).Glued && m.next(1).Int >= 0 {
			return nil
		}
	}
	return x
}

// capital reports whether the item that plays c has a capital letter: "may", "march" and "sun" are months and days only then.
func (m *match) capital(c anchoring.Class) bool {
	i := m.of(c, 0)
	return i != nil && i.Upper
}

func dayRange(m *match) *anchoring.Expression {
	if !m.capital(cMON) {
		return nil
	}
	x := date(anchoring.DaysOfMonth)
	x.Year, x.Month, x.Day, x.Day2 = m.num(cYY, 0), m.of(cMON, 0).Value, m.num(cDD, 0), m.num(cDD, 1)
	if x.Day2 <= x.Day || x.Day2 > calendar.MonthLength(2000, x.Month) {
		return nil
	}
	return x
}

func month(m *match) *anchoring.Expression {
	if !m.capital(cMON) {
		return nil
	}
	x := date(anchoring.AbsoluteMonth)
	x.Year, x.Month = m.num(cYY, 0), m.of(cMON, 0).Value
	return x
}

// bareMonth takes a month without day and year; "May" and "March" need a word before them that asks for a date.
func bareMonth(m *match) *anchoring.Expression {
	i := m.of(cMON, 0)
	if !i.Upper {
		return nil
	}
	if p := m.prev(0); i.Is("may", "march", "mar", "dec", "jan", "august") || len(i.Text) <= 3 {
		if !p.Is("in", "of", "since", "until", "till", "by", "from", "between", "to", "and", "or", "last", "next", "this", "early", "late", "mid", "through",
			"before", "after", "during", "-", "–", "for", "on", ",", "around") || p.Is(",") && !(m.next(0).Is(",", "and") || m.prev(1).Class&cMON != 0) {
			return nil
		}
	}
	x := date(anchoring.AbsoluteMonth)
	x.Month = i.Value
	return x
}

func monthOfDir(m *match) *anchoring.Expression {
	d := m.of(cDIR, 0)
	if m.has("that") && m.capital(cMON) {
		x := date(anchoring.MonthOfYear)
		x.Month, x.Day, x.Dir = m.of(cMON, 0).Value, m.num(cDD, 0), 3
		return x
	}
	if !m.capital(cMON) || d == nil || d.Value == -2 || d.Value == 2 {
		return nil
	}
	x := date(anchoring.MonthOfYear)
	x.Month, x.Day, x.Dir = m.of(cMON, 0).Value, m.num(cDD, 0), d.Value
	return x
}

func weekdayRow(m *match) *anchoring.Expression {
	if !m.capital(cWD) || m.prev(0).Is("black", "good", "bloody", "ash", "easter", "palm", "holy", "maundy", "super") {
		return nil
	}
	if m.recurs() {
		return nothing(m)
	}
	x := date(anchoring.WeekdayNear)
	if m.presents() {
		x.Do = anchoring.WeekdayNow
	}
	x.Day = m.of(cWD, 0).Value
	return x
}

// presents reports whether the words say which day it is: "it is Tuesday", "today's Tuesday".
func (m *match) presents() bool {
	p, k := m.prev(0), 1
	if p.Is("s") && m.prev(1).Is("'", "’") {
		p, k = &Item{Token: numerals.Token{Text: "is"}}, 2
	}
	return p.Is("is") && m.prev(k).Is("it", "today") && (m.closes() || m.next(0).Is("and", "so", "but", "again"))
}

// recurs reports whether a weekday is said of every week: "every Wednesday/Thursday", "on a Monday", "Saturday mornings",
// "one flight per week, on Thursday".
func (m *match) recurs() bool {
	p := m.prev(0)
	if p.Is("/", "and", "or") && m.prev(1).Class&cWD != 0 {
		p = m.prev(2)
	}
	if p.Is("every", "each", "most", "alternate") || p.Is("a") && m.prev(1).Is("on") || m.next(0).Is("mornings", "afternoons", "evenings", "nights") {
		return true
	}
	for i := 1; i < m.at; i++ {
		if m.items[i].Is("week") && m.items[i-1].Is("per", "every", "each") {
			return true
		}
	}
	return false
}

func dirWeekday(m *match) *anchoring.Expression {
	d := m.num(cDIR, 0)
	if !m.capital(cWD) {
		return nil
	}
	x := date(anchoring.WeekdayStep)
	x.Day, x.Dir = m.of(cWD, 0).Value, d
	return x
}

func weekdayOf(m *match) *anchoring.Expression {
	if !m.capital(cWD) {
		return nil
	}
	x := date(anchoring.WeekdayOfWeek)
	x.Day, x.Dir = m.of(cWD, 0).Value, m.num(cDIR, 0)
	return x
}

func dirMonth(m *match) *anchoring.Expression {
	if !m.capital(cMON) {
		return nil
	}
	x := date(anchoring.MonthStep)
	x.Month, x.Dir = m.of(cMON, 0).Value, m.num(cDIR, 0)
	return x
}

func season(m *match) *anchoring.Expression {
	x := date(anchoring.AbsoluteSeason)
	x.Year, x.N = m.num(cYY, 0), m.of(cSEAS, 0).Value
	return x
}

func winter(m *match) *anchoring.Expression {
	x := season(m)
	if (x.Year+1)%100 != m.num(cY2, 0) {
		return nil
	}
	return x
}

func dirSeason(m *match) *anchoring.Expression {
	s := m.of(cSEAS, 0)
	if m.of(cDIR, 0) == nil && (s.Is("fall", "spring") || !m.prev(0).Is("in", "during", "by", "until", "since", "this", "before")) {
		return nil
	}
	x := date(anchoring.SeasonStep)
	x.N, x.Dir = s.Value, m.num(cDIR, 0)
	return x
}

func quarter(m *match) *anchoring.Expression {
	q := m.num(cOD, 0)
	if q < 1 || q > 4 {
		return nil
	}
	if m.of(cYY, 0) == nil && m.of(cDIR, 0) == nil && !m.prev(0).Is("in", "of", "for", "during", "since", "its") && !m.items[m.at].Is("the") && m.next(0).Is("of") {
		return nil
	}
	x := date(anchoring.QuarterOfYear)
	x.N, x.Year = q, m.num(cYY, 0)
	x.Dir = 9
	if d := m.of(cDIR, 0); d != nil {
		x.Dir = d.Value
	}
	return x
}

func quarterLast(m *match) *anchoring.Expression {
	x := date(anchoring.QuarterOfYear)
	x.N, x.Year, x.Dir = 4, m.num(cYY, 0), m.num(cDIR, m.count(cDIR)-1)
	return x
}

func (m *match) count(c anchoring.Class) (n int) {
	for _, p := range m.row.plays {
		if p == c {
			n++
		}
	}
	return n
}

func shortQuarter(m *match) *anchoring.Expression {
	x := date(anchoring.QuarterOfYear)
	x.N, x.Year, x.Dir = int(m.items[m.at].Text[1]-'0'), m.num(cYY, 0), 9
	return x
}

func shortHalf(m *match) *anchoring.Expression {
	x := date(anchoring.HalfOfYear)
	x.N, x.Year = int(m.items[m.at].Text[1]-'0'), m.num(cYY, 0)
	return x
}

func half(m *match) *anchoring.Expression {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(anchoring.HalfOfYear)
	x.N, x.Year = h, m.num(cYY, 0)
	if d := m.of(cDIR, 0); d != nil {
		x.Dir = d.Value
	}
	return x
}

func itoa(n int) string { return strconv.Itoa(n) }
