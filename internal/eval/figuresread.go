package eval

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/dates"
	"entente/internal/figures"
)

//go:embed annotated/figures.tsv
var figuresRead string

// A readFigure is a figure as a person read it; spans are code points.
type readFigure struct {
	start, end                 int
	op, value, low, high, unit string
}

// FiguresRead scores value, unit and operator on the figures of the UN General Debate that were read by hand.
func FiguresRead(gold string, parse func(string, []entente.Part) []entente.Sentence) ([]Row, error) {
	want := map[int][]readFigure{}
	for line := range strings.Lines(figuresRead) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) != 8 {
			continue
		}
		n, err1 := strconv.Atoi(f[0])
		start, err2 := strconv.Atoi(f[1])
		end, err3 := strconv.Atoi(f[2])
		if err1 != nil || err2 != nil || err3 != nil {
			return nil, fmt.Errorf("annotated/figures.tsv: %q: %w", line, entente.ErrInvalid)
		}
		want[n] = append(want[n], readFigure{start, end, f[3], f[4], f[5], f[6], f[7]})
	}
	df := dates.New()
	ff, err := figures.New()
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	var value, unit, op, all int
	n := -1
	err = eachLine(gold, "unga/unga-1946-2020.jsonl.gz", func(d struct {
		Text string
		Year int
	}) bool {
		n++
		if len(want[n]) == 0 {
			return true
		}
		year := strconv.Itoa(d.Year)
		a := &entente.Analysis{Document: entente.Document{Text: d.Text, Published: &entente.Date{EDTF: year, Start: year + "-09-15", End: year + "-09-30"}}}
		a.Sentences = parse(d.Text, nil)
		a.Dates = df.Find(a)
		got := ff.Find(a)
		at := byteOffsets(d.Text)
		for _, w := range want[n] {
			v, u, o := w.right(got, at)
			value, unit, op, all = value+count(v), unit+count(u), op+count(o), all+1
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	return []Row{Rate("figures", "unga, read", "value", value, all), Rate("figures", "unga, read", "unit", unit, all), Rate("figures", "unga, read", "operator", op, all)}, nil
}

// right reports whether the figure at a span has the value, the unit and the operator that were read there.
func (w *readFigure) right(got []entente.Figure, at []int) (value, unit, op bool) {
	span := entente.Span{Start: at[w.start], End: at[w.end]}
	for i := range got {
		f := &got[i]
		if !f.Span.Overlaps(span) {
			continue
		}
		u := f.Unit
		if f.Per != "" {
			u += "/" + f.Per
		}
		return f.Value == w.value && (w.value != "" || f.Low == w.low && f.High == w.high), u == w.unit, f.Op == w.op
	}
	return w.op == "-", w.op == "-", w.op == "-"
}
