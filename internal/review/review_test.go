package review_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"entente"
	"entente/internal/corrections"
	"entente/internal/ontology"
	"entente/internal/review"
)

// TestAlpha holds the three nominal examples of Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, A to C.
func TestAlpha(t *testing.T) {
	for _, c := range []struct {
		name   string
		coders []string // a value for each unit, "." for none
		want   float64
		n      int
	}{
		{"A: two observers, binary", []string{"0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"}, 0.095, 20},
		{"B: two observers, nominal", []string{"a a b b d c c c e d d a", "b a b b b c c c e d d d"}, 0.692, 24},
		{"C: four observers, values missing", []string{"1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."}, 0.743, 40},
		{"all the same", []string{"a b a", "a b a"}, 1, 6},
	} {
		var units [][]string
		for _, coder := range c.coders {
			for i, v := range strings.Fields(coder) {
				if len(units) <= i {
					units = append(units, nil)
				}
				if v != "." {
					units[i] = append(units[i], v)
				}
			}
		}
		got, n, ok := review.Alpha(units)
		if !ok || math.Abs(got-c.want) > 0.0005 || n != c.n {
			t.Errorf("%s: got %.4f of %d values (%v), want %.3f of %d", c.name, got, n, ok, c.want, c.n)
		}
	}
	if _, _, ok := review.Alpha([][]string{{"a", "a"}, {"a", "a"}}); ok {
		t.Error("one value throughout: alpha is defined, want it not to be")
	}
}

// TestWilson holds Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		right, of int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {20, 20, 0.8389, 1}, {0, 0, 0, 1}} {
		if low, high := review.Wilson(c.right, c.of); math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: got %.4f to %.4f, want %.4f to %.4f", c.right, c.of, low, high, c.low, c.high)
		}
	}
}

// TestIntervalCovers draws samples of a store whose precision is known and counts how often the interval holds it.
func TestIntervalCovers(t *testing.T) {
	var rows []string
	right := map[string]bool{}
	for i := range 4000 {
		id := fmt.Sprintf("e:%d", i)
		rows = append(rows, id)
		right[id] = i%5 != 0 // 80 %
	}
	held := 0
	for seed := range uint64(400) {
		k := 0
		drawn := review.Sample(rows, seed, 100)
		for _, r := range drawn {
			if right[r] {
				k++
			}
		}
		if low, high := review.Wilson(k, len(drawn)); low <= .8 && .8 <= high {
			held++
		}
	}
	if held < 368 || held > 396 { // 95 % of 400 is 380; three standard errors are 13
		t.Errorf("the interval of 400 samples held the truth %d times, want 368 to 396", held)
	}
}

func TestSample(t *testing.T) {
	rows := []string{"e:1", "e:2", "e:3", "e:4", "e:5", "e:6", "e:7", "e:8"}
	a := review.Sample(rows, 7, 4)
	b := review.Sample([]string{"e:8", "e:7", "e:6", "e:5", "e:4", "e:3", "e:2", "e:1", "e:1"}, 7, 4)
	if fmt.Sprint(a) != fmt.Sprint(b) || len(a) != 4 {
		t.Errorf("another order of rows gives another sample: %v, %v", a, b)
	}
	if fmt.Sprint(a) == fmt.Sprint(review.Sample(rows, 8, 4)) {
		t.Error("another seed gives the same sample")
	}
	if seed, ok := review.SeedOf(review.SampleTask(7)); seed != 7 || !ok {
		t.Errorf("got %d, %v", seed, ok)
	}
	if _, ok := review.SeedOf("settle"); ok {
		t.Error("settle has no seed")
	}
}

func event(id string, confidence float64, codes ...string) entente.Row {
	e := &entente.Event{ID: id, Type: "CONSULT", Mode: "visit", Kind: "visit", Status: "happened", Confidence: confidence, Date: &entente.Date{EDTF: "2020-05-06", Start: "2020-05-06", End: "2020-05-06"}}
	r := entente.Row{Event: e, Parties: map[string]*entente.Party{}}
	for i, c := range codes {
		m := fmt.Sprintf("m%d", i)
		r.Parties[m] = &entente.Party{Code: c, Name: c}
		if i == 0 {
			e.Actors = append(e.Actors, m)
		} else {
			e.Recipients = append(e.Recipients, m)
		}
	}
	return r
}

func TestQueue(t *testing.T) {
	rows := []entente.Row{event("e:1", .9, "KAZ", "CHN"), event("e:2", .5, "KAZ"), event("e:3", .6, "KAZ", "CHN"), event("e:4", .6, "KAZ", "CHN")}
	rows[3].Event.Historical = true
	got := ""
	for _, i := range review.Queue(rows) {
		got += i.Row + " "
	}
	if want := "e:3 e:2 e:4 e:1 "; got != want {
		t.Errorf("got %s, want %s: between two before alone, what is sure and what is long past last", got, want)
	}
}

// says is a list of corrections, one a line: who row field value [task].
func says(lines string) (out []entente.Correction) {
	for i, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		w := strings.SplitN(strings.TrimSpace(l), " ", 5)
		c := entente.Correction{ID: fmt.Sprintf("c:%d", i+1), Who: w[0], Row: w[1], Field: w[2], Value: w[3], When: fmt.Sprintf("2024-01-01T00:00:%02dZ", i)}
		if len(w) > 4 {
			c.Task = w[4]
		}
		if c.Field == "undo" {
			c.Replaces, c.Field, c.Value = c.Value, "status", ""
		}
		out = append(out, c)
	}
	return out
}

func judge(t *testing.T) *corrections.Judge {
	o, err := ontology.Load()
	if err != nil {
		t.Fatal(err)
	}
	return corrections.New(o)
}

func TestCodings(t *testing.T) {
	j, row := judge(t), event("e:1", .5, "KAZ", "CHN")
	said := says(`ann e:1 confirmed true sample 7
bob e:1 rejected true sample 7
ann e:2 rejected true
cat e:1 recipients RUS settle
dan e:1 status denied
dan e:1 undo c:5`)
	got := review.Codings(j, &row, said)
	if len(got) != 3 || got[0].Who != "ann" || got[1].Who != "bob" || !got[1].Rejected || got[2].Values["actors"] != "KAZ+RUS" || got[2].Values["direction"] != "KAZ>RUS" || got[0].Values["actors"] != "CHN+KAZ" {
		t.Fatalf("got %+v", got)
	}
	if _, settled := review.Final(got[:2]); settled || !review.Disputed(got[:2]) || review.Disputed(got) {
		t.Error("two differ: want a dispute, and none once a third has settled it")
	}
	if f, settled := review.Final(got); !settled || f.Who != "cat" {
		t.Errorf("got %v %v, want what cat settled", f, settled)
	}
	if got[0].Task != "sample 7" || got[2].Task != review.Settle {
		t.Errorf("got tasks %q and %q", got[0].Task, got[2].Task)
	}
}

func TestPrecision(t *testing.T) {
	j := judge(t)
	said := says(`ann e:1 confirmed true
ann e:2 rejected true
ann e:3 status planned
ann e:4 recipients RUS
ann e:5 actors CHN
ann e:5 recipients KAZ
ann e:6 confirmed true
bob e:6 rejected true
ann e:7 type COOPERATE`)
	var rows []review.Judged
	for i := range 7 {
		r := event(fmt.Sprintf("e:%d", i+1), .5, "KAZ", "CHN")
		rows = append(rows, review.Judged{Machine: r, Codings: review.Codings(j, &r, said)})
	}
	got := map[string]string{}
	for _, r := range review.Precision(rows) {
		got[r.Sort+" "+r.Field] = fmt.Sprintf("%d/%d", r.Right, r.Of)
	}
	for field, want := range map[string]string{"event row": "5/6", "event all": "1/6", "event status": "4/5", "event actors": "4/5", "event direction": "3/4", "event date": "5/5", "event type": "4/5", "all all": "1/6"} {
		if got[field] != want {
			t.Errorf("%s: got %s, want %s", field, got[field], want)
		}
	}
}

func TestAgreements(t *testing.T) {
	j := judge(t)
	said := says(`ann e:1 confirmed true
bob e:1 confirmed true
ann e:2 rejected true
bob e:2 confirmed true
cat e:2 rejected true settle
ann e:3 rejected true
bob e:3 rejected true
ann e:4 confirmed true`)
	var rows []review.Judged
	for i := range 4 {
		r := event(fmt.Sprintf("e:%d", i+1), .5, "KAZ", "CHN")
		rows = append(rows, review.Judged{Machine: r, Codings: review.Codings(j, &r, said)})
	}
	a := review.Agreements(rows)[0]
	// coincidences of three rows: row-row 2, none-none 2, row-none 2; alpha = 1 - 5*2/(30-2*6) = 4/9
	if a.Field != "row" || a.Rows != 3 || a.Same != 2 || math.Abs(a.Alpha-4./9) > 1e-9 {
		t.Errorf("got %+v, want 2 of 3 rows and alpha 4/9: the third's word is not counted", a)
	}
}

// TestCases writes a sentence of two events, of which one was rejected, one all of whose events were, and leaves out one that nobody
// judged whole.
func TestCases(t *testing.T) {
	text := "The king visited Gondor  in May. Nothing came of it. He spoke and left."
	a := &entente.Analysis{Document: entente.Document{ID: "d:1", Text: text, Genre: "news", Published: &entente.Date{Start: "2020-05-09"}}}
	at := func(words string) entente.Span {
		i := strings.Index(text, words)
		return entente.Span{Start: i, End: i + len(words)}
	}
	for _, s := range []string{"The king visited Gondor  in May.", "Nothing came of it.", "He spoke and left."} {
		a.Sentences = append(a.Sentences, entente.Sentence{Span: at(s)})
	}
	var held []review.Held
	for i, w := range []string{"visited", "Gondor", "came", "spoke", "left"} {
		r := event(fmt.Sprintf("e:%d", i), .5, "ARN", "GON")
		r.Event.Trigger = []entente.Span{at(w)}
		a.Events = append(a.Events, *r.Event)
		if w != "left" {
			held = append(held, review.Held{Row: r, Rejected: w == "Gondor" || w == "came"})
		}
	}
	want := "@ 2020-05-09 news\nThe king visited Gondor in May. => ARN CONSULT/visit visit > GON happened 2020-05-06\nNothing came of it. => none\n"
	if got := review.Cases(held, map[string]*entente.Analysis{"d:1": a}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
