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

// brief is the summary: level, last, next, trade and how much was read, in that order, each with the notes of its line.
func (b *builder) brief(acts []*act, levels []rung, next, figures []Line) []Line {
	var out []Line
	if len(levels) > 0 {
		top := slices.MaxFunc(levels, func(x, y rung) int { return cmp.Or(cmp.Compare(x.rank, y.rank), cmp.Compare(y.at, x.at)) })
		out = append(out, Line{Label: "Level", Text: top.line.Text + dated(top.line.Label), Notes: slices.Clone(top.line.Notes)})
	}
	var last *act
	count, conflict := 0, 0
	for _, a := range acts {
		if a.happened() {
			if count++; a.Quad >= 3 {
				conflict++
			}
			if a.Date != nil && weight(a) >= 3 && end(a.Date) <= b.On {
				last = a
			}
		}
	}
	if last != nil {
		l := b.line(last, b.phrase(last))
		out = append(out, Line{Label: "Last", Text: l.Text + dated(l.Label), Notes: l.Notes})
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
	if count > 0 {
		out = append(out, Line{Label: "Record", Text: fmt.Sprintf("%s between the two were read, %s in conflict", things(count), number(conflict))})
	}
	return out
}

// newest is the trade figure of the latest period.
func (b *builder) newest(figures []Line) (Line, bool) {
	for i := len(figures) - 1; i >= 0; i-- {
		if l := figures[i]; l.Label == "trade" && strings.Contains(l.Text, " in ") && !strings.Contains(l.Text, "×") && !strings.Contains(l.Text, "change") {
			return Line{Label: "Trade", Text: l.Text, Notes: slices.Clone(l.Notes)}, true
		}
	}
	return Line{}, false
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

// A rung is a level of the relationship with the day from which it stood, or by which it was said to.
type rung struct {
	line Line
	key  string
	at   string
	rank int
}

// ladder lists the levels of the relationship in the order of their dates: partnerships by name, and the opening, breaking
// and resuming of relations. The same name is shown once, with the earliest date that was read; one that no account dates
// stands by the day of the earliest document that names it.
func (b *builder) ladder(acts []*act) []rung {
	var rungs []rung
	opened := false
	for _, a := range acts {
		switch a.Kind {
		case "diplomatic-relations-established", "relations-severed", "relations-resumed", "relations-downgraded", "recognition":
			if a.happened() {
				opened = opened || a.Kind == "diplomatic-relations-established"
				rungs = climb(rungs, rung{line: b.line(a, b.phrase(a)), key: a.Kind, at: start(a.Date), rank: 1})
			}
		}
	}
	for i := range b.Rows {
		r := &b.Rows[i]
		t := r.Tie
		if t == nil || t.Kind != "partnership" && t.Kind != "relations" || !b.both(t.Parties) || t.Kind == "relations" && t.Name == "" && opened {
			continue
		}
		text := cmp.Or(t.Name, "diplomatic relations")
		n := rung{key: strings.ToLower(text), at: start(t.From), rank: level(text), line: Line{Label: date(t.From), Text: text, Notes: []int{b.note(r)}}}
		if n.rank == 0 || opened && n.key == "diplomatic relations" {
			continue
		}
		if t.From == nil {
			n.at, n.line.Label = published(r), "by "+date(r.Document.Published)
			if r.Document.Published == nil {
				n.line.Label = "undated"
			}
		}
		if t.Status != "" && t.Status != "in-force" {
			n.line.Text += ", " + t.Status
			n.key += t.Status
			n.rank = 1
		}
		rungs = climb(rungs, n)
	}
	slices.SortStableFunc(rungs, func(x, y rung) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.rank, y.rank)) })
	return rungs
}

// climb adds a rung, or the date and the notes of one that stands there already.
func climb(rungs []rung, n rung) []rung {
	for i := range rungs {
		have := &rungs[i]
		if have.key != n.key {
			continue
		}
		if n.at < have.at && (!strings.HasPrefix(n.line.Label, "by ") || strings.HasPrefix(have.line.Label, "by ")) || strings.HasPrefix(have.line.Label, "by ") && !strings.HasPrefix(n.line.Label, "by ") {
			have.at, have.line.Label = n.at, n.line.Label
			n.line.Notes, have.line.Notes = have.line.Notes, n.line.Notes // the best note comes first
		}
		for _, k := range n.line.Notes {
			if len(have.line.Notes) < 3 && !slices.Contains(have.line.Notes, k) {
				have.line.Notes = append(have.line.Notes, k)
			}
		}
		return rungs
	}
	return append(rungs, n)
}

// level ranks the name of a level by its words; 0 for what is no level but praise.
func level(name string) int {
	rank := 0
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return r == ' ' || r == ',' }) {
		rank += map[string]int{"permanent": 3, "eternal": 3, "all-weather": 3, "comprehensive": 2, "strategic": 3, "privileged": 1, "enhanced": 1, "cooperative": 1,
			"partnership": 4, "alliance": 9, "allied": 9, "friendly": 1, "friendship": 1, "good-neighbourly": 1, "good-neighborly": 1, "diplomatic": 1}[w]
	}
	return rank
}

func lines(rungs []rung) []Line {
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

// next is what is planned or possible: what is still to come first, then what fell due, the newest first. What carries no
// date says when it was announced.
func (b *builder) next(acts []*act) []Line {
	var ahead, due []Line
	said := map[string]bool{}
	for _, a := range acts {
		if a.Status != "planned" && a.Status != "hypothetical" || plain(a) {
			continue
		}
		text := b.phrase(a)
		if a.Status == "hypothetical" {
			text += ", possible"
		}
		l := b.line(a, text)
		if l.Label == "" && a.rows[0].Document.Published != nil {
			l.Label = "announced by " + date(a.rows[0].Document.Published)
		}
		if said[l.Label+text] {
			continue
		}
		said[l.Label+text] = true
		switch {
		case a.outcome != nil:
			l.Text += " — took place" + dated(date(a.outcome.Date))
			for _, n := range b.line(a.outcome, "").Notes[:1] {
				l.Notes = append(l.Notes, n)
			}
			due = append(due, l)
		case a.Date != nil && a.Date.End != "" && a.Date.End < b.On:
			l.Text += " — fell due, no outcome was read"
			due = append(due, l)
		default:
			ahead = append(ahead, l)
		}
	}
	slices.Reverse(due)
	return append(ahead, due...)
}

// plain reports whether an act is a general intention rather than something that one can wait for.
func plain(a *act) bool {
	switch a.Kind {
	case "cooperation", "policy-intention", "policy-continuation", "support-declared", "praise", "friendship", "dialogue", "integration", "trade":
		return a.Date == nil || a.Date.Precision != "day"
	}
	return false
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
	for _, v := range b.verdicts() {
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
	case a.Kind == "anniversary" || a.Kind == "policy-continuation" || a.Kind == "policy-intention":
		return 0
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
