package draft

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed words.tsv
var wordTable string

// Table is the embedded table, for the version.
func Table() string { return wordTable }

// A Class is a set of the parts that a word can play in names and phrases; words.tsv says what each is.
type Class uint32

const (
	abbreviated Class = 1 << iota
	BodyNoun
	Calendar
	Counting
	Courtesy
	Firm
	General
	Given
	Impersonal
	Occasion
	Particle
	Plurals
	Possessive
	Quarter
	StateNoun
	Stop
	Wide
	Word
)

// classes are the classes by their names in the table.
var classes = map[string]Class{"abbreviated": abbreviated, "body": BodyNoun, "calendar": Calendar, "count": Counting, "firm": Firm, "general": General, "given": Given, "impersonal": Impersonal, "occasion": Occasion, "particle": Particle, "possessive": Possessive, "quarter": Quarter, "state": StateNoun, "states": Plurals, "stop": Stop, "title": Courtesy, "wide": Wide, "word": Word}

// A lexicon is words.tsv, ready to ask.
type Lexicon map[string]entry

type entry struct {
	class Class
	value string
}

// ReadLexicon reads the table. Rows of an unknown class are passed over; a test rules them out.
func ReadLexicon() Lexicon {
	lex := Lexicon{}
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

// Is reports whether a folded word can play a part.
func (l Lexicon) Is(c Class, word string) bool { return l[word].class&c != 0 }

// Value is what the table says of a word in that part, "" where it cannot play it.
func (l Lexicon) Value(c Class, word string) string {
	if e := l[word]; e.class&c != 0 {
		return e.value
	}
	return ""
}

// Count is the number that a word counts states with, 0 for none.
func (l Lexicon) Count(word string) int {
	n, err := strconv.Atoi(l.Value(Counting, word))
	if err != nil {
		return 0
	}
	return n
}
