package coreference

import (
	"strings"

	"entente/internal/actors/draft"
)

// possessed settles "his foreign minister", "its army", "our government".
func (c *context) possessed(s *draft.Sentence, m *draft.Mention) {
	pron := strings.TrimPrefix(m.Gender, "poss:")
	m.Gender = ""
	if m.Of != "" {
		return
	}
	var a *draft.Mention
	switch pron {
	case "his", "her":
		a = c.person(s, m.W0, s.Lex.Value(draft.Possessive, pron))
	case "its":
		a = c.thing(s, m.W0)
	case "our", "my":
		if m.Role == "secretary-general" && c.d.Stated["org:UN"]+c.d.Stated["org:UNGA"] > 0 { // nobody's but the Organization's
			m.Of = "org:UN"
		} else if m.Of = c.ours(s); m.Of == "" {
			m.Open, m.Gender = false, "new" // somebody's, but nobody knows whose
		}
	}
	if a != nil {
		m.Of = a.Of
		if a.Of == "" && (a.Kind == "organisation" || a.Kind == "state") {
			m.Of = a.Actor
		}
	}
	if m.Of != "" && (m.Kind == "organisation" || m.Kind == "state") {
		m.Open = false
		if m.Class == "government" && c.d.IsState(m.Of) {
			m.Kind, m.Actor, m.Key = "state", m.Of, m.Of
		}
	}
}

// holder settles an office without a name: who in the text holds it, else who held it on the day.
func (c *context) holder(s *draft.Sentence, m *draft.Mention) {
	if m.Role == "president" && m.Of == "" && !m.Former && c.assembly(s, m) {
		m.Of, m.Open = "org:UNGA", false
		return
	}
	if x := c.sameHolder(s, m); x != nil {
		c.inherit(m, x)
		return
	}
	if p := c.registered(m); p != nil {
		m.Key, m.Open = p.Key, false
		if p.Known != nil {
			m.Actor, m.Name = p.Known.ID, p.Known.Name
		}
		return
	}
	if m.Of != "" && !m.Former && !indefinite(m) && m.Gender != "new" {
		c.byOffice(m)
	}
}

// sameHolder is the last person of that office in the twelve sentences before. Of two states' holders a bare "the president"
// is the one whom the text has nowhere called "the Russian president": what is far is named, what is near is not.
func (c *context) sameHolder(s *draft.Sentence, m *draft.Mention) *draft.Mention {
	if m.Gender == "new" || !m.Open && m.Of == "" || indefinite(m) {
		return nil
	}
	var last, bare *draft.Mention
	owned := c.owned(m)
	for i := len(c.seen) - 1; i >= 0; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.Key == "" || s.Index-x.Sentence > 12 || m.Former && !x.Former || !sameOffice(m, x) || m.Of != "" && x.Of != m.Of {
			continue
		}
		if last == nil {
			last = x
		}
		if owned[x.Key] || bare != nil && bare.Key == x.Key {
			continue
		}
		if bare != nil {
			return last // two whom it may mean
		}
		bare = x
	}
	if bare != nil && owned[last.Key] && m.Of == "" {
		return bare
	}
	return last
}

// owned are the people whose office the text has told with its state so far.
func (c *context) owned(m *draft.Mention) map[string]bool {
	out := map[string]bool{}
	for _, x := range c.seen {
		if x.Owned && x.Key != "" && sameOffice(m, x) {
			out[x.Key] = true
		}
	}
	return out
}

// sameRole is the state whose envoy of that title the last three sentences speak of, "" where they speak of two.
func (c *context) sameRole(s *draft.Sentence, m *draft.Mention) string {
	of := ""
	for i := len(c.seen) - 1; i >= 0 && s.Index-c.seen[i].Sentence <= 3; i-- {
		x := c.seen[i]
		if x.Kind != "person" || x.Role != m.Role || x.Of == "" || x.Of == of {
			continue
		}
		if of != "" {
			return ""
		}
		of = x.Of
	}
	return of
}

// assembly reports whether "the President" is that of the General Assembly: in a sentence of a statement there that speaks of the
// Assembly, its session, or his election.
func (c *context) assembly(s *draft.Sentence, m *draft.Mention) bool {
	if !c.d.Alone && c.d.Speaker == nil || c.d.Stated["org:UN"]+c.d.Stated["org:UNGA"] == 0 {
		return false
	}
	if m.W0 > 0 { // he who is spoken to in a statement there: "Mr. President"
		switch k := s.Key(m.W0 - 1); {
		case k == "mr" || k == "madam" || k == "madame" || k == "mrs":
			return m.W1 >= len(s.Words.List) || !s.Capital(m.W1)
		}
	}
	for w := m.W1; w < len(s.Words.List); w++ {
		switch s.Key(w) {
		case "assembly", "presidency", "session", "preside", "presides", "presiding":
			return true
		}
	}
	return false
}
