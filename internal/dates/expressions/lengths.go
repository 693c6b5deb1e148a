package expressions

import (
	"strings"

	"entente/internal/dates/anchoring"
)

func duration(m *match) *anchoring.Expression {
	n, _ := m.amount()
	if i := m.items[m.at]; i.Kind == 2 || i.Class&cYY != 0 && !i.Spelt && m.unitLetter() != 'D' && !m.items[m.at+1].Is("-") && m.of(cUNIT, 0) != nil {
		return nil
	}
	if n < 1 || n > 100000 || m.of(cUNIT, 0) != nil && !m.has("-") && n != 1 {
		return nil
	}
	return period(n, m.unitLetter(), m.of(cHOUR, 0) != nil || m.of(cHOURUNIT, 0) != nil)
}

func period(n int, unit byte, clock bool) *anchoring.Expression {
	x := &anchoring.Expression{Class: cDUR, Do: anchoring.DurationOf, N: n, Unit: unit, Value: anchoring.Length(n, unit, clock)}
	if clock {
		x.Unit = 'h'
	}
	return x
}

// one reads "a year": a length, or after a number a rate ("15 a year").
func one(m *match) *anchoring.Expression {
	u := m.unitLetter()
	clock := m.of(cHOURUNIT, 0) != nil
	if u == 'K' || m.next(0).X == nil && m.next(0).Is("-") {
		return nil
	}
	x := period(1, u, clock)
	p := m.prev(0)
	if m.items[m.at].Is("a", "an") && (p.Kind == 1 || p.Is("billion", "million", "thousand", "%", "percent", "cent", "times", "tons", "tonnes", "barrels", "once", "twice", "dollars", "euros") ||
		p.Kind == 0 && m.prev(1).Kind == 1 && m.prev(1).X == nil) {
		x.Class, x.Do = 0, anchoring.SetOf
	}
	return x
}

func halfUnit(m *match) *anchoring.Expression {
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

func vagueDuration(m *match) *anchoring.Expression {
	u := m.unitLetter()
	x := period(1, u, m.of(cHOUR, 0) != nil)
	if u == 'E' || u == 'C' {
		u = 'Y'
	}
	x.Value = strings.Replace(strings.TrimRight(x.Value, "0123456789YMWDHS"), "T", "T", 1) + "X" + string(u)
	x.N = 0
	if m.items[m.at].Is("for", "over", "in") {
		x.From = 1
	}
	return x
}

func set(m *match) *anchoring.Expression {
	n, _ := m.amount()
	if m.has("other") {
		n = 2
	}
	x := period(n, m.unitLetter(), false)
	x.Class, x.Do = 0, anchoring.SetOf
	return x
}

func annual(*match) *anchoring.Expression {
	return &anchoring.Expression{Do: anchoring.SetOf, Value: "P1Y"}
}

func anniversary(m *match) *anchoring.Expression { return &anchoring.Expression{Do: anchoring.NameOf} }
