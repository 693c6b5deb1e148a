package turns

import (
	"strings"

	"entente"
	"entente/internal/clean/strand"
)

// spread gives every part of a turn the label of its first, and the kind question or answer where the text has both.
// A turn ends with the next label, an end mark, a note or a heading.
func (d *finding) spread(labels map[string]*seenLabel) {
	countAsked(d.blocks, labels)
	asks := func(label string) bool {
		l := labels[label]
		return l != nil && (l.role == "asks" || l.role == "" && l.asked*2 > l.count || l.role == "speaks" && l.asked*3 > l.count*2)
	}
	both := 0
	for label := range labels {
		if asks(label) {
			both |= 1
		} else {
			both |= 2
		}
	}
	label, at, note := "", entente.Span{}, false
	last := 0 // the block that opens the last turn
	for i, b := range d.blocks {
		if b.Label != "" {
			last = i
		}
	}
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop == "end-mark" && i > last {
			label = ""
		}
		if b.Drop != "" {
			continue
		}
		if b.Label != "" {
			label, at, note = b.Label, b.LabelSource, false
			if b.S == "" {
				b.Drop = "label"
			}
		}
		if noteHead.MatchString(b.S) {
			label, note = "", true
			b.Kind = "heading"
			continue
		}
		if b.Kind == "note" && i+1 < len(d.blocks) && d.blocks[i+1].Gap == 0 && bounded(d.blocks[i+1:]) {
			note = true
		} else if note && b.Gap > 0 && b.Kind == "" && label == "" && i < len(d.blocks)/2 {
			note = false
		}
		switch {
		case b.Kind == "caption" || b.Kind == "note" || b.Kind == "title" || b.Kind == "table" && label == "":
		case label != "":
			b.Label, b.LabelSource = label, at
			if both == 3 && (b.Kind == "" || b.Kind == "list" || b.Kind == "heading") {
				b.Kind = "answer"
				if asks(label) {
					b.Kind = "question"
				}
			}
		case note && b.Kind == "":
			b.Kind = "note"
		}
	}
}

// countAsked counts the turns of each label that end with a question.
func countAsked(blocks []strand.Block, labels map[string]*seenLabel) {
	label, asked := "", false
	for _, b := range blocks {
		if b.Drop != "" || b.Kind == "caption" || b.Kind == "note" {
			continue
		}
		if b.Label != "" {
			if asked {
				labels[label].asked++
			}
			label, asked = b.Label, false
		}
		if label != "" && b.S != "" {
			asked = strings.HasSuffix(strings.TrimRight(b.S, `"” `), "?")
		}
	}
	if asked {
		labels[label].asked++
	}
}
