package layout

import (
	"cmp"
	"fmt"
	"strings"

	"entente/internal/dossier"
	"entente/internal/prose"
)

// bare takes away the quotation marks around a text that stands in marks of its own.
func bare(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.Trim(s, "\"“”")
}

// shortNote is a note for paper: the beginning of the quotation, so many bytes of it, who says it, and the source by publisher or title, day and its
// number in the list of sources.
func shortNote(d *dossier.Dossier, n *dossier.Note, quoted int) string {
	s := "“" + bare(prose.Clip(n.Quote, quoted)) + "” — "
	if n.Said != "" {
		s += n.Said + ", in: "
	}
	name := n.Source.Publisher
	if name == "" && n.Source.Title != "" {
		name = "“" + prose.Clip(n.Source.Title, 48) + "”"
	}
	s += cmp.Or(name, n.Source.Source)
	if day := prose.Date(n.Source.Published); day != "" {
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
func quoted(d *dossier.Dossier) int {
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
