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

	first   map[uint32][]string // by hash, the first documents as they will be, those of the intake among them
	changed map[string]bool     // documents that are among the first of a hash now and were not, or were and are not now
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
	n.first, n.changed = map[uint32][]string{}, map[string]bool{}
	found, err := n.shelf.Bearing(ctx, slices.Sorted(maps.Keys(having)), n.most())
	if err != nil {
		return nil, err
	}
	for h, fresh := range having {
		n.settle(h, found[h], fresh)
	}
	seekers := n.fresh
	if len(n.changed) > 0 {
		turned, err := n.shelf.Members(ctx, slices.Sorted(maps.Keys(n.changed)))
		if err != nil {
			return nil, err
		}
		if err := n.look(ctx, turned, 1); err != nil {
			return nil, err
		}
		seekers = slices.Concat(seekers, turned)
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
	n.last[h] = ""
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
	slices.Sort(whole)
	crowds, err := n.shelf.Bearing(ctx, slices.Compact(whole), 0)
	if err != nil {
		return nil, err
	}
	pairs := map[string][]int{} // by document on the shelf, the seekers that it is compared with
	for i, m := range seekers {
		if !n.here[m.Document] {
			pairs[m.Document] = append(pairs[m.Document], i)
		}
		agree := map[string]int{}
		for _, h := range m.Sketch {
			those := n.first[h]
			if l := n.last[h]; l != "" && m.Document <= l {
				those = crowds[h]
			}
			for _, d := range those {
				agree[d]++
			}
		}
		for d, k := range agree {
			if k >= min(duplicates.Agree, len(m.Sketch)) && !n.here[d] {
				pairs[d] = append(pairs[d], i)
			}
		}
	}
	return n.alike(ctx, seekers, pairs)
}

// alike are the documents that are like a seeker they are compared with.
func (n *neighbours) alike(ctx context.Context, seekers []entente.StoryMember, pairs map[string][]int) ([]entente.StoryMember, error) {
	found, err := n.shelf.Members(ctx, slices.Sorted(maps.Keys(pairs)))
	if err != nil {
		return nil, err
	}
	sets := make([]duplicates.Set, len(seekers))
	for i, m := range seekers {
		sets[i] = unpacked(m.Shingles)
	}
	return slices.DeleteFunc(found, func(x entente.StoryMember) bool {
		own := unpacked(x.Shingles)
		return !slices.ContainsFunc(pairs[x.Document], func(i int) bool {
			return seekers[i].Document == x.Document || duplicates.Compare(own, sets[i]).Kind() != duplicates.Other
		})
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
