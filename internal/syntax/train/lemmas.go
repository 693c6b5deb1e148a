package train

import (
	_ "embed"
	"sort"
	"strings"

	"entente/internal/syntax"
)

//go:embed irregular.tsv
var irregular string

// seen is one form with its tags; it is one type, however often it stands in the treebank.
type seen struct{ form, upos, xpos string }

// lemmas learns edits of endings from types, and keeps the whole forms that those get wrong.
type lemmas struct {
	forms map[seen]map[string]int   // script → tokens
	rules map[uint64]map[string]int // by EndingKey: script → types
	best  map[uint64]string
}

// lemmaTable returns the scripts and the table from keys to their numbers. counts are the words of plain texts: they tell
// which of two stems of an unseen verb exists.
func lemmaTable(trees []syntax.Tree, counts map[string]int) ([]string, []byte) {
	l := &lemmas{map[seen]map[string]int{}, map[uint64]map[string]int{}, map[uint64]string{}}
	for _, t := range trees {
		for _, w := range t.Tokens {
			if s := syntax.Script(w.Form, w.Lemma); w.Lemma != "_" && s != "" && (len(w.Form) <= 3 || w.Feats == clean(w.Feats)) {
				l.see(seen{w.Form, w.UPOS, w.XPOS}, s, 1)
			}
		}
	}
	for _, line := range strings.Split(irregular, "\n") {
		if f := strings.Split(line, "\t"); len(f) == 3 && f[0] != "be" {
			l.see(seen{f[1], "VERB", "VBD"}, syntax.Script(f[1], f[0]), 3)
			l.see(seen{f[2], "VERB", "VBN"}, syntax.Script(f[2], f[0]), 3)
		}
	}
	l.learn()
	final := l.needed()
	l.exceptions(final)
	l.verbs(final, counts)
	return layOut(final)
}

func (l *lemmas) see(s seen, script string, n int) {
	if l.forms[s] == nil {
		l.forms[s] = map[string]int{}
	}
	l.forms[s][script] += n
}

func (l *lemmas) learn() {
	for w, scripts := range l.forms {
		kind, s := syntax.Case(w.form), mostly(scripts)
		for n := 0; n <= syntax.MaxEnding; n++ {
			if k, ok := syntax.EndingKey(w.form, w.xpos, kind, n); ok {
				if l.rules[k] == nil {
					l.rules[k] = map[string]int{}
				}
				l.rules[k][s]++
			}
		}
	}
	for k, m := range l.rules {
		l.best[k] = mostly(m)
	}
}

// needed are the rules that say something else than that of the shorter ending.
func (l *lemmas) needed() map[uint64]string {
	out := map[uint64]string{}
	for w := range l.forms {
		last := ""
		for n := 0; n <= syntax.MaxEnding; n++ {
			if k, ok := syntax.EndingKey(w.form, w.xpos, syntax.Case(w.form), n); ok && l.best[k] != last {
				last = l.best[k]
				out[k] = last
			}
		}
	}
	return out
}

// guess is what the rules say of a form.
func (l *lemmas) guess(w seen) string {
	for n := syntax.MaxEnding; n >= 0; n-- {
		if k, ok := syntax.EndingKey(w.form, w.xpos, syntax.Case(w.form), n); ok && l.best[k] != "" {
			return l.best[k]
		}
	}
	return ""
}

// exceptions adds whole forms that the rules get wrong under any fine tag.
func (l *lemmas) exceptions(final map[uint64]string) {
	all, wrong := map[uint64]map[string]int{}, map[uint64]bool{}
	for w, scripts := range l.forms {
		key := syntax.LemmaKey(w.form, w.upos, syntax.Case(w.form))
		if all[key] == nil {
			all[key] = map[string]int{}
		}
		for s, n := range scripts {
			all[key][s] += n
		}
		wrong[key] = wrong[key] || l.guess(w) != mostly(scripts)
	}
	for key, m := range all {
		if wrong[key] {
			final[key] = mostly(m)
		}
	}
}

// verbs adds forms in -ed, -ing and -es of the plain texts whose stem the rules get wrong: of the stems that could be meant,
// the one that the texts use most, where they never use the one that the rules say.
func (l *lemmas) verbs(final map[uint64]string, counts map[string]int) {
	for form, n := range counts {
		xpos, stem := "VBD", ""
		switch {
		case n < 4 || syntax.Case(form) != "":
			continue
		case strings.HasSuffix(form, "ed") && len(form) > 4:
			stem = form[:len(form)-2]
		case strings.HasSuffix(form, "ing") && len(form) > 5:
			xpos, stem = "VBG", form[:len(form)-3]
		default:
			continue
		}
		key := syntax.LemmaKey(form, "VERB", "")
		guess := syntax.Edit(form, l.guess(seen{form, "VERB", xpos}))
		options := []string{guess, stem, stem + "e"}
		if k := len(stem); k > 2 && stem[k-1] == stem[k-2] {
			options = append(options, stem[:k-1])
		}
		if strings.HasSuffix(stem, "i") {
			options = append(options, stem[:len(stem)-1]+"y")
		}
		best := guess
		for _, o := range options {
			if counts[guess] == 0 && counts[o] > max(4, counts[best]) {
				best = o
			}
		}
		if _, ok := final[key]; !ok && best != guess {
			final[key] = syntax.Script(form, best)
		}
	}
}

// layOut numbers the scripts and builds the table.
func layOut(final map[uint64]string) ([]string, []byte) {
	used := map[string]bool{}
	keys := make([]uint64, 0, len(final))
	for k, s := range final {
		keys = append(keys, k)
		used[s] = true
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	scripts := make([]string, 0, len(used))
	for s := range used {
		scripts = append(scripts, s)
	}
	sort.Strings(scripts)
	id := index(scripts)
	values := make([]int, len(keys))
	for i, k := range keys {
		values[i] = id[final[k]]
	}
	return scripts, syntax.BuildTable(keys, values)
}

// mostly is the script with the highest count, the first in the alphabet among equals.
func mostly(m map[string]int) string {
	best, n := "", 0
	for s, c := range m {
		if c > n || c == n && s < best {
			best, n = s, c
		}
	}
	return best
}
