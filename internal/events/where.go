package events

import (
	"entente"
	"entente/internal/events/match"
)

// where finds the place of each event: a toponym in a phrase of place on its trigger or its verb.
func (d *reading) where() {
	for i := range d.found {
		e := &d.found[i]
		for _, k := range d.Places[e.s.Index] {
			x := d.A.Places[k]
			w := e.s.Tree.HeadOf(*x.Span)
			if w < 0 || !e.s.Local(e.Candidate, w) {
				continue
			}
			p := x
			e.place = &p
			break
		}
	}
}

// struck gives attacks that name nobody on the receiving side the state of the place where they fell.
func (d *reading) struck() {
	for i := range d.found {
		e := &d.found[i]
		if e.typ != "ASSAULT" || e.s.AnyKnown(e.Recipients) || e.Pattern.Flags["mutual"] || e.place == nil || e.place.Span == nil {
			continue
		}
		if k, ok := d.Town(*e.place.Span); ok {
			e.Recipients = e.s.Unique([]match.Party{{Mention: k, Via: "where it fell"}}, e.Actors)
		}
	}
}

// held gives arrests and convictions that name nobody on the acting side the state of the place where they were: its courts and police did it.
func (d *reading) held() {
	for i := range d.found {
		e := &d.found[i]
		if len(e.Actors) > 0 || e.mode != "arrest" && e.mode != "convict" || len(e.Recipients) == 0 {
			continue
		}
		if k, ok := e.s.Scene(e.Candidate); ok {
			e.Actors = e.s.Unique([]match.Party{{Mention: k, Via: "where it was"}}, e.Recipients)
		}
	}
}

// suffered are the types whose rows say little without those whom the act falls on: "released *prisoners*".
var suffered = map[string]bool{"ASSAULT": true, "COERCE": true, "RETREAT": true, "CONCEDE": true, "THREATEN": true}

// crowds gives acts that name nobody on the receiving side the groups that stand there: acts on people any, the others those that
// the text describes ("urged *the countries of the region*").
func (d *reading) crowds() {
	for i := range d.found {
		e := &d.found[i]
		if len(e.Actors) == 0 || len(e.Recipients) > 0 || e.Pattern.Flags["mutual"] && (e.s.Known(e.Candidate) > 1 || len(e.Actors) > 1) {
			continue
		}
		ps := e.s.Crowds(e.Candidate)
		switch {
		case len(ps) == 0 || !suffered[e.typ] && (e.typ == "" || !e.s.Described(ps[0])):
		case e.Pattern.Flags["mutual"]:
			e.Actors = append(e.Actors, ps...)
		default:
			e.Recipients = ps
		}
	}
}

// event writes the record of what was found.
func (d *reading) event(e *coded, c *Coder) entente.Event {
	t := e.s.Tree
	x := entente.Event{
		Type: e.typ, Mode: e.mode, Contexts: d.contexts(e), Kind: e.kind, Status: e.status, Date: e.date, Place: e.place,
		Actors: []string{}, Recipients: []string{}, Rule: e.Pattern.Rule,
		Evidence: d.A.Sentences[e.s.Index].Span,
	}
	as := map[string]string{}
	add := func(ids *[]string, ps []match.Party) {
		for _, p := range ps {
			id := d.A.Mentions[p.Mention].ID
			*ids = append(*ids, id)
			if p.As != "" {
				as[id] = p.As
			}
		}
	}
	add(&x.Actors, e.Actors)
	add(&x.Recipients, e.Recipients)
	if len(as) > 0 {
		x.As = as
	}
	x.Trigger = []entente.Span{t.Tokens[e.Trigger].Span}
	if e.Anchor != e.Trigger {
		x.Trigger = append(x.Trigger, t.Tokens[e.Anchor].Span)
	}
	for _, w := range e.Consumed {
		if s := t.Tokens[w].Span; w != e.Trigger && w != e.Anchor {
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
