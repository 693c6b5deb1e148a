// Package figures turns the quantities of a text into claims: value and bound, unit, what is measured, between whom, for
// which time, and on whose word.
//
// Numbers are read from the words (package numerals) with tables of units, currencies, scales and words of bound; what is
// counted and what is measured comes from the tree where the sentence has one, else from the words around. A number that
// is part of a date, a name, a score or an age is no figure. Values are exact decimals.
package figures

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"entente"
	"entente/internal/trees"
)

// A Finder holds the tables; it is safe for concurrent use.
type Finder struct {
	read     *reader
	measures phrases
	grammar  *trees.Grammar
}

// New reads the embedded tables.
func New() (*Finder, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, fmt.Errorf("figures: %w", err)
	}
	return &Finder{read: newReader(), measures: readPhrases(measureTable, false, nil), grammar: g}, nil
}

// Find returns the figures of a text in its order. It takes sentences, dates, mentions and statements as earlier steps
// found them; any of them may be missing.
func (f *Finder) Find(a *entente.Analysis) []entente.Figure {
	d := &document{Analysis: a, dates: bySentence(a), mentions: mentionsBySentence(a)}
	var out []entente.Figure
	spans := sentences(a)
	for n := range spans {
		if p := spans[n].Part; len(a.Sentences) > 0 && p < len(a.Document.Parts) && a.Document.Parts[p].Kind == "table" && strings.Contains(a.Document.Parts[p].In(a.Document.Text), "\t") {
			continue
		}
		out = append(out, f.sentence(d, n, &spans[n], out)...)
	}
	for i, p := range a.Document.Parts {
		if p.Kind == "table" {
			var before entente.Span
			if i > 0 && a.Document.Parts[i-1].Len() < 300 {
				before = a.Document.Parts[i-1].Span
			}
			out = append(out, f.table(d, p, before)...)
		}
	}
	slices.SortStableFunc(out, func(x, y entente.Figure) int { return cmp.Compare(x.Span.Start, y.Span.Start) })
	tie(a, out)
	return number(a, out)
}

// sentences are those of the analysis, or the paragraphs of a text that was not split.
func sentences(a *entente.Analysis) []entente.Sentence {
	if len(a.Sentences) > 0 {
		return a.Sentences
	}
	var out []entente.Sentence
	at := 0
	for line := range strings.Lines(a.Document.Text) {
		if body := strings.TrimRight(line, "\n"); body != "" {
			out = append(out, entente.Sentence{Span: entente.Span{Start: at, End: at + len(body)}})
		}
		at += len(line)
	}
	return out
}

// tie marks a round figure of a title or heading that the body gives exactly: "$25 billion" above, "$25.2 billion" below. The
// round one is flagged, takes what the exact one knows, and points to it.
func tie(a *entente.Analysis, fs []entente.Figure) {
	for i := range fs {
		h := &fs[i]
		if k := partOf(a, h.Span); k != "title" && k != "heading" {
			continue
		}
		for j := range fs {
			b := &fs[j]
			if j == i || b.Unit != h.Unit || b.Form != h.Form || !rounds(b.Value, h.Value) || partOf(a, b.Span) == "title" {
				continue
			}
			if h.Measure == "" || h.Measure == b.Measure {
				h.Measure, h.Period, h.Base = b.Measure, b.Period, b.Base
				if len(h.Parties) < len(b.Parties) {
					h.Parties, h.From, h.To = b.Parties, b.From, b.To
				}
				if h.Value != b.Value {
					h.Flags = append(h.Flags, "rounded")
				}
				break
			}
		}
	}
}

// partOf is the kind of the part that holds a span.
func partOf(a *entente.Analysis, s entente.Span) string {
	for _, p := range a.Document.Parts {
		if p.Contains(s) {
			return p.Kind
		}
	}
	return ""
}

// rounds reports whether the exact value rounds to the round one at its last digit that is not zero.
func rounds(exact, round string) bool {
	x, ok1 := new(big.Rat).SetString(exact)
	r, ok2 := new(big.Rat).SetString(round)
	if !ok1 || !ok2 || exact == "" || round == "" {
		return false
	}
	if x.Cmp(r) == 0 {
		return true
	}
	unit := big.NewRat(1, 1)
	digits := strings.TrimRight(strings.TrimRight(strings.ReplaceAll(round, ".", ""), "0"), ".")
	if len(digits) == len(strings.ReplaceAll(round, ".", "")) || strings.Contains(round, ".") {
		return false
	}
	for range len(round) - len(digits) {
		unit.Mul(unit, big.NewRat(10, 1))
	}
	gap := new(big.Rat).Abs(new(big.Rat).Sub(x, r))
	return gap.Mul(gap, big.NewRat(2, 1)).Cmp(unit) <= 0
}

// number gives every figure its id, and the conversions the ids they point to.
func number(a *entente.Analysis, figures []entente.Figure) []entente.Figure {
	ordinals := map[entente.Span]int{}
	for i := range figures {
		f := &figures[i]
		f.ID = entente.RowID("f", &a.Document, f.Span, ordinals[f.Span])
		ordinals[f.Span]++
	}
	for i := range figures {
		if figures[i].Converts == previous && i > 0 {
			figures[i].Converts = figures[i-1].ID
		}
	}
	return figures
}

// previous stands for the id of the figure before until ids are given.
const previous = "<"

// A document is the analysis with its parts by sentence.
type document struct {
	*entente.Analysis
	dates    map[int][]entente.Date
	mentions map[int][]entente.Mention
}

func bySentence(a *entente.Analysis) map[int][]entente.Date {
	out := map[int][]entente.Date{}
	for _, d := range a.Dates {
		n := d.Sentence
		if len(a.Sentences) == 0 || d.Span != nil && (n < 0 || n >= len(a.Sentences)) {
			n = -1
		}
		out[n] = append(out[n], d)
	}
	return out
}

func mentionsBySentence(a *entente.Analysis) map[int][]entente.Mention {
	out := map[int][]entente.Mention{}
	for _, m := range a.Mentions {
		if m.Start == nil {
			continue
		}
		n := a.SentenceAt(*m.Start)
		out[n] = append(out[n], m)
	}
	return out
}

// datesOf are the date expressions of a sentence.
func (d *document) datesOf(n int, s *entente.Sentence) []entente.Date {
	if len(d.Sentences) > 0 {
		return d.dates[n]
	}
	var out []entente.Date
	for _, x := range d.dates[-1] {
		if x.Span != nil && s.Span.Overlaps(*x.Span) {
			out = append(out, x)
		}
	}
	return out
}

// sentence reads the figures of one sentence; before are those of the sentences before it.
func (f *Finder) sentence(d *document, n int, s *entente.Sentence, before []entente.Figure) []entente.Figure {
	text := d.Document.Text
	if s.Start < 0 || s.End > len(text) || !numeric(s.Span.In(text)) {
		return nil
	}
	toks := f.read.scanner.Scan(nil, text, s.Start, s.End)
	it := make([]item, 0, len(toks))
	ds := d.datesOf(n, s)
	for _, t := range toks {
		if t.Text != "\n" {
			it = append(it, item{Token: t, date: covered(t.Span, ds)})
		}
	}
	var tree *trees.Tree
	if len(s.Tokens) > 0 {
		tree = f.grammar.Tree(s)
	}
	c := &clause{Finder: f, d: d, n: n, s: s, it: it, tree: tree, dates: ds, mentions: d.mentions[n], before: before}
	qs := f.read.quantities(it)
	for i, q := range qs {
		q.limit = len(it)
		if i+1 < len(qs) {
			q.limit = qs[i+1].from
		}
		c.add(q)
	}
	c.ranks()
	c.reaching()
	return c.out
}

// reaching ends a stretch that was counted to the day of the text at the year of the level it led to: "has grown 70-fold in
// 30 years, reaching $25 billion in 2021".
func (c *clause) reaching() {
	for i := 0; i+1 < len(c.out); i++ {
		m, l := &c.out[i], &c.out[i+1]
		if m.Form != "multiple" && m.Form != "change" || l.Form != "level" || m.Measure != l.Measure || m.Period == nil || l.Period == nil {
			continue
		}
		k := c.qs[i+1].from - 1
		if k < 0 || !c.it[k].is("reaching", "reached", "to", "hitting", "totalling", "totaling", "amounting") {
			continue
		}
		p, e := m.Period, l.Period
		if p.Precision == "year" && e.Precision == "year" && len(p.Start) >= 4 && len(e.End) >= 4 && p.Start < e.Start && e.End < p.End {
			d := *p
			d.EDTF, d.End = p.Start[:4]+"/"+e.End[:4], e.End
			m.Period = &d
		}
	}
}

// numeric is a quick test whether a sentence can hold a number at all.
func numeric(s string) bool {
	return strings.ContainsAny(s, "0123456789") || words(s)
}

// words reports whether a sentence may hold number words: a cheap filter on letters that they need.
func words(s string) bool { return len(s) > 5 }

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
	fig := entente.Figure{
		Span: q.span(c.it), Op: q.op, Form: q.form, Flags: q.flags, Unit: q.unit, Per: q.per, Evidence: c.s.Span, Modality: "actual", Confidence: 0.8,
	}
	q.values(&fig)
	if d := dollars[c.d.Document.Country]; d != "" && q.unit == "USD" && q.num > 0 && c.it[q.num-1].is("$") && (q.num < 2 || !c.it[q.num-2].Upper || !c.it[q.num-1].Glued) {
		fig.Unit, fig.Flags = d, append(fig.Flags, "currency-of-country")
	}
	fig.Measure = c.measure(&q)
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

// form says what kind of claim the number is.
func (c *clause) form(q *quantity) {
	switch {
	case q.form != "":
	case q.dim == "multiple":
		q.form = "multiple"
	case q.dim == "time":
		q.form = "duration"
	case q.dim == "points":
		q.form = "change"
	case q.dim == "percent":
		q.form = c.percentForm(q)
	case c.byAmount(q):
		q.form = "change"
	default:
		q.form = "level"
	}
}

// percentForm tells a share from a change and from a level (a rate).
func (c *clause) percentForm(q *quantity) string {
	p, n := c.place(q.from-1), c.place(q.to)
	if p != nil && p.is("by") {
		return "change"
	}
	if n != nil && n.is("of", "share", "stake", "majority", "owned") {
		return "share"
	}
	if c.near("growth", q, 3) && n != nil && !n.is("of") {
		return "change"
	}
	if n != nil && n.is("increase", "rise", "growth", "decline", "drop", "decrease", "fall", "cut", "reduction", "jump", "surge", "hike", "more", "less", "higher", "lower", "up", "down") {
		return "change"
	}
	if c.back(q, 7, "share") {
		return "share"
	}
	for k := q.from - 1; k >= 0 && k >= q.from-7; k-- {
		w := &c.it[k]
		if w.is(";", "(", ":", ",") {
			break
		}
		if c.read.role(w.Text, "change") {
			if p != nil && (p.is("to", "at", "from") || w.is("growth")) {
				if w.is("growth") {
					return "change"
				}
				return "level"
			}
			return "change"
		}
	}
	return "level"
}

// back reports whether a word of a role stands in the n words before the quantity, in its clause.
func (c *clause) back(q *quantity, n int, role string) bool {
	for k := q.from - 1; k >= 0 && k >= q.from-n; k-- {
		if c.it[k].is(";", "(", ":", ",") {
			break
		}
		if c.read.role(c.it[k].Text, role) {
			return true
		}
	}
	return false
}

// byAmount reports whether a level is really a change: "increased by $5 billion", "a $5 billion increase".
func (c *clause) byAmount(q *quantity) bool {
	p, n := c.place(q.from-1), c.place(q.to)
	if p != nil && p.is("by") && (c.changed(q, 6) || q.dim != "money" && q.dim != "count") {
		return true
	}
	return n != nil && n.is("increase", "rise", "drop", "decline", "cut", "decrease", "reduction") && q.dim != "count"
}

// convert links an amount in brackets to the one before it where both are of one kind in different units.
func (c *clause) convert(f *entente.Figure, q *quantity) {
	last := c.qs[len(c.qs)-1]
	if last.dim == q.dim && last.unit != q.unit && (q.dim == "money" || q.dim == "length" || q.dim == "area" || q.dim == "mass" || q.dim == "volume") {
		p := c.out[len(c.out)-1]
		f.Converts = previous
		f.Measure, f.Parties, f.From, f.To, f.Period, f.Base, f.Modality, f.Form = p.Measure, p.Parties, p.From, p.To, p.Period, p.Base, p.Modality, p.Form
	}
}
