package actors

import (
	"strings"
)

// compose makes the mentions of a sentence: offices, organs and kinds of people with what belongs to them, then what is left.
func (d *reading) compose(s *sentence) {
	for _, h := range s.hits {
		if h.kind == "person" && h.w1-h.w0 > 1 && h.id != "" {
			d.throned(s, h)
		}
	}
	for w := 0; w < len(s.words.List); w++ {
		if s.taken[w] {
			continue
		}
		if r, n := d.roleAt(s, w); r != nil {
			d.office(s, w, w+n, r)
			w += n - 1
			continue
		}
		if n := d.organ(s, w); n > 0 {
			w += n - 1
			continue
		}
		if n := d.agent(s, w); n > 0 {
			w += n - 1
			continue
		}
		d.statesAt(s, w)
	}
	for _, h := range s.hits {
		if !h.used {
			d.plain(s, h)
		}
	}
}

// owner is what stands before a phrase and says whose it is.
type owner struct {
	hits  []*hit
	w0    int    // first word of the phrase
	poss  string // a possessive pronoun
	the   bool   // definite article or demonstrative
	other bool   // an indefinite article, a quantity
	last  bool   // former
	new   bool
}

// owners reads to the left of word w: modifiers, then states or bodies, joined by "and" or hyphens, then articles.
func (d *reading) owners(s *sentence, w int) owner {
	o := owner{w0: w}
	k := d.modifiers(s, w-1, &o)
	if k >= 0 && s.near(k) {
		if s.key(k) == "s" && k > 0 && strings.ContainsAny(s.between(k-1), "'’") {
			k--
		}
		h := s.at(k)
		switch {
		case h != nil && h.kind == "person" && s.key(k+1) == "s":
			o.the = true // "President Berikov's government"
			return o
		case h != nil && d.owns(h):
			k = d.joined(s, h, &o)
		case s.lex.is(possessive, s.key(k)):
			o.poss, o.w0 = s.key(k), k
			return o
		}
	}
	d.articles(s, k, &o)
	return o
}

// modifiers walks left from word k over "former", "new", "acting"; it returns the first word that is none.
func (d *reading) modifiers(s *sentence, k int, o *owner) int {
	for ; k >= 0 && s.near(k) && s.at(k) == nil; k-- {
		switch d.g.Words[s.key(k)] {
		case "former":
			o.last = true
		case "modifier":
			x := s.key(k)
			o.new = o.new || x == "new" || x == "newly" || x == "incoming" || x == "elected"
		default:
			return k
		}
		o.w0 = k
	}
	return k
}

// joined takes up a state or body and those coordinated with it: "Ethiopian, Mozambican and South African".
func (d *reading) joined(s *sentence, h *hit, o *owner) int {
	o.hits, o.w0 = append(o.hits, h), h.w0
	k, listed := h.w0-1, false
	for k > 0 && (s.key(k) == "and" && s.near(k) || s.between(k) == "-" || s.between(k) == "–" || listed && s.between(k) == ", ") {
		j := k
		if s.key(k) == "and" { // before it a list may go on: "rebels backed by Chad, French officials" is none
			j, listed = j-1, true
		}
		p := s.at(j)
		if p == nil || p.kind != "state" || p.via != h.via && !(p.via == "demonym" || h.via == "demonym") {
			break
		}
		o.hits, o.w0 = append(o.hits, p), p.w0
		k = p.w0 - 1
	}
	return k
}

// articles walks left from word k over modifiers to an article or quantity.
func (d *reading) articles(s *sentence, k int, o *owner) {
	for ; k >= 0 && s.near(k) && s.at(k) == nil; k-- {
		x := s.key(k)
		switch class := d.g.Words[x]; {
		case class == "former":
			o.last = true
		case class == "modifier":
		case x == "the" || x == "this" || x == "that" || x == "both":
			o.the = true
			return
		case x == "a" || x == "an" || x == "some" || x == "any" || x == "another" || x == "no" || s.upos(k) == "NUM":
			o.other = true
			return
		default:
			return
		}
	}
}

// owns reports whether a name can say whose an office or organ is.
func (d *reading) owns(h *hit) bool {
	switch h.kind {
	case "state":
		return h.via != "people" && h.via != "person"
	case "organisation":
		return true
	}
	return h.kind == "group" && strings.HasPrefix(h.id, "group:")
}

// right reads "of Kazakhstan", "to China", "in Beijing" after word w (the last of the phrase): the name, the preposition and the
// first word after it.
func (d *reading) right(s *sentence, w int) (h *hit, prep string, next int) {
	k := w + 1
	if k >= len(s.words.List) || !s.near(w) {
		return nil, "", k
	}
	prep = s.key(k)
	if prep != "of" && prep != "to" && prep != "in" && prep != "from" && prep != "for" && prep != "at" {
		return nil, "", k
	}
	k++
	for k < len(s.words.List) && s.near(k-1) && (s.key(k) == "the" || s.key(k) == "republic" || s.key(k) == "kingdom" || s.key(k) == "state" || s.key(k) == "of") {
		k++
	}
	if x := s.at(k); x != nil && s.near(k-1) && (x.kind == "state" || x.kind == "organisation") {
		return x, prep, x.w1
	}
	return nil, "", w + 1
}

// takes marks the words of a mention; states behind the office stay mentions of their own.
func (d *reading) takes(s *sentence, from, to, w1 int, name *hit) {
	for w := from; w < to; w++ {
		if h := s.at(w); h != nil && w >= w1 && h != name {
			continue
		}
		s.taken[w] = true
	}
}

// body is the id of the state or body that a name stands for.
func (d *reading) body(h *hit) string {
	if o := d.g.Organisations[h.id]; o != nil && o.Class == "organ" && o.Of != "" {
		return o.Of
	}
	return h.id
}

// at names a word of a sentence.
func at(s *sentence, w int) string { return string(rune(s.index)) + "/" + string(rune(w)) }
