// Package dates turns the date expressions of a text into EDTF with first and last day, precision and basis.
//
// A sentence is cut into words and numbers, and a cascade of four small finite-state grammars (after S. Abney, Partial
// Parsing via Finite-State Cascades, 1996) puts them together: digits and decades; days, months, years and what is
// relative to them; parts of a date; ranges (package expressions). Their rows are a table. What was read is then set
// against the calendar in the order of the text, with the day of publication and the dates named before as anchors
// (package anchoring). A date that cannot be known is left out.
//
// Spans are bytes of Document.Text. The grammar of temporal values follows TimeML's TIMEX3 (Pustejovsky et al. 2003);
// values are ISO 8601-2 level 1 with the quarters and halves of level 2.
package dates

import (
	_ "embed"
	"fmt"
	"sort"
	"strings"

	"entente"
	"entente/internal/calendar"
	"entente/internal/dates/anchoring"
	"entente/internal/dates/expressions"
	"entente/internal/numerals"
)

//go:embed names.tsv
var nameTable string

// A Finder holds the tables; it is safe for concurrent use.
type Finder struct {
	scanner *numerals.Scanner
	reader  *expressions.Reader
	names   map[string]string
}

// New reads the embedded tables. It panics where they are broken, which a test rules out.
func New() *Finder {
	r, err := expressions.NewReader()
	if err != nil {
		panic(fmt.Sprintf("dates: %v", err))
	}
	f := &Finder{scanner: numerals.New(), reader: r, names: map[string]string{}}
	for _, r := range expressions.Rows(nameTable) {
		f.names[r[0]] = r[1]
	}
	return f
}

// Version names the state of the embedded tables.
func Version() string {
	return entente.Version([]byte(expressions.Version()), []byte(nameTable))
}

// Find returns every date expression in the order of the text. Relative dates are counted from a.Document.Published and
// keep its precision; without it they are left out.
func (f *Finder) Find(a *entente.Analysis) []entente.Date {
	s := &anchoring.State{Ref: anchoring.Published(a.Document.Published)}
	s.Tale = a.Document.Genre == "history"
	s.Past = s.Tale || a.Document.Genre == "other"
	text := a.Document.Text
	var out []entente.Date
	var toks []numerals.Token
	var items []expressions.Item
	dayFirst := f.dayFirst(text)
	each(a, func(n int, span entente.Span, sentence *entente.Sentence) {
		toks = f.scanner.Scan(toks[:0], text, span.Start, span.End)
		items = f.reader.Classify(items[:0], toks)
		if len(items) == 0 {
			return
		}
		words := items
		marked := f.reader.Read(items, dayFirst)
		s.At = n
		s.Tense = func(x *anchoring.Expression) int { return expressions.Tense(sentence, words, x) }
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

// resolve sets one item against the calendar; a range that cannot be one gives its two ends.
func (f *Finder) resolve(items []expressions.Item, i int, s *anchoring.State) []entente.Date {
	x := items[i].X
	if x == nil || x.Do == nil {
		return nil
	}
	s.Lent = lender(items, i)
	if w, ok := x.Do(x, s); ok {
		if d, ok := f.date(items, i, x, w, s); ok {
			return []entente.Date{d}
		}
		return nil
	}
	if x.B == nil {
		return nil
	}
	var out []entente.Date
	for _, x := range []*anchoring.Expression{x.A, x.B} {
		if w, ok := x.Do(x, s); ok {
			if d, ok := f.date(items, i, x, w, s); ok {
				out = append(out, d)
			}
		}
	}
	return out
}

// lender is the date after the item in a list of the same kind that prints the year for both, nil where there is none.
func lender(items []expressions.Item, i int) *anchoring.Expression {
	x := items[i].X
	if x.Year != 0 || x.Month == 0 || i+2 >= len(items) || !items[i+1].Is("and", "or", ",", "–", "-", "to", "through") {
		return nil
	}
	for k := i + 2; k < len(items) && k <= i+6; k += 2 {
		n := items[k].X
		if n == nil || n.Month == 0 || n.A != nil || (n.Day == 0) != (x.Day == 0) {
			return nil
		}
		if n.Year != 0 {
			return n
		}
		if k+1 >= len(items) || !items[k+1].Is("and", "or", ",") {
			return nil
		}
	}
	return nil
}

// date writes what an expression came to.
func (f *Finder) date(items []expressions.Item, i int, x *anchoring.Expression, w anchoring.When, s *anchoring.State) (entente.Date, bool) {
	span := x.Span
	d := entente.Date{Span: &span, Use: w.Use, Value: w.Value, Basis: "text"}
	if w.Use != "" {
		return d, true
	}
	if y, _, _ := calendar.Civil(w.Lo); y < -9999 || y > 9999 {
		return entente.Date{}, false
	}
	d.Use = "date"
	if x.Year != 0 && x.Month == 0 && x.A == nil && f.named(items, i) {
		d.Use = "name"
	}
	d.EDTF, d.Time, d.Basis = w.EDTF(), w.Clock, w.Basis
	d.Start, d.End, d.Precision = calendar.ISO(w.Lo), calendar.ISO(w.Hi), w.Prec.String()
	switch w.Value {
	case "PAST_REF": // "recently" is some time before the text
		d.EDTF, d.Start = "../"+d.EDTF, ""
	case "FUTURE_REF":
		d.EDTF, d.End = d.EDTF+"/..", ""
	}
	if d.Time != "" {
		d.Precision = calendar.Minute.String()
	}
	if d.Use == "date" && w.Value == "" {
		remember(s, w, items, i)
	}
	return d, true
}

// remember keeps a date as the anchor of what follows.
func remember(s *anchoring.State, w anchoring.When, items []expressions.Item, i int) {
	s.Last, s.LastAt = &w, s.At
	printed := w.Basis == "text"
	lent := i > 0 && items[i-1].Is("since", "until", "by", "till")
	if w.Prec <= calendar.Month && printed && !lent || printed && w.Prec == calendar.Year && (i <= 3 || s.Tale) && !lent {
		s.Explicit, s.ExplicitAt = &w, s.At
	}
}
