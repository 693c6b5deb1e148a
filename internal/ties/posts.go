package ties

import "entente/internal/trees"

// seat are verbs for having or getting the chair of a body, naming those that make somebody something.
var (
	seat   = words("hold assume take_over take occupy exercise")
	naming = words("designate name accept admit recognize recognise declare")
)

// granted: "was granted observer status in B", "holds candidate status in B".
func (r *reading) granted(w int) {
	role, status := "", "in-force"
	for _, k := range r.c.Kids(w) {
		if rel := r.c.Rel(k); rel == "compound" || rel == "amod" {
			switch r.c.Lemma(k) {
			case "observer", "associate", "partner":
				role = map[string]string{"observer": "observer", "associate": "partner", "partner": "partner"}[r.c.Lemma(k)]
			case "candidate":
				role, status = "member", "sought"
			}
		}
	}
	v := r.c.Head(w)
	if role == "" || v < 0 || !r.c.Verb(v) {
		return
	}
	var targets, holders []int
	for _, at := range [2]int{w, v} {
		for _, prep := range []string{"in", "at", "of", "with", "by"} {
			targets = append(targets, r.c.Phrases(at, prep)...)
		}
	}
	switch r.c.Lemma(v) {
	case "grant", "give", "accord", "award":
		holders = append(append(holders, r.c.Receiver(v), r.c.Kid(v, "iobj")), r.c.Phrases(v, "to")...)
		targets = append(targets, r.c.Subject(v))
	case "hold", "have", "enjoy", "obtain", "receive", "get", "gain", "acquire", "secure":
		holders = append(holders, r.c.Subject(v))
	}
	if m := r.status(v); m != "in-force" {
		status = m
	}
	r.belong(r.parties(holders), r.bodies(targets, w), role, status, w)
}

// bodies are those that some words stand for, or, where none does, the one named last before word w in its sentence.
func (r *reading) bodies(ws []int, w int) []int {
	out := r.parties(ws)
	if _, found := split(r.codes(out)); len(found) > 0 {
		return out
	}
	for k := w - 1; k >= 0; k-- {
		if m := r.body(k); m >= 0 {
			return []int{m}
		}
	}
	return out
}

// post: "A is a member of B", "B member A", "A, an observer in B", "B members A and C", "A is one of the founders of B".
func (r *reading) post(w int, role string) {
	if role == "partner" && !r.c.Has(w, "compound", "dialogue") && !r.c.Has(w, "amod", "sectoral", "associate") {
		return
	}
	targets := append(r.c.Phrases(w, "of"), r.c.Phrases(w, "in")...)
	targets = append(targets, r.c.Phrases(w, "at")...)
	var holders []int
	for _, k := range r.c.Kids(w) {
		switch rel := r.c.Tokens[k].Rel; rel {
		case "compound", "amod", "nmod:poss", "nmod:unmarked", "nmod:desc":
			targets = append(targets, k)
		case "appos", "flat":
			holders = append(holders, k)
		case "nsubj":
			holders = append(holders, k)
		}
	}
	if r.c.Has(w, "compound", "associate") || r.c.Has(w, "amod", "associate", "associated") {
		role = "partner"
	}
	at := w // whose mood is that of the membership
	if r.c.Has(w, "amod", "founding", "found") || r.c.Has(w, "compound", "founding", "found") {
		role = "founder"
	}
	if h := r.c.Head(w); h >= 0 {
		switch r.c.Tokens[w].Rel {
		case "appos", "compound", "nmod:desc", "nmod:unmarked":
			holders = append(holders, h)
		case "xcomp", "obl", "obj":
			if l := r.c.Lemma(h); r.c.Verb(h) && (l == "become" || l == "remain" || l == "serve" || l == "have" || l == "act" || l == "participate" ||
				role == "chair" && seat[l]) {
				holders = append(holders, r.c.Subject(h))
				at = h
			} else if r.c.Verb(h) && naming[r.c.Lemma(h)] {
				holders = append(holders, r.c.Object(h))
				at = h
			}
		case "nmod":
			if r.c.Case(w) == "of" && r.c.Kid(h, "nsubj") >= 0 { // "is one of the founders of"
				holders = append(holders, r.c.Kid(h, "nsubj"))
			}
		}
	}
	if len(r.parties(targets)) == 0 && r.c.Lemma(at) == "become" && role == "member" && newest(r.c, w) {
		r.belong(r.parties(holders), r.spoken(), role, r.status(at), w)
		return
	}
	r.belong(r.parties(holders), r.parties(targets), role, r.status(at), w)
}

// newest reports whether a member is counted as one who is new: "became the 31st member", "the newest member".
func newest(c *trees.Cast, w int) bool {
	for _, k := range c.Kids(w) {
		if f := c.Tokens[k].Form; f != "" && (f[0] >= '0' && f[0] <= '9' || c.Has(w, "amod", "full", "newest", "latest", "youngest", "new", "late")) {
			return c.Rel(k) == "amod"
		}
	}
	return false
}

// spoken is the one body that the sentence, or one of the two before it, speaks of.
func (r *reading) spoken() []int {
	for i := r.sentence; i >= 0 && i >= r.sentence-2; i-- {
		found := -1
		for k := range r.a.Mentions {
			m := &r.a.Mentions[k]
			if m.Sentence != i || m.Start == nil || !body(m.Actor) {
				continue
			}
			if found >= 0 && r.a.Mentions[found].Actor != m.Actor {
				return nil
			}
			found = k
		}
		if found >= 0 {
			return []int{found}
		}
	}
	return nil
}

// halting is what verbs make of a membership that is their object.
var halting = map[string]string{"suspend": "suspended", "freeze": "suspended", "pause": "suspended", "halt": "suspended", "end": "ended", "terminate": "ended",
	"renounce": "ended", "relinquish": "ended"}
