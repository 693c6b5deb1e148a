package figures

import (
	"math/big"

	"entente"
	"entente/internal/trees"
)

// A clause is a sentence while its figures are written.
type clause struct {
	*Finder
	d        *document
	n        int
	s        *entente.Sentence
	it       []item
	tree     *trees.Tree
	dates    []entente.Date
	mentions []entente.Mention
	before   []entente.Figure
	out      []entente.Figure
	qs       []quantity
}

// add writes the figure of a quantity, unless it claims nothing.
func (c *clause) add(q quantity) {
	r := c.read
	if q.unit == "" || q.dim == "times" {
		if !c.unit(&q) {
			return
		}
	}
	if q.dim == "time" && !c.duration(&q) || r.definite(c.it, &q) {
		return
	}
	c.form(&q)
	c.inherit(&q)
	c.top(&q)
	fig := entente.Figure{
		Span: q.span(c.it), Op: q.op, Form: q.form, Flags: q.flags, Unit: q.unit, Per: q.per, Evidence: c.s.Span, Modality: "actual", Confidence: 0.8,
	}
	q.values(&fig)
	if d := dollars[c.d.Document.Country]; d != "" && q.unit == "USD" && q.num > 0 && c.it[q.num-1].is("$") && (q.num < 2 || !c.it[q.num-2].Upper || !c.it[q.num-1].Glued) {
		fig.Unit, fig.Flags = d, append(fig.Flags, "currency-of-country")
	}
	fig.Measure = c.measure(&q)
	if q.form == "rank" {
		fig.Measure = ranked(c.it[q.to-1].Text)
	}
	if q.dim == "multiple" && q.spelt && fig.Measure == "" {
		return
	}
	c.context(&fig, &q)
	c.follow(&fig, &q)
	if last := len(c.out) - 1; q.ellipsis && (fig.Measure == "" || fig.Measure == c.out[last].Measure) { // "it has reached tens of billions"
		fig.Measure, fig.Parties, fig.From, fig.To = c.out[last].Measure, c.out[last].Parties, c.out[last].From, c.out[last].To
	}
	if q.bracket && len(c.out) > 0 {
		c.convert(&fig, &q)
	}
	c.out, c.qs = append(c.out, fig), append(c.qs, q)
}

// dollars are the states whose own dollar a bare "$" means where one speaks for them.
var dollars = map[string]string{"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "SGP": "SGD", "JAM": "JMD", "TTO": "TTD", "BRB": "BBD", "FJI": "FJD", "GUY": "GYD"}

// top reads a place among the first: "the top 50 most competitive countries", "among the five largest investors".
func (c *clause) top(q *quantity) {
	if q.dim != "count" || q.value == nil || q.num == 0 {
		return
	}
	if c.it[q.num-1].is("top") {
		q.from = min(q.from, q.num-1)
	} else if n := c.place(q.num + 1); n == nil || !n.is("largest", "biggest", "leading", "richest", "strongest") || !c.among(q) {
		return
	}
	q.form, q.unit, q.op = "rank", "{rank}", "<="
}

// among reports whether "among" or "one of" stands before the quantity.
func (c *clause) among(q *quantity) bool {
	for k := q.from - 1; k >= 0 && k >= q.from-3; k-- {
		if c.it[k].is("among") || c.it[k].is("of") && k > 0 && c.it[k-1].is("one") {
			return true
		}
	}
	return false
}

// inherit makes the second of "from 31 percent of GDP to 67 percent" a share as the first is.
func (c *clause) inherit(q *quantity) {
	if p := c.place(q.from - 1); len(c.out) > 0 && q.dim == "percent" && p != nil && p.is("to") && q.form == "level" {
		if last := c.out[len(c.out)-1]; last.Unit == "%" && last.Form == "share" {
			q.form = "share"
		}
	}
}

// follow lets "up 18 percent" speak of what the figure before it measured, and gives a second share the whole of the first.
func (c *clause) follow(f *entente.Figure, q *quantity) {
	if len(c.out) == 0 {
		return
	}
	last := c.out[len(c.out)-1]
	p := c.place(q.from - 1)
	if p == nil {
		return
	}
	if p.is("up", "down") && f.Form == "change" && last.Form == "level" {
		f.Measure, f.Parties, f.From, f.To = last.Measure, last.Parties, last.From, last.To
		if f.Period == nil || f.Base != nil {
			f.Period = last.Period
		}
	}
	if p.is("to") && f.Form == "share" && last.Form == "share" && f.Of == "" {
		f.Of = last.Of
	}
}

// values writes the value with its bounds.
func (q *quantity) values(f *entente.Figure) {
	factor := big.NewRat(1, 1)
	switch {
	case q.unit == "a10":
		factor, f.Unit = big.NewRat(10, 1), "a"
	case q.unit == "a100":
		factor, f.Unit = big.NewRat(100, 1), "a"
	case q.cents:
		factor = big.NewRat(1, 100)
	case q.fraction:
		factor = big.NewRat(100, 1)
	}
	scaled := func(v *big.Rat) string {
		if v == nil {
			return ""
		}
		return decimal(new(big.Rat).Mul(v, factor))
	}
	f.Value, f.Low, f.High = scaled(q.value), scaled(q.low), scaled(q.high)
	if q.vague && q.value != nil {
		f.Low, f.High = scaled(q.value), scaled(new(big.Rat).Mul(q.value, big.NewRat(10, 1)))
	}
	switch {
	case f.Low != "" || f.High != "" || f.Value == "":
	case q.op == ">" || q.op == ">=":
		f.Low = f.Value
	case q.op == "<" || q.op == "<=" || q.op == "<~":
		f.High = f.Value
	}
}

// unit finds the unit of a bare number: what it counts, a share, the unit of the figure before.
func (c *clause) unit(q *quantity) bool {
	r := c.read
	if q.fraction {
		q.unit, q.dim, q.form = "%", "percent", "share"
		if p := c.place(q.from - 1); p != nil && p.is("by") {
			q.form = "change"
		}
		q.flags = append(q.flags, "fraction")
		return true
	}
	if q.dim == "times" {
		return c.times(q)
	}
	scale := q.value != nil && q.value.Cmp(big.NewRat(1000000, 1)) >= 0 || q.vague
	if r.counted(c.it, q, c.tree) {
		if q.per == "" && q.nounAt == q.to-1 && q.to < q.limit {
			r.rate(c.it, q)
		}
		return true
	}
	if scale && len(c.qs) > 0 {
		if last := c.qs[len(c.qs)-1]; last.dim == "money" && !q.spelt || scale && last.dim == "money" {
			q.unit, q.dim, q.ellipsis = last.unit, last.dim, true
			return true
		}
	}
	if q.vague {
		return false
	}
	// "killed 102": the verb says what is counted.
	if p := c.place(q.from - 1); p != nil && len(c.it[q.num].Text) > 0 {
		switch p.Text {
		case "killed", "killing", "injured", "injuring", "wounded", "wounding", "arrested", "detained":
			q.unit, q.dim, q.noun = "{person}", "count", "person"
			return true
		}
	}
	return c.listed(q)
}

// listed takes the unit of the figure before in a list: "4,300 jobs in France, 3,700 in Germany".
func (c *clause) listed(q *quantity) bool {
	if len(c.qs) == 0 || c.it[q.num].Spelt {
		return false
	}
	last := c.qs[len(c.qs)-1]
	if last.dim != "count" && last.dim != "money" || q.num-last.to > 5 || q.from < 1 {
		return false
	}
	if n := c.place(q.to); !c.it[q.from-1].is(",", "and", "or") || n == nil || !n.is("in", "from", "to", "for", "of") {
		return false
	}
	q.unit, q.dim, q.noun = last.unit, last.dim, last.noun
	return true
}

func (c *clause) place(i int) *item {
	if i < 0 || i >= len(c.it) {
		return nil
	}
	return &c.it[i]
}

// times decides what "three times" is: a multiple where something grew or is compared, else a count of occasions, which is
// left out.
func (c *clause) times(q *quantity) bool {
	n := c.place(q.to)
	compared := n != nil && (n.is("more", "higher", "larger", "bigger", "greater", "the", "as", "longer", "faster", "less", "lower", "smaller"))
	grown := c.changed(q, 8)
	if !compared && !grown {
		return false
	}
	q.unit, q.dim = "1", "multiple"
	q.flags = append(q.flags, "by-times")
	return true
}

// changed reports whether a word of change stands in the n words before the quantity.
func (c *clause) changed(q *quantity, n int) bool {
	for k := q.from - 1; k >= 0 && k >= q.from-n; k-- {
		w := &c.it[k]
		if w.is(";", "(", ":") {
			break
		}
		if c.read.role(w.Text, "change") {
			return true
		}
	}
	return false
}

// duration keeps the lengths of time that claim something; "two weeks ago" and ages are no figures.
func (c *clause) duration(q *quantity) bool {
	if q.value == nil && q.low == nil || q.vague || q.prefix {
		return false
	}
	if q.value != nil && q.value.Cmp(big.NewRat(1, 1)) == 0 && q.spelt {
		return false
	}
	n, m := c.place(q.to), c.place(q.to+1)
	if n != nil && (n.is("ago", "old", "earlier", "later", "before") || n.is("-") && m != nil && m.is("old", "olds")) || n != nil && n.is("of") && m != nil && m.is("age") {
		return false
	}
	if p := c.place(q.from - 1); p != nil && p.is("aged", "age") {
		return false
	}
	if q.low != nil && c.it[q.num].date {
		return false
	}
	return true
}
