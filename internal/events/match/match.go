// Package match holds the patterns of the table of events against the trees of a document: for every word that may be a
// trigger the best pattern that fits, with the mentions that stand in its roles. Towns that may stand for their state and
// bodies that no table knows are taken along as mentions. Package events settles what these candidates say.
package match

import (
	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// A Document is an analysis being matched. Its mentions are a copy, behind which stand towns and bodies that a role may need.
type Document struct {
	A       *entente.Analysis
	Dates   [][]int // sentence → indexes of its dates
	Places  [][]int // sentence → indexes of its places
	Present [][]int // sentence → indexes of its mentions

	grammar *trees.Grammar
	table   *pattern.Table
	given   int                  // number of mentions that were given
	town    map[entente.Span]int // toponym → the mention that may stand for its state
	named   map[entente.Span]int // name of a body that no table knows → its mention
	locals  map[entente.Span]int // people of the one state of a sentence → their mention
	last    *Sentence            // the sentence read before
}

// Read sets the mentions, dates and places of an analysis on its sentences.
func Read(a *entente.Analysis, g *trees.Grammar, t *pattern.Table) *Document {
	n := len(a.Sentences)
	d := &Document{A: a, Present: make([][]int, n), Dates: make([][]int, n), Places: make([][]int, n), grammar: g, table: t, named: map[entente.Span]int{}, locals: map[entente.Span]int{}}
	for i := range a.Mentions {
		if s := a.Mentions[i].Sentence; s >= 0 && s < n && a.Mentions[i].Start != nil && a.Mentions[i].Kind != "place" {
			d.Present[s] = append(d.Present[s], i)
		}
	}
	for i := range a.Dates {
		if s := a.Dates[i].Sentence; s >= 0 && s < n && a.Dates[i].Span != nil {
			d.Dates[s] = append(d.Dates[s], i)
		}
	}
	for i := range a.Places {
		if s := a.Places[i].Sentence; s >= 0 && s < n && a.Places[i].Span != nil {
			d.Places[s] = append(d.Places[s], i)
		}
	}
	d.towns()
	return d
}

// A Sentence is one sentence being read: its tree and the mentions that stand in it.
type Sentence struct {
	A     *entente.Analysis
	Index int // in A.Sentences
	Cast  *trees.Cast
	Tree  *trees.Tree

	d       *Document
	table   *pattern.Table
	prev    *Sentence    // the sentence read before
	dated   map[int]bool // words of dates
	scenes  []scene
	regions map[int]bool // head words of provinces and capitals
	town    map[int]int  // head word of a toponym → the mention that may stand for its state
}

// Sentence builds the tree of sentence i and sets its mentions on their words. Sentences are read in their order.
func (d *Document) Sentence(i int) *Sentence {
	cast := d.grammar.Cast(&d.A.Sentences[i], d.A.Mentions, d.Present[i])
	s := &Sentence{A: d.A, Index: i, Cast: cast, Tree: cast.Tree, d: d, table: d.table, prev: d.last, dated: map[int]bool{}}
	d.set(s)
	for _, k := range d.Dates[i] {
		for w, t := range s.Tree.Tokens {
			if t.Span.Overlaps(*d.A.Dates[k].Span) {
				s.dated[w] = true
			}
		}
	}
	d.last = s
	return s
}

// Tree is the tree of sentence i.
func (d *Document) Tree(i int) *trees.Tree { return d.grammar.Tree(&d.A.Sentences[i]) }

// A Party is a mention in a role, and the function it was found in.
type Party struct {
	Mention int    // index in the mentions of the document
	As      string // host, visitor …; "" for none
	Via     string
}

// A Candidate is a pattern that fits a trigger.
type Candidate struct {
	Pattern    *pattern.Pattern
	Trigger    int
	Anchor     int   // the verb that carries tense and phrases: the trigger, or its light verb
	Consumed   []int // words that the conditions matched: part of the trigger
	Actors     []Party
	Recipients []Party
	Weight     int
	Announced  bool // its light verb is "announce"
}

// Parties are the actors and the recipients.
func (m *Candidate) Parties() [2][]Party { return [2][]Party{m.Actors, m.Recipients} }
