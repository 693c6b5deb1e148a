package plain

import (
	"regexp"
	"strings"

	"entente/internal/clean/strand"
)

var (
	photoCredit  = regexp.MustCompile(`(?i)^\W*(?:(?:file )?(?:photo|image|picture|photograph|video|graphic)s?(?: ?credits?| courtesy)?\s*(?:[:：/]| by\b| courtesy\b| via\b|©).{1,110}|(?:ap|afp|reuters|xinhua|epa|getty images?)(?: ?/ ?.{2,40}| photo.{0,40})?)\W*$`)
	captionEnd   = regexp.MustCompile(`(?i:[\s(\[|/-](?:file )?photos?(?: ?credit| courtesy)?\s?(?:[:：/]| by )\s?.{2,90}|\((?:photo|image|picture|file|credit|source)[^)]{0,90}\)|\[(?:photo|image|ap|afp|reuters|epa|getty|file)[^\]]{0,90}\])[.\s]*$|(?:©|/ ?(?:AP|AFP|REUTERS|Reuters|EPA|Xinhua|Getty Images|TASS))[^/]{0,40}$`)
	captionStart = regexp.MustCompile(`^(?i:(?:file )?photo|fig(?:ure|\.)? ?\d+|image|pictured|above|below|file|screenshot|map)(?i: (?:shows?|taken|released|provided)\b|\s?[:：])|^\((?:L|R|C|left|right)\)`)
	captionVerb  = regexp.MustCompile(`(?i)\b(?:displays?|poses?|(?:is|are) (?:seen|pictured|reading|standing|walking|performing|shown)|shakes? hands|waves? (?:to|at)|greets?|looks? on|gestures?|attends?|stands?|performs?|speaks? (?:during|at)|in this (?:file )?photo)\b`)
)

// IsCaption reports whether a line reads as the caption of a picture: it ends in the picture's credit or begins as one.
func IsCaption(s string) bool {
	if len(s) > 500 || !strand.Contains(strings.ToLower(s), pictured) || photoCredit.MatchString(s) {
		return false
	}
	return captionEnd.MatchString(s) && len(strings.Fields(s)) > 3 || captionStart.MatchString(s)
}

// pictured are literals of which every caption's pattern holds one, in lower case.
var pictured = []string{"phot", "image", "pictur", "fig", "file", "above", "below", "screenshot", "map ", "map:", "credit", "source", "ap", "reuters", "epa", "xinhua", "getty", "tass", "(l)", "(r)", "(c)", "(left)", "(right)", "©"}

// Captions sets the captions of pictures apart. A credit on a line of its own ("Photo by …") makes the line before it a
// caption, and the one before that where it describes what a picture shows and only the first line would be the caption's.
func Captions(blocks []strand.Block) {
	for i := range blocks {
		b := &blocks[i]
		if b.Drop == "" && b.Kind == "" && IsCaption(b.S) {
			b.Kind = "caption"
		}
		if b.Drop != "credit" || !photoCredit.MatchString(b.S) {
			continue
		}
		j := before(blocks, i)
		if j < 0 || !captionable(blocks[j]) {
			continue
		}
		blocks[j].Kind = "caption"
		if k := before(blocks, j); k >= 0 && captionable(blocks[k]) && !captionVerb.MatchString(blocks[j].S) && captionVerb.MatchString(blocks[k].S) {
			blocks[k].Kind = "caption"
		}
	}
}

// before is the index of the last block before i that stays, or -1.
func before(blocks []strand.Block, i int) int {
	for k := 1; k <= 50 && i-k >= 0; k++ {
		if blocks[i-k].Drop == "" {
			return i - k
		}
	}
	return -1
}

func captionable(b strand.Block) bool {
	return b.Kind == "" && len(b.S) < 400 && !strings.HasSuffix(b.S, "?") && !strings.HasSuffix(b.S, ":") && len(strings.Fields(b.S)) > 2
}
