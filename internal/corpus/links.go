package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
)

// patience is how many days after a plan without a date its outcome may come.
const patience = 550

// links ties plans to what came of them and denials to the claims they deny.
func links(groups []*group) []entente.Link {
	slices.SortFunc(groups, func(a, b *group) int { return cmp.Compare(a.id(), b.id()) })
	parties := map[string][]*group{}
	for _, g := range groups {
		if g.tellings[0].status == "happened" {
			key := pair(g.tellings[0])
			parties[key] = append(parties[key], g)
		}
	}
	var out []entente.Link
	for _, g := range groups {
		kind := map[string]string{"planned": "outcome", "hypothetical": "outcome", "denied": "denial"}[g.tellings[0].status]
		if kind == "" {
			continue
		}
		if to, why := g.answer(parties[pair(g.tellings[0])], kind); to != nil {
			from, target := g.id(), to.id()
			if kind == "denial" {
				from, target = target, from
			}
			out = append(out, entente.Link{ID: entente.ID("l", kind, from, target), Kind: kind, From: from, To: target, Why: why})
		}
	}
	slices.SortFunc(out, func(a, b entente.Link) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// pair is the parties and the family of kinds, whichever way they stand.
func pair(t *telling) string {
	return t.family + "|" + strings.Join(set(slices.Concat(t.actors, t.recipients)), ",")
}

// answer is the happening that a plan came to, or that a denial denies: the nearest within its dates.
func (g *group) answer(happened []*group, kind string) (*group, string) {
	from, to := g.window(kind)
	if from == "" {
		return nil, ""
	}
	var best *group
	for _, h := range happened {
		if h.from == "" || h.from > to || h.to < from || !compatible(g.people, h.people) {
			continue
		}
		if best == nil || h.from < best.from {
			best = h
		}
	}
	if best == nil {
		return nil, ""
	}
	return best, fmt.Sprintf("the same parties and kind; %s lies within %s to %s", best.from, from, to)
}

// window is the stretch of days in which what is planned should come, or what is denied should lie.
func (g *group) window(kind string) (from, to string) {
	for _, t := range g.tellings {
		switch {
		case t.dated():
			from, to = least(from, t.date.Start), max(to, later(t.date.End, 7))
		case kind == "outcome" && t.published != "":
			from, to = least(from, t.published), max(to, later(t.published, patience))
		}
	}
	return from, to
}

func least(a, b string) string {
	if a == "" || b < a {
		return b
	}
	return a
}
