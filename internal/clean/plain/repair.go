package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/clean/strand"
)

// Repair takes words off that a page's labels left joined to the text, parts glued sentences, and takes the space off that
// translation left before a stop. It returns the stretches that it left out beside the blocks.
func Repair(blocks []strand.Block) ([]strand.Block, []entente.Drop) {
	words := map[string]int{}
	for _, b := range blocks {
		for _, w := range strings.FieldsFunc(b.S, func(r rune) bool { return !unicode.IsLetter(r) }) {
			words[w]++
		}
	}
	var out []strand.Block
	var drops []entente.Drop
	for _, b := range blocks {
		if b.Drop != "" || b.Kind == "table" {
			out = append(out, b)
			continue
		}
		if label := joined(&b, words); !label.Empty() {
			drops = append(drops, entente.Drop{Span: label, Reason: "label"})
		}
		b.Text = stops(b.Text)
		out = append(out, parts(b)...)
	}
	return out, drops
}

var joinedWord = regexp.MustCompile(`^(\p{Ll}{3,20})(\p{Lu}\p{Ll}{2,})`)

// joined cuts a label off the first word of a block ("kazchinKazakhstan"): lower-case letters that are no word of the
// text, grown onto a capitalised word that is.
func joined(b *strand.Block, words map[string]int) entente.Span {
	m := joinedWord.FindStringSubmatchIndex(b.S)
	if m == nil {
		return entente.Span{}
	}
	left, right := b.S[m[2]:m[3]], b.S[m[4]:m[5]]
	if words[right] > 0 && words[left] == 0 {
		label := b.Slice(0, m[3]).Source()
		*b = b.WithText(b.Slice(m[3], len(b.S)))
		return label
	}
	return entente.Span{}
}

// spaced are the stops that translation left a space before: the space goes, and a stop that stands twice.
var spaced = []*regexp.Regexp{regexp.MustCompile(`\pL( )[.,](?:\s|$)`), regexp.MustCompile(`[.?!]( \.)(?:\s|$)`)}

// stops takes out the space before a stop, and a stop that stands twice.
func stops(t strand.Text) strand.Text {
	if !strings.Contains(t.S, " .") && !strings.Contains(t.S, " ,") {
		return t
	}
	for _, re := range spaced {
		for range 100 {
			m := re.FindStringSubmatchIndex(t.S)
			if m == nil {
				break
			}
			t = t.Replace(m[2], m[3], "")
		}
	}
	return t
}

var (
	glued      = regexp.MustCompile(`(\p{Ll}|\d\d|[)%])([.?!…]|[.?!]["”’)]|["”’)][.?!])(["“‘]?\p{Lu}(?:\p{Ll}|[ ’']))`)
	gluedUpper = regexp.MustCompile(`(\p{Lu})([.?!]["”’]?)((?:The|In|He|She|It|But|And|We|They|This|That|For|On|At|As|However|When|If|I) )`)
	gluedColon = regexp.MustCompile(`(\p{Ll}{2})(:)(\p{Lu}\p{Ll}{2,})`)
)

// abbreviation are words whose stop ends no sentence, as they stand before a capital without a space.
var abbreviation = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "prof": true, "gen": true, "sen": true, "rep": true,
	"no": true, "vs": true, "inc": true, "ltd": true, "co": true, "corp": true, "jr": true, "sr": true, "col": true, "lt": true, "capt": true, "art": true, "vol": true,
	"ph": true, "ave": true, "blvd": true, "dept": true, "est": true, "fig": true, "gov": true, "hon": true, "rev": true, "www": true}

// parts splits a block where two sentences stand glued together without a space: that is where a page lost the end of a
// paragraph. Inside a quotation only the space is put back.
func parts(b strand.Block) []strand.Block {
	var cuts []int
	t := b.Text
	if !touching(t.S) {
		return []strand.Block{b}
	}
	for _, re := range []*regexp.Regexp{glued, gluedUpper, gluedColon} {
		for from := 0; from < len(t.S); {
			m := re.FindStringSubmatchIndex(t.S[from:])
			if m == nil {
				break
			}
			at, word := from+m[6], strings.ToLower(lastWord(t.S[:from+m[3]]))
			from += m[5]
			if abbreviation[word] || strings.Contains(word, ".") || re == gluedColon && len(strings.Fields(t.S[max(0, at-200):at])) < 6 || inAddress(t.S, at) {
				continue
			}
			if len(t.S) < 100_000 && inQuote(t.S[max(0, at-2000):at]) {
				t = t.Insert(at, " ")
				for i := range cuts {
					if cuts[i] > at {
						cuts[i]++
					}
				}
				continue
			}
			cuts = append(cuts, at)
		}
	}
	if len(cuts) == 0 {
		if len(t.S) != len(b.S) {
			b = b.WithText(t)
		}
		return []strand.Block{b}
	}
	if len(t.S) != len(b.S) {
		b = b.WithText(t)
	}
	return strand.Split(b, cuts)
}

// touching reports whether a stop and what may be a capital stand together somewhere, but for a quotation mark between.
func touching(s string) bool {
	for i := 1; i+1 < len(s); i++ {
		switch s[i] {
		case '.', '?', '!', ':', 0xA6: // the last byte of …
			if c := s[i+1]; c >= 'A' && c <= 'Z' || c == '"' || c == '\'' || c == ')' || c >= 0x80 {
				return true
			}
		}
	}
	return false
}

// lastWord is the word a string ends in, with the stops inside it.
func lastWord(s string) string {
	i := len(s)
	for i > 0 && len(s)-i < 60 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if r != '.' && !unicode.IsLetter(r) {
			break
		}
		i -= n
	}
	return s[i:]
}

// inAddress reports whether the word around a byte is an address of the web or of mail.
func inAddress(s string, at int) bool {
	from := strings.LastIndexByte(s[:at], ' ') + 1
	to := len(s)
	if i := strings.IndexByte(s[at:], ' '); i >= 0 {
		to = at + i
	}
	w := strings.ToLower(s[from:to])
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.Contains(w, "@")
}

// inQuote reports whether a quotation is open at the end of s.
func inQuote(s string) bool {
	if strings.Count(s, "“") > strings.Count(s, "”") {
		return true
	}
	return strings.Count(s, `"`)%2 == 1
}
