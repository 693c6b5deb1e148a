package events

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"

	"entente"
	"entente/internal/events/match"
	"entente/internal/trees"
)

//go:embed confidence.tsv
var confidenceRows string

// confidences are the weights of what speaks for and against a row, by name.
type confidences map[string]float64

func loadConfidences() (confidences, error) {
	c := confidences{}
	for n, line := range strings.Split(confidenceRows, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("confidence.tsv:%d: %d columns, want 3: %w", n+1, len(f), entente.ErrInvalid)
		}
		w, err := strconv.ParseFloat(f[1], 64)
		if err != nil {
			return nil, fmt.Errorf("confidence.tsv:%d: weight %q: %w", n+1, f[1], entente.ErrInvalid)
		}
		c[f[0]] = w
	}
	return c, nil
}

// alike are the types that the judge's training rows do not tell apart as the patterns do: imposed sanctions are COERCE there.
var alike = map[string]string{"RETREAT": "CONCEDE", "CONCEDE": "RETREAT", "SANCTION": "COERCE", "COERCE": "SANCTION"}

// confidence is the probability that a row is right in actors, type and status: a logistic function of the evidence.
func (d *reading) confidence(e *coded, c *Coder) float64 {
	w := c.weights
	z := w["base"]
	if e.typ == "" {
		z += w["no type"]
	} else if c.judge != nil {
		p := c.judge.Judge(d.A.Document.Text, &d.A.Sentences[e.s.Index], d.span(e.Actors), d.span(e.Recipients))
		x := p[e.typ] + p[alike[e.typ]]
		z += w["judge"] * min(max(math.Log((x+0.01)/(1-x+0.01)), -3), 3)
	}
	switch e.status {
	case trees.Hypothetical, trees.Denied:
		z += w["supposed or denied"]
	case trees.Planned:
		z += w["planned"]
	}
	if len(e.Actors) == 0 {
		z += w["no actor"]
	}
	via := map[string]bool{}
	for _, ps := range e.Parties() {
		for _, p := range ps {
			via[d.A.Mentions[p.Mention].Via] = true
		}
	}
	for _, v := range [2]string{"pronoun", "description"} {
		if via[v] {
			z += w[v]
		}
	}
	z += w["kind "+e.Pattern.Kind]
	return min(max(1/(1+math.Exp(-z)), 0.05), 0.97)
}

// span is the place of the first of some parties, nil for none.
func (d *reading) span(ps []match.Party) *entente.Span {
	for _, p := range ps {
		if s := d.A.Mentions[p.Mention].Span(); !s.Empty() {
			return &s
		}
	}
	return nil
}
