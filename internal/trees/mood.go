package trees

import "strings"

// The values that a status takes.
const (
	Happened     = "happened"
	Ongoing      = "ongoing"
	Planned      = "planned"
	Hypothetical = "hypothetical"
	Denied       = "denied"
	// Present is a plain present that may be a report ("Iran accuses"), a state ("hosts troops") or a habit; the caller decides.
	Present = "present"
)

// A Mood is what the words say about whether an event took place.
type Mood struct {
	Status string
	// Refused says that a will is denied, "will not send", "refuses to send"; Future that what is denied or supposed lay in
	// the future, "has no plan to send".
	Refused, Future bool
	// Finite is the verb that carries the tense, -1 for none.
	Finite int
	// Under is the lemma of the word that governs the event ("agree" of "agreed to send"), "" for none.
	Under string
	// Modal is the modal verb of the clause, "" for none.
	Modal string
	// Conditional says that a future depends on a condition: "will retaliate if".
	Conditional bool
	// Purpose says that the event is what something else was done for: "flew to Rome to sign".
	Purpose bool
	// Perfect says that the tense is a present perfect: "has built".
	Perfect bool
	// Why is the trail of words that decided, innermost first: "modal will", "under agree: planned".
	Why []string
}

func (m *Mood) because(parts ...string) { m.Why = append(m.Why, strings.Join(parts, " ")) }

// Mood reads the status of what word i names: a verb, or a noun with or without a light verb.
func (t *Tree) Mood(i int) Mood {
	if t.moods == nil {
		t.moods = make([]*Mood, len(t.Tokens))
	}
	if t.moods[i] == nil {
		m := t.mood(i)
		t.moods[i] = &m
	}
	m := *t.moods[i]
	m.Why = m.Why[:len(m.Why):len(m.Why)]
	return m
}

func (t *Tree) mood(i int) Mood {
	m := Mood{Finite: -1}
	if t.Noun(i) && !t.predicate(i) {
		t.nominal(i, &m)
	} else {
		t.verbal(i, &m)
		if m.Status == Denied && t.Noun(i) && t.Case(i) != "" { // "I was not on the call"
			m.Status = Happened
		}
	}
	return m
}

// predicate reports whether a noun is the predicate of a clause with a copula.
func (t *Tree) predicate(i int) bool {
	return t.Kid(i, "cop") >= 0 && t.Kid(i, "nsubj") >= 0 && t.Case(i) != ""
}

// nominal reads the status of a noun: its own attributes, then what it depends on.
func (t *Tree) nominal(n int, m *Mood) {
	if t.attribute(n, m) {
		return
	}
	if v, _, s := t.Light(n); v >= 0 {
		m.because("light verb", t.Phrasal(v))
		t.verbal(v, m)
		if s != "" && (m.Status == Happened || m.Status == Present || m.Status == Ongoing) {
			m.Status = s
			m.because("light verb says", s)
		}
		return
	}
	h := t.Head(n)
	for k := 0; h >= 0 && (t.Rel(n) == "conj" || t.Rel(n) == "nmod" && rounds[t.Lemma(h)]) && t.Noun(h) && k < maxSteps; k++ {
		n, h = h, t.Head(h)
	}
	if o := t.bearer(h); o >= 0 && t.Rel(n) == "obl" && (t.Case(n) == "for" || t.Case(n) == "of") {
		t.under(o, t.effect(o), m)
		return
	}
	if h >= 0 && t.means(n, h, m) {
		return
	}
	if h >= 0 && complement(t, n, h) {
		if eff := t.effect(h); eff != "" && !(t.Lemma(h) == "oppose" && t.definite(n)) && !(ends[t.Lemma(h)] && eff == Denied && t.Has(n, "det", "the") && discussions[t.Lemma(n)]) { // "opposed the invasion"
			t.under(h, eff, m)
			return
		}
	}
	if c := t.Case(n); c == "ahead_of" || c == "pending" || c == "in_case_of" || c == "without" {
		m.Status = map[string]string{"ahead_of": Planned, "pending": Planned, "in_case_of": Hypothetical, "without": Denied}[c]
		m.because("after", c)
		return
	}
	if h >= 0 && (t.Rel(n) == "obl" || t.Rel(n) == "obj") && yields[t.Lemma(h)] && t.negation(h) && !t.definite(n) { // "have not resulted in a withdrawal"
		m.Status = Denied
		m.because("not", t.Lemma(h))
		return
	}
	if r := t.Rel(n); (r == "obj" || r == "nsubj" || r == "obl" && !prior[t.Case(n)]) && h >= 0 && (!t.definite(n) || begins[t.Lemma(n)] && t.Kid(n, "nmod:poss") < 0) { // "to fund a mission", "will need a visit": as open as its verb
		if g := t.Mood(h); g.Status == Planned || g.Status == Hypothetical {
			m.Status = g.Status
			m.because("as open as", t.Lemma(h))
			return
		}
	}
	m.Status = Happened
	m.because("noun taken for granted")
}

// ends are verbs that end what was going on: "stopped the talks"; and discussions what goes on until then.
var (
	ends        = map[string]bool{"stop": true, "halt": true, "suspend": true, "break_off": true, "abandon": true}
	discussions = map[string]bool{"talk": true, "talks": true, "negotiation": true, "dialogue": true, "consultation": true, "discussion": true}
)

// prior are prepositions of what was before, or what a plan is made in the light of.
var prior = map[string]bool{"after": true, "following": true, "follow": true, "since": true, "because_of": true, "due_to": true, "amid": true, "despite": true, "over": true, "during": true,
	"in_response_to": true, "in_the_wake_of": true, "in_view_of": true, "in_retaliation_for": true, "by": true, "from": true, "as": true, "like": true}

// begins are nouns for the beginning of something, which an article does not make a fact: "ready to help with the resumption of talks".
var begins = map[string]bool{"start": true, "beginning": true, "opening": true, "resumption": true, "holding": true, "launch": true, "convening": true,
	"conclusion": true, "signing": true, "signature": true, "adoption": true, "establishment": true, "creation": true, "ratification": true, "normalization": true, "normalisation": true}

// yields are verbs that bring about what stands behind them.
var yields = map[string]bool{"result": true, "lead": true, "yield": true, "produce": true, "culminate": true, "bring": true, "achieve": true, "secure": true, "obtain": true, "see": true}

// attribute reads the status of a noun off its own determiners and adjectives; false where they say nothing.
func (t *Tree) attribute(n int, m *Mood) bool {
	if t.underWay(n) {
		m.Status = Ongoing
		m.because("under way")
		return true
	}
	for _, k := range t.Kids(n) {
		l := t.Lemma(k)
		switch {
		case t.Tokens[k].Rel == "acl" && t.toCome(k):
			m.Status = Planned
			m.because("that is to be")
			return true
		case (t.Rel(k) == "det" || t.Rel(k) == "advmod") && (l == "no" || l == "neither" || l == "not"):
			m.Status = Denied
			m.because("negated by", l)
			return true
		case t.Rel(k) == "det" && (t.Has(k, "advmod", "hardly", "scarcely", "barely") || k > 0 && t.Lemma(k) == "any" && barely[t.Lemma(k-1)]):
			m.Status = Denied
			m.because("hardly", l)
			return true
		case t.Rel(k) == "amod" || t.Rel(k) == "advmod" || t.Rel(k) == "compound":
			s := attributes[strings.ToLower(t.Tokens[k].Form)]
			if s == "" {
				s = attributes[l]
			}
			if s != "" {
				m.Status = s
				m.because("attribute", l)
				return true
			}
		}
	}
	return false
}

// underWay reports whether "under way" or "underway" stands right behind a noun.
func (t *Tree) underWay(n int) bool {
	word := func(i int) string {
		if i >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(t.Tokens[i].Form)
	}
	return word(n+1) == "underway" || word(n+1) == "under" && word(n+2) == "way"
}

// toCome reports whether a clause on a noun says that what it names is to be: "to be held in", "scheduled for", "due in".
func (t *Tree) toCome(k int) bool {
	if t.Has(k, "mark", "to") && t.Kid(k, "aux:pass") >= 0 {
		return t.Lends(k, "obj")
	}
	switch t.Lemma(k) {
	case "schedule", "plan", "slate", "due", "set", "expect", "scheduled", "planned":
		return t.Tokens[k].XPOS == "VBN" || t.Tokens[k].UPOS == "ADJ"
	}
	return false
}

var barely = map[string]bool{"hardly": true, "scarcely": true, "barely": true}

// means makes an act that is to bring something about as open as what it is to bring about: "could be solved through the withdrawal
// of", "in return for the recognition of".
func (t *Tree) means(n, h int, m *Mood) bool {
	switch c := t.Case(n); c {
	case "in_return_for", "in_exchange_for":
		if g := t.Mood(h); g.Status != Happened {
			m.Status = Hypothetical
			m.because("given", c)
			return true
		}
	case "through", "by", "via", "by_means_of":
		if g := t.Mood(h); t.Rel(n) == "obl" && g.Modal != "" && (g.Status == Hypothetical || g.Status == Denied) {
			m.Status = Hypothetical
			m.because("a means, as open as", t.Lemma(h))
			return true
		}
	}
	return false
}

// definite reports whether a noun speaks of something known: "the visit", "his visit", "Iran's visit".
func (t *Tree) definite(n int) bool {
	return t.Kid(n, "nmod:poss") >= 0 || t.Has(n, "det", "the", "this", "that", "these", "those")
}

// complement reports whether noun n is what the word h speaks of: "call for talks", "deny an attack", "prospect of war".
func complement(t *Tree, n, h int) bool {
	switch t.Rel(n) {
	case "obj", "nsubj":
		return t.Rel(n) == "obj" || t.Passive(h)
	case "obl":
		switch t.Case(n) {
		case "for", "to", "of", "about", "from", "on", "against":
			return t.Verb(h) && (t.Kid(h, "obj") < 0 || t.Case(n) == "for")
		}
	case "nmod":
		switch t.Case(n) {
		case "of", "for", "to", "on":
			return !t.Verb(h)
		}
	}
	return false
}

// attributes are adjectives that settle the status of a noun.
var attributes = map[string]string{
	"possible": Hypothetical, "potential": Hypothetical, "likely": Hypothetical, "hypothetical": Hypothetical, "eventual": Hypothetical,
	"feared": Hypothetical, "threatened": Hypothetical, "imminent": Planned, "would-be": Hypothetical, "prospective": Planned,
	"planned": Planned, "proposed": Hypothetical, "scheduled": Planned, "upcoming": Planned, "forthcoming": Planned, "future": Planned,
	"impending": Planned, "intended": Planned, "promised": Planned, "expected": Planned, "next": Planned, "coming": Planned,
	"ongoing": Ongoing, "current": Ongoing, "continuing": Ongoing, "continued": Ongoing,
	"cancelled": Denied, "canceled": Denied, "failed": Happened, "abortive": Happened,
}

func (t *Tree) effect(h int) string {
	if h >= 0 && t.Tokens[h].Form == "determined" && t.Kid(h, "cop", "aux:pass") >= 0 {
		return Planned // "has been determined to"
	}
	if e := t.g.effects[t.Phrasal(h)]; e != "" {
		return e
	}
	return t.g.effects[t.Lemma(h)]
}

// Plans reports whether what a verb says of its subject is to come: "will be held", "is scheduled for".
func (t *Tree) Plans(h int) bool {
	s := t.Mood(h).Status
	return s == Planned || s != Denied && s != Hypothetical && t.effect(h) == Planned
}

// under applies what governor h makes of its complement, in the light of the governor's own status.
func (t *Tree) under(h int, eff string, m *Mood) {
	g := t.Mood(h)
	m.because("under", t.Phrasal(h)+":", eff)
	m.Under = t.Lemma(h)
	m.Why = append(m.Why, g.Why...)
	m.Perfect, m.Finite = g.Perfect, g.Finite
	switch {
	case eff == Happened || eff == Ongoing:
		m.Status, m.Refused, m.Future, m.Purpose = g.Status, g.Refused, g.Future, g.Purpose
		if eff == Ongoing && (g.Status == Happened || g.Status == Present) && !t.past(h) {
			m.Status = Ongoing
		}
	case g.Status == Denied && eff == Denied:
		if m.Status = Happened; g.Refused { // "will not hesitate to"
			m.Status = Planned
		}
	case g.Status == Denied:
		m.Status, m.Future = Denied, eff == Planned
	case eff == Planned && g.Status == Hypothetical:
		m.Status = Hypothetical
	default:
		m.Status = eff
		m.Refused = eff == Denied && will[t.Lemma(h)]
	}
}

// will are governors of the kind denied that speak of a will not to do, rather than of a failure.
var will = map[string]bool{"refuse": true, "decline": true, "reject": true, "refusal": true, "rule_out": true, "reluctant": true, "unwilling": true, "cancel": true}

func (t *Tree) past(h int) bool {
	for _, k := range t.Kids(h) {
		if t.Rel(k) == "aux" || t.Rel(k) == "cop" {
			return t.Tokens[k].XPOS == "VBD"
		}
	}
	return t.Tokens[h].XPOS == "VBD"
}
