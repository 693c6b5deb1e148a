package statements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/trees"
)

// An attribution is one place where the words of a text give something to a source.
type attribution struct {
	sentence int
	cue      entente.Span
	word     int // the cue's word
	name     string
	frame    frame
	from     int // the sentence that names the source
	source   int // the head of the source's phrase there, or -1
	to       int // the head of the addressee's phrase, or -1
	quote    int // the quotation that stands beside the cue, or -1
	reporter int // who quotes the source: "Xinhua quoted the minister as saying"; or -1
	target   int // on whom the verb passes judgement, or -1
	content  []entente.Span
	main     bool // the cue belongs to the main clause of its sentence
	negated  bool // a claim that the sentence itself rejects
	direct   bool // all content is quoted
	group    entente.Span
	speaker  string // mention id, once resolved
	role     string
	loose    bool // a quotation without a cue of its own
}

// A clause is what the tree around one cue gave.
type clause struct {
	r    *reading
	t    *trees.Tree
	i    int // the sentence
	v    int // the cue
	rows map[string]frame
	lead int // the verb that the cue's own words begin from: "quoted" in "quoted him as saying", else the cue
}

// cues finds the attributions in a sentence.
func (r *reading) cues(i int) []attribution {
	t := r.trees[i]
	var out []attribution
	for v := range t.Tokens {
		if a, ok := r.verb(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.adjective(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.noun(t, i, v); ok {
			out = append(out, a)
		} else if a, ok := r.phrase(t, i, v); ok {
			out = append(out, a)
		}
	}
	return out
}

// verb reads a verb with what it introduces.
func (r *reading) verb(t *trees.Tree, i, v int) (attribution, bool) {
	rows := r.f.tables.verbs[t.Phrasal(v)]
	if rows == nil {
		rows = r.f.tables.verbs[lemma(t, v)]
	}
	if rows == nil || !verbal(t, v) || !asserted(t, v) {
		return attribution{}, false
	}
	c := &clause{r: r, t: t, i: i, v: v, rows: rows, lead: v}
	a := attribution{sentence: i, from: i, cue: cueSpan(t, v), word: v, to: -1, quote: -1, reporter: -1, target: -1, main: main(t, v)}
	a.source, a.reporter = c.source()
	if r.author(t, a.source) && r.inQuote(a.cue.Start) < 0 && r.modes[i] == "" {
		return attribution{}, false // "I think" outside quotation marks is the author's own
	}
	in, ok := c.content(&a)
	if k := r.kind(i); (k == "title" || k == "heading") && a.name != "clause" && a.name != "quote" && a.name != "body" {
		return attribution{}, false // a title names what was done; that it was done in words is for the text to say
	}
	if !ok || !r.speaks(t, i, a.source, a.name) {
		return attribution{}, false
	}
	a.content = spans(r.a.Document.Text, t, in)
	a.group = c.group(in, a.source)
	a.main = a.main || c.leads(a.source, a.name)
	if a.name == "quote" {
		a.group = t.Tokens[c.open(a.source)].Span.Cover(t.Tokens[c.shut()-1].Span)
	}
	return a, len(a.content) > 0 || a.name == "quote"
}

// author reports whether a source is the writer or the reader: "I", "we", "you".
func (r *reading) author(t *trees.Tree, n int) bool {
	if n < 0 {
		return false
	}
	switch strings.ToLower(t.Tokens[n].Form) {
	case "i", "we", "you", "us", "one":
		return true
	}
	return false
}

// verbal keeps participles that only modify a noun ("the proposed law") from being cues, and lets a mistagged "says" be one.
func verbal(t *trees.Tree, v int) bool {
	w := t.Tokens[v]
	switch lower(w.Form) {
	case "said", "says", "told":
		return t.Rel(v) != "amod"
	}
	if t.Rel(v) == "amod" || t.Rel(v) == "compound" || t.Rel(v) == "case" {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(w.Form); v > 0 && unicode.IsUpper(first) && v+1 < len(t.Tokens) && t.Tokens[v+1].UPOS == "PROPN" {
		return false // Hope Hicks
	}
	return w.UPOS == "VERB"
}

func lower(s string) string { return strings.ToLower(s) }

// lemma is the lemma of a verb; that of the commonest cues does not hang on their tag.
func lemma(t *trees.Tree, v int) string {
	switch lower(t.Tokens[v].Form) {
	case "said", "says":
		return "say"
	case "told":
		return "tell"
	}
	return t.Lemma(v)
}

// asserted reports whether the words claim that it was said: no negation, no condition, no modal verb, no purpose.
func asserted(t *trees.Tree, v int) bool {
	if t.Has(v, "mark", "if", "unless", "whether", "lest") {
		return false
	}
	for _, k := range t.Kids(v) {
		if !beside(t, k, v) {
			continue
		}
		switch t.Lemma(k) {
		case "not", "n't", "never":
			return false
		}
		if t.Rel(k) != "aux" {
			continue
		}
		switch t.Lemma(k) {
		case "will", "would", "shall", "should", "can", "could", "may", "might", "must", "wo", "ca", "'ll", "'d":
			if !strings.EqualFold(t.Tokens[k].Form, "'d") {
				return false
			}
		}
	}
	if t.Has(v, "mark", "to") {
		h := t.Head(v)
		return h >= 0 && (t.Lemma(h) == "go" || t.Lemma(h) == "continue" || t.Lemma(h) == "proceed" || t.Lemma(h) == "hasten") && asserted(t, h)
	}
	return t.Tokens[v].XPOS != "VB" || t.Kid(v, "aux") >= 0 || t.Kid(v, "nsubj") >= 0
}

// beside reports whether no punctuation stands between a word and the verb behind it.
func beside(t *trees.Tree, k, v int) bool {
	for j := min(k, v); j < max(k, v); j++ {
		if t.Tokens[j].UPOS == "PUNCT" {
			return false
		}
	}
	return true
}

// main reports whether a word belongs to the main clause: no subordinate clause stands between it and the root.
func main(t *trees.Tree, v int) bool {
	for n := 0; v >= 0 && n < 40; n++ {
		h := t.Head(v)
		if h < 0 {
			return true
		}
		switch rel := t.Rel(v); rel {
		case "conj", "parataxis", "xcomp", "dep", "ccomp", "discourse":
		case "advcl":
			return t.Lemma(h) == "quote" || t.Lemma(h) == "cite" || t.Lemma(h) == "report"
		default:
			return false
		}
		v = h
	}
	return true
}

// cueSpan covers a verb with its auxiliaries and particle where they stand together.
func cueSpan(t *trees.Tree, v int) entente.Span {
	s := t.Tokens[v].Span
	for _, k := range t.Kids(v) {
		if t.Tokens[k].Rel == "compound:prt" && k == v+1 {
			s = s.Cover(t.Tokens[k].Span)
		}
	}
	return s
}

// source finds who says it, and who reports that.
func (c *clause) source() (source, reporter int) {
	t, v := c.t, c.v
	if s, by, ok := c.quotedAs(); ok {
		return s, by
	}
	if s := c.subject(); s >= 0 {
		if k := v - 1; s < v && k > 0 && t.Tokens[k].Form == "," {
			if n := c.beforeApposition(k); n >= 0 && n < s {
				s = n
			}
		} else if s > v && k >= 0 && t.Tokens[k].UPOS != "PUNCT" || s > v && k > 0 && t.Tokens[k].Form == "," {
			if n := c.near(); n >= 0 {
				s = n
			}
		}
		return s, -1
	}
	if s := c.near(); s >= 0 && c.sound(s) {
		return s, -1
	}
	if s := t.Subject(v); c.sound(s) {
		return s, -1
	}
	return -1, -1
}

// subject is the verb's own subject in the tree, the nearest one where the parser gave several.
func (c *clause) subject() int {
	t, v := c.t, c.v
	best := -1
	if t.Kid(v, "aux:pass") >= 0 {
		return -1
	}
	for _, s := range t.Kids(v) {
		if t.Tokens[s].Rel != "nsubj" {
			continue
		}
		if w := t.Lemma(s); w == "who" || w == "which" || w == "that" {
			if n := c.near(); n > s {
				return n // which experts said
			}
			s = t.Subject(v)
		}
		if c.sound(s) && (best < 0 || max(s-v, v-s) < max(best-v, v-best)) {
			best = s
		}
	}
	return best
}

// adjective reads "is concerned that".
func (r *reading) adjective(t *trees.Tree, i, v int) (attribution, bool) {
	class := r.f.tables.adjectives[strings.ToLower(t.Tokens[v].Form)]
	c := t.Kid(v, "ccomp")
	if c < 0 {
		c = t.Kid(v, "advcl")
		if c >= 0 && !t.Has(c, "mark", "that") {
			c = -1
		}
	}
	s := t.Kid(v, "nsubj")
	if class == "" || c < v || s < 0 || t.Has(v, "advmod", "not", "n't") {
		return attribution{}, false
	}
	if w := t.Lemma(s); w == "who" || w == "which" || w == "that" {
		s = relative(t, v)
	}
	a := attribution{sentence: i, from: i, cue: t.Tokens[v].Span, word: v, name: "clause", frame: frame{class: class}, source: s, to: -1, quote: -1, reporter: -1, target: -1, main: main(t, v)}
	in := under(t, c)
	dropMark(t, c, in)
	a.content = spans(r.a.Document.Text, t, in)
	a.group = (&clause{r: r, t: t, i: i, v: v, lead: v}).group(in, s)
	return a, r.speaks(t, i, s, "body") && len(a.content) > 0
}

func relative(t *trees.Tree, v int) int {
	if t.Tokens[v].Rel == "acl:relcl" {
		return t.Head(v)
	}
	return -1
}

// light are the verbs that only lend a noun like "hope" or "statement" a subject.
var light = map[string]bool{"express": true, "voice": true, "have": true, "make": true, "issue": true, "release": true,
	"reiterate": true, "repeat": true, "share": true, "hold": true, "give": true, "deliver": true, "send": true, "renew": true,
	"convey": true, "leave": true, "come": true, "publish": true, "take": true, "raise": true, "reject": true, "deny": true, "dismiss": true}

// noun reads "the claim by Rome that", "its hope that", "expressed confidence that".
func (r *reading) noun(t *trees.Tree, i, v int) (attribution, bool) {
	row, ok := r.f.tables.nouns[t.Lemma(v)]
	if !ok || t.Tokens[v].UPOS != "NOUN" {
		return attribution{}, false
	}
	c := -1
	for _, k := range t.Kids(v) {
		if k > v && (t.Rel(k) == "acl" || t.Rel(k) == "ccomp") && t.Tokens[k].Rel != "acl:relcl" && t.Has(k, "mark", "that") {
			c = k
		}
	}
	if c < 0 {
		return attribution{}, false
	}
	s, negated := owner(t, v)
	if s < 0 {
		return attribution{}, false
	}
	a := attribution{sentence: i, from: i, cue: t.Tokens[v].Span, word: v, name: "clause", frame: frame{class: row.class}, source: s,
		to: -1, quote: -1, reporter: -1, target: -1, negated: negated}
	h := t.Head(v)
	a.main = !negated && h >= 0 && light[t.Lemma(h)] && main(t, h)
	if a.main {
		a.cue = cueSpan(t, h).Cover(a.cue)
	}
	in := under(t, c)
	dropMark(t, c, in)
	a.content = spans(r.a.Document.Text, t, in)
	a.group = (&clause{r: r, t: t, i: i, v: v, lead: v}).group(in, s)
	return a, r.speaks(t, i, s, "body") && len(a.content) > 0
}

// owner is whose claim, hope or statement it is; and whether the sentence rejects it.
func owner(t *trees.Tree, v int) (source int, negated bool) {
	h := t.Head(v)
	if h >= 0 && t.Rel(v) == "obj" {
		switch t.Lemma(h) {
		case "reject", "deny", "dismiss", "refute", "rebut":
			negated = true
		}
	}
	if k := t.Kid(v, "nmod:poss"); k >= 0 {
		return k, negated
	}
	for _, k := range t.Kids(v) {
		if c := t.Case(k); t.Rel(k) == "nmod" && (c == "by" || c == "of" || c == "from" || c == "among") {
			return k, negated
		}
	}
	if h >= 0 && !negated && (t.Rel(v) == "obj" || t.Rel(v) == "obl") && light[t.Lemma(h)] && asserted(t, h) {
		return t.Subject(h), false
	}
	return -1, negated
}

// phrase reads "according to the ministry".
func (r *reading) phrase(t *trees.Tree, i, v int) (attribution, bool) {
	words := r.phraseAt(t, v)
	end := v + len(words)
	if words == nil || end >= len(t.Tokens) {
		return attribution{}, false
	}
	n := t.Head(v)
	if n < end || !(t.Noun(n) || t.Tokens[n].UPOS == "PRON" || t.Tokens[n].UPOS == "NUM") {
		n = -1
		for k := end; k < len(t.Tokens) && k < end+12 && n < 0; k++ {
			if h := t.Head(k); (t.Noun(k) || t.Tokens[k].UPOS == "PRON") && (h < end || h < 0 || t.Rel(k) == "obl" || t.Rel(k) == "obj") {
				n = k
			}
		}
	}
	if n < 0 || r.f.tables.sources[t.Lemma(n)] == "none" {
		return attribution{}, false
	}
	last := phraseEnd(t, v, max(n, end))
	out := make([]bool, len(t.Tokens))
	for k := v; k <= last; k++ {
		out[k] = true
	}
	a := attribution{sentence: i, from: i, cue: t.Tokens[v].Span.Cover(t.Tokens[end-1].Span), word: v, name: "clause", frame: frame{class: "say"}, source: n, to: -1, quote: -1, reporter: -1, target: -1}
	in := phraseContent(t, v, n, last, out)
	h := t.Head(n)
	a.main = h < 0 || main(t, h) || in[0] && v > 3
	a.content = spans(r.a.Document.Text, t, in)
	a.group = t.Tokens[v].Span.Cover(t.Tokens[last].Span)
	return a, len(a.content) > 0
}

// phraseEnd is the last word of a phrase: before the comma that the clause's own words follow, over an apposition in commas;
// the end of the sentence where no finite verb follows but in a relative clause.
func phraseEnd(t *trees.Tree, v, n int) int {
	comma := func(from int) int {
		for k := from; k < len(t.Tokens); k++ {
			if f := t.Tokens[k].Form; f == "," || isMark(f) || f == ";" || f == "-" && t.Tokens[k].XPOS != "HYPH" || f == "—" || f == "–" {
				return k
			}
		}
		return len(t.Tokens)
	}
	verb := func(from, to int) bool {
		for k := from; k < to; k++ {
			switch t.Tokens[k].XPOS {
			case "VBD", "VBZ", "VBP", "MD":
				return true
			}
		}
		return false
	}
	c := comma(n + 1)
	if v > 1 && !verb(c, len(t.Tokens)) {
		return len(t.Tokens) - 1
	}
	if next := comma(c + 1); next < len(t.Tokens) && !verb(c, next) && v == 0 {
		c = next
	}
	return c - 1
}

// phraseContent is what a phrase like "according to" vouches for: the sentence where it opens or closes it, else the clause
// that it stands in.
func phraseContent(t *trees.Tree, v, n, last int, out []bool) []bool {
	edge := true
	for k := last + 1; k < len(t.Tokens); k++ {
		edge = edge && t.Tokens[k].UPOS == "PUNCT"
	}
	var in []bool
	h := t.Head(n)
	if edge || v == 0 || h < 0 {
		in = make([]bool, len(t.Tokens))
		for k := range in {
			in[k] = true
		}
	} else {
		for g := 0; g < 10 && h >= 0 && !clausal(t, h); g++ {
			h = t.Head(h)
		}
		in = under(t, max(h, 0))
	}
	for k := range in {
		in[k] = in[k] && !out[k]
	}
	return in
}

func clausal(t *trees.Tree, h int) bool {
	switch t.Rel(h) {
	case "root", "ccomp", "conj", "parataxis", "advcl", "acl", "csubj":
		return true
	}
	return t.Head(h) < 0
}

func (r *reading) phraseAt(t *trees.Tree, v int) []string {
	w := strings.ToLower(t.Tokens[v].Form)
	for _, words := range r.f.tables.phrases[w] {
		n := strings.Fields(words)
		if v+len(n) > len(t.Tokens) {
			continue
		}
		same := true
		for k := range n {
			same = same && strings.EqualFold(t.Tokens[v+k].Form, n[k])
		}
		if same {
			return n
		}
	}
	return nil
}
