package ties

import (
	"strings"

	"entente"
	"entente/internal/trees"
)

// offices reads offices held from mentions of people whose office and state are known, once each.
func (r *reading) offices(here []int) {
	for _, m := range here {
		x := &r.a.Mentions[m]
		if x.Kind != "person" || x.Role == "" || x.Of == "" || x.Actor == "" || x.Via != "name" && x.Via != "title" {
			continue
		}
		if r.told(m) {
			continue
		}
		w := x.Head
		if w < 0 || w >= len(r.c.Tokens) {
			if w = r.c.HeadOf(x.Span()); w < 0 {
				continue
			}
		}
		status := "in-force"
		for k := max(0, w-8); k < w; k++ {
			if l := r.c.Lemma(k); (l == "former" || l == "ex" || l == "then" || l == "ousted" || l == "late") && r.c.Under(k, w) {
				status = "ended"
			}
		}
		r.add(entente.Tie{Kind: "office", Parties: []string{x.Actor, x.Of}, Role: x.Role, Name: x.Name, Status: status, Rule: "office"}, w)
	}
}

// told reports whether an earlier mention gave the same office of the same person.
func (r *reading) told(m int) bool {
	x := &r.a.Mentions[m]
	for i := 0; i < m; i++ {
		o := &r.a.Mentions[i]
		if o.Actor == x.Actor && o.Role == x.Role && o.Of == x.Of && o.Sentence >= 0 && (o.Via == "name" || o.Via == "title") {
			return true
		}
	}
	return false
}

// aspired reports whether a membership is spoken of as an aim: "considers integration into NATO one of its objectives".
func (f *Finder) aspired(c *trees.Cast, w int) bool {
	for _, t := range c.Tokens {
		switch strings.ToLower(t.Lemma) {
		case "objective", "aim", "goal", "aspiration", "aspire", "bid", "ambition", "negotiation", "path", "candidate", "candidacy":
			return true
		}
	}
	return false
}
