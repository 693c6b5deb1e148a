package expressions

import (
	"strings"

	"entente/internal/dates/anchoring"
)

func fixed(n int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		if m.next(0).Is("'", "’") && m.next(1).Is("s") || n != 0 && m.prev(0).Is("of") {
			return nil // "today's world", "the society of tomorrow"
		}
		x := date(anchoring.DayStep)
		x.N = n
		if n == 0 && m.nowadays() {
			x.Value = "PRESENT_REF"
		}
		return x
	}
}

// nowadays reports whether "today" is no day but the present: "still in force today", "more today than ever", "what it is
// today".
func (m *match) nowadays() bool {
	for k := range 4 {
		if m.prev(k).Is("still") {
			return true
		}
	}
	return m.next(0).Is("than") && m.next(1).Is("ever") || m.prev(0).Is("is", "are") && m.prev(1).Is("it", "they", "we", "he", "she", "that") && m.closes()
}

// todayPart reads "this morning" and "last night".
func todayPart(m *match) *anchoring.Expression {
	x := date(anchoring.DayStep)
	if d := m.of(cDIR, 0); d != nil {
		if d.Value == -1 && d.Is("last") {
			x.N = -1
		} else if d.Value != 0 {
			return nil
		}
	}
	return x
}

func reference(value string) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		x := date(anchoring.DayStep)
		x.Value = value
		return x
	}
}

// dirUnit reads "last week", "this year", "the following month", "earlier this month".
func dirUnit(m *match) *anchoring.Expression {
	u, d := m.of(cUNIT, 0), m.of(cDIR, 0)
	if u == nil { // the unit stands as a word of the row
		for i := m.at; i < m.at+m.n; i++ {
			if w := m.items[i].Word; len(w) == 1 && strings.Contains("DQ", w) {
				u = &m.items[i]
			}
		}
	}
	if d == nil { // "the following day"
		for i := m.at; i < m.at+m.n; i++ {
			if m.items[i].Class&cDIR != 0 {
				d = &m.items[i]
			}
		}
	}
	if u == nil || d == nil {
		return nil
	}
	unit := u.Word[0]
	switch {
	case unit == 'D' && d.Is("this") && m.prev(0).Is("to"):
		return nothing(m) // "to this day"
	case d.Is("past", "coming") && m.items[m.at].Is("the") && unit != 'K':
		x := date(anchoring.WindowOf)
		x.N, x.Unit, x.Dir = 1, unit, d.Value
		return x
	case unit == 'E' && d.Value == -1:
		x := date(anchoring.WindowOf)
		x.N, x.Unit, x.Dir = 1, unit, -1
		return x
	case d.Is("prior", "present") && unit != 'D', d.Is("last") && unit == 'D', d.Is("past") && !m.items[m.at].Is("the"):
		return nil
	case d.Value == 3:
		x := date(anchoring.SameAs)
		x.Unit = unit
		return x
	case d.Value == 2 || d.Value == -2 || unit == 'D' && d.Value == 1:
		x := date(anchoring.ContextStep)
		x.N, x.Unit = map[bool]int{true: 1, false: -1}[d.Value > 0], unit
		return x
	}
	x := date(anchoring.UnitStep)
	x.N, x.Unit = d.Value, unit
	return x
}

func unitBefore(m *match) *anchoring.Expression {
	x := date(anchoring.ContextStep)
	x.N, x.Unit = -1, m.of(cUNIT, 0).Word[0]
	if m.next(0).X != nil || m.next(0).Is("the", "it", "he", "they") {
		return nil
	}
	return x
}

func stepUnit(n int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		x := date(anchoring.UnitStep)
		x.N, x.Unit = n, m.of(cUNIT, 0).Word[0]
		return x
	}
}

func sameUnit(m *match) *anchoring.Expression {
	x := date(anchoring.SameAs)
	x.Unit = m.of(cUNIT, 0).Word[0]
	if m.items[m.at].Is("that") {
		if x.Unit == 'D' && m.next(0).Is("when") {
			return nil
		}
		x.Dir = 3 // only where a day was named
	}
	return x
}

// theDay reads "the day" only where it closes a phrase that looks back ("for the day", "later in the day").
func theDay(m *match) *anchoring.Expression {
	if m.prev(0).Is("ending", "end", "finish", "finishing", "ended", "finished", "closed", "close") {
		return sameDay()
	}
	if !m.prev(0).Is("in", "for", "of", "on") || m.next(0).Is("when", "of", "after", "before", "that", "to") {
		return nil
	}
	if m.prev(0).Is("of", "on", "in") && !m.prev(1).Is("later", "late", "end", "rest", "earlier", "early") {
		return nil
	}
	return sameDay()
}

func sameDay() *anchoring.Expression {
	x := date(func(x *anchoring.Expression, s *anchoring.State) (anchoring.When, bool) {
		if s.Guide() {
			return anchoring.When{}, false
		}
		return anchoring.SameAs(x, s)
	})
	x.Unit = 'D'
	return x
}

func theYear(m *match) *anchoring.Expression {
	if !m.prev(0).Is("of", "for", "during", "in", "throughout") || m.items[m.at+1].Upper ||
		m.prev(0).Is("of", "in") && !m.prev(1).Is("end", "beginning", "rest", "part", "half", "quarter", "course", "start", "later", "earlier", "late", "early", "months", "middle", "close", "remainder", "first", "last") ||
		m.next(0).Is("when", "of", "after", "before", "that", "to") {
		return nil
	}
	x := date(anchoring.YearTold)
	x.Unit = 'Y'
	return x
}

// amount is the number of units in a match, and whether it is vague.
func (m *match) amount() (int, bool) {
	if i := m.of(cN, 0); i != nil {
		return i.Int, false
	}
	if q := m.of(cQTY, 0); q != nil {
		return q.Value, true
	}
	return 1, false
}

// unitLetter is the letter of the match's unit.
func (m *match) unitLetter() byte {
	for _, c := range []anchoring.Class{cUNITS, cUNIT, cHOUR, cHOURUNIT} {
		if u := m.of(c, 0); u != nil {
			return u.Word[0]
		}
	}
	return 0
}

func ago(m *match) *anchoring.Expression {
	n, vague := m.amount()
	if n == 0 || n > 10000 {
		return &anchoring.Expression{}
	}
	x := date(anchoring.AgoOf)
	x.N, x.Unit = -n, m.unitLetter()
	if vague || m.has("some", "about", "around", "almost", "nearly", "over", "roughly", "approximately", "more", "less") {
		x.Part = "~"
	}
	return x
}

// agoDay reads "three years ago today" and "a year ago tomorrow": the very day.
func agoDay(m *match) *anchoring.Expression {
	n, _ := m.amount()
	if n == 0 || n > 1000 {
		return nil
	}
	x := date(anchoring.DaysAgo)
	x.N, x.Unit = -n, m.unitLetter()
	switch {
	case m.has("tomorrow"):
		x.Day = 1
	case m.has("yesterday"):
		x.Day = -1
	}
	return x
}

func halfAgo(m *match) *anchoring.Expression {
	x := date(anchoring.AgoOf)
	x.Part = "~"
	switch m.unitLetter() {
	case 'C':
		x.N, x.Unit = -50, 'Y'
	case 'E':
		x.N, x.Unit = -5, 'Y'
	case 'Y':
		x.N, x.Unit = -6, 'M'
	default:
		return nil
	}
	return x
}

func shifted(sign int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		n, vague := m.amount()
		if n == 0 || n > 2000 || m.has("after", "before") && !m.closes() {
			return nil
		}
		x := date(anchoring.ContextShift)
		x.N, x.Unit = sign*n, m.unitLetter()
		if vague {
			x.Part = "~"
		}
		return x
	}
}

// closes reports whether the phrase ends with the match: "two years before", not "two years before the war".
func (m *match) closes() bool {
	n := m.next(0)
	return n.Kind >= 3 || n.Text == ""
}

func hence(m *match) *anchoring.Expression {
	n, _ := m.amount()
	if n == 0 || n > 1000 {
		return nil
	}
	x := date(anchoring.AgoOf)
	x.N, x.Unit = n, m.unitLetter()
	return x
}

// window reads "the past three years" and "the next four months": an interval that begins or ends with the text.
func window(m *match) *anchoring.Expression {
	n, vague := m.amount()
	d := m.num(cDIR, 0)
	if n == 0 || n > 2000 || d == 0 || d == 3 || d == -2 || d == 2 {
		return nil
	}
	x := date(anchoring.WindowOf)
	x.N, x.Unit, x.Dir = n, m.unitLetter(), d
	if vague {
		x.Part = "~"
	}
	return x
}

func vagueWindow(m *match) *anchoring.Expression {
	if d := m.of(cDIR, 0); d != nil && d.Value != -1 && d.Value != 1 {
		return nil
	}
	x := date(anchoring.DayStep)
	x.Value = "PAST_REF"
	if m.num(cDIR, 0) > 0 {
		x.Value = "FUTURE_REF"
	}
	return x
}
