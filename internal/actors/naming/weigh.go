package naming

import (
	"strings"

	"entente/internal/actors/draft"
)

// weighNames counts the states and bodies that the text names, finds out whether it reports matches, and teaches it "the House".
func (d *finder) weighNames() {
	d.given()
	d.namesakes()
	sport := map[string]bool{}
	words := 0
	for _, s := range d.Sentences {
		words += len(s.Words.List)
		for w := range s.Words.List {
			if d.Gazetteer.Words[s.Key(w)] == "sport" {
				sport[s.Key(w)] = true
			}
		}
		for _, h := range s.Hits {
			if h.Seat != "" {
				d.Seated[h.ID]++
			}
			if h.ID != "" {
				d.Stated[h.ID]++
				if h.Of != "" {
					d.Stated[h.Of]++
				}
			}
		}
	}
	d.halves()
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			if h.Kind != "organisation" || h.ID == "" || d.fitsText(h) && !d.another(s, h) {
				continue
			}
			h.ID, h.Of, h.Name = "", "", s.Text[s.Words.List[h.W0].Start:s.Words.List[h.W1-1].End]
			if d.organ(s, h) {
				h.Used = true
				for w := h.W0; w < h.W1; w++ {
					s.HitOf[w] = -1
				}
			}
		}
		d.seats(s)
	}
	d.speech()
	d.Sport = len(sport) >= 3 && words < 400*len(sport)
	if d.Stated["org:US-House"]+d.Stated["org:US-Senate"]+d.Stated["org:US-Congress"] > 0 {
		for _, s := range d.Sentences {
			d.house(s)
		}
	}
}

// seats leads a capital that acts to the body that sits there, where the text names its state nowhere else: "Brussels imposed
// tariffs".
func (d *finder) seats(s *draft.Sentence) {
	for _, h := range s.Hits {
		if h.Seat == "" || !h.State || d.Stated[h.ID] > d.Seated[h.ID] {
			continue
		}
		o := d.Gazetteer.Organisations[h.Seat]
		h.ID, h.Kind, h.Via, h.Name, h.Of, h.State = o.ID, "organisation", "seat", o.Name, o.Of, false
	}
}

// house sets "the House" on the American chamber.
func (d *finder) house(s *draft.Sentence) {
	for w := 1; w < len(s.Words.List); w++ {
		if s.Key(w) != "house" || !s.Capital(w) || s.Key(w-1) != "the" && s.Key(w-1) != "this" || s.Close(w) && s.Capital(w+1) {
			continue
		}
		if h := s.Hit(w); h == nil {
			s.Put(&draft.Hit{W0: w, W1: w + 1, ID: "org:US-House", Kind: "organisation", Via: "name", Name: "US House of Representatives", Of: "USA", Form: "the house"})
		} else if h.Bare && h.W1-h.W0 == 1 {
			h.ID, h.Kind, h.Bare, h.Name, h.Of, h.Form = "org:US-House", "organisation", false, "US House of Representatives", "USA", "the house"
		}
	}
}

// speech finds the state that a text without a named speaker speaks for: "on behalf of Albania", "my country" in a text that
// names one state more than all others.
func (d *finder) speech() {
	if d.Analysis.Document.SpeakerName != "" {
		return
	}
	first, best := 0, d.delegate()
	if best != "" {
		first = 4 // no doubt whose words they are
	}
	for _, s := range d.Sentences {
		for w := range s.Words.List {
			switch s.Key(w) {
			case "my", "our", "we", "i":
				first++
			case "behalf":
				k := w + 1
				for k < len(s.Words.List) && k < w+7 && s.Hit(k) == nil {
					k++
				}
				if h := s.Hit(k); h != nil && h.Kind == "state" && s.Key(w+1) == "of" && best == "" {
					best = h.ID
				}
			}
		}
	}
	if given := d.Analysis.Document.Country != ""; first < 4 && !(given && first > 0) || d.Analysis.Document.Genre == "news" || d.Analysis.Document.Genre == "interview" {
		return
	}
	total, most := 0, ""
	for _, id := range draft.SortedKeys(d.Stated) {
		if d.IsState(id) {
			total += d.Stated[id]
			if most == "" || d.Stated[id] > d.Stated[most] {
				most = id
			}
		}
	}
	if best == "" && d.Analysis.Document.Genre == "speech" && most != "" && d.Stated[most]*2 > total {
		best = most
	}
	if d.Home == "" {
		d.Home = best
	}
	d.Alone = d.Home != ""
}

// delegate is the state whose representative a heading says the words are of: "Statement by the representative of Peru".
func (d *finder) delegate() string {
	for _, s := range d.Sentences[:min(4, len(d.Sentences))] {
		words := false
		for w := range s.Words.List {
			switch s.Key(w) {
			case "statement", "speech", "address", "remarks", "intervention", "declaration":
				words = true
			case "representative", "delegation", "delegate", "mission", "government":
				k := w + 1
				for k < len(s.Words.List) && k < w+4 && s.Hit(k) == nil {
					k++
				}
				if h := s.Hit(k); words && h != nil && h.Kind == "state" && s.Key(w+1) == "of" {
					return h.ID
				}
			}
		}
	}
	return ""
}

// fitsText reports whether a body with a name that many states have ("Democratic Party", "Supreme Court") is the one of the
// gazetteer: its state is named in the text, and no other far more often.
func (d *finder) fitsText(h *draft.Hit) bool {
	key := strings.ToLower(h.Form)
	if d.Gazetteer.Words[key] != "generic" && d.Gazetteer.Bodies[key] == nil {
		return true
	}
	if d.Home != "" && d.Home != h.Of && d.Gazetteer.Bodies[key] != nil {
		return false // the chamber of the state that speaks
	}
	own := d.Stated[h.Of] - d.Stated[h.ID]
	if own <= 0 {
		return false
	}
	for id, n := range d.Stated {
		if id != h.Of && d.IsState(id) && n > 3*own && n > 3 {
			return false
		}
	}
	return true
}

// another reports whether the state before a name that many states' organs have is another than that of the gazetteer: "the Philippine Congress".
func (d *finder) another(s *draft.Sentence, h *draft.Hit) bool {
	if key := strings.ToLower(h.Form); d.Gazetteer.Words[key] != "generic" && d.Gazetteer.Bodies[key] == nil || h.W0 == 0 || !s.Near(h.W0-1) && s.Key(h.W0-1) != "s" {
		return false
	}
	k := h.W0 - 1
	if s.Key(k) == "s" {
		k--
	}
	x := s.Hit(k)
	return x != nil && x.Kind == "state" && x.ID != h.Of
}

// organ reports whether a name is the word for an organ that every state has.
func (d *finder) organ(s *draft.Sentence, h *draft.Hit) bool {
	return d.Gazetteer.Bodies[s.Words.Key(h.W0, h.W1)] != nil
}
