package turns

import (
	"regexp"
	"strings"

	"entente/internal/clean/strand"
)

// isBio reports whether a block says who the author is: "Jane Doe is a fellow at …", her name being in the byline.
func (d *finding) isBio(s string) bool {
	if len(s) > 600 {
		return false
	}
	for _, a := range d.authors {
		rest, ok := strings.CutPrefix(s, a)
		if ok && bio.MatchString(rest) {
			return true
		}
	}
	return false
}

var bio = regexp.MustCompile(`^(?:,[^,]{3,120},)? (?:is|was|teaches|writes|works|serves|covers|holds|reports)\b`)

// bounded reports whether what follows a note is cut off from it by an empty line or a turn before the text ends.
func bounded(blocks []strand.Block) bool {
	for _, b := range blocks[:min(len(blocks), 60)] {
		if b.Gap > 0 || b.Label != "" {
			return true
		}
	}
	return false
}

// boldQuestions finds the questions of an interview that marks them by bold type alone: blocks that are bold from end to
// end, most of which end in a question mark, with text between.
func (d *finding) boldQuestions() {
	var bold []int
	asked := 0
	for i, b := range d.blocks {
		if b.Drop != "" || b.Hard && b.Kind != "heading" || b.Kind == "heading" && !b.Hard || len(b.Bold) == 0 || b.Bold[0].Start > 1 || b.Bold[len(b.Bold)-1].End < len(b.S)-1 || len(b.S) < 12 {
			continue
		}
		bold = append(bold, i)
		if strings.HasSuffix(b.S, "?") {
			asked++
		}
	}
	if asked < 2 || asked*2 < len(bold) {
		return
	}
	open := false
	for i := range d.blocks {
		b := &d.blocks[i]
		if b.Drop != "" || b.Kind != "" && !(b.Kind == "heading" && len(bold) > 0 && bold[0] == i) {
			continue
		}
		if len(bold) > 0 && bold[0] == i {
			bold, open = bold[1:], true
			b.Kind = "question"
			continue
		}
		if open {
			b.Kind = "answer"
		}
	}
}
