package match

import "entente/internal/events/pattern"

// timeless leaves out what stands in a date: "on Wednesday" is no place or thing that a missile falls on.
func (s *Sentence) timeless(found []int) []int {
	var out []int
	for _, w := range found {
		if !s.dated[w] {
			out = append(out, w)
		}
	}
	return out
}

// lexical keeps the words (with what is coordinated with them) whose lemma is listed; "nuclear_weapon" wants a modifier, too.
func (s *Sentence) lexical(found []int, words map[string]bool) []int {
	var out []int
	for _, f := range found {
		at := append(s.Tree.Conjuncts(f), s.Tree.Function(f, f, "appos")...)
		if quantities[s.Tree.Lemma(f)] || s.Tree.Tokens[f].UPOS == "NUM" || s.Tree.Tokens[f].UPOS == "PRON" { // "dozens of rockets", "four of its employees"
			at = append(at, s.Tree.Phrases(f, "of")...)
		}
		for _, w := range at {
			if s.Tree.Tokens[w].UPOS == "SYM" && words["dollar"] { // "gave $5 million"
				out = append(out, w)
				continue
			}
			if _, ok := s.Tree.Is(w, func(b string) bool { return words[b] || s.modified(w, b, words) }); ok {
				out = append(out, w)
			}
		}
	}
	return out
}

// quantities are nouns behind which the thing counted stands with "of".
var quantities = pattern.Set(`dozen hundred thousand million billion score number barrage wave series batch group pair couple third quarter lot shipment consignment salvo
 handful majority half part kind type fleet convoy squadron contingent ten tonne ton kilo kilogram kilogramme gram ounce barrel litre liter gallon crate metre meter
 truckload planeload boatload many several some most few all any`)

// counted are a word, what is coordinated with it, and, where it only counts, what is counted: "thousands of Malian refugees".
func (s *Sentence) counted(w int) []int {
	if r := s.Tree.Relative(w); r >= 0 { // "a programme in Chad to which it contributed"
		w = r
	}
	out := s.Tree.Conjuncts(w)
	if quantities[s.Tree.Lemma(w)] {
		out = append(append([]int{}, out...), s.Tree.Phrases(w, "of")...)
	}
	return out
}

// modified reports whether a word with one of its modifiers is listed: "nuclear_weapon".
func (s *Sentence) modified(w int, lemma string, words map[string]bool) bool {
	for _, k := range s.Tree.Kids(w) {
		if r := s.Tree.Rel(k); (r == "amod" || r == "compound" || r == "nmod") && words[s.Tree.Lemma(k)+"_"+lemma] {
			return true
		}
	}
	return false
}

// walk follows a path of functions from the trigger and returns the words at its end.
func (s *Sentence) walk(m *Candidate, path []string) []int {
	at := s.step(m.Trigger, m.Anchor, path[0])
	for _, fn := range path[1:] {
		var next []int
		for _, w := range at {
			for _, x := range s.counted(w) {
				anchor := x
				if s.Tree.Noun(x) {
					anchor = -1
				}
				next = append(next, s.step(x, anchor, fn)...)
			}
		}
		at = next
	}
	return at
}

// step gives the words that stand in a function to word i; "whose" needs the table, the others the tree alone.
func (s *Sentence) step(i, anchor int, fn string) []int {
	if fn == "whose" {
		return s.whose(i)
	}
	out := s.Tree.Function(i, anchor, fn)
	if fn == "by" && len(out) == 0 {
		return s.strayed(i)
	}
	return out
}

// strayed is who did the act of a noun where the phrase was hung on the verb or adjective above it, which has no agent of its own:
// "is concerned about the arrest of leaders by Oslo".
func (s *Sentence) strayed(i int) []int {
	t := s.Tree
	h := t.Head(i)
	if h < 0 || !t.Noun(i) || t.Noun(h) || t.Passive(h) {
		return nil
	}
	var out []int
	for _, k := range t.Kids(h) {
		if k > i && t.Rel(k) == "obl" && t.Case(k) == "by" {
			out = append(out, k)
		}
	}
	return out
}

// whose are those to whom a thing belongs or who did it: "Iran's plan", "the French plan", "the plan of Iran", "a raid by Iran";
// not the "of" of an act that somebody suffers ("the killing of").
func (s *Sentence) whose(i int) []int {
	t := s.Tree
	out := append(t.Function(i, i, "poss"), t.Phrases(i, "by")...)
	out = append(out, s.strayed(i)...)
	out = append(out, s.step(i, i, "mod")...)
	for _, k := range t.Kids(i) { // "the progress made by", "smears spread by"
		if t.Tokens[k].Rel == "acl" && t.Passive(k) {
			out = append(out, t.Agents(k)...)
		}
	}
	if len(t.Phrases(i, "on"))+len(t.Phrases(i, "against"))+len(t.Phrases(i, "to"))+len(t.Phrases(i, "upon")) > 0 { // "the visit of the delegation to Oslo"
		return append(out, t.Phrases(i, "of")...)
	}
	for _, p := range s.table.Lookup('N', t.Lemma(i)) {
		for _, r := range p.Roles {
			if r.Name == "recipient" && r.Names("of") {
				return out
			}
		}
	}
	return append(out, t.Phrases(i, "of")...)
}

// meets reports whether the conditions of a candidate's pattern hold, and keeps the words that they matched.
func (s *Sentence) meets(m *Candidate) bool {
	for _, k := range m.Pattern.Conds {
		found := s.walk(m, k.Path)
		if k.Words != nil {
			found = s.lexical(found, k.Words)
		} else {
			found = s.timeless(found)
		}
		if (len(found) > 0) == k.Forbid {
			return false
		}
		if k.Words != nil && !k.Forbid && !m.Pattern.Flags["keep"] {
			m.Consumed = append(m.Consumed, found...)
		}
	}
	return true
}
