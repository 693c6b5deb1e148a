package places

import (
	"strings"
)

// metonym reports whether a capital stands for its state: it says, wants or does something, or something is had with it.
// "Beijing said", "ties with Beijing", "Moscow's position", "between Ankara and Cairo" — but "in Beijing", "arrived from Moscow".
func (d *reading) metonym(t *toponym) bool {
	s := &d.a.Sentences[t.sentence]
	h := -1
	for k := range s.Tokens {
		if x := s.Tokens[k]; x.Start < t.span.End && x.End > t.span.Start && x.UPOS != "PUNCT" {
			if x.Head < 0 || s.Tokens[x.Head].Start >= t.span.End || s.Tokens[x.Head].End <= t.span.Start {
				h = k
				break
			}
		}
	}
	if h < 0 || d.dateline(t) {
		return false
	}
	if d.listedBeforeVerb(t) {
		return true
	}
	for hops := 0; s.Tokens[h].Rel == "conj" && s.Tokens[h].Head >= 0 && hops < 5; hops++ {
		h = s.Tokens[h].Head
	}
	x := s.Tokens[h]
	prep := ""
	for _, y := range s.Tokens {
		if y.Head == h && y.Rel == "case" {
			prep = strings.ToLower(y.Form)
		}
	}
	lemma := ""
	if x.Head >= 0 {
		lemma = strings.ToLower(s.Tokens[x.Head].Lemma)
	}
	switch prep {
	case "in", "at", "near", "outside", "around", "across", "through", "via", "into", "inside", "within", "off":
		return false
	case "to", "from", "for", "of":
		return act[lemma] && prep != "to" || prep == "to" && addressed[lemma]
	case "between", "with", "against", "toward", "towards":
		return !seat[lemma]
	case "'s", "’s", "'", "’":
		return owned[lemma]
	case "by":
		return true
	case "":
		switch {
		case strings.HasPrefix(x.Rel, "nsubj"):
			return x.Head >= 0 && s.Tokens[x.Head].UPOS == "VERB" && !located[lemma]
		case x.Rel == "obj" || x.Rel == "iobj":
			return addressed[lemma]
		case strings.HasPrefix(x.Rel, "nmod:poss"):
			return owned[lemma]
		}
	}
	return false
}

// dateline reports whether a toponym in capitals opens its sentence, in which others have small letters: "GENEVA The minister".
func (d *reading) dateline(t *toponym) bool {
	s := &d.a.Sentences[t.sentence]
	name := t.span.In(d.a.Document.Text)
	rest := d.a.Document.Text[t.span.End:s.End]
	return t.w0 == 0 && len(name) > 3 && name == strings.ToUpper(name) && rest != strings.ToUpper(rest)
}

// listedBeforeVerb reports whether a toponym is one of two that open a sentence before a verb: "Tehran and Riyadh restored
// ties", which parsers like to take for a noun with modifiers.
func (d *reading) listedBeforeVerb(t *toponym) bool {
	s := &d.a.Sentences[t.sentence]
	n := len(s.Tokens)
	if n < 5 || s.Tokens[1].Form != "and" || t.span.Start != s.Tokens[0].Start && t.span.Start != s.Tokens[2].Start {
		return false
	}
	if t.span.End != s.Tokens[0].End && t.span.End != s.Tokens[2].End || s.Tokens[2].UPOS != "PROPN" {
		return false
	}
	v := s.Tokens[3]
	return v.UPOS == "VERB" && v.Rel == "amod" && s.Tokens[4].Start == v.End+1
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

var (
	// located are verbs that speak of a city.
	located = set("lie host have boast house see wake celebrate stand sit remain become grow")
	// addressed are verbs and nouns for what is done to a state.
	addressed = set(`urge accuse blame warn criticize criticise condemn ask tell pressure pressurise press support persuade convince anger irritate provoke
 threaten sanction isolate invite demand call appeal deliver message concession help assist cede grant sell supply offer ally loyal close respond reply react lend
 thank pardon arm ambassador envoy aid loan credit export delivery proposal letter note protest warning signal response`)
	// act are nouns of what a state does or gives.
	act = set(`support pressure demand approval consent assistance aid warning threat criticism condemnation response statement message signal influence policy control
 government regime pledge guarantee help backing permission decision ally independence permit request call`)
	// seat are nouns of movement and place.
	seat = set("flight road train route distance border travel fly drive line railway railroad highway")
	// owned are nouns that make a possessive speak of the state.
	owned = set(`position policy government regime decision support response claim claims demand approach interest ally allies relations relationship ties role influence
 stance view foreign minister ambassador military army troops forces leadership leaders leader plan offer refusal rejection aggression ambition war invasion attack
 action move effort concern strategy economy diplomacy diplomat diplomats official officials pressure sanctions sovereignty security proposal announcement
 willingness desire intention commitment call warning threat reaction statement hand backing control claim nuclear program programme capability envoy neighbor neighbour
 hope aim goal partner rival enemy side request objection veto withdrawal recognition territory intervention campaign`)
)

// countryAs says what a country's name stands for: a place after a preposition of place, the state elsewhere.
func (d *reading) countryAs(t *toponym) string {
	s := &d.a.Sentences[t.sentence]
	for k := range s.Tokens {
		x := s.Tokens[k]
		if x.Start >= t.span.End || x.End <= t.span.Start {
			continue
		}
		for _, y := range s.Tokens {
			if y.Head == k && y.Rel == "case" {
				switch strings.ToLower(y.Form) {
				case "in", "at", "near", "across", "through", "into", "inside", "within", "throughout", "via":
					return "place"
				}
			}
		}
	}
	return "state"
}
