package places

import (
	_ "embed"
	"strings"

	"entente"
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
	if d.listedBeforeVerb(t) || s.Tokens[h].Rel == "conj" && opensClause(s.Tokens, h) {
		return true
	}
	for hops := 0; s.Tokens[h].Rel == "conj" && s.Tokens[h].Head >= 0 && hops < 5; hops++ {
		h = s.Tokens[h].Head
	}
	x := s.Tokens[h]
	prep, beside := "", ""
	for k, y := range s.Tokens {
		if y.Head == h && y.Rel == "case" {
			prep = strings.ToLower(y.Form)
			if k > 0 && s.Tokens[k-1].UPOS == "NOUN" {
				beside = strings.ToLower(s.Tokens[k-1].Lemma)
			}
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
		return d.is["act"][lemma] && prep != "to" || prep == "to" && (d.is["addressed"][lemma] || d.is["addressed"][beside]) || prep == "from" && d.is["taken"][lemma]
	case "on", "upon":
		return d.is["upon"][lemma]
	case "between", "with", "against", "toward", "towards":
		return !d.is["seat"][lemma]
	case "'s", "’s", "'", "’":
		return d.is["owned"][lemma]
	case "by":
		return true
	case "":
		switch {
		case strings.HasPrefix(x.Rel, "nsubj"):
			return x.Head >= 0 && s.Tokens[x.Head].UPOS == "VERB" && !d.is["located"][lemma]
		case x.Rel == "obj" || x.Rel == "iobj":
			return d.is["addressed"][lemma]
		case strings.HasPrefix(x.Rel, "nmod:poss"):
			return d.is["owned"][lemma]
		}
	}
	return false
}

// opensClause reports whether a name that "and" seems to join to a verb is the subject of the verb right behind it: "Oslo expelled the
// envoy, and Bergen barred eleven Danes".
func opensClause(tokens []entente.Token, i int) bool {
	h := tokens[i].Head
	if i < 2 || i+2 >= len(tokens) || h < 0 || h >= i-1 || tokens[h].UPOS != "VERB" || tokens[i-1].UPOS != "CCONJ" || tokens[i-2].Form != "," {
		return false
	}
	v := &tokens[i+1]
	return v.UPOS == "VERB" && (v.XPOS == "VBN" || v.XPOS == "VBD") && (v.Head == i && v.Rel == "acl" || v.Head == h && v.Rel == "conj")
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
	for i := 0; i+2 < n && s.Tokens[i].UPOS == "PROPN"; i += 2 { // "Seoul, Tokyo hold drill"
		if v := s.Tokens[i+1]; i > 0 && v.UPOS == "VERB" && (v.XPOS == "VBP" || v.XPOS == "VB") {
			return t.span.Start <= s.Tokens[i].Start
		}
		if s.Tokens[i+1].Form != "," {
			break
		}
	}
	if n < 5 || s.Tokens[1].Form != "and" || t.span.Start != s.Tokens[0].Start && t.span.Start != s.Tokens[2].Start {
		return false
	}
	if t.span.End != s.Tokens[0].End && t.span.End != s.Tokens[2].End || s.Tokens[2].UPOS != "PROPN" {
		return false
	}
	v := s.Tokens[3]
	return v.UPOS == "VERB" && v.Rel == "amod" && s.Tokens[4].Start == v.End+1
}

//go:embed metonym.tsv
var metonymTable string

// Version names the state of the embedded table.
func Version() string { return entente.Version([]byte(metonymTable)) }

// readWords reads the table of small words by class.
func readWords() map[string]map[string]bool {
	classes := map[string]map[string]bool{}
	for line := range strings.Lines(metonymTable) {
		class, words, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		classes[class] = map[string]bool{}
		for w := range strings.SplitSeq(words, ";") {
			classes[class][w] = true
		}
	}
	return classes
}

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
