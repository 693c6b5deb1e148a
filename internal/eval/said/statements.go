// Package said scores what is claimed: statements with their speakers, and figures.
package said

import (
	"regexp"

	"entente"
	"entente/internal/eval/score"
)

// polnear is a document of PolNeAR (Newell, Margolin and Ruths, 2018: An Attribution Relations Corpus for Political News)
// with its attributions; spans count code points.
type polnear struct {
	ID           string
	Date         string
	Text         string
	Primary      string `json:"primary_annotator"`
	Attributions []struct {
		Source, Cue, Content [][2]int
		Annotator            string
	}
}

// common are the cues of the subset: inflections of ten verbs, and "according to".
var common = regexp.MustCompile(`(?i)\b(say|says|said|saying|tell|tells|told|telling|add|adds|added|adding|write|writes|wrote|written|writing|note|notes|noted|noting|announce|announces|announced|announcing|warn|warns|warned|warning|claim|claims|claimed|claiming|ask|asks|asked|asking|according to)\b`)

// An attribution is one row of gold or prediction: sets of the words of its source and content, by their place.
type attribution struct {
	source, content map[int]bool
	pieces          int
	common          bool
}

// Statements scores attributions on PolNeAR's development part: contents with at least half their words in common, over the
// union; with the right source where the sources share half the words of the shorter; contents of several pieces apart.
func Statements(gold string, read score.Analyzer) ([]score.Row, error) {
	var any, sourced, all, allSourced [4]int
	var pieces [2]int
	var failed error
	err := score.EachLine(gold, "statements/polnear-dev.jsonl.gz", func(d polnear) bool {
		a, err := read(entente.Document{ID: "d:" + d.ID, Source: d.ID, Text: d.Text, Parts: score.Paragraphs(d.Text), Language: "en",
			Published: &entente.Date{EDTF: d.Date, Start: d.Date, End: d.Date, Precision: "day", Basis: "input"}})
		if err != nil {
			failed = err
			return false
		}
		want, got := goldAttributions(d), attributions(a)
		tally(&any, &pieces, want, got, true, false)
		tally(&sourced, nil, want, got, true, true)
		tally(&all, nil, want, got, false, false)
		tally(&allSourced, nil, want, got, false, true)
		return true
	})
	if err == nil {
		err = failed
	}
	var rows []score.Row
	for _, m := range []struct {
		name string
		n    [4]int
	}{{"common cues, content", any}, {"common cues, content and source", sourced}, {"all cues, content", all}, {"all cues, content and source", allSourced}} {
		rows = append(rows, score.PRF("statements", "polnear-dev", m.name, m.n[0], m.n[1], m.n[2], m.n[3])...)
	}
	rows = append(rows, score.Rate("statements", "polnear-dev", "common cues, content of several pieces R", pieces[0], pieces[1]))
	return rows, err
}

// tally adds right and predicted, found and gold. A prediction that matches a row of gold outside the subset is not counted.
func tally(n *[4]int, pieces *[2]int, want, got []attribution, subset, source bool) {
	pairs := pair(want, got, source)
	taken := map[int]int{}
	for g, p := range pairs {
		taken[p] = g + 1
	}
	for g, w := range want {
		if subset && !w.common {
			continue
		}
		_, hit := pairs[g]
		n[3]++
		if hit {
			n[2]++
		}
		if pieces != nil && w.pieces > 1 {
			pieces[1]++
			if hit {
				pieces[0]++
			}
		}
	}
	for p, x := range got {
		g := taken[p] - 1
		if subset && (g < 0 && !x.common || g >= 0 && !want[g].common) {
			continue
		}
		n[1]++
		if g >= 0 {
			n[0]++
		}
	}
}

// pair matches rows one to one, the best overlap first.
func pair(want, got []attribution, source bool) map[int]int {
	type edge struct {
		score float64
		g, p  int
	}
	var edges []edge
	for g, w := range want {
		for p, x := range got {
			n, union := meet(w.content, x.content)
			if 2*n < union || n == 0 {
				continue
			}
			if m, _ := meet(w.source, x.source); source && 2*m < min(len(w.source), len(x.source)) || source && m == 0 {
				continue
			}
			edges = append(edges, edge{float64(n) / float64(union), g, p})
		}
	}
	pairs, used := map[int]int{}, map[int]bool{}
	for range edges {
		best := -1
		for k, e := range edges {
			if _, have := pairs[e.g]; !have && !used[e.p] && (best < 0 || e.score > edges[best].score) {
				best = k
			}
		}
		if best < 0 {
			break
		}
		pairs[edges[best].g], used[edges[best].p] = edges[best].p, true
	}
	return pairs
}

func meet(a, b map[int]bool) (both, union int) {
	for k := range a {
		if b[k] {
			both++
		}
	}
	return both, len(a) + len(b) - both
}

func goldAttributions(d polnear) []attribution {
	runes := []rune(d.Text)
	at := make([]int, len(runes)+1) // byte offsets
	for i, c := range runes {
		at[i+1] = at[i] + len(string(c))
	}
	starts := wordStarts(d.Text)
	spans := func(list [][2]int) []entente.Span {
		var out []entente.Span
		for _, s := range list {
			out = append(out, entente.Span{Start: at[min(s[0], len(runes))], End: at[min(s[1], len(runes))]})
		}
		return out
	}
	var out []attribution
	for _, x := range d.Attributions {
		if x.Annotator != d.Primary {
			continue
		}
		cue := ""
		for _, s := range spans(x.Cue) {
			cue += s.In(d.Text) + " "
		}
		out = append(out, attribution{source: wordSet(starts, spans(x.Source)), content: wordSet(starts, spans(x.Content)), pieces: len(x.Content), common: common.MatchString(cue)})
	}
	return out
}

func attributions(a *entente.Analysis) []attribution {
	starts := wordStarts(a.Document.Text)
	var out []attribution
	for _, s := range a.Statements {
		m, _ := a.Mention(s.Speaker)
		x := attribution{source: wordSet(starts, []entente.Span{m.Span()}), content: wordSet(starts, s.Content), pieces: len(s.Content)}
		x.common = s.Cue != nil && common.MatchString(s.Cue.In(a.Document.Text))
		out = append(out, x)
	}
	return out
}

// wordStarts are the bytes at which words begin.
func wordStarts(text string) []int {
	var out []int
	for _, m := range regexp.MustCompile(`[\pL\pN]+`).FindAllStringIndex(text, -1) {
		out = append(out, m[0])
	}
	return out
}

// wordSet are the places of the words that begin in the spans.
func wordSet(starts []int, spans []entente.Span) map[int]bool {
	out := map[int]bool{}
	for _, s := range spans {
		for k, b := range starts {
			if s.Start <= b && b < s.End {
				out[k] = true
			}
		}
	}
	return out
}
