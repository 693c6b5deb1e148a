package clean

import (
	"regexp"
	"strings"

	"entente"
	"entente/internal/clean/markup"
	"entente/internal/clean/strand"
)

var (
	liveTitle = regexp.MustCompile(`(?i)\blive(?:[: ]+(?:updates?|blog|coverage|news))\b|^live:|\bas it happened\b|\blive blog\b|[-–—|] live\W*$`)
	clockLine = regexp.MustCompile(`(?i)^(?:updated )?(?:at )?(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:gmt|utc|bst|est|edt|et|cet|cest|msk|ist|local time))?|\d{1,3} ?(?:m|min|mins|minutes|h|hours?) ago)\W*$`)
)

// kindOfPage tells an article from what only looks like one. A live blog, whose entries are of different times and not one
// text, keeps its text and gets the genre "other", of which nothing is coded; a list of links gives nothing to read, and a
// failure says so. A page of several articles becomes several drafts.
func (c *Cleaner) kindOfPage(d *draft, page *markup.Page) ([]*draft, []entente.Failure) {
	stamps := 0
	for _, b := range d.blocks {
		if len(b.S) < 40 && clockLine.MatchString(b.S) {
			stamps++
		}
	}
	live := false
	for _, it := range page.Head.LD {
		live = live || it.Live
	}
	if live && stamps+len(page.Head.Times) >= 3 || (liveTitle.MatchString(d.meta.title) || liveTitle.MatchString(page.Head.Title)) && stamps+len(page.Head.Times) >= 5 {
		d.meta.genre = "other"
		return []*draft{d}, nil
	}
	text, linked := 0, 0
	for i, b := range d.blocks {
		n := len(strings.Fields(b.S))
		switch {
		case b.Drop == "" && b.Links < 0.5 && strand.Prose(b.S):
			text += n
		case page.Blocks[i].Links >= 0.5 && !page.Blocks[i].Hidden:
			linked += n
		}
	}
	if text < 40 && linked > 10*text && linked > 80 {
		return nil, []entente.Failure{failure("link-list", "a list of links: there is no article to read")}
	}
	if many := c.articles(d, page); len(many) > 1 {
		return many, nil
	}
	return []*draft{d}, nil
}

// articles splits a page that carries several articles in elements of that name, each with a headline and running text of
// its own; excerpts that a link continues elsewhere are none.
func (c *Cleaner) articles(d *draft, page *markup.Page) []*draft {
	type article struct{ from, to, words, heads int }
	found := map[int]*article{}
	var order []int
	all := 0
	for i := range page.Blocks {
		b := &page.Blocks[i]
		e := page.Article(b.Elem)
		if e == 0 || b.Hidden {
			continue
		}
		a := found[e]
		if a == nil {
			a = &article{from: i}
			found[e] = a
			order = append(order, e)
		}
		a.to = i + 1
		if strings.HasPrefix(b.Tag, "h") && len(b.Tag) == 2 && b.Tag < "h4" {
			a.heads++
		}
		if b.Links < 0.3 && strand.Prose(b.S) {
			n := len(strings.Fields(b.S))
			a.words += n
			all += n
		}
	}
	var out []*draft
	for _, e := range order {
		a := found[e]
		if a.words < 120 || a.heads == 0 || a.words*10 > all*7 {
			continue
		}
		x := &draft{decoded: d.decoded, html: true, meta: d.meta, date: d.date}
		x.meta.title = ""
		for i := a.from; i < a.to; i++ {
			b := page.Blocks[i].Block
			switch {
			case page.Blocks[i].Hidden || b.Links > 0.6 && b.Kind != "heading" || page.Blocks[i].Region != "":
				b.Drop = strand.Reason(page.Blocks[i].Region, "navigation")
			case b.Kind == "heading" && x.meta.title == "":
				b.Kind, x.meta.title = "title", b.S
			}
			x.blocks = append(x.blocks, b)
		}
		x.date = dateOf{}
		for i := range x.blocks {
			if i < 8 {
				c.shownDate(x, &x.blocks[i], rankLine)
			}
		}
		out = append(out, x)
	}
	if len(out) > 1 {
		return out
	}
	return nil
}
