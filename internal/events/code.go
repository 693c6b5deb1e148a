// Package events turns dependency trees and mentions into events: who did what to whom, of which PLOVER type and mode and
// which kind of ours, whether it happened, is going on, is planned, is supposed or denied, when and where, and who says so.
//
// The knowledge is a table of patterns (patterns/*.tsv; docs/patterns.md describes the language). A pattern names a
// trigger, a verb or a noun, and where its participants stand, in terms of deep functions: the subject of "Oslo
// recognised", "was recognised by Oslo" and "decided to recognise" is one and the same. The best pattern for a word
// makes a candidate; candidates that say the same, or that are only the content of a demand, a refusal or a threat,
// give way; what is left gets its status from the mood of its clause, and PLOVER's rules for the future are applied.
package events

import (
	"sort"

	"entente"
	"entente/internal/events/match"
	"entente/internal/trees"
)

// An Ontology scores what the patterns found.
type Ontology interface {
	// Score is PLOVER's score of a type and mode, false where it has none.
	Score(typ, mode string) (float64, bool)
	// Quad is the quad class of a type, 0 for none.
	Quad(typ string) int
	// CAMEO is the CAMEO code for a type, mode, contexts and kind where it is unambiguous, else "".
	CAMEO(typ, mode, kind string, contexts []string) string
}

// A Judge gives the probabilities of the sixteen types for the relation between two spans of a sentence; either may be nil.
type Judge interface {
	Judge(text string, s *entente.Sentence, source, target *entente.Span) map[string]float64
}

// A Coder codes events. It is safe for concurrent use.
type Coder struct {
	grammar  *trees.Grammar
	table    *Table
	ontology Ontology
	judge    Judge // nil: confidence from the patterns alone
	weights  confidences
}

// New returns a coder over a table of patterns. judge may be nil.
func New(o Ontology, t *Table, judge Judge) (*Coder, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, err
	}
	w, err := loadConfidences()
	if err != nil {
		return nil, err
	}
	return &Coder{grammar: g, table: t, ontology: o, judge: judge, weights: w}, nil
}

// Version names the state of the patterns and of the word tables that reading a tree needs.
func (c *Coder) Version() string {
	return entente.Version([]byte(c.table.Version()), []byte(c.grammar.Version()), []byte(confidenceRows))
}

// A Result is what a document tells.
type Result struct {
	Events []entente.Event
	// Mentions are towns that stand for their state in a part of an event, and bodies that no table knows; their ids go on from
	// those of the analysis.
	Mentions []entente.Mention
}

// Code finds the events of a document, in the order of the text.
func (c *Coder) Code(a *entente.Analysis) Result {
	d := c.read(a)
	var out []entente.Event
	for i := range d.found {
		out = append(out, d.event(&d.found[i], c))
	}
	number(&a.Document, out)
	return Result{out, d.towned}
}

// A candidate is a pattern that fits, with what its clause makes of it.
type candidate struct {
	*match.Candidate
	mood      trees.Mood
	typ, mode string
	kind      string
	status    string
	why       []string
	mine      bool // the actor says "I" or "we"
}

// A scan is a sentence being coded.
type scan struct{ *match.Sentence }

// A coded is a candidate that became an event, with its sentence.
type coded struct {
	*candidate
	s      *scan
	date   *entente.Date
	place  *entente.Place
	dated  string // why the date is its own
	retort bool   // the answer of the accused, in a clause on the accusation
}

// A reading is a document being coded.
type reading struct {
	*match.Document
	found  []coded
	towned []entente.Mention // towns and bodies that an event needs
}

// read codes all sentences, then dates the events in the light of one another.
func (c *Coder) read(a *entente.Analysis) *reading {
	d := &reading{Document: match.Read(a, c.grammar, c.table)}
	joint := d.Joint() != nil
	for i := range a.Sentences {
		if len(d.Present[i])+len(d.Present[max(i-1, 0)]) == 0 && !joint || len(a.Sentences[i].Tokens) == 0 {
			continue
		}
		s := &scan{d.Sentence(i)}
		for _, m := range c.sentence(s) {
			d.found = append(d.found, coded{candidate: m, s: s})
		}
	}
	d.answered()
	d.lend()
	d.when()
	d.where()
	d.struck()
	d.held()
	d.crowds()
	d.towned = d.used()
	return d
}

// used takes the towns and bodies that events need among the mentions.
func (d *reading) used() []entente.Mention {
	var out []entente.Mention
	for i := range d.found {
		for _, ps := range d.found[i].Parties() {
			out = d.Use(ps, out)
		}
	}
	return out
}

// sentence codes one sentence.
func (c *Coder) sentence(s *scan) []*candidate {
	var all []*candidate
	for _, m := range s.Candidates() {
		clause := m.Trigger
		if m.Pattern.POS == 'V' && s.Tree.Noun(m.Trigger) { // an object with a party of its own
			clause = m.Anchor
		}
		all = append(all, &candidate{Candidate: m, mood: s.Tree.Mood(clause), typ: m.Pattern.Type, mode: m.Pattern.Mode, kind: m.Pattern.Kind})
	}
	all = s.consume(all)
	s.settle(all)
	var out []*candidate
	for _, m := range s.nest(all) {
		if s.worthwhile(m) {
			out = append(out, m)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Trigger < out[j].Trigger })
	return out
}

// number gives the events their ids: the place of the trigger in the source, and an ordinal among those there.
func number(d *entente.Document, events []entente.Event) {
	seen := map[entente.Span]int{}
	for i := range events {
		at := events[i].Trigger[0]
		events[i].ID = entente.RowID("e", d, at, seen[at])
		seen[at]++
	}
}
