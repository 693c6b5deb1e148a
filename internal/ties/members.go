package ties

import (
	"entente"
	"entente/internal/trees"
)

// entering and leaving are verbs whose subject comes into or goes out of the body they name.
var (
	entering = words(`join accede enter rejoin`)
	leaving  = words(`leave quit exit withdraw pull_out secede`)
	taking   = words(`participate act cooperate work play take_part engage collaborate interact represent carry_out continue maintain have conduct develop pursue`)
	// loose are verbs that say so only "within the framework of" a body.
	loose = words(`carry_out continue maintain have conduct develop pursue cooperate work`)
	posts = map[string]string{"member": "member", "observer": "observer", "chair": "chair", "chairman": "chair", "founder": "founder",
		"co-founder": "founder", "participant": "member", "signatory": "", "partner": "partner", "presidency": "chair", "chairmanship": "chair"}
)

// memberships reads who belongs to which body.
func (r *reading) memberships() {
	for w := range r.c.Tokens {
		switch l := r.c.Lemma(w); {
		case r.c.Verb(w) && (entering[l] || leaving[l] || entering[r.c.Phrasal(w)] || leaving[r.c.Phrasal(w)]):
			r.movement(w)
		case r.c.Verb(w) && l == "admit":
			r.admission(w, append(r.c.Phrases(w, "to"), r.c.Phrases(w, "into")...), r.status(w))
		case r.c.Verb(w) && (l == "suspend" || l == "expel" || l == "exclude"):
			r.admission(w, r.c.Phrases(w, "from"), map[bool]string{true: "suspended", false: "ended"}[l == "suspend"])
		case r.c.Verb(w) && (l == "chair" || l == "found" || l == "co-found"):
			r.lead(w, map[bool]string{true: "chair", false: "founder"}[l == "chair"])
		case r.c.Verb(w) && (taking[l] || taking[r.c.Phrasal(w)]):
			r.participation(w, taking[l] && !loose[l] && !loose[r.c.Phrasal(w)])
		case r.c.Noun(w) && posts[l] != "":
			r.post(w, posts[l])
		case r.c.Noun(w) && (l == "membership" || l == "accession"):
			r.membership(w)
		case r.c.Noun(w) && l == "republic":
			r.republic(w)
		}
	}
}

// movement: "A joined B", "A withdrew from B".
func (r *reading) movement(v int) {
	targets := r.c.Phrases(v, "from")
	status := "ended"
	if entering[r.c.Lemma(v)] || entering[r.c.Phrasal(v)] {
		status = r.status(v)
		targets = r.c.Phrases(v, "to")
		if o := r.c.Object(v); o >= 0 {
			targets = append(targets, o)
		}
	} else if o := r.c.Object(v); o >= 0 && len(targets) == 0 {
		targets = []int{o}
	}
	if status == "ended" {
		switch r.status(v) {
		case "refused":
			status = "in-force"
		case "planned", "sought":
			status = "in-force"
		}
	}
	if s := r.c.Subject(v); s >= 0 {
		r.belong(r.c.Parties(s, trees.Bodies), r.parties(targets), "member", status, v)
	}
}

// admission: "A was admitted to B", "A was suspended from B".
func (r *reading) admission(v int, targets []int, status string) {
	if o := r.c.Object(v); o >= 0 {
		r.belong(r.c.Parties(o, trees.Bodies), r.parties(targets), "member", status, v)
	}
}

// lead: "A chairs B", "A founded B".
func (r *reading) lead(v int, role string) {
	if s, o := r.c.Subject(v), r.c.Object(v); s >= 0 && o >= 0 {
		r.belong(r.c.Parties(s, trees.Bodies), r.parties([]int{o}), role, r.status(v), v)
	}
}

// participation: "A acts actively in bodies such as B and C", "A plays a role in B", "cooperate within the framework of B".
func (r *reading) participation(v int, strict bool) {
	s := r.c.Subject(v)
	if s < 0 {
		return
	}
	var targets []int
	if r.c.Tokens[v].Rel == "acl:relcl" { // "the body, in which we are playing a role"
		for _, p := range r.c.Phrases(v, "in") {
			if r.c.Lemma(p) == "which" {
				targets = append(targets, r.c.Head(v))
			}
		}
	}
	at := []int{v}
	if o := r.c.Object(v); o >= 0 {
		at = append(at, o)
	}
	for _, x := range at {
		for _, prep := range []string{"in", "within", "under"} {
			for _, p := range r.c.Phrases(x, prep) {
				if l := r.c.Lemma(p); !strict && l != "framework" && l != "format" && l != "platform" {
					continue
				}
				targets = append(targets, p)
				targets = append(targets, r.c.Phrases(p, "of")...)
				for _, q := range append([]int{p}, r.c.Phrases(p, "of")...) {
					targets = append(targets, r.c.Phrases(q, "such_as")...)
					targets = append(targets, r.c.Phrases(q, "like")...)
					targets = append(targets, r.c.Phrases(q, "including")...)
				}
			}
		}
	}
	r.belong(r.c.Parties(s, trees.Bodies), r.parties(targets), "member", r.status(v), v)
}

// post: "A is a member of B", "B member A", "A, an observer in B", "B members A and C", "A is one of the founders of B".
func (r *reading) post(w int, role string) {
	if role == "partner" {
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
	if r.c.Has(w, "amod", "founding") {
		role = "founder"
	}
	if h := r.c.Head(w); h >= 0 {
		switch r.c.Tokens[w].Rel {
		case "appos", "compound", "nmod:desc", "nmod:unmarked":
			holders = append(holders, h)
		case "xcomp", "obl", "obj":
			if l := r.c.Lemma(h); r.c.Verb(h) && (l == "become" || l == "remain" || l == "serve" || l == "have" || l == "act" || l == "participate") {
				holders = append(holders, r.c.Subject(h))
			}
		case "nmod":
			if r.c.Case(w) == "of" && r.c.Kid(h, "nsubj") >= 0 { // "is one of the founders of"
				holders = append(holders, r.c.Kid(h, "nsubj"))
			}
		}
	}
	r.belong(r.parties(holders), r.parties(targets), role, r.status(w), w)
}

// membership: "A's membership in B", "the accession of A to B".
func (r *reading) membership(w int) {
	var targets, holders []int
	for _, prep := range []string{"in", "to", "into", "of"} {
		targets = append(targets, r.c.Phrases(w, prep)...)
	}
	holders = append(holders, r.c.Phrases(w, "by")...)
	holders = append(holders, r.c.Phrases(w, "of")...)
	for _, k := range r.c.Kids(w) {
		switch r.c.Tokens[k].Rel {
		case "nmod:poss":
			holders = append(holders, k)
		case "compound", "amod":
			targets, holders = append(targets, k), append(holders, k)
		}
	}
	if v, place, _ := r.c.Light(w); v >= 0 && place != "subj" {
		holders = append(holders, r.c.Subject(v))
	}
	status := r.status(w)
	if l := r.c.Lemma(w); status == "in-force" && l != "membership" && !r.c.Has(w, "det", "the") {
		status = "sought"
	}
	if r.f.aspired(r.c, w) {
		status = "sought"
	}
	r.belong(r.parties(holders), r.parties(targets), "member", status, w)
}

// republic: "was a republic of the Soviet Union", "Ukraine, another Soviet republic".
func (r *reading) republic(w int) {
	var targets, holders []int
	targets = append(targets, r.c.Phrases(w, "of")...)
	for _, k := range r.c.Kids(w) {
		switch r.c.Tokens[k].Rel {
		case "amod", "compound":
			targets = append(targets, k)
		case "nsubj", "appos":
			holders = append(holders, k)
		}
	}
	if h := r.c.Head(w); h >= 0 {
		switch {
		case r.c.Rel(w) == "appos":
			holders = append(holders, h)
		case r.c.Case(w) == "as" && r.c.Verb(h):
			holders = append(holders, r.c.Subject(h))
		case (r.c.Rel(w) == "obl" || r.c.Rel(w) == "xcomp") && r.c.Verb(h):
			holders = append(holders, r.c.Subject(h))
		}
	}
	var union []int
	for _, m := range r.parties(targets) {
		if a := r.a.Mentions[m].Actor; a == "SUHH" || a == "YUCS" {
			union = append(union, m)
		}
	}
	if len(union) == 0 {
		return
	}
	states, _ := split(r.codes(r.parties(holders)))
	for _, s := range states {
		if u := r.a.Mentions[union[0]]; s != u.Actor {
			r.add(entente.Tie{Kind: "membership", Parties: []string{s, u.Actor}, Role: "member", Name: u.Name, Status: "ended", Rule: "republic"}, w)
		}
	}
}

func (r *reading) parties(ws []int) []int {
	var out []int
	for _, w := range ws {
		if w >= 0 {
			out = append(out, r.c.Parties(w, trees.Bodies)...)
		}
	}
	return out
}

// belong writes a membership for every state and every body; a body may be a member, too, where no state is.
func (r *reading) belong(holders, targets []int, role, status string, w int) {
	names := map[string]string{}
	for _, m := range targets {
		names[r.a.Mentions[m].Actor] = r.a.Mentions[m].Name
	}
	members, _ := split(r.codes(holders))
	_, bodies := split(r.codes(targets))
	for _, b := range bodies {
		for _, s := range members {
			r.add(entente.Tie{Kind: "membership", Parties: []string{s, b}, Role: role, Name: names[b], Status: status, Rule: "membership." + role}, w)
		}
	}
}
