package mend

import (
	"strings"

	"entente"
)

// regroups reports whether word i hangs in a way that its neighbours rule out; regroup mends it.
func regroups(tokens []entente.Token, i int) bool {
	return particle(tokens, i) || gerund(tokens, i) || subject(tokens, i) || acronym(tokens, i) ||
		opening(tokens, i) || predicate(tokens, i) || between(tokens, i) >= 0 || noun(tokens, i) || tokens[i].UPOS == "VERB" && (tokens[i].XPOS == "NN" || tokens[i].XPOS == "NNS") || receiver(tokens, i) || clause(tokens, i) || described(tokens, i) >= 0 ||
		telling(tokens, i) || owned(tokens, i) || finite(tokens, i) || attribute(tokens, i) || listed(tokens, i) >= 0 || given(tokens, i) ||
		handed(tokens, i) || stranded(tokens, i) || infinitive(tokens, i) >= 0 || sequel(tokens, i) >= 0 || concord(tokens, i) >= 0 || resumed(tokens, i) >= 0 ||
		another(tokens, i) || bound(tokens, i) >= 0
}

// regroup makes a particle of a preposition before an object, a complement of a gerund after "denied", the subject of a name
// before a verb that hangs on what comes after the verb, and a name of capitals that were read as an auxiliary; the functions below show each.
func regroup(tokens []entente.Token, i int) {
	w := &tokens[i]
	switch {
	case particle(tokens, i):
		tokens[w.Head].Rel = "obj"
		w.Head, w.Rel = i-1, "compound:prt"
	case gerund(tokens, i):
		w.Rel = "xcomp"
	case subject(tokens, i):
		w.Head, w.Rel = tokens[w.Head].Head, "nsubj"
	case opening(tokens, i):
		w.Rel, tokens[w.Head].XPOS = "nsubj", "VBD"
	case predicate(tokens, i):
		w.UPOS, w.XPOS, w.Lemma = "VERB", "VBP", w.Form
	case between(tokens, i) >= 0:
		w.Head, w.Rel = between(tokens, i), "conj"
	case w.UPOS == "VERB" && (w.XPOS == "NN" || w.XPOS == "NNS") && transitive(tokens, i):
		w.XPOS, w.Lemma = "VBZ", strings.TrimSuffix(w.Form, "s")
	case noun(tokens, i):
		if w.UPOS = "NOUN"; w.Rel == "xcomp" {
			w.Rel = "obj"
		}
	case clause(tokens, i):
		o := &tokens[w.Head]
		w.Head, w.Rel, o.Head = o.Head, "ccomp", i
	case described(tokens, i) >= 0:
		k := described(tokens, i)
		w.Head, w.Rel, tokens[k].Rel = k, "appos", "obj"
	case finite(tokens, i):
		finiteRoot(tokens, i)
	case attribute(tokens, i):
		o := &tokens[i+1]
		o.Head, o.Rel, w.Head, w.Rel, w.UPOS = w.Head, "nmod", i+1, "amod", "ADJ"
		for k := range i {
			if t := &tokens[k]; t.Head == i && t.Rel == "mark" {
				t.Head, t.Rel, t.UPOS = i+1, "case", "ADP"
			}
		}
	case listed(tokens, i) >= 0:
		w.Head, w.Rel = listed(tokens, i), "conj"
	case infinitive(tokens, i) >= 0:
		w.Head = infinitive(tokens, i)
	case another(tokens, i):
		v := &tokens[i+1]
		v.Head, v.Rel, v.XPOS, w.Head, w.Rel = w.Head, "conj", "VBD", i+1, "nsubj"
	case bound(tokens, i) >= 0:
		w.Head, w.Rel = bound(tokens, i), "nmod"
	case resumed(tokens, i) >= 0:
		w.Head = resumed(tokens, i)
	case concord(tokens, i) >= 0:
		w.Head = concord(tokens, i)
	case sequel(tokens, i) >= 0:
		w.Head = sequel(tokens, i)
	case handed(tokens, i):
		w.Head, w.Rel, w.UPOS = i-1, "compound:prt", "ADP"
	case stranded(tokens, i):
		strand(tokens, i)
	case given(tokens, i):
		w.Head, w.Rel = i-1, "iobj"
	case telling(tokens, i):
		w.Rel, tokens[w.Head].Rel = "mark", "acl"
	case owned(tokens, i):
		w.Head, w.Rel, tokens[i+1].UPOS, tokens[i+1].XPOS = i+1, "compound", "NOUN", "NNS"
	case receiver(tokens, i):
		w.Rel = "iobj"
	case acronym(tokens, i):
		w.UPOS, w.XPOS, w.Lemma, w.Rel, w.Feats = "PROPN", "NNP", w.Form, "nsubj", ""
	}
}

// particle: "handed over supplies": an object has no preposition.
func particle(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i == 0 || w.Rel != "case" || w.Head < i || tokens[w.Head].Head != i-1 || tokens[i-1].UPOS != "VERB" {
		return false
	}
	return particles[w.Lemma] && tokens[w.Head].Rel == "obj" || separable[tokens[i-1].Lemma+"_"+w.Lemma] && tokens[w.Head].Rel == "obl"
}

// separable are verbs that are one with their particle and take an object behind it.
var separable = set(`hand_over turn_over take_over win_over call_off cut_off break_off put_off lay_off pay_off write_off seal_off fend_off set_off set_up open_up break_up step_up scale_up
 build_up give_up blow_up round_up shut_down shoot_down turn_down bring_down scale_down tone_down gun_down close_down call_in roll_out carry_out rule_out phase_out pull_out send_out
 single_out roll_back take_back send_back push_back hold_back scale_back give_back pay_back cut_back choke_off cordon_off close_off shut_off switch_off turn_off let_off
 fight_off ward_off stave_off hold_off carry_off haul_off pick_off beat_off lock_up call_up beat_up rip_up tear_up shoot_up mop_up set_down lay_down burn_down tear_down pull_down
 mow_down cut_down put_down draw_down wind_down take_down knock_down strike_down hand_down hand_in throw_out kick_out drive_out stamp_out snuff_out wipe_out knock_out take_out flush_out
 root_out boot_out mete_out drive_back beat_back turn_back win_back fly_in send_in bring_in drive_away turn_away chase_away take_away lead_away`)

var particles = set("over down up off out away back")

// gerund: "denied targeting civilians", which is what was denied, not what went on beside the denial.
func gerund(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return i > 0 && w.Rel == "advcl" && w.XPOS == "VBG" && w.Head == i-1 && gerunds[tokens[i-1].Lemma]
}

var gerunds = set(`deny admit avoid consider stop start begin suspend resume halt cease finish quit keep continue postpone delay
 favour favor oppose recommend suggest propose advocate risk contemplate discuss`)

// subject: "The US and Britain bombed rebel targets", where the names hang on the targets: a word before a finite verb
// belongs to nothing after it.
func subject(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if !name(w) || w.Head <= i || w.Rel != "compound" && w.Rel != "nmod" && w.Rel != "amod" {
		return false
	}
	o := &tokens[w.Head]
	v := o.Head
	if o.Rel != "obj" || v <= i || v >= w.Head || tokens[v].UPOS != "VERB" || tokens[v].XPOS == "VBG" {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == v && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return true
}

// acronym: capitals that are no auxiliary, before a verb that has no other subject.
func acronym(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "AUX" || len(w.Form) < 3 || w.Head <= i || strings.ToUpper(w.Form) != w.Form || auxiliaries[strings.ToLower(w.Form)] {
		return false
	}
	for k := range tokens {
		if t := &tokens[k]; t.Head == w.Head && strings.HasPrefix(t.Rel, "nsubj") {
			return false
		}
	}
	return true
}

var auxiliaries = set("be is are was were been being am has have had having do does did will would shall should may might must can could")

// opening: "Slovakia halted aid", where the name that opens the sentence hangs loosely on a participle that is the root and has
// an object of its own.
func opening(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i != 0 || !name(w) || w.Head != 1 || w.Rel != "obl:unmarked" && w.Rel != "dep" && w.Rel != "vocative" && w.Rel != "nmod:unmarked" {
		return false
	}
	v := &tokens[1]
	if v.UPOS != "VERB" || v.XPOS != "VBN" && v.XPOS != "VBD" || v.Rel != "root" {
		return false
	}
	object := false
	for k := range tokens {
		if t := &tokens[k]; t.Head == 1 && k != i {
			if strings.HasPrefix(t.Rel, "nsubj") || strings.HasPrefix(t.Rel, "aux") {
				return false
			}
			object = object || t.Rel == "obj"
		}
	}
	return object
}

// noun: "blocked EU aid", where the fine tag says noun and the coarse one verb.
func noun(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	return w.UPOS == "VERB" && (w.XPOS == "NN" || w.XPOS == "NNS") && !transitive(tokens, i)
}

// transitive reports whether a word has a subject before it and an object behind it: "Oslo thanks Bergen".
func transitive(tokens []entente.Token, i int) bool {
	subject, object := false, false
	for k := range tokens {
		if t := &tokens[k]; t.Head == i {
			subject = subject || k < i && t.Rel == "nsubj"
			object = object || k > i && t.Rel == "obj"
		}
	}
	return subject && object
}

// receiver: "lent Egypt two billion dollars": of two objects the first receives the second.
func receiver(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.Rel != "obj" || w.Head < 0 || w.Head > i || w.UPOS != "PROPN" && w.UPOS != "PRON" {
		return false
	}
	for k := i + 1; k < len(tokens); k++ {
		if t := &tokens[k]; t.Head == w.Head && t.Rel == "obj" {
			return true
		}
	}
	return false
}

// clause: "denied that it had supplied drones", where a verb with a subject and an auxiliary of its own hangs as an attribute on
// its object.
func clause(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if w.UPOS != "VERB" || w.Rel != "amod" || w.Head <= i || tokens[w.Head].Rel != "obj" {
		return false
	}
	if v := tokens[w.Head].Head; v < 0 || v >= i || tokens[v].UPOS != "VERB" {
		return false
	}
	subject, auxiliary := false, false
	for k := 0; k < i; k++ {
		if t := &tokens[k]; t.Head == i {
			subject = subject || strings.HasPrefix(t.Rel, "nsubj")
			auxiliary = auxiliary || strings.HasPrefix(t.Rel, "aux")
		}
	}
	return subject && auxiliary
}

// described: "met his counterpart President Xi Jinping": of two objects the first says who the name right behind it is. It returns
// the describing word, -1 for none.
func described(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.Rel != "obj" || w.UPOS != "PROPN" || w.Head < 0 {
		return -1
	}
	for k := i - 1; k > w.Head; k-- {
		t := &tokens[k]
		switch {
		case t.Head == w.Head && (t.Rel == "obj" || t.Rel == "iobj" && w.Head >= 0 && !ditransitive[tokens[w.Head].Lemma]) && t.UPOS == "NOUN" && (agentive[t.Lemma] || people[t.Lemma]):
			return k
		case t.UPOS == "PROPN" && (t.Head == i || t.Head < i && t.Head >= 0 && tokens[t.Head].Head == w.Head):
		default:
			return -1
		}
	}
	return -1
}

// people are nouns, beside those for bodies and offices, that a name may follow.
var people = set("counterpart colleague ally rival opponent predecessor successor host guest adviser advisor dissident activist journalist")

// predicate: "Talks between Oslo and Bergen collapse": a noun with a subject but without article, copula or preposition is a verb.
func predicate(tokens []entente.Token, i int) bool {
	w := &tokens[i]
	if i < 2 || w.UPOS != "NOUN" || w.XPOS != "NN" || w.Head >= 0 || w.Form == "" || w.Form[0] < 'a' {
		return false
	}
	subject := false
	for k := range tokens {
		t := &tokens[k]
		if t.Head != i {
			continue
		}
		switch t.Rel {
		case "nsubj":
			subject = subject || k < i && (t.XPOS == "NNS" || t.UPOS == "PROPN")
		case "cop", "det", "case", "amod", "nummod", "compound", "nmod:poss", "aux":
			return false
		}
	}
	return subject
}

// between: "talks between Oslo and Bergen were": what "and" joins to the first that stands between is the second, not the subject of what
// follows. It is the first, or -1.
func between(tokens []entente.Token, i int) int {
	w := &tokens[i]
	if w.UPOS != "PROPN" && w.UPOS != "NOUN" || w.Rel != "nsubj" && w.Rel != "nsubj:pass" && w.Rel != "obj" && w.Rel != "nmod" && w.Rel != "obl" {
		return -1
	}
	and := -1
	for k := max(i-6, 0); k < i; k++ {
		if t := &tokens[k]; t.Head == i && t.Rel == "cc" && t.Form == "and" {
			and = k
		}
	}
	if and < 1 {
		return -1
	}
	for k := and - 1; k >= max(and-8, 0); k-- {
		t := &tokens[k]
		switch {
		case t.UPOS == "VERB" || t.UPOS == "CCONJ":
			return -1
		case t.Rel == "case" && t.Form == "between" && t.Head < and && t.Head > k && w.Head != t.Head:
			return t.Head
		}
	}
	return -1
}
