package events

import (
	"entente"
	"entente/internal/events/match"
	"entente/internal/trees"
)

// lend fills what a row leaves open from its neighbours: on whom "the move" that somebody welcomes falls back, and who
// imposed "the sanctions" that are in force or lifted, where the document names one only.
func (d *reading) lend() {
	imposers := map[string]match.Party{}
	for i := range d.found {
		e := &d.found[i]
		if e.Pattern.Kind == "good-offices" && len(e.Recipients) == 0 { // "talks to both, while offering a channel"
			for k := range d.found {
				if o := &d.found[k]; o.s == e.s && o != e && o.first(d.A) == e.first(d.A) && len(o.Recipients) > 0 {
					e.Recipients = o.Recipients
				}
			}
		}
		if k := d.antecedent(i); k >= 0 && len(e.Recipients) == 0 {
			for _, p := range d.found[k].Actors {
				if trees.Code(&d.A.Mentions[p.Mention]) != e.first(d.A) {
					e.Recipients = append(e.Recipients, match.Party{Mention: p.Mention, Via: "who made the move"})
				}
			}
		}
		if imposed(e) && e.status != trees.Hypothetical && len(e.Actors) > 0 {
			imposers[e.first(d.A)] = match.Party{Mention: e.Actors[0].Mention, Via: "who imposed them elsewhere in the document"}
		}
	}
	if len(imposers) != 1 {
		return
	}
	for i := range d.found {
		e := &d.found[i]
		if len(e.Actors) > 0 || e.Pattern.Kind != "sanctions-lifted" && !imposed(e) {
			continue
		}
		for code, p := range imposers {
			if len(e.Recipients) > 0 && trees.Code(&d.A.Mentions[e.Recipients[0].Mention]) != code {
				e.Actors = []match.Party{p}
			}
		}
	}
}

// imposed reports whether an event is a sanction, a ban or a restriction.
func imposed(e *coded) bool {
	return e.typ == "SANCTION" && e.Pattern.Mode == "discontinue" || e.typ == "COERCE" && e.Pattern.Mode == "restrict"
}

// first is the code of the first actor.
func (m *candidate) first(a *entente.Analysis) string {
	if len(m.Actors) == 0 {
		return ""
	}
	return trees.Code(&a.Mentions[m.Actors[0].Mention])
}

// common counts the parties that two events share.
func common(a *entente.Analysis, e, o *coded) int {
	codes := map[string]bool{}
	for _, p := range append(append([]match.Party{}, o.Actors...), o.Recipients...) {
		m := &a.Mentions[p.Mention]
		codes[trees.Code(m)], codes[m.Of] = true, m.Of != ""
	}
	n := 0
	for _, p := range append(append([]match.Party{}, e.Actors...), e.Recipients...) {
		if m := &a.Mentions[p.Mention]; codes[trees.Code(m)] || codes[m.Of] {
			n++
		}
	}
	return n
}
