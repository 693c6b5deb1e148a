// Package calendar computes with days, months, years and longer units of the proleptic Gregorian calendar, and writes
// intervals of them in EDTF: ISO 8601-2 level 1, with the quarters and halves of level 2.
//
// Days are counted from 1970-01-01. An interval includes both its ends.
package calendar

import (
	"fmt"
	"strings"
)

// A Precision is that of the ends of an interval, finest first.
type Precision uint8

const (
	Minute Precision = iota
	Day
	Month
	Season
	Quarter
	Half
	Year
	Decade
	Century
)

var names = [...]string{"minute", "day", "month", "season", "quarter", "half", "year", "decade", "century"}

// An Interval is a stretch of days, both ends included.
type Interval struct {
	Lo, Hi int
	Prec   Precision
	Fuzzy  bool // EDTF's ~
}

// Days counts from 1970-01-01 in the proleptic Gregorian calendar (after H. Hinnant, chrono-compatible low-level date
// algorithms, 2014).
func Days(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := Floor(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// Civil is the inverse of days.
func Civil(z int) (y, m, d int) {
	z += 719468
	era := Floor(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = (mp+2)%12 + 1
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

func Floor(a, b int) int {
	if a >= 0 {
		return a / b
	}
	return -((-a + b - 1) / b)
}

// Weekday is 1 for Monday to 7 for Sunday.
func Weekday(z int) int { return (z+3)%7 + 1 - 7*floorNegative(z+3) }

func floorNegative(z int) int {
	if z%7 < 0 {
		return -1
	}
	return 0
}

func MonthLength(y, m int) int { return Days(y, m+1, 1) - Days(y, m, 1) }

// Months is the interval of n months from month m of year y; m may lie outside 1–12.
func Months(y, m, n int) (lo, hi int) {
	y, m = Carry(y, m)
	y2, m2 := Carry(y, m+n)
	return Days(y, m, 1), Days(y2, m2, 1) - 1
}

func Carry(y, m int) (int, int) { return y + Floor(m-1, 12), m - 12*Floor(m-1, 12) }

func OfYear(y int) Interval {
	return Interval{Lo: Days(y, 1, 1), Hi: Days(y, 12, 31), Prec: Year}
}

func OfYears(a, b int) Interval {
	return Interval{Lo: Days(a, 1, 1), Hi: Days(b, 12, 31), Prec: Year}
}

func OfMonth(y, m int) Interval {
	lo, hi := Months(y, m, 1)
	return Interval{Lo: lo, Hi: hi, Prec: Month}
}

func OfDay(z int) Interval { return Interval{Lo: z, Hi: z, Prec: Day} }

// OfSeason is a season of the northern half: 21 March–May, 22 June–August, 23 September–November, 24 December–February.
func OfSeason(y, code int) Interval {
	lo, hi := Months(y, 3*(code-21)+3, 3)
	return Interval{Lo: lo, Hi: hi, Prec: Season}
}

func OfQuarter(y, q int) Interval {
	lo, hi := Months(y, 3*q-2, 3)
	return Interval{Lo: lo, Hi: hi, Prec: Quarter}
}

func OfHalf(y, h int) Interval {
	lo, hi := Months(y, 6*h-5, 6)
	return Interval{Lo: lo, Hi: hi, Prec: Half}
}

// ISO writes a day, "2013-09-06".
func ISO(z int) string {
	y, m, d := Civil(z)
	return year(y) + fmt.Sprintf("-%02d-%02d", m, d)
}

func year(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// EDTF writes the interval in ISO 8601-2.
func (w Interval) EDTF() string {
	a, b := w.end(w.Lo), w.end(w.Hi)
	tilde := ""
	if w.Fuzzy {
		tilde = "~"
	}
	if a == b {
		return a + tilde
	}
	return a + tilde + "/" + b + tilde
}

// end writes the unit of the interval's precision that holds a day.
func (w Interval) end(z int) string {
	y, m, _ := Civil(z)
	switch w.Prec {
	case Month:
		return fmt.Sprintf("%s-%02d", year(y), m)
	case Season:
		if m <= 2 {
			y--
		}
		return fmt.Sprintf("%s-%d", year(y), 21+(m+9)%12/3)
	case Quarter:
		return fmt.Sprintf("%s-%d", year(y), 33+(m-1)/3)
	case Half:
		return fmt.Sprintf("%s-%d", year(y), 40+(m-1)/6)
	case Year:
		return year(y)
	case Decade:
		return strings.TrimSuffix(year(Floor(y, 10)*10), "0") + "X"
	case Century:
		return strings.TrimSuffix(year(Floor(y, 100)*100), "00") + "XX"
	}
	return ISO(z)
}

// Shift moves an interval by n units, keeping its length in calendar terms and no finer than the unit where the
// interval was coarser.
func (w Interval) Shift(n int, unit byte) Interval {
	switch unit {
	case 'D':
		w.Lo, w.Hi = w.Lo+n, w.Hi+n
	case 'W':
		w.Lo, w.Hi = w.Lo+7*n, w.Hi+7*n
	case 'F':
		w.Lo, w.Hi = w.Lo+14*n, w.Hi+14*n
	default:
		k := n * UnitMonths(unit)
		whole := w.Prec >= Month
		y, m, d := Civil(w.Lo)
		y, m = Carry(y, m+k)
		y2, m2, d2 := Civil(w.Hi)
		y2, m2 = Carry(y2, m2+k)
		w.Lo = Days(y, m, min(d, MonthLength(y, m)))
		w.Hi = Days(y2, m2, min(d2, MonthLength(y2, m2)))
		if whole {
			w.Hi = Days(y2, m2, MonthLength(y2, m2))
		}
	}
	return w
}

// UnitMonths is the length of a unit in months, 0 for shorter ones.
func UnitMonths(unit byte) int {
	switch unit {
	case 'M':
		return 1
	case 'Q':
		return 3
	case 'H':
		return 6
	case 'Y':
		return 12
	case 'E':
		return 120
	case 'C':
		return 1200
	}
	return 0
}

// Unit is the whole unit (week, month, year …) that holds a day.
func Unit(z int, u byte) Interval {
	y, m, _ := Civil(z)
	switch u {
	case 'W':
		z -= Weekday(z) - 1
		return Interval{Lo: z, Hi: z + 6, Prec: Day}
	case 'K':
		z += 6 - Weekday(z)
		return Interval{Lo: z, Hi: z + 1, Prec: Day}
	case 'M':
		return OfMonth(y, m)
	case 'Q':
		return OfQuarter(y, (m+2)/3)
	case 'H':
		return OfHalf(y, (m+5)/6)
	case 'Y':
		return OfYear(y)
	case 'E':
		y = Floor(y, 10) * 10
		w := OfYears(y, y+9)
		w.Prec = Decade
		return w
	case 'C':
		y = Floor(y, 100) * 100
		w := OfYears(y, y+99)
		w.Prec = Century
		return w
	}
	return OfDay(z)
}
