package duplicates

import "slices"

// An Index finds, among the documents added so far, those that may be like a new one. It is a hash table with open addressing
// from sketch hashes to document numbers, eight bytes an entry. It is not safe for concurrent use while documents are added.
type Index struct {
	keys []uint32
	docs []int32 // number + 1; 0 marks a free place
	used int
	n    int32
}

const (
	// Crowd bounds the documents kept under one hash. What stands in more documents than that is a formula, or a text of which
	// enough copies are there to be found by.
	Crowd = 256
	// Agree is how many sketch hashes two documents must share to be compared.
	Agree = 3
)

// NewIndex makes an index with room for a number of documents; it grows beyond.
func NewIndex(documents int) *Index {
	size := 1024
	for size*7/10 < documents*sketchSize {
		size *= 2
	}
	return &Index{keys: make([]uint32, size), docs: make([]int32, size)}
}

// Len is the number of documents added.
func (x *Index) Len() int { return int(x.n) }

// Add puts a document in and returns its number, counted from 0.
func (x *Index) Add(s Set) int {
	if (x.used+sketchSize)*10 > len(x.keys)*7 {
		x.grow()
	}
	for _, h := range s.Sketch() {
		x.put(h, x.n+1)
	}
	x.n++
	return int(x.n - 1)
}

func (x *Index) put(h uint32, doc int32) {
	mask := uint32(len(x.keys) - 1)
	same := 0
	for i := mix(h) & mask; ; i = (i + 1) & mask {
		if x.docs[i] == 0 {
			x.keys[i], x.docs[i] = h, doc
			x.used++
			return
		}
		if x.keys[i] == h {
			if same++; same == Crowd {
				return
			}
		}
	}
}

func (x *Index) grow() {
	old := *x
	x.keys, x.docs, x.used = make([]uint32, 2*len(old.keys)), make([]int32, 2*len(old.docs)), 0
	for i, d := range old.docs {
		if d != 0 {
			x.put(old.keys[i], d)
		}
	}
}

// Candidates are the numbers, ascending, of the documents that share enough of the sketch to be compared exactly.
func (x *Index) Candidates(s Set) []int {
	mask := uint32(len(x.keys) - 1)
	var hits []int32
	for _, h := range s.Sketch() {
		for i := mix(h) & mask; x.docs[i] != 0; i = (i + 1) & mask {
			if x.keys[i] == h {
				hits = append(hits, x.docs[i]-1)
			}
		}
	}
	slices.Sort(hits)
	need := min(Agree, len(s))
	var found []int
	for i := 0; i < len(hits); {
		j := i
		for j < len(hits) && hits[j] == hits[i] {
			j++
		}
		if j-i >= need {
			found = append(found, int(hits[i]))
		}
		i = j
	}
	return found
}
