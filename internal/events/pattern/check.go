package pattern

import (
	"fmt"
	"sort"
	"strings"
)

// A Vocabulary knows the types, modes, contexts and kinds that a row may name.
type Vocabulary interface {
	HasType(typ string) bool
	HasMode(typ, mode string) bool
	HasContext(context string) bool
	HasKind(kind string) bool
}

// Check lints the table: names that the ontology does not know, and patterns that can never match, with the reason. v may be
// nil.
func (t *Table) Check(v Vocabulary) []string {
	var out []string
	say := func(p *Pattern, format string, args ...any) {
		out = append(out, fmt.Sprintf("%s: %s (%s): ", p.Where, p.Rule, p.Text)+fmt.Sprintf(format, args...))
	}
	seen := map[string]*Pattern{}
	for _, p := range t.Patterns {
		if v != nil {
			checkNames(p, v, say)
		}
		checkWords(p, say)
		checkPaths(p, say)
		key := p.key()
		if o := seen[key]; o != nil {
			say(p, "the same trigger, conditions and roles as %s (%s), which never matches now", o.Rule, o.Where)
		}
		seen[key] = p
	}
	return out
}

func checkNames(p *Pattern, v Vocabulary, say func(*Pattern, string, ...any)) {
	if p.Type != "" && !v.HasType(p.Type) {
		say(p, "%s is no PLOVER type", p.Type)
	}
	if p.Mode != "" && p.Mode != "*" && !v.HasMode(p.Type, p.Mode) {
		say(p, "%s has no mode %s", p.Type, p.Mode)
	}
	for _, c := range p.Contexts {
		if !v.HasContext(c) {
			say(p, "%s is no PLOVER context", c)
		}
	}
	if !v.HasKind(p.Kind) {
		say(p, "%s is no kind", p.Kind)
	}
}

// checkWords finds triggers that are no lemmas: an inflected form never matches.
func checkWords(p *Pattern, say func(*Pattern, string, ...any)) {
	for _, w := range p.Words {
		if w == "" || strings.ToLower(w) != w || strings.ContainsAny(w, " \t") {
			say(p, "%q is not a lower-case lemma", w)
		}
		if p.POS == 'V' && (strings.HasSuffix(w, "ied") || strings.HasSuffix(w, "ting") || strings.HasSuffix(w, "ating")) {
			say(p, "%q looks inflected; verbs are looked up by their lemma", w)
		}
	}
	if p.POS != 'V' {
		for _, w := range p.Words {
			if strings.Contains(w, "_") {
				say(p, "%q: only verbs have particles; put a modifier into a condition mod:…", w)
			}
		}
	}
}

// nominal and clausal are functions that only nouns or only verbs have.
var (
	nominal = map[string]bool{"poss": true, "mod": true, "amod": true, "noun": true, "whose": true, "appos": true}
	clausal = map[string]bool{"obj": true, "iobj": true}
)

func checkPaths(p *Pattern, say func(*Pattern, string, ...any)) {
	first := func(step string) {
		if p.POS == 'V' && nominal[step] {
			say(p, "a verb has no %s", step)
		}
		if p.POS != 'V' && clausal[step] {
			say(p, "only verbs have an %s", step)
		}
	}
	wanted := map[string]bool{}
	for _, c := range p.Conds {
		first(c.Path[0])
		if !c.Forbid {
			wanted[strings.Join(c.Path, ".")] = true
		}
	}
	for _, c := range p.Conds {
		if path := strings.Join(c.Path, "."); c.Forbid && c.Words == nil && wanted[path] {
			say(p, "%s is both wanted and forbidden", path)
		}
	}
	for _, r := range p.Roles {
		for _, alt := range r.Alts {
			for _, path := range alt {
				first(path[0])
			}
		}
	}
}

// key is the same for two patterns that match the same words in the same way.
func (p *Pattern) key() string {
	words := append([]string{}, p.Words...)
	sort.Strings(words)
	var conds []string
	for _, c := range p.Conds {
		var ws []string
		for w := range c.Words {
			ws = append(ws, w)
		}
		sort.Strings(ws)
		conds = append(conds, fmt.Sprint(c.Path, ws, c.Forbid))
	}
	sort.Strings(conds)
	return string(p.POS) + strings.Join(words, "|") + strings.Join(conds, ";")
}
