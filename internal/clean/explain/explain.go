// Package explain shows what became of a source: what stays of it in which part, what goes and why.
package explain

import (
	"cmp"
	"fmt"
	"html"
	"io"
	"sort"
	"strings"

	"entente"
)

// A strip is a stretch of the source in its order, with what became of it.
type strip struct {
	at     int
	source string
	text   string // "" where it was dropped
	what   string // the kind of the part, or the reason
	label  string
}

// strips lays parts and drops of a document out in the order of its source. Scripts are left out.
func strips(d *entente.Document) []strip {
	var out []strip
	for _, p := range d.Parts {
		s := d.ToSource(p.Span)
		out = append(out, strip{s.Start, s.In(d.Decoded), p.Span.In(d.Text), p.Kind, p.Label})
	}
	for _, x := range d.Dropped {
		if s := x.Span.In(d.Decoded); x.Reason != "script" && strings.TrimSpace(s) != "" {
			out = append(out, strip{at: x.Start, source: s, what: x.Reason})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].at < out[j].at })
	return out
}

// Head is what was learned of a document beside its text, a line a field.
func Head(d *entente.Document) string {
	var b strings.Builder
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%-11s %s\n", name, value)
		}
	}
	field("source", d.Source)
	field("title", d.Title)
	field("authors", strings.Join(d.Authors, "; "))
	field("speaker", d.SpeakerName)
	field("publisher", d.Publisher)
	field("republisher", d.Republisher)
	if d.Published != nil {
		field("published", strings.TrimSpace(d.Published.EDTF+" "+d.Published.Time)+" ("+d.Published.Basis+")")
	}
	field("language", d.Language)
	field("genre", d.Genre)
	return b.String()
}

// Text shows on a terminal what stays of a document and what goes, in the order of the source: a line a part with its
// kind and, in brackets, who speaks; a line a stretch left out, with a minus and its reason. colour adds ANSI colours.
func Text(w io.Writer, d *entente.Document, colour bool) error {
	paint := func(code, s string) string {
		if !colour {
			return s
		}
		return "\x1b[" + code + "m" + s + "\x1b[0m"
	}
	if _, err := io.WriteString(w, Head(d)+"\n"); err != nil {
		return err
	}
	for _, x := range strips(d) {
		line := ""
		if x.text == "" {
			line = paint("31", fmt.Sprintf("- %-14s %s", x.what, OneLine(x.source, 400)))
		} else {
			label := ""
			if x.label != "" {
				label = paint("36", "["+x.label+"] ")
			}
			line = paint("32", fmt.Sprintf("  %-14s ", x.what)) + label + OneLine(x.text, 0)
		}
		if _, err := io.WriteString(w, line+"\n"); err != nil {
			return err
		}
	}
	return nil
}

// OneLine is a text on one line, free of control characters, cut after n characters (0: whole).
func OneLine(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r < 0xA0 {
			return ' '
		}
		return r
	}, strings.Join(strings.Fields(s), " "))
	if r := []rune(s); n > 0 && len(r) > n {
		s = string(r[:n]) + "…"
	}
	return s
}

const sideStyle = `body{font:15px/1.45 system-ui,sans-serif;margin:1.5rem;color:#1a1a1a;background:#fff}table{border-collapse:collapse;width:100%;table-layout:fixed}
td,th{vertical-align:top;text-align:left;padding:.3rem .6rem;border-top:1px solid #ddd;overflow-wrap:anywhere}col.k{width:9rem}.gone{background:#fdecea;color:#7a1f16}
.gone s{text-decoration-color:#c9665c}small{color:#555}pre{white-space:pre-wrap}`

// HTML writes the same side by side: the source on the left, the text on the right. Everything from the source is
// escaped.
func HTML(w io.Writer, docs []entente.Document) error {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>What stays and what goes</title><style>" + sideStyle + "</style>\n")
	for i := range docs {
		d := &docs[i]
		fmt.Fprintf(&b, "<h1>%s</h1><pre>%s</pre><table><colgroup><col class=\"k\"><col><col></colgroup><tr><th>part<th>source<th>text</tr>\n", html.EscapeString(cmp.Or(d.Title, d.Source)), html.EscapeString(Head(d)))
		for _, x := range strips(d) {
			source := html.EscapeString(OneLine(x.source, 2000))
			if x.text == "" {
				fmt.Fprintf(&b, "<tr class=\"gone\"><td>%s<td><s>%s</s><td></tr>\n", x.what, source)
				continue
			}
			label := ""
			if x.label != "" {
				label = "<small>" + html.EscapeString(x.label) + "</small> "
			}
			fmt.Fprintf(&b, "<tr><td>%s<td>%s<td>%s%s</tr>\n", x.what, source, label, html.EscapeString(x.text))
		}
		b.WriteString("</table>\n")
	}
	b.WriteString("</html>\n")
	_, err := io.WriteString(w, b.String())
	return err
}
