package classify

import (
	"hash/fnv"
	"strings"

	"entente/internal/trees"
)

// The groups of features. Each is brought to the same length before the groups are weighed.
const (
	groupWords  = iota // words between, before, after and in the spans, and pairs of neighbours
	groupChars         // letters of the words outside the spans
	groupTree          // words and functions on and beside the path between the spans
	groupSenses        // phrases of the lexicon, where they stand, and what governs them
	groupRules         // events that patterns found
	groups
)

// A vector is the features of one relation by group, hashed.
type vector [groups][]uint32

func (v *vector) add(group int, parts ...string) {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0x1f})
	}
	v[group] = append(v[group], uint32(h.Sum64()>>7)&(buckets-1))
}

// features reads a relation.
func (c *Classifier) features(in *Input) vector {
	var v vector
	for i := range in.Sentences {
		s := &in.Sentences[i]
		t := c.grammar.Tree(s)
		r := &reader{c: c, t: t, v: &v, in: in}
		r.place()
		if r.main() || len(in.Sentences) == 1 {
			r.read("")
			continue
		}
		r.read("other ")
	}
	for _, h := range in.Rules {
		v.add(groupRules, "rule", h.Type, h.Parties)
		v.add(groupRules, "mode", h.Type, h.Mode, h.Parties)
		v.add(groupRules, "kind", h.Kind, h.Parties)
	}
	return v
}

// A reader reads one sentence.
type reader struct {
	c    *Classifier
	t    *trees.Tree
	v    *vector
	in   *Input
	zone []string // of each word: S, T, before, between, after
	s, o int      // heads of source and target, -1 where they stand elsewhere
}

// place says of each word where it stands to the spans.
func (r *reader) place() {
	r.zone, r.s, r.o = make([]string, len(r.t.Tokens)), -1, -1
	first, last := -1, -1
	for i := range r.t.Tokens {
		at := r.t.Tokens[i].Span
		switch {
		case r.in.Source != nil && at.Overlaps(*r.in.Source):
			r.zone[i] = "S"
		case r.in.Target != nil && at.Overlaps(*r.in.Target):
			r.zone[i] = "T"
		default:
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	for i := range r.zone {
		switch {
		case r.zone[i] != "":
		case i < first:
			r.zone[i] = "before"
		case i > last:
			r.zone[i] = "after"
		default:
			r.zone[i] = "between"
		}
	}
	r.s, r.o = r.head("S"), r.head("T")
}

// head is the word of a zone whose own head lies outside it.
func (r *reader) head(zone string) int {
	for i := range r.zone {
		if h := r.t.Head(i); r.zone[i] == zone && r.t.Tokens[i].UPOS != "PUNCT" && (h < 0 || r.zone[h] != zone) {
			return i
		}
	}
	return -1
}

// main reports whether the sentence holds one of the spans.
func (r *reader) main() bool { return r.s >= 0 || r.o >= 0 }

func (r *reader) read(where string) {
	r.words(where)
	if where != "" {
		return
	}
	r.path()
	r.verbs()
	r.senses()
}

// words are the words of the sentence with their zone, alone and in pairs; the spans are masked in the pairs.
func (r *reader) words(where string) {
	prev, prev2 := "^", "^"
	for i := range r.t.Tokens {
		w := &r.t.Tokens[i]
		lemma, zone := r.t.Lemma(i), r.zone[i]
		if w.UPOS == "PUNCT" {
			continue
		}
		if zone == "S" || zone == "T" {
			r.v.add(groupWords, "in", where, zone, lemma)
			if prev != zone {
				prev, prev2 = zone, prev
			}
			continue
		}
		if w.UPOS == "NUM" {
			lemma = "#"
		}
		r.v.add(groupWords, "w", where, lemma)
		r.v.add(groupWords, "z", where, zone, lemma)
		r.v.add(groupWords, "2", where, prev, lemma)
		r.v.add(groupWords, "3", where, prev2, prev, lemma)
		r.chars(where, lemma)
		prev, prev2 = lemma, prev
	}
}

// chars are runs of three to five letters of a word with its bounds marked.
func (r *reader) chars(where, w string) {
	w = "<" + w + ">"
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(w); i++ {
			r.v.add(groupChars, where, w[i:i+n])
		}
	}
}

// path is the way through the tree from source to target.
func (r *reader) path() {
	up, down := r.ways()
	if up == nil && down == nil {
		return
	}
	var labels []string
	for _, i := range up {
		labels = append(labels, r.t.Rel(i)+"^")
	}
	for _, i := range down {
		labels = append(labels, r.t.Rel(i))
	}
	if len(labels) <= 8 {
		r.v.add(groupTree, "labels", strings.Join(labels, " "))
	}
	for _, i := range append(append([]int{}, up...), down...) {
		if r.zone[i] == "S" || r.zone[i] == "T" {
			continue
		}
		r.v.add(groupTree, "on", r.t.Phrasal(i))
		r.v.add(groupTree, "onrel", r.t.Phrasal(i), r.t.Rel(i))
		if c := r.t.Case(i); c != "" {
			r.v.add(groupTree, "case", c, r.t.Lemma(r.t.Head(i)))
		}
	}
	if r.o >= 0 {
		if c := r.t.Case(r.o); c != "" {
			r.v.add(groupTree, "caseT", c)
			r.v.add(groupTree, "caseT", c, r.t.Phrasal(r.t.Head(r.o)))
		}
	}
	if r.s >= 0 {
		r.v.add(groupTree, "relS", r.t.Tokens[r.s].Rel)
		if h := r.t.Head(r.s); h >= 0 {
			r.v.add(groupTree, "headS", r.t.Phrasal(h), r.t.Tokens[r.s].Rel)
		}
	}
}

// ways are the words from the source up to the common head, that included, and from below it down to the target.
func (r *reader) ways() (up, down []int) {
	if r.s < 0 || r.o < 0 {
		return nil, nil
	}
	above := map[int]int{}
	for i, n := r.s, 0; i >= 0 && n < 40; i, n = r.t.Head(i), n+1 {
		above[i] = n
		up = append(up, i)
	}
	for i, n := r.o, 0; i >= 0 && n < 40; i, n = r.t.Head(i), n+1 {
		if k, ok := above[i]; ok {
			return up[:k+1], down
		}
		down = append([]int{i}, down...)
	}
	return nil, nil
}

// verbs are the verbs whose subject is the source, with what hangs on them, and those that the target hangs on.
func (r *reader) verbs() {
	for i := range r.t.Tokens {
		if !r.t.Verb(i) {
			continue
		}
		subj := r.t.Subject(i)
		if subj < 0 || r.zone[subj] != "S" && !r.holds(subj, "S") {
			continue
		}
		lemma := r.t.Phrasal(i)
		m := r.t.Mood(i)
		r.v.add(groupTree, "verb", lemma)
		r.v.add(groupTree, "verb", lemma, m.Status)
		r.v.add(groupTree, "status", m.Status)
		for _, k := range r.t.Kids(i) {
			switch rel := r.t.Rel(k); rel {
			case "obj", "obl", "xcomp", "ccomp", "advcl", "iobj":
				if r.zone[k] == "T" {
					r.v.add(groupTree, "verbT", lemma, rel, r.t.Case(k))
					continue
				}
				r.v.add(groupTree, "arg", lemma, rel, r.t.Lemma(k))
				r.v.add(groupTree, "argw", rel, r.t.Lemma(k))
			case "aux", "advmod", "compound":
				r.v.add(groupTree, rel, lemma, r.t.Lemma(k))
			}
		}
	}
	for i := r.t.Head(r.o); r.o >= 0 && i >= 0; i = r.t.Head(i) {
		r.v.add(groupTree, "overT", r.t.Phrasal(i))
		if r.t.Verb(i) {
			break
		}
	}
}

// holds reports whether a word of a zone hangs directly on word i.
func (r *reader) holds(i int, zone string) bool {
	for _, k := range r.t.Kids(i) {
		if r.zone[k] == zone {
			return true
		}
	}
	return false
}

// senses are the phrases of the lexicon with their place, their mood and what governs them.
func (r *reader) senses() {
	hits := r.c.lexicon.find(r.t)
	seen := map[string]bool{}
	at := map[int][]string{}
	for _, h := range hits {
		at[h.first] = append(at[h.first], h.typ)
	}
	for _, h := range hits {
		zone := r.zone[h.first]
		long := "1"
		if len(h.words) > 1 {
			long = "2"
		}
		role := r.role(h.first)
		r.v.add(groupSenses, "type", long, h.typ)
		r.v.add(groupSenses, "mode", h.typ, h.mode)
		r.v.add(groupSenses, "zone", long, h.typ, zone)
		r.v.add(groupSenses, "role", long, h.typ, role)
		status := r.t.Mood(h.first).Status
		r.v.add(groupSenses, "mood", h.typ, role, status)
		for g, n := r.t.Head(h.first), 0; g >= 0 && n < 4; g, n = r.t.Head(g), n+1 {
			for _, typ := range at[g] {
				if key := typ + ">" + h.typ; !seen[key] {
					seen[key] = true
					r.v.add(groupSenses, "over", typ, h.typ)
					r.v.add(groupSenses, "over", typ, h.typ, h.mode)
				}
			}
		}
	}
}

// role says how a word stands to source and target in the tree: whose subject, object or phrase they are.
func (r *reader) role(i int) string {
	role := ""
	if r.s >= 0 {
		if s := r.t.Subject(i); s >= 0 && (r.zone[s] == "S" || r.holds(s, "S")) {
			role += "Ssubj"
		} else if r.t.Under(r.s, i) {
			role += "Sunder"
		} else if r.t.Under(i, r.s) {
			role += "Sover"
		}
	}
	if r.o >= 0 {
		if o := r.t.Object(i); o >= 0 && r.zone[o] == "T" {
			role += " Tobj"
		} else if r.t.Under(r.o, i) {
			role += " Tunder"
		} else if r.t.Under(i, r.o) {
			role += " Tover"
		}
	}
	return role
}
