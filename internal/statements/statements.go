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
	"entente/internal/statements/cue"
	"entente/internal/statements/lexicon"
	"entente/internal/statements/quotation"
	"entente/internal/trees"
)

// A Finder finds statements. It is built once and serves any number of goroutines.
type Finder struct {
	tables  *lexicon.Tables
	grammar *trees.Grammar
}

// New builds a finder on the embedded tables.
func New() (*Finder, error) {
	t, err := lexicon.Load()
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
	*cue.Text
	parts   []entente.Span
	owned   []bool         // quotations that a cue has taken
	byID    map[string]int // indexes of the analysis' mentions
	found   []attribution
	extra   []entente.Mention
	extraID map[string]int // indexes of extra
	nextID  int
	voices  []string // by sentence: whose turn it is, "" for the author
	modes   []string // by sentence: answer, question, told or author where there is a voice
}

// An attribution is one of cue's, joined with quotations and resolved.
type attribution struct {
	cue.Attribution
	speaker string // mention id
	direct  bool   // all content is quoted
	loose   bool   // a quotation without a cue of its own
}

// Find reads the statements of a document. It needs sentences with trees; parts, mentions and dates make them better.
func (f *Finder) Find(a *entente.Analysis) Result {
	r := f.read(a)
	for i := range a.Sentences {
		if h, ok := r.Headline(i); ok {
			r.found = append(r.found, attribution{Attribution: h})
			continue
		}
		for _, x := range r.Cues(i) {
			r.found = append(r.found, attribution{Attribution: x})
		}
	}
	r.join()
	r.loose()
	r.carryOn()
	r.settle()
	return r.result()
}

func (f *Finder) read(a *entente.Analysis) *reading {
	r := &reading{Text: cue.NewText(f.tables, f.grammar, a), byID: map[string]int{}, extraID: map[string]int{}}
	for k, m := range a.Mentions {
		r.byID[m.ID] = k
		if n, err := strconv.Atoi(m.ID[min(1, len(m.ID)):]); err == nil && n >= r.nextID {
			r.nextID = n + 1
		}
	}
	for _, p := range a.Document.Parts {
		r.parts = append(r.parts, p.Span)
	}
	if len(r.parts) == 0 {
		r.parts = paragraphs(a.Document.Text)
	}
	r.Quotes = quotation.Find(a.Document.Text, r.parts)
	r.owned = make([]bool, len(r.Quotes))
	r.hear()
	return r
}

// paragraphs cuts a text at its blank lines.
func paragraphs(text string) []entente.Span {
	var out []entente.Span
	start := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == '\n' && text[i+1] == '\n' {
			out = append(out, quotation.Trim(text, entente.Span{Start: start, End: i}))
			start = i
		}
	}
	out = append(out, quotation.Trim(text, entente.Span{Start: start, End: len(text)}))
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
