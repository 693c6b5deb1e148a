package dossier

import (
	"cmp"
	"fmt"
	"slices"

	"entente"
)

// An act is a happening of the dyad with the rows that tell it, best first, and what it is linked to.
type act struct {
	entente.Happening
	rows    []*entente.Row
	outcome *act // of a plan
	denied  []*act
}

// acts are the happenings in which both take part, by date.
func (b *builder) acts() []*act {
	byID := map[string]*act{}
	var out []*act
	for _, h := range b.Corpus.Happenings {
		a := &act{Happening: h}
		for _, id := range h.Events {
			if r := b.rows[id]; r != nil {
				a.rows = append(a.rows, r)
			}
		}
		if len(a.rows) == 0 || b.Since != "" && (h.Date == nil || h.Date.End < b.Since) {
			continue
		}
		slices.SortFunc(a.rows, func(x, y *entente.Row) int {
			return cmp.Or(cmp.Compare(y.Event.Confidence, x.Event.Confidence), cmp.Compare(published(x), published(y)), cmp.Compare(x.ID(), y.ID()))
		})
		byID[h.ID] = a
		out = append(out, a)
	}
	for _, l := range b.Corpus.Links {
		from, to := byID[l.From], byID[l.To]
		switch {
		case from == nil || to == nil:
		case l.Kind == "outcome":
			from.outcome = to
		case l.Kind == "denial":
			from.denied = append(from.denied, to)
		}
	}
	slices.SortFunc(out, func(x, y *act) int {
		return cmp.Or(cmp.Compare(start(x.Date), start(y.Date)), cmp.Compare(end(x.Date), end(y.Date)), cmp.Compare(x.ID, y.ID))
	})
	return out
}

func published(r *entente.Row) string { return start(r.Document.Published) }

func start(d *entente.Date) string {
	if d == nil {
		return "~" // after all that is dated
	}
	return cmp.Or(d.Start, d.End, "~")
}

func end(d *entente.Date) string {
	if d == nil {
		return "~"
	}
	return cmp.Or(d.End, "~")
}

func (b *builder) lastDay() string {
	day := ""
	for i := range b.Rows {
		if p := b.Rows[i].Document.Published; p != nil {
			day = max(day, p.End)
		}
	}
	return day
}

// happened reports whether an act took place or goes on.
func (a *act) happened() bool { return a.Status == "happened" || a.Status == "ongoing" }

// line is an act as a line with notes.
func (b *builder) line(a *act, text string) Line {
	l := Line{Label: date(a.Date), Text: text}
	if n := len(a.Stories); n > 1 {
		l.Text += fmt.Sprintf(" (%d independent sources)", n)
	}
	told := map[string]bool{}
	for _, r := range a.rows {
		if len(l.Notes) < 3 && !told[r.Document.ID] {
			told[r.Document.ID] = true
			l.Notes = append(l.Notes, b.note(r))
		}
	}
	return l
}

// note numbers the passage of a row.
func (b *builder) note(r *entente.Row) int {
	if i, ok := b.notes[r.ID()]; ok {
		return i
	}
	n := Note{Row: r.ID(), Quote: r.Quote, Source: r.Document, Span: r.Passage}
	if id := r.Speaker(); id != "" {
		n.Said = b.speaker(r.Party(id))
	}
	b.d.Notes = append(b.d.Notes, n)
	b.notes[r.ID()] = len(b.d.Notes) - 1
	return len(b.d.Notes) - 1
}

// number puts the notes in the order in which the sections use them, and drops those that no line uses.
func (b *builder) number() {
	at := map[int]int{}
	var notes []Note
	for _, s := range b.d.Sections {
		for _, l := range s.Lines {
			for k, n := range l.Notes {
				if _, ok := at[n]; !ok {
					at[n] = len(notes)
					notes = append(notes, b.d.Notes[n])
				}
				l.Notes[k] = at[n]
			}
		}
	}
	b.d.Notes = notes
}

func (b *builder) sources() {
	seen := map[string]bool{}
	for _, n := range b.d.Notes {
		if !seen[n.Source.ID] {
			seen[n.Source.ID] = true
			b.d.Sources = append(b.d.Sources, n.Source)
		}
	}
	slices.SortFunc(b.d.Sources, func(x, y entente.Brief) int {
		return cmp.Or(cmp.Compare(start(x.Published), start(y.Published)), cmp.Compare(x.ID, y.ID))
	})
}
