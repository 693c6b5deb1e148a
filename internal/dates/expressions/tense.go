package expressions

import (
	"sort"

	"entente"
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

// Tense says whether the words around a date look back (-1), ahead (1), or neither (0): the verb that governs the date
// where the sentence is parsed, else the auxiliaries of its clause.
func Tense(s *entente.Sentence, items []Item, x *anchoring.Expression) int {
	i := sort.Search(len(items), func(i int) bool { return items[i].End > x.Span.Start })
	if i > 0 && i <= len(items) && items[i-1].Is("until", "till", "by") {
		return 1
	}
	if s != nil && len(s.Tokens) > 0 {
		if t := treeTense(s.Tokens, x.Span); t != 0 {
			return t
		}
	}
	return wordTense(items, min(i, len(items)-1))
}

// treeTense climbs from the date to the first verb that shows a tense.
func treeTense(toks []entente.Token, span entente.Span) int {
	w := -1
	for i := range toks {
		if toks[i].Overlaps(span) && (toks[i].Head < 0 || toks[i].Head >= len(toks) || !toks[toks[i].Head].Overlaps(span)) {
			w = i
		}
	}
	infinitive := false
	for steps := 0; w >= 0 && w < len(toks) && steps < 40; steps++ {
		t := toks[w]
		if t.UPOS == "VERB" || t.UPOS == "AUX" || copula(toks, w) {
			modal, past, present := false, t.XPOS == "VBD", t.XPOS == "VBP" || t.XPOS == "VBZ"
			for k := range toks {
				if toks[k].Head != w {
					continue
				}
				switch {
				case toks[k].XPOS == "MD" && toks[k].Lemma != "could" && toks[k].Lemma != "would" && toks[k].Form != "would" && toks[k].Form != "could":
					modal = true
				case (toks[k].Rel == "aux" || toks[k].Rel == "aux:pass" || toks[k].Rel == "cop") && (toks[k].XPOS == "VBD" || toks[k].Lemma == "have"):
					past = true
				case toks[k].Rel == "mark" && toks[k].XPOS == "TO":
					infinitive = true
				}
			}
			switch {
			case modal:
				return 1
			case infinitive && (past || present) && ahead[t.Lemma]:
				return 1
			case past:
				return -1
			case t.XPOS == "VBN" && t.Rel == "acl" && billed[t.Lemma]: // "the summit scheduled for July"
				return 1
			case present && ahead[t.Lemma] && t.Lemma != "be":
				return 1
			case t.XPOS == "VBN" && !infinitive && t.Rel != "root" && t.Rel != "ccomp":
				return -1
			}
		}
		w = t.Head
	}
	return 0
}

// billed are verbs whose participle on a noun says when it is to be.
var billed = map[string]bool{"schedule": true, "plan": true, "slate": true, "expect": true, "set": true}

func copula(toks []entente.Token, w int) bool {
	for k := range toks {
		if toks[k].Head == w && toks[k].Rel == "cop" {
			return true
		}
	}
	return false
}

// ahead are verbs and adjectives whose infinitive lies ahead of them.
var ahead = map[string]bool{
	"plan": true, "expect": true, "schedule": true, "set": true, "due": true, "intend": true, "hope": true, "want": true, "aim": true,
	"prepare": true, "slate": true, "agree": true, "promise": true, "vow": true, "pledge": true, "propose": true, "need": true, "be": true,
	"seek": true, "decide": true, "open": true, "begin": true, "start": true, "arrive": true, "meet": true, "visit": true, "host": true,
}

// wordTense reads the clause around item i.
func wordTense(items []Item, i int) int {
	score := 0
	for step, k := 0, i-1; k >= 0 && step < 14; step, k = step+1, k-1 {
		if items[k].Is(";", ":", "\n", "”", "\"") || score != 0 {
			break
		}
		score = cue(items, k)
	}
	if score != 0 {
		return score
	}
	for step, k := 0, i+1; k < len(items) && step < 10; step, k = step+1, k+1 {
		if items[k].Is(";", ":", "\n") {
			break
		}
		if c := cue(items, k); c != 0 {
			return c
		}
	}
	return 0
}

// cue is what one word says of the tense of its clause.
func cue(items []Item, k int) int {
	it := &items[k]
	if it.Kind != numerals.Word || it.X != nil || k > 0 && items[k-1].Is("be") {
		return 0 // "will be held": the auxiliary decides
	}
	switch it.Text {
	case "will", "shall", "should", "may", "upcoming", "due", "scheduled", "slated", "planned", "plans", "expected", "intends", "hopes", "ll":
		return 1
	case "was", "were", "did", "said", "had", "has", "have", "told", "met", "held", "ago", "went", "came", "took", "gave", "began", "rose", "fell", "saw", "made", "left", "became":
		return -1
	case "to":
		if k > 0 && items[k-1].Is("set", "is", "are", "due", "going", "remain", "scheduled") {
			return 1
		}
	}
	if n := len(it.Text); n > 4 && it.Text[n-2:] == "ed" && !it.Upper {
		return -1
	}
	return 0
}
