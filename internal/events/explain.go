package events

import (
	"fmt"
	"strings"

	"entente"
	"entente/internal/events/match"
	"entente/internal/events/pattern"
)

// An Explanation says why an event was coded: the pattern, the tree with its mentions, and the rules that gave it its
// status, date and place.
type Explanation struct {
	Event   entente.Event
	Pattern *pattern.Pattern
	Steps   []string // one reason a line, in the order in which they were decided
	Tree    []string // one word a line: number, form, lemma, tag, relation, head, mention and role
}

// Explain codes the document again and explains one of its events.
func (c *Coder) Explain(a *entente.Analysis, id string) (*Explanation, error) {
	d := c.read(a)
	events := make([]entente.Event, len(d.found))
	for i := range d.found {
		events[i] = d.event(&d.found[i], c)
	}
	number(&a.Document, events)
	for i := range events {
		if events[i].ID == id {
			return d.explain(&d.found[i], events[i]), nil
		}
	}
	return nil, fmt.Errorf("event %s in document %s: %w", id, a.Document.ID, entente.ErrNotFound)
}

func (d *reading) explain(e *coded, x entente.Event) *Explanation {
	t := e.s.Tree
	out := &Explanation{Event: x, Pattern: e.Pattern}
	say := func(format string, args ...any) { out.Steps = append(out.Steps, fmt.Sprintf(format, args...)) }
	say("pattern %s (%s): %s", e.Pattern.Rule, e.Pattern.Where, e.Pattern.Text)
	say("trigger: %q", t.Tokens[e.Trigger].Form)
	if e.Anchor != e.Trigger {
		say("light verb: %q", t.Tokens[e.Anchor].Form)
	}
	for _, w := range e.Consumed {
		say("condition met by %q", t.Tokens[w].Form)
	}
	role := map[int]string{}
	party := func(name string, ps []match.Party) {
		for _, p := range ps {
			m := d.A.Mentions[p.Mention]
			as := ""
			if p.As != "" {
				as = " as " + p.As
			}
			say("%s%s: %s (%s, found as %s)", name, as, label(m), m.ID, p.Via)
			role[p.Mention] = name
		}
	}
	party("actor", e.Actors)
	party("recipient", e.Recipients)
	if e.Pattern.Flags["mutual"] {
		say("a mutual act: everybody is an actor")
	}
	say("status %s: %s", x.Status, strings.Join(e.why, "; "))
	if e.date != nil {
		say("date %s (%s): %s", e.date.EDTF, e.date.Basis, e.dated)
	}
	if e.place != nil {
		say("place %s: in a phrase of place on the event", e.place.Name)
	}
	for i, w := range t.Tokens {
		line := fmt.Sprintf("%d\t%s\t%s\t%s\t%s\t%d", i+1, w.Form, w.Lemma, w.UPOS, w.Rel, w.Head+1)
		for _, m := range e.s.Cast.On[i] {
			line += "\t" + label(d.A.Mentions[m])
			if r := role[m]; r != "" {
				line += "=" + r
			}
		}
		if i == e.Trigger {
			line += "\ttrigger"
		}
		out.Tree = append(out.Tree, line)
	}
	return out
}

// label names a mention by its code and the state or body it acts for.
func label(m entente.Mention) string {
	switch {
	case m.Actor != "" && m.Of != "" && m.Of != m.Actor:
		return m.Actor + " of " + m.Of
	case m.Actor != "":
		return m.Actor
	case m.Of != "":
		return "of " + m.Of
	case m.Name != "":
		return m.Name
	}
	return "unknown"
}

// WhyNot says for every place in a document where a pattern's trigger stands why the pattern does not fit there, or that it
// fits and what wins over it.
func (c *Coder) WhyNot(a *entente.Analysis, rule string) ([]string, error) {
	p, ok := c.table.Rule(rule)
	if !ok {
		return nil, fmt.Errorf("pattern %s: %w", rule, entente.ErrNotFound)
	}
	d := c.read(a)
	var out []string
	for i := range a.Sentences {
		if len(a.Sentences[i].Tokens) == 0 {
			continue
		}
		s := d.Sentence(i)
		for w := range s.Tree.Tokens {
			if !s.Triggers(p, w) {
				continue
			}
			out = append(out, fmt.Sprintf("sentence %d, %q: %s", i+1, s.Tree.Tokens[w].Form, d.verdict(s, p, w)))
		}
	}
	if len(out) == 0 {
		out = append(out, "no word of the text has the lemma "+strings.Join(p.Words, " or "))
	}
	return out, nil
}

// verdict says what became of a pattern at word w.
func (d *reading) verdict(s *match.Sentence, p *pattern.Pattern, w int) string {
	if why := s.Misses(p, w); why != "" {
		return why
	}
	for i := range d.found {
		if f := &d.found[i]; f.s.Index == s.Index && f.Trigger == w {
			if f.Pattern == p {
				return "fits"
			}
			return "fits, but " + f.Pattern.Rule + " fits better"
		}
	}
	return "fits, but gives way to an event that it is part of, or says too little on its own"
}
