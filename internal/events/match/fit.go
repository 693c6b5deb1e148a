package match

import (
	"strings"

	"entente/internal/events/pattern"
	"entente/internal/trees"
	"entente/internal/trees/mend"
)

// Candidates finds the best pattern for every word of the sentence, in the order of the words.
func (s *Sentence) Candidates() []*Candidate {
	var out []*Candidate
	for i := range s.Tree.Tokens {
		pos := s.pos(i)
		if pos == 0 {
			continue
		}
		var best *Candidate
		for _, lemma := range s.lemmas(i, pos) {
			for _, p := range s.table.Lookup(pos, lemma) {
				if best != nil && p.Weight < best.Pattern.Weight {
					continue
				}
				if m := s.fit(p, i); m != nil && (best == nil || m.Weight >= best.Weight) {
					best = m
				}
			}
		}
		if best != nil {
			out = append(out, s.apart(best)...)
		}
	}
	return out
}

// apart makes two of an act with coordinated objects each of which says with whom: "signed an accord with Oslo and a treaty with Bergen".
func (s *Sentence) apart(m *Candidate) []*Candidate {
	out := []*Candidate{m}
	if !m.Pattern.Flags["mutual"] || m.Pattern.POS != 'V' || len(m.Consumed) < 2 {
		return out
	}
	o := s.Tree.Object(m.Trigger)
	if o < 0 || len(s.Tree.Phrases(o, "with")) == 0 {
		return out
	}
	subject := s.parties(s.Tree.Function(m.Trigger, m.Anchor, "subj"))
	var kept []int
	for _, w := range m.Consumed {
		with := s.parties(s.Tree.Phrases(w, "with"))
		if w == o || s.Tree.Rel(w) != "conj" || !s.AnyKnown(with) || len(s.Unique(with, m.Actors)) == 0 || !s.AnyKnown(subject) {
			kept = append(kept, w)
			continue
		}
		x := &Candidate{Pattern: m.Pattern, Trigger: w, Anchor: m.Trigger, Weight: m.Weight, Actors: append(append([]Party{}, subject...), with...)}
		s.tidy(x)
		out = append(out, x)
	}
	m.Consumed = kept
	return out
}

// parties are those that some words stand for.
func (s *Sentence) parties(ws []int) []Party {
	var out []Party
	for _, w := range ws {
		for _, k := range s.Cast.Parties(w, trees.Bodies) {
			if s.somebody(k) {
				out = append(out, Party{k, "", "each with its own"})
			}
		}
	}
	return out
}

// lemmas are the names under which a word is looked up: its lemma, for a phrasal verb that with the particle.
func (s *Sentence) lemmas(i int, pos byte) []string {
	l, ok := s.Tree.Is(i, func(b string) bool { return s.table.Lookup(pos, b) != nil })
	if !ok {
		l = s.Tree.Lemma(i)
	}
	if pos == 'V' {
		if k := s.Tree.Kid(i, "compound:prt"); k >= 0 {
			return []string{s.Tree.Lemma(i) + "_" + s.Tree.Lemma(k)}
		}
		if k := i + 1; k < len(s.Tree.Tokens) && s.Tree.Head(k) == i && s.Tree.Rel(k) == "advmod" && particles[s.Tree.Lemma(k)] {
			return []string{l, s.Tree.Lemma(i) + "_" + s.Tree.Lemma(k)}
		}
	}
	return []string{l}
}

// particles are adverbs that a verb may be one with.
var particles = pattern.Set("away back down in off out over up aside apart")

// Title reports whether the sentence is a headline.
func (s *Sentence) Title() bool {
	p := s.A.Sentences[s.Index].Part
	if p < 0 || p >= len(s.A.Document.Parts) {
		return false
	}
	k := s.A.Document.Parts[p].Kind
	return k == "title" || k == "heading" || k == "caption"
}

// pos is V, N or A for a word that may be a trigger, else 0: names, parts of names and auxiliaries are none.
func (s *Sentence) pos(i int) byte {
	t := s.Tree
	rel := t.Rel(i)
	switch t.Tokens[i].UPOS {
	case "VERB":
		if rel == "amod" || rel == "compound" || rel == "case" || rel == "fixed" || rel == "flat" {
			return 0
		}
		if rel == "conj" && t.Rel(t.Head(i)) == "amod" && t.Tokens[i].XPOS == "VBN" && t.Head(t.Head(i)) > i { // "a reformed and restructured body"
			return 0
		}
		return 'V'
	case "NOUN":
		if rel == "compound" {
			return 0
		}
		return 'N'
	case "PROPN":
		if rel == "compound" || rel == "flat" || s.Cast.In[i] >= 0 && s.named(s.Cast.In[i]) || !s.Title() && !properEvents[t.Lemma(i)] && t.Tokens[i].XPOS != "NNS" && i > 0 {
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
var properEvents = pattern.Set("summit war invasion conference talks")

// named reports whether a mention is a proper name, whose words are not words of the sentence.
func (s *Sentence) named(m int) bool {
	switch s.A.Mentions[m].Via {
	case "title", "pronoun", "description":
		return false
	}
	return true
}

// fit holds a pattern against a trigger; nil where it does not fit.
func (s *Sentence) fit(p *pattern.Pattern, i int) *Candidate {
	m := &Candidate{Pattern: p, Trigger: i, Anchor: i, Weight: p.Weight}
	if p.POS == 'N' {
		if v, _, _ := s.Tree.Light(i); v >= 0 {
			m.Anchor, m.Announced = v, s.Tree.Lemma(v) == "announce"
		}
	}
	if !s.meets(m) {
		return nil
	}
	bodies := false // a part that has to be filled is by a body that only its name is known of
	for _, r := range p.Roles {
		parties := s.fill(m, r)
		if r.Name == "recipient" && len(s.Unique(parties, m.Actors)) == 0 || !s.AnyKnown(parties) {
			if h := s.host(m, r); h != nil {
				parties = h
			}
		}
		if r.Required && !s.AnyKnown(parties) && !s.perpetrator(m, r) {
			if x := s.locals(m, r); x != nil {
				parties = x
			} else if c := s.regional(m, r); len(c) > 0 {
				parties = c
			} else if c := s.Crowds(m); r.Name == "recipient" && p.Type == "ACCUSE" && s.AnyKnown(m.Actors) && len(c) > 0 {
				parties = c
			} else if (!s.anyBody(parties) || p.Type == "RETREAT" && r.Name == "recipient") && !(r.Name == "recipient" && personal[p.Type] && s.anyPerson(parties)) {
				return nil
			}
			bodies = true
		}
		if r.Name == "actor" {
			m.Actors = append(m.Actors, parties...)
		} else {
			m.Recipients = append(m.Recipients, parties...)
		}
	}
	self := p.Type == "REQUEST" && s.ourselves(m)
	s.tidy(m)
	if self && len(m.Recipients) == 0 || s.lifeless(m) {
		return nil
	}
	if !s.AnyKnown(m.Recipients) && s.AnyKnown(m.Actors) {
		s.understood(m)
	}
	if p.Flags["pair"] && s.Known(m) < 2 && (p.Kind != "anniversary" || s.relational()) {
		s.lend(m)
	}
	if !s.AnyKnown(m.Actors) && !s.AnyKnown(m.Recipients) {
		s.scene(m)
	}
	between := s.Between(m)
	if !s.AnyKnown(m.Actors) && !s.AnyKnown(m.Recipients) && !between || p.Flags["two"] && !s.two(m) && !between {
		return nil
	}
	if bodies && !between && p.Flags["mutual"] && s.Known(m) < 1 || !s.enough(m) {
		return nil
	}
	m.Weight += min(s.Known(m), 4)
	return m
}

// ourselves reports whether what "we" or "I" do falls on us or on a thing of ours: what we ask of ourselves is asked of nobody. "Our
// partners" are others.
func (s *Sentence) ourselves(m *Candidate) bool {
	own := false
	for _, p := range m.Recipients {
		x := &s.A.Mentions[p.Mention]
		w := s.Tree.HeadOf(x.Span())
		if x.Via != "pronoun" || s.person(x) != 1 || w < 0 {
			return false
		}
		for _, q := range m.Actors {
			if y := &s.A.Mentions[q.Mention]; p.Mention == q.Mention || y.Via != "pronoun" || s.person(y) != 1 {
				return false
			}
		}
		if l := s.Tree.Lemma(s.Tree.Head(w)); s.Tree.Rel(w) == "nmod:poss" || s.Tree.Rel(w) == "nmod" {
			if mend.Agentive(l) || crowds[l] || people[l] {
				return false
			}
		}
		own = true
	}
	return own
}

// people are nouns for those who stand beside somebody: "our friends", "its neighbours".
var people = pattern.Set(`friend brother sister neighbour neighbor partner ally colleague counterpart guest host cousin comrade supporter donor well-wisher creditor youth child
 delegation compatriot interlocutor`)

// custody are the modes of what only people do to people: a climate of opinion "has convicted them" of nothing.
var custody = map[string]bool{"arrest": true, "convict": true}

// lifeless reports whether the subject of an arrest or a conviction is a thing.
func (s *Sentence) lifeless(m *Candidate) bool {
	if !custody[m.Pattern.Mode] || m.Pattern.POS != 'V' || len(m.Actors) > 0 {
		return false
	}
	for _, w := range s.walk(m, []string{"subj"}) {
		x := &s.Tree.Tokens[w]
		if l := s.Tree.Lemma(w); len(s.Cast.On[w]) == 0 && (l == "it" || l == "this" || l == "that" || x.UPOS == "NOUN" && moods[l]) {
			return true
		}
	}
	return false
}

// moods are nouns of what people feel, say or go through.
var moods = pattern.Set(`climate opinion mood feeling fear poverty hunger past history fate circumstance situation condition system tradition prejudice habit
 ignorance ideology belief disease illness despair love hatred coverage press statement word image memory conscience`)

// personal are the types of acts that fall on people, who then stand in them by their names.
var personal = map[string]bool{"COERCE": true, "ASSAULT": true, "RETREAT": true, "SANCTION": true, "ACCUSE": true, "CONCEDE": true}

// enough reports whether a candidate has the parties and the verb that its pattern's flags want.
func (s *Sentence) enough(m *Candidate) bool {
	f, bare := m.Pattern.Flags, m.Anchor == m.Trigger
	if f["body"] && !s.organised(m.Recipients) {
		return false
	}
	if f["polity"] && !s.polity(m) || f["office"] && !s.office(m) {
		return false
	}
	return (!f["named"] || len(m.Actors) > 0) && (!f["light"] || !bare) && (!f["weak"] || !bare || s.Known(m) > 1)
}

// organised reports whether one of some parties is an organisation, not a state or a person.
func (s *Sentence) organised(ps []Party) bool {
	for _, p := range ps {
		if strings.HasPrefix(trees.Code(&s.A.Mentions[p.Mention]), "org:") {
			return true
		}
	}
	return false
}
