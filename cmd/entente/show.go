package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"
	"github.com/spf13/cobra"

	"entente"
	"entente/internal/prose"
)

func (a *app) showCommand() *cobra.Command {
	var around int
	c := &cobra.Command{
		Use:   "show ID",
		Short: "the passage behind a row, in its context; the text of a document",
		Long: `show prints what a row says and the passage it was read from, marked with » and « in its context. An id may be
shortened as long as it stays the only one. For a document (d:…) it prints the text.`,
		Example: "  entente show e:4d1f8a02",
		Args:    exactly("an ID (e:… s:… f:… t:… d:…)"),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.open(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if strings.HasPrefix(args[0], "d:") {
				x, err := s.Document(c.Context(), args[0])
				if err != nil {
					return err
				}
				return a.showDocument(x)
			}
			r, err := s.Row(c.Context(), args[0])
			if errors.Is(err, entente.ErrNotFound) {
				return fmt.Errorf("%w; entente events, statements, figures, ties and documents print ids", err)
			}
			if err != nil {
				return err
			}
			x, err := s.Document(c.Context(), r.Document.ID)
			if err != nil {
				return err
			}
			return a.showRow(&r, x, around)
		},
	}
	c.Flags().IntVar(&around, "around", 2, "sentences of context on each side")
	return c
}

var columnsOf = map[string][]column[*entente.Row]{"event": eventColumns, "statement": statementColumns, "figure": figureColumns, "tie": tieColumns}

func (a *app) showRow(r *entente.Row, x *entente.Analysis, around int) error {
	for _, c := range fields(columnsOf[r.Sort()]) {
		if v := c.get(r); !v.empty() && c.name != "quote" {
			fmt.Fprintf(a.stdout, "%-15s %s\n", c.name, v)
		}
	}
	text := x.Document.Text
	from, to := surroundings(x, r.Passage, around)
	passage := text[from:r.Passage.Start] + "»" + r.Passage.In(text) + "«" + text[r.Passage.End:to]
	if from > 0 {
		passage = "… " + passage
	}
	if to < len(text) {
		passage += " …"
	}
	_, err := fmt.Fprintf(a.stdout, "\n%s\n\n— %s\n", wrap(passage, min(width(a.stdout), 100)), prose.Citation(&r.Document))
	return err
}

// surroundings widens a span by whole sentences.
func surroundings(x *entente.Analysis, s entente.Span, around int) (from, to int) {
	from, to = s.Start, s.End
	first, last := x.SentenceAt(s.Start), x.SentenceAt(max(s.Start, s.End-1))
	if first < 0 || last < 0 {
		return from, to
	}
	first, last = max(0, first-around), min(len(x.Sentences)-1, last+around)
	return min(from, x.Sentences[first].Start), max(to, x.Sentences[last].End)
}

func (a *app) showDocument(x *entente.Analysis) error {
	b := entente.BriefOf(x)
	for _, c := range fields(documentColumns) {
		if v := c.get(&b); !v.empty() {
			fmt.Fprintf(a.stdout, "%-15s %s\n", c.name, v)
		}
	}
	_, err := fmt.Fprintf(a.stdout, "\n%s\n", wrap(x.Document.Text, min(width(a.stdout), 100)))
	return err
}

// wrap breaks the lines of a text at a width.
func wrap(s string, wide int) string {
	var out strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		at := 0
		for _, word := range strings.Fields(line) {
			w := runewidth.StringWidth(word)
			switch {
			case at > 0 && at+1+w > wide:
				out.WriteByte('\n')
				at = 0
			case at > 0:
				out.WriteByte(' ')
				at++
			}
			out.WriteString(word)
			at += w
		}
	}
	return out.String()
}
