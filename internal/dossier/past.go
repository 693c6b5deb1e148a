package dossier

import (
	"cmp"
	"slices"
	"strings"
)

// last is the four most recent deeds and meetings, newest first, of one day the weightier first; words where there are none.
// What no account dates counts by the day of the document that tells it.
func (b *builder) last(acts []*act) []Line {
	for least := 3; least > 0; least-- {
		var kept []*act
		for _, a := range acts {
			day := a.told()
			if a.happened() && day != "" && day <= b.On && !a.rows[0].Event.Historical && weight(a) >= least && !plain(a) && (a.dated() || !listed[a.Kind] && !lasting[a.Kind] && (b.accord(a) == "" || len(a.Stories) > 1)) && !part(a, acts) {
				kept = append(kept, a)
			}
		}
		slices.SortStableFunc(kept, func(x, y *act) int {
			return cmp.Or(cmp.Compare(y.told(), x.told()), cmp.Compare(weight(y), weight(x)))
		})
		var out []Line
		for _, a := range kept {
			out = append(out, b.line(a, b.phrase(a)))
		}
		if out = merged(out); len(out) > 0 {
			return out[:min(4, len(out))]
		}
	}
	return nil
}

// part reports whether an act is a meeting, or talk, within a visit or summit of the same days, which says more.
func part(a *act, acts []*act) bool {
	if a.Type != "CONSULT" || strings.Contains(a.Kind, "visit") || a.Kind == "summit" || !a.dated() || a.Date.Precision != "day" {
		return false
	}
	return slices.ContainsFunc(acts, func(o *act) bool {
		return o != a && o.happened() && (strings.Contains(o.Kind, "visit") || o.Kind == "summit") && o.dated() && o.Date.Precision == "day" && o.Date.Start <= a.Date.Start && o.Date.End >= a.Date.End &&
			!slices.ContainsFunc(a.Actors, func(c string) bool { return !slices.Contains(o.Actors, c) && !slices.Contains(o.Recipients, c) })
	})
}

// disputes are acts of conflict between the two, denials, and happenings whose accounts give dates that exclude each other.
func (b *builder) disputes(acts []*act) []Line {
	var out []Line
	for _, a := range acts {
		text := b.phrase(a)
		switch {
		case a.Status == "denied":
			out = append(out, b.line(a, text+", denied"+b.denier(a)))
		case len(a.denied) > 0:
			out = append(out, b.line(a, text+", claimed and denied"))
		case len(a.Conflicts) > 0:
			out = append(out, b.line(a, text+"; other accounts say "+strings.Join(a.Conflicts, ", ")))
		case a.conflict() && a.happened():
			out = append(out, b.line(a, text))
		}
	}
	slices.SortStableFunc(out, byDay)
	out = merged(out)
	for _, v := range b.verdicts() {
		if l, ok := b.verdict(v); ok && v.Kind == "conflict" {
			out = append(out, l)
		}
	}
	return out
}

// chronology is what happened, in order; what no account dates stands by the day of the document that tells it, where it
// weighs enough. Where there is no room for all, the years share it: each further act of a year weighs less.
func (b *builder) chronology(acts []*act) []Line {
	var kept []*act
	for _, a := range acts {
		if w := weight(a); a.happened() && !part(a, acts) && (a.dated() && w > 0 || w > 2 && !listed[a.Kind]) {
			kept = append(kept, a)
		}
	}
	rank := map[*act]int{}
	byWeight := slices.Clone(kept)
	slices.SortStableFunc(byWeight, func(x, y *act) int {
		return cmp.Or(cmp.Compare(weight(y), weight(x)), cmp.Compare(len(y.Stories), len(x.Stories)), cmp.Compare(y.told(), x.told()))
	})
	years := map[string]int{}
	for _, a := range byWeight {
		year := a.told()[:min(4, len(a.told()))]
		rank[a] = 4*weight(a) + 2*min(3, len(a.Stories)) - 3*years[year]
		if a.dated() {
			rank[a] += 4
		}
		years[year]++
	}
	var out []Line
	for _, a := range kept {
		l := b.line(a, b.phrase(a))
		l.rank = rank[a]
		out = append(out, l)
	}
	slices.SortStableFunc(out, byDay)
	return merged(out)
}

// lasting are the kinds of act that go on: who tells of one without a date does not tell of its beginning.
var lasting = map[string]bool{"occupation": true, "annexation": true, "armed-conflict": true, "war": true, "civil-war": true, "blockade": true, "territorial-contention": true, "crisis": true, "turmoil": true, "nuclear-programme": true}

// listed are the kinds of act that, where no account dates them, stand better among levels and agreements alone.
var listed = map[string]bool{"partnership-upgrade": true, "border-settlement": true, "document-signing": true, "treaty-signing": true, "agreement": true,
	"diplomatic-relations-established": true, "joint-projects": true, "cooperation": true, "negotiation": true}

// byDay puts lines in the order of the days in their labels.
func byDay(x, y Line) int { return cmp.Compare(dayOf(x.Label), dayOf(y.Label)) }

// weight says how much an act matters to a reader: deeds and documents before meetings, meetings before words; what several
// independent stories tell gains.
func weight(a *act) int {
	w := 1
	switch {
	case a.Kind == "anniversary" || a.Kind == "policy-continuation" || a.Kind == "policy-intention":
		return 0
	case a.Quad == 4 && a.against:
		w = 4
	case a.Quad >= 3 && !a.against: // both against somebody else
		return 0
	case a.Kind == "state-visit" || a.Kind == "summit" || a.Kind == "treaty-signing" || strings.HasPrefix(a.Kind, "diplomatic-relations") || strings.HasPrefix(a.Kind, "relations-") || a.Kind == "partnership-upgrade" || a.Kind == "border-settlement":
		w = 4
	case a.Kind == "document-signing" || a.Kind == "ratification" || a.Type == "CONSULT" || a.Type == "COOPERATE" || a.Type == "AID" || a.Type == "SANCTION" || a.Type == "RETREAT":
		w = 3
	case a.Type == "SUPPORT" || a.Type == "THREATEN" || a.Type == "REJECT":
		w = 2
	}
	if len(a.Stories) > 1 {
		w++
	}
	return w
}
