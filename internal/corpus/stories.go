package corpus

import (
	"cmp"
	"maps"
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
	w := weave(docs, sets, index)
	var out []entente.Story
	for _, m := range w.stories() {
		out = append(out, w.story(m))
	}
	slices.SortFunc(out, func(a, b entente.Story) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// A web is documents in the order of their ids, and which of them are like which.
type web struct {
	docs   []Member
	like   []map[int]duplicates.Likeness
	parent []int
}

// weave compares the documents that an index says may be alike.
func weave(docs []Member, sets []duplicates.Set, index index) *web {
	w := &web{docs, make([]map[int]duplicates.Likeness, len(docs)), make([]int, len(docs))}
	for i := range docs {
		w.parent[i], w.like[i] = i, map[int]duplicates.Likeness{}
		for _, j := range index.Candidates(sets[i]) {
			if l := duplicates.Compare(sets[i], sets[j]); l.Kind() != duplicates.Other {
				w.like[i][j], w.like[j][i] = l, l
				w.parent[root(w.parent, i)] = root(w.parent, j)
			}
		}
		index.Add(sets[i])
	}
	return w
}

// stories are the documents that hang together, each story in the order of ids.
func (w *web) stories() [][]int {
	members := map[int][]int{}
	for i := range w.docs {
		r := root(w.parent, i)
		members[r] = append(members[r], i)
	}
	return slices.Collect(maps.Values(members))
}

// story is that of some documents.
func (w *web) story(m []int) entente.Story {
	of, at := make([]Member, len(m)), make(map[int]int, len(m))
	for k, i := range m {
		of[k], at[i] = w.docs[i], k
	}
	like := func(i, j int) (duplicates.Likeness, bool) {
		l, ok := w.like[m[i]][m[j]]
		return l, ok
	}
	return StoryOf(of, like, func(i int) []int {
		beside := make([]int, 0, len(w.like[m[i]]))
		for j := range w.like[m[i]] {
			beside = append(beside, at[j])
		}
		slices.Sort(beside)
		return beside
	})
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
