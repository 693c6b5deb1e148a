package actors

import (
	"strings"

	"entente"
)

// unknown finds names that the gazetteer does not know: runs of words with capitals, typed by the words in and beside them.
func (d *reading) unknown(s *sentence) {
	n := len(s.words.List)
	if s.shout {
		return
	}
	for w := 0; w < n; w++ {
		if _, n := d.roleAt(s, w); n > 1 {
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
		for end < n && s.close(end-1) && (d.continues(s, end) || end+1 < n && s.lex.is(particle, s.key(end)) && s.close(end) && d.continues(s, end+1)) {
			end++
		}
		end = d.objects(s, w, end)
		if end-w == 1 && s.words.List[w].Initial {
			continue
		}
		if h := d.typed(s, w, end); h != nil {
			s.put(h)
		}
		w = end - 1
	}
}

// dateline reports whether a word in capitals opens a part before a name that has small letters: "GENEVA Anna Weiss said".
func (d *reading) dateline(s *sentence, w int) bool {
	if w > 0 || !s.words.List[w].Upper || len(s.key(w)) < 4 || s.shout || !s.close(w) || !s.capital(w+1) || s.words.List[w+1].Upper {
		return false
	}
	p := d.placeAt(s.words.List[w].Start)
	return p != nil
}

// objects extends the name of a body by what it is for: "Movement for Clean Rivers", "Institute of World Affairs".
func (d *reading) objects(s *sentence, w, end int) int {
	for end > w && end+1 < len(s.words.List) && d.g.Words[s.key(end-1)] == "orgword" || end+1 < len(s.words.List) && s.key(end) == "and" && end-w > 2 && d.g.Words[s.key(w)] == "orgword" {
		k := end
		switch s.key(k) {
		case "for", "of", "against", "on", "and":
			k++
		default:
			return end
		}
		if !s.near(k-2) || !s.near(k-1) || !d.continues(s, k) {
			return end
		}
		for k < len(s.words.List) && (k == end+1 || s.close(k-1)) && d.continues(s, k) {
			k++
		}
		end = k
	}
	return end
}

// begins reports whether an unknown name may begin at a word.
func (d *reading) begins(s *sentence, w int) bool {
	if s.hit[w] >= 0 || !s.capital(w) || s.lex.is(calendar, s.key(w)) {
		return false
	}
	if _, n := d.roleAt(s, w); n > 0 {
		return false
	}
	if d.g.Words[s.key(w)] == "mr" || s.lex.is(stop, s.key(w)) || d.bodyAt(s, w) > 0 {
		return false
	}
	if s.opens(w) {
		return s.upos(w) == "PROPN" || d.g.Given[s.key(w)] || s.upos(w) == "" && w+1 < len(s.words.List) && s.capital(w+1)
	}
	return s.upos(w) == "PROPN" || s.upos(w) == "NOUN" || s.upos(w) == "ADJ" || s.upos(w) == "X" || s.upos(w) == ""
}

// bodyAt is the number of words of an organ that every state has ("Foreign Ministry", "Government") at word w.
func (d *reading) bodyAt(s *sentence, w int) int {
	for n := min(4, len(s.words.List)-w); n > 0; n-- {
		if d.g.Bodies[s.words.Key(w, w+n)] != nil {
			return n
		}
	}
	return 0
}

func (d *reading) continues(s *sentence, w int) bool {
	if s.hit[w] >= 0 && s.at(w).kind != "state" && s.at(w).kind != "place" || !s.capital(w) && !hyphenated(s, w) || s.lex.is(calendar, s.key(w)) {
		return false
	}
	if s.hit[w] >= 0 {
		return false
	}
	if r, n := d.roleAt(s, w); n > 0 && (r.Class == "head" || r.Class == "government" || r.Class == "minister" || r.Class == "envoy") {
		return false
	}
	return s.key(w) != "s" || s.words.List[w].Initial
}

// hyphenated reports whether a word is the small second half of a name: "Ki-moon".
func hyphenated(s *sentence, w int) bool {
	if w == 0 || !s.capital(w-1) {
		return false
	}
	b := s.between(w - 1)
	return b == "-" && (s.upos(w) == "" || s.upos(w) == "PROPN") || (b == "'" || b == "’") && len(s.key(w)) > 2 && (s.upos(w) == "" || s.upos(w) == "PROPN")
}

// typed says what an unknown name is by its words and its neighbours; nil for what is no actor.
func (d *reading) typed(s *sentence, w0, w1 int) *hit {
	h := &hit{w0: w0, w1: w1, via: "name", name: s.text[s.words.List[w0].Start:s.words.List[w1-1].End]}
	last, first := s.key(w1-1), s.key(w0)
	class := d.g.Words[last]
	before := ""
	if w0 > 0 {
		before = d.g.Words[s.key(w0-1)]
	}
	switch {
	case w1-w0 > 1 && (class == "orgword" || d.hasOrgword(s, w0, w1) && (strings.Contains(s.words.Key(w0, w1), " of ") || strings.Contains(s.words.Key(w0, w1), " for "))):
		h.kind = "organisation"
	case class == "placeword" && w1-w0 > 1 || class == "thingword" || class == "orgword":
		return nil
	case before == "mr" || d.before(s, w0):
		h.kind, h.given = "person", w1-w0 > 1
	case w1-w0 > 1 && w1-w0 <= 5 && (d.g.Given[first] || s.words.List[w0].Initial) && d.g.Words[first] != "common":
		h.kind, h.given = "person", true
	case class == "noorg" || w1-w0 == 1 && strings.ContainsAny(first, "0123456789"):
		return nil
	case w1-w0 == 1 && s.words.List[w0].Upper:
		h.kind = "organisation"
	case d.toponym(s, w0, w1):
		return nil
	case w1-w0 >= 2 && w1-w0 <= 4 && d.speaks(s, w0, w1):
		h.kind, h.given = "person", true
	case w1-w0 == 1 && s.upos(w0) == "ADJ":
		return nil
	case w1-w0 == 1:
		h.kind, h.defer_ = "person", true // only if it is the family name of somebody in the text
	default:
		return nil
	}
	return h
}

func (d *reading) hasOrgword(s *sentence, w0, w1 int) bool {
	for w := w0; w < w1; w++ {
		if d.g.Words[s.key(w)] == "orgword" {
			return true
		}
	}
	return false
}

// toponym reports whether the stage for places knows the words.
func (d *reading) toponym(s *sentence, w0, w1 int) bool {
	for w := w0; w < w1; w++ {
		if d.placeAt(s.words.List[w].Start) != nil {
			return true
		}
	}
	return false
}

// before reports whether an office stands directly before a word.
func (d *reading) before(s *sentence, w int) bool {
	for n := 1; n <= 4 && w-n >= 0; n++ {
		if r, k := d.roleAt(s, w-n); r != nil && k == n && s.near(w-1) {
			return true
		}
	}
	return false
}

// speaks reports whether a name is the subject of a verb of saying or meeting, or has an age or an office behind it.
func (d *reading) speaks(s *sentence, w0, w1 int) bool {
	span := entente.Span{Start: s.words.List[w0].Start, End: s.words.List[w1-1].End}
	if t := s.head(span); t >= 0 {
		if x := s.Tokens[t]; strings.HasPrefix(x.Rel, "nsubj") && x.Head >= 0 && d.g.Words[strings.ToLower(s.Tokens[x.Head].Lemma)] == "say" {
			return true
		}
	}
	if w0 > 1 && s.between(w0-1) == ", " && (w1 == len(s.words.List) || strings.HasPrefix(s.between(w1-1), ",")) && d.officeBefore(s, w0-1) {
		return true
	}
	if w1 < len(s.words.List) && strings.HasPrefix(s.between(w1-1), ",") {
		k := w1
		for k < len(s.words.List) && k < w1+4 && (s.key(k) == "the" || s.key(k) == "a" || s.at(k) != nil || d.g.Words[s.key(k)] != "") {
			k++
		}
		return d.title(s, k) || s.key(w1) == "who"
	}
	return false
}

// officeBefore reports whether an office without a name stands in the phrase that ends with word k: "the spokesman for the
// ministry, …".
func (d *reading) officeBefore(s *sentence, k int) bool {
	for n := 0; n < 14 && k >= 0; n, k = n+1, k-1 {
		if n > 0 && strings.ContainsAny(s.between(k), ",;:\"“”") {
			return false
		}
		if r, _ := d.roleAt(s, k); r != nil {
			return true
		}
	}
	return false
}

// acronyms teaches the text its own abbreviations: "the Movement for Peace (MFP)".
func (d *reading) acronyms() {
	for _, s := range d.sents {
		for _, h := range s.hits {
			if h.kind != "organisation" || h.w1 >= len(s.words.List) || !strings.HasSuffix(s.between(h.w1-1), "(") {
				continue
			}
			if x := s.words.List[h.w1]; x.Upper && h.w1-h.w0 > 1 {
				id := h.id
				if id == "" {
					id = "?org:" + s.words.Key(h.w0, h.w1)
				}
				d.acts["acronym "+s.key(h.w1)] = id
			}
		}
	}
}
