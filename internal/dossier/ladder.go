package dossier

import (
	"cmp"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
	"entente/internal/relations"
)

// A rung is a level of the relationship with the day from which it stood, or by which it was said to.
type rung struct {
	line  Line
	key   string
	at    string
	rank  int
	told  bool   // at is the day of a document
	party string // the other party, in a dossier on one actor
}

// ladder lists the levels of the relationship in the order of their dates: partnerships by name, and the opening, breaking
// and resuming of relations. The same name is shown once, with the earliest date that was read; one that no account dates
// stands by the day of the earliest document that names it.
func (b *builder) ladder(acts []*act) []rung {
	var rungs []rung
	opened := map[string]bool{} // with whom relations were opened
	for _, a := range acts {
		switch a.Kind {
		case "diplomatic-relations-established", "relations-severed", "relations-resumed", "relations-downgraded", "recognition":
			if a.happened() && (a.dated() || a.Kind != "recognition" || len(a.Stories) > 1) { // what is recognised without a day is often a right or a fact
				if a.Kind == "diplomatic-relations-established" {
					opened[b.with(append(slices.Clone(a.Actors), a.Recipients...))] = true
				}
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
		if t == nil || !b.both(t.Parties) {
			continue
		}
		text := standing(t)
		if text == "" || text == diplomatic && opened[b.with(t.Parties)] {
			continue
		}
		n := rung{key: text + b.with(t.Parties), party: b.with(t.Parties), at: start(t.From), rank: relations.Level(text), line: Line{Label: prose.Date(t.From), Text: text + b.with(t.Parties), Notes: []int{b.note(r)}}}
		if t.From == nil {
			n.at, n.line.Label, n.told = published(r), "by "+prose.Date(r.Document.Published), true
			if r.Document.Published == nil {
				n.line.Label = "undated"
			}
		}
		if t.Status != "" && t.Status != "in-force" {
			n.line.Text += ", " + strings.ReplaceAll(t.Status, "-", " ")
			n.key += t.Status
			n.rank = 1
		}
		rungs = climb(rungs, n)
	}
	rungs = slices.DeleteFunc(slices.Clone(rungs), func(n rung) bool { return n.told && below(n, rungs) })
	slices.SortStableFunc(rungs, func(x, y rung) int { return cmp.Or(cmp.Compare(x.at, y.at), cmp.Compare(x.rank, y.rank)) })
	return rungs
}

const diplomatic = "diplomatic relations"

// standing is the name of the level that a tie gives: the words that rank it and all after them, so that "an important strategic
// partner" is a strategic partnership; "" for praise and for what is no level.
func standing(t *entente.Tie) string {
	name := strings.ToLower(t.Name)
	switch t.Kind {
	case "relations":
		if name == "" || strings.Contains(name, "diplomatic") {
			return diplomatic
		}
	case "partnership":
		if slices.ContainsFunc(t.Parties, func(p string) bool { return universal[p] }) {
			return "" // everybody's partner
		}
		words := strings.Fields(name)
		for i, w := range words {
			if w == "partner" || w == "partners" {
				words[i] = "partnership"
			}
		}
		for len(words) > 0 && relations.Level(words[0]) == 0 {
			words = words[1:]
		}
		if len(words) > 0 && words[0] == "partnership" && strings.Contains(name, "partner") && !strings.Contains(name, "partnership") {
			return "" // a partner in trade, in dialogue
		}
		if name = strings.Join(words, " "); strings.Contains(name, "partnership") || strings.Contains(name, "alli") {
			return name
		}
	}
	return ""
}

// below reports whether a level that no account dates was named when a higher one with the same party stood already: a shorter
// name, not a step down.
func below(n rung, rungs []rung) bool {
	return n.rank > 1 && slices.ContainsFunc(rungs, func(o rung) bool { return o.rank > n.rank && o.at <= n.at && o.party == n.party })
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
	return " with " + prose.And(names)
}

// climb adds a rung, or the date and the notes of one that stands there already.
func climb(rungs []rung, n rung) []rung {
	for i := range rungs {
		have := &rungs[i]
		if have.key != n.key {
			continue
		}
		// The earliest day stands: what was said to be so by a day cannot have begun after it. A day stands before its month or year.
		if finer(n, *have) || !finer(*have, n) && (n.at < have.at || n.at == have.at && strings.HasPrefix(have.line.Label, "by ")) {
			have.at, have.line.Label, have.told = n.at, n.line.Label, n.told
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

// finer reports whether one beginning is another told more exactly: 2019-09-11 and 2019-09.
func finer(x, of rung) bool {
	return !x.told && !of.told && strings.HasPrefix(x.line.Label, of.line.Label+"-")
}

func lines(rungs []rung) []Line {
	var out []Line
	for _, r := range rungs {
		r.line.rank = r.rank
		out = append(out, r.line)
	}
	return out
}
