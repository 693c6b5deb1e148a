package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// holds reports marks that end nothing whatever follows: a colon in a title, the number of a paragraph ("12. The Council"), the
// stop of a short form of address before a name ("Sen. Took") or of one that counts before a number ("Paras. 4"), and the
// bracket after a short form that stands within a sentence ("(R-Ky.)").
func (c *Cutter) holds(i, from int) bool {
	this := c.word(i)
	switch {
	case this == ".":
		return i-1 == from && itemNumber(c.word(from)) || i > from && countWords[strings.ToLower(c.word(i-1))] && (c.token[i+1].class == 2 || roman(c.word(i+1)))
	case i == from && len(this) == 2 && this[1] == '.': // "A. Bilateral relations"
		return true
	case this == ":":
		return c.title
	case this == ")":
		return c.shortInBrackets(i, from)
	case len(this) > 1 && this[len(this)-1] == '.':
		return addressWords[strings.ToLower(this[:len(this)-1])] && (c.token[i+1].class == 0 || c.token[i+1].class == 4)
	}
	return false
}

// shortInBrackets reports a bracket that closes after a short form with a capital ("Ky.", in one token or two) and was opened
// at most six tokens before, not by the first token of the sentence.
func (c *Cutter) shortInBrackets(i, from int) bool {
	if i < 3 || !strings.HasSuffix(c.text[:c.tokens[i-1].End], ".") {
		return false
	}
	short := c.token[i-1]
	if short.length == 1 {
		short = c.token[i-2]
	}
	if short.class != 0 && short.class != 4 || short.length > 6 {
		return false
	}
	for j := i - 1; j > from && j >= i-7; j-- {
		if c.text[c.tokens[j].Start:c.tokens[j].End] == "(" {
			return true
		}
	}
	return false
}

// must reports ends that need no weighing: before the mark of an item, and after a short form where the next sentence opens
// with a word that no name begins with ("in Dec. The talks").
func (c *Cutter) must(i, from int) bool {
	this, next := c.word(i), c.word(i+1)
	if bullets[next] {
		return !bullets[this]
	}
	if c.title || len(this) < 2 || this[len(this)-1] != '.' || !openers[next] || addressWords[strings.ToLower(this[:len(this)-1])] {
		return false
	}
	first, _ := utf8.DecodeRuneInString(this)
	return unicode.IsLetter(first) && (len(this) > 2 || next == "The")
}

// word is the text of token i.
func (c *Cutter) word(i int) string { return c.text[c.tokens[i].Start:c.tokens[i].End] }

// itemNumber reports what numbers a paragraph: up to three figures, or a Roman number.
func itemNumber(s string) bool {
	return len(s) <= 3 && leadingNumber(s) == len(s) && strings.Trim(s, "0123456789") == "" || roman(s)
}

// roman reports a Roman number in capitals, of one sign at least and of seven at most.
func roman(s string) bool { return s != "" && len(s) <= 7 && strings.Trim(s, "IVXLC") == "" }

var bullets = map[string]bool{"•": true, "●": true, "▪": true, "◦": true, "‣": true, "■": true}

// countWords are short forms that stand before a number; openers are words that begin a sentence and no name.
var (
	countWords = set("art arts ch chs fig figs para paras sec secs sect vol vols pp ref refs")
	openers    = set("The It They This These Those But However Its Their She When While After Although Both There If As At In On For")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
