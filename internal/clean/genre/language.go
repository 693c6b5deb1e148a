package genre

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode"
)

//go:embed languages.tsv
var languageTable string

// A Detector knows the frequent words of languages, and the scripts that one language alone uses.
type Detector struct {
	tags  []string
	words map[string][]int // a word → the languages that use it, indexes in tags
}

// NewDetector parses the embedded table.
func NewDetector() *Detector {
	d := &Detector{words: map[string][]int{}}
	for _, line := range strings.Split(languageTable, "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 3 || strings.HasPrefix(line, "#") {
			continue
		}
		k := len(d.tags)
		d.tags = append(d.tags, f[0])
		seen := map[string]bool{}
		for _, w := range strings.Fields(f[2]) {
			if !seen[w] {
				seen[w] = true
				d.words[w] = append(d.words[w], k)
			}
		}
	}
	return d
}

// scripts are those that tell a language by themselves; kana before Han, which Japanese uses, too.
var scripts = []struct {
	table *unicode.RangeTable
	tag   string
}{{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Hangul, "ko"}, {unicode.Han, "zh"}, {unicode.Thai, "th"}, {unicode.Greek, "el"}, {unicode.Hebrew, "he"}, {unicode.Georgian, "ka"},
	{unicode.Armenian, "hy"}, {unicode.Devanagari, "hi"}, {unicode.Bengali, "bn"}, {unicode.Tamil, "ta"}, {unicode.Telugu, "te"}, {unicode.Khmer, "km"}, {unicode.Myanmar, "my"}, {unicode.Lao, "lo"},
	{unicode.Ethiopic, "am"}, {unicode.Sinhala, "si"}, {unicode.Gurmukhi, "pa"}, {unicode.Gujarati, "gu"}}

var bcp47 = regexp.MustCompile(`^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)

// Language is the BCP 47 tag of a text: what its first words are where that is clear, else what was declared of it; ""
// where neither says anything. One word in five of a running text is among its language's most frequent; the share of
// such words decides (a word shared by several languages counts for each).
func (d *Detector) Language(declared, text string) string {
	declared = strings.TrimSpace(strings.ReplaceAll(declared, "_", "-"))
	if len(declared) > 12 || !bcp47.MatchString(declared) {
		declared = ""
	}
	base, _, _ := strings.Cut(strings.ToLower(declared), "-")
	guess, sure := d.guess(text)
	switch {
	case guess == "" || guess == base || related[guess+base]:
		return declared
	case sure || declared == "":
		return guess
	}
	return declared
}

// related are pairs that the table does not tell apart well enough to overrule what was declared.
var related = map[string]bool{"nbno": true, "nbnn": true, "danb": true, "dano": true, "nbda": true, "hrsr": true, "hrbs": true, "srbs": true, "srhr": true, "idms": true, "msid": true, "skcs": true, "cssk": true, "hine": true, "himr": true, "heyi": true}

// guess is the language of a text, and whether it is beyond doubt.
func (d *Detector) guess(text string) (tag string, sure bool) {
	if len(text) > 3000 {
		text = text[:3000]
	}
	letters, total := make([]int, len(scripts)), 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		total++
		if r < 0x370 || r >= 0x400 && r < 0x530 {
			continue
		}
		for i, s := range scripts {
			if unicode.Is(s.table, r) {
				letters[i]++
				break
			}
		}
	}
	for i, n := range letters {
		if least := 2; n*least > total || i < 2 && n*20 > total && total > 20 { // a little kana makes Japanese
			return scripts[i].tag, total > 20
		}
	}
	return d.count(text)
}

// count compares the shares of frequent words.
func (d *Detector) count(text string) (tag string, sure bool) {
	hits, words := make([]int, len(d.tags)), 0
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '‘' && r != 'ʻ' }) {
		words++
		if len(w) == 1 { // "a", "e" and "o" are words of a dozen languages
			continue
		}
		for _, k := range d.words[w] {
			hits[k]++
		}
	}
	best, second := 0, -1
	for k := 1; k < len(hits); k++ {
		switch {
		case hits[k] > hits[best]:
			best, second = k, best
		case second < 0 || hits[k] > hits[second]:
			second = k
		}
	}
	if hits[best] < 2 || hits[best]*12 < words {
		return "", false
	}
	return d.tags[best], hits[best] >= 5 && hits[best]*8 > words && hits[best]*4 > hits[second]*5
}

// Table is the embedded table, for the version of the tables.
func Table() string { return languageTable }
