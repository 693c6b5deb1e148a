package figures

import (
	"math/big"

	"entente"
	"entente/internal/numerals"
)

// An item is a word or number of a sentence; date marks what a date expression holds.
type item struct {
	numerals.Token
	date bool
}

func (i *item) is(words ...string) bool {
	for _, w := range words {
		if i.Text == w {
			return true
		}
	}
	return false
}

// A quantity is a number with its operator and unit, before it is known what it measures.
type quantity struct {
	from, to         int // items
	num              int // first item of the number itself
	limit            int // item where the next quantity begins
	op               string
	value, low, high *big.Rat
	vague            bool // "tens of billions"
	fraction         bool // "two-thirds"
	spelt            bool
	prefix           bool // the unit stands before the number
	unit, dim, per   string
	cents            bool
	noun             string // the counted noun, its lemma
	nounAt           int
	form             string
	flags            []string
	ellipsis         bool // the unit is that of the figure before
	bracket          bool // stands in brackets right after another quantity
}

// span is the stretch of text from the operator word to the unit or noun.
func (q *quantity) span(it []item) entente.Span {
	return entente.Span{Start: it[q.from].Start, End: it[q.to-1].End}
}

// A reader holds the tables that numbers are read with.
type reader struct {
	scanner   *numerals.Scanner
	units     phrases
	money     phrases
	symbols   phrases
	pre, post phrases
	scales    map[string]scale
	multiples map[string]*big.Rat
	words     map[string][]string
}

func newReader() *reader {
	side := func(s string) func([]string) bool { return func(r []string) bool { return len(r) > 2 && r[2] == s } }
	r := &reader{
		scanner: numerals.New(), units: readPhrases(unitTable, false, nil), money: readPhrases(currencyTable, false, nil),
		symbols: readPhrases(symbolTable, true, nil), pre: readPhrases(operatorTable, true, side("pre")),
		post: readPhrases(operatorTable, false, side("post")), scales: readScales(), multiples: readMultiples(), words: map[string][]string{},
	}
	for _, row := range rows(wordTable) {
		r.words[row[0]] = append(r.words[row[0]], row[1])
	}
	return r
}

func (r *reader) role(word, role string) bool {
	for _, x := range r.words[word] {
		if x == role {
			return true
		}
	}
	return false
}

// quantities reads every quantity of a sentence, from left to right.
func (r *reader) quantities(it []item) []quantity {
	var out []quantity
	for i := 0; i < len(it); {
		q, ok := r.read(it, i)
		if !ok {
			i++
			continue
		}
		if len(out) > 0 && q.from < out[len(out)-1].to {
			q.from = max(out[len(out)-1].to, min(q.num, q.from))
		}
		q.bracket = q.from > 0 && it[q.from-1].is("(") && len(out) > 0 && out[len(out)-1].to >= q.from-2
		out = append(out, q)
		i = q.to
	}
	return out
}

// read reads one quantity whose number begins at item i.
func (r *reader) read(it []item, i int) (quantity, bool) {
	if it[i].date {
		return quantity{}, false
	}
	q := quantity{num: i, op: "="}
	if f := r.multiples[it[i].Text]; f != nil && !it[i].Upper {
		q.value, q.from, q.to, q.unit, q.dim, q.spelt = f, i, i+1, "1", "multiple", true
		r.operator(it, &q)
		return q, true
	}
	if i > 0 && it[i-1].is("per") {
		return q, false // "$270 per 1,000 cubic metres"
	}
	v, next, ok := r.number(it, i, &q)
	if !ok || r.label(it, i, next) {
		return q, false
	}
	q.value, q.to, q.from = v, next, i
	r.prefixUnit(it, &q)
	r.rangeEnd(it, &q)
	r.suffixUnit(it, &q)
	r.operator(it, &q)
	r.rate(it, &q)
	return q, true
}

// rangeEnd reads the other end of "6 to 7 per cent", "between 2 and 3 million", "$12-15 million".
func (r *reader) rangeEnd(it []item, q *quantity) {
	k := q.to
	if k+1 >= len(it) || it[k].date {
		return
	}
	between := q.from > 0 && it[q.from-1].is("between")
	from := q.from > 0 && it[q.from-1].is("from")
	switch {
	case it[k].is("-", "–", "—") && !it[k+1].date:
		if it[k].Glued != it[k+1].Glued {
			return
		}
	case it[k].is("to") && !((from || q.from > 0 && it[q.from-1].is("by")) && r.change(it, q.from)):
	case it[k].is("and") && between:
	case it[k].is("or") && it[k+1].Kind == numerals.Number && it[k+1].Int > it[q.num].Int && it[k+1].Int <= 2*it[q.num].Int && it[q.num].Int < 100: // "8 or 9 billion"
	default:
		return
	}
	second := quantity{num: k + 1}
	at := k + 1
	for at < len(it) && at < k+4 && it[at].Kind != numerals.Number {
		at++
	}
	if at >= len(it) || it[at].date || it[at].Kind != numerals.Number {
		return
	}
	v, next, ok := r.number(it, at, &second)
	second.num, second.from = at, at
	if !ok || second.fraction {
		return
	}
	r.prefixUnit(it, &second)
	if second.from != k+1 || second.unit != "" && (q.unit == "" || from) {
		return // "from $55 billion to $110 billion" are two values
	}
	lowFirst := new(big.Rat).Set(q.value)
	if m := it[q.num]; m.Kind == numerals.Number && q.to == q.num+1 && next > at+1 { // the first shares the scale of the second
		if raw, ok := new(big.Rat).SetString(it[at].Digits); ok && raw.Sign() > 0 && raw.Cmp(lowFirst) > 0 {
			lowFirst.Mul(lowFirst, new(big.Rat).Quo(v, raw))
		}
	}
	if v.Cmp(lowFirst) <= 0 {
		return
	}
	q.low, q.high, q.value, q.to = lowFirst, v, nil, next
	if between || from {
		q.from--
	}
}

// change reports whether a word of change stands shortly before item i: then "from 5 to 8" are two values, not a range.
func (r *reader) change(it []item, i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if r.role(it[k].Text, "change") || it[k].is("widened", "narrowed", "moved", "improved", "extended", "ratio") {
			return true
		}
	}
	return false
}
