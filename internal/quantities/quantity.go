// Package quantities turns the words of a sentence into quantities: a number in digits or words, with its scale, its words
// of bound ("more than", "nearly", "up to"), and its unit.
//
// Units are UCUM codes (Schadow and McDonald, The Unified Code for Units of Measure) and ISO 4217, historic currencies
// included; all of them are rows of embedded tables. A number that is part of a name, a label, a score or a telephone number
// is no quantity. Values are exact fractions.
package quantities

import (
	"math/big"

	"entente"
	"entente/internal/numerals"
)

// An Item is a word or number of a sentence.
type Item struct {
	numerals.Token
	Date bool // a date expression holds it: it is no quantity
}

// Is reports whether the item is one of the words, which are in lower case.
func (i *Item) Is(words ...string) bool {
	for _, w := range words {
		if i.Text == w {
			return true
		}
	}
	return false
}

// A Quantity is a number with its operator and unit, before it is known what it measures. From, To, Num, Limit and NounAt
// are indexes of items.
type Quantity struct {
	From, To         int    // first item, and the one after the last
	Num              int    // first item of the number itself
	Limit            int    // where the next quantity begins
	Op               string // = < > <= >= ~ <~
	Value, Low, High *big.Rat
	Vague            bool   // "tens of billions"
	Fraction         bool   // "two-thirds"
	Spelt            bool   // in words
	Prefix           bool   // the unit stands before the number
	Unit, Dim, Per   string // code, kind of unit, unit of a rate
	Cents            bool   // the unit is the hundredth part of the currency
	Noun             string // the counted noun, its lemma
	NounAt           int
	Form             string
	Flags            []string
	Ellipsis         bool // the unit is that of the figure before
	Bracket          bool // stands in brackets right after another quantity
}

// Span is the stretch of text from the operator word to the unit or noun.
func (q *Quantity) Span(it []Item) entente.Span {
	return entente.Span{Start: it[q.From].Start, End: it[q.To-1].End}
}

// A Reader holds the tables that numbers are read with; they are only read.
type Reader struct {
	Scanner   *numerals.Scanner
	Units     Phrases
	Money     Phrases
	Symbols   Phrases
	Pre, Post Phrases
	Scales    map[string]Scale
	Multiples map[string]*big.Rat
	Words     map[string][]string
}

// New reads the embedded tables. It panics where they are broken, which a test rules out.
func New() *Reader {
	side := func(s string) func([]string) bool { return func(r []string) bool { return len(r) > 2 && r[2] == s } }
	r := &Reader{
		Scanner: numerals.New(), Units: ReadPhrases(unitTable, false, nil), Money: ReadPhrases(currencyTable, false, nil),
		Symbols: ReadPhrases(symbolTable, true, nil), Pre: ReadPhrases(operatorTable, true, side("pre")),
		Post: ReadPhrases(operatorTable, false, side("post")), Scales: readScales(), Multiples: readMultiples(), Words: map[string][]string{},
	}
	for _, row := range Rows(wordTable) {
		r.Words[row[0]] = append(r.Words[row[0]], row[1])
	}
	return r
}

// Role reports whether a word can play a role of the table of words: change, share, target, label …
func (r *Reader) Role(word, role string) bool {
	for _, x := range r.Words[word] {
		if x == role {
			return true
		}
	}
	return false
}

// Read reads every quantity of a sentence, from left to right.
func (r *Reader) Read(it []Item) []Quantity {
	var out []Quantity
	for i := 0; i < len(it); {
		q, ok := r.read(it, i)
		if !ok {
			i++
			continue
		}
		if len(out) > 0 && q.From < out[len(out)-1].To {
			q.From = max(out[len(out)-1].To, min(q.Num, q.From))
		}
		q.Bracket = q.From > 0 && it[q.From-1].Is("(") && len(out) > 0 && out[len(out)-1].To >= q.From-2
		out = append(out, q)
		i = q.To
	}
	return out
}

// read reads one quantity whose number begins at item i.
func (r *Reader) read(it []Item, i int) (Quantity, bool) {
	if it[i].Date {
		return Quantity{}, false
	}
	q := Quantity{Num: i, Op: "="}
	if f := r.Multiples[it[i].Text]; f != nil && !it[i].Upper {
		q.Value, q.From, q.To, q.Unit, q.Dim, q.Spelt = f, i, i+1, "1", "multiple", true
		r.operator(it, &q)
		return q, true
	}
	if i > 0 && it[i-1].Is("per") {
		return q, false // "$270 per 1,000 cubic metres"
	}
	v, next, ok := r.Number(it, i, &q)
	if !ok || r.label(it, i, next) {
		return q, false
	}
	q.Value, q.To, q.From = v, next, i
	r.prefixUnit(it, &q)
	r.rangeEnd(it, &q)
	r.suffixUnit(it, &q)
	r.repeated(it, &q)
	r.operator(it, &q)
	r.Rate(it, &q)
	return q, true
}

// rangeEnd reads the other end of "6 to 7 per cent", "between 2 and 3 million", "$12-15 million".
func (r *Reader) rangeEnd(it []Item, q *Quantity) {
	k := q.To
	if k+1 >= len(it) || it[k].Date {
		return
	}
	between := q.From > 0 && it[q.From-1].Is("between")
	from := q.From > 0 && it[q.From-1].Is("from")
	switch {
	case it[k].Is("-", "–", "—") && !it[k+1].Date:
		if it[k].Glued != it[k+1].Glued {
			return
		}
	case it[k].Is("to") && !((from || q.From > 0 && it[q.From-1].Is("by")) && r.change(it, q.From)):
	case it[k].Is("and") && between:
	case it[k].Is("or") && it[k+1].Kind == numerals.Number && it[k+1].Int > it[q.Num].Int && it[k+1].Int <= 2*it[q.Num].Int && it[q.Num].Int < 100: // "8 or 9 billion"
	default:
		return
	}
	second := Quantity{Num: k + 1}
	at := k + 1
	for at < len(it) && at < k+4 && it[at].Kind != numerals.Number {
		at++
	}
	if at >= len(it) || it[at].Date || it[at].Kind != numerals.Number {
		return
	}
	v, next, ok := r.Number(it, at, &second)
	second.Num, second.From = at, at
	if !ok || second.Fraction {
		return
	}
	r.prefixUnit(it, &second)
	if second.From != k+1 || second.Unit != "" && (q.Unit == "" || from) {
		return // "from $55 billion to $110 billion" are two values
	}
	lowFirst := new(big.Rat).Set(q.Value)
	if m := it[q.Num]; m.Kind == numerals.Number && q.To == q.Num+1 && next > at+1 { // the first shares the scale of the second
		if raw, ok := new(big.Rat).SetString(it[at].Digits); ok && raw.Sign() > 0 && raw.Cmp(lowFirst) > 0 {
			lowFirst.Mul(lowFirst, new(big.Rat).Quo(v, raw))
		}
	}
	if v.Cmp(lowFirst) <= 0 {
		return
	}
	q.Low, q.High, q.Value, q.To = lowFirst, v, nil, next
	if between || from {
		q.From--
	}
}

// repeated reads the other end of a range that names its unit twice: "between 5% and 10%", "97%–98%", "5 million tonnes to
// 6 million tonnes".
func (r *Reader) repeated(it []Item, q *Quantity) {
	k := q.To
	if k+1 >= len(it) || q.Value == nil || q.Prefix || q.Unit == "" || q.Dim == "time" {
		return
	}
	between := q.From > 0 && it[q.From-1].Is("between")
	from := q.From > 0 && (it[q.From-1].Is("from", "by") || it[q.From-1].Is("range", "ranges", "ranging"))
	if !(it[k].Is("-", "–", "—") && it[k].Glued == it[k+1].Glued || it[k].Is("to") && !from || it[k].Is("and") && between) {
		return
	}
	second := Quantity{Num: k + 1, From: k + 1}
	if it[k+1].Date || it[k+1].Kind != numerals.Number {
		return
	}
	v, next, ok := r.Number(it, k+1, &second)
	if !ok || second.Fraction || v.Cmp(q.Value) <= 0 {
		return
	}
	second.Value, second.To = v, next
	if r.suffixUnit(it, &second); second.Unit != q.Unit {
		return
	}
	q.Low, q.High, q.Value, q.To = q.Value, v, nil, second.To
	if between {
		q.From--
	}
}

// change reports whether a word of change stands shortly before item i: then "from 5 to 8" are two values, not a range.
func (r *Reader) change(it []Item, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if r.Role(it[k].Text, "change") || it[k].Is("widened", "narrowed", "moved", "improved", "extended", "ratio") {
			return true
		}
	}
	return false
}
