package figures

import (
	"math/big"
	"strings"

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

// prefixUnit takes the currency sign before the number.
func (r *reader) prefixUnit(it []item, q *quantity) {
	row, at := r.symbols.before(it, q.num)
	if row == nil {
		return
	}
	if w := it[at]; w.Kind == numerals.Word && (q.num-at == 1 && !r.capitals(w) || !w.Upper || len(w.Text) == 1 && !it[at+1].Glued) {
		if !it[q.num-1].is("$") {
			return
		}
		row, at = []string{"$", "USD"}, q.num-1 // "a $5,000 bond" is not in Australian dollars
	}
	q.unit, q.dim, q.from, q.prefix = row[1], "money", at, true
}

// capitals reports whether a currency code is printed in capitals; "us" and "rs" need that.
func (r *reader) capitals(w item) bool { return w.Upper && !w.is("us") }

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

// suffixUnit takes the unit after the number.
func (r *reader) suffixUnit(it []item, q *quantity) {
	k := q.to
	if k < len(it) && it[k].is("-") && it[k].Glued && k+1 < len(it) && it[k+1].Glued {
		if row, n := r.units.from(it, k+1); row != nil {
			q.unit, q.dim, q.to = row[1], row[2], n
			return
		}
		if it[k+1].is("pound", "pounds") && q.unit == "" && q.to == q.num+1 {
			q.unit, q.dim, q.to = "[lb_av]", "mass", k+2
			return
		}
		if row, n := r.money.from(it, k+1); row != nil {
			q.setMoney(row[1])
			q.to = n
			return
		}
		return
	}
	if q.vague && k < len(it) && it[k].is("of") {
		k++
	}
	if row, n := r.money.from(it, k); row != nil && (q.unit == "" || q.dim == "money") && !(q.prefix && it[k].is("real", "mark", "marks", "won", "sum", "dong", "som", "rand")) {
		if q.unit == "" {
			if it[k].is("real", "won", "sum", "rand", "pound") && !it[k].Glued && q.value != nil && it[k].is("won", "real") && k+1 < len(it) && it[k+1].Kind == numerals.Word && it[k+1].is("the", "a", "time", "estate") {
				return
			}
			q.setMoney(row[1])
		}
		q.to = n
		return
	}
	if q.dim == "money" {
		return
	}
	if row, n := r.units.from(it, k); row != nil && !(row[2] == "money" && q.unit != "") {
		q.unit, q.dim, q.to = row[1], row[2], n
		if u, per, ok := strings.Cut(q.dim, "/"); ok {
			q.dim, q.per = u, per
		}
	}
}

func (q *quantity) setMoney(code string) {
	code, q.cents = strings.CutSuffix(code, "/100")
	q.unit, q.dim = code, "money"
}

// operator takes the words of bound before and after the quantity.
func (r *reader) operator(it []item, q *quantity) {
	from := q.from
	if from > 0 && it[from-1].is("a", "the", "another", "further") && !it[from].is("a") {
		if row, _ := r.pre.before(it, from-1); row != nil && it[from-1].is("a") {
			from--
		}
	}
	row, at := r.pre.before(it, from)
	if row != nil && !(row[0] == "some" && q.dim == "percent") && !(row[0] == "over" && q.dim == "time") && !r.idle(it, row, at) {
		q.op, q.from = row[1], at
		if row2, at2 := r.pre.before(it, at); row2 != nil && row2[1] == row[1] {
			q.from = at2
		}
	} else if row != nil && row[0] == "over" && q.dim == "time" && at > 0 && it[at-1].is("for", "since", "of", "lasted", "spent", "after", "took") {
		q.op, q.from = row[1], at
	}
	if row, n := r.post.from(it, q.to); row != nil && q.op == "=" {
		q.op, q.to = row[1], n
	}
	if q.vague && q.op == "=" {
		q.op = "~"
	}
	if q.low != nil && q.op != "~" {
		q.op = "="
	}
}

// idle reports whether an operator word means something else here: "the ban over 5", "above all 5", "above" in headings.
func (r *reader) idle(it []item, row []string, at int) bool {
	switch row[0] {
	case "over", "under", "above", "below", "around", "about":
		return at > 0 && r.role(it[at-1].Text, "prep")
	}
	return false
}

// rate takes "per day", "a year", "annually".
func (r *reader) rate(it []item, q *quantity) {
	k := q.to
	if k+2 < len(it) && it[k].is("per") && it[k+1].Kind == numerals.Number && it[k+1].Int > 1 {
		if row, n := r.units.from(it, k+2); row != nil {
			q.per, q.to = it[k+1].Digits+"."+row[1], n
		}
		return
	}
	if k+1 < len(it) && (it[k].is("per", "a", "an", "every", "each") || it[k].is("/")) {
		if row, n := r.units.from(it, k+1); row != nil && (row[2] == "time" || row[2] == "volume" || row[2] == "mass") && !it[k+1].date || row != nil && row[2] == "time" {
			q.per, q.to = row[1], n
		}
		return
	}
	if k+2 < len(it) && it[k].is("of") && (q.dim == "mass" || q.dim == "volume" || q.dim == "energy") { // "77 million tonnes of gas a year"
		for n := k + 2; n < len(it) && n < k+5; n++ {
			if it[n].is("per", "a", "each", "every") && n+1 < len(it) {
				if row, _ := r.units.from(it, n+1); row != nil && row[2] == "time" {
					q.per = row[1]
				}
				return
			}
			if it[n].is("annually", "yearly") {
				q.per = "a"
				return
			}
		}
		return
	}
	if k < len(it) {
		switch it[k].Text {
		case "annually", "yearly":
			q.per, q.to = "a", k+1
		case "daily":
			q.per, q.to = "d", k+1
		case "monthly":
			q.per, q.to = "mo", k+1
		}
	}
}

// label reports whether the number is a name of something: "Article 5", "Boeing 737", "resolution 1284", "7 727 250".
func (r *reader) label(it []item, i, next int) bool {
	p := item{}
	if i > 0 {
		p = it[i-1]
	}
	if p.is("of") && i > 1 && it[i-2].is("group") {
		return true // "the Group of 77"
	}
	if it[i].Spelt {
		switch {
		case it[i].Int == 0, it[i].Upper && p.is("the"):
			return true // "the zero option", "the Twelve"
		case !p.Upper:
			return false
		}
	}
	if p.is("and", "or", ",") && r.listLabel(it, i) || p.is("(") && i > 1 && r.role(it[i-2].Text, "label") {
		return true
	}
	switch {
	case p.Kind == numerals.Word && r.role(p.Text, "label") && (p.Upper || p.is("article", "articles", "resolution", "resolutions", "flight", "section", "paragraph", "paragraphs", "chapter", "page", "no", "nos", "number", "room", "annex", "item")):
		return true
	case p.is(".") && i > 1 && it[i-2].is("no", "nos", "art", "tel"):
		return true
	case p.is("#", "№") && !(i > 1 && it[i-2].is("gb", "gbp")):
		return true
	case p.is("-", "–") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Word:
		return true // "Su-25", "G-20"
	case p.is("+", "/") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Word && it[i-2].Upper:
		return true // "Rio+20", "A/70"
	case p.is("/", ":") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Number:
		return true
	case p.is(".") && p.Glued && it[i].Glued && i > 1 && it[i-2].Kind == numerals.Number:
		return true
	}
	if next < len(it) {
		n := it[next]
		switch {
		case n.is("/", ":") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number:
			return true
		case n.is(".") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number:
			return true
		case n.is("-", "–") && n.Glued && next+1 < len(it) && it[next+1].Glued && it[next+1].Kind == numerals.Number && it[i].Int >= 0 && it[next+1].Int >= 0 && !r.measured(it, next+2):
			return true // scores, phone numbers, votes
		case n.Glued && n.Kind == numerals.Word && len(n.Text) == 1 && !n.is("m", "b", "k", "t", "g"):
			return true // "5G" is read as a name, "737s" is not counted
		}
	}
	return false
}

// listLabel reports whether the number goes on a list of labels: "resolutions 1970 (2011) and 1973".
func (r *reader) listLabel(it []item, i int) bool {
	for k := i - 1; k >= 0 && k > i-9; k-- {
		switch w := &it[k]; {
		case w.is("resolutions", "articles", "paragraphs", "sections", "chapters", "pages", "nos", "annexes", "rooms", "flights"):
			return true
		case w.Kind == numerals.Number || w.is("and", "or", ",", "(", ")", "to"):
		case w.Kind == numerals.Word && len(w.Text) <= 4 && it[max(k-1, 0)].is("("):
		default:
			return false
		}
	}
	return false
}

// measured reports whether a unit, scale or lower-case word follows at i: then a dash before was that of a range.
func (r *reader) measured(it []item, i int) bool {
	if i >= len(it) {
		return false
	}
	if _, ok := r.scales[it[i].Text]; ok {
		return true
	}
	if row, _ := r.units.from(it, i); row != nil {
		return true
	}
	if it[i].is("-") && i+1 < len(it) {
		row, _ := r.units.from(it, i+1)
		return row != nil
	}
	row, _ := r.money.from(it, i)
	return row != nil || it[i].Kind == numerals.Word && !it[i].Upper && len(it[i].Text) > 3 && !it[i].is("with", "over", "from", "against", "after", "victory", "defeat", "vote", "loss", "lead")
}
