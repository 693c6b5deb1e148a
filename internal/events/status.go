package events

import (
	"strings"

	"entente/internal/events/match"
	"entente/internal/trees"
)

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
		if m.Pattern.Flags["state"] && m.Anchor == m.Trigger && s.Tree.Has(m.Trigger, "det", "the", "this") && ending[m.mood.Under] && (m.status == trees.Hypothetical || m.status == trees.Planned || m.status == trees.Denied) {
			m.status = trees.Ongoing // "there must be an end to the war"
			m.why = append(m.why, "goes on until it ends")
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
		if m.Pattern.Flags["uttered"] && (m.status == trees.Denied || m.mood.Modal != "" || m.mood.Conditional || m.status == trees.Planned) {
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

// ending are governors that say of what goes on that it is to end.
var ending = map[string]bool{"end": true, "stop": true, "halt": true, "cessation": true, "termination": true, "settle": true, "settlement": true, "resolve": true, "solve": true, "solution": true, "resolution": true}

// lasting are the types whose nouns go on as long as what they do goes on.
var lasting = map[string]bool{"ASSAULT": true, "COERCE": true, "PROTEST": true, "MOBILIZE": true}

// polite are governors under which an act of speech is done by saying it: "I would like to thank", "allow me to congratulate".
var polite = map[string]bool{"like": true, "wish": true, "want": true, "allow": true, "let": true, "hasten": true, "have": true, "opportunity": true, "join": true, "associate": true, "pleasure": true, "privilege": true, "delighted": true, "happy": true, "pleased": true, "glad": true, "take": true, "use": true, "honour": true, "honor": true}

// voiced are kinds of approval that are done by saying so.
var voiced = map[string]bool{"condolence": true, "praise": true, "congratulation": true, "thanks": true, "endorsement": true, "support-declared": true}

// offered are kinds of what is given in words.
var offered = map[string]bool{"congratulation": true, "condolence": true, "thanks": true, "praise": true, "apology": true, "greeting": true}

// perform reads performatives, and announcements of what is to be: "announced a visit".
func (m *candidate) perform() {
	switch {
	case offered[m.Pattern.Kind] && m.status == trees.Planned && m.mood.Modal == "" && m.mood.Finite >= 0 && m.mood.Under == "": // "I offer my congratulations"
		m.status = trees.Happened
		m.why = append(m.why, "done by offering it")
	case m.status != trees.Denied && polite[m.mood.Under] && (m.typ == "REQUEST" || m.typ == "ACCUSE") && m.Pattern.Flags["said"] && m.mine:
		m.status, m.mood.Perfect = trees.Happened, false
		m.why = append(m.why, "done by saying it")
	case m.status != trees.Denied && (polite[m.mood.Under] || m.mood.Purpose) && m.typ == "SUPPORT" && (m.Pattern.Flags["said"] || voiced[m.Pattern.Kind]):
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

// oneSided gives a mutual act that somebody will not do the one who refuses for its actor: "will not renew its pact with Oslo".
func (m *candidate) oneSided() {
	if !m.Pattern.Flags["mutual"] || len(m.Recipients) > 0 {
		return
	}
	var will, others []match.Party
	for _, p := range m.Actors {
		if strings.HasPrefix(p.Via, "subj") {
			will = append(will, p)
		} else {
			others = append(others, p)
		}
	}
	if len(will) > 0 && len(others) > 0 {
		m.Actors, m.Recipients = will, others
	}
}

// future applies PLOVER's rules: cooperation to come is AGREE, conflict to come THREATEN, a will not to do is REJECT.
func (m *candidate) future() {
	switch {
	case m.mood.Refused && m.status == trees.Denied && (cooperative[m.typ] || m.typ == "CONCEDE" || m.typ == "RETREAT" || m.typ == "AGREE"):
		m.mode = refused[m.typ]
		m.oneSided()
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
