package phrases

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// statesAt makes the mention of states that are counted or described but not named: "ten European countries", "neighbouring
// states", "regional organisations". It returns the number of words read, 0 for none.
func (d *composer) statesAt(s *draft.Sentence, w int) int {
	k := s.Key(w)
	if s.HitOf[w] >= 0 || s.Taken[w] || !s.Lex.Is(draft.Plurals, k) && k != "organizations" && k != "organisations" || k == "sides" || k == "parties" || k == "peoples" || s.UPOS(w) == "VERB" {
		return 0
	}
	from := w
	for from > 0 && s.Near(from-1) && (s.Hit(from-1) == nil || s.Hit(from-1).Bare) && from > w-4 {
		x := s.Key(from - 1)
		if x == "two" || x == "both" {
			return 0
		}
		if u := s.UPOS(from - 1); u == "ADJ" || u == "NUM" || u == "PROPN" || x == "all" || x == "many" || x == "several" || x == "member" || x == "neighboring" || x == "neighbouring" {
			from--
			continue
		}
		break
	}
	if from == w || s.Key(from) == "other" || strings.HasSuffix(s.Key(w-1), "est") {
		return 0
	}
	m := draft.Mention{Plural: true}
	if s.Lex.Is(draft.Counting, s.Key(from)) && (s.Key(from-1) == "the" || s.Key(from-1) == "these" || s.Key(from-1) == "all") {
		m.Class = "states"
	}
	m.Kind, m.Via, m.Sectors = "group", "description", []string{"GOV"}
	called := from
	if s.Key(from) == "all" {
		called++
	}
	m.Name = s.Text[s.Words.List[called].Start:s.Words.List[w].End]
	d.takes(s, from, w+1, w+1, nil)
	d.Add(s, from, w+1, m)
	return 1
}

// organ makes the mention of an organ of state at word w: "the Chinese embassy in Astana", "China's foreign ministry". It returns
// the number of words read, 0 for none.
func (d *composer) organ(s *draft.Sentence, w int) int {
	n := d.BodyAt(s, w)
	if n == 0 || s.HitOf[w] >= 0 || s.HitOf[w+n-1] >= 0 || n == 1 && (s.UPOS(w) == "VERB" || s.UPOS(w) == "ADJ" && s.Near(w) && (s.UPOS(w+1) == "NOUN" || s.UPOS(w+1) == "PROPN")) {
		return 0
	}
	if w > 2 && s.Key(w) == "government" && s.Key(w-2) == "state" && (s.Key(w-1) == "or" || s.Key(w-1) == "and") {
		return 0 // "heads of state and government"
	}
	b := d.Gazetteer.Bodies[s.Words.Key(w, w+n)]
	o := d.owners(s, w)
	of, to := o.hits, w+n
	if len(of) == 0 {
		if h, prep, next := d.right(s, w+n-1); h != nil && prep == "of" {
			of, to = append(of, h), next
			if m := d.BodyAt(s, next); m > 0 && h.Via == "demonym" && s.Near(next-1) { // "the lower house of the Philippine Congress"
				to += m
			}
		} else if h != nil && prep == "in" && (h.Via == "capital" || h.Via == "seat") && !abroad[b.Body] {
			of = append(of, h) // "the junta in Bamako"
		}
	}
	region := ""
	if len(of) == 0 && b.Body != "embassy" && b.Body != "consulate" {
		region = d.region(s, w+n)
	}
	if !d.isOrgan(s, w, n, b, &o, of) {
		return 0
	}
	for _, h := range of {
		h.Used = true
	}
	d.takes(s, o.w0, to, w+n, nil)
	m := draft.Mention{Class: b.Body}
	m.Kind, m.Sectors, m.Via = b.Kind, b.Sectors, "description"
	m.Name = s.Text[s.Words.List[o.w0].Start:s.Words.List[to-1].End]
	if region != "" { // "the regional government of Catalonia" is no government of the state
		m.Kind, m.Of = "organisation", region
		d.Add(s, o.w0, to, m)
		return n
	}
	if len(of) == 0 {
		m.Open = true
		if m.Kind == "state" {
			m.Kind = "organisation"
		}
		if o.poss != "" {
			m.Gender = "poss:" + o.poss
		}
		d.Add(s, o.w0, to, m)
		return n
	}
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		d.ofState(&x)
		d.Add(s, o.w0, to, x)
	}
	return n
}

// abroad are organs that a state has in the capitals of others.
var abroad = map[string]bool{"embassy": true, "consulate": true, "mission": true, "high-commission": true, "delegation": true, "diplomats": true, "officials": true, "army": true, "side": true, "intelligence": true, "navy": true, "air-force": true}

// isOrgan reports whether the word for an organ is one here: "the Chinese side", but not "a side"; "the army", but "an army of
// lawyers" is left to the kinds of people.
func (d *composer) isOrgan(s *draft.Sentence, w, n int, b *gazetteer.Body, o *owner, of []*draft.Hit) bool {
	if len(of) > 0 {
		switch {
		case b.Body == "side":
			return of[0].Kind == "state"
		case b.Kind == "state":
			return of[0].Kind != "organisation" || of[0].ID != ""
		}
		return true
	}
	switch b.Body {
	case "side", "mission", "court", "delegation", "intelligence", "army", "police", "officials", "diplomats":
		if n == 1 {
			if o.poss == "my" || o.poss == "our" {
				return b.Body == "delegation" || b.Body == "mission"
			}
			return o.the && (b.Body == "army" || b.Body == "police") && s.UPOS(w) == "NOUN" && s.Key(w) != "forces" && s.Key(w) != "troops" && s.Key(w) != "soldiers"
		}
	}
	return b.Kind != "state" || o.the || s.Capital(w) || o.poss != ""
}

// ofState settles who an organ of a state is: a government is the state, another organ is itself.
func (d *composer) ofState(m *draft.Mention) {
	switch {
	case m.Kind == "state" && m.Of != "" && d.KindOf(m.Of) == "state":
		m.Actor, m.Key = m.Of, m.Of
	case m.Kind == "state":
		m.Kind, m.Key, m.Actor = "organisation", m.Of, m.Of
	case m.Of != "" && m.Kind == "organisation":
		m.Key = "?" + m.Class + ":" + m.Of
	}
}

// agent makes the mention of a kind of people: "Russian troops", "rebels". It returns the number of words read, 0 for none.
func (d *composer) agent(s *draft.Sentence, w int) int {
	if s.HitOf[w] >= 0 {
		return 0
	}
	for n := min(3, len(s.Words.List)-w); n > 0; n-- {
		last := w + n - 1
		if s.HitOf[last] >= 0 || n > 1 && !s.Near(last-1) {
			continue
		}
		a := d.Gazetteer.Agents[s.Words.Key(w, w+n)]
		plural := false
		if a == nil {
			if one, ok := d.Singular(s, w, last); ok {
				a, plural = d.Gazetteer.Agents[one], true
			}
		}
		if a == nil || s.UPOS(last) == "VERB" || s.UPOS(last) == "ADJ" || s.UPOS(last) == "ADV" {
			continue
		}
		o := d.owners(s, w)
		of, to := o.hits, w+n
		if len(of) == 0 {
			if h, prep, next := d.right(s, last); h != nil && (prep == "from" || prep == "of") {
				of, to = append(of, h), next
				of = d.coordinated(s, h, of, &to)
			} else if h != nil && prep == "in" && h.Kind == "state" && len(a.Sectors) > 0 && (a.Sectors[0] == "LEG" || a.Sectors[0] == "JUD" || a.Sectors[0] == "COP") {
				of = append(of, h) // "lawmakers in Ankara", "judges in Kosovo"
			}
		}
		if len(of) == 0 && s.Lex.Is(draft.Wide, s.Words.Key(w, w+n)) {
			return 0
		}
		if t := s.TokenOf[last]; t >= 0 && (s.Tokens[t].Rel == "compound" || s.Tokens[t].Rel == "amod") && s.Tokens[t].Head > t {
			return 0
		}
		if len(of) > 0 && d.ClassOf(of[0].ID) == "party" && s.Key(last) == "party" && s.Hit(w-1) == of[0] {
			return 0 // "the Law and Justice party" is the party
		}
		if len(of) > 0 && (d.ClassOf(of[0].ID) == "firm" || d.ClassOf(of[0].ID) == "media") {
			return 0
		}
		for _, h := range o.hits {
			h.Used = true
		}
		d.takes(s, o.w0, to, w+n, nil)
		m := draft.Mention{Plural: plural}
		m.Kind, m.Sectors, m.Via = a.Kind, a.Sectors, "description"
		m.Name = s.Text[s.Words.List[o.w0].Start:s.Words.List[to-1].End]
		if m.Kind == "group" && !plural && d.Gazetteer.Words[s.Key(last)] != "collective" && d.Gazetteer.Words[s.Key(last)] != "orgword" {
			m.Kind = "person"
		}
		if len(of) == 0 {
			d.Add(s, o.w0, to, m)
			return n
		}
		for i := len(of) - 1; i >= 0; i-- {
			x := m
			x.Of = d.body(of[i])
			d.Add(s, o.w0, to, x)
		}
		return n
	}
	return 0
}

// region is the state of the province or town that stands with "of" from word w on: "of Catalonia"; "" for none.
func (d *composer) region(s *draft.Sentence, w int) string {
	if s.Key(w) != "of" || !s.Near(w-1) || !s.Near(w) {
		return ""
	}
	w++
	if s.Key(w) == "the" {
		w++
	}
	if w >= len(s.Words.List) || !s.Capital(w) || s.Hit(w) != nil && s.Hit(w).Kind != "place" {
		return ""
	}
	if p := d.PlaceAt(s.Words.List[w].Start); p != nil && (p.Class == "region" || p.Class == "city" || p.Class == "capital") {
		return p.Country
	}
	return ""
}
