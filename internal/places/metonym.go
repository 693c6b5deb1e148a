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
	if h < 0 {
		return false
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
 ambassador envoy aid loan credit export delivery proposal letter note protest warning signal response`)
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
