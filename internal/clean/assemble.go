package clean

import (
	"cmp"
	"sort"
	"strings"

	"entente"
	"entente/internal/clean/genre"
	"entente/internal/clean/strand"
)

// assemble joins the blocks that stay into the text of the document, and lists what does not.
func (c *Cleaner) assemble(page entente.Page, d *draft) entente.Document {
	var b strand.Builder
	doc := entente.Document{Ref: page.Input.ID, Layer: cmp.Or(page.Layer, d.layer), Decoded: d.decoded, Parts: []entente.Part{}, Map: []entente.Run{}, Dropped: []entente.Drop{}}
	for _, x := range d.blocks {
		if x.Drop != "" {
			for _, s := range x.Sources() {
				d.drop(s, x.Drop)
			}
			continue
		}
		if x.S == "" {
			continue
		}
		if b.Len() > 0 {
			b.Add(strand.Put("\n\n"))
		}
		start := b.Len()
		b.Add(x.Text)
		if x.Kind == "" {
			x.Kind = "paragraph"
		}
		doc.Parts = append(doc.Parts, entente.Part{Kind: x.Kind, Span: span(start, b.Len()), Label: x.Label, LabelSource: x.LabelSource})
	}
	t := b.Text()
	doc.Text = t.S
	doc.Map = append(doc.Map, t.Runs()...)
	doc.Dropped = drops(d.dropped, d.decoded)
	m := &d.meta
	doc.Title, doc.Authors, doc.Publisher, doc.URL = m.title, m.authors, m.publisher, m.url
	if m.republisher != m.publisher {
		doc.Republisher = m.republisher
	}
	doc.SpeakerName, doc.SpeakerSource, doc.Told, doc.Country = m.speaker, m.speakerAt, m.told, m.country
	doc.Language = c.lang.Language(m.language, doc.Text)
	if f, ok := c.dates.First(page.Input.DateElse); ok && d.date.date == nil {
		d.offer(f.Date("input"), rankInferred)
	}
	if d.date.date == nil && strings.HasPrefix(doc.Language, "en") {
		d.offer(c.dates.Infer(doc.Text, m.dateline), rankInferred)
	}
	doc.Published = d.date.date
	head := ""
	if !d.html {
		head = d.decoded[:min(len(d.decoded), 400)]
	}
	doc.Genre = cmp.Or(m.genre, genre.Of(&doc, m.category, head, speechBy.MatchString(doc.Title) || possessive.MatchString(doc.Title)))
	return doc
}

// drops sorts the spans left out, joins neighbours of one reason that only white space parts, and keeps them apart.
func drops(in []entente.Drop, decoded string) []entente.Drop {
	sort.SliceStable(in, func(i, j int) bool { return in[i].Start < in[j].Start })
	out := []entente.Drop{}
	for _, x := range in {
		if n := len(out); n > 0 {
			last := &out[n-1]
			x.Start = max(x.Start, last.End)
			if x.Empty() {
				continue
			}
			if last.Reason == x.Reason && strings.TrimSpace(decoded[last.End:x.Start]) == "" {
				last.End = x.End
				continue
			}
		}
		out = append(out, x)
	}
	return out
}
