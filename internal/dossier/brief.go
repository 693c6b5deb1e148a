package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

func (b *builder) subtitle(acts []*act) string {
	docs := map[string]bool{}
	var from, to *entente.Date
	for i := range b.Rows {
		docs[b.Rows[i].Document.ID] = true
		p := b.Rows[i].Document.Published
		if p == nil {
			continue
		}
		if from == nil || start(p) < start(from) {
			from = p
		}
		if to == nil || end(p) > end(to) {
			to = p
		}
	}
	s := fmt.Sprintf("%d documents", len(docs))
	if len(docs) == 1 {
		s = "1 document"
	}
	if from != nil && prose.Date(from) != prose.Date(to) {
		s += fmt.Sprintf(" published %s to %s", prose.Date(from), prose.Date(to))
	} else if from != nil {
		s += " published " + prose.Date(from)
	}
	count, conflict := 0, 0
	for _, a := range acts {
		if a.happened() {
			if count++; a.conflict() {
				conflict++
			}
		}
	}
	if count > 0 {
		s += fmt.Sprintf("; %s %s, %s in conflict", things(count), b.among(), number(conflict))
	}
	if b.On != "" {
		s += "; state of " + b.On
	}
	if b.Since != "" {
		s += "; what is new since " + b.Since
	}
	return s
}

// brief is the summary: level, last, next and trade, in that order, each with the notes of its line.
func (b *builder) brief(acts []*act, levels []rung, next, figures []Line) []Line {
	var out []Line
	if len(levels) > 0 && b.B != "" {
		top := slices.MaxFunc(levels, func(x, y rung) int { return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.at, x.at)) })
		label := "Level"
		if top.rank < 2 { // no level is named: what was last done about relations
			label, top = "Relations", levels[len(levels)-1]
		}
		out = append(out, Line{Label: label, Text: top.line.Text + bracketed(top.line.Label), Notes: slices.Clone(top.line.Notes)})
	}
	if past := b.last(acts); len(past) > 0 {
		l := past[0]
		out = append(out, Line{Label: "Last", Text: l.Text + bracketed(l.Label), Notes: slices.Clone(l.Notes)})
	}
	if l, ok := b.quarrel(acts); ok {
		out = append(out, l)
	}
	for _, l := range next {
		if !strings.Contains(l.Text, " — ") {
			out = append(out, Line{Label: "Next", Text: l.Text + bracketed(l.Label), Notes: slices.Clone(l.Notes)})
			break
		}
	}
	if l, ok := b.newest(figures); ok {
		out = append(out, l)
	}
	return out
}

// quarrel is the weightiest act of conflict, where such acts are a third of all or more.
func (b *builder) quarrel(acts []*act) (out Line, found bool) {
	all, conflict := 0, 0
	var worst *act
	for _, a := range acts {
		if !a.happened() {
			continue
		}
		if all++; !a.conflict() {
			continue
		}
		conflict++
		if worst == nil || len(a.Stories) > len(worst.Stories) || len(a.Stories) == len(worst.Stories) && weight(a) > weight(worst) {
			worst = a
		}
	}
	if worst == nil || b.B == "" || conflict*3 < all || len(worst.Stories) < 2 {
		return Line{}, false
	}
	l := b.line(worst, b.phrase(worst))
	return Line{Label: "Most told conflict", Text: l.Text + bracketed(l.Label), Notes: slices.Clone(l.Notes)}, true
}

// newest is the trade figure of the latest period.
func (b *builder) newest(figures []Line) (Line, bool) {
	for i := len(figures) - 1; i >= 0; i-- {
		if l := figures[i]; l.Label == "trade" && b.B != "" && strings.Contains(l.Text, " in ") && !strings.Contains(l.Text, "-fold") && !strings.Contains(l.Text, "change") {
			return Line{Label: "Trade", Text: l.Text, Notes: slices.Clone(l.Notes)}, true
		}
	}
	return Line{}, false
}

func (b *builder) among() string {
	if b.B == "" {
		return "of " + b.Name(b.A) + " with others"
	}
	return "between the two"
}

func things(n int) string {
	if n == 1 {
		return "one deed or meeting"
	}
	return fmt.Sprintf("%d deeds and meetings", n)
}

func number(n int) string {
	if n == 0 {
		return "none of them"
	}
	return fmt.Sprintf("%d of them", n)
}

func bracketed(label string) string {
	if label == "" {
		return ""
	}
	return " (" + label + ")"
}
