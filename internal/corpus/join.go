package corpus

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"entente"
)

// A group is the tellings of one happening.
type group struct {
	tellings []*telling
	people   map[string]bool
	from, to string // hull of the exact dates
	why      []string
}

// join puts the tellings together that tell one thing: the same parties in the same parts, kinds of one family, the same
// status, days that meet, persons that do not exclude one another. Exactly dated ones come first; one dated to a month or a
// year joins the only group that lies within it; one without a date joins the only group of its document, or of all where
// such a thing happens once.
func join(told []*telling, kinds Kinds, words said) []*group {
	blocks := map[string][]*telling{}
	var out []*group
	for _, t := range told {
		if words.apart[t.id] {
			out = append(out, start(t, "set apart by a reviewer"))
			continue
		}
		blocks[t.block()] = append(blocks[t.block()], t)
	}
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		out = append(out, cluster(blocks[key], kinds)...)
	}
	return merged(out, words)
}

func start(t *telling, why string) *group {
	g := &group{people: map[string]bool{}}
	g.add(t, why)
	return g
}

func (g *group) add(t *telling, why string) {
	g.tellings = append(g.tellings, t)
	if len(g.tellings) > 1 || why != "" {
		if why != "" && !slices.Contains(g.why, why) {
			g.why = append(g.why, why)
		}
	}
	maps.Copy(g.people, t.people)
	if t.exact() {
		if g.from == "" || t.date.Start < g.from {
			g.from = t.date.Start
		}
		g.to = max(g.to, t.date.End)
	}
}

// cluster joins the tellings of one block.
func cluster(block []*telling, kinds Kinds) []*group {
	slices.SortFunc(block, func(a, b *telling) int {
		return cmp.Or(cmp.Compare(level(a), level(b)), cmp.Compare(first(a), first(b)), cmp.Compare(len(b.people), len(a.people)), cmp.Compare(a.id, b.id))
	})
	if len(block) > 0 && kinds.Once(block[0].kind) && block[0].status == "happened" {
		g := start(block[0], "")
		for _, t := range block[1:] {
			g.add(t, "such a thing happens to the same parties once")
		}
		return []*group{g}
	}
	var groups []*group
	for _, t := range block {
		if g, why := home(groups, t); g != nil {
			g.add(t, why)
			continue
		}
		groups = append(groups, start(t, ""))
	}
	return groups
}

// level orders tellings by how exactly they are dated.
func level(t *telling) int {
	switch {
	case t.exact():
		return 0
	case t.dated() && (t.date.Precision == "month" || t.date.Precision == "season" || t.date.Precision == "quarter"):
		return 1
	case t.dated():
		return 2
	}
	return 3
}

func first(t *telling) string {
	if t.dated() {
		return t.date.Start
	}
	return ""
}

// home finds the group that a telling belongs to, and says why; nil where there is none or it is not the only one.
func home(groups []*group, t *telling) (*group, string) {
	var found []*group
	why := ""
	for _, g := range groups {
		if !compatible(g.people, t.people) {
			continue
		}
		ok, reason := g.takes(t)
		if ok {
			found, why = append(found, g), reason
		}
	}
	if len(found) == 1 || len(found) > 1 && t.exact() {
		return found[0], why
	}
	return nil, ""
}

func (g *group) takes(t *telling) (bool, string) {
	head := g.tellings[0]
	switch {
	case t.exact() && g.from != "":
		return g.near(t), "the same parties, kind and days"
	case t.dated() && g.from != "":
		return t.date.Start <= g.to && g.from <= t.date.End, "the only one of its kind within the dates given"
	case t.dated() && head.dated():
		return t.date.EDTF == head.date.EDTF, "the same parties, kind and date"
	case !t.dated():
		for _, o := range g.tellings {
			if o.document == t.document || o.story == t.story {
				return true, "the only one of its kind in the text"
			}
		}
	}
	return false, ""
}

// near reports whether the days of a telling are those of all tellings of a group, or the next: reports and clocks differ by a
// day, but a chain of days is not one meeting. Within one text, which tells its days apart, they must be the same.
func (g *group) near(t *telling) bool {
	for _, o := range g.tellings {
		gap := 1
		if o.document == t.document {
			gap = 0
		}
		if o.exact() && (t.date.Start > later(o.date.End, gap) || o.date.Start > later(t.date.End, gap)) {
			return false
		}
	}
	return t.date.Start <= later(g.to, 1) && g.from <= later(t.date.End, 1)
}

// later is a day some days on; what is not a day stays as it is.
func later(day string, days int) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format("2006-01-02")
}

// merged joins the groups that reviewers put together.
func merged(groups []*group, words said) []*group {
	if len(words.together) == 0 {
		return groups
	}
	at := map[string]*group{}
	for _, g := range groups {
		for _, t := range g.tellings {
			at[t.id] = g
		}
	}
	for _, id := range slices.Sorted(maps.Keys(words.together)) {
		a, b := at[id], at[words.together[id]]
		if a == nil || b == nil || a == b {
			continue
		}
		for _, t := range a.tellings {
			b.add(t, "joined by a reviewer")
			at[t.id] = b
		}
		a.tellings = nil
	}
	return slices.DeleteFunc(groups, func(g *group) bool { return len(g.tellings) == 0 })
}

// happening makes the row of a group. Its date is the most exact one that the most stories give.
func (g *group) happening() entente.Happening {
	slices.SortFunc(g.tellings, func(a, b *telling) int { return cmp.Compare(a.id, b.id) })
	best := slices.MinFunc(g.tellings, func(a, b *telling) int {
		return cmp.Or(cmp.Compare(level(a), level(b)), cmp.Compare(-g.support(a), -g.support(b)), -cmp.Compare(a.row.Event.Confidence, b.row.Event.Confidence), cmp.Compare(a.id, b.id))
	})
	e := best.row.Event
	h := entente.Happening{ID: g.id(), Type: e.Type, Mode: e.Mode, Kind: e.Kind, Contexts: e.Contexts, Actors: best.actors, Recipients: best.recipients,
		Date: best.date, Place: e.Place, Status: e.Status, Quad: e.Quad, Score: e.Score}
	for _, t := range g.tellings {
		h.Events, h.Stories = append(h.Events, t.id), append(h.Stories, t.story)
		if h.Place == nil {
			h.Place = t.row.Event.Place
		}
		if t.dated() && best.dated() && (t.date.Start > best.date.End || t.date.End < best.date.Start) {
			h.Conflicts = append(h.Conflicts, t.date.EDTF)
		}
	}
	h.Stories, h.Conflicts = set(h.Stories), set(h.Conflicts)
	if len(g.tellings) > 1 {
		h.Why = fmt.Sprintf("%d tellings in %d stories: %s", len(g.tellings), len(h.Stories), strings.Join(g.why, "; "))
	} else if len(g.why) > 0 {
		h.Why = g.why[0]
	}
	return h
}

// support counts the stories that give the date of a telling.
func (g *group) support(t *telling) int {
	stories := map[string]bool{}
	for _, o := range g.tellings {
		if o.dated() && t.dated() && o.date.Start == t.date.Start && o.date.End == t.date.End {
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
