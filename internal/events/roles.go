package events

import (
	"strings"

	"entente"
)

// fill finds the mentions in a role: the first alternative that yields a known actor, else the first that yields any.
func (s *scan) fill(m *candidate, r role) []party {
	var unknown []party
	for _, alt := range r.alts {
		var found []party
		for _, path := range alt {
			via := strings.Join(path, ".")
			for _, w := range s.walk(m, path) {
				for _, x := range s.mentions(w, r.name == "recipient" || len(path) > 1, 0) {
					found = append(found, party{x, r.as, via})
				}
			}
		}
		if s.anyKnown(found) {
			return found
		}
		if unknown == nil {
			unknown = found
		}
	}
	return unknown
}

// mentions are the mentions that a word and what is coordinated with it stand for. Where the word is no mention itself but a
// body, an office or (for what an act falls on) a thing of somebody, they are those of whom it is: "troops of", "the French plan".
func (s *scan) mentions(w int, thing bool, depth int) []int {
	if depth > 3 {
		return nil
	}
	var out []int
	for _, c := range s.tree.Conjuncts(w) {
		here := s.at[c]
		if !s.anyKnownMention(here) {
			if k := s.tree.Kid(c, "appos", "flat"); k >= 0 && s.anyKnownMention(s.at[k]) {
				here = s.at[k]
			} else if found := s.below(c, thing, depth); len(found) > 0 {
				here = found
			}
		}
		out = append(out, here...)
	}
	return out
}

func (s *scan) below(c int, thing bool, depth int) []int {
	t := s.tree
	if !t.Noun(c) && t.Tokens[c].UPOS != "ADJ" && t.Tokens[c].UPOS != "NUM" || !thing && !agentive[t.Lemma(c)] && s.in[c] < 0 {
		return nil
	}
	var out []int
	for _, k := range t.Kids(c) {
		switch rel := t.Tokens[k].Rel; {
		case rel == "nmod:poss" || rel == "amod" || rel == "compound" || rel == "nmod:desc" || rel == "nmod:unmarked":
			out = append(out, s.mentions(k, false, depth+1)...)
		case rel == "nmod" && (t.Case(k) == "of" || t.Case(k) == "from" || t.Case(k) == "in" && agentive[t.Lemma(c)]):
			out = append(out, s.mentions(k, thing, depth+1)...)
		}
	}
	if !s.anyKnownMention(out) {
		return nil
	}
	return out
}

// agentive are nouns for bodies and people that act for whom they belong to.
var agentive = set(`government administration ministry minister president premier chancellor king queen emir sultan crown prince monarch leader leadership
 official authority parliament congress senate assembly lawmaker legislator court judge prosecutor police force troop army navy military soldier guard militia
 fighter rebel jet warplane plane aircraft helicopter drone ship vessel warship missile rocket artillery envoy ambassador diplomat delegation
 representative spokesman spokeswoman spokesperson embassy mission side team negotiator party company firm bank airline regulator agency
 commission council cabinet regime state country nation republic kingdom member power people citizen national protester demonstrator worker
 student activist group movement organization organisation union alliance bloc coalition head chief commander general secretary
 counterpart foreign_minister intelligence service unit brigade gunman militant insurgent separatist inspector expert scientist hacker
 politician mp deputy governor mayor businessman investor tourist refugee migrant journalist capital house half majority most some all both one
 thousand hundred dozen million number resident crowd family farmer airstrike strike peacekeeper monitor observer peacekeeping`)

// known reports whether it is settled who a mention is or for whom it acts.
func known(m *entente.Mention) bool { return m.Actor != "" || m.Of != "" }

func (s *scan) anyKnownMention(ms []int) bool {
	for _, m := range ms {
		if known(&s.a.Mentions[m]) {
			return true
		}
	}
	return false
}

func (s *scan) anyKnown(ps []party) bool {
	for _, p := range ps {
		if known(&s.a.Mentions[p.mention]) {
			return true
		}
	}
	return false
}

// known counts the different known parties of a candidate.
func (s *scan) known(m *candidate) int {
	seen := map[string]bool{}
	for _, ps := range [2][]party{m.actors, m.recipients} {
		for _, p := range ps {
			if x := &s.a.Mentions[p.mention]; known(x) {
				seen[code(x)] = true
			}
		}
	}
	return len(seen)
}

// code is what tells one party from another: the state or body it acts for, else who it is.
func code(m *entente.Mention) string {
	switch {
	case m.Of != "" && m.Kind != "state" && m.Kind != "organisation":
		return m.Of
	case m.Actor != "":
		return m.Actor
	case m.Of != "":
		return m.Of
	case m.SameAs != "":
		return m.SameAs
	}
	return m.ID
}

// tidy takes out repeats, puts everybody of a mutual act among the actors, and keeps nobody on both sides.
func (s *scan) tidy(m *candidate) {
	if m.p.flags["mutual"] {
		m.actors, m.recipients = append(m.actors, m.recipients...), nil
	}
	m.actors = s.unique(m.actors, nil)
	m.recipients = s.unique(m.recipients, m.actors)
}

// unique takes out repeats of one actor, and a state or body that stands on the other side already.
func (s *scan) unique(ps, not []party) []party {
	var out []party
	for _, p := range ps {
		x, dup := &s.a.Mentions[p.mention], false
		for _, q := range out {
			dup = dup || identity(x) == identity(&s.a.Mentions[q.mention])
		}
		for _, q := range not {
			y := &s.a.Mentions[q.mention]
			dup = dup || identity(x) == identity(y) || known(x) && code(x) == code(y) && x.Kind != "person" && x.Kind != "group"
		}
		if !dup {
			out = append(out, p)
		}
	}
	return out
}

// identity is who a mention is, whomever it acts for.
func identity(m *entente.Mention) string {
	switch {
	case m.Actor != "":
		return m.Actor
	case m.SameAs != "":
		return m.SameAs
	}
	return m.ID
}
