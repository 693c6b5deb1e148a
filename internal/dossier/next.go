package dossier

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// stale is how many days an announcement without a date is waited for.
const stale = 550

// next is what is planned or possible: what is still to come first, then what fell due, the newest first. What carries no
// date says by when it was announced.
func (b *builder) next(acts []*act) []Line {
	done := map[string]bool{}
	for _, a := range acts {
		done[a.Kind] = done[a.Kind] || a.happened()
	}
	var ahead, due []Line
	for _, a := range acts {
		if a.Status != "planned" && a.Status != "hypothetical" || plain(a) || a.Kind == "anniversary" || spoken[a.Type] || b.forgotten(a) || b.bygone(a) || a.Kind == "diplomatic-relations-established" && done[a.Kind] {
			continue
		}
		text := b.phrase(a)
		if a.Status == "hypothetical" {
			text += ", possible"
		}
		l := b.line(a, text)
		l.Label = strings.Replace(l.Label, "by ", "announced by ", 1)
		switch {
		case a.outcome != nil:
			l.Text += " — took place (" + a.outcome.when() + ")"
			l.Notes = append(l.Notes, b.line(a.outcome, "").Notes[0])
			due = append(due, l)
		case b.over(a):
			l.Text += " — no outcome was read"
			due = append(due, l)
		default:
			ahead = append(ahead, l)
		}
	}
	slices.SortStableFunc(due, func(x, y Line) int { return cmp.Compare(dayOf(y.Label), dayOf(x.Label)) })
	out := merged(append(ahead, due...))
	for i := range out {
		out[i].rank = -i // the first are those to come
	}
	return out
}

// spoken are the types of acts that consist in saying something: that it will be said is nothing to wait for.
var spoken = map[string]bool{"ACCUSE": true, "REQUEST": true, "REJECT": true}

// forgotten reports whether an announcement without a day was made so long ago that nobody waits for it, and nothing came of it.
func (b *builder) forgotten(a *act) bool {
	on, errOn := time.Parse(time.DateOnly, b.On)
	told, err := time.Parse(time.DateOnly, a.told())
	return a.outcome == nil && !a.dated() && err == nil && errOn == nil && on.Sub(told) > 4*stale*24*time.Hour
}

// bygone reports whether what was planned fell due more than three years ago: history, not what is ahead.
func (b *builder) bygone(a *act) bool {
	day := a.told()
	if a.Date != nil && a.Date.End != "" {
		day = a.Date.End
	}
	return day != "" && years(day, b.On) > 3
}

// dayOf is the day in a label; "~", which is after all days, for none.
func dayOf(label string) string {
	if i := strings.IndexAny(label, "0123456789"); i >= 0 {
		return label[i:]
	}
	return "~"
}

// over reports whether the day of a plan has passed, or an announcement without one has grown stale.
func (b *builder) over(a *act) bool {
	if a.Date != nil && a.Date.End != "" {
		return a.Date.End < b.On
	}
	last := ""
	for _, r := range a.rows {
		if p := r.Document.Published; p != nil {
			last = max(last, p.End)
		}
	}
	on, errOn := time.Parse(time.DateOnly, b.On)
	told, err := time.Parse(time.DateOnly, last)
	return err == nil && errOn == nil && on.Sub(told) > stale*24*time.Hour
}

// plain reports whether an act is a general intention rather than something that one can wait for.
func plain(a *act) bool {
	switch a.Kind {
	case "cooperation", "policy-intention", "policy-continuation", "support-declared", "praise", "friendship", "dialogue", "integration", "trade":
		return a.Date == nil || a.Date.Precision != "day" || a.Date.Basis != "text" && a.Date.Basis != "relative"
	}
	return false
}
