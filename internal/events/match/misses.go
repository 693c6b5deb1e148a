package match

import (
	"fmt"
	"strings"

	"entente/internal/events/pattern"
)

// Triggers reports whether word w has one of the lemmas of a pattern.
func (s *Sentence) Triggers(p *pattern.Pattern, w int) bool {
	for _, l := range s.lemmas(w, p.POS) {
		for _, x := range p.Words {
			if l == x {
				return true
			}
		}
	}
	return false
}

// Misses says why a pattern does not fit word w, "" where it does.
func (s *Sentence) Misses(p *pattern.Pattern, w int) string {
	switch pos := s.pos(w); {
	case pos == 0:
		return "part of a name, or no verb, noun or adjective of its own"
	case pos != p.POS:
		return fmt.Sprintf("tagged %s, the pattern wants /%c", s.Tree.Tokens[w].UPOS, p.POS)
	}
	m := &Candidate{Pattern: p, Trigger: w, Anchor: w}
	if p.POS == 'N' {
		if v, _, _ := s.Tree.Light(w); v >= 0 {
			m.Anchor = v
		}
	}
	for _, k := range p.Conds {
		found := s.walk(m, k.Path)
		words := found
		if k.Words != nil {
			words = s.lexical(found, k.Words)
		}
		if name := strings.Join(k.Path, "."); (len(words) > 0) == k.Forbid {
			return fmt.Sprintf("%s is %s, which the pattern %s", name, s.forms(found), map[bool]string{true: "forbids", false: "does not list"}[k.Forbid])
		}
	}
	for _, r := range p.Roles {
		if ps := s.fill(m, r); r.Required && !s.AnyKnown(ps) {
			return fmt.Sprintf("nobody known stands where the %s should (%d unknown)", r.Name, len(ps))
		}
	}
	if s.fit(p, w) == nil {
		return "too few known parties"
	}
	return ""
}

func (s *Sentence) forms(ws []int) string {
	if len(ws) == 0 {
		return "empty"
	}
	var out []string
	for _, w := range ws {
		out = append(out, fmt.Sprintf("%q", s.Tree.Tokens[w].Form))
	}
	return strings.Join(out, ", ")
}
