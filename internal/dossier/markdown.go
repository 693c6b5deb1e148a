package dossier

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strings"

	"entente"
)

// Markdown writes the dossier with footnotes in the form that GitHub, Pandoc and Goldmark read.
func (d *Dossier) Markdown(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n\n*%s*\n", escape(d.Title), escape(d.Subtitle))
	for _, s := range d.Sections {
		fmt.Fprintf(out, "\n## %s\n\n", escape(s.Heading))
		if s.Lead != "" {
			fmt.Fprintf(out, "*%s*\n\n", escape(s.Lead))
		}
		for _, l := range s.Lines {
			fmt.Fprintf(out, "- %s\n", l.markdown())
		}
		if s.More > 0 {
			fmt.Fprintf(out, "- … and %d more\n", s.More)
		}
	}
	fmt.Fprint(out, "\n## Sources\n\n")
	for _, b := range d.Sources {
		fmt.Fprintf(out, "- %s (`%s`)\n", citation(&b), b.ID)
	}
	fmt.Fprintln(out)
	for i, n := range d.Notes {
		fmt.Fprintf(out, "[^%d]: %s\n", i+1, n.markdown())
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

func (l Line) markdown() string {
	var b strings.Builder
	if l.Label != "" {
		b.WriteString("**" + escape(l.Label) + "** ")
	}
	if l.Quote {
		b.WriteString("“" + escape(bare(l.Text)) + "”")
	} else {
		b.WriteString(escape(l.Text))
	}
	for _, n := range l.Notes {
		fmt.Fprintf(&b, "[^%d]", n+1)
	}
	return b.String()
}

func (n Note) markdown() string {
	s := "“" + escape(bare(clip(n.Quote, noteLength))) + "” — "
	if n.Said != "" {
		s += escape(n.Said) + ", in: "
	}
	return s + citation(&n.Source) + " (`" + n.Row + "`)"
}

// noteLength is the length of the quotation in a note, in bytes.
const noteLength = 320

// bare takes away the quotation marks around a text that stands in marks of its own.
func bare(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Trim(s, "\"“”")
}

var escaper = strings.NewReplacer("*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", "`", "\\`")

func escape(s string) string { return escaper.Replace(s) }

// Citation names a document in one line: authors, title, publisher, date, and its address or path.
func Citation(b *entente.Brief) string {
	about, where := cite(b)
	if about == "" || where == "" {
		return about + where
	}
	return about + ", " + where
}

// cite gives what is known of a document and where it was found: its address, or, of a document that nothing names, the path that
// it was read from.
func cite(b *entente.Brief) (about, where string) {
	var parts []string
	title := b.Title
	if title != "" {
		title = "“" + title + "”"
	}
	for _, s := range []string{strings.Join(b.Authors, ", "), title, b.Publisher, date(b.Published)} {
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

// citation is the document as Markdown.
func citation(b *entente.Brief) string {
	about, where := cite(b)
	switch {
	case where == "":
		return escape(about)
	case strings.Contains(where, "://"):
		where = "<" + where + ">"
	default:
		where = "`" + where + "`"
	}
	if about == "" {
		return where
	}
	return escape(about) + ", " + where
}

// shortNote is a note for paper: the beginning of the quotation, so many bytes of it, who says it, and the source by publisher or title, day and its
// number in the list of sources.
func (d *Dossier) shortNote(n Note, quoted int) string {
	s := "“" + bare(clip(n.Quote, quoted)) + "” — "
	if n.Said != "" {
		s += n.Said + ", in: "
	}
	name := n.Source.Publisher
	if name == "" && n.Source.Title != "" {
		name = "“" + clip(n.Source.Title, 48) + "”"
	}
	s += cmp.Or(name, n.Source.Source)
	if day := date(n.Source.Published); day != "" {
		s += ", " + day
	}
	for i, b := range d.Sources {
		if b.ID == n.Source.ID {
			s += fmt.Sprintf(" [%d]", i+1)
		}
	}
	return s
}

// quoted is the length of the quotation in a note on paper, in bytes: less where there are many, to stay on two pages.
func (d *Dossier) quoted() int {
	switch n := len(d.Notes) + len(d.Sources); {
	case n > 80:
		return 85
	case n > 60:
		return 110
	case n > 40:
		return 140
	}
	return 170
}
