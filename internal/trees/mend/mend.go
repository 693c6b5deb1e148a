// Package mend puts right in parsed sentences what statistical parsers of news get wrong most, where it is certain: trees in,
// trees out, with the words untouched.
package mend

import (
	"strings"

	"entente"
)

// Tokens puts right what statistical parsers of news get wrong most where it is certain: a main verb taken for a participle
// ("Iran fired missiles at": missiles, fired ones), or for a noun though its tag says verb. It copies the tokens before it
// changes them.
func Tokens(tokens []entente.Token) []entente.Token {
	out := tokens
	change := func() {
		if len(out) > 0 && &out[0] == &tokens[0] {
			out = append([]entente.Token{}, tokens...)
		}
	}
	for i := range tokens {
		w := &tokens[i]
		force(out, i, func() []entente.Token { change(); return out })
		rehang(out, i, func() []entente.Token { change(); return out })
		counted(out, i, func() []entente.Token { change(); return out })
		v := naming(out, i)
		if v < 0 {
			v = bidden(out, i)
		}
		if v >= 0 {
			change()
			out[i].Head, out[i].Rel = v, "xcomp"
		}
		if regroups(out, i) {
			change()
			regroup(out, i)
		}
		if w.XPOS == "VBP" && w.UPOS == "VERB" && (pasts[w.Form] || unchanged[w.Form] && told(tokens)) {
			change()
			out[i].XPOS = "VBD"
		}
		if i > 0 && w.UPOS == "NOUN" && headline[w.Form] && name(&out[i-1]) && w.Head < i && !governed(out, i) { // "Ankara frees pastor"
			change()
			headlineRoot(out, i)
		}
		if (w.UPOS == "NOUN" || w.UPOS == "ADJ") && out[i].UPOS != "VERB" && (w.XPOS == "VBZ" || w.XPOS == "VBD" || w.XPOS == "VBP") {
			change()
			out[i].UPOS = "VERB"
			if s := i - 1; s >= 0 && out[s].Head == i && name(&out[s]) {
				out[s].Rel = "nsubj"
			}
			for k := range out {
				if out[k].Head == i && out[k].Rel == "nmod" {
					out[k].Rel = "obl"
				}
			}
		}
		if w.UPOS == "NOUN" && w.Head >= 0 && w.Head < i && w.Rel == "compound" && out[w.Head].UPOS == "VERB" { // "frees pastor"
			change()
			out[i].Rel = "obj"
		}
		if v, s, ok := participle4verb(out, i); ok {
			change()
			out[v].Head, out[v].Rel, out[v].UPOS, out[v].XPOS = out[i].Head, out[i].Rel, "VERB", "VBD"
			out[i].Head, out[i].Rel = v, "obj"
			out[s].Head, out[s].Rel = v, "nsubj"
			for k := range out {
				if out[k].Head == i && (k < v && k != s || out[k].Rel == "punct") {
					out[k].Head = v
				}
			}
		}
		if w.Rel == "nsubj:pass" && active(out, out[i].Head) { // "the army shelled villages"
			change()
			h := out[i].Head
			out[i].Rel, out[h].XPOS = "nsubj", "VBD"
		}
	}
	strays(out, func() []entente.Token { change(); return out })
	return out
}

// active reports whether a verb with a passive subject has an object and no auxiliary of a passive, so that it is no passive.
func active(tokens []entente.Token, v int) bool {
	if v < 0 || v >= len(tokens) || tokens[v].UPOS != "VERB" {
		return false
	}
	object := false
	for i := range tokens {
		if t := &tokens[i]; t.Head == v {
			switch {
			case t.Rel == "aux:pass" || t.Rel == "obl:agent" || t.UPOS == "AUX" && i < v && (t.Lemma == "be" || t.Lemma == "get"):
				return false
			case t.Rel == "obj" && i > v:
				object = true
			}
		}
	}
	return object
}

// name reports whether a word may be a name that does something.
func name(w *entente.Token) bool {
	if w.UPOS == "ADV" && w.XPOS == "RB" { // "Bolivia severed": no adverb of those that open sentences
		return w.Form != "" && w.Form[0] >= 'A' && w.Form[0] <= 'Z' && !strings.HasSuffix(w.Form, "ly") && !adverbs[strings.ToLower(w.Form)]
	}
	return w.UPOS == "PROPN" || w.UPOS == "NOUN" && (w.XPOS == "NNS" || agentive[strings.ToLower(w.Form)]) ||
		(w.UPOS == "ADJ" || w.UPOS == "NOUN") && w.Form != "" && w.Form[0] >= 'A' && w.Form[0] <= 'Z'
}

// adverbs are those, beside the ones in -ly, that stand before a participle at the head of a sentence.
var adverbs = set(`now then also here there today still however yet once never often soon later well long just ever already again even twice rather
 quite very most more almost indeed instead thus hence therefore meanwhile moreover furthermore abroad back far only not so too much less least
 all half tomorrow yesterday tonight best better first last next inside outside above below overseas home online offline`)

// pasts are forms of verbs that are the past and nothing else.
var pasts = set(`overran overthrew overcame overtook withdrew undertook forbade retook took gave broke drove began fell flew shook sank slew stole tore threw wrote rode rose
 hid froze fled chose grew swore forgave foresaw forsook beset swept`)

// unchanged are presents that may be pasts.
var unchanged = set("let put set cut hit shut quit cast burst split spread beat hurt rid")

// told reports whether a sentence has a verb in the past: one that may be either is past, too.
func told(tokens []entente.Token) bool {
	for i := range tokens {
		if tokens[i].XPOS == "VBD" {
			return true
		}
	}
	return false
}

// headline are plain presents that news tells with and that are hardly ever plurals before a noun.
var headline = set(`lifts frees signs backs slams urges vows hails bans expels recalls arrests kills seizes joins hosts rejects condemns accuses imposes
 eases sends wins jails pardons meets agrees visits invites warns threatens blames denies seeks signs ratifies recognises recognizes welcomes praises
 thanks summons suspends severs restores reopens opens closes shuts launches fires shells bombs strikes tests deploys withdraws quits leaves orders
 asks calls demands offers pledges plans agrees approves adopts names elects sues charges releases returns hands extradites deports detains holds
 sanctions blacklists boycotts vetoes blocks cancels postpones skips snubs refuses sells buys gives grants lends lent donates supplies cuts ends lands
 thanks scraps revokes breaks expands warns renews resumes restores halts freezes unveils defends slaps bars evicts ousts jails hits raids mulls`)

// governed reports whether a noun is what the verb before it falls on, with nothing bare behind it: "criticised French strikes on boats".
func governed(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "obj" || w.Head < 0 || tokens[w.Head].UPOS != "VERB" || tokens[w.Head].XPOS != "VBD" && tokens[w.Head].XPOS != "VBN" {
		return false
	}
	for k := i + 1; k < len(tokens); k++ {
		if t := &tokens[k]; t.Head == i && (t.UPOS == "NOUN" || t.UPOS == "PROPN") && !cased(tokens, k) {
			return false
		}
	}
	return true
}

// headlineRoot makes a verb of word v that was taken for a noun and heads its phrase: the name before it is its subject, the
// noun after it its object.
func headlineRoot(tokens []entente.Token, v int) {
	tokens[v].UPOS, tokens[v].XPOS = "VERB", "VBZ"
	object := false
	if s := v - 1; tokens[s].Head < 0 && tokens[v].Head == s { // the name was taken for the root
		tokens[v].Head, tokens[v].Rel, tokens[s].Head, tokens[s].Rel = -1, "root", v, "nsubj"
		for k := v + 1; k < len(tokens); k++ {
			if tokens[k].Head == s {
				tokens[k].Head = v
			}
		}
	}
	if s := v - 1; tokens[s].Head > v && tokens[s].Head < v+3 { // the name hangs on the object
		tokens[s].Head, tokens[s].Rel = v, "nsubj"
	}
	for k := range tokens {
		switch t := &tokens[k]; {
		case t.Head != v || k == v:
		case k < v && name(t) && (t.UPOS != "ADJ" || k == v-1):
			t.Rel = "nsubj"
		case k > v && t.Rel == "obj":
			object = true
		case k > v && !object && (t.UPOS == "NOUN" || t.UPOS == "PROPN") && (Base(t.Rel) == "appos" || Base(t.Rel) == "nmod" || Base(t.Rel) == "dep" || Base(t.Rel) == "list" || Base(t.Rel) == "flat"):
			if !cased(tokens, k) {
				t.Rel, object = "obj", true
			} else {
				t.Rel = "obl"
			}
		case k > v && Base(t.Rel) == "nmod":
			t.Rel = "obl"
		}
	}
}

func cased(tokens []entente.Token, k int) bool {
	for i := range tokens {
		if tokens[i].Head == k && tokens[i].Rel == "case" {
			return true
		}
	}
	return false
}

// participle4verb finds in a sentence whose root is noun i a participle before it, with a name of its own before that and no
// article in front of both.
func participle4verb(tokens []entente.Token, i int) (verb, subject int, ok bool) {
	r := &tokens[i]
	if r.UPOS != "NOUN" && r.UPOS != "PROPN" || Base(r.Rel) != "root" || r.Head >= 0 {
		return 0, 0, false
	}
	verb = -1
	for k := range tokens {
		t := &tokens[k]
		if t.Head != i {
			continue
		}
		switch Base(t.Rel) {
		case "cop", "nsubj":
			if k > i || t.Rel == "cop" {
				return 0, 0, false
			}
		case "amod", "acl":
			if k < i && (t.XPOS == "VBN" || t.XPOS == "VBD" || t.UPOS == "ADJ" && strings.HasSuffix(t.Form, "ed")) {
				verb = k
			}
			fallthrough
		case "compound", "nmod", "flat":
			if k < i && headline[t.Form] {
				verb = k
			}
		}
	}
	if verb < 1 {
		return 0, 0, false
	}
	subject = verb - 1
	for subject > 0 && tokens[subject].Head != i && tokens[subject].Head >= 0 && tokens[subject].Head < verb {
		subject = tokens[subject].Head
	}
	s := &tokens[subject]
	if s.Head != i && s.Head != verb || !name(s) || s.Rel == "nmod:poss" || s.Rel == "nmod" {
		return 0, 0, false
	}
	for k := 0; k < i; k++ {
		if tokens[k].Head == i && (Base(tokens[k].Rel) == "det" && k < verb || tokens[k].UPOS == "VERB" && k != verb) {
			return 0, 0, false
		}
	}
	return verb, subject, true
}
