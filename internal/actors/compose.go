package actors

import (
	"strings"

	"entente"
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

// compose makes the mentions of a sentence: offices, organs and kinds of people with what belongs to them, then what is left.
func (d *reading) compose(s *sentence) {
	for _, h := range s.hits {
		if h.kind == "person" && h.w1-h.w0 > 1 && h.id != "" {
			d.throned(s, h)
		}
	}
	for w := 0; w < len(s.words.List); w++ {
		if s.taken[w] {
			continue
		}
		if r, n := d.roleAt(s, w); r != nil {
			d.office(s, w, w+n, r)
			w += n - 1
			continue
		}
		if n := d.organ(s, w); n > 0 {
			w += n - 1
			continue
		}
		if n := d.agent(s, w); n > 0 {
			w += n - 1
			continue
		}
		d.statesAt(s, w)
	}
	for _, h := range s.hits {
		if !h.used {
			d.plain(s, h)
		}
	}
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

// owner is what stands before a phrase and says whose it is.
type owner struct {
	hits  []*hit
	w0    int    // first word of the phrase
	poss  string // a possessive pronoun
	the   bool   // definite article or demonstrative
	other bool   // an indefinite article, a quantity
	last  bool   // former
	new   bool
}

// owners reads to the left of word w: modifiers, then states or bodies, joined by "and" or hyphens, then articles.
func (d *reading) owners(s *sentence, w int) owner {
	o := owner{w0: w}
	k := w - 1
	for k >= 0 && s.near(k) && s.at(k) == nil {
		switch d.g.Words[s.key(k)] {
		case "former":
			o.last = true
		case "modifier":
			o.new = o.new || s.key(k) == "new" || s.key(k) == "newly" || s.key(k) == "incoming" || s.key(k) == "elected"
		default:
			goto owner
		}
		o.w0 = k
		k--
	}
owner:
	if k >= 0 && s.near(k) {
		if s.key(k) == "s" && k > 0 && strings.ContainsAny(s.between(k-1), "'’") {
			k--
		}
		if h := s.at(k); h != nil && h.kind == "person" && s.key(k+1) == "s" {
			o.the = true // "President Berikov's government"
			return o
		}
		if h := s.at(k); h != nil && d.owns(h) {
			o.hits, o.w0 = append(o.hits, h), h.w0
			k = h.w0 - 1
			for k > 0 && (s.key(k) == "and" && s.near(k) || s.between(k) == "-" || s.between(k) == "–" || s.between(k) == ", ") {
				j := k
				if s.key(k) == "and" {
					j--
				}
				p := s.at(j)
				if p == nil || p.kind != "state" || p.via != h.via && !(p.via == "demonym" || h.via == "demonym") {
					break
				}
				o.hits, o.w0 = append(o.hits, p), p.w0
				k = p.w0 - 1
			}
		} else if pron := s.key(k); possessive[pron] != "" {
			o.poss, o.w0 = pron, k
			return o
		}
	}
	for k >= 0 && s.near(k) && s.at(k) == nil {
		switch x := d.g.Words[s.key(k)]; {
		case x == "former":
			o.last = true
		case x == "modifier":
		case s.key(k) == "the" || s.key(k) == "this" || s.key(k) == "that" || s.key(k) == "both":
			o.the = true
			return o
		case s.key(k) == "a" || s.key(k) == "an" || s.key(k) == "some" || s.key(k) == "any" || s.key(k) == "another" || s.key(k) == "no" || s.upos(k) == "NUM":
			o.other = true
			return o
		default:
			return o
		}
		k--
	}
	return o
}

var possessive = map[string]string{"his": "m", "her": "f", "its": "n", "their": "p", "our": "we", "my": "i"}

// owns reports whether a name can say whose an office or organ is.
func (d *reading) owns(h *hit) bool {
	switch h.kind {
	case "state":
		return h.via != "people" && h.via != "person"
	case "organisation":
		return true
	}
	return h.kind == "group" && strings.HasPrefix(h.id, "group:")
}

// right reads "of Kazakhstan", "to China", "in Beijing" after word w (the last of the phrase): the name, the preposition and the
// first word after it.
func (d *reading) right(s *sentence, w int) (h *hit, prep string, next int) {
	k := w + 1
	if k >= len(s.words.List) || !s.near(w) {
		return nil, "", k
	}
	prep = s.key(k)
	if prep != "of" && prep != "to" && prep != "in" && prep != "from" && prep != "for" && prep != "at" {
		return nil, "", k
	}
	k++
	for k < len(s.words.List) && s.near(k-1) && (s.key(k) == "the" || s.key(k) == "republic" || s.key(k) == "kingdom" || s.key(k) == "state" || s.key(k) == "of") {
		k++
	}
	if x := s.at(k); x != nil && s.near(k-1) && (x.kind == "state" || x.kind == "organisation") {
		return x, prep, x.w1
	}
	return nil, "", w + 1
}

// office makes the mention of an office on words w0 to w1: with the state or body before or behind it, with the name beside it.
func (d *reading) office(s *sentence, w0, w1 int, r *gazetteer.Role) {
	o := d.owners(s, w0)
	_, plural := d.singular(s, w0, w1-1)
	plural = plural && d.g.Roles[s.words.Key(w0, w1)] == nil
	m := mention{class: r.Class, plural: plural, former: o.last}
	m.Kind, m.Role, m.Sectors, m.Via = "person", r.Role, r.Sectors, "description"
	from, to := o.w0, w1
	of := o.hits
	if x, n := d.roleAt(s, w1); x != nil && x.Class == "officer" && s.near(w1-1) {
		w1, to = w1+n, to+n // "army chief General"
	}
	name := d.nameAt(s, w1)
	if name == nil {
		if h, prep, next := d.right(s, w1-1); h != nil && (prep == "of" || prep == "for" && r.Class != "envoy" || prep == "from") {
			if len(of) == 0 {
				of = append(of, h)
				to = next
				of = d.coordinated(s, h, of, &to)
				for _, x := range of {
					x.used = true
				}
				if s.near(next - 1) {
					name = d.nameAt(s, next)
				}
			}
		} else if h != nil && r.Class == "envoy" && (prep == "to" || prep == "in" || prep == "at" || prep == "for") {
			to = next
			if s.near(next - 1) {
				name = d.nameAt(s, next)
			}
			if len(of) == 0 {
				if x, prep, after := d.right(s, next-1); x != nil && prep == "from" || x != nil && prep == "of" {
					of, to = append(of, x), after
				}
			}
		}
	}
	for _, h := range o.hits {
		h.used = true
	}
	if name != nil {
		to, name.used = name.w1, true
		if len(of) == 0 && name.w1 < len(s.words.List) {
			if h, prep, next := d.right(s, name.w1-1); h != nil && prep == "of" && h.kind == "state" {
				of, to, h.used = append(of, h), next, true
			}
		}
		m.Via, m.name, m.Name = "name", s.words.Key(name.w0, name.w1), name.name
		if name.id != "" {
			m.key = name.id
		}
		if name.kind == "organisation" {
			m.Via = "description"
		}
	}
	d.takes(s, from, to, w1, name)
	if name == nil && len(of) == 0 && !plural && !o.the && !o.other && o.poss == "" && !s.capital(w0) && !d.subjectAt(s, w1-1) {
		for w := from; w < to; w++ {
			s.taken[w] = false
		}
		return
	}
	if len(of) > 1 && name == nil {
		d.several(s, from, to, of, m)
		return
	}
	if len(of) > 0 {
		m.Of = d.body(of[0])
	}
	if name == nil {
		m.Name = s.text[s.words.List[from].Start:s.words.List[to-1].End]
		if plural {
			m.Kind = "group"
		}
		if o.new || r.Class == "candidate" {
			m.gender = "new"
		} else if len(of) == 0 {
			m.open = o.the || o.poss != "" || s.capital(w0) && !plural
		}
		if o.other {
			m.open = false
		}
	}
	if from > 0 && d.g.Words[s.key(from-1)] == "mr" && name == nil {
		m.open, m.gender = false, "vocative"
	}
	p := d.add(s, from, to, m)
	if o.poss != "" && name == nil || o.poss != "" && p.Of == "" {
		p.gender = "poss:" + o.poss
	}
	if name == nil {
		d.apposed(s, p, w0, w1, to)
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

// statesAt makes the mention of states that are counted or described but not named: "ten European countries", "neighbouring
// states", "regional organisations". It returns the number of words read, 0 for none.
func (d *reading) statesAt(s *sentence, w int) int {
	k := s.key(w)
	if s.hit[w] >= 0 || s.taken[w] || !statePlural[k] && k != "organizations" && k != "organisations" || k == "sides" || k == "parties" || k == "peoples" || s.upos(w) == "VERB" {
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
	m.Kind, m.Via, m.Sectors = "group", "description", []string{"GOV"}
	m.Name = s.text[s.words.List[from].Start:s.words.List[w].End]
	d.takes(s, from, w+1, w+1, nil)
	d.add(s, from, w+1, m)
	return 1
}

// several makes one mention for each of the states whose office it is.
func (d *reading) several(s *sentence, from, to int, of []*hit, m mention) {
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		x.plural = x.plural && m.class != "head" && m.class != "government" && m.Role != "foreign-minister"
		x.Name = s.text[s.words.List[from].Start:s.words.List[to-1].End]
		d.add(s, from, to, x)
	}
}

// takes marks the words of a mention; states behind the office stay mentions of their own.
func (d *reading) takes(s *sentence, from, to, w1 int, name *hit) {
	for w := from; w < to; w++ {
		if h := s.at(w); h != nil && w >= w1 && h != name {
			continue
		}
		s.taken[w] = true
	}
}

// body is the id of the state or body that a name stands for.
func (d *reading) body(h *hit) string {
	if o := d.g.Organisations[h.id]; o != nil && o.Class == "organ" && o.Of != "" {
		return o.Of
	}
	return h.id
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

// organ makes the mention of an organ of state at word w: "the Chinese embassy in Astana", "China's foreign ministry". It returns
// the number of words read, 0 for none.
func (d *reading) organ(s *sentence, w int) int {
	if s.hit[w] >= 0 {
		return 0
	}
	var b *gazetteer.Body
	n := min(4, len(s.words.List)-w)
	for ; n > 0; n-- {
		if b = d.g.Bodies[s.words.Key(w, w+n)]; b != nil && s.hit[w+n-1] < 0 {
			break
		}
		b = nil
	}
	if b == nil || n == 1 && (s.upos(w) == "VERB" || s.upos(w) == "ADJ") {
		return 0
	}
	o := d.owners(s, w)
	of, to := o.hits, w+n
	if len(of) == 0 {
		if h, prep, next := d.right(s, w+n-1); h != nil && prep == "of" {
			of, to = append(of, h), next
			h.used = true
		}
	}
	if len(of) == 0 && n == 1 && (b.Body == "side" || b.Body == "mission" || b.Body == "court" || b.Body == "delegation" || b.Body == "intelligence" || b.Body == "army" || b.Body == "police" || b.Body == "officials" || b.Body == "diplomats") {
		return 0
	}
	if b.Body == "side" && (len(of) == 0 || of[0].kind != "state") {
		return 0
	}
	if b.Kind == "state" && len(of) > 0 && of[0].kind == "organisation" && of[0].id == "" {
		return 0
	}
	if b.Kind == "state" && len(of) == 0 && !o.the && !s.capital(w) && o.poss == "" {
		return 0
	}
	for _, h := range o.hits {
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
	}
	if len(of) == 0 {
		d.add(s, o.w0, to, m)
		return n
	}
	for i := len(of) - 1; i >= 0; i-- {
		x := m
		x.Of = d.body(of[i])
		x.ofState(d, of[i])
		d.add(s, o.w0, to, x)
	}
	return n
}

// ofState settles who an organ of a state is: a government is the state, another organ is itself.
func (m *mention) ofState(d *reading, h *hit) {
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
			}
		}
		if len(of) == 0 && plain[s.words.Key(w, w+n)] {
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

// plain are agents too wide to be mentions without a state beside them.
var plain = map[string]bool{"people": true, "peoples": true, "resident": true, "man": true, "men": true, "woman": true, "women": true, "child": true, "children": true, "side": true, "sides": true,
	"force": true, "forces": true, "mission": true, "missions": true, "party": true, "parties": true, "bank": true, "banks": true, "business": true, "businesses": true, "firm": true,
	"national": true, "nationals": true, "press": true, "media": true, "union": true, "court": true, "courts": true, "crowd": true, "officer": true, "leader": true, "operator": true, "guard": true, "monitor": true,
	"observer": true, "observers": true, "expert": true, "experts": true, "student": true, "students": true, "teacher": true, "university": true, "hospital": true, "jet": true, "church": true, "minister": true, "authority": true, "analyst": true, "citizen": true, "citizens": true, "passenger": true, "passengers": true, "tourist": true, "tourists": true, "worker": true, "academic": true, "charity": true, "trader": true, "broadcaster": true, "newspaper": true, "company": true, "companies": true}

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
			m.gender = mrGender[s.key(w0)]
		}
		d.add(s, w0, h.w1, m)
		return
	case "state":
		d.state(s, h, &m)
	case "organisation":
		if h.id != "" && !d.fitsText(h) {
			h.id, h.of = "", ""
		}
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

var mrGender = map[string]string{"mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "madam": "f", "lady": "f"}

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

// at names a word of a sentence.
func at(s *sentence, w int) string { return string(rune(s.index)) + "/" + string(rune(w)) }

var _ entente.Span
