package events

import (
	"entente"
	"entente/internal/trees"
)

// consume drops candidates whose trigger is part of another's: the "talks" of "broke off talks".
func (s *scan) consume(all []*candidate) []*candidate {
	taken := map[int]*candidate{}
	for _, m := range all {
		for _, w := range m.Consumed {
			if o := taken[w]; o == nil || o.Weight < m.Weight {
				taken[w] = m
			}
		}
	}
	anchors := map[int]*candidate{}
	for _, m := range all {
		if m.Anchor != m.Trigger && taken[m.Trigger] == nil {
			anchors[m.Anchor] = m
		}
	}
	var out []*candidate
	for _, m := range all {
		if o := taken[m.Trigger]; o != nil && o != m {
			continue
		}
		if o := anchors[m.Trigger]; o != nil && o != m && len(m.Consumed) == 0 {
			continue // the light verb of a noun that says more
		}
		out = append(out, m)
	}
	return out
}

// settle gives every candidate its status, and applies PLOVER's rules for the future and for refusals.
func (s *scan) settle(all []*candidate) {
	title := s.Title()
	for _, m := range all {
		m.mine = s.First(m.Candidate)
		m.why = append(m.why, m.mood.Why...)
		m.status = m.mood.Status
		if m.status == trees.Present {
			if m.status = present(m, title); m.typ == "CONSULT" && (m.Anchor != m.Trigger && s.Tree.Lemma(m.Anchor) == "be" || s.Tree.Kid(m.Trigger, "cop") >= 0) { // "is on a visit"
				m.status = trees.Ongoing
			} else if s.aside(m) && !m.Pattern.Flags["said"] {
				m.status = trees.Ongoing // "talks to both, while offering"
			}
			m.why = append(m.why, "plain present: "+m.status)
		}
		if m.Pattern.Flags["state"] && m.status == trees.Happened && m.Anchor == m.Trigger && s.Tree.Noun(m.Trigger) && s.Tree.Has(m.Trigger, "det", "the") && m.mood.Finite < 0 {
			m.status = trees.Ongoing // "the conflict between": until a date says otherwise
		}
		if h := s.Tree.Head(m.Trigger); m.status == trees.Happened && m.mood.Finite < 0 && s.Tree.Rel(m.Trigger) == "nsubj" && lasting[m.typ] && s.Tree.Mood(h).Status == trees.Ongoing {
			m.status = trees.Ongoing // "the revolt is spreading"
			m.why = append(m.why, "goes on: "+s.Tree.Lemma(h))
		}
		if m.Pattern.Flags["said"] && m.status == trees.Ongoing && !m.Pattern.Flags["state"] {
			m.status = trees.Happened // "is urging": it was said
		}
		if m.Pattern.Flags["said"] && m.status == trees.Planned && m.mood.Under == "vote" {
			m.status = trees.Happened // "voted to condemn"
		}
		if m.Pattern.Flags["vow"] && m.status != trees.Denied && m.status != trees.Hypothetical {
			m.status = trees.Planned
			m.why = append(m.why, "a vow")
		}
		if m.Pattern.Flags["uttered"] && (m.status == trees.Denied || m.mood.Modal != "" && !m.mood.Conditional || m.status == trees.Planned) {
			m.status = trees.Happened
			m.why = append(m.why, "done by saying so")
		}
		if m.typ == "CONSULT" && m.status == trees.Happened && s.awaited(m.Trigger) {
			m.status = trees.Planned
			m.why = append(m.why, "a meeting that is to come")
		}
		m.perform()
		m.future()
	}
}

// awaited reports whether a participle says of a meeting who holds it, "a conference convened by", and that meeting is to come.
func (s *scan) awaited(v int) bool {
	t := s.Tree
	if t.Tokens[v].XPOS != "VBN" {
		return false
	}
	h := t.Head(v)
	switch t.Rel(v) {
	case "acl":
		if t.Rel(h) != "nsubj" {
			return false
		}
		h = t.Head(h)
	case "advcl":
	default:
		return false
	}
	return h >= 0 && t.Kid(v, "aux") < 0 && t.Kid(v, "mark") < 0 && t.Plans(h)
}

// lasting are the types whose nouns go on as long as what they do goes on.
var lasting = map[string]bool{"ASSAULT": true, "COERCE": true, "PROTEST": true, "MOBILIZE": true}

// polite are governors under which an act of speech is done by saying it: "I would like to thank", "allow me to congratulate".
var polite = map[string]bool{"like": true, "wish": true, "want": true, "allow": true, "let": true, "hasten": true, "have": true, "opportunity": true, "take": true, "use": true, "honour": true, "honor": true}

// perform reads performatives, and announcements of what is to be: "announced a visit".
func (m *candidate) perform() {
	switch {
	case m.status != trees.Denied && polite[m.mood.Under] && (m.typ == "REQUEST" || m.typ == "ACCUSE") && m.Pattern.Flags["said"] && m.mine:
		m.status, m.mood.Perfect = trees.Happened, false
		m.why = append(m.why, "done by saying it")
	case m.status != trees.Denied && (polite[m.mood.Under] || m.mood.Purpose) && m.typ == "SUPPORT" && (m.Pattern.Flags["said"] || m.Pattern.Kind == "condolence" || m.Pattern.Kind == "praise"):
		m.status, m.mood.Perfect = trees.Happened, false
		m.why = append(m.why, "done by saying it")
	case m.Announced && m.status == trees.Happened && (m.typ == "CONSULT" || m.typ == "COOPERATE" || m.typ == ""):
		m.status = trees.Planned
		m.why = append(m.why, "announced")
	}
}

// present reads a plain present: a headline and an act of speech report, the rest goes on.
func present(m *candidate, title bool) string {
	switch {
	case m.Pattern.Flags["state"]:
		return trees.Ongoing
	case title || m.Pattern.Flags["said"]:
		return trees.Happened
	case m.typ == "COOPERATE" || m.typ == "" || m.typ == "AID" || m.typ == "MOBILIZE" || m.typ == "COERCE":
		return trees.Ongoing
	}
	return trees.Happened
}

// cooperative are the types that become a promise when they lie in the future.
var cooperative = map[string]bool{"CONSULT": true, "SUPPORT": true, "COOPERATE": true, "AID": true}

// hostile are the types that become a threat.
var hostile = map[string]bool{"SANCTION": true, "MOBILIZE": true, "COERCE": true, "ASSAULT": true}

// future applies PLOVER's rules: cooperation to come is AGREE, conflict to come THREATEN, a will not to do is REJECT.
func (m *candidate) future() {
	switch {
	case m.mood.Refused && m.status == trees.Denied && (cooperative[m.typ] || m.typ == "CONCEDE" || m.typ == "RETREAT" || m.typ == "AGREE"):
		m.mode = refused[m.typ]
		m.typ, m.kind, m.status = "REJECT", "refusal", trees.Happened
		m.why = append(m.why, "a will not to cooperate: REJECT")
	case cooperative[m.typ] && (m.status == trees.Planned || m.status == trees.Hypothetical || m.status == trees.Denied && m.mood.Future):
		m.typ, m.mode = "AGREE", ""
		m.why = append(m.why, "cooperation to come: AGREE")
	case m.typ == "RETREAT" && m.mode == "withdraw" && m.status == trees.Planned:
		m.typ, m.mode = "CONCEDE", ""
		m.why = append(m.why, "a withdrawal announced: CONCEDE")
	case hostile[m.typ] && m.mood.Conditional && len(m.Actors) > 0:
		m.mode = threatened(m.typ, m.mode)
		m.typ, m.kind, m.status = "THREATEN", "threat", trees.Happened
		m.why = append(m.why, "conflict made to depend on a condition: THREATEN")
	case (hostile[m.typ] || m.typ == "PROTEST") && m.status == trees.Planned:
		m.mode = threatened(m.typ, m.mode)
		m.typ = "THREATEN"
		m.why = append(m.why, "conflict to come: THREATEN")
	}
}

var refused = map[string]string{"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "change", "CONCEDE": "yield", "RETREAT": "yield", "AGREE": ""}

// asked is the mode of a request or refusal from the type of what is asked for.
var asked = map[string]string{"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "CONCEDE": "yield", "RETREAT": "yield", "AGREE": "meet"}

// threatened is the mode of a threat from the type and mode of what is threatened.
func threatened(typ, mode string) string {
	switch {
	case mode == "expel" || mode == "deport":
		return "expel"
	case mode == "arrest" || mode == "convict":
		return "arrest"
	case typ == "ASSAULT" || typ == "MOBILIZE":
		return "violence"
	case mode == "seize":
		return "territory"
	case typ == "COERCE" || mode == "discontinue":
		return "restrict"
	case typ == "SANCTION":
		return "relations"
	}
	return ""
}

// nest settles what stands inside what: the content of a request, refusal, threat or accusation gives it its mode and is no
// event of its own; a promise gives way to what was promised.
func (s *scan) nest(all []*candidate) []*candidate {
	drop := map[*candidate]bool{}
	for _, outer := range all {
		for _, inner := range all {
			if s.toll(outer, inner) {
				drop[inner] = true
			}
			if inner == outer || drop[inner] && outer.Pattern.Mode != "*" || !s.governs(outer, inner) {
				continue
			}
			s.inside(outer, inner, drop)
		}
	}
	var out []*candidate
	for _, m := range all {
		if m.mode == "*" {
			m.mode = ""
		}
		if !drop[m] {
			out = append(out, m)
		}
	}
	return out
}

// toll reports whether inner only says what outer, an attack, did: "struck a market, killing twelve".
func (s *scan) toll(outer, inner *candidate) bool {
	return inner != outer && outer.typ == "ASSAULT" && inner.typ == "ASSAULT" && inner.status == outer.status && len(s.Unique(inner.Recipients, outer.Recipients)) == 0 &&
		(s.Tree.Rel(inner.Trigger) == "advcl" || s.Tree.Rel(inner.Trigger) == "conj" && s.Tree.Kid(inner.Trigger, "nsubj") < 0) &&
		s.Tree.Head(inner.Trigger) == outer.Anchor && s.Tree.Tokens[inner.Trigger].XPOS != "VBN" &&
		len(s.Unique(inner.Actors, outer.Actors)) == 0
}

func (s *scan) inside(outer, inner *candidate, drop map[*candidate]bool) {
	open := inner.status == trees.Hypothetical || inner.status == trees.Planned || inner.status == trees.Denied || inner.typ == "REJECT"
	if outer.mode == "*" || outer.Pattern.Mode == "*" {
		if mode := borrowed(outer.typ, inner); mode != "" {
			outer.mode = mode
			outer.why = append(outer.why, "mode from "+inner.Pattern.Rule)
		}
	}
	switch {
	case outer.Pattern.Flags["claims"]:
		drop[inner] = true
	case outer.kind == "denial" && inner.status == trees.Denied && s.Known(inner.Candidate) > 1:
		drop[outer] = true // "denied having armed": what is denied says more
	case outer.typ == "AGREE" && inner.typ == "AGREE" && inner.status != trees.Denied && s.worthwhile(inner):
		drop[outer] = true
	case outer.typ == "AGREE" && (inner.typ == "CONCEDE" || inner.typ == "RETREAT") && open:
		drop[outer] = true
	case open:
		drop[inner] = true
	}
}

// borrowed is the mode that a request, a refusal or a threat takes from its content.
func borrowed(typ string, inner *candidate) string {
	switch typ {
	case "REQUEST", "REJECT":
		return asked[inner.Pattern.Type]
	case "THREATEN":
		if hostile[inner.Pattern.Type] {
			return threatened(inner.Pattern.Type, inner.Pattern.Mode)
		}
		if inner.typ == "THREATEN" {
			return inner.mode
		}
	}
	return ""
}

// governs reports whether inner stands in the complement of outer: its clause, its object or what is asked for.
func (s *scan) governs(outer, inner *candidate) bool {
	i := inner.Anchor
	for n := 0; i >= 0 && n < 8; n++ {
		h := s.Tree.Head(i)
		if h == outer.Trigger {
			return s.complementOf(i)
		}
		switch r := s.Tree.Rel(i); r {
		case "conj", "xcomp", "ccomp", "obj", "nmod", "acl", "obl", "advcl", "nsubj":
			if s.Tree.Tokens[i].Rel == "acl:relcl" || r == "nsubj" && !s.Tree.Passive(h) {
				return false
			}
			if s.Tree.Verb(h) && h != outer.Trigger && !outer.Pattern.Flags["claims"] && r != "conj" && r != "xcomp" && r != "obj" && r != "ccomp" && r != "nsubj" {
				return false
			}
		default:
			return false
		}
		i = h
	}
	return false
}

func (s *scan) complementOf(i int) bool {
	t := s.Tree
	switch t.Rel(i) {
	case "xcomp", "ccomp", "obj", "csubj":
		return true
	case "nsubj":
		return t.Passive(t.Head(i))
	case "acl":
		return t.Tokens[i].Rel != "acl:relcl"
	case "advcl":
		return t.Has(i, "mark", "to", "of", "for", "from") || t.Case(i) != ""
	case "obl", "nmod":
		switch t.Case(i) {
		case "for", "to", "of", "on", "from", "about", "with", "over", "against":
			return true
		}
	}
	return false
}

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
	"send": true, "dispatch": true, "deploy": true, "leave": true, "return": true, "visit": true, "sit": true, "summon": true, "invite": true}

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
	if m.Pattern.Kind == "warning" && !s.AnyKnown(m.Recipients) && s.bodyAlone(m) {
		return false // a bank or an agency that forecasts threatens nobody
	}
	if !s.public(m) || asks[m.mood.Under] && (m.status == trees.Hypothetical || m.status == trees.Denied) {
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
	if (m.typ == "SANCTION" || m.Pattern.Type == "AID" && m.typ != "REJECT") && !s.AnyKnown(m.Recipients) && s.Known(m.Candidate) < 2 && !s.Between(m.Candidate) && m.Pattern.Kind != "treaty-termination" && m.Pattern.Mode != "convict" {
		return false
	}
	return true
}
