package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

func (b *builder) subtitle(acts []*act) string {
	docs := map[string]bool{}
	var from, to *entente.Date
	for i := range b.Rows {
		docs[b.Rows[i].Document.ID] = true
		p := b.Rows[i].Document.Published
		if p == nil {
			continue
		}
		if from == nil || start(p) < start(from) {
			from = p
		}
		if to == nil || end(p) > end(to) {
			to = p
		}
	}
	s := fmt.Sprintf("%d documents", len(docs))
	if len(docs) == 1 {
		s = "1 document"
	}
	if from != nil && prose.Date(from) != prose.Date(to) {
		s += fmt.Sprintf(" published %s to %s", prose.Date(from), prose.Date(to))
	} else if from != nil {
		s += " published " + prose.Date(from)
	}
	count, conflict := 0, 0
	for _, a := range acts {
		if a.happened() {
			if count++; a.conflict() {
				conflict++
			}
		}
	}
	if count > 0 {
		s += fmt.Sprintf("; %s %s, %s in conflict", things(count), b.among(), number(conflict))
	}
	if b.On != "" {
		s += "; state of " + b.On
	}
	if b.Since != "" {
		s += "; what is new since " + b.Since
	}
	return s
}

// brief is the summary: level, last, next and trade, in that order, each with the notes of its line.
func (b *builder) brief(acts []*act, levels []rung, next, figures []Line) []Line {
	var out []Line
	if len(levels) > 0 && b.B != "" {
		top := slices.MaxFunc(levels, func(x, y rung) int { return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.at, x.at)) })
		label := "Level"
		if top.rank < 2 { // no level is named: what was last done about relations
			label, top = "Relations", levels[len(levels)-1]
		}
		out = append(out, Line{Label: label, Text: top.line.Text + dated(top.line.Label), Notes: slices.Clone(top.line.Notes)})
	}
	if past := b.last(acts); len(past) > 0 {
		l := past[0]
		out = append(out, Line{Label: "Last", Text: l.Text + dated(l.Label), Notes: slices.Clone(l.Notes)})
	}
	if l, ok := b.quarrel(acts); ok {
		out = append(out, l)
	}
	for _, l := range next {
		if !strings.Contains(l.Text, " — ") {
			out = append(out, Line{Label: "Next", Text: l.Text + dated(l.Label), Notes: slices.Clone(l.Notes)})
			break
		}
	}
	if l, ok := b.newest(figures); ok {
		out = append(out, l)
	}
	return out
}

// quarrel is the weightiest act of conflict, where such acts are a third of all or more.
func (b *builder) quarrel(acts []*act) (out Line, found bool) {
	all, conflict := 0, 0
	var worst *act
	for _, a := range acts {
		if !a.happened() {
			continue
		}
		if all++; !a.conflict() {
			continue
		}
		conflict++
		if worst == nil || len(a.Stories) > len(worst.Stories) || len(a.Stories) == len(worst.Stories) && weight(a) > weight(worst) {
			worst = a
		}
	}
	if worst == nil || b.B == "" || conflict*3 < all || len(worst.Stories) < 2 {
		return Line{}, false
	}
	l := b.line(worst, b.phrase(worst))
	return Line{Label: "Most told conflict", Text: l.Text + dated(l.Label), Notes: slices.Clone(l.Notes)}, true
}

// newest is the trade figure of the latest period.
func (b *builder) newest(figures []Line) (Line, bool) {
	for i := len(figures) - 1; i >= 0; i-- {
		if l := figures[i]; l.Label == "trade" && b.B != "" && strings.Contains(l.Text, " in ") && !strings.Contains(l.Text, "-fold") && !strings.Contains(l.Text, "change") {
			return Line{Label: "Trade", Text: l.Text, Notes: slices.Clone(l.Notes)}, true
		}
	}
	return Line{}, false
}

func (b *builder) among() string {
	if b.B == "" {
		return "of " + b.Name(b.A) + " with others"
	}
	return "between the two"
}

func things(n int) string {
	if n == 1 {
		return "one deed or meeting"
	}
	return fmt.Sprintf("%d deeds and meetings", n)
}

func number(n int) string {
	if n == 0 {
		return "none of them"
	}
	return fmt.Sprintf("%d of them", n)
}

func dated(label string) string {
	if label == "" {
		return ""
	}
	return " (" + label + ")"
}

// both reports whether the tie is one of the dossier: of both, or of the one that it is on.
func (b *builder) both(parties []string) bool {
	if b.B == "" {
		return slices.Contains(parties, b.A)
	}
	return slices.Contains(parties, b.A) && slices.Contains(parties, b.B)
}

// shared lists the bodies in which both have a place.
func (b *builder) shared() []Line {
	member := map[string]map[string]*entente.Row{}
	for i := range b.Rows {
		r := &b.Rows[i]
		t := r.Tie
		if t == nil || t.Kind != "membership" || t.Status == "refused" || t.Status == "ended" || t.Status == "sought" {
			continue
		}
		for _, body := range t.Parties {
			for _, p := range t.Parties {
				if strings.HasPrefix(body, "org:") && (p == b.A || p == b.B) {
					if member[body] == nil {
						member[body] = map[string]*entente.Row{}
					}
					if member[body][p] == nil {
						member[body][p] = r
					}
				}
			}
		}
	}
	var out []Line
	for body, m := range member {
		x, y := m[b.A], m[b.B]
		if x == nil || y == nil || universal[body] {
			continue
		}
		l := Line{Label: b.Name(body), Text: roles(b.Name(b.A), x.Tie.Role, b.Name(b.B), y.Tie.Role), Notes: []int{b.note(x)}}
		if n := b.note(y); n != l.Notes[0] {
			l.Notes = append(l.Notes, n)
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(x, y Line) int { return cmp.Compare(x.Label, y.Label) })
	return out
}

func roles(a, roleA, b, roleB string) string {
	roleA, roleB = cmp.Or(roleA, "member"), cmp.Or(roleB, "member")
	if roleA == roleB {
		return "both " + roleA
	}
	return fmt.Sprintf("%s %s, %s %s", a, roleA, b, roleB)
}

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

// dated reports whether an account says when an act began.
func (a *act) dated() bool { return a.Date != nil && a.Date.Start != "" }

// told is the day an act began or, where no account dates it, the last day of the earliest document that tells it; "" for none.
func (a *act) told() string {
	if a.dated() {
		return a.Date.Start
	}
	day := ""
	for _, r := range a.rows {
		if p := r.Document.Published; p != nil && (day == "" || p.End < day) {
			day = p.End
		}
	}
	return day
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
			out = append(out, b.line(a, text+", denied"+b.by(a)))
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
