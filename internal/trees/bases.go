package trees

import "strings"

// Is reports whether the lemma of word i is in a set, or, where a lemmatiser of unseen words got it wrong ("expell",
// "supplies"), one of the bases that its form may regularly have. It returns the base found.
func (t *Tree) Is(i int, in func(string) bool) (string, bool) {
	l := t.Lemma(i)
	if in(l) {
		return l, true
	}
	w := &t.Tokens[i]
	switch w.UPOS {
	case "NOUN", "PROPN":
		for _, b := range nounBases(strings.ToLower(w.Form)) {
			if in(b) {
				return b, true
			}
		}
	case "VERB":
		for _, b := range verbBases(strings.ToLower(w.Form)) {
			if in(b) {
				return b, true
			}
		}
	}
	return "", false
}

// irregular are past forms of verbs that events are told with, where they can mean but one verb.
var irregular = map[string]string{
	"held": "hold", "met": "meet", "sent": "send", "gave": "give", "given": "give", "took": "take", "taken": "take", "left": "leave", "broke": "break",
	"broken": "break", "fought": "fight", "won": "win", "sought": "seek", "struck": "strike", "shot": "shoot", "began": "begin", "begun": "begin",
	"sold": "sell", "bought": "buy", "built": "build", "withdrew": "withdraw", "withdrawn": "withdraw", "drew": "draw", "drawn": "draw", "lent": "lend",
	"flew": "fly", "flown": "fly", "went": "go", "gone": "go", "paid": "pay", "led": "lead", "swore": "swear", "sworn": "swear", "slew": "slay",
	"slain": "slay", "freed": "free", "spoke": "speak", "spoken": "speak", "made": "make", "said": "say", "told": "tell", "came": "come",
	"became": "become", "saw": "see", "seen": "see", "knew": "know", "known": "know", "got": "get", "gotten": "get", "kept": "keep", "lost": "lose",
	"thought": "think", "brought": "bring", "heard": "hear", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall", "drove": "drive",
	"driven": "drive", "wrote": "write", "written": "write", "chose": "choose", "chosen": "choose", "stole": "steal", "stolen": "steal",
	"forgave": "forgive", "forgiven": "forgive", "threw": "throw", "thrown": "throw", "overthrew": "overthrow", "overthrown": "overthrow", "ran": "run",
	"stood": "stand", "understood": "understand", "sat": "sit", "taught": "teach", "caught": "catch", "felt": "feel", "meant": "mean", "spent": "spend",
	"shut": "shut", "cut": "cut", "put": "put", "set": "set", "hit": "hit", "beat": "beat", "beaten": "beat", "sank": "sink", "sunk": "sink",
	"swam": "swim", "sang": "sing", "rang": "ring", "rung": "ring", "forbade": "forbid", "forbidden": "forbid", "undertook": "undertake",
	"undertaken": "undertake", "overran": "overrun", "mown": "mow", "retook": "retake", "overtook": "overtake", "fled": "flee", "fed": "feed", "bound": "bind", "grew": "grow",
	"grown": "grow", "shown": "show", "wore": "wear", "worn": "wear", "tore": "tear", "torn": "tear", "froze": "freeze", "frozen": "freeze",
	"hid": "hide", "hidden": "hide", "rode": "ride", "ridden": "ride", "shook": "shake", "shaken": "shake", "split": "split", "spread": "spread",
	"quit": "quit", "ceded": "cede", "sued": "sue", "agreed": "agree", "backed": "back", "oversaw": "oversee", "overseen": "oversee",
	"upheld": "uphold", "withheld": "withhold", "rebuilt": "rebuild", "resold": "resell", "dealt": "deal", "swept": "sweep", "foresaw": "foresee", "vetoed": "veto", "frees": "free",
}

// nounBases are the singulars that a form may belong to.
func nounBases(f string) []string {
	switch {
	case strings.HasSuffix(f, "ies"):
		return []string{f[:len(f)-3] + "y", f}
	case strings.HasSuffix(f, "es"):
		return []string{f[:len(f)-1], f[:len(f)-2], f}
	case strings.HasSuffix(f, "s"):
		return []string{f[:len(f)-1], f}
	}
	return nil
}

// verbBases are the infinitives that a form may regularly belong to.
func verbBases(f string) []string {
	for _, end := range [3]string{"ed", "ing", "es"} {
		s, ok := strings.CutSuffix(f, end)
		if !ok || len(s) < 2 {
			continue
		}
		out := []string{s, s + "e"}
		if n := len(s); s[n-1] == s[n-2] {
			out = append(out, s[:n-1])
		}
		if s[len(s)-1] == 'i' {
			out = append(out, s[:len(s)-1]+"y")
		}
		return out
	}
	if s, ok := strings.CutSuffix(f, "s"); ok {
		return []string{s}
	}
	return nil
}
