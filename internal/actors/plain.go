package actors

import (
	"strings"

	"entente/internal/gazetteer"
)

// plain makes the mention of a name that no office or organ has taken.
func (d *reading) plain(s *sentence, h *hit) {
	m := mention{}
	m.Kind, m.Name = h.kind, h.name
	switch h.kind {
	case "place":
		return
	case "person":
		if h.defer_ {
			m.gender = "family"
		}
		m.Via, m.name = "name", s.words.Key(h.w0, h.w1)
		m.key = h.id
		w0 := h.w0
		for w0 > 0 && d.g.Words[s.key(w0-1)] == "mr" && s.close(w0-1) {
			w0--
			m.gender = s.lex.value(courtesy, s.key(w0))
		}
		d.add(s, w0, h.w1, m)
		return
	case "state":
		d.state(s, h, &m)
	case "organisation":
		m.Via, m.Actor, m.Of, m.key = "name", h.id, h.of, h.id
		if h.id == "" {
			m.key = "?org:" + s.words.Key(h.w0, h.w1)
			if id := d.acts["acronym "+s.words.Key(h.w0, h.w1)]; id != "" && h.w1-h.w0 == 1 {
				m.key = id
				if !strings.HasPrefix(id, "?") {
					m.Actor = id
				}
			}
			m.Of = d.homeOf(s, h)
		} else {
			m.Sectors = d.g.Organisations[h.id].Sectors
		}
	case "group":
		m.Via, m.Actor, m.key = "name", h.id, h.id
		m.Sectors = d.g.Organisations[h.id].Sectors
	}
	if m.Kind != "" {
		d.add(s, h.w0, h.w1, m)
	}
}

// state fills the mention of a state by name, demonym, capital; of its people where that is meant.
func (d *reading) state(s *sentence, h *hit, m *mention) {
	switch h.via {
	case "capital", "seat":
		if !h.state {
			m.Kind = ""
			return
		}
		m.Via = "capital"
		m.Actor, m.Of, m.key = h.id, h.id, h.id
		m.Name = d.g.States[h.id].Name
	case "people", "person":
		u := s.upos(h.w1 - 1)
		if u == "ADJ" {
			m.Via, m.Actor, m.Of, m.key, m.Name = "demonym", h.id, h.id, h.id, d.g.States[h.id].Name
			return
		}
		m.Kind, m.Via, m.Of, m.Sectors = "group", "demonym", h.id, []string{"CVL"}
		if h.via == "person" {
			m.Kind = "person"
		}
		m.Name = s.text[s.words.List[h.w0].Start:s.words.List[h.w1-1].End]
	default:
		m.Via, m.Actor, m.Of, m.key = h.via, h.id, h.id, h.id
		m.Name = d.g.States[h.id].Name
		if d.sport && h.via == "name" && !d.inPlace(s, h) {
			m.Kind, m.Actor, m.key, m.Via = "organisation", "", "?team:"+h.id, "name"
		}
	}
}

// inPlace reports whether a name stands after a preposition of place.
func (d *reading) inPlace(s *sentence, h *hit) bool {
	k := h.w0 - 1
	if k >= 0 && s.key(k) == "the" {
		k--
	}
	switch s.key(k) {
	case "in", "from", "to", "across", "of":
		return true
	}
	return false
}

// homeOf is the state whose name is part of an unknown organisation's: "China Eastern Airlines".
func (d *reading) homeOf(s *sentence, h *hit) string {
	var buf [8]*gazetteer.Name
	for w := h.w0; w < h.w1; w++ {
		found, n := d.g.Find(s.words, w, buf[:0])
		if n > 0 && n <= h.w1-w {
			for _, x := range found {
				if d.kindOf(x.ID) == "state" && (x.Via == "name" || x.Via == "demonym") {
					return x.ID
				}
			}
		}
	}
	return ""
}
