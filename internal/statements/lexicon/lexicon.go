// Package lexicon turns the embedded tables into what the reading of statements looks words up in: the cues with their frames,
// the nouns that can speak, and the words that carry topics and stance.
package lexicon

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"entente"
)

//go:embed tables/*.tsv
var files embed.FS

// A Frame is one way in which a verb introduces what somebody says.
//
//	clause                a clause, with or without "that": said that it would open
//	that                  the same, only with "that": maintained that it would open
//	quote                 words in quotation marks
//	aside                 a clause without them that stands before or around the verb: it would open, he said
//	infinitive            an infinitive of its own subject: promised to open
//	addressee             with a clause: whom it is said to: told reporters that
//	addressee-infinitive  whom it is said to, and what they are to do: urged Chad to open
//	on-infinitive         the same with a preposition: called on Chad to open
//	noun                  a noun phrase: condemned the attack
//	for, about, of …      a prepositional phrase: called for a truce
//	target-of, -for, -as  a noun phrase with a second one: accused Chad of lying, described Chad as open
//	name                  a noun phrase with a predicate: called the vote a farce
//	body                  with a clause: only with a subject who can speak: the report shows that
type Frame struct {
	Class  string // say warn think commit refuse ask direct propose judge deny quote
	Stance string // support, oppose, or "" for none: what the verb alone says of its object
}

// Tables are the cues, the nouns that can speak, and the words that carry topics and stance.
type Tables struct {
	Verbs      map[string]map[string]Frame // by lemma, then by frame; particles are joined on: "point_out"
	Nouns      map[string]Frame
	Adjectives map[string]string   // by lemma: the class
	Phrases    map[string][]string // by the first word: "according to", "in the words of"
	Sources    map[string]string   // by lemma: person, group, body, document; "none" for what does not speak
	Topics     map[string]string   // by lemma: a PLOVER context
	Stances    map[string]Frame    // by lemma
	Forms      map[string]bool     // words that greet, thank or lead over
	words      map[[2]string]bool  // class and word
	Inflected  map[string]string   // by inflected form in lower case: the verb, without its particle
	version    string
}

// Version is the hash of the tables.
func (t *Tables) Version() string { return t.version }

// Is reports whether a lemma is of a class of words.tsv: day, time, occasion, light, own, homograph.
func (t *Tables) Is(class, lemma string) bool { return t.words[[2]string{class, lemma}] }

// Load reads the embedded tables.
func Load() (*Tables, error) {
	t := &Tables{Verbs: map[string]map[string]Frame{}, Nouns: map[string]Frame{}, Adjectives: map[string]string{},
		Phrases: map[string][]string{}, Sources: map[string]string{}, Topics: map[string]string{},
		Stances: map[string]Frame{}, Forms: map[string]bool{}, Inflected: map[string]string{}, words: map[[2]string]bool{}}
	irregular := map[string]string{}
	var all [][]byte
	read := func(name string, columns int, row func([]string)) error {
		b, err := files.ReadFile("tables/" + name + ".tsv")
		if err != nil {
			return fmt.Errorf("read table %s: %w", name, err)
		}
		all = append(all, b)
		return eachRow(name, string(b), columns, row)
	}
	err := first(
		read("verbs", 4, func(r []string) {
			if t.Verbs[r[0]] == nil {
				t.Verbs[r[0]] = map[string]Frame{}
			}
			t.Verbs[r[0]][r[1]] = Frame{r[2], given(r[3])}
		}),
		read("nouns", 3, func(r []string) { t.Nouns[r[0]] = Frame{r[1], given(r[2])} }),
		read("adjectives", 2, func(r []string) { t.Adjectives[r[0]] = r[1] }),
		read("phrases", 1, func(r []string) {
			w := strings.Fields(r[0])[0]
			t.Phrases[w] = append(t.Phrases[w], r[0])
		}),
		read("sources", 2, func(r []string) { t.Sources[r[0]] = r[1] }),
		read("topics", 2, func(r []string) { t.Topics[r[0]] = r[1] }),
		read("stances", 3, func(r []string) { t.Stances[r[0]] = Frame{r[1], r[2]} }),
		read("words", 2, func(r []string) { t.words[[2]string{r[1], r[0]}] = true }),
		read("irregular", 2, func(r []string) { irregular[r[0]] = r[1] }),
		read("forms", 1, func(r []string) { t.Forms[r[0]] = true }),
	)
	for verb := range t.Verbs {
		verb, _, _ = strings.Cut(verb, "_")
		for _, f := range inflect(verb, irregular[verb]) {
			t.Inflected[f] = verb
		}
	}
	t.version = entente.Version(all...)
	return t, err
}

// inflect gives the forms of a verb: he -s, -ed, -ing and the irregular ones.
func inflect(verb, irregular string) []string {
	forms := append([]string{verb}, strings.Fields(irregular)...)
	stem := strings.TrimSuffix(verb, "e")
	switch {
	case strings.HasSuffix(verb, "y") && len(verb) > 2 && !strings.ContainsAny(verb[len(verb)-2:len(verb)-1], "aeiou"):
		forms = append(forms, verb[:len(verb)-1]+"ies", verb[:len(verb)-1]+"ied", verb+"ing")
	case strings.HasSuffix(verb, "ss") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") || verb == "go":
		forms = append(forms, verb+"es", verb+"ed", verb+"ing")
	default:
		forms = append(forms, verb+"s", stem+"ed", stem+"ing")
	}
	return forms
}

// eachRow calls f with the columns of every row; lines that begin with # are remarks.
func eachRow(name, table string, columns int, f func([]string)) error {
	for n, line := range strings.Split(table, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		r := strings.Split(line, "\t")
		if len(r) != columns || slices.Contains(r, "") {
			return fmt.Errorf("table %s, line %d: %d columns, want %d: %w", name, n+1, len(r), columns, entente.ErrInvalid)
		}
		f(r)
	}
	return nil
}

func given(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
