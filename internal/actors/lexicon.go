package actors

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed words.tsv
var wordTable string

// class is a set of the parts that a word can play in names and phrases; words.tsv says what each is.
type class uint32

const (
	abbreviated class = 1 << iota
	bodyNoun
	calendar
	counting
	courtesy
	given
	impersonal
	particle
	plurals
	possessive
	quarter
	stateNoun
	stop
	wide
	word
)

// classes are the classes by their names in the table.
var classes = map[string]class{"abbreviated": abbreviated, "body": bodyNoun, "calendar": calendar, "count": counting, "given": given, "impersonal": impersonal, "particle": particle, "possessive": possessive, "quarter": quarter, "state": stateNoun, "states": plurals, "stop": stop, "title": courtesy, "wide": wide, "word": word}

// A lexicon is words.tsv, ready to ask.
type lexicon map[string]entry

type entry struct {
	class class
	value string
}

// readLexicon reads the table. Rows of an unknown class are passed over; a test rules them out.
func readLexicon() lexicon {
	lex := lexicon{}
	for line := range strings.Lines(wordTable) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(f) < 2 {
			continue
		}
		e := lex[f[1]]
		e.class |= classes[f[0]]
		if len(f) > 2 {
			e.value = f[2]
		}
		lex[f[1]] = e
	}
	return lex
}

// is reports whether a folded word can play a part.
func (l lexicon) is(c class, word string) bool { return l[word].class&c != 0 }

// value is what the table says of a word in that part, "" where it cannot play it.
func (l lexicon) value(c class, word string) string {
	if e := l[word]; e.class&c != 0 {
		return e.value
	}
	return ""
}

// count is the number that a word counts states with, 0 for none.
func (l lexicon) count(word string) int {
	n, err := strconv.Atoi(l.value(counting, word))
	if err != nil {
		return 0
	}
	return n
}
