// Package done scores what happened: events by their mood, their parties and their kind, whole happenings of a text, how far their
// confidence can be trusted, relations between given mentions, and rows that people reviewed.
package done

import (
	"fmt"
	"maps"
	"slices"

	"entente"
	"entente/internal/eval/score"
	"entente/internal/events"
	"entente/internal/trees"
)

// Events scores what reads events without knowing who is who: the mood of the clause on the certainty, polarity and time of
// MEANTIME's events, and the patterns alone on the pairs of plv-train, with source and target given as the parties.
func Events(gold string, parse score.Parse) ([]score.Row, error) {
	rows, err := moods(gold, parse)
	if err != nil {
		return rows, err
	}
	more, err := plover(gold, parse)
	return append(rows, more...), err
}

// moodText is a text of MEANTIME with its events.
type moodText struct {
	Text   string
	Events []struct {
		Spans                     [][2]int
		Polarity, Certainty, Time string
	}
}

// moods compares the status that Mood reads with MEANTIME's, in three classes: it took place, it is open (to come or
// uncertain), it did not.
func moods(gold string, parse score.Parse) ([]score.Row, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, fmt.Errorf("score moods: %w", err)
	}
	right, predicted, golds := map[string]int{}, map[string]int{}, map[string]int{}
	err = score.EachLine(gold, "meantime/meantime-dev.jsonl.gz", func(d moodText) bool {
		at := score.ByteOffsets(d.Text)
		sentences := score.LineSentences(d.Text, parse)
		for _, e := range d.Events {
			want := moodClass(e.Polarity, e.Certainty, e.Time)
			if want == "" || len(e.Spans) == 0 || e.Spans[0][1] >= len(at) {
				continue
			}
			span := entente.Span{Start: at[e.Spans[0][0]], End: at[e.Spans[0][1]]}
			got := moodAt(g, sentences, span)
			if got == "" {
				continue
			}
			golds[want]++
			predicted[got]++
			if got == want {
				right[want]++
			}
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	var rows []score.Row
	for _, c := range []string{"took place", "open", "denied"} {
		rows = append(rows, score.PRF("events", "meantime-dev", "status: "+c, right[c], predicted[c], right[c], golds[c])...)
	}
	return rows, nil
}

func moodClass(polarity, certainty, time string) string {
	switch {
	case polarity == "NEG":
		return "denied"
	case time == "FUTURE" || certainty == "POSSIBLE" || certainty == "PROBABLE":
		return "open"
	case polarity == "POS" && certainty == "CERTAIN":
		return "took place"
	}
	return ""
}

func moodAt(g *trees.Grammar, sentences []entente.Sentence, span entente.Span) string {
	for i := range sentences {
		if !sentences[i].Contains(span) {
			continue
		}
		t := g.Tree(&sentences[i])
		w := t.HeadOf(span)
		if w < 0 {
			return ""
		}
		switch t.Mood(w).Status {
		case trees.Planned, trees.Hypothetical:
			return "open"
		case trees.Denied:
			return "denied"
		}
		return "took place"
	}
	return ""
}

// ploverPair is a sentence with the spans of two parties and the type of what is between them.
type ploverPair struct {
	Text           string
	Source, Target []int
	Type           string
}

// plover scores the patterns alone on pairs; a pair without an event counts as missed.
func plover(gold string, parse score.Parse) ([]score.Row, error) {
	files, err := events.Embedded()
	if err != nil {
		return nil, fmt.Errorf("score patterns: %w", err)
	}
	table, err := events.NewTable(files)
	if err != nil {
		return nil, fmt.Errorf("score patterns: %w", err)
	}
	coder, err := events.New(nil, table, nil)
	if err != nil {
		return nil, fmt.Errorf("score patterns: %w", err)
	}
	right, predicted, golds, n, coded := map[string]int{}, map[string]int{}, map[string]int{}, 0, 0
	err = score.EachLine(gold, "plover/plv-train.jsonl", func(p ploverPair) bool {
		n++
		golds[p.Type]++
		got := pairType(coder, &p, parse)
		if got == "" {
			return true
		}
		coded++
		predicted[got]++
		if got == p.Type {
			right[got]++
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	f, hits := 0.0, 0
	for _, t := range slices.Sorted(maps.Keys(golds)) {
		hits += right[t]
		f += 2 * score.Share(right[t], predicted[t]+golds[t])
	}
	return []score.Row{
		score.Rate("events", "plv-train", "pairs coded by patterns alone", coded, n),
		score.Rate("events", "plv-train", "right of those", hits, coded),
		score.Value("events", "plv-train", "macro F1 root, patterns alone", f/float64(len(golds)), ""),
	}, nil
}

// pairType is the type of the event that has both parties, or else the source; CONCEDE and RETREAT count as YIELD.
func pairType(c *events.Coder, p *ploverPair, parse score.Parse) string {
	a := &entente.Analysis{Document: entente.Document{Text: p.Text, Parts: []entente.Part{{Kind: "paragraph", Span: entente.Span{End: len(p.Text)}}}}}
	a.Sentences = parse(p.Text, a.Document.Parts)
	at := score.ByteOffsets(p.Text)
	for i, s := range [][]int{p.Source, p.Target} {
		if len(s) == 2 && s[1] < len(at) {
			m := entente.Mention{ID: fmt.Sprint("m", i), Actor: fmt.Sprint("group:", i), Kind: "group", Via: "description", Head: -1}
			m = m.At(entente.Span{Start: at[s[0]], End: at[s[1]]})
			m.Sentence = a.SentenceAt(*m.Start)
			a.Mentions = append(a.Mentions, m)
		}
	}
	best, most := "", 0
	for _, e := range c.Code(a).Events {
		if n := 1 + len(e.Actors) + len(e.Recipients); e.Type != "" && n > most {
			best, most = e.Type, n
		}
	}
	if best == "CONCEDE" || best == "RETREAT" {
		return "YIELD"
	}
	return best
}
