package events

import (
	_ "embed"
	"slices"
	"strings"

	"entente"
)

//go:embed refs.tsv
var refRows string

// tied are the pairs of a kind of tie and a kind of event that may make, change or break it.
var tied = readTied(refRows)

func readTied(table string) map[[2]string]bool {
	m := map[[2]string]bool{}
	for _, line := range strings.Split(table, "\n") {
		if tie, kinds, ok := strings.Cut(line, "\t"); ok && line[0] != '#' {
			for _, k := range strings.Fields(kinds) {
				m[[2]string{tie, k}] = true
			}
		}
	}
	return m
}

// refs are the ids of the ties that an event made, changed or broke, told in its sentence between its parties, and of the figures that
// belong to it: those that hang on its words and on those of no other event below it. Ties come first, each in the order of the text.
func (d *reading) refs(e *coded) []string {
	var out []string
	for i := range d.A.Ties {
		t := &d.A.Ties[i]
		if tied[[2]string{t.Kind, e.Pattern.Kind}] && t.Evidence.Overlaps(d.A.Sentences[e.s.Index].Span) && d.between(e, t) && !slices.Contains(out, t.ID) {
			out = append(out, t.ID)
		}
	}
	for i := range d.A.Figures {
		f := &d.A.Figures[i]
		if d.A.Sentences[e.s.Index].Contains(f.Span) && d.owns(e, f.Span) {
			out = append(out, f.ID)
		}
	}
	return out
}

// between reports whether all parties of a tie but one are parties of an event, and one at least: of "Oslo joined the union" both, of
// an office its holder or its state.
func (d *reading) between(e *coded, t *entente.Tie) bool {
	n := 0
	for _, code := range t.Parties {
		for _, p := range slices.Concat(e.Actors, e.Recipients) {
			if m := &d.A.Mentions[p.Mention]; m.Actor == code || m.Of == code {
				n++
				break
			}
		}
	}
	return n > 0 && n >= len(t.Parties)-1
}

// owns reports whether a figure hangs on an event: the first trigger above it is the event's.
func (d *reading) owns(e *coded, span entente.Span) bool {
	t := e.s.Tree
	for n, w := 0, t.HeadOf(span); w >= 0 && n < 40; n, w = n+1, t.Head(w) {
		if w == e.Trigger || w == e.Anchor || slices.Contains(e.Consumed, w) {
			return true
		}
		if d.trigger(e.s, w) || t.Rel(w) == "ccomp" || t.Rel(w) == "parataxis" || t.Tokens[w].Rel == "acl:relcl" || t.Verb(w) && t.Kid(w, "nsubj") >= 0 {
			return false
		}
	}
	return false
}
