package figures

import (
	"strings"

	"entente"
)

// modality reads how the number is meant from the words of its clause before it and from the verb after it.
func (c *clause) modality(q *quantity) string {
	best := "actual"
	for k, steps := q.from-1, 0; k >= 0 && steps < 16; k, steps = k-1, steps+1 {
		w := &c.it[k]
		if w.is(";", ":") || w.is("said", "says", "that") && steps > 8 {
			break
		}
		best = stronger(best, c.cue(k, q, steps))
	}
	for k := q.to; k < len(c.it) && k < q.to+6; k++ {
		w := &c.it[k]
		if w.is(",", ";", ":", "that", "which", "who", "and", "but", "(", ")", "said") {
			break
		}
		if role := c.verbCue(k); role != "" {
			best = stronger(best, role)
			break
		}
		if strings.HasSuffix(w.Text, "ed") && !c.it[k-1].is("be", "is", "are", "was", "were") {
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
func (c *clause) cue(k int, q *quantity, steps int) string {
	w := &c.it[k]
	r := c.read
	switch {
	case w.Upper && k > 0 && w.is("may", "will"):
	case r.role(w.Text, "denied"):
		return "denied"
	case w.is("goal", "goals", "aim", "aims", "objective", "ambition") && !(k+1 < len(c.it) && c.it[k+1].is("of", "is", "was", "to", "for", "set", "remains")):
	case r.role(w.Text, "target") && (steps <= 10 || w.is("target", "targets")):
		return "target"
	case r.role(w.Text, "forecast"):
		return "forecast"
	case r.role(w.Text, "estimate") && !(w.is("estimates") && k == 0):
		return "estimate"
	case r.role(w.Text, "demand") && !(w.is("demand", "demands") && (k == 0 || !c.it[k-1].is("to", "they", "we", "which", "who"))):
		return "demand"
	case w.is("would") && c.reported(k):
		return "planned"
	case w.is("if") && steps < 16:
		return "hypothetical"
	case r.role(w.Text, "hypothetical") && steps < 12:
		return "hypothetical"
	case r.role(w.Text, "planned") && steps < 12 && (!w.is("agreed", "plan", "plans", "committed", "promised") || c.toward(k, q.from)):
		return "planned"
	}
	return "actual"
}

// verbCue reads the verb after the number: "12 consulates will be opened", "a ransom of 2 million was demanded".
func (c *clause) verbCue(k int) string {
	w := &c.it[k]
	switch {
	case w.is("will", "shall"):
		return "planned"
	case w.is("could", "would", "might"):
		return "hypothetical"
	case w.is("target", "goal"):
		return "target"
	}
	if k > 0 && c.it[k-1].is("is", "are", "was", "were", "be") {
		for _, role := range []string{"forecast", "estimate", "demand", "planned"} {
			if c.read.role(w.Text, role) && !w.is("agreed") {
				return role
			}
		}
	}
	return ""
}

// reported reports whether "would" only puts "will" into the past: "said it would send".
func (c *clause) reported(k int) bool {
	for i := k - 1; i >= 0 && i >= k-8; i-- {
		if c.it[i].is("said", "announced", "told", "promised", "pledged", "agreed", "declared", "confirmed", "stated", "vowed") {
			return true
		}
	}
	return false
}

// toward reports whether an infinitive stands between the cue and the number: "plans to invest".
func (c *clause) toward(k, to int) bool {
	for i := k; i < to; i++ {
		if c.it[i].is("to", "of", "for") {
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
