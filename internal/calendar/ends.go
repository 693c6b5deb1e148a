package calendar

import "time"

// Ends are the first and the last day of a day, month or year as people give it: 2022-09-14, 2022-09 or 2022. ok is false for all else,
// a 31st that the month lacks among it.
func Ends(s string) (first, last string, ok bool) {
	for _, x := range []struct {
		layout              string
		years, months, days int
	}{{"2006", 1, 0, 0}, {"2006-01", 0, 1, 0}, {time.DateOnly, 0, 0, 1}} {
		if t, err := time.Parse(x.layout, s); err == nil {
			return t.Format(time.DateOnly), t.AddDate(x.years, x.months, x.days-1).Format(time.DateOnly), true
		}
	}
	return "", "", false
}
