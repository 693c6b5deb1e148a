// Package clean turns a fetched page into plain paragraphs that keep their offsets: a page becomes one or more documents,
// each with its text, the function of every part, who speaks in it, what was left out and why, and a map that leads every
// character back to the source.
//
// What it does is rules of language and layout, not of sites: a line that asks to subscribe, a line that ends in a photo
// credit, two sentences glued together. The knowledge lies in the tables beside the code.
package clean

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/clean/genre"
	"entente/internal/clean/layer"
	"entente/internal/clean/markup"
	"entente/internal/clean/media"
	"entente/internal/clean/plain"
	"entente/internal/clean/pubdate"
	"entente/internal/clean/strand"
	"entente/internal/clean/turns"
)

// A Cleaner holds the tables, compiled. It may be used by any number of goroutines.
type Cleaner struct {
	t       *tables
	dates   *pubdate.Reader
	classes *markup.Classes
	media   *media.Names
	lang    *genre.Detector
	turns   *turns.Finder
}

// New compiles the embedded tables.
func New() (*Cleaner, error) {
	t, err := readTables()
	if err != nil {
		return nil, err
	}
	names := media.New(t.labels)
	return &Cleaner{t: t, media: names, lang: genre.NewDetector(), dates: pubdate.New(), classes: markup.NewClasses(), turns: turns.New(t.labels, names.Known)}, nil
}

// Version names the state of the embedded tables.
func (c *Cleaner) Version() string {
	return entente.Version([]byte(ruleTable), []byte(headerTable), []byte(labelTable), []byte(media.Table()), []byte(genre.Table()), []byte(markup.Table()), []byte(pubdate.Table()))
}

// Clean reads a page. What cannot be read becomes a failure of stage "clean"; what can be read is returned beside it.
// The spans of the documents count bytes, those of the text in Text, those of the source in Decoded.
func (c *Cleaner) Clean(page entente.Page) (docs []entente.Document, failures []entente.Failure) {
	drafts, failures := c.open(page)
	hash := entente.Hash(page.Raw)
	for i, d := range drafts {
		doc := c.finish(page, d)
		doc.Raw, doc.Source = hash, page.Source
		place := page.Layer
		if len(drafts) > 1 {
			doc.Source += "#" + strconv.Itoa(i+1)
			place += "#" + strconv.Itoa(i+1)
		}
		doc.ID = entente.ID("d", hash, place)
		if strings.TrimSpace(doc.Text) == "" {
			failures = append(failures, failure("empty", "no text was left to read"))
			continue
		}
		docs = append(docs, doc)
	}
	return docs, failures
}

func failure(kind, text string) entente.Failure {
	return entente.Failure{Stage: "clean", Kind: kind, Error: text}
}

// open turns the page into drafts: what the bytes are decides how.
func (c *Cleaner) open(page entente.Page) ([]*draft, []entente.Failure) {
	var l layer.Layer
	if page.Layer != "" {
		l = layer.Text(strings.ToValidUTF8(page.Text, "\uFFFD"))
	} else {
		var err error
		if l, err = layer.Open(page.Raw, page.ContentType); err != nil {
			return nil, []entente.Failure{failure(kindOf(err), err.Error())}
		}
	}
	switch l.Kind {
	case "html":
		drafts, failures := c.page(page, l.Text)
		for _, d := range drafts {
			c.declared(d, l)
		}
		return drafts, failures
	case "xml":
		return c.xml(page, l.Text)
	}
	if len(l.Text) > maxPlain {
		return nil, []entente.Failure{failure("too-large", fmt.Sprintf("a text of %d MB; at most %d MB are read as one", len(l.Text)>>20, maxPlain>>20))}
	}
	return c.texts(page, l), nil
}

// maxPlain bounds a text without markup, in bytes: five times the longest novel.
const maxPlain = 12 << 20

// texts makes the drafts of a text without markup.
func (c *Cleaner) texts(page entente.Page, l layer.Layer) []*draft {
	d := &draft{decoded: l.Text, blocks: l.Blocks}
	if l.Blocks == nil {
		d.blocks = plain.Blocks(l.Text)
	}
	drafts := []*draft{d}
	if page.Layer == "" {
		drafts = c.several(d)
	}
	for _, d := range drafts {
		c.input(d, page)
		c.declared(d, l)
	}
	return drafts
}

// declared takes over what a file says about itself.
func (c *Cleaner) declared(d *draft, l layer.Layer) {
	d.layer = l.Name
	setFirst(&d.meta.title, l.Title)
	setFirst(&d.meta.language, l.Language)
	if f, ok := c.dates.First(l.Published); ok {
		d.offer(f.Date("header"), rankHeader)
	}
	for _, a := range l.Authors {
		c.addAuthors(d, a)
	}
}

func kindOf(err error) string {
	switch {
	case errors.Is(err, entente.ErrTooLarge):
		return "too-large"
	case errors.Is(err, entente.ErrUnsupported):
		return "unsupported"
	}
	return "invalid"
}

// finish runs the steps that every article goes through, whatever it came in.
func (c *Cleaner) finish(page entente.Page, d *draft) entente.Document {
	c.header(d)
	c.roles(d)
	c.titles(d)
	c.credits(d)
	var drops []entente.Drop
	d.blocks, drops = plain.Repair(d.blocks)
	d.dropped = append(d.dropped, drops...)
	plain.Captions(d.blocks)
	d.blocks, drops = c.turns.Find(d.blocks, d.meta.authors)
	d.dropped = append(d.dropped, drops...)
	if !d.html {
		c.foot(d)
	}
	c.headings(d)
	c.ownName(d)
	return c.assemble(page, d)
}

// input takes over what the caller knew.
func (c *Cleaner) input(d *draft, page entente.Page) {
	in := page.Input
	if f, ok := c.dates.First(in.Date); ok {
		d.offer(f.Date("input"), rankInput)
	} else if len(in.Date) == 4 || len(in.Date) == 7 {
		if f, ok := c.dates.First(in.Date + "-01-01"[len(in.Date)-4:]); ok {
			if f.Day = 0; len(in.Date) == 4 {
				f.Month = 0
			}
			d.offer(f.Date("input"), rankInput)
		}
	}
	d.meta.title, d.meta.publisher, d.meta.url, d.meta.language = in.Title, in.Publisher, in.URI, in.Lang
	d.meta.authors, d.meta.speaker, d.meta.country = in.Authors, in.Speaker, in.Country
	if d.meta.url == "" && strings.Contains(page.Source, "://") {
		d.meta.url = page.Source
	}
}

// blockText is the text of the blocks that stay, for steps that look at it as a whole.
func blockText(blocks []strand.Block) string {
	var b strings.Builder
	for _, x := range blocks {
		if x.Drop == "" {
			b.WriteString(x.S)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
