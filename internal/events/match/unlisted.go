package match

import (
	"strings"

	"entente"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// Unions, banks, firms and movements that no table knows act for nobody that a row could name by a code; but they have a name, and
// a row about a known state or body is better with it than with a blank.

// unlisted makes a party of a body known by its name alone that no mention covers. It stands behind the mentions as a candidate,
// as towns do, and becomes one where an event needs it.
func (d *Document) unlisted(t *trees.Tree, in []int, sentence, w int, any bool) (mention int, ok bool) {
	if !title(t, w) || in[w] >= 0 || !any && !body(t, w) {
		return 0, false
	}
	span := t.Tokens[w].Span
	for first := w - 1; first >= 0 && part(t, first, w); first-- {
		span.Start = t.Tokens[first].Start
	}
	for last := w + 1; last < len(t.Tokens) && part(t, last, w); last++ {
		span.End = t.Tokens[last].End
	}
	if k, ok := d.named[span]; ok {
		return k, true
	}
	for k := range t.Tokens { // no name in the name: "the Bank of India"
		if t.Tokens[k].Overlaps(span) && in[k] >= 0 {
			return 0, false
		}
	}
	if _, ok := d.town[span]; ok {
		return 0, false
	}
	name := span.In(d.A.Document.Text)
	if len(strings.Fields(name)) < 2 || strings.ContainsRune(name, '\n') {
		return 0, false
	}
	m := entente.Mention{Kind: "organisation", Name: name, Via: "name", Sentence: sentence, Head: w}
	k := len(d.A.Mentions)
	d.A.Mentions = append(d.A.Mentions, m.At(span))
	d.named[span] = k
	return k, true
}

// title reports whether a word heads a name: one that is tagged so, or a common noun with a capital behind one ("Vega Capital Management").
func title(t *trees.Tree, w int) bool {
	x := &t.Tokens[w]
	if x.UPOS == "PROPN" {
		return true
	}
	k := t.Kid(w, "compound")
	return x.UPOS == "NOUN" && w > 0 && x.Form[0] >= 'A' && x.Form[0] <= 'Z' && k >= 0 && t.Tokens[k].UPOS == "PROPN"
}

// trading are the kinds of acts in which whoever has a name of several words is taken for a firm.
var trading = pattern.Set("investment purchase lawsuit trade")

// part reports whether a word beside a name belongs to it: another capitalised word that hangs on it.
func part(t *trees.Tree, i, w int) bool {
	x := &t.Tokens[i]
	if x.UPOS == "PUNCT" || x.UPOS == "DET" || x.Form == "" {
		return false
	}
	return (x.UPOS == "PROPN" || x.Form[0] >= 'A' && x.Form[0] <= 'Z') && t.Under(i, w)
}

// body reports whether a name is that of a body by one of its words.
func body(t *trees.Tree, w int) bool {
	if bodies[strings.ToLower(t.Tokens[w].Form)] {
		return true
	}
	for _, k := range t.Kids(w) {
		if r := t.Rel(k); (r == "compound" || r == "flat" || r == "amod") && bodies[strings.ToLower(t.Tokens[k].Form)] {
			return true
		}
	}
	return false
}

var bodies = pattern.Set(`union association federation confederation bank banco banque corporation corp company inc ltd group holding holdings airlines airways front party
 movement alliance league society institute foundation council committee congress commission agency authority club consortium cooperative brigade brigades army
 network coalition church university chamber motors industries energy petroleum oil steel telecom mining aerospace systems electric pharmaceuticals shipping
 management partners capital ventures investments trust fund brothers sons lines foods stores works securities technologies labs laboratories studios records entertainment`)

// crowd makes a party of a group of people or bodies that has no name: "all the countries of the region". Its name are the words
// that describe it, without what follows in clauses.
func (d *Document) crowd(t *trees.Tree, in []int, sentence, w int) (mention int, ok bool) {
	if x := t.Tokens[w]; x.UPOS != "NOUN" || x.XPOS != "NNS" && x.Form != "media" || !crowds[t.Lemma(w)] {
		return 0, false
	}
	given := in[w]
	if given >= 0 {
		if m := &d.A.Mentions[given]; m.Via != "description" || m.Head != w || trees.Known(m) {
			return 0, false
		}
	}
	span := t.Tokens[w].Span
	for i := range t.Tokens {
		if !t.Under(i, w) || t.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		if t.Head(i) == w && vague[t.Lemma(i)] {
			return 0, false
		}
		if t.Head(i) == w && pointing[t.Lemma(i)] {
			continue
		}
		switch branch(t, i, w) {
		case "amod", "nummod", "det", "compound", "nmod", "nmod:poss", "advmod":
			span.Start, span.End = min(span.Start, t.Tokens[i].Start), max(span.End, t.Tokens[i].End)
		}
	}
	if given >= 0 && d.A.Mentions[given].Span().Contains(span) {
		return given, true
	}
	if k, ok := d.named[span]; ok {
		return k, true
	}
	name := span.In(d.A.Document.Text)
	if len(name) > 80 || strings.ContainsRune(name, '\n') {
		return 0, false
	}
	m := entente.Mention{Kind: "group", Name: name, Via: "description", Sentence: sentence, Head: w}
	k := len(d.A.Mentions)
	d.A.Mentions = append(d.A.Mentions, m.At(span))
	d.named[span] = k
	return k, true
}

// branch is the relation by which the branch that holds a word hangs on another.
func branch(t *trees.Tree, i, w int) string {
	for n := 0; i >= 0 && t.Head(i) != w && n < len(t.Tokens); n++ {
		i = t.Head(i)
	}
	if i < 0 {
		return ""
	}
	return t.Rel(i)
}

// pointing are words before a group that are no part of what it is called.
var pointing = pattern.Set("the all these those both its their his her our my this that")

// vague are words that say of a group that it is not said who they are.
var vague = pattern.Set("own relevant other various certain many several more most such different respective any no concerned interested appropriate competent")

// crowds are nouns for many people or bodies that can be party to an act.
var crowds = pattern.Set(`people person man woman child captive foreigner herder girl boy youth teenager pupil shopper mourner marcher rioter blogger lawyer judge inmate guard policeman executive
 monk priest relative family supporter hundred thousand dozen suspect passenger seeker worshipper team country state nation government power neighbour neighbor ally partner member donor creditor lender investor media newspaper journalist reporter editor
 airline carrier company firm manufacturer producer supplier exporter importer trader bank business contractor operator organisation organization institution agency
 body parliament party faction militia rebel insurgent militant terrorist separatist guerrilla fighter gunman soldier troop force officer official diplomat envoy minister leader
 lawmaker legislator deputy politician dissident opponent activist protester demonstrator striker union worker employee farmer fisherman student teacher doctor civilian
 villager resident citizen national refugee migrant immigrant settler prisoner detainee hostage pilgrim tourist smuggler trafficker pirate hacker minority tribe clan`)
