package events

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/events/pattern"
)

// A visit to a town is a visit to the state in which it lies, and an attack on a town one on that state. The towns that may so
// stand for a state are no mentions of their own; those that an event needs become mentions of kind place that act for the state.

// towns puts the toponyms that lie in a known country behind the mentions, as candidates. A mention that an earlier
// reading made of one is taken again.
func (d *reading) towns() {
	made := map[entente.Span]int{}
	for i := range d.a.Mentions {
		if m := &d.a.Mentions[i]; m.Kind == "place" && m.Of != "" {
			made[m.Span()] = i
		}
	}
	a := *d.a
	a.Mentions = append([]entente.Mention(nil), d.a.Mentions...)
	d.a, d.given = &a, len(a.Mentions)
	d.town = map[entente.Span]int{}
	for i := range a.Places {
		p := &a.Places[i]
		of := p.Country
		if p.Name == "Europe" {
			of = d.europe()
		}
		if p.Span == nil || p.As == "state" || of == "" || of == p.Name {
			continue
		}
		k, ok := made[*p.Span]
		if !ok {
			k, ok = d.state(p)
		}
		if !ok {
			m := entente.Mention{Kind: "place", Name: p.Span.In(a.Document.Text), Of: of, Via: "name", Sentence: p.Sentence, Head: -1}
			k = len(a.Mentions)
			a.Mentions = append(a.Mentions, m.At(*p.Span))
		}
		d.town[*p.Span] = k
	}
}

// union is the body that a document means by Europe, where it speaks of it by name.
const union = "org:EU"

// europe is the union where the document names it, "" where Europe may only be the continent.
func (d *reading) europe() string {
	for i := range d.a.Mentions {
		if m := &d.a.Mentions[i]; m.Actor == union && m.Via == "name" {
			return union
		}
	}
	return ""
}

// state is the mention of a state by its name that a place is.
func (d *reading) state(p *entente.Place) (mention int, ok bool) {
	if p.Sentence < 0 || p.Sentence >= len(d.mentions) {
		return 0, false
	}
	for _, k := range d.mentions[p.Sentence] {
		if m := &d.a.Mentions[k]; m.Kind == "state" && m.Span() == *p.Span {
			return k, true
		}
	}
	return 0, false
}

// A scene is a place in a sentence: the word that heads it, and the mention of the state or of the town that stands for it.
type scene struct{ word, mention int }

// set finds the towns and states of a sentence where something may happen.
func (d *reading) set(s *scan) {
	s.town = map[int]int{}
	for _, k := range d.places[s.sentence] {
		span := *d.a.Places[k].Span
		w := s.tree.HeadOf(span)
		if w < 0 {
			continue
		}
		if m, ok := d.town[span]; ok {
			s.town[w] = m
			s.scenes = append(s.scenes, scene{w, m})
		} else if m, ok := d.state(&d.a.Places[k]); ok {
			s.scenes = append(s.scenes, scene{w, m})
		}
	}
}

// host finds the town in a role that wants the state to which somebody goes, or on which an attack falls.
func (s *scan) host(m *candidate, r pattern.Role) []party {
	if !hosting(m.p, r) {
		return nil
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				for _, x := range s.tree.Conjuncts(w) {
					if k, ok := s.town[x]; ok {
						return []party{{k, r.As, strings.Join(path, ".") + ", where the town lies"}}
					}
				}
			}
		}
	}
	return nil
}

// hosting reports whether a town in a role stands for its state: where one goes, where an attack falls, and where people
// protest of whom no more is known.
func hosting(p *pattern.Pattern, r pattern.Role) bool {
	if r.Name == "actor" {
		return p.Type == "PROTEST"
	}
	return r.As == "host" || p.Type == "ASSAULT"
}

// scene gives an attack or a protest of which nobody is known the place where it was: those attacked, or those who protest, are
// of its state.
func (s *scan) scene(m *candidate) {
	if m.p.Type != "ASSAULT" && m.p.Type != "PROTEST" || m.p.Flags["two"] || m.p.Flags["mutual"] || m.p.Flags["weak"] && m.anchor == m.trigger {
		return
	}
	for _, at := range s.scenes {
		if !local(s.tree, m, at.word) {
			continue
		}
		p := party{at.mention, "", "where it was"}
		if m.p.Type == "PROTEST" {
			m.actors = []party{p}
		} else {
			m.recipients = []party{p}
		}
		return
	}
}

// perpetrator reports whether those who attacked are named as such, though not who they are: "gunmen", "rebels".
func (s *scan) perpetrator(m *candidate, r pattern.Role) bool {
	if r.Name != "actor" || m.p.Type != "ASSAULT" {
		return false
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				if perpetrators[s.tree.Lemma(w)] {
					return true
				}
			}
		}
	}
	return false
}

var perpetrators = set(`gunman attacker assailant militant insurgent rebel extremist jihadist terrorist bandit guerrilla bomber sniper kidnapper pirate
 fighter militiaman hijacker separatist islamist raider mob gang cartel`)

// struck gives attacks that name nobody on the receiving side the state of the place where they fell.
func (d *reading) struck() {
	for i := range d.found {
		e := &d.found[i]
		if e.typ != "ASSAULT" || len(e.recipients) > 0 || e.p.Flags["mutual"] || e.place == nil || e.place.Span == nil {
			continue
		}
		if k, ok := d.town[*e.place.Span]; ok {
			e.recipients = e.s.unique([]party{{k, "", "where it fell"}}, e.actors)
		}
	}
}

// used gives the towns and bodies that events need their ids, after those of the mentions that were given, and returns them.
func (d *reading) used() []entente.Mention {
	var out []entente.Mention
	for i := range d.found {
		for _, ps := range [2][]party{d.found[i].actors, d.found[i].recipients} {
			for _, p := range ps {
				if m := &d.a.Mentions[p.mention]; p.mention >= d.given && m.ID == "" {
					m.ID = fmt.Sprintf("m%d", d.given+len(out))
					for _, o := range out {
						if o.Kind == "organisation" && o.Name == m.Name {
							m.SameAs = o.ID
							break
						}
					}
					out = append(out, *m)
				}
			}
		}
	}
	return out
}
