// Package segment cuts text into sentences of tokens as the treebanks of Universal Dependencies do: surface tokens by rules, the ends of
// sentences by learned weights and a few rules, contractions into the words they are made of.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/syntax/features"
)

// maxTokens is the longest sentence that is parsed as one; a longer one is cut, so that any input ends in bounded time.
const maxTokens = 250

// A splitter holds the weights of the features of a sentence end; their number is a power of two.
type splitter []int8

// Sentences cuts the text into sentences of tokens without tags and trees, which never cross a part; without parts the whole text is one.
// The weights are those of the features of a sentence end; their number is a power of two.
func Sentences(text string, parts []entente.Part, weights []int8) []entente.Sentence {
	if len(parts) == 0 {
		parts = []entente.Part{{Span: span{Start: 0, End: len(text)}}}
	}
	text = valid(text)
	var out []entente.Sentence
	for i, part := range parts {
		part.Start, part.End = max(0, part.Start), min(part.End, len(text))
		out = splitter(weights).sentences(text, part.Span, part.Kind, i, out)
	}
	return out
}

// sentences cuts one part into sentences of syntactic words.
func (w splitter) sentences(text string, part span, kind string, index int, out []entente.Sentence) []entente.Sentence {
	tokens := Surface(text, part.Start, part.End)
	from := 0
	c := NewCutter(text, tokens)
	c.lines = kind == "list" || kind == "table" || !wrapped(text[part.Start:part.End])
	c.title = kind == "title"
	for i := range tokens {
		c.Pass(i)
		if i+1 == len(tokens) || i+1-from >= maxTokens || w.endsAfter(c, i, from) {
			out = append(out, entente.Sentence{
				Span:   span{Start: tokens[from].Start, End: tokens[i].End},
				Tokens: words(text, tokens[from:i+1]),
				Part:   index,
			})
			from = i + 1
			c.Cut()
		}
	}
	return out
}

// endsAfter decides whether a sentence ends after token i: at blank lines and at line breaks that end an item, never before
// a closing quote that touches; elsewhere the learned weights decide.
func (w splitter) endsAfter(c *Cutter, i, from int) bool {
	gap := c.text[c.tokens[i].End:c.tokens[i+1].Start]
	if lines := strings.Count(gap, "\n"); lines > 1 || lines == 1 && (c.lines || lineEnds(c.text, c.tokens, i)) {
		return true
	}
	if gap == "" && (c.token[i+1].closes && !c.token[i+1].opens || c.token[i].opens && !c.token[i].closes) {
		return false
	}
	if c.holds(i, from) {
		return false
	}
	if c.must(i, from) {
		return true
	}
	var buf [cutFeatures]uint32
	sum, mask := 0, uint32(len(w)-1)
	for _, f := range c.Features(i, from, buf[:0]) {
		sum += int(w[f&mask])
	}
	return sum > 0
}

// wrapped reports a text that was broken into lines of about one width. In another one every line break ends something.
func wrapped(text string) bool {
	if !strings.Contains(text, "\n") {
		return false
	}
	longest, long, all := 0, 0, 0
	lines := strings.Split(text, "\n")
	for _, l := range lines {
		longest = max(longest, len(l))
	}
	for i, l := range lines {
		if i+1 == len(lines) || strings.TrimSpace(lines[i+1]) == "" || strings.TrimSpace(l) == "" {
			continue // the last line of a paragraph
		}
		all++
		if len(l) > longest*3/4 {
			long++
		}
	}
	return all >= 2 && longest >= 40 && longest <= 130 && long*5 >= all*3
}

// lineEnds decides whether a line break in a wrapped text ends a sentence: after short lines, after a stop far from the margin.
func lineEnds(text string, tokens []span, i int) bool {
	end := tokens[i].End
	begin := strings.LastIndexByte(text[:end], '\n') + 1
	this, next := text[tokens[i].Start:end], text[tokens[i+1].Start:]
	first, _ := utf8.DecodeRuneInString(next)
	if this == "," || unicode.IsLower(first) {
		return false
	}
	return end-begin < 40 || strings.ContainsAny(this, ".?!:") && end-begin < 60
}

func closes(s string) bool {
	switch s {
	case "\"", "”", "’", "'", "''", ")", "]", "»":
		return true
	}
	return false
}

func opens(s string) bool {
	switch s {
	case "\"", "“", "‘", "``", "(", "[", "«", "'", "-", "–", "—", "•", "*":
		return true
	}
	return false
}

// A Cutter sees the surface tokens of one part and gives the features of a sentence end after each of them.
type Cutter struct {
	text   string
	tokens []span
	token  []cutToken
	lines  bool // every line break ends a sentence
	title  bool // the part is a title
	nested int  // open brackets of the sentence so far
	quotes int  // double quotes of the sentence so far
}

type cutToken struct {
	low, shape    uint32
	closes, opens bool
	class         uint32 // capital, small, digit, other; 4 for capitals only
	length        uint32
}

const cutFeatures = 36

// NewCutter looks at the tokens.
func NewCutter(text string, tokens []span) *Cutter {
	c := &Cutter{text: text, tokens: tokens, token: make([]cutToken, len(tokens))}
	for i, t := range tokens {
		s := text[t.Start:t.End]
		if len(s) > 64 {
			s = s[:64]
		}
		if s == "``" || s == "''" {
			s = "\""
		}
		c.token[i] = cutToken{low: uint32(features.Hash(features.Normal(s))), shape: uint32(features.Shape(s)), closes: closes(text[t.Start:t.End]), opens: opens(text[t.Start:t.End]),
			class: class(s), length: uint32(min(len(s), 7))}
	}
	return c
}

func class(s string) uint32 {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsUpper(r):
		if len(s) > n+1 && strings.ToUpper(s) == s {
			return 4
		}
		return 0
	case unicode.IsLetter(r):
		return 1
	case unicode.IsDigit(r):
		return 2
	}
	return 3
}

// Pass counts brackets and quotes as token i joins the sentence; Cut begins a new one.
func (c *Cutter) Pass(i int) {
	switch c.text[c.tokens[i].Start:c.tokens[i].End] {
	case "(", "[":
		c.nested++
	case ")", "]":
		c.nested = max(0, c.nested-1)
	case "\"", "“", "”", "``", "''":
		c.quotes++
	}
}

// Cut begins a new sentence.
func (c *Cutter) Cut() { c.nested, c.quotes = 0, 0 }

func (c *Cutter) at(i int) cutToken {
	if i < 0 || i >= len(c.token) {
		return cutToken{low: 11, shape: 13, class: 6}
	}
	return c.token[i]
}

// Features appends the hashed features of an end after token i of a sentence that began at token from.
func (c *Cutter) Features(i, from int, out []uint32) []uint32 {
	last, next := i, i+1 // the last token that is no closing mark, the first that is no opening one
	for last > from && c.token[last].closes {
		last--
	}
	for next+1 < len(c.token) && next < i+3 && c.token[next].opens {
		next++
	}
	t, n, m, w := c.at(i), c.at(i+1), c.at(last), c.at(next)
	b := cutToken{low: 17, shape: 19, class: 7}
	if last > from {
		b = c.at(last - 1)
	}
	n2, p := c.at(i+2), c.at(i-1)
	if i == from {
		p = cutToken{low: 17, shape: 19, class: 7}
	}
	gap := c.tokens[i+1].Start - c.tokens[i].End
	space := uint32(min(gap, 2))
	length := uint32(min(i-from, 4)) + uint32(min((i-from)/8, 6))*5
	state := uint32(min(c.nested, 1)) + uint32(c.quotes&1)*2
	skipped := uint32(i-last) + uint32(next-i)*4
	fs := [...]uint32{
		1, t.low, n.low, features.Mix(t.low, n.low), m.low, features.Mix(m.low, w.shape), features.Mix(m.low, w.low), features.Mix(t.shape, n.shape), features.Mix(p.low, t.low),
		features.Mix(features.Mix(b.shape, m.low), w.shape), features.Mix(n.low, n2.low), features.Mix(t.shape, n.low), length, features.Mix(length, m.low), features.Mix(n.shape, n2.shape),
		features.Mix(state, m.low), features.Mix(features.Mix(state, m.low), n.low), features.Mix(features.Mix(space, m.low), n.shape), features.Mix(features.Mix(p.shape, t.shape), features.Mix(n.shape, n2.shape)),
		features.Mix(b.low, m.low), features.Mix(features.Mix(b.low, m.low), w.class), features.Mix(features.Mix(b.length, b.class), features.Mix(m.low, w.class)), features.Mix(w.low, w.class),
		features.Mix(t.low, n.class), features.Mix(features.Mix(m.low, skipped), w.class), features.Mix(features.Mix(t.class, n.class), n2.class), features.Mix(features.Mix(t.class, n.class), length),
		features.Mix(features.Mix(w.low, w.class), t.class), features.Mix(features.Mix(m.low, w.class), length), features.Mix(features.Mix(state, t.low), n.class),
		features.Mix(features.Mix(p.class, t.class), features.Mix(n.class, n2.class)), features.Mix(features.Mix(p.class, t.low), features.Mix(n.class, n2.class)), features.Mix(features.Mix(b.shape, m.low), features.Mix(w.low, w.class)),
	}
	for x, f := range fs {
		out = append(out, features.Mix(uint32(x+1), f)>>3)
	}
	return out
}
