package corpus

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente"
	"entente/internal/duplicates"
)

// A story of thousands, such as of a bulletin that is the same but for its figures every day, cannot be put together anew for each
// document that comes to it. What its documents are like one another by is known; only what comes can be like more of them, and only
// where a document comes to a crowd before others does one of these lose what it was compared with. As long as those that it was like
// stay joined by others, the story is what it was, with what came added. Where that is not known, or two such stories become one, or
// something changed or went, all is put together anew.

// A growth puts documents into stories.
type growth struct {
	in      *intake
	n       *neighbours
	stories []string        // those that may be others now
	wide    map[string]bool // those of many documents, that are added to
	lost    [][2]string     // pairs of their documents that were alike and are not compared any more

	all    []entente.StoryMember // all documents but those of wide stories, by id
	before map[string]string     // the stories that they were in
	web    *web
}

// many is how many documents a story has that is put together anew at most.
const many = 100

func (g *growth) run(ctx context.Context) error {
	if len(g.n.old) == 0 {
		wide, err := g.in.shelf.Wide(ctx, g.stories, many)
		if err != nil {
			return err
		}
		g.wide = map[string]bool{}
		for _, y := range wide {
			g.wide[y] = true
		}
		joined, err := g.losses(ctx)
		if err != nil {
			return err
		}
		if !joined {
			g.wide = nil
		}
	}
	grown, err := g.weave(ctx)
	if err == nil && grown == nil {
		g.wide = nil
		grown, err = g.weave(ctx)
	}
	if err != nil {
		return err
	}
	g.keep(grown)
	return nil
}

// losses finds the pairs in wide stories that were alike and are not compared any more, and reports whether all of them are joined by
// another document.
func (g *growth) losses(ctx context.Context) (bool, error) {
	for _, j := range g.n.turned {
		if !g.wide[j.Story] {
			continue
		}
		var out []uint32 // hashes of crowds that it is not among the first of any more
		for _, h := range j.Sketch {
			if counts(g.n.was, h, j.Document) && !counts(g.n.last, h, j.Document) {
				out = append(out, h)
			}
		}
		if err := g.n.bearing(ctx, slices.Clone(out)); err != nil {
			return false, err
		}
		var later []string
		for _, h := range out {
			for _, d := range g.n.crowds[h] {
				if d > j.Document && !g.n.here[d] {
					later = append(later, d)
				}
			}
		}
		slices.Sort(later)
		those, err := g.n.members(ctx, slices.Compact(later))
		if err != nil {
			return false, err
		}
		for _, i := range those {
			if !g.loses(&i, &j) {
				continue
			}
			if !g.joined(&i, &j) {
				return false, nil
			}
			g.lost = append(g.lost, [2]string{i.Document, j.Document})
		}
	}
	return true, nil
}

// counts reports whether a document is among those under a hash that others are compared with.
func counts(last map[uint32]string, h uint32, document string) bool {
	l, known := last[h]
	return known && (l == "" || document <= l)
}

// agree counts the hashes by which two documents are compared.
func agree(last map[uint32]string, a, b *entente.StoryMember) int {
	lesser, n := min(a.Document, b.Document), 0
	for i, j := 0, 0; i < len(a.Sketch) && j < len(b.Sketch); {
		switch x, y := a.Sketch[i], b.Sketch[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			if counts(last, x, lesser) {
				n++
			}
			i, j = i+1, j+1
		}
	}
	return n
}

// loses reports whether a document, and one before it, were compared and alike, and are not compared any more.
func (g *growth) loses(i, j *entente.StoryMember) bool {
	need := min(duplicates.Agree, len(i.Sketch))
	return agree(g.n.was, i, j) >= need && agree(g.n.last, i, j) < need && duplicates.Compare(g.n.sets[i.Document], g.n.sets[j.Document]).Kind() != duplicates.Other
}

// joined reports whether two documents are like a third.
func (g *growth) joined(i, j *entente.StoryMember) bool {
	for _, f := range g.n.fresh {
		like := g.n.edges[f.Document]
		if _, one := like[i.Document]; one {
			if _, both := like[j.Document]; both {
				return true
			}
		}
	}
	for _, d := range slices.Sorted(maps.Keys(g.n.edges[j.Document])) {
		k := g.n.read[d]
		if d == i.Document || agree(g.n.last, i, &k) < duplicates.Agree {
			continue
		}
		if duplicates.Compare(g.n.sets[i.Document], g.n.sets[d]).Kind() != duplicates.Other {
			return true
		}
	}
	return false
}

// weave puts together all documents but those of wide stories, and adds to these; nil where one of them has to be put together anew.
func (g *growth) weave(ctx context.Context) ([]entente.Story, error) {
	beside, err := g.in.shelf.MembersOf(ctx, slices.DeleteFunc(slices.Clone(g.stories), func(y string) bool { return g.wide[y] }))
	if err != nil {
		return nil, err
	}
	g.before, g.all = map[string]string{}, slices.Clone(g.n.fresh)
	for _, m := range beside {
		if g.before[m.Document] = m.Story; !g.in.here[m.Document] {
			g.all = append(g.all, m)
		}
	}
	if err := g.n.look(ctx, g.all, 2); err != nil {
		return nil, err
	}
	slices.SortFunc(g.all, func(a, b entente.StoryMember) int { return cmp.Compare(a.Document, b.Document) })
	members, sets := make([]Member, len(g.all)), make([]duplicates.Set, len(g.all))
	for i, m := range g.all {
		members[i], sets[i] = memberOf(m), unpacked(m.Shingles)
	}
	g.web = weave(members, sets, newShelved(members, g.n.last))
	out := []entente.Story{}
	come := map[string][]int{} // by wide story, the documents that come to it
	for _, m := range g.web.stories() {
		switch to := g.to(m); len(to) {
		case 0:
			out = append(out, g.web.story(m))
		case 1:
			come[to[0]] = append(come[to[0]], m...)
		default:
			return nil, nil
		}
	}
	if g.wide != nil {
		for _, p := range g.lost { // what they are closest to may be another now
			y := g.n.read[p[0]].Story
			come[y] = slices.Clip(come[y])
		}
	}
	for _, y := range slices.Sorted(maps.Keys(come)) {
		w, err := g.widened(ctx, y, come[y])
		if w == nil || err != nil {
			return nil, err
		}
		out = append(out, *w)
	}
	return out, nil
}

// memberOf is a document of the shelf as a member.
func memberOf(m entente.StoryMember) Member {
	out := Member{entente.Brief{ID: m.Document}, m.Length}
	if m.Last != "" {
		out.Document.Published = &entente.Date{End: m.Last}
	}
	if m.Carried {
		out.Document.Republisher = "another"
	}
	return out
}

// to are the wide stories of which some documents are like a member.
func (g *growth) to(some []int) []string {
	var out []string
	for _, i := range some {
		if d := g.all[i].Document; g.in.here[d] {
			for x := range g.n.edges[d] {
				if y := g.n.read[x].Story; g.wide[y] {
					out = append(out, y)
				}
			}
		}
	}
	return set(out)
}

// one is a document of a wide story.
func (g *growth) one(story string) string {
	for d, m := range g.n.read {
		if m.Story == story {
			return d
		}
	}
	return ""
}

// keep notes the stories, and the documents whose story is another now.
func (g *growth) keep(stories []entente.Story) {
	in, of := g.in, map[string]string{}
	for _, y := range stories {
		if len(y.Documents) > 1 {
			in.out.Stories = append(in.out.Stories, y)
		}
		for _, d := range y.Documents {
			of[d] = y.ID
		}
	}
	for _, m := range g.all {
		y := of[m.Document]
		in.story[m.Document], m.Story = y, y
		if in.here[m.Document] {
			in.out.Members = append(in.out.Members, m)
		} else if g.before[m.Document] != y {
			in.out.Members, in.beside = append(in.out.Members, m), append(in.beside, m.Document)
		}
	}
}
