// Package duplicates turns documents into stories: which texts are copies, near-copies, excerpts or updates of one another,
// and which of them is the original.
//
// A text becomes the set of hashes of its word shingles. The smallest of them are its sketch (bottom-k MinHash: Broder 1997, "On
// the resemblance and containment of documents"; Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches"). An index from
// sketch hashes to documents gives the candidates, also for excerpts, whose smallest hashes are among the smallest of the whole;
// the full sets then decide.
package duplicates

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

const (
	shingleWords = 4  // words in a shingle
	sketchSize   = 40 // hashes in a sketch
)

// A Set is the sorted set of the shingle hashes of a text.
type Set []uint32

// Shingles hashes every run of four words. Letter case, punctuation and the values of numbers do not count, so that a text with
// updated figures keeps its shingles; a run of function words alone is left out.
func Shingles(text string) Set {
	var window [shingleWords]uint32
	var content [shingleWords]bool
	set := make(Set, 0, len(text)/6)
	n := 0
	eachWord(text, func(h uint32, function bool) {
		window[n%shingleWords], content[n%shingleWords] = h, !function
		n++
		if n < shingleWords {
			return
		}
		solid := 0
		sum := uint32(2166136261)
		for i := range shingleWords {
			k := (n + i) % shingleWords
			sum = mix(sum ^ window[k]*0x9e3779b1)
			if content[k] {
				solid++
			}
		}
		if solid >= 2 {
			set = append(set, sum)
		}
	})
	slices.Sort(set)
	return slices.Clip(slices.Compact(set))
}

// Sketch is the part of the set that the index keeps: its smallest hashes.
func (s Set) Sketch() []uint32 { return s[:min(len(s), sketchSize)] }

// eachWord calls f with a hash of every word of the text, lower-cased, digits made equal, and whether it is a function word.
func eachWord(text string, f func(hash uint32, function bool)) {
	h, length := uint32(2166136261), 0
	flush := func() {
		if length > 0 {
			_, function := functionWords[h]
			f(h, function)
		}
		h, length = 2166136261, 0
	}
	digits := false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		i += size
		switch {
		case '0' <= r && r <= '9':
			if !digits {
				h, length = (h^'0')*16777619, length+1
			}
			digits = true
			continue
		case digits && (r == '.' || r == ','):
			continue
		case 'a' <= r && r <= 'z':
			h, length = (h^uint32(r))*16777619, length+1
		case 'A' <= r && r <= 'Z':
			h, length = (h^uint32(r+32))*16777619, length+1
		case r == '\'' || r == '’':
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)):
			h, length = (h^uint32(unicode.ToLower(r)))*16777619, length+1
		default:
			flush()
		}
		digits = false
	}
	flush()
}

// mix is the finaliser of MurmurHash3 (Appleby 2011).
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

// functionWords are the hashes of the commonest English function words.
var functionWords = hashWords("the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one were all their has would what will there if can more when who so no she her been its than into them only some could these two may then do first any my now such like our over me even most made after also did many off before must well back through where much your down should because each just those how too good very we us i you")

func hashWords(list string) map[uint32]struct{} {
	set := map[uint32]struct{}{}
	h := uint32(2166136261)
	for _, c := range []byte(list + " ") {
		if c == ' ' {
			set[h] = struct{}{}
			h = 2166136261
			continue
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return set
}
