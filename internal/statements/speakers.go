package statements

import (
	"strconv"
	"strings"

	"entente"
	"entente/internal/trees"
)

// resolve finds or makes the mention for every attribution.
func (r *reading) resolve(a *attribution) {
	if a.Source < 0 || a.From < 0 {
		return
	}
	a.speaker = r.speaker(a.From, a.Source)
}

// speaker is the mention id for the phrase with a head in a sentence.
func (r *reading) speaker(i, n int) string {
	t := r.Trees[i]
	if _, m := r.MentionAt(t, i, n); m != nil {
		if m.Via == "pronoun" && m.Actor == "" && m.SameAs == "" {
			if id := r.antecedent(i, n); id != "" {
				return id
			}
		}
		if m.Actor == "" && m.SameAs == "" && m.Kind == "person" {
			if id := r.titular(i, t.Lemma(n), m.Of); id != "" {
				return id
			}
		}
		return m.ID
	}
	if id := r.issuer(t, i, n); id != "" {
		return id
	}
	if id := r.made(t, i, n); id != "" {
		return id
	}
	return r.make(t, i, n)
}

// issuer is whose document or assembly it is that speaks: "Oslo's statement said", "the NATO summit commended".
func (r *reading) issuer(t *trees.Tree, i, n int) string {
	lemma := t.Lemma(n)
	kind := r.Sources[lemma]
	if kind != "document" && lemma != "summit" && lemma != "meeting" && lemma != "side" {
		return ""
	}
	if h := t.Head(n); kind == "document" && h >= 0 && t.Rel(n) == "obj" {
		switch t.Lemma(h) {
		case "issue", "release", "publish", "send", "make", "deliver", "write", "post", "sign":
			if s := t.Subject(h); s >= 0 {
				return r.speaker(i, s) // issued a statement saying
			}
		}
	}
	for _, k := range t.Kids(n) {
		c := t.Case(k)
		if rel := t.Rel(k); t.Tokens[k].Rel == "nmod:poss" || rel == "compound" || rel == "amod" && lemma == "side" || rel == "nmod" && (c == "by" || c == "from" || c == "of") || rel == "acl" && kind == "document" {
			if rel == "acl" {
				if g := t.Agents(k); len(g) > 0 {
					k = g[0]
				}
			}
			if _, m := r.MentionAt(t, i, k); m != nil && (m.Kind == "organisation" || m.Kind == "person" || m.Kind == "state") {
				return m.ID
			}
		}
	}
	return ""
}

// made finds a mention that this reading made for the same words.
func (r *reading) made(t *trees.Tree, i, n int) string {
	for k := len(r.extra) - 1; k >= 0 && k >= len(r.extra)-64; k-- {
		if m := &r.extra[k]; m.Sentence == i && m.Head == n {
			return m.ID
		}
	}
	return ""
}

// make adds a mention for a source that no stage before knew.
func (r *reading) make(t *trees.Tree, i, n int) string {
	w := t.Tokens[n]
	span := r.NameSpan(t, n)
	m := entente.Mention{ID: "m" + strconv.Itoa(r.nextID), Name: span.In(r.Analysis.Document.Text), Via: "description", Sentence: i, Head: n}.At(span)
	switch kind := r.Sources[t.Lemma(n)]; {
	case w.UPOS == "PRON":
		m.Via, m.Name, m.Kind = "pronoun", "", "person"
		if f := strings.ToLower(w.Form); f == "they" || f == "we" {
			m.Kind = "group"
		} else if f == "it" {
			m.Kind = "organisation"
		}
		if id := r.antecedent(i, n); id != "" {
			m = r.inherit(m, id)
		}
	case kind == "body" || kind == "document":
		m.Kind = "organisation"
	case kind == "group" || w.XPOS == "NNS" || w.XPOS == "NNPS":
		m.Kind = "group"
	case w.UPOS == "PROPN":
		m.Kind, m.Via = "person", "name"
	default:
		m.Kind = "person"
	}
	if id := r.titular(i, t.Lemma(n), ""); id != "" {
		m = r.inherit(m, id)
	}
	if id := r.namesake(m.Name); id != "" && m.Via != "pronoun" {
		name := m.Name
		if m = r.inherit(m, id); m.Name == "" {
			m.Name = name
		}
		m.Via = "name"
	}
	r.nextID++
	r.extraID[m.ID] = len(r.extra)
	r.extra = append(r.extra, m)
	return m.ID
}

// titular is the one person of the text who holds the office that a title gives the words to: "…: Kazakh ambassador".
func (r *reading) titular(i int, office, of string) string {
	if r.Kinds[i] != "title" {
		return ""
	}
	found := ""
	for k := range r.Analysis.Mentions {
		m := &r.Analysis.Mentions[k]
		if m.Kind != "person" || !strings.HasSuffix(m.Role, office) || m.Role == "" || m.Via != "name" && m.Via != "label" || of != "" && m.Of != of {
			continue
		}
		if found != "" && r.actor(found) != r.actor(m.ID) {
			return ""
		}
		if found == "" {
			found = m.ID
		}
	}
	return found
}

// namesake is a person whose name begins or ends with a name of one word: "Xi" where the text has Xi Jinping.
func (r *reading) namesake(name string) string {
	if name == "" || strings.ContainsAny(name, " -") || name == strings.ToLower(name) {
		return ""
	}
	for k := range r.Analysis.Mentions {
		m := &r.Analysis.Mentions[k]
		if m.Kind == "person" && (strings.HasPrefix(m.Name, name+" ") || strings.HasSuffix(m.Name, " "+name)) {
			return m.ID
		}
	}
	return ""
}

// inherit makes a mention one of the actor of another.
func (r *reading) inherit(m entente.Mention, id string) entente.Mention {
	o, ok := r.mention(id)
	if !ok {
		return m
	}
	m.Actor, m.Kind, m.Name, m.Of, m.Role, m.Sectors = o.Actor, o.Kind, o.Name, o.Of, o.Role, o.Sectors
	m.SameAs = o.SameAs
	if m.SameAs == "" {
		m.SameAs = o.ID
	}
	return m
}

func (r *reading) mention(id string) (entente.Mention, bool) {
	if k, ok := r.byID[id]; ok {
		return r.Analysis.Mentions[k], true
	}
	if k, ok := r.extraID[id]; ok {
		return r.extra[k], true
	}
	return entente.Mention{}, false
}

// antecedent is whom a pronoun stands for that the stage for actors left open: the last speaker of the statements before, for
// "he" and "she" a single person, for "they" several.
func (r *reading) antecedent(i, n int) string {
	w := strings.ToLower(r.Trees[i].Tokens[n].Form)
	at := r.Trees[i].Tokens[n].Start
	last := ""
	for k := range r.found {
		b := &r.found[k]
		if b.speaker == "" || b.Sentence > i || b.Sentence == i && b.Cue.Start >= at || b.Sentence < i-4 {
			continue
		}
		m, ok := r.mention(b.speaker)
		if !ok {
			continue
		}
		switch w {
		case "he", "she":
			ok = m.Kind == "person"
		case "they":
			ok = m.Kind == "group" || m.Kind == "organisation"
		case "it":
			ok = m.Kind == "organisation" || m.Kind == "state"
		default:
			ok = false
		}
		if ok {
			last = b.speaker
		}
	}
	if last != "" || w != "he" && w != "she" {
		return last
	}
	for s := i; s >= 0 && s >= i-2; s-- {
		for k := len(r.Mentions(s)) - 1; k >= 0; k-- {
			m := r.Analysis.Mentions[r.Mentions(s)[k]]
			if m.Kind == "person" && m.Via != "pronoun" && (s < i || *m.Start < at) {
				return m.ID
			}
		}
	}
	return ""
}

// actor is what the mentions of one actor have in common.
func (r *reading) actor(id string) string {
	m, ok := r.mention(id)
	switch {
	case !ok:
		return id
	case m.Actor != "":
		return m.Actor
	case m.SameAs != "":
		return m.SameAs
	}
	return m.ID
}
