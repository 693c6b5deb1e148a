package dates

import (
	"fmt"
	"strings"
)

// Precision of the ends of an interval, finest first.
type precision uint8

const (
	byMinute precision = iota
	byDay
	byMonth
	bySeason
	byQuarter
	byHalf
	byYear
	byDecade
	byCentury
)

var precisionNames = [...]string{"minute", "day", "month", "season", "quarter", "half", "year", "decade", "century"}

// A when is an interval of days, both ends included, counted from 1970-01-01.
type when struct {
	lo, hi int
	prec   precision
	fuzzy  bool // EDTF ~
	basis  string
	clock  string
	value  string // duration or set in ISO 8601
	use    string
}

// days counts from 1970-01-01 in the proleptic Gregorian calendar (after H. Hinnant, chrono-compatible low-level date
// algorithms, 2014).
func days(y, m, d int) int {
	if m <= 2 {
		y--
	}
	era := floor(y, 400)
	yoe := y - era*400
	doy := (153*((m+9)%12)+2)/5 + d - 1
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468
}

// civil is the inverse of days.
func civil(z int) (y, m, d int) {
	z += 719468
	era := floor(z, 146097)
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

func floor(a, b int) int {
	if a >= 0 {
		return a / b
	}
	return -((-a + b - 1) / b)
}

// weekday is 1 for Monday to 7 for Sunday.
func weekday(z int) int { return (z+3)%7 + 1 - 7*floorNegative(z+3) }

func floorNegative(z int) int {
	if z%7 < 0 {
		return -1
	}
	return 0
}

func monthLength(y, m int) int { return days(y, m+1, 1) - days(y, m, 1) }

// months is the interval of n months from month m of year y; m may lie outside 1–12.
func months(y, m, n int) (lo, hi int) {
	y, m = carry(y, m)
	y2, m2 := carry(y, m+n)
	return days(y, m, 1), days(y2, m2, 1) - 1
}

func carry(y, m int) (int, int) { return y + floor(m-1, 12), m - 12*floor(m-1, 12) }

func yearOf(y int) when {
	return when{lo: days(y, 1, 1), hi: days(y, 12, 31), prec: byYear}
}

func yearsOf(a, b int) when {
	return when{lo: days(a, 1, 1), hi: days(b, 12, 31), prec: byYear}
}

func monthOf(y, m int) when {
	lo, hi := months(y, m, 1)
	return when{lo: lo, hi: hi, prec: byMonth}
}

func dayOf(z int) when { return when{lo: z, hi: z, prec: byDay} }

// seasonOf is a season of the northern half: 21 March–May, 22 June–August, 23 September–November, 24 December–February.
func seasonOf(y, code int) when {
	lo, hi := months(y, 3*(code-21)+3, 3)
	return when{lo: lo, hi: hi, prec: bySeason}
}

func quarterOf(y, q int) when {
	lo, hi := months(y, 3*q-2, 3)
	return when{lo: lo, hi: hi, prec: byQuarter}
}

func halfOf(y, h int) when {
	lo, hi := months(y, 6*h-5, 6)
	return when{lo: lo, hi: hi, prec: byHalf}
}

// iso writes a day, "2013-09-06".
func iso(z int) string {
	y, m, d := civil(z)
	return year(y) + fmt.Sprintf("-%02d-%02d", m, d)
}

func year(y int) string {
	if y < 0 {
		return fmt.Sprintf("-%04d", -y)
	}
	return fmt.Sprintf("%04d", y)
}

// edtf writes the interval in ISO 8601-2.
func (w when) edtf() string {
	a, b := w.end(w.lo), w.end(w.hi)
	tilde := ""
	if w.fuzzy {
		tilde = "~"
	}
	if a == b {
		return a + tilde
	}
	return a + tilde + "/" + b + tilde
}

// end writes the unit of the interval's precision that holds a day.
func (w when) end(z int) string {
	y, m, _ := civil(z)
	switch w.prec {
	case byMonth:
		return fmt.Sprintf("%s-%02d", year(y), m)
	case bySeason:
		if m <= 2 {
			y--
		}
		return fmt.Sprintf("%s-%d", year(y), 21+(m+9)%12/3)
	case byQuarter:
		return fmt.Sprintf("%s-%d", year(y), 33+(m-1)/3)
	case byHalf:
		return fmt.Sprintf("%s-%d", year(y), 40+(m-1)/6)
	case byYear:
		return year(y)
	case byDecade:
		return strings.TrimSuffix(year(floor(y, 10)*10), "0") + "X"
	case byCentury:
		return strings.TrimSuffix(year(floor(y, 100)*100), "00") + "XX"
	}
	return iso(z)
}

// shift moves an interval by n units, keeping its length in calendar terms and no finer than the unit where the
// interval was coarser.
func (w when) shift(n int, unit byte) when {
	switch unit {
	case 'D':
		w.lo, w.hi = w.lo+n, w.hi+n
	case 'W':
		w.lo, w.hi = w.lo+7*n, w.hi+7*n
	case 'F':
		w.lo, w.hi = w.lo+14*n, w.hi+14*n
	default:
		k := n * unitMonths(unit)
		whole := w.prec >= byMonth
		y, m, d := civil(w.lo)
		y, m = carry(y, m+k)
		y2, m2, d2 := civil(w.hi)
		y2, m2 = carry(y2, m2+k)
		w.lo = days(y, m, min(d, monthLength(y, m)))
		w.hi = days(y2, m2, min(d2, monthLength(y2, m2)))
		if whole {
			w.hi = days(y2, m2, monthLength(y2, m2))
		}
	}
	return w
}

// unitMonths is the length of a unit in months, 0 for shorter ones.
func unitMonths(unit byte) int {
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

// unit is the whole unit (week, month, year …) that holds a day.
func unit(z int, u byte) when {
	y, m, _ := civil(z)
	switch u {
	case 'W':
		z -= weekday(z) - 1
		return when{lo: z, hi: z + 6, prec: byDay}
	case 'K':
		z += 6 - weekday(z)
		return when{lo: z, hi: z + 1, prec: byDay}
	case 'M':
		return monthOf(y, m)
	case 'Q':
		return quarterOf(y, (m+2)/3)
	case 'H':
		return halfOf(y, (m+5)/6)
	case 'Y':
		return yearOf(y)
	case 'E':
		y = floor(y, 10) * 10
		w := yearsOf(y, y+9)
		w.prec = byDecade
		return w
	case 'C':
		y = floor(y, 100) * 100
		w := yearsOf(y, y+99)
		w.prec = byCentury
		return w
	}
	return dayOf(z)
}
