package phrases

import (
	"strings"

	"entente/internal/actors/draft"
	"entente/internal/gazetteer"
)

// throned joins a name that begins with its title and the state before it: "Jordan's King Abdullah".
func (d *composer) throned(s *draft.Sentence, h *draft.Hit) {
	r := d.Gazetteer.Roles[s.Key(h.W0)]
	if r == nil {
		return
	}
	o := d.owners(s, h.W0)
	if len(o.hits) != 1 || o.hits[0].Kind != "state" {
		return
	}
	m := draft.Mention{Class: r.Class, Folded: s.Words.Key(h.W0+1, h.W1), Key: h.ID}
	m.Kind, m.Role, m.Sectors, m.Via, m.Name, m.Of = "person", r.Role, r.Sectors, "name", h.Name, o.hits[0].ID
	h.Used, o.hits[0].Used = true, true
	d.takes(s, o.w0, h.W1, h.W1, h)
	d.Add(s, o.w0, h.W1, m)
}

// phrase is an office with what belongs to it: words from to to, the states or bodies whose office it is, the name beside it.
type phrase struct {
	owner
	from, to int
	of       []*draft.Hit
	name     *draft.Hit
	role     *gazetteer.Role
	plural   bool
}

// office makes the mention of an office on words w0 to w1: with the state or body before or behind it, with the name beside it.
func (d *composer) office(s *draft.Sentence, w0, w1 int, r *gazetteer.Role) {
	_, plural := d.Singular(s, w0, w1-1)
	f := &phrase{owner: d.owners(s, w0), to: w1, role: r, plural: plural && d.Gazetteer.Roles[s.Words.Key(w0, w1)] == nil}
	f.from, f.of = f.w0, f.hits
	f.plural = f.plural || s.Key(w0) == "heads"
	if s.Key(w1) == "and" && s.Near(w1-1) && s.Near(w1) {
		if x, n := d.RoleAt(s, w1+1); x != nil && d.nameAt(s, w1+1+n) != nil { // "State Councillor and Foreign Minister Wang Yi"
			w1 += 1 + n
			f.to = w1
			if gazetteer.Weight(x.Role) > gazetteer.Weight(r.Role) {
				r, f.role = x, x
			}
		}
	}
	if x, n := d.RoleAt(s, w1); x != nil && s.Near(w1-1) && (x.Class == "officer" || r.Class == "counterpart" && d.nameAt(s, w1+n) != nil) {
		w1, f.to = w1+n, f.to+n // "army chief General", "his counterpart President"
		if r.Class == "counterpart" {
			r, f.role = x, x
		}
	}
	if f.name = d.nameAt(s, w1); f.name == nil {
		d.behind(s, f, w1)
	}
	for _, h := range f.hits {
		h.Used = true
	}
	m := draft.Mention{Class: r.Class, Plural: f.plural, Former: f.last}
	m.Kind, m.Role, m.Sectors, m.Via = "person", r.Role, r.Sectors, "description"
	if f.name != nil {
		d.called(s, f, &m)
	}
	d.takes(s, f.from, f.to, w1, f.name)
	if f.name == nil && len(f.of) == 0 && !f.plural && !f.the && !f.other && f.poss == "" && !s.Capital(w0) && !d.subjectAt(s, w1-1) {
		for w := f.from; w < f.to; w++ {
			s.Taken[w] = false
		}
		return
	}
	if len(f.of) > 1 && f.name == nil {
		d.several(s, f.from, f.to, f.of, m)
		return
	}
	if len(f.of) > 0 {
		m.Of, m.Owned = d.body(f.of[0]), true
	}
	if h, prep, _ := d.right(s, w1-1); m.Of == "" && h != nil && prep == "in" && h.Kind == "state" && r.Class == "legislator" {
		m.Of = h.ID // "lawmakers in Ankara"
	}
	if m.Of == "" && len(f.of) == 0 && local[r.Class] {
		m.Of = d.region(s, w1) // "the governor of Krasnodar"
	}
	d.titled(s, w0, w1, &m)
	if f.name == nil {
		d.unnamed(s, f, w0, &m)
	}
	p := d.Add(s, f.from, f.to, m)
	if f.poss != "" && (f.name == nil || p.Of == "") {
		p.Gender = "poss:" + f.poss
	}
	if f.name == nil {
		d.apposed(s, p, w0, w1, f.to)
	}
}

// behind reads what follows an office on words up to w1: "of Kazakhstan", "to China", then a name.
func (d *composer) behind(s *draft.Sentence, f *phrase, w1 int) {
	h, prep, next := d.right(s, w1-1)
	if f.poss != "" && prep == "from" {
		return // "recalled its ambassador from Rome": from where, not whose
	}
	switch envoy := f.role.Class == "envoy"; {
	case h == nil:
		d.ofOrgan(s, f, w1)
	case prep == "of" || prep == "for" && !envoy || prep == "from":
		if len(f.of) > 0 {
			return
		}
		f.to = next
		f.of = d.coordinated(s, h, append(f.of, h), &f.to)
		if n := d.BodyAt(s, f.to); n > 0 && s.Near(f.to-1) {
			f.to += n // "of the Chinese foreign ministry"
			next = f.to
		}
		for _, x := range f.of {
			x.Used = true
		}
		if s.Near(next - 1) {
			f.name = d.nameAt(s, next)
		}
	case envoy:
		f.to = next
		if s.Near(next - 1) {
			f.name = d.nameAt(s, next)
		}
		if len(f.of) == 0 {
			if x, prep, after := d.right(s, next-1); x != nil && (prep == "from" || prep == "of") {
				f.of, f.to = append(f.of, x), after
			}
		}
	}
}

// ofOrgan reads "of the Ministry of Foreign Affairs of Iran" behind an office.
func (d *composer) ofOrgan(s *draft.Sentence, f *phrase, w1 int) {
	k := w1
	if len(f.of) > 0 || k >= len(s.Words.List) || s.Key(k) != "of" && s.Key(k) != "for" && s.Key(k) != "at" {
		return
	}
	for k++; k < len(s.Words.List) && s.Key(k) == "the"; k++ {
	}
	n := 0
	if k < len(s.Words.List) {
		n = d.BodyAt(s, k)
	}
	if n == 0 || !s.Near(k-1) {
		return
	}
	if h, prep, next := d.right(s, k+n-1); h != nil && prep == "of" && h.Kind == "state" {
		f.of, f.to, h.Used = append(f.of, h), next, true
		if s.Near(next - 1) {
			f.name = d.nameAt(s, next)
		}
	}
}

// called joins the name with its office, and with the state behind it: "President Xi Jinping of China".
func (d *composer) called(s *draft.Sentence, f *phrase, m *draft.Mention) {
	name := f.name
	f.to, name.Used = name.W1, true
	if len(f.of) == 0 && name.W1 < len(s.Words.List) {
		if h, prep, next := d.right(s, name.W1-1); h != nil && prep == "of" && h.Kind == "state" {
			f.of, f.to, h.Used = append(f.of, h), next, true
		}
	}
	m.Via, m.Folded, m.Name, m.Key = "name", s.Words.Key(name.W0, name.W1), name.Name, name.ID
	if m.Class == "counterpart" {
		m.Role, m.Class, m.Sectors = "", "", nil
	}
}

// unnamed settles an office without a name: whether it may refer back, and to one or several.
func (d *composer) unnamed(s *draft.Sentence, f *phrase, w0 int, m *draft.Mention) {
	m.Name = s.Text[s.Words.List[f.from].Start:s.Words.List[f.to-1].End]
	if f.plural {
		m.Kind = "group"
	}
	switch {
	case f.new || f.role.Class == "candidate":
		m.Gender = "new"
	case len(f.of) == 0:
		m.Open = !f.other && (f.the || f.poss != "" || s.Capital(w0) && !f.plural)
	}
	if f.from > 0 && d.Gazetteer.Words[s.Key(f.from-1)] == "mr" {
		m.Open, m.Gender = false, "vocative"
	}
}

// subjectAt reports whether a word is the subject of a clause.
func (d *composer) subjectAt(s *draft.Sentence, w int) bool {
	t := s.TokenOf[w]
	return t >= 0 && strings.HasPrefix(s.Tokens[t].Rel, "nsubj")
}

// coordinated adds the states that follow with "and": "presidents of Russia, China and Kazakhstan".
func (d *composer) coordinated(s *draft.Sentence, h *draft.Hit, of []*draft.Hit, to *int) []*draft.Hit {
	for {
		k := h.W1
		if k < len(s.Words.List) && s.Key(k) == "and" && s.Near(h.W1-1) {
			k++
		} else if k >= len(s.Words.List) || s.Between(h.W1-1) != ", " {
			return of
		}
		for k < len(s.Words.List) && s.Key(k) == "the" {
			k++
		}
		x := s.Hit(k)
		if x == nil || x.Kind != "state" || x.Via != "name" {
			return of
		}
		of, *to, h = append(of, x), x.W1, x
	}
}

// several makes one mention for each of the states whose office it is.
func (d *composer) several(s *draft.Sentence, from, to int, of []*draft.Hit, m draft.Mention) {
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		x.Plural = x.Plural && m.Class != "head" && m.Class != "government" && m.Role != "foreign-minister"
		x.Name = s.Text[s.Words.List[from].Start:s.Words.List[to-1].End]
		if x.Plural {
			x.Kind = "group"
		}
		d.Add(s, from, to, x)
	}
}

// nameAt is the name of a person that begins at word w, after titles like "Mr.".
func (d *composer) nameAt(s *draft.Sentence, w int) *draft.Hit {
	for w < len(s.Words.List) && w > 0 && d.Gazetteer.Words[s.Key(w)] == "mr" && (s.Close(w-1) || s.Near(w-1)) {
		w++
	}
	if w >= len(s.Words.List) || w == 0 || s.Between(w-1) != " " && !strings.HasPrefix(s.Between(w-1), ". ") && s.Between(w-1) != "-" {
		return nil
	}
	if strings.HasPrefix(s.Between(w-1), ". ") && d.Gazetteer.Words[s.Key(w-1)] != "mr" {
		return nil
	}
	h := s.Hit(w)
	if h == nil || h.W0 != w || h.Kind != "person" || h.Used {
		return nil
	}
	h.Bare = false
	return h
}

// apposed joins an office with the name beside it: "Xi Jinping, China's president,", "the president of Kazakhstan, Nursultan
// Nazarbayev". Both stay mentions, of one actor.
func (d *composer) apposed(s *draft.Sentence, p *draft.Mention, w0, w1, to int) {
	if p.Plural {
		return
	}
	if to < len(s.Words.List) && strings.HasPrefix(s.Between(to-1), ",") {
		k := to
		for k < len(s.Words.List) && d.Gazetteer.Words[s.Key(k)] == "mr" {
			k++
		}
		if h := s.Hit(k); h != nil && h.W0 == k && h.Kind == "person" && !h.Used && d.endsApposition(s, h) {
			h.Bare = false
			p.Gender, p.Open = "next", false
			d.Acts["apposed "+draft.Spot(s, h.W1-1)] = draft.Spot(s, p.W1-1)
			return
		}
	}
	k := p.W0 - 1
	for k >= 0 && !strings.Contains(s.Between(k), ",") && (s.Key(k) == "the" || s.Key(k) == "a" || s.Key(k) == "an" || d.Gazetteer.Words[s.Key(k)] == "modifier" || d.Gazetteer.Words[s.Key(k)] == "former") {
		k--
	}
	if k >= 0 && strings.HasPrefix(strings.TrimSpace(s.Between(k)), ",") {
		if h := s.Hit(k); h != nil && h.Kind == "person" && !d.opensClause(s, h, to) {
			h.Bare = false
			p.Open = false
			d.Acts["apposed "+draft.Spot(s, p.W1-1)] = draft.Spot(s, h.W1-1)
		}
	}
}

// opensClause reports whether the office behind a name and a comma is the subject of the sentence, to which the name only leads:
// "At the invitation of President X, the prime minister of Y visited Z". An apposition would be closed before the verb.
func (d *composer) opensClause(s *draft.Sentence, h *draft.Hit, to int) bool {
	k := to
	for k < len(s.Words.List) && s.UPOS(k) == "ADV" && s.Between(k-1) == " " {
		k++
	}
	if h.W0 == 0 || k >= len(s.Words.List) || s.Between(k-1) != " " || s.UPOS(k) != "VERB" && s.UPOS(k) != "AUX" {
		return false
	}
	first := ""
	for w := 0; w < h.W0 && first == ""; w++ {
		if u := s.UPOS(w); u != "NUM" && u != "X" && u != "PUNCT" { // not the number of a paragraph
			first = u
		}
	}
	return first == "ADP" || first == "SCONJ" || first == "VERB" || first == "ADV"
}

// endsApposition reports whether a comma, an end or a verb follows the name.
func (d *composer) endsApposition(s *draft.Sentence, h *draft.Hit) bool {
	if h.W1 >= len(s.Words.List) {
		return true
	}
	return strings.HasPrefix(s.Between(h.W1-1), ",") || s.UPOS(h.W1) == "VERB" || s.UPOS(h.W1) == "AUX" || s.UPOS(h.W1) == "ADP"
}

// local are the classes of offices that provinces and towns have, too.
var local = map[string]bool{"regional": true, "legislator": true}
