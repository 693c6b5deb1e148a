package mend

import (
	"strings"

	"entente"
)

// force puts right four things that a parser of everyday English gets wrong in news of force: "the army shot at protesters", where
// what soldiers do is taken for a shot; an object taken for an adjunct; a participle taken for what its noun is made; and a
// remark between commas taken for the verb of the subject before it.
func force(tokens []entente.Token, i int, own func() []entente.Token) {
	switch {
	case shot(tokens, i):
		out := own()
		out[i].UPOS, out[i].XPOS, out[i].Lemma = "VERB", "VBD", "shoot"
		for k := range out {
			t := &out[k]
			switch {
			case t.Head != i:
			case k == i-1 && t.Rel == "compound":
				t.Rel = "nsubj"
			case Base(t.Rel) == "nmod" && k > i:
				t.Rel = "obl"
			case k < i && (t.Rel == "det" || t.Rel == "nmod:poss" || t.Rel == "amod" || t.Rel == "compound") && out[i-1].Head == i:
				t.Head = i - 1
			}
		}
	case suffered(tokens, i):
		out := own()
		out[i].UPOS, out[i].XPOS = "VERB", "VBN"
	case ablaze(tokens, i):
		out := own()
		v := &out[i-1]
		v.UPOS, v.XPOS, v.Lemma, v.Head, v.Rel = "VERB", "VBD", "set", out[i].Head, out[i].Rel
		out[i].UPOS, out[i].XPOS, out[i].Lemma, out[i].Head, out[i].Rel = "ADJ", "JJ", strings.ToLower(out[i].Form), i-1, "xcomp"
		for k := range out {
			if out[k].Head == i {
				out[k].Head = i - 1
			}
		}
	case bare(tokens, i):
		own()[i].Rel = "obj"
	case fired(tokens, i) >= 0:
		o := fired(tokens, i)
		out := own()
		out[i].Head, out[i].Rel = o, "acl"
	case remark(tokens, i) >= 0:
		s := remark(tokens, i)
		out := own()
		out[s].Head, out[s].Rel, out[i].Head, out[i].Rel = out[i].Head, "nsubj", s, "acl"
	}
}

// shot: "the army shot at protesters", "troops shot two men".
func shot(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Form != "shot" || w.UPOS != "NOUN" || i == 0 || i+1 >= len(tokens) {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == i && (t.Rel == "cop" || t.Rel == "case") {
			return false
		} else if t.Head == i && Base(t.Rel) == "nsubj" && k < i {
			return true
		}
	}
	s := &tokens[i-1]
	next := tokens[i+1].Lemma
	return s.Head == i && s.Rel == "compound" && (agentive[s.Lemma] || s.XPOS == "NNS") && (w.Head < 0 || Base(w.Rel) == "advcl" || Base(w.Rel) == "ccomp" || Base(w.Rel) == "conj") &&
		(next == "at" || next == "down" || next == "dead" || next == "into" || tokens[i+1].UPOS == "DET" || tokens[i+1].UPOS == "NUM")
}

// suffered: "six people were injured": what has an auxiliary of the passive is a participle.
func suffered(tokens []entente.Token, i int) bool {
	if w := &tokens[i]; w.UPOS != "ADJ" || !strings.HasSuffix(w.Form, "ed") {
		return false
	}
	for k := range tokens {
		if tokens[k].Head == i && tokens[k].Rel == "aux:pass" {
			return true
		}
	}
	return false
}

// ablaze: "set ablaze three lorries".
func ablaze(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return i > 0 && w.UPOS == "VERB" && (w.Form == "ablaze" || w.Form == "alight") && tokens[i-1].Form == "set"
}

// bare: "killed at least 22 people", "shut down the internet": a noun without a preposition behind a verb that has no other object,
// unless it says when or where.
func bare(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "obl" || w.UPOS != "NOUN" && w.UPOS != "PROPN" || w.Head < 0 || w.Head >= i || i-w.Head > 8 || moments[strings.ToLower(w.Lemma)] {
		return false
	}
	v := &tokens[w.Head]
	if v.UPOS != "VERB" || intransitive[v.Lemma] {
		return false
	}
	for k := range tokens {
		t := &tokens[k]
		switch {
		case t.Head == i && (t.Rel == "case" || t.Rel == "mark" || t.Rel == "advmod" && t.Lemma == "later" || t.Rel == "cop"):
			return false
		case t.Head == w.Head && (t.Rel == "obj" || t.Rel == "ccomp" || t.Rel == "xcomp" || t.Rel == "iobj" || t.Rel == "nsubj:pass" || t.Rel == "aux:pass"):
			return false
		case k > w.Head && k < i && t.Head == w.Head && t.Rel != "compound:prt" && t.Rel != "advmod":
			return false
		}
	}
	return true
}

// moments are nouns that say when, how often, how far or where without a preposition.
var moments = set(`day week month year hour minute second time morning afternoon evening night today tomorrow yesterday tonight monday tuesday wednesday
 thursday friday saturday sunday january february march april may june july august september october november december spring summer autumn winter fall
 weekend decade century noon midnight midday dawn dusk home way mile kilometre kilometer metre meter foot north south east west percent dollar euro abroad
 overseas moment period term season once twice bit lot part course stage point date half quarter`)

// intransitive are verbs that have no object.
var intransitive = set("go come arrive travel live stay remain last rise fall happen occur wait sleep sit stand work be become seem appear grow run walk march return die")

// fired: "shot down missiles fired at the base": a participle right behind an object says what was done to it; it returns the object,
// -1 for none.
func fired(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i == 0 || w.XPOS != "VBN" || w.Rel != "xcomp" || w.Head < 0 || w.Head >= i {
		return -1
	}
	o := &tokens[i-1]
	if o.Head != w.Head || o.Rel != "obj" || o.UPOS != "NOUN" || results[tokens[w.Head].Lemma] {
		return -1
	}
	return i - 1
}

// results are verbs that tell what becomes of their object.
var results = set("have get see want keep find leave make hear order declare consider hold feel need like prefer believe think report deem render set watch")

// remark: "the minister, stranded abroad, agreed to": it returns the subject, -1 for none.
func remark(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if i < 2 || w.UPOS != "VERB" || w.XPOS != "VBN" && w.XPOS != "VBD" || w.Rel != "advcl" || w.Head <= i || tokens[i-1].Form != "," {
		return -1
	}
	v := &tokens[w.Head]
	if v.UPOS != "VERB" || v.XPOS != "VBD" && v.XPOS != "VBZ" && v.XPOS != "VBP" {
		return -1
	}
	s, comma := -1, false
	for k := range tokens {
		t := &tokens[k]
		switch {
		case t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj"), t.Head == i && (t.Rel == "aux" || t.Rel == "aux:pass" || t.Rel == "mark"):
			return -1
		case t.Head == i && strings.HasPrefix(t.Rel, "nsubj") && k < i:
			s = k
		case k > i && k < w.Head && t.Form == ",":
			comma = true
		}
	}
	if s < 0 || !comma {
		return -1
	}
	return s
}
