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
		if p.Span == nil || p.As == "state" || p.Country == "" || p.Country == p.Name {
			continue
		}
		k, ok := made[*p.Span]
		if !ok {
			m := entente.Mention{Kind: "place", Name: p.Span.In(a.Document.Text), Of: p.Country, Via: "name", Sentence: p.Sentence, Head: -1}
			k = len(a.Mentions)
			a.Mentions = append(a.Mentions, m.At(*p.Span))
		}
		d.town[*p.Span] = k
	}
}

// hosts are the towns of a sentence by the word that heads them.
func (d *reading) hosts(s *scan) map[int]int {
	out := map[int]int{}
	for _, k := range d.places[s.sentence] {
		span := *d.a.Places[k].Span
		if m, ok := d.town[span]; ok {
			if w := s.tree.HeadOf(span); w >= 0 {
				out[w] = m
			}
		}
	}
	return out
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

// used gives the towns that events need their ids, after those of the mentions that were given, and returns them.
func (d *reading) used() []entente.Mention {
	var out []entente.Mention
	for i := range d.found {
		for _, ps := range [2][]party{d.found[i].actors, d.found[i].recipients} {
			for _, p := range ps {
				if m := &d.a.Mentions[p.mention]; p.mention >= d.given && m.ID == "" {
					m.ID = fmt.Sprintf("m%d", d.given+len(out))
					out = append(out, *m)
				}
			}
		}
	}
	return out
}
