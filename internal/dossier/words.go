package dossier

import "entente"

// Words puts rows into the words that a dossier has for them, for others who show them.
type Words struct{ b *builder }

// NewWords takes the names of actors for people.
func NewWords(name func(code string) string) Words {
	return Words{&builder{Input: Input{Name: name}, forms: loadForms()}}
}

// Event says what a row of an event tells: "State visit by Xi Jinping (China) to Kazakhstan".
func (w Words) Event(r *entente.Row) string {
	e := r.Event
	return w.b.phrase(&act{Happening: entente.Happening{Kind: e.Kind, Place: e.Place}, rows: []*entente.Row{r}})
}

// Person names a party: a person with the state it acts for, everything else by the name of its code.
func (w Words) Person(p entente.Party) string { return w.b.person(p) }

// Date is a date for people: an interval with a dash, an open side in words, seasons and quarters named; "" for none.
func Date(d *entente.Date) string { return date(d) }
