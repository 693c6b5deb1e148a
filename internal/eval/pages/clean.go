// Package pages scores what becomes of bytes: articles out of pages, sentences, words and trees out of text, copies folded, and
// the texts that are read whole.
package pages

import (
	"fmt"
	"strings"
	"unicode"

	"entente"
	"entente/internal/clean"
	"entente/internal/eval/score"
)

// A goldPage is a page of the two sets: the body of its article, or segments that must and must not stay, title, date.
type goldPage struct {
	URL         string   `json:"url"`
	HTML        string   `json:"html"`
	ArticleBody string   `json:"articleBody"`
	With        []string `json:"with"`
	Without     []string `json:"without"`
	Title       string   `json:"title"`
	Date        string   `json:"date"`
}

// Clean scores the text and the metadata of pages. The first set is that of the article extraction benchmark (Scrapinghub
// 2020), with its measure: precision and recall over shingles of four words, page by page, and F1 of their means; the
// body there is without title, deck and captions. The second is that of Trafilatura's evaluation (Barbaresi 2021):
// segments that must be kept and must not, title (Dice of words at least 0.8), date.
func Clean(gold string) ([]score.Row, error) {
	c, err := clean.New()
	if err != nil {
		return nil, err
	}
	rows, err := bodies(gold, c)
	if err != nil {
		return nil, err
	}
	more, err := segments(gold, c)
	return append(rows, more...), err
}

func bodies(gold string, c *clean.Cleaner) ([]score.Row, error) {
	var p, r float64
	n := 0
	err := score.EachLine(gold, "pages/article-extraction-dev.jsonl.gz", func(g goldPage) bool {
		docs, _ := c.Clean(entente.Page{Source: g.URL, Raw: []byte(g.HTML)})
		var body []string
		for i := range docs {
			body = append(body, articleBody(&docs[i]))
		}
		a, b := shingleMatch(g.ArticleBody, strings.Join(body, "\n"))
		p, r, n = p+a, r+b, n+1
		return true
	})
	if err != nil || n == 0 {
		return nil, err
	}
	p, r = p/float64(n), r/float64(n)
	pages := fmt.Sprintf("%d pages", n)
	return []score.Row{score.Value("clean", "article-extraction-dev", "shingle P", p, pages), score.Value("clean", "article-extraction-dev", "shingle R", r, pages),
		score.Value("clean", "article-extraction-dev", "shingle F1", 2*p*r/(p+r), pages)}, nil
}

// articleBody is the running text of a document: what stands before it (title, deck) and the captions left out, labels of
// turns put back.
func articleBody(d *entente.Document) string {
	var out []string
	running := false
	var label entente.Span
	for _, p := range d.Parts {
		switch p.Kind {
		case "title", "caption":
			continue
		case "heading":
			if !running {
				continue
			}
		default:
			running = true
		}
		if p.Label != "" && p.LabelSource != label {
			label = p.LabelSource
			out = append(out, p.Label)
		}
		out = append(out, p.Span.In(d.Text))
	}
	return strings.Join(out, "\n")
}

func segments(gold string, c *clean.Cleaner) ([]score.Row, error) {
	var with, without, title, date [2]int
	count := func(k *[2]int, ok bool) {
		if k[1]++; ok {
			k[0]++
		}
	}
	err := score.EachLine(gold, "pages/metadata-dev.jsonl.gz", func(g goldPage) bool {
		docs, _ := c.Clean(entente.Page{Source: g.URL, Raw: []byte(g.HTML)})
		var text, name, day string
		for _, d := range docs {
			text += d.Text + "\n"
			if name == "" {
				name = d.Title
			}
			if day == "" && d.Published != nil {
				day = d.Published.EDTF
			}
		}
		text = squeeze(text)
		for _, s := range g.With {
			count(&with, strings.Contains(text, squeeze(s)))
		}
		for _, s := range g.Without {
			count(&without, strings.Contains(text, squeeze(s)))
		}
		if g.Title != "" {
			count(&title, dice(g.Title, name) >= 0.8)
		}
		if g.Date != "" {
			count(&date, day == g.Date)
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	const set = "metadata-dev"
	return []score.Row{score.Rate("clean", set, "must have", with[0], with[1]), score.Rate("clean", set, "must not have", without[0], without[1]),
		score.Rate("clean", set, "title", title[0], title[1]), score.Rate("clean", set, "date", date[0], date[1])}, nil
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
}

// shingleMatch is precision and recall of the shingles of four words, as the benchmark counts them.
func shingleMatch(truth, text string) (p, r float64) {
	a, b := shingles(truth), shingles(text)
	right, extra, missed := 0, 0, 0
	for k, n := range a {
		right += min(n, b[k])
		missed += n - min(n, b[k])
	}
	for k, n := range b {
		extra += n - min(n, a[k])
	}
	switch {
	case extra == 0 && missed == 0:
		return 1, 1
	case right == 0:
		return 0, 0
	}
	return float64(right) / float64(right+extra), float64(right) / float64(right+missed)
}

func shingles(s string) map[string]int {
	w, out := wordsOf(s), map[string]int{}
	for i := 0; i < max(1, len(w)-3); i++ {
		if k := strings.Join(w[i:min(len(w), i+4)], " "); k != "" {
			out[k]++
		}
	}
	return out
}

func dice(a, b string) float64 {
	set := func(s string) map[string]bool {
		out := map[string]bool{}
		for _, w := range wordsOf(strings.ToLower(s)) {
			out[w] = true
		}
		return out
	}
	x, y := set(a), set(b)
	both := 0
	for w := range x {
		if y[w] {
			both++
		}
	}
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(both) / float64(len(x)+len(y))
}
