package dates

import (
	"strings"

	"entente/internal/calendar"
)

func fixed(n int) func(*match) *expr {
	return func(m *match) *expr {
		if m.next(0).is("'", "’") && m.next(1).is("s") || n != 0 && m.prev(0).is("of") {
			return nil // "today's world", "the society of tomorrow"
		}
		x := date(dayStep)
		x.n = n
		if n == 0 && m.nowadays() {
			x.value = "PRESENT_REF"
		}
		return x
	}
}

// nowadays reports whether "today" is no day but the present: "still in force today", "more today than ever", "what it is
// today".
func (m *match) nowadays() bool {
	for k := range 4 {
		if m.prev(k).is("still") {
			return true
		}
	}
	return m.next(0).is("than") && m.next(1).is("ever") || m.prev(0).is("is", "are") && m.prev(1).is("it", "they", "we", "he", "she", "that") && m.closes()
}

// todayPart reads "this morning" and "last night".
func todayPart(m *match) *expr {
	x := date(dayStep)
	if d := m.of(cDIR, 0); d != nil {
		if d.value == -1 && d.is("last") {
			x.n = -1
		} else if d.value != 0 {
			return nil
		}
	}
	return x
}

func reference(value string) func(*match) *expr {
	return func(m *match) *expr {
		x := date(dayStep)
		x.value = value
		return x
	}
}

// dirUnit reads "last week", "this year", "the following month", "earlier this month".
func dirUnit(m *match) *expr {
	u, d := m.of(cUNIT, 0), m.of(cDIR, 0)
	if u == nil { // the unit stands as a word of the row
		for i := m.at; i < m.at+m.n; i++ {
			if w := m.items[i].word; len(w) == 1 && strings.Contains("DQ", w) {
				u = &m.items[i]
			}
		}
	}
	if d == nil { // "the following day"
		for i := m.at; i < m.at+m.n; i++ {
			if m.items[i].class&cDIR != 0 {
				d = &m.items[i]
			}
		}
	}
	if u == nil || d == nil {
		return nil
	}
	unit := u.word[0]
	switch {
	case unit == 'D' && d.is("this") && m.prev(0).is("to"):
		return nothing(m) // "to this day"
	case d.is("past", "coming") && m.items[m.at].is("the") && unit != 'K':
		x := date(windowOf)
		x.n, x.unit, x.dir = 1, unit, d.value
		return x
	case unit == 'E' && d.value == -1:
		x := date(windowOf)
		x.n, x.unit, x.dir = 1, unit, -1
		return x
	case d.is("prior", "present") && unit != 'D', d.is("last") && unit == 'D', d.is("past") && !m.items[m.at].is("the"):
		return nil
	case d.value == 3:
		x := date(sameAs)
		x.unit = unit
		return x
	case d.value == 2 || d.value == -2 || unit == 'D' && d.value == 1:
		x := date(contextStep)
		x.n, x.unit = map[bool]int{true: 1, false: -1}[d.value > 0], unit
		return x
	}
	x := date(unitStep)
	x.n, x.unit = d.value, unit
	return x
}

func unitBefore(m *match) *expr {
	x := date(contextStep)
	x.n, x.unit = -1, m.of(cUNIT, 0).word[0]
	if m.next(0).x != nil || m.next(0).is("the", "it", "he", "they") {
		return nil
	}
	return x
}

func stepUnit(n int) func(*match) *expr {
	return func(m *match) *expr {
		x := date(unitStep)
		x.n, x.unit = n, m.of(cUNIT, 0).word[0]
		return x
	}
}

func sameUnit(m *match) *expr {
	x := date(sameAs)
	x.unit = m.of(cUNIT, 0).word[0]
	if m.items[m.at].is("that") {
		if x.unit == 'D' && m.next(0).is("when") {
			return nil
		}
		x.dir = 3 // only where a day was named
	}
	return x
}

// theDay reads "the day" only where it closes a phrase that looks back ("for the day", "later in the day").
func theDay(m *match) *expr {
	if m.prev(0).is("ending", "end", "finish", "finishing", "ended", "finished", "closed", "close") {
		return sameDay()
	}
	if !m.prev(0).is("in", "for", "of", "on") || m.next(0).is("when", "of", "after", "before", "that", "to") {
		return nil
	}
	if m.prev(0).is("of", "on", "in") && !m.prev(1).is("later", "late", "end", "rest", "earlier", "early") {
		return nil
	}
	return sameDay()
}

// yearTold is "the year" of a text: the current one in the news, in a history that of the date named before; a guide has none.
func yearTold(x *expr, s *state) (when, bool) {
	switch {
	case s.guide():
		return when{}, false
	case s.tale && s.last != nil && s.last.Prec <= calendar.Year:
		return unit(s.last.Lo, 'Y').as("context")
	}
	return unitStep(x, s)
}

func sameDay() *expr {
	x := date(func(x *expr, s *state) (when, bool) {
		if s.guide() {
			return when{}, false
		}
		return sameAs(x, s)
	})
	x.unit = 'D'
	return x
}

func theYear(m *match) *expr {
	if !m.prev(0).is("of", "for", "during", "in", "throughout") || m.items[m.at+1].Upper ||
		m.prev(0).is("of", "in") && !m.prev(1).is("end", "beginning", "rest", "part", "half", "quarter", "course", "start", "later", "earlier", "late", "early", "months", "middle", "close", "remainder", "first", "last") ||
		m.next(0).is("when", "of", "after", "before", "that", "to") {
		return nil
	}
	x := date(yearTold)
	x.unit = 'Y'
	return x
}

// amount is the number of units in a match, and whether it is vague.
func (m *match) amount() (int, bool) {
	if i := m.of(cN, 0); i != nil {
		return i.Int, false
	}
	if q := m.of(cQTY, 0); q != nil {
		return q.value, true
	}
	return 1, false
}

// unitLetter is the letter of the match's unit.
func (m *match) unitLetter() byte {
	for _, c := range []class{cUNITS, cUNIT, cHOUR, cHOURUNIT} {
		if u := m.of(c, 0); u != nil {
			return u.word[0]
		}
	}
	return 0
}

func ago(m *match) *expr {
	n, vague := m.amount()
	if n == 0 || n > 10000 {
		return &expr{}
	}
	x := date(agoOf)
	x.n, x.unit = -n, m.unitLetter()
	if vague || m.has("some", "about", "around", "almost", "nearly", "over", "roughly", "approximately", "more", "less") {
		x.part = "~"
	}
	return x
}

// agoDay reads "three years ago today" and "a year ago tomorrow": the very day.
func agoDay(m *match) *expr {
	n, _ := m.amount()
	if n == 0 || n > 1000 {
		return nil
	}
	x := date(daysAgo)
	x.n, x.unit = -n, m.unitLetter()
	switch {
	case m.has("tomorrow"):
		x.d = 1
	case m.has("yesterday"):
		x.d = -1
	}
	return x
}

func halfAgo(m *match) *expr {
	x := date(agoOf)
	x.part = "~"
	switch m.unitLetter() {
	case 'C':
		x.n, x.unit = -50, 'Y'
	case 'E':
		x.n, x.unit = -5, 'Y'
	case 'Y':
		x.n, x.unit = -6, 'M'
	default:
		return nil
	}
	return x
}

func shifted(sign int) func(*match) *expr {
	return func(m *match) *expr {
		n, vague := m.amount()
		if n == 0 || n > 2000 || m.has("after", "before") && !m.closes() {
			return nil
		}
		x := date(contextShift)
		x.n, x.unit = sign*n, m.unitLetter()
		if vague {
			x.part = "~"
		}
		return x
	}
}

// closes reports whether the phrase ends with the match: "two years before", not "two years before the war".
func (m *match) closes() bool {
	n := m.next(0)
	return n.Kind >= 3 || n.Text == ""
}

func hence(m *match) *expr {
	n, _ := m.amount()
	if n == 0 || n > 1000 {
		return nil
	}
	x := date(agoOf)
	x.n, x.unit = n, m.unitLetter()
	return x
}

// window reads "the past three years" and "the next four months": an interval that begins or ends with the text.
func window(m *match) *expr {
	n, vague := m.amount()
	d := m.num(cDIR, 0)
	if n == 0 || n > 2000 || d == 0 || d == 3 || d == -2 || d == 2 {
		return nil
	}
	x := date(windowOf)
	x.n, x.unit, x.dir = n, m.unitLetter(), d
	if vague {
		x.part = "~"
	}
	return x
}

func vagueWindow(m *match) *expr {
	if d := m.of(cDIR, 0); d != nil && d.value != -1 && d.value != 1 {
		return nil
	}
	x := date(dayStep)
	x.value = "PAST_REF"
	if m.num(cDIR, 0) > 0 {
		x.value = "FUTURE_REF"
	}
	return x
}
