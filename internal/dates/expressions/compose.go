package expressions

import (
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// part reads "early 1990s", "the end of November", "mid-2014".
func part(m *match) *anchoring.Expression {
	p := m.of(cMOD, 0)
	if p == nil {
		p = m.of(cPART, 0)
	}
	x := date(anchoring.PartOf)
	x.A, x.Part = m.of(cDATE, 0).X, p.Word
	if x.A.Value != "" || p.Is("early", "late") && x.A.Clock != "" {
		return nil
	}
	return x
}

// halfOf2 reads "the first half of May", "the second half of the 1980s".
func halfOf2(m *match) *anchoring.Expression {
	h := m.num(cOD, 0)
	if h != 1 && h != 2 {
		return nil
	}
	x := date(anchoring.HalfDate)
	x.A, x.N = m.of(cDATE, 0).X, h
	return x
}

// weekOf reads "the second week of May" and "the last week of May"; a month's last week is the one that holds its last day.
func weekOf(m *match) *anchoring.Expression {
	x := date(anchoring.WeekInDate)
	x.A, x.N = m.of(cDATE, 0).X, m.num(cOD, 0)
	return x
}

func circa(m *match) *anchoring.Expression {
	x := date(anchoring.CircaDate)
	x.A = m.of(cDATE, 0).X
	if x.A.Value != "" {
		return nil
	}
	return x
}

// timed puts a clock time and a day together.
func timed(m *match) *anchoring.Expression {
	x := date(anchoring.TimedDate)
	x.A, x.Clock = m.of(cDATE, 0).X, m.of(cTIME, 0).X.Clock
	return x
}

// fromDate reads "two weeks after 9 May".
func fromDate(sign int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		d := m.of(cDUR, 0).X
		if d.N == 0 || d.Unit == 'h' {
			return nil
		}
		x := date(anchoring.MovedDate)
		x.A, x.N, x.Unit = m.of(cDATE, 0).X, sign*d.N, d.Unit
		if m.has("from") && x.A.Value == "" && x.A.Day == 0 {
			return nil // "two years from 2015"
		}
		return x
	}
}

// neighbour reads "the day after 9 May".
func neighbour(sign int) func(*match) *anchoring.Expression {
	return func(m *match) *anchoring.Expression {
		x := date(anchoring.MovedDate)
		x.A, x.N, x.Unit = m.of(cDATE, 0).X, sign, m.of(cUNIT, 0).Word[0]
		return x
	}
}

// rangeOf reads "from May to July", "between 1999 and 2003", "6 May – 3 June".
func rangeOf(m *match) *anchoring.Expression {
	x := date(anchoring.RangeDates)
	x.A, x.B = m.of(cDATE, 0).X, m.of(cDATE, 1).X
	if x.A.Value != "" || x.B.Value != "" {
		return nil
	}
	if m.has("-", "–", "—") && !m.has("from") && !alike(x.A, x.B) {
		return nil
	}
	return x
}

// alike reports whether two dates are printed to the same precision, as the ends of a range joined by a dash are.
func alike(a, b *anchoring.Expression) bool {
	return (a.Month > 0) == (b.Month > 0) && (a.Day > 0) == (b.Day > 0) && (a.Year > 0) == (b.Year > 0 && a.Year > 0) && (a.Month > 0 || a.Year > 0)
}

// bareYear takes four digits for a year where the words around allow it, and for part of a name where they hold it.
func bareYear(m *match) *anchoring.Expression {
	i := m.items[m.at]
	if i.Spelt || i.Int < 1000 || i.Int > 2199 || m.numbered() || m.counted() {
		return nil
	}
	if (i.Int < 1600 || i.Int > 2060) && !m.prev(0).Is("in", "since", "by", "until", "till", "from", "of", "before", "after", "circa", "about", "around", "between", "and", "to", "through", "(", "year") {
		return nil
	}
	x := date(anchoring.YearsRow)
	x.Year, x.Year2 = i.Int, i.Int
	return x
}

// numbered reports whether what stands before makes the number a number of something: money, an article, a resolution.
func (m *match) numbered() bool {
	p := m.prev(0)
	switch {
	case p.Is("no", "number", "nos", "#", "article", "articles", "section", "paragraph", "page", "flight", "resolution", "resolutions", "room", "model", "$", "€", "£", "¥", "₽", "₸",
		"usd", "eur", "than", "least", "nearly", "roughly", "only", "another", "extra", "additional", "approximately", "over", "some", "almost", "every", "route", "directive", "decree", "ordinance", "order", "decision", "convention", "total", "+", "=", "±"):
		return true
	case p.Is("of") && m.prev(1).Is("survey", "sample", "total", "cohort", "group", "fleet", "crowd", "garrison", "force", "convoy") && m.next(0).Kind == numerals.Word && !m.next(0).Upper && !m.next(0).Is("and", "in", "was", "is", "by", "to", "the", "that", "which", "has", "had"):
		return true // "a survey of 1709 schoolchildren"
	case p.Is(":") && m.prev(1).Is(")") && m.prev(2).Kind == numerals.Number:
		return true // "92 (6): 1087–1101", the pages of a journal
	case p.Is(".") && m.prev(1).Is("no", "nos", "art"), p.Kind == numerals.Number && p.X == nil, p.Is("-", "–") && p.Glued && m.prev(1).Kind == numerals.Number:
		return true
	case p.Is("-", "–") && p.Glued && m.items[m.at].Glued && m.prev(1).Kind == numerals.Word && !m.prev(1).Is("mid", "pre", "post", "early", "late"):
		return true
	case p.Is("/", ":", ".") && m.items[m.at].Glued && p.Glued && m.prev(1).Int >= 0:
		return true
	}
	n := m.next(0)
	if n.Is("/", ":", ".") && n.Glued && m.next(1).Glued && m.next(1).Int >= 0 {
		return true
	}
	return n.Is("%", "$", "€", "£", "°") || n.Is("-") && n.Glued && m.next(1).Glued && (m.next(1).Kind == numerals.Number && len(m.next(1).Text) != 2 || m.next(1).Kind == numerals.Word && !m.next(1).Upper)
}

// counted reports whether what follows is counted by the number: "2000 troops", but not "in 2000 troops entered".
func (m *match) counted() bool {
	n := m.next(0)
	if n.Is("people", "men", "women", "children", "km", "kilometers", "kilometres", "kilometer", "kilometre", "meters", "metres", "miles", "feet", "ft", "mi", "acres", "hectares", "ha", "tons", "tonnes", "percent", "per", "hours",
		"mw", "megawatts", "kg", "dollars", "euros", "yuan", "rubles", "roubles", "soldiers", "troops", "workers", "students", "jobs", "points", "barrels", "million", "billion",
		"thousand", "hundred", "trillion", "m", "million", "others", "times", "personnel", "square", "cubic", "refugees", "employees", "civilians", "local", "more", "or") && !n.Is("or", "more") {
		return !m.prev(0).Is("in", "since", "by", "until", "of") || n.Is("people", "km", "kilometers", "kilometres", "miles", "tons", "tonnes", "percent", "dollars", "euros", "metres", "meters", "million", "billion")
	}
	if n.Kind != numerals.Word || n.Upper || len(n.Text) < 4 || n.Text[len(n.Text)-1] != 's' || m.items[m.at].Int%10 != 0 {
		return false
	}
	p := m.prev(0)
	switch n.Text {
	case "was", "has", "this", "does", "lies", "sees", "marks", "brings":
		return false
	}
	return p.Kind == numerals.Word && !p.Upper && !p.Is("the", "in", "since", "by", "until", "its", "his", "her", "their", "this", "that", "s", "and", "of", "from", "after", "before", "during")
}
