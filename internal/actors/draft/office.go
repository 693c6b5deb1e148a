package draft

import (
	"strings"

	"entente/internal/gazetteer"
)

// Title reports whether an office begins at word w.
func (d *Text) Title(s *Sentence, w int) bool {
	_, n := d.RoleAt(s, w)
	return n > 0
}

// RoleAt is the office whose words begin at word w, longest first, and the number of its words.
func (d *Text) RoleAt(s *Sentence, w int) (*gazetteer.Role, int) {
	if w < 0 || w >= len(s.Words.List) || s.HitOf[w] >= 0 {
		return nil, 0
	}
	for n := min(7, len(s.Words.List)-w); n > 0; n-- {
		last := w + n - 1
		if n > 1 && !s.Near(last-1) && !s.Close(last-1) || s.HitOf[last] >= 0 {
			continue
		}
		key := s.Words.Key(w, w+n)
		r := d.Gazetteer.Roles[key]
		if r == nil {
			if one, ok := d.Singular(s, w, last); ok {
				r = d.Gazetteer.Roles[one]
			}
		}
		if r == nil {
			continue
		}
		if n == 1 {
			if u := s.UPOS(w); u == "VERB" || u == "ADJ" || u == "ADV" || u == "AUX" {
				continue
			}
			if key == "major" && !s.Capital(w) {
				continue
			}
		}
		return r, n
	}
	return nil, 0
}

// Singular is the key of words whose last is a plural.
func (d *Text) Singular(s *Sentence, w, last int) (string, bool) {
	k := s.Key(last)
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
	return s.Words.Key(w, last) + " " + one, true
}

// BodyAt is the number of words of an organ that every state has ("Foreign Ministry", "Government") at word w.
func (d *Text) BodyAt(s *Sentence, w int) int {
	for n := min(4, len(s.Words.List)-w); n > 0; n-- {
		if d.Gazetteer.Bodies[s.Words.Key(w, w+n)] != nil {
			return n
		}
	}
	return 0
}

// Before reports whether an office stands directly before a word.
func (d *Text) Before(s *Sentence, w int) bool {
	for n := 1; n <= 4 && w-n >= 0; n++ {
		if r, k := d.RoleAt(s, w-n); r != nil && k == n && s.Near(w-1) {
			return true
		}
	}
	return false
}
