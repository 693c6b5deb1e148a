package main

import (
	"context"
	"fmt"
	"strings"

	"entente"
)

// A prospect is a document that reading would give.
type prospect struct {
	source, says string
	d            *entente.Document
}

var prospectColumns = []column[*prospect]{
	{"source", 30, func(p *prospect) cell { return text(p.source) }, nil},
	{"published", 11, func(p *prospect) cell { return text(edtf(p.d.Published)) }, func(p *prospect) string { return shortDate(p.d.Published) }},
	{"language", 8, func(p *prospect) cell { return text(p.d.Language) }, nil},
	{"genre", 10, func(p *prospect) cell { return text(p.d.Genre) }, nil},
	{"words", 6, func(p *prospect) cell { return number(len(strings.Fields(p.d.Text))) }, nil},
	{"title", flexible, func(p *prospect) cell { return text(first(p.says, p.d.Title)) }, nil},
}

// dryRun lists what would be read, without reading it.
func (a *app) dryRun(ctx context.Context, paths []string, date string) error {
	p, err := a.pipeline()
	if err != nil {
		return err
	}
	var out []*prospect
	words := 0
	for page, err := range a.pages(ctx, a.reader(), paths, date) {
		if err != nil {
			out = append(out, &prospect{page.Source, "cannot be read: " + err.Error(), &entente.Document{}})
			continue
		}
		docs, failures := p.Documents(page)
		for i := range docs {
			words += len(strings.Fields(docs[i].Text))
			out = append(out, &prospect{docs[i].Source, "", &docs[i]})
		}
		for _, f := range failures {
			out = append(out, &prospect{page.Source, f.Stage + ": " + f.Error, &entente.Document{}})
		}
	}
	if err := write(a.stdout, "table", width(a.stdout), prospectColumns, out); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stdout, "%s, %s; nothing was kept\n", plural(len(out), "document"), plural(words, "word"))
	return err
}
