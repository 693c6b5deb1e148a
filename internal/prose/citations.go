package prose

import (
	"cmp"
	"strings"

	"entente"
)

// Citation names a document in one line: authors, title, publisher, date, and its address or path.
func Citation(b *entente.Brief) string {
	about, where := Cite(b)
	if about == "" || where == "" {
		return about + where
	}
	return about + ", " + where
}

// Cite gives what is known of a document and where it was found: its address, or, of a document that nothing names, the path that
// it was read from.
func Cite(b *entente.Brief) (about, where string) {
	var parts []string
	title := b.Title
	if title != "" {
		title = "“" + title + "”"
	}
	for _, s := range []string{strings.Join(b.Authors, ", "), title, b.Publisher, Date(b.Published)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	about = strings.Join(parts, ", ")
	if b.URL == "" && b.Title == "" && b.Publisher == "" || strings.Contains(b.Source, "://") {
		return about, cmp.Or(b.URL, b.Source)
	}
	return about, b.URL
}

// Clip shortens a quotation at a word.
func Clip(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) <= most {
		return s
	}
	if at := strings.LastIndexByte(s[:most], ' '); at > 0 {
		most = at
	}
	return strings.TrimRight(s[:most], " ,;:") + " …"
}
