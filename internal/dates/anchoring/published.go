package anchoring

import (
	"strconv"

	"entente"
	"entente/internal/calendar"
)

// Published is the day of publication as an interval, nil where it is not known.
func Published(d *entente.Date) *When {
	if d == nil || d.Start == "" {
		return nil
	}
	lo, ok := Parse(d.Start)
	if !ok {
		return nil
	}
	hi, ok := Parse(d.End)
	if !ok || hi < lo {
		hi = lo
	}
	w := When{Interval: calendar.Interval{Lo: lo, Hi: hi, Prec: calendar.Day}}
	switch {
	case hi-lo > 31:
		w.Prec = calendar.Year
	case hi-lo > 0:
		w.Prec = calendar.Month
	}
	return &w
}

// Parse reads "2013-09-06".
func Parse(s string) (int, bool) {
	if len(s) < 10 {
		return 0, false
	}
	y, err1 := strconv.Atoi(s[:len(s)-6])
	m, err2 := strconv.Atoi(s[len(s)-5 : len(s)-3])
	d, err3 := strconv.Atoi(s[len(s)-2:])
	if err1 != nil || err2 != nil || err3 != nil || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0, false
	}
	return calendar.Days(y, m, d), true
}
