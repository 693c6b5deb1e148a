package events

import (
	"entente"
	"entente/internal/trees"
)

// where finds the place of each event: a toponym in a phrase of place on its trigger or its verb.
func (d *reading) where() {
	for i := range d.found {
		e := &d.found[i]
		for _, k := range d.places[e.s.sentence] {
			x := d.a.Places[k]
			w := e.s.tree.HeadOf(*x.Span)
			if w < 0 || !local(e.s.tree, e.candidate, w) {
				continue
			}
			p := x
			e.place = &p
			break
		}
	}
}

// local reports whether word w stands in a phrase of place ("in Geneva", "at Camp David", "in a mosque in Kano") on a candidate.
func local(t *trees.Tree, m *candidate, w int) bool {
	for n := 0; w >= 0 && n < 6; n++ {
		switch t.Case(w) {
		case "in", "at", "near", "outside", "off", "inside", "across", "along":
			h := t.Head(w)
			if h == m.trigger || h == m.anchor || h >= 0 && t.Head(h) == m.trigger && t.Rel(h) == "obj" {
				return true
			}
			if h < 0 || t.Case(h) == "" {
				return false
			}
			w = h
			continue
		case "":
		default:
			return false
		}
		switch t.Rel(w) {
		case "appos", "compound", "flat", "nmod", "amod":
			w = t.Head(w)
		default:
			return false
		}
	}
	return false
}

// event writes the record of what was found.
func (d *reading) event(e *coded, c *Coder) entente.Event {
	t := e.s.tree
	x := entente.Event{
		Type: e.typ, Mode: e.mode, Contexts: d.contexts(e), Kind: e.p.Kind, Status: e.status, Date: e.date, Place: e.place,
		Actors: []string{}, Recipients: []string{}, Rule: e.p.Rule,
		Evidence: d.a.Sentences[e.s.sentence].Span,
	}
	as := map[string]string{}
	add := func(ids *[]string, ps []party) {
		for _, p := range ps {
			id := d.a.Mentions[p.mention].ID
			*ids = append(*ids, id)
			if p.as != "" {
				as[id] = p.as
			}
		}
	}
	add(&x.Actors, e.actors)
	add(&x.Recipients, e.recipients)
	if len(as) > 0 {
		x.As = as
	}
	x.Trigger = []entente.Span{t.Tokens[e.trigger].Span}
	if e.anchor != e.trigger {
		x.Trigger = append(x.Trigger, t.Tokens[e.anchor].Span)
	}
	for _, w := range e.consumed {
		if s := t.Tokens[w].Span; w != e.trigger && w != e.anchor {
			x.Trigger = append(x.Trigger, s)
		}
	}
	if x.Type != "" && c.ontology != nil {
		x.Quad = c.ontology.Quad(x.Type)
		if s, ok := c.ontology.Score(x.Type, x.Mode); ok {
			x.Score = &s
		}
		x.CAMEO = c.ontology.CAMEO(x.Type, x.Mode, x.Kind, x.Contexts)
	}
	x.Historical = d.historical(e)
	x.AssertedBy, x.ReportedBy = d.asserted(e)
	x.Refs = d.refs(e)
	x.Confidence = d.confidence(e, c)
	return x
}
