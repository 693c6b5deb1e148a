package naming

import (
	"strings"

	"entente"
	"entente/internal/actors/draft"
)

// unknown finds names that the gazetteer does not know: runs of words with capitals, typed by the words in and beside them.
func (d *finder) unknown(s *draft.Sentence) {
	n := len(s.Words.List)
	if s.Shout {
		return
	}
	for w := 0; w < n; w++ {
		if _, n := d.RoleAt(s, w); n > 1 {
			w += n - 1
			continue
		}
		if !d.begins(s, w) {
			continue
		}
		end := w + 1
		if d.dateline(s, w) {
			continue
		}
		for end < n && s.Close(end-1) && (d.continues(s, end) || end+1 < n && s.Lex.Is(draft.Particle, s.Key(end)) && s.Close(end) && d.continues(s, end+1)) {
			end++
		}
		end = d.objects(s, w, end)
		if end-w == 1 && s.Words.List[w].Initial {
			continue
		}
		if h := d.typed(s, w, end); h != nil {
			s.Put(h)
		}
		w = end - 1
	}
}

// dateline reports whether a word in capitals opens a part before a name that has small letters: "GENEVA Anna Weiss said".
func (d *finder) dateline(s *draft.Sentence, w int) bool {
	if w > 0 || !s.Words.List[w].Upper || len(s.Key(w)) < 4 || s.Shout || !s.Close(w) || !s.Capital(w+1) || s.Words.List[w+1].Upper {
		return false
	}
	p := d.PlaceAt(s.Words.List[w].Start)
	return p != nil
}

// objects extends the name of a body by what it is for: "Movement for Clean Rivers", "Institute of World Affairs".
func (d *finder) objects(s *draft.Sentence, w, end int) int {
	for end > w && end+1 < len(s.Words.List) && d.Gazetteer.Words[s.Key(end-1)] == "orgword" || end+1 < len(s.Words.List) && s.Key(end) == "and" && end-w > 2 && d.Gazetteer.Words[s.Key(w)] == "orgword" {
		k := end
		switch s.Key(k) {
		case "for", "of", "against", "on", "and":
			k++
		default:
			return end
		}
		if !s.Near(k-2) || !s.Near(k-1) || !d.continues(s, k) {
			return end
		}
		for k < len(s.Words.List) && (k == end+1 || s.Close(k-1)) && d.continues(s, k) {
			k++
		}
		end = k
	}
	return end
}

// begins reports whether an unknown name may begin at a word.
func (d *finder) begins(s *draft.Sentence, w int) bool {
	if s.HitOf[w] >= 0 || !s.Capital(w) || s.Lex.Is(draft.Calendar, s.Key(w)) {
		return false
	}
	if _, n := d.RoleAt(s, w); n > 0 {
		return false
	}
	if d.Gazetteer.Words[s.Key(w)] == "mr" || s.Lex.Is(draft.Stop, s.Key(w)) || d.BodyAt(s, w) > 0 {
		return false
	}
	if s.Opens(w) {
		return s.UPOS(w) == "PROPN" || d.Gazetteer.Given[s.Key(w)] || s.UPOS(w) == "" && w+1 < len(s.Words.List) && s.Capital(w+1)
	}
	return s.UPOS(w) == "PROPN" || s.UPOS(w) == "NOUN" || s.UPOS(w) == "ADJ" || s.UPOS(w) == "X" || s.UPOS(w) == ""
}

func (d *finder) continues(s *draft.Sentence, w int) bool {
	if s.HitOf[w] >= 0 && s.Hit(w).Kind != "state" && s.Hit(w).Kind != "place" || !s.Capital(w) && !hyphenated(s, w) || s.Lex.Is(draft.Calendar, s.Key(w)) {
		return false
	}
	if s.HitOf[w] >= 0 {
		return false
	}
	if r, n := d.RoleAt(s, w); n > 0 && (r.Class == "head" || r.Class == "government" || r.Class == "minister" || r.Class == "envoy") {
		return false
	}
	return s.Key(w) != "s" || s.Words.List[w].Initial
}

// hyphenated reports whether a word is the small second half of a name: "Ki-moon".
func hyphenated(s *draft.Sentence, w int) bool {
	if w == 0 || !s.Capital(w-1) {
		return false
	}
	b := s.Between(w - 1)
	return b == "-" && (s.UPOS(w) == "" || s.UPOS(w) == "PROPN") || (b == "'" || b == "’") && len(s.Key(w)) > 2 && (s.UPOS(w) == "" || s.UPOS(w) == "PROPN")
}

// typed says what an unknown name is by its words and its neighbours; nil for what is no actor.
func (d *finder) typed(s *draft.Sentence, w0, w1 int) *draft.Hit {
	h := &draft.Hit{W0: w0, W1: w1, Via: "name", Name: s.Text[s.Words.List[w0].Start:s.Words.List[w1-1].End], Form: s.Words.Key(w0, w1)}
	last, first := s.Key(w1-1), s.Key(w0)
	class := d.Gazetteer.Words[last]
	before := ""
	if w0 > 0 {
		before = d.Gazetteer.Words[s.Key(w0-1)]
	}
	switch {
	case w1-w0 > 1 && (class == "orgword" || d.hasOrgword(s, w0, w1) && (strings.Contains(s.Words.Key(w0, w1), " of ") || strings.Contains(s.Words.Key(w0, w1), " for "))):
		h.Kind = "organisation"
	case d.trade(s, w0, w1, h):
		h.Kind = "organisation"
	case class == "placeword" && w1-w0 > 1 || class == "thingword" || class == "orgword":
		return nil
	case before == "mr" || d.Before(s, w0):
		h.Kind, h.Given = "person", w1-w0 > 1
	case w1-w0 > 1 && w1-w0 <= 5 && (d.Gazetteer.Given[first] || s.Words.List[w0].Initial) && d.Gazetteer.Words[first] != "common":
		h.Kind, h.Given = "person", true
	case class == "noorg" || w1-w0 == 1 && strings.ContainsAny(first, "0123456789"):
		return nil
	case w1-w0 == 1 && s.Words.List[w0].Upper:
		h.Kind = "organisation"
	case d.toponym(s, w0, w1):
		return nil
	case w1-w0 >= 2 && w1-w0 <= 4 && d.speaks(s, w0, w1):
		h.Kind, h.Given = "person", true
	case w1-w0 == 1 && s.UPOS(w0) == "ADJ":
		return nil
	case w1-w0 == 1:
		h.Kind, h.Bare = "person", true // only if it is the family name of somebody in the text
	default:
		return nil
	}
	return h
}

func (d *finder) hasOrgword(s *draft.Sentence, w0, w1 int) bool {
	for w := w0; w < w1; w++ {
		if d.Gazetteer.Words[s.Key(w)] == "orgword" {
			return true
		}
	}
	return false
}

// toponym reports whether the stage for places knows the words.
func (d *finder) toponym(s *draft.Sentence, w0, w1 int) bool {
	for w := w0; w < w1; w++ {
		if d.PlaceAt(s.Words.List[w].Start) != nil {
			return true
		}
	}
	return false
}

// speaks reports whether a name is the subject of a verb of saying or meeting, or has an age or an office behind it.
func (d *finder) speaks(s *draft.Sentence, w0, w1 int) bool {
	span := entente.Span{Start: s.Words.List[w0].Start, End: s.Words.List[w1-1].End}
	if t := s.HeadOf(span); t >= 0 {
		if x := s.Tokens[t]; strings.HasPrefix(x.Rel, "nsubj") && x.Head >= 0 && d.Gazetteer.Words[strings.ToLower(s.Tokens[x.Head].Lemma)] == "say" {
			return true
		}
	}
	if w0 > 1 && s.Between(w0-1) == ", " && (w1 == len(s.Words.List) || strings.HasPrefix(s.Between(w1-1), ",")) && d.officeBefore(s, w0-1) {
		return true
	}
	if w1 < len(s.Words.List) && strings.HasPrefix(s.Between(w1-1), ",") {
		k := w1
		for k < len(s.Words.List) && k < w1+4 && (s.Key(k) == "the" || s.Key(k) == "a" || s.Hit(k) != nil || d.Gazetteer.Words[s.Key(k)] != "") {
			k++
		}
		return d.Title(s, k) || s.Key(w1) == "who"
	}
	return false
}

// officeBefore reports whether an office without a name stands in the phrase that ends with word k: "the spokesman for the
// ministry, …".
func (d *finder) officeBefore(s *draft.Sentence, k int) bool {
	for n := 0; n < 14 && k >= 0; n, k = n+1, k-1 {
		if n > 0 && strings.ContainsAny(s.Between(k), ",;:\"“”") {
			return false
		}
		if r, _ := d.RoleAt(s, k); r != nil {
			return true
		}
	}
	return false
}

// acronyms teaches the text its own abbreviations: "the Movement for Peace (MFP)".
func (d *finder) acronyms() {
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			if h.Kind != "organisation" {
				continue
			}
			d.initials(s, h)
			if h.W1 >= len(s.Words.List) || !strings.HasSuffix(s.Between(h.W1-1), "(") {
				continue
			}
			if x := s.Words.List[h.W1]; x.Upper && h.W1-h.W0 > 1 {
				id := h.ID
				if id == "" {
					id = "?org:" + s.Words.Key(h.W0, h.W1)
				}
				d.Acts["acronym "+s.Key(h.W1)] = id
			}
		}
	}
}

// initials teaches the text the initials of a body's name as its abbreviation: "GM" beside "General Motors". One in brackets goes before.
func (d *finder) initials(s *draft.Sentence, h *draft.Hit) {
	if h.W1-h.W0 < 2 {
		return
	}
	short := ""
	for w := h.W0; w < h.W1; w++ {
		if s.Capital(w) {
			short += s.Key(w)[:1]
		}
	}
	if len(short) < 3 && d.ClassOf(h.ID) != "firm" || d.Acts["acronym "+short] != "" {
		return
	}
	d.Acts["acronym "+short] = h.ID
	if h.ID == "" {
		d.Acts["acronym "+short] = "?org:" + h.Form
	}
}
