package ties

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
