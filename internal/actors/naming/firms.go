package naming

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// trade reports whether words stand beside a noun for a firm or another body that has a name, "Chinese carmaker Orion", "Orion, the
// Turkish airline", and keeps the state that this noun says it is of. People have given names: "producer George Holm".
func (d *finder) trade(s *draft.Sentence, w0, w1 int, h *draft.Hit) bool {
	if d.Gazetteer.Given[s.Key(w0)] {
		return false
	}
	if k := w0 - 1; k >= 0 && s.Between(k) == " " && !s.Capital(k) && d.firmword(s, k) {
		h.Of = d.stateBefore(s, k)
		return true
	}
	if k := s.Key(w1); k != "a" && k != "an" && k != "the" || s.Between(w1-1) != ", " {
		return false
	}
	for k := w1 + 1; k < len(s.Words.List) && k < w1+6 && s.Near(k-1); k++ {
		switch s.UPOS(k) {
		case "ADP", "VERB", "AUX", "CCONJ", "DET", "PRON", "PART":
			return false
		}
		if d.firmword(s, k) && d.closes(s, k) {
			h.Of = d.stateBefore(s, k)
			return true
		}
	}
	return false
}

// closes reports whether a noun phrase ends with word k: "a bank manager" and "the party's chief" go on.
func (d *finder) closes(s *draft.Sentence, k int) bool {
	if b := s.Between(k); k+1 == len(s.Words.List) || b != "" && strings.ContainsAny(b[:1], ",.;)–") {
		return true
	}
	switch s.UPOS(k + 1) {
	case "ADP", "VERB", "AUX", "PRON", "SCONJ", "CCONJ":
		return s.Between(k) == " "
	}
	return false
}

// firmword reports whether a word, or its singular, is a noun for a firm, a medium or a club.
func (d *finder) firmword(s *draft.Sentence, w int) bool {
	k := s.Key(w)
	return s.Lex.Is(draft.Firm, k) || s.Lex.Is(draft.Firm, strings.TrimSuffix(k, "s"))
}

// stateBefore is the state of the demonym or name that stands before word k in its phrase: "the Irish low-cost airline".
func (d *finder) stateBefore(s *draft.Sentence, k int) string {
	for i := k - 1; i >= 0 && i > k-5 && (s.Near(i) || s.Close(i)); i-- {
		if h := s.Hit(i); h != nil {
			if h.Kind == "state" && (h.Via == "demonym" || h.Via == "name") {
				return h.ID
			}
			return ""
		}
	}
	return ""
}

// firms leads the short form of a firm's name to the firm that the text names in full or says is one: "Ford" after "Ford Motor Company",
// "Orion" after "carmaker Orion". A family name of somebody in the text stays one.
func (d *finder) firms() {
	full, people := map[string]*draft.Hit{}, map[string]bool{}
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			switch {
			case h.Kind == "person" && !h.Bare:
				people[s.Key(h.W1-1)] = true
			case h.Kind == "organisation" && (h.W1-h.W0 == 1 && h.ID == "" && h.Of != "" || h.W1-h.W0 > 1 && d.firm(s, h)):
				if k := s.Key(h.W0); full[k] == nil {
					full[k] = h
				}
			}
		}
	}
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			f := full[s.Key(h.W0)]
			if f == nil || h.W1-h.W0 != 1 || people[s.Key(h.W0)] || !h.Bare && (h.Kind != "organisation" || h.ID != "" || h == f) {
				continue
			}
			h.Kind, h.Bare, h.ID, h.Name, h.Of = "organisation", false, f.ID, f.Name, f.Of
			if f.ID == "" {
				d.Acts["acronym "+s.Key(h.W0)] = "?org:" + f.Form
			}
		}
	}
}

// firm reports whether a name of several words is that of a firm that its first word alone may stand for.
func (d *finder) firm(s *draft.Sentence, h *draft.Hit) bool {
	first := s.Key(h.W0)
	var buf [8]*gazetteer.Name
	if _, n := d.Gazetteer.Find(s.Words, h.W0, buf[:0]); n == 1 && h.ID == "" || s.Lex.Is(draft.Stop, first) || len(first) < 3 {
		return false
	}
	switch c := d.Gazetteer.Words[first]; {
	case s.Lex.Is(draft.General, first) || c == "orgword" || c == "placeword" || d.Gazetteer.Roles[first] != nil:
		return false
	case h.ID != "":
		o := d.Gazetteer.Organisations[h.ID]
		return o != nil && o.Class == "firm"
	}
	return d.Gazetteer.Words[s.Key(h.W1-1)] == "orgword" && firmly[s.Key(h.W1-1)]
}

// firmly are last words of the names of firms.
var firmly = map[string]bool{"airlines": true, "airways": true, "company": true, "corp": true, "corporation": true, "energy": true, "group": true, "holding": true, "holdings": true, "inc": true,
	"llc": true, "ltd": true, "motor": true, "motors": true, "oil": true, "petroleum": true, "gas": true, "computer": true, "computers": true, "systems": true, "industries": true, "technologies": true,
	"electric": true, "pharmaceuticals": true, "steel": true, "insurance": true, "aviation": true, "aerospace": true, "telecom": true, "securities": true, "laboratories": true, "bank": true}
