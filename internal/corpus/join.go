package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"entente"
	"entente/internal/corrections"
)

// A group is the tellings of one happening.
type group struct {
	tellings []*telling
	people   []string
	things   []string
	from, to int // hull of the days of exactly dated tellings, where there are any
	exact    bool
	place    *entente.Place
	why      []string
}

// join puts the tellings together that tell one thing: the same parties in the same parts, kinds of one family, the same
// status, days that meet, persons and places that do not exclude one another. Exactly dated ones come first; one dated to a
// month or a year joins the only group that lies within it; one without a date joins the only group of its story. What
// reviewers set apart or put together stands as they said.
func join(told []*telling, words *corrections.Ruling) []*group {
	blocks := map[string][]*telling{}
	apart := map[string]*group{}
	var out []*group
	slices.SortFunc(told, func(a, b *telling) int { return cmp.Compare(a.id, b.id) })
	for _, t := range told {
		switch c := words.Apart(t.id); {
		case c == "":
			blocks[t.block()] = append(blocks[t.block()], t)
		case apart[c] != nil:
			apart[c].add(t, "set apart by a reviewer")
		default:
			apart[c] = start(t, "set apart by a reviewer")
			out = append(out, apart[c])
		}
	}
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		out = append(out, cluster(blocks[key])...)
	}
	return merged(out, words)
}

func start(t *telling, why string) *group {
	g := &group{}
	g.add(t, why)
	return g
}

func (g *group) add(t *telling, why string) {
	g.tellings = append(g.tellings, t)
	if why != "" && !slices.Contains(g.why, why) {
		g.why = append(g.why, why)
	}
	if len(t.people) > 0 {
		g.people = set(slices.Concat(g.people, t.people))
	}
	if len(t.things) > 0 {
		g.things = set(slices.Concat(g.things, t.things))
	}
	if g.place == nil {
		g.place = t.place
	}
	if t.exact() {
		if !g.exact || t.lo < g.from {
			g.from = t.lo
		}
		if !g.exact || t.hi > g.to {
			g.to = t.hi
		}
		g.exact = true
	}
}

// cluster joins the tellings of one block.
func cluster(block []*telling) []*group {
	slices.SortFunc(block, func(a, b *telling) int {
		return cmp.Or(cmp.Compare(a.level(), b.level()), cmp.Compare(first(a), first(b)), cmp.Compare(len(b.people), len(a.people)), cmp.Compare(a.id, b.id))
	})
	c := clusterer{story: map[string][]*group{}}
	for _, t := range block {
		g, why := c.home(t)
		if g == nil {
			g = start(t, "")
			c.groups = append(c.groups, g)
		} else {
			g.add(t, why)
		}
		if !slices.Contains(c.story[t.story], g) {
			c.story[t.story] = append(c.story[t.story], g)
		}
	}
	return c.groups
}

func first(t *telling) int {
	if t.dated() {
		return t.lo
	}
	return 0
}

// A clusterer is the groups of one block under way.
type clusterer struct {
	groups []*group
	story  map[string][]*group // by story, those that it tells of
	past   int                 // so many of the first groups end too early for an exactly dated telling to come
}

// apart is how many days may lie between accounts of what happens once to the same parties, before it is taken for two things.
const apartOnce = 400

// home finds the group that a telling belongs to, and says why; nil where there is none.
func (c *clusterer) home(t *telling) (*group, string) {
	switch {
	case t.single() && t.stage() == "happened":
		return c.once(t)
	case t.exact():
		return c.days(t)
	case t.dated():
		return c.stretch(t)
	}
	return c.undated(t)
}

// single reports whether the parties can do such a thing but once.
func (t *telling) single() bool { return t.rule.Once || t.what != "" }

// once finds the group of what happens to the same parties once: within about a year, whatever the days and persons.
func (c *clusterer) once(t *telling) (*group, string) {
	const why = "such a thing happens to the same parties once"
	for _, g := range c.groups {
		if !t.dated() || !g.exact || t.lo-apartOnce <= g.to && g.from-apartOnce <= t.hi {
			return g, why
		}
	}
	return nil, ""
}

// days finds the group whose days a telling shares, or comes near: one with persons in common first.
func (c *clusterer) days(t *telling) (*group, string) {
	const reach = 7 // no rule lets accounts differ by more
	for c.past < len(c.groups) && c.groups[c.past].to+reach+someDays < t.lo {
		c.past++ // tellings come in the order of their first days
	}
	var best *group
	for _, g := range c.groups[c.past:] {
		if !g.exact || !compatible(g.people, t.people) || !g.near(t) {
			continue
		}
		if best == nil || share(g.people, t.people) && !share(best.people, t.people) {
			best = g
		}
	}
	return best, "the same parties, kind and days"
}

// near reports whether the days of a telling are those of all tellings of a group, or nearly: reports and clocks differ by a
// day, accounts of a visit by some where they name the same person; but a chain of days is not one meeting. Within one text,
// which tells its days apart, they must be the same.
func (g *group) near(t *telling) bool {
	gap := min(1, t.rule.Days)
	if share(g.people, t.people) {
		gap = t.rule.Days
	}
	for _, o := range g.tellings {
		d := gap
		if o.document == t.document {
			d = 0
		}
		if o.exact() && (t.lo > o.hi+d || o.lo > t.hi+d) {
			return false
		}
		if o.exact() && (t.lo > o.hi || o.lo > t.hi) && elsewhere(o.place, t.place) {
			return false
		}
	}
	return true
}

// stretch finds the group for a telling that is dated to a month, a year or longer: the only one within it, or one dated like
// it. What is only known to the year must share a person or a place with it, or be of a kind that is rare.
func (c *clusterer) stretch(t *telling) (*group, string) {
	var found, like []*group
	for _, g := range c.groups {
		if !compatible(g.people, t.people) || !likely(g.things, t.things) || elsewhere(g.place, t.place) {
			continue
		}
		head := g.tellings[0]
		known := t.level() < 2 || t.rule.Rare || share(g.people, t.people) || same(g.place, t.place) || head.story == t.story
		switch {
		case !known:
		case g.exact:
			if t.lo <= g.to && g.from <= t.hi {
				found = append(found, g)
			}
		case head.dated() && head.lo == t.lo && head.hi == t.hi:
			like = append(like, g)
		case head.dated() && t.lo <= head.lo && head.hi <= t.hi:
			found = append(found, g)
		}
	}
	switch {
	case len(like) > 0:
		return like[0], "the same parties, kind and date"
	case len(found) == 1:
		return found[0], "the only one of its kind within the dates given"
	}
	return nil, ""
}

// undated finds the group for a telling without a date: the only one that its story tells of or, of several, the one without
// a date.
func (c *clusterer) undated(t *telling) (*group, string) {
	var found []*group
	for _, g := range c.story[t.story] {
		if !compatible(g.people, t.people) || !likely(g.things, t.things) {
			continue
		}
		if found = append(found, g); !g.tellings[0].dated() {
			return g, "told without a date in the same text"
		}
	}
	if len(found) == 1 {
		return found[0], "the only one of its kind in the text"
	}
	return nil, ""
}

// merged joins the groups that reviewers put together, in the order in which they said so. An end may be an event or the
// happening that it makes alone.
func merged(groups []*group, words *corrections.Ruling) []*group {
	joins := words.Joins()
	if len(joins) == 0 {
		return groups
	}
	at := map[string]*group{}
	for _, g := range groups {
		for _, t := range g.tellings {
			at[t.id], at[entente.ID("h", t.id)] = g, g
		}
	}
	for _, j := range joins {
		a, b := at[j.A], at[j.B]
		if a == nil || b == nil || a == b {
			continue
		}
		for _, t := range a.tellings {
			b.add(t, "joined by a reviewer")
			at[t.id], at[entente.ID("h", t.id)] = b, b
		}
		a.tellings = nil
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return len(g.tellings) == 0 })
}

// happening makes the row of a group. Its date is the most exact one that the most stories give.
func (g *group) happening() entente.Happening {
	slices.SortFunc(g.tellings, func(a, b *telling) int { return cmp.Compare(a.id, b.id) })
	best := slices.MinFunc(g.tellings, func(a, b *telling) int {
		return cmp.Or(cmp.Compare(a.level(), b.level()), cmp.Compare(a.ends(), b.ends()), cmp.Compare(-g.support(a), -g.support(b)), -cmp.Compare(a.confidence, b.confidence), cmp.Compare(a.id, b.id))
	})
	h := entente.Happening{ID: g.id(), Type: best.typ, Mode: best.mode, Kind: best.kind, Contexts: best.contexts, Actors: best.actors, Recipients: best.recipients,
		Date: best.date, Place: best.place, Status: best.status, Quad: best.quad, Score: best.score}
	for _, t := range g.tellings {
		if t.published != "" && (h.Told == "" || t.published < h.Told) {
			h.Told = t.published
		}
		h.Events, h.Stories = append(h.Events, t.id), append(h.Stories, t.story)
		if h.Place == nil {
			h.Place = t.place
		}
		if t.dated() && best.dated() && (t.lo > best.hi || t.hi < best.lo) {
			h.Conflicts = append(h.Conflicts, t.date.EDTF)
		}
	}
	h.Stories, h.Conflicts = set(h.Stories), set(h.Conflicts)
	slices.Sort(g.why)
	if len(g.tellings) > 1 {
		stories := "one story"
		if n := len(h.Stories); n > 1 {
			stories = fmt.Sprintf("%d stories", n)
		}
		h.Why = fmt.Sprintf("%d tellings in %s: %s", len(g.tellings), stories, strings.Join(g.why, "; "))
	} else if len(g.why) > 0 {
		h.Why = g.why[0]
	}
	return h
}

// ends is the last day that a telling allows which has no first one ("by September 2013"): the earlier, the more it says.
func (t *telling) ends() string {
	if t.dated() {
		return ""
	}
	if t.date == nil || t.date.End == "" {
		return "9999"
	}
	return t.date.End
}

// support counts the stories that give the date of a telling.
func (g *group) support(t *telling) int {
	stories := map[string]bool{}
	for _, o := range g.tellings {
		if o.dated() && t.dated() && o.lo == t.lo && o.hi == t.hi {
			stories[o.story] = true
		}
	}
	return len(stories)
}

func (g *group) id() string {
	least := g.tellings[0].id
	for _, t := range g.tellings {
		least = min(least, t.id)
	}
	return entente.ID("h", least)
}
