package actors

import (
	"sort"
	"strings"

	"entente"
	"entente/internal/gazetteer"
)

// names finds the names of a sentence: those the gazetteer knows, longest first from left to right, then the others.
func (d *reading) names(s *sentence) {
	var buf [8]*gazetteer.Name
	for w := 0; w < len(s.words.List); {
		found, n := d.g.Find(s.words, w, buf[:0])
		if p := d.longerPlace(s, w, n); p > n {
			s.put(&hit{w0: w, w1: w + p, kind: "place", used: true})
			w += p
			continue
		}
		if n == 0 || s.shout && n == 1 && s.words.List[w].End-s.words.List[w].Start < 4 {
			w++
			continue
		}
		if h := d.choose(s, w, n, found); h != nil {
			s.put(h)
			w += n
			continue
		}
		w++
	}
	d.unknown(s)
}

// longerPlace is the number of words of a place that begins here and has more of them than a name: "South China Sea", "Western
// Australia", "Southern Finland".
func (d *reading) longerPlace(s *sentence, w, n int) int {
	if !s.capital(w) {
		return 0
	}
	if p := d.placeAt(s.words.List[w].Start); p != nil && p.Span.Start == s.words.List[w].Start && p.Class != "country" {
		k := w
		for k < len(s.words.List) && s.words.List[k].End <= p.Span.End {
			k++
		}
		return k - w
	}
	if s.lex.is(quarter, s.key(w)) && n == 0 && w+1 < len(s.words.List) && s.close(w) && s.capital(w+1) && !s.opens(w) {
		var buf [8]*gazetteer.Name
		if found, m := d.g.Find(s.words, w+1, buf[:0]); m > 0 && d.kindOf(found[0].ID) == "state" && found[0].Via == "name" {
			return 1 + m
		}
	}
	return 0
}

// put sets a hit on its words.
func (s *sentence) put(h *hit) {
	for w := h.w0; w < h.w1; w++ {
		s.hit[w] = len(s.hits)
	}
	s.hits = append(s.hits, h)
}

// at is the hit on a word.
func (s *sentence) at(w int) *hit {
	if w < 0 || w >= len(s.hit) || s.hit[w] < 0 {
		return nil
	}
	return s.hits[s.hit[w]]
}

// choose picks what a name stands for among what it may stand for; nil where it is part of another name or no name.
func (d *reading) choose(s *sentence, w, n int, found []*gazetteer.Name) *hit {
	var best *gazetteer.Name
	rank := -1
	for _, x := range found {
		if x.Via == "seat" && d.g.Organisations[x.ID] != nil && len(found) > 1 {
			continue
		}
		if r := d.rank(x); r > rank {
			best, rank = x, r
		}
	}
	if best == nil || rank < 0 {
		return nil
	}
	if best.Via == "demonym" && w > 0 && s.between(w-1) == "-" && d.g.Words[s.key(w-1)] == "prefix" {
		return nil // "Inter-American"
	}
	h := &hit{w0: w, w1: w + n, id: best.ID, via: best.Via, kind: d.kindOf(best.ID), name: best.Form, form: s.words.Key(w, w+n)}
	if o := d.g.Organisations[best.ID]; o != nil {
		h.name, h.of = o.Name, o.Of
	}
	if h.kind == "person" {
		return d.choosePerson(s, h, found)
	}
	if h.via == "people" && n > 1 && s.key(w) == "the" && w+n < len(s.words.List) && s.near(w+n-1) {
		if u := s.upos(w + n); u == "NOUN" || u == "ADJ" || u == "PROPN" {
			return nil // "the French" in "the French ministry"
		}
	}
	if strings.HasPrefix(s.text[s.words.List[w+n-1].End:], "$") || s.key(w+n) == "dollars" || s.key(w+n) == "dollar" {
		return &hit{w0: w, w1: w + n, kind: "place", used: true} // money names nobody
	}
	if d.partOfName(s, h) {
		return nil
	}
	if h.via == "capital" || h.via == "seat" {
		h.state = d.standsForState(s, h, best)
		for _, x := range found {
			if x.Via == "seat" && d.g.Organisations[x.ID] != nil && x.Valid(d.day) {
				h.seat = x.ID
			}
		}
	}
	return h
}

// rank prefers what is in use on the day, states to what is named after them, people in office to others.
func (d *reading) rank(x *gazetteer.Name) int {
	r := 1
	valid := x.Valid(d.day)
	switch x.Via {
	case "capital", "seat":
		if !valid {
			return 0
		}
		r = 4
	case "people", "person", "demonym":
		r = 6
	case "name":
		r = 7
	}
	if valid {
		r += 4
	}
	if st := d.g.States[x.ID]; st != nil {
		if d.day != "" && (st.Until == "" || d.day < st.Until) && (st.From == "" || st.From <= d.day) {
			r += 3
		} else if st.Until == "" {
			r++
		}
		if st.Status == "territory" {
			r -= 2
		}
		if x.ID == "COG" && d.acts["brazzaville"] == "" {
			r--
		}
	} else if strings.HasPrefix(x.ID, "person:") {
		r = 5
		if len(d.g.Held(x.ID, d.day)) > 0 {
			r = 7
		}
	}
	return r
}

func (d *reading) choosePerson(s *sentence, h *hit, found []*gazetteer.Name) *hit {
	if k := s.key(h.w0); h.w1-h.w0 == 1 && (d.g.Words[k] == "common" || d.g.Given[k] || len(k) < 5) {
		return nil
	}
	for _, x := range found { // of several with one name the one in office
		if strings.HasPrefix(x.ID, "person:") && len(d.g.Held(x.ID, d.day)) > 0 {
			h.id, h.name = x.ID, x.Form
			break
		}
	}
	return h
}

// partOfName reports whether a state's name is a person's or another thing's: "Michael Jordan", "Chad Smith", "New Mexico".
func (d *reading) partOfName(s *sentence, h *hit) bool {
	if h.via == "name" || h.via == "capital" {
		if h.w0 > 0 && s.close(h.w0-1) && s.between(h.w0-1) == " " && s.capital(h.w0-1) && d.g.Given[s.key(h.w0-1)] && s.at(h.w0-1) == nil && s.lex.is(given, s.key(h.w0)) && s.upos(h.w0-1) == "PROPN" {
			return true
		}
		if s.lex.is(given, s.key(h.w0)) && h.w1 < len(s.words.List) && s.between(h.w1-1) == " " && s.capital(h.w1) && s.upos(h.w1) == "PROPN" && !d.title(s, h.w1) && !d.nameOf(s, h.w1) {
			return true
		}
		if h.w0 > 0 && s.key(h.w0-1) == "new" && s.capital(h.w0-1) && s.close(h.w0-1) {
			return true
		}
		if s.key(h.w0) == "georgia" && d.americanGeorgia(s, h.w0) {
			return true
		}
	}
	if o := d.g.Organisations[h.id]; o != nil && (o.Class == "igo" || o.Class == "ngo") && h.w0 > 0 && s.close(h.w0-1) && s.between(h.w0-1) == " " && s.capital(h.w0-1) && !s.words.List[h.w0].Upper {
		if x := s.at(h.w0 - 1); s.key(h.w0-1) == "national" || x != nil && x.kind == "state" && x.via == "demonym" && h.w1-h.w0 < 4 {
			return true
		}
	}
	if h.w1-h.w0 == 1 && s.lex.is(word, s.key(h.w0)) && s.opens(h.w0) && s.upos(h.w0) != "PROPN" {
		return true
	}
	return false
}

func (d *reading) title(s *sentence, w int) bool {
	_, n := d.roleAt(s, w)
	return n > 0
}

func (d *reading) nameOf(s *sentence, w int) bool {
	var buf [8]*gazetteer.Name
	_, n := d.g.Find(s.words, w, buf[:0])
	return n > 0
}

// americanGeorgia reports whether "Georgia" is the American state here: after a town, or in a text that speaks of Atlanta and
// never of Tbilisi.
func (d *reading) americanGeorgia(s *sentence, w int) bool {
	sense := d.g.Sense("georgia", d.a.Document.Text)
	if sense == "GEO" {
		return false
	}
	if w > 0 && s.between(w-1) == ", " && s.capital(w-1) && s.at(w-1) == nil {
		return true
	}
	return sense != ""
}

// standsForState reports whether a capital or seat of government acts here: the stage for places has said so, or there is
// nothing else it can be.
func (d *reading) standsForState(s *sentence, h *hit, n *gazetteer.Name) bool {
	if h.via == "seat" {
		return true
	}
	if !n.Valid(d.day) {
		return false
	}
	p := d.placeAt(s.words.List[h.w0].Start)
	return p != nil && p.As == "state"
}

// placeAt is the place whose name covers a byte of the text. Places are in the order of the text.
func (d *reading) placeAt(at int) *entente.Place {
	ps := d.a.Places
	i := sort.Search(len(ps), func(i int) bool { return ps[i].Span != nil && ps[i].Span.End > at })
	if i < len(ps) && ps[i].Span.Start <= at {
		return &ps[i]
	}
	return nil
}
