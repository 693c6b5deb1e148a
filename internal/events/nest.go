package events

import "entente/internal/trees"

// consume drops candidates whose trigger is part of another's: the "talks" of "broke off talks".
func (s *scan) consume(all []*candidate) []*candidate {
	taken := map[int]*candidate{}
	for _, m := range all {
		for _, w := range m.Consumed {
			if o := taken[w]; o == nil || o.Weight < m.Weight {
				taken[w] = m
			}
		}
	}
	anchors := map[int]*candidate{}
	for _, m := range all {
		if m.Anchor != m.Trigger && taken[m.Trigger] == nil {
			anchors[m.Anchor] = m
		}
	}
	var out []*candidate
	for _, m := range all {
		if o := taken[m.Trigger]; o != nil && o != m {
			continue
		}
		if o := anchors[m.Trigger]; o != nil && o != m && len(m.Consumed) == 0 {
			continue // the light verb of a noun that says more
		}
		out = append(out, m)
	}
	return out
}

// nest settles what stands inside what: the content of a request, refusal, threat or accusation gives it its mode and is no
// event of its own; a promise gives way to what was promised.
func (s *scan) nest(all []*candidate) []*candidate {
	drop := map[*candidate]bool{}
	for _, outer := range all {
		for _, inner := range all {
			if s.toll(outer, inner) {
				drop[inner] = true
			}
			if inner == outer || drop[inner] && outer.Pattern.Mode != "*" || !s.governs(outer, inner) {
				continue
			}
			s.inside(outer, inner, drop)
		}
	}
	var out []*candidate
	for _, m := range all {
		if m.mode == "*" {
			m.mode = ""
		}
		if !drop[m] {
			out = append(out, m)
		}
	}
	return out
}

// toll reports whether inner only says what outer, an attack, did: "struck a market, killing twelve".
func (s *scan) toll(outer, inner *candidate) bool {
	return inner != outer && outer.typ == "ASSAULT" && inner.typ == "ASSAULT" && inner.status == outer.status && len(s.Unique(inner.Recipients, outer.Recipients)) == 0 &&
		(s.Tree.Rel(inner.Trigger) == "advcl" || s.Tree.Rel(inner.Trigger) == "conj" && s.Tree.Kid(inner.Trigger, "nsubj") < 0) &&
		s.Tree.Head(inner.Trigger) == outer.Anchor && s.Tree.Tokens[inner.Trigger].XPOS != "VBN" &&
		len(s.Unique(inner.Actors, outer.Actors)) == 0
}

func (s *scan) inside(outer, inner *candidate, drop map[*candidate]bool) {
	open := inner.status == trees.Hypothetical || inner.status == trees.Planned || inner.status == trees.Denied || inner.typ == "REJECT"
	if outer.mode == "*" || outer.Pattern.Mode == "*" {
		if mode := borrowed(outer.typ, inner); mode != "" {
			outer.mode = mode
			outer.why = append(outer.why, "mode from "+inner.Pattern.Rule)
		}
	}
	switch {
	case outer.Pattern.Flags["claims"]:
		drop[inner] = true
	case outer.kind == "denial" && inner.status == trees.Denied && s.Known(inner.Candidate) > 1:
		drop[outer] = true // "denied having armed": what is denied says more
	case outer.Pattern.Kind == "invitation" && inner.typ == "AGREE" && s.AnyKnown(outer.Recipients):
		drop[inner] = true
	case outer.typ == "AGREE" && inner.typ == "AGREE" && inner.status != trees.Denied && s.worthwhile(inner):
		drop[outer] = true
	case outer.typ == "AGREE" && (inner.typ == "CONCEDE" || inner.typ == "RETREAT") && open:
		drop[outer] = true
	case open:
		drop[inner] = true
	}
}

// borrowed is the mode that a request, a refusal or a threat takes from its content.
func borrowed(typ string, inner *candidate) string {
	switch typ {
	case "REQUEST", "REJECT":
		return asked[inner.Pattern.Type]
	case "THREATEN":
		if hostile[inner.Pattern.Type] {
			return threatened(inner.Pattern.Type, inner.Pattern.Mode)
		}
		if inner.typ == "THREATEN" {
			return inner.mode
		}
	}
	return ""
}

// governs reports whether inner stands in the complement of outer: its clause, its object or what is asked for.
func (s *scan) governs(outer, inner *candidate) bool {
	i := inner.Anchor
	for n := 0; i >= 0 && n < 8; n++ {
		h := s.Tree.Head(i)
		if h == outer.Trigger {
			return s.complementOf(i)
		}
		switch r := s.Tree.Rel(i); r {
		case "conj", "xcomp", "ccomp", "obj", "nmod", "acl", "obl", "advcl", "nsubj":
			if s.Tree.Tokens[i].Rel == "acl:relcl" || r == "nsubj" && !s.Tree.Passive(h) {
				return false
			}
			if s.Tree.Verb(h) && h != outer.Trigger && !outer.Pattern.Flags["claims"] && r != "conj" && r != "xcomp" && r != "obj" && r != "ccomp" && r != "nsubj" {
				return false
			}
		default:
			return false
		}
		i = h
	}
	return false
}

func (s *scan) complementOf(i int) bool {
	t := s.Tree
	switch t.Rel(i) {
	case "xcomp", "ccomp", "obj", "csubj":
		return true
	case "nsubj":
		return t.Passive(t.Head(i))
	case "acl":
		return t.Tokens[i].Rel != "acl:relcl"
	case "advcl":
		return t.Has(i, "mark", "to", "of", "for", "from") || t.Case(i) != ""
	case "obl", "nmod":
		switch t.Case(i) {
		case "for", "to", "of", "on", "from", "about", "with", "over", "against":
			return true
		}
	}
	return false
}
