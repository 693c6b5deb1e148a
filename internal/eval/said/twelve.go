package said

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/eval/score"
)

// twelve annotates the statements of twelve documents by offsets.
//
//go:embed annotated/statements.tsv
var twelve string

// A noted statement is a row of the annotation; spans are bytes.
type noted struct {
	mode    string
	speaker entente.Span // a mention of the speaker
	content []entente.Span
}

// Twelve scores attributed statements (direct, indirect, mixed, answers) on twelve documents from other regions that were
// annotated before the program had read them: contents that share half of the shorter and 30 % of the union, with the
// right speaker. The texts are those of the public sets.
func Twelve(gold string, read score.Analyzer) ([]score.Row, error) {
	texts, err := twelveTexts(gold)
	if err != nil {
		return nil, err
	}
	var right, predicted, rows, loose, modes int
	for _, id := range twelveIDs() {
		text, ok := texts[id]
		if !ok {
			return nil, fmt.Errorf("statements of twelve documents: no %s: %w", id, entente.ErrNotFound)
		}
		a, err := read(entente.Document{ID: "d:" + id, Source: id, Text: text, Parts: score.Paragraphs(text), Language: "en"})
		if err != nil {
			return nil, err
		}
		want := notedIn(id, text)
		var got []entente.Statement
		for _, s := range a.Statements {
			if s.Mode == "direct" || s.Mode == "indirect" || s.Mode == "mixed" || s.Mode == "answer" {
				got = append(got, s)
			}
		}
		pairs := pairNoted(a, want, got, true)
		right, predicted, rows = right+len(pairs), predicted+len(got), rows+len(want)
		loose += len(pairNoted(a, want, got, false))
		for g, p := range pairs {
			if want[g].mode == got[p].Mode {
				modes++
			}
		}
	}
	out := score.PRF("statements", "twelve", "attributed, with speaker", right, predicted, right, rows)
	out = append(out, score.PRF("statements", "twelve", "attributed, any speaker", loose, predicted, loose, rows)...)
	return append(out, score.Rate("statements", "twelve", "mode", modes, right)), nil
}

func twelveRows() [][]string {
	var out [][]string
	for _, line := range strings.Split(twelve, "\n") {
		if line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

func twelveIDs() []string {
	var out []string
	for _, r := range twelveRows() {
		if len(out) == 0 || out[len(out)-1] != r[1] {
			out = append(out, r[1])
		}
	}
	return out
}

// twelveTexts reads the texts of the annotated documents out of the public sets.
func twelveTexts(gold string) (map[string]string, error) {
	wanted := map[string]bool{}
	for _, id := range twelveIDs() {
		wanted[id] = true
	}
	texts := map[string]string{}
	for _, file := range []string{"pages/article-extraction-dev.jsonl.gz", "meantime/meantime-dev.jsonl.gz", "unga/unga-1946-2020.jsonl.gz"} {
		err := score.EachLine(gold, file, func(d struct{ ID, Text, ArticleBody string }) bool {
			if wanted[d.ID] {
				texts[d.ID] = d.Text + d.ArticleBody
				delete(wanted, d.ID)
			}
			return len(wanted) > 0
		})
		if err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// notedIn turns the rows of a document into byte spans of its text.
func notedIn(id, text string) []noted {
	at := []int{0}
	for i, c := range text {
		at = append(at, i+len(string(c)))
	}
	span := func(s string) entente.Span {
		a, b, _ := strings.Cut(s, "-")
		x, _ := strconv.Atoi(a)
		y, _ := strconv.Atoi(b)
		return entente.Span{Start: at[min(x, len(at)-1)], End: at[min(y, len(at)-1)]}
	}
	var out []noted
	for _, r := range twelveRows() {
		if r[1] != id {
			continue
		}
		n := noted{mode: r[2], speaker: span(r[3])}
		for _, s := range strings.Split(r[4], ",") {
			n.content = append(n.content, span(s))
		}
		out = append(out, n)
	}
	return out
}

// pairNoted matches rows one to one, the best overlap first.
func pairNoted(a *entente.Analysis, want []noted, got []entente.Statement, speaker bool) map[int]int {
	pairs, used := map[int]int{}, map[int]bool{}
	for range want {
		bg, bp, best := -1, -1, 0.0
		for g, w := range want {
			if _, have := pairs[g]; have {
				continue
			}
			for p, s := range got {
				if x := likeness(w.content, s.Content); !used[p] && x > best && (!speaker || saidBy(a, w.speaker, s.Speaker)) {
					bg, bp, best = g, p, x
				}
			}
		}
		if bg < 0 {
			break
		}
		pairs[bg], used[bp] = bp, true
	}
	return pairs
}

// likeness is the sum of the shares of the shorter and of the union, 0 where they are too small.
func likeness(a, b []entente.Span) float64 {
	both, la, lb := 0, 0, 0
	for _, x := range a {
		la += x.Len()
		for _, y := range b {
			both += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		lb += y.Len()
	}
	short, union := float64(both)/float64(max(1, min(la, lb))), float64(both)/float64(max(1, la+lb-both))
	if short < 0.5 || union < 0.3 {
		return 0
	}
	return short + union
}

// saidBy reports whether a mention stands for whom the annotation names.
func saidBy(a *entente.Analysis, named entente.Span, id string) bool {
	key := func(m entente.Mention) string {
		switch {
		case m.Actor != "":
			return m.Actor
		case m.SameAs != "":
			return m.SameAs
		}
		return m.ID
	}
	said, ok := a.Mention(id)
	if !ok {
		return false
	}
	for _, m := range a.Mentions {
		if key(m) == key(said) && m.Span().Overlaps(named) {
			return true
		}
	}
	return false
}
