package dossier

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"entente"
	"entente/internal/prose"
)

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

// universal are the bodies in which all states are, and their chambers.
var universal = map[string]bool{"org:UN": true, "org:UNGA": true, "org:LoN": true}

// memberships lists the bodies in which the actor has, had or seeks a place, each once: what it holds before what it seeks.
func (b *builder) memberships() []Line {
	held := map[string]bool{}
	var out []Line
	for _, seeking := range []bool{false, true} {
		for i := range b.Rows {
			r := &b.Rows[i]
			t := r.Tie
			if t == nil || t.Kind != "membership" || !slices.Contains(t.Parties, b.A) || seeking == (t.Status == "" || t.Status == "in-force") {
				continue
			}
			for _, body := range t.Parties {
				if !strings.HasPrefix(body, "org:") || body == b.A || universal[body] || seeking && held[body] {
					continue
				}
				held[body] = held[body] || !seeking
				l := Line{Label: b.Name(body), Text: cmp.Or(t.Role, "member"), Notes: []int{b.note(r)}}
				if seeking {
					l.Text += ", " + t.Status
				}
				if t.From != nil {
					l.Text += ", " + prose.Date(t.From)
				}
				out = append(out, l)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Line) int { return cmp.Or(cmp.Compare(x.Label, y.Label), cmp.Compare(x.Text, y.Text)) })
	return onceABody(merged(out))
}

// onceABody folds what is held in one body into a line: "chair, member".
func onceABody(lines []Line) (out []Line) {
	for _, l := range lines {
		if n := len(out); n > 0 && out[n-1].Label == l.Label {
			if !strings.Contains(out[n-1].Text, l.Text) {
				out[n-1].Text += ", " + l.Text
			}
			out[n-1].Notes = addNotes(out[n-1].Notes, l.Notes)
			continue
		}
		out = append(out, l)
	}
	return out
}
