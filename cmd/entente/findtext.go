package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"entente"
	"entente/internal/clean/pubdate"
)

// A finding is a stretch of a text with what was read from it and why.
type finding struct {
	span      entente.Span
	what, why string
}

// findText shows what is found in a text given on the command line: the text with the findings marked, then each with its
// reason.
func (a *app) findText(ctx context.Context, part, text, date string) error {
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	d := entente.Document{ID: entente.ID("d", text), Text: strings.ToValidUTF8(text, "\uFFFD")}
	if date != "" {
		f, ok := pubdate.New().First(date)
		if !ok {
			return usage("--date is a day as in 2022-06-21, not %q", date)
		}
		d.Published = f.Date("input")
	}
	x, err := p.Upto(ctx, d, part)
	if err != nil {
		return err
	}
	found := findings(x, part)
	if len(found) == 0 {
		_, err = fmt.Fprintf(a.stdout, "no %s found\n", part)
		return err
	}
	if _, err = fmt.Fprintf(a.stdout, "%s\n\n", marked(d.Text, found, terminal(a.stdout))); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return a.listFindings(d.Text, found)
}

// findFile shows what is found in a file of plain text.
func (a *app) findFile(ctx context.Context, part string, r io.Reader, date string) error {
	b, err := io.ReadAll(r)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	return a.findText(ctx, part, strings.TrimSpace(string(b)), date)
}

// plainText reports whether a file holds a text rather than JSON Lines, by what it begins with and what it is called. A web
// page or another format that has to be cleaned first is an error that says how.
func plainText(name string, r *bufio.Reader) (bool, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".jsonl", ".ndjson", ".json":
		return false, nil
	}
	head, err := r.Peek(512)
	if err != nil && !errors.Is(err, io.EOF) {
		return false, fmt.Errorf("read %s: %w", name, err)
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	switch {
	case len(head) == 0 || head[0] == '{':
		return false, nil
	case head[0] == '<' || bytes.IndexByte(head, 0) >= 0 || bytes.HasPrefix(head, []byte("%PDF")):
		return false, usage("%s is no text and no JSON Lines; entente clean %s prints the text that would be read from it", name, name)
	}
	return true, nil
}

// listFindings prints a line a finding: the words, what they are, the reason.
func (a *app) listFindings(text string, found []finding) error {
	words, what := 0, 0
	for _, f := range found {
		words = max(words, runewidth.StringWidth(fit(f.span.In(text), 32)))
		what = max(what, runewidth.StringWidth(fit(f.what, 48)))
	}
	for _, f := range found {
		line := runewidth.FillRight(fit(f.span.In(text), 32), words) + "  " + runewidth.FillRight(fit(f.what, 48), what) + "  " + f.why
		if _, err := fmt.Fprintln(a.stdout, strings.TrimRight(line, " ")); err != nil {
			return fmt.Errorf("write: %w", err)
		}
	}
	return nil
}

// findings are what a part found, in the order of the text.
func findings(x *entente.Analysis, part string) []finding {
	var out []finding
	switch part {
	case "actors":
		for i := range x.Mentions {
			if m := &x.Mentions[i]; m.Start != nil {
				out = append(out, finding{m.Span(), mentioned(m), reason(x, m)})
			}
		}
	case "places":
		for _, p := range x.Places {
			if p.Span != nil {
				out = append(out, finding{*p.Span, placed(p), cmp.Or(p.As, "place") + ", " + p.Class})
			}
		}
	case "dates":
		for _, d := range x.Dates {
			if d.Span != nil {
				out = append(out, finding{*d.Span, dated(d), whyDated(d)})
			}
		}
	default:
		out = rowFindings(x, part)
	}
	slices.SortStableFunc(out, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), cmp.Compare(b.span.End, a.span.End))
	})
	return out
}

func rowFindings(x *entente.Analysis, part string) []finding {
	var out []finding
	rows := entente.Rows(x)
	for i := range rows {
		r := &rows[i]
		switch {
		case part == "events" && r.Event != nil && len(r.Event.Trigger) > 0:
			what := strings.Join(slices.DeleteFunc([]string{r.Event.Kind, arrow(r), edtf(r.Event.Date)}, func(s string) bool { return s == "" }), ", ")
			out = append(out, finding{r.Event.Trigger[0], what, strings.Join([]string{r.Event.Status, r.Event.Type, "rule " + r.Event.Rule}, ", ")})
		case part == "statements" && r.Statement != nil:
			for _, s := range r.Statement.Content {
				why := r.Statement.Mode
				if r.Statement.Cue != nil {
					why += ", " + r.Statement.Cue.In(x.Document.Text)
				}
				out = append(out, finding{s, cmp.Or(named(r, r.Statement.Speaker), "the author"), why})
			}
		case part == "figures" && r.Figure != nil:
			f := r.Figure
			what := strings.Join(slices.DeleteFunc([]string{strings.TrimPrefix(f.Op, "=") + cmp.Or(f.Value, f.Low+"–"+f.High), f.Unit, f.Measure}, func(s string) bool { return s == "" }), " ")
			out = append(out, finding{f.Span, what, strings.Join(append([]string{f.Form, f.Modality}, f.Flags...), ", ")})
		}
	}
	return out
}

func mentioned(m *entente.Mention) string {
	s := cmp.Or(m.Actor, m.Name, "unknown")
	if m.Of != "" {
		s += " of " + m.Of
	}
	if m.Role != "" {
		s += ", " + m.Role
	}
	return s
}

func reason(x *entente.Analysis, m *entente.Mention) string {
	why := strings.Join(append([]string{m.Kind, m.Via}, m.Sectors...), ", ")
	if i := slices.IndexFunc(x.Mentions, func(o entente.Mention) bool { return o.ID == m.SameAs }); i >= 0 && x.Mentions[i].Start != nil && m.SameAs != m.ID {
		why += fmt.Sprintf(", as “%s”", x.Mentions[i].Span().In(x.Document.Text))
	}
	return why
}

func placed(p entente.Place) string {
	s := p.Name
	if p.Country != "" && p.As != "state" {
		s += ", " + p.Country
	}
	if p.Lat != 0 || p.Lon != 0 {
		s += fmt.Sprintf(" (%.2f, %.2f)", p.Lat, p.Lon)
	}
	return s
}

func dated(d entente.Date) string {
	if d.EDTF == "" {
		return d.Value
	}
	s := d.EDTF
	if d.Time != "" {
		s += " " + d.Time
	}
	return s
}

func whyDated(d entente.Date) string {
	return strings.Join(slices.DeleteFunc([]string{d.Basis, d.Precision, d.Use}, func(s string) bool { return s == "" || s == "date" }), ", ")
}

// marked is a text with its findings in colour, or in brackets where colours cannot be shown. What lies inside another
// finding is not marked apart.
func marked(text string, found []finding, colour bool) string {
	open, end := "[", "]"
	if colour {
		open, end = "\x1b[1;36m", "\x1b[0m"
	}
	var b strings.Builder
	at := 0
	for _, f := range found {
		if f.span.Start < at {
			continue
		}
		b.WriteString(text[at:f.span.Start] + open + f.span.In(text) + end)
		at = f.span.End
	}
	return b.String() + text[at:]
}

// isText tells a text on the command line from the name of a file: it holds a space, and there is no file of that name.
func isText(s string) bool {
	if !strings.Contains(s, " ") {
		return false
	}
	_, err := os.Stat(s)
	return err != nil
}
