package corpus

import (
	"cmp"
	"slices"

	"entente"
	"entente/internal/duplicates"
)

// Stories puts documents together that are copies, near-copies or excerpts of one another. A document that is like no other
// is a story of its own.
func Stories(in []Input) []entente.Story {
	members, sets := make([]Member, len(in)), make([]duplicates.Set, len(in))
	for i, d := range in {
		members[i], sets[i] = Member{d.Document, len(d.Text)}, duplicates.Shingles(d.Text)
	}
	return storiesOf(members, sets, duplicates.NewIndex(len(in)))
}

// An index finds documents that may be like another among those that were added, numbered as they came.
type index interface {
	Add(s duplicates.Set) int
	Candidates(s duplicates.Set) []int
}

// storiesOf makes the stories of members, which come in the order of their ids, with the sets of their shingles.
func storiesOf(docs []Member, sets []duplicates.Set, index index) []entente.Story {
	parent := make([]int, len(docs))
	like := make([]map[int]duplicates.Likeness, len(docs))
	for i := range docs {
		parent[i], like[i] = i, map[int]duplicates.Likeness{}
		for _, j := range index.Candidates(sets[i]) {
			if l := duplicates.Compare(sets[i], sets[j]); l.Kind() != duplicates.Other {
				like[i][j], like[j][i] = l, l
				parent[root(parent, i)] = root(parent, j)
			}
		}
		index.Add(sets[i])
	}
	members := map[int][]int{}
	for i := range docs {
		r := root(parent, i)
		members[r] = append(members[r], i)
	}
	var out []entente.Story
	for _, m := range members {
		of := make([]Member, len(m))
		for k, i := range m {
			of[k] = docs[i]
		}
		out = append(out, StoryOf(of, func(i, j int) (duplicates.Likeness, bool) {
			l, ok := like[m[i]][m[j]]
			return l, ok
		}))
	}
	slices.SortFunc(out, func(a, b entente.Story) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

func root(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

// earlier orders documents by what speaks for the original: the earliest day, no credit to another, the longest text.
func earlier(a, b Member) int {
	return cmp.Or(
		cmp.Compare(day(a.Document.Published), day(b.Document.Published)),
		cmp.Compare(carried(a.Document), carried(b.Document)),
		cmp.Compare(b.Length, a.Length),
		cmp.Compare(a.Document.ID, b.Document.ID))
}

func carried(d entente.Brief) int {
	if d.Republisher != "" {
		return 1
	}
	return 0
}

// day is the last day that a date allows; a document without one comes after all others.
func day(d *entente.Date) string {
	if d == nil || d.End == "" {
		return "9999"
	}
	return d.End
}
