package events

import (
	"sort"
	"strconv"

	"entente/internal/events/match"
	"entente/internal/trees"
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
	if best >= 0 && e.retort && d.code(d.A.Statements[best].Speaker) == d.code(d.A.Mentions[e.Recipients[0].Mention].ID) {
		return "", nil // what the accused answers is not said by the accuser
	}
	if best >= 0 && d.A.Statements[best].Speaker != "" {
		return d.A.Statements[best].Speaker, d.A.Statements[best].ReportedBy
	}
	if e.retort || d.beside(e) {
		return "", nil
	}
	return d.A.Sentences[e.s.Index].Speaker, nil
}

// code is who a mention is or acts for, by its id.
func (d *reading) code(id string) string {
	for i := range d.A.Mentions {
		if d.A.Mentions[i].ID == id {
			return trees.Code(&d.A.Mentions[i])
		}
	}
	return id
}

// beside reports whether an event stands in a clause that is only joined to those in which the speaker of its sentence says
// something: "Oslo urged the Union to act, and Rome evacuated its soldiers".
func (d *reading) beside(e *coded) bool {
	s := &d.A.Sentences[e.s.Index]
	if s.Speaker == "" || d.A.Document.Speaker != "" || s.Part >= 0 && s.Part < len(d.A.Document.Parts) && d.A.Document.Parts[s.Part].Speaker != "" {
		return false
	}
	top, who, joined := e.s.clause(e.Anchor), d.code(s.Speaker), false
	for i := range d.A.Statements {
		st := &d.A.Statements[i]
		if st.Cue == nil || !s.Contains(*st.Cue) || st.Speaker == "" || d.code(st.Speaker) != who {
			continue
		}
		for w := range e.s.Tree.Tokens {
			if e.s.Tree.Verb(w) && e.s.Tree.Tokens[w].Overlaps(*st.Cue) {
				if e.s.clause(w) == top {
					return false
				}
				joined = true
			}
		}
	}
	return joined
}

// clause is the verb at the head of the coordinated clause, one with a subject of its own, in which a word stands.
func (s *scan) clause(w int) int {
	t := s.Tree
	for n := 0; t.Head(w) >= 0 && n < 50; n++ {
		if own := t.Kid(w, "nsubj", "nsubj:pass") >= 0; own && (t.Rel(w) == "conj" && t.Verb(t.Head(w)) || t.Rel(w) == "advcl" && t.Has(w, "mark", "while", "whereas")) {
			return w
		}
		w = t.Head(w)
	}
	return w
}

// answered gives the denial of an accusation that its sentence, or the one before, tells of the accuser for its recipient.
func (d *reading) answered() {
	for i := range d.found {
		e := &d.found[i]
		if e.typ != "REJECT" || e.kind != "denial" || len(e.Recipients) > 0 || len(e.Actors) == 0 {
			continue
		}
		for k := i - 1; k >= 0 && d.found[k].s.Index >= e.s.Index-1; k-- {
			o := &d.found[k]
			if o.kind != "accusation" || len(o.Actors) == 0 || len(o.Recipients) == 0 || !trees.Known(&d.A.Mentions[o.Actors[0].Mention]) ||
				trees.Code(&d.A.Mentions[o.Recipients[0].Mention]) != e.first(d.A) || o.first(d.A) == e.first(d.A) {
				continue
			}
			for _, p := range o.Actors {
				e.Recipients = append(e.Recipients, match.Party{Mention: p.Mention, Via: "who made the accusation"})
			}
			e.retort = o.s == e.s && e.s.Tree.Tokens[e.Trigger].Rel == "acl:relcl"
			break
		}
	}
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
