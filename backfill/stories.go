package backfill

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"entente"
	"entente/internal/corpus"
	"entente/internal/duplicates"
	"entente/internal/shards"
)

// stories joins what is alike into stories and writes those of more than one document. It holds the likenesses in memory, not
// the documents: about 300 bytes for each document that has a copy.
func (c *corpusJob) stories(ctx context.Context, out shards.Files) error {
	w := web{at: map[string]int{}, same: map[int]int{}, like: map[[2]int]duplicates.Likeness{}}
	err := eachFile(ctx, out, c.At+"/likenesses/", func(line []byte) error {
		var l likeness
		if err := json.Unmarshal(line, &l); err != nil {
			return fmt.Errorf("%w: %w", entente.ErrInvalid, err)
		}
		w.add(l)
		return nil
	})
	if err != nil {
		return err
	}
	parts := make([][]byte, c.Parts)
	for _, y := range w.stories() {
		line, err := entente.EncodeCorpus(entente.CorpusRow{Story: &y})
		if err != nil {
			return err
		}
		n := part(y.ID, c.Parts)
		parts[n] = append(append(parts[n], line...), '\n')
	}
	for n, b := range parts {
		if err := out.Write(ctx, c.At+"/stories/"+pad(n)+".jsonl", b); err != nil {
			return err
		}
	}
	return nil
}

// A web is the documents that are like others.
type web struct {
	members []corpus.Member
	parent  []int
	at      map[string]int // by document id
	same    map[int]int    // a document → the one of the same words that was compared for it
	like    map[[2]int]duplicates.Likeness
}

func (w *web) number(m corpus.Member) int {
	i, ok := w.at[m.Document.ID]
	if !ok {
		i = len(w.members)
		w.at[m.Document.ID] = i
		w.members, w.parent = append(w.members, m), append(w.parent, i)
	}
	return i
}

func (w *web) root(i int) int {
	for w.parent[i] != i {
		w.parent[i] = w.parent[w.parent[i]]
		i = w.parent[i]
	}
	return i
}

func (w *web) add(l likeness) {
	a, b := w.number(l.A), w.number(l.B)
	w.parent[w.root(b)] = w.root(a)
	if l.Shown.Jaccard == 1 {
		w.same[b] = a
	}
	w.like[[2]int{min(a, b), max(a, b)}] = l.Shown
}

// likeness of two documents is that of those that were compared for them.
func (w *web) likeness(a, b int) (duplicates.Likeness, bool) {
	l, ok := w.like[[2]int{min(a, b), max(a, b)}]
	if ok {
		return l, true
	}
	x, y := w.stand(a), w.stand(b)
	if x == y { // the same words: as the one that was compared for both is to either
		for _, i := range []int{a, b} {
			if i != x {
				return w.like[[2]int{min(i, x), max(i, x)}], true
			}
		}
	}
	l, ok = w.like[[2]int{min(x, y), max(x, y)}]
	return l, ok
}

func (w *web) stand(i int) int {
	if s, ok := w.same[i]; ok {
		return s
	}
	return i
}

// stories are the connected components, in the order of their ids.
func (w *web) stories() []entente.Story {
	groups := map[int][]int{}
	for i := range w.members {
		groups[w.root(i)] = append(groups[w.root(i)], i)
	}
	var out []entente.Story
	for _, g := range groups {
		slices.SortFunc(g, func(a, b int) int { return cmp.Compare(w.members[a].Document.ID, w.members[b].Document.ID) })
		docs, all := make([]corpus.Member, len(g)), make([]int, len(g))
		for k, i := range g {
			docs[k], all[k] = w.members[i], k
		}
		out = append(out, corpus.StoryOf(docs, func(i, j int) (duplicates.Likeness, bool) { return w.likeness(g[i], g[j]) }, func(int) []int { return all }))
	}
	slices.SortFunc(out, func(a, b entente.Story) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
