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
	sets := make([]duplicates.Set, len(in))
	index := duplicates.NewIndex(len(in))
	parent := make([]int, len(in))
	like := make([]map[int]duplicates.Likeness, len(in))
	for i, d := range in {
		parent[i], like[i] = i, map[int]duplicates.Likeness{}
		sets[i] = duplicates.Shingles(d.Text)
		for _, j := range index.Candidates(sets[i]) {
			if l := duplicates.Compare(sets[i], sets[j]); l.Kind() != duplicates.Other {
				like[i][j], like[j][i] = l, l
				parent[root(parent, i)] = root(parent, j)
			}
		}
		index.Add(sets[i])
	}
	members := map[int][]int{}
	for i := range in {
		r := root(parent, i)
		members[r] = append(members[r], i)
	}
	var out []entente.Story
	for _, m := range members {
		out = append(out, story(in, m, like))
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

func story(in []Input, members []int, like []map[int]duplicates.Likeness) entente.Story {
	original := slices.MinFunc(members, func(a, b int) int { return earlier(in[a], in[b]) })
	y := entente.Story{ID: entente.ID("y", in[original].Document.ID), Original: in[original].Document.ID}
	for _, i := range members {
		d := in[i].Document.ID
		y.Documents = append(y.Documents, d)
		if i == original {
			continue
		}
		of, best := original, duplicates.Likeness{}
		for _, j := range members { // the original where it is like it, else the closest
			if l, ok := like[i][j]; ok && (j == original || of != original || best.Shared == 0) && (j == original || l.Contained > best.Contained) {
				of, best = j, l
				if j == original {
					break
				}
			}
		}
		y.Copies = append(y.Copies, entente.Copy{Document: d, Of: in[of].Document.ID, Kind: best.Kind(), Likeness: best.Jaccard})
	}
	slices.Sort(y.Documents)
	slices.SortFunc(y.Copies, func(a, b entente.Copy) int { return cmp.Compare(a.Document, b.Document) })
	return y
}

// earlier orders documents by what speaks for the original: the earliest day, no credit to another, the longest text.
func earlier(a, b Input) int {
	return cmp.Or(
		cmp.Compare(day(a.Document.Published), day(b.Document.Published)),
		cmp.Compare(carried(a.Document), carried(b.Document)),
		cmp.Compare(len(b.Text), len(a.Text)),
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
