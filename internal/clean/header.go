package clean

import (
	"regexp"
	"strings"

	"entente"
	"entente/internal/clean/strand"
)

var (
	keyValue = regexp.MustCompile(`^(\pL[\pL \d'’-]{1,28}?)\s*[:：]\s*(.*)$`)
	unknown  = regexp.MustCompile(`(?i)^(?:.{0,30}\bnot (?:found|available|known|given)|unknown|none|null|nil|n/?a|-+|\.+|undefined|untitled|no (?:title|author|date))\W*$`)
	extra    = regexp.MustCompile(`(?i)^; ?([\pL ]+ ?\d?):`)
)

// header reads the block of "Key: value" lines that some archives put before a text. Its lines are dropped, but for the
// title, which stays as the title of the text. Two known keys make a header; it ends with the key that begins the text
// ("Text:"), or with the first line that is no pair.
func (c *Cleaner) header(d *draft) {
	n, known := 0, 0
	for ; n < len(d.blocks) && n < 25; n++ {
		b := d.blocks[n]
		if n > 0 && known > 0 && b.Gap > 1 {
			break
		}
		m := keyValue.FindStringSubmatch(b.S)
		if m == nil {
			break
		}
		field, ok := c.t.headers[strings.ToLower(m[1])]
		if !ok && (known == 0 || b.Gap > 0 || len(m[2]) > 200) {
			break
		}
		if ok {
			known++
		}
		if field == "text" {
			n++
			break
		}
	}
	if known < 2 {
		return
	}
	for i := 0; i < n; i++ {
		c.headerLine(d, &d.blocks[i])
	}
}

func (c *Cleaner) headerLine(d *draft, b *strand.Block) {
	at := keyValue.FindStringSubmatchIndex(b.S)
	field := c.t.headers[strings.ToLower(b.S[at[2]:at[3]])]
	value := b.Slice(at[4], at[5]).Trim()
	s := value.S
	empty := s == "" || unknown.MatchString(s)
	if field == "text" && !empty || field == "title" && !empty && d.meta.title == "" {
		d.drop(b.Slice(0, at[4]).Source(), "header")
		*b = b.WithText(value)
		if field == "title" {
			b.Kind, b.Hard, d.meta.title = "title", true, s
		}
		return
	}
	b.Drop = "header"
	if empty {
		return
	}
	switch field {
	case "published", "updated":
		rank := rankHeader
		if field == "updated" {
			rank = rankUpdated
		}
		if f, ok := c.dates.First(s); ok {
			d.offer(at1(f.Date("header"), value.Slice(f.Start, f.End)), rank)
		}
	case "author":
		if c.media.Is(s) {
			setFirst(&d.meta.publisher, c.media.Name(s))
		} else {
			c.addAuthors(d, s)
		}
	case "publisher":
		setFirst(&d.meta.publisher, c.media.Name(s))
	case "url":
		setFirst(&d.meta.url, s)
	case "language":
		setFirst(&d.meta.language, s)
	case "category":
		setFirst(&d.meta.category, s)
	case "country":
		setFirst(&d.meta.country, s)
	case "speaker":
		if d.meta.speaker == "" {
			d.meta.speaker, d.meta.speakerAt = s, value.Source()
		}
	}
}

// at1 puts the place of a date in the source into its record.
func at1(date *entente.Date, t strand.Text) *entente.Date {
	if s := t.Source(); date != nil && !s.Empty() {
		date.Span = &s
	}
	return date
}
