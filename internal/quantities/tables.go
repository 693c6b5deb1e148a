package quantities

import (
	_ "embed"
	"math/big"
	"strings"

	"entente"
)

//go:embed units.tsv
var unitTable string

//go:embed currencies.tsv
var currencyTable string

//go:embed symbols.tsv
var symbolTable string

//go:embed operators.tsv
var operatorTable string

//go:embed scales.tsv
var scaleTable string

//go:embed multiples.tsv
var multipleTable string

//go:embed words.tsv
var wordTable string

// Version names the state of the embedded tables.
func Version() string {
	return entente.Version([]byte(unitTable), []byte(currencyTable), []byte(symbolTable), []byte(operatorTable), []byte(scaleTable), []byte(multipleTable), []byte(wordTable))
}

// A phrase is a row of words with what it stands for.
type phrase struct {
	words []string
	row   []string
}

// Phrases are rows by their first word (or last, for what stands before a number), longest first.
type Phrases map[string][]phrase

// ReadPhrases reads the rows of a table whose first column is a phrase; last files them by their last word, for what stands
// before a number; keep, where not nil, picks rows.
func ReadPhrases(table string, last bool, keep func([]string) bool) Phrases {
	p := Phrases{}
	for _, r := range Rows(table) {
		if keep != nil && !keep(r) {
			continue
		}
		w := strings.Fields(r[0])
		key := w[0]
		if last {
			key = w[len(w)-1]
		}
		list := append(p[key], phrase{w, r})
		for i := len(list) - 1; i > 0 && len(list[i].words) > len(list[i-1].words); i-- {
			list[i], list[i-1] = list[i-1], list[i]
		}
		p[key] = list
	}
	return p
}

// Rows are the rows of a table of tab-separated columns, comments left out.
func Rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) >= 2 && !strings.HasPrefix(line, "#\t") && !strings.HasPrefix(line, "# ") {
			out = append(out, f)
		}
	}
	return out
}

// From finds the longest phrase that begins at item i; it returns the row and the item after it.
func (p Phrases) From(it []Item, i int) ([]string, int) {
	if i >= len(it) || i < 0 {
		return nil, i
	}
	for _, ph := range p[it[i].Text] {
		if i+len(ph.words) > len(it) {
			continue
		}
		ok := true
		for k, w := range ph.words {
			if it[i+k].Text != w {
				ok = false
				break
			}
		}
		if ok {
			return ph.row, i + len(ph.words)
		}
	}
	return nil, i
}

// Before finds the longest phrase that ends just before item i; it returns the row and the first item of the phrase.
func (p Phrases) Before(it []Item, i int) ([]string, int) {
	if i < 1 || i > len(it) {
		return nil, i
	}
	for _, ph := range p[it[i-1].Text] {
		n := len(ph.words)
		if i-n < 0 {
			continue
		}
		ok := true
		for k, w := range ph.words {
			if it[i-n+k].Text != w {
				ok = false
				break
			}
		}
		if ok {
			return ph.row, i - n
		}
	}
	return nil, i
}

func readMultiples() map[string]*big.Rat {
	out := map[string]*big.Rat{}
	for _, r := range Rows(multipleTable) {
		f, ok := new(big.Rat).SetString(r[1])
		if !ok {
			panic("figures: bad factor in embedded table: " + r[0])
		}
		out[r[0]] = f
	}
	return out
}

// A Scale is what a word of scale multiplies by.
type Scale struct {
	Factor *big.Rat
	Plural bool // "billions": a number of its own, of unknown count
}

func readScales() map[string]Scale {
	out := map[string]Scale{}
	for _, r := range Rows(scaleTable) {
		digits, plural := strings.CutSuffix(r[1], "+")
		f, ok := new(big.Rat).SetString(digits)
		if !ok {
			panic("figures: bad scale in embedded table: " + r[0])
		}
		out[r[0]] = Scale{f, plural}
	}
	return out
}

// Decimal writes a value without exponent and without trailing zeros; a value that has no finite decimal is rounded to four
// places.
func Decimal(r *big.Rat) string {
	if r == nil {
		return ""
	}
	n, exact := r.FloatPrec()
	if !exact {
		n = 4
	}
	s := r.FloatString(n)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
