package who

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/dates"
	"entente/internal/eval/score"
)

// gumDates scores the dates that GUM gives one value (TEI's when), with year; other annotations are left out of the count
// of predictions, and so are hours without a day, which TEI marks as time, not as date (2 of the 40 in GUM are dates).
func gumDates(gold string, f *dates.Finder, parse score.Parse, rows []score.Row) ([]score.Row, error) {
	for _, set := range []string{"gum-dev", "gum-train"} {
		var right, predicted, golds, found, open int
		var slips [3]int                         // right, predicted and gold of the documents whose gold puts "today" in two years
		missed := func(_, _, gold, got string) { // told of what differs
			if gold != "" && got == "" {
				found--
			}
		}
		err := score.EachLine(gold, "entities/"+set+".jsonl.gz", func(d gumText) bool {
			if len(d.Dates) > 0 {
				r, p, g := scoreWhen(&d, f, parse, missed)
				right, predicted, golds, found = right+r, predicted+p, golds+g, found+g
				if d.contradicts() {
					slips[0], slips[1], slips[2] = slips[0]+r, slips[1]+p, slips[2]+g
					n, _, _ := scoreWhen(d.ofOneYear(), f, parse, nil)
					open += n - r
				}
			}
			return true
		})
		if err != nil {
			return nil, fmt.Errorf("score dates: %w", err)
		}
		rows = append(rows, score.PRF("dates", set, "when", right, predicted, right, golds)...)
		rows = append(rows, score.Rate("dates", set, "when: value where found", right, found))
		r, p, g := right-slips[0], predicted-slips[1], golds-slips[2]
		rows = append(rows, score.PRF("dates", set, "when, texts of one present", r, p, r, g)...)
		r = right + open
		rows = append(rows, score.PRF("dates", set, "when, one present in every text", r, predicted, r, golds)...)
	}
	return rows, nil
}

// contradicts reports whether the annotation puts "today" in two different years: a slip of the hand, which no reading of
// the text can follow.
func (d *gumText) contradicts() bool {
	year := ""
	for _, g := range d.Dates {
		when := g.Attrs["when"]
		if !strings.EqualFold(g.Text, "today") || len(when) < 4 {
			continue
		}
		if year != "" && year != when[:4] {
			return true
		}
		year = when[:4]
	}
	return false
}

// ofOneYear is the text with the year of its own day in every value whose annotation puts "today" in another one: its days
// and months count, its slip of the year does not.
func (d *gumText) ofOneYear() *gumText {
	slip := ""
	for _, g := range d.Dates {
		if when := g.Attrs["when"]; strings.EqualFold(g.Text, "today") && len(when) == 10 && len(d.Date) >= 4 && when[:4] != d.Date[:4] {
			slip = when[:4]
		}
	}
	out := *d
	out.Dates = nil
	for _, g := range d.Dates {
		if when := g.Attrs["when"]; slip != "" && len(when) == 10 && when[:4] == slip {
			g.Attrs = map[string]string{"when": d.Date[:4] + when[4:]}
		}
		out.Dates = append(out.Dates, g)
	}
	return &out
}

func scoreWhen(d *gumText, f *dates.Finder, parse score.Parse, tell score.Difference) (right, predicted, golds int) {
	at := score.ByteOffsets(d.Text)
	a := &entente.Analysis{Document: entente.Document{Text: d.Text, Published: score.DayDate(d.Date), Genre: gumGenres[d.Genre]}}
	var parts []entente.Part
	for i, s := range d.Sentences {
		span := entente.Span{Start: at[s.Start], End: at[s.End]}
		parts = append(parts, entente.Part{Kind: "paragraph", Span: span})
		a.Sentences = append(a.Sentences, entente.Sentence{Span: span, Part: i})
	}
	if parse != nil {
		a.Sentences = parse(d.Text, parts)
	}
	got := f.Find(a)
	used := make([]bool, len(got))
	for _, g := range d.Dates {
		span := entente.Span{Start: at[g.Start], End: at[g.End]}
		when := g.Attrs["when"]
		start, end, ok := calendar(when)
		hit, near := false, ""
		for i := range got {
			if !got[i].Span.Overlaps(span) || got[i].EDTF == "" {
				continue
			}
			used[i] = used[i] || !ok
			near += got[i].EDTF + " "
			hit = hit || ok && sameValue(got[i], score.Timex{Type: "DATE"}, start, end)
		}
		if ok {
			golds++
			right += score.Count(hit)
			if !hit && tell != nil {
				tell(d.ID, around(d.Text, span), when, near)
			}
		}
	}
	for i, g := range got {
		if g.EDTF == "" || g.Value != "" || used[i] || g.Use != "date" {
			continue
		}
		n := 0
		for _, w := range d.Dates {
			if g.Span.Overlaps(entente.Span{Start: at[w.Start], End: at[w.End]}) {
				n++
			}
		}
		if n == 0 && g.Time != "" && g.Basis == "context" {
			continue
		}
		if n == 0 && tell != nil {
			tell(d.ID, around(d.Text, *g.Span), "", g.EDTF)
		}
		predicted += max(1, n)
	}
	return right, predicted, golds
}

// around is a span of a text in brackets with some of what stands before and after it.
func around(text string, span entente.Span) string {
	from, to := max(0, span.Start-50), min(len(text), span.End+30)
	clip := text[from:span.Start] + "[" + span.In(text) + "]" + text[span.End:to]
	return strings.ToValidUTF8(strings.Join(strings.Fields(clip), " "), "")
}
