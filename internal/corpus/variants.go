package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"entente"
)

// A Variant is two names of different texts that may be one person's, with what speaks for it. It is an offer to a person, who
// may make it an alias; nothing is joined by it.
type Variant struct {
	Name, Other string // the shorter or rarer, and the fuller or more frequent
	Count       int    // of mentions under Name
	Why         string
}

// Variants finds, among names that no table knows, those that are spelt alike: the same family name but for what
// transliterations differ in, and given names that do not contradict one another (the same, an initial, or none but a title).
// Names that more than one other could be are left out, but for spellings of one full name. The result does not depend on the
// order of the names.
func Variants(names []entente.Unknown) []Variant {
	of := map[string][]spelt{}
	for _, u := range names {
		if s, ok := spell(u); ok {
			of[s.family] = append(of[s.family], s)
		}
	}
	var out []Variant
	for _, same := range of {
		slices.SortFunc(same, func(a, b spelt) int {
			return cmp.Or(cmp.Compare(len(b.given), len(a.given)), cmp.Compare(len(strings.Join(b.given, "")), len(strings.Join(a.given, ""))), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name))
		})
		for i, x := range same[1:] {
			if y, why := x.only(same[:i+1]); why != "" {
				out = append(out, Variant{x.Name, y.Name, x.Count, why})
			}
		}
	}
	slices.SortFunc(out, func(a, b Variant) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name)) })
	return out
}

// A spelt is a name in the form in which spellings are compared.
type spelt struct {
	entente.Unknown
	given  []string
	family string
}

// before are words before a name that are no part of it.
var before = strings.Fields("mr mrs ms dr sir lord lady president minister ambassador general colonel prime foreign king queen prince sheikh ayatollah the his her excellency")

func spell(u entente.Unknown) (spelt, bool) {
	var words []string
	for w := range strings.FieldsSeq(strings.ToLower(u.Name)) {
		if w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) }); w != "" && !slices.Contains(before, w) {
			words = append(words, plainly(w))
		}
	}
	if len(words) == 0 || u.Kind != "person" || len(words[len(words)-1]) < 4 {
		return spelt{}, false
	}
	return spelt{u, words[:len(words)-1], words[len(words)-1]}, true
}

// plain letters and their clusters, for what transliterations of Cyrillic, Arabic and Turkic names differ in.
var plain = strings.NewReplacer("ä", "a", "á", "a", "à", "a", "â", "a", "ã", "a", "å", "a", "ç", "ch", "č", "ch", "é", "e", "è", "e", "ê", "e", "ë", "e", "ğ", "g", "í", "i", "ı", "i", "î", "i",
	"ï", "i", "ñ", "n", "ó", "o", "ö", "o", "ô", "o", "õ", "o", "ş", "sh", "š", "sh", "ú", "u", "ü", "u", "û", "u", "ý", "i", "ž", "zh", "dzh", "j", "dj", "j", "zh", "j", "kh", "h", "q", "k",
	"gh", "g", "ph", "f", "iy", "i", "yi", "i", "ij", "i", "y", "i", "w", "v", "ou", "u", "oo", "u", "ee", "i", "x", "ks", "'", "", "’", "", "-", "")

// plainly is a word without what spellings differ in: marks on letters, doubled letters, letters of one sound.
func plainly(w string) string {
	w = plain.Replace(plain.Replace(w))
	var b strings.Builder
	last := rune(0)
	for _, r := range w {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// only is the one among fuller or more frequent names that a name can be, and why; "" for none or several.
func (x spelt) only(others []spelt) (spelt, string) {
	var found []spelt
	for _, y := range others {
		if x.fits(y) {
			found = append(found, y)
		}
	}
	if len(found) == 0 {
		return spelt{}, ""
	}
	for _, y := range found[1:] {
		if !slices.Equal(y.given, found[0].given) {
			return spelt{}, ""
		}
	}
	y := found[0]
	switch {
	case slices.Equal(x.given, y.given):
		return y, fmt.Sprintf("one name in two spellings, in %s and %s", documents(x), documents(y))
	case len(x.given) == 0:
		return y, fmt.Sprintf("the only one of that family name, in %s", documents(y))
	}
	return y, fmt.Sprintf("the same family name, and given names that agree, in %s", documents(y))
}

// fits reports whether given names do not contradict one another.
func (x spelt) fits(y spelt) bool {
	for i, g := range x.given {
		if i >= len(y.given) {
			return false
		}
		if h := y.given[i]; g != h && !(len(g) == 1 && strings.HasPrefix(h, g)) && !(len(h) == 1 && strings.HasPrefix(g, h)) {
			return false
		}
	}
	return true
}

func documents(x spelt) string {
	if x.Documents == 1 {
		return "one document"
	}
	return fmt.Sprintf("%d documents", x.Documents)
}
