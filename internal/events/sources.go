package events

import (
	"sort"
	"strconv"

	"entente"
	"entente/internal/trees"
)

// asserted says who is answerable for an event: the speaker of the statement in whose content the trigger stands, else the
// speaker of the sentence, else nobody but the document.
func (d *reading) asserted(e *coded) (string, []string) {
	at := e.s.tree.Tokens[e.trigger].Span
	best, size := -1, 0
	for i := range d.a.Statements {
		for _, c := range d.a.Statements[i].Content {
			if c.Contains(at) && (best < 0 || c.Len() < size) {
				best, size = i, c.Len()
			}
		}
	}
	if best >= 0 && d.a.Statements[best].Speaker != "" {
		return d.a.Statements[best].Speaker, d.a.Statements[best].ReportedBy
	}
	return d.a.Sentences[e.s.sentence].Speaker, nil
}

// longAgo is the number of years after which an event is history for its document.
const longAgo = 5

// historical reports whether an event lies long before the document.
func (d *reading) historical(e *coded) bool {
	p := d.a.Document.Published
	if p == nil || e.date == nil || len(p.Start) < 4 || len(e.date.End) < 4 {
		return false
	}
	then, err1 := strconv.Atoi(e.date.End[:4])
	now, err2 := strconv.Atoi(p.Start[:4])
	return err1 == nil && err2 == nil && now-then >= longAgo
}

// contexts are those of the pattern and those that words of the event's clause stand for.
func (d *reading) contexts(e *coded) []string {
	found := map[string]bool{}
	for _, c := range e.p.Contexts {
		found[c] = true
	}
	t := e.s.tree
	top := e.anchor
	for w := range t.Tokens {
		if c := topics[t.Lemma(w)]; c != "" && (t.Under(w, top) || t.Under(w, e.trigger)) {
			found[c] = true
		}
	}
	out := make([]string, 0, len(found))
	for c := range found {
		out = append(out, c)
	}
	sort.Strings(out)
	if len(out) == 0 {
		return nil
	}
	return out
}

// confidence is the probability that the row is right: a prior of what the pattern, the parties and the status are worth,
// moved by what the judge thinks of the type.
func (d *reading) confidence(e *coded, judge Judge) float64 {
	c := 0.62 + 0.01*float64(min(e.weight, 16))
	if e.status == trees.Hypothetical || e.status == trees.Denied {
		c -= 0.1
	}
	if len(e.actors) == 0 {
		c -= 0.1
	}
	if e.s.tree.Verb(e.trigger) || e.anchor != e.trigger {
		c += 0.08
	}
	if judge != nil && e.p.Type != "" {
		c += 0.2 * (judge.Judge(d.a.Document.Text, &d.a.Sentences[e.s.sentence], d.span(e.actors), d.span(e.recipients))[e.p.Type] - 0.4)
	}
	return min(max(c, 0.3), 0.95)
}

// span is the place of the first of some parties, nil for none.
func (d *reading) span(ps []party) *entente.Span {
	for _, p := range ps {
		if s := d.a.Mentions[p.mention].Span(); !s.Empty() {
			return &s
		}
	}
	return nil
}
