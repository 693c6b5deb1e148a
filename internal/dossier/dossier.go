// Package dossier turns the rows on a pair of states into a brief that somebody can carry into a meeting: the present
// state of relations, the ladder of levels, last and next events, agreements, figures, what is said, disputes, and a
// chronology. Every line carries notes that quote the passages it rests on and name their sources.
//
// A Dossier is the content; Markdown and the other writers give it a form.
package dossier

import (
	"entente"
	"entente/internal/corpus"
)

// An Input is what a dossier is made of. Rows are those in which both parties take part, and the memberships of either.
type Input struct {
	A, B     string                   // actor codes; without B the dossier is on A and all its partners
	Name     func(code string) string // name of an actor for people
	Rows     []entente.Row
	Corpus   corpus.Rows // of the events among Rows and whatever else their happenings were told with
	Verdicts []entente.Verdict
	On       string // the day on which it is written, "2025-06-30"; "" takes the last day on which a document came out
	Since    string // leaves out what lies before this day; "" for all
}

// A Dossier is a brief: sections of lines with notes.
type Dossier struct {
	Title    string
	Subtitle string
	Sections []Section
	Notes    []Note          // numbered from 1 in the order of their first use
	Sources  []entente.Brief // that the notes cite, by date
	Bars     []Bar           // acts by year
}

// A Section is a heading with lines.
type Section struct {
	Heading string
	Lead    string // a sentence on how to read it; "" for none
	Lines   []Line
	More    int // lines left out for want of room
}

// A Line is one statement of the dossier.
type Line struct {
	Label string // what stands first: a date, a name
	Text  string
	Quote bool  // Text is the words of somebody
	Notes []int // indexes in Dossier.Notes
}

// A Note quotes a passage and names its source.
type Note struct {
	Row    string // id of the row
	Quote  string
	Source entente.Brief
	Said   string       // who is answerable for it, where that is not the author
	Span   entente.Span // of the passage in the document's text
}

// builder makes a dossier out of an input.
type builder struct {
	Input
	d     Dossier
	notes map[string]int // row id → index of its note
	rows  map[string]*entente.Row
	forms map[string]form // by kind of event
}

// Build makes the dossier of a dyad, or of one actor. It is a function of its input alone.
func Build(in Input) Dossier {
	b := &builder{Input: in, notes: map[string]int{}, rows: map[string]*entente.Row{}, forms: loadForms()}
	for i := range b.Rows {
		b.rows[b.Rows[i].ID()] = &b.Rows[i]
	}
	if b.On == "" {
		b.On = b.lastDay()
	}
	acts := b.acts()
	if b.d.Title = b.Name(b.A); b.B != "" {
		b.d.Title += " and " + b.Name(b.B)
	}
	b.d.Subtitle = b.subtitle()
	b.d.Bars = bars(acts)
	levels, agreements, figures := b.ladder(acts), b.agreements(acts), b.figures()
	past, next := b.last(acts), b.next(acts)
	b.section("In brief", "", b.brief(acts, levels, next, figures), 0)
	b.section("State of relations", "", lines(levels), 14)
	if b.B == "" {
		b.section("Memberships", "", b.memberships(), 20)
	} else {
		b.section("In common", "Organisations in which both have a place.", b.shared(), 12)
	}
	b.section("Last", "", past, 0)
	b.section("Ahead", "Planned, possible or promised; then what fell due.", next, 6)
	b.section("Agreements", "", agreements, 14)
	b.section("Figures", "As claimed, with who claims it; amounts of the same thing stand together.", figures, 14)
	b.section("What they say", "", b.said(), 0)
	b.section("Disputes and doubts", "Conflict in words or deeds, denials, and accounts that do not agree.", b.disputes(acts), 10)
	b.section("Chronology", "", b.chronology(acts), 40)
	b.number()
	b.sources()
	return b.d
}

// section keeps a section that has lines, the first most of them; most 0 keeps all.
func (b *builder) section(heading, lead string, lines []Line, most int) {
	if len(lines) == 0 {
		return
	}
	s := Section{Heading: heading, Lead: lead, Lines: lines}
	if most > 0 && len(lines) > most {
		s.Lines, s.More = lines[:most], len(lines)-most
	}
	b.d.Sections = append(b.d.Sections, s)
}
