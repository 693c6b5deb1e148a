// Package pattern reads the rows of the table of events: a trigger, the words that must or must not stand around it, and
// where its participants stand in a dependency tree. docs/patterns.md describes the language. Package events holds the
// patterns against trees.
package pattern

import (
	"fmt"
	"sort"
	"strings"

	"entente"
)

// A Pattern is one row of the table: a trigger, the words that must or must not stand around it, and where its
// participants stand. docs/patterns.md describes the language.
type Pattern struct {
	Rule     string // kind and number, "visit.3"
	Kind     string
	Type     string // PLOVER; "" where it has none
	Mode     string // PLOVER; "*" takes the mode from what is asked for, refused or threatened
	Contexts []string
	Text     string // the row's pattern as written
	Where    string // file and line, "cooperation.tsv:12"

	Words  []string // lemmas of the trigger, particles joined by "_"
	POS    byte     // V, N or A
	Conds  []Cond
	Roles  []Role
	Flags  map[string]bool
	Weight int // of two patterns that fit the heavier wins
}

// A Cond is a condition on the words around the trigger.
type Cond struct {
	Path   []string
	Words  map[string]bool // nil: any word will do
	Forbid bool
}

// A Role says where a participant stands: alternatives in order, each the union of some paths.
type Role struct {
	Name     string // actor or recipient
	As       string // host, visitor, mediator …
	Required bool
	Alts     [][][]string
}

// flagNames are the bare words a pattern may carry.
var flagNames = map[string]bool{
	"mutual":  true, // everybody is an actor
	"state":   true, // a plain present means that it goes on: "hosts troops"
	"said":    true, // a plain present reports an act of speech: "Iran condemns"
	"vow":     true, // what was said is a plan: its status is planned
	"keep":    true, // words that a condition matched may be events of their own: "deplores the attack"
	"uttered": true, // saying so is the act, whatever the mood: "cannot accept", "would regard as"
	"deed":    true, // a plain present is a habit and makes no event
	"light":   true, // the noun needs a light verb
	"weak":    true, // the noun alone says little: it needs a light verb or two known parties
	"claims":  true, // what stands in its complement is only alleged
	"named":   true, // needs an actor that is known or has a name
	"two":     true, // needs two known parties
	"other":   true, // where no recipient is named it is the one other state of the sentence
	"partner": true, // where no recipient is named it is the other of the pair of states spoken of just before
	"pair":    true, // where no party is named it is the pair of states spoken of just before
	"polity":  true, // a state, its government or its ministry acts, no people of it
	"office":  true, // somebody with an office acts
	"body":    true, // a recipient is an organisation
}

// pathSteps are the functions that may stand in a path beside prepositions.
var pathSteps = map[string]bool{
	"subj": true, "obj": true, "iobj": true, "poss": true, "mod": true, "comp": true, "inf": true, "whose": true, "aux": true, "amod": true, "noun": true, "adj": true, "up": true, "appos": true, "pred": true, "adv": true,
}

// Names reports whether an alternative of the role is that single function.
func (r Role) Names(fn string) bool {
	for _, alt := range r.Alts {
		for _, path := range alt {
			if len(path) == 1 && path[0] == fn {
				return true
			}
		}
	}
	return false
}

// parsePattern reads the pattern column of a row. macros are the "@name" texts of the table.
func parsePattern(text string, macros map[string]string) (*Pattern, error) {
	p := &Pattern{Text: text, Flags: map[string]bool{}}
	fields := strings.Fields(expand(text, macros))
	if len(fields) == 0 {
		return nil, fmt.Errorf("empty pattern: %w", entente.ErrInvalid)
	}
	words, pos, ok := strings.Cut(fields[0], "/")
	if !ok || len(pos) != 1 || !strings.Contains("VNA", pos) || words == "" {
		return nil, fmt.Errorf("trigger %q is not words/V, words/N or words/A: %w", fields[0], entente.ErrInvalid)
	}
	p.Words, p.POS = strings.Split(words, "|"), pos[0]
	for _, f := range fields[1:] {
		if err := p.item(f); err != nil {
			return nil, err
		}
	}
	if len(p.Roles) == 0 {
		return nil, fmt.Errorf("pattern %q gives nobody a role: %w", text, entente.ErrInvalid)
	}
	for _, c := range p.Conds {
		switch {
		case c.Forbid:
			p.Weight++
		case c.Words == nil:
			p.Weight += 4
		default:
			p.Weight += 10
		}
	}
	for _, r := range p.Roles {
		if r.Required {
			p.Weight += 2
		}
	}
	return p, nil
}

// expand puts the macros in, and the macros in macros.
func expand(text string, macros map[string]string) string {
	for depth := 0; depth < 4 && strings.Contains(text, "@"); depth++ {
		names := make([]string, 0, len(macros))
		for n := range macros {
			names = append(names, n)
		}
		sort.Slice(names, func(i, j int) bool {
			return len(names[i]) > len(names[j]) || len(names[i]) == len(names[j]) && names[i] < names[j]
		})
		for _, n := range names {
			text = strings.ReplaceAll(text, n, macros[n])
		}
	}
	return text
}

// item reads one condition, role or flag.
func (p *Pattern) item(f string) error {
	if flagNames[f] {
		p.Flags[f] = true
		return nil
	}
	if strings.Contains(f, "@") {
		return fmt.Errorf("no macro for %q: %w", f, entente.ErrInvalid)
	}
	if name, alts, ok := strings.Cut(f, "="); ok {
		return p.role(name, alts)
	}
	c := Cond{}
	if rest, ok := strings.CutPrefix(f, "!"); ok {
		c.Forbid, f = true, rest
	}
	path, words, _ := strings.Cut(f, ":")
	var err error
	if c.Path, err = parsePath(path); err != nil {
		return err
	}
	if words != "" && words != "*" {
		c.Words = map[string]bool{}
		for _, w := range strings.Split(words, "|") {
			c.Words[w] = true
		}
	}
	p.Conds = append(p.Conds, c)
	return nil
}

func (p *Pattern) role(name, text string) error {
	r := Role{}
	r.Name, r.As, _ = strings.Cut(name, ":")
	if r.Name != "actor" && r.Name != "recipient" {
		return fmt.Errorf("role %q is neither actor nor recipient: %w", name, entente.ErrInvalid)
	}
	text, r.Required = strings.CutSuffix(text, "!")
	for _, alt := range strings.Split(text, ",") {
		var union [][]string
		for _, path := range strings.Split(alt, "+") {
			steps, err := parsePath(path)
			if err != nil {
				return err
			}
			union = append(union, steps)
		}
		r.Alts = append(r.Alts, union)
	}
	p.Roles = append(p.Roles, r)
	return nil
}

func parsePath(s string) ([]string, error) {
	steps := strings.Split(s, ".")
	for _, x := range steps {
		if !pathSteps[x] && !prepositions[x] {
			return nil, fmt.Errorf("%q in %q is neither a function nor a preposition: %w", x, s, entente.ErrInvalid)
		}
	}
	return steps, nil
}

// prepositions that a path may name; several words are joined by "_".
var prepositions = Set(`about above across after against ahead_of away_from along along_with alongside amid among around as as_to at before
 behind between beyond by concerning despite due_to during following for from in in_front_of inside into near of off on on_behalf_of onto opposite out_of
 outside over pending regarding since than through throughout to together_with toward towards under until upon versus via with within without`)

// Set makes a set of words that stand in one text.
func Set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
