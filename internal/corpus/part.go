package corpus

import (
	"cmp"
	"context"
	"iter"
	"maps"
	"slices"

	"entente"
)

// Of a key that thousands tell of, one more document changes little. Which tellings can be joined with which is known without
// joining them: days that meet or nearly, the same story, a person or place in common. A part is what hangs together in that
// way with what came, changed or went; joined alone it gives the groups that all of the key would give. Links are found anew
// for the plans whose time a change falls into.

// shelved is a telling as it is kept.
func (t *telling) shelved() entente.Telling {
	x := entente.Telling{Document: t.document, Story: t.story, Key: pair(t), Stage: t.stage(), Alone: entente.ID("h", t.id), Packed: t.pack()}
	if t.dated() {
		x.Dated, x.Lo, x.Hi = entente.LongDated, t.lo, t.hi
		if t.hi-t.lo <= entente.ShortDays {
			x.Dated = entente.ShortlyDated
		}
	}
	return x
}

// A part is the tellings of a key that must be joined anew.
type part struct {
	in      *intake
	key     string
	pool    map[string]*telling // what was read of the key, by event id
	stories map[string]bool     // stories, by stage, all of whose tellings were read
	windows []read
	whole   map[string]bool   // stages of which all was read
	told    map[*telling]bool // by the documents of the intake
}

// A read is a stretch of days of a stage that was read.
type read struct {
	stage string
	window
}

// join joins what the documents of the intake can change, and finds its links; whole says that all of the key must be joined.
func (p *part) join(ctx context.Context) (whole bool, err error) {
	var before, after []*telling // what the documents, and those beside them, told and tell
	for _, t := range p.in.had[p.key] {
		x, err := p.in.open(t)
		if err != nil {
			return false, err
		}
		if t.Story != x.story { // it can have been joined by the story that it was in
			y := *x
			y.story = t.Story
			before = append(before, &y)
		}
		before = append(before, x)
	}
	for _, t := range p.in.told {
		if pair(t) == p.key {
			after, p.told[t] = append(after, t), true
		}
	}
	seeds := slices.Concat(before, after)
	if slices.ContainsFunc(seeds, func(t *telling) bool {
		return t.rule.Once || t.rule.Level || t.rule.Line != "" || t.stage() == "denied"
	}) {
		return true, nil
	}
	plans, err := p.plans(ctx)
	if err != nil || plans == nil {
		return plans == nil, err
	}
	changed, err := p.around(ctx, seeds)
	if err != nil {
		return false, err
	}
	return false, p.settle(ctx, seeds, changed, plans)
}

// plans are the tellings of the key of what did not happen; nil where there are denials, for which all must be looked at.
func (p *part) plans(ctx context.Context) ([]*telling, error) {
	out := []*telling{}
	for _, stage := range []string{"denied", "planned", "hypothetical"} {
		found, err := p.in.shelf.Within(ctx, entente.Reach{Key: p.key, Stage: stage, All: true})
		if err != nil || stage == "denied" && len(found) > 0 {
			return nil, err
		}
		for _, t := range found {
			x, err := p.add(t)
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
		p.whole[stage] = true
	}
	return out, nil
}

// add puts a telling of the shelf into the pool, unless it is there.
func (p *part) add(t entente.Telling) (*telling, error) {
	x, err := p.in.open(t)
	if err != nil {
		return nil, err
	}
	if have := p.pool[x.id]; have != nil {
		return have, nil
	}
	p.pool[x.id] = x
	return x, nil
}

// around is the tellings on the shelf that hang together with some, and those themselves.
func (p *part) around(ctx context.Context, seeds []*telling) (map[string]*telling, error) {
	out := map[string]*telling{}
	for next := seeds; len(next) > 0; {
		if err := p.read(ctx, next); err != nil {
			return nil, err
		}
		var found []*telling
		for _, t := range next {
			out[t.id] = t
		}
		for _, u := range p.pool {
			if out[u.id] == nil && slices.ContainsFunc(next, u.meets) {
				found = append(found, u)
			}
		}
		next = found
	}
	return out, nil
}

// slack is how many days beyond its own the tellings may lie that hang together with one.
const slack = 21

// read reads what may hang together with tellings.
func (p *part) read(ctx context.Context, some []*telling) error {
	stories := map[string][]string{}
	for _, t := range some {
		if p.whole[t.stage()] {
			continue
		}
		if k := t.stage() + "|" + t.story; !p.stories[k] {
			p.stories[k] = true
			stories[t.stage()] = append(stories[t.stage()], t.story)
		}
		if t.dated() {
			if err := p.days(ctx, t.stage(), window{t.lo - slack, t.hi + slack}); err != nil {
				return err
			}
		}
	}
	for _, stage := range slices.Sorted(maps.Keys(stories)) {
		if err := p.within(ctx, entente.Reach{Key: p.key, Stage: stage, Stories: stories[stage]}); err != nil {
			return err
		}
	}
	return nil
}

// days reads the tellings of some days, unless it has.
func (p *part) days(ctx context.Context, stage string, w window) error {
	if slices.ContainsFunc(p.windows, func(r read) bool { return r.stage == stage && r.from <= w.from && w.to <= r.to }) {
		return nil
	}
	p.windows = append(p.windows, read{stage, w})
	return p.within(ctx, entente.Reach{Key: p.key, Stage: stage, From: w.from, To: w.to})
}

func (p *part) within(ctx context.Context, r entente.Reach) error {
	found, err := p.in.shelf.Within(ctx, r)
	if err != nil {
		return err
	}
	for _, t := range found {
		if _, err := p.add(t); err != nil {
			return err
		}
	}
	return nil
}

// meets reports whether two tellings of a key may be joined with one another, or whether one decides what becomes of the other.
func (t *telling) meets(u *telling) bool {
	if t.block() != u.block() {
		return false
	}
	if !t.dated() || !u.dated() {
		return t.story == u.story
	}
	apart := max(t.lo-u.hi, u.lo-t.hi)
	if t.exact() && u.exact() {
		if share(t.people, u.people) {
			return apart <= t.rule.Days
		}
		return apart <= min(1, t.rule.Days)
	}
	return apart <= slack && (max(t.level(), u.level()) < 2 || t.rule.Rare || t.story == u.story || share(t.people, u.people) || same(t.place, u.place))
}

// there are the tellings that stand now: what the documents told before does not.
func (p *part) there(some iter.Seq[*telling]) []*telling {
	var out []*telling
	for t := range some {
		if !p.in.here[t.document] || p.told[t] {
			out = append(out, t)
		}
	}
	slices.SortFunc(out, func(a, b *telling) int { return cmp.Compare(a.id, b.id) })
	return slices.CompactFunc(out, func(a, b *telling) bool { return a.id == b.id })
}

// settle joins what changed, and finds the links of the plans that it bears on.
func (p *part) settle(ctx context.Context, seeds []*telling, changed map[string]*telling, plans []*telling) error {
	var replaced []string
	for _, t := range changed {
		replaced = append(replaced, entente.ID("h", t.id))
		if t.stage() != "happened" {
			plans = append(plans, t)
		}
	}
	p.in.out.Replaced, p.in.out.Seekers = append(p.in.out.Replaced, replaced...), append(p.in.out.Seekers, replaced...)
	w := &waiting{part: p, seeds: slices.AppendSeq(slices.Clone(seeds), maps.Values(changed)), changed: changed, affected: map[string]bool{}}
	all, err := w.all(ctx, p.there(slices.Values(plans)))
	if err != nil {
		return err
	}
	p.in.keep(join(p.there(maps.Values(all)), p.in.words), w.isChanged, func(g *group) bool { return w.isChanged(g) || w.affected[g.id()] })
	p.in.out.Seekers = append(p.in.out.Seekers, slices.Sorted(maps.Keys(w.affected))...)
	return nil
}

// A waiting is the plans of a key, some of which may have another outcome now.
type waiting struct {
	*part
	seeds    []*telling // all that came, went or hangs together with that
	changed  map[string]*telling
	affected map[string]bool // plans, by the ids of their happenings

	done    []window // days on which something came to happen, or came not to
	planned window   // days for which something was or is planned
}

func (w *waiting) isChanged(g *group) bool { return w.changed[g.tellings[0].id] != nil }

// all are the tellings to be joined: what changed, and where plans are affected, all plans and what happened in their time.
func (w *waiting) all(ctx context.Context, plans []*telling) (map[string]*telling, error) {
	if len(plans) == 0 {
		return w.changed, nil
	}
	w.planned = nowhere
	for _, t := range w.seeds {
		if t.stage() != "happened" {
			if d := start(t, "").due(); d.there() {
				w.planned = w.planned.with(d.from, d.to)
			}
		} else if t.exact() {
			w.done = append(w.done, window{t.lo - someDays, t.hi + someDays})
		}
	}
	times := w.times(join(plans, w.in.words))
	all := maps.Clone(w.changed)
	if len(times) == 0 {
		return all, nil
	}
	for _, t := range plans {
		all[t.id] = t
	}
	var near []*telling
	for _, x := range times {
		if err := w.days(ctx, "happened", window{x.from - slack, x.to + slack}); err != nil {
			return nil, err
		}
	}
	for _, t := range w.pool {
		if t.stage() == "happened" && t.exact() && all[t.id] == nil && slices.ContainsFunc(times, func(x window) bool { return x.meets(t.lo, t.hi) }) {
			near = append(near, t)
		}
	}
	more, err := w.around(ctx, near)
	maps.Copy(more, all)
	return more, err
}

// times notes the plans that are affected, and gives the stretches of days in which their outcome is to be looked for.
func (w *waiting) times(plans []*group) []window {
	var firm, possible []*group
	for _, g := range plans {
		if g.tellings[0].stage() == "planned" {
			firm = append(firm, g)
		} else {
			possible = append(possible, g)
		}
	}
	bears := func(d window) bool {
		return slices.ContainsFunc(w.done, func(x window) bool { return d.meets(x.from, x.to) })
	}
	var moved, out []window
	for _, g := range firm {
		if d := g.due(); d.there() && (w.isChanged(g) || bears(d)) {
			w.affected[g.id()] = true
			moved, out = append(moved, d), append(out, d)
		}
	}
	for _, g := range possible {
		d := g.due()
		meets := func(x window) bool { return d.meets(x.from, x.to) }
		if !d.there() || !w.isChanged(g) && !bears(d) && !(w.planned.there() && meets(w.planned)) && !slices.ContainsFunc(moved, meets) {
			continue
		}
		w.affected[g.id()] = true
		out = append(out, d)
		for _, p := range firm {
			if v := p.due(); v.there() && meets(v) {
				out = append(out, v)
			}
		}
	}
	return out
}
