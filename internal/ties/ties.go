// Package ties turns sentences into what stands between parties, in contrast to what happened: memberships and observers,
// partnership levels with the whole ladder of words in use by states, agreements with their names and steps, diplomatic
// relations, and offices held.
//
// A tie is read from a noun that names it ("partnership", "member", "treaty") or a verb that makes it ("join", "accede"), its
// parties from the functions around that word, its status from the mood of the clause: "is a member", "hopes to join",
// "has no intention to join", "withdrew".
package ties

import (
	"fmt"
	"sort"
	"strings"

	"entente"
	"entente/internal/trees"
)

// A Finder finds ties. It is safe for concurrent use.
type Finder struct {
	grammar  *trees.Grammar
	levels   map[string]level
	treaties map[string]string
	steps    map[string]string
}

// New returns a finder over the embedded tables.
func New() (*Finder, error) {
	g, err := trees.Load()
	if err != nil {
		return nil, err
	}
	f := &Finder{grammar: g}
	if err := f.load(); err != nil {
		return nil, fmt.Errorf("ties: %w", err)
	}
	return f, nil
}

// A reading is a sentence being read for ties.
type reading struct {
	f        *Finder
	a        *entente.Analysis
	sentence int
	c        *trees.Cast
	out      []entente.Tie
	earlier  []entente.Tie  // of the sentences before
	spans    []entente.Span // the words each tie was read from
}

// Find returns the ties of a document in the order of the text. A tie stands once for every sentence that speaks of it.
func (f *Finder) Find(a *entente.Analysis) []entente.Tie {
	here := make([][]int, len(a.Sentences))
	for i := range a.Mentions {
		if s := a.Mentions[i].Sentence; s >= 0 && s < len(here) && a.Mentions[i].Start != nil {
			here[s] = append(here[s], i)
		}
	}
	var out []entente.Tie
	seen := map[entente.Span]int{}
	for i := range a.Sentences {
		if len(a.Sentences[i].Tokens) == 0 || len(here[i]) == 0 && i == 0 {
			continue
		}
		r := &reading{f: f, a: a, sentence: i, earlier: out, c: f.grammar.Cast(&a.Sentences[i], a.Mentions, here[i])}
		r.memberships()
		r.partnerships()
		r.agreements()
		r.offices(here[i])
		for k, t := range r.out {
			t.ID = entente.RowID("t", &a.Document, r.spans[k], seen[r.spans[k]])
			seen[r.spans[k]]++
			out = append(out, t)
		}
	}
	return out
}

// add records a tie read at word w, unless the sentence gave it already.
func (r *reading) add(t entente.Tie, w int) {
	for _, o := range r.out {
		if o.Kind == t.Kind && strings.Join(o.Parties, " ") == strings.Join(t.Parties, " ") && (o.Name == t.Name || t.Kind == "membership") && !turned(o, t) {
			return
		}
	}
	s := r.a.Sentences[r.sentence]
	t.Evidence, t.AssertedBy = s.Span, r.speaker(w)
	if t.From == nil && t.Until == nil {
		r.date(&t, w)
	}
	if t.Confidence == 0 {
		t.Confidence = 0.8
	}
	r.out = append(r.out, t)
	r.spans = append(r.spans, r.c.Tokens[w].Span)
}

// turned reports whether two ties of the same parties in one sentence are two steps: left and rejoined, signed and expired, sought and observer.
func turned(o, t entente.Tie) bool {
	if o.Kind == "membership" {
		return o.Status == "ended" && t.Status == "in-force" || o.Status == "in-force" && t.Status == "ended" || o.Role != t.Role && t.Role == "observer"
	}
	return o.Kind == "agreement" && o.Status != t.Status && t.Rule == "agreement.clause"
}

// speaker is who is answerable for what stands at word w.
func (r *reading) speaker(w int) string {
	at := r.c.Tokens[w].Span
	best, size := "", 0
	for i := range r.a.Statements {
		for _, c := range r.a.Statements[i].Content {
			if c.Contains(at) && r.a.Statements[i].Speaker != "" && (best == "" || c.Len() < size) {
				best, size = r.a.Statements[i].Speaker, c.Len()
			}
		}
	}
	if best != "" {
		return best
	}
	return r.a.Sentences[r.sentence].Speaker
}

// date gives a tie the date on its clause: the beginning of what was made, the end of what was ended.
func (r *reading) date(t *entente.Tie, w int) {
	verb := w
	for n := 0; n < 6 && verb >= 0 && !r.c.Verb(verb) && r.c.Kid(verb, "cop") < 0; n++ {
		verb = r.c.Head(verb)
	}
	if verb < 0 {
		verb = w // "is a member": the verb is the noun's copula
	}
	if t.Kind == "office" && !seats[r.c.Lemma(verb)] {
		return // "signed during the visit of President X" dates the signing
	}
	_, begins := r.c.Is(verb, func(l string) bool { return makes[l] })
	opens := begins || t.Status == "ended" || r.c.Lemma(verb) == "take" && r.c.Has(verb, "obj", "effect")
	for i := range r.a.Dates {
		d := r.a.Dates[i]
		if d.Sentence != r.sentence || d.Span == nil || d.Use != "" && d.Use != "date" || d.EDTF == "" {
			continue
		}
		x := r.c.HeadOf(*d.Span)
		own := r.made(x, w) // "the partnership that they declared in June 2011"
		if !opens && !own && !r.since(*d.Span) {
			continue
		}
		if t.Status != "ended" && (d.Start == "" || strings.HasSuffix(d.Value, "_REF")) {
			continue // "now", "over the past decades": the day by which it stood, not that of its beginning
		}
		for n := 0; n < 6 && x >= 0; n++ {
			if x == verb || x == w || own {
				if t.Status == "ended" {
					t.Until = &d
				} else {
					t.From = &d
				}
				return
			}
			if n > 0 && r.c.Verb(x) {
				break
			}
			x = r.c.Head(x)
		}
	}
}

// made reports whether a date stands on a verb of making in a clause on the tie's own word.
func (r *reading) made(x, w int) bool {
	for n := 0; n < 4 && x >= 0; n++ {
		if r.c.Verb(x) {
			return strings.HasPrefix(r.c.Tokens[x].Rel, "acl") && r.c.Head(x) == w && makes[r.c.Lemma(x)]
		}
		x = r.c.Head(x)
	}
	return false
}

// seats are verbs that put somebody into an office or take him out of it.
var seats = words("become elect re-elect reelect appoint name nominate inaugurate install swear_in swear take_office succeed replace resign step_down leave serve assume be")

// since reports whether a date stands right behind "since": a state of things began then, whatever its verb.
func (r *reading) since(date entente.Span) bool {
	for i := 1; i < len(r.c.Tokens); i++ {
		if r.c.Tokens[i].Start >= date.Start {
			return strings.EqualFold(r.c.Tokens[i-1].Form, "since")
		}
	}
	return false
}

// makes are verbs that begin or end a tie, so that a date on them is the tie's.
var makes = words(`join rejoin accede admit become establish form sign conclude ratify elevate upgrade lift raise announce declare initial restore resume
 sever break_off cut withdraw leave quit exit terminate suspend found enter reach appoint elect initiate forge launch be apply grant rejoin assume designate`)

// codes are the actor codes of mentions, for states, bodies and groups: people and offices stand for whom they act for.
func (r *reading) codes(ms []int) []string {
	var out []string
	seen := map[string]bool{}
	for _, m := range ms {
		x := &r.a.Mentions[m]
		c := x.Actor
		if x.Kind == "person" || x.Kind == "place" || c == "" {
			c = x.Of
		}
		if c != "" && !seen[c] {
			seen[c] = true
			out = append(out, c)
		}
	}
	return out
}

// state reports whether a code is that of a state, in contrast to a body, a group or a person.
func state(code string) bool {
	return !strings.Contains(code, ":") || strings.HasPrefix(code, "gw:")
}

// body reports whether a code is that of an organisation.
func body(code string) bool { return strings.HasPrefix(code, "org:") }

func split(codes []string) (states, bodies []string) {
	for _, c := range codes {
		switch {
		case state(c):
			states = append(states, c)
		case body(c):
			bodies = append(bodies, c)
		}
	}
	return states, bodies
}

// status reads what the words say of a tie: in force, sought, planned, refused or ended.
func (r *reading) status(w int) string {
	m := r.c.Mood(w)
	switch m.Status {
	case trees.Denied:
		return "refused"
	case trees.Planned:
		return "planned"
	case trees.Hypothetical:
		return "sought"
	}
	return "in-force"
}

func (r *reading) name(m int) string {
	if m < 0 {
		return ""
	}
	return r.a.Mentions[m].Name
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func sorted(codes []string) []string {
	out := append([]string{}, codes...)
	sort.Strings(out)
	return out
}
