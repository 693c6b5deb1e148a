package layout

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"

	"entente"
	"entente/internal/dossier"
	"entente/internal/prose"
)

//go:embed dossier.css
var style string

// HTML writes the dossier as one file that needs nothing beside it and prints on A4 in two columns, its notes in three.
func HTML(w io.Writer, d *dossier.Dossier) error {
	out := bufio.NewWriter(w)
	esc := html.EscapeString
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<header><h1>%s</h1><p class=\"sub\">%s</p></header>\n",
		esc(d.Title), style, esc(d.Title), esc(d.Subtitle))
	for i, s := range d.Sections {
		fmt.Fprintf(out, "<section class=\"s%d\">\n<h2>%s</h2>\n", i, esc(s.Heading))
		if s.Lead != "" {
			fmt.Fprintf(out, "<p class=\"lead\">%s</p>\n", esc(s.Lead))
		}
		fmt.Fprintln(out, "<ul>")
		for _, l := range s.Lines {
			fmt.Fprintf(out, "<li>%s</li>\n", htmlLine(&l))
		}
		if s.More > 0 {
			fmt.Fprintf(out, "<li class=\"more\">… and %d more</li>\n", s.More)
		}
		fmt.Fprintln(out, "</ul>")
		if i == 0 {
			if c := svg(d.Bars); c != "" {
				fmt.Fprintf(out, "<figure>%s<figcaption>%s</figcaption></figure>\n", c, caption)
			}
		}
		fmt.Fprintln(out, "</section>")
		if i == 0 {
			fmt.Fprintln(out, "<div class=\"body\">")
		}
	}
	if len(d.Sections) > 0 {
		fmt.Fprintln(out, "</div>")
	}
	fmt.Fprintln(out, "<section class=\"sources\">\n<h2>Sources</h2>\n<ol>")
	for _, b := range d.Sources {
		fmt.Fprintf(out, "<li>%s <code>%s</code></li>\n", citationHTML(&b), esc(b.ID))
	}
	fmt.Fprintln(out, "</ol>\n</section>\n<section class=\"notes\">\n<h2>Notes</h2>\n<ol>")
	for i, n := range d.Notes {
		fmt.Fprintf(out, "<li id=\"n%d\" title=\"%s\">%s <code>%s</code></li>\n", i+1, esc(prose.Clip(n.Quote, 2000)), esc(shortNote(d, &n, quoted(d))), esc(n.Row))
	}
	fmt.Fprintln(out, "</ol>\n</section>\n</main>\n</body>\n</html>")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write dossier: %w", err)
	}
	return nil
}

func htmlLine(l *dossier.Line) string {
	var b strings.Builder
	if l.Label != "" {
		b.WriteString("<b>" + html.EscapeString(l.Label) + "</b> ")
	}
	if l.Quote {
		b.WriteString("<q>" + html.EscapeString(bare(l.Text)) + "</q>")
	} else {
		b.WriteString(html.EscapeString(l.Text))
	}
	for i, n := range l.Notes {
		if i > 0 {
			b.WriteString("<sup>,</sup>")
		}
		fmt.Fprintf(&b, "<sup><a href=\"#n%d\">%d</a></sup>", n+1, n+1)
	}
	return b.String()
}

func citationHTML(b *entente.Brief) string {
	about, where := prose.Cite(b)
	if where == "" {
		return html.EscapeString(about)
	}
	if strings.HasPrefix(where, "http://") || strings.HasPrefix(where, "https://") {
		where = "<a href=\"" + html.EscapeString(where) + "\">" + html.EscapeString(where) + "</a>"
	} else {
		where = "<code>" + html.EscapeString(where) + "</code>"
	}
	if about == "" {
		return where
	}
	return html.EscapeString(about) + ", " + where
}
