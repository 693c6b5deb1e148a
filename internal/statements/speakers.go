package statements

import (
	"strconv"
	"strings"

	"entente"
	"entente/internal/trees"
)

// speaks reports whether the head of a phrase can say anything: a person, body or document, a name, a pronoun that is no
// placeholder. The frame "body" asks for a known kind.
func (r *reading) speaks(t *trees.Tree, i, n int, frame string) bool {
	if n < 0 {
		return false
	}
	w := t.Tokens[n]
	switch lemma := t.Lemma(n); {
	case w.UPOS == "PRON":
		switch strings.ToLower(w.Form) {
		case "it":
			return frame != "body" && !t.Has(t.Head(n), "expl")
		case "this", "that", "these", "which", "what", "there", "something", "nothing", "everything", "anything":
			return false
		}
		return w.XPOS != "WDT"
	case w.UPOS == "PROPN":
		return !weekdays[lemma]
	case w.UPOS == "NUM" || w.UPOS == "ADJ" || w.UPOS == "DET":
		return frame != "body" && (t.Has(n, "nsubj") || w.UPOS != "NUM")
	default:
		kind, known := r.f.tables.sources[lemma]
		if _, m := r.mentionAt(t, i, n); m != nil && m.Kind != "place" {
			return true
		}
		if !known {
			known = agentive(lemma)
			kind = "person"
		}
		return kind != "none" && (known || frame != "body" && frame != "noun")
	}
}

var weekdays = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true}

// agentive reports whether a noun has the form of one that names a person by what they do.
func agentive(lemma string) bool {
	for _, end := range [...]string{"man", "woman", "person", "ist", "ician", "ologist", "eer", "or", "ant", "crat"} {
		if strings.HasSuffix(lemma, end) && len(lemma) > len(end)+2 {
			return true
		}
	}
	return false
}

// mentionAt finds the mention that a phrase stands for: the one with the same head, else the one that covers the head, else
// a person in apposition or inside the phrase next to its head.
func (r *reading) mentionAt(t *trees.Tree, i, n int) (int, *entente.Mention) {
	best, rank := -1, 0
	head := t.Tokens[n].Span
	for _, k := range r.mentions[i] {
		m := &r.a.Mentions[k]
		score := 0
		switch {
		case m.Head == n:
			score = 4
		case m.Span().Contains(head):
			score = 3
		case m.Kind == "person" && m.Head >= 0 && m.Head < len(t.Tokens) && t.Head(m.Head) == n && (t.Rel(m.Head) == "appos" || t.Rel(m.Head) == "flat"):
			score = 2
		}
		if m.Kind == "person" && m.Actor != "" && score > 0 && score < 4 {
			score++
		}
		if score > rank {
			best, rank = k, score
		}
	}
	if best < 0 {
		return -1, nil
	}
	return best, &r.a.Mentions[best]
}

// resolve finds or makes the mention for every attribution.
func (r *reading) resolve(a *attribution) {
	if a.source < 0 || a.from < 0 {
		return
	}
	a.speaker = r.speaker(a.from, a.source)
}

// speaker is the mention id for the phrase with a head in a sentence.
func (r *reading) speaker(i, n int) string {
	t := r.trees[i]
	if _, m := r.mentionAt(t, i, n); m != nil {
		if m.Via == "pronoun" && m.Actor == "" && m.SameAs == "" {
			if id := r.antecedent(i, n); id != "" {
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
	kind := r.f.tables.sources[lemma]
	if kind != "document" && lemma != "summit" && lemma != "meeting" && lemma != "side" {
		return ""
	}
	for _, k := range t.Kids(n) {
		c := t.Case(k)
		if rel := t.Rel(k); t.Tokens[k].Rel == "nmod:poss" || rel == "compound" || rel == "amod" && lemma == "side" || rel == "nmod" && (c == "by" || c == "from" || c == "of") || rel == "acl" && kind == "document" {
			if rel == "acl" {
				if g := t.Agents(k); len(g) > 0 {
					k = g[0]
				}
			}
			if _, m := r.mentionAt(t, i, k); m != nil && (m.Kind == "organisation" || m.Kind == "person" || m.Kind == "state") {
				return m.ID
			}
		}
	}
	return ""
}

// made finds a mention that this reading made for the same words.
func (r *reading) made(t *trees.Tree, i, n int) string {
	for _, m := range r.extra {
		if m.Sentence == i && m.Head == n {
			return m.ID
		}
	}
	return ""
}

// make adds a mention for a source that no stage before knew.
func (r *reading) make(t *trees.Tree, i, n int) string {
	w := t.Tokens[n]
	span := r.nameSpan(t, n)
	m := entente.Mention{ID: "m" + strconv.Itoa(r.nextID), Name: span.In(r.a.Document.Text), Via: "description", Sentence: i, Head: n}.At(span)
	switch kind := r.f.tables.sources[t.Lemma(n)]; {
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
	r.nextID++
	r.extra = append(r.extra, m)
	return m.ID
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
		return r.a.Mentions[k], true
	}
	for _, m := range r.extra {
		if m.ID == id {
			return m, true
		}
	}
	return entente.Mention{}, false
}

// nameSpan is the phrase of a head without what hangs loosely on it: relative clauses, appositions, what follows a comma.
func (r *reading) nameSpan(t *trees.Tree, n int) entente.Span {
	lo, hi := n, n
	for lo > 0 && t.Under(lo-1, n) && t.Tokens[lo-1].UPOS != "PUNCT" {
		lo--
	}
	for hi+1 < len(t.Tokens) && t.Under(hi+1, n) {
		k := hi + 1
		if t.Tokens[k].UPOS == "PUNCT" && t.Tokens[k].Form != "-" {
			break
		}
		if rel := t.Tokens[k].Rel; t.Head(k) == n && (rel == "acl:relcl" || rel == "acl" || rel == "cc" || rel == "appos") || t.Tokens[k].XPOS == "WP" || t.Tokens[k].XPOS == "WDT" {
			break
		}
		hi = k
	}
	for lo < n && (t.Rel(lo) == "case" || t.Rel(lo) == "cc" || t.Rel(lo) == "mark" || t.Rel(lo) == "fixed" || t.Rel(lo) == "advmod" && t.Head(lo) == n) {
		lo++
	}
	return t.Tokens[lo].Span.Cover(t.Tokens[hi].Span)
}

// antecedent is whom a pronoun stands for that the stage for actors left open: the last speaker of the statements before, for
// "he" and "she" a single person, for "they" several.
func (r *reading) antecedent(i, n int) string {
	w := strings.ToLower(r.trees[i].Tokens[n].Form)
	at := r.trees[i].Tokens[n].Start
	last := ""
	for k := range r.found {
		b := &r.found[k]
		if b.speaker == "" || b.sentence > i || b.sentence == i && b.cue.Start >= at || b.sentence < i-4 {
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
		for k := len(r.mentions[s]) - 1; k >= 0; k-- {
			m := r.a.Mentions[r.mentions[s][k]]
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
