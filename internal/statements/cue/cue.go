// Package cue turns one parsed sentence into attributions: which words it gives to which source, by which cue and in which
// frame.
//
// A cue is a verb (said), an adjective (is concerned that), a noun (its hope that) or a phrase (according to) of the embedded
// tables. The tables say which frames a cue has; the tree says where their parts stand; and where quotation marks, cues and
// inverted subjects meet, which is where parsers are at their weakest, the order of the words decides.
package cue

import (
	"entente"
	"entente/internal/statements/lexicon"
	"entente/internal/statements/quotation"
	"entente/internal/trees"
)

// Tables and Frame are those of the lexicon.
type (
	Tables = lexicon.Tables
	Frame  = lexicon.Frame
)

// A Text is what the sentences of one document are read with.
type Text struct {
	*Tables
	Analysis *entente.Analysis
	Trees    []*trees.Tree
	Quotes   []quotation.Quotation // in the order of the text
	Kinds    []string              // by sentence: the kind of its part
	Voiced   []bool                // by sentence: whether it stands in somebody's turn or speech

	mentions [][]int // indexes of Analysis.Mentions by sentence
}

// NewText puts the parts of an analysis in place. Quotes, Kinds and Voiced are the caller's to fill.
func NewText(t *Tables, g *trees.Grammar, a *entente.Analysis) *Text {
	r := &Text{Tables: t, Analysis: a, mentions: make([][]int, len(a.Sentences)),
		Kinds: make([]string, len(a.Sentences)), Voiced: make([]bool, len(a.Sentences))}
	for i := range a.Sentences {
		r.Trees = append(r.Trees, g.Tree(&a.Sentences[i]))
	}
	for k, m := range a.Mentions {
		if m.Start != nil && m.Sentence >= 0 && m.Sentence < len(r.mentions) {
			r.mentions[m.Sentence] = append(r.mentions[m.Sentence], k)
		}
	}
	return r
}

// Mentions are the indexes of the mentions in a sentence.
func (r *Text) Mentions(i int) []int { return r.mentions[i] }

// InQuote is the index of the quotation that holds a byte, or -1.
func (r *Text) InQuote(at int) int { return quotation.At(r.Quotes, at) }

// An Attribution is one place where the words of a text give something to a source.
type Attribution struct {
	Sentence int
	Cue      entente.Span
	Word     int    // the cue's word
	Name     string // the frame: clause, quote, body, infinitive, noun, a preposition …
	Frame    Frame
	From     int // the sentence that names the source
	Source   int // the head of the source's phrase there, or -1
	To       int // the head of the addressee's phrase, or -1
	Quote    int // the quotation that stands beside the cue, or -1
	Reporter int // who quotes the source: "Xinhua quoted the minister as saying"; or -1
	Target   int // on whom the verb passes judgement, or -1
	Content  []entente.Span
	Main     bool         // the cue belongs to the main clause of its sentence
	Negated  bool         // a claim that the sentence itself rejects
	Group    entente.Span // the cue with its own words
}

// Cues finds the attributions in a sentence.
func (r *Text) Cues(i int) []Attribution {
	t := r.Trees[i]
	var out []Attribution
	for v := range t.Tokens {
		if a, ok := r.verb(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.adjective(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.noun(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.phrase(t, i, v); ok {
			out = append(out, a)
		}
	}
	return out
}
