package actors

import "strings"

// weighNames counts the states and bodies that the text names, finds out whether it reports matches, and teaches it "the House".
func (d *reading) weighNames() {
	sport := map[string]bool{}
	words := 0
	for _, s := range d.sents {
		words += len(s.words.List)
		for w := range s.words.List {
			if d.g.Words[s.key(w)] == "sport" {
				sport[s.key(w)] = true
			}
		}
		for _, h := range s.hits {
			if h.seat != "" {
				d.seated[h.id]++
			}
			if h.id != "" {
				d.stated[h.id]++
				if h.of != "" {
					d.stated[h.of]++
				}
			}
		}
	}
	for _, s := range d.sents {
		for _, h := range s.hits {
			if h.kind == "organisation" && h.id != "" && !d.fitsText(h) {
				h.id, h.of = "", ""
			}
		}
		d.seats(s)
	}
	d.speech()
	d.sport = len(sport) >= 3 && words < 400*len(sport)
	if d.stated["org:US-House"]+d.stated["org:US-Senate"]+d.stated["org:US-Congress"] > 0 {
		for _, s := range d.sents {
			d.house(s)
		}
	}
}

// seats leads a capital that acts to the body that sits there, where the text names its state nowhere else: "Brussels imposed
// tariffs".
func (d *reading) seats(s *sentence) {
	for _, h := range s.hits {
		if h.seat == "" || !h.state || d.stated[h.id] > d.seated[h.id] {
			continue
		}
		o := d.g.Organisations[h.seat]
		h.id, h.kind, h.via, h.name, h.of, h.state = o.ID, "organisation", "seat", o.Name, o.Of, false
	}
}

// house sets "the House" on the American chamber.
func (d *reading) house(s *sentence) {
	for w := 1; w < len(s.words.List); w++ {
		if s.key(w) != "house" || !s.capital(w) || s.key(w-1) != "the" && s.key(w-1) != "this" || s.close(w) && s.capital(w+1) {
			continue
		}
		if h := s.at(w); h == nil {
			s.put(&hit{w0: w, w1: w + 1, id: "org:US-House", kind: "organisation", via: "name", name: "US House of Representatives", of: "USA", form: "the house"})
		} else if h.defer_ && h.w1-h.w0 == 1 {
			h.id, h.kind, h.defer_, h.name, h.of, h.form = "org:US-House", "organisation", false, "US House of Representatives", "USA", "the house"
		}
	}
}

// speech finds the state that a text without a named speaker speaks for: "on behalf of Albania", "my country" in a text that
// names one state more than all others.
func (d *reading) speech() {
	if d.a.Document.SpeakerName != "" {
		return
	}
	first, best := 0, ""
	for _, s := range d.sents {
		for w := range s.words.List {
			switch s.key(w) {
			case "my", "our", "we", "i":
				first++
			case "behalf":
				k := w + 1
				for k < len(s.words.List) && k < w+7 && s.at(k) == nil {
					k++
				}
				if h := s.at(k); h != nil && h.kind == "state" && s.key(w+1) == "of" && best == "" {
					best = h.id
				}
			}
		}
	}
	if first < 4 || d.a.Document.Genre == "news" || d.a.Document.Genre == "interview" {
		return
	}
	total, most := 0, ""
	for _, id := range sortedKeys(d.stated) {
		if d.isState(id) {
			total += d.stated[id]
			if most == "" || d.stated[id] > d.stated[most] {
				most = id
			}
		}
	}
	if best == "" && d.a.Document.Genre == "speech" && most != "" && d.stated[most]*2 > total {
		best = most
	}
	if d.home == "" {
		d.home = best
	}
	d.alone = d.home != ""
}

// fitsText reports whether a body with a name that many states have ("Democratic Party", "Supreme Court") is the one of the
// gazetteer: its state is named in the text, and no other far more often.
func (d *reading) fitsText(h *hit) bool {
	key := strings.ToLower(h.form)
	if d.g.Words[key] != "generic" {
		return true
	}
	own := d.stated[h.of] - d.stated[h.id]
	if own <= 0 {
		return false
	}
	for id, n := range d.stated {
		if id != h.of && d.isState(id) && n > 3*own && n > 3 {
			return false
		}
	}
	return true
}
