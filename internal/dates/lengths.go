package dates

import (
	"strings"
)

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
