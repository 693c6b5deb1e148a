package match

import (
	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// region reports whether a toponym is itself the subject of its clause, as one that acts is: "California signed".
func (s *Sentence) region(w int) bool {
	return s.regions[w] && (s.Tree.Rel(w) == "nsubj" && !s.Tree.Passive(s.Tree.Head(w)) || s.Tree.Rel(w) == "conj" && s.Tree.Rel(s.Tree.Head(w)) == "nsubj")
}

// owner is the possessive of a word, or of what it is one of: "its aircraft", "one of its aircraft"; -1 for none.
func (s *Sentence) owner(w int) int {
	if k := s.Tree.Kid(w, "nmod:poss"); k >= 0 || s.Tree.Tokens[w].UPOS != "NUM" {
		return k
	}
	for _, k := range s.Tree.Phrases(w, "of") {
		return s.Tree.Kid(k, "nmod:poss")
	}
	return -1
}

// Described reports whether a group's own words tell it apart from others of its kind: "regional organisations", "countries of the
// Caribbean", but not "countries" or "countries of the region".
func (s *Sentence) Described(p Party) bool {
	m := &s.A.Mentions[p.Mention]
	w := m.Head
	if w < 0 || w >= len(s.Tree.Tokens) {
		return false
	}
	for _, k := range s.Tree.Kids(w) {
		switch s.Tree.Rel(k) {
		case "amod", "nummod", "compound":
			return !own[s.Tree.Lemma(k)]
		case "nmod":
			if s.Tree.Tokens[k].UPOS == "PROPN" {
				return true
			}
		case "det":
			if s.Tree.Lemma(k) == "some" {
				return true
			}
		}
	}
	return false
}

// own are words that say of a group that it is of the actor's own state.
var own = pattern.Set("local domestic national home own")

// anyPerson reports whether one of some parties is a person with a name.
func (s *Sentence) anyPerson(ps []Party) bool {
	for _, p := range ps {
		if m := &s.A.Mentions[p.Mention]; m.Kind == "person" && m.Name != "" && (m.Via == "name" || m.Via == "pronoun") {
			return true
		}
	}
	return false
}

// Between reports whether two bodies with names are on the two sides, or do together what is done together: "Orion Motors sued Vega
// Airways" is a row though no table knows either.
func (s *Sentence) Between(m *Candidate) bool {
	if m.Pattern.Flags["mutual"] {
		n := 0
		for _, p := range m.Actors {
			if x := &s.A.Mentions[p.Mention]; trees.Known(x) || x.Kind == "organisation" && x.Via == "name" {
				n++
			}
		}
		return n > 1 && s.anyBody(m.Actors)
	}
	return (s.anyBody(m.Actors) || s.AnyKnown(m.Actors)) && s.anyBody(m.Recipients) || s.anyBody(m.Actors) && s.AnyKnown(m.Recipients)
}

// beyond reports whether a mention stands in a clause of its own behind a semicolon: "recalled its envoy; Oslo called for calm".
func (s *Sentence) beyond(trigger int, x *entente.Mention) bool {
	for i := trigger; i < len(s.Tree.Tokens) && s.Tree.Tokens[i].Start < *x.Start; i++ {
		if s.Tree.Tokens[i].Form == ";" {
			return true
		}
	}
	return false
}

// polity reports whether a state or its government acts, no people of it: "Tokyo protested".
func (s *Sentence) polity(m *Candidate) bool {
	for _, p := range m.Actors {
		x := &s.A.Mentions[p.Mention]
		if x.Kind == "state" && x.Actor != "" || x.Kind == "organisation" && len(x.Sectors) > 0 && x.Sectors[0] == "GOV" {
			return true
		}
	}
	return false
}

// office reports whether somebody with an office acts.
func (s *Sentence) office(m *Candidate) bool {
	for _, p := range m.Actors {
		if x := &s.A.Mentions[p.Mention]; x.Kind == "person" && x.Role != "" && x.Of != "" && len(x.Sectors) > 0 && x.Sectors[0] == "GOV" {
			return true
		}
	}
	return false
}

// fellows are plurals that stand for two who were spoken of together.
var fellows = pattern.Set("neighbour neighbor side rival foe ally partner leader president minister premier government state nation")

// regional are those in an acting part who are told by their part of the world alone: "West African leaders rejected".
func (s *Sentence) regional(m *Candidate, r pattern.Role) []Party {
	if r.Name != "actor" {
		return nil
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				for _, k := range s.Tree.Kids(w) {
					if rel := s.Tree.Rel(k); (rel == "amod" || rel == "compound") && regions[s.Tree.Tokens[k].Form] && powers[s.Tree.Lemma(w)] {
						if x, ok := s.d.crowd(s.Tree, s.Cast.In, s.Index, w); ok {
							return []Party{{x, r.As, "states of a part of the world"}}
						}
					}
				}
			}
		}
	}
	return nil
}

// regions are adjectives for parts of the world.
var regions = pattern.Set("African European Asian Arab Western Caribbean Pacific Nordic Baltic Balkan Gulf Latin Scandinavian Sahelian Andean Maghreb")

// powers are plurals for those who act for states.
var powers = pattern.Set("leader minister state country nation government power official diplomat president ambassador envoy neighbour neighbor")
