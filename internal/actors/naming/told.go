package naming

import (
	_ "embed"
	"strconv"
	"strings"

	"entente/internal/actors/draft"
)

//go:embed halves.tsv
var halfTable string

// Table is the embedded table, for the version.
func Table() string { return halfTable }

// A half is what "the North" or "the South" calls in a text about a land of two states.
type half struct {
	state, other string
	both         bool
	from, until  string
}

// readHalves reads the table, by word.
func readHalves() map[string][]half {
	out := map[string][]half{}
	for line := range strings.Lines(halfTable) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 6 && !strings.HasPrefix(line, "#") {
			out[f[0]] = append(out[f[0]], half{f[1], f[2], f[3] == "both", f[4], f[5]})
		}
	}
	return out
}

// halves sets "the North" and "the South" on the state that they are in this text: "the South offered aid".
func (d *finder) halves() {
	for _, s := range d.Sentences {
		for w := 1; w < len(s.Words.List); w++ {
			hs := d.half[s.Key(w)]
			if hs == nil || !s.Capital(w) || s.Key(w-1) != "the" || s.Hit(w) != nil || d.qualifies(s, w) {
				continue
			}
			for _, x := range hs {
				a, b := d.Stated[x.state] > 0, d.Stated[x.other] > 0
				if (a && b || !x.both && (a || b)) && (d.Day == "" || x.from <= d.Day && (x.until == "" || d.Day < x.until)) {
					s.Put(&draft.Hit{W0: w, W1: w + 1, ID: x.state, Kind: "state", Via: "name", Name: d.Gazetteer.States[x.state].Name, Form: s.Key(w)})
					break
				}
			}
		}
	}
}

// qualifies reports whether a word only says which of several things the next one is: "the North side", "the South Atlantic".
func (d *finder) qualifies(s *draft.Sentence, w int) bool {
	if s.Between(w) != " " && s.Between(w) != "-" {
		return false
	}
	switch s.UPOS(w + 1) {
	case "NOUN", "PROPN", "ADJ", "NUM":
		return true
	}
	return s.Capital(w + 1)
}

// given leaves out the names of states and capitals that are given names of people in this text: "a girl named Georgia",
// "Georgia, 7, was". One such use decides where no other speaks of a place.
func (d *finder) given() {
	personal, local := map[string]bool{}, map[string]bool{}
	for _, s := range d.Sentences {
		for w := range s.Words.List {
			if k := s.Key(w); s.Lex.Is(draft.Given, k) && s.Capital(w) {
				personal[k] = personal[k] || d.personal(s, w)
				local[k] = local[k] || d.local(s, w)
			}
		}
	}
	for k := range personal {
		if !personal[k] || local[k] || d.Gazetteer.Sense(k, d.Analysis.Document.Text) != "" {
			continue
		}
		for _, s := range d.Sentences {
			for _, h := range s.Hits {
				if h.W1-h.W0 == 1 && h.Kind == "state" && s.Key(h.W0) == k {
					h.ID, h.Kind, h.Used = "", "place", true
				}
			}
		}
	}
}

// personal reports whether the words around a name speak of a person: she is called it, has an age or a family name.
func (d *finder) personal(s *draft.Sentence, w int) bool {
	switch s.Key(w - 1) {
	case "named", "called", "daughter", "girl", "boy", "sister", "brother", "mother", "aunt", "niece", "wife":
		return s.Close(w - 1)
	}
	if w+1 >= len(s.Words.List) {
		return false
	}
	if age, err := strconv.Atoi(s.Key(w + 1)); err == nil {
		return s.Between(w) == ", " && age < 110 && strings.HasPrefix(s.Between(w+1), ",")
	}
	k := s.Key(w + 1)
	return s.Hit(w) == nil && s.Between(w) == " " && s.Capital(w+1) && s.UPOS(w+1) == "PROPN" && (d.Gazetteer.Words[k] == "" || d.Gazetteer.Words[k] == "common")
}

// local reports whether a name stands where a place or state does.
func (d *finder) local(s *draft.Sentence, w int) bool {
	switch s.Key(w - 1) {
	case "in", "from", "to", "of", "across", "between", "into", "through", "against", "near":
		return true
	}
	return false
}

// namesakes leads a name that bodies of several states have to the one whose state the text names most: the PDP of Nigeria
// or of Turkey.
func (d *finder) namesakes() {
	named := map[string]int{}
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			if h.Kind == "state" {
				named[h.ID]++
			}
		}
	}
	for _, s := range d.Sentences {
		for _, h := range s.Hits {
			best := h.ID
			for _, id := range h.Also {
				if named[d.Gazetteer.Organisations[id].Of] > named[d.Gazetteer.Organisations[best].Of] {
					best = id
				}
			}
			if best != h.ID {
				o := d.Gazetteer.Organisations[best]
				h.ID, h.Name, h.Of = o.ID, o.Name, o.Of
			}
		}
	}
}
