package quantities

import (
	"math/big"

	"entente/internal/numerals"
)

// number reads digits or words with a scale ("2.5 million", "half a million", "tens of billions", "two-thirds").
func (r *Reader) Number(it []Item, i int, q *Quantity) (*big.Rat, int, bool) {
	t := &it[i]
	switch {
	case t.Kind == numerals.Number:
		v, ok := new(big.Rat).SetString(t.Digits)
		if !ok {
			return nil, i, false
		}
		q.Spelt = t.Spelt
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
func (r *Reader) half(it []Item, i int) int {
	if i+2 < len(it) && it[i].Is("and") && it[i+1].Is("a") && it[i+2].Is("half") {
		return i + 3
	}
	return 0
}

// partOf reads "two-thirds" and "three quarters".
func (r *Reader) partOf(it []Item, i int, v *big.Rat, q *Quantity) (*big.Rat, int, bool) {
	k := i + 1
	if n := ofSome(it, i); n > 0 {
		q.Fraction = true
		return new(big.Rat).Quo(v, big.NewRat(int64(it[n].Int), 1)), n + 1, true
	}
	if k+1 < len(it) && it[k].Is("-") {
		k++
	}
	if k >= len(it) || !it[i].Spelt && it[i].Int > 9 {
		return nil, i, false
	}
	if d := Denominator(it[k].Text); d > 0 && it[i].Int > 1 && it[i].Int < d {
		q.Fraction = true
		return new(big.Rat).Quo(v, big.NewRat(int64(d), 1)), k + 1, true
	}
	return nil, i, false
}

// ofSome finds the second number of "4 out of 10 firms" and "one in five refugees", or 0.
func ofSome(it []Item, i int) int {
	k := i + 2
	if i+3 < len(it) && it[i+1].Is("out") && it[i+2].Is("of") {
		k = i + 3
	} else if i+3 >= len(it) || !it[i+1].Is("in") || !(Plural(it[i+3].Text) || it[i+3].Is(".", ",", "of")) {
		return 0
	}
	if k >= len(it) || it[k].Kind != numerals.Number || it[k].Date || it[i].Date || it[i].Int < 1 || it[k].Int <= it[i].Int || it[k].Int > 1000 || it[i].Int > 100 {
		return 0
	}
	return k
}

func Denominator(w string) int {
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
func (r *Reader) scaled(it []Item, i int, v *big.Rat, num int) (*big.Rat, int) {
	for i < len(it) {
		k := i
		if it[k].Is("-") && k+1 < len(it) && it[k].Glued {
			k++
		}
		s, ok := r.Scales[it[k].Text]
		if !ok || it[k].Kind != numerals.Word || s.Plural && (len(it[k].Text) < 8 || it[num].Kind != numerals.Number) {
			break
		}
		if short := len(it[k].Text) == 1; short && !(it[k].Glued && k == i && (it[k].Is("k") || num > 0 && r.CurrencyBefore(it, num) || it[k].Is("m") && r.unitAhead(it, k+1))) {
			break
		}
		v, i = new(big.Rat).Mul(v, s.Factor), k+1
	}
	return v, i
}

// unitAhead reports whether a unit or a noun in the plural stands at i: then the "m" before it is a million, not a metre.
func (r *Reader) unitAhead(it []Item, i int) bool {
	if i >= len(it) || it[i].Kind != numerals.Word {
		return false
	}
	row, _ := r.Units.From(it, i)
	return row != nil || Plural(it[i].Text) && !Function(it[i].Text)
}

// CurrencyBefore reports whether a sign of currency stands before item i.
func (r *Reader) CurrencyBefore(it []Item, i int) bool {
	row, _ := r.Symbols.Before(it, i)
	return row != nil
}

// wordNumber reads what is no numeral: "a million", "half", "a dozen", "hundreds of thousands".
func (r *Reader) wordNumber(it []Item, i int, q *Quantity) (*big.Rat, int, bool) {
	q.Spelt = true
	if s, ok := r.Scales[it[i].Text]; ok && s.Plural {
		return r.plural(it, i, s, q)
	}
	k := i
	if it[k].Is("a") && k+2 < len(it) && it[k+1].Is("score") && it[k+2].Is("of") {
		return big.NewRat(20, 1), k + 2, true
	}
	halved := false
	if it[k].Is("half") {
		halved = true
		k++
		if k < len(it) && it[k].Is("a", "of") {
			k++
		}
	} else if it[k].Is("a", "an", "one") && k+1 < len(it) {
		k++
	} else {
		return nil, i, false
	}
	if k < len(it) {
		if s, ok := r.Scales[it[k].Text]; ok && !s.Plural && len(it[k].Text) > 2 {
			v, n := r.scaled(it, k+1, new(big.Rat).Set(s.Factor), i)
			if h := r.half(it, n); h > 0 { // "a million and a half"
				v, n = new(big.Rat).Mul(v, big.NewRat(3, 2)), h
			}
			if halved {
				v = new(big.Rat).Mul(v, big.NewRat(1, 2))
			}
			return v, n, true
		}
		if halved && it[k].Is("percent", "%", "percentage", "century", "decade", "year", "hour") {
			return big.NewRat(1, 2), k, true
		}
	}
	switch {
	case halved:
		q.Fraction = true
		return big.NewRat(1, 2), i + 1, it[min(i+1, len(it)-1)].Is("of", "its", "the", "their", "all") || i > 0 && it[i-1].Is("about", "nearly", "almost", "over", "than", "roughly", "some")
	case it[i].Is("a", "one") && it[k].Is("third", "quarter", "fifth", "tenth") && !it[k].Upper && fraction(it, i, k):
		if k+3 < len(it) && it[k+1].Is("of") && it[k+2].Is("a", "an") && (it[k+3].Is("century", "decade", "million", "billion", "percent")) {
			v := big.NewRat(1, int64(Denominator(it[k].Text)))
			if s, ok := r.Scales[it[k+3].Text]; ok {
				return v.Mul(v, s.Factor), k + 4, true
			}
			return v, k + 3, true // "a quarter of a century"
		}
		q.Fraction = true
		return big.NewRat(1, int64(Denominator(it[k].Text+map[bool]string{true: "s"}[it[k].Is("tenth")]))), k + 1, true
	}
	return nil, i, false
}

// plural reads a scale of unknown count: "hundreds of thousands".
func (r *Reader) plural(it []Item, i int, s Scale, q *Quantity) (*big.Rat, int, bool) {
	if i > 0 && it[i-1].Kind == numerals.Number && !it[i-1].Is("dozens") {
		return nil, i, false
	}
	v, k := new(big.Rat).Set(s.Factor), i+1
	for k < len(it) {
		n := k
		if it[n].Is("of") && n+1 < len(it) {
			n++
		}
		s, ok := r.Scales[it[n].Text]
		if !ok || len(it[n].Text) < 4 {
			break
		}
		v, k = v.Mul(v, s.Factor), n+1
	}
	q.Vague = true
	return v, k, true
}

// fraction reports whether "a third" at i is a part of something: "a third of the gas", "by a third".
func fraction(it []Item, i, k int) bool {
	if k+1 < len(it) && it[k+1].Is("of") {
		return true
	}
	if k+1 < len(it) && it[k+1].Kind == numerals.Word && !Function(it[k+1].Text) {
		return false // "a third election"
	}
	return i > 0 && it[i-1].Is("by", "than", "about", "nearly", "almost", "over", "roughly", "least", "some", "to")
}
