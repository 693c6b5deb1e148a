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
		return x
	}
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
	if m.items[m.at].is("that") && x.unit == 'D' && m.next(0).is("when") {
		return nil
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

func sameDay() *expr {
	x := date(sameAs)
	x.unit = 'D'
	return x
}

func theYear(m *match) *expr {
	if !m.prev(0).is("of", "for", "during", "in", "throughout") || m.items[m.at+1].Upper ||
		m.prev(0).is("of", "in") && !m.prev(1).is("end", "beginning", "rest", "part", "half", "quarter", "course", "start", "later", "earlier", "late", "early", "months", "middle", "close", "remainder", "first", "last") ||
		m.next(0).is("when", "of", "after", "before", "that", "to") {
		return nil
	}
	x := date(unitStep)
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

func duration(m *match) *expr {
	n, _ := m.amount()
	if i := m.items[m.at]; i.Kind == 2 || i.class&cYY != 0 && !i.Spelt && m.unitLetter() != 'D' && !m.items[m.at+1].is("-") && m.of(cUNIT, 0) != nil {
		return nil
	}
	if n < 1 || n > 100000 || m.of(cUNIT, 0) != nil && !m.has("-") && n != 1 {
		return nil
	}
	return period(n, m.unitLetter(), m.of(cHOUR, 0) != nil || m.of(cHOURUNIT, 0) != nil)
}

func period(n int, unit byte, clock bool) *expr {
	x := &expr{class: cDUR, do: durationOf, n: n, unit: unit}
	switch {
	case clock:
		x.value, x.unit = "PT"+itoa(n)+string(unit), 'h'
	case unit == 'E':
		x.value = "P" + itoa(10*n) + "Y"
	case unit == 'C':
		x.value = "P" + itoa(100*n) + "Y"
	case unit == 'Q':
		x.value = "P" + itoa(3*n) + "M"
	case unit == 'H':
		x.value = "P" + itoa(6*n) + "M"
	case unit == 'F':
		x.value = "P" + itoa(2*n) + "W"
	case unit == 'K':
		x.value = "P" + itoa(2*n) + "D"
	default:
		x.value = "P" + itoa(n) + string(unit)
	}
	return x
}

// one reads "a year": a length, or after a number a rate ("15 a year").
func one(m *match) *expr {
	u := m.unitLetter()
	clock := m.of(cHOURUNIT, 0) != nil
	if u == 'K' || m.next(0).x == nil && m.next(0).is("-") {
		return nil
	}
	x := period(1, u, clock)
	p := m.prev(0)
	if m.items[m.at].is("a", "an") && (p.Kind == 1 || p.is("billion", "million", "thousand", "%", "percent", "cent", "times", "tons", "tonnes", "barrels", "once", "twice", "dollars", "euros") ||
		p.Kind == 0 && m.prev(1).Kind == 1 && m.prev(1).x == nil) {
		x.class, x.do = 0, setOf
	}
	return x
}

func halfUnit(m *match) *expr {
	switch m.unitLetter() {
	case 'C':
		return period(50, 'Y', false)
	case 'E':
		return period(5, 'Y', false)
	case 'Y':
		return period(6, 'M', false)
	}
	return nil
}

func vagueDuration(m *match) *expr {
	u := m.unitLetter()
	x := period(1, u, m.of(cHOUR, 0) != nil)
	if u == 'E' || u == 'C' {
		u = 'Y'
	}
	x.value = strings.Replace(strings.TrimRight(x.value, "0123456789YMWDHS"), "T", "T", 1) + "X" + string(u)
	x.n = 0
	if m.items[m.at].is("for", "over", "in") {
		x.from = 1
	}
	return x
}

func set(m *match) *expr {
	n, _ := m.amount()
	if m.has("other") {
		n = 2
	}
	x := period(n, m.unitLetter(), false)
	x.class, x.do = 0, setOf
	return x
}

func annual(*match) *expr { return &expr{do: setOf, value: "P1Y"} }

func anniversary(m *match) *expr { return &expr{do: nameOf} }

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
