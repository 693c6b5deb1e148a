// Package statements turns parsed sentences, mentions and speaker turns into who said what: the words of a statement
// apart from its cue, its speaker, the form in which it is given, whom and what it speaks of, and by whose report.
//
// Three things carry a statement: a cue in the sentence (said, according to, its hope that), a pair of quotation marks, and
// the turn or the one voice that a stretch of text belongs to. Cues are found on the tree with the frames of the embedded
// tables; quotations are followed through the whole text and joined to the cue that stands next to them, over sentences and
// paragraphs; what a voice says is cut into points, each a sentence with those that lean on it. The speaker of a sentence
// is read off the statements, so that the two cannot disagree.
package statements

import (
	"fmt"
	"sort"
	"strconv"

	"entente"
	"entente/internal/trees"
)

// A Finder finds statements. It is built once and serves any number of goroutines.
type Finder struct {
	tables  *Tables
	grammar *trees.Grammar
}

// New builds a finder on the embedded tables.
func New() (*Finder, error) {
	t, err := LoadTables()
	if err != nil {
		return nil, fmt.Errorf("statements: %w", err)
	}
	g, err := trees.Load()
	if err != nil {
		return nil, fmt.Errorf("statements: %w", err)
	}
	return &Finder{t, g}, nil
}

// Version is the hash of the tables that the finder reads with.
func (f *Finder) Version() string { return f.tables.Version() }

// A Result is what a document's statements are.
type Result struct {
	Statements []entente.Statement
	// Speakers holds for every sentence the mention of who is answerable for it, "" for the author. It is read off the
	// statements.
	Speakers []string
	// Mentions are speakers that no mention stood for; their ids go on from those of the analysis.
	Mentions []entente.Mention
}

// A reading is one document while its statements are found.
type reading struct {
	f        *Finder
	a        *entente.Analysis
	trees    []*trees.Tree
	parts    []entente.Span
	quotes   []quotation
	owned    []bool  // quotes that a cue has taken
	mentions [][]int // indexes of a.Mentions by sentence
	byID     map[string]int
	found    []attribution
	extra    []entente.Mention
	nextID   int
	voices   []string // by sentence: whose turn it is, "" for the author
	modes    []string // by sentence: answer, question, told or author where there is a voice
}

// Find reads the statements of a document. It needs sentences with trees; parts, mentions and dates make them better.
func (f *Finder) Find(a *entente.Analysis) Result {
	r := f.read(a)
	for i := range a.Sentences {
		if h, ok := r.headline(i); ok {
			r.found = append(r.found, h)
			continue
		}
		r.found = append(r.found, r.cues(i)...)
	}
	r.join()
	r.loose()
	r.carryOn()
	r.settle()
	return r.result()
}

func (f *Finder) read(a *entente.Analysis) *reading {
	r := &reading{f: f, a: a, byID: map[string]int{}, mentions: make([][]int, len(a.Sentences))}
	for i := range a.Sentences {
		r.trees = append(r.trees, f.grammar.Tree(&a.Sentences[i]))
	}
	for k, m := range a.Mentions {
		r.byID[m.ID] = k
		if n, err := strconv.Atoi(m.ID[min(1, len(m.ID)):]); err == nil && n >= r.nextID {
			r.nextID = n + 1
		}
		if m.Start != nil && m.Sentence >= 0 && m.Sentence < len(r.mentions) {
			r.mentions[m.Sentence] = append(r.mentions[m.Sentence], k)
		}
	}
	for _, p := range a.Document.Parts {
		r.parts = append(r.parts, p.Span)
	}
	if len(r.parts) == 0 {
		r.parts = paragraphs(a.Document.Text)
	}
	r.quotes = quotations(a.Document.Text, r.parts)
	r.owned = make([]bool, len(r.quotes))
	r.hear()
	return r
}

// paragraphs cuts a text at its blank lines.
func paragraphs(text string) []entente.Span {
	var out []entente.Span
	start := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\n' && text[i+1] == '\n' {
			out = append(out, trim(text, entente.Span{Start: start, End: i}))
			start = i
		}
	}
	out = append(out, trim(text, entente.Span{Start: start, End: len(text)}))
	kept := out[:0]
	for _, p := range out {
		if !p.Empty() {
			kept = append(kept, p)
		}
	}
	return kept
}

// part is the index of the part that holds a byte, or -1.
func (r *reading) part(at int) int {
	k := sort.Search(len(r.parts), func(i int) bool { return r.parts[i].End > at })
	if k < len(r.parts) && r.parts[k].Start <= at {
		return k
	}
	return -1
}

// kind is the kind of the part that a sentence stands in.
func (r *reading) kind(i int) string {
	p := r.part(r.a.Sentences[i].Start)
	if p < 0 || p >= len(r.a.Document.Parts) {
		return ""
	}
	return r.a.Document.Parts[p].Kind
}
