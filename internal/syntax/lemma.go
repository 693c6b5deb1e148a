package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/internal/syntax/features"
)

// Case is how a form is written: "" small, "C" with a capital first, "A" in capitals, "M" mixed otherwise. Forms of one
// letter are never "A".
func Case(form string) string {
	first, n := utf8.DecodeRuneInString(form)
	rest := form[n:]
	switch {
	case strings.ToLower(form) == form:
		return ""
	case unicode.IsUpper(first) && strings.ToLower(rest) == rest:
		return "C"
	case strings.ToUpper(form) == form:
		return "A"
	}
	return "M"
}

// LemmaKey is the key of a whole form under its coarse tag.
func LemmaKey(form, upos, kind string) uint64 {
	return features.Scramble(features.Hash(strings.ToLower(form)) ^ features.Hash(upos+kind)*3)
}

// EndingKey is the key of the last n characters of a form under its fine tag and case; ok is false where the form is shorter.
func EndingKey(form, xpos, kind string, n int) (key uint64, ok bool) {
	low := strings.ToLower(form)
	end := len(low)
	for range n {
		if end == 0 {
			return 0, false
		}
		_, w := utf8.DecodeLastRuneInString(low[:end])
		end -= w
	}
	return features.Scramble(features.Hash(low[end:])^features.Hash(xpos+"|"+kind)*5) + uint64(n), true
}

// MaxEnding is the longest ending, in characters, that a rule for lemmas looks at.
const MaxEnding = 5

// A script says what is edited (l the form in small letters, o as it stands, t with a capital first), how many bytes are cut
// from its end, and what is added after "+".

// Script is the shortest script that makes the lemma of a form, "" where none cuts less than nine bytes.
func Script(form, lemma string) string {
	best, cost := "", 1<<30
	for _, mode := range [...]byte{'l', 'o', 't'} {
		base := cased(form, mode)
		k := 0
		for k < len(base) && k < len(lemma) && base[k] == lemma[k] {
			k++
		}
		cut := len(base) - k
		if c := cut + len(lemma) - k; cut < 9 && c < cost {
			best, cost = string(mode)+string(rune('0'+cut))+"+"+lemma[k:], c
		}
	}
	return best
}

func cased(form string, mode byte) string {
	switch mode {
	case 'l':
		return strings.ToLower(form)
	case 't':
		_, n := utf8.DecodeRuneInString(form)
		return strings.ToUpper(form[:n]) + strings.ToLower(form[n:])
	}
	return form
}

// Edit applies a script.
func Edit(form, script string) string {
	if len(script) < 3 {
		return form
	}
	base := cased(form, script[0])
	cut := int(script[1] - '0')
	if cut > len(base) || cut == len(base) && len(script) == 3 {
		return base
	}
	if cut == 0 && len(script) == 3 {
		return base
	}
	return base[:len(base)-cut] + script[3:]
}

// lemma looks a form up: as a whole, then in small letters, then by the longest ending that has a rule.
func (m *model) lemma(form, upos, xpos string) string {
	if xpos == "ADD" {
		return form
	}
	if xpos == "CD" && form[0] >= '0' && form[0] <= '9' {
		return digits(form)
	}
	kind := Case(form)
	id := m.lemmas.find(LemmaKey(form, upos, kind))
	if id < 0 && kind != "" && xpos != "NNP" && xpos != "NNPS" {
		id = m.lemmas.find(LemmaKey(form, upos, ""))
	}
	for n := MaxEnding; id < 0 && n >= 0; n-- {
		if key, ok := EndingKey(form, xpos, kind, n); ok {
			id = m.lemmas.find(key)
		}
	}
	if id < 0 || id >= len(m.Scripts) {
		if xpos == "NNP" || xpos == "NNPS" {
			return form
		}
		return strings.ToLower(form)
	}
	return Edit(form, m.Scripts[id])
}

// digits takes the commas between groups of three digits off a number.
func digits(form string) string {
	if !strings.Contains(form, ",") {
		return form
	}
	groups := strings.Split(form, ",")
	for _, g := range groups[1:] {
		if whole, _, _ := strings.Cut(g, "."); len(whole) != 3 {
			return form
		}
	}
	return strings.Join(groups, "")
}
