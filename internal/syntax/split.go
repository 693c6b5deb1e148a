package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
)

// maxTokens is the longest sentence that is parsed as one; a longer one is cut, so that any input ends in bounded time.
const maxTokens = 250

// split groups the surface tokens of one part into sentences; each result is a range of tokens.
func (p *Parser) split(text string, tokens []span, kind string) [][2]int {
	var out [][2]int
	from, depth := 0, 0
	for i := range tokens {
		depth = nesting(text, tokens[i], depth)
		if i+1 == len(tokens) || i+1-from >= maxTokens || p.endsAfter(text, tokens, i, kind, depth > 0) {
			out = append(out, [2]int{from, i + 1})
			from, depth = i+1, 0
		}
	}
	return out
}

func nesting(text string, t span, depth int) int {
	switch text[t.Start:t.End] {
	case "(", "[":
		return depth + 1
	case ")", "]":
		return max(0, depth-1)
	}
	return depth
}

func (p *Parser) endsAfter(text string, tokens []span, i int, kind string, nested bool) bool {
	this, next := text[tokens[i].Start:tokens[i].End], text[tokens[i+1].Start:tokens[i+1].End]
	gap := text[tokens[i].End:tokens[i+1].Start]
	if lines := strings.Count(gap, "\n"); lines > 0 && (lines > 1 || lineEnds(text, tokens, i, kind)) {
		return true
	}
	if closes(next) && gap == "" {
		return false
	}
	last := i // the last token that is no closing quote or bracket
	for last > 0 && closes(text[tokens[last].Start:tokens[last].End]) {
		last--
	}
	mark := text[tokens[last].Start:tokens[last].End]
	first, _ := utf8.DecodeRuneInString(next)
	begins := unicode.IsUpper(first) || unicode.IsDigit(first) || opens(next)
	switch {
	case mark == "." || mark == "?" || mark == "!" || strings.Trim(mark, "?!") == "":
		return begins && !(nested && last == i)
	case strings.Trim(mark, ".") == "" || mark == "…":
		return unicode.IsUpper(first) && !nested
	case strings.HasSuffix(mark, ".") && len(mark) > 1:
		return openers[next] && strings.Contains(mark[:len(mark)-1], ".")
	}
	_ = this
	return false
}

// lineEnds decides whether a line break ends a sentence: rows of lists and tables, short lines, lines that end in a stop.
func lineEnds(text string, tokens []span, i int, kind string) bool {
	if kind == "list" || kind == "table" {
		return true
	}
	end := tokens[i].End
	begin := strings.LastIndexByte(text[:end], '\n') + 1
	this, next := text[tokens[i].Start:tokens[i].End], text[tokens[i+1].Start:]
	first, _ := utf8.DecodeRuneInString(next)
	if this == "," || unicode.IsLower(first) {
		return false
	}
	if strings.ContainsAny(this, ".?!:") && end-begin < 60 {
		return true
	}
	return end-begin < 45
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

var openers = map[string]bool{"The": true, "A": true, "An": true, "In": true, "It": true, "He": true, "She": true, "They": true, "We": true,
	"I": true, "But": true, "And": true, "This": true, "That": true, "These": true, "On": true, "At": true, "As": true, "For": true,
	"If": true, "While": true, "However": true, "When": true, "There": true, "You": true, "His": true, "Its": true, "After": true}

// sentences cuts one part into sentences of syntactic words.
func (p *Parser) sentences(text string, part span, kind string, index int, out []entente.Sentence) []entente.Sentence {
	tokens := surface(text, part.Start, part.End)
	for _, r := range p.split(text, tokens, kind) {
		out = append(out, entente.Sentence{
			Span:   span{Start: tokens[r[0]].Start, End: tokens[r[1]-1].End},
			Tokens: words(text, tokens[r[0]:r[1]]),
			Part:   index,
		})
	}
	return out
}
