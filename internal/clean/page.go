package clean

import (
	"errors"
	"strings"

	"entente"
	"entente/internal/clean/article"
	"entente/internal/clean/markup"
)

// page reads a page of HTML: blocks with their place in the source, of which an extractor of articles (go-trafilatura, by
// the method of Barbaresi 2021, "Trafilatura: A Web Scraping Library") says which are the article. What it takes and what
// it leaves is compared with the blocks, so that every one that goes has a reason.
func (c *Cleaner) page(p entente.Page, source string) ([]*draft, []entente.Failure) {
	d := &draft{decoded: source, html: true}
	page, err := markup.Parse(source, c.classes)
	if err != nil {
		kind := "html"
		if errors.Is(err, entente.ErrTooLarge) {
			kind = "too-large"
		}
		return nil, []entente.Failure{failure(kind, err.Error())}
	}
	for _, s := range page.Scripts {
		d.drop(s, "script")
	}
	c.headOf(d, page, p)
	d.blocks = article.Blocks(page, d.meta.url)
	c.shown(d, page)
	return c.kindOfPage(d, page)
}

// shown looks for what the page shows rather than declares: the headline, which becomes the title's part, the lines that sum
// the text up, and the date of publication near it or after the text.
func (c *Cleaner) shown(d *draft, page *markup.Page) {
	first, last, head := -1, -1, -1
	for i, b := range d.blocks {
		if b.Drop == "" && len(b.S) > 80 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		if (first < 0 || i <= first) && b.Kind == "heading" && d.meta.title != "" && sameTitle(b.S, d.meta.title) && page.Blocks[i].Region != "related" {
			if head >= 0 {
				d.blocks[head].Drop, d.blocks[head].Kind = "duplicate", "heading"
			}
			head = i
			b.Kind, b.Drop = "title", ""
		}
	}
	c.deck(d, page, head, first)
	for first >= 0 && first < last && (d.blocks[first].Drop != "" || len(d.blocks[first].S) <= 80 || d.blocks[first].Kind == "title" || d.blocks[first].Kind == "heading") {
		first++ // a long headline is no running text
	}
	c.pageDate(d, page, head, first, last)
}

// deck brings back the lines between the headline and the text that sum it up.
func (c *Cleaner) deck(d *draft, page *markup.Page, head, first int) {
	if head < 0 || first-head > 12 {
		return
	}
	for i := head + 1; i < first; i++ {
		b := &d.blocks[i]
		if b.Drop != "navigation" || page.Blocks[i].Region != "" || b.Links > 0 || b.Kind == "caption" || b.Kind == "list" || page.Blocks[i].Hidden {
			continue
		}
		n := len(strings.Fields(b.S))
		if _, dated := c.dates.First(b.S); n >= 8 && n <= 60 && !dated && !strings.Contains(b.S, "@") {
			b.Drop, b.Kind = "", "heading"
			return
		}
	}
}
