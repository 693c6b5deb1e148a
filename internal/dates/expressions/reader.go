package expressions

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"entente"
	"entente/internal/dates/anchoring"
	"entente/internal/numerals"
)

//go:embed words.tsv
var wordTable string

//go:embed grammar.tsv
var grammarTable string

//go:embed eras.tsv
var eraTable string

//go:embed holidays.tsv
var holidayTable string

type entry struct {
	class anchoring.Class
	value int
	word  string
}

// A Reader reads the expressions of a sentence by the embedded tables. It is safe for concurrent use.
type Reader struct {
	words   map[string]entry
	grammar *grammar
}

// NewReader reads the embedded tables.
func NewReader() (*Reader, error) {
	f := &Reader{words: map[string]entry{}}
	for _, r := range Rows(wordTable) {
		e := f.words[r[0]]
		if c, ok := classNames[strings.ToUpper(r[1])]; ok {
			e.class |= c
			e.word = r[2]
			if n, err := strconv.Atoi(r[2]); err == nil {
				e.value = n
			}
		}
		f.words[r[0]] = e
	}
	g, err := readGrammar(grammarTable, actions())
	if err != nil {
		return nil, fmt.Errorf("embedded grammar: %w", err)
	}
	for i, r := range Rows(eraTable) {
		lo, ok1 := anchoring.Parse(r[1])
		hi, ok2 := anchoring.Parse(r[2])
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("embedded eras: %q: %w", r[0], entente.ErrInvalid)
		}
		g.levels[1].add(strings.Fields(r[0]), nil, row{rank: 1000 + i, action: era(lo, hi)})
	}
	for i, r := range Rows(holidayTable) {
		m, err1 := strconv.Atoi(r[1])
		d, err2 := strconv.Atoi(r[2])
		if err1 != nil || err2 != nil {
			return nil, fmt.Errorf("embedded holidays: %q: %w", r[0], entente.ErrInvalid)
		}
		g.levels[1].add(append(strings.Fields(r[0]), ",?", "YY?"), nil, row{rank: 2000 + i, action: holiday(m, d)})
	}
	f.grammar = g
	return f, nil
}

// Rows cuts a table into its columns, with an empty one behind.
func Rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) >= 2 && !strings.HasPrefix(line, "#") {
			out = append(out, append(f, ""))
		}
	}
	return out
}

// Version names the state of the embedded tables.
func Version() string {
	return entente.Version([]byte(wordTable), []byte(grammarTable), []byte(eraTable), []byte(holidayTable))
}

// Read puts the items of a sentence together; dayFirst says that the text writes 5/12 with the day first.
func (f *Reader) Read(items []Item, dayFirst bool) []Item {
	for level := range f.grammar.levels {
		items = f.grammar.pass(level, items, dayFirst)
	}
	return items
}

// Classify gives the tokens of a sentence the classes they can play.
func (f *Reader) Classify(dst []Item, toks []numerals.Token) []Item {
	for i := range toks {
		it := Item{Token: toks[i]}
		switch it.Kind {
		case numerals.Number:
			if it.Int >= 0 {
				it.Class |= cN
			}
			if !it.Spelt && 1 <= it.Int && it.Int <= 31 && len(it.Text) <= 2 {
				it.Class |= cDD
			}
			if !it.Spelt && len(it.Text) == 4 && it.Int >= 0 {
				it.Class |= cHHMM
				if it.Int >= 1000 && it.Int <= 2199 {
					it.Class |= cYY
				}
			}
			if !it.Spelt && len(it.Text) == 2 {
				it.Class |= cY2
			}
			if !it.Spelt && len(it.Text) == 3 && it.Int >= 100 {
				it.Class |= cY3
			}
		case numerals.Ordinal:
			it.Class |= cOD
			if 1 <= it.Int && it.Int <= 31 {
				it.Class |= cDD
			}
		case numerals.Word:
			if e, ok := f.words[it.Text]; ok {
				it.Class, it.Value, it.Word = e.class, e.value, e.word
				if e.class == cUNIT && it.Upper && i > 0 && it.Text != "day" {
					it.Class = e.class
				}
			}
		case numerals.Break:
			continue
		}
		dst = append(dst, it)
	}
	return dst
}
