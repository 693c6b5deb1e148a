package cue

import (
	"entente/internal/statements/wordset"
)

// lesser reads infinitives, noun phrases and phrases with prepositions.
func (c *clause) lesser(a *Attribution) []bool {
	t, v := c.t, c.v
	if t.Tokens[v].Rel == "acl" {
		return nil // groups condemning the deal: who they are, not what they say
	}
	x := t.Kid(v, "xcomp")
	if x < v || x >= 0 && !t.Has(x, "mark", "to") {
		x = -1
	}
	obj := t.Kid(v, "obj", "iobj")
	if f, ok := c.rows["infinitive"]; ok && x >= 0 && (obj < 0 || obj > x) {
		a.Name, a.Frame = "infinitive", f
		return wordset.Under(t, x)
	}
	if f, ok := c.rows["addressee-infinitive"]; ok && obj >= 0 {
		for _, k := range t.Kids(v) {
			if k > obj && (t.Rel(k) == "xcomp" || t.Rel(k) == "ccomp" || t.Rel(k) == "advcl") && t.Has(k, "mark", "to") {
				a.Name, a.Frame, a.To = "infinitive", f, obj
				return wordset.After(wordset.Under(t, k), obj)
			}
		}
		for _, k := range t.Kids(obj) {
			if k > obj && t.Rel(k) == "acl" && t.Has(k, "mark", "to") {
				a.Name, a.Frame, a.To = "infinitive", f, obj
				return wordset.Under(t, k)
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
				a.Name, a.Frame, a.To = "infinitive", f, p
				if v+1 < len(t.Tokens) && lower(t.Tokens[v+1].Form) == prep {
					a.Cue = a.Cue.Cover(t.Tokens[v+1].Span)
				}
				return in
			}
		}
	}
	if passive(t, v) {
		return nil
	}
	if in := c.targets(a, obj); in != nil {
		return in
	}
	return c.phrases(a, obj)
}

// phrases reads phrases with prepositions and noun phrases: "called for a truce", "condemned the attack".
func (c *clause) phrases(a *Attribution, obj int) []bool {
	t, v := c.t, c.v
	for _, prep := range [...]string{"for", "about", "against", "of", "over", "to"} {
		f, ok := c.rows[prep]
		if !ok {
			continue
		}
		for _, p := range t.Phrases(v, prep) {
			if p > v && t.Noun(p) {
				a.Name, a.Frame, a.Target = prep, f, p
				in := wordset.Under(t, p)
				wordset.DropCase(t, p, in)
				c.reach(in, p)
				return in
			}
		}
	}
	if f, ok := c.rows["noun"]; ok && obj > v && t.Noun(obj) {
		if kind := c.r.Tables.Sources[t.Lemma(obj)]; t.Lemma(v) == "welcome" && (kind == "person" || kind == "group") {
			return nil // at the door
		}
		a.Name, a.Frame, a.Target = "noun", f, obj
		in := wordset.Under(t, obj)
		c.reach(in, obj)
		if _, ok := c.r.Tables.Nouns[t.Lemma(obj)]; ok || f.Class == "say" {
			c.extend(in, obj)
		}
		return in
	}
	return nil
}

// reach takes in the prepositional phrases right behind a noun phrase that the parser hung on the verb: the coup in Niger, an
// apology from Ottawa. Phrases of time and of the occasion are the verb's own.
func (c *clause) reach(in []bool, obj int) {
	t := c.t
	end := obj
	for k := range in {
		if in[k] {
			end = max(end, k)
		}
	}
	for end+1 < len(in) && t.Tokens[end+1].UPOS == "ADP" {
		x := t.Head(end + 1)
		if x <= end || t.Rel(x) != "obl" && t.Rel(x) != "nmod" || c.timely(x) || t.Tokens[x].UPOS == "NUM" || c.r.Tables.Is("occasion", t.Lemma(x)) {
			return
		}
		wordset.Add(in, wordset.Under(t, x))
		for end+1 < len(in) && in[end+1] {
			end++
		}
	}
}

// extend takes in what follows a noun like "hope" up to the next punctuation: "for a quick end of the blockade".
func (c *clause) extend(in []bool, obj int) {
	for k := obj + 1; k < len(in) && (c.t.Tokens[k].UPOS != "PUNCT" || c.t.Tokens[k].Start == c.t.Tokens[k-1].End && k+1 < len(in) && c.t.Tokens[k].End == c.t.Tokens[k+1].Start); k++ {
		if w := c.t.Tokens[k]; w.UPOS == "CCONJ" && c.t.Head(k) >= 0 && c.t.Head(c.t.Head(k)) == c.v || k == obj+1 && w.UPOS != "ADP" && w.Form != "to" && w.Form != "that" {
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
				return wordset.After(wordset.Under(t, k), p)
			}
		}
	}
	return nil
}

// targets reads "accused Chad of lying", "described Chad as open", "called the vote a farce".
func (c *clause) targets(a *Attribution, obj int) []bool {
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
			a.Name, a.Frame, a.Target = "target-"+prep, f, obj
			in := wordset.After(wordset.Under(t, k), obj)
			if prep == "as" {
				wordset.Add(in, wordset.Under(t, obj))
			} else {
				wordset.DropCase(t, k, in)
			}
			return in
		}
	}
	if f, ok := c.rows["name"]; ok && t.Rel(v) != "acl" && t.Tokens[obj].UPOS != "PRON" {
		for _, x := range t.Kids(v) {
			if rel := t.Rel(x); x <= obj || rel != "xcomp" && rel != "obj" && rel != "ccomp" || t.Has(x, "mark", "to") || t.Kid(x, "nsubj") >= 0 {
				continue
			}
			a.Name, a.Frame, a.Target = "name", f, obj
			in := wordset.Under(t, x)
			wordset.Add(in, wordset.Under(t, obj))
			return in
		}
	}
	return nil
}
