package ties

import (
	"strings"

	"entente"
	"entente/internal/trees"
)

// levelNouns end the name of a level: formal ones may stand with one level word, the others need a quality.
var levelNouns = map[string]bool{"partnership": true, "partner": true, "alliance": true, "ally": true, "relation": false, "relations": false,
	"relationship": false, "tie": false, "ties": false, "friendship": false, "cooperation": false}

// partnerships reads levels of partnership and the quality of relations, and diplomatic relations made and broken.
func (r *reading) partnerships() {
	for w := range r.c.Tokens {
		l := r.c.Lemma(w)
		formalNoun, ok := levelNouns[l]
		if !ok || !r.c.Noun(w) {
			continue
		}
		if r.diplomatic(w) || r.c.Rel(w) == "compound" && r.f.treaties[r.c.Lemma(r.c.Head(w))] != "" { // "Economic Partnership Agreement"
			continue
		}
		name, formal, quality := r.level(w)
		switch {
		case formalNoun && (formal || quality):
		case (l == "alliance" || l == "ally") && name == l && r.c.Kid(w, "nmod", "nmod:poss", "nsubj") >= 0:
		case formal && l != "cooperation" && l != "friendship", quality && r.stands(w):
		default:
			continue
		}
		kind := "partnership"
		if !formalNoun && !formal {
			kind = "relations"
		}
		r.pairs(w, kind, name, formal)
	}
}

// diplomatic reads "established diplomatic relations": relations that began, were resumed or broken off.
func (r *reading) diplomatic(w int) bool {
	if !r.c.Has(w, "amod", "diplomatic") {
		if v := r.c.Head(w); v >= 0 && r.c.Verb(v) && (r.c.Rel(w) == "obj" || r.c.Rel(w) == "nsubj") && r.bare(w) && (broken[r.c.Lemma(v)] || broken[r.c.Phrasal(v)]) {
			r.relations(w, v, r.c.Lemma(v)) // "relations between both were restored in 2023"
			return true
		}
		return false
	}
	v := r.c.Head(w)
	if v < 0 || r.c.Rel(w) == "nmod" && r.c.Case(w) == "of" {
		if v >= 0 {
			r.relations(w, v, r.c.Lemma(v))
		}
		return true
	}
	if r.c.Verb(v) {
		r.relations(w, v, r.c.Lemma(v))
	}
	return true
}

// relationSteps is what a word over "diplomatic relations" makes of them.
var relationSteps = map[string]string{"establish": "in-force", "establishment": "in-force", "have": "in-force", "maintain": "in-force", "restore": "in-force",
	"resume": "in-force", "re-establish": "in-force", "reestablish": "in-force", "normalize": "in-force", "normalise": "in-force", "build": "in-force",
	"sever": "ended", "break": "ended", "break_off": "ended", "cut": "ended", "cut_off": "ended", "severance": "ended", "suspend": "suspended", "resumption": "in-force",
	"restoration": "in-force", "anniversary": "in-force"}

// broken are verbs under which plain "relations" or "ties" are diplomatic ones.
var broken = words("restore resume re-establish reestablish sever break_off establish")

// bare reports whether "relations" or "ties" have no attribute that makes them others than diplomatic.
func (r *reading) bare(w int) bool {
	if l := r.c.Lemma(w); l != "relation" && l != "relations" && l != "tie" && l != "ties" {
		return false
	}
	for _, k := range r.c.Kids(w) {
		if rel := r.c.Rel(k); (rel == "amod" || rel == "compound") && r.c.In[k] < 0 && r.c.Lemma(k) != "formal" && r.c.Lemma(k) != "full" && r.c.Lemma(k) != "official" {
			return false
		}
	}
	return true
}

func (r *reading) relations(w, over int, lemma string) {
	if p := r.c.Phrasal(over); relationSteps[p] != "" {
		lemma = p
	}
	status := relationSteps[lemma]
	if status == "" {
		return
	}
	if s := r.status(over); s != "in-force" {
		status = s
	}
	states, others := r.between(w)
	for _, o := range others {
		if len(states) == 0 || states[0] != o {
			states = append(states, o)
		}
	}
	if len(states) < 2 {
		states = r.nearby(w, states)
	}
	if len(states) != 2 {
		return
	}
	r.add(entente.Tie{Kind: "relations", Parties: sorted(states), Name: "diplomatic relations", Status: status, Rule: "relations"}, w)
}

// level puts the level words before a noun together, in the order of the text. formal says that one of them makes it a
// level that states declare, quality that one of them says how good or important it is.
func (r *reading) level(w int) (name string, formal, quality bool) {
	first := w
	for k := w - 1; k >= 0 && w-k < 12 && r.attributive(k, w); k-- {
		if u := r.c.Tokens[k].UPOS; u != "PUNCT" && u != "DET" {
			first = k
		}
	}
	var parts []string
	from := r.c.Tokens[first].Start
	for from > 0 && r.a.Document.Text[from-1] > ' ' { // "all-weather" is several words of the tree
		from--
	}
	for _, word := range strings.Fields(entente.Span{Start: from, End: r.c.Tokens[w].Start}.In(r.a.Document.Text)) {
		word = strings.ToLower(strings.Trim(word, ",'\"“”‘’"))
		l, ok := r.f.levels[word]
		switch {
		case ok:
			parts = append(parts, l.as)
			formal = formal || l.formal
			quality = true
		case len(parts) > 0 && word == "and":
			parts = append(parts, "and")
		}
	}
	for len(parts) > 0 && parts[0] == "and" {
		parts = parts[1:]
	}
	noun := strings.ToLower(r.c.Tokens[w].Form)
	switch noun {
	case "partners", "partnerships", "alliances":
		noun = strings.TrimSuffix(noun, "s")
	case "allies":
		noun = "ally"
	}
	return strings.Join(append(parts, noun), " "), formal, quality
}

// attributive reports whether word k is an attribute of noun w, itself or through other attributes.
func (r *reading) attributive(k, w int) bool {
	for n := 0; n < 5 && k >= 0; n++ {
		if k == w {
			return true
		}
		switch r.c.Rel(k) {
		case "amod", "compound", "conj", "cc", "advmod", "nmod", "det", "punct":
			k = r.c.Head(k)
		default:
			return false
		}
	}
	return false
}

// stands reports whether the clause says that the relations are so: "has good ties with", "maintains close relations".
func (r *reading) stands(w int) bool {
	h := r.c.Head(w)
	if h < 0 || r.c.Rel(w) != "obj" {
		return false
	}
	switch r.c.Lemma(h) {
	case "have", "maintain", "enjoy", "keep", "build", "develop", "establish", "cultivate", "share":
		return true
	}
	return false
}

// between finds the parties of a relation named at word w: those between whom it is, in holders; or who has it, in holders,
// with whom, in partners.
func (r *reading) between(w int) (holders, partners []string) {
	var left, right []int
	add := func(to *[]int, ws ...int) {
		for _, x := range ws {
			if x >= 0 {
				*to = append(*to, r.c.Parties(x, trees.Bodies)...)
			}
		}
	}
	if add(&left, r.c.Phrases(w, "between")...); len(r.states(left)) >= 2 {
		return r.states(left), nil
	}
	for _, k := range r.c.Kids(w) {
		switch r.c.Tokens[k].Rel {
		case "nmod:poss":
			add(&left, k)
		case "compound":
			if !strings.HasPrefix(strings.ToLower(r.c.Tokens[k].Form), "non-") && !(k > 0 && r.c.Tokens[k-1].Form == "-") { // "non-NATO ally"
				add(&right, k)
			}
		case "nsubj":
			add(&left, k)
			add(&left, r.c.Phrases(k, "between")...)
			add(&right, r.c.Phrases(k, "with")...)
		}
	}
	for _, p := range []string{"with", "of", "to", "for"} {
		add(&right, r.c.Phrases(w, p)...)
	}
	h := r.c.Head(w)
	for n := 0; h >= 0 && n < 5; n++ {
		if s := r.c.Subject(h); s >= 0 && (r.c.Verb(h) || r.c.Kid(h, "cop") >= 0) {
			add(&left, s)
			add(&left, r.c.Phrases(s, "between")...)
			add(&right, r.c.Phrases(s, "with")...)
		}
		if o := r.c.Object(h); o >= 0 && o != w && r.c.Verb(h) { // "elevated their ties with Hanoi to a partnership"
			add(&left, r.c.Phrases(o, "between")...)
			add(&left, r.c.Kid(o, "nmod:poss"))
			add(&right, r.c.Phrases(o, "with")...)
		}
		add(&left, r.c.Phrases(h, "between")...)
		add(&right, r.c.Phrases(h, "with")...)
		if r.c.Verb(h) && r.c.Rel(h) != "xcomp" && r.c.Rel(h) != "conj" {
			break
		}
		h = r.c.Head(h)
	}
	return r.states(left), r.states(right)
}

// states keeps states and bodies, in the order found.
func (r *reading) states(ms []int) []string {
	var out []string
	for _, c := range r.codes(ms) {
		if state(c) || body(c) {
			out = append(out, c)
		}
	}
	return out
}

// pairs writes a tie for every pair: A has it with B and with C; A, B and C have it with one another.
func (r *reading) pairs(w int, kind, name string, formal bool) {
	holders, partners := r.between(w)
	if len(holders)+len(partners) < 2 && formal {
		holders = r.nearby(w, append(holders, partners...))
		partners = nil
	}
	if len(partners) == 0 && len(holders) > 1 {
		holders, partners = holders[:len(holders)-1], holders
	}
	status := r.levelStatus(w)
	for i, a := range holders {
		for k, b := range partners {
			if a != b && (k > i || len(partners) <= len(holders) || partners[i] != a) {
				r.add(entente.Tie{Kind: kind, Parties: sorted([]string{a, b}), Role: "partner", Name: name, Status: status, Rule: kind}, w)
			}
		}
	}
}

func (r *reading) levelStatus(w int) string {
	m := r.c.Mood(w)
	switch {
	case m.Status == trees.Denied:
		return "refused"
	case m.Status == trees.Planned:
		return "planned"
	case m.Status == trees.Hypothetical:
		return "sought"
	}
	return "in-force"
}

// nearby finds the pair that a level without parties belongs to: the two states of the sentence, or "the two countries" or the
// one pair spoken of in the sentences before.
func (r *reading) nearby(w int, have []string) []string {
	seen := map[string]bool{}
	var all []string
	take := func(s int) {
		for i := range r.a.Mentions {
			m := &r.a.Mentions[i]
			if m.Sentence != s || m.Start == nil || m.Kind == "person" {
				continue
			}
			if c := m.Actor; c != "" && state(c) && !seen[c] {
				seen[c] = true
				all = append(all, c)
			}
		}
	}
	for _, h := range have {
		seen[h] = true
		all = append(all, h)
	}
	for s := r.sentence; s >= 0 && s >= r.sentence-2; s-- {
		if s < r.sentence && r.a.Sentences[s].Part != r.a.Sentences[r.sentence].Part {
			break
		}
		take(s)
		if len(all) >= 2 {
			break
		}
	}
	if len(all) == 2 {
		return all
	}
	return have
}
