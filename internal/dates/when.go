package dates

import "entente/internal/calendar"

// A when is what an expression comes to: an interval of days with how it was found, or a length of time.
type when struct {
	calendar.Interval
	basis string
	clock string
	value string // duration or set in ISO 8601
	use   string
}

func yearOf(y int) when                { return when{Interval: calendar.OfYear(y)} }
func yearsOf(a, b int) when            { return when{Interval: calendar.OfYears(a, b)} }
func monthOf(y, m int) when            { return when{Interval: calendar.OfMonth(y, m)} }
func dayOf(z int) when                 { return when{Interval: calendar.OfDay(z)} }
func seasonOf(y, code int) when        { return when{Interval: calendar.OfSeason(y, code)} }
func quarterOf(y, q int) when          { return when{Interval: calendar.OfQuarter(y, q)} }
func halfOf(y, h int) when             { return when{Interval: calendar.OfHalf(y, h)} }
func unit(z int, u byte) when          { return when{Interval: calendar.Unit(z, u)} }
func (w when) step(n int, u byte) when { return when{Interval: w.Step(n, u)} }

// shift moves the interval and keeps the rest.
func (w when) shift(n int, u byte) when {
	w.Interval = w.Shift(n, u)
	return w
}

// move counts units from an anchor; part says that the count is vague.
func (w when) move(n int, u byte, part string) when {
	out := when{Interval: w.Move(n, u)}
	out.Fuzzy = out.Fuzzy || part != ""
	return out
}
