// Package phrases makes mentions of names, offices, organs and kinds of people: "Kazakh President Kassym-Jomart Tokayev" is
// one mention, a person with an office and a state.
package phrases

import (
	"strings"

	"entente/internal/actors/draft"
)

// A composer makes the mentions of a text.
type composer struct {
	*draft.Text
	titles map[string]string
}

// Compose makes the mentions of sentences whose names are found.
func Compose(t *draft.Text, sentences ...*draft.Sentence) {
	d := &composer{t, readTitles()}
	for _, s := range sentences {
		d.compose(s)
	}
}

// compose makes the mentions of a sentence: offices, organs and kinds of people with what belongs to them, then what is left.
func (d *composer) compose(s *draft.Sentence) {
	for _, h := range s.Hits {
		if h.Kind == "person" && h.W1-h.W0 > 1 && h.ID != "" {
			d.throned(s, h)
		}
	}
	for w := 0; w < len(s.Words.List); w++ {
		if s.Taken[w] {
			continue
		}
		if r, n := d.RoleAt(s, w); r != nil {
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
	for _, h := range s.Hits {
		if !h.Used {
			d.plain(s, h)
		}
	}
}

// owner is what stands before a phrase and says whose it is.
type owner struct {
	hits  []*draft.Hit
	w0    int    // first word of the phrase
	poss  string // a possessive pronoun
	the   bool   // definite article or demonstrative
	other bool   // an indefinite article, a quantity
	last  bool   // former
	new   bool
}

// owners reads to the left of word w: modifiers, then states or bodies, joined by "and" or hyphens, then articles.
func (d *composer) owners(s *draft.Sentence, w int) owner {
	o := owner{w0: w}
	k := d.modifiers(s, w-1, &o)
	if k >= 0 && s.Near(k) {
		if s.Key(k) == "s" && k > 0 && strings.ContainsAny(s.Between(k-1), "'’") {
			k--
		}
		h := s.Hit(k)
		switch {
		case h != nil && h.Kind == "person" && s.Key(k+1) == "s":
			o.the = true // "President Berikov's government"
			return o
		case h != nil && d.owns(h):
			k = d.joined(s, h, &o)
		case s.Lex.Is(draft.Possessive, s.Key(k)):
			o.poss, o.w0 = s.Key(k), k
			return o
		}
	}
	d.articles(s, k, &o)
	return o
}

// modifiers walks left from word k over "former", "new", "acting"; it returns the first word that is none.
func (d *composer) modifiers(s *draft.Sentence, k int, o *owner) int {
	for ; k >= 0 && s.Near(k) && s.Hit(k) == nil; k-- {
		switch d.Gazetteer.Words[s.Key(k)] {
		case "former":
			if s.Finite(k) {
				return k // "soldiers toppled President Barrow"
			}
			o.last = true
		case "modifier":
			x := s.Key(k)
			o.new = o.new || x == "new" || x == "newly" || x == "incoming" || x == "elected"
		default:
			return k
		}
		o.w0 = k
	}
	return k
}

// joined takes up a state or body and those coordinated with it: "Ethiopian, Mozambican and South African".
func (d *composer) joined(s *draft.Sentence, h *draft.Hit, o *owner) int {
	o.hits, o.w0 = append(o.hits, h), h.W0
	k, listed := h.W0-1, false
	for k > 0 && (s.Key(k) == "and" && s.Near(k) || s.Between(k) == "-" || s.Between(k) == "–" || listed && s.Between(k) == ", ") {
		j := k
		if s.Key(k) == "and" { // before it a list may go on: "rebels backed by Chad, French officials" is none
			j, listed = j-1, true
			if strings.HasPrefix(s.Between(j), ",") && !d.oxford(s, j) {
				break // "drones at Israel, and Jordan's air force" are two clauses
			}
		}
		p := s.Hit(j)
		if p == nil || p.Kind != "state" || p.Via != h.Via && (p.Via == "capital" || h.Via == "capital" || p.Via != "demonym" && h.Via != "demonym") {
			break
		}
		o.hits, o.w0 = append(o.hits, p), p.W0
		k = p.W0 - 1
	}
	return k
}

// oxford reports whether the state at word j, which ", and" follows, is itself one of a list: "Chad, Niger, and Malian troops".
func (d *composer) oxford(s *draft.Sentence, j int) bool {
	p := s.Hit(j)
	if p == nil || p.W0 == 0 || s.Between(p.W0-1) != ", " {
		return false
	}
	q := s.Hit(p.W0 - 1)
	return q != nil && q.Kind == "state"
}

// articles walks left from word k over modifiers to an article or quantity.
func (d *composer) articles(s *draft.Sentence, k int, o *owner) {
	for ; k >= 0 && s.Near(k) && s.Hit(k) == nil; k-- {
		x := s.Key(k)
		switch class := d.Gazetteer.Words[x]; {
		case class == "former":
			o.last = true
		case class == "modifier":
		case x == "the" || x == "this" || x == "that" || x == "both":
			o.the = true
			return
		case x == "a" || x == "an" || x == "some" || x == "any" || x == "another" || x == "no" || s.UPOS(k) == "NUM":
			o.other = true
			return
		default:
			return
		}
	}
}

// owns reports whether a name can say whose an office or organ is.
func (d *composer) owns(h *draft.Hit) bool {
	switch h.Kind {
	case "state":
		return h.Via != "people" && h.Via != "person"
	case "organisation":
		return true
	}
	return h.Kind == "group" && strings.HasPrefix(h.ID, "group:")
}

// right reads "of Kazakhstan", "to China", "in Beijing" after word w (the last of the phrase): the name, the preposition and the
// first word after it.
func (d *composer) right(s *draft.Sentence, w int) (h *draft.Hit, prep string, next int) {
	k := w + 1
	if k >= len(s.Words.List) || !s.Near(w) {
		return nil, "", k
	}
	prep = s.Key(k)
	if prep != "of" && prep != "to" && prep != "in" && prep != "from" && prep != "for" && prep != "at" {
		return nil, "", k
	}
	k++
	for k < len(s.Words.List) && s.Near(k-1) && (s.Key(k) == "the" || s.Key(k) == "republic" || s.Key(k) == "kingdom" || s.Key(k) == "state" || s.Key(k) == "of") {
		k++
	}
	if x := s.Hit(k); x != nil && s.Near(k-1) && (x.Kind == "state" || x.Kind == "organisation") {
		return x, prep, x.W1
	}
	return nil, "", w + 1
}

// takes marks the words of a mention; states behind the office stay mentions of their own.
func (d *composer) takes(s *draft.Sentence, from, to, w1 int, name *draft.Hit) {
	for w := from; w < to; w++ {
		if h := s.Hit(w); h != nil && w >= w1 && h != name {
			continue
		}
		s.Taken[w] = true
	}
}

// body is the id of the state or body that a name stands for.
func (d *composer) body(h *draft.Hit) string {
	if o := d.Gazetteer.Organisations[h.ID]; o != nil && o.Class == "organ" && o.Of != "" {
		return o.Of
	}
	return h.ID
}
