package petrarch

import (
	"fmt"
	"slices"
	"strings"
)

// roles are where a pattern puts source and target; "" leaves it to the verb.
type roles struct {
	source, target string
	both           bool
}

// particles are words that belong to a verb where they stand right after it.
var particles = map[string]bool{"up": true, "out": true, "off": true, "down": true, "away": true, "back": true, "over": true, "in": true, "on": true, "through": true, "forward": true, "aside": true}

// prepositions that may open a phrase.
var prepositions = map[string]bool{"about": true, "above": true, "after": true, "against": true, "among": true, "around": true, "as": true, "at": true, "before": true, "behind": true,
	"between": true, "by": true, "during": true, "for": true, "from": true, "in": true, "into": true, "near": true, "of": true, "off": true, "on": true, "over": true, "to": true, "toward": true,
	"towards": true, "under": true, "with": true, "within": true, "without": true, "inside": true, "outside": true, "onto": true, "through": true, "until": true, "across": true}

// pattern writes the row of one pattern for the verbs of its block.
func (r *reader) pattern(p pattern, verbs string) {
	if null(p.code) {
		if p.code == "---" {
			r.leave(p.line, p.text, "a pattern that says there is no event; write a row with a forbidden word instead")
		} else {
			r.leave(p.line, p.text, "no code")
		}
		return
	}
	if verbs == "" {
		r.leave(p.line, p.text, "no single verb in its block")
		return
	}
	before, after, ok := strings.Cut(p.body, "*")
	if !ok {
		r.leave(p.line, p.text, "no * for the verb")
		return
	}
	t := &translator{r: r, verbs: verbs}
	t.before(pieces(before))
	t.after(pieces(after))
	row, why := r.row(t.verbs, strings.Join(t.conds, " "), t.roles, p.code)
	if t.why != "" {
		why = t.why
	}
	if why != "" {
		r.leave(p.line, p.text, why)
		return
	}
	r.keep(row, p.line, p.text)
}

// A translator turns the words around a verb into conditions and roles.
type translator struct {
	r     *reader
	verbs string
	conds []string
	roles
	why string
}

// pieces cuts the side of a pattern into words, {noun phrases} and (prepositional phrases).
func pieces(s string) []string {
	var out []string
	depth, from := 0, -1
	for i, c := range s {
		switch c {
		case '{', '(':
			if depth++; depth == 1 && from < 0 {
				from = i
			}
		case '}', ')':
			if depth--; depth == 0 && from >= 0 {
				out, from = append(out, s[from:i+1]), -1
			}
		case ' ', '\t', '\r':
			if depth == 0 && from >= 0 {
				out, from = append(out, s[from:i]), -1
			}
		default:
			if from < 0 {
				from = i
			}
		}
	}
	if from >= 0 {
		out = append(out, s[from:])
	}
	return out
}

// before reads what stands in front of the verb: its subject.
func (t *translator) before(ps []string) {
	for _, p := range ps {
		switch p {
		case "$", "^":
		case "+":
			t.target = "subj"
		case "%":
			t.both = true
		default:
			if strings.HasPrefix(p, "(") || prepositions[word(p)] {
				continue // a phrase of the subject says little of the event
			}
			if w := t.words(p); w != "" {
				t.add("subj:" + w)
			}
		}
	}
}

// after reads what follows the verb: particle, object, phrases.
func (t *translator) after(ps []string) {
	prep := ""
	for i, p := range ps {
		w := word(p)
		switch {
		case p == "$":
			t.source = role(prep)
			prep = ""
		case p == "+":
			t.target = role(prep)
			prep = ""
		case p == "%":
			t.both, prep = true, ""
		case p == "^":
			prep = ""
		case strings.HasPrefix(p, "("):
			t.phrase(strings.Trim(p, "()"))
			prep = ""
		case i == 0 && particles[w] && !(prepositions[w] && len(ps) > 1 && isMark(ps[1])):
			t.particle(w)
		case prepositions[w]:
			prep = w
		default:
			if words := t.words(p); words != "" {
				t.place(prep, words)
			}
			prep = ""
		}
	}
	if prep != "" {
		t.add(prep + ":*")
	}
}

func isMark(p string) bool { return p == "+" || p == "$" || p == "^" || p == "%" }

// role is the function of a mark after a preposition or, with none, after the verb.
func role(prep string) string {
	if prep == "" {
		return "obj"
	}
	return prep
}

// phrase reads a prepositional phrase: its preposition, then words and marks.
func (t *translator) phrase(s string) {
	ps := pieces(s)
	if len(ps) == 0 {
		return
	}
	prep := word(ps[0])
	if !prepositions[prep] {
		if w := t.words(ps[0]); w != "" {
			t.place("", w)
		}
		return
	}
	found := false
	for _, p := range ps[1:] {
		switch {
		case p == "$":
			t.source, found = prep, true
		case p == "+":
			t.target, found = prep, true
		case p == "^" || p == "%" || particles[word(p)]:
		case word(p) == "a" || word(p) == "the":
		default:
			if w := t.words(p); w != "" {
				t.place(prep, w)
				found = true
			}
		}
	}
	if !found {
		t.add(prep + ":*")
	}
}

// place sets words as the object, or the head of a phrase; after "to" a verb is a complement.
func (t *translator) place(prep, words string) {
	first, _, _ := strings.Cut(words, "|")
	switch {
	case prep == "" && t.has("obj:"):
		t.add("obj.mod:" + words)
	case prep == "":
		t.add("obj:" + words)
	case prep == "to" && t.r.verbs[first]:
		t.add("comp:" + words)
	default:
		t.add(prep + ":" + words)
	}
}

func (t *translator) has(prefix string) bool {
	return slices.ContainsFunc(t.conds, func(c string) bool { return strings.HasPrefix(c, prefix) })
}

func (t *translator) add(cond string) {
	if !slices.Contains(t.conds, cond) {
		t.conds = append(t.conds, cond)
	}
}

// particle joins a particle on all verbs.
func (t *translator) particle(w string) {
	vs := strings.Split(t.verbs, "|")
	for i := range vs {
		if !strings.Contains(vs[i], "_") {
			vs[i] += "_" + w
		}
	}
	t.verbs = strings.Join(vs, "|")
}

// words is the reader's, noting where nothing is left: a pattern without one of its words would fit too much.
func (t *translator) words(p string) string {
	w := t.r.words(p)
	if w == "" {
		t.why = p + " stands for no word"
	}
	return w
}

// words are the lemmas that a word, a {noun phrase} or a &SET stands for, joined by "|"; "" where nothing is left.
func (r *reader) words(p string) string {
	fields := strings.Fields(strings.Trim(p, "{}()"))
	fields = slices.DeleteFunc(fields, func(f string) bool { return isMark(f) || f == "" })
	if len(fields) == 0 {
		return ""
	}
	head := r.expand(fields[len(fields)-1])
	if len(fields) == 1 {
		return strings.Join(head, "|")
	}
	// A set in front of the head would multiply; the head alone is wide enough then.
	mods := r.expand(fields[len(fields)-2])
	if len(mods) != 1 || strings.Contains(mods[0], "_") {
		return strings.Join(head, "|")
	}
	var out []string
	for _, h := range head {
		if strings.Contains(h, "_") {
			out = append(out, h)
			continue
		}
		out = append(out, mods[0]+"_"+h)
	}
	return strings.Join(out, "|")
}

// expand is a set's words or the word, singular beside plural, as lemmas with at most one modifier.
func (r *reader) expand(w string) []string {
	list := []string{word(w)}
	if set, ok := strings.CutPrefix(w, "&"); ok {
		list = r.sets[word(set)]
	}
	var out []string
	for _, x := range list {
		if parts := strings.Split(x, "_"); len(parts) > 2 {
			x = strings.Join(parts[len(parts)-2:], "_")
		}
		for _, y := range []string{x, singular(x)} {
			if y != "" && !slices.Contains(out, y) && !strings.ContainsAny(y, "|:=!,+@.&$^%*") {
				out = append(out, y)
			}
		}
	}
	return out
}

// singular is what a plural may be the plural of.
func singular(w string) string {
	switch {
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3:
		return w[:len(w)-1]
	}
	return w
}

// row writes a row of the table: the kind, type, mode and contexts of a code and the pattern. why says what hinders it.
func (r *reader) row(verbs, conds string, who roles, code string) (row, why string) {
	first, second, pair := strings.Cut(code, ":")
	if first == "" || first == "---" {
		return "", "a code for the target alone: the passive is the same pattern here"
	}
	k, ok := r.o.KindOf(first)
	if !ok {
		if c, known := r.o.Code(first); known {
			return "", fmt.Sprintf("%s (%s) has no PLOVER type", first, c.Label)
		}
		return "", first + " is no CAMEO code"
	}
	dash := func(s string) string {
		if s == "" {
			return "-"
		}
		return s
	}
	p := verbs + "/V"
	if conds != "" {
		p += " " + conds
	}
	switch {
	case who.both || pair && first == second:
		p += " actor=subj+obj+with+between! mutual"
	case who.target == "subj" && who.source != "":
		p += " actor=" + who.source + " recipient=subj!"
	case who.target == "subj":
		p += " actor=by recipient=subj!"
	case who.target != "":
		p += " actor=subj! recipient=" + who.target + "!"
	default:
		p += " actor=subj! recipient=obj,obj.of,to,against,with,on,from,for"
	}
	return strings.Join([]string{k.Name, k.Type, dash(k.Mode), dash(strings.Join(k.Contexts, ",")), p}, "\t"), ""
}
