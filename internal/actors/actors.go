// Package actors turns the names, demonyms, capitals, titles, descriptions and pronouns of a text into mentions that say
// who each of them is on the day of the text: the actor, the state or body it acts for, its office and its sectors.
//
// A sentence is read in layers, each a package of its own over one draft of the text: naming finds the names that the
// gazetteer knows and, by their capitals and the words beside them, those it does not; phrases joins offices, organs and
// kinds of people with the state and the name beside them into one mention. Over the whole text identity then joins people
// by their family names and spellings, and coreference leads what refers back (descriptions, "the two countries",
// pronouns) to whom it can only mean. What stays open is kept without an actor.
package actors

import (
	"sort"
	"strconv"

	"entente"
	"entente/internal/actors/coreference"
	"entente/internal/actors/draft"
	"entente/internal/actors/identity"
	"entente/internal/actors/naming"
	"entente/internal/actors/phrases"
	"entente/internal/gazetteer"
)

// A Resolver reads mentions with a gazetteer. It is safe for use from several goroutines.
type Resolver struct {
	g   *gazetteer.Gazetteer
	lex draft.Lexicon
}

// Version names the state of the embedded tables.
func Version() string {
	return entente.Version([]byte(draft.Table()), []byte(naming.Table()), []byte(phrases.Table()))
}

// New returns a resolver.
func New(g *gazetteer.Gazetteer) *Resolver { return &Resolver{g, draft.ReadLexicon()} }

// A Result is what the text says of actors. Mentions are in the order of the text, those outside the text last.
type Result struct {
	Mentions []entente.Mention
	Parts    []string // per part of the document the mention its label stands for, "" for none
	Speaker  string   // the mention of the one voice of the document, "" for none
}

// A reading is one text on its way.
type reading struct{ *draft.Text }

// Resolve reads the mentions of a text.
func (r *Resolver) Resolve(a *entente.Analysis) Result {
	d := &reading{&draft.Text{Gazetteer: r.g, Lex: r.lex, Analysis: a, Home: a.Document.Country, Acts: map[string]string{}, Stated: map[string]int{}, Seated: map[string]int{}}}
	if p := a.Document.Published; p != nil {
		d.Day = p.Start
		if d.Day == "" {
			d.Day = p.EDTF
		}
	}
	for i := range a.Sentences {
		d.Sentences = append(d.Sentences, d.NewSentence(i))
	}
	naming.Find(d.Text)
	phrases.Compose(d.Text, d.Sentences...)
	identity.Identify(d.Text)
	d.outside()
	coreference.Refer(d.Text)
	return d.result()
}

// result puts the mentions in order and gives them ids.
func (d *reading) result() Result {
	sort.SliceStable(d.Mentions, func(i, j int) bool {
		a, b := d.Mentions[i], d.Mentions[j]
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
	out := Result{Mentions: make([]entente.Mention, len(d.Mentions)), Parts: make([]string, len(d.Analysis.Document.Parts))}
	first := map[string]string{}
	for i, m := range d.Mentions {
		m.ID = "m" + strconv.Itoa(i)
	}
	for i, m := range d.Mentions {
		if m.Key != "" {
			if f, ok := first[m.Key]; ok {
				m.SameAs = f
			} else {
				first[m.Key] = m.ID
			}
		}
		out.Mentions[i] = m.Mention
	}
	for i, m := range d.ByPart {
		if m != nil {
			out.Parts[i] = m.ID
		}
	}
	if d.Speaker != nil {
		out.Speaker = d.Speaker.ID
	}
	return out
}
