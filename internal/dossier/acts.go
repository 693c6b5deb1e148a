package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

// An act is a happening of the dyad with the rows that tell it, best first, and what it is linked to.
type act struct {
	entente.Happening
	rows    []*entente.Row
	outcome *act // of a plan
	denied  []*act
	against bool // one party on each side, or a fight that both share
}

// phrase puts an act into words, as its best row tells it.
func (b *builder) phrase(a *act) string { return b.words.Act(a.Kind, a.Place, a.rows[0]) }

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

// acts are the happenings in which both take part, by date.
func (b *builder) acts() []*act {
	byID := map[string]*act{}
	var out []*act
	for _, h := range b.Corpus.Happenings {
		a := &act{Happening: h}
		for _, id := range h.Events {
			if r := b.rows[id]; r != nil {
				a.rows = append(a.rows, r)
			}
		}
		if len(a.rows) == 0 || b.B != "" && !b.between(&h) || b.B == "" && !slices.ContainsFunc(slices.Concat(h.Actors, h.Recipients), func(c string) bool { return c != b.A && b.words.Named(c) != "" }) {
			continue
		}
		slices.SortFunc(a.rows, func(x, y *entente.Row) int {
			return cmp.Or(cmp.Compare(y.Event.Confidence, x.Event.Confidence), cmp.Compare(published(x), published(y)), cmp.Compare(x.ID(), y.ID()))
		})
		a.against = b.against(&h)
		byID[h.ID] = a
		out = append(out, a)
	}
	became := map[string]string{}
	for _, l := range b.Corpus.Links {
		from, to := byID[l.From], byID[l.To]
		switch {
		case l.Kind == "outcome":
			became[l.From] = l.To
		case l.Kind == "denial" && from != nil && to != nil:
			from.denied = append(from.denied, to)
		}
	}
	for _, a := range out { // a possible visit was planned, the plan need not stand here, and then it took place
		for id, n := became[a.ID], 0; id != "" && n < len(became) && a.outcome == nil; id, n = became[id], n+1 {
			if to := byID[id]; to != nil && to.happened() {
				a.outcome = to
			}
		}
	}
	slices.SortFunc(out, func(x, y *act) int {
		return cmp.Or(cmp.Compare(start(x.Date), start(y.Date)), cmp.Compare(end(x.Date), end(y.Date)), cmp.Compare(x.ID, y.ID))
	})
	return b.retold(out)
}

// retold folds what no account dates into what was told alike, with the same parties, up to five years before it: an act that
// speeches come back to year after year is one act for a brief. What two share is the same whoever is named first.
func (b *builder) retold(acts []*act) []*act {
	undated := slices.Clone(acts)
	undated = slices.DeleteFunc(undated, func(a *act) bool { return a.dated() || a.told() == "" })
	slices.SortStableFunc(undated, func(x, y *act) int { return cmp.Compare(x.told(), y.told()) })
	first, last := map[string]*act{}, map[string]string{}
	gone := map[*act]bool{}
	for _, a := range undated {
		parties := slices.Concat(slices.Sorted(slices.Values(a.Actors)), []string{">"}, slices.Sorted(slices.Values(a.Recipients)))
		if b.words.Mutual(a.Kind) {
			parties = slices.Sorted(slices.Values(slices.Concat(a.Actors, a.Recipients)))
		}
		status := a.Status
		if a.happened() {
			status = "happened"
		}
		key := strings.Join(append(parties, a.Kind, status), " ")
		if f := first[key]; f != nil && years(last[key], a.told()) <= 5 && a.outcome == nil && len(a.denied) == 0 {
			f.rows, f.Stories, gone[a] = append(f.rows, a.rows...), append(f.Stories, a.Stories...), true
			slices.Sort(f.Stories)
			f.Stories = slices.Compact(f.Stories)
		} else {
			first[key] = a
		}
		last[key] = a.told()
	}
	return slices.DeleteFunc(acts, func(a *act) bool { return gone[a] })
}

// years is how many calendar years lie between two days.
func years(from, to string) int {
	var a, b int
	fmt.Sscanf(from, "%d", &a)
	fmt.Sscanf(to, "%d", &b)
	return b - a
}

func published(r *entente.Row) string { return start(r.Document.Published) }

func start(d *entente.Date) string {
	if d == nil {
		return "~" // after all that is dated
	}
	return cmp.Or(d.Start, d.End, "~")
}

func end(d *entente.Date) string {
	if d == nil {
		return "~"
	}
	return cmp.Or(d.End, "~")
}

func (b *builder) lastDay() string {
	day := ""
	for i := range b.Rows {
		if p := b.Rows[i].Document.Published; p != nil {
			day = max(day, p.End)
		}
	}
	return day
}

// happened reports whether an act took place or goes on.
func (a *act) happened() bool { return a.Status == "happened" || a.Status == "ongoing" }

// against reports whether the parties stand on two sides of an act, or share one that nobody shares in friendship.
func (b *builder) against(h *entente.Happening) bool {
	has := func(codes []string, code string) bool { return slices.Contains(codes, code) }
	if b.B == "" {
		return len(h.Recipients) > 0 && (has(h.Actors, b.A) || has(h.Recipients, b.A)) || has(h.Actors, b.A) && b.words.Mutual(h.Kind)
	}
	if has(h.Actors, b.A) && has(h.Recipients, b.B) || has(h.Actors, b.B) && has(h.Recipients, b.A) {
		return true
	}
	return has(h.Actors, b.A) && has(h.Actors, b.B) && len(h.Recipients) == 0 && b.words.Mutual(h.Kind)
}

// between reports whether an act has the two on its two sides, or both as its actors; two to whom a third does something do
// nothing to each other.
func (b *builder) between(h *entente.Happening) bool {
	a, c := slices.Contains(h.Actors, b.A), slices.Contains(h.Actors, b.B)
	return a && c || a && slices.Contains(h.Recipients, b.B) || c && slices.Contains(h.Recipients, b.A)
}

// conflict reports whether an act sets the two against each other.
func (a *act) conflict() bool { return a.Quad >= 3 && a.against }

// when labels a line with the date of an act, or with the day by which its earliest document told it.
func (a *act) when() string {
	switch {
	case a.Date == nil:
		return by(a.rows)
	case a.Date.Start == "" && a.Date.End != "":
		return "by " + a.Date.End
	}
	return prose.Date(a.Date)
}

// by is the day by which the earliest of some documents told a thing.
func by(rows []*entente.Row) string {
	var first *entente.Date
	for _, r := range rows {
		if p := r.Document.Published; p != nil && (first == nil || start(p) < start(first)) {
			first = p
		}
	}
	if first == nil {
		return "undated"
	}
	return "by " + prose.Date(first)
}

// merged folds lines that say the same into one with the notes of all, three at most.
func merged(lines []Line) []Line {
	at := map[[2]string]int{}
	var out []Line
	for _, l := range lines {
		key := [2]string{l.Label, l.Text}
		i, ok := at[key]
		if !ok {
			at[key] = len(out)
			out = append(out, l)
			continue
		}
		for _, n := range l.Notes {
			if len(out[i].Notes) < 3 && !slices.Contains(out[i].Notes, n) {
				out[i].Notes = append(out[i].Notes, n)
			}
		}
	}
	return out
}

// line is an act as a line with notes.
func (b *builder) line(a *act, text string) Line {
	l := Line{Label: a.when(), Text: text, rank: weight(a) + min(2, len(a.Stories)-1)}
	if who := b.accord(a); who != "" && text != "" {
		l.Text += ", according to " + who
		if len(a.Stories) < 2 && !a.dated() {
			l.rank--
		}
	}
	if n := len(a.Stories); n > 1 {
		l.Text += fmt.Sprintf(" (%d independent sources)", n)
	}
	told := map[string]bool{}
	for _, r := range a.rows {
		if len(l.Notes) < 2 && !told[r.Document.ID] {
			told[r.Document.ID] = true
			l.Notes = append(l.Notes, b.note(r))
		}
	}
	return l
}

// accord names those who tell an act of conflict where none of them did it and no account tells it in its own voice: what one
// side says of the other is its word, not a fact; "" where it needs none.
func (b *builder) accord(a *act) string {
	if a.Quad < 3 || a.Status == "denied" {
		return ""
	}
	var tellers []string
	for _, r := range a.rows {
		id := r.Speaker()
		if id == "" {
			return ""
		}
		p := r.Party(id)
		of := cmp.Or(p.Of, p.Code)
		if of == "" || strings.HasPrefix(of, "person:") || b.words.Named(of) == "" {
			if of = b.words.Speaker(p); of == "" {
				return "" // nobody that a reader could weigh
			}
		}
		if slices.Contains(a.Actors, of) || slices.Contains(a.Actors, p.Code) {
			return ""
		}
		name := cmp.Or(b.words.Named(of), of)
		if !slices.Contains(tellers, name) {
			tellers = append(tellers, name)
		}
	}
	slices.Sort(tellers)
	if len(tellers) > 3 {
		return fmt.Sprintf("%s and %d others", strings.Join(prose.Articled(tellers[:2]), ", "), len(tellers)-2)
	}
	return prose.And(prose.Articled(tellers))
}

// denier names who denies an act; "" where nobody does.
func (b *builder) denier(a *act) string {
	for _, r := range a.rows {
		if id := r.Speaker(); id != "" {
			return " by " + b.words.Person(r.Party(id))
		}
	}
	return ""
}
