package figures

import (
	"math/big"

	"entente/internal/numerals"
)

// number reads digits or words with a scale ("2.5 million", "half a million", "tens of billions", "two-thirds").
func (r *reader) number(it []item, i int, q *quantity) (*big.Rat, int, bool) {
	t := &it[i]
	switch {
	case t.Kind == numerals.Number:
		v, ok := new(big.Rat).SetString(t.Digits)
		if !ok {
			return nil, i, false
		}
		q.spelt = t.Spelt
		next := i + 1
		if v2, n, ok := r.partOf(it, i, v, q); ok {
			return v2, n, true
		}
		v, next = r.scaled(it, next, v, i)
		if n := r.half(it, next); n > 0 {
			v, next = new(big.Rat).Add(v, big.NewRat(1, 2)), n
			v, next = r.scaled(it, next, v, i)
		}
		return v, next, true
	case t.Kind != numerals.Word:
		return nil, i, false
	}
	return r.wordNumber(it, i, q)
}

// half reads "and a half".
func (r *reader) half(it []item, i int) int {
	if i+2 < len(it) && it[i].is("and") && it[i+1].is("a") && it[i+2].is("half") {
		return i + 3
	}
	return 0
}

// partOf reads "two-thirds" and "three quarters".
func (r *reader) partOf(it []item, i int, v *big.Rat, q *quantity) (*big.Rat, int, bool) {
	k := i + 1
	if n := ofSome(it, i); n > 0 {
		q.fraction = true
		return new(big.Rat).Quo(v, big.NewRat(int64(it[n].Int), 1)), n + 1, true
	}
	if k+1 < len(it) && it[k].is("-") {
		k++
	}
	if k >= len(it) || !it[i].Spelt && it[i].Int > 9 {
		return nil, i, false
	}
	if d := denominator(it[k].Text); d > 0 && it[i].Int > 1 && it[i].Int < d {
		q.fraction = true
		return new(big.Rat).Quo(v, big.NewRat(int64(d), 1)), k + 1, true
	}
	return nil, i, false
}

// ofSome finds the second number of "4 out of 10 firms" and "one in five refugees", or 0.
func ofSome(it []item, i int) int {
	k := i + 2
	if i+3 < len(it) && it[i+1].is("out") && it[i+2].is("of") {
		k = i + 3
	} else if i+3 >= len(it) || !it[i+1].is("in") || !(plural(it[i+3].Text) || it[i+3].is(".", ",", "of")) {
		return 0
	}
	if k >= len(it) || it[k].Kind != numerals.Number || it[k].date || it[i].date || it[i].Int < 1 || it[k].Int <= it[i].Int || it[k].Int > 1000 || it[i].Int > 100 {
		return 0
	}
	return k
}

func denominator(w string) int {
	switch w {
	case "thirds", "third":
		return 3
	case "quarters", "fourths", "quarter":
		return 4
	case "fifths", "fifth":
		return 5
	case "sixths":
		return 6
	case "eighths":
		return 8
	case "tenths":
		return 10
	}
	return 0
}

// scaled multiplies by the scale words that follow.
func (r *reader) scaled(it []item, i int, v *big.Rat, num int) (*big.Rat, int) {
	for i < len(it) {
		k := i
		if it[k].is("-") && k+1 < len(it) && it[k].Glued {
			k++
		}
		s, ok := r.scales[it[k].Text]
		if !ok || it[k].Kind != numerals.Word || s.plural && (len(it[k].Text) < 8 || it[num].Kind != numerals.Number) {
			break
		}
		if short := len(it[k].Text) == 1; short && !(it[k].Glued && k == i && (it[k].is("k") || num > 0 && r.currencyBefore(it, num))) {
			break
		}
		v, i = new(big.Rat).Mul(v, s.factor), k+1
	}
	return v, i
}

func (r *reader) currencyBefore(it []item, i int) bool {
	row, _ := r.symbols.before(it, i)
	return row != nil
}

// wordNumber reads what is no numeral: "a million", "half", "a dozen", "hundreds of thousands".
func (r *reader) wordNumber(it []item, i int, q *quantity) (*big.Rat, int, bool) {
	q.spelt = true
	if s, ok := r.scales[it[i].Text]; ok && s.plural {
		if i > 0 && it[i-1].Kind == numerals.Number && !it[i-1].is("dozens") {
			return nil, i, false
		}
		v, k := new(big.Rat).Set(s.factor), i+1
		for k < len(it) {
			n := k
			if it[n].is("of") && n+1 < len(it) {
				n++
			}
			s, ok := r.scales[it[n].Text]
			if !ok || len(it[n].Text) < 4 {
				break
			}
			v, k = v.Mul(v, s.factor), n+1
		}
		q.vague = true
		return v, k, true
	}
	k := i
	if it[k].is("a") && k+2 < len(it) && it[k+1].is("score") && it[k+2].is("of") {
		return big.NewRat(20, 1), k + 2, true
	}
	halved := false
	if it[k].is("half") {
		halved = true
		k++
		if k < len(it) && it[k].is("a", "of") {
			k++
		}
	} else if it[k].is("a", "an", "one") && k+1 < len(it) {
		k++
	} else {
		return nil, i, false
	}
	if k < len(it) {
		if s, ok := r.scales[it[k].Text]; ok && !s.plural && len(it[k].Text) > 2 {
			v, n := r.scaled(it, k+1, new(big.Rat).Set(s.factor), i)
			if h := r.half(it, n); h > 0 { // "a million and a half"
				v, n = new(big.Rat).Mul(v, big.NewRat(3, 2)), h
			}
			if halved {
				v = new(big.Rat).Mul(v, big.NewRat(1, 2))
			}
			return v, n, true
		}
		if halved && it[k].is("percent", "%", "percentage", "century", "decade", "year", "hour") {
			return big.NewRat(1, 2), k, true
		}
	}
	switch {
	case halved:
		q.fraction = true
		return big.NewRat(1, 2), i + 1, it[min(i+1, len(it)-1)].is("of", "its", "the", "their", "all") || i > 0 && it[i-1].is("about", "nearly", "almost", "over", "than", "roughly", "some")
	case it[i].is("a", "one") && it[k].is("third", "quarter", "fifth", "tenth") && !it[k].Upper && fraction(it, i, k):
		if k+3 < len(it) && it[k+1].is("of") && it[k+2].is("a", "an") && (it[k+3].is("century", "decade", "million", "billion", "percent")) {
			v := big.NewRat(1, int64(denominator(it[k].Text)))
			if s, ok := r.scales[it[k+3].Text]; ok {
				return v.Mul(v, s.factor), k + 4, true
			}
			return v, k + 3, true // "a quarter of a century"
		}
		q.fraction = true
		return big.NewRat(1, int64(denominator(it[k].Text+map[bool]string{true: "s"}[it[k].is("tenth")]))), k + 1, true
	}
	return nil, i, false
}

// fraction reports whether "a third" at i is a part of something: "a third of the gas", "by a third".
func fraction(it []item, i, k int) bool {
	if k+1 < len(it) && it[k+1].is("of") {
		return true
	}
	if k+1 < len(it) && it[k+1].Kind == numerals.Word && !function(it[k+1].Text) {
		return false // "a third election"
	}
	return i > 0 && it[i-1].is("by", "than", "about", "nearly", "almost", "over", "roughly", "least", "some", "to")
}
