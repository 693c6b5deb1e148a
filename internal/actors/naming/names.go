// Package naming finds the names of a text: those the gazetteer knows, and those it does not, by their capitals and the
// words beside them.
package naming

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// A finder reads names into a text.
type finder struct {
	*draft.Text
	half map[string][]half
}

// Find puts the names of a text on the words of its sentences, teaches the text its own abbreviations, and weighs names that
// many share by what else the text names.
func Find(t *draft.Text) {
	d := &finder{t, readHalves()}
	for _, s := range t.Sentences {
		d.names(s)
	}
	d.firms()
	d.acronyms()
	d.weighNames()
}

// In puts the names of one sentence on its words.
func In(t *draft.Text, s *draft.Sentence) { (&finder{Text: t}).names(s) }

// names finds the names of a sentence: those the gazetteer knows, longest first from left to right, then the others.
func (d *finder) names(s *draft.Sentence) {
	var buf [8]*gazetteer.Name
	for w := 0; w < len(s.Words.List); {
		found, n := d.Gazetteer.Find(s.Words, w, buf[:0])
		if n > 0 && s.Key(w) == "the" {
			var rest [8]*gazetteer.Name
			if _, m := d.Gazetteer.Find(s.Words, w+1, rest[:0]); m >= n { // "the Commonwealth" of "the Commonwealth of Independent States"
				w++
				continue
			}
		}
		if p := d.longerPlace(s, w, n); p > n {
			s.Put(&draft.Hit{W0: w, W1: w + p, Kind: "place", Used: true})
			w += p
			continue
		}
		if n == 0 || s.Shout && n == 1 && s.Words.List[w].End-s.Words.List[w].Start < 4 {
			w++
			continue
		}
		if h := d.choose(s, w, n, found); h != nil {
			s.Put(h)
			w += n
			continue
		}
		w++
	}
	d.unknown(s)
}

// longerPlace is the number of words of a place that begins here and has more of them than a name: "South China Sea", "Western
// Australia", "Southern Finland".
func (d *finder) longerPlace(s *draft.Sentence, w, n int) int {
	if !s.Capital(w) {
		return 0
	}
	if p := d.PlaceAt(s.Words.List[w].Start); p != nil && p.Span.Start == s.Words.List[w].Start && p.Class != "country" {
		k := w
		for k < len(s.Words.List) && s.Words.List[k].End <= p.Span.End {
			k++
		}
		return k - w
	}
	if s.Lex.Is(draft.Quarter, s.Key(w)) && n == 0 && w+1 < len(s.Words.List) && s.Close(w) && s.Capital(w+1) && !s.Opens(w) {
		var buf [8]*gazetteer.Name
		if found, m := d.Gazetteer.Find(s.Words, w+1, buf[:0]); m > 0 && d.KindOf(found[0].ID) == "state" && found[0].Via == "name" {
			return 1 + m
		}
	}
	return 0
}

// namesAt reports whether a name of a state stands at a word, its article left out.
func (d *finder) namesAt(s *draft.Sentence, w int, id string) bool {
	if s.Key(w) == "the" {
		w++
	}
	if w >= len(s.Words.List) {
		return false
	}
	var buf [8]*gazetteer.Name
	found, _ := d.Gazetteer.Find(s.Words, w, buf[:0])
	for _, x := range found {
		if x.ID == id {
			return true
		}
	}
	return false
}

// compass are words before "American" that name another America.
var compass = map[string]bool{"central": true, "latin": true, "south": true, "meso": true, "inter": true, "pan": true, "spanish": true}

// choose picks what a name stands for among what it may stand for; nil where it is part of another name or no name.
func (d *finder) choose(s *draft.Sentence, w, n int, found []*gazetteer.Name) *draft.Hit {
	var best *gazetteer.Name
	rank := -1
	for _, x := range found {
		if x.Via == "seat" && d.Gazetteer.Organisations[x.ID] != nil && len(found) > 1 {
			continue
		}
		if r := d.rank(x); r > rank {
			best, rank = x, r
		}
	}
	if best == nil || rank < 0 {
		return nil
	}
	if best.ID == "USA" && w > 0 && s.Near(w-1) && compass[s.Key(w-1)] && s.Capital(w-1) {
		return nil // "Central American"
	}
	if best.Via == "demonym" && w > 0 && s.Between(w-1) == "-" && d.Gazetteer.Words[s.Key(w-1)] == "prefix" {
		return nil // "Inter-American"
	}
	h := &draft.Hit{W0: w, W1: w + n, ID: best.ID, Via: best.Via, Kind: d.KindOf(best.ID), Name: best.Form, Form: s.Words.Key(w, w+n)}
	if o := d.Gazetteer.Organisations[best.ID]; o != nil {
		h.Name, h.Of = o.Name, o.Of
	}
	for _, x := range found {
		if o := d.Gazetteer.Organisations[x.ID]; o != nil && h.Kind == "organisation" && x.ID != h.ID && o.Of != "" && h.Of != "" {
			h.Also = append(h.Also, x.ID)
		}
	}
	if h.Kind == "person" {
		return d.choosePerson(s, h, found)
	}
	if n == 1 && h.Kind == "organisation" && h.Of != "" && s.Key(w+1) == "of" && d.Gazetteer.Organisations[h.ID].Class == "organ" && !d.namesAt(s, w+2, h.Of) {
		return nil // "the Congress of the party"
	}
	if h.Via == "people" && n > 1 && s.Key(w) == "the" && w+n < len(s.Words.List) && s.Near(w+n-1) {
		if u := s.UPOS(w + n); u == "NOUN" || u == "ADJ" || u == "PROPN" {
			return nil // "the French" in "the French ministry"
		}
	}
	if strings.HasPrefix(s.Text[s.Words.List[w+n-1].End:], "$") || s.Key(w+n) == "dollars" || s.Key(w+n) == "dollar" {
		return &draft.Hit{W0: w, W1: w + n, Kind: "place", Used: true} // money names nobody
	}
	if d.partOfName(s, h) || d.occasion(s, h) {
		return nil
	}
	if h.Via == "capital" || h.Via == "seat" {
		h.State = d.standsForState(s, h, best)
		for _, x := range found {
			if x.Via == "seat" && d.Gazetteer.Organisations[x.ID] != nil && x.Valid(d.Day) {
				h.Seat = x.ID
			}
		}
	}
	return h
}

// rank prefers what is in use on the day, states to what is named after them, people in office to others.
func (d *finder) rank(x *gazetteer.Name) int {
	r := 1
	valid := x.Valid(d.Day)
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
	if st := d.Gazetteer.States[x.ID]; st != nil {
		if d.Day != "" && (st.Until == "" || d.Day < st.Until) && (st.From == "" || st.From <= d.Day) {
			r += 3
		} else if st.Until == "" {
			r++
		}
		if st.Status == "territory" {
			r -= 2
		}
		if x.ID == "COG" && d.Acts["brazzaville"] == "" {
			r--
		}
	} else if strings.HasPrefix(x.ID, "person:") {
		r = 5
		if len(d.Gazetteer.Held(x.ID, d.Day)) > 0 {
			r = 7
		}
	}
	return r
}

func (d *finder) choosePerson(s *draft.Sentence, h *draft.Hit, found []*gazetteer.Name) *draft.Hit {
	if k := s.Key(h.W0); h.W1-h.W0 == 1 && (d.Gazetteer.Words[k] == "common" || d.Gazetteer.Given[k] || len(k) < 5) {
		return nil
	}
	for _, x := range found { // of several with one name the one in office
		if strings.HasPrefix(x.ID, "person:") && len(d.Gazetteer.Held(x.ID, d.Day)) > 0 {
			h.ID, h.Name = x.ID, x.Form
			break
		}
	}
	return h
}

// occasion reports whether the next word makes of a state's name that of a conference, a contest or a stretch of land.
func (d *finder) occasion(s *draft.Sentence, h *draft.Hit) bool {
	k := s.Key(h.W1)
	return h.Kind == "state" && (h.Via == "name" || h.Via == "demonym") && s.Lex.Is(draft.Occasion, k) && s.Between(h.W1-1) == " " && (k == "peninsula" || s.Capital(h.W1))
}

// partOfName reports whether a state's name is a person's or another thing's: "Michael Jordan", "Chad Smith", "New Mexico".
func (d *finder) partOfName(s *draft.Sentence, h *draft.Hit) bool {
	if h.Via == "name" || h.Via == "capital" {
		if h.W0 > 0 && s.Close(h.W0-1) && s.Between(h.W0-1) == " " && s.Capital(h.W0-1) && d.Gazetteer.Given[s.Key(h.W0-1)] && s.Hit(h.W0-1) == nil && s.Lex.Is(draft.Given, s.Key(h.W0)) && s.UPOS(h.W0-1) == "PROPN" {
			return true
		}
		if s.Lex.Is(draft.Given, s.Key(h.W0)) && h.W1 < len(s.Words.List) && s.Between(h.W1-1) == " " && s.Capital(h.W1) && s.UPOS(h.W1) == "PROPN" && !d.Title(s, h.W1) && !d.nameOf(s, h.W1) {
			return true
		}
		if h.W0 > 0 && s.Key(h.W0-1) == "new" && s.Capital(h.W0-1) && s.Close(h.W0-1) {
			return true
		}
		if s.Key(h.W0) == "georgia" && d.americanGeorgia(s, h.W0) {
			return true
		}
	}
	if o := d.Gazetteer.Organisations[h.ID]; o != nil && (o.Class == "igo" || o.Class == "ngo") && h.W0 > 0 && s.Close(h.W0-1) && s.Between(h.W0-1) == " " && s.Capital(h.W0-1) && !s.Words.List[h.W0].Upper {
		if x := s.Hit(h.W0 - 1); s.Key(h.W0-1) == "national" || x != nil && x.Kind == "state" && x.Via == "demonym" && h.W1-h.W0 < 4 {
			return true
		}
	}
	if h.W1-h.W0 == 1 && s.Lex.Is(draft.Word, s.Key(h.W0)) && s.Opens(h.W0) && s.UPOS(h.W0) != "PROPN" {
		return true
	}
	return false
}

func (d *finder) nameOf(s *draft.Sentence, w int) bool {
	var buf [8]*gazetteer.Name
	_, n := d.Gazetteer.Find(s.Words, w, buf[:0])
	return n > 0
}

// americanGeorgia reports whether "Georgia" is the American state here: after a town, or in a text that speaks of Atlanta and
// never of Tbilisi.
func (d *finder) americanGeorgia(s *draft.Sentence, w int) bool {
	sense := d.Gazetteer.Sense("georgia", d.Analysis.Document.Text)
	if sense == "GEO" {
		return false
	}
	if w > 0 && s.Between(w-1) == ", " && s.Capital(w-1) && s.Hit(w-1) == nil {
		return true
	}
	return sense != ""
}

// standsForState reports whether a capital or seat of government acts here: the stage for places has said so, or there is
// nothing else it can be.
func (d *finder) standsForState(s *draft.Sentence, h *draft.Hit, n *gazetteer.Name) bool {
	if h.Via == "seat" {
		return true
	}
	if !n.Valid(d.Day) {
		return false
	}
	p := d.PlaceAt(s.Words.List[h.W0].Start)
	return p != nil && p.As == "state"
}
