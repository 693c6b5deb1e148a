package clean

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/clean/markup"
	"entente/internal/clean/strand"
)

// xml reads an XML file: the elements named as the keys of a header block are fill its fields, the others are text. A file
// of several records (the items of a feed, the articles of an archive) becomes as many drafts.
func (c *Cleaner) xml(page entente.Page, source string) ([]*draft, []entente.Failure) {
	leaves, err := markup.XML(source)
	if err != nil {
		return nil, []entente.Failure{failure("too-large", err.Error())}
	}
	most := 0
	for _, l := range leaves {
		most = max(most, l.Record)
	}
	drafts := make([]*draft, max(1, most))
	for i := range drafts {
		drafts[i] = &draft{decoded: source, html: true}
		c.input(drafts[i], page)
	}
	for _, l := range leaves {
		if l.Record > 0 || most == 0 {
			c.leaf(drafts[max(0, l.Record-1)], l)
		} else if f := c.t.headers[l.Name]; f == "title" { // the name of a feed
			for _, d := range drafts {
				setFirst(&d.meta.republisher, "")
				setFirst(&d.meta.publisher, c.media.Name(l.Text.S))
			}
		}
	}
	return drafts, nil
}

// running are the elements that hold running text, whatever they are called elsewhere.
var running = map[string]bool{"p": true, "para": true, "body": true, "content": true, "text": true, "encoded": true, "description": true, "summary": true, "block": true, "lead": true, "l": true, "ab": true, "fulltext": true}

func (c *Cleaner) leaf(d *draft, l markup.Leaf) {
	b := strand.Block{Text: l.Text, Gap: 1}
	field := c.t.headers[l.Name]
	switch l.Name {
	case "hl1", "hedline", "headline":
		field = "title"
	case "hl2", "head", "subhead":
		b.Kind, b.Hard = "heading", true
	case "pubdate", "issued", "published", "datepublished", "creationdate", "date.issue":
		field = "published"
	case "creator", "byttl", "byline":
		field = "author"
	}
	s := l.Text.S
	switch {
	case running[l.Name]:
	case field == "title" && d.meta.title == "" && len(s) < 400:
		d.meta.title, b.Kind, b.Hard = s, "title", true
	case field == "published" || field == "updated":
		if f, ok := c.dates.First(s); ok {
			d.offer(at1(f.Date("meta"), l.Text.Slice(f.Start, f.End)), map[string]int{"published": rankMeta, "updated": rankUpdated}[field])
		}
		b.Drop = "header"
	case field == "author":
		c.addAuthors(d, strings.TrimPrefix(strings.TrimPrefix(s, "By "), "by "))
		b.Drop = "header"
	case field == "publisher":
		setFirst(&d.meta.publisher, c.media.Name(s))
		b.Drop = "header"
	case field == "url":
		setFirst(&d.meta.url, s)
		b.Drop = "header"
	case field == "language":
		setFirst(&d.meta.language, s)
		b.Drop = "header"
	case b.Kind == "" && (field != "" || !strand.Prose(s)):
		b.Drop = "header"
	}
	d.blocks = append(d.blocks, b)
}

// several cuts a text at what parts the articles of one file: a second header block, a line "Document 2 of 9", a ruler
// between texts that begin with a headline each.
func (c *Cleaner) several(d *draft) []*draft {
	cuts := c.headers(d.blocks)
	if len(cuts) < 2 {
		cuts = counted(d.blocks)
	}
	if len(cuts) < 2 {
		cuts = ruled(d.blocks)
	}
	if len(cuts) < 2 {
		return []*draft{d}
	}
	var out []*draft
	cuts[0] = 0
	for i, from := range cuts {
		to := len(d.blocks)
		if i+1 < len(cuts) {
			to = cuts[i+1]
		}
		x := *d
		x.blocks = append([]strand.Block{}, d.blocks[from:to]...)
		x.dropped = nil
		out = append(out, &x)
	}
	return out
}

// headers are the blocks where a header block with a title begins.
func (c *Cleaner) headers(blocks []strand.Block) []int {
	var out []int
	for i := 0; i < len(blocks); i++ {
		keys, title, n := 0, false, 0
		for j := i; j < len(blocks) && j < i+12; j++ {
			m := keyValue.FindStringSubmatch(blocks[j].S)
			if m == nil {
				break
			}
			field, ok := c.t.headers[strings.ToLower(m[1])]
			if !ok {
				break
			}
			if keys++; field == "title" {
				title = true
			}
			n = j - i + 1
		}
		if keys >= 2 && title {
			out = append(out, i)
			i += n
		}
	}
	return out
}

// counted are the lines "Document 3 of 12".
func counted(blocks []strand.Block) []int {
	var out []int
	for i, b := range blocks {
		var k, n int
		var what string
		if len(b.S) > 40 {
			continue
		}
		if m, _ := fmt.Sscanf(strings.ToLower(b.S), "%s %d of %d", &what, &k, &n); m == 3 && n > 1 && k == len(out)+1 && (what == "document" || what == "article" || what == "story" || what == "item" || what == "record") {
			out = append(out, i)
			blocks[i].Drop = "header"
		}
	}
	return out
}

// ruled are the starts of texts between rulers, where each begins with a headline and holds running text.
func ruled(blocks []strand.Block) []int {
	out := []int{0}
	for i, b := range blocks {
		if t := strings.TrimRight(b.S, "-=_*#~ "); t == "" && len(b.S) >= 5 && i+1 < len(blocks) {
			out = append(out, i+1)
		}
	}
	for k, from := range out {
		to := len(blocks)
		if k+1 < len(out) {
			to = out[k+1]
		}
		words := 0
		for _, b := range blocks[from:to] {
			if strand.Prose(b.S) {
				words += len(strings.Fields(b.S))
			}
		}
		if words < 40 || from >= len(blocks) || !strand.Headline(blocks[from].S) || len(strings.Fields(blocks[from].S)) < 3 {
			return nil
		}
	}
	return out
}
