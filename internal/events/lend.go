package events

import (
	"entente"
	"entente/internal/trees"
)

// lend fills what a row leaves open from its neighbours: on whom "the move" that somebody welcomes falls back, and who
// imposed "the sanctions" that are in force or lifted, where the document names one only.
func (d *reading) lend() {
	imposers := map[string]party{}
	for i := range d.found {
		e := &d.found[i]
		if e.p.Kind == "good-offices" && len(e.recipients) == 0 { // "talks to both, while offering a channel"
			for k := range d.found {
				if o := &d.found[k]; o.s == e.s && o != e && o.first(d.a) == e.first(d.a) && len(o.recipients) > 0 {
					e.recipients = o.recipients
				}
			}
		}
		if k := d.antecedent(i); k >= 0 && len(e.recipients) == 0 {
			for _, p := range d.found[k].actors {
				if trees.Code(&d.a.Mentions[p.mention]) != e.first(d.a) {
					e.recipients = append(e.recipients, party{p.mention, "", "who made the move"})
				}
			}
		}
		if imposed(e) && e.status != trees.Hypothetical && len(e.actors) > 0 {
			imposers[e.first(d.a)] = party{e.actors[0].mention, "", "who imposed them elsewhere in the document"}
		}
	}
	if len(imposers) != 1 {
		return
	}
	for i := range d.found {
		e := &d.found[i]
		if len(e.actors) > 0 || e.p.Kind != "sanctions-lifted" && !imposed(e) {
			continue
		}
		for code, p := range imposers {
			if len(e.recipients) > 0 && trees.Code(&d.a.Mentions[e.recipients[0].mention]) != code {
				e.actors = []party{p}
			}
		}
	}
}

// imposed reports whether an event is a sanction, a ban or a restriction.
func imposed(e *coded) bool {
	return e.typ == "SANCTION" && e.p.Mode == "discontinue" || e.typ == "COERCE" && e.p.Mode == "restrict"
}

// first is the code of the first actor.
func (m *candidate) first(a *entente.Analysis) string {
	if len(m.actors) == 0 {
		return ""
	}
	return trees.Code(&a.Mentions[m.actors[0].mention])
}

// common counts the parties that two events share.
func common(a *entente.Analysis, e, o *coded) int {
	codes := map[string]bool{}
	for _, p := range append(append([]party{}, o.actors...), o.recipients...) {
		m := &a.Mentions[p.mention]
		codes[trees.Code(m)], codes[m.Of] = true, m.Of != ""
	}
	n := 0
	for _, p := range append(append([]party{}, e.actors...), e.recipients...) {
		if m := &a.Mentions[p.mention]; codes[trees.Code(m)] || codes[m.Of] {
			n++
		}
	}
	return n
}
