package pages

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"entente/internal/duplicates"
	"entente/internal/eval/score"
)

// Duplicates takes 5,500 statements of the UN General Debate, edits 500 of them by a fixed script (cut, retitled, paragraphs
// joined, names respelled, figures changed, sentences dropped), puts original and copy among the others, and scores the
// pairs that are found. PolNeAR's articles, of which some are near-copies, are reported as a count.
func Duplicates(gold string) ([]score.Row, error) {
	var texts []string
	err := score.EachLine(gold, "unga/unga-1946-2020.jsonl.gz", func(d struct {
		Text string
		Year int
	}) bool {
		if d.Year >= 1970 {
			texts = append(texts, opening(d.Text, 600))
		}
		return len(texts) < 5500
	})
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(9, 9))
	truth := map[[2]int]bool{}
	for i := range 500 {
		truth[[2]int{i * 11, len(texts)}] = true
		texts = append(texts, edited(texts[i*11], i, r))
	}
	right, found := 0, 0
	for _, p := range pairs(texts) {
		found++
		if truth[p] {
			right++
		}
	}
	rows := score.PRF("duplicates", "unga-edited", "pairs", right, found, right, len(truth))
	var articles []string
	err = score.EachLine(gold, "statements/polnear-train.jsonl.gz", func(d struct{ Text string }) bool {
		articles = append(articles, d.Text)
		return true
	})
	if err != nil {
		return rows, err
	}
	there := everyPair(articles)
	hits := 0
	for _, p := range pairs(articles) {
		if there[p] {
			hits++
		}
	}
	return append(rows, score.Rate("duplicates", fmt.Sprintf("polnear-train, %d articles", len(articles)), "near-copies and excerpts found", hits, len(there))), nil
}

// everyPair compares every text with every other, without the index.
func everyPair(texts []string) map[[2]int]bool {
	sets := make([]duplicates.Set, len(texts))
	out := map[[2]int]bool{}
	for i, t := range texts {
		sets[i] = duplicates.Shingles(t)
		for j := range i {
			if duplicates.Compare(sets[i], sets[j]).Kind() != duplicates.Other {
				out[[2]int{j, i}] = true
			}
		}
	}
	return out
}

// pairs are the pairs of texts that are copies, near-copies or excerpts, the smaller number first.
func pairs(texts []string) [][2]int {
	x := duplicates.NewIndex(len(texts))
	sets := make([]duplicates.Set, len(texts))
	var out [][2]int
	for i, t := range texts {
		sets[i] = duplicates.Shingles(t)
		for _, j := range x.Candidates(sets[i]) {
			if duplicates.Compare(sets[i], sets[j]).Kind() != duplicates.Other {
				out = append(out, [2]int{j, i})
			}
		}
		x.Add(sets[i])
	}
	return out
}

// edited changes a text the way newsrooms do; the number picks the mixture.
func edited(text string, n int, r *rand.Rand) string {
	sentences := strings.SplitAfter(text, ". ")
	if n%2 == 0 && len(sentences) > 4 { // cut to two thirds
		sentences = sentences[:2*len(sentences)/3]
	}
	if n%3 == 0 && len(sentences) > 5 { // a sentence gone, two exchanged
		k := r.IntN(len(sentences) - 3)
		sentences[k], sentences[k+1] = sentences[k+1], sentences[k]
		sentences = append(sentences[:k+2:k+2], sentences[k+3:]...)
	}
	out := strings.Join(sentences, "")
	if n%4 == 0 { // paragraphs elsewhere
		out = strings.ReplaceAll(strings.ReplaceAll(out, "\n", " "), ". ", ".\n\n")
	}
	if n%5 < 2 { // capitals, names among them, respelled; figures changed
		out = strings.NewReplacer("United Nations", "UN", "Assembly", "assembly", "Soviet", "Sovjet", "Arab", "Arabic", "Africa", "Afrika", "China", "Kitai").Replace(out)
		out = strings.NewReplacer("1", "7", "2", "9", "5", "3").Replace(out)
	}
	if n%7 < 3 {
		out = "Statement in full: what the delegation told the Assembly on the state of the world\n" + out
	}
	return out
}

// opening is the first words of a text, to the end of a sentence.
func opening(text string, words int) string {
	f := strings.Fields(text)
	return strings.Join(f[:min(len(f), words)], " ")
}
