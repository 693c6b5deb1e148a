package corrections

import (
	"regexp"
	"strconv"
	"strings"

	"entente"
	"entente/internal/calendar"
)

// units are the forms of one end of a date: day, month (or season, quarter, half), year, decade, century.
var units = regexp.MustCompile(`^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?$|^(-?\d{3})X$|^(-?\d\d)XX$`)

// date reads EDTF: level 1, with the quarters (33–36) and halves (40–41) of level 2; an interval may be open on one side.
// Nil for what is none.
func date(edtf string) *entente.Date {
	if edtf == "" {
		return nil
	}
	d := &entente.Date{EDTF: edtf, Basis: "input"}
	a, b, interval := strings.Cut(edtf, "/")
	if !interval {
		b = a
	}
	from, okA := unit(a)
	to, okB := unit(b)
	open := func(s string) bool { return interval && (s == "" || s == "..") }
	switch {
	case !okA && !open(a) || !okB && !open(b) || !okA && !okB || okA && okB && to.Hi < from.Lo:
		return nil
	}
	prec := max(from.Prec, to.Prec)
	if okA {
		d.Start = calendar.ISO(from.Lo)
	}
	if okB {
		d.End = calendar.ISO(to.Hi)
	}
	d.Precision = prec.String()
	return d
}

// unit reads one end.
func unit(s string) (calendar.Interval, bool) {
	m := units.FindStringSubmatch(strings.TrimRight(s, "~?%"))
	if m == nil {
		return calendar.Interval{}, false
	}
	at := func(i int) int { n, _ := strconv.Atoi(m[i]); return n }
	y, month, day := at(1), at(2), at(3)
	switch {
	case m[4] != "":
		w := calendar.OfYears(10*at(4), 10*at(4)+9)
		w.Prec = calendar.Decade
		return w, true
	case m[5] != "":
		w := calendar.OfYears(100*at(5), 100*at(5)+99)
		w.Prec = calendar.Century
		return w, true
	case m[2] == "":
		return calendar.OfYear(y), true
	case m[3] != "":
		return calendar.OfDay(calendar.Days(y, month, day)), month >= 1 && month <= 12 && day >= 1 && day <= calendar.MonthLength(y, month)
	case month >= 1 && month <= 12:
		return calendar.OfMonth(y, month), true
	case month >= 21 && month <= 24:
		return calendar.OfSeason(y, month), true
	case month >= 33 && month <= 36:
		return calendar.OfQuarter(y, month-32), true
	case month >= 40 && month <= 41:
		return calendar.OfHalf(y, month-39), true
	}
	return calendar.Interval{}, false
}
