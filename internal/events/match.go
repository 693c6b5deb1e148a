package events

import (
	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// A scan is one sentence being read: its tree and the mentions that stand in it.
type scan struct {
	a        *entente.Analysis
	d        *reading
	table    *Table
	sentence int
	here     [][]int // sentence → indexes of its mentions
	cast     *trees.Cast
	tree     *trees.Tree
	dated    map[int]bool // words of dates
	scenes   []scene
	town     map[int]int // head word of a toponym → the mention that may stand for its state
}

// A party is a mention in a role, and the function it was found in.
type party struct {
	mention int
	as      string
	via     string
}

// A candidate is a pattern that fits a trigger.
type candidate struct {
	p          *pattern.Pattern
	trigger    int
	anchor     int   // the verb that carries tense and phrases: the trigger, or its light verb
	consumed   []int // words that the conditions matched: part of the trigger
	actors     []party
	recipients []party
	weight     int
	mood       trees.Mood
	typ, mode  string
	status     string
	why        []string
	announced  bool // its light verb is "announce"
}

// candidates finds the best pattern for every word of the sentence.
func (c *Coder) candidates(s *scan) []*candidate {
	var out []*candidate
	for i := range s.tree.Tokens {
		pos := s.pos(i)
		if pos == 0 {
			continue
		}
		var best *candidate
		for _, lemma := range s.lemmas(i, pos) {
			for _, p := range c.table.Lookup(pos, lemma) {
				if best != nil && p.Weight < best.p.Weight {
					continue
				}
				if m := s.fit(p, i); m != nil && (best == nil || m.weight >= best.weight) {
					best = m
				}
			}
		}
		if best != nil {
			out = append(out, best)
		}
	}
	return out
}

// lemmas are the names under which a word is looked up: its lemma, for a phrasal verb that with the particle.
func (s *scan) lemmas(i int, pos byte) []string {
	l, ok := s.tree.Is(i, func(b string) bool { return s.table.Lookup(pos, b) != nil })
	if !ok {
		l = s.tree.Lemma(i)
	}
	if pos == 'V' {
		if k := s.tree.Kid(i, "compound:prt"); k >= 0 {
			return []string{s.tree.Lemma(i) + "_" + s.tree.Lemma(k)}
		}
		if k := i + 1; k < len(s.tree.Tokens) && s.tree.Head(k) == i && s.tree.Rel(k) == "advmod" && particles[s.tree.Lemma(k)] {
			return []string{l, s.tree.Lemma(i) + "_" + s.tree.Lemma(k)}
		}
	}
	return []string{l}
}

// particles are adverbs that a verb may be one with.
var particles = set("away back down off out over up aside apart")

// pos is V, N or A for a word that may be a trigger, else 0: names, parts of names and auxiliaries are none.
func (s *scan) pos(i int) byte {
	t := s.tree
	rel := t.Rel(i)
	switch t.Tokens[i].UPOS {
	case "VERB":
		if rel == "amod" || rel == "compound" || rel == "case" || rel == "fixed" || rel == "flat" {
			return 0
		}
		return 'V'
	case "NOUN":
		if rel == "compound" {
			return 0
		}
		return 'N'
	case "PROPN":
		if rel == "compound" || rel == "flat" || s.cast.In[i] >= 0 && s.named(s.cast.In[i]) || !s.title() && !properEvents[t.Lemma(i)] && t.Tokens[i].XPOS != "NNS" && i > 0 {
			return 0
		}
		return 'N'
	case "ADJ":
		if rel == "amod" && t.Kid(i, "obl") < 0 {
			return 0
		}
		return 'A'
	}
	return 0
}

// properEvents are nouns that keep their sense in the name of an event.
var properEvents = set("summit war invasion conference talks")

// named reports whether a mention is a proper name, whose words are not words of the sentence.
func (s *scan) named(m int) bool {
	switch s.a.Mentions[m].Via {
	case "title", "pronoun", "description":
		return false
	}
	return true
}

// fit holds a pattern against a trigger; nil where it does not fit.
func (s *scan) fit(p *pattern.Pattern, i int) *candidate {
	m := &candidate{p: p, trigger: i, anchor: i, weight: p.Weight}
	if p.POS == 'N' {
		if v, _, _ := s.tree.Light(i); v >= 0 {
			m.anchor, m.announced = v, s.tree.Lemma(v) == "announce"
		}
	}
	for _, k := range p.Conds {
		found := s.walk(m, k.Path)
		if k.Words != nil {
			found = s.lexical(found, k.Words)
		} else {
			found = s.timeless(found)
		}
		if (len(found) > 0) == k.Forbid {
			return nil
		}
		if k.Words != nil && !k.Forbid {
			m.consumed = append(m.consumed, found...)
		}
	}
	bodies := false // a part that has to be filled is by a body that only its name is known of
	for _, r := range p.Roles {
		parties := s.fill(m, r)
		if r.Name == "recipient" && len(s.unique(parties, m.actors)) == 0 || !s.anyKnown(parties) {
			if h := s.host(m, r); h != nil {
				parties = h
			}
		}
		if r.Required && !s.anyKnown(parties) && !s.perpetrator(m, r) {
			if !s.anyBody(parties) {
				return nil
			}
			bodies = true
		}
		if r.Name == "actor" {
			m.actors = append(m.actors, parties...)
		} else {
			m.recipients = append(m.recipients, parties...)
		}
	}
	s.tidy(m)
	if p.Flags["pair"] && s.known(m) < 2 {
		s.lend(m)
	}
	if !s.anyKnown(m.actors) && !s.anyKnown(m.recipients) {
		s.scene(m)
	}
	if !s.anyKnown(m.actors) && !s.anyKnown(m.recipients) || p.Flags["two"] && !s.two(m) {
		return nil
	}
	if bodies && (!s.anyKnown(m.actors) && !s.anyKnown(m.recipients) || p.Flags["mutual"] && s.known(m) < 1) || !s.enough(m) {
		return nil
	}
	m.weight += min(s.known(m), 4)
	return m
}

// enough reports whether a candidate has the parties and the verb that its pattern's flags want.
func (s *scan) enough(m *candidate) bool {
	f, bare := m.p.Flags, m.anchor == m.trigger
	return (!f["named"] || len(m.actors) > 0) && (!f["light"] || !bare) && (!f["weak"] || !bare || s.known(m) > 1)
}

// timeless leaves out what stands in a date: "on Wednesday" is no place or thing that a missile falls on.
func (s *scan) timeless(found []int) []int {
	var out []int
	for _, w := range found {
		if !s.dated[w] {
			out = append(out, w)
		}
	}
	return out
}

// lexical keeps the words (with what is coordinated with them) whose lemma is listed; "nuclear_weapon" wants a modifier, too.
func (s *scan) lexical(found []int, words map[string]bool) []int {
	var out []int
	for _, f := range found {
		at := append(s.tree.Conjuncts(f), s.tree.Function(f, f, "appos")...)
		if quantities[s.tree.Lemma(f)] { // "dozens of rockets"
			at = append(at, s.tree.Phrases(f, "of")...)
		}
		for _, w := range at {
			if _, ok := s.tree.Is(w, func(b string) bool { return words[b] || s.modified(w, b, words) }); ok {
				out = append(out, w)
			}
		}
	}
	return out
}

// quantities are nouns behind which the thing counted stands with "of".
var quantities = set(`dozen hundred thousand million billion score number barrage wave series batch group pair couple lot shipment consignment salvo
 handful majority half part kind type fleet convoy squadron contingent ten`)

// modified reports whether a word with one of its modifiers is listed: "nuclear_weapon".
func (s *scan) modified(w int, lemma string, words map[string]bool) bool {
	for _, k := range s.tree.Kids(w) {
		if r := s.tree.Rel(k); (r == "amod" || r == "compound" || r == "nmod") && words[s.tree.Lemma(k)+"_"+lemma] {
			return true
		}
	}
	return false
}

// walk follows a path of functions from the trigger and returns the words at its end.
func (s *scan) walk(m *candidate, path []string) []int {
	at := s.step(m.trigger, m.anchor, path[0])
	for _, fn := range path[1:] {
		var next []int
		for _, w := range at {
			for _, x := range s.tree.Conjuncts(w) {
				anchor := x
				if s.tree.Noun(x) {
					anchor = -1
				}
				next = append(next, s.step(x, anchor, fn)...)
			}
		}
		at = next
	}
	return at
}

// step gives the words that stand in a function to word i; "whose" needs the table, the others the tree alone.
func (s *scan) step(i, anchor int, fn string) []int {
	if fn == "whose" {
		return s.whose(i)
	}
	return s.tree.Function(i, anchor, fn)
}

// whose are those to whom a thing belongs or who did it: "Iran's plan", "the French plan", "the plan of Iran", "a raid by Iran";
// not the "of" of an act that somebody suffers ("the killing of").
func (s *scan) whose(i int) []int {
	t := s.tree
	out := append(t.Function(i, i, "poss"), t.Phrases(i, "by")...)
	out = append(out, s.step(i, i, "mod")...)
	for _, k := range t.Kids(i) { // "the progress made by", "smears spread by"
		if t.Tokens[k].Rel == "acl" && t.Passive(k) {
			out = append(out, t.Agents(k)...)
		}
	}
	for _, p := range s.table.Lookup('N', t.Lemma(i)) {
		for _, r := range p.Roles {
			if r.Name == "recipient" && r.Names("of") {
				return out
			}
		}
	}
	return append(out, t.Phrases(i, "of")...)
}
