package calendar

// Part is the first ("start"), middle ("mid") or last ("end") third of an interval, fuzzy; one known to the day has no
// parts. The start and end of an era of several years are its first and last year.
func (w Interval) Part(part string) Interval {
	y, m, _ := Civil(w.Lo)
	y2, m2, _ := Civil(w.Hi)
	out := w
	switch {
	case w.Prec == Day:
		return w
	case w.Prec == Year && y2 == y && part == "mid":
		out = OfMonth(y, 6) // the middle of a year is about June
	case w.Prec == Year && y2-y > 1 && y2-y < 60 && part == "start":
		out = OfYear(y)
	case w.Prec == Year && y2-y > 1 && y2-y < 60 && part == "end":
		out = OfYear(y2)
	case w.Prec == Century || w.Prec == Decade || w.Prec == Year && w.Hi-w.Lo > 1000:
		lo, hi := thirds(y2-y+1, part)
		out = OfYears(y+lo, y+hi)
	case w.Prec == Month && w.Lo == Days(y, m, 1) && w.Hi == Days(y, m, MonthLength(y, m)):
		switch part {
		case "start":
			out.Hi = w.Lo + 9
		case "mid":
			out.Lo, out.Hi = w.Lo+10, w.Lo+19
		default:
			out.Lo = w.Lo + 20
		}
		out.Prec = Day
	default:
		lo, hi := thirds(12*(y2-y)+m2-m+1, part)
		out.Lo, _ = Months(y, m+lo, 1)
		_, out.Hi = Months(y, m+hi, 1)
		out.Prec = Month
	}
	out.Fuzzy = true
	return out
}

// thirds divides n units: of ten years 0–3, 4–6, 7–9; of twelve months 0–3, 4–7, 8–11.
func thirds(n int, part string) (lo, hi int) {
	k := (n + 2) / 3
	switch part {
	case "start":
		return 0, k - 1
	case "mid":
		return k, n - 1 - n/3
	}
	return n - n/3, n - 1
}

// Half is the first (1) or second (2) half of a month, year or longer stretch; others have none.
func (w Interval) Half(n int) Interval {
	y, m, _ := Civil(w.Lo)
	y2, m2, _ := Civil(w.Hi)
	out := w
	switch months := 12*(y2-y) + m2 - m + 1; {
	case w.Lo == w.Hi:
		return w
	case months == 12:
		out = OfHalf(y, n)
	case months > 12:
		k := (y2 - y + 1) / 2
		out = OfYears(y+k*(n-1), y+k*n-1)
	case months == 1:
		out = Interval{Lo: w.Lo, Hi: w.Lo + 14, Prec: Day}
		if n == 2 {
			out.Lo, out.Hi = w.Lo+15, w.Hi
		}
	default:
		return w
	}
	out.Fuzzy = w.Fuzzy
	return out
}

// Step goes to the nth unit after this one; units are whole.
func (w Interval) Step(n int, u byte) Interval {
	switch u {
	case 'D':
		return Unit(w.Lo+n, u)
	case 'W', 'K':
		return Unit(w.Lo+7*n, u)
	case 'F':
		return w.Shift(n, u)
	}
	y, m, _ := Civil(w.Lo)
	y, m = Carry(y, m+n*UnitMonths(u))
	return Unit(Days(y, m, 1), u)
}

// Move counts units from an anchor; the result is as fine as the coarser of the two, and fuzzy where days were counted
// from a month or year.
func (w Interval) Move(n int, u byte) Interval {
	out := Interval{Lo: w.Lo, Hi: w.Hi, Prec: w.Prec}.Shift(n, u)
	if n > 0 && (u == 'D' || u == 'W') {
		out.Lo = out.Hi
		if w.Prec > Day {
			out.Lo = out.Hi - (w.Hi - w.Lo)
		}
	}
	switch {
	case UnitMonths(u) >= 12 && out.Prec < Year:
		out = Unit(out.Lo, 'Y')
	case (u == 'M' || u == 'Q') && out.Prec < Month:
		out = Unit(out.Lo, 'M')
	case (u == 'D' || u == 'W') && out.Prec > Day:
		c := byte('Y')
		if out.Prec == Month {
			c = 'M'
		}
		out = Unit(out.Lo, c)
		out.Fuzzy = true
	}
	return out
}

// String is the name of a precision in the record: "day", "month" …
func (p Precision) String() string { return names[p] }
