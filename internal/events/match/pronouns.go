package match

import (
	"strings"

	"entente/internal/events/pattern"
	"entente/internal/trees"
	"entente/internal/trees/mend"
)

// each are the first and second word of a reciprocal pronoun.
var each = map[string]string{"each": "other", "one": "another"}

// said is who "it" or "they" is in what somebody says, where no mention says so: "Oslo and Bergen said they would".
func (s *Sentence) said(w int) []int {
	t := s.Tree
	l := t.Lemma(w)
	if t.Tokens[w].UPOS != "PRON" || l != "it" && l != "they" || t.Rel(w) != "nsubj" || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	v := t.Head(w)
	for n := 0; v >= 0 && (t.Rel(v) == "conj" || t.Rel(v) == "xcomp") && n < 5; n++ {
		v = t.Head(v)
	}
	if v < 0 || t.Rel(v) != "ccomp" || !Reporting(t.Lemma(t.Head(v))) {
		return nil
	}
	var out []int
	for _, who := range t.Kids(t.Head(v)) {
		if t.Rel(who) == "nsubj" && who != w {
			out = append(out, s.Cast.Parties(who, trees.Bodies)...)
		}
	}
	if !s.Cast.AnyKnown(out) || (l == "it") != (len(out) == 1) && !(l == "they" && len(out) == 1 && s.many(out[0])) {
		return nil
	}
	return out
}

// many reports whether a mention is a body or a group whose name is a plural: "the Houthis".
func (s *Sentence) many(m int) bool {
	x := &s.A.Mentions[m]
	if x.Kind == "group" {
		return true
	}
	return x.Kind == "organisation" && x.Head >= 0 && x.Head < len(s.Tree.Tokens) && strings.HasSuffix(s.Tree.Tokens[x.Head].XPOS, "S") ||
		x.Kind == "organisation" && x.Via == "name" && strings.HasSuffix(x.Name, "s")
}

// Reporting reports whether a verb, by its lemma, tells what somebody said or thinks.
func Reporting(lemma string) bool { return reporting[lemma] }

var reporting = pattern.Set(`say tell report announce state note add claim confirm tell according write quote explain stress emphasize emphasise recall believe think know show`)

// parallel is who "it" is at the head of a sentence, where no mention says so: the one state or body that is the subject of the sentence
// before. What stands there does something that only states and bodies do, so that "it rained" is not asked.
func (s *Sentence) parallel(w int) []int {
	t, p := s.Tree, s.prev
	if t.Tokens[w].UPOS != "PRON" || t.Lemma(w) != "it" || t.Rel(w) != "nsubj" || t.Head(t.Head(w)) >= 0 || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	if p == nil || p.Index != s.Index-1 || s.A.Sentences[p.Index].Part != s.A.Sentences[s.Index].Part {
		return nil
	}
	for r := range p.Tree.Tokens {
		if p.Tree.Head(r) >= 0 || !p.Tree.Verb(r) {
			continue
		}
		out := p.Cast.Parties(p.Tree.Kid(r, "nsubj"), trees.Bodies)
		if len(out) != 1 || !p.Cast.AnyKnown(out) {
			return nil
		}
		if k := s.A.Mentions[out[0]].Kind; k == "state" || k == "organisation" {
			return out
		}
	}
	return nil
}

// voice is who "we" or "I" is, where no mention says so: the speaker of the words around it.
func (s *Sentence) voice(w int) (mention int, ok bool) {
	t := &s.Tree.Tokens[w]
	if t.UPOS != "PRON" || s.Cast.AnyKnown(s.Cast.On[w]) || !firstPerson[s.Tree.Lemma(w)] {
		return 0, false
	}
	for i := range s.A.Statements {
		x := &s.A.Statements[i]
		if x.Speaker == "" || x.Mode == "indirect" && (x.Cue == nil || len(x.Content) == 0 || x.Cue.Start < x.Content[0].End) {
			continue // "he said we": whoever reports may be meant, but not in "we regret it, he said"
		}
		for _, c := range x.Content {
			if c.Contains(t.Span) {
				for k := range s.A.Mentions {
					if s.A.Mentions[k].ID == x.Speaker {
						return k, true
					}
				}
			}
		}
	}
	return 0, false
}

// addressed is who "you" is where the words say so: "congratulate you, Mr. President,".
func (s *Sentence) addressed(w int) (mention int, ok bool) {
	t := s.Tree
	if t.Tokens[w].UPOS != "PRON" || t.Lemma(w) != "you" || w+2 >= len(t.Tokens) || t.Tokens[w+1].Form != "," || s.Cast.AnyKnown(s.Cast.On[w]) {
		return 0, false
	}
	for k := w + 2; k < w+5 && k < len(t.Tokens) && t.Tokens[k].Form != ","; k++ {
		if m := s.Cast.In[k]; m >= 0 && s.A.Mentions[m].Kind == "person" && trees.Known(&s.A.Mentions[m]) {
			return m, true
		}
	}
	return 0, false
}

var firstPerson = pattern.Set("i we us our my ours me")

// other is who "it", "its" or "them" is where no mention says so and it is not the subject: the one state or body named before it in the
// sentence that does not act itself: "severed relations with Oslo, accusing it of".
func (s *Sentence) other(actors []Party, w int) (mention int, ok bool) {
	t := s.Tree
	if t.Tokens[w].UPOS != "PRON" || !objects[t.Tokens[w].Form] || t.Rel(w) == "nsubj" || t.Rel(w) == "expl" || len(actors) == 0 {
		return 0, false
	}
	acts := map[string]bool{}
	for _, p := range actors {
		acts[trees.Code(&s.A.Mentions[p.Mention])] = true
	}
	for _, k := range s.Cast.On[w] {
		if x := &s.A.Mentions[k]; trees.Known(x) && !acts[trees.Code(x)] {
			return 0, false
		}
	}
	code := ""
	for _, k := range s.undergoers(w, acts) {
		x := &s.A.Mentions[k]
		c := trees.Code(x)
		if l := t.Lemma(w); (l == "they" || l == "their" || l == "them") && len(x.Sectors) > 0 && x.Sectors[0] == "BUS" {
			continue // a firm is "it"
		}
		if *x.Start > t.Tokens[w].Start || x.Via == "pronoun" && s.person(x) == 1 || !trees.Known(x) || x.Kind == "person" && x.Of == "" || acts[c] || x.Kind == "organisation" && acts[x.Of] {
			continue
		}
		if code != "" && c != code {
			return 0, false
		}
		if code == "" {
			mention, code, ok = k, c, true
		}
	}
	return mention, ok
}

// undergoers are the mentions of the sentence among which an object pronoun is looked for: all, or, where they are several, those on which
// a verb before it falls, as the pronoun's does: "lent Chad a million, while Oslo urged it".
func (s *Sentence) undergoers(w int, acts map[string]bool) []int {
	all := s.d.Present[s.Index]
	codes := map[string]bool{}
	var fell []int
	for _, k := range all {
		x := &s.A.Mentions[k]
		c := trees.Code(x)
		if *x.Start > s.Tree.Tokens[w].Start || !trees.Known(x) || x.Kind == "person" && x.Of == "" || acts[c] || x.Kind == "organisation" && acts[x.Of] {
			continue
		}
		codes[c] = true
		if r := s.Tree.Rel(s.Tree.HeadOf(x.Span())); r == "obj" || r == "iobj" {
			fell = append(fell, k)
		}
	}
	if len(codes) > 1 && len(fell) > 0 && s.Tree.Rel(w) == "obj" {
		return fell
	}
	return all
}

// objects are pronouns of the third person that stand for a state or body on which something falls.
var objects = pattern.Set("it its them their him her")

// both are those that "they", "both", "the two" or "their presidents" stands for where no mention says so: those who act together earlier
// in the sentence, those named there, the subjects of the sentence before; for "after their meeting" the subjects that follow.
func (s *Sentence) both(w int) []int {
	t := s.Tree
	l := t.Lemma(w)
	theirs := t.Tokens[w].Rel == "nmod:poss" && (l == "their" || l == "they")
	they := theirs || t.Tokens[w].UPOS == "PRON" && l == "they" || t.Noun(w) && t.Tokens[w].XPOS == "NNS" && mend.Agentive(l) && t.Has(w, "nmod:poss", "their", "they")
	plural := they || l == "both" || l == "two" && t.Has(w, "det", "the") ||
		t.Noun(w) && (t.Has(w, "nummod", "two") && t.Has(w, "det", "the", "both", "these", "those") || t.Has(w, "det", "both"))
	agent := t.Rel(w) == "obl" && t.Case(w) == "by" || t.Case(w) == "between"
	plural = plural || t.Tokens[w].XPOS == "NNS" && fellows[l] && t.Has(w, "det", "the") && t.Kid(w, "amod") < 0 && t.Kid(w, "nmod") < 0 && t.Kid(w, "compound") < 0
	if !plural || t.Rel(w) != "nsubj" && !agent && !theirs || s.Cast.AnyKnown(s.Cast.On[w]) {
		return nil
	}
	if out := s.jointly(s.Tree, s.Cast, 0, w, they); len(out) > 1 {
		return out
	}
	if !they {
		if out := s.before(w); len(out) == 2 {
			return out
		}
	}
	if theirs {
		if out := s.jointly(s.Tree, s.Cast, w+1, len(t.Tokens), true); len(out) > 1 {
			return out
		}
	}
	p := s.prev
	if p == nil || p.Index != s.Index-1 || s.A.Sentences[p.Index].Part != s.A.Sentences[s.Index].Part {
		return nil
	}
	return s.jointly(p.Tree, p.Cast, 0, len(p.Tree.Tokens), they)
}

// before are the two states named before word w in its sentence, if there are just two and no body beside them.
func (s *Sentence) before(w int) []int {
	var here []int
	for _, k := range s.d.Present[s.Index] {
		if x := &s.A.Mentions[k]; trees.Known(x) && *x.Start < s.Tree.Tokens[w].Start {
			here = append(here, k)
		}
	}
	if here = s.different(here); len(here) == 1 {
		for x := range w { // "the embassy of Chad in Bangui": the two countries
			if k, ok := s.town[x]; ok {
				here = append(here, k)
			}
		}
	}
	return s.different(here)
}

// jointly are states or bodies that are together the subject of a clause between two words, or two that are subject and object of one:
// "met", "held talks with". Where many is false, just two will do.
func (s *Sentence) jointly(t *trees.Tree, c *trees.Cast, from, to int, many bool) []int {
	for v := range t.Tokens {
		who := t.Kid(v, "nsubj")
		if who < from || who >= to {
			continue
		}
		out := s.different(c.Parties(who, trees.Bodies))
		if many && s.speaks(out) {
			continue // who says "we" is never "they"
		}
		if len(out) == 2 || many && len(out) > 2 {
			return out
		}
		if len(out) == 1 && v < to {
			if out = s.different(s.partners(t, c, v, to, out)); len(out) == 2 && !(many && s.speaks(out)) {
				return out
			}
		}
	}
	return nil
}

// partners adds to the subject of a verb whom it meets before word to: its object, and those in a phrase with "with".
func (s *Sentence) partners(t *trees.Tree, c *trees.Cast, v, to int, out []int) []int {
	with := t.Phrases(v, "with")
	if o := t.Object(v); o >= 0 && o < to {
		out = append(out, c.Parties(o, trees.Bodies)...)
		with = append(with, t.Phrases(o, "with")...)
	}
	for _, k := range with {
		if k < to {
			out = append(out, c.Parties(k, trees.Bodies)...)
		}
	}
	return out
}

// different keeps one mention of each known state or body.
func (s *Sentence) different(ms []int) []int {
	seen := map[string]bool{}
	var out []int
	for _, m := range ms {
		x := &s.A.Mentions[m]
		if c := trees.Code(x); trees.Known(x) && !seen[c] {
			seen[c] = true
			out = append(out, m)
		}
	}
	return out
}

// Joint is the pair whose joint statement or communiqué a document is, by its first sentences: what is signed there without a
// signer is signed by both.
func (d *Document) Joint() []Party {
	codes := map[string]bool{}
	var out []Party
	joint := false
	for i := 0; i < len(d.A.Sentences) && i < 3; i++ {
		for k := range d.A.Sentences[i].Tokens {
			if k > 0 && issued[d.A.Sentences[i].Tokens[k].Lemma] && strings.EqualFold(d.A.Sentences[i].Tokens[k-1].Form, "joint") {
				joint = true
			}
		}
		for _, m := range d.Present[i] {
			x := &d.A.Mentions[m]
			if c := trees.Code(x); trees.Known(x) && x.Kind != "organisation" && !strings.Contains(c, ":") && !codes[c] {
				codes[c] = true
				out = append(out, Party{m, "", "the pair whose joint document it is"})
			}
		}
		if joint && len(out) >= 2 {
			break
		}
	}
	if !joint || len(out) != 2 {
		return nil
	}
	return out
}

// issued are documents that two sides issue together.
var issued = pattern.Set("statement declaration communique communiqué press")
