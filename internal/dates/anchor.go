package dates

// A state is what is known while the expressions of a text are set against the calendar, in the order of the text.
type state struct {
	ref      *when // the day the text was published, as far as it is known
	last     *when // the last date that can serve as an anchor
	explicit *when // the last date with a printed year that can lend its year
	at       int   // sentence of the expression; lastAt and explicitAt those of the anchors
	explAt   int
	tale     bool            // the text is a history: a printed year holds for what follows
	past     bool            // and "today" is its present
	tense    func(*expr) int // -1 past, 1 future, 0 unknown
}

func (w when) as(basis string) (when, bool) {
	if w.basis == "" {
		w.basis = basis
	}
	return w, true
}

// today is the reference day; coarse says that the reference is known to the month or worse.
func (s *state) today() (z int, ok bool) {
	if s.ref == nil {
		return 0, false
	}
	return s.ref.lo, true
}

// blur keeps the coarser precision: a day counted from a month is known to the month.
func (s *state) blur(w when) when {
	if s.ref == nil || s.ref.prec <= byDay || w.prec >= s.ref.prec {
		return w
	}
	switch s.ref.prec {
	case byMonth:
		w = unit(w.lo, 'M')
	default:
		w = unit(w.lo, 'Y')
	}
	w.fuzzy = true
	return w
}

// yearFor finds the year of a day and month: that of a printed date just before if the text is telling of another year
// than its own, else the year that brings it nearest to the day of publication on the side that the tense asks for.
func (s *state) yearFor(x *expr, m, d int) (int, string, bool) {
	if s.explicit != nil && s.at-s.explAt <= s.reach() {
		y, _, _ := civil(s.explicit.lo)
		y2, _, _ := civil(s.explicit.hi)
		ref := y
		if s.ref != nil {
			ref, _, _ = civil(s.ref.lo)
		}
		if y == y2 && (s.ref == nil || y < ref && !s.fresh(y, ref, m, d)) {
			return y, "context", true
		}
	}
	if s.ref == nil {
		if s.last == nil {
			return 0, "", false
		}
		y, _, _ := civil(s.last.lo)
		return y, "context", true
	}
	y, _, _ := civil(s.ref.lo)
	tense := s.tense(x)
	best, cost := y, 1<<30
	for c := y - 1; c <= y+1; c++ {
		gap := days(c, m, d) - s.ref.lo
		k := gap
		switch {
		case gap < 0 && tense > 0 && gap < -20:
			k = -gap * 20
		case gap < 0:
			k = -gap
		case tense < 0 && gap > 15:
			k = gap * 20
		case tense == 0 && gap > 31:
			k = gap * 3 / 2
		}
		if k < cost {
			best, cost = c, k
		}
	}
	return best, "relative", true
}

// fresh reports whether a day without a year is rather one of the last weeks before the text than of a year named in an
// earlier sentence.
func (s *state) fresh(y, ref, m, d int) bool {
	gap := s.ref.lo - days(ref, m, d)
	return !s.tale && s.at != s.explAt && y < ref-1 && -10 <= gap && gap <= 45
}

// reach is how many sentences on a printed year is lent: in a tale of long ago further than in the news.
func (s *state) reach() int {
	switch {
	case s.ref == nil:
		return 1 << 20
	case s.tale || s.ref.lo-s.explicit.hi > 20*366:
		return 12
	case s.ref.lo-s.explicit.hi > 5*366:
		return 6
	case s.explicit.prec > byMonth:
		return 0
	}
	return 2
}

// yearOf is the year that "last", "this", "the same" … year means.
func (s *state) yearOf(dir, ref int) (int, bool) {
	switch dir {
	case -1, 0, 1:
		return ref + dir, true
	}
	if s.last == nil {
		return 0, false
	}
	y, _, _ := civil(s.last.lo)
	switch dir {
	case 2:
		y++
	case -2:
		y--
	}
	return y, true
}

func contextStep(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.prec > x.precision() {
		return when{}, false
	}
	return unit(s.last.lo, x.unit).step(x.n, x.unit).as("context")
}

func sameAs(x *expr, s *state) (when, bool) {
	if s.last == nil || s.last.prec > x.precision() {
		if x.unit == 'D' && s.ref != nil && s.ref.prec <= byDay && s.last == nil {
			return dayOf(s.ref.lo).as("relative")
		}
		return when{}, false
	}
	return unit(s.last.lo, x.unit).as("context")
}

func contextShift(x *expr, s *state) (when, bool) {
	if s.last == nil {
		return when{}, false
	}
	return s.last.move(x.n, x.unit, x.part).as("context")
}

// move counts units from an anchor; the result is as fine as the coarser of the two.
func (w when) move(n int, u byte, part string) when {
	out := when{lo: w.lo, hi: w.hi, prec: w.prec}.shift(n, u)
	if n > 0 && (u == 'D' || u == 'W') {
		out.lo = out.hi
		if w.prec > byDay {
			out.lo = out.hi - (w.hi - w.lo)
		}
	}
	switch u {
	case 'Y', 'E', 'C':
		if out.prec < byYear {
			out = unit(out.lo, 'Y')
		}
	case 'M', 'Q':
		if out.prec < byMonth {
			out = unit(out.lo, 'M')
		}
	case 'D', 'W':
		if out.prec > byDay {
			switch {
			case out.prec == byMonth:
				out = unit(out.lo, 'M')
			default:
				out = unit(out.lo, 'Y')
			}
			out.fuzzy = true
		}
	}
	out.fuzzy = out.fuzzy || part != ""
	return out
}

// windowOf is the stretch of n units that ends or begins with the text.
func windowOf(x *expr, s *state) (when, bool) {
	z, ok := s.today()
	if !ok {
		return when{}, false
	}
	p := period(x.n, x.unit, false)
	edge := dayOf(z).shift(x.n*x.dir, x.unit)
	w := when{lo: min(z, edge.lo), hi: max(z, edge.lo), prec: byDay, value: p.value, fuzzy: x.part != ""}
	switch x.unit {
	case 'Y', 'E', 'C':
		w.lo, w.hi, w.prec = unit(w.lo, 'Y').lo, unit(w.hi, 'Y').hi, byYear
	case 'M', 'Q', 'H':
		w.lo, w.hi, w.prec = unit(w.lo, 'M').lo, unit(w.hi, 'M').hi, byMonth
	}
	return w.as("relative")
}

// timeAlone is a clock time without a day: that of the last day named, or of the text.
func timeAlone(x *expr, s *state) (when, bool) {
	w := when{}
	switch {
	case s.last != nil && s.last.prec <= byDay && s.last.lo == s.last.hi:
		w = dayOf(s.last.lo)
	case s.ref != nil && s.ref.prec <= byDay:
		w = dayOf(s.ref.lo)
	default:
		return when{}, false
	}
	w.clock = x.clock
	return w.as("context")
}
