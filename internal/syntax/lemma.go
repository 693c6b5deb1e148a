package syntax

import (
	"strings"
	"unicode/utf8"
)

// Base is the form that an edit script is applied to: proper nouns keep their capitals.
func Base(form, xpos string) string {
	if xpos == "NNP" || xpos == "NNPS" {
		return form
	}
	return strings.ToLower(form)
}

// LemmaKey is the key of a whole form under its tag.
func LemmaKey(base, upos string) uint64 { return scramble(hash64(base) ^ hash64(upos)*3) }

// EndingKey is the key of the last n characters of a form under its tag; ok is false where the form is shorter.
func EndingKey(base, xpos string, n int) (key uint64, ok bool) {
	end := len(base)
	for range n {
		if end == 0 {
			return 0, false
		}
		_, w := utf8.DecodeLastRuneInString(base[:end])
		end -= w
	}
	return scramble(hash64(base[end:])^hash64(xpos)*5) + uint64(n), true
}

// MaxEnding is the longest ending, in characters, that a rule for lemmas looks at.
const MaxEnding = 5

// Script is the edit that makes the lemma of the base, "" where it would cut more than eight bytes.
func Script(base, lemma string) string {
	k := 0
	for k < len(base) && k < len(lemma) && base[k] == lemma[k] {
		k++
	}
	if cut := len(base) - k; cut <= 8 {
		return string(rune('0'+cut)) + "+" + lemma[k:]
	}
	return ""
}

// lemma looks a form up: as a whole, else by the longest ending that has a rule.
func (m *model) lemma(form, upos, xpos string) string {
	base := Base(form, xpos)
	id := m.lemmas.find(LemmaKey(base, upos))
	for n := MaxEnding; id < 0 && n >= 0; n-- {
		if key, ok := EndingKey(base, xpos, n); ok {
			id = m.lemmas.find(key)
		}
	}
	if id < 0 || id >= len(m.Scripts) {
		return base
	}
	return Edit(base, m.Scripts[id])
}

// Edit applies a script.
func Edit(base, script string) string {
	if script == "0+" || len(script) < 2 {
		return base
	}
	cut := int(script[0] - '0')
	if cut > len(base) || cut == len(base) && len(script) == 2 {
		return base
	}
	return base[:len(base)-cut] + script[2:]
}
