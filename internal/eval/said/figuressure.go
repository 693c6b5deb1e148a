package said

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/eval/score"
)

// FigureConfidence says how often figures of web pages are right in the whole row (value, unit, form, measure, parties,
// period, modality) by how sure the program is of them. Rows whose value or unit is coded wrong count as wrong; rows that
// are coded differently by now in the rest are left out.
func FigureConfidence(gold string, read score.Analyzer) ([]score.Row, error) {
	var want [2]map[string][]readFigure
	for i, sample := range []string{"first", "fresh"} {
		var err error
		if want[i], err = readings(figuresPages, sample); err != nil {
			return nil, err
		}
	}
	var sure score.Tenths
	coded, all := 0, 0
	var failed error
	err := score.EachLine(gold, "pages/article-extraction-dev.jsonl.gz", func(d struct{ ID, ArticleBody string }) bool {
		rows := append(append([]readFigure{}, want[0][d.ID]...), want[1][d.ID]...)
		if len(rows) == 0 {
			return true
		}
		a, err := read(entente.Document{ID: "d:" + d.ID, Source: d.ID, Text: d.ArticleBody, Language: "en"})
		if err != nil {
			failed = err
			return false
		}
		at := score.ByteOffsets(d.ArticleBody)
		for i := range rows {
			w := &rows[i]
			f := w.found(a.Figures, at)
			if w.rowRight || w.op != "-" || f != nil {
				all++
			}
			switch {
			case f == nil:
			case w.op == "-" || !w.whole(f):
				coded++
				sure.Add(f.Confidence, false)
			case rest(f) == w.rest:
				coded++
				sure.Add(f.Confidence, w.rowRight)
			}
		}
		return true
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	return append([]score.Row{score.Rate("figures", "pages, whole rows", "still coded as they were read", coded, all)}, sure.Rows("figures", "pages, whole rows")...), nil
}

// whole reports whether value, unit and operator are right.
func (w *readFigure) whole(f *entente.Figure) bool {
	value, unit, op := w.right(f)
	return value && unit && op
}

// rest writes what a figure says beside value and unit, as the annotation does.
func rest(f *entente.Figure) string {
	period := ""
	if f.Period != nil {
		period = f.Period.EDTF
	}
	out := []string{f.Form, f.Measure, f.Of, strings.Join(f.Parties, ","), period, f.Modality}
	for i := range out {
		if out[i] == "" {
			out[i] = "-"
		}
	}
	return strings.Join(out, " ")
}
