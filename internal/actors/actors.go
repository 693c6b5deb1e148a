// Package actors turns the names, demonyms, capitals, titles, descriptions and pronouns of a text into mentions that say
// who each of them is on the day of the text: the actor, the state or body it acts for, its office and its sectors.
//
// A sentence is read in layers: names that the gazetteer knows; names it does not know, by their capitals and the words
// beside them; offices, organs and kinds of people joined with the state and the name beside them into one mention. Over
// the whole text people are then joined by their family names and spellings, and what refers back (descriptions, "the two
// countries", pronouns) is led to whom it can only mean. What stays open is kept without an actor.
package actors

import (
	"sort"
	"strconv"
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// A Resolver reads mentions with a gazetteer. It is safe for use from several goroutines.
type Resolver struct {
	g   *gazetteer.Gazetteer
	lex lexicon
}

// New returns a resolver.
func New(g *gazetteer.Gazetteer) *Resolver { return &Resolver{g, readLexicon()} }

// A Result is what the text says of actors. Mentions are in the order of the text, those outside the text last.
type Result struct {
	Mentions []entente.Mention
	Parts    []string // per part of the document the mention its label stands for, "" for none
	Speaker  string   // the mention of the one voice of the document, "" for none
}

// mention is a Mention under way.
type mention struct {
	entente.Mention
	key    string // who it is within the text: the actor, or a key of ours for the unknown; "" where open
	w0, w1 int    // words of the sentence
	name   string // folded name part of a person
	class  string // of its role, or of what a description may refer back to
	plural bool
	former bool
	open   bool // to be led back to an earlier mention
	gender string
	part   int
}

// reading is one text on its way.
type reading struct {
	g       *gazetteer.Gazetteer
	lex     lexicon
	a       *entente.Analysis
	day     string // of the text, cut to what is known
	sents   []*sentence
	ms      []*mention
	people  []*persona
	byPart  []*mention // speaker of each part
	speaker *mention   // of the document
	home    string     // state the document speaks for
	acts    map[string]string
	stated  map[string]int // how often the text names a state or body
	seated  map[string]int // of that, by a capital that is a body's seat, too
	alone   bool           // a speech of somebody unnamed, for the state in home
	sport   bool           // a report of matches, where a state is its team
}

// Resolve reads the mentions of a text.
func (r *Resolver) Resolve(a *entente.Analysis) Result {
	d := &reading{g: r.g, lex: r.lex, a: a, home: a.Document.Country, acts: map[string]string{}, stated: map[string]int{}, seated: map[string]int{}}
	if p := a.Document.Published; p != nil {
		d.day = p.Start
		if d.day == "" {
			d.day = p.EDTF
		}
	}
	for i := range a.Sentences {
		d.sents = append(d.sents, d.newSentence(i))
	}
	for _, s := range d.sents {
		d.names(s)
	}
	d.acronyms()
	d.weighNames()
	for _, s := range d.sents {
		d.compose(s)
	}
	d.identify()
	d.outside()
	d.refer()
	return d.result()
}

// result puts the mentions in order and gives them ids.
func (d *reading) result() Result {
	sort.SliceStable(d.ms, func(i, j int) bool {
		a, b := d.ms[i], d.ms[j]
		if (a.Start == nil) != (b.Start == nil) {
			return b.Start == nil
		}
		if a.Start == nil {
			return false
		}
		if *a.Start != *b.Start {
			return *a.Start < *b.Start
		}
		return *a.End > *b.End
	})
	out := Result{Mentions: make([]entente.Mention, len(d.ms)), Parts: make([]string, len(d.a.Document.Parts))}
	first := map[string]string{}
	for i, m := range d.ms {
		m.ID = "m" + strconv.Itoa(i)
	}
	for i, m := range d.ms {
		if m.key != "" {
			if f, ok := first[m.key]; ok {
				m.SameAs = f
			} else {
				first[m.key] = m.ID
			}
		}
		out.Mentions[i] = m.Mention
	}
	for i, m := range d.byPart {
		if m != nil {
			out.Parts[i] = m.ID
		}
	}
	if d.speaker != nil {
		out.Speaker = d.speaker.ID
	}
	return out
}

// kindOf is the kind of an id.
func (d *reading) kindOf(id string) string {
	switch {
	case strings.HasPrefix(id, "org:"):
		return "organisation"
	case strings.HasPrefix(id, "person:"):
		return "person"
	case strings.HasPrefix(id, "group:"):
		return "group"
	}
	return "state"
}

// add puts a mention over words w0 to w1 (not included) of a sentence in.
func (d *reading) add(s *sentence, w0, w1 int, m mention) *mention {
	m.w0, m.w1 = w0, w1
	span := entente.Span{Start: s.words.List[w0].Start, End: s.words.List[w1-1].End}
	if end := span.End; end < len(d.a.Document.Text) && d.a.Document.Text[end] == '.' && strings.Contains(span.In(d.a.Document.Text), ".") && s.words.List[w1-1].Upper && w1-w0 == 1 {
		span.End++ // "U.S."
	}
	m.Mention = m.Mention.At(span)
	m.Sentence, m.Head = s.index, s.head(span)
	m.part = s.Part
	p := &m
	d.ms = append(d.ms, p)
	s.ms = append(s.ms, p)
	return p
}
