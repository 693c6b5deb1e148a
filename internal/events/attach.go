package events

import (
	"slices"
	"strings"

	"entente"
	"entente/internal/events/match"
	"entente/internal/events/pattern"
	"entente/internal/trees"
)

// Which date expression of a sentence is that of an event.

// attached finds the date expression of an event in its sentence, or -1.
func (d *reading) attached(e *coded) (int, string) {
	t, s := e.s.Tree, e.s.Index
	var usable []int
	shared := -1 // a date that it has in common with a clause beside it
	for _, k := range d.Dates[s] {
		x := &d.A.Dates[k]
		w := t.HeadOf(*x.Span)
		if x.Use != "" && x.Use != "date" || x.EDTF == "" || numbered(t, *x.Span) {
			continue
		}
		usable = append(usable, k)
		if n := before(t, *x.Span); n >= 0 {
			if n == e.Trigger {
				return k, "before the noun"
			}
			continue
		}
		if w >= 0 && d.climbs(e, w) {
			if h := t.Head(w); h < 0 || h == e.Trigger || h == e.Anchor || t.Rel(e.Trigger) != "conj" || h != t.Head(e.Trigger) {
				return k, "on the clause"
			}
			if shared < 0 {
				shared = k
			}
		}
	}
	if shared >= 0 {
		return shared, "on the clause"
	}
	if len(usable) == 1 && d.alone(e, usable[0]) && !(e.mood.Perfect && e.s.opened(t.HeadOf(*d.A.Dates[usable[0]].Span), e.Anchor)) && (d.A.Dates[usable[0]].Value != "PRESENT_REF" || e.status != trees.Happened || !t.Has(e.Trigger, "aux", "have")) {
		return usable[0], "the only date of the sentence"
	}
	for _, k := range usable {
		if d.framed(e, k) {
			return k, "the stretch of time that the sentence is about"
		}
	}
	if len(usable) == 1 && d.trailing(e, usable[0]) {
		return usable[0], "the only date of the sentence, at its end"
	}
	for _, k := range usable {
		if d.governs(e, k, usable) {
			return k, "the date that its clause goes on from"
		}
	}
	return -1, ""
}

// numbered reports whether a date only numbers a document: "resolution 425 (1978)".
func numbered(t *trees.Tree, s entente.Span) bool {
	for i := range t.Tokens {
		if t.Tokens[i].Start >= s.Start {
			if i+2 < len(t.Tokens) && t.Tokens[i+1].Form == "(" && roman(t.Tokens[i+2].Form) { // "2011 (XX)"
				return true
			}
			return i > 2 && t.Tokens[i-1].Form == "(" && i+1 < len(t.Tokens) && t.Tokens[i+1].Form == ")" && t.Tokens[i-2].UPOS == "NUM"
		}
	}
	return false
}

func roman(w string) bool { return w != "" && strings.Trim(w, "IVXLC-S") == "" }

// before is the noun that a date stands right before, behind an article: "the September 11, 2001 attacks"; -1 for none.
func before(t *trees.Tree, s entente.Span) int {
	first, next := -1, -1
	for i := range t.Tokens {
		if x := &t.Tokens[i]; x.Overlaps(s) && first < 0 {
			first = i
		} else if x.Start >= s.End {
			next = i
			break
		}
	}
	if first < 1 || next < 0 || t.Tokens[next].UPOS != "NOUN" || t.Tokens[first].UPOS == "DET" {
		return -1
	}
	if x := &t.Tokens[first-1]; x.UPOS != "DET" && x.XPOS != "PRP$" && x.XPOS != "POS" {
		return -1
	}
	for h := next; h >= 0 && h < next+4; h = t.Head(h) { // "attacks" of "the 2001 terror attacks"
		if r := t.Rel(h); r != "compound" && r != "amod" {
			return h
		}
	}
	return next
}

// climbs walks from a date up to the first verb or trigger above it, and reports whether that is the event's.
func (d *reading) climbs(e *coded, w int) bool {
	t := e.s.Tree
	if h := t.Head(w); owned(t, w) {
		return h == e.Trigger || t.Case(w) == "of" && slices.Contains(e.Consumed, h) && (e.typ == "SUPPORT" || e.typ == "")
	}
	for n := 0; w >= 0 && n < 40; n++ {
		if w == e.Trigger || w == e.Anchor {
			return true
		}
		if n > 0 && aside(t, w) {
			return false
		}
		if t.Kid(w, "nsubj") >= 0 && !t.Verb(w) { // a clause without a verb of its own: "where they had been since 2017"
			return false
		}
		if n > 0 && (t.Verb(w) || d.trigger(e.s, w) || t.Tokens[w].Rel == "acl:relcl") {
			return d.shares(e, w) || took(e, w)
		}
		w = t.Head(w)
	}
	return false
}

// owned reports whether a date stands before a noun as its attribute and dates that alone: "the July 25 call", "the 2015 agreement".
func owned(t *trees.Tree, w int) bool {
	h := t.Head(w)
	if h >= 0 && h < w && t.Noun(h) && t.Rel(w) == "nmod" && t.Case(w) == "of" {
		return !stretches[t.Lemma(h)] // "the attacks of 11 September", but "the summer of 2001"
	}
	if h <= w || !t.Noun(h) || t.Case(w) != "" {
		return false
	}
	switch t.Rel(w) {
	case "compound", "amod", "nummod", "nmod":
		return true
	}
	return false
}

// stretches are nouns for a part of a time.
var stretches = pattern.Set(`beginning start end middle course half summer spring autumn fall winter month week day night morning evening quarter eve year january
 february march april may june july august september october november december first second close outset decade early late mid turn afternoon weekend`)

// aside reports whether a noun is told beside the clause, so that its date is its own: "owing to the accidents of this year", "including".
func aside(t *trees.Tree, w int) bool {
	if t.Tokens[w].UPOS != "NOUN" {
		return false
	}
	if t.Rel(w) == "appos" {
		return true
	}
	return asides[t.Case(w)]
}

// asides are prepositions of causes, examples and what was before.
var asides = pattern.Set("include including such_as due_to because_of owing_to despite after following follow over amid like unlike in_response_to")

// took reports whether verb v says of the noun of an event that it was held, as a clause on it: "the talks held in Oslo in May".
func took(e *coded, v int) bool {
	t := e.s.Tree
	if t.Rel(v) != "acl" || !t.Passive(v) || !t.Lends(v, "obj") {
		return false
	}
	if h := t.Head(v); h != e.Trigger { // "the conference, held in May, adopted"
		if t.Lemma(v) == "hold" && e.Anchor == e.Trigger && gatherings[t.Lemma(e.Trigger)] && !gatherings[t.Lemma(h)] && h > e.Trigger && h < v {
			return t.Under(h, e.Trigger) && t.Rel(h) == "nmod" // "the meeting of the heads of state held in May"
		}
		return t.Verb(e.Anchor) && gatherings[t.Lemma(h)] && t.Rel(h) == "nsubj" && t.Head(h) == e.Anchor
	}
	return e.Anchor == e.Trigger && t.Noun(e.Trigger)
}

// gatherings are nouns for meetings that do what they decide while they are held.
var gatherings = pattern.Set("summit conference meeting session congress talks assembly convention forum")

// framed reports whether a date is what the sentence is about, "this year marks", so that what it tells beside has that date, too.
func (d *reading) framed(e *coded, k int) bool {
	t := e.s.Tree
	w := t.HeadOf(*d.A.Dates[k].Span)
	v := t.Head(w)
	return v >= 0 && t.Tokens[w].Rel == "nsubj" && t.Rel(v) == "root" && e.mood.Finite >= 0 && v != e.Trigger && t.Under(e.Anchor, v) && !e.mood.Perfect &&
		(e.status == trees.Happened || e.status == trees.Planned && d.ahead(k))
}

// trailing reports whether a date at the very end of the sentence hangs on a participle that tells who did it ("seized by men wearing
// uniforms in August") below the event.
func (d *reading) trailing(e *coded, k int) bool {
	t, span := e.s.Tree, *d.A.Dates[k].Span
	for i := len(t.Tokens) - 1; i >= 0 && t.Tokens[i].Start >= span.End; i-- {
		if t.Tokens[i].UPOS != "PUNCT" {
			return false
		}
	}
	low := -1
	for w, n := t.Head(t.HeadOf(span)), 0; w >= 0 && n < 20; w, n = t.Head(w), n+1 {
		switch {
		case w == e.Trigger || w == e.Anchor:
			return low >= 0
		case d.trigger(e.s, w):
			return false
		case t.Verb(w):
			if t.Tokens[w].Rel != "acl" || t.Tokens[w].XPOS != "VBG" || low >= 0 {
				return false
			}
			low = w
		}
	}
	return false
}

// shares reports whether an event lies in the clause of verb v so closely that the verb's date is its own: as its infinitive
// ("agreed on Monday to send"), as what is coordinated with it, or as the light noun in it.
func (d *reading) shares(e *coded, v int) bool {
	t, i := e.s.Tree, e.Anchor
	for n := 0; i >= 0 && n < 10; n++ {
		if i == v {
			return true
		}
		switch r := t.Rel(i); r {
		case "xcomp", "conj":
			if r == "conj" && (t.Kid(i, "nsubj", "nsubj:pass") >= 0 || i < v) {
				return false
			}
		case "advcl":
			to, said := t.Has(i, "mark", "to") && t.Tokens[i].XPOS == "VB", t.Tokens[i].XPOS == "VBG" && e.Pattern.Flags["said"] // "severed relations in May, accusing"
			if i < v || !to && !said {
				return false
			}
		case "obj", "obl", "nmod", "nsubj":
			if c := t.Case(i); r == "obl" && (occasions[c] && e.typ != "ACCUSE" || c == "in" && e.typ == "CONSULT") { // "said at a meeting on Friday"
				break
			}
			if d.event2(e, v) || !t.Verb(v) || match.Reporting(t.Lemma(v)) {
				return false
			}
		default:
			return false
		}
		i = t.Head(i)
	}
	return false
}

// occasions are prepositions of what goes on while something is done.
var occasions = map[string]bool{"at": true, "during": true}

// event2 reports whether v is the trigger of another event, which then owns the date.
func (d *reading) event2(e *coded, v int) bool { return d.trigger(e.s, v) }

func (d *reading) trigger(s *scan, w int) bool {
	for i := range d.found {
		if d.found[i].s == s && (d.found[i].Trigger == w || d.found[i].Anchor == w) {
			return true
		}
	}
	return false
}

// alone lets the only date of a sentence date an event whose clause no verb of reporting separates from it.
func (d *reading) alone(e *coded, k int) bool {
	t := e.s.Tree
	w := t.HeadOf(*d.A.Dates[k].Span)
	for n := 0; w >= 0 && n < 40; n++ {
		if t.Verb(w) {
			break
		}
		if n > 1 && t.Tokens[w].UPOS == "NOUN" && t.Case(w) == "" && !t.Under(e.Anchor, w) {
			return false // "the benefits of the end of the war" dates no deed
		}
		w = t.Head(w)
	}
	if w < 0 {
		for w = t.HeadOf(*d.A.Dates[k].Span); w >= 0 && t.Head(w) >= 0; w = t.Head(w) {
		}
	}
	if w < 0 || match.Reporting(t.Lemma(w)) || t.Tokens[w].Rel == "acl:relcl" && !t.Under(e.Anchor, w) {
		return false
	}
	return t.Under(e.Anchor, w) && !d.trigger(e.s, w) && (e.status != trees.Planned || d.ahead(k))
}

// ahead reports whether a date does not lie before the document.
func (d *reading) ahead(k int) bool {
	p := d.A.Document.Published
	return p == nil || d.A.Dates[k].End == "" || d.A.Dates[k].End >= p.Start
}
