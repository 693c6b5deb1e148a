package events

import (
	"fmt"
	"strings"

	"entente"
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
	t := e.s.tree
	out := &Explanation{Event: x, Pattern: e.p}
	say := func(format string, args ...any) { out.Steps = append(out.Steps, fmt.Sprintf(format, args...)) }
	say("pattern %s (%s): %s", e.p.Rule, e.p.Where, e.p.Text)
	say("trigger: %q", t.Tokens[e.trigger].Form)
	if e.anchor != e.trigger {
		say("light verb: %q", t.Tokens[e.anchor].Form)
	}
	for _, w := range e.consumed {
		say("condition met by %q", t.Tokens[w].Form)
	}
	role := map[int]string{}
	party := func(name string, ps []party) {
		for _, p := range ps {
			m := d.a.Mentions[p.mention]
			as := ""
			if p.as != "" {
				as = " as " + p.as
			}
			say("%s%s: %s (%s, found as %s)", name, as, label(m), m.ID, p.via)
			role[p.mention] = name
		}
	}
	party("actor", e.actors)
	party("recipient", e.recipients)
	if e.p.Flags["mutual"] {
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
		for _, m := range e.s.cast.On[i] {
			line += "\t" + label(d.a.Mentions[m])
			if r := role[m]; r != "" {
				line += "=" + r
			}
		}
		if i == e.trigger {
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
		s := c.scan(d, i)
		for w := range s.tree.Tokens {
			if !triggers(p, s, w) {
				continue
			}
			out = append(out, fmt.Sprintf("sentence %d, %q: %s", i+1, s.tree.Tokens[w].Form, c.verdict(d, s, p, w)))
		}
	}
	if len(out) == 0 {
		out = append(out, "no word of the text has the lemma "+strings.Join(p.Words, " or "))
	}
	return out, nil
}

func triggers(p *pattern.Pattern, s *scan, w int) bool {
	for _, l := range s.lemmas(w, p.POS) {
		for _, x := range p.Words {
			if l == x {
				return true
			}
		}
	}
	return false
}

func (c *Coder) verdict(d *reading, s *scan, p *pattern.Pattern, w int) string {
	switch pos := s.pos(w); {
	case pos == 0:
		return "part of a name, or no verb, noun or adjective of its own"
	case pos != p.POS:
		return fmt.Sprintf("tagged %s, the pattern wants /%c", s.tree.Tokens[w].UPOS, p.POS)
	}
	m := &candidate{p: p, trigger: w, anchor: w}
	if p.POS == 'N' {
		if v, _, _ := s.tree.Light(w); v >= 0 {
			m.anchor = v
		}
	}
	for _, k := range p.Conds {
		found := s.walk(m, k.Path)
		words := found
		if k.Words != nil {
			words = s.lexical(found, k.Words)
		}
		if name := strings.Join(k.Path, "."); (len(words) > 0) == k.Forbid {
			return fmt.Sprintf("%s is %s, which the pattern %s", name, s.forms(found), map[bool]string{true: "forbids", false: "does not list"}[k.Forbid])
		}
	}
	for _, r := range p.Roles {
		if ps := s.fill(m, r); r.Required && !s.anyKnown(ps) {
			return fmt.Sprintf("nobody known stands where the %s should (%d unknown)", r.Name, len(ps))
		}
	}
	if s.fit(p, w) == nil {
		return "too few known parties"
	}
	for i := range d.found {
		if f := &d.found[i]; f.s.sentence == s.sentence && f.trigger == w {
			if f.p == p {
				return "fits"
			}
			return "fits, but " + f.p.Rule + " fits better"
		}
	}
	return "fits, but gives way to an event that it is part of, or says too little on its own"
}

func (s *scan) forms(ws []int) string {
	if len(ws) == 0 {
		return "empty"
	}
	var out []string
	for _, w := range ws {
		out = append(out, fmt.Sprintf("%q", s.tree.Tokens[w].Form))
	}
	return strings.Join(out, ", ")
}
