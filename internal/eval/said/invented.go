package said

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/dates"
	"entente/internal/eval/score"
	"entente/internal/figures"
)

// numberWords are what a figure can stand on where its span holds no digit.
var numberWords = strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion hundreds thousands millions billions
trillions tens dozen dozens score scores half third thirds quarter quarters fourths fifth fifths tenth doubled doubling tripled tripling trebled
quadrupled quintupled halved twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold tenfold hundredfold largest biggest leading main
top second fourth crore lakh`)

// grounded reports whether a piece of text holds a digit or a number word.
func grounded(text string) bool {
	if strings.ContainsAny(text, "0123456789½¼¾") {
		return true
	}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		for _, n := range numberWords {
			if w == n {
				return true
			}
		}
	}
	return false
}

// Invented counts the figures whose span holds its digits or number words, over MEANTIME, GUM and 500 statements of the UN
// General Debate.
func Invented(gold string, parse score.Parse) ([]score.Row, error) {
	df := dates.New()
	ff, err := figures.New()
	if err != nil {
		return nil, fmt.Errorf("score figures: %w", err)
	}
	var right, all int
	read := func(text, day string) {
		a := &entente.Analysis{Document: entente.Document{Text: text, Published: score.DayDate(day)}, Sentences: score.LineSentences(text, parse)}
		a.Dates = df.Find(a)
		for _, f := range ff.Find(a) {
			all++
			right += score.Count(grounded(f.Span.In(text)))
		}
	}
	type plain struct{ Text, DCT, Date string }
	for _, set := range []struct {
		file  string
		every int
	}{{"meantime/meantime-dev.jsonl.gz", 1}, {"entities/gum-dev.jsonl.gz", 1}, {"entities/gum-train.jsonl.gz", 1}, {"unga/unga-1946-2020.jsonl.gz", 20}} {
		n := 0
		err := score.EachLine(gold, set.file, func(d plain) bool {
			if n++; n%set.every == 0 {
				read(d.Text, d.DCT+d.Date)
			}
			return n < 500*set.every
		})
		if err != nil {
			return nil, fmt.Errorf("score figures: %w", err)
		}
	}
	return []score.Row{score.Rate("figures", "meantime+gum+unga", "span holds its number", right, all)}, nil
}
