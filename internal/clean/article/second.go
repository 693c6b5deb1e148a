package article

import (
	"log/slog"
	"net/url"
	"strings"

	"entente/internal/clean/markup"
	"entente/internal/clean/strand"

	"codeberg.org/readeck/go-readability/v2"
)

// second asks a second extractor (go-readability, after Mozilla's Readability) where the first took little of the running
// text that the page shows. Its word counts where it takes more and agrees with most of what the first took, or where the
// first took next to nothing.
func second(page *markup.Page, address string, took []float64) []float64 {
	running, first := 0, 0
	size := make([]int, len(took))
	for i := range page.Blocks {
		b := &page.Blocks[i]
		if b.Hidden || b.Region != "" || b.Links > 0.3 || !strand.Closes(b.S) {
			continue
		}
		if n := len(strings.Fields(b.S)); n >= 12 {
			size[i] = n
			running += n
			if took[i] >= 0.5 {
				first += n
			}
		}
	}
	if first*4 >= running || running < 60 {
		return took
	}
	other := align(page.Blocks, tokens(readable(page, address)))
	also, both := 0, 0
	for i, n := range size {
		if other[i] >= 0.5 {
			also += n
			if took[i] >= 0.5 {
				both += n
			}
		}
	}
	if also*10 < first*13 || both*10 < first*8 {
		return took
	}
	for i := range other {
		other[i] = max(other[i], took[i])
	}
	return other
}

// readable is the text of the article as the second extractor sees it. It changes the tree.
func readable(page *markup.Page, address string) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "http", Host: "localhost"}
	}
	p := readability.NewParser()
	p.Logger = slog.New(slog.DiscardHandler)
	a, err := p.ParseAndMutate(page.Doc, u)
	if err != nil || a.Node == nil {
		return ""
	}
	var b strings.Builder
	if a.RenderText(&b) != nil {
		return ""
	}
	return b.String()
}
