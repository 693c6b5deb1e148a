package clean

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"entente/internal/clean/plain"
	"entente/internal/clean/strand"
)

// roles gives the blocks that the table of rules knows their reason to be left out, cuts out what stands inside a block,
// and drops repeats.
func (c *Cleaner) roles(d *draft) {
	seen := map[string]bool{}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" {
			continue
		}
		c.cut(d, b)
		if b.Drop = c.reason(b, i, len(d.blocks)); b.Drop != "" {
			continue
		}
		if key := strings.ToLower(b.S); utf8.RuneCountInString(key) > 60 && b.Kind != "table" {
			if seen[key] && !strings.HasSuffix(key, "?") {
				b.Drop = "duplicate"
				if plain.IsCaption(b.S) {
					b.Drop = "caption-repeat"
				}
			}
			seen[key] = true
		}
	}
}

// reason is that of the first rule that fits the whole block.
func (c *Cleaner) reason(b *strand.Block, i, n int) string {
	if len(b.S) > 450 || len(b.S) > 260 && strand.Prose(b.S) && strings.Count(b.S, ". ") > 1 || b.Kind == "table" || b.Hard && b.Kind == "title" {
		return ""
	}
	if len(b.S) > 110 && strand.Prose(b.S) && !strand.Contains(strings.ToLower(b.S), c.t.hints) {
		return ""
	}
	for _, r := range c.t.rules {
		if r.where == "span" || r.where == "foot" && i < n*2/3 {
			continue
		}
		if r.re.MatchString(b.S) && !(r.reason == "credit" && plain.IsCaption(b.S)) {
			return r.reason
		}
	}
	return ""
}

// cut takes out of a block what a rule of the kind "span" finds in it.
func (c *Cleaner) cut(d *draft, b *strand.Block) {
	for _, r := range c.t.rules {
		if r.where != "span" {
			continue
		}
		for range 50 {
			at := r.re.FindStringIndex(b.S)
			if at == nil {
				break
			}
			d.drop(b.Slice(at[0], at[1]).Source(), r.reason)
			var out strand.Builder
			out.Add(b.Slice(0, at[0]).Trim())
			if rest := b.Slice(at[1], len(b.S)).Trim(); rest.S != "" {
				if out.Len() > 0 {
					out.Add(strand.Put(" "))
				}
				out.Add(rest)
			}
			*b = b.WithText(out.Text())
		}
	}
	if b.S == "" && b.Drop == "" {
		b.Drop = "script"
	}
}

var sourcesHead = regexp.MustCompile(`(?i)^(?:sources?|references|notes|footnotes|endnotes|bibliography|external links?|related (?:news|articles|stories|links)|further reading|see also|works cited)\s?:?$`)

// references drops what follows a heading "Sources" or "Related news" in the last part of a text.
func (c *Cleaner) references(d *draft) {
	for i := len(d.blocks) / 2; i < len(d.blocks); i++ {
		b := &d.blocks[i]
		if b.Label != "" || !sourcesHead.MatchString(b.S) || b.Drop != "" && b.Drop != "teaser" {
			continue
		}
		for j := i; j < len(d.blocks); j++ {
			if x := &d.blocks[j]; x.Drop == "" && x.Kind != "note" {
				x.Drop = "related"
			}
		}
		return
	}
}

// foot drops the teasers that follow the last running text: headlines of other articles, of which a repeat or a link
// label among them gives away what they are. A related heading there takes all below it along.
func (c *Cleaner) foot(d *draft) {
	c.references(d)
	last := -1
	for i, b := range d.blocks {
		if b.Drop == "" && (strand.Prose(b.S) || b.Kind == "note" || b.Kind == "table" || b.Label != "" || b.Hard && b.Kind == "list") {
			last = i
		}
	}
	if last < 0 {
		return
	}
	tail := d.blocks[last+1:]
	seen, marks, titles := map[string]bool{}, 0, 0
	for _, b := range tail {
		switch {
		case b.Drop == "navigation" || b.Drop == "teaser" || b.Drop == "duplicate":
			marks++
		case b.Drop == "" && seen[b.S]:
			marks++
		case b.Drop == "" && strand.Headline(b.S):
			titles++
		}
		seen[b.S] = true
	}
	if marks == 0 || titles == 0 {
		return
	}
	for i := range tail {
		if b := &tail[i]; b.Drop == "" && (strand.Headline(b.S) || seen[b.S]) && b.Kind != "caption" {
			b.Drop = "teaser"
		}
	}
}
