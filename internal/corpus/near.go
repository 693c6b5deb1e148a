package corpus

import (
	"context"
	"maps"
	"slices"

	"entente"
	"entente/internal/duplicates"
)

// Two documents are compared where three hashes of their sketches agree; of a hash that stands in a crowd of documents, the
// first by id count, with which all others are compared. So which documents are compared is a function of the set of them,
// and what one more document changes is found by the hashes it has.

// A neighbours looks for the documents on the shelf whose stories the documents of an intake may change.
type neighbours struct {
	shelf entente.Shelf
	here  map[string]bool       // the documents of the intake
	fresh []entente.StoryMember // those that are there now
	old   []entente.StoryMember // those that are on the shelf, as they were
	last  map[uint32]string     // of a hash that was looked at: the last of the first documents where there is a crowd, else ""
	was   map[uint32]string     // the same before the intake

	first   map[uint32][]string // by hash, the first documents as they will be, those of the intake among them
	changed map[string]bool     // documents that are among the first of a hash now and were not, or were and are not now
	turned  []entente.StoryMember

	crowds map[uint32][]string                       // by hash, all documents on the shelf, where they were looked up
	read   map[string]entente.StoryMember            // documents on the shelf that were looked at
	sets   map[string]duplicates.Set                 // their shingles
	edges  map[string]map[string]duplicates.Likeness // of a document that others were compared with: those on the shelf that are like it
}

func newNeighbours(shelf entente.Shelf, here map[string]bool, fresh, old []entente.StoryMember) *neighbours {
	n := &neighbours{shelf: shelf, here: here, fresh: fresh, old: old, last: map[uint32]string{}, was: map[uint32]string{}, first: map[uint32][]string{}, changed: map[string]bool{},
		crowds: map[uint32][]string{}, read: map[string]entente.StoryMember{}, sets: map[string]duplicates.Set{}, edges: map[string]map[string]duplicates.Likeness{}}
	for _, m := range fresh {
		n.sets[m.Document] = unpacked(m.Shingles)
	}
	return n
}

// find gives the documents on the shelf that are like some of the intake, and those that are compared with others than before.
func (n *neighbours) find(ctx context.Context) ([]entente.StoryMember, error) {
	having := map[uint32][]string{}
	for _, m := range n.fresh {
		for _, h := range m.Sketch {
			having[h] = append(having[h], m.Document)
		}
	}
	for _, m := range n.old {
		for _, h := range m.Sketch {
			if _, known := having[h]; !known {
				having[h] = nil
			}
		}
	}
	found, err := n.shelf.Bearing(ctx, slices.Sorted(maps.Keys(having)), n.most())
	if err != nil {
		return nil, err
	}
	for h, fresh := range having {
		n.settle(h, found[h], fresh)
	}
	seekers := n.fresh
	if len(n.changed) > 0 {
		if n.turned, err = n.members(ctx, slices.Sorted(maps.Keys(n.changed))); err != nil {
			return nil, err
		}
		if err := n.look(ctx, n.turned, 1); err != nil {
			return nil, err
		}
		seekers = slices.Concat(seekers, n.turned)
	}
	return n.agreeing(ctx, seekers)
}

// most is how many documents of a hash are read to know which are the first when those of the intake are taken out.
func (n *neighbours) most() int { return duplicates.Crowd + 1 + len(n.old) }

// settle finds the first documents of a hash as they will be, and those that come or go by it.
func (n *neighbours) settle(h uint32, before, fresh []string) {
	after := slices.DeleteFunc(slices.Clone(before), func(d string) bool { return n.here[d] })
	after = append(after, fresh...)
	slices.Sort(after)
	was := before[:min(len(before), duplicates.Crowd)]
	n.last[h], n.was[h] = "", ""
	if len(before) > duplicates.Crowd {
		n.was[h] = was[len(was)-1]
	}
	if len(after) > duplicates.Crowd {
		after = after[:duplicates.Crowd]
		n.last[h] = after[len(after)-1]
	}
	n.first[h] = after
	if len(before) <= duplicates.Crowd && n.last[h] == "" {
		return
	}
	for _, x := range [][2][]string{{was, after}, {after, was}} {
		for _, d := range x[0] {
			if _, both := slices.BinarySearch(x[1], d); !both && !n.here[d] {
				n.changed[d] = true
			}
		}
	}
}

// members are documents on the shelf, each read once.
func (n *neighbours) members(ctx context.Context, documents []string) ([]entente.StoryMember, error) {
	var ask []string
	for _, d := range documents {
		if _, known := n.read[d]; !known {
			ask = append(ask, d)
		}
	}
	found, err := n.shelf.Members(ctx, ask)
	if err != nil {
		return nil, err
	}
	for _, m := range found {
		n.read[m.Document], n.sets[m.Document] = m, unpacked(m.Shingles)
	}
	out := make([]entente.StoryMember, 0, len(documents))
	for _, d := range documents {
		if m, there := n.read[d]; there {
			out = append(out, m)
		}
	}
	return out, nil
}

// bearing are all documents on the shelf with one of the hashes, by hash.
func (n *neighbours) bearing(ctx context.Context, hashes []uint32) error {
	slices.Sort(hashes)
	hashes = slices.DeleteFunc(slices.Compact(hashes), func(h uint32) bool { return n.crowds[h] != nil })
	found, err := n.shelf.Bearing(ctx, hashes, 0)
	maps.Copy(n.crowds, found)
	return err
}

// agreeing looks among the documents on the shelf of which enough hashes agree with those of a seeker for those that are like
// it; seekers that are on the shelf are among them.
func (n *neighbours) agreeing(ctx context.Context, seekers []entente.StoryMember) ([]entente.StoryMember, error) {
	var whole []uint32 // hashes of crowds that a seeker is among the first of: all of the crowd are compared with it
	for _, m := range seekers {
		for _, h := range m.Sketch {
			if l := n.last[h]; l != "" && m.Document <= l {
				whole = append(whole, h)
			}
		}
	}
	if err := n.bearing(ctx, whole); err != nil {
		return nil, err
	}
	c := counter{n: n, number: map[string]int32{}, first: map[uint32][]int32{}, crowd: map[uint32][]int32{}}
	pairs := map[string][]int{} // by document on the shelf, the seekers that it is compared with
	for i, m := range seekers {
		if !n.here[m.Document] {
			pairs[m.Document] = append(pairs[m.Document], i)
		}
		for _, d := range c.agreeing(&m) {
			if !n.here[d] && d != m.Document {
				pairs[d] = append(pairs[d], i)
			}
		}
	}
	return n.alike(ctx, seekers, pairs)
}

// A counter counts the hashes in which documents agree; it knows documents by numbers, as there are many under each hash.
type counter struct {
	n            *neighbours
	number       map[string]int32
	names        []string
	agree        []uint16
	first, crowd map[uint32][]int32
}

// under are the documents under a hash that are compared with a document.
func (c *counter) under(h uint32, document string) []int32 {
	from, to := c.n.first, c.first
	if l := c.n.last[h]; l != "" && document <= l {
		from, to = c.n.crowds, c.crowd
	}
	if out, known := to[h]; known {
		return out
	}
	out := make([]int32, len(from[h]))
	for i, d := range from[h] {
		k, known := c.number[d]
		if !known {
			k = int32(len(c.names))
			c.number[d], c.names, c.agree = k, append(c.names, d), append(c.agree, 0)
		}
		out[i] = k
	}
	to[h] = out
	return out
}

// agreeing are the documents that agree with one in enough hashes.
func (c *counter) agreeing(m *entente.StoryMember) []string {
	var out []string
	need := uint16(min(duplicates.Agree, len(m.Sketch)))
	for _, h := range m.Sketch {
		for _, d := range c.under(h, m.Document) {
			if c.agree[d]++; c.agree[d] == need {
				out = append(out, c.names[d])
			}
		}
	}
	for _, h := range m.Sketch {
		for _, d := range c.under(h, m.Document) {
			c.agree[d] = 0
		}
	}
	return out
}

// alike are the documents that are like a seeker they are compared with.
func (n *neighbours) alike(ctx context.Context, seekers []entente.StoryMember, pairs map[string][]int) ([]entente.StoryMember, error) {
	found, err := n.members(ctx, slices.Sorted(maps.Keys(pairs)))
	if err != nil {
		return nil, err
	}
	for _, m := range seekers {
		n.edges[m.Document] = map[string]duplicates.Likeness{}
	}
	return slices.DeleteFunc(found, func(x entente.StoryMember) bool {
		like, own := false, n.sets[x.Document]
		for _, i := range pairs[x.Document] {
			if seekers[i].Document == x.Document {
				like = true
			} else if l := duplicates.Compare(own, n.sets[seekers[i].Document]); l.Kind() != duplicates.Other {
				like, n.edges[seekers[i].Document][x.Document] = true, l
			}
		}
		return !like
	}), nil
}

// look looks up the crowds of the hashes that so many of the documents share, where they are not known.
func (n *neighbours) look(ctx context.Context, all []entente.StoryMember, least int) error {
	times := map[uint32]int{}
	for _, m := range all {
		for _, h := range m.Sketch {
			times[h]++
		}
	}
	var ask []uint32
	for h, k := range times {
		if _, known := n.last[h]; k >= least && !known {
			ask = append(ask, h)
		}
	}
	slices.Sort(ask)
	found, err := n.shelf.Bearing(ctx, ask, n.most())
	if err != nil {
		return err
	}
	for _, h := range ask {
		n.settle(h, found[h], nil)
	}
	return nil
}

// A shelved is an index of documents, in the order of their ids, that knows of the crowds on the shelf.
type shelved struct {
	docs  []Member
	last  map[uint32]string
	under map[uint32][]int32 // documents by hash: of a crowd, the first
	agree []uint16           // by document, how many hashes agree with those of the one that is looked for
	n     int
}

func newShelved(docs []Member, last map[uint32]string) *shelved {
	return &shelved{docs: docs, last: last, under: map[uint32][]int32{}, agree: make([]uint16, len(docs))}
}

func (x *shelved) Add(s duplicates.Set) int {
	for _, h := range s.Sketch() {
		if l := x.last[h]; l == "" || x.docs[x.n].Document.ID <= l {
			x.under[h] = append(x.under[h], int32(x.n))
		}
	}
	x.n++
	return x.n - 1
}

func (x *shelved) Candidates(s duplicates.Set) []int {
	var out []int
	need := uint16(min(duplicates.Agree, len(s)))
	for _, h := range s.Sketch() {
		for _, d := range x.under[h] {
			if x.agree[d]++; x.agree[d] == need {
				out = append(out, int(d))
			}
		}
	}
	for _, h := range s.Sketch() {
		for _, d := range x.under[h] {
			x.agree[d] = 0
		}
	}
	slices.Sort(out)
	return out
}
