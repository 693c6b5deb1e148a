package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"entente"
	"entente/internal/calendar"
)

const (
	// patience is how many days after a plan without a date its outcome may come.
	patience = 550
	// grace is how many days after its date a plan may be carried out.
	grace = 7
	// memory is for how many days before a denial the claims may have been told that it denies.
	memory = 90
)

// A window is a stretch of days; there is one where from is not after to.
type window struct{ from, to int }

func (w window) there() bool             { return w.from <= w.to }
func (w window) meets(from, to int) bool { return from <= w.to && w.from <= to }

var nowhere = window{1, 0}

func (w window) with(from, to int) window {
	if !w.there() {
		return window{from, to}
	}
	return window{min(w.from, from), max(w.to, to)}
}

// links ties plans to what came of them, denials to the claims they deny, and anniversaries to what they mark. What is possible leads to the plan that it
// became, and that to what happened.
func links(groups []*group) []entente.Link {
	slices.SortFunc(groups, func(a, b *group) int { return cmp.Compare(a.id(), b.id()) })
	of := map[string][]*group{}
	for _, g := range groups {
		of[pair(g.tellings[0])] = append(of[pair(g.tellings[0])], g)
	}
	var out []entente.Link
	link := func(kind string, from, to *group, why string) {
		a, b := from.id(), to.id()
		out = append(out, entente.Link{ID: entente.ID("l", kind, a, b), Kind: kind, From: a, To: b, Why: why})
	}
	for _, g := range groups {
		same := of[pair(g.tellings[0])]
		switch g.tellings[0].stage() {
		case "planned", "hypothetical":
			if to, why := g.outcome(same); to != nil {
				link("outcome", g, to, why)
			}
		case "denied":
			if claim, why := g.claim(same); claim != nil {
				link("denial", claim, g, why)
			}
		}
		if of, why := g.marked(same); of != nil {
			link("anniversary", of, g, why)
		}
	}
	slices.SortFunc(out, func(a, b entente.Link) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// pair is the parties and the family of kinds, or the line that the family is of, whichever way they stand.
func pair(t *telling) string {
	return cmp.Or(t.rule.Line, t.family) + "|" + strings.Join(set(slices.Concat(t.actors, t.recipients)), ",")
}

// outcome is what a plan became: the first thing of its kind that happened in its time, or before that the plan that
// something possible became.
func (g *group) outcome(same []*group) (*group, string) {
	w := g.due()
	if !w.there() {
		return nil, ""
	}
	done := g.done(same, w)
	if g.tellings[0].stage() == "hypothetical" {
		if p := g.firmed(same, w, done); p != nil {
			return p, "the same parties and kind, planned after it was possible"
		}
	}
	if done == nil {
		return nil, ""
	}
	return done, fmt.Sprintf("the same parties and kind; %s lies within %s to %s", calendar.ISO(done.from), calendar.ISO(w.from), calendar.ISO(w.to))
}

// done is the first thing that happened within a window.
func (g *group) done(same []*group, w window) *group {
	var best *group
	for _, h := range same {
		if h.tellings[0].stage() != "happened" || !h.exact || !g.answers(h) || !w.meets(h.from, h.to) {
			continue
		}
		if best == nil || h.from < best.from {
			best = h
		}
	}
	return best
}

// firmed is the plan that a possible thing became: told no earlier, for days that meet, and with the same outcome.
func (g *group) firmed(same []*group, w window, done *group) *group {
	var best *group
	for _, p := range same {
		v := p.due()
		if p.tellings[0].stage() != "planned" || !g.answers(p) || !v.there() || !w.meets(v.from, v.to) || p.told().from < g.told().from {
			continue
		}
		if done != nil && p.done(same, v) != done {
			continue
		}
		if best == nil || p.told().from < best.told().from {
			best = p
		}
	}
	return best
}

// answers reports whether another group can be what became of this one: the same side acts, and persons do not exclude one
// another.
func (g *group) answers(h *group) bool {
	return g.tellings[0].family == h.tellings[0].family && g.tellings[0].direction() == h.tellings[0].direction() && compatible(g.people, h.people)
}

// due is the stretch of days in which what is planned should come: its dates, else some time after it was told, where it is of
// a kind that one can wait for.
func (g *group) due() window {
	w := nowhere
	for _, t := range g.tellings {
		if t.dated() {
			w = w.with(t.lo, t.hi+grace)
		}
	}
	if told := g.told(); !w.there() && told.there() && (g.tellings[0].rule.Rare || g.tellings[0].rule.Mutual) {
		w = window{told.from, told.from + patience}
	}
	return w
}

// told is the stretch of days on which documents told of a group.
func (g *group) told() window {
	w := nowhere
	for _, t := range g.tellings {
		if day, ok := dayOf(t.published); ok {
			w = w.with(day, day)
		}
	}
	return w
}

// claim is what a denial denies: the only thing of its kind that was said to have happened, or to be planned, on its days;
// where it has none, the only one of its own story or, failing that, of those told in the months before.
func (g *group) claim(same []*group) (*group, string) {
	dates := nowhere
	for _, t := range g.tellings {
		if t.dated() {
			dates = dates.with(t.lo, t.hi)
		}
	}
	told := g.told()
	var dated, beside, before []*group
	for _, c := range same {
		stage := c.tellings[0].stage()
		if stage == "denied" || !g.answers(c) {
			continue
		}
		w := c.due()
		if c.exact {
			w = window{c.from, c.to}
		}
		switch {
		case dates.there():
			if w.there() && dates.meets(w.from, w.to) && stage == "happened" {
				dated = append(dated, c)
			}
		case c.shares(g):
			beside = append(beside, c)
		case told.there() && c.told().there() && c.told().from <= told.to && c.told().to >= told.from-memory:
			before = append(before, c)
		}
	}
	for _, x := range []struct {
		found []*group
		why   string
	}{{dated, "the same parties and kind, on the days for which it is denied"}, {beside, "the claim that the same text reports"},
		{before, "the only claim of the kind in the months before"}} {
		if len(x.found) == 1 {
			return x.found[0], x.why
		}
	}
	return nil, ""
}

// shares reports whether two groups are told in one story.
func (g *group) shares(o *group) bool {
	for _, t := range g.tellings {
		for _, u := range o.tellings {
			if t.story == u.story {
				return true
			}
		}
	}
	return false
}

// remembrance is the kind of happening that marks the day of another.
const remembrance = "anniversary"

// marked is what an anniversary marks: the only thing of its line, of the same parties, that happened a round number of years
// before.
func (g *group) marked(same []*group) (of *group, why string) {
	year, ok := g.year()
	if g.tellings[0].kind != remembrance || !ok {
		return nil, ""
	}
	for _, h := range same {
		then, dated := h.year()
		if h.tellings[0].family == g.tellings[0].family || h.tellings[0].stage() != "happened" || !dated || then >= year || (year-then)%5 != 0 {
			continue
		}
		if of != nil {
			return nil, ""
		}
		of, why = h, fmt.Sprintf("the same parties, %d years before", year-then)
	}
	return of, why
}

// year is the year that a group is dated to, by its most exact telling.
func (g *group) year() (int, bool) {
	best := slices.MinFunc(g.tellings, func(a, b *telling) int { return cmp.Or(cmp.Compare(a.level(), b.level()), cmp.Compare(a.id, b.id)) })
	if !best.dated() || calendar.ISO(best.lo)[:4] != calendar.ISO(best.hi)[:4] {
		return 0, false
	}
	year, err := strconv.Atoi(calendar.ISO(best.lo)[:4])
	return year, err == nil
}
