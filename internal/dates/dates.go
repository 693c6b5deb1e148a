// Package dates turns the date expressions of a text into EDTF with first and last day, precision and basis.
//
// A sentence is cut into words and numbers, and a cascade of four small finite-state grammars (after S. Abney, Partial
// Parsing via Finite-State Cascades, 1996) puts them together: digits and decades; days, months, years and what is
// relative to them; parts of a date; ranges. Their rows are a table. What was read is then set against the calendar in
// the order of the text, with the day of publication and the dates named before as anchors. A date that cannot be known
// is left out.
//
// Spans are bytes of Document.Text. The grammar of temporal values follows TimeML's TIMEX3 (Pustejovsky et al. 2003);
// values are ISO 8601-2 level 1 with the quarters and halves of level 2.
package dates

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"entente"
	"entente/internal/calendar"
	"entente/internal/numerals"
)

//go:embed words.tsv
var wordTable string

//go:embed grammar.tsv
var grammarTable string

//go:embed names.tsv
var nameTable string

//go:embed eras.tsv
var eraTable string

//go:embed holidays.tsv
var holidayTable string

type entry struct {
	class class
	value int
	word  string
}

// A Finder holds the tables; it is safe for concurrent use.
type Finder struct {
	scanner *numerals.Scanner
	words   map[string]entry
	names   map[string]string
	grammar *grammar
}

// New reads the embedded tables. It panics where they are broken, which a test rules out.
func New() *Finder {
	f := &Finder{scanner: numerals.New(), words: map[string]entry{}, names: map[string]string{}}
	for _, r := range rows(wordTable) {
		e := f.words[r[0]]
		if c, ok := classNames[strings.ToUpper(r[1])]; ok {
			e.class |= c
			e.word = r[2]
			if n, err := strconv.Atoi(r[2]); err == nil {
				e.value = n
			}
		}
		f.words[r[0]] = e
	}
	for _, r := range rows(nameTable) {
		f.names[r[0]] = r[1]
	}
	g, err := readGrammar(grammarTable, actions())
	if err != nil {
		panic(fmt.Sprintf("dates: embedded grammar: %v", err))
	}
	for i, r := range rows(eraTable) {
		lo, ok1 := parse(r[1])
		hi, ok2 := parse(r[2])
		if !ok1 || !ok2 {
			panic("dates: broken row in the embedded eras: " + r[0])
		}
		g.levels[1].add(strings.Fields(r[0]), nil, row{rank: 1000 + i, action: era(lo, hi)})
	}
	for i, r := range rows(holidayTable) {
		m, err1 := strconv.Atoi(r[1])
		d, err2 := strconv.Atoi(r[2])
		if err1 != nil || err2 != nil {
			panic("dates: broken row in the embedded holidays: " + r[0])
		}
		g.levels[1].add(append(strings.Fields(r[0]), ",?", "YY?"), nil, row{rank: 2000 + i, action: holiday(m, d)})
	}
	f.grammar = g
	return f
}

func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) >= 2 && !strings.HasPrefix(line, "#") {
			out = append(out, append(f, ""))
		}
	}
	return out
}

// Version names the state of the embedded tables.
func Version() string {
	return entente.Version([]byte(wordTable), []byte(grammarTable), []byte(nameTable), []byte(eraTable), []byte(holidayTable))
}

// Find returns every date expression in the order of the text. Relative dates are counted from a.Document.Published and
// keep its precision; without it they are left out.
func (f *Finder) Find(a *entente.Analysis) []entente.Date {
	s := &state{ref: published(a.Document.Published)}
	s.tale = a.Document.Genre == "history"
	s.past = s.tale || a.Document.Genre == "other"
	text := a.Document.Text
	var out []entente.Date
	var toks []numerals.Token
	var items []item
	dayFirst := f.dayFirst(text)
	each(a, func(n int, span entente.Span, sentence *entente.Sentence) {
		toks = f.scanner.Scan(toks[:0], text, span.Start, span.End)
		items = f.items(items[:0], toks)
		if len(items) == 0 {
			return
		}
		words := items
		marked := items
		for level := range f.grammar.levels {
			marked = f.grammar.pass(level, marked, dayFirst)
		}
		s.at = n
		s.tense = func(x *expr) int { return tense(sentence, words, x) }
		for i := range marked {
			for _, d := range f.resolve(marked, i, s) {
				d.Sentence = n
				out = append(out, d)
			}
		}
	})
	sort.SliceStable(out, func(i, k int) bool { return out[i].Span.Start < out[k].Span.Start })
	return out
}

// each calls f for every sentence; a text that was not split is read line by line, as sentence -1.
func each(a *entente.Analysis, f func(int, entente.Span, *entente.Sentence)) {
	if len(a.Sentences) == 0 {
		for at := 0; at < len(a.Document.Text); {
			end := strings.Index(a.Document.Text[at:], "\n\n")
			if end < 0 {
				end = len(a.Document.Text) - at
			}
			f(-1, entente.Span{Start: at, End: at + end}, nil)
			at += end + 2
		}
		return
	}
	for i := range a.Sentences {
		s := &a.Sentences[i]
		if s.Start < 0 || s.End > len(a.Document.Text) || s.Empty() {
			continue
		}
		f(i, s.Span, s)
	}
}

// items gives the tokens of a sentence the classes they can play.
func (f *Finder) items(dst []item, toks []numerals.Token) []item {
	for i := range toks {
		it := item{Token: toks[i]}
		switch it.Kind {
		case numerals.Number:
			if it.Int >= 0 {
				it.class |= cN
			}
			if !it.Spelt && 1 <= it.Int && it.Int <= 31 && len(it.Text) <= 2 {
				it.class |= cDD
			}
			if !it.Spelt && len(it.Text) == 4 && it.Int >= 0 {
				it.class |= cHHMM
				if it.Int >= 1000 && it.Int <= 2199 {
					it.class |= cYY
				}
			}
			if !it.Spelt && len(it.Text) == 2 {
				it.class |= cY2
			}
			if !it.Spelt && len(it.Text) == 3 && it.Int >= 100 {
				it.class |= cY3
			}
		case numerals.Ordinal:
			it.class |= cOD
			if 1 <= it.Int && it.Int <= 31 {
				it.class |= cDD
			}
		case numerals.Word:
			if e, ok := f.words[it.Text]; ok {
				it.class, it.value, it.word = e.class, e.value, e.word
				if e.class == cUNIT && it.Upper && i > 0 && it.Text != "day" {
					it.class = e.class
				}
			}
		case numerals.Break:
			continue
		}
		dst = append(dst, it)
	}
	return dst
}

// resolve sets one item against the calendar; a range that cannot be one gives its two ends.
func (f *Finder) resolve(items []item, i int, s *state) []entente.Date {
	x := items[i].x
	if x == nil || x.do == nil {
		return nil
	}
	s.lent = lender(items, i)
	if w, ok := x.do(x, s); ok {
		if d, ok := f.date(items, i, x, w, s); ok {
			return []entente.Date{d}
		}
		return nil
	}
	if x.b == nil {
		return nil
	}
	var out []entente.Date
	for _, x := range []*expr{x.a, x.b} {
		if w, ok := x.do(x, s); ok {
			if d, ok := f.date(items, i, x, w, s); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// lender is the date after the item in a list of the same kind that prints the year for both, nil where there is none.
func lender(items []item, i int) *expr {
	x := items[i].x
	if x.y != 0 || x.m == 0 || i+2 >= len(items) || !items[i+1].is("and", "or", ",", "–", "-", "to", "through") {
		return nil
	}
	for k := i + 2; k < len(items) && k <= i+6; k += 2 {
		n := items[k].x
		if n == nil || n.m == 0 || n.a != nil || (n.d == 0) != (x.d == 0) {
			return nil
		}
		if n.y != 0 {
			return n
		}
		if k+1 >= len(items) || !items[k+1].is("and", "or", ",") {
			return nil
		}
	}
	return nil
}

// date writes what an expression came to.
func (f *Finder) date(items []item, i int, x *expr, w when, s *state) (entente.Date, bool) {
	span := x.span
	d := entente.Date{Span: &span, Use: w.use, Value: w.value, Basis: "text"}
	if w.use != "" {
		return d, true
	}
	if y, _, _ := calendar.Civil(w.Lo); y < -9999 || y > 9999 {
		return entente.Date{}, false
	}
	d.Use = "date"
	if x.y != 0 && x.m == 0 && x.a == nil && f.named(items, i) {
		d.Use = "name"
	}
	d.EDTF, d.Time, d.Basis = w.EDTF(), w.clock, w.basis
	d.Start, d.End, d.Precision = calendar.ISO(w.Lo), calendar.ISO(w.Hi), w.Prec.String()
	switch w.value {
	case "PAST_REF": // "recently" is some time before the text
		d.EDTF, d.Start = "../"+d.EDTF, ""
	case "FUTURE_REF":
		d.EDTF, d.End = d.EDTF+"/..", ""
	}
	if d.Time != "" {
		d.Precision = calendar.Minute.String()
	}
	if d.Use == "date" && w.value == "" {
		s.remember(w, items, i)
	}
	return d, true
}

// remember keeps a date as the anchor of what follows.
func (s *state) remember(w when, items []item, i int) {
	s.last, s.lastAt = &w, s.at
	printed := w.basis == "text"
	lent := i > 0 && items[i-1].is("since", "until", "by", "till")
	if w.Prec <= calendar.Month && printed && !lent || printed && w.Prec == calendar.Year && (i <= 3 || s.tale) && !lent {
		s.explicit, s.explAt = &w, s.at
	}
}
