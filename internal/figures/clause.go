package figures

import (
	"math/big"
	"strings"

	"entente"
	"entente/internal/numerals"
	"entente/internal/quantities"
	"entente/internal/trees"
)

// A clause is a sentence while its figures are written.
type clause struct {
	*Finder
	d        *document
	n        int
	s        *entente.Sentence
	it       []quantities.Item
	tree     *trees.Tree
	dates    []entente.Date
	mentions []entente.Mention
	before   []entente.Figure
	out      []entente.Figure
	qs       []quantities.Quantity
}

// add writes the figure of a quantity, unless it claims nothing.
func (c *clause) add(q quantities.Quantity) {
	if q.Unit == "" || q.Dim == "times" {
		if !c.unit(&q) {
			return
		}
	}
	if q.Dim == "time" && !c.duration(&q) || quantities.Definite(c.it, &q) {
		return
	}
	c.form(&q)
	c.inherit(&q)
	c.top(&q)
	fig := entente.Figure{
		Span: q.Span(c.it), Op: q.Op, Form: q.Form, Flags: q.Flags, Unit: q.Unit, Per: q.Per, Evidence: c.s.Span, Modality: "actual", Confidence: 0.8,
	}
	values(&q, &fig)
	if d := dollars[c.d.Document.Country]; d != "" && q.Unit == "USD" && q.Num > 0 && c.it[q.Num-1].Is("$") && (q.Num < 2 || !c.it[q.Num-2].Upper || !c.it[q.Num-1].Glued) {
		fig.Unit, fig.Flags = d, append(fig.Flags, "currency-of-country")
	}
	fig.Measure = c.measure(&q)
	if q.Form == "rank" {
		fig.Measure = ranked(c.it[q.To-1].Text)
	}
	if q.Dim == "multiple" && q.Spelt && fig.Measure == "" {
		return
	}
	c.context(&fig, &q)
	c.follow(&fig, &q)
	if last := len(c.out) - 1; q.Ellipsis && (fig.Measure == "" || fig.Measure == c.out[last].Measure) { // "it has reached tens of billions"
		fig.Measure, fig.Parties, fig.From, fig.To = c.out[last].Measure, c.out[last].Parties, c.out[last].From, c.out[last].To
	}
	if q.Bracket && len(c.out) > 0 {
		c.convert(&fig, &q)
	}
	c.out, c.qs = append(c.out, fig), append(c.qs, q)
}

// dollars are the states whose own dollar a bare "$" means where one speaks for them.
var dollars = map[string]string{"CAN": "CAD", "AUS": "AUD", "NZL": "NZD", "SGP": "SGD", "JAM": "JMD", "TTO": "TTD", "BRB": "BBD", "FJI": "FJD", "GUY": "GYD"}

// top reads a place among the first: "the top 50 most competitive countries", "among the five largest investors".
func (c *clause) top(q *quantities.Quantity) {
	if q.Dim != "count" || q.Value == nil || q.Num == 0 {
		return
	}
	if c.it[q.Num-1].Is("top") {
		q.From = min(q.From, q.Num-1)
	} else if n := c.place(q.Num + 1); n == nil || !n.Is("largest", "biggest", "leading", "richest", "strongest", "poorest", "fastest", "most", "least", "best", "worst") || !c.among(q) {
		return
	}
	q.Form, q.Unit, q.Op = "rank", "{rank}", "<="
}

// among reports whether "among" or "one of" stands before the quantity.
func (c *clause) among(q *quantities.Quantity) bool {
	for k := q.From - 1; k >= 0 && k >= q.From-6; k-- {
		if c.it[k].Is("among") || c.it[k].Is("of") && k > 0 && c.it[k-1].Is("one") {
			return true
		}
	}
	return false
}

// inherit makes the second of "from 31 percent of GDP to 67 percent" a share as the first is.
func (c *clause) inherit(q *quantities.Quantity) {
	if p := c.place(q.From - 1); len(c.out) > 0 && q.Dim == "percent" && p != nil && p.Is("to") && q.Form == "level" {
		if last := c.out[len(c.out)-1]; last.Unit == "%" && last.Form == "share" {
			q.Form = "share"
		}
	}
}

// follow lets "up 18 percent" speak of what the figure before it measured, and gives a second share the whole of the first.
func (c *clause) follow(f *entente.Figure, q *quantities.Quantity) {
	if len(c.out) == 0 {
		return
	}
	last := c.out[len(c.out)-1]
	p := c.place(q.From - 1)
	if p == nil {
		return
	}
	if p.Is("up", "down") && f.Form == "change" && last.Form == "level" {
		f.Measure, f.Parties, f.From, f.To = last.Measure, last.Parties, last.From, last.To
		if f.Period == nil || f.Base != nil {
			f.Period = last.Period
		}
	}
	if p.Is("to") && f.Form == "share" && last.Form == "share" && f.Of == "" {
		f.Of = last.Of
	}
}

// values writes the value with its bounds.
func values(q *quantities.Quantity, f *entente.Figure) {
	factor := big.NewRat(1, 1)
	switch {
	case q.Unit == "a10":
		factor, f.Unit = big.NewRat(10, 1), "a"
	case q.Unit == "a100":
		factor, f.Unit = big.NewRat(100, 1), "a"
	case q.Cents:
		factor = big.NewRat(1, 100)
	case q.Fraction:
		factor = big.NewRat(100, 1)
	}
	scaled := func(v *big.Rat) string {
		if v == nil {
			return ""
		}
		return quantities.Decimal(new(big.Rat).Mul(v, factor))
	}
	f.Value, f.Low, f.High = scaled(q.Value), scaled(q.Low), scaled(q.High)
	if q.Vague && q.Value != nil {
		f.Low, f.High = scaled(q.Value), scaled(new(big.Rat).Mul(q.Value, big.NewRat(10, 1)))
	}
	switch {
	case f.Low != "" || f.High != "" || f.Value == "":
	case q.Op == ">" || q.Op == ">=":
		f.Low = f.Value
	case q.Op == "<" || q.Op == "<=" || q.Op == "<~":
		f.High = f.Value
	}
}

// unit finds the unit of a bare number: what it counts, a share, the unit of the figure before.
func (c *clause) unit(q *quantities.Quantity) bool {
	r := c.read
	if q.Fraction {
		q.Unit, q.Dim, q.Form = "%", "percent", "share"
		if p := c.place(q.From - 1); p != nil && p.Is("by") {
			q.Form = "change"
		}
		q.Flags = append(q.Flags, "fraction")
		return true
	}
	if q.Dim == "times" {
		return c.times(q)
	}
	if c.named(q) {
		return false
	}
	scale := q.Value != nil && q.Value.Cmp(big.NewRat(1000000, 1)) >= 0 || q.Vague
	if r.Count(c.it, q, c.tree) {
		if q.Per == "" && q.NounAt == q.To-1 && q.To < q.Limit {
			r.Rate(c.it, q)
		}
		return true
	}
	if scale && len(c.qs) > 0 {
		if last := c.qs[len(c.qs)-1]; last.Dim == "money" && !q.Spelt || scale && last.Dim == "money" {
			q.Unit, q.Dim, q.Ellipsis = last.Unit, last.Dim, true
			return true
		}
	}
	if q.Vague {
		return false
	}
	// "killed 102": the verb says what is counted.
	n := c.place(q.To)
	if n != nil && n.Is("others", "more") && len(c.qs) > 0 && c.qs[len(c.qs)-1].Dim == "count" && people(c.qs[len(c.qs)-1].Unit) {
		q.Unit, q.Dim, q.Noun = "{person}", "count", "person" // "and abducted 3 others"
		return true
	}
	if n != nil && n.Upper && r.Role(n.Text, "people") {
		q.Unit, q.Dim, q.Noun, q.To = "{person}", "count", "person", q.To+1
		return true
	}
	if p := c.place(q.From - 1); p != nil && len(c.it[q.Num].Text) > 0 {
		switch p.Text {
		case "killed", "killing", "injured", "injuring", "wounded", "wounding", "arrested", "detained", "abducted", "kidnapped", "captured", "evacuated", "rescued", "displaced":
			q.Unit, q.Dim, q.Noun = "{person}", "count", "person"
			return true
		}
	}
	return c.listed(q)
}

// named reports whether a bare number belongs to the name before it: "Boeing 737 jets", "the Apollo 10 crew", "iPhone 11 users".
// After a state or a place, and after what opens a clause ("In the Assembly 20 states"), it counts.
func (c *clause) named(q *quantities.Quantity) bool {
	k := q.Num - 1
	if k < 0 || q.From != q.Num || c.it[q.Num].Spelt || c.it[q.Num].Int < 0 && !strings.Contains(c.it[q.Num].Text, ".") || strings.Contains(c.it[q.Num].Text, ",") {
		return false
	}
	p := &c.it[k]
	word := p.In(c.d.Document.Text)
	if p.Kind != numerals.Word || p.Date || p.Glued && k > 0 && c.it[k-1].Is("'", "’") || word == strings.ToLower(word) || c.read.Role(p.Text, "month") || c.titleCase() {
		return false
	}
	if inner := word[1:]; inner != strings.ToLower(inner) {
		// "iPhone", "USB"
	} else if c.tree != nil && len(c.tree.Tokens) > 0 {
		if w := c.tree.At(p.Start); w < 0 || c.tree.Tokens[w].UPOS != "PROPN" {
			return false
		}
	} else if k == 0 || c.it[k-1].Is(".", ":", "“", "\"") {
		return false
	}
	for _, m := range c.mentions {
		if m.Start != nil && *m.End == p.End && m.Kind != "organisation" {
			return false
		}
	}
	return !c.opened(k)
}

// opened reports whether the words up to item k are what a clause opens with: "In the General Assembly".
func (c *clause) opened(k int) bool {
	for i := k; i >= 0 && i >= k-5; i-- {
		if c.it[i].Is("in", "at", "on", "within", "across", "outside", "during", "by", "since", "from") {
			return i == 0 || c.it[i-1].Is(",", "and", "that", "but", ";")
		}
	}
	return false
}

// titleCase reports a headline in capitals: there a capital tells nothing.
func (c *clause) titleCase() bool {
	words, capitals := 0, 0
	for i := range c.it {
		if w := &c.it[i]; w.Kind == numerals.Word && len(w.Text) > 3 {
			words++
			if w.Upper {
				capitals++
			}
		}
	}
	return capitals*10 > words*7
}

// listed takes the unit of the figure before in a list: "4,300 jobs in France, 3,700 in Germany".
func (c *clause) listed(q *quantities.Quantity) bool {
	if len(c.qs) == 0 || c.it[q.Num].Spelt {
		return false
	}
	last := c.qs[len(c.qs)-1]
	if last.Unit == "{point}" && q.Num-last.To < 8 && c.it[max(q.From-1, 0)].Is("to", "at") { // "330.89 points to 5272.50"
		q.Unit, q.Dim = last.Unit, last.Dim
		return true
	}
	if last.Dim != "count" && last.Dim != "money" || q.Num-last.To > 5 || q.From < 1 {
		return false
	}
	if n := c.place(q.To); !c.it[q.From-1].Is(",", "and", "or") || n == nil || !n.Is("in", "from", "to", "for", "of") {
		return false
	}
	q.Unit, q.Dim, q.Noun = last.Unit, last.Dim, last.Noun
	return true
}

func (c *clause) place(i int) *quantities.Item {
	if i < 0 || i >= len(c.it) {
		return nil
	}
	return &c.it[i]
}

// times decides what "three times" is: a multiple where something grew or is compared, else a count of occasions, which is
// left out.
func (c *clause) times(q *quantities.Quantity) bool {
	n := c.place(q.To)
	compared := n != nil && (n.Is("more", "higher", "larger", "bigger", "greater", "the", "as", "longer", "faster", "less", "lower", "smaller"))
	grown := c.changed(q, 8)
	if !compared && !grown {
		return false
	}
	q.Unit, q.Dim = "1", "multiple"
	q.Flags = append(q.Flags, "by-times")
	return true
}

// changed reports whether a word of change stands in the n words before the quantity.
func (c *clause) changed(q *quantities.Quantity, n int) bool {
	for k := q.From - 1; k >= 0 && k >= q.From-n; k-- {
		w := &c.it[k]
		if w.Is(";", "(", ":") {
			break
		}
		if c.read.Role(w.Text, "change") {
			return true
		}
	}
	return false
}

// duration keeps the lengths of time that claim something; "two weeks ago" and ages are no figures.
func (c *clause) duration(q *quantities.Quantity) bool {
	if q.Value == nil && q.Low == nil || q.Vague || q.Prefix {
		return false
	}
	if q.Value != nil && q.Value.Cmp(big.NewRat(1, 1)) == 0 && q.Spelt {
		return false
	}
	n, m := c.place(q.To), c.place(q.To+1)
	if n != nil && (n.Is("ago", "old", "earlier", "later", "before") || n.Is("-") && m != nil && m.Is("old", "olds")) || n != nil && n.Is("of") && m != nil && m.Is("age") {
		return false
	}
	if p := c.place(q.From - 1); p != nil && p.Is("aged", "age") {
		return false
	}
	if q.Low != nil && c.it[q.Num].Date {
		return false
	}
	return true
}
