package figures

import (
	"strings"

	"entente"
	"entente/internal/quantities"
)

// modality reads how the number is meant from the words of its clause before it and from the verb after it.
func (c *clause) modality(q *quantities.Quantity) string {
	best := "actual"
	for k, steps := q.From-1, 0; k >= 0 && steps < 16; k, steps = k-1, steps+1 {
		w := &c.it[k]
		if w.Is(";", ":") || w.Is("said", "says", "that") && steps > 8 {
			break
		}
		best = stronger(best, c.cue(k, q, steps))
	}
	for k := q.To; k < len(c.it) && k < q.To+6; k++ {
		w := &c.it[k]
		if w.Is(",", ";", ":", "that", "which", "who", "and", "but", "(", ")", "said") {
			break
		}
		if role := c.verbCue(k); role != "" {
			best = stronger(best, role)
			break
		}
		if strings.HasSuffix(w.Text, "ed") && !c.it[k-1].Is("be", "is", "are", "was", "were") {
			break
		}
	}
	return best
}

// ranking of the readings: what is only supposed or denied is no plan, what is expected no plan of somebody's.
var strength = map[string]int{"actual": 0, "planned": 1, "hypothetical": 2, "estimate": 3, "demand": 4, "forecast": 5, "target": 6, "denied": 7}

func stronger(a, b string) string {
	if strength[b] > strength[a] {
		return b
	}
	return a
}

// cue is what the word at k, some steps before the number, says of how it is meant.
func (c *clause) cue(k int, q *quantities.Quantity, steps int) string {
	w := &c.it[k]
	r := c.read
	switch {
	case w.Upper && k > 0 && w.Is("may", "will"):
	case r.Role(w.Text, "denied"):
		return "denied"
	case w.Is("goal", "goals", "aim", "aims", "objective", "ambition") && !(k+1 < len(c.it) && c.it[k+1].Is("of", "is", "was", "to", "for", "set", "remains")):
	case r.Role(w.Text, "target") && (steps <= 10 || w.Is("target", "targets")):
		return "target"
	case w.Is("should", "must", "ought") && c.changes(k, q.To):
		return "target"
	case r.Role(w.Text, "forecast"):
		return "forecast"
	case r.Role(w.Text, "estimate") && !(w.Is("estimates") && k == 0):
		return "estimate"
	case r.Role(w.Text, "demand") && !(w.Is("demand", "demands") && (k == 0 || !c.it[k-1].Is("to", "they", "we", "which", "who"))):
		return "demand"
	case w.Is("would") && c.reported(k):
		return "planned"
	case w.Is("if") && steps < 16:
		return "hypothetical"
	case r.Role(w.Text, "hypothetical") && steps < 12:
		return "hypothetical"
	case r.Role(w.Text, "planned") && steps < 12 && (!w.Is("agreed", "plan", "plans", "committed", "promised") || c.toward(k, q.From)):
		return "planned"
	}
	return "actual"
}

// changes reports whether what should be is a change that ends in the number: "should be doubled to 10 billion", "must reach 40 %". A word
// of what should be may also suppose ("should prices rise to 3 %"): then the verb does not follow it.
func (c *clause) changes(k, to int) bool {
	for i := k + 1; i < to && i <= k+3; i++ {
		switch w := &c.it[i]; {
		case w.Is("be", "not", "now", "also", "have", "to", "soon", "at", "least"):
		case w.Is("reach", "exceed", "brought", "bring", "brings", "amount", "total", "top", "attain"), c.read.Role(w.Text, "change"):
			return true
		default:
			return false
		}
	}
	return false
}

// verbCue reads the verb after the number: "12 consulates will be opened", "a ransom of 2 million was demanded".
func (c *clause) verbCue(k int) string {
	w := &c.it[k]
	switch {
	case w.Is("will", "shall"):
		return "planned"
	case w.Is("could", "would", "might"):
		return "hypothetical"
	case w.Is("target", "goal"):
		return "target"
	}
	if k > 0 && c.it[k-1].Is("is", "are", "was", "were", "be") {
		for _, role := range []string{"forecast", "estimate", "demand", "planned"} {
			if c.read.Role(w.Text, role) && !w.Is("agreed") {
				return role
			}
		}
	}
	return ""
}

// reported reports whether "would" only puts "will" into the past: "said it would send".
func (c *clause) reported(k int) bool {
	for i := k - 1; i >= 0 && i >= k-8; i-- {
		if c.it[i].Is("said", "announced", "told", "promised", "pledged", "agreed", "declared", "confirmed", "stated", "vowed") {
			return true
		}
	}
	return false
}

// toward reports whether an infinitive stands between the cue and the number: "plans to invest".
func (c *clause) toward(k, to int) bool {
	for i := k; i < to; i++ {
		if c.it[i].Is("to", "of", "for") {
			return true
		}
	}
	return false
}

// source is who is answerable for the figure: the speaker of the statement that holds it, else of the sentence.
func (c *clause) source(span entente.Span) (string, []string) {
	best := -1
	size := 1 << 40
	for i := range c.d.Statements {
		s := &c.d.Statements[i]
		for _, x := range s.Content {
			if x.Contains(span) && x.Len() < size && s.Speaker != "" {
				best, size = i, x.Len()
			}
		}
	}
	if best >= 0 {
		return c.d.Statements[best].Speaker, c.d.Statements[best].ReportedBy
	}
	if best < 0 && c.outside(span) {
		return "", nil
	}
	if c.s.Speaker == "" {
		return c.d.Document.Speaker, nil
	}
	return c.s.Speaker, nil
}

// outside reports whether the sentence reports words that do not hold the span: then the span is the author's.
func (c *clause) outside(span entente.Span) bool {
	for i := range c.d.Statements {
		for _, x := range c.d.Statements[i].Content {
			if x.Overlaps(c.s.Span) && !x.Contains(c.s.Span) && !x.Overlaps(span) && c.d.Statements[i].Cue != nil && c.s.Span.Contains(*c.d.Statements[i].Cue) {
				return true
			}
		}
	}
	return false
}
