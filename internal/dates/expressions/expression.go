package expressions

import (
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

func date(do func(*anchoring.Expression, *anchoring.State) (anchoring.When, bool)) *anchoring.Expression {
	return &anchoring.Expression{Class: cDATE, Do: do}
}

// An Item is a token of the scanner or what a level of the grammar made of several.
type Item struct {
	numerals.Token
	Class anchoring.Class
	Value int    // of a word of the table: month, weekday, unit letter, direction
	Word  string // value of a word of the table as written there
	X     *anchoring.Expression
}

// Is reports whether the item is one of the words, and no expression yet.
func (i *Item) Is(words ...string) bool {
	for _, w := range words {
		if i.Text == w && i.X == nil {
			return true
		}
	}
	return false
}
