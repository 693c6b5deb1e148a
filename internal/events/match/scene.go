package match

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
func (d *Document) towns() {
	made := map[entente.Span]int{}
	for i := range d.A.Mentions {
		if m := &d.A.Mentions[i]; m.Kind == "place" && m.Of != "" {
			made[m.Span()] = i
		}
	}
	a := *d.A
	a.Mentions = append([]entente.Mention(nil), d.A.Mentions...)
	d.A, d.given = &a, len(a.Mentions)
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
func (d *Document) europe() string {
	for i := range d.A.Mentions {
		if m := &d.A.Mentions[i]; m.Actor == union && m.Via == "name" {
			return union
		}
	}
	return ""
}

// state is the mention of a state by its name that a place is.
func (d *Document) state(p *entente.Place) (mention int, ok bool) {
	if p.Sentence < 0 || p.Sentence >= len(d.Present) {
		return 0, false
	}
	for _, k := range d.Present[p.Sentence] {
		if m := &d.A.Mentions[k]; m.Kind == "state" && m.Span() == *p.Span {
			return k, true
		}
	}
	return 0, false
}

// A scene is a place in a sentence: the word that heads it, and the mention of the state or of the town that stands for it.
type scene struct{ word, mention int }

// set finds the towns and states of a sentence where something may happen.
func (d *Document) set(s *Sentence) {
	s.town, s.regions = map[int]int{}, map[int]bool{}
	for _, k := range d.Places[s.Index] {
		span := *d.A.Places[k].Span
		w := s.Tree.HeadOf(span)
		if w < 0 {
			continue
		}
		if m, ok := d.town[span]; ok {
			s.town[w] = m
			s.regions[w] = d.A.Places[k].Class == "region" || d.A.Places[k].Class == "capital"
			s.scenes = append(s.scenes, scene{w, m})
		} else if m, ok := d.state(&d.A.Places[k]); ok {
			s.scenes = append(s.scenes, scene{w, m})
		}
	}
}

// host finds the town in a role that wants the state to which somebody goes, or on which an attack falls.
func (s *Sentence) host(m *Candidate, r pattern.Role) []Party {
	if !hosting(m.Pattern, r) {
		return nil
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				for _, x := range s.Tree.Conjuncts(w) {
					if k, ok := s.town[x]; ok {
						return []Party{{k, r.As, strings.Join(path, ".") + ", where the town lies"}}
					}
				}
			}
		}
	}
	return nil
}

// hosting reports whether a town in a role stands for its state: where one goes or invests, where an attack falls, and where people
// protest of whom no more is known.
func hosting(p *pattern.Pattern, r pattern.Role) bool {
	if r.Name == "actor" {
		return p.Type == "PROTEST"
	}
	return r.As == "host" || p.Type == "ASSAULT" || p.Mode == "seize" || p.Type == "MOBILIZE" || p.Kind == "investment" || p.Kind == "blockade" || p.Mode == "curfew" || p.Mode == "martial-law"
}

// scene gives an attack or a protest of which nobody is known the place where it was: those attacked, or those who protest, are
// of its state.
func (s *Sentence) scene(m *Candidate) {
	if m.Pattern.Type != "ASSAULT" && m.Pattern.Type != "PROTEST" || m.Pattern.Flags["two"] || m.Pattern.Flags["mutual"] || m.Pattern.Flags["weak"] && m.Anchor == m.Trigger {
		return
	}
	k, ok := s.Scene(m)
	if !ok {
		return
	}
	if p := []Party{{k, "", "where it was"}}; m.Pattern.Type == "PROTEST" {
		m.Actors = p
	} else {
		m.Recipients = p
	}
}

// Scene is the state or town in a phrase of place on a candidate, false for none.
func (s *Sentence) Scene(m *Candidate) (mention int, ok bool) {
	for _, at := range s.scenes {
		if s.Local(m, at.word) {
			return at.mention, true
		}
	}
	return 0, false
}

// perpetrator reports whether those who attacked, took a town or let captives go are named as such, though not who they are: "gunmen", "rebels".
func (s *Sentence) perpetrator(m *Candidate, r pattern.Role) bool {
	if p := m.Pattern; r.Name != "actor" || p.Type != "ASSAULT" && p.Mode != "seize" && p.Mode != "release" && p.Kind != "blockade" {
		return false
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				if perpetrators[s.Tree.Lemma(w)] {
					return true
				}
			}
		}
	}
	return false
}

var perpetrators = pattern.Set(`gunman attacker assailant militant insurgent rebel extremist jihadist terrorist bandit guerrilla bomber sniper kidnapper pirate
 herder herdsman vigilante assassin tribesman fighter militiaman hijacker separatist islamist raider mob gang cartel`)

// Town is the mention of a town or state that stands where a toponym does, false for none.
func (d *Document) Town(at entente.Span) (mention int, ok bool) {
	mention, ok = d.town[at]
	return mention, ok
}

// Use gives towns and bodies among some parties their ids, after those of the mentions that were given, and appends them to those
// used so far.
func (d *Document) Use(ps []Party, out []entente.Mention) []entente.Mention {
	for _, p := range ps {
		m := &d.A.Mentions[p.Mention]
		if p.Mention < d.given || m.ID != "" {
			continue
		}
		m.ID = fmt.Sprintf("m%d", d.given+len(out))
		for _, o := range out {
			if o.Kind == "organisation" && o.Name == m.Name {
				m.SameAs = o.ID
				break
			}
		}
		out = append(out, *m)
	}
	return out
}

// Local reports whether word w stands in a phrase of place ("in Geneva", "at Camp David", "in a mosque in Kano") on a candidate.
func (s *Sentence) Local(m *Candidate, w int) bool {
	t := s.Tree
	for n := 0; w >= 0 && n < 6; n++ {
		switch t.Case(w) {
		case "in", "at", "near", "outside", "off", "inside", "across", "along":
			h := t.Head(w)
			if h == m.Trigger || h == m.Anchor || h >= 0 && t.Head(h) == m.Trigger && t.Rel(h) == "obj" {
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
