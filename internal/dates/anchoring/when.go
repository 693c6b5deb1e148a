package anchoring

import "entente/internal/calendar"

// A When is what an expression comes to: an interval of days with how it was found, or a length of time.
type When struct {
	calendar.Interval
	Basis string
	Clock string
	Value string // duration or set in ISO 8601
	Use   string
}

func yearOf(y int) When { return When{Interval: calendar.OfYear(y)} }

func yearsOf(a, b int) When { return When{Interval: calendar.OfYears(a, b)} }

func monthOf(y, m int) When { return When{Interval: calendar.OfMonth(y, m)} }

func dayOf(z int) When { return When{Interval: calendar.OfDay(z)} }

func seasonOf(y, code int) When { return When{Interval: calendar.OfSeason(y, code)} }

func quarterOf(y, q int) When { return When{Interval: calendar.OfQuarter(y, q)} }

func halfOf(y, h int) When { return When{Interval: calendar.OfHalf(y, h)} }

// Unit is the unit that holds a day; its letter is that of ISO 8601.
func Unit(z int, u byte) When { return When{Interval: calendar.Unit(z, u)} }

// Stepped is the interval n units on.
func (w When) Stepped(n int, u byte) When { return When{Interval: w.Step(n, u)} }

// shift moves the interval and keeps the rest.
func (w When) shift(n int, u byte) When {
	w.Interval = w.Shift(n, u)
	return w
}

// move counts units from an anchor; part says that the count is vague.
func (w When) move(n int, u byte, part string) When {
	out := When{Interval: w.Move(n, u)}
	out.Fuzzy = out.Fuzzy || part != ""
	return out
}
