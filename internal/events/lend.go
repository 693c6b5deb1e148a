package events

import (
	"strings"

	"entente"
	"entente/internal/events/match"
	"entente/internal/trees"
)

// lend fills what a row leaves open from its neighbours: on whom "the move" that somebody welcomes falls back, and who
// imposed "the sanctions" that are in force or lifted, where the document names one only.
func (d *reading) lend() {
	d.borne()
	d.joined()
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
		d.hosted(e)
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

// borne leaves out documents without a signer that are only taken to be the pair's, where nothing else of the sentence or of the one before
// is between these two: "clouded since an armistice was signed".
func (d *reading) borne() {
	var out []coded
	for i := range d.found {
		e := &d.found[i]
		if e.Pattern.Kind == "document-signing" && len(e.Actors) == 2 && e.Actors[0].Via == "the pair spoken of" && !d.amongst(e) {
			continue
		}
		out = append(out, *e)
	}
	d.found = out
}

// joined gives "became the 31st member" the one organisation that its sentence, or one of the two before it, speaks of; without one it is left out.
func (d *reading) joined() {
	var out []coded
	defer func() { d.found = out }()
	for i := range d.found {
		e := &d.found[i]
		if e.Pattern.Kind != "membership-accession" || len(e.Recipients) > 0 || !e.s.Tree.Verb(e.Trigger) || e.s.Tree.Lemma(e.Trigger) != "become" {
			out = append(out, *e)
			continue
		}
		for k := e.s.Index; k >= 0 && k >= e.s.Index-2 && len(e.Recipients) == 0; k-- {
			found, one := -1, true
			for _, m := range d.Present[k] {
				x := &d.A.Mentions[m]
				if !strings.HasPrefix(x.Actor, "org:") {
					continue
				}
				one = one && (found < 0 || d.A.Mentions[found].Actor == x.Actor)
				found = m
			}
			if found >= 0 && one {
				e.Recipients = []match.Party{{Mention: found, Via: "the organisation spoken of"}}
			} else if !one {
				break
			}
		}
		if len(e.Recipients) > 0 {
			out = append(out, *e)
		}
	}
}

// amongst reports whether another event of the sentence, or of the one before, is between the actors of event e.
func (d *reading) amongst(e *coded) bool {
	for k := range d.found {
		o := &d.found[k]
		if o.s.Index > e.s.Index || o.s.Index < e.s.Index-1 || o.s == e.s && o.Trigger == e.Trigger || len(o.Actors)+len(o.Recipients) > 3 {
			continue
		}
		if common(d.A, e, o) >= 2 {
			return true
		}
	}
	return false
}

// hosted gives a document that only one side is said to sign, in the course of a visit or a meeting told before it in the same sentence,
// the other side of that: "travelled to Oslo, where he was received by the king and signed a treaty".
func (d *reading) hosted(e *coded) {
	if len(e.Actors) != 1 || !e.Pattern.Flags["mutual"] || e.typ != "SUPPORT" || !trees.Known(&d.A.Mentions[e.Actors[0].Mention]) || !e.s.signs(e) {
		return
	}
	for k := range d.found {
		o := &d.found[k]
		if o.s != e.s || o.typ != "CONSULT" || o.Trigger >= e.Trigger || o.status != e.status || len(o.Actors)+len(o.Recipients) != 2 || !e.s.goesOn(o, e) {
			continue
		}
		var other []match.Party
		mine := false
		for _, ps := range o.Parties() {
			for _, p := range ps {
				m := &d.A.Mentions[p.Mention]
				if trees.Code(m) == e.first(d.A) {
					mine = true
				} else if trees.Known(m) {
					other = append(other, match.Party{Mention: p.Mention, Via: "whom the visit or the meeting is with"})
				}
			}
		}
		if mine && len(other) == 1 {
			e.Actors = append(e.Actors, other[0])
			return
		}
	}
}

// papers are documents that two sides sign together.
var papers = map[string]bool{"agreement": true, "accord": true, "treaty": true, "pact": true, "memorandum": true, "memoranda": true, "protocol": true,
	"convention": true, "declaration": true, "deal": true, "communique": true, "communiqué": true, "contract": true, "mou": true}

// signs reports whether an event is one of signing such a document.
func (s *scan) signs(e *coded) bool {
	for _, w := range e.Consumed {
		if _, ok := s.Tree.Is(w, func(l string) bool { return papers[l] }); ok {
			return true
		}
	}
	return false
}

// goesOn reports whether the clause of event e goes on from that of event o: coordinated with it, or a clause on it or on its place.
func (s *scan) goesOn(o, e *coded) bool {
	v := e.Anchor
	for n := 0; v >= 0 && n < 8; n++ {
		if v == o.Anchor || s.Tree.Head(o.Anchor) == v && s.Tree.Rel(o.Anchor) != "ccomp" {
			return true
		}
		switch s.Tree.Rel(v) {
		case "conj", "advcl", "acl", "obl", "nmod", "obj":
		default:
			return false
		}
		v = s.Tree.Head(v)
	}
	return false
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
