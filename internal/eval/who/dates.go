package who

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"entente"
	"entente/internal/dates"
	"entente/internal/eval/score"
)

// Dates scores date expressions on MEANTIME (DATE and TIME with a calendar value, the time of creation left out, up to
// the last annotated sentence) and on the dates of GUM. Spans need only overlap; values must be equal.
func Dates(gold string, parse score.Parse) ([]score.Row, error) {
	f := dates.New()
	var right, predicted, golds, durations, durationsFound int
	err := score.EachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d score.DatedText) bool {
		r, p, g := scoreTimexes(&d, f, parse, &durations, &durationsFound, nil)
		right, predicted, golds = right+r, predicted+p, golds+g
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("score dates: %w", err)
	}
	rows := score.PRF("dates", "meantime-dev", "value", right, predicted, right, golds)
	rows = append(rows, score.Rate("dates", "meantime-dev", "duration value", durationsFound, durations))
	return gumDates(gold, f, parse, rows)
}

// scoreTimexes counts right values, predictions and gold values of one text.
func scoreTimexes(d *score.DatedText, f *dates.Finder, parse score.Parse, durations, found *int, tell score.Difference) (right, predicted, golds int) {
	limit := d.Limit(d.Last.TIMEX3)
	at := score.ByteOffsets(d.Text)
	got := f.Find(d.Analysis(parse))
	used := make([]bool, len(got))
	for _, t := range d.Timexes {
		if t.Spans[0][0] >= limit {
			continue
		}
		span := entente.Span{Start: at[t.Spans[0][0]], End: at[t.Spans[len(t.Spans)-1][1]]}
		start, end, ok := calendar(t.Value)
		wanted := ok && (t.Type == "DATE" || t.Type == "TIME") && t.Function != "CREATION_TIME"
		hit, near := false, ""
		for i := range got {
			if !got[i].Span.Overlaps(span) {
				continue
			}
			used[i] = used[i] || !wanted
			near += got[i].EDTF + got[i].Value + " "
			if wanted && sameValue(got[i], t, start, end) {
				hit = true
			}
			if t.Type == "DURATION" && got[i].Value == t.Value {
				hit = true
			}
		}
		switch {
		case t.Type == "DURATION":
			*durations++
			*found += score.Count(hit)
		case wanted:
			golds++
			right += score.Count(hit)
			if !hit && tell != nil {
				tell(d.Name, t.Text, t.Value, near)
			}
		}
	}
	for i, g := range got {
		if g.EDTF != "" && !used[i] && g.Value == "" && g.Use == "date" && g.Span.Start < at[limit] {
			predicted++
			if tell != nil && !d.Touches(g, at) {
				tell(d.Name, g.Span.In(d.Text), "", g.EDTF)
			}
			predicted += extraEnd(g, d, at)
		}
	}
	return right, predicted, golds
}

// extraEnd counts an interval twice where the gold has its two ends as two expressions.
func extraEnd(g entente.Date, d *score.DatedText, at []int) int {
	n := 0
	for _, t := range d.Timexes {
		if (t.Type == "DATE" || t.Type == "TIME") && g.Span.Overlaps(entente.Span{Start: at[t.Spans[0][0]], End: at[t.Spans[len(t.Spans)-1][1]]}) {
			n++
		}
	}
	if n == 2 && strings.Contains(g.EDTF, "/") {
		return 1
	}
	return 0
}

// sameValue compares a date with a TIMEX3 value. TIMEX3 keeps "early" and "late" apart from the value, so a fuzzy
// interval stands for the smallest single month, year or decade that holds it; and it has the two ends of a range as two
// expressions.
func sameValue(g entente.Date, t score.Timex, start, end string) bool {
	if t.Type == "TIME" && g.Time != "" && len(t.Value) > 13 && t.Value[10] == 'T' && t.Value[11] < 'A' && t.Value[11:16] != g.Time {
		return false
	}
	if g.Start == start && g.End == end {
		return true
	}
	if a, b, ok := strings.Cut(g.EDTF, "/"); ok {
		if strings.Contains(g.EDTF, "~") {
			s, e := enclosing(g.Start, g.End)
			return s == start && e == end
		}
		for _, side := range []string{a, b} {
			if s, e, ok := calendar(side); ok && s == start && e == end {
				return true
			}
		}
	}
	return false
}

// enclosing is the smallest month, year or decade that holds both days.
func enclosing(a, b string) (string, string) {
	switch {
	case a[:7] == b[:7]:
		return month(a[:7])
	case a[:4] == b[:4]:
		return a[:4] + "-01-01", a[:4] + "-12-31"
	case a[:3] == b[:3]:
		return a[:3] + "0-01-01", a[:3] + "9-12-31"
	}
	return a, b
}

func month(m string) (string, string) {
	t, err := time.Parse("2006-01", m)
	if err != nil {
		return "", ""
	}
	return t.Format("2006-01-02"), t.AddDate(0, 1, -1).Format("2006-01-02")
}

var (
	weekValue   = regexp.MustCompile(`^(\d{4})-W(\d{2})(-WE)?$`)
	seasonValue = regexp.MustCompile(`^(\d{4})-(SP|SU|FA|WI|Q[1-4]|3[3-6]|2[1-4])$`)
)

// calendar is the first and the last day of a TIMEX3 or EDTF value; not ok where it has none.
func calendar(v string) (string, string, bool) {
	if strings.HasPrefix(v, "-") {
		return "", "", false // before our era, or without a year
	}
	v = strings.TrimPrefix(v, "FY")
	v, _, _ = strings.Cut(v, "T")
	v = strings.TrimSuffix(v, "-XX")
	v = strings.TrimSuffix(v, "X")
	if m := weekValue.FindStringSubmatch(v); m != nil {
		y, _ := strconv.Atoi(m[1])
		w, _ := strconv.Atoi(m[2])
		t := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
		t = t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*(w-1))
		if m[3] != "" {
			return t.AddDate(0, 0, 5).Format("2006-01-02"), t.AddDate(0, 0, 6).Format("2006-01-02"), true
		}
		return t.Format("2006-01-02"), t.AddDate(0, 0, 6).Format("2006-01-02"), true
	}
	if m := seasonValue.FindStringSubmatch(v); m != nil {
		y, _ := strconv.Atoi(m[1])
		first := map[string]time.Month{"SP": 3, "SU": 6, "FA": 9, "WI": 12, "21": 3, "22": 6, "23": 9, "24": 12, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "33": 1, "34": 4, "35": 7, "36": 10}[m[2]]
		t := time.Date(y, first, 1, 0, 0, 0, 0, time.UTC)
		return t.Format("2006-01-02"), t.AddDate(0, 3, -1).Format("2006-01-02"), true
	}
	if strings.Trim(v, "0123456789-") != "" {
		return "", "", false
	}
	switch len(v) {
	case 10:
		return v, v, true
	case 7:
		a, b := month(v)
		return a, b, a != ""
	case 4:
		return v + "-01-01", v + "-12-31", true
	case 3:
		return v + "0-01-01", v + "9-12-31", true
	case 2:
		return v + "00-01-01", v + "99-12-31", true
	}
	return "", "", false
}

// A gumText is a document of GUM with its TEI dates.
type gumText struct {
	ID, Genre, Date, Text string
	Sentences             []struct{ Start, End int }
	Dates                 []gumDate
}

type gumDate struct {
	Start, End int
	Attrs      map[string]string
	Text       string
}

// gumGenres gives GUM's genres our names.
var gumGenres = map[string]string{"bio": "history", "news": "news", "interview": "interview", "speech": "speech", "court": "transcript",
	"academic": "other", "textbook": "other", "voyage": "other", "whow": "other"}
