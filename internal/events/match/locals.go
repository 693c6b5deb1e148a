package match

import (
	"strings"

	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// Crowds, police and victims of whom nothing is said are those of the country that a sentence speaks of, where it speaks of one:
// "The president sent troops to Port Moresby after *policemen* went on strike", "and 11 *people* were shot dead".

// locals gives the people in a role of a protest, an attack without a known attacker or an arrest, and police and courts that
// use force, the one state of the sentence; nil where they, or the state, are not plain.
func (s *Sentence) locals(m *Candidate, r pattern.Role) []Party {
	p, who, protest := m.Pattern, folk, false
	switch {
	case p.POS == 'N' && p.Type == "PROTEST" && p.Kind != "turmoil" && r.Name == "actor":
		return s.outbreak(m, r)
	case p.POS != 'V':
		return nil
	case r.Name == "actor" && p.Type == "PROTEST":
		protest = true
	case r.Name == "actor" && (p.Type == "ASSAULT" || p.Type == "COERCE" || p.Type == "RETREAT" || p.Mode == "convict"):
		who = organs
	case r.Name == "recipient" && (p.Type == "ASSAULT" || p.Mode == "arrest") && !s.AnyKnown(m.Actors):
	default:
		return nil
	}
	for _, alt := range r.Alts {
		for _, path := range alt {
			for _, w := range s.walk(m, path) {
				if !s.nameless(w, who) {
					continue
				}
				if of := s.only(m.Trigger, w, protest); of != "" {
					return []Party{{s.d.local(s.Tree, s.Index, w, of), r.As, strings.Join(path, ".") + ", of the one state of the sentence"}}
				}
			}
		}
	}
	return nil
}

// outbreak gives protests and riots of which nothing more is said the one state of the sentence: "after days of street protests".
func (s *Sentence) outbreak(m *Candidate, r pattern.Role) []Party {
	t, w := s.Tree, m.Trigger
	if t.Tokens[w].XPOS != "NNS" || t.Has(w, "det", "no", "any") || t.Case(w) == "in" || t.Case(w) == "for" || t.Case(w) == "of" && t.Kid(w, "amod", "compound") < 0 {
		return nil
	}
	for _, k := range t.Kids(w) {
		if c := t.Case(k); c == "in" || c == "from" || c == "outside" || c == "at" || c == "by" || s.Cast.In[k] >= 0 {
			return nil // they were elsewhere, or somebody's
		}
	}
	if s.Known(m) > 0 {
		return nil
	}
	of := s.only(w, w, false)
	for _, k := range s.d.Present[s.Index] {
		if x := &s.A.Mentions[k]; of != "" && x.Kind == "state" && x.Actor == of {
			return []Party{{k, r.As, "the one state of the sentence"}}
		}
	}
	for _, k := range s.town {
		if of != "" && s.A.Mentions[k].Of == of {
			return []Party{{k, r.As, "the one state of the sentence"}}
		}
	}
	return nil
}

// nameless reports whether a word is one of some nouns for people, and nothing but number and manner is said of them.
func (s *Sentence) nameless(w int, who map[string]bool) bool {
	t := s.Tree
	if t.Tokens[w].UPOS != "NOUN" && t.Tokens[w].UPOS != "NUM" || t.Tokens[w].UPOS == "NOUN" && !who[t.Lemma(w)] {
		return false
	}
	for i := range t.Tokens {
		if i != w && t.Under(i, w) && (t.Tokens[i].UPOS == "PROPN" || s.Cast.In[i] >= 0 && s.Cast.In[i] != s.Cast.In[w]) && !s.dated[i] {
			return false
		}
	}
	return s.Cast.In[w] < 0 || !trees.Known(&s.A.Mentions[s.Cast.In[w]])
}

// only is the one state that a sentence speaks of, "" where there are more, where it says what somebody says, or where it stands in
// the subject of the verb that is asked about.
func (s *Sentence) only(v, w int, protest bool) string {
	of := ""
	sub := s.Tree.Subject(v)
	same := func(x *entente.Mention, head int) bool {
		c := x.Of
		if c == "" && x.Kind == "state" {
			c = x.Actor
		}
		if c == "" {
			return x.Actor == "" // a body without a state: no second one, but none to be taken for it
		}
		if of != "" && c != of || head >= 0 && sub >= 0 && sub != w && s.Tree.Under(head, sub) {
			return false
		}
		of = c
		return head < 0 || protest && s.Tree.Under(v, head) || !s.says(head)
	}
	for _, k := range s.d.Present[s.Index] {
		if x := &s.A.Mentions[k]; trees.Known(x) && !same(x, x.Head) {
			return ""
		}
	}
	for head, k := range s.town {
		if !same(&s.A.Mentions[k], head) {
			return ""
		}
	}
	if len(of) != 3 {
		return ""
	}
	return of
}

// seated is the town in which a body of the state sits: "a court in Lagos", "police in Kampala".
func (s *Sentence) seated(w int) (mention int, ok bool) {
	t := s.Tree
	opposition := t.Lemma(w) == "party" && (t.Has(w, "compound", "opposition") || t.Has(w, "amod", "opposition"))
	if !t.Noun(w) || !organs[t.Lemma(w)] && !opposition || s.Cast.AnyKnown(s.Cast.Parties(w, trees.Bodies)) {
		return 0, false
	}
	for _, x := range t.Phrases(w, "in") {
		if k, ok := s.town[x]; ok {
			return k, true
		}
	}
	return 0, false
}

// domestic are the recipients of what an opposition does that is known by its town alone: the government or president that it speaks of
// without a name is its own, not the one that the document named before.
func (s *Sentence) domestic(m *Candidate) []Party {
	if len(m.Actors) != 1 || !strings.HasSuffix(m.Actors[0].Via, seat) {
		return m.Recipients
	}
	var out []Party
	for _, p := range m.Recipients {
		w := s.Tree.HeadOf(s.A.Mentions[p.Mention].Span())
		if s.A.Mentions[p.Mention].Via == "description" && w >= 0 && rulers[s.Tree.Lemma(w)] && s.Tree.Has(w, "det", "the") && s.Tree.Kid(w, "amod", "compound", "nmod") < 0 {
			continue
		}
		out = append(out, p)
	}
	return out
}

// seat is how a body of a town is found.
const seat = ", of the town it sits in"

// rulers are those whom an opposition opposes.
var rulers = pattern.Set("government president cabinet premier minister regime king parliament")

// organs are bodies of a state that are everywhere: unnamed they are those of the place.
var organs = pattern.Set(`police court judge prosecutor authority parliament magistrate tribunal policeman gendarme security_force regulator government official
 lawmaker opposition customs coastguard firefighter riot_police jury`)

// says reports whether the verb above a word is one of speech: who speaks of an act need not be of the country where it was.
func (s *Sentence) says(w int) bool {
	t := s.Tree
	for n := 0; w >= 0 && n < 6 && !t.Verb(w); n++ {
		w = t.Head(w)
	}
	if w < 0 {
		return false
	}
	for _, p := range s.table.Lookup('V', t.Lemma(w)) {
		if p.Flags["said"] {
			return true
		}
	}
	return Reporting(t.Lemma(w))
}

// local makes a party of people of a state that a sentence describes.
func (d *Document) local(t *trees.Tree, sentence, w int, of string) int {
	span := t.Tokens[w].Span
	for _, k := range t.Kids(w) {
		switch t.Rel(k) {
		case "amod", "nummod", "det", "compound":
			span = span.Cover(t.Tokens[k].Span)
		}
	}
	if k, ok := d.locals[span]; ok {
		return k
	}
	m := entente.Mention{Kind: "group", Name: span.In(d.A.Document.Text), Of: of, Via: "description", Sentence: sentence, Head: w}
	k := len(d.A.Mentions)
	d.A.Mentions = append(d.A.Mentions, m.At(span))
	d.locals[span] = k
	return k
}

// folk are people as news counts them.
var folk = pattern.Set(`people person man woman child boy girl teenager youth pupil student teacher doctor nurse patient worker miner farmer fisherman driver trader
 villager resident civilian passenger pedestrian shopper worshipper pilgrim mourner policeman policewoman policemen police officer guard soldier trooper gendarme
 protester demonstrator marcher striker rioter looter activist crowd mob inmate prisoner journalist reporter official lawmaker judge mayor priest monk
 family relative supporter trucker docker dockworker lecturer thousand hundred dozen ten employee staff schoolchild schoolgirl schoolboy
 school hospital church mosque market shop house home bus train village checkpoint barracks prison jail convoy helicopter pipeline bridge station`)
