package classify

import (
	_ "embed"
	"fmt"
	"sort"

	"entente"
)

//go:embed relations.model
var embedded []byte

// Embedded is the model that comes with the program; CARD.md says what it was fitted on.
func Embedded() (*Model, error) {
	m, err := ReadModel(embedded)
	if err != nil {
		return nil, fmt.Errorf("embedded classifier: %w", err)
	}
	return m, nil
}

// Version is the twelve hex digits of the embedded model and the lexicon.
func Version() string { return entente.Version(embedded, []byte(lexiconRows)) }

// merged is the class of the training rows that stands for CONCEDE and RETREAT.
const merged = "YIELD"

// Relate tells the relation between source and target. It needs a model.
func (c *Classifier) Relate(in *Input) Relation {
	v := c.features(in)
	p := c.model.probabilities(c.model.margins(c.model.sparse(&v)))
	scores := map[string]float64{}
	for i, class := range c.model.Classes {
		scores[class] = p[i]
	}
	found := c.votes(in)
	if all, ok := scores[merged]; ok {
		words := share(found["CONCEDE"], found["RETREAT"])
		scores["CONCEDE"] += all * words
		scores["RETREAT"] += all * (1 - words)
		delete(scores, merged)
	}
	typ := best(scores)
	if y := scores["CONCEDE"] + scores["RETREAT"]; y > scores[typ] {
		typ = "RETREAT"
		if scores["CONCEDE"] > scores["RETREAT"] {
			typ = "CONCEDE"
		}
	}
	return Relation{Type: typ, Mode: mode(typ, found[typ], in.Rules), Scores: scores}
}

// best is the type with the highest score, the first in the alphabet of several.
func best(scores map[string]float64) string {
	names := make([]string, 0, len(scores))
	for n := range scores {
		names = append(names, n)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		return scores[a] > scores[b] || scores[a] == scores[b] && a < b
	})
	return names[0]
}

// votes weighs the modes that the phrases of the lexicon speak for, by type: phrases more than words, those of which the
// source is the subject more than others. The mode "" counts all phrases of the type.
func (c *Classifier) votes(in *Input) map[string]map[string]float64 {
	out := map[string]map[string]float64{}
	for i := range in.Sentences {
		t := c.grammar.Tree(&in.Sentences[i])
		r := &reader{c: c, t: t, in: in}
		r.place()
		for _, h := range c.lexicon.find(t) {
			w := float64(len(h.words))
			if r.s >= 0 {
				if s := t.Subject(h.first); s >= 0 && r.zone[s] == "S" {
					w++
				}
			}
			if !r.main() {
				w /= 4
			}
			if out[h.typ] == nil {
				out[h.typ] = map[string]float64{}
			}
			out[h.typ][h.mode] += w
			out[h.typ]["*"] += w
		}
	}
	return out
}

// share is how far the phrases speak for a concession in words against one in deeds. Words count for less: the training rows
// put YIELD among the deeds.
func share(words, deeds map[string]float64) float64 {
	w := 0.6 * words["*"]
	return (w + 0.2) / (w + deeds["*"] + 1)
}

// mode is the mode that the rules, then the phrases speak for, "" where they are silent.
func mode(typ string, votes map[string]float64, rules []Rule) string {
	for _, r := range rules {
		if r.Type == typ && r.Mode != "" {
			return r.Mode
		}
	}
	top := ""
	for m, w := range votes {
		if m != "" && m != "*" && (top == "" || w > votes[top] || w == votes[top] && m < top) {
			top = m
		}
	}
	return top
}

// Judge gives the probabilities of the types for the relation between two spans of a sentence; either may be nil.
func (c *Classifier) Judge(_ string, s *entente.Sentence, source, target *entente.Span) map[string]float64 {
	return c.Relate(&Input{Sentences: []entente.Sentence{*s}, Source: source, Target: target}).Scores
}
