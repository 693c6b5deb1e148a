// Package dossier turns the rows on a pair of states into a brief that somebody can carry into a meeting: the present
// state of relations, the ladder of levels, last and next events, agreements, figures, what is said, disputes, and a
// chronology. Every line carries notes that quote the passages it rests on and name their sources.
//
// A Dossier is the content; Markdown and the other writers give it a form.
package dossier

import (
	"cmp"
	"slices"
	"strings"

	"entente"
	"entente/internal/corpus"
	"entente/internal/prose"
)

// An Input is what a dossier is made of. Rows are those in which both parties take part, and the memberships of either.
type Input struct {
	A, B     string                   // actor codes; without B the dossier is on A and all its partners
	Name     func(code string) string // name of an actor for people
	Rows     []entente.Row
	Corpus   corpus.Rows // of the events among Rows and whatever else their happenings were told with
	Verdicts []entente.Verdict
	On       string // the day on which it is written, "2025-06-30"; "" takes the last day on which a document came out
	Since    string // leaves out what lies before this day, and what documents before it told already; "" for all
	all      bool   // every line, whatever the room
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
	rank  int   // what weighs more stays where there is no room for all
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
	old   map[string]bool // texts of lines that documents before Since gave already
	notes map[passage]int // what was cited → index of its note
	rows  map[string]*entente.Row
	words prose.Words
}

// Build makes the dossier of a dyad, or of one actor. It is a function of its input alone.
func Build(in Input) Dossier {
	if in.Since == "" {
		return build(in, nil)
	}
	before := in
	before.Since, before.Rows, before.Verdicts = "", nil, nil
	for _, r := range in.Rows {
		if p := r.Document.Published; p != nil && p.End != "" && p.End < in.Since {
			before.Rows = append(before.Rows, r)
		}
	}
	before.all = true
	old := map[string]bool{}
	for _, s := range build(before, nil).Sections {
		for _, l := range s.Lines {
			old[s.Heading+l.Text] = true
		}
	}
	return build(in, old)
}

// build makes a dossier. Where old is given, all sections but the first keep only what is new: lines whose text is not among
// the old ones and that belong to a day since in.Since.
func build(in Input, old map[string]bool) Dossier {
	b := &builder{Input: in, notes: map[passage]int{}, rows: map[string]*entente.Row{}, words: prose.New(in.Name), old: old}
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
	b.d.Subtitle = b.subtitle(acts)
	b.d.Bars = bars(acts)
	levels, agreements, figures := b.ladder(acts), b.agreements(acts), b.figures()
	past, next := b.last(acts), b.next(acts)
	b.section("In brief", "", b.brief(acts, levels, next, figures), 0)
	b.section("State of relations", "“By” gives the day of the first document that says so, where none says since when.", lines(levels), 8)
	if b.B == "" {
		b.section("Memberships", "", b.memberships(), 12)
	} else {
		b.section("In common", "Organisations in which both have a place.", b.shared(), 6)
	}
	b.section("Last", "", past, 0)
	b.section("Ahead", "Planned, possible or promised; then what fell due.", next, 5)
	b.section("Agreements", "", agreements, 8)
	b.section("Figures", "As claimed, with who claims it; amounts of the same thing stand together.", figures, 10)
	b.section("What they say", "", b.said(), 0)
	b.section("Disputes and doubts", "Conflict in words or deeds, denials, and accounts that do not agree.", b.disputes(acts), 6)
	b.section("Chronology", "", b.chronology(acts), chronicle)
	if !b.all {
		b.lighten()
	}
	b.number()
	b.sources()
	return b.d
}

// mostNotes is how many notes two pages have room for.
const mostNotes = 52

// lighten takes notes from lines that have more than others need, then lines of the chronology that weigh least, until there is
// room for the notes.
func (b *builder) lighten() {
	for _, most := range []int{2, 1} {
		for i := range b.d.Sections {
			s := &b.d.Sections[i]
			for k := range s.Lines {
				l := &s.Lines[k]
				if b.cited() <= mostNotes {
					return
				}
				if len(l.Notes) > most && (most > 1 || s.Heading == "Chronology" || s.Heading == "Agreements") && !strings.Contains(l.Label, ": ") {
					l.Notes = l.Notes[:most]
				}
			}
		}
	}
	for i := range b.d.Sections {
		for s := &b.d.Sections[i]; s.Heading == "Chronology" && len(s.Lines) > 8 && b.cited() > mostNotes; s.More++ {
			least := 0
			for k := range s.Lines {
				if s.Lines[k].rank < s.Lines[least].rank {
					least = k
				}
			}
			s.Lines = slices.Delete(s.Lines, least, least+1)
		}
	}
}

// cited counts the notes that lines use.
func (b *builder) cited() int {
	used := map[int]bool{}
	for _, s := range b.d.Sections {
		for _, l := range s.Lines {
			for _, n := range l.Notes {
				used[n] = true
			}
		}
	}
	return len(used)
}

// chronicle is how many lines the chronology has.
const chronicle = 20

// section keeps a section that has lines: all, or the most of them that weigh most, of equal ones the latest, in their order.
func (b *builder) section(heading, lead string, lines []Line, most int) {
	if b.old != nil && heading != "In brief" {
		lines = slices.DeleteFunc(lines, func(l Line) bool { return b.old[heading+l.Text] || dayOf(l.Label) < b.Since })
	}
	if len(lines) == 0 {
		return
	}
	s := Section{Heading: heading, Lead: lead, Lines: lines}
	if most > 0 && len(lines) > most && !b.all {
		order := make([]int, len(lines))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(x, y int) int {
			return cmp.Or(cmp.Compare(lines[y].rank, lines[x].rank), cmp.Compare(dayOf(lines[y].Label), dayOf(lines[x].Label)))
		})
		order = order[:most]
		slices.Sort(order)
		s.Lines, s.More = make([]Line, most), len(lines)-most
		for i, k := range order {
			s.Lines[i] = lines[k]
		}
	}
	b.d.Sections = append(b.d.Sections, s)
}
