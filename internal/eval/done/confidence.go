package done

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/eval/score"
)

// readEvents annotates rows of events that were read against their texts.
//
//go:embed annotated/events.tsv
var readEvents string

// Confidence says how often events are right by how sure the program is of them, over rows that were read against texts of
// the public sets. Rows that the program codes differently by now are left out.
func Confidence(gold string, read score.Analyzer) ([]score.Row, error) {
	verdicts, wanted := map[string]bool{}, map[string]string{}
	for _, line := range strings.Split(readEvents, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		wanted[f[1]] = f[0]
		verdicts[strings.Join(f[1:7], "\t")] = f[7] == "right"
	}
	var right, count [5]int
	found, hits, sum, n := 0, 0, 0.0, len(verdicts)
	for _, file := range []string{"pages/article-extraction-dev.jsonl.gz", "meantime/meantime-dev.jsonl.gz", "unga/unga-1946-2020.jsonl.gz"} {
		err := score.EachLine(gold, file, func(d struct{ ID, Text, ArticleBody string }) bool {
			if wanted[d.ID] == "" {
				return true
			}
			text := d.Text + d.ArticleBody
			if wanted[d.ID] == "unga" {
				text = score.Points(text, 3000, 9000)
			}
			delete(wanted, d.ID)
			a, err := read(entente.Document{ID: "d:" + d.ID, Source: d.ID, Text: text, Parts: score.Paragraphs(text), Language: "en"})
			if err != nil {
				return false
			}
			for i := range a.Events {
				key := eventKey(a, d.ID, &a.Events[i])
				ok, known := verdicts[key]
				if !known {
					continue
				}
				delete(verdicts, key)
				k := min(int(a.Events[i].Confidence*5), 4)
				count[k]++
				found++
				sum += a.Events[i].Confidence
				if ok {
					right[k]++
					hits++
				}
			}
			return len(wanted) > 0
		})
		if err != nil {
			return nil, err
		}
	}
	return confidenceRows(found, hits, n, sum, right, count)
}

// confidenceRows are the rates of what was found of n rows, of which so many hit, and of each fifth of the confidence.
func confidenceRows(found, hits, n int, sum float64, right, count [5]int) ([]score.Row, error) {
	if found == 0 {
		return nil, fmt.Errorf("none of the events that were read is coded now: %w", entente.ErrNotFound)
	}
	out := []score.Row{
		score.Rate("events", "read", "still coded as they were read", found, n),
		score.Rate("events", "read", "right", hits, found),
		score.Value("events", "read", "mean confidence", sum/float64(found), ""),
	}
	for k := range count {
		if count[k] > 0 {
			out = append(out, score.Rate("events", "read", fmt.Sprintf("right where confidence is .%d–%s", 2*k, []string{".2", ".4", ".6", ".8", "1"}[k]), right[k], count[k]))
		}
	}
	return out, nil
}

// eventKey is what the annotation tells rows apart by.
func eventKey(a *entente.Analysis, id string, e *entente.Event) string {
	codes := func(ids []string) string {
		var out []string
		for _, id := range ids {
			m, _ := a.Mention(id)
			c := m.Actor
			if c == "" {
				c = m.Of
			}
			if c == "" {
				c = "?"
			}
			out = append(out, c)
		}
		slices.Sort(out)
		if len(out) == 0 {
			return "-"
		}
		return strings.Join(out, ",")
	}
	return strings.Join([]string{id, strings.ToLower(e.Trigger[0].In(a.Document.Text)), e.Kind, e.Status, codes(e.Actors), codes(e.Recipients)}, "\t")
}
