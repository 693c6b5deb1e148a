// Package draft holds a text while its mentions are made: its sentences with their words and the names on them, the
// mentions so far, the people it has named, and what it has said of states.
package draft

import (
	"sort"
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// A Mention is one under way.
type Mention struct {
	entente.Mention
	Key    string // who it is within the text: the actor, or a key of ours for the unknown; "" where open
	W0, W1 int    // words of the sentence
	Folded string // folded name part of a person
	Class  string // of its role, or of what a description may refer back to
	Plural bool
	Former bool
	Owned  bool // its words say whose the office is: "the Russian president"
	Open   bool // to be led back to an earlier mention
	Gender string
	Part   int
}

// A Text is one on its way. Each layer reads it and adds what it found.
type Text struct {
	Gazetteer *gazetteer.Gazetteer
	Lex       Lexicon
	Analysis  *entente.Analysis
	Day       string // of the text, cut to what is known
	Sentences []*Sentence
	Mentions  []*Mention
	People    []*Person
	ByPart    []*Mention        // speaker of each part
	Speaker   *Mention          // of the document
	Home      string            // state the document speaks for
	Acts      map[string]string // "acronym …" → who the text says it is; "apposed …" → the spot of the office beside a name
	Stated    map[string]int    // how often the text names a state or body
	Seated    map[string]int    // of that, by a capital that is a body's seat, too
	Alone     bool              // a speech of somebody unnamed, for the state in Home
	Sport     bool              // a report of matches, where a state is its team
}

// KindOf is the kind of an id.
func (d *Text) KindOf(id string) string {
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

// Add puts a mention over words w0 to w1 (not included) of a sentence in.
func (d *Text) Add(s *Sentence, w0, w1 int, m Mention) *Mention {
	m.W0, m.W1 = w0, w1
	span := entente.Span{Start: s.Words.List[w0].Start, End: s.Words.List[w1-1].End}
	if end := span.End; end < len(d.Analysis.Document.Text) && d.Analysis.Document.Text[end] == '.' && strings.Contains(span.In(d.Analysis.Document.Text), ".") && s.Words.List[w1-1].Upper && w1-w0 == 1 {
		span.End++ // "U.S."
	}
	m.Mention = m.Mention.At(span)
	m.Sentence, m.Head = s.Index, s.HeadOf(span)
	m.Part = s.Part
	p := &m
	d.Mentions = append(d.Mentions, p)
	s.Mentions = append(s.Mentions, p)
	return p
}

// Spot names a word of a sentence.
func Spot(s *Sentence, w int) string { return string(rune(s.Index)) + "/" + string(rune(w)) }

// Contains reports whether x is one of xs.
func Contains(xs []string, x string) bool {
	for _, y := range xs {
		if x == y {
			return true
		}
	}
	return false
}

// PlaceAt is the place whose name covers a byte of the text. Places are in the order of the text.
func (d *Text) PlaceAt(at int) *entente.Place {
	ps := d.Analysis.Places
	i := sort.Search(len(ps), func(i int) bool { return ps[i].Span != nil && ps[i].Span.End > at })
	if i < len(ps) && ps[i].Span.Start <= at {
		return &ps[i]
	}
	return nil
}

// ClassOf is the class of an organisation, "" for what is none.
func (d *Text) ClassOf(id string) string {
	if o := d.Gazetteer.Organisations[id]; o != nil {
		return o.Class
	}
	return ""
}

// A Person is somebody that the text names.
type Person struct {
	Key    string // "person:…" or a key of ours
	Full   string // folded fullest name
	Words  []string
	Known  *gazetteer.Person
	Gender string
	Of     string
	Role   string
	Class  string
	Sector []string
	Former bool
	First  int // in the order of the text
}

// Person is who has a key, nil for nobody.
func (d *Text) Person(key string) *Person {
	for _, p := range d.People {
		if p.Key == key {
			return p
		}
	}
	return nil
}

// IsState reports whether an id is a state's.
func (d *Text) IsState(id string) bool { return id != "" && d.Gazetteer.States[id] != nil }

// SortedKeys are the keys of a count in their order.
func SortedKeys(m map[string]int) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
