package duplicates

// A Likeness says how much two texts share: Jaccard is the share of all shingles that both have, Contained the share of the
// smaller text that the larger one has, Ratio the size of the smaller to the larger.
type Likeness struct {
	Shared                    int
	Jaccard, Contained, Ratio float64
}

// Compare measures two sets exactly.
func Compare(a, b Set) Likeness {
	shared := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			shared, i, j = shared+1, i+1, j+1
		}
	}
	l := Likeness{Shared: shared}
	if small := min(len(a), len(b)); small > 0 {
		l.Contained = float64(shared) / float64(small)
		l.Jaccard = float64(shared) / float64(len(a)+len(b)-shared)
		l.Ratio = float64(small) / float64(max(len(a), len(b)))
	}
	return l
}

// The kinds of likeness, from the closest to none.
const (
	Copy     = "copy"      // the same words
	NearCopy = "near-copy" // edited: a few names, figures, sentences differ
	Excerpt  = "excerpt"   // the smaller text stands in the larger one
	Other    = ""
)

// Fewer shared shingles than this are a common phrase or a common quotation.
const enough = 12

// Kind names what the likeness amounts to.
func (l Likeness) Kind() string {
	switch {
	case l.Shared < enough && l.Jaccard < 0.9:
		return Other
	case l.Jaccard >= 0.95:
		return Copy
	case l.Contained >= 0.5 && l.Ratio < 0.65:
		return Excerpt
	case l.Jaccard >= 0.4:
		return NearCopy
	}
	return Other
}
