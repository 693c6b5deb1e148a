package dates

import (
	"entente/internal/calendar"
	"entente/internal/numerals"
)

// part reads "early 1990s", "the end of November", "mid-2014".
func part(m *match) *expr {
	p := m.of(cMOD, 0)
	if p == nil {
		p = m.of(cPART, 0)
	}
	x := date(partOf)
	x.a, x.part = m.of(cDATE, 0).x, p.word
	if x.a.value != "" || p.is("early", "late") && x.a.clock != "" {
		return nil
	}
	return x
}

// halfOf2 reads "the first half of May", "the second half of the 1980s".
func halfOf2(m *match) *expr {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(halfDate)
	x.a, x.n = m.of(cDATE, 0).x, h
	return x
}

// weekOf reads "the second week of May" and "the last week of May"; a month's last week is the one that holds its last day.
func weekOf(m *match) *expr {
	x := date(weekInDate)
	x.a, x.n = m.of(cDATE, 0).x, m.num(cOD, 0)
	return x
}

func weekInDate(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	if !ok || w.Prec != calendar.Month {
		return when{}, false
	}
	z := w.Lo + 7*(x.n-1)
	if x.n == 0 {
		z = w.Hi
	}
	if z > w.Hi {
		return when{}, false
	}
	out := unit(z, 'W')
	out.basis = w.basis
	return out, true
}

func circa(m *match) *expr {
	x := date(circaDate)
	x.a = m.of(cDATE, 0).x
	if x.a.value != "" {
		return nil
	}
	return x
}

func circaDate(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	w.Fuzzy = true
	return w, ok
}

// timed puts a clock time and a day together.
func timed(m *match) *expr {
	x := date(timedDate)
	x.a, x.clock = m.of(cDATE, 0).x, m.of(cTIME, 0).x.clock
	return x
}

func timedDate(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	if ok && w.Lo == w.Hi && w.use == "" {
		w.clock = x.clock
	}
	return w, ok
}

// fromDate reads "two weeks after 9 May".
func fromDate(sign int) func(*match) *expr {
	return func(m *match) *expr {
		d := m.of(cDUR, 0).x
		if d.n == 0 || d.unit == 'h' {
			return nil
		}
		x := date(movedDate)
		x.a, x.n, x.unit = m.of(cDATE, 0).x, sign*d.n, d.unit
		if m.has("from") && x.a.value == "" && x.a.d == 0 {
			return nil // "two years from 2015"
		}
		return x
	}
}

func movedDate(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	if !ok || w.use != "" {
		return when{}, false
	}
	w = w.move(x.n, x.unit, "")
	return w.as("context")
}

// neighbour reads "the day after 9 May".
func neighbour(sign int) func(*match) *expr {
	return func(m *match) *expr {
		x := date(movedDate)
		x.a, x.n, x.unit = m.of(cDATE, 0).x, sign, m.of(cUNIT, 0).word[0]
		return x
	}
}

// rangeOf reads "from May to July", "between 1999 and 2003", "6 May – 3 June".
func rangeOf(m *match) *expr {
	x := date(rangeDates)
	x.a, x.b = m.of(cDATE, 0).x, m.of(cDATE, 1).x
	if x.a.value != "" || x.b.value != "" {
		return nil
	}
	if m.has("-", "–", "—") && !m.has("from") && !alike(x.a, x.b) {
		return nil
	}
	return x
}

// alike reports whether two dates are printed to the same precision, as the ends of a range joined by a dash are.
func alike(a, b *expr) bool {
	return (a.m > 0) == (b.m > 0) && (a.d > 0) == (b.d > 0) && (a.y > 0) == (b.y > 0 && a.y > 0) && (a.m > 0 || a.y > 0)
}

func rangeDates(x *expr, s *state) (when, bool) {
	b, okB := x.b.do(x.b, s)
	if okB && x.a.y == 0 && x.a.m != 0 && b.basis == "text" {
		s.explicit, s.explAt = &b, s.at // "from May to July 2014": the first takes the year of the second
	}
	a, okA := x.a.do(x.a, s)
	if okA && okB && b.Lo < a.Lo && x.b.y == 0 && x.b.m != 0 {
		if x.a.y == 0 && s.ref != nil && s.tense(x) <= 0 && a.Lo > s.ref.Lo {
			a = a.shift(-1, 'Y')
		} else {
			b = b.shift(1, 'Y')
		}
	}
	if !okA || !okB || a.use != "" || b.use != "" || b.Hi < a.Lo {
		return when{}, false
	}
	w := when{Interval: calendar.Interval{Lo: a.Lo, Hi: b.Hi, Prec: min(a.Prec, b.Prec), Fuzzy: a.Fuzzy || b.Fuzzy}, basis: a.basis, clock: a.clock}
	if a.Prec != b.Prec && w.Prec > calendar.Month {
		w.Prec = calendar.Month
	}
	return w, true
}

// bareYear takes four digits for a year where the words around allow it, and for part of a name where they hold it.
func bareYear(m *match) *expr {
	i := m.items[m.at]
	if i.Spelt || i.Int < 1000 || i.Int > 2199 || m.numbered() || m.counted() {
		return nil
	}
	if (i.Int < 1600 || i.Int > 2060) && !m.prev(0).is("in", "since", "by", "until", "till", "from", "of", "before", "after", "circa", "about", "around", "between", "and", "to", "through", "(", "year") {
		return nil
	}
	x := date(yearsRow)
	x.y, x.y2 = i.Int, i.Int
	return x
}

// numbered reports whether what stands before makes the number a number of something: money, an article, a resolution.
func (m *match) numbered() bool {
	p := m.prev(0)
	switch {
	case p.is("no", "number", "nos", "#", "article", "articles", "section", "paragraph", "page", "flight", "resolution", "resolutions", "room", "model", "$", "€", "£", "¥", "₽", "₸",
		"usd", "eur", "than", "least", "nearly", "roughly", "only", "another", "extra", "additional", "approximately", "over", "some", "almost", "every", "route", "directive", "decree", "ordinance", "order", "decision", "convention", "total", "+", "=", "±"):
		return true
	case p.is("of") && m.prev(1).is("survey", "sample", "total", "cohort", "group", "fleet", "crowd", "garrison", "force", "convoy") && m.next(0).Kind == numerals.Word && !m.next(0).Upper && !m.next(0).is("and", "in", "was", "is", "by", "to", "the", "that", "which", "has", "had"):
		return true // "a survey of 1709 schoolchildren"
	case p.is(":") && m.prev(1).is(")") && m.prev(2).Kind == numerals.Number:
		return true // "92 (6): 1087–1101", the pages of a journal
	case p.is(".") && m.prev(1).is("no", "nos", "art"), p.Kind == numerals.Number && p.x == nil, p.is("-", "–") && p.Glued && m.prev(1).Kind == numerals.Number:
		return true
	case p.is("-", "–") && p.Glued && m.items[m.at].Glued && m.prev(1).Kind == numerals.Word && !m.prev(1).is("mid", "pre", "post", "early", "late"):
		return true
	case p.is("/", ":", ".") && m.items[m.at].Glued && p.Glued && m.prev(1).Int >= 0:
		return true
	}
	n := m.next(0)
	if n.is("/", ":", ".") && n.Glued && m.next(1).Glued && m.next(1).Int >= 0 {
		return true
	}
	return n.is("%", "$", "€", "£", "°") || n.is("-") && n.Glued && m.next(1).Glued && (m.next(1).Kind == numerals.Number && len(m.next(1).Text) != 2 || m.next(1).Kind == numerals.Word && !m.next(1).Upper)
}

// counted reports whether what follows is counted by the number: "2000 troops", but not "in 2000 troops entered".
func (m *match) counted() bool {
	n := m.next(0)
	if n.is("people", "men", "women", "children", "km", "kilometers", "kilometres", "kilometer", "kilometre", "meters", "metres", "miles", "feet", "ft", "mi", "acres", "hectares", "ha", "tons", "tonnes", "percent", "per", "hours",
		"mw", "megawatts", "kg", "dollars", "euros", "yuan", "rubles", "roubles", "soldiers", "troops", "workers", "students", "jobs", "points", "barrels", "million", "billion",
		"thousand", "hundred", "trillion", "m", "million", "others", "times", "personnel", "square", "cubic", "refugees", "employees", "civilians", "local", "more", "or") && !n.is("or", "more") {
		return !m.prev(0).is("in", "since", "by", "until", "of") || n.is("people", "km", "kilometers", "kilometres", "miles", "tons", "tonnes", "percent", "dollars", "euros", "metres", "meters", "million", "billion")
	}
	if n.Kind != numerals.Word || n.Upper || len(n.Text) < 4 || n.Text[len(n.Text)-1] != 's' || m.items[m.at].Int%10 != 0 {
		return false
	}
	p := m.prev(0)
	switch n.Text {
	case "was", "has", "this", "does", "lies", "sees", "marks", "brings":
		return false
	}
	return p.Kind == numerals.Word && !p.Upper && !p.is("the", "in", "since", "by", "until", "its", "his", "her", "their", "this", "that", "s", "and", "of", "from", "after", "before", "during")
}

// partOf is the first, middle or last third of a date.
func partOf(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	if ok && w.use == "" {
		w.Interval = w.Part(x.part)
	}
	return w, ok
}

func halfDate(x *expr, s *state) (when, bool) {
	w, ok := x.a.do(x.a, s)
	if ok && w.use == "" {
		w.Interval = w.Half(x.n)
	}
	return w, ok
}
