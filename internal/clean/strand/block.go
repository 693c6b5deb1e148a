package strand

import "entente"

// A Block is a stretch of a page with one function: a line or paragraph of a text, an element of a page.
type Block struct {
	Text
	// Kind is the kind of part it becomes: title heading paragraph question answer caption list table note; "" is not
	// decided yet.
	Kind string
	// Drop is the reason for which the block is left out, "" for one that stays.
	Drop string
	// Gap counts the blank lines before it; 0 follows directly on the line before.
	Gap int
	// Bold marks the stretches of the text that were set apart by the layout (bold, strong), in order.
	Bold []entente.Span
	// Links is the share of the text that stands in links, 0–1.
	Links float64
	// Label is the turn label that was cut off its front, with its place in the source.
	Label       string
	LabelSource entente.Span
	// Hard says that layout, not a guess, decided Kind: a heading element, a figure caption, a list item.
	Hard bool
}

// WithText is the block with another text, and without what counted bytes of the old one.
func (b Block) WithText(t Text) Block {
	b.Text, b.Bold = t, nil
	return b
}

// Reason is the reason to drop a block: the one its place suggests, or else another.
func Reason(region, other string) string {
	switch region {
	case "", "caption":
		return other
	}
	return region
}
