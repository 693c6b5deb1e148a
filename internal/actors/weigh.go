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
			if h.id != "" {
				d.stated[h.id]++
				if h.of != "" {
					d.stated[h.of]++
				}
			}
		}
	}
	d.sport = len(sport) >= 6 && words < 400*len(sport)
	if d.stated["org:US-House"]+d.stated["org:US-Senate"]+d.stated["org:US-Congress"] > 0 {
		d.acts["acronym house"] = "org:US-House"
	}
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
