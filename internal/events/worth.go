package events

import (
	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// bound are governors of a plan that somebody is held to: an aim or a hope to cooperate is talk.
var bound = map[string]bool{"agree": true, "pledge": true, "promise": true, "vow": true, "decide": true, "undertake": true, "commit": true, "plan": true}

// norms are modals of what ought to be or can be done: talk, no event.
var norms = map[string]bool{"should": true, "must": true, "ought": true, "can": true, "ca": true}

// caption reports whether the sentence stands under a picture.
func (s *scan) caption() bool {
	p := s.A.Sentences[s.Index].Part
	return p >= 0 && p < len(s.A.Document.Parts) && s.A.Document.Parts[p].Kind == "caption"
}

// wishes are governors of what somebody would like to be so.
var wishes = map[string]bool{"hope": true, "wish": true, "want": true, "like": true, "desire": true, "aspire": true, "dream": true, "need": true}

// asks are governors of what somebody else is to do: the asking is the event.
var asks = map[string]bool{"urge": true, "ask": true, "demand": true, "call": true, "request": true, "press": true, "pressure": true, "encourage": true,
	"appeal": true, "suggest": true, "require": true, "oblige": true, "recommend": true, "insist": true, "warn": true, "tell": true, "advise": true, "plead": true, "call_for": true}

// private are sectors of those who act for themselves: firms, media, schools, clubs.
var private = map[string]bool{"BUS": true, "JRN": true, "EDU": true, "PRM": true}

// force are the types of material conflict and of its end: students riot, journalists are jailed and freed.
var force = map[string]bool{"PROTEST": true, "ASSAULT": true, "COERCE": true, "MOBILIZE": true, "RETREAT": true}

// public reports whether a party is more than a firm, a medium or a celebrity, or two of them are at it.
func (s *scan) public(m *candidate) bool {
	if s.Between(m.Candidate) {
		return true
	}
	of := map[string]bool{}
	for _, ps := range m.Parties() {
		for _, p := range ps {
			x := &s.A.Mentions[p.Mention]
			if !trees.Known(x) || m.typ == "CONSULT" && nobody(x) && s.Third(x) {
				continue
			}
			if len(x.Sectors) == 0 || !private[x.Sectors[0]] {
				return true
			}
			of[x.Of] = true
		}
	}
	return len(of) > 1
}

// nobody reports whether a mention is one of the people of a state of whom no more is known: "he" who sees his doctor.
func nobody(x *entente.Mention) bool {
	return x.Kind == "person" && x.Actor == "" && x.Role == "" && len(x.Sectors) == 0
}

// bodyAlone reports whether nobody but organisations acts.
func (s *scan) bodyAlone(m *candidate) bool {
	for _, p := range m.Actors {
		if x := &s.A.Mentions[p.Mention]; x.Kind != "organisation" || len(x.Sectors) > 0 && x.Sectors[0] != "GOV" && x.Sectors[0] != "UNK" && x.Sectors[0] != "BUS" {
			return false
		}
	}
	return true
}

// aside reports whether a verb stands in a participle or a gerund: "by adopting laws".
func (s *scan) aside(m *candidate) bool {
	return s.Tree.Tokens[m.Trigger].XPOS == "VBG" && s.Tree.Rel(m.Trigger) == "advcl"
}

// sets are verbs whose purpose is as good as a plan: somebody is on the way to it.
var sets = map[string]bool{"arrive": true, "travel": true, "fly": true, "come": true, "go": true, "head": true, "meet": true, "gather": true, "convene": true,
	"send": true, "dispatch": true, "deploy": true, "leave": true, "return": true, "visit": true, "sit": true, "invite": true}

// worthwhile keeps what an analyst would sign: suppositions only where they say who would do what to whom.
func (s *scan) worthwhile(m *candidate) bool {
	switch m.status {
	case trees.Hypothetical:
		if s.Known(m.Candidate) < 2 || m.Pattern.Flags["weak"] || !m.Pattern.Flags["mutual"] && !s.AnyKnown(m.Recipients) {
			return false
		}
	case trees.Denied:
		if m.Pattern.Flags["weak"] || m.typ != "" && s.Known(m.Candidate) < 2 {
			return false
		}
	}
	if m.Pattern.Kind == "protest" && s.Tree.Verb(m.Trigger) && s.Tree.Has(m.Trigger, "mark", "as") {
		return false // "as we have demonstrated"
	}
	if s.generic(m) || s.passing(m) || s.accident(m) || m.Pattern.Kind == "phone-call" && !s.rung(m) {
		return false
	}
	if m.Pattern.Kind == "warning" && (!s.AnyKnown(m.Recipients) || m.Recipients[0].Via == "comp.subj") && s.bodyAlone(m) {
		return false // a bank or an agency that forecasts threatens nobody
	}
	if !force[m.typ] && !s.public(m) || asks[m.mood.Under] && (m.status == trees.Hypothetical || m.status == trees.Denied) {
		return false
	}
	if m.status == trees.Hypothetical && norms[m.mood.Modal] {
		return false
	}
	if s.caption() && s.Tree.Noun(m.Trigger) && m.Anchor == m.Trigger {
		return false
	}
	if wishes[m.mood.Under] && (m.status == trees.Hypothetical || m.status == trees.Denied) || m.typ == "" && s.aside(m) {
		return false
	}
	if m.Pattern.Flags["light"] && m.status == trees.Ongoing {
		return false
	}
	if m.mood.Purpose && !sets[m.mood.Under] {
		return false
	}
	if m.Pattern.Flags["deed"] && m.mood.Status == trees.Present && !s.Title() {
		return false
	}
	if m.Pattern.Flags["light"] && (m.status == trees.Planned || m.status == trees.Hypothetical) && !bound[m.mood.Under] && m.mood.Under != "" {
		return false
	}
	if s.handout(m) {
		return true // "promised to provide 130 million dollars in grants"
	}
	if (m.typ == "SANCTION" || m.Pattern.Type == "AID" && m.typ != "REJECT" && !s.AnyKnown(m.Recipients)) && s.Known(m.Candidate) < 2 && !s.Between(m.Candidate) && m.Pattern.Kind != "treaty-termination" && m.Pattern.Mode != "convict" && !s.delisted(m) {
		return false
	}
	return true
}

// delisted reports whether a state was put out of a body or off a list, by whomever: "was removed from the list of partners".
func (s *scan) delisted(m *candidate) bool {
	return m.Pattern.Kind == "membership-suspended" && m.status == trees.Happened && s.Tree.Verb(m.Trigger) && s.Tree.Passive(m.Trigger) && s.AnyKnown(m.Recipients)
}

// gives are governors of a gift that is promised.
var gives = map[string]bool{"promise": true, "pledge": true, "vow": true, "offer": true, "undertake": true, "commit": true, "agree": true, "propose": true}

// handout reports whether a state promises money, goods or arms without a word of who gets them: in a text on it and others it is somebody
// abroad; where it is said, and is nobody known, they are people at home.
func (s *scan) handout(m *candidate) bool {
	if m.Pattern.Type != "AID" || m.typ != "AGREE" || !gives[m.mood.Under] || s.Known(m.Candidate) != 1 || !s.AnyKnown(m.Actors) || len(m.Recipients) > 0 {
		return false
	}
	t, v := s.Tree, m.Trigger
	if !t.Verb(v) || t.Kid(v, "iobj") >= 0 || len(t.Phrases(v, "to"))+len(t.Phrases(v, "for")) > 0 {
		return false
	}
	o := t.Object(v)
	return o >= 0 && len(t.Phrases(o, "to"))+len(t.Phrases(o, "for")) == 0
}

// generic reports whether a noun in the plural stands for all of its kind: "attacks on diplomats are unacceptable".
func (s *scan) generic(m *candidate) bool {
	t, n := s.Tree, m.Trigger
	if m.Anchor != n || t.Tokens[n].XPOS != "NNS" || t.Rel(n) != "nsubj" || t.Kid(n, "det", "nmod:poss", "nummod", "amod") >= 0 {
		return false
	}
	h := t.Head(n)
	c := t.Kid(h, "cop")
	return c >= 0 && t.Tokens[h].UPOS == "ADJ" && (t.Tokens[c].XPOS == "VBP" || t.Tokens[c].XPOS == "VBZ" || t.Kid(h, "aux") >= 0) && len(m.Actors) == 0
}

// passing reports whether a meeting is only where something is to be done: "to speak in the meetings of the Council".
func (s *scan) passing(m *candidate) bool {
	t, n := s.Tree, m.Trigger
	if m.Pattern.Type != "CONSULT" || m.Anchor != n || !t.Noun(n) || t.Rel(n) != "obl" || s.Known(m.Candidate) > 1 || m.status != trees.Happened {
		return false
	}
	switch t.Case(n) {
	case "in", "at", "during":
	default:
		return false
	}
	g := t.Mood(t.Head(n)).Status
	return g == trees.Planned || g == trees.Hypothetical
}

// rung reports whether what a "call" falls on is somebody: a name, a pronoun or somebody in an office, and not a thing of theirs.
func (s *scan) rung(m *candidate) bool {
	o := s.Tree.Object(m.Trigger)
	if s.Tree.Lemma(m.Trigger) != "call" || o < 0 || s.Tree.Tokens[o].UPOS != "NOUN" {
		return true
	}
	for _, k := range s.Cast.On[o] {
		switch s.A.Mentions[k].Kind {
		case "person", "state", "organisation", "group":
			return true
		}
	}
	return false
}

// accident reports whether what killed is no deed: "a storm caused a crane to fall, killing ten".
func (s *scan) accident(m *candidate) bool {
	if m.Pattern.Kind != "killing" || !s.Tree.Verb(m.Trigger) || len(m.Actors) > 0 {
		return false
	}
	for v, n := m.Trigger, 0; v >= 0 && n < 3; v, n = s.Tree.Head(v), n+1 {
		for _, k := range s.Tree.Kids(v) {
			if s.Tree.Rel(k) == "nsubj" && accidents[s.Tree.Lemma(k)] {
				return true
			}
		}
		if r := s.Tree.Rel(v); r != "advcl" && r != "conj" && r != "xcomp" {
			return false
		}
	}
	return false
}

var accidents = pattern.Set(`storm flood quake earthquake hurricane cyclone typhoon tornado tsunami landslide avalanche mudslide fire blaze wildfire crash collision derailment
 stampede accident collapse heatwave drought famine virus epidemic outbreak disease cholera crane lightning eruption volcano`)
