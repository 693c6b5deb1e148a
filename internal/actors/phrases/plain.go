package phrases

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// plain makes the mention of a name that no office or organ has taken.
func (d *composer) plain(s *draft.Sentence, h *draft.Hit) {
	m := draft.Mention{}
	m.Kind, m.Name = h.Kind, h.Name
	switch h.Kind {
	case "place":
		return
	case "person":
		if h.Bare {
			m.Gender = "family"
		}
		m.Via, m.Folded = "name", s.Words.Key(h.W0, h.W1)
		m.Key = h.ID
		w0 := h.W0
		for w0 > 0 && d.Gazetteer.Words[s.Key(w0-1)] == "mr" && s.Close(w0-1) {
			w0--
			m.Gender = s.Lex.Value(draft.Courtesy, s.Key(w0))
		}
		d.Add(s, w0, h.W1, m)
		return
	case "state":
		d.state(s, h, &m)
	case "organisation":
		m.Via, m.Actor, m.Of, m.Key = "name", h.ID, h.Of, h.ID
		if h.ID == "" {
			m.Key = "?org:" + s.Words.Key(h.W0, h.W1)
			if id := d.Acts["acronym "+s.Words.Key(h.W0, h.W1)]; id != "" && h.W1-h.W0 == 1 {
				m.Key = id
				if !strings.HasPrefix(id, "?") {
					m.Actor = id
				}
			}
			if m.Of = d.homeOf(s, h); m.Of == "" {
				m.Of = h.Of
			}
			if o := d.Gazetteer.Organisations[m.Actor]; o != nil {
				m.Of, m.Name, m.Sectors = o.Of, o.Name, o.Sectors
			}
		} else {
			m.Sectors = d.Gazetteer.Organisations[h.ID].Sectors
		}
	case "group":
		m.Via, m.Actor, m.Key = "name", h.ID, h.ID
		m.Sectors = d.Gazetteer.Organisations[h.ID].Sectors
	}
	if m.Kind != "" {
		d.Add(s, h.W0, h.W1, m)
	}
}

// state fills the mention of a state by name, demonym, capital; of its people where that is meant.
func (d *composer) state(s *draft.Sentence, h *draft.Hit, m *draft.Mention) {
	switch h.Via {
	case "capital", "seat":
		if !h.State {
			m.Kind = ""
			return
		}
		m.Via = "capital"
		m.Actor, m.Of, m.Key = h.ID, h.ID, h.ID
		m.Name = d.Gazetteer.States[h.ID].Name
	case "people", "person":
		u := s.UPOS(h.W1 - 1)
		if u == "ADJ" {
			m.Via, m.Actor, m.Of, m.Key, m.Name = "demonym", h.ID, h.ID, h.ID, d.Gazetteer.States[h.ID].Name
			return
		}
		m.Kind, m.Via, m.Of, m.Sectors = "group", "demonym", h.ID, []string{"CVL"}
		if h.Via == "person" {
			m.Kind = "person"
		}
		m.Name = s.Text[s.Words.List[h.W0].Start:s.Words.List[h.W1-1].End]
	default:
		m.Via, m.Actor, m.Of, m.Key = h.Via, h.ID, h.ID, h.ID
		m.Name = d.Gazetteer.States[h.ID].Name
		if d.Sport && h.Via == "name" && !d.inPlace(s, h) {
			m.Kind, m.Actor, m.Key, m.Via = "organisation", "", "?team:"+h.ID, "name"
		}
	}
}

// inPlace reports whether a name stands after a preposition of place.
func (d *composer) inPlace(s *draft.Sentence, h *draft.Hit) bool {
	k := h.W0 - 1
	if k >= 0 && s.Key(k) == "the" {
		k--
	}
	switch s.Key(k) {
	case "in", "from", "to", "across", "of":
		return true
	}
	return false
}

// homeOf is the state whose name is part of an unknown organisation's: "China Eastern Airlines".
func (d *composer) homeOf(s *draft.Sentence, h *draft.Hit) string {
	var buf [8]*gazetteer.Name
	for w := h.W0; w < h.W1; w++ {
		found, n := d.Gazetteer.Find(s.Words, w, buf[:0])
		if n > 0 && n <= h.W1-w {
			for _, x := range found {
				if d.KindOf(x.ID) == "state" && (x.Via == "name" || x.Via == "demonym") {
					return x.ID
				}
			}
		}
	}
	return ""
}
