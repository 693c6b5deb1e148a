// Package layout gives a dossier its form: Markdown with footnotes, and HTML, DOCX and PDF that print on two pages, with a chart of the
// acts by year. What is in a dossier is settled before; the same dossier gives the same bytes.
package layout

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"entente"
	"entente/internal/dossier"
	"entente/internal/prose"
)

// Markdown writes the dossier with footnotes in the form that GitHub, Pandoc and Goldmark read.
func Markdown(w io.Writer, d *dossier.Dossier) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# %s\n\n*%s*\n", escape(d.Title), escape(d.Subtitle))
	for _, s := range d.Sections {
		fmt.Fprintf(out, "\n## %s\n\n", escape(s.Heading))
		if s.Lead != "" {
			fmt.Fprintf(out, "*%s*\n\n", escape(s.Lead))
		}
		for _, l := range s.Lines {
			fmt.Fprintf(out, "- %s\n", markdownLine(&l))
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
		fmt.Fprintf(out, "[^%d]: %s\n", i+1, markdownNote(&n))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

func markdownLine(l *dossier.Line) string {
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

func markdownNote(n *dossier.Note) string {
	s := "“" + escape(bare(prose.Clip(n.Quote, noteLength))) + "” — "
	if n.Said != "" {
		s += escape(n.Said) + ", in: "
	}
	return s + citation(&n.Source) + " (`" + n.Row + "`)"
}

// noteLength is the length of the quotation in a note, in bytes.
const noteLength = 320

var escaper = strings.NewReplacer("*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", "`", "\\`")

func escape(s string) string { return escaper.Replace(s) }

// citation is the document as Markdown.
func citation(b *entente.Brief) string {
	about, where := prose.Cite(b)
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
