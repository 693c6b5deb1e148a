package said

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/figures"
)

//go:embed annotated/figures.tsv
var figuresRead string

//go:embed annotated/figures-pages.tsv
var figuresPages string

// A readFigure is a figure as a person read it; spans are code points.
type readFigure struct {
	start, end                 int
	op, value, low, high, unit string
	rest                       string // how the rest of the row was coded
	rowRight                   bool   // whether all of it was right then
}

// readCount counts what agrees with the reading.
type readCount struct {
	value, unit, op, all int
}

func (n *readCount) add(want []readFigure, a *entente.Analysis, got []entente.Figure) {
	at := score.ByteOffsets(a.Document.Text)
	for _, w := range want {
		v, u, o := w.right(w.found(got, at))
		n.value, n.unit, n.op, n.all = n.value+score.Count(v), n.unit+score.Count(u), n.op+score.Count(o), n.all+1
	}
}

func (n *readCount) rows(set string) []score.Row {
	return []score.Row{score.Rate("figures", set, "value", n.value, n.all), score.Rate("figures", set, "unit", n.unit, n.all), score.Rate("figures", set, "operator", n.op, n.all)}
}

// FiguresRead scores value, unit and operator on figures of the UN General Debate and of web pages that were read by hand.
func FiguresRead(gold string, parse score.Parse) ([]score.Row, error) {
	df := dates.New()
	ff, err := figures.New()
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	find := func(text string, published *entente.Date) (*entente.Analysis, []entente.Figure) {
		a := &entente.Analysis{Document: entente.Document{Text: text, Published: published}}
		a.Sentences = parse(text, nil)
		a.Dates = df.Find(a)
		return a, ff.Find(a)
	}
	unga, err := ungaRead(gold, find)
	if err != nil {
		return nil, err
	}
	rows := unga.rows("unga, read")
	first, fresh, err := pagesRead(gold, find)
	if err != nil {
		return rows, err
	}
	return append(append(rows, first.rows("pages, read first")...), fresh.rows("pages, read afresh")...), nil
}

type finder func(text string, published *entente.Date) (*entente.Analysis, []entente.Figure)

// ungaRead holds the statements of the General Debate against their reading, which names them by their line.
func ungaRead(gold string, find finder) (*readCount, error) {
	want, err := readings(figuresRead, "")
	if err != nil {
		return nil, err
	}
	var counted readCount
	n := -1
	err = score.EachLine(gold, "unga/unga-1946-2020.jsonl.gz", func(d struct {
		Text string
		Year int
	}) bool {
		n++
		if w := want[strconv.Itoa(n)]; len(w) > 0 {
			year := strconv.Itoa(d.Year)
			a, got := find(d.Text, &entente.Date{EDTF: year, Start: year + "-09-15", End: year + "-09-30"})
			counted.add(w, a, got)
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	return &counted, nil
}

// pagesRead holds web pages against their reading: the sample after which the program was mended, and the one drawn then.
func pagesRead(gold string, find finder) (first, fresh *readCount, err error) {
	var want [2]map[string][]readFigure
	for i, sample := range []string{"first", "fresh"} {
		if want[i], err = readings(figuresPages, sample); err != nil {
			return nil, nil, err
		}
	}
	first, fresh = &readCount{}, &readCount{}
	err = score.EachLine(gold, "pages/article-extraction-dev.jsonl.gz", func(d struct{ ID, ArticleBody string }) bool {
		if len(want[0][d.ID])+len(want[1][d.ID]) > 0 {
			a, got := find(d.ArticleBody, nil)
			first.add(want[0][d.ID], a, got)
			fresh.add(want[1][d.ID], a, got)
		}
		return true
	})
	if err != nil {
		return nil, nil, fmt.Errorf("score figures: %w", err)
	}
	return first, fresh, nil
}

// readings are the figures of a table by their document; sample, where it is not "", picks rows by a column before.
func readings(table, sample string) (map[string][]readFigure, error) {
	want := map[string][]readFigure{}
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if sample != "" {
			if f[0] != sample {
				continue
			}
			f = f[1:]
		}
		if len(f) != 8 && len(f) != 10 {
			return nil, fmt.Errorf("annotated figures: %q: %w", line, entente.ErrInvalid)
		}
		start, err1 := strconv.Atoi(f[1])
		end, err2 := strconv.Atoi(f[2])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("annotated figures: %q: %w", line, entente.ErrInvalid)
		}
		r := readFigure{start: start, end: end, op: f[3], value: f[4], low: f[5], high: f[6], unit: f[7]}
		if len(f) == 10 {
			r.rest, r.rowRight = f[8], f[9] == "right"
		}
		want[f[0]] = append(want[f[0]], r)
	}
	return want, nil
}

// found is the figure at a span, nil where there is none.
func (w *readFigure) found(got []entente.Figure, at []int) *entente.Figure {
	span := entente.Span{Start: at[w.start], End: at[w.end]}
	for i := range got {
		if got[i].Span.Overlaps(span) {
			return &got[i]
		}
	}
	return nil
}

// right reports whether a figure has the value, the unit and the operator that were read at its place.
func (w *readFigure) right(f *entente.Figure) (value, unit, op bool) {
	if f == nil {
		return w.op == "-", w.op == "-", w.op == "-"
	}
	u := f.Unit
	if f.Per != "" {
		u += "/" + f.Per
	}
	return f.Value == w.value && (w.value != "" || f.Low == w.low && f.High == w.high), u == w.unit, f.Op == w.op
}
