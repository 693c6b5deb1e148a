package actors

import (
	"strings"

	"entente/internal/gazetteer"
)

// statesAt makes the mention of states that are counted or described but not named: "ten European countries", "neighbouring
// states", "regional organisations". It returns the number of words read, 0 for none.
func (d *reading) statesAt(s *sentence, w int) int {
	k := s.key(w)
	if s.hit[w] >= 0 || s.taken[w] || !s.lex.is(plurals, k) && k != "organizations" && k != "organisations" || k == "sides" || k == "parties" || k == "peoples" || s.upos(w) == "VERB" {
		return 0
	}
	from := w
	for from > 0 && s.near(from-1) && (s.at(from-1) == nil || s.at(from-1).defer_) && from > w-4 {
		x := s.key(from - 1)
		if x == "two" || x == "both" {
			return 0
		}
		if u := s.upos(from - 1); u == "ADJ" || u == "NUM" || u == "PROPN" || x == "all" || x == "many" || x == "several" || x == "member" || x == "neighboring" || x == "neighbouring" {
			from--
			continue
		}
		break
	}
	if from == w || s.key(from) == "other" || strings.HasSuffix(s.key(w-1), "est") {
		return 0
	}
	m := mention{plural: true}
	if s.lex.is(counting, s.key(from)) && (s.key(from-1) == "the" || s.key(from-1) == "these" || s.key(from-1) == "all") {
		m.class = "states"
	}
	m.Kind, m.Via, m.Sectors = "group", "description", []string{"GOV"}
	m.Name = s.text[s.words.List[from].Start:s.words.List[w].End]
	d.takes(s, from, w+1, w+1, nil)
	d.add(s, from, w+1, m)
	return 1
}

// organ makes the mention of an organ of state at word w: "the Chinese embassy in Astana", "China's foreign ministry". It returns
// the number of words read, 0 for none.
func (d *reading) organ(s *sentence, w int) int {
	n := d.bodyAt(s, w)
	if n == 0 || s.hit[w] >= 0 || s.hit[w+n-1] >= 0 || n == 1 && (s.upos(w) == "VERB" || s.upos(w) == "ADJ" && s.near(w) && (s.upos(w+1) == "NOUN" || s.upos(w+1) == "PROPN")) {
		return 0
	}
	b := d.g.Bodies[s.words.Key(w, w+n)]
	o := d.owners(s, w)
	of, to := o.hits, w+n
	if len(of) == 0 {
		if h, prep, next := d.right(s, w+n-1); h != nil && prep == "of" {
			of, to = append(of, h), next
		} else if h != nil && prep == "in" && (h.via == "capital" || h.via == "seat") && (b.Kind == "state" || b.Body == "police") {
			of = append(of, h) // "the junta in Bamako"
		}
	}
	if !d.isOrgan(s, w, n, b, &o, of) {
		return 0
	}
	for _, h := range of {
		h.used = true
	}
	d.takes(s, o.w0, to, w+n, nil)
	m := mention{class: b.Body}
	m.Kind, m.Sectors, m.Via = b.Kind, b.Sectors, "description"
	m.Name = s.text[s.words.List[o.w0].Start:s.words.List[to-1].End]
	if len(of) == 0 {
		m.open = true
		if m.Kind == "state" {
			m.Kind = "organisation"
		}
		if o.poss != "" {
			m.gender = "poss:" + o.poss
		}
		d.add(s, o.w0, to, m)
		return n
	}
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		x.ofState(d)
		d.add(s, o.w0, to, x)
	}
	return n
}

// isOrgan reports whether the word for an organ is one here: "the Chinese side", but not "a side"; "the army", but "an army of
// lawyers" is left to the kinds of people.
func (d *reading) isOrgan(s *sentence, w, n int, b *gazetteer.Body, o *owner, of []*hit) bool {
	if len(of) > 0 {
		switch {
		case b.Body == "side":
			return of[0].kind == "state"
		case b.Kind == "state":
			return of[0].kind != "organisation" || of[0].id != ""
		}
		return true
	}
	switch b.Body {
	case "side", "mission", "court", "delegation", "intelligence", "army", "police", "officials", "diplomats":
		if n == 1 {
			return o.the && (b.Body == "army" || b.Body == "police") && s.upos(w) == "NOUN" && s.key(w) != "forces" && s.key(w) != "troops" && s.key(w) != "soldiers"
		}
	}
	return b.Kind != "state" || o.the || s.capital(w) || o.poss != ""
}

// ofState settles who an organ of a state is: a government is the state, another organ is itself.
func (m *mention) ofState(d *reading) {
	switch {
	case m.Kind == "state" && m.Of != "" && d.kindOf(m.Of) == "state":
		m.Actor, m.key = m.Of, m.Of
	case m.Kind == "state":
		m.Kind, m.key, m.Actor = "organisation", m.Of, m.Of
	case m.Of != "" && m.Kind == "organisation":
		m.key = "?" + m.class + ":" + m.Of
	}
}

// agent makes the mention of a kind of people: "Russian troops", "rebels". It returns the number of words read, 0 for none.
func (d *reading) agent(s *sentence, w int) int {
	if s.hit[w] >= 0 {
		return 0
	}
	for n := min(3, len(s.words.List)-w); n > 0; n-- {
		last := w + n - 1
		if s.hit[last] >= 0 || n > 1 && !s.near(last-1) {
			continue
		}
		a := d.g.Agents[s.words.Key(w, w+n)]
		plural := false
		if a == nil {
			if one, ok := d.singular(s, w, last); ok {
				a, plural = d.g.Agents[one], true
			}
		}
		if a == nil || s.upos(last) == "VERB" || s.upos(last) == "ADJ" || s.upos(last) == "ADV" {
			continue
		}
		o := d.owners(s, w)
		of, to := o.hits, w+n
		if len(of) == 0 {
			if h, prep, next := d.right(s, last); h != nil && (prep == "from" || prep == "of") {
				of, to = append(of, h), next
				of = d.coordinated(s, h, of, &to)
			}
		}
		if len(of) == 0 && s.lex.is(wide, s.words.Key(w, w+n)) {
			return 0
		}
		if t := s.token[last]; t >= 0 && (s.Tokens[t].Rel == "compound" || s.Tokens[t].Rel == "amod") && s.Tokens[t].Head > t {
			return 0
		}
		if len(of) > 0 && (d.classOf(of[0].id) == "firm" || d.classOf(of[0].id) == "media") {
			return 0
		}
		for _, h := range o.hits {
			h.used = true
		}
		d.takes(s, o.w0, to, w+n, nil)
		m := mention{plural: plural}
		m.Kind, m.Sectors, m.Via = a.Kind, a.Sectors, "description"
		m.Name = s.text[s.words.List[o.w0].Start:s.words.List[to-1].End]
		if m.Kind == "group" && !plural && d.g.Words[s.key(last)] != "collective" && d.g.Words[s.key(last)] != "orgword" {
			m.Kind = "person"
		}
		if len(of) == 0 {
			d.add(s, o.w0, to, m)
			return n
		}
		for i := len(of) - 1; i >= 0; i-- {
			x := m
			x.Of = d.body(of[i])
			d.add(s, o.w0, to, x)
		}
		return n
	}
	return 0
}

func (d *reading) classOf(id string) string {
	if o := d.g.Organisations[id]; o != nil {
		return o.Class
	}
	return ""
}
