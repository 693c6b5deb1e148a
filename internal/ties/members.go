package ties

import (
	"strings"

	"entente"
	"entente/internal/trees"
)

// entering and leaving are verbs whose subject comes into or goes out of the body they name.
var (
	entering = words(`join accede enter rejoin`)
	leaving  = words(`leave quit exit withdraw pull_out secede`)
	taking   = words(`participate act cooperate work play take_part engage collaborate interact represent actively active engaged role`)
	// done are verbs after which an accession stands.
	done  = words(`complete finalise finalize conclude celebrate welcome`)
	posts = map[string]string{"member": "member", "observer": "observer", "chair": "chair", "chairman": "chair", "founder": "founder",
		"co-founder": "founder", "participant": "member", "signatory": "", "partner": "partner", "presidency": "chair", "chairmanship": "chair"}
)

// memberships reads who belongs to which body.
func (r *reading) memberships() {
	r.participation()
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
		case r.c.Noun(w) && l == "state" && (r.c.Has(w, "compound", "associate") || r.c.Has(w, "amod", "associate")):
			r.post(w, "member")
		case r.c.Noun(w) && posts[l] != "":
			r.post(w, posts[l])
		case r.c.Noun(w) && (l == "membership" || l == "accession" || l == "participation" && halting[r.c.Lemma(r.c.Head(w))] != ""):
			r.membership(w)
		case r.c.Noun(w) && l == "status":
			r.granted(w)
		case r.c.Noun(w) && (l == "candidate" || l == "applicant" || l == "aspirant"):
			r.candidate(w)
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
		holders := r.c.Parties(s, trees.Bodies)
		for _, at := range []int{v, r.c.Head(v)} { // "applied to join it together with Sweden"
			if at >= 0 && r.c.Has(at, "advmod", "together", "along", "jointly", "alongside") || r.c.Lemma(at) == "apply" {
				holders = append(holders, r.parties(r.c.Phrases(at, "with"))...)
			}
		}
		at := v
		if h := r.c.Head(v); r.c.Lemma(h) == "apply" {
			at = h // the day is that of the application
		}
		r.belong(holders, r.parties(targets), "member", status, at)
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

// participation: "A acts actively in bodies such as B and C", "A plays a role in B", "cooperate within the framework of B". Lists of
// bodies are read by the order of words: their names, long and coordinated, are where trees err most.
func (r *reading) participation() {
	for k := range r.c.Tokens {
		var bodies []int
		switch l := r.c.Lemma(k); {
		case l == "framework" || l == "format" || l == "auspex":
			bodies = r.listed(k + 1)
		case k+1 < len(r.c.Tokens) && (l == "such" && r.c.Lemma(k+1) == "as" || l == "including" || l == "like"):
			if bodies = r.listed(k + 1); !r.collective(k - 1) {
				bodies = nil
			}
		case l == "in" && k+1 < len(r.c.Tokens) && (taking[r.c.Lemma(k-1)] || taking[r.c.Lemma(k-2)] || k > 0 && r.c.Lemma(k-1) == "role"):
			if bodies = r.listed(k + 1); len(bodies) == 0 && r.c.Lemma(k+1) == "which" {
				bodies = r.before(k)
			}
		case l == "in" && k+1 < len(r.c.Tokens) && r.c.Lemma(k+1) == "which":
			if v := r.c.Head(k + 1); v >= 0 && taking[r.c.Lemma(v)] {
				bodies = r.before(k)
			}
		}
		if len(bodies) > 0 {
			r.takesPart(k, bodies)
		}
	}
}

// collective reports whether word k is a noun for bodies: "organizations such as".
func (r *reading) collective(k int) bool {
	switch r.c.Lemma(k) {
	case "organization", "organisation", "institution", "body", "forum", "platform", "group", "mechanism", "bloc", "structure":
		return true
	}
	return false
}

// takesPart gives the bodies at word k to the subject of the verb over it.
func (r *reading) takesPart(k int, bodies []int) {
	v := k
	if r.c.Lemma(k) == "in" && k+1 < len(r.c.Tokens) {
		v = k + 1
	}
	for n := 0; v >= 0 && n < 8; n++ {
		if r.c.Verb(v) {
			if s := r.c.Subject(v); s >= 0 {
				if holders := r.c.Parties(s, trees.Bodies); r.c.AnyKnown(holders) {
					r.belong(holders, bodies, "member", r.status(v), k)
					return
				}
			}
		}
		v = r.c.Head(v)
	}
}

// listed are the bodies named from word k on, one after another.
func (r *reading) listed(k int) []int {
	var out []int
	for n := 0; k < len(r.c.Tokens) && n < 40; n++ {
		if m := r.body(k); m >= 0 {
			out = append(out, m)
			for k < len(r.c.Tokens) && r.c.Tokens[k].Start < r.a.Mentions[m].Span().End {
				k++
			}
			continue
		}
		switch u := r.c.Tokens[k].UPOS; {
		case u == "DET", u == "CCONJ", u == "PUNCT" && r.c.Tokens[k].Form != ".":
		case len(out) == 0 && n < 7 && (u == "ADJ" || u == "ADP" || u == "NOUN" && r.collective(k)):
		default:
			return out
		}
		k++
	}
	return out
}

// body is the mention of a body that word k stands in, -1 for none.
func (r *reading) body(k int) int {
	best := -1
	for i := range r.a.Mentions {
		m := &r.a.Mentions[i]
		if m.Sentence == r.sentence && m.Start != nil && body(m.Actor) && m.Span().Contains(r.c.Tokens[k].Span) && (best < 0 || m.Span().Len() > r.a.Mentions[best].Span().Len()) {
			best = i
		}
	}
	return best
}

// before is the last body named before word k.
func (r *reading) before(k int) []int {
	for n := k - 1; n >= 0 && n > k-4; n-- {
		if m := r.body(n); m >= 0 {
			return []int{m}
		}
	}
	return nil
}

// candidate: "A is a candidate for membership of B", "an applicant to B", "EU candidate A".
func (r *reading) candidate(w int) {
	var targets, holders []int
	for _, prep := range []string{"for", "to", "of"} {
		for _, k := range r.c.Phrases(w, prep) {
			targets = append(targets, k)
			for _, p := range []string{"of", "in", "to"} {
				targets = append(targets, r.c.Phrases(k, p)...)
			}
			targets = append(targets, r.c.Kid(k, "compound"))
		}
	}
	holders = append(holders, r.c.Kid(w, "nsubj"), r.c.Kid(w, "appos"))
	targets = append(targets, r.c.Kid(w, "compound"))
	if h := r.c.Head(w); h >= 0 {
		switch r.c.Rel(w) {
		case "appos", "compound":
			holders = append(holders, h)
		case "xcomp", "obl":
			holders = append(holders, r.c.Subject(h))
		}
	}
	r.belong(r.parties(holders), r.parties(targets), "member", "sought", w)
}

// membership: "A's membership in B", "the accession of A to B".
func (r *reading) membership(w int) {
	var targets, holders []int
	for _, prep := range []string{"in", "to", "into", "of"} {
		targets = append(targets, r.c.Phrases(w, prep)...)
	}
	if r.c.Rel(w) == "obj" {
		targets = append(targets, r.c.Phrases(r.c.Head(w), "in")...)
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
	h := r.c.Head(w)
	if r.c.Lemma(h) == "apply" && r.c.Case(w) == "for" { // "applied for membership of"
		if holders = append(holders, r.c.Subject(h)); status == "in-force" {
			status = "sought"
		}
	}
	if l := r.c.Lemma(w); status == "in-force" && l == "accession" && !r.c.Has(w, "det", "the") && !done[r.c.Lemma(h)] {
		status = "sought"
	}
	if to := halting[r.c.Lemma(h)]; to != "" && r.c.Rel(w) == "obj" {
		if holders = append(holders, r.c.Subject(h)); status == "in-force" {
			status = to
		}
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
		if names[b] == "" {
			names[b] = strings.TrimPrefix(b, "org:")
		}
		for _, s := range members {
			r.add(entente.Tie{Kind: "membership", Parties: []string{s, b}, Role: role, Name: names[b], Status: status, Rule: "membership." + role}, w)
		}
	}
}
