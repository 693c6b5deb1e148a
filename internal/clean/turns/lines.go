package turns

import (
	"strings"

	"entente/internal/clean/strand"
)

// lines are the labels of a conversation that prints the name of who speaks on a line of its own, without a colon: names
// in capitals or in bold, of which two at least come again and which have running text between them all.
func (d *finding) lines() map[string]*seenLabel {
	seen, last, total := map[string]*seenLabel{}, "", 0
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" || b.Kind == "title" {
			continue
		}
		if !d.nameLine(b) {
			if strand.Closes(b.S) {
				last = ""
			}
			continue
		}
		if last != "" {
			return nil // two names on end: a list, not a conversation
		}
		if last = b.S; seen[b.S] == nil {
			seen[b.S] = &seenLabel{role: d.role(b.S), line: true}
		}
		seen[b.S].count++
		total++
	}
	again := 0
	for _, l := range seen {
		if l.count > 1 {
			again++
		}
	}
	if len(seen) < 2 || again < 2 || total*2 < len(seen)*3 {
		return nil
	}
	return seen
}

// nameLine reports whether a block is the name of a person and no more.
func (d *finding) nameLine(b *strand.Block) bool {
	n := len(strings.Fields(b.S))
	if n == 0 || n > 5 || len(b.S) > 50 || strand.Closes(b.S) || !strand.Name(b.S) || d.role(b.S) == "not" || b.Kind != "" && b.Kind != "heading" {
		return false
	}
	capitals := strings.ToUpper(b.S) == b.S && len(b.S) > 3
	bold := len(b.Bold) > 0 && b.Bold[0].Start <= 1 && b.Bold[len(b.Bold)-1].End >= len(b.S)-1
	return (capitals || bold) && (n > 1 || d.words[strings.ToLower(b.S)] != "")
}
