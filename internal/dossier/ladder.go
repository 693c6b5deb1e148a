package dossier

import (
	"cmp"
	"slices"
	"strings"
)

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
				opened = opened || a.Kind == "diplomatic-relations-established" && b.B != ""
				n := rung{line: b.line(a, b.phrase(a)), key: a.Kind, at: start(a.Date), rank: 1}
				if b.B == "" {
					n.key += strings.Join(append(a.Actors, a.Recipients...), ",")
				}
				if a.Date == nil {
					n.at = strings.TrimPrefix(n.line.Label, "by ")
				}
				rungs = climb(rungs, n)
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
		n := rung{key: strings.ToLower(text) + b.with(t.Parties), at: start(t.From), rank: level(text), line: Line{Label: date(t.From), Text: text + b.with(t.Parties), Notes: []int{b.note(r)}}}
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

// with names the other parties of a tie in a dossier on one actor; "" in one on two.
func (b *builder) with(parties []string) string {
	if b.B != "" {
		return ""
	}
	var names []string
	for _, p := range parties {
		if p != b.A {
			names = append(names, b.Name(p))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " with " + and(names)
}

// memberships lists the bodies in which the actor has, had or seeks a place.
func (b *builder) memberships() []Line {
	var out []Line
	for i := range b.Rows {
		r := &b.Rows[i]
		t := r.Tie
		if t == nil || t.Kind != "membership" || !slices.Contains(t.Parties, b.A) {
			continue
		}
		for _, body := range t.Parties {
			if strings.HasPrefix(body, "org:") && body != b.A {
				l := Line{Label: b.Name(body), Text: cmp.Or(t.Role, "member"), Notes: []int{b.note(r)}}
				if t.Status != "" && t.Status != "in-force" {
					l.Text += ", " + t.Status
				}
				if t.From != nil {
					l.Text += ", " + date(t.From)
				}
				out = append(out, l)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Line) int { return cmp.Or(cmp.Compare(x.Label, y.Label), cmp.Compare(x.Text, y.Text)) })
	return merged(out)
}

// climb adds a rung, or the date and the notes of one that stands there already.
func climb(rungs []rung, n rung) []rung {
	for i := range rungs {
		have := &rungs[i]
		if have.key != n.key {
			continue
		}
		// The earliest day stands: what was said to be so by a day cannot have begun after it.
		if n.at < have.at || n.at == have.at && strings.HasPrefix(have.line.Label, "by ") {
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
