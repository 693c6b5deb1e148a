package statements

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente"
	"entente/internal/trees"
)

// content finds what a verb introduces, as a set of words, and names the frame. A quotation that stands next to the cue
// may still be joined where the set is empty ("quote").
func (c *clause) content(a *attribution) ([]bool, bool) {
	t, v := c.t, c.v
	a.to = c.addressee()
	if f, ok := c.rows["quote"]; ok && a.source >= 0 {
		if in, k, ok := c.beside(a.source); ok {
			a.name, a.frame, a.quote = "quote", f, k
			return in, true
		}
	}
	if f, ok := c.rows["clause"]; ok && !c.interposed(a.source) {
		if in := c.clauseAfter(); in != nil {
			a.name, a.frame = "clause", f
			if _, strict := c.rows["body"]; strict && c.rows["quote"] == (frame{}) {
				a.name = "body"
			}
			return in, true
		}
	}
	if f, ok := c.rows["quote"]; ok && a.source >= 0 {
		if in := c.between(a.source); in != nil {
			a.name, a.frame = "quote", f
			return in, true
		}
	}
	if f, ok := c.rows["clause"]; ok && a.source >= 0 && a.source < v {
		if in := c.plainAfter(); in != nil {
			a.name, a.frame = "clause", f
			return in, true
		}
	}
	if f, ok := c.rows["quote"]; ok && t.Kid(v, "obj") < 0 || ok && a.to >= 0 {
		if in := c.fronted(a.source); in != nil {
			a.name, a.frame = "quote", f
			return in, true
		}
		if in := c.inserted(a); in != nil {
			a.name, a.frame = "quote", f
			return in, true
		}
	}
	if in := c.lesser(a); in != nil {
		return in, true
	}
	if f, ok := c.rows["clause"]; ok {
		if in := c.sayAfter(a.source); in != nil {
			a.name, a.frame = "clause", f
			return in, true
		}
	}
	if f, ok := c.rows["quote"]; ok && a.source >= 0 {
		a.name, a.frame = "quote", f
		return make([]bool, len(t.Tokens)), true
	}
	return nil, false
}

// addressee is whom it is told: the object of "tell", the phrase with "to" of "say".
func (c *clause) addressee() int {
	t, v := c.t, c.v
	if _, ok := c.rows["addressee"]; ok {
		if o := t.Kid(v, "iobj", "obj"); o >= 0 && !t.Verb(o) {
			return o
		}
		return -1
	}
	if _, ok := c.rows["addressee-infinitive"]; ok {
		if o := t.Kid(v, "obj", "iobj"); o >= 0 {
			return o
		}
	}
	for _, k := range t.Kids(v) {
		if t.Rel(k) == "obl" && t.Case(k) == "to" && t.Noun(k) {
			return k
		}
	}
	return -1
}

// clauseAfter is the clause that follows the verb, with what the parser hung on the verb behind it.
func (c *clause) clauseAfter() []bool {
	t, v := c.t, c.v
	k := c.complement()
	if _, strict := c.rows["body"]; k < 0 || strict && !tensed(t, k) {
		return nil
	}
	in := under(t, k)
	for j := 0; j <= v; j++ {
		in[j] = false
	}
	start := firstOf(in)
	if start < 0 {
		return nil
	}
	for _, x := range t.Kids(v) {
		if x > k && x > start && c.trailing(x) {
			add(in, under(t, x))
		}
	}
	c.cutCues(in, k)
	dropMark(t, k, in)
	for j := range in {
		in[j] = in[j] && j > v
	}
	return in
}

// complement is the head of the clause after the verb.
func (c *clause) complement() int {
	t, v := c.t, c.v
	for _, k := range t.Kids(v) {
		if k > v && t.Rel(k) == "ccomp" && finite(t, k) {
			return k
		}
	}
	for _, k := range t.Kids(v) {
		if k <= v {
			continue
		}
		switch t.Rel(k) {
		case "advcl", "xcomp", "obj", "dep", "acl":
			if t.Has(k, "mark", "that") {
				return k
			}
		case "parataxis":
			if t.Kid(k, "nsubj") >= 0 && !c.cue(k) {
				return k
			}
		}
		if t.Rel(k) == "xcomp" && t.Kid(k, "nsubj") >= 0 {
			return k
		}
	}
	return -1
}

// finite reports whether a clause has a subject, an auxiliary or a finite verb, and is not a condition.
func finite(t *trees.Tree, k int) bool {
	if t.Has(k, "mark", "that") {
		return true
	}
	if t.Has(k, "mark", "as", "because", "while", "when", "after", "before") {
		return false
	}
	switch t.Tokens[k].XPOS {
	case "VBG", "VBN":
		return t.Kid(k, "nsubj") >= 0 || t.Kid(k, "aux") >= 0
	}
	return true
}

// tensed reports whether a clause has a finite verb or auxiliary: "found the law void" has none.
func tensed(t *trees.Tree, k int) bool {
	for _, w := range append([]int{k}, t.Kids(k)...) {
		switch t.Tokens[w].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return t.Has(k, "mark", "that")
}

// trailing reports whether a dependent of the verb that stands behind the content belongs to the content after all.
func (c *clause) trailing(x int) bool {
	t := c.t
	switch t.Rel(x) {
	case "obl", "advmod", "nmod":
		return true
	case "advcl":
		if c.cue(x) || t.Tokens[x].XPOS == "VBG" {
			return false
		}
		s := t.Cover(x)
		first := t.At(s.Start)
		return first > 0 && t.Tokens[first-1].Form != "," || t.Has(x, "mark", "because", "if", "unless", "when", "until", "that")
	case "conj":
		return !c.cue(x) && t.Kid(x, "nsubj") < 0 || t.Has(x, "mark", "that")
	case "ccomp", "parataxis", "dep", "obj", "xcomp":
		return !c.cue(x)
	}
	return false
}

// cue reports whether a word is itself a verb of saying.
func (c *clause) cue(x int) bool {
	_, ok := c.r.f.tables.verbs[c.t.Lemma(x)]["quote"]
	return ok
}

// cutCues takes out of a content what a further cue of the same source introduces: "..., adding that".
func (c *clause) cutCues(in []bool, k int) {
	t := c.t
	for x := k + 1; x < len(in); x++ {
		if in[x] && t.Tokens[x].XPOS == "VBG" && t.Rel(x) == "advcl" && c.cue(x) && t.Tokens[x-1].Form == "," {
			for _, y := range words(under(t, x)) {
				in[y] = false
			}
			in[x-1] = false
		}
	}
}

// inserted reads a cue that stands in or behind the clause it attributes, as the parser's parataxis: "The road, he said,
// is open."
func (c *clause) inserted(a *attribution) []bool {
	t, v := c.t, c.v
	h := t.Head(v)
	rel := t.Rel(v)
	if h < 0 || a.source < 0 {
		return nil
	}
	as := rel == "advcl" && t.Has(v, "mark", "as")
	if rel != "parataxis" && !as || rel == "parataxis" && h > v && !c.bounded(a.source) {
		return nil
	}
	if as && (t.Has(h, "advmod", "not", "n't") || t.Has(h, "cc", "not")) || as && c.denied(h) {
		a.negated = true
		in := under(t, v)
		return in
	}
	in := under(t, h)
	for _, y := range words(under(t, v)) {
		in[y] = false
	}
	if firstOf(in) < 0 {
		return nil
	}
	return in
}

// denied looks for a negation among the words coordinated with h, "X rather than Y and not Z as they claim".
func (c *clause) denied(h int) bool {
	t := c.t
	for n := 0; h >= 0 && n < 4; n++ {
		if t.Has(h, "advmod", "not", "n't", "never") || t.Has(h, "cc", "not", "rather") {
			return true
		}
		if t.Rel(h) != "conj" {
			return false
		}
		h = t.Head(h)
	}
	return false
}

// bounded reports whether punctuation stands before the cue and its source.
func (c *clause) bounded(source int) bool {
	g := c.open(source)
	return g > 0 && c.t.Tokens[g-1].UPOS == "PUNCT"
}

// fronted reads a clause before the cue: "The road is open, he said."; it needs a comma or a mark between them.
func (c *clause) fronted(source int) []bool {
	t, v := c.t, c.v
	if source < 0 {
		return nil
	}
	g := c.open(source)
	if g < 2 || t.Tokens[g-1].UPOS != "PUNCT" || !sentential(t, g-1) {
		return nil
	}
	for _, k := range t.Kids(v) {
		if k > v && k != source && (t.Rel(k) == "ccomp" || t.Rel(k) == "obj" && c.rows["addressee"] == (frame{})) {
			return nil
		}
	}
	in := make([]bool, len(t.Tokens))
	from := 0
	if t.Rel(v) == "conj" && t.Head(v) < g && t.Tokens[g].UPOS == "CCONJ" {
		if k := t.Kid(v, "ccomp"); k < 0 || k > v {
			return nil
		}
	}
	if k := t.Kid(v, "ccomp"); k >= 0 && k < v && t.Head(v) >= 0 && t.Rel(v) == "conj" {
		from = t.At(t.Cover(k).Start)
	}
	for j := max(from, 0); j < g; j++ {
		in[j] = true
	}
	for _, y := range words(under(t, source)) {
		in[y] = false
	}
	return in
}

// sentential reports whether the words before a comma hold a finite verb, so that "On Monday, he said" is no statement.
func sentential(t *trees.Tree, end int) bool {
	for j := 0; j < end; j++ {
		switch t.Tokens[j].XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return true
		}
	}
	return false
}

// lesser reads infinitives, noun phrases and phrases with prepositions.
func (c *clause) lesser(a *attribution) []bool {
	t, v := c.t, c.v
	x := t.Kid(v, "xcomp")
	if x < v || x >= 0 && !t.Has(x, "mark", "to") {
		x = -1
	}
	obj := t.Kid(v, "obj", "iobj")
	if f, ok := c.rows["infinitive"]; ok && x >= 0 && (obj < 0 || obj > x) {
		a.name, a.frame = "infinitive", f
		return under(t, x)
	}
	if f, ok := c.rows["addressee-infinitive"]; ok && obj >= 0 {
		for _, k := range t.Kids(v) {
			if k > obj && (t.Rel(k) == "xcomp" || t.Rel(k) == "ccomp" || t.Rel(k) == "advcl") && t.Has(k, "mark", "to") {
				a.name, a.frame, a.to = "infinitive", f, obj
				return after(under(t, k), obj)
			}
		}
		for _, k := range t.Kids(obj) {
			if k > obj && t.Rel(k) == "acl" && t.Has(k, "mark", "to") {
				a.name, a.frame, a.to = "infinitive", f, obj
				return under(t, k)
			}
		}
	}
	for _, prep := range [...]string{"on", "to"} {
		f, ok := c.rows[prep+"-infinitive"]
		if !ok {
			continue
		}
		for _, p := range t.Phrases(v, prep) {
			if in := c.infinitiveOf(p); in != nil {
				a.name, a.frame, a.to = "infinitive", f, p
				return in
			}
		}
	}
	if t.Passive(v) {
		return nil
	}
	if in := c.targets(a, obj); in != nil {
		return in
	}
	for _, prep := range [...]string{"for", "about", "against", "of", "over", "to"} {
		f, ok := c.rows[prep]
		if !ok {
			continue
		}
		for _, p := range t.Phrases(v, prep) {
			if p > v && t.Noun(p) {
				a.name, a.frame, a.target = prep, f, p
				in := under(t, p)
				dropCase(t, p, in)
				return in
			}
		}
	}
	if f, ok := c.rows["noun"]; ok && obj > v && t.Noun(obj) {
		if kind := c.r.f.tables.sources[t.Lemma(obj)]; t.Lemma(v) == "welcome" && (kind == "person" || kind == "group") {
			return nil // at the door
		}
		a.name, a.frame, a.target = "noun", f, obj
		in := under(t, obj)
		if _, ok := c.r.f.tables.nouns[t.Lemma(obj)]; ok || f.class == "say" {
			c.extend(in, obj)
		}
		return in
	}
	return nil
}

// extend takes in what follows a noun like "hope" up to the next punctuation: "for a quick end of the blockade".
func (c *clause) extend(in []bool, obj int) {
	for k := obj + 1; k < len(in) && (c.t.Tokens[k].UPOS != "PUNCT" || c.t.Tokens[k].Start == c.t.Tokens[k-1].End && k+1 < len(in) && c.t.Tokens[k].End == c.t.Tokens[k+1].Start); k++ {
		if w := c.t.Tokens[k]; k == obj+1 && w.UPOS != "ADP" && w.Form != "to" && w.Form != "that" {
			return
		}
		in[k] = true
	}
}

// infinitiveOf finds the infinitive of "called on Chad to open", wherever the parser hung it.
func (c *clause) infinitiveOf(p int) []bool {
	t := c.t
	for _, h := range [...]int{c.v, p} {
		for _, k := range t.Kids(h) {
			if k > p && t.Has(k, "mark", "to") && t.Verb(k) {
				return after(under(t, k), p)
			}
		}
	}
	return nil
}

// targets reads "accused Chad of lying", "described Chad as open", "called the vote a farce".
func (c *clause) targets(a *attribution, obj int) []bool {
	t, v := c.t, c.v
	if obj < v {
		return nil
	}
	for _, prep := range [...]string{"of", "for", "as"} {
		f, ok := c.rows["target-"+prep]
		if !ok {
			continue
		}
		for _, k := range append(t.Kids(v), t.Kids(obj)...) {
			if k <= obj || t.Case(k) != prep && !t.Has(k, "mark", prep) {
				continue
			}
			a.name, a.frame, a.target = "target-"+prep, f, obj
			in := after(under(t, k), obj)
			if prep == "as" {
				add(in, under(t, obj))
			} else {
				dropCase(t, k, in)
			}
			return in
		}
	}
	if f, ok := c.rows["name"]; ok && t.Rel(v) != "acl" && t.Tokens[obj].UPOS != "PRON" {
		if x := t.Kid(v, "xcomp"); x > obj && !t.Has(x, "mark", "to") {
			a.name, a.frame, a.target = "name", f, obj
			in := under(t, x)
			add(in, under(t, obj))
			return in
		}
	}
	return nil
}

// group covers the cue and its own words, without the content.
func (c *clause) group(in []bool, source int) entente.Span {
	t := c.t
	s := t.Tokens[c.v].Span
	mine := under(t, c.v)
	lo, hi := c.v, c.v
	if source >= 0 {
		for _, y := range words(under(t, source)) {
			mine[y] = true
		}
	}
	for lo > 0 && mine[lo-1] && !in[lo-1] {
		lo--
	}
	for hi+1 < len(mine) && mine[hi+1] && !in[hi+1] && t.Tokens[hi+1].UPOS != "PUNCT" {
		hi++
	}
	return s.Cover(t.Tokens[lo].Span).Cover(t.Tokens[hi].Span)
}

// under marks the words that hang on i, i included.
func under(t *trees.Tree, i int) []bool {
	in := make([]bool, len(t.Tokens))
	todo := []int{i}
	for len(todo) > 0 {
		w := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if w < 0 || in[w] {
			continue
		}
		in[w] = true
		todo = append(todo, t.Kids(w)...)
	}
	return in
}

func words(in []bool) []int {
	var out []int
	for i, b := range in {
		if b {
			out = append(out, i)
		}
	}
	return out
}

func add(in, more []bool) {
	for i, b := range more {
		in[i] = in[i] || b
	}
}

// after keeps the words behind one.
func after(in []bool, i int) []bool {
	for k := 0; k <= i; k++ {
		in[k] = false
	}
	return in
}

func firstOf(in []bool) int {
	for i, b := range in {
		if b {
			return i
		}
	}
	return -1
}

// dropMark takes the conjunction "that" and what stands before it off a clause.
func dropMark(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "mark" && t.Lemma(m) == "that" {
			for j := 0; j <= m; j++ {
				in[j] = false
			}
			return
		}
	}
}

func dropCase(t *trees.Tree, k int, in []bool) {
	for _, m := range t.Kids(k) {
		if t.Rel(m) == "case" || t.Rel(m) == "mark" {
			in[m] = false
		}
	}
}

// spans turns words into stretches of the text. Punctuation at their edges falls away, but for the marks of a quotation
// that lies inside; a gap that only punctuation fills is closed.
func spans(text string, t *trees.Tree, in []bool) []entente.Span {
	var out []entente.Span
	for i := 0; i < len(in); i++ {
		if !in[i] || t.Tokens[i].UPOS == "PUNCT" {
			continue
		}
		s := t.Tokens[i].Span
		if n := len(out) - 1; n >= 0 && bridged(text[out[n].End:max(s.Start, out[n].End)]) {
			out[n] = out[n].Cover(s)
			continue
		}
		out = append(out, s)
	}
	for k := range out {
		out[k] = widen(text, out[k], t.Sentence.Span)
	}
	return out
}

// bridged reports whether a gap holds nothing but punctuation and white space.
func bridged(gap string) bool {
	for _, r := range gap {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// widen takes in the closing bracket or quotation mark of a pair that opens inside the span, and the opening one of a
// pair that closes inside.
func widen(text string, s, limit entente.Span) entente.Span {
	for _, p := range [...][2]string{{"“", "”"}, {"(", ")"}, {"«", "»"}, {"``", "''"}, {"‘", "’"}} {
		in := text[s.Start:s.End]
		opened, closed := strings.Count(in, p[0]), strings.Count(in, p[1])
		if p[0] == "‘" && opened == 0 {
			continue
		}
		if opened > closed {
			if e := s.End + gapTo(text[s.End:limit.End], p[1]); e > s.End {
				s.End = e
			}
		} else if closed > opened && p[1] != "''" {
			if strings.HasSuffix(strings.TrimRight(text[limit.Start:s.Start], " "), p[0]) {
				s.Start = limit.Start + strings.LastIndex(text[limit.Start:s.Start], p[0])
			}
		}
	}
	if strings.Count(text[s.Start:s.End], `"`)%2 == 1 {
		if e := s.End + gapTo(text[s.End:limit.End], `"`); e > s.End {
			s.End = e
		} else if s.Start > limit.Start && text[s.Start-1] == '"' {
			s.Start--
		}
	}
	return s
}

// gapTo is how far a mark lies ahead with only punctuation before it; 0 where it does not.
func gapTo(ahead, mark string) int {
	k := strings.Index(ahead, mark)
	if k < 0 || !bridged(ahead[:k]) || utf8.RuneCountInString(ahead[:k]) > 3 {
		return 0
	}
	return k + len(mark)
}
