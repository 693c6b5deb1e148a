package statements

import (
	"slices"
	"strings"

	"entente"
)

// describe fills whom and what a statement speaks of, and the role of its speaker.
func (r *reading) describe(s *entente.Statement) {
	s.About, s.Topics = r.about(s.Content), r.topics(s.Content)
	if m, ok := r.mention(s.Speaker); ok {
		s.Role = m.Role
	}
	if len(s.Stance) == 0 {
		s.Stance = r.wordStance(s)
	}
}

// about lists the states and organisations that a content names, in the order of the text.
func (r *reading) about(content []entente.Span) []string {
	var out []string
	r.eachMention(content, func(m *entente.Mention) {
		if (m.Kind == "state" || m.Kind == "organisation") && m.Actor != "" && !slices.Contains(out, m.Actor) {
			out = append(out, m.Actor)
		}
	})
	return out
}

func (r *reading) eachMention(content []entente.Span, f func(*entente.Mention)) {
	for _, c := range content {
		for i := max(r.Analysis.SentenceAt(c.Start), 0); i < len(r.Analysis.Sentences) && r.Analysis.Sentences[i].Start < c.End; i++ {
			for _, k := range r.Mentions(i) {
				if m := &r.Analysis.Mentions[k]; c.Contains(m.Span()) {
					f(m)
				}
			}
		}
	}
}

// eachWord calls f with the words of a content.
func (r *reading) eachWord(content []entente.Span, f func(i, w int)) {
	for _, c := range content {
		for i := max(r.Analysis.SentenceAt(c.Start), 0); i < len(r.Analysis.Sentences) && r.Analysis.Sentences[i].Start < c.End; i++ {
			for w := range r.Analysis.Sentences[i].Tokens {
				if c.Overlaps(r.Analysis.Sentences[i].Tokens[w].Span) {
					f(i, w)
				}
			}
		}
	}
}

// topics lists the PLOVER contexts that the words of a content carry, in alphabetical order.
func (r *reading) topics(content []entente.Span) []string {
	var out []string
	r.eachWord(content, func(i, w int) {
		if c := r.Topics[r.Trees[i].Lemma(w)]; c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	})
	slices.Sort(out)
	return out
}

// cueStance is what the cue says of its object: condemned, praised, accused.
func (r *reading) cueStance(a *attribution) []entente.Stance {
	if a.Frame.Stance == "" || a.Target < 0 {
		return nil
	}
	var out []entente.Stance
	seen := map[string]bool{}
	t := r.Trees[a.Sentence]
	for _, k := range r.Mentions(a.Sentence) {
		m := &r.Analysis.Mentions[k]
		if m.Head < 0 || m.Actor == "" || m.Kind != "state" && m.Kind != "organisation" || seen[m.Actor] || !t.Under(m.Head, a.Target) {
			continue
		}
		if against := t.Head(m.Head); m.Head != a.Target && a.Frame.Stance == "oppose" && (t.Case(m.Head) == "on" || t.Case(m.Head) == "against" || against < 0) {
			continue // condemned the attack on Mali: nothing against Mali
		}
		seen[m.Actor] = true
		out = append(out, entente.Stance{Toward: m.Actor, Value: a.Frame.Stance})
	}
	return out
}

// wordStance is what the words of a statement say of a state: a verb of liking or dislike whose object it is, "X is a
// reliable partner".
func (r *reading) wordStance(s *entente.Statement) []entente.Stance {
	var out []entente.Stance
	seen := map[string]bool{}
	note := func(actor, value string) {
		if actor != "" && !seen[actor] {
			seen[actor] = true
			out = append(out, entente.Stance{Toward: actor, Value: value})
		}
	}
	home := ""
	if m, ok := r.mention(s.Speaker); ok {
		home = m.Of
		if home == "" {
			home = m.Actor
		}
	}
	r.eachWord(s.Content, func(i, w int) {
		t := r.Trees[i]
		row, ok := r.Stances[t.Lemma(w)]
		if !ok || t.Has(w, "advmod", "not", "n't", "never") {
			return
		}
		switch {
		case row.Class == "verb" && t.Tokens[w].UPOS == "VERB" && !t.Passive(w):
			if !r.speaksFor(i, t.Subject(w), home) {
				return
			}
			if o := t.Object(w); o >= 0 {
				if _, m := r.MentionAt(t, i, o); m != nil && (m.Kind == "state" || m.Kind == "organisation") && m.Actor != home {
					note(m.Actor, row.Stance)
				}
			}
		case row.Class == "noun" && t.Tokens[w].UPOS == "NOUN" && t.Kid(w, "cop") >= 0:
			if n := t.Kid(w, "nsubj"); n >= 0 {
				if _, m := r.MentionAt(t, i, n); m != nil && m.Kind == "state" && m.Actor != home {
					note(m.Actor, row.Stance)
				}
			}
		}
	})
	return out
}

// speaksFor reports whether a subject is the speaker or the state that it speaks for.
func (r *reading) speaksFor(i, n int, home string) bool {
	if n < 0 {
		return false
	}
	switch strings.ToLower(r.Trees[i].Tokens[n].Form) {
	case "i", "we":
		return true
	}
	_, m := r.MentionAt(r.Trees[i], i, n)
	return m != nil && home != "" && (m.Actor == home || m.Of == home)
}
