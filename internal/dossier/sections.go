package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
)

func (b *builder) subtitle() string {
	docs := map[string]bool{}
	first := ""
	for i := range b.Rows {
		docs[b.Rows[i].Document.ID] = true
		if p := b.Rows[i].Document.Published; p != nil && p.Start != "" && (first == "" || p.Start < first) {
			first = p.Start
		}
	}
	s := fmt.Sprintf("%d documents", len(docs))
	if len(docs) == 1 {
		s = "1 document"
	}
	if last := b.lastDay(); first != "" && last != "" {
		s += fmt.Sprintf(" published %s to %s", first, last)
	}
	if b.On != "" {
		s += "; state of " + b.On
	}
	if b.Since != "" {
		s += "; what is new since " + b.Since
	}
	return s
}

// brief is the summary: level, last, next, trade, disputes, in that order, each with the notes of its line.
func (b *builder) brief(acts []*act, levels, next, figures []Line) []Line {
	var out []Line
	if n := len(levels); n > 0 {
		out = append(out, Line{Label: "Level", Text: levels[n-1].Text + dated(levels[n-1].Label), Notes: levels[n-1].Notes})
	}
	var last *act
	count, conflict := 0, 0
	for _, a := range acts {
		if a.happened() {
			if count++; a.Quad >= 3 {
				conflict++
			}
			if a.Date != nil && weight(a) >= 2 && end(a.Date) <= b.On {
				last = a
			}
		}
	}
	if last != nil {
		l := b.line(last, b.phrase(last))
		out = append(out, Line{Label: "Last", Text: l.Text + dated(l.Label), Notes: l.Notes})
	}
	for _, l := range next {
		if !strings.Contains(l.Text, "—") {
			out = append(out, Line{Label: "Next", Text: l.Text + dated(l.Label), Notes: l.Notes})
			break
		}
	}
	for i := len(figures) - 1; i >= 0; i-- {
		if strings.HasPrefix(figures[i].Label, "trade") {
			out = append(out, Line{Label: "Trade", Text: figures[i].Text, Notes: figures[i].Notes})
			break
		}
	}
	if count > 0 {
		out = append(out, Line{Label: "Record", Text: fmt.Sprintf("%d things done between the two were read, %d of them in conflict", count, conflict)})
	}
	return out
}

func dated(label string) string {
	if label == "" {
		return ""
	}
	return " (" + label + ")"
}

// ladder lists the levels of the relationship in the order of their dates: partnerships by name, and the opening, breaking
// and raising of relations. The same name is shown once, with the earliest date that was read.
func (b *builder) ladder(acts []*act) []Line {
	type rung struct {
		line Line
		key  string
		at   string
	}
	var rungs []rung
	add := func(key, at string, l Line) {
		for i := range rungs {
			if rungs[i].key == key {
				if at < rungs[i].at {
					rungs[i].at, rungs[i].line.Label = at, l.Label
				}
				for _, n := range l.Notes {
					if len(rungs[i].line.Notes) < 3 && !slices.Contains(rungs[i].line.Notes, n) {
						rungs[i].line.Notes = append(rungs[i].line.Notes, n)
					}
				}
				return
			}
		}
		rungs = append(rungs, rung{l, key, at})
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		if t := r.Tie; t != nil && (t.Kind == "partnership" || t.Kind == "relations") && b.both(t.Parties) && t.Name+t.Kind != "" {
			text := cmp.Or(t.Name, "diplomatic relations")
			if t.Status != "" && t.Status != "in-force" {
				text += ", " + t.Status
			}
			add(strings.ToLower(text), start(t.From), Line{Label: date(t.From), Text: text, Notes: []int{b.note(r)}})
		}
	}
	for _, a := range acts {
		switch a.Kind {
		case "diplomatic-relations-established", "relations-severed", "relations-resumed", "recognition":
			if a.happened() {
				add(a.Kind, start(a.Date), b.line(a, b.phrase(a)))
			}
		}
	}
	slices.SortStableFunc(rungs, func(x, y rung) int { return cmp.Compare(x.at, y.at) })
	var out []Line
	for _, r := range rungs {
		out = append(out, r.line)
	}
	return out
}

func (b *builder) both(parties []string) bool {
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
		if x == nil || y == nil {
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

// last is the five weightiest of the most recent acts, newest first.
func (b *builder) last(acts []*act) []Line {
	var out []Line
	for i := len(acts) - 1; i >= 0 && len(out) < 5; i-- {
		a := acts[i]
		if a.happened() && a.Date != nil && !a.rows[0].Event.Historical && weight(a) >= 2 && start(a.Date) <= b.On {
			out = append(out, b.line(a, b.phrase(a)))
		}
	}
	return out
}

// next is what is planned or possible: what is still to come first, then what fell due, the newest first.
func (b *builder) next(acts []*act) []Line {
	var ahead, due []Line
	for _, a := range acts {
		if a.Status != "planned" && a.Status != "hypothetical" {
			continue
		}
		text := b.phrase(a)
		if a.Status == "hypothetical" {
			text += ", possible"
		}
		switch {
		case a.outcome != nil:
			text += " — took place" + dated(date(a.outcome.Date))
			due = append(due, b.line(a, text))
		case a.Date != nil && a.Date.End != "" && a.Date.End < b.On:
			due = append(due, b.line(a, text+" — fell due, no outcome was read"))
		default:
			ahead = append(ahead, b.line(a, text))
		}
	}
	slices.Reverse(due)
	return append(ahead, due...)
}

// agreements lists treaties and other documents: ties, and the acts that made them.
func (b *builder) agreements(acts []*act) []Line {
	var out []Line
	seen := map[string]bool{}
	for i := range b.Rows {
		r := &b.Rows[i]
		if t := r.Tie; t != nil && t.Kind == "agreement" && b.both(t.Parties) {
			text := cmp.Or(t.Name, "agreement")
			if t.Status != "" {
				text += ", " + t.Status
			}
			key := strings.ToLower(text) + start(t.From)
			if !seen[key] {
				seen[key] = true
				out = append(out, Line{Label: date(t.From), Text: text, Notes: []int{b.note(r)}})
			}
		}
	}
	for _, a := range acts {
		switch a.Kind {
		case "treaty-signing", "document-signing", "ratification", "document-adopted", "joint-statement", "border-settlement", "treaty-termination", "trade-deal":
			if a.Status != "denied" {
				l := b.line(a, b.phrase(a))
				if !told(out, l.Notes) {
					out = append(out, l)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Line) int { return cmp.Compare(cmp.Or(x.Label, "~"), cmp.Or(y.Label, "~")) })
	return out
}

// told reports whether a line rests on one of the notes already.
func told(lines []Line, notes []int) bool {
	for _, l := range lines {
		for _, n := range notes {
			if slices.Contains(l.Notes, n) {
				return true
			}
		}
	}
	return false
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
		case a.Quad >= 3 && a.happened():
			out = append(out, b.line(a, text))
		}
	}
	for _, v := range b.Verdicts {
		if l, ok := b.verdict(v); ok && v.Kind == "conflict" {
			out = append(out, l)
		}
	}
	return out
}

// chronology is what happened, dated, in order; where there is much, what weighs least goes first.
func (b *builder) chronology(acts []*act) []Line {
	var kept []*act
	for _, a := range acts {
		if a.happened() && a.Date != nil && a.Date.Start != "" && weight(a) > 0 {
			kept = append(kept, a)
		}
	}
	for least := 2; len(kept) > 60 && least < 6; least++ {
		kept = slices.DeleteFunc(kept, func(a *act) bool { return weight(a) < least })
	}
	var out []Line
	for _, a := range kept {
		out = append(out, b.line(a, b.phrase(a)))
	}
	return out
}

// weight says how much an act matters to a reader: deeds and documents before meetings, meetings before words; what several
// independent stories tell gains.
func weight(a *act) int {
	w := 1
	switch {
	case a.Quad == 4:
		w = 4
	case a.Kind == "state-visit" || a.Kind == "summit" || a.Kind == "treaty-signing" || strings.HasPrefix(a.Kind, "diplomatic-relations") || strings.HasPrefix(a.Kind, "relations-") || a.Kind == "partnership-upgrade" || a.Kind == "border-settlement":
		w = 4
	case a.Type == "CONSULT" || a.Type == "COOPERATE" || a.Type == "AID" || a.Type == "SANCTION" || a.Type == "RETREAT":
		w = 3
	case a.Type == "SUPPORT" || a.Type == "THREATEN" || a.Type == "REJECT":
		w = 2
	}
	if len(a.Stories) > 1 {
		w++
	}
	return w
}
