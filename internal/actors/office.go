package actors

import (
	"strings"

	"entente/internal/gazetteer"
)

// roleAt is the office whose words begin at word w, longest first, and the number of its words.
func (d *reading) roleAt(s *sentence, w int) (*gazetteer.Role, int) {
	if w < 0 || w >= len(s.words.List) || s.hit[w] >= 0 {
		return nil, 0
	}
	for n := min(5, len(s.words.List)-w); n > 0; n-- {
		last := w + n - 1
		if n > 1 && !s.near(last-1) && !s.close(last-1) || s.hit[last] >= 0 {
			continue
		}
		key := s.words.Key(w, w+n)
		r := d.g.Roles[key]
		if r == nil {
			if one, ok := d.singular(s, w, last); ok {
				r = d.g.Roles[one]
			}
		}
		if r == nil {
			continue
		}
		if n == 1 {
			if u := s.upos(w); u == "VERB" || u == "ADJ" || u == "ADV" || u == "AUX" {
				continue
			}
			if key == "major" && !s.capital(w) {
				continue
			}
		}
		return r, n
	}
	return nil, 0
}

// singular is the key of words whose last is a plural.
func (d *reading) singular(s *sentence, w, last int) (string, bool) {
	k := s.key(last)
	if !strings.HasSuffix(k, "s") || len(k) < 4 {
		if k != "men" && !strings.HasSuffix(k, "men") {
			return "", false
		}
	}
	one := strings.TrimSuffix(k, "s")
	switch {
	case strings.HasSuffix(k, "ies"):
		one = strings.TrimSuffix(k, "ies") + "y"
	case strings.HasSuffix(k, "men"):
		one = strings.TrimSuffix(k, "men") + "man"
	}
	if last == w {
		return one, true
	}
	return s.words.Key(w, last) + " " + one, true
}

// throned joins a name that begins with its title and the state before it: "Jordan's King Abdullah".
func (d *reading) throned(s *sentence, h *hit) {
	r := d.g.Roles[s.key(h.w0)]
	if r == nil {
		return
	}
	o := d.owners(s, h.w0)
	if len(o.hits) != 1 || o.hits[0].kind != "state" {
		return
	}
	m := mention{class: r.Class, name: s.words.Key(h.w0+1, h.w1), key: h.id}
	m.Kind, m.Role, m.Sectors, m.Via, m.Name, m.Of = "person", r.Role, r.Sectors, "name", h.name, o.hits[0].id
	h.used, o.hits[0].used = true, true
	d.takes(s, o.w0, h.w1, h.w1, h)
	d.add(s, o.w0, h.w1, m)
}

// phrase is an office with what belongs to it: words from to to, the states or bodies whose office it is, the name beside it.
type phrase struct {
	owner
	from, to int
	of       []*hit
	name     *hit
	role     *gazetteer.Role
	plural   bool
}

// office makes the mention of an office on words w0 to w1: with the state or body before or behind it, with the name beside it.
func (d *reading) office(s *sentence, w0, w1 int, r *gazetteer.Role) {
	_, plural := d.singular(s, w0, w1-1)
	f := &phrase{owner: d.owners(s, w0), to: w1, role: r, plural: plural && d.g.Roles[s.words.Key(w0, w1)] == nil}
	f.from, f.of = f.w0, f.hits
	f.plural = f.plural || s.key(w0) == "heads"
	if s.key(w1) == "and" && s.near(w1-1) && s.near(w1) {
		if x, n := d.roleAt(s, w1+1); x != nil && d.nameAt(s, w1+1+n) != nil { // "State Councillor and Foreign Minister Wang Yi"
			w1 += 1 + n
			f.to = w1
			if gazetteer.Weight(x.Role) > gazetteer.Weight(r.Role) {
				r, f.role = x, x
			}
		}
	}
	if x, n := d.roleAt(s, w1); x != nil && s.near(w1-1) && (x.Class == "officer" || r.Class == "counterpart" && d.nameAt(s, w1+n) != nil) {
		w1, f.to = w1+n, f.to+n // "army chief General", "his counterpart President"
		if r.Class == "counterpart" {
			r, f.role = x, x
		}
	}
	if f.name = d.nameAt(s, w1); f.name == nil {
		d.behind(s, f, w1)
	}
	for _, h := range f.hits {
		h.used = true
	}
	m := mention{class: r.Class, plural: f.plural, former: f.last}
	m.Kind, m.Role, m.Sectors, m.Via = "person", r.Role, r.Sectors, "description"
	if f.name != nil {
		d.called(s, f, &m)
	}
	d.takes(s, f.from, f.to, w1, f.name)
	if f.name == nil && len(f.of) == 0 && !f.plural && !f.the && !f.other && f.poss == "" && !s.capital(w0) && !d.subjectAt(s, w1-1) {
		for w := f.from; w < f.to; w++ {
			s.taken[w] = false
		}
		return
	}
	if len(f.of) > 1 && f.name == nil {
		d.several(s, f.from, f.to, f.of, m)
		return
	}
	if len(f.of) > 0 {
		m.Of = d.body(f.of[0])
	}
	if f.name == nil {
		d.unnamed(s, f, w0, &m)
	}
	p := d.add(s, f.from, f.to, m)
	if f.poss != "" && (f.name == nil || p.Of == "") {
		p.gender = "poss:" + f.poss
	}
	if f.name == nil {
		d.apposed(s, p, w0, w1, f.to)
	}
}

// behind reads what follows an office on words up to w1: "of Kazakhstan", "to China", then a name.
func (d *reading) behind(s *sentence, f *phrase, w1 int) {
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
		if n := d.bodyAt(s, f.to); n > 0 && s.near(f.to-1) {
			f.to += n // "of the Chinese foreign ministry"
			next = f.to
		}
		for _, x := range f.of {
			x.used = true
		}
		if s.near(next - 1) {
			f.name = d.nameAt(s, next)
		}
	case envoy:
		f.to = next
		if s.near(next - 1) {
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
func (d *reading) ofOrgan(s *sentence, f *phrase, w1 int) {
	k := w1
	if len(f.of) > 0 || k >= len(s.words.List) || s.key(k) != "of" && s.key(k) != "for" && s.key(k) != "at" {
		return
	}
	for k++; k < len(s.words.List) && s.key(k) == "the"; k++ {
	}
	n := 0
	if k < len(s.words.List) {
		n = d.bodyAt(s, k)
	}
	if n == 0 || !s.near(k-1) {
		return
	}
	if h, prep, next := d.right(s, k+n-1); h != nil && prep == "of" && h.kind == "state" {
		f.of, f.to, h.used = append(f.of, h), next, true
		if s.near(next - 1) {
			f.name = d.nameAt(s, next)
		}
	}
}

// called joins the name with its office, and with the state behind it: "President Xi Jinping of China".
func (d *reading) called(s *sentence, f *phrase, m *mention) {
	name := f.name
	f.to, name.used = name.w1, true
	if len(f.of) == 0 && name.w1 < len(s.words.List) {
		if h, prep, next := d.right(s, name.w1-1); h != nil && prep == "of" && h.kind == "state" {
			f.of, f.to, h.used = append(f.of, h), next, true
		}
	}
	m.Via, m.name, m.Name, m.key = "name", s.words.Key(name.w0, name.w1), name.name, name.id
	if m.class == "counterpart" {
		m.Role, m.class, m.Sectors = "", "", nil
	}
}

// unnamed settles an office without a name: whether it may refer back, and to one or several.
func (d *reading) unnamed(s *sentence, f *phrase, w0 int, m *mention) {
	m.Name = s.text[s.words.List[f.from].Start:s.words.List[f.to-1].End]
	if f.plural {
		m.Kind = "group"
	}
	switch {
	case f.new || f.role.Class == "candidate":
		m.gender = "new"
	case len(f.of) == 0:
		m.open = !f.other && (f.the || f.poss != "" || s.capital(w0) && !f.plural)
	}
	if f.from > 0 && d.g.Words[s.key(f.from-1)] == "mr" {
		m.open, m.gender = false, "vocative"
	}
}

// subjectAt reports whether a word is the subject of a clause.
func (d *reading) subjectAt(s *sentence, w int) bool {
	t := s.token[w]
	return t >= 0 && strings.HasPrefix(s.Tokens[t].Rel, "nsubj")
}

// coordinated adds the states that follow with "and": "presidents of Russia, China and Kazakhstan".
func (d *reading) coordinated(s *sentence, h *hit, of []*hit, to *int) []*hit {
	for {
		k := h.w1
		if k < len(s.words.List) && s.key(k) == "and" && s.near(h.w1-1) {
			k++
		} else if k >= len(s.words.List) || s.between(h.w1-1) != ", " {
			return of
		}
		for k < len(s.words.List) && s.key(k) == "the" {
			k++
		}
		x := s.at(k)
		if x == nil || x.kind != "state" || x.via != "name" {
			return of
		}
		of, *to, h = append(of, x), x.w1, x
	}
}

// several makes one mention for each of the states whose office it is.
func (d *reading) several(s *sentence, from, to int, of []*hit, m mention) {
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		x.plural = x.plural && m.class != "head" && m.class != "government" && m.Role != "foreign-minister"
		x.Name = s.text[s.words.List[from].Start:s.words.List[to-1].End]
		if x.plural {
			x.Kind = "group"
		}
		d.add(s, from, to, x)
	}
}

// nameAt is the name of a person that begins at word w, after titles like "Mr.".
func (d *reading) nameAt(s *sentence, w int) *hit {
	for w < len(s.words.List) && w > 0 && d.g.Words[s.key(w)] == "mr" && (s.close(w-1) || s.near(w-1)) {
		w++
	}
	if w >= len(s.words.List) || w == 0 || s.between(w-1) != " " && !strings.HasPrefix(s.between(w-1), ". ") && s.between(w-1) != "-" {
		return nil
	}
	if strings.HasPrefix(s.between(w-1), ". ") && d.g.Words[s.key(w-1)] != "mr" {
		return nil
	}
	h := s.at(w)
	if h == nil || h.w0 != w || h.kind != "person" || h.used {
		return nil
	}
	h.defer_ = false
	return h
}

// apposed joins an office with the name beside it: "Xi Jinping, China's president,", "the president of Kazakhstan, Nursultan
// Nazarbayev". Both stay mentions, of one actor.
func (d *reading) apposed(s *sentence, p *mention, w0, w1, to int) {
	if p.plural {
		return
	}
	if to < len(s.words.List) && strings.HasPrefix(s.between(to-1), ",") {
		k := to
		for k < len(s.words.List) && d.g.Words[s.key(k)] == "mr" {
			k++
		}
		if h := s.at(k); h != nil && h.w0 == k && h.kind == "person" && !h.used && d.endsApposition(s, h) {
			h.defer_ = false
			p.gender, p.open = "next", false
			d.acts["apposed "+at(s, h.w1-1)] = at(s, p.w1-1)
			return
		}
	}
	k := p.w0 - 1
	for k >= 0 && !strings.Contains(s.between(k), ",") && (s.key(k) == "the" || s.key(k) == "a" || s.key(k) == "an" || d.g.Words[s.key(k)] == "modifier" || d.g.Words[s.key(k)] == "former") {
		k--
	}
	if k >= 0 && strings.HasPrefix(strings.TrimSpace(s.between(k)), ",") {
		if h := s.at(k); h != nil && h.kind == "person" {
			h.defer_ = false
			p.open = false
			d.acts["apposed "+at(s, p.w1-1)] = at(s, h.w1-1)
		}
	}
}

// endsApposition reports whether a comma, an end or a verb follows the name.
func (d *reading) endsApposition(s *sentence, h *hit) bool {
	if h.w1 >= len(s.words.List) {
		return true
	}
	return strings.HasPrefix(s.between(h.w1-1), ",") || s.upos(h.w1) == "VERB" || s.upos(h.w1) == "AUX" || s.upos(h.w1) == "ADP"
}
