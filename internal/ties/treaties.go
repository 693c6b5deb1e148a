package ties

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/trees"
)

// agreements reads treaties and other instruments: named ("the Treaty on Eternal Friendship"), or described ("free trade
// agreements with the neighbours", "a settlement of the border question").
func (r *reading) agreements() {
	for w := range r.c.Tokens {
		class, ok := r.f.treaties[r.c.Lemma(w)]
		if !ok || !r.c.Noun(w) {
			continue
		}
		if m := r.c.In[w]; m >= 0 && r.a.Mentions[m].Kind == "organisation" {
			continue
		}
		name, named := r.title(w)
		if !named && !r.described(w, class) {
			r.again(w)
			continue
		}
		parties := r.states(r.signers(w))
		if class == "settlement" || class == "guarantee" {
			parties = r.matter(w, parties)
		}
		if len(parties) == 0 {
			parties = r.voice()
		}
		if len(parties) == 0 || !named && len(parties) < 2 && class != "agreement" {
			continue
		}
		status := r.step(w)
		told := status != ""
		if draft := r.c.Has(w, "amod", "draft") || r.c.Has(w, "compound", "draft"); draft && (status == "" || status == "ratified") {
			status = "negotiated" // "the draft treaty provides for"
		}
		if status == "" {
			switch status = r.levelStatus(w); {
			case status == "in-force" && class == "document":
				status = "signed"
			case status == "in-force" && !named && r.asked():
				status = "sought"
			case status == "planned" && named && pledges[r.c.Lemma(r.c.Head(w))]: // "its commitment to the Charter"
				status = "in-force"
			}
		}
		if !named && status == "sought" {
			continue
		}
		r.add(entente.Tie{Kind: "agreement", Parties: sorted(parties), Name: name, Status: status, Rule: "agreement"}, w)
		r.clauses(w, name, parties, told)
	}
}

// clauses adds the step that a clause on an instrument tells beside that of its own verb: "the treaty that both had signed in 1966 expired".
func (r *reading) clauses(w int, name string, parties []string, told bool) {
	for _, v := range r.c.Kids(w) {
		if r.c.Tokens[v].Rel != "acl:relcl" || !r.c.Verb(v) || r.c.Object(v) != w {
			continue
		}
		if status := r.stepOf(v); status != "" && status == r.standing(status, v) {
			t := entente.Tie{Kind: "agreement", Parties: sorted(parties), Name: name, Status: status, Rule: "agreement.clause"}
			r.date(&t, v)
			if n := len(r.out) - 1; n >= 0 && r.out[n].Name == name && !told && (r.out[n].Status == status || r.out[n].Status == "in-force") {
				r.out[n].Status, r.out[n].From = status, t.From // the only step told
				return
			}
			r.add(t, w)
		}
	}
}

// pledges are nouns for standing by an instrument that is there.
var pledges = words("commitment adherence fidelity loyalty attachment obligation allegiance commit adhere")

// asked reports whether the sentence is a question, which leaves open whether there is such an instrument.
func (r *reading) asked() bool {
	return strings.HasSuffix(strings.TrimRight(r.a.Sentences[r.sentence].In(r.a.Document.Text), `"”’' `), "?")
}

// again reads a step of an instrument that was named shortly before: "The treaty entered into force in 1952."
func (r *reading) again(w int) {
	if !r.c.Has(w, "det", "the", "this", "that") && r.c.Kid(w, "nmod:poss") < 0 {
		return
	}
	status := r.step(w)
	if status == "" {
		return
	}
	for k := len(r.earlier) - 1; k >= 0 && k >= len(r.earlier)-4; k-- {
		t := r.earlier[k]
		if t.Kind != "agreement" || t.Evidence.End+400 < r.a.Sentences[r.sentence].Start || !strings.Contains(strings.ToLower(t.Name), r.c.Lemma(w)) {
			continue
		}
		r.add(entente.Tie{Kind: "agreement", Parties: t.Parties, Name: t.Name, Status: status, Rule: "agreement.again", Confidence: 0.7}, w)
		return
	}
}

// title is the name of an instrument as printed, and whether it is a proper name.
func (r *reading) title(w int) (string, bool) {
	first, last := w, w
	proper := upper(r.c.Tokens[w].Form)
	for k := w - 1; k >= 0 && r.c.Under(k, w) && r.attributive(k, w) && r.c.Rel(k) != "det"; k-- {
		if u := r.c.Tokens[k].UPOS; u == "DET" || u == "PUNCT" || u == "NUM" || u == "PRON" {
			break
		}
		first = k
	}
	for first < w && span[r.c.Lemma(first)] && first > 0 && r.c.Tokens[first-1].UPOS != "DET" { // "30-year contract" without its number
		first++
	}
	for proper && first < w && !upper(r.c.Tokens[first].Form) {
		first++
	}
	for proper && first > 2 && r.c.Tokens[first-1].Form == "and" && r.c.In[first-2] < 0 && upper(r.c.Tokens[first-2].Form) && (first < w || upper(r.c.Tokens[w].Form)) {
		for first -= 2; first > 0 && r.c.In[first-1] < 0 && upper(r.c.Tokens[first-1].Form) && first-1 > 0; first-- { // "Economic Cooperation and Partnership Agreement"
		}
	}
	for _, k := range r.c.Kids(w) {
		if r.c.Rel(k) != "nmod" || k < w || r.c.Tokens[k].UPOS == "VERB" {
			continue
		}
		switch r.c.Case(k) {
		case "on", "of", "for", "against", "in", "concerning", "about":
			s := r.c.Cover(k)
			if r.dated(s) {
				continue
			}
			for x := w + 1; x < len(r.c.Tokens) && r.c.Tokens[x].Start < s.End && x-w < 14; x++ {
				if u := r.c.Tokens[x].UPOS; u == "PUNCT" && r.c.Tokens[x].Form == "," && !(x+1 < len(r.c.Tokens) && upper(r.c.Tokens[x+1].Form) && proper) || u == "VERB" && r.c.Tokens[x].XPOS != "VBG" && !strings.HasPrefix(r.c.Tokens[x].XPOS, "NNP") {
					break
				}
				last = x
			}
		}
	}
	s := entente.Span{Start: r.c.Tokens[first].Start, End: r.c.Tokens[last].End}
	return strings.Join(strings.Fields(s.In(r.a.Document.Text)), " "), proper && first < w || proper && last > w
}

// span are nouns for how long an instrument runs.
var span = words("year month day week decade")

// dated reports whether a phrase is a date expression.
func (r *reading) dated(s entente.Span) bool {
	for i := range r.a.Dates {
		if d := r.a.Dates[i].Span; d != nil && d.Overlaps(s) && r.a.Dates[i].Use != "name" {
			return true
		}
	}
	return false
}

func upper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// described reports whether an instrument without a name is told apart well enough: by its subject, or by a settlement's matter.
func (r *reading) described(w int, class string) bool {
	switch class {
	case "settlement":
		for _, k := range r.c.Phrases(w, "of") {
			for _, x := range append([]int{k}, r.c.Phrases(k, "of")...) {
				if l := r.c.Lemma(x); l == "border" || l == "boundary" || r.c.Has(x, "compound", "border", "boundary") || r.c.Has(x, "amod", "territorial") {
					return true
				}
			}
		}
		return false
	case "guarantee":
		return r.c.Has(w, "compound", "security") || r.c.Has(w, "amod", "security")
	case "document":
		return r.c.Has(w, "amod", "joint")
	}
	for _, k := range r.c.Kids(w) {
		switch r.c.Rel(k) {
		case "compound":
			if r.c.In[k] < 0 {
				return true
			}
		case "amod":
			if l := r.c.Lemma(k); l == "bilateral" || l == "military" || l == "nuclear" || l == "commercial" || l == "economic" || l == "free" || l == "defensive" {
				return true
			}
		case "nmod":
			if c := r.c.Case(k); c == "on" || c == "with" || c == "between" || c == "of" && subjects[r.c.Lemma(k)] {
				return true
			}
		}
	}
	return false
}

// subjects are what instruments are of: "memorandum of understanding", "treaty of friendship".
var subjects = words(`understanding intent friendship cooperation association neutrality alliance non-aggression amity commerce brotherhood partnership peace
 union confederation guarantee cession recognition intentions`)

// matter adds those between whom lies what is settled ("of the question of the boundary between"), or the pair spoken of.
func (r *reading) matter(w int, have []string) []string {
	at := []int{w}
	for n := 0; n < len(at) && n < 5; n++ {
		at = append(at, r.c.Phrases(at[n], "of")...)
		for _, k := range r.c.Phrases(at[n], "between") {
			if codes := r.states(r.c.Parties(k, trees.Bodies)); len(codes) > 1 {
				return codes
			}
		}
	}
	if len(have) < 2 {
		return r.nearby(w, have)
	}
	return have
}

// voice is the state or body that the clause's subject or else the speaker stands for: "we remain bound by the Charter".
func (r *reading) voice() []string {
	for w := range r.c.Tokens {
		if r.c.Head(w) < 0 {
			if s := r.c.Subject(w); s >= 0 {
				if codes := r.states(r.c.Parties(s, trees.Bodies)); len(codes) > 0 {
					return codes
				}
			}
		}
	}
	if m, ok := r.a.Mention(r.a.Sentences[r.sentence].Speaker); ok && state(m.Of) && m.Of != "" {
		return []string{m.Of}
	}
	return nil
}

// signers are the mentions in the roles of parties: between, with, whose, of, or the subject of the verb over it.
func (r *reading) signers(w int) []int {
	var out []int
	add := func(ws ...int) {
		for _, x := range ws {
			if x >= 0 {
				out = append(out, r.c.Parties(x, trees.Bodies)...)
			}
		}
	}
	for _, p := range []string{"between", "with", "by", "among"} {
		add(r.c.Phrases(w, p)...)
	}
	add(r.c.Kid(w, "nmod:poss"))
	if _, named := r.title(w); !named { // a place in a name is no party: "the Paris Agreement"
		for _, k := range r.c.Kids(w) {
			if rel := r.c.Tokens[k].Rel; rel == "compound" || rel == "amod" {
				add(k)
			}
		}
	}
	for _, v := range r.c.Kids(w) { // "the treaty that Oslo and Bergen had signed"
		if r.c.Tokens[v].Rel == "acl:relcl" && r.c.Verb(v) && r.c.Object(v) == w && r.stepOf(v) != "" {
			add(r.c.Subject(v))
			add(r.c.Phrases(v, "with")...)
		}
	}
	h := r.c.Head(w)
	for n := 0; h >= 0 && n < 4; n++ {
		if r.c.Verb(h) {
			add(r.c.Subject(h))
			for _, p := range []string{"with", "between"} {
				add(r.c.Phrases(h, p)...)
			}
			break
		}
		add(r.c.Phrases(h, "by")...)
		add(r.c.Phrases(h, "between")...)
		add(r.c.Kid(h, "nmod:poss"), r.c.Kid(h, "nsubj"))
		if r.c.Rel(h) == "nmod" && r.c.Case(h) == "as" || r.c.Rel(h) == "obl" && r.c.Case(h) == "as" {
			add(r.c.Head(h))
		}
		h = r.c.Head(h)
	}
	return out
}

// step is the step in an instrument's life that the word over it names, "" for none.
func (r *reading) step(w int) string {
	h := r.c.Head(w)
	for n := 0; h >= 0 && n < 3; n++ {
		status := r.stepOf(h)
		if status == "in-force" && r.c.Lemma(h) == "enter" && !r.c.Has(h, "obl", "force") {
			status = ""
		}
		if r.c.Lemma(h) == "take" && r.c.Has(h, "obj", "effect") {
			status = "in-force"
		}
		if status != "" {
			return r.standing(status, h)
		}
		if r.c.Verb(h) {
			return ""
		}
		h = r.c.Head(h)
	}
	return ""
}

// stepOf is the step that a word names, "" for none.
func (r *reading) stepOf(h int) string {
	if s := r.f.steps[r.c.Phrasal(h)]; s != "" {
		return s
	}
	l, _ := r.c.Is(h, func(l string) bool { return r.f.steps[l] != "" })
	return r.f.steps[l]
}

// standing is what a step comes to in the mood of its verb: refused, planned, or, where an end is only planned, in force.
func (r *reading) standing(status string, h int) string {
	switch r.status(h) {
	case "refused":
		return "refused"
	case "planned", "sought":
		if status == "ended" || status == "suspended" {
			return "in-force"
		}
		return "planned"
	}
	return status
}
