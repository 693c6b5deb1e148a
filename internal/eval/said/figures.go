package said

import (
	"fmt"

	"entente"
	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/figures"
)

// Figures scores the spans of amounts of money and percentages on MEANTIME up to the last annotated sentence, and the
// recall of other quantities. A span is found where a figure of its kind overlaps it; spans that hold others of their kind
// ("$381 million, or $0.67") are left out, for their parts count.
func Figures(gold string, parse score.Parse) ([]score.Row, error) {
	df := dates.New()
	ff, err := figures.New()
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	var tally valueTally
	err = score.EachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d score.DatedText) bool {
		tally.add(&d, df, ff, parse, nil)
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	rows := score.PRF("figures", "meantime-dev", "MONEY span", tally.found["MONEY"], tally.predicted["MONEY"], tally.found["MONEY"], tally.gold["MONEY"])
	rows = append(rows, score.PRF("figures", "meantime-dev", "PERCENT span", tally.found["PERCENT"], tally.predicted["PERCENT"], tally.found["PERCENT"], tally.gold["PERCENT"])...)
	rows = append(rows, score.Rate("figures", "meantime-dev", "QUANTITY recall", tally.found["QUANTITY"], tally.gold["QUANTITY"]))
	invented, err := Invented(gold, nil)
	if err != nil {
		return rows, err
	}
	rows = append(rows, invented...)
	if parse == nil {
		return rows, nil
	}
	read, err := FiguresRead(gold, parse)
	return append(rows, read...), err
}

type valueTally struct{ found, predicted, gold map[string]int }

func (t *valueTally) add(d *score.DatedText, df *dates.Finder, ff *figures.Finder, parse score.Parse, tell score.Difference) {
	if t.found == nil {
		t.found, t.predicted, t.gold = map[string]int{}, map[string]int{}, map[string]int{}
	}
	a := d.Analysis(parse)
	a.Dates = df.Find(a)
	got := ff.Find(a)
	at := score.ByteOffsets(d.Text)
	limit := d.Limit(d.Last.VALUE)
	used := make([]bool, len(got))
	for i, v := range d.Values {
		if v.Spans[0][0] >= limit || d.Outer(i) {
			continue
		}
		t.gold[v.Type]++
		span := entente.Span{Start: at[v.Spans[0][0]], End: at[v.Spans[len(v.Spans)-1][1]]}
		hit := false
		for k := range got {
			if !used[k] && got[k].Span.Overlaps(span) && (kind(&got[k]) == v.Type || v.Type == "QUANTITY") {
				hit, used[k] = true, true
				break
			}
		}
		t.found[v.Type] += score.Count(hit)
		if !hit && tell != nil {
			tell(d.Name, v.Text, v.Type, "")
		}
	}
	for k := range got {
		if got[k].Span.Start < at[limit] {
			t.predicted[kind(&got[k])]++
			if !used[k] && tell != nil && kind(&got[k]) != "" {
				tell(d.Name, got[k].Span.In(d.Text), "", kind(&got[k])+" "+got[k].Op+got[k].Value+" "+got[k].Unit)
			}
		}
	}
}

// kind is the type that MEANTIME gives to a figure: "" for lengths of time and ranks.
func kind(f *entente.Figure) string {
	switch {
	case f.Form == "duration" || f.Form == "rank":
		return ""
	case f.Unit == "%":
		return "PERCENT"
	case len(f.Unit) == 3 && f.Unit[0] >= 'A' && f.Unit[0] <= 'Z' && f.Unit[2] >= 'A' && f.Unit[2] <= 'Z':
		return "MONEY"
	}
	return "QUANTITY"
}
