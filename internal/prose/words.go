// Package prose turns rows of the record into words for people: who takes part, what an act is, when, how much, what an arithmetic
// says, and how a document is cited. It chooses nothing and lays nothing out: dossiers, pages and listings all say the same thing in
// the same words.
package prose

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"entente"
)

// Words puts rows into words. It is safe for concurrent use.
type Words struct {
	name  func(code string) string
	forms map[string]form // by kind of event
}

// New takes the names of actors for people; a code that has none is its own name.
func New(name func(code string) string) Words { return Words{name, loadForms()} }

// Event says what a row of an event tells: "State visit by Xi Jinping (China) to Kazakhstan".
func (w Words) Event(r *entente.Row) string { return w.Act(r.Event.Kind, r.Event.Place, r) }

// Mutual reports whether acts of a kind are done with each other, so that it is the same who is named first.
func (w Words) Mutual(kind string) bool { return w.forms[kind].link == "with" }

//go:embed phrases.tsv
var phraseTable string

// A form is how a kind of event is put into words: a noun, the word that leads to the recipients, and the one that leads to
// the actors where they share the act ("" for between where the link is with, else by). Where the recipient is a state, what
// befalls its people or its territory ("" for the state itself) says so.
type form struct{ noun, link, shared, whose string }

// loadForms reads the table: kind, noun, link, shared, whose.
func loadForms() map[string]form {
	out := map[string]form{}
	for line := range strings.Lines(phraseTable) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 5 {
			out[f[0]] = form{f[1], f[2], strings.Trim(f[3], "-"), strings.Trim(f[4], "-")}
		}
	}
	return out
}

// Act puts an act of a kind, at a place that may be nil, into words, with its parties as a row has them: "State visit by Xi Jinping (China)
// to Kazakhstan".
func (w Words) Act(kind string, place *entente.Place, r *entente.Row) string {
	f, ok := w.forms[kind]
	if !ok {
		f = form{noun: strings.ReplaceAll(kind, "-", " "), link: "towards"}
	}
	actors, recipients := Articled(w.parties(r, r.Event.Actors, "")), Articled(w.parties(r, r.Event.Recipients, f.whose))
	text := f.noun
	if f.link == "in" && !w.lands(r, r.Event.Recipients) {
		f.link = "against"
	}
	switch {
	case len(actors) > 1 && f.link == "with" && len(recipients) > 0 && w.bodies(r, r.Event.Recipients):
		text += " between " + And(actors) + " at " + And(recipients)
	case len(recipients) > 0 && len(actors) > 0 && f.link == "of":
		text += " of " + And(recipients) + " by " + And(actors)
	case len(recipients) > 0 && len(actors) > 0:
		text += " by " + And(actors) + " " + f.link + " " + And(recipients)
	case len(actors) > 1 && f.shared == "" && f.link == "with":
		text += " between " + And(actors)
	case len(actors) > 0 && f.shared != "":
		text += " " + f.shared + " " + And(actors)
	case len(actors) > 0:
		text += " by " + And(actors)
	case len(recipients) > 0:
		text += " " + f.link + " " + And(recipients)
	}
	if p := place; p != nil && p.Name != "" && !strings.Contains(plainLetters(text), plainLetters(p.Name)) {
		text += ", " + p.Name
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// parties names some parties of an event; of states only their people or territory where these alone are meant.
func (w Words) parties(r *entente.Row, ids []string, whose string) []string {
	var out []string
	for _, id := range ids {
		p := r.Party(id)
		name := w.Person(p)
		if code := cmp.Or(p.Code, p.Of); whose != "" && code != "" && !strings.Contains(code, ":") && name == w.name(code) {
			name = whose + " of " + Articled([]string{name})[0]
		}
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// bodies reports whether all of some parties are organisations.
func (w Words) bodies(r *entente.Row, ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return !strings.HasPrefix(r.Party(id).Code, "org:") })
}

// lands reports whether some parties are states, in which something can be done.
func (w Words) lands(r *entente.Row, ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool {
		p := r.Party(id)
		return p.Code != "" && strings.Contains(p.Code, ":") || p.Code == "" && p.Of == ""
	})
}

// plainLetters are the small letters of a text without their marks: Ţabas and Tabas are one place.
func plainLetters(s string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s)))
}
