package corpus

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente"
	"entente/internal/duplicates"
)

// A widening is a wide story to which documents come: which of its documents each is closest to, and what is closer to those there are.
type widening struct {
	g      *growth
	y      entente.Story
	copies map[string]entente.Copy // by document
	come   map[string]int          // documents that come, by id: their places in the web
}

// widened is a wide story with the documents that come to it; nil where one of them is the original now, or too many have to find anew
// what they are closest to.
func (g *growth) widened(ctx context.Context, id string, come []int) (*entente.Story, error) {
	w := &widening{g: g, copies: map[string]entente.Copy{}, come: map[string]int{}}
	if ok, err := w.open(ctx, g.one(id), come); !ok || err != nil {
		return nil, err
	}
	for d, i := range w.come {
		w.closest(d, g.web.like[i])
	}
	again, err := w.again(ctx)
	if again == nil || err != nil {
		return nil, err
	}
	for _, d := range again {
		w.closest(d, nil)
	}
	if err := w.closer(ctx); err != nil {
		return nil, err
	}
	for d := range w.come {
		w.y.Documents = append(w.y.Documents, d)
	}
	slices.Sort(w.y.Documents)
	w.y.Copies = slices.SortedFunc(maps.Values(w.copies), func(a, b entente.Copy) int { return cmp.Compare(a.Document, b.Document) })
	return &w.y, nil
}

// open reads the story of a document; false where its original is another now.
func (w *widening) open(ctx context.Context, document string, come []int) (bool, error) {
	found, err := w.g.in.shelf.StoriesOf(ctx, []string{document})
	if err != nil || len(found) != 1 {
		return false, err
	}
	w.y = found[0]
	for _, c := range w.y.Copies {
		w.copies[c.Document] = c
	}
	original, err := w.g.n.members(ctx, []string{w.y.Original})
	if err != nil || len(original) == 0 {
		return false, err
	}
	for _, i := range come {
		if earlier(w.g.web.docs[i], memberOf(original[0])) < 0 {
			return false, nil
		}
		w.come[w.g.web.docs[i].Document.ID] = i
	}
	return true, nil
}

// closest notes what a document is a copy of: the original where it is like it, else the closest. beside are the documents of the web that it is
// like.
func (w *widening) closest(document string, beside map[int]duplicates.Likeness) {
	like := maps.Clone(w.g.n.edges[document])
	if like == nil {
		like = map[string]duplicates.Likeness{}
	}
	maps.DeleteFunc(like, func(d string, _ duplicates.Likeness) bool { return w.g.n.read[d].Story != w.y.ID })
	for i, l := range beside {
		like[w.g.web.docs[i].Document.ID] = l
	}
	if beside == nil {
		for d := range w.come {
			if l, ok := w.g.n.edges[d][document]; ok {
				like[d] = l
			}
		}
	}
	if l, ok := like[w.y.Original]; ok {
		w.copies[document] = copied(document, w.y.Original, l)
		return
	}
	of, best := w.y.Original, duplicates.Likeness{}
	for _, d := range slices.Sorted(maps.Keys(like)) {
		if l := like[d]; l.Contained > best.Contained {
			of, best = d, l
		}
	}
	w.copies[document] = copied(document, of, best)
}

// again are the documents that were closest to one with which they are not compared any more; nil where there are too many.
func (w *widening) again(ctx context.Context) ([]string, error) {
	out := []string{}
	for _, p := range w.g.lost {
		for k, d := range p {
			if c, is := w.copies[d]; is && c.Of == p[1-k] {
				out = append(out, d)
			}
		}
	}
	out = set(out)
	if len(out) > many {
		return nil, nil
	}
	var ask []entente.StoryMember
	for _, d := range out {
		if _, known := w.g.n.edges[d]; !known {
			ask = append(ask, w.g.n.read[d])
		}
	}
	if err := w.g.n.look(ctx, ask, 1); err != nil {
		return nil, err
	}
	_, err := w.g.n.agreeing(ctx, ask)
	return out, err
}

// closer notes the documents of the story to which one that comes is closer than what they were copies of.
func (w *widening) closer(ctx context.Context) error {
	var of []string
	for d := range w.come {
		for x := range w.g.n.edges[d] {
			if c, is := w.copies[x]; is && c.Of != w.y.Original {
				if _, new := w.come[c.Of]; !new {
					of = append(of, c.Of)
				}
			}
		}
	}
	if _, err := w.g.n.members(ctx, set(of)); err != nil {
		return err
	}
	now := map[string]float64{}
	for _, d := range slices.Sorted(maps.Keys(w.come)) {
		for x, l := range w.g.n.edges[d] {
			c, is := w.copies[x]
			if _, new := w.come[x]; new || !is || c.Of == w.y.Original || c.Of == d {
				continue
			}
			if _, known := now[x]; !known {
				now[x] = duplicates.Compare(w.g.n.sets[x], w.g.n.sets[c.Of]).Contained
			}
			if l.Contained > now[x] || l.Contained == now[x] && d < c.Of {
				now[x], w.copies[x] = l.Contained, copied(x, d, l)
			}
		}
	}
	return nil
}
