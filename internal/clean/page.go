package clean

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"entente"
	"entente/internal/clean/article"
	"entente/internal/clean/markup"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"
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

// shown looks for what the page shows rather than declares: the headline, which becomes the title's part, and the date of
// publication near it or after the text.
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
	if d.date.date != nil && d.date.rank < rankURL && coarse(d.date.date) == 0 {
		return
	}
	from, to := max(0, first-12), min(first+2, len(d.blocks)-1)
	for i := max(from, head); i <= to; i++ {
		c.shownDate(d, &d.blocks[i], rankLine)
	}
	for i := max(0, min(from, head-3)); i < head && d.date.date == nil; i++ { // before the headline many pages show today's date
		if b := &d.blocks[i]; b.Links < 0.5 && (i >= head-2 || printed.MatchString(b.S)) {
			c.shownDate(d, b, rankFoot)
		}
	}
	if d.date.date == nil {
		for i := max(last, 0); i < min(last+10, len(d.blocks)); i++ {
			c.shownDate(d, &d.blocks[i], rankFoot)
		}
	}
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

// shownDate reads a short block that shows a date.
func (c *Cleaner) shownDate(d *draft, b *strand.Block, rank int) {
	if len(b.S) > 140 || b.Kind == "title" || strand.Closes(b.S) && len(b.S) > 60 {
		return
	}
	f, ok := c.dates.First(b.S)
	if !ok || f.Year == 0 {
		return
	}
	basis := "header"
	if rank == rankFoot {
		basis = "foot"
	}
	switch {
	case lastEdit.MatchString(b.S[:f.Start]):
		rank = rankUpdated
	case printed.MatchString(b.S[:f.Start]):
		rank = rankMeta
	}
	d.offer(at1(c.ordered(d, f).Date(basis), b.Slice(f.Start, f.End)), rank)
}

// printed are the words before a date that say it is that of publication.
var printed = regexp.MustCompile(`(?i)\b(?:published|posted|issued|released)\b`)

var lastEdit = regexp.MustCompile(`(?i)(?:updated|modified|edited|changed)[^.]{0,20}$`)

var (
	dayFirst   = regexp.MustCompile(`\.(?:uk|in|au|nz|ie|za|ng|ke|gh|pk|bd|sg|my|hk|fr|de|es|it|pt|br|mx|ar|nl|be|ru|ua|kz|tr|eg|ae)$`)
	monthFirst = regexp.MustCompile(`\.(?:us|gov|mil)$`)
)

// ordered settles the order of day and month where language or domain leave no doubt.
func (c *Cleaner) ordered(d *draft, f pubdate.Found) pubdate.Found {
	lang, host := strings.ToLower(strings.ReplaceAll(d.meta.language, "_", "-")), ""
	if u, err := url.Parse(d.meta.url); err == nil {
		host = strings.ToLower(u.Hostname())
	}
	switch {
	case lang == "en-us" || monthFirst.MatchString(host):
		return f.Ordered(false)
	case strings.HasPrefix(lang, "en-") && lang != "en-ca" && lang != "en-ph" || lang != "" && !strings.HasPrefix(lang, "en") || dayFirst.MatchString(host):
		return f.Ordered(true)
	}
	return f
}
