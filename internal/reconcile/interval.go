package reconcile

import (
	"math/big"
	"strings"

	"entente"
)

// An interval is what a claim says of a value; a nil side is open. An end that is not included is marked.
type interval struct {
	lo, hi         *big.Rat
	loOpen, hiOpen bool
}

func rat(s string) *big.Rat {
	if s == "" {
		return nil
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return nil
	}
	return r
}

// about is the reach of "about" and of "nearly": a tenth of the value. rounded caps what a round number may hide at a
// twentieth of it.
var (
	about   = big.NewRat(1, 10)
	rounded = big.NewRat(1, 20)
)

// of is the interval that a figure claims, in its own unit. A bare number stands for what rounds to it at its last
// printed digit that is not zero ("25.2 billion" for 25.15 to 25.25), but for no more than a twentieth to either side.
func of(f *entente.Figure) (interval, bool) {
	v, lo, hi := rat(f.Value), rat(f.Low), rat(f.High)
	if v == nil {
		if lo == nil && hi == nil {
			return interval{}, false
		}
		return interval{lo: lower(f.Low), hi: upper(f.High)}, true
	}
	switch f.Op {
	case ">":
		return interval{lo: v, loOpen: true}, true
	case ">=":
		return interval{lo: v}, true
	case "<":
		return interval{hi: v, hiOpen: true, lo: floor(v)}, true
	case "<=":
		return interval{hi: v, lo: floor(v)}, true
	case "<~":
		return interval{lo: around(v, about).lo, hi: v}, true
	case "~":
		if lo != nil && hi != nil {
			return interval{lo: lo, hi: hi}, true
		}
		return around(v, about), true
	}
	if byTimes(f) {
		return interval{lo: v, hi: add(v, one)}, true // "by 50 times" is 50-fold to some, 51-fold to others
	}
	if f.Form == "multiple" { // "70-fold" is a round number, however short
		d := times(v, rounded)
		return interval{lo: sub(v, d), hi: add(v, d)}, true
	}
	return interval{lo: lower(f.Value), hi: upper(f.Value)}, true
}

// floor is zero for a positive bound: what is measured is not negative; other bounds are open below.
func floor(v *big.Rat) *big.Rat {
	if v.Sign() > 0 {
		return new(big.Rat)
	}
	return nil
}

func byTimes(f *entente.Figure) bool {
	for _, x := range f.Flags {
		if x == "by-times" {
			return f.Form == "multiple"
		}
	}
	return false
}

var one = big.NewRat(1, 1)

func add(a, b *big.Rat) *big.Rat   { return new(big.Rat).Add(a, b) }
func sub(a, b *big.Rat) *big.Rat   { return new(big.Rat).Sub(a, b) }
func times(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
func over(a, b *big.Rat) *big.Rat  { return new(big.Rat).Quo(a, b) }

func around(v, share *big.Rat) interval {
	d := new(big.Rat).Abs(times(v, share))
	return interval{lo: sub(v, d), hi: add(v, d)}
}

// lower and upper are the ends of what rounds to a printed number.
func lower(s string) *big.Rat {
	v := rat(s)
	if v == nil {
		return nil
	}
	return sub(v, slack(s, v))
}

func upper(s string) *big.Rat {
	v := rat(s)
	if v == nil {
		return nil
	}
	return add(v, slack(s, v))
}

// slack is half a unit of the last digit that is not zero, at most a twentieth of the value; counts below 100 are exact.
func slack(s string, v *big.Rat) *big.Rat {
	whole, frac, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	unit := big.NewRat(1, 1)
	if frac != "" {
		for range frac {
			unit.Quo(unit, big.NewRat(10, 1))
		}
	} else {
		if len(whole) < 3 {
			return new(big.Rat)
		}
		for i := len(whole) - 1; i > 0 && whole[i] == '0'; i-- {
			unit.Mul(unit, big.NewRat(10, 1))
		}
	}
	half := over(unit, big.NewRat(2, 1))
	if most := new(big.Rat).Abs(times(v, rounded)); half.Cmp(most) > 0 {
		return most
	}
	return half
}

// scale multiplies both ends by a positive factor.
func (i interval) scale(f *big.Rat) interval {
	if i.lo != nil {
		i.lo = times(i.lo, f)
	}
	if i.hi != nil {
		i.hi = times(i.hi, f)
	}
	return i
}

// over divides a positive interval by another.
func (i interval) over(d interval) interval {
	var out interval
	if i.lo != nil && d.hi != nil && d.hi.Sign() > 0 {
		out.lo, out.loOpen = over(i.lo, d.hi), i.loOpen || d.hiOpen
	} else {
		out.lo = new(big.Rat)
	}
	if i.hi != nil && d.lo != nil && d.lo.Sign() > 0 {
		out.hi, out.hiOpen = over(i.hi, d.lo), i.hiOpen || d.loOpen
	}
	return out
}

// meets reports whether two intervals share a value.
func (i interval) meets(k interval) bool { return !i.below(k) && !k.below(i) }

// below reports whether the whole of i lies under k.
func (i interval) below(k interval) bool {
	if i.hi == nil || k.lo == nil {
		return false
	}
	c := i.hi.Cmp(k.lo)
	return c < 0 || c == 0 && (i.hiOpen || k.loOpen)
}

// within reports whether i lies in k.
func (i interval) within(k interval) bool {
	return (k.lo == nil || i.lo != nil && i.lo.Cmp(k.lo) >= 0) && (k.hi == nil || i.hi != nil && i.hi.Cmp(k.hi) <= 0)
}

// equal reports whether the ends are the same.
func (i interval) equal(k interval) bool { return i.within(k) && k.within(i) }

// sameSide reports whether both intervals are bounds on one side.
func (i interval) sameSide(k interval) bool { return i.hi == nil && k.hi == nil }

// String writes the interval with decimal ends, "..": open.
func (i interval) String() string {
	lo, hi := "..", ".."
	if i.lo != nil {
		lo = decimal(i.lo)
	}
	if i.hi != nil {
		hi = decimal(i.hi)
	}
	if lo == hi {
		return lo
	}
	return lo + "–" + hi
}

// decimal writes a value without trailing zeros, to at most four places, and from a thousand on to whole numbers.
func decimal(r *big.Rat) string {
	n, exact := r.FloatPrec()
	if !exact && new(big.Rat).Abs(r).Cmp(big.NewRat(1000, 1)) >= 0 {
		return r.FloatString(0)
	}
	if !exact || n > 4 {
		n = 4
	}
	s := r.FloatString(n)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
