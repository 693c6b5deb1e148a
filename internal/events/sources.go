package events

import (
	"sort"
	"strconv"
)

// asserted says who is answerable for an event: the speaker of the statement in whose content the trigger stands, else the
// speaker of the sentence, else nobody but the document.
func (d *reading) asserted(e *coded) (string, []string) {
	at := e.s.Tree.Tokens[e.Trigger].Span
	best, size := -1, 0
	for i := range d.A.Statements {
		for _, c := range d.A.Statements[i].Content {
			if c.Contains(at) && (best < 0 || c.Len() < size) {
				best, size = i, c.Len()
			}
		}
	}
	if best >= 0 && d.A.Statements[best].Speaker != "" {
		return d.A.Statements[best].Speaker, d.A.Statements[best].ReportedBy
	}
	return d.A.Sentences[e.s.Index].Speaker, nil
}

// longAgo is the number of years after which an event is history for its document.
const longAgo = 5

// historical reports whether an event lies long before the document.
func (d *reading) historical(e *coded) bool {
	p := d.A.Document.Published
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
	for _, c := range e.Pattern.Contexts {
		found[c] = true
	}
	t := e.s.Tree
	top := e.Anchor
	for w := range t.Tokens {
		if c := topics[t.Lemma(w)]; c != "" && (t.Under(w, top) || t.Under(w, e.Trigger)) {
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
