package dates

import (
	"strconv"

	"entente"
	"entente/internal/calendar"
)

// published is the day of publication as an interval, nil where it is not known.
func published(d *entente.Date) *when {
	if d == nil || d.Start == "" {
		return nil
	}
	lo, ok := parse(d.Start)
	if !ok {
		return nil
	}
	hi, ok := parse(d.End)
	if !ok || hi < lo {
		hi = lo
	}
	w := when{Interval: calendar.Interval{Lo: lo, Hi: hi, Prec: calendar.Day}}
	switch {
	case hi-lo > 31:
		w.Prec = calendar.Year
	case hi-lo > 0:
		w.Prec = calendar.Month
	}
	return &w
}

// parse reads "2013-09-06".
func parse(s string) (int, bool) {
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

// dayFirst reports whether the text holds a date with slashes whose first number can only be a day.
func (f *Finder) dayFirst(text string) bool {
	for i := 2; i+3 < len(text); i++ {
		if text[i] != '/' || !digit(text[i-1]) || !digit(text[i-2]) || i > 2 && (digit(text[i-3]) || text[i-3] == '/') {
			continue
		}
		if n := int(text[i-2]-'0')*10 + int(text[i-1]-'0'); n > 12 && n <= 31 && digit(text[i+1]) && (text[i+2] == '/' || digit(text[i+2]) && text[i+3] == '/') {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
